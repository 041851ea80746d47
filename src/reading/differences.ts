import { type Entry, isMap, type MapNode, type Node, Scalar } from '../language/index.js';
import type { Change, ChangeStep } from './changes.js';
import type { RollRow } from './csv.js';
import type { Rows } from './files-beside.js';
import type { ModelEnd, Way } from './made.js';
import { dotted, entryAt, type Path, put, sameText } from './paths.js';
import { usesOf } from './settle.js';

/** What lies between two models, whichever files they come from. */
export interface Differences {
  /** What a figure may rest on, in the order of the document; a row of the roll, or an answer, is one for each cell. */
  readonly inputs: readonly Change[];
  /** Names, sources, notes and the like, on which no figure rests. */
  readonly words: readonly Change[];
  /** What the pages and the checks of a model are told: scenarios, checks, options, criteria. */
  readonly told: readonly Change[];
  /** From the one to the other by the inputs, as a bridge takes it. */
  readonly way: Way;
}

/** Parts of a model that say what is asked of it, and not what it comes to. */
const TOLD: readonly string[] = [
  'scenarios',
  'checks',
  'lints',
  'appraisal',
  'governance',
  'indicators',
  'protection',
  'options',
  'stresses',
];
/** Keys whose values are words. */
const WORDS: readonly string[] = [
  'name',
  'purpose',
  'source',
  'basis',
  'owner',
  'because',
  'note',
  'review_by',
  'evidence',
];

/** Every difference between two models, each of which must be one. */
export function differencesOf(from: ModelEnd, to: ModelEnd): Differences {
  const taken = new Set([...from.taken, ...to.taken]);
  const start = from.withRows(taken);
  const steps = stepsBetween(start, to.withRows(taken), []);
  const rows = rowChanges(from.rows('roll'), to.rows('roll'), [], 'schools', taken);
  const answers = rowChanges(
    from.rows('answers'),
    to.rows('answers'),
    ['school', 'option', 'date'],
    'schools.consultation',
    new Set(),
  );
  const orders = rowChanges(
    from.rows('orders'),
    to.rows('orders'),
    ['school', 'service', 'option', 'date'],
    'schools.orders',
    new Set(),
  );
  const all = [...steps.map(({ change }) => change), ...rows, ...answers, ...orders];
  const isTold = ({ path }: Change): boolean => TOLD.includes(path.split('.')[0] as string);
  const isWords = ({ path }: Change): boolean => WORDS.includes(path.split('.').at(-1) as string);
  const inputs = all.filter((change) => !isTold(change) && !isWords(change));
  const uses = usesOf(from.tree);
  for (const [name, places] of usesOf(to.tree)) uses.set(name, [...new Set([...(uses.get(name) ?? []), ...places])]);
  const first = bare(start, to.tree);
  const ofRoll = new Set(rows);
  return {
    inputs,
    words: all.filter((change) => !isTold(change) && isWords(change)),
    told: all.filter(isTold),
    way: {
      changes: inputs,
      uses,
      modelWith: (keep, withAnswers) => {
        const tree = steps
          .filter(({ change }) => inputs.includes(change) && keep(change))
          .reduce((so, { path, entry }) => put(so, path, entry), first);
        const isNewRoll = [...ofRoll].some(keep) || (rows.length === 0 && withAnswers);
        const isOrdered = orders.some(keep) || (orders.length === 0 && withAnswers);
        const files = { roll: isNewRoll ? to : from, answers: withAnswers ? to : from, orders: isOrdered ? to : from };
        return to.modelOf(tree, { ...files, taken });
      },
    },
  };
}

/** A text without what is asked of it, and with the scenarios of both, because options and answers name them. */
function bare(from: MapNode, to: MapNode): MapNode {
  const entries = new Map([...from.entries].filter(([key]) => !TOLD.includes(key)));
  const [own, others] = [from.entries.get('scenarios'), to.entries.get('scenarios')];
  const options = from.entries.get('options');
  if (options !== undefined) entries.set('options', options);
  const known = own ?? others;
  if (known !== undefined)
    entries.set('scenarios', {
      key: known.key,
      node: { ...(known.node as MapNode), entries: new Map([...entriesOf(others), ...entriesOf(own)]) },
    });
  return { ...from, entries };
}

