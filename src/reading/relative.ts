import { Exact } from '../figures/index.js';
import {
  type Entry,
  type Formula,
  isUnknown,
  type Layer,
  type MapNode,
  type Node,
  type Problem,
  problem,
  type Role,
  Scalar,
  type ScalarPart,
  type Span,
  shapeOf,
  sinceOf,
  writtenNumber,
} from '../language/index.js';
import { changedDemand, isChangedAsDemand } from './demand-changes.js';
import { datesOf, derivedScalar, isDated, standingAt, startOf } from './formulas.js';

/** The keys of a relative change: what stands at a place times something, and something more, within bounds. */
const CHANGE_KEYS = ['times', 'plus', 'at_most', 'at_least'] as const;
type ChangeKey = (typeof CHANGE_KEYS)[number];

/** What a relative change says, by its keys: single values or values by date. */
export type Relative = ReadonlyMap<ChangeKey, Node>;

/**
 * A place that a relative change has changed, before it is known what it comes to. To whoever walks a tree it is a
 * single value.
 */
export class ChangedPlace extends Scalar {
  constructor(
    readonly before: Node,
    readonly change: Relative,
    span: Span,
    layer: Layer | undefined,
  ) {
    super(
      `${wordsFor(before)} ${[...change].map(([key, node]) => `${SIGNS[key]} ${wordsFor(node)}`).join(' ')}`,
      span,
      layer,
    );
  }

  /** The same under another overlay's words. */
  under(layer: Layer): ChangedPlace {
    return new ChangedPlace(this.before, this.change, this.span, layer);
  }
}

const places = new WeakMap<Node, ChangedPlace>();

/** A place that a change has changed: one node for the same change of the same thing, the last that was asked for. */
export function changedPlace(before: Node, change: Relative, span: Span): ChangedPlace {
  const known = places.get(before);
  const isSame =
    known?.span === span &&
    known.change.size === change.size &&
    [...change].every(([key, node]) => known.change.get(key) === node);
  if (known !== undefined && isSame) return known;
  const made = new ChangedPlace(before, change, span, undefined);
  places.set(before, made);
  return made;
}

const SIGNS: Readonly<Record<ChangeKey, string>> = { times: '×', plus: '+', at_most: 'at most', at_least: 'at least' };

function wordsFor(node: Node): string {
  if (node instanceof Scalar) return node.text;
  if (node.kind === 'list') return 'each';
  return [...node.entries].every(([key]) => sinceOf(key) !== undefined)
    ? [...node.entries].map(([key, entry]) => `${wordsFor(entry.node)} from ${key}`).join(', ')
    : 'each';
}

/** The relative change that a map says; undefined where it says none. */
export function relativeIn(node: Node): Relative | undefined {
  if (node instanceof Scalar || node.kind === 'list' || node.entries.size === 0) return undefined;
  const found = new Map<ChangeKey, Node>();
  for (const key of CHANGE_KEYS) {
    const entry = node.entries.get(key);
    if (entry !== undefined) found.set(key, entry.node);
  }
  return found.size === node.entries.size ? found : undefined;
}

/** Maps whose keys are of several kinds, though all of them are numbers: a change of one of them names its key. */
const MIXED = ['price', 'delivery', 'commission', 'control', 'step', 'term', 'roll', 'calendar'];

/** What stands behind the numbers of a map, and is none of them. */
const BEHIND = ['basis', 'source'];

/**
 * Whether a relative change may stand at a place: where a single value stands, values by date, or numbers of one kind
 * by name (shares by phase, sizes of packs). A map with a key of the change's own (the `times` of an overhead) and an
 * item of the model are changed key by key.
 */
export function canBeChanged(before: Node, path: readonly string[], change: Relative): boolean {
  if (before instanceof Scalar || isChangedAsDemand(before, path)) return true;
  if (before.kind === 'list') return false;
  if (isDated(before)) return true;
  const last = path[path.length - 1] as string;
  if (path.length < 3 && path[0] !== 'schools') return false;
  const isMixed = MIXED.includes(last) && !(path[0] === 'services' && last === 'price');
  if ([...change.keys()].some((key) => before.entries.has(key)) || isMixed || /^\d+$/.test(last)) return false;
  const numbers = [...before.entries].filter(([key]) => !BEHIND.includes(key));
  return (
    numbers.length > 0 &&
    numbers.every(([, { node }]) =>
      node instanceof Scalar ? isNumber(node) || node.text.startsWith('=') : canBeChanged(node, [...path, ''], change),
    )
  );
}

/** A number of a file, one that is worked out, or one that is not known. */
function isNumber(scalar: Scalar): boolean {
  return (
    scalar.formula !== undefined ||
    scalar instanceof ChangedPlace ||
    isUnknown(scalar.text) ||
    !('why' in writtenNumber(scalar.text))
  );
}

/**
 * Whether a change leaves whatever it changes as it is, on every date: `{ times: 100% }`, `{ plus: 0 }`. `path` is the
 * place that it changes, where it is settled: what stands elsewhere is an assumption, which may come to something else.
 */
