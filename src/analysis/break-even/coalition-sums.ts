import { type Figure, type Plane, type PlaneStep, startedBlocks } from '../../figures/index.js';
import type { CoalitionCandidate, CoalitionSurplus } from './coalition.js';

/** What each school adds to the surplus by itself, so that the surplus of a coalition is a sum, but for steps. */
export class Sums {
  /** One school of each candidate. */
  private readonly adds: readonly number[];
  private readonly steps: readonly (PlaneStep & { readonly each: readonly number[] })[];
  /** With nobody and no block. */
  private readonly base: number;

  constructor(
    private readonly plane: Plane,
    private readonly candidates: readonly CoalitionCandidate[],
    levers: ReadonlyMap<string, Figure>,
    whenNone: number,
  ) {
    const perSchool = (slopes: ReadonlyMap<Figure, number>): number[] =>
      candidates.map(({ school, of }) => (slopes.get(levers.get(school.id) as Figure) ?? 0) / of);
    this.adds = perSchool(plane.slopes);
    this.steps = plane.steps.map((step) => ({ ...step, each: perSchool(step.slopes) }));
    this.base = this.steps.reduce((so, { slope, base, size }) => so - slope * startedBlocks(base, size), whenNone);
  }

  /** The surplus as the candidates join one school after the other. */
  get inOrder(): CoalitionSurplus {
    const surplus: number[] = [];
    let so = this.base;
    const quantities = this.steps.map(({ base }) => base);
    const note = (): void => {
      surplus.push(
        this.steps.reduce((sum, { slope, size }, k) => sum + slope * startedBlocks(quantities[k] as number, size), so),
      );
    };
    note();
    this.candidates.forEach(({ of }, i) => {
      for (let left = of; left > 0; left--) {
        const part = Math.min(1, left);
        so += part * (this.adds[i] as number);
        this.steps.forEach(({ each }, k) => {
          quantities[k] = (quantities[k] as number) + part * (each[i] as number);
        });
        note();
      }
    });
    return { surplus, near: this.near };
  }

  private get near(): number {
    return 2 * this.plane.rounding;
  }

  /**
   * The fewest schools, of any, with which the surplus can be zero or more; undefined where that cannot be said. For
   * each number the best that any set of that size can come to: those that add most, with blocks as many as there must
   * be, and all that rounding can do.
   */
  fewest(): number | 'none' | undefined {
    if (this.candidates.some(({ of }) => !Number.isInteger(of))) return undefined;
    const alike = this.steps.filter(isAlike);
    const others = this.steps.filter((step) => !isAlike(step));
    // A block is started for a part of its size, so there are at least as many blocks as the quantity comes to, and
    // less than one more.
    const best = (i: number): number =>
      others.reduce((sum, { slope, size, each }) => sum + (slope * (each[i] as number)) / size, this.adds[i] as number);
    const start = others.reduce(
      (sum, { slope, size, base }) => sum + (slope * base) / size + Math.max(0, slope),
      this.base,
    );
    const descending = this.candidates.map(({ of }, i) => ({ of, adds: best(i) })).sort((a, b) => b.adds - a.adds);
    let so = start;
    let schools = 0;
    const canBe = (): boolean => {
      const blocks = alike.reduce(
        (sum, { slope, size, base, each }) => sum + slope * startedBlocks(base + schools * (each[0] ?? 0), size),
        so,
      );
      return blocks + this.near >= 0;
    };
    if (canBe()) return 0;
    for (const { of, adds } of descending) {
      for (let i = 0; i < of; i++) {
        so += adds;
        schools++;
        if (canBe()) return schools;
      }
    }
    return 'none';
  }
}

/** Whether every school adds the same to the quantity, so that a number of them says how many blocks there are. */
function isAlike({ each }: { readonly each: readonly number[] }): boolean {
  const NOISE = 1e-9;
  return each.every((one) => Math.abs(one - (each[0] as number)) < NOISE);
}
