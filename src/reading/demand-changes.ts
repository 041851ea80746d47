import {
  type Entry,
  type Formula,
  type ListNode,
  type MapNode,
  type Node,
  type Problem,
  problem,
  Scalar,
  type Since,
  sinceMonth,
  sinceOf,
} from '../language/index.js';
import { datesOf, derivedScalar, standingAt } from './formulas.js';
import type { Around, Relative } from './relative.js';

/** How a single value, or numbers by name or by date, are changed. */
type ChangeNumbers = (before: Node, change: Relative, around: Around) => Node | Problem;

const DEMAND_DEPTH = 4;

/** Whether a place says what schools ask for of a service: `services.visit.demand.per_member`. */
function isDemandPlace(path: readonly string[]): boolean {
  const [section, , key, whose] = path;
  return (
    path.length === DEMAND_DEPTH &&
    section === 'services' &&
    key === 'demand' &&
    (whose === 'per_member' || whose === 'per_other')
  );
}

/** Whether a place is a spread itself: `services.visit.demand.per_member.spread`. */
const isSpreadPlace = (path: readonly string[]): boolean =>
  path.length > DEMAND_DEPTH && isDemandPlace(path.slice(0, DEMAND_DEPTH)) && path[path.length - 1] === 'spread';

/** Whether what is changed at a place is more than numbers: some of a demand, or a spread. */
export function isChangedAsDemand(node: Node, path: readonly string[]): boolean {
  if (node instanceof Scalar) return false;
  return (isDemandPlace(path) && isUnevenDemand(node)) || (isSpreadPlace(path) && node.kind === 'map');
}

/** Whether some of a demand is no plain number: a spread, or a list by kind of school. */
function isUnevenDemand(node: Node): boolean {
  if (node instanceof Scalar) return false;
  return node.kind === 'list' || [...node.entries.values()].some(({ node: each }) => !(each instanceof Scalar));
}

/**
 * What a demand of spreads, or by kind of school, comes to under a relative change. `times` scales the shares of a
 * spread of those who buy, and the rest buys nothing; numbers of units are changed as numbers are.
 */
export function changedDemand(before: Node, change: Relative, around: Around, numbers: ChangeNumbers): Node | Problem {
  if (before instanceof Scalar) return numbers(before, change, around);
  if (before.kind === 'map' && isSpreadPlace(around.path.split('.'))) return scaledSpread(before, change, around);
  if (!isUnevenDemand(before)) return numbers(before, change, around);
  if (before.kind === 'list') return changedItems(before, change, around, numbers);
  if (isByDate(before)) return byDate(before, change, around, numbers);
  const units = before.entries.get('units');
  if (units !== undefined) {
    const made = changedDemand(units.node, change, { ...around, path: `${around.path}.units` }, numbers);
    return 'code' in made ? made : withEntry(before, 'units', { key: units.key, node: made });
  }
  const spread = before.entries.get('spread')?.node;
  if (spread === undefined || spread instanceof Scalar || spread.kind === 'list') return before;
  return changedSpread(before, spread, change, around, numbers);
}

/** The spread of some schools: where it changes from a date on, one spread for each date. */
function changedSpread(
  before: MapNode,
  spread: MapNode,
  change: Relative,
  around: Around,
  numbers: ChangeNumbers,
): Node | Problem {
  const { key } = before.entries.get('spread') as Entry;
  if ([...change.values()].every((node) => node instanceof Scalar)) {
    const made = scaledSpread(spread, change, { ...around, path: `${around.path}.spread` });
    return 'code' in made ? made : withEntry(before, 'spread', { key, node: made });
  }
  const when = before.entries.get('when');
  const alone: MapNode = { ...before, entries: new Map([...before.entries].filter(([name]) => name !== 'when')) };
  const made = byDate(alone, change, around, numbers);
  if (when === undefined || 'code' in made) return made;
  const entries = new Map<string, Entry>([
    ['when', when],
    ['units', { key, node: made }],
  ]);
  return { ...before, entries };
}

function changedItems(before: ListNode, change: Relative, around: Around, numbers: ChangeNumbers): Node | Problem {
  const items: Node[] = [];
  for (const [i, item] of before.items.entries()) {
    const made = changedDemand(item, change, { ...around, path: `${around.path}.${i}` }, numbers);
    if ('code' in made) return made;
    items.push(made);
  }
  return { ...before, items };
}

