import { BASES } from '../figures/index.js';
import {
  type Entry,
  type Formula,
  isUnknown,
  type MapNode,
  monthOf,
  monthOfYear,
  type Node,
  nodeAt,
  type Parsed,
  type Problem,
  parseFormula,
  problem,
  Scalar,
  type Since,
  type Span,
  scalarsIn,
  shapeOf,
  sinceMonth,
  sinceOf,
  textOf,
  writtenNumber,
} from '../language/index.js';

/** A name in arithmetic that stands for what a school has, and for no assumption. */
export class AskedName extends Scalar {}

/** Arithmetic as it stands in a file. */
export interface WrittenFormula {
  readonly parsed: Parsed;
  /** The place of a part of it, by where it begins and how long it is. */
  readonly spanOf: (at: number, length: number) => Span;
}

/** What a text after an equals sign says, or the problem with it. */
export function formulaIn({ text, span }: Scalar): WrittenFormula | Problem {
  const parsed = parseFormula(text.slice(1), 1);
  const line = span.file.text.split('\n')[span.line - 1] ?? '';
  // Between quotes, or over several lines, a part has no place of its own.
  const isPlain = [...line]
    .slice(span.column - 1)
    .join('')
    .startsWith(text);
  const spanOf = (at: number, length: number): Span =>
    isPlain ? { ...span, column: span.column + at, length: Math.max(1, length) } : span;
  if ('why' in parsed) return problem('bad-formula', spanOf(parsed.at, 1), { text, why: parsed.why });
  return { parsed, spanOf };
}

/** A formula with what each number and name of it stands for: single values, or values by date. */
export type Operands = (part: Extract<Parsed, { op: 'number' | 'name' }>) => Node;

/** How the values that are worked out are told from what they are made of. */
export interface FormulaPlaces {
  readonly scalar: Scalar;
  readonly path: string;
  readonly yearStarts: number;
}

/**
 * What a formula comes to at a place: one value, or values by date where an operand has them. They are combined date by
 * date, and before the first date of an operand there is nothing. Gives the problem where an operand is neither a value
 * nor values by date.
 */
export function derivedNode(parsed: Parsed, operands: Operands, place: FormulaPlaces): Node | Problem {
  const found = new Map<Parsed, Node>();
  const parts = leaves(parsed);
  for (const part of parts) found.set(part, operands(part));
  const nodes = [...found.values()];
  const odd = nodes.find((node) => !(node instanceof Scalar) && !isDated(node));
  if (odd !== undefined) {
    const data = {
      expected: 'a number, or numbers by date, in arithmetic',
      found: shapeOf(odd instanceof Scalar || odd.kind === 'map' ? odd : []),
    };
    return problem('wrong-shape', place.scalar.span, data);
  }
  const noNumber = nodes.flatMap(scalarsOf).find((each) => whyNoNumber(each) !== undefined);
  if (noNumber !== undefined) {
    const data = { text: noNumber.text, expected: 'a number, such as 60% or 1_200', why: whyNoNumber(noNumber) ?? '' };
    return problem('bad-value', noNumber.span, data);
  }
  const dates = datesOf(nodes, place.yearStarts);
  if (dates.length === 0)
    return derivedScalar(
      formulaOf(parsed, (part) => found.get(part) as Scalar),
      place,
      place.path,
    );
  const entries = new Map<string, Entry>();
  for (const { key, month, span } of dates) {
    const standing = new Map([...found].map(([part, node]) => [part, standingAt(node, month, place.yearStarts)]));
    if ([...standing.values()].some((each) => each === undefined)) continue;
    const formula = formulaOf(parsed, (part) => standing.get(part) as Scalar);
    entries.set(key, { key: span, node: derivedScalar(formula, place, `${place.path}.${key}`) });
  }
  return { kind: 'map', span: place.scalar.span, entries };
}

/** A value, or those by date. */
function scalarsOf(node: Node): readonly Scalar[] {
  if (node instanceof Scalar) return [node];
  return node.kind === 'list' ? [] : [...node.entries.values()].flatMap((entry) => scalarsOf(entry.node));
}

/** Why what an assumption says can be in no arithmetic: it is no number, and neither worked out nor unknown. */
function whyNoNumber(scalar: Scalar): string | undefined {
  const isOther = scalar instanceof AskedName || scalar.formula !== undefined || isUnknown(scalar.text);
  const written = isOther ? undefined : writtenNumber(scalar.text);
  return written !== undefined && 'why' in written ? written.why : undefined;
}

