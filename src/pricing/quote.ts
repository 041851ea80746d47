import { type Count, decidedBy, type Figure, larger, type Money, named, part, portion, quotient, sum } from '../figures/index.js';
import { block, describing, oneOrMany, optional, provenance, type Schema } from '../language/index.js';
import { offeredIf } from './conditional.js';
import { type Customer, fits, type Quantities, type When, when } from './customer.js';
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
}

/** The first of the prices that fits, with its position; undefined where none does: that is a problem, never nought. */
export function priceFor(of: readonly Price[], attributes: ReadonlyMap<string, string>): { price: Price; position: number } | undefined {
  const position = of.findIndex((price) => fits(price.when, attributes));
  return position < 0 ? undefined : { price: of[position] as Price, position };
}

const AS_WRITTEN: Pricing['now'] = (_key, price) => price;

/**
 * The yearly fee of a customer by the first price that fits, or undefined where none does. `peers` are the customers, this one among them, that
 * its price may take together with it (`group`): those that the same price fits and that share the attribute it names.
 */
export function quote(
  of: readonly Price[],
  customer: Customer,
  now: Pricing['now'] = AS_WRITTEN,
  peers: readonly Customer[] = [],
): Quote | undefined {
  const found = priceFor(of, customer.attributes);
  if (found === undefined) return undefined;
  const together = groupedWith(found, of, customer, peers);
  const own = work(found.price, customer, now);
  const worked = together === undefined ? own : shared(found.price, customer, together, own, now);
  return { ...found, ...worked, fee: named(worked.fee, `fee of ${customer.name}`) };
}

type Worked = Pick<Quote, 'fee' | 'steps' | 'parts' | 'moving'>;

function work({ terms: said }: Price, asked: Customer, now: Pricing['now']): Worked {
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

/** The customers that a price takes together with one, itself among them; undefined where it stands alone. */
function groupedWith(found: { price: Price; position: number }, of: readonly Price[], customer: Customer, peers: readonly Customer[]) {
  const grouping = groupingOf(found.price);
  const shared = grouping && customer.attributes.get(grouping.by);
  if (grouping === undefined || !shared) return undefined;
  const members = peers.filter((peer) => peer.attributes.get(grouping.by) === shared && priceFor(of, peer.attributes)?.position === found.position);
  return members.length > 1 ? { grouping, members } : undefined;
}

/** How a price groups its buyers, if it does. */
export function groupingOf({ terms }: Price): Grouping | undefined {
  return terms.get(group.key) as Grouping | undefined;
}

/** How many schools must commit before a price is offered, if it waits for them. */
export function offerOf({ terms }: Price): Count | undefined {
  return (terms.get(offeredIf.key) as { readonly committed: Count } | undefined)?.committed;
}

/** A customer's part of the one price of its group. */
function shared(
  price: Price,
  customer: Customer,
  { grouping, members }: { grouping: Grouping; members: readonly Customer[] },
  own: Worked,
  now: Pricing['now'],
): Worked {
  const whole =
    grouping.charge === 'sum'
      ? work(price, combined(members), now)
      : {
          ...own,
          fee: larger(
            'money',
            members.map((member) => work(price, member, now).fee),
            `the dearest of ${members.length}`,
          ),
        };
  const fee = partOfGroup(whole.fee, customer, members);
  const parts = whole.parts && {
    provider: partOfGroup(whole.parts.provider, customer, members),
    commission: partOfGroup(whole.parts.commission, customer, members),
  };
  return { fee, parts, moving: own.moving, steps: [...whole.steps, { rule: group, before: whole.fee, after: fee }] };
}

/** Several customers as one buyer, with all their quantities together. */
function combined(members: readonly Customer[]): Customer {
  const first = members[0] as Customer;
  const quantity: Quantities = (driver, kind) => {
    const each = members.map((member) => member.quantity(driver, kind));
    return each.every((found) => found !== undefined) ? sum(kind, each) : undefined;
  };
  const pupils = sum(
    'count',
    members.map((member) => member.pupils),
    `pupils of all ${members.length}`,
  );
  return { name: `${first.name} and ${members.length - 1} more`, attributes: first.attributes, pupils, quantity };
}

/** By pupils as the roll gives them, so that no lever moves a part; in equal parts where there are none. The parts add to the whole. */
function partOfGroup(whole: Money, customer: Customer, members: readonly Customer[]): Money {
  const weights = members.map((member) => member.weight ?? member.pupils);
  const total = sum('count', weights, 'pupils of the group');
  const index = members.indexOf(customer);
  decidedBy(total);
  if (!total.isKnown || total.exact.sign <= 0) return part(whole, Math.max(0, index), members.length, "part of the group's price");
  const share = (i: number): Money => portion(whole, quotient<'rate'>('rate', weights[i] as Count, total, 'share of the pupils of the group'));
  if (index < members.length - 1) return share(Math.max(0, index));
  return sum(
    'money',
    [whole],
    "the rest of the group's price",
    members.slice(0, -1).map((_member, i) => share(i)),
  );
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
