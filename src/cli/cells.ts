import { type Problem, Problems, problemsIn } from '../language/index.js';
import { cellsOf, type Grid, type GridCell, scenariosIn } from '../model/index.js';
import { type Projection, project } from '../projection/index.js';
import { type Loaded, SET, type Source } from '../reading/index.js';
import type { Io } from './io.js';

/** The models of a grid, each made and played once however many commands' tables ask for it. */
export class Cells {
  private readonly models = new Map<string, Loaded>();
  private readonly refused = new Map<string, readonly Problem[]>();
  private readonly projections = new Map<string, Projection>();

  /**
   * Makes the model of every cell, and of every name beside them. Throws the Problems of all of them at once, before
   * anything is played. Where the model does not say what its stresses are, it promises nothing of what a scenario
   * makes with an option: such a pair may have a problem in the place of a model.
   */
  constructor(
    private readonly source: Source,
    readonly grid: Grid & { readonly isDeclared?: boolean },
    private readonly sets: readonly string[],
    private readonly io: Io,
    beside: readonly string[] = [],
  ) {
    const problems: Problem[] = [];
    const pairs = new Set(
      grid.isDeclared === false
        ? this.all.filter(({ option, stress, name }) => name !== option && name !== stress).map(({ name }) => name)
        : [],
    );
    for (const name of new Set([
      ...this.all.map((cell) => cell.name),
      ...beside,
      ...(pairs.size > 0 ? grid.stresses : []),
    ])) {
      const found = this.made(name);
      if (!pairs.has(name)) problems.push(...found);
    }
    problems.push(...setNowhere(this.models.values()));
    if (problems.length > 0) throw new Problems(problems);
  }

  /** Makes the model of a name once, or finds its problems. */
  private made(name: string): readonly Problem[] {
    const known = this.refused.get(name);
    if (known !== undefined || this.models.has(name)) return known ?? [];
    try {
      this.models.set(name, this.source.load({ scenarios: scenariosIn(name), sets: this.sets, isCell: true }));
      return [];
    } catch (error) {
      const found = problemsIn(error);
      if (found === undefined) throw error;
      const told = inCell(found, name, this.source);
      this.refused.set(name, told);
      return told;
    }
  }

  /** Why a name makes no model; undefined where it makes one. */
  problem(name: string): Problem | undefined {
    return this.made(name)[0];
  }

  /** Every cell, option by option. */
  get all(): readonly GridCell[] {
    return cellsOf(this.grid);
  }

  /**
   * The model of a name as `--scenario` would have it. Throws the Problems of one that is no cell and makes no model.
   */
  loaded(name: string): Loaded {
    const problems = this.made(name);
    if (problems.length > 0) throw new Problems(problems);
    return this.models.get(name) as Loaded;
  }

  /** The same, played through. */
  projection(name: string): Projection {
    const known = this.projections.get(name);
    if (known !== undefined) return known;
    this.io.progress(`playing ${name}`, this.projections.size / this.models.size);
    const made = project(this.loaded(name).model);
    this.projections.set(name, made);
    return made;
  }
}

/**
 * What the command line sets of places that none of some models has: a slip, where of one that some lack it is idle in
 * these.
 */
export function setNowhere(models: Iterable<Pick<Loaded, 'idle'>>): readonly Problem[] {
  const all = [...models].map(
    ({ idle }) =>
      new Map(
        idle.flatMap((each) =>
          each.kind === 'absent' && each.by === SET ? [[each.span.file.text, each.problems]] : [],
        ),
      ),
  );
  const [first, ...others] = all;
  return [...(first ?? [])].flatMap(([text, problems]) => (others.every((each) => each.has(text)) ? problems : []));
}

/** What is wrong with scenarios together, which each may be right alone, names all of them with their places. */
export function inCell(problems: readonly Problem[], name: string, { scenarios: known }: Source): readonly Problem[] {
  const scenarios = scenariosIn(name);
  if (scenarios.length < 2) return problems;
  const also = scenarios.flatMap((each) => {
    const span = known.find((scenario) => scenario.name === each)?.span;
    return span === undefined ? [] : [{ span, role: `with ${each}` }];
  });
  const isNamed = ({ under }: Problem): boolean => scenarios.every((each) => under?.scenarios.includes(each) === true);
  return problems.map((each) =>
    each.code === 'overlay-clash' || each.span === undefined || isNamed(each)
      ? each
      : { ...each, also: [...each.also, ...also] },
  );
}
