export { assemble } from './assemble.js';
export {
  allMonths,
  type Calendar,
  GRAINS,
  type Grain,
  monthInYear,
  monthsOf,
  type Period,
  periodsOf,
  yearLabel,
  yearOf,
} from './calendar.js';
export type { Contract, Driver, Overhead, Paid, PaymentTerms, Post } from './costs.js';
export { type Assumption, type Check, type Document, document, type PriceList, priceList, type RollTerms } from './document.js';
export type { Model } from './model.js';
export {
  type Clock,
  INTENTS,
  makeSchool,
  namedSchool,
  ownMonth,
  PHASES,
  SCHOOL_TYPES,
  type School,
  type SchoolFields,
  type SchoolType,
  TYPES,
} from './school.js';
export type { Brokered, Service, Traded } from './service.js';
export { shareOf, type Term, type TierTerms } from './tier.js';
export { checkPriceList } from './tier-checks.js';
