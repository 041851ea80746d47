import { Exact, type Figure, lever, type Rate } from '../../figures/index.js';
import {
  Problems,
  type Scalar,
  type Since,
  sinceText,
  textOf,
  valueBefore,
  whereSaid,
  withValues,
} from '../../language/index.js';
import {
  type Assumption,
  type Correlation,
  type Model,
  mixedOf,
  numberIn,
  type School,
  togetherWith,
  undrawable,
} from '../../model/index.js';
import { type Chance, decidersOf, decisionsOf, type Projection, project } from '../../projection/index.js';
import { inputsOf } from '../shared/inputs.js';
import { assumptionPath } from '../what-if/sets.js';
import type { Variable } from './draws.js';
import { type Key, keyOf } from './random.js';
import type { DrawnShape } from './shapes.js';

/** A leaf of the workings with what is drawn for it. */
export interface DrawnLeaf {
  /** What it belongs to: the id of an assumption, `SCHOOLS`, `ROLLS` or `UNITS`. */
  readonly group: string;
  readonly leaf: Figure;
  readonly variable: Variable;
}

/**
 * What moves that is no assumption: which schools join, how much each buys, and the rolls of single schools. No id of a file has a space.
 */
export const SCHOOLS = 'which schools join';
export const ROLLS = 'rolls of single schools';
export const UNITS = 'how much schools buy';
/** All that is no assumption. */
export const OF_CHANCE: readonly string[] = [SCHOOLS, ROLLS, UNITS];

/** A name for what each school that a line of the roll stands for asks for of a service. */
export const unitNames = (school: School, service: string): readonly string[] =>
  Array.from({ length: decisionsOf(school) }, (_, i) => `units of ${service} for school ${school.id}, ${i + 1}`);
/** The number that takes the units of a spread: each as likely as any other, whatever others buy. */
export const UNIT_SHAPE = { kind: 'uniform', low: 0, high: 1 } as const;

/** A model in which chance has a say: its workings, and what varies in them. */
export interface Uncertain {
  readonly projection: Projection;
  /** Of some figures, every leaf that varies. */
  readonly varied: (roots: readonly Figure[]) => readonly DrawnLeaf[];
  /** Assumptions with a range or states of which no figure is made: they move dates or words, and are not drawn. */
  readonly unmoved: (roots: readonly Figure[]) => readonly string[];
}

/**
 * A model with chance in its workings. Throws Problems where a value is none that its own range or states could give.
 */
export function uncertain(model: Model): Uncertain {
  const problems = undrawable(model.assumptions);
  if (problems.length > 0) throw new Problems(problems);
  const schools = new SchoolChance(model);
  const projection = project(model, {}, schools);
  return {
    projection,
    varied: (roots) => [...schools.varied.values(), ...assumptionsIn(model, roots).flatMap(({ varied }) => varied)],
    unmoved: (roots) => assumptionsIn(model, roots).flatMap(({ id, varied }) => (varied.length === 0 ? [id] : [])),
  };
}

/** The leaves for what chance decides of each school: made when they are first asked for, and the same ever after. */
class SchoolChance implements Chance {
  readonly varied = new Map<string, DrawnLeaf>();
  /** By the school as it is in a stage of its life: one that goes to another trust decides with that from then on. */
  private readonly own = new WeakMap<School, readonly Rate[]>();

  constructor(private readonly model: Model) {}

  get movesRolls(): boolean {
    return movesRolls(this.model);
  }

  decisions = (school: School): readonly Rate[] => {
    const known = this.own.get(school);
    if (known !== undefined) return known;
    const made = decidersOf(this.model)
      .decisionsOf(school)
      .map((name) => this.leaf(name, SCHOOLS, { kind: 'decision', shared: sharedOf(this.model) }));
    this.own.set(school, made);
    return made;
  };

  units = (school: School, service: string): readonly Rate[] =>
    unitNames(school, service).map((name) => this.leaf(name, UNITS, UNIT_SHAPE));

