import type { Count, Rate } from '../figures/index.js';
import {
  anything,
  block,
  choice,
  collection,
  count,
  type Dated,
  either,
  flag,
  list,
  oneOrMany,
  optional,
  provenance,
  rate,
  refuse,
  refuseKey,
  remembering,
  Scalar,
  type Schema,
  scalarItself,
  text,
  valueOr,
} from '../language/index.js';
import { driverName } from '../pricing/index.js';
import { type Appraisal, appraisal, NO_APPRAISAL } from './appraisal.js';
import { type Assumption, assumption } from './assumption.js';
import { type Calendar, calendar } from './calendar.js';
import { type Choice, choiceTerms } from './choice.js';
import type { ConsultationTerms } from './consultation.js';
import { type Contract, contract, type Overhead, overhead, type Reserves, reserves } from './costs.js';
import { type CapitalItem, capitalItem, type Loan, loan } from './finance.js';
import { type Governance, governance, NO_GOVERNANCE, type Protection, protection } from './governance.js';
import { type Indicator, indicator } from './indicators.js';
import { type LintTerms, lintTerms } from './lint-terms.js';
import { type Parameters, parameters } from './parameters.js';
import { version } from './price-list.js';
import { group, namedSchool, PHASES, type Phase, type SchoolFields } from './school.js';
import { type Service, services } from './service.js';
import { type Sharing, sharing, USUAL_SHARING } from './sharing.js';
import { type PayrollTerms, type Post, payrollTerms, post } from './staff.js';
import { type Taxes, taxes } from './tax.js';
import { type BadDebt, badDebt, NO_BAD_DEBT, type PaymentTerms, paymentTerms, USUAL_TERMS } from './terms.js';
import { type TierTerms, tier, yearlyGrowth } from './tier.js';
import { NO_UNCERTAINTY, type Uncertainty, uncertainty } from './uncertainty.js';

/** A promise of the model: what a figure, or the price of a school, must be. */
export interface Check {
  readonly figure: Scalar | undefined;
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly price: { readonly tier: Scalar; readonly school: ReadonlyMap<string, Scalar> } | undefined;
  /** Undefined for the model as it stands. */
  readonly scenarios: 'all' | readonly Scalar[] | undefined;
  readonly equals: Scalar | undefined;
  readonly atLeast: Scalar | undefined;
  readonly atMost: Scalar | undefined;
}

const check = block('a check', {
  figure: optional(scalarItself),
  year: optional(text),
  month: optional(text),
  price: optional(block('the price in a check', { tier: scalarItself, school: collection(scalarItself) })),
  scenarios: optional(valueOr(text.transform((said) => said) as unknown as Schema<string>, list(scalarItself)) as Schema<string | readonly Scalar[]>),
  equals: optional(scalarItself),
  at_least: optional(scalarItself),
  at_most: optional(scalarItself),
  ...provenance,
}).transform((said, context): Check => {
  if (said.figure === undefined && said.price === undefined)
    refuseKey(context, 'missing-key', { key: 'figure', within: 'the check', or: ['price'] }, []);
  if (said.figure !== undefined && said.price !== undefined) {
    refuse(context, 'either-or', { one: 'figure', other: 'price', why: 'a check looks at one of them' });
  }
  if (said.equals === undefined && said.at_least === undefined && said.at_most === undefined) {
    refuseKey(context, 'missing-key', { key: 'equals', within: 'the check', or: ['at_least', 'at_most'] }, []);
  }
  if (typeof said.scenarios === 'string' && said.scenarios !== 'all') {
    refuse(context, 'bad-choice', { text: said.scenarios, what: '"all", or a list of scenarios', known: ['all'] }, ['scenarios']);
  }
  return {
    figure: said.figure,
    year: said.year,
    month: said.month,
    price: said.price,
    scenarios: said.scenarios as 'all' | readonly Scalar[] | undefined,
    equals: said.equals,
    atLeast: said.at_least,
    atMost: said.at_most,
  };
}) as unknown as Schema<Check>;

/** How the roll changes from year to year, for all schools or by phase. */
export type RollChange = { readonly all: Dated<Rate> } | { readonly byPhase: ReadonlyMap<Phase, Dated<Rate>> };

