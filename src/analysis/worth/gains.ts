import {
  band,
  type Count,
  constant,
  Exact,
  type Figure,
  isKeyOf,
  type Kind,
  larger,
  type Money,
  nothing,
  type Price,
  portion,
  quotient,
  type Rate,
  sum,
  totalOf,
  unknown,
} from '../../figures/index.js';
import type { Projection } from '../../projection/index.js';
import { amountForAll, feesIn, forAll, type Offer, type OfferAt, type Priced } from '../offer/options.js';
import { isTaken } from '../offer/taken.js';
import type { Among } from '../shared/among.js';
import { ALONE, type FigureEntries, type FigureEntry } from '../shared/figure-entry.js';
import { REST_MEASURES, restIn } from './rest.js';
import { cutOf, type Gaining, knownOf, type SpreadCut } from './spread.js';
import { AGAINST, type Against } from './worth.js';

const YES: Count = constant('count', Exact.one, 'it is');
const NO: Count = nothing('count');
const ZERO = nothing('money');
const HUNDRED = constant('money', Exact.of(100), 'more than £100');
const TWENTIETH: Rate = constant('rate', Exact.of('0.05'), 'more than 5%');
const NONE: Rate = constant('rate', Exact.zero, 'no loss');

type Known = readonly Gaining[];

/** Schools of which one amount is above another. */
function above(
  schools: Known,
  pick: (school: Gaining) => readonly [amount: Money, bound: Money],
  label: string,
): Count {
  return totalOf(
    'count',
    schools.map((school) => {
      const [amount, bound] = pick(school);
      return forAll(
        school.each,
        band('count', amount, [{ upTo: bound, closed: true, value: NO }], YES, school.each.school.name),
      );
    }),
    label,
  );
}

const loss = ({ gain, each }: Gaining): Money => sum('money', [ZERO], `loss of ${each.school.name}`, [gain]);

/** Undefined as a share, and so unknown, only for a school that pays nothing today and does lose. */
function lossShare(school: Gaining): Rate {
  const { baseline, each } = school;
  const share: Rate = quotient('rate', loss(school), baseline, `loss of ${each.school.name}, as a share`);
  return band(
    'rate',
    loss(school),
    [{ upTo: ZERO, closed: true, value: NONE }],
    share,
    `loss of ${each.school.name}, as a share`,
  );
}

const all = (schools: readonly Priced[], label = 'schools'): Count =>
  totalOf(
    'count',
    schools.map((each) => forAll(each, YES)),
    label,
  );
const allKnown = (known: Known): Count =>
  all(
    known.map(({ each }) => each),
    'schools of which it is known',
  );

/** Pounds of those who gain, or of those who lose. */
function pounds(schools: Known, pick: (school: Gaining) => Money, label: string): Money {
  const some = schools.filter((school) => pick(school).pence > 0);
  return totalOf(
    'money',
    some.map((school) => amountForAll(school.each, pick(school))),
    label,
  );
}

/**
 * The gain below which a share of the schools lies, each counted as often as it stands for: that of the school at which
 * more have been counted, and the mean of it and the next where just so many have (the usual definition of a median;
 * Hyndman and Fan, 1996, number 2).
 */
function percentile(known: Known, share: string, label: string): Price {
  const sorted = known
    .filter(({ each }) => isTaken(each))
    .sort((a, b) => a.gain.pence - b.gain.pence || (idOf(a) < idOf(b) ? -1 : 1));
  const enough = sorted.reduce((total, { each }) => total.plus(each.count.exact), Exact.zero).times(Exact.of(share));
  let counted = Exact.zero;
  for (const [i, school] of sorted.entries()) {
    counted = counted.plus(school.each.count.exact);
    const order = counted.compare(enough);
    const next = order === 0 ? sorted[i + 1] : undefined;
    if (order >= 0) return meanOf([school, ...(next === undefined ? [] : [next])], label);
  }
  return unknown('price', 'there are no schools');
}

const idOf = ({ each: { school, option } }: Gaining): string => `${school.id} ${option.tier}`;

function meanOf(some: Known, label: string): Price {
  const gains = sum(
    'money',
    some.map(({ gain }) => gain),
  );
  const many = constant('count', Exact.of(some.length), some.length === 1 ? 'one school' : 'the two in the middle');
  return quotient('price', gains, many, `${label}: ${some.map(({ each }) => each.school.name).join(' and ')}`);
}

