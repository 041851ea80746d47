export {
  type Formula,
  operandsOf,
  type Parsed,
  parseFormula,
  type Role,
  scalarsIn,
  valueBefore,
  withValues,
} from './arithmetic.js';
export { type AskedAmount, amountFor, askedBy, quantitiesAsked } from './asked.js';
export type { ProblemWords } from './file-words.js';
export { inOrder } from './in-order.js';
export { inRow, parting, toldApart } from './in-row.js';
export { jsonSchemaOf } from './json-schema.js';
export { kept } from './kept.js';
export { keyInWords } from './key-in-words.js';
export { MONTH_NAMES } from './month-names.js';
export { movingFor } from './moving-part.js';
export { isSlip, nearest, rarer } from './nearest.js';
export { numbered, positive, positivePrice, shareOrMoney } from './numbered.js';
export { isUnknown, writtenNumber } from './numbers.js';
export { parseTree } from './parse-tree.js';
export {
  type Also,
  type Problem,
  type ProblemCode,
  type ProblemData,
  Problems,
  problem,
  problemsIn,
  type Under,
} from './problem.js';
export { type Context, type Json, refuse, refuseKey, type Schema } from './schema.js';
export {
  block,
  blockKeys,
  blockWords,
  collection,
  either,
  eitherBlock,
  isMapping,
  keyed,
  keysIn,
  list,
  mapOf,
  meansKey,
  oneOrMany,
  optional,
  provenance,
  remembering,
  retired,
  valueOr,
} from './shapes.js';
export { shellWord } from './shell-word.js';
export {
  always,
  type Dated,
  type DatedPart,
  dated,
  isDay,
  type Month,
  month,
  monthInYearName,
  monthName,
  monthOf,
  monthOfYear,
  monthText,
  partsIn,
  type Since,
  sinceMonth,
  sinceOf,
  sinceText,
  valueIn,
} from './time.js';
export {
  type Entry,
  isMap,
  keySpanOf,
  type Layer,
  type ListNode,
  type MapNode,
  type Node,
  nodeAt,
  Scalar,
  type ScalarPart,
  type SourceFile,
  type Span,
  StandIn,
  shapeOf,
  toData,
} from './tree.js';
export {
  anything,
  choice,
  count,
  flag,
  flagOf,
  growth,
  isFixed,
  MONEY,
  money,
  type NumberRule,
  PUPILS,
  price,
  probability,
  pupils,
  quantity,
  rate,
  readNumber,
  SHARE,
  scalarItself,
  share,
  signedMoney,
  text,
  whole,
} from './values.js';
export { whereSaid } from './where-said.js';
export { problemCodes, wordsFor } from './words.js';
export { textOf } from './worked-out.js';
