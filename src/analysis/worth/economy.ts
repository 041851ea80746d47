import {
  type Count,
  type Figure,
  type Kind,
  type Money,
  quotient,
  sum,
  totalOf,
  unknown,
} from '../../figures/index.js';
import type { Projection } from '../../projection/index.js';
import { amountForAll, forAll, type Offer, type OfferAt, type Priced, type TierOffer } from '../offer/options.js';
import { ALONE, type FigureEntries, type FigureEntry, type NameParts, unlisted } from '../shared/figure-entry.js';
import { inAmong } from '../shared/groups.js';
import { spreadOf } from './spread.js';
import { AGAINST, type Against, feeUnder } from './worth.js';

/** What a membership is held against: today, prices elsewhere, or an offer of a price list. */
export type Benchmark = Against | TierOffer;

/** A school of which both prices are known. */
interface Held {
  readonly each: Priced;
  readonly fee: Money;
  readonly otherwise: Money;
}

/** The schools of an offer that have a price both in it and by a benchmark. */
function heldAgainst(offer: Offer, benchmark: Benchmark, projection: Projection): readonly Held[] {
  if (typeof benchmark === 'string') {
    return spreadOf(offer, benchmark, projection).known.map(({ each, baseline }) => ({
      each,
      fee: feeUnder(each),
      otherwise: baseline,
    }));
  }
  const others = new Map(benchmark.priced.map((each) => [each.school, each]));
  return offer.priced.flatMap((each) => {
    const other = others.get(each.school);
    return other === undefined ? [] : [{ each, fee: feeUnder(each), otherwise: feeUnder(other) }];
  });
}

type Some = readonly Held[];
const pupils = (some: Some): Count =>
  totalOf(
    'count',
    some.map(({ each }) => forAll(each, each.pupils)),
    'their pupils',
  );
const total = (some: Some, of: (held: Held) => Money, label: string): Money =>
  totalOf(
    'money',
    some.map((held) => amountForAll(held.each, of(held))),
    label,
  );
const fees = (some: Some): Money => total(some, ({ fee }) => fee, 'what membership would cost them');
const others = (some: Some): Money => total(some, ({ otherwise }) => otherwise, 'what they would pay otherwise');
const saving = (some: Some): Money => sum('money', [others(some)], 'what membership saves them', [fees(some)]);

interface Measure {
  readonly means: string;
  readonly kind: Kind;
  readonly of: (some: Some) => Figure;
}

/**
 * The price of a membership against a benchmark, over the schools of which both are known. To add one: an entry here.
 */
const measures = {
  schools: {
    means: 'schools of which both prices are known',
    kind: 'count',
    of: (some) =>
      totalOf(
        'count',
        some.map(({ each }) => each.count),
        'schools of which both are known',
      ),
  },
  pupils: { means: 'the pupils of these schools', kind: 'count', of: pupils },
  otherwise: { means: 'what these schools would pay otherwise', kind: 'money', of: others },
  otherwise_per_pupil: {
    means: 'the same over their pupils',
    kind: 'price',
    of: (some) => quotient('price', others(some), pupils(some), 'otherwise, a pupil'),
  },
  fee: { means: 'what membership would cost the same schools', kind: 'money', of: fees },
  fee_per_pupil: {
    means: 'the same over their pupils',
    kind: 'price',
    of: (some) => quotient('price', fees(some), pupils(some), 'membership, a pupil'),
  },
  saving: { means: 'what they would pay otherwise less what membership would cost them', kind: 'money', of: saving },
  saving_share: {
    means: 'what membership saves as a share of what they would pay otherwise',
    kind: 'rate',
    of: (some) => quotient('rate', saving(some), others(some), 'saved of what they would pay otherwise'),
  },
} as const satisfies Readonly<Record<string, Measure>>;

export type EconomyMeasure = keyof typeof measures;
const LIST = 'list';

/**
 * `economy.saving.today`; against a price list `economy.saving.list.membership`, with the tier of the model at its end,
 * or `economy.saving.list` where each school is under the tier that it takes.
 */
export function economyName(measure: EconomyMeasure, benchmark: Benchmark, { option }: Offer): string {
  const held =
    typeof benchmark === 'string' ? benchmark : [LIST, ...(option === undefined ? [] : [option.tier])].join('.');
  return `economy.${measure}.${held}`;
}

/** What figures against an offer of a price list are made of. */
export interface AgainstListAt extends OfferAt {
  readonly benchmark: TierOffer;
}

const entryOf = <At extends OfferAt>(
  measure: EconomyMeasure,
  held: string,
  parts: NameParts,
  benchmarkOf: (at: At) => Benchmark,
): FigureEntry<At> => {
  const { means, kind }: Measure = measures[measure];
  return {
    means: `${means}, against ${held}`,
    kind: () => kind,
    parts,
    make: (at) => economyFigure(measure, benchmarkOf(at), at),
  };
};
const MEASURES = Object.keys(measures) as EconomyMeasure[];

/** Against what schools pay today, and against prices elsewhere. */
export const economyFigures: FigureEntries<OfferAt> = Object.fromEntries(
  AGAINST.flatMap((against) =>
    MEASURES.map((measure) => {
      const held = against === 'today' ? 'what they pay today' : `${against} prices elsewhere`;
      return [`economy.${measure}.${against}`, entryOf<OfferAt>(measure, held, ALONE, () => against)];
    }),
  ),
);

/**
 * Against a price list, which only `--with` brings: the part is the tier of the model that is held against it, where it
 * is one.
 */
export const listEconomyFigures: FigureEntries<AgainstListAt> = Object.fromEntries(
  MEASURES.map((measure) => [
    `economy.${measure}.${LIST}`,
    entryOf<AgainstListAt>(
      measure,
      'a price list',
      unlisted(() => true),
      ({ benchmark }) => benchmark,
    ),
  ]),
);

/**
 * A figure of economy among some schools; unknown where nobody knows what any of them would pay otherwise, and
 * undefined where a price list prices none.
 */
export function economyFigure(
  measure: EconomyMeasure,
  benchmark: Benchmark,
  { offer, among, projection }: OfferAt,
): Figure | undefined {
  const some = heldAgainst(offer, benchmark, projection).filter(({ each }) => inAmong(each, among, offer.model));
  const { of, kind }: Measure = measures[measure];
  if (some.length > 0 || measure === 'schools') return of(some);
  if (typeof benchmark !== 'string') return undefined;
  const { why } = spreadOf(offer, benchmark, projection);
  return unknown(kind, ...(why.length === 0 ? ['there are no schools'] : why));
}
