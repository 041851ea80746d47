import {
  band,
  type Count,
  constant,
  Exact,
  type Figure,
  larger,
  type Money,
  named,
  nothing,
  portion,
  quotient,
  type Rate,
  sum,
  times,
} from '../figures/index.js';
import type { Projection } from '../projection/index.js';
import type { Among } from './among.js';
import { amongst, type Offer, type Priced } from './options.js';
import { AGAINST, type Against, feeOf, gainOf } from './worth.js';

/** A school with what it gains against a baseline. */
interface Gaining {
  readonly each: Priced;
  readonly gain: Money;
  /** What it is held against, before the gain. */
  readonly baseline: Money;
}

/** The schools among some whose gain is known, and those of which it is not. */
interface Spread {
  readonly known: readonly Gaining[];
  readonly unknown: readonly Priced[];
}

const spreads = new WeakMap<Offer, Map<Against, Spread>>();

/** Every school of an offer by what it gains; a school whose baseline nobody knows is counted as unknown, never as nought. */
export function spreadOf(offer: Offer, against: Against, projection: Projection): Spread {
  const all = spreads.get(offer) ?? new Map<Against, Spread>();
  spreads.set(offer, all);
  const found = all.get(against) ?? anew(offer, against, projection);
  all.set(against, found);
  return found;
}

function anew({ option, priced, unknown, year }: Offer, against: Against, projection: Projection): Spread {
  const known: Gaining[] = [];
  const open: Priced[] = [...unknown];
  for (const each of priced) {
    const gain = gainOf(against, each.school, option.tier, each.quote, projection, year);
    if (gain === undefined || !gain.isKnown) open.push(each);
    else {
      const fee = feeOf({ school: each.school, tier: option.terms, year }, each.quote);
      known.push({ each, gain, baseline: sum('money', [gain, fee], `what ${each.school.name} would pay otherwise`) });
    }
  }
  return { known, unknown: open };
}

const YES: Count = constant('count', Exact.one, 'it is');
const NO: Count = nothing('count');
const NOUGHT = nothing('money');
const HUNDRED = constant('money', Exact.of(100), 'more than £100');
const TWENTIETH: Rate = constant('rate', Exact.of('0.05'), 'more than 5%');

const weighted = ({ school }: Priced, figure: Count): Count => (school.count === undefined ? figure : times(school.count, figure));
const amountOf = ({ school }: Priced, figure: Money): Money => (school.count === undefined ? figure : portion(figure, school.count));

/** Schools of which one amount is above another. */
function above(schools: readonly Gaining[], pick: (school: Gaining) => readonly [amount: Money, bound: Money], label: string): Count {
  return sum(
    'count',
    schools.map((school) => {
      const [amount, bound] = pick(school);
      return weighted(school.each, band('count', amount, [{ upTo: bound, closed: true, value: NO }], YES, school.each.school.name));
    }),
    label,
  );
}

const loss = ({ gain, each }: Gaining): Money => sum('money', [NOUGHT], `loss of ${each.school.name}`, [gain]);
const NONE: Rate = constant('rate', Exact.zero, 'no loss');
/** Undefined as a share, and so unknown, only for a school that pays nothing today and does lose. */
function lossShare(school: Gaining): Rate {
  const { baseline, each } = school;
  const share: Rate = quotient('rate', loss(school), baseline, `loss of ${each.school.name}, as a share`);
  return band('rate', loss(school), [{ upTo: NOUGHT, closed: true, value: NONE }], share, `loss of ${each.school.name}, as a share`);
}
const all = (schools: readonly Priced[]): Count =>
  sum(
    'count',
    schools.map((each) => weighted(each, YES)),
    'schools',
  );

/** Pounds of those who gain, or of those who lose. */
function pounds(schools: readonly Gaining[], pick: (school: Gaining) => Money, label: string): Money {
  const some = schools.filter((school) => pick(school).pence > 0);
  return sum(
    'money',
    some.map((school) => amountOf(school.each, pick(school))),
    label,
  );
}

/** The gain below which a share of the schools lies: that of the first school at which so many have been counted (nearest rank). */
function percentile(schools: readonly Gaining[], share: string, label: string): Money | undefined {
  const sorted = [...schools].sort((a, b) => a.gain.pence - b.gain.pence || (a.each.school.id < b.each.school.id ? -1 : 1));
  const weight = ({ each }: Gaining): Exact => each.count.exact;
  const enough = sorted.reduce((total, school) => total.plus(weight(school)), Exact.zero).times(Exact.of(share));
  let counted = Exact.zero;
  for (const school of sorted) {
    counted = counted.plus(weight(school));
    if (counted.compare(enough) >= 0) return named(school.gain, `${label}: ${school.each.school.name}`);
  }
  return undefined;
}

interface Maker {
  readonly means: string;
  readonly of: (some: Spread, offer: Offer, among: readonly Priced[]) => Figure | undefined;
}

const share = (part: Count, known: readonly Gaining[], label: string): Rate | undefined =>
  known.length === 0 ? undefined : quotient('rate', part, all(known.map(({ each }) => each)), label);
const better = ({ known }: Spread): Count => above(known, ({ gain }) => [gain, NOUGHT], 'better off');
const worse = ({ known }: Spread): Count => above(known, (school) => [loss(school), NOUGHT], 'worse off');
const fees = (schools: readonly Priced[]): Money =>
  sum(
    'money',
    schools.map((each) => amountOf(each, each.quote.fee)),
    'fees if every school joined',
  );
const pupils = (schools: readonly Priced[]): Count =>
  sum(
    'count',
    schools.map((each) => weighted(each, each.pupils)),
    'pupils',
  );

