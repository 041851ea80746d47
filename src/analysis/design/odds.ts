import { compile, type Figure, Interpreter, type Program } from '../../figures/index.js';
import { type Problem, Problems, problem } from '../../language/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { BELOW, type Chances, drawsOf, Strata, type Subject, type Uncertain } from '../simulation/index.js';
import { type BoardLimit, type DesignAsked, periodsOf } from './measures.js';

/** A leaf of the tariff that is turned, by what its place says of it. */
interface Open {
  readonly figure: Figure;
}

/** One of the models among which draws are divided, with the numbers of its tariff open. */
interface OpenStratum<L extends Open> {
  readonly program: Program;
  readonly columns: readonly Float64Array[];
  readonly limits: readonly { readonly limit: BoardLimit; readonly roots: number }[];
  readonly open: readonly L[];
}

/**
 * A model under one scenario in draws, with the numbers of its tariff open: in how many draws each limit of it holds.
 * Where states of assumptions bring scenarios, each draw is of the model that its own states choose, as in `simulate`.
 */
export class TariffOdds<L extends Open> {
  private readonly strata: readonly OpenStratum<L>[];
  /** Of which of them each draw is. */
  private readonly chosen: Uint8Array;

  /**
   * `leaves` gives the leaves of the tariff that some figures rest on. Throws Problems where an assumption has a value
   * that its own range could not give, and where a combination of states makes no model.
   */
  constructor(
    subject: Subject,
    private readonly limits: readonly BoardLimit[],
    private readonly chances: Chances,
    leaves: (roots: readonly Figure[]) => readonly L[],
  ) {
    const strata = Strata.of(subject, () => new Map());
    this.chosen = strata.chosen(0, chances.draws, () => chances.seed);
    this.strata = strata.all.map(({ chancy }) => this.opened(chancy, leaves));
  }

  private opened(chancy: Uncertain, leaves: (roots: readonly Figure[]) => readonly L[]): OpenStratum<L> {
    const lines = this.limits.map((limit) => ({ limit, figures: linesOf(limit, chancy.projection) }));
    const all = lines.flatMap(({ figures }) => figures);
    const varied = chancy.varied(all);
    const decisive = varied.filter(({ leaf }) => leaf.isDecisive);
    if (decisive.length > 0) throw new Problems(decisive.map(({ group, leaf }) => notDrawable(group, leaf)));
    const open = leaves(all);
    return {
      program: compile(all, [...varied.map(({ leaf }) => leaf), ...open.map(({ figure }) => figure)]),
      // Drawn once: every tariff meets the same chance.
      columns: drawsOf(
        varied.map(({ variable }) => variable),
        this.chances,
      ),
      limits: lines.map(({ limit, figures }) => ({ limit, roots: figures.length })),
      open,
    };
  }

  /** The share of the draws in which each limit holds, with a number for each open leaf. */
  shares(numberAt: (leaf: L) => number): ReadonlyMap<BoardLimit, number> {
    const hits = new Map(this.limits.map((limit) => [limit, 0]));
    for (const [k, stratum] of this.strata.entries()) {
      if (!this.chosen.includes(k)) continue;
      let at = 0;
      const results = this.drawn(stratum, stratum.open.map(numberAt));
      for (const { limit, roots } of stratum.limits) {
        const lines = results.slice(at, at + roots);
        at += roots;
        hits.set(limit, (hits.get(limit) as number) + hitsIn(lines, limit, (draw) => this.chosen[draw] === k));
      }
    }
    return new Map([...hits].map(([limit, many]) => [limit, many / this.chances.draws]));
  }

  private drawn({ program, columns }: OpenStratum<L>, numbers: readonly number[]): readonly Float64Array[] {
    const results = Array.from({ length: program.outputs }, () => new Float64Array(this.chances.draws));
    new Interpreter(program).run(
      this.chances.draws,
      (input, start, out) => {
        const column = columns[input];
        if (column === undefined) out.fill(numbers[input - columns.length] as number);
        else out.set(column.subarray(start, start + out.length));
      },
      results,
    );
    return results;
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

/** In how many of some draws a limit holds; NaN where a line is unknown in one of them. */
function hitsIn(lines: readonly Float64Array[], { of }: BoardLimit, isOwn: (draw: number) => boolean): number {
  if (of.kind !== 'drawn') return Number.NaN;
  const holds = (value: number): boolean => (of.atMost ? of.bound - value : value - of.bound) >= BELOW;
  let hits = 0;
  for (let draw = 0; draw < (lines[0]?.length ?? 0); draw++) {
    if (!isOwn(draw)) continue;
    if (lines.some((line) => Number.isNaN(line[draw]))) return Number.NaN;
    if (lines.every((line) => holds(line[draw] as number))) hits++;
  }
  return hits;
}
