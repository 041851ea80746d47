import { Exact, type Rate } from '../figures/index.js';
import {
  block,
  type Context,
  choice,
  collection,
  type Dated,
  dated,
  month,
  optional,
  type Problem,
  type ProblemData,
  probability,
  problem,
  provenance,
  refuse,
  refuseKey,
  type Scalar,
  type Schema,
  scalarItself,
  sinceText,
  text,
  valueBefore,
  writtenNumber,
} from '../language/index.js';

/** How the values between the ends of a range are weighed. */
export const SHAPES = ['uniform', 'triangular', 'pert', 'normal'] as const;
export type RangeShape = (typeof SHAPES)[number];

/** The least and the most that a value can be. */
export interface Range {
  readonly low: Scalar;
  readonly high: Scalar;
  /** Triangular unless said. */
  readonly shape: RangeShape | undefined;
}

/** One of a few values that it can have: a contract that is renewed, renewed for less, or lost. */
export interface State {
  readonly value: Scalar;
  readonly probability: Rate;
  /** Scenarios that come with it, as `--scenario` names them: what the company would do. */
  readonly scenario: Scalar | undefined;
}

/** A judgement with a name: its value stands where `=name` is written. */
export interface Assumption {
  readonly name: string | undefined;
  readonly value: Dated<Scalar>;
  readonly range: Range | undefined;
  /** In the place of a range; empty where it has none. Probabilities add to one. */
  readonly states: ReadonlyMap<string, State>;
  readonly basis: string | undefined;
  readonly source: string | undefined;
  readonly owner: string | undefined;
  readonly reviewBy: number | undefined;
}

const range: Schema<Range> = block(
  'a range',
  {
    low: scalarItself,
    high: scalarItself,
    shape: optional(choice('a shape', SHAPES)),
  },
  {
    low: 'the least that the value can be',
    high: 'the most that it can be',
    shape: '`uniform`, `triangular`, `pert` or `normal`; triangular unless said',
  },
).transform((said, context): Range => {
  const [low, high] = [numberSaid(said.low, 'low', context), numberSaid(said.high, 'high', context)];
  if (low !== undefined && high !== undefined && low.value.compare(high.value) > 0) {
    const data = {
      text: said.high.text,
      expected: `a high end that is not below the low end, ${said.low.text}`,
      why: 'it is below the low end',
    };
    refuse(context, 'bad-value', data, ['high']);
  }
  return { low: said.low, high: said.high, shape: said.shape };
});

const state: Schema<State> = block(
  'a state',
  { value: scalarItself, probability, scenario: optional(scalarItself), ...provenance },
  {
    value: "what the assumption is in this state; one of the states has the assumption's own value",
    probability: 'how likely it is; those of all states add to 100%',
    scenario:
      'a scenario that comes with the state, or several as `a+b`: what the company would do in it. It is applied last; the state with the own value of the assumption has none',
  },
).transform((said, context): State => {
  numberSaid(said.value, 'value', context);
  return { value: said.value, probability: said.probability, scenario: said.scenario };
});

/** The number at the end of a range, or of a state. What is none would leave the whole range out of a simulation. */
function numberSaid(scalar: Scalar, key: string, context: Context): Written | undefined {
  const found = writtenNumber(scalar.text);
  if ('why' in found)
    refuse(
      context,
      'bad-value',
      {
        text: scalar.text,
        expected: `${key === 'value' ? 'the value of a state' : 'an end of a range'}, such as 60% or 1_200`,
        why: found.why,
      },
      [key],
    );
  return numberIn(scalar);
}

export const assumption: Schema<Assumption> = block(
  'an assumption',
  {
    name: optional(text),
    value: dated(scalarItself),
    range: optional(range),
    states: optional(collection(state)),
    owner: optional(text),
    review_by: optional(month),
    ...provenance,
  },
  {
    name: 'as it is shown',
    value: 'one value, or dated values',
    range: 'how far it may lie from it',
    states: 'in the place of a range: a few values that it can have; a map by id',
    owner: 'the role that answers for it',
    review_by: 'the month by which it is looked at again',
  },
).transform((said, context): Assumption => {
  const made: Assumption = {
    name: said.name,
    value: said.value,
    range: said.range,
    states: said.states ?? new Map(),
    basis: said.basis,
    source: said.source,
    owner: said.owner,
    reviewBy: said.review_by,
  };
  if (said.range !== undefined && said.states !== undefined)
    refuse(context, 'either-or', {
      one: 'range',
      other: 'states',
      why: 'it lies in a range or has one of a few values',
    });
  if (said.states !== undefined) {
    checkStates(made, context);
    checkBrought(made, context);
  }
  checkDerived(made, context);
  // What a scenario or the command line tries may lie outside the range that the file states: only a simulation minds.
  const misplaced = misplacedIn(made);
  if (misplaced !== undefined && misplaced.at.layer === undefined)
    refuse(context, 'bad-value', misplaced.data, ['value', ...misplaced.step]);
  return made;
});

/**
 * What is worked out varies with what it is made of, and with nothing else. A scenario that changes a value leaves its
 * range as it is.
 */
