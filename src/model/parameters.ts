import type { Money, Price, Rate } from '../figures/index.js';
import {
  block,
  collection,
  keyInWords,
  type Month,
  money,
  month,
  monthOfYear,
  numbered,
  optional,
  price,
  provenance,
  rate,
  type Schema,
  share,
  text,
} from '../language/index.js';
import { type Awards, awards } from './awards.js';
import {
  type CorporationTaxRates,
  corporationTax,
  type NamedValue,
  type SizeLimits,
  sizeLimits,
  type VatRates,
  vat,
} from './company-rates.js';
import type { National } from './national.js';
import { byMonth, KNOWN, known, knownAs } from './national-values.js';
import { PHASES } from './school.js';

/** Employers' National Insurance: secondary Class 1 contributions on each employment's pay above a threshold. */
export interface EmployerNi {
  readonly rate: National<Rate>;
  /** Pounds a month, and pounds a year: twelve months are not quite a year. */
  readonly thresholdMonth: National<Price>;
  readonly thresholdYear: National<Price>;
}

/**
 * Off an employer's own contributions, once a tax year; barred for those whose contributions of the year before were so
 * much.
 */
export interface EmploymentAllowance {
  readonly amount: National<Money>;
  readonly barredFrom: National<Money> | undefined;
  readonly barEnds: Month | undefined;
}

export interface ApprenticeshipLevy {
  readonly rate: National<Rate>;
  readonly allowance: National<Money>;
}

/** What an employer pays into a pension: a share of pay, or of the pay between two limits a year. */
export interface PensionScheme {
  readonly rate: National<Rate>;
  readonly lowerLimit: National<Price> | undefined;
  readonly upperLimit: National<Price> | undefined;
}

/** A pay spine: what a full-time post on each point earns a year, from each month on. */
export interface PayScale {
  /** The month of yearly increments, 0 to 11. */
  readonly month: number;
  readonly points: ReadonlyMap<number, National<Money>>;
}

/** National rates and thresholds, as dated data with their sources. */
export interface Parameters {
  readonly name: string;
  readonly employerNi: EmployerNi | undefined;
  readonly employmentAllowance: EmploymentAllowance | undefined;
  readonly apprenticeshipLevy: ApprenticeshipLevy | undefined;
  readonly pensions: ReadonlyMap<string, PensionScheme>;
  readonly payAwards: ReadonlyMap<string, Awards>;
  readonly scales: ReadonlyMap<string, PayScale>;
  readonly corporationTax: CorporationTaxRates | undefined;
  readonly vat: VatRates | undefined;
  /** By size: micro, small. */
  readonly companySizes: ReadonlyMap<string, SizeLimits>;
  /** The least funding for each pupil that the national formula gives, by phase. */
  readonly minimumPerPupil: ReadonlyMap<string, National<Money>>;
}

const employerNi = block(
  "employers' National Insurance",
  {
    rate: byMonth(share),
    threshold_month: byMonth(price),
    threshold_year: byMonth(price),
    ...known,
  },
  {
    rate: 'of the pay above the threshold; may be dated by months',
    threshold_month: 'pounds of pay a month above which it is owed, where `ni_by` of the payroll is `month`',
    threshold_year: 'pounds of pay a year above which it is owed, where `ni_by` of the payroll is `year`',
    ...KNOWN,
  },
).transform((said): EmployerNi => {
  const known = knownAs("employer's National Insurance", said.known_to);
  return {
    rate: known(said.rate),
    thresholdMonth: known(said.threshold_month),
    thresholdYear: known(said.threshold_year),
  };
});

const employmentAllowance = block(
  'the employment allowance',
  {
    amount: byMonth(money),
    barred_from: optional(byMonth(money)),
    bar_ends: optional(month),
    ...known,
  },
  {
    amount: "off an employer's own contributions, once a tax year from April",
    barred_from: 'contributions of the year before, in pounds, from which nothing is allowed',
    bar_ends: 'the last month of that rule',
    ...KNOWN,
  },
).transform((said): EmploymentAllowance => {
  const known = knownAs('employment allowance', said.known_to);
  return {
    amount: known(said.amount),
    barredFrom: said.barred_from && known(said.barred_from),
    barEnds: said.bar_ends,
  };
});

