import { Exact } from '../../figures/index.js';
import { type Node, Scalar, writtenNumber } from '../../language/index.js';
import {
  itemsOf,
  KEYS,
  mayHave,
  type TariffAmount,
  type TariffAmounts,
  type TariffPart,
  type TariffShape,
  type TariffSlot,
  TERMS,
} from './tariff.js';

/** One number of one price. */
interface Place {
  readonly part: number;
  readonly slot: TariffSlot;
}

/** A number that the search turns, or several that move together. */
export interface Axis {
  /** `primary.rate`, or `rate` for that of every price. */
  readonly name: string;
  readonly places: readonly Place[];
  /** Whether it is of prices that the tariff does not have today. */
  readonly isNew: boolean;
  /** At each step, an amount for each place. */
  readonly steps: readonly (readonly TariffAmount[])[];
}

/** What a user asks to be varied: `primary.rate` over some numbers, `none`, or per cent of what each is today. */
export interface Vary {
  readonly part: string | undefined;
  /** The name of a slot. */
  readonly slot: string;
  readonly values: readonly ('none' | { readonly amount: Exact } | { readonly change: Exact })[];
}

/**
 * A shape with the numbers that are turned: every pick of a step for each axis is a candidate, if its prices can be.
 */
export class Space {
  readonly size: number;
  private readonly allowed = new Map<string, boolean>();
  private readonly kept: readonly (readonly string[])[];

  constructor(
    readonly shape: TariffShape,
    readonly axes: readonly Axis[],
  ) {
    this.size = axes.reduce((product, { steps }) => product * steps.length, 1);
    this.kept = shape.parts.map((part, i) => {
      const varied = axes.flatMap(({ places }) =>
        places.flatMap((place) => (place.part === i ? [place.slot.name] : [])),
      );
      return numbersOf(part, varied);
    });
  }

  /** The numbers that a candidate has in one of its prices, of those that are turned. */
  amountsIn(part: number, picks: readonly number[]): TariffAmounts {
    const amounts = new Map<string, TariffAmount>();
    this.axes.forEach(({ places, steps }, a) => {
      places.forEach((place, i) => {
        if (place.part === part) amounts.set(place.slot.name, steps[picks[a] as number]?.[i]);
      });
    });
    return amounts;
  }

  /** Whether every price of a candidate can be: it has a base, and no cap below a floor. */
  isTariff(picks: readonly number[]): boolean {
    return this.shape.parts.every((part, i) => {
      const key = `${i}|${this.axes.map(({ places }, a) => (places.some((place) => place.part === i) ? picks[a] : '')).join(',')}`;
      const known = this.allowed.get(key) ?? mayHave(part, this.amountsIn(i, picks));
      this.allowed.set(key, known);
      return known;
    });
  }

  /** How many different numbers a candidate has: the same rate, fixed part, floor or cap in two prices is one. */
  numbersIn(picks: readonly number[]): number {
    const found = new Set(this.kept.flat());
    this.axes.forEach(({ places, steps }, a) => {
      places.forEach(({ slot }, i) => {
        const amount = steps[picks[a] as number]?.[i];
        if (amount !== undefined) found.add(`${KEYS[slot.term]}|${amount.toString()}`);
      });
    });
    return found.size;
  }

  /** How many of a candidate's numbers are others than today's. */
  changesIn(picks: readonly number[]): number {
    let changes = 0;
    this.axes.forEach(({ places, steps }, a) => {
      places.forEach(({ slot }, i) => {
        if (!same(steps[picks[a] as number]?.[i], slot.today)) changes++;
      });
    });
    return changes;
  }
}

const same = (a: TariffAmount, b: TariffAmount): boolean =>
  a === undefined || b === undefined ? a === b : a.compare(b) === 0;

/** How many different numbers a tariff has as it stands. */
export function numbersToday({ parts }: TariffShape): number {
  return new Set(parts.flatMap((part) => numbersOf(part, []))).size;
}

const WORDS = ['when', 'basis', 'source', 'note', 'name', 'of', 'mode'];

/** The numbers of a price under their terms' keys, but for those of some slots. */
function numbersOf({ settled, slots }: TariffPart, without: readonly string[]): string[] {
  return [...settled.entries].flatMap(([key, { node }]) => {
    if (WORDS.includes(key)) return [];
    const term = TERMS.find((each) => KEYS[each] === key);
    if (term === undefined) return numbersAt(key, node);
    let conditional = 0;
    return itemsOf(node).flatMap((item) => {
      const at = isConditional(item) ? conditional++ : undefined;
      const slot = slots.find((each) => each.term === term && each.item === at);
      return slot !== undefined && without.includes(slot.name) ? [] : numbersAt(key, item);
    });
  });
}

/** Whether a floor or cap holds only for some schools. */
export function isConditional(item: Node): boolean {
  return !(item instanceof Scalar) && item.kind === 'map' && item.entries.has('when');
}

function numbersAt(key: string, node: Node): string[] {
  if (node instanceof Scalar) {
    const number = writtenNumber(node.text);
    return 'why' in number ? [] : [`${key}|${number.value.toString()}`];
  }
  if (node.kind === 'list') return node.items.flatMap((item) => numbersAt(key, item));
  return [...node.entries].flatMap(([name, { node: below }]) => (WORDS.includes(name) ? [] : numbersAt(key, below)));
}

/** The axis that a user asks for in a shape; undefined where the shape has no such price or number. */
export function axisOf({ parts, cut }: TariffShape, { part: name, slot: asked, values }: Vary): Axis | undefined {
  const named = parts.flatMap(({ name: own, slots }, part) => {
    const slot = slots.find((each) => each.name === asked);
    return slot === undefined || (name !== undefined && own !== name) ? [] : [{ part, slot }];
  });
  if (named.length === 0) return undefined;
  const having = named.filter(({ slot }) => slot.today !== undefined);
  // Without a price's name it is that of every price which has the term; where none has, it is new in all of them.
  const places = name === undefined && having.length > 0 ? having : named;
  const steps = values.flatMap((value) => {
    const amounts = places.map(({ slot }) => amountOf(value, slot));
    return amounts.includes('no number') ? [] : [amounts as TariffAmount[]];
  });
  return {
    name: name === undefined ? asked : `${name}.${asked}`,
    places,
    isNew: cut !== 'price',
    steps: distinct(steps),
  };
}

/**
 * A fixed part, a rate or a floor of zero is none. A floor or cap with a condition cannot be left out: another would
 * hold in its place.
 */
function amountOf(value: Vary['values'][number], { term, item, today }: TariffSlot): TariffAmount | 'no number' {
  if (value === 'none') return item === undefined ? undefined : 'no number';
  if ('change' in value && today === undefined) return 'no number';
  const exact =
    'amount' in value
      ? value.amount
      : Exact.of((today as Exact).times(Exact.one.plus(value.change)).toFixed(term === 'rate' ? 2 : 0));
  return exact.sign === 0 && term !== 'cap' && item === undefined ? undefined : exact;
}

function distinct(steps: readonly (readonly TariffAmount[])[]): (readonly TariffAmount[])[] {
  const seen = new Set<string>();
  return steps.filter((amounts) => {
    const key = amounts.map((amount) => amount?.toString() ?? '').join('|');
    return !seen.has(key) && seen.add(key);
  });
}
