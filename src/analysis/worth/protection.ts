import {
  type Count,
  constant,
  Exact,
  type Figure,
  isZero,
  type Kind,
  larger,
  type Money,
  nothing,
  portion,
  quotient,
  type Rate,
  smaller,
  sum,
  times,
  totalOf,
} from '../../figures/index.js';
import type { Period, Protection } from '../../model/index.js';
import { periodsOf } from '../../model/index.js';
import { ONE_SCHOOL } from '../../pricing/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { type Offer, type Option, offerOf, type Priced } from '../offer/options.js';
import { isTaken, joining, membershipOf } from '../offer/taken.js';
import { aloneWhere, type FigureEntries } from '../shared/figure-entry.js';
import { feeUnder } from './worth.js';

/** A line of the roll that pays less than its fee because its loss is limited. */
export interface Protected {
  readonly school: string;
  readonly name: string;
  /** How many schools of it are expected to join. */
  readonly members: Count;
  /** What they are let off. */
  readonly relief: Money;
}

/** What transitional protection costs in a company year, and who pays for it. */
export interface ProtectionYear {
  readonly year: number;
  readonly relieved: readonly Protected[];
  /** How many schools that is, of those that are expected to join. */
  readonly schools: Count;
  /** Members of whom nobody knows what they pay today: they are in none of the figures. */
  readonly unknown: Count;
  readonly cost: Money;
  /** What those who would pay less than today gain, before they give any of it. */
  readonly gains: Money;
  /** The share of their gains that gainers give, and what that comes to; nothing where reserves pay. */
  readonly taken: Rate | undefined;
  readonly given: Money;
  /** Reserves at the end of the year after what they have paid so far. */
  readonly reserves: Money;
}

const ZERO = nothing('money');
const PENNY = constant('money', Exact.of('0.01'), 'a penny, where nobody gains');
const ONE = constant('rate', Exact.one, 'all of it');

/**
 * Year by year: a school that pays today is asked for no more than that and the most loss, compounded for each year of
 * membership; the rest of its fee is let off. Reserves pay for it, or gainers give an equal share of what they gain;
 * what their gains cannot cover reserves pay. What is let off is exactly what is given and drawn. The forecast itself
 * is not changed: this is what the board would decide on top of it. Of one tier, or of each school in the tier that it
 * takes.
 */
export function protectionOf(
  projection: Projection,
  option: Option | undefined,
  terms: Protection,
): readonly ProtectionYear[] {
  const { calendar } = projection.model;
  const drawn: Money[] = [];
  return periodsOf(calendar, 'year').map((period, i) => {
    const year = Number(period.id);
    const offer = option === undefined ? membershipOf(projection, year) : offerOf(projection, option, year);
    const found = inYear(projection, offer, terms, period, i);
    drawn.push(sum('money', [found.cost], `drawn for protection, ${period.label}`, [found.given]));
    const reserves = sum(
      'money',
      [figureOf(projection, 'reserves.closing', period) as Money],
      `reserves after protection, ${period.label}`,
      [...drawn],
    );
    return { ...found, reserves };
  });
}

function inYear(
  projection: Projection,
  offer: Offer | undefined,
  terms: Protection,
  { id, label }: Period,
  index: number,
): Omit<ProtectionYear, 'reserves'> {
  const joiners = [...(offer?.priced ?? []), ...(offer?.unknown ?? [])]
    .filter(isTaken)
    .flatMap((each): Joiner[] => joinerIn(projection, each, Number(id)));
  const known = joiners.filter(({ each }) => each.school.paysNow?.isKnown);
  const held = known.map((joiner) => heldTo(joiner, terms, index));
  const relieved = held.filter(({ off }) => !off.isKnown || off.pence > 0);
  const money = (part: keyof (typeof held)[number] & ('relief' | 'gain'), what: string): Money =>
    totalOf(
      'money',
      held.map((each) => each[part]),
      `${what}, ${label}`,
    );
  const schools = (some: readonly { readonly members: Count }[], what: string): Count =>
    totalOf(
      'count',
      some.map(({ members }) => members),
      `${what}, ${label}`,
    );
  const cost = money('relief', 'cost of protection');
  const gains = money('gain', 'gains of those who pay less than today');
  const isGiven = terms.fundedBy === 'gainers';
  return {
    year: Number(id),
    relieved: relieved.map(({ joiner: { each, members }, relief }) => ({
      school: each.school.id,
      name: each.school.name,
      members,
      relief,
    })),
    schools: schools(
      relieved.map(({ joiner }) => joiner),
      'schools that are protected',
    ),
    unknown: schools(
      joiners.filter(({ each }) => !each.school.paysNow?.isKnown),
      'members of whom nobody knows what they pay today',
    ),
    cost,
    gains,
    taken: isGiven
      ? quotient(
          'rate',
          smaller('money', [cost, gains]),
          larger('money', [gains, PENNY]),
          `share of gains that is given, ${label}`,
        )
      : undefined,
    given: isGiven ? smaller('money', [cost, gains], `given by gainers, ${label}`) : ZERO,
  };
}

