export { BuyerGroup, Crowd, type Gate, GroupBuyer, type Member, ONE_SCHOOL, onePart, type Present } from './buyer.js';
export { type Commission, commissionTerms, divided, type Split } from './commission.js';
export {
  type Customer,
  canonical,
  countsPupils,
  driverName,
  fits,
  type Quantities,
  type When,
  when,
} from './customer.js';
export { circleIn } from './derived.js';
export type { BuyerGrouping } from './group.js';
export { type Limit, limitsOf } from './limits.js';
export {
  asksMembership,
  expectedOver,
  isAlikeForAll,
  lessDiscount,
  MEMBER,
  type Purchase,
  perUnit,
  purchase,
  UNITS,
  unitPriceIn,
} from './purchase.js';
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
  holdsFor,
  jumpsOf,
  offerOf,
  priceFor,
  prices,
  type Quote,
  quantities,
  quote,
  settledBy,
  type TierPrice,
  takenBeside,
  termsTold,
} from './quote.js';
export type { AskedQuantity, BrokerageParts, DoubtCode, Fault, PriceRule, Pricing } from './rule.js';
export { rules } from './rules.js';
export { type Disagreement, disagreementIn, groupFor, groupOf, quoteIn, quotesOf } from './together.js';
export type { QuoteStep } from './working.js';
