export { Buyer, Crowd, type Gate, Group, type Member, ONE_SCHOOL, onePart, type Present } from './buyer.js';
export { type Commission, commissionTerms, divided, type Split } from './commission.js';
export { type Customer, canonical, countsPupils, driverName, fits, type Quantities, type When, when } from './customer.js';
export type { Grouping } from './group.js';
export { type Limit, limitsOf } from './limits.js';
export {
  askedOf,
  blockOf,
  boundsOf,
  bundlesOf,
  chargedFor,
  conditionsOf,
  doubtsIn,
  faultsIn,
  type Grouped,
  groupingOf,
  hasBase,
  jumpsOf,
  offerOf,
  type Price,
  priceFor,
  prices,
  type Quote,
  quote,
  settledBy,
  takenBeside,
  termsTold,
} from './quote.js';
export type { Asked, DoubtCode, Fault, Parts, PriceRule, Pricing } from './rule.js';
export { rules } from './rules.js';
export { type Disagreement, disagreementIn, groupFor, groupOf, quoteIn, quotesOf } from './together.js';
export type { Step } from './working.js';
