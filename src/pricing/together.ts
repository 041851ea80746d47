import { type Count, larger, type Money, named, portion, quotient, sum } from '../figures/index.js';
import { BuyerGroup, type GroupBuyer, type Member, ONE_SCHOOL, onePart, PENNY } from './buyer.js';
import { type Customer, inPlain } from './customer.js';
import { group as groupRule } from './group.js';
import { askedOf, groupingOf } from './price-facts.js';
import { AS_WRITTEN, priceFor, type Quote, quote } from './quote.js';
import type { Below, BrokerageParts, Pricing } from './rule.js';
import { rules } from './rules.js';
import type { TierPrice } from './tier-price.js';
import { cutSupplies } from './vat.js';

/**
 * The group that a customer is priced in by the prices of a tier: the row that fits it, and the attribute's value;
 * undefined where it is priced by itself.
 */
export function groupFor(
  of: readonly TierPrice[],
  attributes: Customer['attributes'],
): { readonly key: string; readonly price: TierPrice; readonly name: string } | undefined {
  const found = priceFor(of, attributes);
  if (found === undefined) return undefined;
  const { price, position } = found;
  const by = groupingOf(price)?.by ?? '';
  const value = attributes.get(by);
  return value ? { key: `${position} ${value}`, price, name: `${inPlain(by)} ${value}` } : undefined;
}

/**
 * What several who ask together pay, each: those whom one price groups as one buyer. Undefined for one whom no price
 * fits.
 */
export function quotesOf(
  of: readonly TierPrice[],
  customers: readonly Customer[],
  now: Pricing['now'] = AS_WRITTEN,
): (Quote | undefined)[] {
  const members = customers.map((customer): Member => ({ customer, schools: ONE_SCHOOL }));
  const groups = new Map(
    groupsOf(of, members, now).flatMap((group) => group.members.map((member) => [member, group] as const)),
  );
  return members.map((member) => {
    const group = groups.get(member);
    return group === undefined ? quote(of, member.customer, now) : quoteIn(of, group, group.everybody, member);
  });
}

/**
 * Some members whom one price takes together, as the group that they are; undefined for a single school, which is a
 * buyer by itself.
 */
export function groupOf(
  price: TierPrice,
  name: string,
  members: readonly Member[],
  now: Pricing['now'],
): BuyerGroup | undefined {
  const grouping = groupingOf(price);
  const isSingle = members.length === 1 && members[0]?.schools === ONE_SCHOOL;
  return grouping === undefined || isSingle ? undefined : new BuyerGroup(price, grouping, name, members, now);
}

function groupsOf(of: readonly TierPrice[], members: readonly Member[], now: Pricing['now']): BuyerGroup[] {
  const found = new Map<string, { readonly price: TierPrice; readonly name: string; readonly members: Member[] }>();
  for (const member of members) {
    const group = groupFor(of, member.customer.attributes);
    if (group === undefined) continue;
    const known = found.get(group.key);
    if (known === undefined) found.set(group.key, { ...group, members: [member] });
    else known.members.push(member);
  }
  return [...found.values()].flatMap(({ price, name, members: own }) => groupOf(price, name, own, now) ?? []);
}

/**
 * What a member of a buyer pays, one school of it, and how: its part of the whole. `fee` is given where that is
 * expected over several sets of those who join, of which the buyer is one.
 */
export function quoteIn(
  of: readonly TierPrice[],
  group: BuyerGroup,
  buyer: GroupBuyer,
  member: Member,
  fee: Money = onePart(buyer.part(member.customer), member),
): Quote {
  const { whole } = buyer;
  const { price, position } = priceFor(of, member.customer.attributes) as NonNullable<ReturnType<typeof priceFor>>;
  const own: Quote = {
    price,
    position,
    fee: named(fee, `fee of ${member.customer.name}`),
    moving: () =>
      portion(
        whole.moving(),
        quotient<'rate'>('rate', fee, larger('money', [whole.fee, PENNY]), 'its part of the price'),
      ),
    steps: [...whole.steps, { rule: groupRule, before: whole.fee, after: fee }],
    parts: scaled(buyer.partsOf(member.customer), buyer.part(member.customer), fee),
    supplies: whole.supplies && cutSupplies(fee, whole.supplies),
    once: group.ownOf(member.customer).once,
    together: undefined,
    group: {
      name: group.name,
      customer: whole.customer,
      get whole() {
        return group.everybody.whole.fee;
      },
      get ifAll() {
        return group.everybody.part(member.customer);
      },
      get everybody() {
        return buyer === group.everybody ? own : quoteIn(of, group, group.everybody, member);
      },
      partOf: (amount) => buyer.partOf(amount, member.customer),
    },
  };
  return own;
}

/** Who gets what of a fee that is another than the part of which it is known. */
function scaled(parts: BrokerageParts | undefined, part: Money, fee: Money): BrokerageParts | undefined {
  if (parts === undefined || fee === part) return parts;
  const provider = portion(
    fee,
    quotient<'rate'>('rate', parts.provider, larger('money', [part, PENNY]), "the provider's share"),
  );
  return { provider, commission: sum('money', [fee], 'commission', [provider]) };
}

/**
 * Two members of one buyer of whom a term of its price says different things, so that nobody can say what the buyer
 * pays.
 */
export interface Disagreement {
  /** The term, and where it stands in the price. */
  readonly term: string;
  readonly path: Below;
  readonly one: number;
  readonly other: number;
}

/**
 * Where some who are one buyer answer a term differently: a floor, a cap or a discount that holds for one and not for
 * another, notice or months that are not the same. Undefined where they agree, and where the dearest alone is charged:
 * each is then asked for itself. `one` and `other` are positions among them.
 */
export function disagreementIn(price: TierPrice, customers: readonly Customer[]): Disagreement | undefined {
  if (groupingOf(price)?.charge !== 'sum') return undefined;
  const [first, ...others] = customers as [Customer, ...Customer[]];
  for (const rule of rules) {
    const terms = price.terms.get(rule.key) as never;
    if (terms === undefined) continue;
    const held = rule.holding(terms, first);
    for (const [i, other] of others.entries()) {
      const theirs = rule.holding(terms, other);
      const differs = [...held, ...theirs].find((at) => held.includes(at) !== theirs.includes(at));
      if (differs !== undefined) return { term: rule.key, path: [rule.key, differs, 'when'], one: 0, other: i + 1 };
    }
  }
  for (const { driver, needed, path } of askedOf(price)) {
    const of = ({ quantity }: Customer): string => textOf(quantity(driver, 'count'));
    const other = needed ? -1 : others.findIndex((each) => of(each) !== of(first));
    if (other >= 0) return { term: driver, path, one: 0, other: other + 1 };
  }
  return undefined;
}

const textOf = (count: Count | undefined): string => (count?.isKnown ? count.exact.toString() : '');
