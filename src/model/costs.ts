import { type Count, isZero, type Money, type Price, type Rate } from '../figures/index.js';
import {
  block,
  type Context,
  choice,
  collection,
  count,
  type Dated,
  dated,
  keyed,
  type Month,
  money,
  month,
  optional,
  price,
  provenance,
  rate,
  refuse,
  refuseKey,
  type Scalar,
  type Schema,
  scalarItself,
  share,
  signedMoney,
  text,
  valueOr,
  whole,
} from '../language/index.js';
import { type Season, season } from './season.js';
import { type ShareBy, shareBy } from './sharing.js';
import { yearlyGrowth } from './tier.js';
import { type Controlling, controlling, type VatClass, vatClass } from './vat.js';

/** How often money moves, and at which end of its stretch. */
export const PAID = [
  'monthly',
  'quarterly_in_advance',
  'quarterly_in_arrears',
  'yearly_in_advance',
  'yearly_in_arrears',
] as const;
export type Paid = (typeof PAID)[number];

/** What a cost can grow with: its average over the months of a company year. */
export const DRIVERS = ['members', 'pupils', 'schools', 'days'] as const;
export type Driver = (typeof DRIVERS)[number];

const perDriver = block(
  'rates by driver',
  keyed(DRIVERS, () => optional(price)),
  {
    members: 'pounds a year for each member',
    pupils: 'pounds a year for each pupil in a member school',
    schools: 'pounds a year for each school that may join',
    days: 'pounds for each day that services take',
  },
).transform((said) => new Map(Object.entries(said)) as unknown as ReadonlyMap<Driver, Price>);

/** What a contract is, or other income that is for no sale to schools. */
export const CONTRACT_KINDS = ['commission', 'grant', 'donation', 'credit', 'interest'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];
/** What the council pays for or towards; all else is other income. */
export const isOfCouncil = ({ kind }: Pick<Contract, 'kind'>): boolean => kind === 'commission' || kind === 'grant';
/** The account that is earned on: the council's contracts and grants, or other income, each by its id. */
export const earnedOn = (id: string, of: Pick<Contract, 'kind'>): string =>
  `income.${isOfCouncil(of) ? 'contract' : 'other'}.${id}`;
/** What is no supply, and so outside the scope of VAT. */
export const isNoSupply = ({ kind }: Pick<Contract, 'kind'>): boolean => kind === 'donation' || kind === 'interest';

/** A council's contract, or other income. At least one of its amounts is said; of interest its rate alone. */
export interface Contract {
  readonly name: string | undefined;
  readonly kind: ContractKind;
  readonly perYear: Dated<Money> | undefined;
  /** So much for each unit of a driver. */
  readonly per: ReadonlyMap<Driver, Price>;
  /** The share of membership fees that comes on top of them. */
  readonly matchesFees: Rate | undefined;
  /** Interest a year on the cash that is held. */
  readonly rate: Dated<Rate> | undefined;
  /** When in the year it is earned; evenly where undefined. */
  readonly season: Season | undefined;
  readonly paid: Paid;
  /** The first month; that of the first amount unless said. */
  readonly from: Month | undefined;
  /** The last month, included. */
  readonly to: Month | undefined;
  /** Whether the payer controls the company; undefined where nobody has said. */
  readonly controlling: Controlling | undefined;
  readonly vat: VatClass | undefined;
}

