import type { Anomaly, Judged } from '../analysis/index.js';
import { inWords, sum } from '../figures/index.js';
import type { Problem } from '../language/index.js';
import { NONE, textCell } from './lines.js';
import { Report, type Row, type Table } from './report.js';

/** What was held against one model, and how much of it failed. */
export interface Checked {
  readonly path: string;
  readonly scenarios: number;
  /** The model's own checks, each in each scenario that it speaks of. */
  readonly promises: number;
  /** Identities of the books, each in each scenario. */
  readonly identities: number;
  /** Published examples of a price list. */
  readonly examples: number;
  /** Those of which the published figure is not what the published rule gives. */
  readonly anomalies: readonly Anomaly[];
  /** What lints found, accepted or not. */
  readonly findings: readonly Judged[];
  /** One for each thing that was held against it, in the order in which it was. */
  readonly cases: readonly Case[];
  /** The problems of all cases, each once. */
  readonly found: readonly Problem[];
}

/** One thing that was held against a model, in one scenario where scenarios matter. */
export interface Case {
  readonly name: string;
  readonly scenario: string | undefined;
  readonly problems: readonly Problem[];
}

/** Published figures beside what their own rules give: both are kept, and the difference is told. */
function anomalyTable(checked: readonly Checked[]): Table[] {
  const rows = checked.flatMap(({ path, anomalies }) =>
    anomalies.map(({ example, published, byRule, why }): Row => {
      const off = sum('money', [published], 'published less by the rule', [byRule]);
      const amounts = [published, byRule, off].map((figure) => textCell(inWords(figure)));
      return {
        id: `${path}.${example}`,
        role: 'line',
        level: 0,
        cells: [textCell(path), textCell(example), ...amounts, why === undefined ? NONE : textCell(why)],
      };
    }),
  );
  if (rows.length === 0) return [];
  const columns: Table['columns'] = [
    { id: 'list', heading: 'Price list', align: 'left' },
    { id: 'example', heading: 'Example', align: 'left' },
    { id: 'published', heading: 'Published', align: 'right' },
    { id: 'by_rule', heading: 'By its rule', align: 'right' },
    { id: 'difference', heading: 'Difference', align: 'right' },
    { id: 'why', heading: 'Why', align: 'left' },
  ];
  return [{ kind: 'table', id: 'anomalies', title: 'Published figures that their own rules do not give', columns, rows, notes: [] }];
}

/** What is not wrong and would be asked about, with its place; what the file accepts stands last, with its reason. */
function lintTable(checked: readonly Checked[]): Table[] {
  const all = checked.flatMap(({ path, findings }) => findings.map((each) => ({ path, ...each })));
  if (all.length === 0) return [];
  const open = all.filter(({ because }) => because === undefined);
  const accepted = all.filter(({ because }) => because !== undefined);
  const rows = [...open, ...accepted].map(({ path, lint, severity, span, says, because }, i): Row => {
    const place = span === undefined ? path : `${span.file.name}:${span.line}:${span.column}`;
    const cells = [because === undefined ? severity : 'accepted', lint, place, because === undefined ? says : `${says}. Accepted: ${because}`];
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
      title: 'What a reader would ask about',
      columns,
      rows,
      notes: ['docs/lints.md says what each means; --strict fails on warnings.'],
    },
  ];
}

/** One line a model, and one line in all: what CI reads. */
export function checkReport(checked: readonly Checked[]): Report {
  const rows = checked.map(
    ({ path, scenarios, promises, identities, examples, found }): Row => ({
      id: path,
      role: 'line',
      level: 0,
      cells: [
        path,
        String(scenarios),
        String(promises),
        String(identities),
        String(examples),
        found.length === 0 ? 'holds' : `${found.length} ${found.length === 1 ? 'problem' : 'problems'}`,
      ].map(textCell),
    }),
  );
  const table: Table = {
    kind: 'table',
    id: 'models',
    title: 'What was checked',
    columns: [
      { id: 'model', heading: 'Model', align: 'left' },
      { id: 'scenarios', heading: 'Scenarios', align: 'right' },
      { id: 'checks', heading: 'Checks', align: 'right' },
      { id: 'identities', heading: 'Identities', align: 'right' },
      { id: 'examples', heading: 'Examples', align: 'right' },
      { id: 'result', heading: 'Result', align: 'left' },
    ],
    rows,
    notes: [],
  };
  const problems = checked.reduce((sum, { found }) => sum + found.length, 0);
  const held = checked.filter(({ found }) => found.length === 0).length;
  const last =
    problems === 0
      ? `${held} ${held === 1 ? 'model holds' : 'models hold'}.`
      : `${checked.length - held} of ${checked.length} models fail: ${problems} ${problems === 1 ? 'problem' : 'problems'}.`;
  return Report.of({
    id: 'check',
    title: 'Check',
    basis: [],
    blocks: [table, ...anomalyTable(checked), ...lintTable(checked), { kind: 'text', id: 'result', title: '', lines: [last] }],
  });
}