/** A school, or as many as an archetype stands for, with how many of them are expected to join. */
interface Joiner {
  readonly each: Priced;
  readonly members: Count;
}

function joinerIn(projection: Projection, each: Priced, year: number): Joiner[] {
  const expected = joining(projection, each, year);
  if (expected === undefined || isZero(expected)) return [];
  return [{ each, members: times(ONE_SCHOOL, expected, `members of ${each.school.name}`) }];
}

/** What a school is let off, and what it gains; and both for those of it that are expected to join. */
function heldTo(joiner: Joiner, terms: Protection, index: number) {
  const { each, members } = joiner;
  const { name, paysNow } = each.school as typeof each.school & { readonly paysNow: Money };
  const fee = feeUnder(each);
  const off = larger('money', [sum('money', [fee], 'above the most', [mostAsked(each, paysNow, terms, index)]), ZERO]);
  const gain = larger('money', [sum('money', [paysNow], 'gain', [fee]), ZERO]);
  return {
    joiner,
    off,
    relief: portion(off, members, `let off ${name}`),
    gain: portion(gain, members, `gain of ${name}`),
  };
}

/**
 * The most that a school is asked for: what it pays today and the most loss, compounded for each year of membership.
 */
function mostAsked({ school }: Priced, paysNow: Money, { mostLoss }: Protection, index: number): Money {
  let most = paysNow;
  for (let n = 0; n <= index; n++)
    most = portion(
      most,
      sum('rate', [ONE, mostLoss], 'as much as today, and the most loss'),
      `most that ${school.name} is asked for`,
    );
  return most;
}

/** What figures of protection are made of: one tier, or each school in its own. */
export interface ProtectionAt {
  readonly projection: Projection;
  readonly option: Option | undefined;
  readonly year: number;
}

const ofProtection = <K extends Kind>(
  kind: K,
  means: string,
  of: (found: ProtectionYear) => Figure<K> | undefined,
) => ({
  means,
  kind,
  parts: aloneWhere(({ protection }) => protection !== undefined),
  make: ({ projection, option, year }: ProtectionAt): Figure<K> | undefined => {
    const terms = projection.model.protection;
    const found = terms && protectionOf(projection, option, terms).find((each) => each.year === year);
    return found && of(found);
  },
});

/** What protection costs in a company year, and whom it protects. To add one: an entry here. */
export const protectionFigures = {
  'protection.schools': ofProtection(
    'count',
    'schools that are protected, of those that are expected to join',
    ({ schools }) => schools,
  ),
  'protection.unknown': ofProtection(
    'count',
    'members of whom nobody knows what they pay today, and who are in no figure of protection',
    ({ unknown }) => unknown,
  ),
  'protection.cost': ofProtection('money', 'what transitional protection lets schools off', ({ cost }) => cost),
  'protection.gains': ofProtection('money', 'what those who pay less than today gain', ({ gains }) => gains),
  'protection.taken': ofProtection('rate', 'the share of their gains that gainers give', ({ taken }) => taken),
  'protection.given': ofProtection('money', 'what gainers give', ({ given }) => given),
  'protection.reserves': ofProtection(
    'money',
    'reserves at the end after what they have paid for protection',
    ({ reserves }) => reserves,
  ),
} as const satisfies FigureEntries<ProtectionAt>;
