import { isMap, type ListNode, type MapNode, type Node, Scalar, sinceOf } from '../../language/index.js';
import type { Change } from '../../reading/index.js';
import { NONE, textCell } from '../page/cell.js';
import type { Row, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';

/** A scenario and what it changes of the base. */
export interface Changing {
  readonly name: string;
  readonly called: string;
  /** Undefined for the base, which changes nothing. */
  readonly scenario: string | undefined;
  readonly because: string | undefined;
  readonly changes: readonly Change[];
}

/**
 * What each scenario changes, a row for each value: of a list or a block that it replaces, what is added, taken out and
 * changed in it.
 */
export function changesTable(all: readonly Changing[]): Table {
  const rows = all
    .filter(({ scenario }) => scenario !== undefined)
    .flatMap(({ name, called, because, changes }): Row[] => [
      {
        id: name,
        role: 'heading',
        level: 0,
        cells: [textCell(`${called}${because === undefined ? '' : `: ${because}`}`), NONE, NONE],
      },
      ...sideRows(name, changes),
    ]);
  return {
    kind: 'table',
    id: 'changes',
    title: titled('What each scenario changes'),
    columns: [
      { id: 'change', heading: 'Key', align: 'left' },
      { id: 'from', heading: 'From', align: 'left' },
      { id: 'to', heading: 'To', align: 'left' },
    ],
    rows,
    notes: [],
  };
}

/** How many schools of which one thing is said are listed. */
const MOST_ALIKE = 5;

/** What is said of schools stands in words above them; of many the first are listed, and the rest counted. */
function sideRows(name: string, changes: readonly Change[]): Row[] {
  const words = [...new Set(changes.map((change) => change.words))];
  return words.flatMap((said): Row[] => {
    const some = changes.filter((change) => change.words === said);
    if (said === undefined) return some.flatMap((change) => changeRows(name, change, 1));
    const line = (id: string, text: string, level: number): Row => ({
      id: `${name}.${id}`,
      role: 'line',
      level,
      cells: [textCell(text), NONE, NONE],
    });
    const left = some.length - MOST_ALIKE;
    return [
      line(said, said, 1),
      ...some.slice(0, left > 1 ? MOST_ALIKE : undefined).flatMap((change) => changeRows(name, change, 2)),
      ...(left > 1 ? [line(`${said}.more`, `and ${left} more`, 2)] : []),
    ];
  });
}

function changeRows(side: string, { path, before, after, effective }: Change, level: number): Row[] {
  const found = effective ? differences(path, before, after) : [{ path, before, after }];
  const no = effective ? '' : ' (NO CHANGE: the same as before)';
  return found.map((each): Row => {
    const cells = [textCell(each.path), textCell(beforeText(each)), textCell(`${afterText(each)}${no}`)];
    return { id: `${side}.${each.path}`, role: 'line', level, cells };
  });
}

/** One value that is not what it was: undefined on the side that lacks it. */
interface Difference {
  readonly path: string;
  readonly before: Node | undefined;
  readonly after: Node | undefined;
}

function differences(path: string, before: Node | undefined, after: Node | undefined): readonly Difference[] {
  if (before !== undefined && after !== undefined && fullText(before) === fullText(after)) return [];
  if (isPlainMap(before) && isPlainMap(after)) return ofMaps(path, before, after);
  if (isList(before) && isList(after)) return ofLists(path, before, after);
  return [{ path, before, after }];
}

function ofMaps(path: string, before: MapNode, after: MapNode): Difference[] {
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...keys].flatMap((key) =>
    differences(
      /, item \d+$/.test(path) ? `${path}: ${key}` : `${path}.${key}`,
      before.entries.get(key)?.node,
      after.entries.get(key)?.node,
    ),
  );
}

/** Items that both lists have are left out; of the others the first of one stands against the first of the other. */
function ofLists(path: string, before: ListNode, after: ListNode): Difference[] {
  const left = without(before.items, after.items);
  const added = without(after.items, before.items);
  const kept = before.items.length - left.length;
  return Array.from({ length: Math.max(left.length, added.length) }, (_, i) => {
    const [one, other] = [left[i], added[i]];
    const place = other ?? one;
    const at = place === undefined ? '' : ` ${place.at + 1}`;
    return kept === 0 && left.length + added.length === 2
      ? differences(path, one?.item, other?.item)
      : differences(`${path}, item${at}`, one?.item, other?.item);
  }).flat();
}

/** The items of a list that another lacks, with their positions; each of the other's stands for one. */
function without(items: readonly Node[], others: readonly Node[]): { readonly item: Node; readonly at: number }[] {
  const there = others.map(fullText);
  return items.flatMap((item, at) => {
    const found = there.indexOf(fullText(item));
    if (found < 0) return [{ item, at }];
    there.splice(found, 1);
    return [];
  });
}

const isList = (node: Node | undefined): node is ListNode =>
  node !== undefined && !(node instanceof Scalar) && node.kind === 'list';
/** A map by key: values by date are told together. */
const isPlainMap = (node: Node | undefined): node is MapNode =>
  isMap(node) && ![...node.entries.keys()].every((key) => sinceOf(key) !== undefined);

const beforeText = ({ before, after }: Difference): string =>
  before === undefined
    ? 'not stated'
    : after === undefined && !(before instanceof Scalar)
      ? `stated at ${placeOf(before)}`
      : placed(before);

function afterText({ before, after }: Difference): string {
  if (after === undefined) return `taken out${isMap(before) ? `: ${nameOf(before)}` : ''}`.replace(/: $/, '');
  return before === undefined && !(after instanceof Scalar) ? `added: ${placed(after)}` : placed(after);
}

/** What a block calls itself. */
function nameOf({ entries }: MapNode): string {
  const name = entries.get('name')?.node;
  return name instanceof Scalar ? name.text : '';
}

/** A value with the place at which it is written. */
export const placed = (node: Node): string => `${shortText(node)} at ${placeOf(node)}`;

function placeOf({ span: { file, line, column } }: Node): string {
  return `${shortName(file.name)}:${line}:${column}`;
}

/** A file without its folder and its revision: the report's first lines name the model. */
export function shortName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.startsWith('--') ? -1 : name.lastIndexOf(':')) + 1);
}

/** How many values of a block are told where it is added whole. */
const MOST_TOLD = 4;

/** A value, the values of its dates, or the first few values of a block, as they are written. */
function shortText(node: Node): string {
  if (node instanceof Scalar) return node.text;
  const told =
    node.kind === 'list' ? node.items.map(shortText) : [...node.entries].map(([key, entry]) => textOf(key, entry.node));
  const rest = told.length - MOST_TOLD;
  const separator = node.kind === 'list' ? '; ' : ', ';
  return isPlainMap(node) && rest > 0
    ? `${told.slice(0, MOST_TOLD).join(separator)} and ${rest} more`
    : told.join(separator);
}

const textOf = (key: string, node: Node): string =>
  sinceOf(key) === undefined
    ? `${key} ${node instanceof Scalar ? node.text : `(${shortText(node)})`}`
    : `${key}: ${shortText(node)}`;

/** All of a value: two that have one text are the same, in whatever order their keys stand. */
function fullText(node: Node): string {
  if (node instanceof Scalar) return JSON.stringify(node.text);
  if (node.kind === 'list') return `[${node.items.map(fullText).join(',')}]`;
  return `{${[...node.entries]
    .map(([key, entry]) => `${JSON.stringify(key)}:${fullText(entry.node)}`)
    .sort()
    .join(',')}}`;
}
