import { sum } from '../../figures/index.js';
import { wordsFor } from '../../language/index.js';
import { countedCell, NONE, textCell } from '../page/cell.js';
import type { Checked } from '../page/checked.js';
import { Report, type Row, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { tools } from '../sentences/asking.js';
import { verdictCells, verdictLines, verdictOf, verdictsOn } from '../sentences/verdict.js';

/** Published figures beside what their own rules give: both are kept, and the difference is told. */
function anomalyTable(checked: readonly Checked[]): Table[] {
  const rows = checked.flatMap(({ path, anomalies }) =>
    anomalies.map(({ example, published, byRule, because }): Row => {
      const off = sum('money', [published], 'published less by the rule', [byRule]);
      const amounts = [published, byRule, off].map((figure) => countedCell(figure, 'pence'));
      return {
        id: `${path}.${example}`,
        role: 'line',
        level: 0,
        cells: [textCell(path), textCell(example), ...amounts, because === undefined ? NONE : textCell(because)],
      };
    }),
  );
  if (rows.length === 0) return [];
  const columns: Table['columns'] = [
    { id: 'list', heading: 'Price list', align: 'left' },
    { id: 'example', heading: 'Example', align: 'left' },
    { id: 'published', heading: 'Published, £', align: 'right' },
    { id: 'by_rule', heading: 'By its rule, £', align: 'right' },
    { id: 'difference', heading: 'Difference, £', align: 'right' },
    { id: 'why', heading: 'Why', align: 'left' },
  ];
  return [
    {
      kind: 'table',
      id: 'anomalies',
      title: titled('Published figures beside what their own rules give'),
      columns,
      rows,
      notes: [],
    },
  ];
}

/** What is not wrong and would be asked about, with its place; what the file accepts stands last, with its reason. */
function lintTable(checked: readonly Checked[]): Table[] {
  const all = checked.flatMap(({ path, findings }) => findings.map((each) => ({ path, ...each })));
  if (all.length === 0) return [];
  const open = all.filter(({ because }) => because === undefined);
  const accepted = all.filter(({ because }) => because !== undefined);
  const rows = [...open, ...accepted].map(({ path, lint, severity, span, says, because }, i): Row => {
    const place = span === undefined ? path : `${span.file.name}:${span.line}:${span.column}`;
    const cells = [
      because === undefined ? severity : 'accepted',
      lint,
      place,
      because === undefined ? says : `${says}. Accepted: ${because}`,
    ];
    return { id: `${i}.${lint}`, role: 'line', level: 0, cells: cells.map(textCell) };
  });
  const columns: Table['columns'] = [
    { id: 'severity', heading: 'Severity', align: 'left' },
    { id: 'lint', heading: 'Lint', align: 'left' },
    { id: 'place', heading: 'Place', align: 'left' },
    { id: 'says', heading: 'What is found', align: 'left' },
  ];
  return [
    {
      kind: 'table',
      id: 'lints',
      title: titled('What a reader would ask about'),
      columns,
      rows,
      notes: tools.say.lints(),
    },
  ];
}

/**
 * Checks of the model's own that fail, where only the other verdict is asked for: they are told here, and do not count.
 */
function missedTable(checked: readonly Checked[]): Table[] {
  const rows = checked.flatMap(({ path, cases }) =>
    cases
      .filter((each) => verdictOf(each) === 'promises')
      .flatMap(({ name, scenario, problems }) =>
        problems.map(
          (each, i): Row => ({
            id: `${path}.${scenario}.${name}.${i}`,
            role: 'line',
            level: 0,
            cells: [path, scenario ?? 'base', wordsFor(each).message].map(textCell),
          }),
        ),
      ),
  );
  if (rows.length === 0) return [];
  const columns: Table['columns'] = [
    { id: 'model', heading: 'Model', align: 'left' },
    { id: 'scenario', heading: 'Scenario', align: 'left' },
    { id: 'missed', heading: 'What is missed', align: 'left' },
  ];
  return [
    {
      kind: 'table',
      id: 'missed',
      title: titled('Promises that are missed, and allowed to be'),
      columns,
      rows,
      notes: [],
    },
  ];
}

/** Both verdicts first, then one line a model: what CI reads. `only` is the one verdict that is asked for. */
export function checkReport(checked: readonly Checked[], only: 'balance' | undefined): Report {
  const rows = checked.map((each): Row => {
    const { path, scenarios, identities, examples } = each;
    const numbers = [scenarios, identities, examples].map(String);
    return {
      id: path,
      role: 'line',
      level: 0,
      cells: [path, ...verdictCells(verdictsOn(each)), ...numbers].map(textCell),
    };
  });
  const table: Table = {
    kind: 'table',
    id: 'models',
    title: titled('What was checked'),
    columns: [
      { id: 'model', heading: 'Model', align: 'left' },
      { id: 'balances', heading: 'Balances', align: 'left' },
      { id: 'promises', heading: 'Promises kept', align: 'left' },
      { id: 'scenarios', heading: 'Scenarios', align: 'right' },
      { id: 'identities', heading: 'Identities', align: 'right' },
      { id: 'examples', heading: 'Examples', align: 'right' },
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
