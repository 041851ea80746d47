import { type Exact, type Figure, type Rate, Recording, type Value } from '../../figures/index.js';
import { type Projection, partKey } from '../../projection/index.js';
import { type Turnable, turnable } from '../offer/joining.js';

/** Which part of a school stays in a tier, by `partKey`; those that are not named stay whole. */
export type Staying = ReadonlyMap<string, Exact>;

/** A projection of which schools can be taken out of their tiers in a company year; played through again when it is first asked. */
export class Thinned {
  private made: Turnable | undefined;

  constructor(
    readonly of: Projection,
    readonly year: number,
  ) {}

  private get turned(): Turnable {
    this.made ??= turnable(this.of, 'expected', this.year, partKey);
    return this.made;
  }

  /** The same with a lever for each school in each tier. */
  get projection(): Projection {
    return this.turned.projection;
  }

  get levers(): ReadonlyMap<string, Rate> {
    return this.turned.levers;
  }

  /** What some figures of that projection come to, once only those who stay are left. */
  asking(figures: readonly Figure[]): (staying: Staying) => Value[] {
    const recording = new Recording(figures);
    return (staying) => {
      const given = new Map<Figure, Value>();
      for (const [key, part] of staying) {
        const lever = this.levers.get(key);
        if (lever !== undefined) given.set(lever, part);
      }
      return recording.exactly(given);
    };
  }
}
