import type { Figure } from '../../figures/index.js';
import { type Assumption, type Model, numberIn, type State, scenariosIn } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { setsBeside } from '../what-if/sets.js';
import { drawer, type Variable } from './draws.js';
import { assumedVariables, groupOf, setsFor, type Uncertain, uncertain } from './uncertain.js';

/** A model of some scenarios and what is set, where states may bring others. */
export interface Subject {
  readonly source: Source;
  readonly pick: Pick;
  readonly model: Model;
}

/** An assumption of which at least one state brings scenarios. */
export interface Brings {
  readonly id: string;
  /** What it is drawn with. */
  readonly group: string;
  readonly terms: Assumption;
  /** The places of its values. */
  readonly paths: readonly string[];
  readonly variable: Variable;
  /** What it can be: in the first none of its states brings anything, each of the others brings scenarios. */
  readonly cases: readonly State[];
}

/** The assumptions of a model whose states bring scenarios with them, in the order of their names. */
export function bringingIn(model: Model): readonly Brings[] {
  const all = assumedVariables(model);
  return [...model.assumptions]
    .flatMap(([id, terms]): Brings[] => {
      const states = [...terms.states.values()];
      const others = states.filter(({ scenario }) => scenario !== undefined);
      const without = states.filter(({ scenario }) => scenario === undefined);
      const none = without.find((state) => isAsItIs(terms, state)) ?? without[0];
      const own = all.filter((each) => each.id === id);
      const variable = own[0]?.variable;
      if (others.length === 0 || none === undefined || variable === undefined) return [];
      return [
        {
          id,
          group: groupOf(model, id),
          terms,
          paths: own.map(({ path }) => path),
          variable,
          cases: [none, ...others],
        },
      ];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** One case of each of some assumptions. */
export type Combination = readonly { readonly of: Brings; readonly state: State }[];

/** Every combination of the cases of some assumptions; the first is that in which nothing is brought. */
export function combinationsOf(bringing: readonly Brings[]): readonly Combination[] {
  return bringing.reduce<readonly Combination[]>(
    (all, of) => of.cases.flatMap((state) => all.map((so) => [...so, { of, state }])),
    [[]],
  );
}

/** What the command line would set to have a combination; what it sets else at these places goes. */
export function pickOf({ pick, model }: Omit<Subject, 'source'>, combination: Combination): Pick {
  const texts = new Map(
    combination.flatMap(({ of, state }) => of.paths.map((path) => [path, state.value.text] as const)),
  );
  const paths = new Set(texts.keys());
  const sets = setsFor(model, texts).filter((each) => each.paths.some((path) => paths.has(path)));
  return { ...pick, sets: [...setsBeside(pick.sets, [...paths]), ...sets.map(({ set }) => set)] };
}

/** A state in which an assumption does not stand, and what would have to be set for it. */
export interface OtherState {
  readonly id: string;
  /** The name of the state. */
  readonly name: string;
  readonly state: State;
  readonly pick: Pick;
}

/** Every state in which the assumptions whose states bring scenarios do not stand, one at a time and all else as it is. */
export function otherStates(subject: Omit<Subject, 'source'>): readonly OtherState[] {
  return bringingIn(subject.model).flatMap((of) =>
    [...of.terms.states].flatMap(([name, state]): OtherState[] =>
      isAsItIs(of.terms, state) ? [] : [{ id: of.id, name, state, pick: pickOf(subject, [{ of, state }]) }],
    ),
  );
}

/** A model in which some assumptions are in one combination of states, with the scenarios that these bring. */
export interface Stratum {
  readonly pick: Pick;
  readonly model: Model;
  readonly chancy: Uncertain;
  /** The scenarios that the states bring. */
  readonly brought: readonly string[];
  /** The figures that are asked for, by name. */
  readonly roots: ReadonlyMap<string, Figure>;
}

/**
 * The models among which draws are divided: one for each combination of states that bring scenarios, and only the model
 * itself where none does. Which one a draw is of hangs on the states that are drawn in it and on nothing else.
 */
export class Strata {
  private constructor(
    readonly all: readonly [Stratum, ...Stratum[]],
    private readonly bringing: readonly Brings[],
  ) {}

  /** Throws the Problems of a combination that makes no model. */
  static of(subject: Subject, lines: (projection: Projection) => ReadonlyMap<string, Figure>): Strata {
    const { source, pick, model } = subject;
    const bringing = bringingIn(model);
    const all = combinationsOf(bringing).map((combination): Stratum => {
      const own = pickOf(subject, combination);
      const here = isAsItStands(combination) ? { pick, model } : { pick: own, model: source.load(own).model };
      const chancy = uncertain(here.model);
      const brought = [...new Set(combination.flatMap(({ state }) => scenariosIn(state.scenario?.text)))];
      return { ...here, chancy, brought, roots: lines(chancy.projection) };
    });
    return new Strata(all as unknown as readonly [Stratum, ...Stratum[]], bringing);
  }

  /** The assumptions whose states decide of which model a draw is. */
  get deciding(): readonly string[] {
    return this.bringing.map(({ id }) => id);
  }

  /** What these are drawn with. */
  get groups(): readonly string[] {
    return this.bringing.map(({ group }) => group);
  }

  /** Of which model each of some draws is, from 0; `seedOf` says under which seed a group is drawn. */
  chosen(first: number, draws: number, seedOf: (group: string) => number): Uint8Array {
    const found = new Uint8Array(draws);
    let combinations = 1;
    for (const of of this.bringing) {
      const caseAt = caseIn(of, seedOf(of.group));
      for (let i = 0; i < draws; i++) found[i] = (found[i] as number) + combinations * caseAt(first + i);
      combinations *= of.cases.length;
    }
    return found;
  }
}

/** The numbers of the draws that are of one model, rising. */
export function numbersOf(chosen: Uint8Array, model: number): Int32Array {
  const numbers: number[] = [];
  for (let i = 0; i < chosen.length; i++) if (chosen[i] === model) numbers.push(i);
  return Int32Array.from(numbers);
}

/** Which case of an assumption each draw under a seed has. */
function caseIn({ variable, cases }: Brings, seed: number): (draw: number) => number {
  const draw = drawer(variable, seed);
  const values = cases.map(({ value }) => numberIn(value)?.value.toNumber());
  return (at) => Math.max(0, values.indexOf(draw(at), 1));
}

/** The case of an assumption in one draw, which is counted from 0. */
export const stateIn = (of: Brings, seed: number, draw: number): State => of.cases[caseIn(of, seed)(draw)] as State;

/** Whether each assumption of a combination has the values that it has in the model, so that nothing need be set. */
function isAsItStands(combination: Combination): boolean {
  return combination.every(({ of: { terms }, state }) => isAsItIs(terms, state));
}

function isAsItIs({ value: { steps } }: Assumption, state: State): boolean {
  return steps.every(({ value }) => {
    const [stands, asked] = [numberIn(value)?.value, numberIn(state.value)?.value];
    return stands !== undefined && asked !== undefined && stands.compare(asked) === 0;
  });
}