const changeByPhase = block('changes of the roll', Object.fromEntries(PHASES.map((phase) => [phase, optional(yearlyGrowth)]))).transform(
  (said): RollChange => {
    const phases = Object.entries(said as Readonly<Record<string, Dated<Rate> | undefined>>);
    return { byPhase: new Map(phases.filter((entry): entry is [Phase, Dated<Rate>] => entry[1] !== undefined)) };
  },
) as unknown as Schema<RollChange>;
const namesPhases = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && Object.keys(data).some((key) => (PHASES as readonly string[]).includes(key));

export interface RollTerms {
  /** What "pupils" means. */
  readonly roll: { readonly count: string; readonly census: string } | undefined;
  readonly control: { readonly schools: Count | undefined; readonly pupils: Count | undefined; readonly tolerance: Rate | undefined } | undefined;
  readonly file: Scalar | undefined;
  /** Columns of the file that `when` may ask for, and columns that nothing reads. */
  readonly attributes: readonly string[];
  /** Columns of the file that prices may multiply by. */
  readonly drivers: readonly string[];
  readonly ignore: readonly string[];
  readonly groups: ReadonlyMap<string, SchoolFields>;
  readonly named: ReadonlyMap<string, SchoolFields>;
  readonly rollChange: RollChange | undefined;
  /** What schools have said, where they have been asked. */
  readonly consultation: ConsultationTerms | undefined;
}

const consultation: Schema<ConsultationTerms> = block('a consultation', {
  file: scalarItself,
  latest: optional(flag),
  ignore: optional(oneOrMany(text)),
  ...provenance,
}).transform(
  (said): ConsultationTerms => ({ file: said.file, latest: said.latest ?? false, ignore: said.ignore ?? [] }),
) as unknown as Schema<ConsultationTerms>;

const roll = block('the schools', {
  roll: optional(
    block('the basis of the roll', {
      count: choice('a way to count', ['fte', 'headcount']),
      census: choice('a census', ['october', 'january', 'summer', 'estimate']),
    }),
  ),
  control: optional(
    block('the control totals', { schools: optional(count('schools')), pupils: optional(count('pupils')), tolerance: optional(rate), ...provenance }),
  ),
  file: optional(scalarItself),
  consultation: optional(consultation),
  attributes: optional(oneOrMany(text)),
  drivers: optional(oneOrMany(driverName)),
  ignore: optional(oneOrMany(text)),
  groups: optional(collection(group)),
  named: optional(collection(namedSchool)),
  roll_change: optional(either(namesPhases, changeByPhase, yearlyGrowth.transform((all): RollChange => ({ all })) as unknown as Schema<RollChange>)),
  ...provenance,
}).transform(
  (said): RollTerms => ({
    roll: said.roll,
    control: said.control && { schools: said.control.schools, pupils: said.control.pupils, tolerance: said.control.tolerance },
    file: said.file,
    attributes: said.attributes ?? [],
    drivers: said.drivers ?? [],
    ignore: said.ignore ?? [],
    groups: said.groups ?? new Map(),
    named: said.named ?? new Map(),
    rollChange: said.roll_change,
    consultation: said.consultation,
  }),
) as unknown as Schema<RollTerms>;

/** A whole model as its file says it, before the roll is read and the parts are checked against each other. */
export interface Document {
  readonly name: string;
  readonly purpose: string | undefined;
  readonly calendar: Calendar;
  readonly assumptions: ReadonlyMap<string, Assumption>;
  /** What its scenarios are called, by their keys. What they change is no part of it. */
  readonly scenarios: ReadonlyMap<string, { readonly name: string | undefined }>;
  readonly schools: RollTerms;
  readonly tiers: ReadonlyMap<string, TierTerms>;
  /** How schools come to a tier, where the model says so. */
  readonly choice: Choice | undefined;
  readonly services: ReadonlyMap<string, Service>;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly staff: ReadonlyMap<string, Post>;
  readonly payroll: PayrollTerms;
  /** National rates and thresholds, where the model takes them. */
  readonly parameters: Parameters | undefined;
  readonly overheads: ReadonlyMap<string, Overhead>;
  readonly reserves: Reserves;
  readonly paymentTerms: PaymentTerms;
  readonly badDebt: BadDebt;
  readonly tax: Taxes;
  readonly loans: ReadonlyMap<string, Loan>;
  readonly capital: ReadonlyMap<string, CapitalItem>;
  readonly sharing: Sharing;
  /** Scenarios that are membership options, to be put side by side; `base` is the model as it stands. None where the model does not say. */
  readonly options: readonly Scalar[];
  /** Scenarios under which every option is tried; undefined where the model does not say. */
  readonly stresses: readonly Scalar[] | undefined;
  /** How options are weighed against each other. */
  readonly appraisal: Appraisal;
  readonly governance: Governance;
  /** What the board does for those who would lose, where it does anything. */
  readonly protection: Protection | undefined;
  readonly uncertainty: Uncertainty;
  /** How the board will know whether it works. */
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly lints: LintTerms;
}