export const contract: Schema<Contract> = block(
  'a contract',
  {
    name: optional(text),
    kind: choice('a kind of contract', CONTRACT_KINDS),
    per_year: optional(dated(money)),
    per: optional(perDriver),
    matches_fees: optional(rate),
    rate: optional(dated(rate)),
    season: optional(season),
    paid: optional(choice('a way to pay', PAID)),
    from: optional(month),
    to: optional(month),
    controlling_member: optional(controlling),
    vat: optional(vatClass),
    ...provenance,
  },
  {
    name: 'as it is shown',
    kind: '`commission` or `grant`; or other income: a `donation`, a `credit` (what comes back of a cost: a rebate, a colleague who is lent) or `interest` of the bank',
    per_year: 'pounds a year; may be dated',
    per: 'pounds for each unit of a driver: a grant that goes by members',
    matches_fees:
      'the share of membership fees that comes on top of them, in the months in which they are earned: a grant that matches fees',
    rate: 'of interest alone: a year of it, on the cash that is held when a month begins, where it is above zero; a twelfth comes in each month. May be dated',
    season:
      'when in the year it is earned: the share of each month, `{ May: 20%, June: 50%, July: 30% }`; a twelfth in each month unless said',
    paid: 'how often it is invoiced, counted from its first month: `monthly` (unless said), `quarterly_in_advance`, `quarterly_in_arrears`, `yearly_in_advance` or `yearly_in_arrears`. Received after the terms of `payment_terms.council`. Where the first month lies before the calendar, so does what was earned till then; of the invoice that is running when the calendar begins the months that are left are invoiced, in advance at once',
    from: 'the first month; that of the first amount unless said',
    to: 'the last month; the end of the calendar unless said',
    controlling_member: 'whether the payer controls the company: `yes`, `no` or `unclear`',
    vat: '`standard`, `exempt` or `outside_scope`. A donation and interest are outside the scope, said or not',
  },
).transform((said, context): Contract => {
  checkAmounts(said, context);
  if (said.vat === 'standard' && isNoSupply(said)) {
    const expected = 'the class of what is no supply: outside_scope';
    refuse(
      context,
      'bad-value',
      { text: 'standard', expected, why: `${said.kind === 'interest' ? 'interest' : 'a donation'} bears no VAT` },
      ['vat'],
    );
  }
  return {
    name: said.name,
    kind: said.kind,
    perYear: said.per_year,
    per: said.per ?? new Map(),
    matchesFees: said.matches_fees,
    rate: said.rate,
    season: said.season,
    paid: said.paid ?? 'monthly',
    from: said.from,
    to: said.to,
    controlling: said.controlling_member,
    vat: said.vat,
  };
});

const AMOUNTS = ['per_year', 'per', 'matches_fees'] as const;

/** Interest goes by its rate, and by nothing else; all other income has an amount. */
function checkAmounts(
  said: { readonly kind: ContractKind } & { readonly [K in (typeof AMOUNTS)[number] | 'rate' | 'season']?: unknown },
  context: Context,
): void {
  if (said.kind !== 'interest') {
    if (said.rate !== undefined) {
      const why = 'a rate is of interest on what is held';
      refuseKey(context, 'either-or', { one: 'rate', other: `kind: ${said.kind}`, why }, ['rate']);
    } else if (AMOUNTS.every((key) => said[key] === undefined))
      refuseKey(context, 'missing-key', { key: 'per_year', within: 'the contract', or: ['per', 'matches_fees'] }, []);
    return;
  }
  if (said.rate === undefined) refuseKey(context, 'missing-key', { key: 'rate', within: 'the interest' }, []);
  for (const key of [...AMOUNTS, 'season'] as const)
    if (said[key] !== undefined) {
      const why = 'interest is a rate of the cash that is held';
      refuseKey(context, 'either-or', { one: key, other: 'kind: interest', why }, [key]);
    }
}

export interface Overhead {
  readonly name: string | undefined;
  /** So much a year, so often. */
  readonly perYear: Dated<Money> | undefined;
  readonly times: Count | undefined;
  /** What comes once, in its first month: setting up, a launch, a payment on leaving. */
  readonly once: Money | undefined;
  /** With it `perYear` is for each started block of the driver. */
  readonly step: { readonly forEach: Count; readonly of: Driver; readonly lag: number } | undefined;
  /** So much for each unit of a driver: a variable cost. */
  readonly per: ReadonlyMap<Driver, Price>;
  readonly uplift: Dated<Rate> | undefined;
  /** When in the year it is spent, but for what comes once; evenly where undefined. */
  readonly season: Season | undefined;
  readonly paid: Paid;
  readonly from: Month | undefined;
  readonly to: Month | undefined;
  /** What suppliers charge on it; undefined for none. */
  readonly vat: VatClass | undefined;
  /** The stream that it is for, `services.courses`; undefined where it is shared out. */
  readonly for: Scalar | undefined;
  /** How it is shared out where it is nobody's own; undefined for the model's own way. */
  readonly shareBy: ShareBy | undefined;
}

