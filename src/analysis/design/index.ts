export { Bench, type Company, TRIED } from './bench.js';
export { usualAxes } from './defaults.js';
export { spreadOver } from './frontier.js';
export { type BoardLimit, type DesignAsked, isMet, type Limited, type Score } from './measures.js';
export { fewOf, MOST_TRIED, search, type TariffSearch } from './search.js';
export { type Axis, axisOf, numbersToday, Space, type Vary } from './space.js';
export {
  CUTS,
  type PayingSchool,
  type PriceCut,
  shapeAnew,
  shapeToday,
  type TariffAmount,
  type TariffShape,
  TERMS,
} from './tariff.js';
export { canBeCompared, isEmptied, type Verified, verified, verifiedToday } from './verify.js';
