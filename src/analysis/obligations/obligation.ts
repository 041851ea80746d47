import { type Count, constant, type Figure, type Kind, nothing, sum } from '../../figures/index.js';
import type { Model, Period } from '../../model/index.js';
import { type Projection, project } from '../../projection/index.js';

/**
 * What a test comes to: `told` where nobody has set a threshold, `unclear` where an answer that the model leaves open
 * decides.
 */
export type TestVerdict = 'holds' | 'fails' | 'unclear' | 'unknown' | 'told';

/** One figure of a test, named `obligation.<test>.<id>`. */
export interface TestPart {
  readonly id: string;
  readonly label: string;
  readonly show: 'pounds' | 'percent' | 'count';
  readonly figure: Figure;
  /** Where it is what lies between two other parts: their ids, the one less the other. */
  readonly between?: readonly [of: string, less: string];
}

/** The id of a part, and in what it is measured. */
export type PartSaid = readonly [id: string, kind: Kind];

/** Parts that are all money. */
export const amounts = (...ids: readonly string[]): readonly PartSaid[] => ids.map((id): PartSaid => [id, 'money']);

/** A test in one company year. */
export interface Outcome {
  readonly parts: readonly TestPart[];
  readonly verdict: TestVerdict;
  /** The month that it is about. */
  readonly when?: string;
  /** In a word or three, in place of the verdict's own. */
  readonly says?: string;
}

/** What only a professional can answer, and what each answer leads to. */
export interface Question {
  readonly asks: string;
  /** The key of the model that takes the answer. */
  readonly key: string;
  readonly answer: (model: Model) => string;
  readonly consequences: readonly (readonly [answer: string, consequence: string])[];
}

/** A policy of the board's own. */
export interface Policy {
  readonly key: (model: Model) => string | undefined;
  /** The figure of a company year that it asks something of, and the one that says what there is above that. */
  readonly value: string;
  readonly headroom?: string;
}

/** Something that a board must watch. */
export interface Obligation {
  readonly id: string;
  readonly title: string;
  /** What is worked out, and what it is held against. */
  readonly formula: string;
  /** The statute, guidance or practice that it comes from. */
  readonly source: string;
  readonly question?: Question;
  /**
   * The key under which the board states what it is held against, as a policy of its own; undefined where the model
   * states none. Left out of what only a law or practice asks for.
   */
  readonly policy?: Policy;
  /** Its parts in some year, and in what each is measured. */
  readonly figures: (model: Model) => readonly PartSaid[];
  /** Why it is not tested on this model; undefined where it is. */
  readonly skipped: (projection: Projection) => string | undefined;
  /**
   * Whether it may hold, fail or be open. Otherwise it is an amount that nothing is held against: it has no row among
   * the results.
   */
  readonly judges: boolean;
  readonly in: (projection: Projection, year: Period) => Outcome;
}

/** Whether an amount is at least zero. */
export function judged(headroom: Figure): TestVerdict {
  if (!headroom.isKnown) return 'unknown';
  return headroom.exact.sign < 0 ? 'fails' : 'holds';
}

/** Two amounts and what lies between them: the usual three parts of a test of an amount against its least. */
export function atLeast(
  value: Figure<'money'>,
  label: string,
  least: Figure<'money'>,
  leastLabel: string,
): readonly [TestPart, TestPart, TestPart] {
  const headroom = sum('money', [value], `${label.toLowerCase()} above ${leastLabel.toLowerCase()}`, [least]);
  return [
    { id: 'value', label, show: 'pounds', figure: value },
    { id: 'threshold', label: leastLabel, show: 'pounds', figure: least },
    { id: 'headroom', label: 'Headroom', show: 'pounds', figure: headroom, between: ['value', 'threshold'] },
  ];
}

export const NOTHING = nothing<'money'>('money');

/** A number of things that the program counted. */
export function counted(count: Count['exact'], why: string): Count {
  return constant('count', count, why);
}

const known = new WeakMap<Projection, Map<string, Projection>>();

/** The projection of a model that differs in one thing; the same one whenever it is asked for under its name. */
export function whatIf(projection: Projection, name: string, change: (model: Model) => Model): Projection {
  const all = known.get(projection) ?? new Map<string, Projection>();
  known.set(projection, all);
  const found = all.get(name) ?? project(change(projection.model));
  all.set(name, found);
  return found;
}

/** Why a test is not made where the parameters that it needs are not there; undefined where they are. */
export const lacking = ({ parameters }: Model, needed: unknown, what: string): string | undefined => {
  if (parameters === undefined) return 'the model takes no national parameters';
  return needed === undefined ? `the parameters of the model have no ${what}` : undefined;
};