export function leavesAll(change: Relative, path?: string): boolean {
  return [...change].every(([key, node]) => {
    const least = key === 'times' ? Exact.one : Exact.zero;
    return (key === 'times' || key === 'plus') && writtenIn(node, path).every((value) => value?.compare(least) === 0);
  });
}

/** Whether a change leaves a number that is written at a place as it is: also bounds between which it lies. */
function leaves(before: Scalar, change: Relative, path: string): boolean {
  const [value] = writtenIn(before, path);
  if (value === undefined) return false;
  return [...change].every(([key, node]) => {
    const [by] = writtenIn(node, path);
    const isWithin =
      by !== undefined &&
      ((key === 'at_most' && by.compare(value) >= 0) || (key === 'at_least' && by.compare(value) <= 0));
    return isWithin || leavesAll(new Map([[key, node]]), path);
  });
}

/**
 * The numbers that are written at a place, in a value or in each of its values by date; undefined for what is worked
 * out, stands elsewhere or is no number.
 */
function writtenIn(node: Node, path: string | undefined): readonly (Exact | undefined)[] {
  if (!(node instanceof Scalar))
    return node.kind === 'map'
      ? [...node.entries.values()].flatMap((entry) => writtenIn(entry.node, path))
      : [undefined];
  const written = writtenNumber(node.text);
  const isElsewhere = path !== undefined && node.path?.startsWith(path) === false;
  if (node.formula !== undefined || isElsewhere || 'why' in written) return [undefined];
  return [written.percent ? written.value.times(Exact.of('0.01')) : written.value];
}

/** What stands round a place that is changed. */
export interface Around {
  readonly place: ChangedPlace;
  readonly path: string;
  readonly yearStarts: number;
  /** The first year of the calendar: from when an amount without a date holds. */
  readonly firstYear: number;
}

/**
 * What a changed place comes to, once all that it is made of is settled; or why it comes to nothing, which names the
 * value that stood there (`comesOf`) where that is no number.
 */
export function changedNode(before: Node, change: Relative, around: Around): Node | Problem {
  if (isChangedAsDemand(before, around.path.split('.')))
    return leavesAll(change, around.path) ? before : changedDemand(before, change, around, changedNode);
  if (!(before instanceof Scalar) && before.kind === 'map' && !isDated(before))
    return changedByName(before, change, around);
  if (isWhole(before, change, around.path)) return before;
  const parts = [before, ...change.values()];
  const odd = parts.map(oddIn).find((node) => node !== undefined);
  if (odd !== undefined) return notChangeable(odd, oddIn(before) === odd, around);
  const dated = parts.filter((node): node is MapNode => !(node instanceof Scalar) && node.kind === 'map');
  return dated.length === 0
    ? single(before as Scalar, change as ReadonlyMap<ChangeKey, Scalar>, around)
    : byDate(before, change, around);
}

/** Numbers by name, each of them changed. */
function changedByName(before: MapNode, change: Relative, around: Around): Node | Problem {
  const entries = new Map<string, Entry>();
  for (const [key, entry] of before.entries) {
    if (BEHIND.includes(key)) {
      entries.set(key, entry);
      continue;
    }
    const made = changedNode(entry.node, change, { ...around, path: `${around.path}.${key}` });
    if ('code' in made) return made;
    entries.set(key, { key: entry.key, node: made });
  }
  return { ...before, entries };
}

/**
 * Whether a change leaves what stands at a place. The value of an assumption has a range, in which it may pass bounds
 * that it lies between now.
 */
function isWhole(before: Node, change: Relative, path: string): boolean {
  if (oddIn(before) !== undefined) return false;
  if (leavesAll(change, path)) return true;
  const isSingle = before instanceof Scalar && [...change.values()].every((node) => node instanceof Scalar);
  return isSingle && !path.startsWith('assumptions.') && leaves(before, change, path);
}

/** What keeps a value, or values by date, from being changed: what is no number. Undefined where all are. */
function oddIn(node: Node): Node | undefined {
  if (node instanceof Scalar) return isNumber(node) ? undefined : node;
  if (node.kind === 'list' || !isDated(node)) return node;
  const nodes = [...node.entries.values()].map((entry) => entry.node);
  return nodes.find((each) => !(each instanceof Scalar && isNumber(each)));
}

function notChangeable(node: Node, isBefore: boolean, { place }: Around): Problem {
  const found = node instanceof Scalar ? `"${node.text}"` : shapeOf(node.kind === 'map' ? node : []);
  const instead = 'times and plus change numbers, by numbers: write the value itself in the place of the change';
  const why = problem('wrong-shape', place.span, {
    expected: 'a number, or numbers by date, to change or to change by',
    found,
    instead,
  });
  return isBefore && node instanceof Scalar ? { ...why, comesOf: node.span } : why;
}

function single(before: Scalar, change: ReadonlyMap<ChangeKey, Scalar>, { place, path }: Around): Scalar {
  return derivedScalar(formulaOf(asBefore(before, path), change), { scalar: place }, path);
}

