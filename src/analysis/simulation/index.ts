export { drawsOf, type Job } from './draws.js';
export { endProblems } from './ends.js';
export type { Drawing } from './hold.js';
export { type EvenOdds, evenOddsOf, hasRanges, type Odds, oddsOf } from './odds.js';
export { type DrawnLine, type Simulated, simulated } from './outcome.js';
export { type OneDraw, type PlayedDraw, playedDraw } from './play.js';
export { belowIn, type DrawsBelow, drawnFigure, type Ranked, rankedAt } from './ranked.js';
export {
  type Chances,
  type Engine,
  FEWEST_TOLD,
  inThisThread,
  type Spreader,
  simulate,
  USUAL_CHANCES,
} from './simulate.js';
export { type OtherState, otherStates, Strata, type Subject } from './strata.js';
export {
  BELOW,
  barsOf,
  errorOf,
  firstBelow,
  isBelow,
  type Likely,
  likelyIn,
  meanError,
  meanOf,
  percentileError,
  percentileOf,
  risen,
  roundUp,
} from './summary.js';
export type { GoingTogether } from './together.js';
export { type DrawnLeaf, OF_CHANCE, type Uncertain, uncertain } from './uncertain.js';
