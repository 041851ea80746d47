export type { Appraisal, Criterion, Timing } from './appraisal.js';
export { assemble, salvagedProblems } from './assemble.js';
export { type Assumption, numberIn, type State, statesBringing, undrawable } from './assumption.js';
export { ATTRIBUTE_NAMES, type AttributeName, type AttributesSaid, attributes } from './attributes.js';
export type { Award, Awards } from './awards.js';
export { buyerProblems } from './buyer-checks.js';
export {
  allMonths,
  type Calendar,
  GRAINS,
  type Grain,
  lastMonthOf,
  monthInYear,
  monthsOf,
  type Period,
  periodsOf,
  yearLabel,
  yearOf,
} from './calendar.js';
export type { Check } from './check.js';
export type { ChoiceRule } from './choice.js';
export type { CorporationTaxRates, SizeLimits } from './company-rates.js';
export { NO_NAME, VALUES_OF_ATTRIBUTES } from './conditions.js';
export {
  type Answer,
  answer,
  answerOf,
  areAsked,
  type Consultation,
  type ConsultationTerms,
  laterThan,
} from './consultation.js';
export { type Correlation, mixedOf, togetherWith } from './correlations.js';
export { type Contract, type Driver, earnedOn, isNoSupply, isOfCouncil, type Overhead, type Paid } from './costs.js';
export {
  type Asking,
  askedBy,
  averageOf,
  type Demand,
  isSpread,
  type Quantity,
  quantityIn,
  type SpreadPart,
  type UnitSpread,
} from './demand.js';
export { type Document, document } from './document.js';
export type { Loan } from './finance.js';
export type { Constituency, Governance, Protection } from './governance.js';
export {
  BASE_OPTION,
  cellOf,
  cellsOf,
  type Grid,
  type GridCell,
  gridOf,
  joinedName,
  listed,
  scenariosIn,
} from './grid.js';
export { Growth } from './growth.js';
export type { Indicator, IndicatorValue } from './indicators.js';
export { FILE_KINDS, type FileKind, jsonSchemaFor } from './json-schemas.js';
export { type KindOfSchool, kindsApart, kindsOf } from './kinds.js';
export {
  eligibleIn,
  firstThere,
  isThere,
  LIFE_KEYS,
  LIFE_MONTHS,
  type LifeKey,
  lifeMonths,
  mayBuy,
  mayJoin,
  momentOf,
  nilYears,
  schoolIn,
  stagesOf,
  turnsAmong,
} from './life.js';
export type { Accepted, LintTerms } from './lint-terms.js';
export { type Clocks, clocksOf, type MembershipYear, membershipYears } from './membership-years.js';
export type { Model } from './model.js';
export { namedApart, namesOfSchools, schoolsNamed } from './named-schools.js';
export { called, DECLARED_AT, LISTED_AT, type NamedKind, nameIn, scenarioCalled } from './names.js';
export { National } from './national.js';
export type { OrderRow, Orders, OrderTerms, ServiceOrder } from './orders.js';
export { joinsAlways, type OwnJoins, type Stated, statedIn } from './own-joins.js';
export type { Parameters, PayScale, PensionScheme } from './parameters.js';
export { isPriced } from './price-checks.js';
export { type Example, type ListTier, type PriceList, priceList, type Tag } from './price-list.js';
export {
  type ColumnByDate,
  DOWNLOADS,
  type Download,
  type FileRead,
  type PupilsBefore,
  type RollRead,
  type SchoolFollowed,
} from './roll-files.js';
export type { RollChange, RollTerms } from './roll-terms.js';
export { salvagedListProblems } from './salvage.js';
export {
  AlikeAttributes,
  ATTRIBUTES,
  type Clock,
  customerOf,
  DRIVER_EXPECTED,
  driverOf,
  INTENTS,
  type Intent,
  makeSchool,
  ownMonth,
  PHASES,
  type Phase,
  SCHOOL_TYPES,
  type School,
  type SchoolFields,
  type SchoolType,
  schoolFrom,
  standsForNone,
  TYPES,
  whyNoDriver,
} from './school.js';
export { group, namedSchool } from './school-fields.js';
export { type Season, shareOfMonthIn } from './season.js';
export { type Brokered, basePriceOf, PRICE_LEVELS, type PriceLevel, type Service, type Traded } from './service.js';
export { type ShareBy, sellsExempt, streamsOf, useOfClasses, type VatUse, vatUseOf } from './sharing.js';
export { EMPLOYER_COSTS, type PayAward, type Pension, type Post, type ScalePoint } from './staff.js';
export type { Entitlement, Term } from './term.js';
export { BUYERS, type Buyer, buyerOf, type PaymentTerms } from './terms.js';
export { asTier, shareOf, type TierJoins, type TierTerms } from './tier.js';
export { checkPriceList } from './tier-checks.js';
export {
  borne,
  type Controlling,
  chargesVatBy,
  recoversVat,
  type Taxed,
  taxed,
  type VatClass,
  withoutExemption,
  withVat,
} from './vat.js';
