import type { Count, Money, Price, Rate } from '../figures/index.js';
import {
  block,
  collection,
  count,
  type Dated,
  dated,
  growth,
  type Month,
  money,
  month,
  monthOfYear,
  numbered,
  optional,
  price,
  provenance,
  rate,
  refuseKey,
  type Schema,
  share,
  signedMoney,
  text,
  valueOr,
} from '../language/index.js';

/** Values that change with the law, and the last month for which they are known: later months hold the last of them. */
export interface Known {
  readonly knownTo: Month | undefined;
}

/** Employers' National Insurance: secondary Class 1 contributions on each employment's pay above a threshold. */
export interface EmployerNi extends Known {
  readonly rate: Dated<Rate>;
  /** Pounds a month, and pounds a year: twelve months are not quite a year. */
  readonly thresholdMonth: Dated<Price>;
  readonly thresholdYear: Dated<Price>;
}

/** Off an employer's own contributions, once a tax year; barred for those whose contributions of the year before were so much. */
export interface EmploymentAllowance extends Known {
  readonly amount: Dated<Money>;
  readonly barredFrom: Dated<Money> | undefined;
  readonly barEnds: Month | undefined;
}

export interface ApprenticeshipLevy extends Known {
  readonly rate: Dated<Rate>;
  readonly allowance: Dated<Money>;
}

/** What an employer pays into a pension: a share of pay, or of the pay between two limits a year. */
export interface PensionScheme extends Known {
  readonly rate: Dated<Rate>;
  readonly lowerLimit: Dated<Price> | undefined;
  readonly upperLimit: Dated<Price> | undefined;
}

/** One year's rise in pay: a percentage, a flat amount for a full-time post, or the larger of the two; paid later where it was settled later. */
export interface Award {
  readonly percent: Rate | undefined;
  readonly flat: Money | undefined;
  readonly paid: Month | undefined;
}

/** Rises by the year in which they are made, all in one month of the year. */
export interface Awards {
  /** 0 (January) to 11. */
  readonly month: number;
  readonly byYear: ReadonlyMap<number, Award>;
  /** Every year after the last that is named. */
  readonly after: Rate | undefined;
}

/** A pay spine: what a full-time post on each point earns a year, from each month on. */
export interface Scale extends Known {
  /** The month of yearly increments, 0 to 11. */
  readonly month: number;
  readonly points: ReadonlyMap<number, Dated<Money>>;
}

/** Corporation tax: the main rate, and the small profits rate with marginal relief between two limits (Corporation Tax Act 2010, part 3A). */
export interface CorporationTaxRates extends Known {
  readonly rate: Dated<Rate>;
  readonly small: CorporationTaxRelief | undefined;
}

/** In force where its limits have a value. */
export interface CorporationTaxRelief {
  readonly rate: Dated<Rate>;
  readonly lowerLimit: Dated<Money>;
  readonly upperLimit: Dated<Money>;
  readonly fraction: Dated<Rate>;
}

/** Value added tax: the standard rate, the turnover that makes registration a duty, and the exempt input tax that is let pass. */
export interface VatRates extends Known {
  readonly rate: Dated<Rate>;
  readonly registration: Dated<Money>;
  /** Pounds a month of exempt input tax, where that is at most half of all input tax. */
  readonly deMinimis: Dated<Money>;
}

/** What a company may not pass two of, two years running, to be of a size (Companies Act 2006, sections 382 to 384A). */
export interface SizeLimits {
  readonly turnover: Dated<Money>;
  readonly grossAssets: Dated<Money>;
  readonly employees: Dated<Count>;
}

/** National rates and thresholds, as dated data with their sources. */
export interface Parameters {
  readonly name: string;
  readonly employerNi: EmployerNi | undefined;
  readonly employmentAllowance: EmploymentAllowance | undefined;
  readonly apprenticeshipLevy: ApprenticeshipLevy | undefined;
  readonly pensions: ReadonlyMap<string, PensionScheme>;
  readonly payAwards: ReadonlyMap<string, Awards>;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly corporationTax: CorporationTaxRates | undefined;
  readonly vat: VatRates | undefined;
  /** By size: micro, small. */
  readonly companySizes: ReadonlyMap<string, SizeLimits>;
  /** The least funding for each pupil that the national formula gives, by phase. */
  readonly minimumPerPupil: ReadonlyMap<string, Dated<Money>>;
}

const known = { known_to: optional(month), ...provenance };

/** A value that changes by month: a year alone would mean a company year, and the law knows none. */
function byMonth<T>(item: Schema<T>): Schema<Dated<T>> {
  return dated(item).transform((said, context) => {
    for (const { since } of said.steps) {
      if (since === undefined || since.month !== undefined) continue;
      const data = { text: String(since.year), expected: 'a month, such as 2025-04', why: 'the law changes in a month, and not with a company year' };
      refuseKey(context, 'bad-value', data, [String(since.year)]);
    }
    return said;
  }) as unknown as Schema<Dated<T>>;
}

