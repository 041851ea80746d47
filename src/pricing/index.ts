export { type Commission, commissionTerms, divided, type Split } from './commission.js';
export { type Customer, canonical, driverName, fits, type Quantities, type When, when } from './customer.js';
export { type Limit, limitsOf } from './limits.js';
export {
  askedOf,
  boundsOf,
  conditionsOf,
  doubtsIn,
  faultsIn,
  groupingOf,
  hasBase,
  offerOf,
  type Price,
  priceFor,
  prices,
  type Quote,
  quote,
  type Step,
  settledBy,
  termsTold,
} from './quote.js';
export type { Asked, DoubtCode, Fault, Parts, PriceRule, Pricing } from './rule.js';
export { rules } from './rules.js';