  roll = (school: School): Rate | undefined => {
    const rolled = rollOf(this.model, school);
    return rolled && this.leaf(rolled.name, ROLLS, rolled.shape);
  };

  private leaf(name: string, group: string, shape: DrawnShape): Rate {
    const known = this.varied.get(name);
    if (known !== undefined) return known.leaf as Rate;
    const leaf = lever(name);
    this.varied.set(name, { group, leaf, variable: { key: keyOf(name), shape, step: 0 } });
    return leaf;
  }
}

/** The part of what moves a school that decides which moves all others too. */
export function sharedOf({ uncertainty: { correlation } }: Pick<Model, 'uncertainty'>): number {
  return correlation?.isKnown ? correlation.exact.toNumber() : 0;
}

/** Whether chance moves rolls. */
export function movesRolls({ uncertainty: { rolls } }: Pick<Model, 'uncertainty'>): boolean {
  return rolls?.isKnown === true && rolls.exact.sign > 0;
}

/**
 * How a school's roll lies about what is expected of it; undefined where chance does not move it. An archetype's is the
 * average of its schools, which lies closer than each of them.
 */
export function rollOf(
  model: Pick<Model, 'uncertainty'>,
  school: School,
): { readonly name: string; readonly shape: DrawnShape } | undefined {
  const { rolls } = model.uncertainty;
  if (rolls === undefined || !movesRolls(model)) return undefined;
  return {
    name: `roll of ${school.id}`,
    shape: { kind: 'roll', deviation: rolls.exact.toNumber() / Math.sqrt(decisionsOf(school)) },
  };
}

/** The assumptions that vary, with the leaves of some figures in which they stand. */
function assumptionsIn(
  model: Model,
  roots: readonly Figure[],
): { readonly id: string; readonly varied: readonly DrawnLeaf[] }[] {
  const inputs = inputsOf(roots);
  const found = new Map<string, DrawnLeaf[]>();
  for (const { id, path, variable } of assumedVariables(model)) {
    const varied = (inputs.get(path) ?? []).map((leaf): DrawnLeaf => ({ group: groupOf(model, id), leaf, variable }));
    found.set(id, [...(found.get(id) ?? []), ...varied]);
  }
  return [...found].map(([id, varied]) => ({ id, varied }));
}

/** A value of an assumption that varies: where it stands, and how it is drawn and written. */
export interface VaryingValue {
  readonly id: string;
  /** The place of what is drawn: of a value that a scenario changes relative to what it was, that of what it was. */
  readonly path: string;
  readonly since: Since | undefined;
  /** What stands in the model. */
  readonly stands: Scalar;
  /** A value that was drawn, as a file would have it. */
  readonly written: (value: number) => string;
  readonly variable: Variable;
}

/** Every value that has a range or states; those of one assumption, by date, move together. */
export function assumedVariables({ assumptions, uncertainty }: Model): VaryingValue[] {
  return [...assumptions].flatMap(([id, terms]) =>
    terms.value.steps.flatMap(({ since, value: stands }): VaryingValue[] => {
      const value = valueBefore(stands);
      const number = numberIn(value);
      const shape = number && shapeOf(terms, number.value);
      if (shape === undefined) return [];
      const decimals = decimalsOf(terms, number?.percent === true);
      const mix = mixOf(uncertainty.assumptions, id);
      const key = assumptionKey(id);
      const variable = { key, ...whereSaid({ mix }), shape, step: isStepped(shape) ? 10 ** -decimals : 0 };
      return [
        {
          id,
          path: stands === value ? assumptionPath(id, since) : value.path,
          since,
          stands,
          written: writer(terms, number?.percent === true),
          variable,
        },
      ];
    }),
  );
}

const assumptionKey = (id: string): Key => keyOf(`assumption ${id}`);

/** What moves an assumption beside itself; undefined where nothing does. */
function mixOf(correlations: readonly Correlation[], id: string): Variable['mix'] {
  const { ids, weights } = mixedOf(correlations);
  const row = weights[ids.indexOf(id)] ?? [];
  const moving = row.flatMap((weight, i) => (weight === 0 ? [] : [{ key: assumptionKey(ids[i] as string), weight }]));
  return moving.length > 1 || (row.length > 1 && moving.length === 1 && row[row.length - 1] === 0) ? moving : undefined;
}

