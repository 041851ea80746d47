export { nearest } from './nearest.js';
export { type Also, inOrder, type Problem, type ProblemCode, type ProblemData, Problems, problem } from './problem.js';
export { block, collection, either, list, oneOrMany, optional, parseTree, provenance, valueOr } from './shapes.js';
export {
  always,
  type Dated,
  dated,
  type Month,
  month,
  monthName,
  monthOf,
  monthOfYear,
  monthText,
  type Since,
  sinceMonth,
  sinceOf,
  valueIn,
} from './time.js';
export {
  type Entry,
  type Layer,
  type ListNode,
  type MapNode,
  type Node,
  nodeAt,
  Scalar,
  type SourceFile,
  type Span,
  shapeOf,
  toData,
} from './tree.js';
export {
  choice,
  count,
  flag,
  flagOf,
  growth,
  inputOf,
  money,
  type NumberRule,
  PUPILS,
  price,
  pupils,
  rate,
  readNumber,
  refuse,
  type Schema,
  scalarItself,
  share,
  signedMoney,
  text,
  whole,
} from './values.js';
export { problemCodes, type Words, wordsFor } from './words.js';