/** The scenarios of a document with their names, if its scenarios can be read. */
function scenariosIn(said: unknown): Document['scenarios'] {
  if (typeof said !== 'object' || said === null || said instanceof Scalar || Array.isArray(said)) return new Map();
  return new Map(
    Object.entries(said).map(([id, scenario]: [string, unknown]) => {
      const name = typeof scenario === 'object' && scenario !== null && 'name' in scenario ? scenario.name : undefined;
      return [id, { name: name instanceof Scalar && name.text !== '' ? name.text : undefined }];
    }),
  );
}

/** No map is one without entries. */
const mapOf = <T>(said: ReadonlyMap<string, T> | undefined): ReadonlyMap<string, T> => said ?? new Map();

const NO_RESERVES: Reserves = { opening: undefined, monthsOfCost: undefined, risks: new Map(), cashFloor: undefined };

export const document: Schema<Document> = block('the model', {
  buyin: version,
  name: text,
  purpose: optional(text),
  calendar,
  parameters: optional(remembering(valueOr(text, parameters) as Schema<Parameters>)),
  assumptions: optional(collection(assumption)),
  schools: roll,
  tiers: optional(collection(tier)),
  choice: optional(choiceTerms),
  services: optional(services),
  contracts: optional(remembering(collection(contract))),
  staff: optional(collection(post)),
  payroll: optional(payrollTerms),
  overheads: optional(collection(overhead)),
  reserves: optional(reserves),
  payment_terms: optional(paymentTerms),
  bad_debt: optional(badDebt),
  tax: optional(taxes),
  loans: optional(collection(loan)),
  capital: optional(collection(capitalItem)),
  sharing: optional(sharing),
  options: optional(list(scalarItself)),
  stresses: optional(list(scalarItself)),
  appraisal: optional(remembering(appraisal)),
  governance: optional(remembering(governance)),
  protection: optional(protection),
  uncertainty: optional(uncertainty),
  indicators: optional(remembering(collection(indicator))),
  scenarios: optional(anything),
  checks: optional(remembering(collection(check))),
  lints: optional(lintTerms),
  ...provenance,
}).transform(
  (said): Document => ({
    name: said.name,
    purpose: said.purpose,
    calendar: said.calendar,
    assumptions: mapOf(said.assumptions),
    scenarios: scenariosIn(said.scenarios),
    schools: said.schools,
    tiers: mapOf(said.tiers),
    choice: said.choice,
    services: mapOf(said.services),
    contracts: mapOf(said.contracts),
    staff: mapOf(said.staff),
    payroll: said.payroll ?? { allowance: 'unknown', niBy: 'month', withheld: undefined },
    parameters: said.parameters,
    overheads: mapOf(said.overheads),
    reserves: said.reserves ?? NO_RESERVES,
    paymentTerms: said.payment_terms ?? USUAL_TERMS,
    badDebt: said.bad_debt ?? NO_BAD_DEBT,
    tax: said.tax ?? { vat: undefined, corporationTax: undefined },
    loans: mapOf(said.loans),
    capital: mapOf(said.capital),
    sharing: said.sharing ?? USUAL_SHARING,
    options: said.options ?? [],
    stresses: said.stresses,
    appraisal: said.appraisal ?? NO_APPRAISAL,
    governance: said.governance ?? NO_GOVERNANCE,
    protection: said.protection,
    uncertainty: said.uncertainty ?? NO_UNCERTAINTY,
    indicators: mapOf(said.indicators),
    checks: mapOf(said.checks),
    lints: said.lints ?? { cliff: undefined, accepts: [] },
  }),
) as unknown as Schema<Document>;
