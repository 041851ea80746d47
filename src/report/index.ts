export type { Standing } from './basis.js';
export { breakEvenReport } from './break-even.js';
export { type Checked, checkReport } from './check.js';
export { BRIDGED, compareReport, type Side } from './compare.js';
export { ALL, explainReport, namesReport, USUAL } from './explain.js';
export { forecastReport } from './forecast.js';
export { type PriceAsked, priceReport, type SchoolSaid } from './price.js';
export { priceListReport } from './price-list.js';
export type { Report } from './report.js';
