import { constant, Exact, inWords, type Money, part, portion, type Rate, sum, unknown } from '../figures/index.js';
import { block, money, optional, refuseKey, valueOr, whole } from '../language/index.js';
import { type Customer, inPlain } from './customer.js';
import { none, type PriceRule, type Pricing } from './rule.js';

/** What joining costs once, and for how many years a school signs up. */
export interface SignUp {
  /** Paid once; undefined for nothing. */
  readonly fee: Money | undefined;
  /** The years for which the price stands as a whole. */
  readonly years: number;
}

/** The driver that says in which of its years a school is, from 1: in a model the company year says so. */
export const MEMBERSHIP_YEAR = 'membership_year';
/** The driver that asks for so many years together, from the first. */
export const YEARS = 'years';
const MOST_YEARS = 10;

const terms = valueOr(
  money.transform((fee): SignUp => ({ fee, years: 1 })),
  block(
    'joining',
    { fee: optional(money), years: optional(whole('years', MOST_YEARS)) },
    {
      fee: 'pounds, paid once: in the first period in which a school is a member, in full. A school that leaves and comes back does not pay it again',
      years:
        'for how many years a school signs up: what the other terms come to is the price of all of them together. Each year has its part, and the parts add to the whole; 1 unless said',
    },
  ).transform((said, context): SignUp => {
    if (said.fee === undefined && said.years === undefined)
      refuseKey(context, 'missing-key', { key: 'fee', within: 'what joining costs', or: ['years'] }, []);
    return { fee: said.fee, years: said.years ?? 1 };
  }),
);

/** A whole number from 1 that a customer says; the reason where it says another. */
function said(driver: string, { quantity, name }: Customer): number | undefined | { readonly why: string } {
  const found = quantity(driver, 'count');
  if (found === undefined) return undefined;
  const number = found.isKnown ? found.exact.toNumber() : Number.NaN;
  return Number.isInteger(number) && number > 0
    ? number
    : { why: `the ${inPlain(driver)} of ${name} is a whole number from 1` };
}

/** The part of a year in the price of all years of a sign-up. */
const yearOf = (whole: Money, years: number, year: number): Money =>
  part(whole, (year - 1) % years, years, years === 1 ? undefined : `its part of ${years} years`);

/** The price of a year, or of so many years from the first with what is paid once, where somebody asks for them. */
function priced({ fee, years }: SignUp, whole: Money, { customer, now }: Pricing): Money {
  const together = said(YEARS, customer);
  const year = said(MEMBERSHIP_YEAR, customer);
  for (const each of [together, year]) if (typeof each === 'object') return unknown('money', each.why);
  if (typeof together !== 'number') return yearOf(whole, years, typeof year === 'number' ? year : 1);
  const full = Math.floor(together / years);
  const rest = Array.from({ length: together % years }, (_, i) => yearOf(whole, years, i + 1));
  const times: Rate = constant('rate', Exact.of(full), full === 1 ? 'once' : `${full} times`);
  const once = fee === undefined ? [] : [now('joining', fee)];
  return sum('money', [portion(whole, times), ...rest, ...once], `${together} years together`);
}

/** What is paid once beside the price of a year; undefined where nothing is, or where years together have it in them. */
export function paidOnce({ fee }: SignUp, { customer, now }: Pricing): Money | undefined {
  return fee === undefined || customer.quantity(YEARS, 'count') !== undefined ? undefined : now('joining', fee);
}

/** What is paid once within the price of so many years together; undefined where nobody asks for them, or nothing is. */
export function paidOnceWithin({ fee }: SignUp, { customer, now }: Pricing): Money | undefined {
  return fee === undefined || customer.quantity(YEARS, 'count') === undefined ? undefined : now('joining', fee);
}

/** Whether the fee is a year's part of the price of several years. */
export const isPartOfYears = ({ years }: SignUp, { quantity }: Customer): boolean =>
  years > 1 && quantity(YEARS, 'count') === undefined;

const yearsInWords = (years: number): string => `${years} years`;

/** A fee that is paid once on joining, and a price for several years together. */
export const joining: PriceRule<SignUp> = {
  key: 'joining',
  summary:
    'what joining costs once, and for how many years a school signs up: `25`, or `{ fee: 25, years: 3 }`. The fee comes beside that of the year and after all terms before it; it is not cut for a part year. `years` asks a price list for so many years together, `membership_year` for one of them',
  does: 'change',
  priced: true,
  terms,
  apply: (of, fee, pricing) => priced(of, fee, pricing),
  // What is paid once does not move with the pupils.
  moves: ({ years }, moving, _change, pricing) => priced({ fee: undefined, years }, moving, pricing),
  divides: (of, parts, { after }, pricing) => {
    if (parts === undefined) return undefined;
    const provider = priced({ fee: undefined, years: of.years }, parts.provider, pricing);
    return { provider, commission: sum('money', [after], 'commission', [provider]) };
  },
  decides: 'sign-up',
  tells: ({ fee, years }, { customer, now }) => {
    const together = said(YEARS, customer);
    const year = said(MEMBERSHIP_YEAR, customer);
    const once = fee === undefined ? [] : [`${inWords(now('joining', fee))} once`];
    const whole = years === 1 ? [] : [`the terms before are for ${yearsInWords(years)} together`];
    const which =
      typeof together === 'number'
        ? [`${together} ${together === 1 ? 'year' : 'years'} asked for`]
        : years === 1
          ? []
          : [`year ${typeof year === 'number' ? ((year - 1) % years) + 1 : 1} of them`];
    return [...once, ...whole, ...which].join('; ');
  },
  conditions: none,
  asks: () => [
    { driver: YEARS, path: [], needed: false },
    { driver: MEMBERSHIP_YEAR, path: [], needed: false },
  ],
  holding: none,
  bounds: none,
  faults: (_of, { charges }) =>
    charges(YEARS)
      ? [
          {
            code: 'either-or',
            data: { one: 'joining', other: `the driver ${YEARS}`, why: 'it asks for so many years together' },
            path: [],
          },
        ]
      : [],
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'flat: 0, joining: 25',
      school: 'phase=primary,pupils=200,years=3',
      fee: '25.00',
      source: 'Learn Sheffield, papers of the board 2015 to 2018: £25 on joining, once',
    },
    {
      terms: 'flat: 1_000, joining: { years: 3 }',
      school: 'phase=primary,pupils=200,membership_year=2',
      fee: '333.34',
      source: 'by hand: £1,000 for three years are 333.33, 333.34 and 333.33',
    },
    {
      terms: 'flat: 1_000, joining: { fee: 50, years: 3 }',
      school: 'phase=primary,pupils=200,years=4',
      fee: '1383.33',
      source: 'by hand: three years at £1,000, the first of three more, and £50 once',
    },
  ],
};
