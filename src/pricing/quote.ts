import { type Count, type Figure, type Money, named, sum } from '../figures/index.js';
import { block, describing, oneOrMany, optional, provenance, type Schema } from '../language/index.js';
import { offeredIf } from './conditional.js';
import { type Customer, fits, type When, when } from './customer.js';
import { type Grouping, group } from './group.js';
import type { Asked, Doubt, Fault, Parts, PriceRule, Pricing } from './rule.js';
import { rules } from './rules.js';

/** One price of a tier: the schools that it fits, and the terms under their rules' keys. */
export interface Price {
  readonly when: When | undefined;
  readonly terms: ReadonlyMap<string, unknown>;
}

const shape: Record<string, Schema<unknown>> = { when: optional(when), ...provenance };
for (const rule of rules) shape[rule.key] = describing(optional(rule.terms), rule.summary);

/** A price, or a list of prices of which the first that fits a school is its own. */
export const prices: Schema<readonly Price[]> = oneOrMany(
  block('a price', shape).transform((said): Price => {
    const given = rules.filter(({ key }) => said[key] !== undefined);
    return { when: said.when as When | undefined, terms: new Map(given.map(({ key }) => [key, said[key]])) };
  }) as unknown as Schema<Price>,
);

/** One step of a quote: what a rule made of the fee. */
export interface Step {
  readonly rule: PriceRule<never>;
  readonly before: Money | undefined;
  readonly after: Money;
}

/** What a customer pays for a year, to the penny and before VAT, and how it came about. */
export interface Quote {
  readonly price: Price;
  /** Which of the prices it is, from 0. */
  readonly position: number;
  readonly fee: Money;
  readonly steps: readonly Step[];
  /** The part of what is charged before floor and cap that moves with the pupils; undefined where none does. */
  readonly moving: Money | undefined;
  /** Who gets what of the fee, where a broker's commission is in it. */
  readonly parts: Parts | undefined;
  /** Of a school that is priced together with others; undefined where it is a buyer by itself. */
  readonly group?: Grouped;
}

/** How a school's fee comes of the price of the group in which it is: `steps` and `moving` are then those of the group, and the last step is its own part. */
export interface Grouped {
  /** Whose price it is: `trust Bay`. */
  readonly name: string;
  /** The group as one customer, of whom the terms of the price are told. */
  readonly customer: Customer;
  /** What all of them pay together if all of them join. */
  readonly whole: Money;
  /** The school's part of it; of an archetype, that of all its schools. */
  readonly ifAll: Money;
  /** The school's part of another amount of the whole; of an archetype, that of all its schools. */
  readonly partOf: (amount: Money) => Money;
}

/** The first of the prices that fits, with its position; undefined where none does: that is a problem, never nought. */
export function priceFor(of: readonly Price[], attributes: ReadonlyMap<string, string>): { price: Price; position: number } | undefined {
  const position = of.findIndex((price) => fits(price.when, attributes));
  return position < 0 ? undefined : { price: of[position] as Price, position };
}

/** The prices of the terms as they stand. */
export const AS_WRITTEN: Pricing['now'] = (_key, price) => price;

/** The yearly fee of a customer by itself, by the first price that fits; undefined where none does. Those whom a price takes together: `quotesOf`. */
export function quote(of: readonly Price[], customer: Customer, now: Pricing['now'] = AS_WRITTEN): Quote | undefined {
  const found = priceFor(of, customer.attributes);
  if (found === undefined) return undefined;
  const own = worked(found.price, customer, now);
  return { ...found, ...own, fee: named(own.fee, `fee of ${customer.name}`) };
}

/** What a price comes to for somebody, and how. */
export type Worked = Pick<Quote, 'fee' | 'steps' | 'parts' | 'moving'>;

/** What one price comes to for a customer, whether it fits or not. */
export function worked({ terms: said }: Price, asked: Customer, now: Pricing['now']): Worked {
  const steps: Step[] = [];
  let customer = asked;
  let fee: Money | undefined;
  let parts: Parts | undefined;
  const moving: Money[] = [];
  for (const rule of rules) {
    const terms = said.get(rule.key) as never;
    if (terms === undefined) continue;
    if (rule.counts !== undefined) customer = rule.counts(terms, customer);
    if (rule.apply === undefined) continue;
    const pricing = { customer, now };
    if (rule.parts !== undefined && fee !== undefined) parts = rule.parts(terms, fee, pricing);
    const moved = rule.moves?.(terms, pricing);
    if (moved !== undefined) moving.push(moved);
    const after = rule.apply(terms, fee, pricing);
    steps.push({ rule, before: fee, after });
    fee = after;
  }
  if (fee === undefined) throw new RangeError('a price without a base rule: the model should have been refused');
  return { fee, steps, parts, moving: moving.length === 0 ? undefined : sum('money', moving, 'what moves with the pupils') };
}

