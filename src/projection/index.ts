export { ASSETS, Journal, LIABILITIES, OPENING, type Posting, type Transaction } from './journal.js';
export { LEVERS, type Lever, type Levers } from './levers.js';
export { figureOf, type Line, lineNamed, lineNames, lines, type Measure } from './lines.js';
export { type Batch, type Charge, Membership, membershipYears } from './membership.js';
export { monthsIn, type Projection, periodNamed, project } from './projection.js';
export { type ServiceYear, type Split, splitOf } from './services.js';
