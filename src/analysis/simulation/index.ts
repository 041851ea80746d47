export { type Job, runJob } from './draws.js';
export { type OneDraw, playedDraw } from './play.js';
export { type Chances, type Drawn, deviation, type Engine, inThisThread, type Spreader, simulate, spreaders } from './simulate.js';
export { ROLLS, SCHOOLS, togetherBy, type Uncertain, uncertain, type Varied } from './uncertain.js';
