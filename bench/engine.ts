// What is measured, without a command line around it: bundled by draws.js.
export { inThisThread, playedDraw, simulate, uncertain } from '../src/analysis/simulation/index.js';
export { compile, Interpreter } from '../src/figures/index.js';
export { periodsOf } from '../src/model/index.js';
export { figureOf } from '../src/projection/index.js';
export { Source } from '../src/reading/index.js';
export { nodeDisk } from '../src/reading/node-disk.js';
