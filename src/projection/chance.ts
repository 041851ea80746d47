import { band, type Count, constant, Exact, type Figure, type Kind, type Rate, sum, times } from '../figures/index.js';
import type { School, SpreadPart, UnitSpread } from '../model/index.js';

/**
 * What chance decides of a school: the leaves at which a simulation puts its draws into the workings. Without it a
 * school that is expected to join with 80% counts as 0.8 of a member; with it, in each draw, it joins or does not.
 */
export interface Chance {
  /**
   * A number from 0 to 1 for each school that it stands for: a school joins where its number lies below its share. The
   * number is the same in every year and month for as long as the school decides with the same others. Empty where chance
   * does not decide.
   */
  readonly decisions: (school: School) => readonly Rate[];
  /** Whether it moves any roll. */
  readonly movesRolls: boolean;
  /**
   * A number from 0 to 1 for each school that it stands for: of a spread of what schools ask for of a service it takes
   * the units at which the shares, added from the fewest units on, pass it. The same number in every year.
   */
  readonly units: (school: School, service: string) => readonly Rate[];
  /** What its roll is multiplied by in every year; undefined where chance does not move it. */
  readonly roll: (school: School) => Rate | undefined;
}

const JOINS: Rate = constant('rate', Exact.one, 'joins');
const STAYS_OUT: Rate = constant('rate', Exact.zero, 'does not join');

/**
 * Whether a school joins a tier when chance has decided; of an archetype, whether each of its schools does. Tiers stand
 * one after the other on the line from 0 to 1: `shares` are what those before this one take of it, and last its own.
 */
export function decidedEach(
  decisions: readonly Rate[],
  shares: readonly Rate[],
  { name }: Pick<School, 'name'>,
): readonly Rate[] {
  const before = shares.slice(0, -1);
  const upTo = sum('rate', shares);
  const others = before.length === 0 ? [] : [{ upTo: sum('rate', before), closed: false, value: STAYS_OUT }];
  const bands = [...others, { upTo, closed: false, value: JOINS }];
  return decisions.map((number) => band('rate', number, bands, STAYS_OUT, `whether ${name} joins`));
}

/** The share of a school that joins, or of the schools that an archetype stands for, from whether each of them does. */
export function decided(each: readonly Rate[], { name, count }: Pick<School, 'name' | 'count'>): Rate {
  if (each.length === 1) return each[0] as Rate;
  const all = (count as Count).exact;
  const part = all.minus(Exact.of(each.length - 1));
  // What is left of a fraction counts for as much of a school.
  const last = times(each[each.length - 1] as Rate, constant('rate', part, 'what is left of a school'));
  const joined = sum('rate', [
    ...each.slice(0, -1),
    part.compare(Exact.one) === 0 ? (each[each.length - 1] as Rate) : last,
  ]);
  return times(
    joined,
    constant('rate', Exact.one.over(all), `one of ${all.toString()} schools`),
    `share of ${name} that joins`,
  );
}

/** How many decisions an archetype takes: one for each school, and one for what is left of a fraction. */
export function decisionsOf({ count }: { readonly count: Count | undefined }): number {
  return count === undefined || !count.isKnown ? 1 : Math.max(1, count.exact.ceiling().toNumber());
}

const bounds = new WeakMap<UnitSpread, readonly Rate[]>();

/** Where the shares of a spread pass on to the next units: the same figures for every school that is asked. */
function boundsOf(spread: UnitSpread): readonly Rate[] {
  const found =
    bounds.get(spread) ??
    spread.parts.slice(0, -1).map((_, i) =>
      sum(
        'rate',
        spread.parts.slice(0, i + 1).map(({ share }) => share),
      ),
    );
  bounds.set(spread, found);
  return found;
}

/** Of a spread, what stands for the units that a number from 0 to 1 takes. */
export function taken<K extends Kind>(
  kind: K,
  number: Rate,
  spread: UnitSpread,
  of: (units: Count) => Figure<K>,
  label?: string,
): Figure<K> {
  const { parts } = spread;
  const bands = boundsOf(spread).map((upTo, i) => ({ upTo, closed: false, value: of((parts[i] as SpreadPart).units) }));
  return band(kind, number, bands, of((parts[parts.length - 1] as SpreadPart).units), label);
}