const apprenticeshipLevy = block(
  'the apprenticeship levy',
  { rate: byMonth(share), allowance: byMonth(money), ...known },
  {
    rate: 'of the pay bill, month by month through the tax year',
    allowance: 'pounds a year off the levy',
    ...KNOWN,
  },
).transform((said): ApprenticeshipLevy => {
  const known = knownAs('apprenticeship levy', said.known_to);
  return { rate: known(said.rate), allowance: known(said.allowance) };
});

const pensionScheme = block(
  'a pension scheme',
  {
    rate: byMonth(rate),
    lower_limit: optional(byMonth(price)),
    upper_limit: optional(byMonth(price)),
    ...known,
  },
  {
    rate: 'of pay',
    lower_limit: 'pounds a year: only pay above it counts',
    upper_limit: 'pounds a year: only pay up to it counts',
    ...KNOWN,
  },
).transform(
  (said): NamedValue<PensionScheme> =>
    (id) => {
      const known = knownAs(`pension of ${keyInWords(id)}`, said.known_to);
      return {
        rate: known(said.rate),
        lowerLimit: said.lower_limit && known(said.lower_limit),
        upperLimit: said.upper_limit && known(said.upper_limit),
      };
    },
);

const scale = block(
  'a pay scale',
  {
    month: monthOfYear,
    points: numbered('a point of the scale, such as 13', byMonth(money)),
    ...known,
  },
  {
    month: 'of increments and awards',
    points: 'pounds a year by point; may be dated by months',
    ...KNOWN,
  },
).transform(
  (said): NamedValue<PayScale> =>
    (id) => {
      const known = knownAs(`pay scale ${keyInWords(id)}`, said.known_to);
      return {
        month: said.month,
        points: new Map([...said.points].map(([point, amounts]) => [point, known(amounts)])),
      };
    },
);

const minimumPerPupil = block(
  'the least funding for each pupil',
  { amount: byMonth(money), ...known },
  {
    amount: 'pounds for a pupil a year, by the national funding formula; may be dated by months',
    ...KNOWN,
  },
).transform(
  (said): NamedValue<National<Money>> =>
    (id) =>
      knownAs(`minimum funding per ${keyInWords(id)} pupil`, said.known_to)(said.amount),
);

function named<T>(said: ReadonlyMap<string, NamedValue<T>> | undefined): ReadonlyMap<string, T> {
  return new Map([...(said ?? [])].map(([id, make]) => [id, make(id)]));
}

/** The file that a model names, or the same block written in the model. */
export const parameters: Schema<Parameters> = block(
  'national parameters',
  {
    buyin: optional(text),
    name: text,
    employer_ni: optional(employerNi),
    employment_allowance: optional(employmentAllowance),
    apprenticeship_levy: optional(apprenticeshipLevy),
    pensions: optional(collection(pensionScheme)),
    pay_awards: optional(collection(awards)),
    scales: optional(collection(scale)),
    corporation_tax: optional(corporationTax),
    vat: optional(vat),
    company_sizes: optional(collection(sizeLimits, { within: 'the sizes of a company', known: ['micro', 'small'] })),
    minimum_per_pupil: optional(
      collection(minimumPerPupil, { within: 'the least funding for each pupil, by phase,', known: PHASES }),
    ),
    ...provenance,
  },
  {
    buyin: '1, in a file of its own',
    name: 'what they are',
    employer_ni: "employers' National Insurance",
    employment_allowance: 'the employment allowance',
    apprenticeship_levy: 'the apprenticeship levy',
    pensions: 'pension schemes; a map by name',
    pay_awards: 'sets of national pay awards; a map by name',
    scales: 'pay scales; a map by name',
    corporation_tax: 'the rates of corporation tax',
    vat: 'the rates of value added tax',
    company_sizes: 'limits by size of company: `micro`, `small`',
    minimum_per_pupil: 'the least funding for each pupil; a map by phase',
  },
).transform(
  (said): Parameters => ({
    name: said.name,
    employerNi: said.employer_ni,
    employmentAllowance: said.employment_allowance,
    apprenticeshipLevy: said.apprenticeship_levy,
    pensions: named(said.pensions),
    payAwards: said.pay_awards ?? new Map(),
    scales: named(said.scales),
    corporationTax: said.corporation_tax,
    vat: said.vat,
    companySizes: named(said.company_sizes),
    minimumPerPupil: named(said.minimum_per_pupil),
  }),
);