/** What the terms of a customer's price say of it, in the order in which they are evaluated. */
export function termsTold(of: readonly Price[], asked: Customer, now: Pricing['now'] = AS_WRITTEN): { rule: PriceRule<never>; says: string }[] {
  const found = priceFor(of, asked.attributes);
  let customer = asked;
  return rules.flatMap((rule) => {
    const terms = found?.price.terms.get(rule.key) as never;
    if (terms === undefined) return [];
    const says = rule.tells(terms, { customer, now });
    if (rule.counts !== undefined) customer = rule.counts(terms, customer);
    return [{ rule, says }];
  });
}

/** How a price groups its buyers, if it does. */
export function groupingOf({ terms }: Price): Grouping | undefined {
  return terms.get(group.key) as Grouping | undefined;
}

/** How many schools must commit before a price is offered, if it waits for them. */
export function offerOf({ terms }: Price): Count | undefined {
  return (terms.get(offeredIf.key) as { readonly committed: Count } | undefined)?.committed;
}

/** Which rules set the fee: those that make it (`flat`, `rate`, `flat + rate`), or the floor or cap in their place, and what changed it after. */
export function settledBy({ steps }: Quote): string {
  let by: string[] = [];
  for (const { rule, before, after } of steps) {
    if (rule.does === 'base') by.push(rule.decides);
    else if (differ(before, after)) by = rule.does === 'limit' ? [rule.decides] : [...by, rule.decides];
  }
  return by.join(' + ');
}

function differ(before: Figure | undefined, after: Figure): boolean {
  if (before === undefined || !before.isKnown || !after.isKnown) return false;
  return before.exact.compare(after.exact) !== 0;
}

/** Every condition of a price and of its terms, with where it stands in the price. */
export function conditionsOf(price: Price): { when: When | undefined; path: readonly (string | number)[] }[] {
  const within = rules.flatMap((rule) => {
    const terms = price.terms.get(rule.key);
    const found = terms === undefined ? [] : (rule.conditions?.(terms as never) ?? []);
    return found.map(({ when, path }) => ({ when, path: [rule.key, ...path] }));
  });
  return [{ when: price.when, path: ['when'] }, ...within];
}

/** Whether a price has a rule that makes a fee. */
export function hasBase(price: Price): boolean {
  return rules.some((rule) => rule.does === 'base' && price.terms.has(rule.key));
}

/** The floor and cap of a price that hold for some attributes. */
export function boundsOf(price: Price, attributes: ReadonlyMap<string, string>): { floor?: Figure; cap?: Figure } {
  const bounds: { floor?: Figure; cap?: Figure } = {};
  for (const rule of rules) {
    const terms = price.terms.get(rule.key);
    const found = terms === undefined ? undefined : rule.bound?.(terms as never, attributes);
    if (found !== undefined) bounds[found.side] = found.amount;
  }
  return bounds;
}

/** The quantities that a price asks of a school, with where each stands in the price. */
export function askedOf(price: Price): Asked[] {
  return rules.flatMap((rule) => {
    const terms = price.terms.get(rule.key);
    const found = terms === undefined ? [] : (rule.asks?.(terms as never) ?? []);
    return found.map((each) => ({ ...each, path: [rule.key, ...each.path] }));
  });
}

/** What is surprising in the terms of a price, whatever the school. */
export function doubtsIn(price: Price): Doubt[] {
  return rules.flatMap((rule) => {
    const terms = price.terms.get(rule.key);
    const found = terms === undefined ? [] : (rule.doubts?.(terms as never) ?? []);
    return found.map((each) => ({ ...each, path: [rule.key, ...each.path] }));
  });
}

/** What is wrong with the terms of a price, whatever the school. */
export function faultsIn(price: Price): Fault[] {
  return rules.flatMap((rule) => {
    const terms = price.terms.get(rule.key);
    const found = terms === undefined ? [] : (rule.faults?.(terms as never) ?? []);
    return found.map((each) => ({ ...each, path: [rule.key, ...each.path] }));
  });
}
