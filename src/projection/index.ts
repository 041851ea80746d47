export { CASH_KINDS } from './cash-flow.js';
export type { Worth } from './choice.js';
export { ASSETS, Journal, LIABILITIES, OPENING, type Posting, type Transaction } from './journal.js';
export type { Lever, Levers } from './levers.js';
export { type Line, type Measure, postsWithDays } from './line.js';
export { figureOf, lineNamed, lineNames } from './lines.js';
export { type Batch, type Charge, instalmentsOf } from './membership.js';
export { monthsIn, type Projection, periodNamed, project } from './projection.js';
export { type ServiceYear, splitOf } from './services.js';