const withEntry = (map: MapNode, key: string, entry: Entry): MapNode => ({
  ...map,
  entries: new Map([...map.entries].map(([name, known]) => [name, name === key ? entry : known])),
});

const isByDate = ({ entries }: MapNode): boolean =>
  entries.size > 0 && [...entries.keys()].every((key) => sinceOf(key) !== undefined);

/** Date by date, from the start of the calendar on where what stands there has no date. */
function byDate(before: MapNode, change: Relative, around: Around, numbers: ChangeNumbers): Node | Problem {
  const { yearStarts, firstYear, path, place } = around;
  const isDated = isByDate(before);
  const said = [...change.values()];
  const named = datesOf(isDated ? [before, ...said] : said, yearStarts);
  const start = { key: String(firstYear), month: firstYear * 12 + yearStarts, span: place.span };
  const isStarted = isDated || (named[0] !== undefined && named[0].month <= start.month);
  const entries = new Map<string, Entry>();
  for (const { key, month, span } of isStarted ? named : [start, ...named]) {
    const standing = isDated ? latestIn(before, month, yearStarts) : before;
    if (standing === undefined) continue;
    const here: Relative = new Map(
      [...change].flatMap(([name, node]) => {
        const found = standingAt(node, month, yearStarts);
        return found === undefined ? [] : [[name, found] as const];
      }),
    );
    const made =
      here.size === 0 ? standing : changedDemand(standing, here, { ...around, path: `${path}.${key}` }, numbers);
    if ('code' in made) return made;
    entries.set(key, { key: span, node: made });
  }
  return { ...before, entries };
}

/** What a map of dates holds in a month: the last that has begun. */
function latestIn({ entries }: MapNode, month: number, yearStarts: number): Node | undefined {
  const begun = [...entries]
    .map(([key, { node }]) => ({ from: sinceMonth(sinceOf(key) as Since, yearStarts), node }))
    .filter(({ from }) => from <= month)
    .sort((a, b) => a.from - b.from);
  return begun[begun.length - 1]?.node;
}

/** The shares of those who buy, scaled; those who buy nothing are the rest. */
function scaledSpread(spread: MapNode, change: Relative, { place, path }: Around): Node | Problem {
  const times = change.get('times');
  const other = [...change.keys()].find((key) => key !== 'times');
  if (!(times instanceof Scalar) || other !== undefined)
    return problem('wrong-shape', place.span, {
      expected: '"times", which scales the shares of those who buy,',
      found: other === undefined ? 'a map of dates' : `"${other}"`,
      instead: 'write the spread itself in the place of the change',
    });
  const entries = new Map<string, Entry>();
  const buyers: Formula[] = [];
  for (const [key, { key: at, node }] of spread.entries) {
    if (key === '0' || !(node instanceof Scalar)) continue;
    const own = `${path}.${key}`;
    const before: Formula = { op: 'value', scalar: asItWas(node, own), role: 'before' };
    const scaled = derivedScalar(
      { op: '*', of: [before, { op: 'value', scalar: times, role: 'written' }] },
      { scalar: place },
      own,
    );
    entries.set(key, { key: at, node: scaled });
    buyers.push({ op: 'value', scalar: scaled, role: 'written' });
  }
  const all: Formula = {
    op: 'value',
    scalar: new Scalar('100%', place.span, place.layer, `${path}: all`),
    role: 'written',
  };
  const rest = buyers.reduce<Formula>((left, each) => ({ op: '-', of: [left, each] }), all);
  const none = derivedScalar(rest, { scalar: place }, `${path}.0`);
  return {
    ...spread,
    entries: new Map([['0', { key: spread.entries.get('0')?.key ?? place.span, node: none }], ...entries]),
  };
}

/** A share is no longer the input of its place once it is scaled. */
function asItWas(scalar: Scalar, path: string): Scalar {
  if (scalar.path !== path) return scalar;
  const { text, span, layer, basis, source, formula, parts } = scalar;
  return new Scalar(text, span, layer, `${path} as it was`, basis, source, formula, parts);
}
