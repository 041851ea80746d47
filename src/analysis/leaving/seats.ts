import { Exact, nothing, quotient, totalOf } from '../../figures/index.js';
import type { Model } from '../../model/index.js';
import { eachOf, type FigureEntries, type NameParts, type PeriodAt } from '../shared/figure-entry.js';

/** Who sits on the board, and how few can stop a decision. */
export interface Seats {
  readonly total: Exact;
  /** Seats without which there is no majority: so many against it, and it falls. */
  readonly toBlock: Exact;
  /** The fewest constituencies that have as many seats together, the largest first. */
  readonly blocking: readonly string[];
}

const NOBODY = nothing('count');
const CONSTITUENCIES: NameParts = {
  ...eachOf(({ governance }) => [...governance.constituencies.keys()]),
  takes: () => true,
};

/** The seats of a constituency, by its id; one without any has none. */
export const seatFigures = {
  'seats.held': {
    kind: 'count',
    means: 'seats on the board of a constituency',
    parts: CONSTITUENCIES,
    make: ({ projection: { model } }, id) => model.governance.constituencies.get(id)?.seats ?? NOBODY,
  },
  'seats.share': {
    kind: 'rate',
    means: 'its share of all seats',
    parts: CONSTITUENCIES,
    make: ({ projection: { model } }, id) => {
      const { constituencies } = model.governance;
      const all = totalOf(
        'count',
        [...constituencies.values()].flatMap(({ seats }) => (seats?.isKnown ? seats : [])),
        'all seats',
      );
      const held = constituencies.get(id)?.seats;
      return all.exact.sign === 0
        ? undefined
        : quotient('rate', held?.isKnown === true ? held : NOBODY, all, 'share of all seats');
    },
  },
} as const satisfies FigureEntries<Pick<PeriodAt, 'projection'>>;

const HALF = Exact.of('0.5');

/** The seats of the constituencies; undefined where the model names none. A majority is more than half of all seats. */
export function seatsOf({ governance: { constituencies } }: Model): Seats | undefined {
  const seats = [...constituencies].flatMap(([id, { seats: count }]) =>
    count?.isKnown ? [{ id, count: count.exact }] : [],
  );
  if (seats.length === 0) return undefined;
  const total = seats.reduce((sum, { count }) => sum.plus(count), Exact.zero);
  const majority = total.times(HALF).floor().plus(Exact.one);
  const toBlock = total.minus(majority).plus(Exact.one);
  const blocking: string[] = [];
  let held = Exact.zero;
  for (const { id, count } of seats.sort((a, b) => b.count.compare(a.count) || (a.id < b.id ? -1 : 1))) {
    if (held.compare(toBlock) >= 0) break;
    held = held.plus(count);
    blocking.push(id);
  }
  return { total, toBlock, blocking };
}