type Part = Extract<Parsed, { op: 'number' | 'name' }>;

function leaves(parsed: Parsed): Part[] {
  return 'of' in parsed ? parsed.of.flatMap(leaves) : [parsed];
}

function formulaOf(parsed: Parsed, scalarFor: (part: Part) => Scalar): Formula {
  if (!('of' in parsed)) {
    const scalar = scalarFor(parsed);
    if (scalar instanceof AskedName) return { op: 'value', scalar, role: 'asked' };
    return { op: 'value', scalar, role: parsed.op === 'name' ? 'name' : 'written' };
  }
  if (parsed.op === 'round') {
    const [what, unit] = parsed.of;
    return { op: 'round', of: [formulaOf(what, scalarFor), formulaOf(unit, scalarFor)], direction: parsed.direction };
  }
  return { op: parsed.op, of: parsed.of.map((each) => formulaOf(each, scalarFor)) };
}

/** A value that is worked out. Its basis is the weakest of what it is made of. */
export function derivedScalar(formula: Formula, { scalar }: Pick<FormulaPlaces, 'scalar'>, path: string): Scalar {
  const inputs = scalarsIn(formula).filter((each) => !(each instanceof AskedName));
  const weakest = inputs.reduce(
    (worst, { basis }) => (BASES.indexOf(basis) > BASES.indexOf(worst) ? basis : worst),
    inputs[0]?.basis ?? 'not stated',
  );
  return new Scalar(textOf(formula) ?? scalar.text, scalar.span, scalar.layer, path, weakest, undefined, formula);
}

/** A map whose keys are all dates. */
export function isDated(node: Node): boolean {
  if (node instanceof Scalar || node.kind === 'list' || node.entries.size === 0) return false;
  return [...node.entries].every(([key, entry]) => sinceOf(key) !== undefined && entry.node instanceof Scalar);
}

interface DateKey {
  readonly key: string;
  readonly month: number;
  readonly span: Span;
}

/** The dates of all nodes that have some, each moment once, in order. */
export function datesOf(nodes: readonly Node[], yearStarts: number): DateKey[] {
  const found = new Map<number, DateKey>();
  for (const node of nodes) {
    if (node instanceof Scalar || node.kind === 'list') continue;
    for (const [key, entry] of node.entries) {
      const month = sinceMonth(sinceOf(key) as Since, yearStarts);
      if (!found.has(month)) found.set(month, { key, month, span: entry.key });
    }
  }
  return [...found.values()].sort((a, b) => a.month - b.month);
}

/**
 * From when a single value holds: the first year of the calendar, or an earlier date that is named beside it; undefined
 * for values by date.
 */
export function startOf(
  node: Node,
  firstYear: number,
  earliest: number | undefined,
  yearStarts: number,
  span: Span,
): DateKey | undefined {
  if (!(node instanceof Scalar)) return undefined;
  const month = firstYear * 12 + yearStarts;
  return earliest !== undefined && earliest < month ? undefined : { key: String(firstYear), month, span };
}

/**
 * What stands in a month: a single value always, of values by date the last that has begun; undefined before the first.
 */
export function standingAt(node: Node, month: number, yearStarts: number): Scalar | undefined {
  if (node instanceof Scalar) return node;
  if (node.kind === 'list') return undefined;
  let found: Scalar | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  for (const [key, entry] of node.entries) {
    const from = sinceMonth(sinceOf(key) as Since, yearStarts);
    if (from > month || from < latest || !(entry.node instanceof Scalar)) continue;
    latest = from;
    found = entry.node;
  }
  return found;
}

/**
 * The month in which a model's company years start, 0 to 11; January where the calendar does not say, which is told
 * elsewhere.
 */
export function yearStartsIn(root: MapNode): number {
  const said = nodeAt(root, ['calendar', 'year_starts']);
  const found = said instanceof Scalar ? monthOfYear.tried(said) : undefined;
  return found?.issues === undefined ? (found?.value ?? 0) : 0;
}

/**
 * The company year in which a model's calendar starts; the year 0 where the calendar does not say, which is told
 * elsewhere.
 */
export function firstYearIn(root: MapNode, yearStarts: number): number {
  const said = nodeAt(root, ['calendar', 'starts']);
  const starts = said instanceof Scalar ? monthOf(said.text) : undefined;
  return starts === undefined ? 0 : Math.floor((starts - yearStarts) / 12);
}
