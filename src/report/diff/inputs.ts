import { bridgeCauses, CAUSE_WORDS, CAUSES, type Cause } from '../../analysis/index.js';
import type { Node } from '../../language/index.js';
import { type Change, type Differences, sourceAt } from '../../reading/index.js';
import { placed, shortName } from '../frame/changes.js';
import { NONE, saidCell, textCell } from '../page/cell.js';
import type { Column, Row, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { differing } from '../sentences/differing.js';
import type { DiffEnd } from './end.js';

/** So many cells of one column of a roll are shown one by one. */
const MOST_ROWS = 20;

/**
 * Every input that differs, by what it is a change of, with both places and whether what stands behind it differs too;
 * then what is said beside them.
 */
export function inputsTable(from: DiffEnd, to: DiffEnd, { inputs, told, way }: Differences): Table[] {
  if (inputs.length + told.length === 0) return [];
  const causes = bridgeCauses(way, from.projection, to.projection);
  const groups: readonly (readonly [id: string, label: string, changes: readonly Change[]])[] = [
    ...CAUSES.map((cause: Cause): [string, string, Change[]] => [
      cause,
      CAUSE_WORDS[cause].label,
      inputs.filter((change) => causes.get(change) === cause),
    ]),
    ['told', 'Scenarios, checks, options and what is asked of them', told],
  ];
  const rows = groups.flatMap(([id, label, changes]): Row[] =>
    changes.length === 0
      ? []
      : [
          { id: `cause.${id}`, role: 'heading', level: 0, cells: [textCell(label), NONE, NONE, NONE] },
          ...shortened(changes).flatMap((each) => rowOf(each, from, to)),
        ],
  );
  return [
    {
      kind: 'table',
      id: 'inputs',
      title: titled('What has been changed'),
      columns: [
        { id: 'key', heading: 'Key', align: 'left' },
        ...sides(from, to),
        { id: 'source', heading: 'Source', align: 'left' },
      ],
      rows,
      notes: differing.say.source(),
    },
  ];
}

/** Names, notes and sources; and inputs that move nothing. */
export function idleTable(from: DiffEnd, to: DiffEnd, { words }: Differences, idle: readonly Change[]): Table[] {
  if (words.length + idle.length === 0) return [];
  const row = (change: Change, why: string): Row => ({
    id: change.path,
    role: 'line',
    level: 0,
    cells: [textCell(change.path), textCell(sideText(change.before)), textCell(sideText(change.after)), textCell(why)],
  });
  return [
    {
      kind: 'table',
      id: 'idle',
      title: titled('Changes without effect'),
      columns: [
        { id: 'key', heading: 'Key', align: 'left' },
        ...sides(from, to),
        { id: 'why', heading: 'Why', align: 'left' },
      ],
      rows: [...idle.map((change) => row(change, 'moves no figure')), ...words.map((change) => row(change, 'words'))],
      notes: differing.say.idle(idle.length),
    },
  ];
}

const sides = (from: DiffEnd, to: DiffEnd): Column[] => [
  { id: 'from', heading: from.heading, align: 'left' },
  { id: 'to', heading: to.heading, align: 'left' },
];

/** Changes of a column of the roll beyond so many are counted. */
function shortened(changes: readonly Change[]): (Change | { readonly column: string; readonly more: number })[] {
  const columns = new Map<string, number>();
  const shown = changes.filter((change) => {
    const column = columnOf(change);
    if (column === undefined) return true;
    columns.set(column, (columns.get(column) ?? 0) + 1);
    return (columns.get(column) as number) <= MOST_ROWS;
  });
  const rest = [...columns]
    .filter(([, count]) => count > MOST_ROWS)
    .map(([column, count]) => ({ column, more: count - MOST_ROWS }));
  return [...shown, ...rest];
}

/** The column of a roll's or a consultation's cell; undefined for a change that stands elsewhere. */
const columnOf = ({ path, before, after }: Change): string | undefined => {
  const file = (after ?? before)?.span.file.name ?? '';
  return file.endsWith('.csv')
    ? `${shortName(file)}: ${path.split('.').length > 2 ? (path.split('.').at(-1) as string) : 'rows'}`
    : undefined;
};

function rowOf(change: Change | { readonly column: string; readonly more: number }, from: DiffEnd, to: DiffEnd): Row {
  if ('more' in change)
    return {
      id: `more.${change.column}`,
      role: 'line',
      level: 1,
      cells: [textCell(`${change.column}: ${change.more} more`), NONE, NONE, NONE],
    };
  const [before, after] = [sourceAt(from.loaded.tree, change, 'before'), sourceAt(to.loaded.tree, change, 'after')];
  const both = change.before !== undefined && change.after !== undefined;
  const source =
    before === undefined && after === undefined
      ? NONE
      : both
        ? saidCell([...told.say.sameSource(before === after), ...told.say.otherSource(before === after)])
        : textCell(after ?? before ?? '');
  return {
    id: change.path,
    role: 'line',
    level: 1,
    cells: [textCell(change.path), textCell(sideText(change.before)), textCell(sideText(change.after)), source],
  };
}

/** A value with the place at which it is written, as a comparison of scenarios has it. */
const sideText = (node: Node | undefined): string => (node === undefined ? '–' : placed(node));