/** Who gains and who loses under an option, among some schools. To add one: an entry here. */
const makers = {
  better: { means: 'schools that are better off', of: better },
  worse: { means: 'schools that are worse off', of: worse },
  unchanged: {
    means: 'schools for which nothing changes',
    of: (some) => sum('count', [all(some.known.map(({ each }) => each))], 'unchanged', [better(some), worse(some)]),
  },
  unknown: { means: 'schools of which nobody knows what they would pay otherwise', of: ({ unknown }) => all(unknown) },
  better_share: {
    means: 'the share of the schools that are known which is better off',
    of: (some) => share(better(some), some.known, 'share better off'),
  },
  worse_share: {
    means: 'the share of the schools that are known which is worse off',
    of: (some) => share(worse(some), some.known, 'share worse off'),
  },
  gain: { means: 'what those who are better off gain', of: ({ known }) => pounds(known, ({ gain }) => gain, 'gains of those who are better off') },
  loss: { means: 'what those who are worse off lose', of: ({ known }) => pounds(known, loss, 'losses of those who are worse off') },
  largest_loss: {
    means: 'the loss of the school that loses most',
    of: ({ known }) => (known.length === 0 ? undefined : larger('money', [NOUGHT, ...known.map(loss)], 'the largest loss')),
  },
  better_100: { means: 'schools that gain more than £100', of: ({ known }) => above(known, ({ gain }) => [gain, HUNDRED], 'gain more than £100') },
  worse_100: {
    means: 'schools that lose more than £100',
    of: ({ known }) => above(known, (school) => [loss(school), HUNDRED], 'lose more than £100'),
  },
  better_5: {
    means: 'schools that gain more than 5% of what they would pay otherwise',
    of: ({ known }) => above(known, ({ gain, baseline }) => [gain, portion(baseline, TWENTIETH)], 'gain more than 5%'),
  },
  worse_5: {
    means: 'schools that lose more than 5% of what they would pay otherwise',
    of: ({ known }) => above(known, (school) => [loss(school), portion(school.baseline, TWENTIETH)], 'lose more than 5%'),
  },
  p10: { means: 'the gain below which a tenth of the schools lies', of: ({ known }) => percentile(known, '0.1', 'a tenth gain less') },
  median: { means: 'the gain below which half of the schools lie', of: ({ known }) => percentile(known, '0.5', 'half gain less') },
  p90: { means: 'the gain below which nine tenths of the schools lie', of: ({ known }) => percentile(known, '0.9', 'nine tenths gain less') },
  largest_loss_share: {
    means: 'the largest loss of any school, as a share of what it would pay otherwise',
    of: ({ known }) =>
      known.length === 0 ? undefined : larger('rate', [NONE, ...known.map(lossShare)], 'the largest loss of any school, as a share'),
  },
  income_share: {
    means: 'their share of all fees, if every school joined',
    of: (_some, { priced }, among) => quotient('rate', fees(among), fees(priced), 'share of fees'),
  },
  pupils_share: {
    means: 'their share of all pupils',
    of: (_some, { priced }, among) => quotient('rate', pupils(among), pupils(priced), 'share of pupils'),
  },
  over_share: {
    means: 'their share of all fees less their share of all pupils: above nought they pay more than their part',
    of: (_some, { priced }, among) => {
      const [paid, held] = [
        quotient('rate', fees(among), fees(priced), 'share of fees'),
        quotient('rate', pupils(among), pupils(priced), 'share of pupils'),
      ];
      return sum('rate', [paid], 'share of fees less share of pupils', [held]);
    },
  },
  schools_share: {
    means: 'their share of all schools',
    of: (_some, { priced }, among) => quotient('rate', all(among), all(priced), 'share of schools'),
  },
} as const satisfies Readonly<Record<string, Maker>>;

export type SpreadMeasure = keyof typeof makers;
/** `gains.better.today`, `gains.median.typical`. */
export type SpreadName = `gains.${SpreadMeasure}.${Against}`;
export const SPREAD_FIGURES: readonly SpreadName[] = AGAINST.flatMap((against) =>
  (Object.keys(makers) as SpreadMeasure[]).map((measure): SpreadName => `gains.${measure}.${against}`),
);

function partsOf(name: string): readonly [SpreadMeasure, Against] | undefined {
  const [, measure = '', against] = /^gains\.([a-z0-9_]+)\.([a-z]+)$/.exec(name) ?? [];
  const found = AGAINST.find((each) => each === against);
  return found === undefined || !(measure in makers) ? undefined : [measure as SpreadMeasure, found];
}

/** A figure of who gains and who loses; undefined where there is nothing to make it of, or for a price list, which includes nothing. */
export function spreadFigure(name: SpreadName, offer: Offer, among: Among, projection: Projection): Figure | undefined {
  const parts = partsOf(name);
  if (parts === undefined || offer.option.list !== undefined) return undefined;
  const [measure, against] = parts;
  const some = amongst(offer, among);
  const whole = spreadOf(offer, against, projection);
  if (Object.keys(among).length === 0) return (makers[measure] as Maker).of(whole, offer, some);
  const ids = new Set(some.map(({ school }) => school));
  const cut: Spread = {
    known: whole.known.filter(({ each }) => ids.has(each.school)),
    unknown: whole.unknown.filter(({ school }) => ids.has(school)),
  };
  return (makers[measure] as Maker).of(cut, offer, some);
}

/** What such a figure is, in a few words; undefined for another name. */
export function spreadFigureMeans(name: string): string | undefined {
  const parts = partsOf(name);
  if (parts === undefined) return undefined;
  const [measure, against] = parts;
  return `${makers[measure].means}, against ${against === 'today' ? 'what they pay today' : `${against} prices elsewhere`}`;
}
