import { constant, Exact, isZero, type Rate, sum } from '../figures/index.js';
import {
  collection,
  MONTH_NAMES,
  readNumber,
  refuse,
  type Scalar,
  type Schema,
  SHARE,
  scalarItself,
} from '../language/index.js';

/**
 * What each month of the year has of an amount for twelve months, by its number, 0 (January) to 11. A month that is not
 * named has nothing. The shares add to one.
 */
export interface Season {
  readonly shares: ReadonlyMap<number, Rate>;
}

/** So much may be lost where shares are worked out, each rounded to six decimals of a percentage. */
const ROUNDING = Exact.of('0.000001');
const MONTHS_IN_YEAR = 12;

const shareOfMonth = scalarItself.transform((scalar, context) => {
  const read = readNumber(SHARE, scalar);
  return typeof read === 'string'
    ? refuse(context, 'bad-value', { text: scalar.text, expected: SHARE.expected, why: read })
    : { share: read, isDerived: scalar.formula !== undefined, isNone: isNone(read, scalar) };
});

/** Whether a share is written as nothing, and does not come to it by arithmetic or an assumption, which may vary. */
function isNone(share: Rate, { formula, path }: Scalar): boolean {
  return isZero(share) && formula === undefined && !path.startsWith('assumptions.');
}

const byMonth = collection(shareOfMonth, { within: 'a season', known: MONTH_NAMES });

/**
 * `{ May: 20%, June: 50%, July: 30% }`. Twelve shares that are the same are no season: each month has a twelfth, as where
 * nothing is said.
 */
export const season: Schema<Season | undefined> = byMonth
  .transform((said, context): Season | undefined => {
    const shares = new Map<number, Rate>();
    for (const [number, name] of MONTH_NAMES.entries()) {
      const found = said.get(name);
      if (found !== undefined && !found.isNone) shares.set(number, found.share);
    }
    const total = sum('rate', [...shares.values()]);
    const slack = [...said.values()].some(({ isDerived }) => isDerived) ? ROUNDING : Exact.zero;
    const areMonths = [...said.keys()].every((name) => MONTH_NAMES.some((month) => month === name));
    if (areMonths && total.isKnown && total.exact.minus(Exact.one).size.compare(slack) > 0)
      refuse(context, 'spread-total', { total: `${total.exact.times(Exact.of(100))}%`, of: 'months' });
    return isFlat([...shares.values()]) ? undefined : { shares };
  })
  .showing((shows) => {
    const share = shows(shareOfMonth);
    return {
      type: 'object',
      properties: Object.fromEntries(MONTH_NAMES.map((name) => [name, share])),
      additionalProperties: false,
    };
  });

function isFlat(shares: readonly Rate[]): boolean {
  const [first] = shares;
  return (
    shares.length === MONTHS_IN_YEAR &&
    shares.every((share) => share.isKnown && first?.isKnown && share.exact.compare(first.exact) === 0)
  );
}

/** The share of a season that a month of the year has, 0 (January) to 11; a twelfth of none. */
export function shareOfMonthIn(season: Season | undefined, month: number): Rate | undefined {
  return season === undefined ? TWELFTH : season.shares.get(month);
}

const TWELFTH: Rate = constant('rate', Exact.fraction(1, MONTHS_IN_YEAR), 'a month of twelve');
