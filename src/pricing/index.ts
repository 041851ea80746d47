export { BuyerGroup, Crowd, type Gate, GroupBuyer, type Member, ONE_SCHOOL, onePart, type Present } from './buyer.js';
export { type Commission, commissionTerms, divided, type Split } from './commission.js';
export { reaching, stepOf } from './crossings.js';
export {
  type Customer,
  canonical,
  countsPupils,
  driverName,
  fits,
  NUMBERS_OF_A_PRICE,
  type Quantities,
  type When,
  when,
} from './customer.js';
export { circlesIn, sourcesOf, withDerived } from './derived.js';
export type { BuyerGrouping } from './group.js';
export { MEMBERSHIP_YEAR } from './joining.js';
export { type Limit, limitsOf } from './limits.js';
export { endsOf, type NumberRange, numbersInWords } from './numbers.js';
export {
  askedByLimit,
  askedOf,
  blockOf,
  boundsOf,
  bundlesOf,
  chargedFor,
  choosingOf,
  classesIn,
  classesSold,
  conditionsOf,
  doubtsIn,
  faultsIn,
  groupingOf,
  hasBase,
  hasJoining,
  haveGroups,
  isBrokered,
  isWithVat,
  jumpsOf,
  mostYearsTogether,
  offerOf,
  paysOnce,
  reclassed,
  takenBeside,
  tellsApart,
  unsaidIn,
  yearsTogether,
} from './price-facts.js';
export { CENSUSES, COUNTS, type PupilBasis, pupilBasis, pupilsInWords } from './pupil-basis.js';
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
  candidatesFor,
  type Grouped,
  heldFor,
  holdsFor,
  priceFor,
  type Quote,
  quote,
  settledBy,
  termsTold,
} from './quote.js';
export type { AskedQuantity, BrokerageParts, DoubtCode, Fault, PriceRule, Pricing } from './rule.js';
export { rules } from './rules.js';
export {
  prices,
  priceTerms,
  quantities,
  type TierPrice,
} from './tier-price.js';
export { type Disagreement, disagreementIn, groupFor, groupOf, quoteIn, quotesOf } from './together.js';
export { cutSupplies, STANDARD_VAT, type Supply, type VatClass, vatClass } from './vat.js';
export type { OncePaid, QuoteStep } from './working.js';
