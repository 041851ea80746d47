import type { Count, Money, Price, Rate } from '../figures/index.js';
import {
  block,
  choice,
  count,
  type Dated,
  dated,
  either,
  growth,
  type Month,
  meansKey,
  money,
  month,
  optional,
  positive,
  price,
  provenance,
  rate,
  refuse,
  refuseKey,
  Scalar,
  type Schema,
  scalarItself,
  share,
  text,
  valueOr,
  whole,
} from '../language/index.js';
import { type Awards, awards } from './awards.js';
import { yearlyGrowth } from './tier.js';

/** Where a post stands on a pay scale: it rises a point a year up to the top, and the points rise with the awards. */
export interface ScalePoint {
  readonly scale: string;
  readonly point: number;
  readonly top: number;
}

/** How pay rises: a growth by company years, the national awards of a name, or awards of its own. */
export type PayAward =
  | { readonly yearly: Dated<Rate> }
  | { readonly named: Scalar; readonly after: Rate | undefined }
  | { readonly awards: Awards };

/** What an employer adds to pay: one rate for all of it, or National Insurance by the national rates and a pension. */
export type OnCosts = { readonly all: Dated<Rate> } | { readonly pension: Pension };

/** A scheme of the national parameters, a rate of all pay that is this employer's own, or none. */
export type Pension = { readonly scheme: Scalar } | { readonly rate: Dated<Rate> } | 'none';

/** People on the payroll in one role. */
export interface Post {
  readonly name: string | undefined;
  readonly fte: Dated<Count>;
  /**
   * How many people share the full-time equivalents; as few as can, unless said. Each has a threshold of National
   * Insurance of its own.
   */
  readonly people: Count | undefined;
  /** For one full-time equivalent, a year. */
  readonly salary: Dated<Money> | ScalePoint;
  /** Beside the salary, for one full-time equivalent, a year. */
  readonly allowances: Dated<Money> | undefined;
  readonly onCosts: OnCosts;
  readonly payAward: PayAward | undefined;
  readonly from: Month | undefined;
  readonly to: Month | undefined;
  /** The share of the post that stands empty. */
  readonly vacancy: Rate | undefined;
  /** What it costs to fill the post, in the month in which it starts. */
  readonly recruitment: Money | undefined;
  /** Working days of one full-time equivalent in a year, and the share of them that can be charged. */
  readonly days: Count | undefined;
  readonly chargeable: Rate | undefined;
  /**
   * What happens when more days are needed than the post has; undefined where nobody has said: all is delivered, and
   * the shortage is told.
   */
  readonly whenShort: WhenShort | undefined;
  /**
   * The stream that it works for, `contracts.council`; undefined for a post with days, which go to streams by use, and
   * for shared ones.
   */
  readonly for: Scalar | undefined;
}

/** Demand that is not met, or days of associates at a fee, so many a year at most. */
export type WhenShort =
  | 'unmet'
  | { readonly associates: Dated<Price>; readonly most: Count | undefined; readonly uplift: Dated<Rate> | undefined };

const scalePoint = block(
  'a point of a pay scale',
  {
    scale: text,
    point: whole('points', 100),
    top: optional(whole('points', 100)),
  },
  {
    scale: 'a scale of the national parameters',
    point: 'where the post starts',
    top: 'the last point; `point` itself unless said',
  },
).transform((said): ScalePoint => ({ scale: said.scale, point: said.point, top: said.top ?? said.point }));

/** A word, and no number: the name of something elsewhere. */
const isName = (data: unknown): boolean =>
  data instanceof Scalar && !/\d/.test(data.text) && !data.text.startsWith('unknown');
const pension = either(
  isName,
  scalarItself.transform((scheme) => (scheme.text === 'none' ? 'none' : { scheme })),
  dated(rate).transform((said) => ({ rate: said })),
);

const salary = either(meansKey('scale'), scalePoint, dated(money));

const whenShort = valueOr(
  choice('what happens when days run out', ['unmet']),
  block(
    'days of associates',
    { associates: dated(price), most: optional(count('days')), uplift: optional(yearlyGrowth), ...provenance },
    {
      associates: 'pounds for a day; may be dated',
      most: 'days a year; as many as are needed unless said',
      uplift: 'growth of the fee',
    },
  ).transform((said): WhenShort => ({ associates: said.associates, most: said.most, uplift: said.uplift })),
);

const payAward = either(
  isName,
  scalarItself.transform((named): PayAward => ({ named, after: undefined })),
  either(
    meansKey('named'),
    block(
      'national pay awards',
      { named: scalarItself, after: optional(growth), ...provenance },
      {
        named: 'a set of the national parameters: `njc`',
        after:
          'growth for every year after the last that is known; without it pay is held from then on, and the forecast says so',
      },
    ).transform((said): PayAward => ({ named: said.named, after: said.after })),
    either(
      meansKey('awards'),
      awards.transform((said): PayAward => ({ awards: said })),
      yearlyGrowth.transform((yearly): PayAward => ({ yearly })),
    ),
  ),
);

