import {
  constant,
  Exact,
  type Figure,
  isZero,
  type Kind,
  lever,
  type Money,
  named,
  portion,
  quotient,
  type Rate,
  sum,
} from '../../figures/index.js';
import { always, type Dated, kept, type Month, monthName } from '../../language/index.js';
import { eligibleIn, type Model, momentOf, type School, schoolIn, type TierTerms } from '../../model/index.js';
import { calendarUntil, type Projection, project } from '../../projection/index.js';
import { ALONE, type FigureEntries, type SchoolAt } from '../shared/figure-entry.js';

/** How a school is expected to come to the tiers of a model in a company year. */
export interface Joining {
  /** The tiers that it would join, each with the part of those that join which takes it. */
  readonly tiers: readonly { readonly tier: string; readonly part: Rate }[];
  /**
   * The share of it that is expected to join any tier: the probability that it is a member. None of it joins a tier whose
   * price waits for more schools than commit.
   */
  readonly share: Rate;
  /** What it pays for a full year if it joins: where it may join several tiers, each as likely as it is expected to. */
  readonly fee: Money;
  /** The same by how likely it is to join at all. */
  readonly expected: Money;
}

/**
 * How one school of those that a school stands for is expected to come to the tiers; undefined where none can be joined
 * or priced.
 */
export function joiningOf(projection: Projection, school: School, year: number): Joining | undefined {
  const { membership, model } = projection;
  const at = momentOf(school, model.calendar, year);
  const tiers = [...model.tiers].flatMap(([tier, terms]) => {
    const now = eligibleIn(school, at, terms);
    if (now === undefined) return [];
    const would = membership.choice.share(tier, terms, now, at);
    const quote = would && membership.quoteFor(terms, school, year);
    if (would === undefined || quote === undefined || isZero(would)) return [];
    const share = membership.joiners.whereOffered('rate', { id: tier, school: now, at }, would);
    return [{ tier, would, share, fee: quote.fee }];
  });
  const [first] = tiers;
  if (first === undefined) return undefined;
  const share = sum(
    'rate',
    tiers.map((each) => each.share),
    `share of ${school.name} that is expected to join`,
  );
  const all = sum(
    'rate',
    tiers.map((each) => each.would),
    `share of ${school.name} that would join`,
  );
  const parts = tiers.map(({ tier, would }) =>
    tiers.length === 1 ? CERTAIN : quotient('rate', would, all, `part of those that join ${tier}`),
  );
  const fee =
    tiers.length === 1
      ? first.fee
      : sum(
          'money',
          tiers.map((each, i) => portion(each.fee, parts[i] as Rate)),
          `fee of ${school.name} if it joins`,
        );
  const expected = sum(
    'money',
    tiers.map((each) => portion(each.fee, each.share)),
    `expected fee of ${school.name}`,
  );
  return { tiers: tiers.map(({ tier }, i) => ({ tier, part: parts[i] as Rate })), share, fee, expected };
}

/**
 * The share of a school that joins a tier in a company year, as the forecast has it; undefined where nothing is said of
 * it.
 */
export function joinedShare(
  { membership, model }: Projection,
  tier: string,
  terms: TierTerms,
  school: School,
  year: number,
): Rate | undefined {
  const [now, at] = asAsked(model, school, year);
  const would = membership.choice.share(tier, terms, now, at);
  return would && membership.joiners.whereOffered('rate', { id: tier, school: now, at }, would);
}

/** The month of a company year in which a school is asked what it takes, and the school as it is then. */
export const asAsked = ({ calendar }: Model, school: School, year: number): readonly [now: School, at: Month] => {
  const at = momentOf(school, calendar, year);
  return [schoolIn(school, at), at];
};

/**
 * A model played through to the end of one company year, with levers: 1 where a school joins as is said, 0 where it
 * does not.
 */
export interface Turnable {
  readonly projection: Projection;
  /** By the id of a school, or of a school and a tier (`partKey`); none for those that are expected to join no tier. */
  readonly levers: ReadonlyMap<string, Rate>;
}

/** Which lever turns a school in a tier. */
type LeverKey = (school: string, tier: string) => string;
const BY_SCHOOL: LeverKey = (school) => school;

/**
 * The same model with a lever for each school, or for each school in each tier. `as` says what 1 stands for: the share
 * of it that is `expected` to join in each month, or that it joins for `certain`, from the first month on, in the tiers
 * that it is expected to join in a year. Nothing later than that year is played.
 */
export function turnable(
  projection: Projection,
  as: 'expected' | 'certain',
  year: number,
  keyOf: LeverKey = BY_SCHOOL,
): Turnable {
  const { model } = projection;
  const { joins, levers } =
    as === 'expected'
      ? turnedAsExpected({ schools: model.schools, joiners: projection.membership.joiners, keyOf })
      : turnedForCertain(projection, year, keyOf);
  const calendar = calendarUntil({ calendar: model.calendar, year });
  return { projection: project({ ...withShares(model, joins), calendar }, {}, undefined, levers), levers };
}

