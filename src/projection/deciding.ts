import { kept } from '../language/index.js';
import type { Model, School } from '../model/index.js';
import { groupingOf } from '../pricing/index.js';
import { decisionsOf } from './chance.js';

/** Who decides with whom in a model: one object for all models in which the same schools decide together. */
export function decidersOf({
  schools,
  tiers,
  uncertainty,
}: Pick<Model, 'schools' | 'tiers' | 'uncertainty'>): Deciders {
  const { together } = uncertainty;
  const grouped = [...tiers.values()].flatMap(({ price }) => price.flatMap((each) => groupingOf(each)?.by ?? []));
  const by =
    together === undefined ? [...new Set(['trust', ...grouped])] : together.text === 'none' ? [] : [together.text];
  return decidingBy({ schools, by: JSON.stringify(by), isSaid: together !== undefined });
}

interface Parts extends Pick<Model, 'schools'> {
  /** The attributes, as one text, because what is kept is found by it. */
  readonly by: string;
  readonly isSaid: boolean;
}

const decidingBy = kept(
  { schools: true, by: true, isSaid: true },
  ({ schools, by, isSaid }: Parts) => new Deciders(schools, JSON.parse(by) as readonly string[], isSaid),
);

/**
 * Schools that decide as one: where one of them joins, so do all that are at least as likely to join.
 * The model may say which attribute they share; unless it does, those of one trust do, and those that a price takes
 * together.
 */
export class Deciders {
  private readonly units = new Map<string, string>();

  constructor(
    schools: readonly School[],
    /** The attributes of which one value is one decider. */
    readonly by: readonly string[],
    /** Whether the model says so itself. */
    readonly isSaid: boolean,
  ) {
    this.join(schools);
  }

  /** Those who decide as one, where they are several schools: their common name, and how many. */
  shared(schools: readonly School[]): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    for (const school of schools) {
      const unit = this.unitsOf(school)[0];
      if (unit === undefined) continue;
      const name = this.units.get(unit) ?? unit;
      found.set(name, (found.get(name) ?? 0) + (school.count?.isKnown ? school.count.exact.toNumber() : 1));
    }
    return new Map([...found].filter(([, many]) => many > 1));
  }

  /**
   * A name for each decision that a school takes: that of those with whom it decides, or one for each school that an
   * archetype stands for.
   */
  decisionsOf(school: School): readonly string[] {
    const unit = this.unitsOf(school)[0];
    if (unit !== undefined) return [`decision of ${this.units.get(unit) ?? unit}`];
    return Array.from({ length: decisionsOf(school) }, (_, i) => `decision of school ${school.id}, ${i + 1}`);
  }

  /** `trust Bay`, `head shared`: those of whose schools it is one. */
  private unitsOf({ attributes }: School): readonly string[] {
    return this.by.flatMap((by) => {
      const value = attributes.get(by);
      return value ? [`${by} ${value}`] : [];
    });
  }

  /** A school of a trust and of a shared head makes one decider of both; it goes by the first of their names. */
  private join(schools: readonly School[]): void {
    for (const school of schools) {
      const [first, ...others] = this.unitsOf(school).map((unit) => this.rootOf(unit));
      for (const other of others) {
        if (first === undefined) continue;
        const [a, b] = [this.rootOf(first), this.rootOf(other)].sort(this.byName) as [string, string];
        if (a !== b) this.units.set(b, a);
      }
    }
    for (const unit of this.units.keys()) this.units.set(unit, this.rootOf(unit));
  }

  private rootOf(unit: string): string {
    let root = unit;
    for (let next = this.units.get(root); next !== undefined; next = this.units.get(root)) root = next;
    return root;
  }

  /** Trusts before whatever else decides as one. */
  private readonly byName = (a: string, b: string): number => {
    const place = (unit: string): number => this.by.findIndex((by) => unit.startsWith(`${by} `));
    return place(a) - place(b) || (a < b ? -1 : 1);
  };
}
