import { type Count, constant, Exact, inWords, type Rate, sum, times } from '../figures/index.js';
import {
  block,
  count,
  type Dated,
  dated,
  either,
  isMapping,
  keysIn,
  type Month,
  monthText,
  numbered,
  oneOrMany,
  optional,
  provenance,
  readNumber,
  refuse,
  refuseKey,
  type Schema,
  SHARE,
  scalarItself,
  sinceOf,
  valueIn,
  valueOr,
} from '../language/index.js';
import { fits, type When, when } from '../pricing/index.js';
import type { Calendar } from './calendar.js';
import { schoolIn } from './life.js';
import type { School } from './school.js';

/** So many whole units a year, and the share of schools that ask for so many; in rising order. The shares add to one. */
export interface UnitSpread {
  readonly parts: readonly SpreadPart[];
}

export interface SpreadPart {
  readonly units: Count;
  readonly share: Rate;
}

/** What one school asks for in a year: so many units on average, or a spread of whole units. */
export type Quantity = Count | UnitSpread;

/** What the schools that a condition fits ask for; it may change with the company year. */
export interface Asking {
  readonly when: When | undefined;
  readonly quantity: Dated<Quantity>;
}

/**
 * How much is asked for in a year, in the service's own unit, for each kind of school: the first that fits one is its
 * own, and one that none fits asks for nothing.
 */
export interface Demand {
  readonly perMember: readonly Asking[];
  readonly perOther: readonly Asking[];
}

export const NO_DEMAND: Demand = { perMember: [], perOther: [] };

/** Beyond so many units a year what is written is a slip, or a date. */
const MOST_UNITS = 1000;
/** A share of a spread; the rest of one that is scaled may come to less than nothing, which is told of the whole. */
const WIDE = { ...SHARE, negative: true, least: Exact.of(-10), most: Exact.of(10) };
/** So much may be lost where shares are worked out, each rounded to six decimals of a percentage. */
const ROUNDING = Exact.of('0.000001');

interface Written {
  readonly share: Rate;
  readonly isDerived: boolean;
}

const shareOfSpread = scalarItself.transform((scalar, context): Written => {
  const wide = readNumber(WIDE, scalar);
  const isDerived = scalar.formula !== undefined;
  const read = typeof wide !== 'string' && isDerived ? wide : readNumber(SHARE, scalar);
  return typeof read === 'string'
    ? refuse(context, 'bad-value', { text: scalar.text, expected: SHARE.expected, why: read })
    : { share: read, isDerived };
});

const spread: Schema<UnitSpread> = numbered('a whole number of units', shareOfSpread, MOST_UNITS).transform(
  (said, context): UnitSpread => {
    const shares = [...said.values()];
    const total = sum(
      'rate',
      shares.map(({ share }) => share),
    );
    const slack = shares.some(({ isDerived }) => isDerived) ? ROUNDING : Exact.zero;
    const none = said.get(0)?.share;
    if (none?.isKnown && none.exact.sign < 0 && total.isKnown) {
      const buyers = inWords(sum('rate', [total], undefined, [none]));
      refuse(context, 'spread-total', { total: buyers, of: 'buyers' });
    } else if (total.isKnown && total.exact.minus(Exact.one).size.compare(slack) > 0)
      refuse(context, 'spread-total', { total: percent(total.exact), of: 'all' });
    return {
      parts: [...said].map(([units, { share }]) => ({
        units: constant('count', Exact.of(units), units === 1 ? 'one unit a year' : `${units} units a year`),
        share,
      })),
    };
  },
);

/** All of its digits: a total that is a little off is not shown as what it should be. */
const percent = (rate: Exact): string => `${rate.times(Exact.of(100))}%`;

const spreadAlone = block(
  'a spread',
  { spread, ...provenance },
  {
    spread:
      'the share of schools that ask for so many units a year, by the whole number of units: `{ 0: 40%, 1: 35%, 2: 25% }`. The shares add to 100%',
  },
).transform(({ spread: found }) => found);

/** `1.5`, `{ spread: … }`, or one of them from each company year on. */
const quantity: Schema<Dated<Quantity>> = dated(valueOr(count('units'), spreadAlone)).transform((said, context) => {
  for (const { since } of said.steps) {
    if (since?.month === undefined) continue;
    const text = monthText(since.month);
    const why = 'what a school asks for is said of a company year, and not of a month';
    refuseKey(context, 'bad-value', { text, expected: 'a year, such as 2019', why }, [text]);
  }
  return said;
});

const forSome: Schema<Asking> = block(
  'what some schools ask for',
  { when: optional(when), units: optional(quantity), spread: optional(spread), ...provenance },
  {
    when: 'the schools that it fits; all unless said',
    units: 'units a year: a number, `{ spread: … }`, or either of them by company year',
    spread: 'in the place of `units`: the share of schools that ask for so many units',
  },
).transform((said, context): Asking => {
  if (said.units !== undefined && said.spread !== undefined) {
    const why = 'a spread says how many units in its own way';
    return refuse(context, 'either-or', { one: 'units', other: 'spread', why });
  }
  const steps = said.spread === undefined ? said.units?.steps : [{ since: undefined, value: said.spread }];
  if (steps === undefined)
    return refuseKey(context, 'missing-key', { key: 'units', within: 'what some schools ask for', or: ['spread'] }, []);
  return { when: said.when, quantity: { steps } };
});

/** One value, or values by company year, and no keys of a block. */
const isPlain = (data: unknown): boolean => !isMapping(data) || keysIn(data).some((key) => sinceOf(key) !== undefined);

const asking = oneOrMany(
  either(
    isPlain,
    quantity.transform((found): Asking => ({ when: undefined, quantity: found })),
    forSome,
  ),
);

export const demand: Schema<Demand> = block(
  'demand',
  { per_member: optional(asking), per_other: optional(asking), ...provenance },
  {
    per_member: 'units a year for each member; may be dated, a spread, or a list by kind of school',
    per_other:
      'units a year for each school that may join and has not, and for every school where no tier is offered; may be said in the same ways',
  },
).transform((said): Demand => ({ perMember: said.per_member ?? [], perOther: said.per_other ?? [] }));

/** Whether a quantity is a spread of whole units. */
export function isSpread(quantity: Quantity): quantity is UnitSpread {
  return 'parts' in quantity;
}

const averages = new WeakMap<UnitSpread, Count>();

/** The units that are expected of a school: of a spread the sum of its numbers, each as often as it is asked for. */
export function averageOf(asked: Quantity): Count {
  if (!isSpread(asked)) return asked;
  const found =
    averages.get(asked) ??
    sum(
      'count',
      asked.parts.map(({ units, share }) => times(units, share)),
      'units a year on average',
    );
  averages.set(asked, found);
  return found;
}

/** What is said of a company year; undefined before the first that is named. */
export function quantityIn(said: Dated<Quantity>, year: number, calendar: Calendar): Quantity | undefined {
  return valueIn(said, firstMonthIn(year, calendar), calendar.yearStarts);
}

/** What a school asks for in a company year, by what it is when the year starts; undefined where nothing fits it. */
export function askedBy(
  all: readonly Asking[],
  school: School,
  year: number,
  calendar: Calendar,
): Quantity | undefined {
  const { attributes } = schoolIn(school, firstMonthIn(year, calendar));
  const found = all.find((each) => fits(each.when, attributes));
  return found && quantityIn(found.quantity, year, calendar);
}

/** The first month of a company year that the calendar has. */
const firstMonthIn = (year: number, { first, yearStarts }: Calendar): Month => Math.max(first, year * 12 + yearStarts);
