import { type Figure, type Money, named } from '../figures/index.js';
import { block, oneOrMany, optional, provenance, type Schema } from '../language/index.js';
import { type Customer, fits, type When, when } from './customer.js';
import type { PriceRule, Pricing } from './rule.js';
import { rules } from './rules.js';

/** One price of a tier: the schools that it fits, and the terms under their rules' keys. */
export interface Price {
  readonly when: When | undefined;
  readonly terms: ReadonlyMap<string, unknown>;
}

const shape: Record<string, Schema<unknown>> = { when: optional(when), ...provenance };
for (const rule of rules) shape[rule.key] = optional(rule.terms);

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
}

/** The first of the prices that fits, with its position; undefined where none does: that is a problem, never nought. */
export function priceFor(of: readonly Price[], attributes: ReadonlyMap<string, string>): { price: Price; position: number } | undefined {
  const position = of.findIndex((price) => fits(price.when, attributes));
  return position < 0 ? undefined : { price: of[position] as Price, position };
}

/** The yearly fee of a customer by the first price that fits, or undefined where none does. */
export function quote(of: readonly Price[], customer: Customer, now: Pricing['now'] = (_key, price) => price): Quote | undefined {
  const found = priceFor(of, customer.attributes);
  if (found === undefined) return undefined;
  const steps: Step[] = [];
  let fee: Money | undefined;
  for (const rule of rules) {
    const terms = found.price.terms.get(rule.key);
    if (terms === undefined) continue;
    const after = rule.apply(terms as never, fee, { customer, now });
    steps.push({ rule, before: fee, after });
    fee = after;
  }
  if (fee === undefined) throw new RangeError('a price without a base rule: the model should have been refused');
  return { ...found, fee: named(fee, `fee of ${customer.name}`), steps };
}

/** Which rule set the fee: the rules that make it (`flat`, `rate`, `flat + rate`), or the floor or cap that last changed it. */
export function settledBy({ steps }: Quote): string {
  let by: string[] = [];
  for (const { rule, before, after } of steps) {
    if (rule.does === 'base') by.push(rule.decides);
    else if (differ(before, after)) by = [rule.decides];
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