/** How schools come to each tier, each by a share of its own, and the levers that turn them. */
interface TurnedJoins {
  readonly joins: ReadonlyMap<string, TierTerms['joins']>;
  readonly levers: ReadonlyMap<string, Rate>;
}

type SharesByTier = ReadonlyMap<string, Map<string, Dated<Rate>>>;
const noShares = (tiers: Iterable<string>): SharesByTier =>
  new Map([...tiers].map((tier) => [tier, new Map<string, Dated<Rate>>()] as const));

const joinsBy = (byTier: SharesByTier): TurnedJoins['joins'] =>
  new Map(
    [...byTier].map(([id, shares]) => [
      id,
      { byIntent: shares as unknown as TierTerms['joins']['byIntent'], byPhase: new Map(), others: undefined },
    ]),
  );

/** The same for whatever is asked of those who join, so that who is left of them is played once for all prices. */
const turnedAsExpected = kept(
  { schools: true, joiners: true, keyOf: true },
  ({
    schools,
    joiners,
    keyOf,
  }: Pick<Model, 'schools'> & {
    readonly joiners: Projection['membership']['joiners'];
    readonly keyOf: LeverKey;
  }): TurnedJoins => {
    const levers = new Map<string, Rate>();
    const byTier = noShares(joiners.tiers);
    for (const school of schools) {
      for (const [id, shares] of byTier) {
        leverIn(levers, keyOf(school.id, id), school.name);
        const share = sharesIn(joiners, id, school);
        if (share !== undefined) shares.set(school.id, share);
      }
    }
    return { joins: joinsBy(byTier), levers };
  },
);

function turnedForCertain(projection: Projection, year: number, keyOf: LeverKey): TurnedJoins {
  const levers = new Map<string, Rate>();
  const byTier = noShares(projection.model.tiers.keys());
  for (const school of projection.model.schools) {
    const joining = joiningOf(projection, school, year);
    for (const [id, shares] of byTier) {
      if (joining !== undefined) leverIn(levers, keyOf(school.id, id), school.name);
      shares.set(school.id, certainIn(joining, id));
    }
  }
  return { joins: joinsBy(byTier), levers };
}

function leverIn(levers: Map<string, Rate>, key: string, name: string): void {
  if (!levers.has(key)) levers.set(key, lever(`whether ${name} joins`));
}

const NOBODY: Rate = sum('rate', [], 'is expected to join no tier');
const CERTAIN: Rate = constant('rate', Exact.one, 'joins for certain');

function certainIn(joining: Joining | undefined, id: string): Dated<Rate> {
  const found = joining?.tiers.find(({ tier }) => tier === id);
  return always(found === undefined ? NOBODY : found.part);
}

/**
 * The share of a school in a tier as it changes from one month in which schools join to the next; undefined where
 * nothing is said of it.
 */
function sharesIn(joiners: Projection['membership']['joiners'], id: string, school: School): Dated<Rate> | undefined {
  const steps: { since: { year: number; month: number }; value: Rate }[] = [];
  for (const month of joiners.starts) {
    const share = joiners.share(id, schoolIn(school, month), month);
    if (share === undefined) return undefined;
    // What is decided anew for a period stays that where it is said: years are cut there (`Stretches`).
    const value = joiners.isDecidedAnew ? named(share, `share of ${school.name} from ${monthName(month)}`) : share;
    if (steps[steps.length - 1]?.value !== value) steps.push({ since: { year: Math.floor(month / 12), month }, value });
  }
  return steps.length === 0 ? undefined : { steps };
}

/** Schools of which each has an intent of its own: made once, so that what is made of them is found again. */
const eachByItself = kept({ schools: true }, ({ schools }: Pick<Model, 'schools'>): readonly School[] =>
  schools.map(
    ({ answers: _answers, ...school }): School => ({
      ...school,
      joins: undefined,
      intent: school.id as School['intent'],
    }),
  ),
);

/**
 * A model in which each school has its own share of each tier: what the model says by intent is said by school, and
 * nobody answers or chooses any more.
 */
function withShares(model: Model, joins: TurnedJoins['joins']): Model {
  const schools = eachByItself(model);
  const tiers = [...model.tiers].map(([id, terms]): [string, TierTerms] => [
    id,
    { ...terms, joins: joins.get(id) as TierTerms['joins'] },
  ]);
  return { ...model, choice: undefined, schools, tiers: new Map(tiers) };
}

const ofJoining = <K extends Kind>(kind: K, means: string, of: (joining: Joining) => Figure<K>) => ({
  kind,
  means,
  parts: ALONE,
  make: ({ projection, school, year }: SchoolAt): Figure<K> | undefined => {
    const joining = joiningOf(projection, school, year);
    return joining && of(joining);
  },
});

/** How a school is expected to join, whatever the tier; undefined where it can join none. */
export const joiningFigures = {
  'fee.joining': ofJoining(
    'money',
    'its fee of a full year if it joins, over the tiers that it may join',
    ({ fee }) => fee,
  ),
  'fee.expected': ofJoining('money', 'the same by how likely it is to join', ({ expected }) => expected),
  'share.any': ofJoining('rate', 'the share of a school that is expected to join any tier', ({ share }) => share),
} as const satisfies FigureEntries<SchoolAt>;
