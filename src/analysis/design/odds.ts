import { compile, type Figure, Interpreter, type Program } from '../../figures/index.js';
import { type Problem, Problems, problem } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { BELOW, type Chances, drawsOf, uncertain } from '../simulation/index.js';
import { type BoardLimit, type DesignAsked, periodsOf } from './measures.js';

/**
 * A model under one scenario in draws, with the numbers of its tariff open: in how many draws each limit of it holds.
 */
export class TariffOdds {
  private readonly program: Program;
  private readonly columns: readonly Float64Array[];
  private readonly roots: readonly { readonly limit: BoardLimit; readonly figures: readonly Figure[] }[];
  private readonly draws: number;

  /**
   * `leaves` gives the leaves of the tariff that some figures rest on. Throws Problems where an assumption has a value
   * that its own range could not give.
   */
  constructor(
    model: Model,
    limits: readonly BoardLimit[],
    chances: Chances,
    leaves: (roots: readonly Figure[]) => readonly Figure[],
  ) {
    const chancy = uncertain(model);
    this.roots = limits.map((limit) => ({ limit, figures: linesOf(limit, chancy.projection) }));
    const all = this.roots.flatMap(({ figures }) => figures);
    const varied = chancy.varied(all);
    const decisive = varied.filter(({ leaf }) => leaf.isDecisive);
    if (decisive.length > 0) throw new Problems(decisive.map(({ group, leaf }) => notDrawable(group, leaf)));
    this.open = leaves(all);
    this.draws = chances.draws;
    this.program = compile(all, [...varied.map(({ leaf }) => leaf), ...this.open]);
    // Drawn once: every tariff meets the same chance.
    this.columns = drawsOf(
      varied.map(({ variable }) => variable),
      chances,
    );
  }

  /** The leaves of the tariff, in the order in which their numbers are given. */
  readonly open: readonly Figure[];

  /** The share of the draws in which each limit holds, with a number for each open leaf. */
  shares(numbers: readonly number[]): ReadonlyMap<BoardLimit, number> {
    const results = Array.from({ length: this.program.outputs }, () => new Float64Array(this.draws));
    new Interpreter(this.program).run(
      this.draws,
      (input, start, out) => {
        const column = this.columns[input];
        if (column === undefined) out.fill(numbers[input - this.columns.length] as number);
        else out.set(column.subarray(start, start + out.length));
      },
      results,
    );
    let at = 0;
    return new Map(
      this.roots.map(({ limit, figures }) => {
        const lines = results.slice(at, at + figures.length);
        at += figures.length;
        return [limit, shareIn(lines, limit, this.draws)];
      }),
    );
  }
}

function notDrawable(assumption: string, { detail: { origin } }: Figure): Problem {
  return problem('not-drawable', 'the model', {
    assumption,
    at: origin?.text ?? '',
    figure: 'the order in which services are served',
  });
}

/** The limits of a scenario that have to hold in a share of draws. */
export function drawnLimits({ limits }: DesignAsked, scenario: string | undefined): readonly BoardLimit[] {
  return limits.filter((limit) => limit.of.kind === 'drawn' && limit.scenario === scenario);
}

function linesOf({ of, year }: BoardLimit, projection: Projection): Figure[] {
  if (of.kind !== 'drawn') return [];
  return periodsOf(projection.model, year).map((period) => figureOf(projection, of.name, period));
}

/** Unknown where a line is unknown in a draw. */
function shareIn(lines: readonly Float64Array[], { of }: BoardLimit, draws: number): number {
  if (of.kind !== 'drawn' || lines.some((line) => line.some(Number.isNaN))) return Number.NaN;
  const holds = (value: number): boolean => (of.atMost ? of.bound - value : value - of.bound) >= BELOW;
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) if (lines.every((line) => holds(line[draw] as number))) hits++;
  return hits / draws;
}