const better = (known: Known): Count => above(known, ({ gain }) => [gain, ZERO], 'better off');
const worse = (known: Known): Count => above(known, (school) => [loss(school), ZERO], 'worse off');
const pupils = (schools: readonly Priced[]): Count =>
  totalOf(
    'count',
    schools.map((each) => forAll(each, each.pupils)),
    'pupils',
  );
const share = (part: Count, known: Known, label: string): Rate => quotient('rate', part, allKnown(known), label);
const everybody = ({ priced, unpriced }: Pick<SpreadCut, 'priced' | 'unpriced'>): readonly Priced[] => [
  ...priced,
  ...unpriced,
];
const ofOffer = ({ offer: { priced, unknown: unpriced } }: SpreadCut): readonly Priced[] =>
  everybody({ priced, unpriced });
const shareOfFees = ({ priced, offer }: SpreadCut): Rate =>
  quotient('rate', feesIn(offer, priced), feesIn(offer, offer.priced), 'share of fees');

/** What is made of the schools of which it is known: unknown, with the reasons, where it is known of none of them. */
interface OfKnown {
  readonly means: string;
  readonly kind: Kind;
  /** What it is called at the head of a table, before what it is held against; its name unless said. */
  readonly label?: string;
  readonly isSteady?: boolean;
  readonly ofKnown: (known: Known) => Figure;
}
/** What is made of schools, whatever is known of their gains. */
interface OfAll {
  readonly means: string;
  readonly kind: Kind;
  readonly label?: string;
  readonly isSteady?: boolean;
  readonly of: (cut: SpreadCut, projection: Projection) => Figure | undefined;
}

const ofRest = (measure: keyof typeof REST_MEASURES): OfAll => {
  const { means, kind } = REST_MEASURES[measure];
  return { means, kind, of: (cut, projection) => restIn(measure, cut, projection) };
};

/** Who gains and who loses under an offer, among some schools. To add one: an entry here. */
const measures = {
  better: { means: 'schools that are better off', kind: 'count', ofKnown: better },
  worse: { means: 'schools that are worse off', kind: 'count', ofKnown: worse },
  unchanged: {
    means: 'schools for which nothing changes',
    kind: 'count',
    ofKnown: (known) => sum('count', [allKnown(known)], 'unchanged', [better(known), worse(known)]),
  },
  schools: { kind: 'count', means: 'schools that are judged', of: (cut) => all(everybody(cut)) },
  known: {
    kind: 'count',
    means: 'schools of which somebody knows what they would pay otherwise',
    of: ({ known }) => allKnown(known),
  },
  unknown: {
    kind: 'count',
    means: 'schools of which nobody knows what they would pay otherwise',
    of: ({ unknown: open }) => all(open, 'schools of which it is not known'),
  },
  better_share: {
    means: 'the share of the schools that are known which is better off',
    label: 'Share of schools better off',
    isSteady: true,
    kind: 'rate',
    ofKnown: (known) => share(better(known), known, 'share better off'),
  },
  worse_share: {
    means: 'the share of the schools that are known which is worse off',
    label: 'Share of schools worse off',
    isSteady: true,
    kind: 'rate',
    ofKnown: (known) => share(worse(known), known, 'share worse off'),
  },
  gain: {
    means: 'what those who are better off gain',
    kind: 'money',
    ofKnown: (known) => pounds(known, ({ gain }) => gain, 'gains of those who are better off'),
  },
  loss: {
    means: 'what those who are worse off lose',
    kind: 'money',
    ofKnown: (known) => pounds(known, loss, 'losses of those who are worse off'),
  },
  largest_loss: {
    means: 'the loss of the school that loses most',
    kind: 'money',
    ofKnown: (known) =>
      larger('money', [ZERO, ...known.filter(({ each }) => isTaken(each)).map(loss)], 'the largest loss'),
  },
  better_100: {
    means: 'schools that gain more than £100',
    kind: 'count',
    ofKnown: (known) => above(known, ({ gain }) => [gain, HUNDRED], 'gain more than £100'),
  },
  worse_100: {
    means: 'schools that lose more than £100',
    kind: 'count',
    ofKnown: (known) => above(known, (school) => [loss(school), HUNDRED], 'lose more than £100'),
  },
  better_5: {
    means: 'schools that gain more than 5% of what they would pay otherwise',
    kind: 'count',
    ofKnown: (known) => above(known, ({ gain, baseline }) => [gain, portion(baseline, TWENTIETH)], 'gain more than 5%'),
  },
  worse_5: {
    means: 'schools that lose more than 5% of what they would pay otherwise',
    kind: 'count',
    ofKnown: (known) =>
      above(known, (school) => [loss(school), portion(school.baseline, TWENTIETH)], 'lose more than 5%'),
  },
  p10: {
    means: 'the gain below which a tenth of the schools lies',
    kind: 'price',
    ofKnown: (known) => percentile(known, '0.1', 'a tenth gain less'),
  },
  median: {
    means: 'the gain below which half of the schools lie',
    kind: 'price',
    ofKnown: (known) => percentile(known, '0.5', 'half gain less'),
  },
  p90: {
    means: 'the gain below which nine tenths of the schools lie',
    kind: 'price',
    ofKnown: (known) => percentile(known, '0.9', 'nine tenths gain less'),
  },
  largest_loss_share: {
    means: 'the largest loss of any school, as a share of what it would pay otherwise',
    kind: 'rate',
    ofKnown: (known) =>
      larger(
        'rate',
        [NONE, ...known.filter(({ each }) => isTaken(each)).map(lossShare)],
        'the largest loss of any school, as a share',
      ),
  },
  income_share: { kind: 'rate', means: 'their share of all fees, if every school joined', of: shareOfFees },
  pupils_share: {
    kind: 'rate',
    means: 'their share of all pupils',
    of: (cut) => quotient('rate', pupils(everybody(cut)), pupils(ofOffer(cut)), 'share of pupils'),
  },
  over_share: {
    kind: 'rate',
    means: 'their share of all fees less their share of the pupils: above zero they pay more than their part',
    of: (cut) =>
      sum('rate', [shareOfFees(cut)], 'share of fees less share of pupils', [
        quotient(
          'rate',
          pupils(cut.priced),
          pupils(cut.offer.priced),
          'share of the pupils of schools whose fee is known',
        ),
      ]),
  },
  schools_share: {
    kind: 'rate',
    means: 'their share of all schools',
    of: (cut) => quotient('rate', all(everybody(cut)), all(ofOffer(cut)), 'share of schools'),
  },
  rest_schools: ofRest('rest_schools'),
  rest_fees: ofRest('rest_fees'),
  rest_priced: ofRest('rest_priced'),
  rest: ofRest('rest'),
  rest_each: ofRest('rest_each'),
  rest_per_pupil: ofRest('rest_per_pupil'),
} as const satisfies Readonly<Record<string, OfKnown | OfAll>>;

