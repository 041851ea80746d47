import { textCell } from './lines.js';
import type { Report, Row, Table } from './report.js';

/** What was held against one model, and how much of it failed. */
export interface Checked {
  readonly path: string;
  readonly scenarios: number;
  /** The model's own checks, each in each scenario that it speaks of. */
  readonly promises: number;
  /** Identities of the books, each in each scenario. */
  readonly identities: number;
  readonly problems: number;
}

/** One line a model, and one line in all: what CI reads. */
export function checkReport(checked: readonly Checked[]): Report {
  const rows = checked.map(
    ({ path, scenarios, promises, identities, problems }): Row => ({
      id: path,
      role: 'line',
      level: 0,
      cells: [
        path,
        String(scenarios),
        String(promises),
        String(identities),
        problems === 0 ? 'holds' : `${problems} ${problems === 1 ? 'problem' : 'problems'}`,
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
      { id: 'result', heading: 'Result', align: 'left' },
    ],
    rows,
    notes: [],
  };
  const problems = checked.reduce((sum, each) => sum + each.problems, 0);
  const held = checked.filter((each) => each.problems === 0).length;
  const last =
    problems === 0
      ? `${held} ${held === 1 ? 'model holds' : 'models hold'}.`
      : `${checked.length - held} of ${checked.length} models fail: ${problems} ${problems === 1 ? 'problem' : 'problems'}.`;
  return { id: 'check', title: 'Check', basis: [], blocks: [table, { kind: 'text', id: 'result', title: '', lines: [last] }] };
}
