import {
  type MapNode,
  type Month,
  monthName,
  monthOf,
  monthOfYear,
  type Node,
  nodeAt,
  type Problem,
  problem,
  Scalar,
  type Since,
  type Span,
  sinceMonth,
  sinceOf,
} from '../language/index.js';
import { isDated } from './overlay-nodes.js';
import { ChangedPlace } from './relative.js';

/** What dates of a model go by: undefined where its calendar does not say, which is told elsewhere. */
export interface ModelClock {
  /** The first month of the calendar. */
  readonly first: Month | undefined;
  /** The month in which company years start, 0 to 11. */
  readonly yearStarts: number | undefined;
}

/** The clock of a model's calendar. */
export function clockIn(tree: MapNode): ModelClock {
  const said = (key: string): Scalar | undefined => {
    const node = nodeAt(tree, ['calendar', key]);
    return node instanceof Scalar ? node : undefined;
  };
  const starts = said('year_starts');
  const found = starts === undefined ? undefined : monthOfYear.tried(starts);
  return {
    first: monthOf(said('starts')?.text ?? ''),
    yearStarts: found?.issues === undefined ? found?.value : undefined,
  };
}

/**
 * Of a model's text before it is settled: dates of one value that are written in two ways and mean one month, `2026`
 * and `2026-09`: only one of the two values could hold.
 */
export function collidingDates(tree: MapNode, { yearStarts }: ModelClock): Problem[] {
  if (yearStarts === undefined) return [];
  return [...tree.entries].flatMap(([key, { node }]) =>
    (key === 'scenarios' ? [] : mixedIn(node)).flatMap((map) => collisionsIn(map, yearStarts)),
  );
}

const mixed = new WeakMap<Node, readonly MapNode[]>();

/**
 * The values by date in a part of a model of which some dates are years and others are months: of others no two can be
 * one. Most models have none.
 */
function mixedIn(node: Node): readonly MapNode[] {
  if (node instanceof ChangedPlace) return [node.before, ...node.change.values()].flatMap(mixedIn);
  if (node instanceof Scalar) return [];
  const known = mixed.get(node);
  if (known !== undefined) return known;
  const found =
    node.kind === 'list'
      ? node.items.flatMap(mixedIn)
      : isMixed(node)
        ? [node]
        : [...node.entries.values()].flatMap((entry) => mixedIn(entry.node));
  mixed.set(node, found);
  return found;
}

function isMixed(map: MapNode): boolean {
  return isDated(map) && new Set([...map.entries.keys()].map((key) => sinceOf(key)?.month === undefined)).size > 1;
}

/**
 * Columns of a roll that say one thing of one month, of which only one could count; one without a date says it of the
 * start of the calendar.
 */
export function collidingColumns(
  columns: readonly { readonly name: string; readonly span: Span; readonly since: Since | undefined }[],
  clock: ModelClock,
): Problem[] {
  const { first, yearStarts } = clock;
  if (yearStarts === undefined) return [];
  const seen = new Map<Month, (typeof columns)[number]>();
  const whole = columns.find(({ since }) => since === undefined);
  return columns.flatMap((column) => {
    if (column.since === undefined) return [];
    const at = sinceMonth(column.since, yearStarts);
    const isBefore = whole !== undefined && first !== undefined && at <= first;
    const other = seen.get(at) ?? (isBefore ? whole : undefined);
    seen.set(at, column);
    if (other === undefined) return [];
    const data = { column: column.name, other: other.name, moment: monthName(isBefore ? first : at) };
    return [problem('duplicate-column', column.span, data, [{ span: other.span, role: 'and here' }])];
  });
}

function collisionsIn({ entries }: MapNode, yearStarts: number): Problem[] {
  const seen = new Map<Month, string>();
  return [...entries].flatMap(([key, entry]) => {
    const since = sinceOf(key);
    if (since === undefined) return [];
    const at = sinceMonth(since, yearStarts);
    const first = seen.get(at);
    seen.set(at, first ?? key);
    if (first === undefined) return [];
    const also = [{ span: (entries.get(first) as typeof entry).key, role: 'and here' }];
    return [problem('duplicate-key', entry.key, { key, other: first, moment: monthName(at) }, also)];
  });
}