export type SpreadMeasure = keyof typeof measures;
/** `gains.better.today`, `gains.median.typical`. */
export type SpreadName = `gains.${SpreadMeasure}.${Against}`;

function entryFor(measure: SpreadMeasure, against: Against): FigureEntry<OfferAt> {
  const { means, kind, label, isSteady = false }: OfKnown | OfAll = measures[measure];
  const held = against === 'today' ? 'what they pay today' : `${against} prices elsewhere`;
  return {
    means: `${means}, against ${held}`,
    kind: () => kind,
    parts: ALONE,
    label: label && `${label} against ${against}`,
    isSteady,
    make: (at) => madeOf(measure, against, at),
  };
}

/** Who gains and who loses against each baseline. Nothing that schools pay today is without a price. */
export const spreadFigures: FigureEntries<OfferAt> = Object.fromEntries(
  AGAINST.flatMap((against) =>
    (Object.keys(measures) as SpreadMeasure[]).flatMap((measure) =>
      against === 'today' && isKeyOf(REST_MEASURES, measure)
        ? []
        : [[`gains.${measure}.${against}`, entryFor(measure, against)]],
    ),
  ),
);

/** Undefined where there is nothing to make it of, or for a price list, which includes nothing. */
function madeOf(measure: SpreadMeasure, against: Against, { offer, among, projection }: OfferAt): Figure | undefined {
  if (offer.option?.list !== undefined) return undefined;
  const cut = cutOf(offer, against, among, projection);
  const found: OfKnown | OfAll = measures[measure];
  if ('of' in found) return found.of(cut, projection);
  if (knownOf(cut).length > 0) return found.ofKnown(cut.known);
  return unknown(found.kind, ...(cut.why.length === 0 ? ['there are no schools'] : cut.why));
}

/**
 * A figure of who gains and who loses; undefined where there is nothing to make it of, or for a price list, which
 * includes nothing.
 */
export function spreadFigure(name: SpreadName, offer: Offer, among: Among, projection: Projection): Figure | undefined {
  return spreadFigures[name]?.make({ offer, among, projection }, '');
}
