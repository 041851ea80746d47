import {
  anything,
  block,
  collection,
  isMapping,
  list,
  optional,
  provenance,
  remembering,
  Scalar,
  type Schema,
  scalarItself,
  text,
  valueOr,
} from '../language/index.js';
import { quantities } from '../pricing/index.js';
import { type Appraisal, appraisal, NO_APPRAISAL } from './appraisal.js';
import { type Assumption, assumption } from './assumption.js';
import { type Calendar, calendar } from './calendar.js';
import { type Check, check } from './check.js';
import { type Choice, choiceTerms } from './choice.js';
import { type Contract, contract, type Overhead, overhead, type Reserves, reserves } from './costs.js';
import { type CapitalItem, capitalItem, type Loan, loan } from './finance.js';
import { type Governance, governance, NO_GOVERNANCE, type Protection, protection } from './governance.js';
import { type Indicator, indicator } from './indicators.js';
import { type LintTerms, lintTerms } from './lint-terms.js';
import { type Parameters, parameters } from './parameters.js';
import { version } from './price-list.js';
import { type RollTerms, roll } from './roll-terms.js';
import { type Service, services } from './service.js';
import { type Sharing, sharing, USUAL_SHARING } from './sharing.js';
import { type PayrollTerms, type Post, payrollTerms, post } from './staff.js';
import { type Taxes, taxes } from './tax.js';
import { type BadDebt, badDebt, NO_BAD_DEBT, type PaymentTerms, paymentTerms, USUAL_TERMS } from './terms.js';
import { type TierTerms, tier } from './tier.js';
import { NO_UNCERTAINTY, type Uncertainty, uncertainty } from './uncertainty.js';

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
  /**
   * Scenarios that are membership options, to be put side by side; `base` is the model as it stands. None where the
   * model does not say.
   */
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
  if (!isMapping(said)) return new Map();
  return new Map(
    Object.entries(said).map(([id, scenario]: [string, unknown]) => {
      const name = isMapping(scenario) && 'name' in scenario ? scenario.name : undefined;
      return [id, { name: name instanceof Scalar && name.text !== '' ? name.text : undefined }];
    }),
  );
}

/**
 * A block that a model may leave out. It is read once for all models that say the same in it, which then share what it
 * holds.
 */
const part = <T>(item: Schema<T>): Schema<T | undefined> => optional(remembering(item));

/* What stands where a model says nothing is one object too. */
const NO_THINGS: ReadonlyMap<string, never> = new Map<string, never>();
const mapOf = <T>(said: ReadonlyMap<string, T> | undefined): ReadonlyMap<string, T> => said ?? NO_THINGS;
const USUAL_PAYROLL: PayrollTerms = { allowance: 'unknown', niBy: 'month', withheld: undefined };
const NO_TAXES: Taxes = { vat: undefined, corporationTax: undefined };

const NO_RESERVES: Reserves = { opening: undefined, monthsOfCost: undefined, risks: new Map(), cashFloor: undefined };

export const document: Schema<Document> = block(
  'the model',
  {
    buyin: version,
    name: text,
    purpose: optional(text),
    calendar: remembering(calendar),
    parameters: part(valueOr(text, parameters) as Schema<Parameters>),
    assumptions: part(collection(assumption)),
    shared: optional(anything),
    schools: remembering(roll),
    quantities: part(quantities),
    tiers: part(collection(remembering(tier))),
    choice: part(choiceTerms),
    services: part(services),
    contracts: part(collection(contract)),
    staff: part(collection(post)),
    payroll: part(payrollTerms),
    overheads: part(collection(overhead)),
    reserves: part(reserves),
    payment_terms: part(paymentTerms),
    bad_debt: part(badDebt),
    tax: part(taxes),
    loans: part(collection(loan)),
    capital: part(collection(capitalItem)),
    sharing: part(sharing),
    options: optional(list(scalarItself)),
    stresses: optional(list(scalarItself)),
    appraisal: part(appraisal),
    governance: part(governance),
    protection: part(protection),
    uncertainty: part(uncertainty),
    indicators: part(collection(indicator)),
    scenarios: optional(anything),
    checks: part(collection(check)),
    lints: part(lintTerms),
    ...provenance,
  },
  {
    buyin: 'the version of the language: 1',
    name: 'what the model is called',
    purpose: 'what it is for, in a sentence',
    calendar: 'the months that are projected',
    parameters: 'national rates and thresholds: `england`, a file beside the model, or the block itself',
    assumptions: 'judgements with a name; a map by name',
    shared:
      'pieces that several places share, each a map or a list with a name: `shared: { exams: { May: 40%, June: 60% } }`, and `=exams` wherever it is to stand',
    schools: 'who may join',
    quantities:
      'quantities of a school that prices go by beside its drivers, worked out of others: `{ person_days: =days * people }`',
    tiers: 'memberships that a school can join; a map by id',
    choice: 'how schools come to a tier, where there are several',
    services: 'what is traded and brokered; a map by id',
    contracts: "a council's contracts and grants; a map by id",
    staff: 'posts; a map by id',
    payroll: 'what the company decides of its payroll',
    overheads: 'other costs; a map by id',
    reserves: 'at the start, and the policy',
    payment_terms: 'how long each takes to pay',
    bad_debt: 'what is never paid',
    tax: 'how the company stands to VAT and corporation tax',
    loans: 'loans and facilities; a map by id',
    capital: 'what is bought once and used for years; a map by id',
    sharing: 'how overheads are shared out',
    options: 'scenarios that the board chooses between: `[base, by_pupil]`',
    stresses: 'scenarios under which every option is tried: `[rolls_fall, rolls_fall+grant_lost]`',
    appraisal: 'how options are weighed against each other',
    governance: 'who decides',
    protection: 'what is done for those who would pay more than today',
    uncertainty: 'how a simulation lets schools decide, and rolls move',
    indicators: 'how the board will know whether it works; a map by id',
    scenarios: 'partial models that change this one; a map by name',
    checks: 'what the model promises; a map by name',
    lints: 'what its authors accept that lints find',
  },
).transform(
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
    payroll: said.payroll ?? USUAL_PAYROLL,
    parameters: said.parameters,
    overheads: mapOf(said.overheads),
    reserves: said.reserves ?? NO_RESERVES,
    paymentTerms: said.payment_terms ?? USUAL_TERMS,
    badDebt: said.bad_debt ?? NO_BAD_DEBT,
    tax: said.tax ?? NO_TAXES,
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
);
