/** The model as it stands, where scenarios are named. */
export const BASE_OPTION = 'base';
/** In a list of options or of stresses: the model as it stands is not among them. */
export const NO_BASE = 'no base';

/**
 * What is tried against what. Both lists hold names of scenarios, `a+b` for several together, and `base` for the model
 * as it stands.
 */
export interface Grid {
  readonly options: readonly string[];
  readonly stresses: readonly string[];
}

/** One option under one stress: a model like any other. */
export interface GridCell {
  readonly option: string;
  readonly stress: string;
  /** What `--scenario` says to get it: `base`, or its scenarios joined by `+`, those of the option first. */
  readonly name: string;
}

/**
 * The scenarios of `a+b`, each once, in the order in which they are named. The model as it stands takes part in no
 * overlay.
 */
export function scenariosIn(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [...new Set(name.split('+').filter((each) => each !== BASE_OPTION))];
}

/** How scenarios are named together. */
export const JOINED = 'a list of scenarios with a plus between them, such as low+late';

/** What is wrong with how scenarios are named together, whichever there are; undefined where nothing is. */
export function slipOfJoining(name: string): string | undefined {
  const parts = name.split('+');
  if (parts.some((each) => each.trim() === ''))
    return parts.length === 1 ? 'it is empty' : 'a name is missing beside a plus';
  if (parts.length === 1) return undefined;
  if (parts.some((each) => each !== each.trim())) return 'blanks stand round the plus';
  const twice = parts.find((each, i) => parts.indexOf(each) < i);
  return twice === undefined ? undefined : `"${twice}" stands in it twice`;
}

/** Scenarios as `--scenario` names them together. */
export function joinedName(scenarios: readonly string[]): string {
  return scenarios.length === 0 ? BASE_OPTION : scenarios.join('+');
}

/**
 * A list of options or stresses with the model as it stands: where the list names it, first where it does not, nowhere
 * where it says `no base`.
 */
export function listed(said: readonly string[]): readonly string[] {
  if (said.includes(NO_BASE)) return said.filter((name) => name !== NO_BASE);
  return said.includes(BASE_OPTION) ? said : [BASE_OPTION, ...said];
}

/**
 * The grid of a model by its two lists. Without options the model as it stands is the only one. Without stresses each
 * scenario that is no option is tried where a command asks for the grid, and nothing is promised of what it makes with
 * an option.
 */
export function gridOf(
  said: { readonly options: readonly string[] | undefined; readonly stresses: readonly string[] | undefined },
  scenarios: readonly string[],
): Grid & { readonly isDeclared: boolean } {
  const options = listed(said.options ?? []);
  const stresses = said.stresses ?? scenarios.filter((name) => !options.includes(name));
  return { options, stresses: listed(stresses), isDeclared: said.stresses !== undefined };
}

/** An option under a stress: the scenarios of the option come first. */
export function cellOf(option: string, stress: string): GridCell {
  return { option, stress, name: joinedName([...new Set([...scenariosIn(option), ...scenariosIn(stress)])]) };
}

/** Every cell of a grid, option by option. */
export function cellsOf({ options, stresses }: Grid): readonly GridCell[] {
  return options.flatMap((option) => stresses.map((stress) => cellOf(option, stress)));
}