export const overhead: Schema<Overhead> = block(
  'an overhead',
  {
    name: optional(text),
    per_year: optional(dated(money)),
    times: optional(count('times')),
    once: optional(money),
    step: optional(
      block(
        'a step',
        { for_each: count('units'), of: choice('a driver', DRIVERS), lag: optional(whole('years', 10)) },
        {
          for_each: 'the size of a block',
          of: '`members`, `pupils`, `schools` or `days`',
          lag: 'for how many years blocks are kept after they are no longer needed; none unless said',
        },
      ),
    ),
    per: optional(perDriver),
    uplift: optional(yearlyGrowth),
    season: optional(season),
    paid: optional(choice('a way to pay', PAID)),
    from: optional(month),
    to: optional(month),
    vat: optional(vatClass),
    for: optional(scalarItself),
    share_by: optional(shareBy),
    ...provenance,
  },
  {
    name: 'as it is shown',
    per_year: 'pounds a year; may be dated',
    times: 'how often: eight network budgets',
    once: 'pounds that come once, all of them in the month that `from` says: a launch, a set-up fee, a payment on leaving. It stands by itself or beside `per_year`, and does not grow',
    step: '`per_year` is for each started block of a driver',
    per: 'pounds for each unit of a driver: a variable cost',
    uplift: 'growth',
    season:
      'when in the year it is spent: the share of each month, `{ May: 20%, June: 50%, July: 30% }`; a twelfth in each month unless said',
    paid: 'how often it is billed, as a contract is invoiced. A bill that is monthly or in arrears comes in its last month and is paid after the terms of `payment_terms.suppliers`; one in advance is paid in its first month',
    from: 'the first month; that of the calendar unless said',
    to: 'the last month; that of the calendar unless said',
    vat: 'the class of what suppliers charge; none unless said',
    for: 'the stream that it is for: `services.courses`, `tiers.membership`, `contracts.council`, or all of a kind: `tiers`; shared out unless said. VAT on it is attributed by the class of that stream',
    share_by: 'how it is shared out: a driver, or parts by stream; as `sharing` unless said',
  },
).transform((said, context): Overhead => {
  if (said.per_year === undefined && said.step !== undefined) {
    refuseKey(context, 'missing-key', { key: 'per_year', within: 'the overhead with a step' }, []);
  } else if (said.per_year === undefined && said.per === undefined && said.once === undefined) {
    refuseKey(context, 'missing-key', { key: 'per_year', within: 'the overhead', or: ['per', 'once'] }, []);
  } else if (said.once !== undefined && said.from === undefined) {
    refuseKey(context, 'missing-key', { key: 'from', within: 'the overhead that comes once' }, []);
  }
  if (said.step !== undefined && isZero(said.step.for_each)) {
    refuse(
      context,
      'bad-value',
      { text: '0', expected: 'a number of units above zero', why: 'there is no block of zero' },
      ['step', 'for_each'],
    );
  }
  return {
    name: said.name,
    perYear: said.per_year,
    times: said.times,
    once: said.once,
    step: said.step && { forEach: said.step.for_each, of: said.step.of, lag: said.step.lag ?? 0 },
    per: said.per ?? new Map(),
    uplift: said.uplift,
    season: said.season,
    paid: said.paid ?? 'monthly',
    from: said.from,
    to: said.to,
    vat: said.vat,
    for: said.for,
    shareBy: said.share_by,
  };
});

export interface Reserves {
  readonly opening: Money | undefined;
  /** The policy: so many months of cost. */
  readonly monthsOfCost: Count | undefined;
  /**
   * What the board holds for each risk, by its name: working capital, closing down, income at risk times how likely it
   * is to go.
   */
  readonly risks: ReadonlyMap<string, Risk>;
  /** The least cash that the board wants at any month's end. */
  readonly cashFloor: Money | undefined;
}

/** One risk that reserves are held for: an amount, or a share of it by how likely it is. */
export interface Risk {
  readonly name: string | undefined;
  readonly amount: Money;
  readonly probability: Rate | undefined;
}

const risk: Schema<Risk> = valueOr(
  money.transform((amount): Risk => ({ name: undefined, amount, probability: undefined })),
  block(
    'a risk',
    { name: optional(text), amount: money, probability: optional(share), ...provenance },
    {
      name: 'as it is shown',
      amount: 'pounds',
      probability: 'how likely it is: so much of the amount is held; all unless said',
    },
  ).transform((said): Risk => ({ name: said.name, amount: said.amount, probability: said.probability })),
);

export const reserves: Schema<Reserves> = block(
  'reserves',
  {
    opening: optional(signedMoney),
    policy: optional(
      block(
        'the reserves policy',
        {
          months_of_cost: optional(count('months')),
          risks: optional(collection(risk)),
          cash_floor: optional(signedMoney),
          ...provenance,
        },
        {
          months_of_cost:
            "so many months of the year's cost. Held against free reserves: reserves less fixed assets, which cannot be spent (Charity Commission, CC19)",
          risks: 'what is held for each risk; a map by name. Held against free reserves too',
          cash_floor: "the least cash at any month's end",
        },
      ),
    ),
    ...provenance,
  },
  {
    opening: 'at the start, and cash with them; nothing unless said',
    policy: 'what the board wants to hold',
  },
).transform(
  (said): Reserves => ({
    opening: said.opening,
    monthsOfCost: said.policy?.months_of_cost,
    risks: said.policy?.risks ?? new Map(),
    cashFloor: said.policy?.cash_floor,
  }),
);
