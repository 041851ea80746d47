export { Bench, type Company, TRIED } from './bench.js';
export { usualAxes } from './defaults.js';
export { spreadOver } from './frontier.js';
export { type DesignAsked, isMet, type Limit, type Limited, type Score } from './measures.js';
export { fewOf, MOST_TRIED, type Searched, search } from './search.js';
export { type Axis, axisOf, numbersToday, Space, type Vary } from './space.js';
export { type Amount, CUTS, type Cut, type Paying, type Shape, shapeAnew, shapeToday, TERMS } from './tariff.js';
export { canBeCompared, isEmptied, type Verified, verified, verifiedToday } from './verify.js';
