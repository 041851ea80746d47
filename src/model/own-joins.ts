import { constant, Exact, type Rate, sum, times } from '../figures/index.js';
import {
  block,
  collection,
  type Dated,
  dated,
  either,
  kept,
  keysIn,
  type Month,
  optional,
  type Schema,
  share,
  sinceOf,
  valueIn,
} from '../language/index.js';
import { sameList } from './same-list.js';

/** A share that is said of a school itself, or what the share that it would have is multiplied by. */
export type OwnShare = { readonly is: Dated<Rate> } | { readonly times: Dated<Rate> };

/**
 * What is said of one school about whether it joins, before any intent, phase or choice: of the school in whichever
 * tier it takes, or tier by tier. Before its first date nothing is said.
 */
export interface OwnJoins {
  readonly all: OwnShare | undefined;
  readonly byTier: ReadonlyMap<string, OwnShare>;
}

const CHANGES: readonly string[] = ['times', 'plus', 'at_most', 'at_least'];

const datedShare = dated(share);
const scaled = block(
  'a change of a share',
  { times: optional(datedShare) },
  {
    times: 'the share of it, up to 100%; may be dated',
  },
).transform((said): OwnShare => ({ times: said.times ?? { steps: [] } }));
const ownShare: Schema<OwnShare> = either(
  (data) => keysIn(data).some((key) => CHANGES.includes(key)),
  scaled,
  datedShare.transform((is): OwnShare => ({ is })),
);

/** `0%`, `{ 2028: 0% }`, `{ times: 80% }`, or one of them for each tier: `{ gold: 100%, silver: 0% }`. */
export const ownJoins: Schema<OwnJoins> = either(
  (data) => keysIn(data).some((key) => sinceOf(key) === undefined && !CHANGES.includes(key)),
  collection(ownShare).transform((byTier): OwnJoins => ({ all: undefined, byTier })),
  ownShare.transform((all): OwnJoins => ({ all, byTier: new Map() })),
);

/** A share of a school as a roll gives it. */
export function joinsAlways(is: Dated<Rate>): OwnJoins {
  return { all: { is }, byTier: new Map() };
}

/** What a school's own words come to in a month. */
export interface Stated {
  /** The share of the school in whichever tier it takes; undefined where nothing is said of that. */
  readonly all: Rate | undefined;
  /** The shares that are said of tiers. */
  readonly byTier: ReadonlyMap<string, Rate>;
}

const NOTHING: Stated = { all: undefined, byTier: new Map() };

/** What is said of a school's own share in a month. */
export function statedIn({ joins }: { readonly joins: OwnJoins | undefined }, at: Month, yearStarts: number): Stated {
  if (joins === undefined) return NOTHING;
  const byTier = new Map<string, Rate>();
  for (const [tier, own] of joins.byTier) {
    const found = 'is' in own ? valueIn(own.is, at, yearStarts) : undefined;
    if (found !== undefined) byTier.set(tier, found);
  }
  return {
    all: joins.all !== undefined && 'is' in joins.all ? valueIn(joins.all.is, at, yearStarts) : undefined,
    byTier,
  };
}

/**
 * The share of a school in a tier of which nothing is said in the month: of the share that it has otherwise, as much as
 * the tiers that are named leave of it, and changed as is said.
 */
export function unstated(
  { joins, name }: { readonly joins: OwnJoins; readonly name: string },
  { byTier }: Stated,
  tier: string,
  share: Rate | undefined,
  [at, yearStarts]: readonly [Month, number],
): Rate | undefined {
  if (share === undefined) return undefined;
  const named = sameList([...byTier.values()]);
  const label = `share of ${name} in the tiers that it does not name`;
  const left = named.length === 0 ? share : product({ share, factor: restOf({ named, name }), label });
  const own = joins.byTier.get(tier) ?? joins.all;
  const factor = own !== undefined && 'times' in own ? valueIn(own.times, at, yearStarts) : undefined;
  return factor === undefined ? left : product({ share: left, factor, label: `share of ${name}, changed` });
}

const ALL: Rate = constant('rate', Exact.one, 'all of it');
/** One figure for the same two, so that what rests on them is worked out once. */
const product = kept<{ share: Rate; factor: Rate; label: string }, Rate>(
  { share: true, factor: true, label: true },
  ({ share, factor, label }) => times(share, factor, label),
);

const restOf = kept<{ named: readonly Rate[]; name: string }, Rate>({ named: true, name: true }, ({ named, name }) =>
  sum('rate', [ALL], `what the tiers that are named leave of ${name}`, named),
);
