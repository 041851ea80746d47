import {
  apportion,
  charge,
  type Money,
  type Price,
  portion,
  quotient,
  sum,
  times,
  unrounded,
} from '../figures/index.js';
import {
  type BuyerGroup,
  Crowd,
  type Customer,
  GroupBuyer,
  type Member,
  ONE_SCHOOL,
  onePart,
} from '../pricing/index.js';
import { type Coming, joiningSets } from './joining-sets.js';

/** A set of members as a buyer, and how likely it is. */
interface Weighted {
  readonly buyer: GroupBuyer;
  readonly weight: Coming['share'];
}

/**
 * What is expected of a group of which each member joins by its share: every set of those who may join is a buyer of
 * its own, priced once and shared out once, and counts by how likely it is. What all of them are expected to pay is
 * shared out in whole pence too.
 */
export class Prospect {
  /** False where members were taken in lots, because too many sets of them could join. */
  readonly isExact: boolean;
  /** How many sets of members there are, each with a price of its own. */
  readonly sets: number;
  /** How many decide, each whatever the others do. */
  readonly deciders: number;
  private readonly weighted: readonly Weighted[];
  /** The one set in which anybody joins; undefined where there are several. */
  private readonly only: Weighted | undefined;
  private readonly of: (coming: Coming) => Coming['share'];
  private all: GroupBuyer | undefined;
  private readonly byCustomer: ReadonlyMap<Customer, Coming>;
  private expectations: ReadonlyMap<Customer, { readonly exactly: Price; readonly money: Money }> | undefined;

  /** `comings` are those of whom a share is expected to join, in the order of their ids. */
  constructor(
    private readonly group: BuyerGroup,
    comings: readonly Coming[],
    canBeNobody: boolean,
  ) {
    const { sets, shareOf, deciders, isExact } = joiningSets(comings);
    this.weighted = sets.map(({ present, weight, who, canBeNobody: perhaps }) => {
      const names = whoJoins(who, group);
      const label = `price of ${group.name}${names === undefined ? '' : `, ${names}`}`;
      return {
        weight,
        buyer: new GroupBuyer(group, present, label, sets.length === 1 ? 'fee' : 'part', canBeNobody || perhaps),
      };
    });
    this.only = sets.length === 1 ? this.weighted[0] : undefined;
    this.sets = sets.length;
    this.deciders = deciders;
    this.isExact = isExact;
    this.of = shareOf;
    this.byCustomer = new Map(comings.map((coming) => [coming.member.customer, coming]));
  }

  has(customer: Customer): boolean {
    return this.byCustomer.has(customer);
  }

  /** What is expected of a member in a year, all its schools together. */
  expected(customer: Customer): Money {
    return this.expectation(customer).money;
  }

  /**
   * What one school of a member pays if it joins: its part, where it can only join with the same others; else what is
   * expected over those who then join too.
   */
  fee(member: Member): Money {
    const coming = this.byCustomer.get(member.customer) as Coming;
    if (this.only !== undefined) return onePart(this.only.buyer.part(member.customer), member);
    const schools = times(
      member.schools,
      this.of(coming),
      `schools of ${member.customer.name} that are expected to join`,
    );
    const each = quotient<'price'>(
      'price',
      this.expectation(member.customer).exactly,
      schools,
      `what is expected of ${member.customer.name} if it joins`,
    );
    return charge(each, ONE_SCHOOL, `fee of ${member.customer.name}`);
  }

  /** All of whom a share is expected to join, as one buyer: what is told of how a price comes about is told of it. */
  get comers(): GroupBuyer {
    if (this.only !== undefined) return this.only.buyer;
    if (this.all === undefined) {
      const members = [...this.byCustomer.values()].map(({ member }) => member);
      const names = whoJoins(members, this.group);
      const label = `price of ${this.group.name}${names === undefined ? '' : `, ${names}`}`;
      this.all = new GroupBuyer(this.group, [{ crowd: new Crowd(members), gate: undefined }], label, 'fee');
    }
    return this.all;
  }

  private expectation(customer: Customer): { readonly exactly: Price; readonly money: Money } {
    this.expectations ??= this.allExpected();
    return this.expectations.get(customer) as { readonly exactly: Price; readonly money: Money };
  }

  private allExpected(): NonNullable<typeof this.expectations> {
    const parts = new Map<Customer, Price[]>([...this.byCustomer.keys()].map((customer) => [customer, []]));
    const wholes: Price[] = [];
    for (const { buyer, weight } of this.weighted) {
      wholes.push(unrounded(buyer.whole.fee, weight));
      for (const { customer } of buyer.members) parts.get(customer)?.push(unrounded(buyer.part(customer), weight));
    }
    const falling = [...parts].map(([{ name }, each]) => ({ each: sum('price', each), label: `expected of ${name}` }));
    const label = `expected of ${this.group.name}`;
    const { only } = this;
    const whole =
      only !== undefined
        ? portion(only.buyer.whole.fee, only.weight, label)
        : charge(sum('price', wholes), ONE_SCHOOL, label);
    const shared = apportion(whole, falling);
    return new Map(
      [...parts.keys()].map((customer, i) => [
        customer,
        { exactly: falling[i]?.each as Price, money: shared[i] as Money },
      ]),
    );
  }
}

const MOST_NAMED = 4;

/** Who is in a set, in words; undefined for everybody. */
function whoJoins(who: readonly Member[], { members }: BuyerGroup): string | undefined {
  const schools = new Map(members.map((member) => [member.customer, member.schools]));
  if (who.length === members.length && who.every((member) => member.schools === schools.get(member.customer)))
    return undefined;
  const names = who.map(({ customer }) => customer.name);
  if (names.length === 0) return 'nobody';
  if (names.length === 1) return `${names[0]} alone`;
  if (names.length > MOST_NAMED) return `${names.length} of ${members.length} schools`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
