import { sum } from '../../figures/index.js';
import { wordsFor } from '../../language/index.js';
import { countedCell, NONE, textCell } from '../page/cell.js';
import type { Checked } from '../page/checked.js';
import { type Column, Report, type Row, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { tools } from '../sentences/asking.js';
import { verdictCells, verdictLines, verdictOf, verdictsOn } from '../sentences/verdict.js';

const line = (id: string, cells: Row['cells']): Row => ({ id, role: 'line', level: 0, cells });
const left = (id: string, heading: string): Column => ({ id, heading, align: 'left' });
const right = (id: string, heading: string): Column => ({ id, heading, align: 'right' });

/** A list of what was found, and none where nothing was. */
function listOf(
  about: Pick<Table, 'id' | 'title' | 'columns' | 'rows'>,
  notes: () => Table['notes'] = () => [],
): Table[] {
  return about.rows.length === 0 ? [] : [{ kind: 'table', ...about, notes: notes() }];
}

/** Published figures beside what their own rules give: both are kept, and the difference is told. */
function anomalyTable(checked: readonly Checked[]): Table[] {
  return listOf({
    id: 'anomalies',
    title: titled('Published figures beside what their own rules give'),
    columns: [
      left('list', 'Price list'),
      left('example', 'Example'),
      right('published', 'Published, £'),
      right('by_rule', 'By its rule, £'),
      right('difference', 'Difference, £'),
      left('why', 'Why'),
    ],
    rows: checked.flatMap(({ path, anomalies }) =>
      anomalies.map(({ example, published, byRule, because }): Row => {
        const off = sum('money', [published], 'published less by the rule', [byRule]);
        const amounts = [published, byRule, off].map((figure) => countedCell(figure, 'pence'));
        const reason = because === undefined ? NONE : textCell(because);
        return line(`${path}.${example}`, [textCell(path), textCell(example), ...amounts, reason]);
      }),
    ),
  });
}

/** What is not wrong and would be asked about, with its place; what the file accepts stands last, with its reason. */
function lintTable(checked: readonly Checked[]): Table[] {
  const all = checked.flatMap(({ path, findings }) => findings.map((each) => ({ path, ...each })));
  const open = all.filter(({ because }) => because === undefined);
  const accepted = all.filter(({ because }) => because !== undefined);
  const about = {
    id: 'lints',
    title: titled('What a reader would ask about'),
    columns: [
      left('severity', 'Severity'),
      left('lint', 'Lint'),
      left('place', 'Place'),
      left('says', 'What is found'),
    ],
    rows: [...open, ...accepted].map(({ path, lint, severity, span, says, because }, i): Row => {
      const place = span === undefined ? path : `${span.file.name}:${span.line}:${span.column}`;
      const cells = [
        because === undefined ? severity : 'accepted',
        lint,
        place,
        because === undefined ? says : `${says}. Accepted: ${because}`,
      ];
      return line(`${i}.${lint}`, cells.map(textCell));
    }),
  };
  return listOf(about, () => tools.say.lints());
}

/**
 * Checks of the model's own that fail, where only the other verdict is asked for: they are told here, and do not count.
 */
function missedTable(checked: readonly Checked[]): Table[] {
  const missed = checked.flatMap(({ path, cases }) =>
    cases.filter((each) => verdictOf(each) === 'promises').map((each) => ({ path, ...each })),
  );
  return listOf({
    id: 'missed',
    title: titled('Promises that are missed, and allowed to be'),
    columns: [left('model', 'Model'), left('scenario', 'Scenario'), left('missed', 'What is missed')],
    rows: missed.flatMap(({ path, name, scenario, problems }) =>
      problems.map((each, i) =>
        line(`${path}.${scenario}.${name}.${i}`, [path, scenario ?? 'base', wordsFor(each).message].map(textCell)),
      ),
    ),
  });
}

/** Both verdicts first, then one line a model: what CI reads. `only` is the one verdict that is asked for. */
export function checkReport(checked: readonly Checked[], only: 'balance' | undefined): Report {
  const rows = checked.map((each): Row => {
    const { path, scenarios, identities, examples } = each;
    const numbers = [scenarios, identities, examples].map(String);
    return line(path, [path, ...verdictCells(verdictsOn(each)), ...numbers].map(textCell));
  });
  const table: Table = {
    kind: 'table',
    id: 'models',
    title: titled('What was checked'),
    columns: [
      left('model', 'Model'),
      left('balances', 'Balances'),
      left('promises', 'Promises kept'),
      right('scenarios', 'Scenarios'),
      right('identities', 'Identities'),
      right('examples', 'Examples'),
    ],
    rows,
    notes: [],
  };
  const verdicts = {
    kind: 'text' as const,
    id: 'verdicts',
    title: titled(''),
    lines: verdictLines(checked).flatMap((said) => tools.say.verdict(said)),
  };
  const missed = only === 'balance' ? missedTable(checked) : [];
  return Report.of({
    id: 'check',
    title: titled('Check'),
    basis: [],
    blocks: [verdicts, table, ...missed, ...anomalyTable(checked), ...lintTable(checked)],
  });
}
