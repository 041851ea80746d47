export { Exact, partOf, TooLarge } from './exact.js';
export {
  apportion,
  type Band,
  band,
  type Chosen,
  type Count,
  charge,
  chosen,
  constant,
  type Falling,
  Figure,
  held,
  input,
  isZero,
  larger,
  lever,
  type Money,
  multiple,
  named,
  nothing,
  type Price,
  part,
  portion,
  quotient,
  type Rate,
  settled,
  shareAmong,
  smaller,
  started,
  sum,
  times,
  totalOf,
  unknown,
  unrounded,
} from './figure.js';
export { asNumber, exponential, logarithm, startedBlocks } from './floats.js';
export { type Fill, Interpreter } from './interpreter.js';
export {
  type Detail,
  type Direction,
  isRounded,
  type Kind,
  type Op,
  Unknown,
  type Value,
} from './operation.js';
export { BASES, type Basis, type Origin, placeOf } from './origin.js';
export { type Plane, type PlaneStep, planeOf } from './plane.js';
export { compile, type Program } from './program.js';
export { decidedBy, Recording } from './recording.js';
export { type Segment, Sweep, sweep } from './sweep.js';
export { entryOf, isKeyOf } from './table.js';
export { grouped, inPounds, inWords, rateInWords } from './words.js';
export { heldIn, leavesOf, leftOutIn, partialAmong, restingOn, unknownLeaves, workings } from './workings.js';
