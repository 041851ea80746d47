import { type Count, type Figure, type Kind, type Money, type Price, quotient, totalOf } from '../../figures/index.js';
import type { Projection } from '../../projection/index.js';
import { amountForAll, forAll, type Priced } from '../offer/options.js';
import { isTaken } from '../offer/taken.js';
import type { SpreadCut } from './spread.js';
import { feeUnder, valueUnder } from './worth.js';

/** A school under a tier of which some part has no price, with what has one and what the rest must be worth. */
interface Open {
  readonly each: Priced;
  readonly priced: Money;
  readonly rest: Money;
}

const total = (some: readonly Open[], of: (open: Open) => Money, label: string): Money =>
  totalOf(
    'money',
    some.map((open) => amountForAll(open.each, of(open))),
    label,
  );
const schools = (some: readonly Open[]): Count =>
  totalOf(
    'count',
    some.map(({ each }) => each.count),
    'schools under a tier of which some part has no price',
  );
const pupils = (some: readonly Open[]): Count =>
  totalOf(
    'count',
    some.map(({ each }) => forAll(each, each.pupils)),
    'their pupils',
  );
const rest = (some: readonly Open[]): Money =>
  total(some, (open) => open.rest, 'what the part without a price must be worth to them');

interface RestMeasure {
  readonly means: string;
  readonly kind: Kind;
  readonly of: (some: readonly Open[]) => Figure;
}

/**
 * What must be true of the part of a membership that nobody has priced, for it to be worth its fees to schools
 * together. To add one: an entry here.
 */
export const REST_MEASURES = {
  rest_schools: { kind: 'count', means: 'schools under a tier of which some part has no price', of: schools },
  rest_fees: {
    kind: 'money',
    means: 'what membership would cost them',
    of: (some) => total(some, ({ each }) => feeUnder(each), 'what membership would cost them'),
  },
  rest_priced: {
    kind: 'money',
    means: 'what of their membership has a price',
    of: (some) => total(some, ({ priced }) => priced, 'what of it has a price'),
  },
  rest: {
    kind: 'money',
    means: 'what the part without a price must be worth to them together for membership to break even',
    of: rest,
  },
  rest_each: {
    kind: 'price',
    means: 'the same over these schools',
    of: (some): Price => quotient('price', rest(some), schools(some), 'what the rest must be worth, a school'),
  },
  rest_per_pupil: {
    kind: 'price',
    means: 'the same over their pupils',
    of: (some): Price => quotient('price', rest(some), pupils(some), 'what the rest must be worth, a pupil'),
  },
} as const satisfies Readonly<Record<string, RestMeasure>>;

/**
 * Such a figure of some schools; undefined where every part of their membership has a price, or nobody has said what is
 * in it.
 */
export function restIn(
  measure: keyof typeof REST_MEASURES,
  { priced, offer, against }: SpreadCut,
  projection: Projection,
): Figure | undefined {
  const open = priced.filter(isTaken).flatMap((each): Open[] => {
    const left = valueUnder(`value.rest_${against}`, each, projection, offer.year);
    const known = valueUnder(`value.priced_${against}`, each, projection, offer.year);
    return left === undefined || known === undefined ? [] : [{ each, priced: known, rest: left }];
  });
  return open.length === 0 ? undefined : REST_MEASURES[measure].of(open);
}