function formulaOf(before: Scalar, change: ReadonlyMap<ChangeKey, Scalar>): Formula {
  let formula: Formula = valued(before, 'before');
  const [times, plus, most, least] = CHANGE_KEYS.map((key) => change.get(key));
  if (times !== undefined) formula = { op: '*', of: [formula, valued(times, 'written')] };
  if (plus !== undefined) formula = { op: '+', of: [formula, valued(plus, 'written')] };
  if (most !== undefined) formula = { op: 'min', of: [formula, valued(most, 'written')] };
  if (least !== undefined) formula = { op: 'max', of: [formula, valued(least, 'written')] };
  return formula;
}

const valued = (scalar: Scalar, role: Role): Formula => ({ op: 'value', scalar, role });

/**
 * The value that stood at a place is no longer the input of that name, unless it is an assumption's, whose range still
 * is that of this value.
 */
function asBefore(scalar: Scalar, path: string): Scalar {
  if (scalar.path !== path || path.startsWith('assumptions.')) return scalar;
  return new Scalar(
    scalar.text,
    scalar.span,
    scalar.layer,
    `${path} as it was`,
    scalar.basis,
    scalar.source,
    scalar.formula,
    scalar.parts,
  );
}

/**
 * Date by date. A date of the change alone starts no new year of prices: what stood there goes on growing from its own
 * date, and what is added grows from the date on which it is added.
 */
function byDate(before: Node, change: Relative, around: Around): MapNode {
  const { yearStarts, path, place } = around;
  const said = [...change.values()];
  const dates = datesOf([before, ...said], yearStarts);
  const start = startOf(before, around.firstYear, dates[0]?.month, yearStarts, place.span);
  const all = start === undefined || dates.some(({ month }) => month === start.month) ? dates : [start, ...dates];
  const entries = new Map<string, Entry>();
  for (const { key, month, span } of all) {
    const standing = standingAt(before, month, yearStarts);
    if (standing === undefined) continue;
    const here = new Map<ChangeKey, Scalar>();
    for (const [name, node] of change) {
      const found = standingAt(node, month, yearStarts);
      if (found !== undefined) here.set(name, found);
    }
    const own = `${path}.${key}`;
    const value =
      here.size === 0 ? standing : derivedScalar(formulaOf(asBefore(standing, own), here), { scalar: place }, own);
    const parts = partsOf({ before, change, standing, here, month, key }, around);
    entries.set(key, { key: span, node: parts === undefined ? value : withParts(value, parts) });
  }
  return { kind: 'map', span: place.span, entries };
}

interface Step {
  readonly before: Node;
  readonly change: Relative;
  readonly standing: Scalar;
  readonly here: ReadonlyMap<ChangeKey, Scalar>;
  readonly month: number;
  readonly key: string;
}

/**
 * What a value is made of, each in the prices of its own date; undefined where it is in the prices of the date on which
 * it stands.
 */
function partsOf(
  { before, change, standing, here, month, key }: Step,
  { yearStarts, path, place, firstYear }: Around,
): readonly ScalarPart[] | undefined {
  const [times, plus] = [here.get('times'), here.get('plus')];
  const from = dateOf(before, month, yearStarts);
  const added = plus && dateOf(change.get('plus') as Node, month, yearStarts);
  const start = { year: firstYear, month: undefined };
  const own = { since: from ?? start, scalar: standing };
  const stands = sinceOf(key);
  const same = (a: ScalarPart['since'] | undefined): boolean => a?.year === stands?.year && a?.month === stands?.month;
  if (
    here.has('at_most') ||
    here.has('at_least') ||
    (same(own.since) && standing.parts === undefined && (plus === undefined || same(added ?? start)))
  )
    return undefined;
  const scaled = (part: ScalarPart): ScalarPart =>
    times === undefined
      ? part
      : {
          ...part,
          scalar: derivedScalar(
            { op: '*', of: [valued(part.scalar, 'before'), valued(times, 'written')] },
            { scalar: place },
            path,
          ),
        };
  const parts = (standing.parts ?? [{ since: own.since, scalar: asBefore(standing, `${path}.${key}`) }]).map(scaled);
  if (plus === undefined) return parts;
  // A part is an amount of its kind, which most are not below zero.
  const isLess = plus.text.startsWith('-');
  const scalar = isLess
    ? derivedScalar({ op: '-', of: [valued(plus, 'written')] }, { scalar: place }, plus.path)
    : plus;
  return [...parts, { since: added ?? start, scalar, isLess }];
}

/** The date from which what stands in a month of a dated node holds; undefined for a single value. */
function dateOf(node: Node, month: number, yearStarts: number): ScalarPart['since'] | undefined {
  if (node instanceof Scalar || node.kind === 'list') return undefined;
  const standing = standingAt(node, month, yearStarts);
  const key = [...node.entries].find(([, entry]) => entry.node === standing)?.[0];
  return key === undefined ? undefined : sinceOf(key);
}

function withParts(value: Scalar, parts: readonly ScalarPart[]): Scalar {
  return new Scalar(value.text, value.span, value.layer, value.path, value.basis, value.source, value.formula, parts);
}