function checkDerived({ value, range: held, states }: Assumption, context: Context): void {
  const isDerived = value.steps.some((step) => step.value.formula !== undefined && step.value.layer === undefined);
  if (!isDerived || (held === undefined && states.size === 0)) return;
  const one = held === undefined ? 'states' : 'range';
  const data = { one, other: 'arithmetic', why: 'what is worked out varies with what it is made of' };
  refuseKey(context, 'either-or', data, [one]);
}

function checkStates({ states }: Assumption, context: Context): void {
  const all = [...states.values()].reduce(
    (sum, { probability }) => (probability.isKnown ? sum.plus(probability.exact) : sum),
    Exact.zero,
  );
  if (all.compare(Exact.one) === 0) return;
  const percent = `${all.times(Exact.of(100)).toString()}%`;
  refuseKey(
    context,
    'bad-value',
    { text: percent, expected: 'probabilities that add to 100%', why: `those of the states add to ${percent}` },
    ['states'],
  );
}

/** The model as it stands is what the company does where the assumption is what it is. */
function checkBrought({ value: { steps }, states }: Assumption, context: Context): void {
  for (const [id, { value, scenario }] of states) {
    const isOwn = steps.every((step) => step.value.layer === undefined && areEqual(step.value, value));
    if (scenario === undefined || !isOwn) continue;
    const why = 'the model as it stands is what the company does in this state';
    refuseKey(context, 'either-or', { one: 'scenario', other: `value: ${value.text}`, why }, [
      'states',
      id,
      'scenario',
    ]);
  }
}

/** A value as it is written, in its own unit: 0.92 for 92%. */
interface Written {
  readonly value: Exact;
  readonly percent: boolean;
}

/** The number that a scalar has, 0.92 for 92%; undefined where it is none. */
export function numberIn({ text: said }: Scalar): Written | undefined {
  const written = writtenNumber(said);
  if ('why' in written) return undefined;
  return { value: written.percent ? written.value.over(Exact.of(100)) : written.value, percent: written.percent };
}

/** Whether two scalars are one number, 500% and 5 among them. */
function areEqual(one: Scalar, other: Scalar): boolean {
  const [first, second] = [numberIn(one), numberIn(other)];
  return first !== undefined && second !== undefined && first.value.compare(second.value) === 0;
}

interface Misplaced {
  readonly at: Scalar;
  readonly step: readonly string[];
  readonly data: ProblemData['bad-value'];
}

/** The assumptions that are in a state which brings scenarios, with that state. */
export function statesBringing(
  assumptions: ReadonlyMap<string, Assumption>,
): readonly { readonly id: string; readonly state: string; readonly value: Scalar; readonly scenario: Scalar }[] {
  return [...assumptions].flatMap(([id, { value: said, states }]) =>
    [...states].flatMap(([state, { value, scenario }]) => {
      const isThere = said.steps.every((step) => areEqual(step.value, value));
      return scenario !== undefined && isThere ? [{ id, state, value, scenario }] : [];
    }),
  );
}

/** The first value of an assumption that its own range or states cannot hold. */
function misplacedIn({ value: { steps }, range: held, states }: Assumption): Misplaced | undefined {
  for (const { value: stands, since } of steps) {
    // A relative change leaves the range as it is: it is that of the value which is changed.
    const value = valueBefore(stands);
    const number = numberIn(value);
    const found = number && (held === undefined ? outOfStates(value, states) : outOfRange(value, number, held));
    const step = since === undefined ? [] : [sinceText(since)];
    if (found !== undefined) return { at: value, step, data: found };
  }
  return undefined;
}

function outOfStates(value: Scalar, states: ReadonlyMap<string, State>): ProblemData['bad-value'] | undefined {
  if (states.size === 0) return undefined;
  const values = [...states.values()].map((each) => each.value);
  if (values.some((each) => areEqual(each, value))) return undefined;
  return {
    text: value.text,
    expected: `one of the states: ${values.map((each) => each.text).join(', ')}`,
    why: 'no state has this value',
  };
}

function outOfRange(
  { text: said }: Scalar,
  { value, percent }: Written,
  { low, high, shape }: Range,
): ProblemData['bad-value'] | undefined {
  // An end that is no number is refused where it is read.
  const [least, most] = [numberIn(low), numberIn(high)] as [Written, Written];
  const expected = `a value of the range, from ${low.text} to ${high.text}`;
  const isWhole = (end: Written): boolean => end.percent !== percent && end.value.sign !== 0 && value.sign !== 0;
  if (isWhole(least) || isWhole(most)) return { text: said, expected, why: 'one is a percentage and the other is not' };
  if (value.compare(least.value) < 0 || value.compare(most.value) > 0)
    return { text: said, expected, why: 'it lies outside the range' };
  const isMidway = least.value.plus(most.value).compare(value.plus(value)) === 0;
  if (shape === 'normal' && !isMidway)
    return {
      text: said,
      expected: `a value midway between ${low.text} and ${high.text}`,
      why: 'a normal range lies evenly about its value',
    };
  return undefined;
}

/**
 * Every value that the assumption's own range or states cannot hold, whoever set it: a simulation could not draw it.
 */
export function undrawable(assumptions: ReadonlyMap<string, Assumption>): Problem[] {
  return [...assumptions.values()].flatMap((each) => {
    const found = misplacedIn(each);
    return found === undefined ? [] : [problem('bad-value', found.at.span, found.data)];
  });
}
