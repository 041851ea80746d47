export { type Customer, canonical, fits, type When, when } from './customer.js';
export { boundsOf, conditionsOf, hasBase, type Price, priceFor, prices, type Quote, quote, type Step, settledBy } from './quote.js';
export type { PriceRule, Pricing } from './rule.js';
export { rules } from './rules.js';
