import type { Count, Figure, Money, Price, Rate } from '../figures/index.js';
import {
  block,
  collection,
  count,
  type Dated,
  dated,
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
  text,
} from '../language/index.js';
import { type Awards, awards } from './awards.js';
import { National } from './national.js';
import { PHASES } from './school.js';

/** Employers' National Insurance: secondary Class 1 contributions on each employment's pay above a threshold. */
export interface EmployerNi {
  readonly rate: National<Rate>;
  /** Pounds a month, and pounds a year: twelve months are not quite a year. */
  readonly thresholdMonth: National<Price>;
  readonly thresholdYear: National<Price>;
}

/** Off an employer's own contributions, once a tax year; barred for those whose contributions of the year before were so much. */
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
export interface Scale {
  /** The month of yearly increments, 0 to 11. */
  readonly month: number;
  readonly points: ReadonlyMap<number, National<Money>>;
}

/** Corporation tax: the main rate, and the small profits rate with marginal relief between two limits (Corporation Tax Act 2010, part 3A). */
export interface CorporationTaxRates {
  readonly rate: National<Rate>;
  readonly small: CorporationTaxRelief | undefined;
}

/** In force where its limits have a value. */
export interface CorporationTaxRelief {
  readonly rate: National<Rate>;
  readonly lowerLimit: National<Money>;
  readonly upperLimit: National<Money>;
  readonly fraction: National<Rate>;
}

/** Value added tax: the standard rate, the turnover that makes registration a duty, and the exempt input tax that is let pass. */
export interface VatRates {
  readonly rate: National<Rate>;
  readonly registration: National<Money>;
  /** Pounds a month of exempt input tax, where that is at most half of all input tax. */
  readonly deMinimis: National<Money>;
}

/** What a company may not pass two of, two years running, to be of a size (Companies Act 2006, sections 382 to 384A). */
export interface SizeLimits {
  readonly turnover: National<Money>;
  readonly grossAssets: National<Money>;
  readonly employees: National<Count>;
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
  readonly minimumPerPupil: ReadonlyMap<string, National<Money>>;
}

const known = { known_to: optional(month), ...provenance };

const knownAs =
  (what: string, knownTo: Month | undefined) =>
  <F extends Figure>(dated: Dated<F>): National<F> =>
    new National(what, dated, knownTo);

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
}).transform((said): EmployerNi => {
  const known = knownAs("employer's National Insurance", said.known_to);
  return { rate: known(said.rate), thresholdMonth: known(said.threshold_month), thresholdYear: known(said.threshold_year) };
}) as unknown as Schema<EmployerNi>;

const employmentAllowance = block('the employment allowance', {
  amount: byMonth(money),
  barred_from: optional(byMonth(money)),
  bar_ends: optional(month),
  ...known,
}).transform((said): EmploymentAllowance => {
  const known = knownAs('employment allowance', said.known_to);
  return { amount: known(said.amount), barredFrom: said.barred_from && known(said.barred_from), barEnds: said.bar_ends };
}) as unknown as Schema<EmploymentAllowance>;

const apprenticeshipLevy = block('the apprenticeship levy', { rate: byMonth(share), allowance: byMonth(money), ...known }).transform(
  (said): ApprenticeshipLevy => {
    const known = knownAs('apprenticeship levy', said.known_to);
    return { rate: known(said.rate), allowance: known(said.allowance) };
  },
) as unknown as Schema<ApprenticeshipLevy>;

const pensionScheme = block('a pension scheme', {
  rate: byMonth(rate),
  lower_limit: optional(byMonth(price)),
  upper_limit: optional(byMonth(price)),
  ...known,
}).transform(
  (said): Named<PensionScheme> =>
    (id) => {
      const known = knownAs(`pension of ${inText(id)}`, said.known_to);
      return {
        rate: known(said.rate),
        lowerLimit: said.lower_limit && known(said.lower_limit),
        upperLimit: said.upper_limit && known(said.upper_limit),
      };
    },
) as unknown as Schema<Named<PensionScheme>>;

const scale = block('a pay scale', {
  month: monthOfYear,
  points: numbered('a point of the scale, such as 13', byMonth(money)),
  ...known,
}).transform(
  (said): Named<Scale> =>
    (id) => {
      const known = knownAs(`pay scale ${inText(id)}`, said.known_to);
      return { month: said.month, points: new Map([...said.points].map(([point, amounts]) => [point, known(amounts)])) };
    },
) as unknown as Schema<Named<Scale>>;

const corporationTax = block('rates of corporation tax', {
  rate: byMonth(share),
  small_rate: optional(byMonth(share)),
  lower_limit: optional(byMonth(money)),
  upper_limit: optional(byMonth(money)),
  fraction: optional(byMonth(share)),
  ...known,
}).transform((said, context): CorporationTaxRates => {
  const { small_rate, lower_limit, upper_limit, fraction } = said;
  const given = [small_rate, lower_limit, upper_limit, fraction].filter((part) => part !== undefined).length;
  if (given !== 0 && given !== 4) {
    refuseKey(context, 'missing-key', { key: 'small_rate', within: 'marginal relief', or: ['lower_limit', 'upper_limit', 'fraction'] }, []);
  }
  const known = knownAs('corporation tax', said.known_to);
  const small: CorporationTaxRelief | undefined =
    small_rate && lower_limit && upper_limit && fraction
      ? { rate: known(small_rate), lowerLimit: known(lower_limit), upperLimit: known(upper_limit), fraction: known(fraction) }
      : undefined;
  return { rate: known(said.rate), small };
}) as unknown as Schema<CorporationTaxRates>;

const vat = block('rates of value added tax', { rate: byMonth(share), registration: byMonth(money), de_minimis: byMonth(money), ...known }).transform(
  (said): VatRates => {
    const known = knownAs('VAT', said.known_to);
    return { rate: known(said.rate), registration: known(said.registration), deMinimis: known(said.de_minimis) };
  },
) as unknown as Schema<VatRates>;

const sizeLimits = block('limits of a size of company', {
  turnover: byMonth(money),
  gross_assets: byMonth(money),
  employees: byMonth(count('people')),
  ...known,
}).transform(
  (said): Named<SizeLimits> =>
    (id) => {
      const known = knownAs(`limits of a ${inText(id)} company`, said.known_to);
      return { turnover: known(said.turnover), grossAssets: known(said.gross_assets), employees: known(said.employees) };
    },
) as unknown as Schema<Named<SizeLimits>>;

const minimumPerPupil = block('the least funding for each pupil', { amount: byMonth(money), ...known }).transform(
  (said): Named<National<Money>> =>
    (id) =>
      knownAs(`minimum funding per ${inText(id)} pupil`, said.known_to)(said.amount),
) as unknown as Schema<Named<National<Money>>>;

/** What only its place in a collection gives a name. */
type Named<T> = (id: string) => T;

const inText = (id: string): string => id.replace(/_/g, ' ');

function named<T>(said: ReadonlyMap<string, Named<T>> | undefined): ReadonlyMap<string, T> {
  return new Map([...(said ?? [])].map(([id, make]) => [id, make(id)]));
}

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
  company_sizes: optional(collection(sizeLimits, { within: 'the sizes of a company', known: ['micro', 'small'] })),
  minimum_per_pupil: optional(collection(minimumPerPupil, { within: 'the least funding for each pupil, by phase,', known: PHASES })),
  ...provenance,
}).transform(
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
) as unknown as Schema<Parameters>;