export const post: Schema<Post> = block(
  'a post',
  {
    name: optional(text),
    fte: dated(count('full-time equivalents')),
    people: optional(positive('people')),
    salary,
    allowances: optional(dated(money)),
    on_costs: optional(dated(rate)),
    pension: optional(pension),
    pay_award: optional(payAward),
    from: optional(month),
    to: optional(month),
    vacancy: optional(share),
    recruitment: optional(money),
    days: optional(count('days')),
    chargeable: optional(share),
    when_short: optional(whenShort),
    for: optional(scalarItself),
    ...provenance,
  },
  {
    name: 'as it is shown',
    fte: 'full-time equivalents; may be dated',
    people:
      'how many share the full-time equivalents; as few as can, unless said. Each has a threshold of National Insurance of its own',
    salary: 'pounds a year for one; may be dated. Or a point of a pay scale',
    allowances: 'pounds a year for one, beside the salary; may be dated',
    on_costs: "employer's National Insurance, pension and levy as one rate of pay; may be dated",
    pension:
      'in place of `on_costs`: a scheme of the national parameters, a rate of all pay (may be dated), or `none`. National Insurance is then worked out for each person and month, and what is owed is paid the month after',
    pay_award: 'growth of the salary, a set of national pay awards by its name, or awards of its own',
    from: 'the first month; that of the calendar unless said',
    to: 'the last month; that of the calendar unless said',
    vacancy: 'the share of the post that stands empty',
    recruitment: 'pounds for each person, in the month in which the post starts',
    days: 'working days a year of one full-time equivalent',
    chargeable: 'the share of them that services can use',
    when_short:
      'what happens when services need more days than the post has: `unmet` (demand is not met), or associates. Days promised to members come first, then what brings in most for a day. Unless said all is delivered, and the shortage is told',
    for: 'the stream that it works for: `contracts.council`; or `contracts`, `tiers`, `services` for all of a kind, by what each earns. A post with `days` is for the streams that use them',
  },
).transform((said, context): Post => {
  if (said.on_costs !== undefined && said.pension !== undefined) {
    const why = 'on-costs are one rate of pay, or National Insurance and a pension by the national rates';
    refuse(context, 'either-or', { one: 'on_costs', other: 'pension', why }, ['pension']);
  }
  if (said.on_costs === undefined && said.pension === undefined) {
    refuseKey(context, 'missing-key', { key: 'on_costs', within: 'the post', or: ['pension'] }, []);
  }
  return {
    name: said.name,
    fte: said.fte,
    people: said.people,
    salary: said.salary,
    allowances: said.allowances,
    onCosts: said.on_costs === undefined ? { pension: said.pension as Pension } : { all: said.on_costs },
    payAward: said.pay_award,
    from: said.from,
    to: said.to,
    vacancy: said.vacancy,
    recruitment: said.recruitment,
    days: said.days,
    chargeable: said.chargeable,
    whenShort: said.when_short,
    for: said.for,
  };
});

/** What a company decides, or does not know yet, of its payroll. */
export interface PayrollTerms {
  /** Whether it may claim the employment allowance. Where nobody knows, it is costed as no. */
  readonly allowance: 'yes' | 'no' | 'unknown';
  /** The pay period of National Insurance: each month by itself, or the year as directors are assessed. */
  readonly niBy: 'month' | 'year';
  /** The share of pay that is withheld for tax, National Insurance and pensions, and passed on the month after. */
  readonly withheld: Rate | undefined;
}

export const payrollTerms: Schema<PayrollTerms> = block(
  'the payroll',
  {
    employment_allowance: optional(choice('whether the allowance is claimed', ['yes', 'no', 'unknown'])),
    ni_by: optional(choice('a pay period', ['month', 'year'])),
    withheld: optional(share),
    ...provenance,
  },
  {
    employment_allowance:
      'whether the company claims it: `yes`, `no` or `unknown` (unless said), which costs as `no`. An adviser confirms: a body whose work is half or more of a public nature and mainly publicly funded cannot claim unless it is a charity',
    ni_by: 'the pay period of National Insurance: `month` (unless said), or `year`, as directors are assessed',
    withheld:
      'the share of pay that is kept back for tax, National Insurance and pensions, and passed on the month after; nothing unless said',
  },
).transform(
  (said): PayrollTerms => ({
    allowance: said.employment_allowance ?? 'unknown',
    niBy: said.ni_by ?? 'month',
    withheld: said.withheld,
  }),
);

/** Costs of the payroll that are the employer's and no post's: ids that no post can have. */
export const EMPLOYER_COSTS = ['apprenticeship_levy', 'employment_allowance'] as const;