/** What an assumption is drawn with: its own name, and those of the ones that it goes together with. */
export const groupOf = ({ uncertainty }: Model, id: string): string =>
  togetherWith(uncertainty.assumptions, id).join('+');

/**
 * What the command line would set for assumptions to have some values, by the places of what is drawn. Where a scenario
 * changes a value relative to what it was, what it was is given, and what that comes to is set.
 */
export function setsFor(
  model: Model,
  texts: ReadonlyMap<string, string>,
): { readonly set: string; readonly paths: readonly string[] }[] {
  const all = assumedVariables(model);
  const isChanged = new Set(all.filter(({ stands }) => stands.formula !== undefined).map(({ id }) => id));
  const plain = all
    .filter(({ id }) => !isChanged.has(id))
    .map(({ path }) => ({ set: `${path}=${texts.get(path)}`, paths: [path] }));
  const changed = [...isChanged].map((id) => {
    const steps = all.filter((each) => each.id === id);
    const said = steps.map(({ since, stands, path }) => {
      const text = stands.formula === undefined ? texts.get(path) : textOf(withValues(stands.formula, texts));
      return since === undefined ? `${text}` : `${sinceText(since)}: ${text}`;
    });
    const value = steps[0]?.since === undefined ? said[0] : `{ ${said.join(', ')} }`;
    return { set: `${assumptionPath(id, undefined)}=${value}`, paths: steps.map(({ path }) => path) };
  });
  return [...plain, ...changed];
}

/** Undefined where there is neither a range nor states, or where an end is no number. */
function shapeOf({ range, states }: Assumption, value: Exact): DrawnShape | undefined {
  if (range === undefined) return states.size === 0 ? undefined : statesOf(states);
  const [low, high] = [numberIn(range.low)?.value, numberIn(range.high)?.value];
  if (low === undefined || high === undefined) return undefined;
  const ends = { low: low.toNumber(), high: high.toNumber() };
  if (low.compare(high) === 0) return { kind: 'point', value: ends.low };
  if (range.shape === 'uniform') return { kind: 'uniform', ...ends };
  return { kind: range.shape ?? 'triangular', ...ends, value: value.toNumber() };
}

function statesOf(states: Assumption['states']): DrawnShape | undefined {
  const values: number[] = [];
  const upTo: number[] = [];
  let all = Exact.zero;
  // In the order of their ids: that of the file says nothing.
  for (const [, { value, probability }] of [...states].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const number = numberIn(value);
    if (number === undefined || !probability.isKnown) return undefined;
    all = all.plus(probability.exact);
    values.push(number.value.toNumber());
    upTo.push(all.toNumber());
  }
  return { kind: 'states', values, upTo };
}

/**
 * What is drawn can be written in a file: percentages to four decimals, other numbers to the penny, or to as many as
 * the range itself has.
 */
function decimalsOf({ range }: Assumption, percent: boolean): number {
  const written =
    range === undefined ? [] : [range.low, range.high].map(({ text }) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0);
  return percent ? 2 + Math.max(4, ...written) : Math.max(2, ...written);
}

const isStepped = ({ kind }: DrawnShape): boolean => kind !== 'states' && kind !== 'point';

/** States and points are written as the file has them. */
function writer({ range, states }: Assumption, percent: boolean): (value: number) => string {
  const texts = new Map(
    [...[...states.values()].map(({ value }) => value), ...(range === undefined ? [] : [range.low, range.high])].map(
      (each) => [numberIn(each)?.value.toNumber(), each.text],
    ),
  );
  return (value) => texts.get(value) ?? (percent ? `${plain(value * 100)}%` : plain(value));
}

const plain = (value: number): string =>
  value
    .toFixed(MOST_DECIMALS)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
const MOST_DECIMALS = 8;