const employerNi = block("employers' National Insurance", {
  rate: byMonth(share),
  threshold_month: byMonth(price),
  threshold_year: byMonth(price),
  ...known,
}).transform(
  (said): EmployerNi => ({ rate: said.rate, thresholdMonth: said.threshold_month, thresholdYear: said.threshold_year, knownTo: said.known_to }),
) as unknown as Schema<EmployerNi>;

const employmentAllowance = block('the employment allowance', {
  amount: byMonth(money),
  barred_from: optional(byMonth(money)),
  bar_ends: optional(month),
  ...known,
}).transform(
  (said): EmploymentAllowance => ({ amount: said.amount, barredFrom: said.barred_from, barEnds: said.bar_ends, knownTo: said.known_to }),
) as unknown as Schema<EmploymentAllowance>;

const apprenticeshipLevy = block('the apprenticeship levy', { rate: byMonth(share), allowance: byMonth(money), ...known }).transform(
  (said): ApprenticeshipLevy => ({ rate: said.rate, allowance: said.allowance, knownTo: said.known_to }),
) as unknown as Schema<ApprenticeshipLevy>;

const pensionScheme = block('a pension scheme', {
  rate: byMonth(rate),
  lower_limit: optional(byMonth(price)),
  upper_limit: optional(byMonth(price)),
  ...known,
}).transform(
  (said): PensionScheme => ({ rate: said.rate, lowerLimit: said.lower_limit, upperLimit: said.upper_limit, knownTo: said.known_to }),
) as unknown as Schema<PensionScheme>;

const award: Schema<Award> = valueOr(
  growth.transform((percent): Award => ({ percent, flat: undefined, paid: undefined })) as unknown as Schema<Award>,
  block('an award', { percent: optional(growth), flat: optional(signedMoney), paid: optional(month), ...provenance }).transform(
    (said, context): Award => {
      if (said.percent === undefined && said.flat === undefined)
        refuseKey(context, 'missing-key', { key: 'percent', within: 'the award', or: ['flat'] }, []);
      return { percent: said.percent, flat: said.flat, paid: said.paid };
    },
  ) as unknown as Schema<Award>,
);

/** `{ month: April, awards: { 2022: { flat: 1_925 }, 2024: 2.5% }, after: 2% }`. */
export const awards: Schema<Awards> = block('pay awards', {
  month: monthOfYear,
  awards: numbered('a year, such as 2024', award),
  after: optional(growth),
  ...provenance,
}).transform((said): Awards => ({ month: said.month, byYear: said.awards, after: said.after })) as unknown as Schema<Awards>;

const scale = block('a pay scale', {
  month: monthOfYear,
  points: numbered('a point of the scale, such as 13', byMonth(money)),
  ...known,
}).transform((said): Scale => ({ month: said.month, points: said.points, knownTo: said.known_to })) as unknown as Schema<Scale>;

const corporationTax = block('rates of corporation tax', {
  rate: byMonth(share),
  small_rate: optional(byMonth(share)),
  lower_limit: optional(byMonth(money)),
  upper_limit: optional(byMonth(money)),
  fraction: optional(byMonth(share)),
  ...known,
}).transform((said, context): CorporationTaxRates => {
  const parts = { rate: said.small_rate, lowerLimit: said.lower_limit, upperLimit: said.upper_limit, fraction: said.fraction };
  const given = Object.values(parts).filter((part) => part !== undefined).length;
  if (given !== 0 && given !== 4) {
    refuseKey(context, 'missing-key', { key: 'small_rate', within: 'marginal relief', or: ['lower_limit', 'upper_limit', 'fraction'] }, []);
  }
  return { rate: said.rate, small: given === 4 ? (parts as CorporationTaxRelief) : undefined, knownTo: said.known_to };
}) as unknown as Schema<CorporationTaxRates>;

const vat = block('rates of value added tax', { rate: byMonth(share), registration: byMonth(money), de_minimis: byMonth(money), ...known }).transform(
  (said): VatRates => ({ rate: said.rate, registration: said.registration, deMinimis: said.de_minimis, knownTo: said.known_to }),
) as unknown as Schema<VatRates>;

const sizeLimits = block('limits of a size of company', {
  turnover: byMonth(money),
  gross_assets: byMonth(money),
  employees: byMonth(count('people')),
  ...provenance,
}).transform(
  (said): SizeLimits => ({ turnover: said.turnover, grossAssets: said.gross_assets, employees: said.employees }),
) as unknown as Schema<SizeLimits>;

/** The file that a model names, or the same block written in the model. */
export const parameters: Schema<Parameters> = block('national parameters', {
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
  company_sizes: optional(collection(sizeLimits)),
  minimum_per_pupil: optional(collection(byMonth(money))),
  ...provenance,
}).transform(
  (said): Parameters => ({
    name: said.name,
    employerNi: said.employer_ni,
    employmentAllowance: said.employment_allowance,
    apprenticeshipLevy: said.apprenticeship_levy,
    pensions: said.pensions ?? new Map(),
    payAwards: said.pay_awards ?? new Map(),
    scales: said.scales ?? new Map(),
    corporationTax: said.corporation_tax,
    vat: said.vat,
    companySizes: said.company_sizes ?? new Map(),
    minimumPerPupil: said.minimum_per_pupil ?? new Map(),
  }),
) as unknown as Schema<Parameters>;