const entriesOf = (entry: Entry | undefined): ReadonlyMap<string, Entry> =>
  entry === undefined || !isMap(entry.node) ? new Map() : entry.node.entries;

/**
 * From one text to another, place by place: the deepest places that differ, and whole where one has what the other
 * lacks.
 */
function stepsBetween(from: MapNode, to: MapNode, path: Path): ChangeStep[] {
  const keys = [...new Set([...from.entries.keys(), ...to.entries.keys()])];
  return keys.flatMap((key) => stepsAt(from.entries.get(key), to.entries.get(key), [...path, key]));
}

function stepsAt(from: Entry | undefined, to: Entry | undefined, path: Path): ChangeStep[] {
  if (sameText(from?.node, to?.node)) return [];
  if (from !== undefined && to !== undefined) {
    if (isMap(from.node) && isMap(to.node)) return stepsBetween(from.node, to.node, path);
    const [items, others] = [itemsOf(from.node), itemsOf(to.node)];
    if (items.length > 0 && items.length === others.length && [...items, ...others].every(isMap))
      return items.flatMap((item, i) =>
        stepsAt({ key: item.span, node: item }, { key: (others[i] as Node).span, node: others[i] as Node }, [
          ...path,
          String(i),
        ]),
      );
  }
  const kind = from === undefined ? 'add' : to === undefined ? 'remove' : 'set';
  const change: Change = {
    path: dotted(path),
    kind,
    before: from?.node,
    after: to?.node,
    said: to?.key,
    by: '',
    words: undefined,
    effective: true,
  };
  return [{ change, path, entry: to }];
}

const itemsOf = (node: Node): readonly Node[] => (node instanceof Scalar || node.kind === 'map' ? [] : node.items);

/**
 * Cell by cell of the rows that both files have; rows that one of them has alone. A row is known by some columns: the
 * first where none is named. Those `apart` stand elsewhere.
 */
function rowChanges(from: Rows, to: Rows, key: readonly string[], head: string, apart: ReadonlySet<string>): Change[] {
  const change = (path: string, before: Scalar | undefined, after: Scalar | undefined): Change => {
    const kind = before === undefined ? 'add' : after === undefined ? 'remove' : 'set';
    const said = after?.span;
    return { path: `${head}.${path}`, kind, before, after, said, by: '', words: undefined, effective: true };
  };
  const [own, others] = [keyed(from, key), keyed(to, key)];
  const names = [...new Set([...from.header, ...to.header].map(({ name }) => name))];
  const cell = ({ header }: Rows, row: RollRow, name: string): Scalar | undefined => {
    const at = header.findIndex((each) => each.name === name);
    return at < 0 || row.text(at) === '' ? undefined : row.cell(at);
  };
  const kept = [...own].flatMap(([id, row]): Change[] => {
    if (apart.has(id)) return [];
    const other = others.get(id);
    if (other === undefined) return [change(id, row.cell(0), undefined)];
    return names.flatMap((name) => {
      const [before, after] = [cell(from, row, name), cell(to, other, name)];
      return before?.text === after?.text ? [] : [change(`${id}.${name}`, before, after)];
    });
  });
  return [
    ...kept,
    ...[...others].flatMap(([id, row]) => (own.has(id) || apart.has(id) ? [] : [change(id, undefined, row.cell(0))])),
  ];
}

/** Rows by what they are known by; a second of the same is counted. */
function keyed({ header, rows }: Rows, key: readonly string[]): ReadonlyMap<string, RollRow> {
  const columns = key.length === 0 ? [0] : key.map((name) => header.findIndex((each) => each.name === name));
  const found = new Map<string, RollRow>();
  for (const row of rows) {
    const id = columns.map((column) => (column < 0 ? '' : row.text(column))).join('.');
    let name = id;
    for (let again = 2; found.has(name); again++) name = `${id}#${again}`;
    found.set(name, row);
  }
  return found;
}

/**
 * What stands behind the value at a dotted path of a settled text; undefined where nobody has said, and where there is
 * no single value.
 */
export function sourceAt(tree: MapNode, change: Change, side: 'before' | 'after'): string | undefined {
  const own = change[side];
  if (!(own instanceof Scalar)) return undefined;
  const node = entryAt(tree, change.path.split('.'))?.node;
  return node instanceof Scalar ? node.source : own.source;
}
