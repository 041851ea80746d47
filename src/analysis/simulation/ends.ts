import { type Problem, Problems, problem, problemsIn, type Scalar, type Under } from '../../language/index.js';
import type { Assumption, Model, State } from '../../model/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { setsBeside } from '../what-if/sets.js';
import { bringingIn, combinationsOf, pickOf } from './strata.js';
import { assumedVariables, setsFor } from './uncertain.js';

/**
 * What keeps the ends of ranges, and the values of states, from being values of the model: a share of 120%, where each
 * is used. Each problem stands at the end that brings it about, and names it. The least values of all are tried
 * together, then the greatest of all, and then what lies between the least and the greatest state.
 */
export function endProblems(source: Source, pick: Pick, model: Model): Problem[] {
  const places = assumedVariables(model).map(({ id, path }): Place => {
    const terms = model.assumptions.get(id) as Assumption;
    return { id, path, terms, values: valuesOf(terms) };
  });
  const rounds = Math.max(0, ...places.map(({ values }) => values.length));
  const found = new Map<string, Problem>();
  for (let round = 0; round < rounds; round++) {
    const here = new Map(places.map(({ path, values }) => [path, valueIn(values, round)]));
    const said = setsFor(model, new Map([...here].map(([path, { text }]) => [path, text])));
    const tried = new Map(said.map(({ set, paths }) => [set, here.get(paths[0] as string) as Scalar]));
    const own = setsBeside(
      pick.sets,
      places.map(({ path }) => path),
    );
    for (const each of problemsOf(() => source.load({ ...pick, sets: [...own, ...tried.keys()] }))) {
      const at = tried.get(each.span?.file.text ?? '');
      const moved = at === undefined ? each : atEnd(each, at, places, tried);
      found.set(`${moved.code}|${moved.span?.file.name}:${moved.span?.line}:${moved.span?.column}`, moved);
    }
  }
  for (const each of combinationProblems(source, pick, model))
    found.set(`${each.code}|${each.span?.file.name}:${each.span?.line}:${each.span?.column}`, each);
  return [...found.values()];
}

/**
 * What keeps the combinations of states that bring scenarios from being models: each of them is made, with all else as
 * it stands. A problem names the states that bring it about.
 */
function combinationProblems(source: Source, pick: Pick, model: Model): Problem[] {
  const bringing = bringingIn(model);
  return combinationsOf(bringing).flatMap((combination) => {
    const brings = combination.filter(({ state }) => state.scenario !== undefined);
    if (brings.length === 0) return [];
    const said = brings.map(({ of: { id, terms }, state }) => stateSaid(id, terms, state.value)).join(', and ');
    const made = problemsOf(() => {
      const { calendar } = source.load(pickOf({ pick, model }, combination)).model;
      const isSame = calendar.first === model.calendar.first && calendar.last === model.calendar.last;
      if (!isSame) throw new Problems(brings.flatMap(({ state }) => otherCalendar(state)));
    });
    return made.map((each): Problem => {
      const at = brings.find(({ state }) => each.span?.file.text.endsWith(`=${state.value.text}`));
      const under: Under = { scenarios: [], more: 0, ...each.under, tried: said };
      return { ...each, span: at === undefined ? each.span : at.state.value.span, under, isTyped: false };
    });
  });
}

/** Draws are held against each other year by year. */
function otherCalendar({ scenario }: State): Problem[] {
  if (scenario === undefined) return [];
  const expected = 'a scenario that leaves the calendar as it is';
  return [
    problem('bad-value', scenario.span, { text: scenario.text, expected, why: 'a state cannot change the years' }),
  ];
}

const stateSaid = (id: string, { states }: Assumption, value: Scalar): string =>
  `"${id}" at ${value.text}, its state "${[...states].find(([, each]) => each.value === value)?.[0]}"`;

/** A problem that a tried value brings about, at the end of the range or the state that has it, and under its name. */
function atEnd(each: Problem, end: Scalar, places: readonly Place[], tried: ReadonlyMap<string, Scalar>): Problem {
  const also = each.also.map((other) => ({ ...other, span: tried.get(other.span.file.text)?.span ?? other.span }));
  const under: Under = { scenarios: [], more: 0, ...each.under, tried: saidOf(end, places) };
  return { ...each, span: end.span, also, under, isTyped: false };
}

/** `"more" at 80%, the high end of its range`, `"rent" at 1_000, its state "doubled"`. */
function saidOf(end: Scalar, places: readonly Place[]): string {
  const { id, terms } = places.find(({ values }) => values.includes(end)) as Place;
  const state = [...terms.states].find(([, { value }]) => value === end)?.[0];
  const which =
    state !== undefined
      ? `its state "${state}"`
      : end === terms.range?.low
        ? 'the low end of its range'
        : 'the high end of its range';
  return `"${id}" at ${end.text}, ${which}`;
}

interface Place {
  readonly id: string;
  readonly path: string;
  readonly terms: Assumption;
  readonly values: readonly Scalar[];
}

/** The value of a round: the least in the first, the greatest in the second, and then one after another. */
function valueIn(values: readonly Scalar[], round: number): Scalar {
  const last = values.length - 1;
  return values[round === 0 ? 0 : round === 1 ? last : Math.min(round - 1, last)] as Scalar;
}

/** The values at which an assumption is tried, the least first: the ends of its range, or its states. */
export function valuesOf({ range, states }: Assumption): readonly Scalar[] {
  if (range !== undefined) return [range.low, range.high];
  return [...states.values()].map(({ value }) => value).sort((a, b) => sizeOf(a) - sizeOf(b));
}

/** How large a written number is, to sort by; what is no number keeps its place. */
const sizeOf = ({ text }: Scalar): number => Number(text.replace(/[_,£%"]/g, '')) || 0;

function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work();
    return [];
  } catch (error) {
    const problems = problemsIn(error);
    if (problems === undefined) throw error;
    return problems;
  }
}

/** Throws the Problems of ends that make no model. */
export function checkEnds(source: Source, pick: Pick, model: Model): void {
  const problems = endProblems(source, pick, model);
  if (problems.length > 0) throw new Problems(problems);
}
