import {
  apportion,
  band,
  type Count,
  constant,
  Exact,
  type Falling,
  type Figure,
  type Kind,
  larger,
  type Money,
  named,
  nothing,
  type Price as PriceFigure,
  portion,
  quotient,
  sum,
  times,
  unrounded,
} from '../figures/index.js';
import type { Customer, Quantities } from './customer.js';
import type { BuyerGrouping } from './group.js';
import { askedOf } from './price-facts.js';
import type { BrokerageParts, Pricing } from './rule.js';
import type { TierPrice } from './tier-price.js';
import { cutSupplies } from './vat.js';
import { type Worked, worked } from './working.js';

/** A school, or the schools that an archetype stands for, among those that are one buyer. */
export interface Member {
  readonly customer: Customer;
  /** How many schools it is; where chance or a lever decides who joins, those of them that are there. */
  readonly schools: Count;
}

/** What counts of some members: all of it where they are there, and nothing where they are not. */
export type Gate = <K extends Kind>(kind: K, amount: Figure<K>) => Figure<K>;

/** Some members, and when they are there: always, where nothing is said. */
export interface Present {
  readonly crowd: Crowd;
  readonly gate: Gate | undefined;
}

/** One school of the roll. */
export const ONE_SCHOOL: Count = constant('count', Exact.one, 'one school');
const NONE: Count = constant('count', Exact.zero, 'none');
/** The least that there is to divide by. */
export const PENNY: Money = constant('money', Exact.of('0.01'), 'a penny, where nobody pays');

/** An amount where there is more than none of something, else nothing. */
export function whereAny<K extends Kind>(kind: K, of: Count, amount: Figure<K>, label?: string): Figure<K> {
  return band(kind, of, [{ upTo: NONE, closed: true, value: nothing(kind) }], amount, label);
}

/** Members who come and go together: what they are in all is added up once, in however many sets they are. */
export class Crowd {
  private readonly totals = new Map<string, Figure | undefined>();

  constructor(readonly members: readonly Member[]) {}

  /**
   * So much of each, for as many schools as each is; undefined where nothing is said of one. The same `key` is the same
   * amount.
   */
  total<K extends 'count' | 'money'>(
    key: string,
    kind: K,
    of: (member: Member) => Figure<K> | undefined,
  ): Figure<K> | undefined {
    if (!this.totals.has(key)) {
      const each = this.members.map((member) => severally(of(member), member.schools));
      this.totals.set(key, each.every((found) => found !== undefined) ? sum(kind, each as Figure<K>[]) : undefined);
    }
    return this.totals.get(key) as Figure<K> | undefined;
  }
}

function severally(amount: Figure | undefined, schools: Count): Figure | undefined {
  if (amount === undefined || schools === ONE_SCHOOL) return amount;
  return amount.kind === 'money' ? portion(amount as Money, schools) : times(amount as Count, schools);
}

/**
 * All whom one price takes together because they share an attribute: one buyer, whoever of them joins. What they pay is
 * shared by the pupils that the roll gives them, so that no lever and no chance moves a part; equally where it gives
 * them none.
 */
export class BuyerGroup {
  private all: GroupBuyer | undefined;
  private readonly own = new Map<Customer, Worked>();
  private readonly isByPupils: boolean;
  /** Whether a member has no pupils among others who have some. */
  readonly hasEmpty: boolean;

  constructor(
    readonly price: TierPrice,
    readonly grouping: BuyerGrouping,
    /** `trust Bay`. */
    readonly name: string,
    readonly members: readonly Member[],
    readonly now: Pricing['now'],
  ) {
    const weights = members.map(({ customer }) => rollOf(customer));
    this.isByPupils = weights.some((weight) => weight.isKnown && weight.exact.sign > 0);
    this.hasEmpty = this.isByPupils && weights.some((weight) => weight.isKnown && weight.exact.sign <= 0);
  }

  weight(customer: Customer): Count {
    return this.isByPupils ? rollOf(customer) : ONE_SCHOOL;
  }

  /** What a member would pay by itself. */
  ownOf(customer: Customer): Worked {
    const known = this.own.get(customer) ?? worked(this.price, customer, this.now);
    this.own.set(customer, known);
    return known;
  }

  /** All of them, as when every one joins. */
  get everybody(): GroupBuyer {
    const present = [{ crowd: new Crowd(this.members), gate: undefined }];
    this.all ??= new GroupBuyer(this, present, `price of ${this.name}`, 'fee');
    return this.all;
  }
}

/** One school's part of what all the schools of a member pay. */
export function onePart(part: Money, { schools, customer }: Member): Money {
  if (schools === ONE_SCHOOL) return part;
  return portion(part, quotient<'rate'>('rate', ONE_SCHOOL, schools, 'one of its schools'), `fee of ${customer.name}`);
}

const rollOf = ({ weight, pupils }: Customer): Count => weight ?? pupils;

/** What a buyer pays together, and as whom: its terms are told of that customer. */
interface Whole extends Worked {
  readonly customer: Customer;
}

/**
 * Those of a group who join: priced once, as one buyer, and shared out once, so that their parts add to what they pay
 * together.
 */
export class GroupBuyer {
  private known: Whole | undefined;
  private readonly shared = new Map<Money, ReadonlyMap<Customer, Money>>();
  readonly members: readonly Member[];
  private readonly canBeNobody: boolean;

  constructor(
    private readonly group: BuyerGroup,
    private readonly present: readonly Present[],
    private readonly label: string,
    /** What a part of a single school is called: its `fee`, where it pays just that. */
    private readonly noun: 'fee' | 'part' = 'part',
    /** Whether gates may leave nobody. */
    canBeNobody = false,
  ) {
    this.members = present.flatMap(({ crowd }) => crowd.members);
    const isSure = ({ schools }: Member): boolean => schools === ONE_SCHOOL;
    const always = present.some(({ crowd, gate }) => gate === undefined && crowd.members.some(isSure));
    this.canBeNobody = !always && (canBeNobody || !this.members.every(isSure));
  }

  /**
   * What they pay together for a year. Its steps are those of the whole; where the dearest alone is charged, each is
   * that of the dearest so far.
   */
  get whole(): Whole {
    this.known ??= this.group.grouping.charge === 'sum' ? this.together() : this.dearest();
    return this.known;
  }

  /** A member's part of it, all its schools together. */
  part(customer: Customer): Money {
    return this.partOf(this.whole.fee, customer);
  }

  /** A member's part of an amount of the whole: of its price, or of what a cap takes off it. */
  partOf(amount: Money, customer: Customer): Money {
    return this.once(amount, () => {
      const noun = (schools: Count): string =>
        amount === this.whole.fee && schools === ONE_SCHOOL ? this.noun : 'part';
      const falls = this.rateOf(amount);
      return this.present.flatMap(({ crowd, gate }) =>
        crowd.members.map((each): Falling => {
          const of = gate === undefined ? each.schools : gate('count', each.schools);
          const label = `${noun(each.schools)} of ${each.customer.name}`;
          return { each: falls(this.group.weight(each.customer)), of: of === ONE_SCHOOL ? undefined : of, label };
        }),
      );
    }).get(customer) as Money;
  }

  /**
   * Who gets what of a member's part, where a broker's commission is in it. Both add to its part, and neither is below
   * zero.
   */
  partsOf(customer: Customer): BrokerageParts | undefined {
    const { parts, fee } = this.whole;
    if (parts === undefined) return undefined;
    const paid = larger('money', [fee, PENNY]);
    const providers = this.once(parts.provider, () =>
      this.members.map(({ customer: each }): Falling => {
        const share = quotient<'rate'>('rate', this.part(each), paid, 'its part of the price');
        return { each: unrounded(parts.provider, share), label: `to the provider from ${each.name}` };
      }),
    );
    const provider = providers.get(customer) as Money;
    return { provider, commission: sum('money', [this.part(customer)], 'commission', [provider]) };
  }

  private once(amount: Money, among: () => readonly Falling[]): ReadonlyMap<Customer, Money> {
    let found = this.shared.get(amount);
    if (found === undefined) {
      const parts = apportion(amount, among(), this.label);
      found = new Map(this.members.map(({ customer }, i) => [customer, parts[i] as Money]));
      this.shared.set(amount, found);
    }
    return found;
  }

  private total<K extends 'count' | 'money'>(
    key: string,
    kind: K,
    of: (member: Member) => Figure<K> | undefined,
    label?: string,
  ) {
    const each = this.present.map(({ crowd, gate }) => {
      const found = crowd.total(key, kind, of);
      return gate === undefined || found === undefined ? found : gate(kind, found);
    });
    return each.every((found) => found !== undefined) ? sum(kind, each as Figure<K>[], label) : undefined;
  }

  private get schools(): Count {
    return this.total('schools', 'count', () => ONE_SCHOOL, `schools of ${this.group.name}`) as Count;
  }

  /** What falls to one school by its pupils; where none of those who are there have any, all bear the same. */
  private rateOf(amount: Money): (weight: Count) => PriceFigure {
    const { group } = this;
    const weights = this.total(
      'weight',
      'count',
      ({ customer }) => group.weight(customer),
      `pupils of ${group.name} on the roll`,
    ) as Count;
    const perPupil = quotient<'price'>('price', amount, weights, `${this.label} for each pupil`);
    if (!this.canBeNobody && !group.hasEmpty) return (weight) => times(perPupil, weight);
    const byPupils = whereAny('price', weights, perPupil);
    if (!group.hasEmpty) return (weight) => times(byPupils, weight);
    const { schools } = this;
    const perSchool = whereAny(
      'price',
      schools,
      quotient<'price'>('price', amount, schools, `${this.label} for each school`),
    );
    const bySchools = band('price', weights, [{ upTo: NONE, closed: true, value: perSchool }], nothing('price'));
    return (weight) => sum('price', [times(byPupils, weight), bySchools]);
  }

  /** The price of all their quantities together. What is no quantity (notice, months) all of them have alike. */
  private together(): Whole {
    const { price, now, name } = this.group;
    const [first] = this.members as [Member, ...Member[]];
    const alike = new Set(askedOf(price).flatMap(({ driver, needed }) => (needed ? [] : [driver])));
    const quantity = ((driver: string, kind: 'count' | 'money') =>
      alike.has(driver)
        ? first.customer.quantity(driver, kind)
        : this.total(`${kind} ${driver}`, kind, ({ customer }) => customer.quantity(driver, kind))) as Quantities;
    const pupils = this.total('pupils', 'count', ({ customer }) => customer.pupils, `pupils of ${name}`) as Count;
    const customer: Customer = { name, attributes: first.customer.attributes, pupils, quantity };
    const whole = worked(price, customer, now);
    const fee = this.canBeNobody
      ? whereAny('money', this.schools, whole.fee, this.label)
      : named(whole.fee, this.label);
    return { ...whole, customer, fee };
  }

  /** The price of the one that costs most. */
  private dearest(): Whole {
    const each = this.present.flatMap(({ crowd, gate }) =>
      crowd.members.map((member) => ({ ...this.group.ownOf(member.customer), member, gate })),
    );
    const [first, ...others] = each as [(typeof each)[number], ...typeof each];
    const most = (of: (own: Worked) => Money, label?: string): Money =>
      larger(
        'money',
        each.map(({ member, gate, ...own }) => {
          const amount = this.canBeNobody ? whereAny('money', member.schools, of(own)) : of(own);
          return gate === undefined ? amount : gate('money', amount);
        }),
        label,
      );
    const fee = most((own) => own.fee, this.label);
    const steps = first.steps.map(({ rule, before }, i) => ({
      rule,
      before: before && most((own) => own.steps[i]?.before as Money),
      after: most((own) => own.steps[i]?.after as Money),
    }));
    const provider = first.parts && most((own) => own.parts?.provider as Money, 'to the provider');
    // Once for the group, whichever of its schools is asked.
    let moving: Money | undefined;
    const dearest = others.reduce((so, one) => (isMore(one.fee, so.fee) ? one : so), first);
    return {
      customer: dearest.member.customer,
      fee,
      steps,
      moving: () => {
        moving ??= most((own) => own.moving(), 'what moves with the pupils');
        return moving;
      },
      parts: provider && { provider, commission: sum('money', [fee], 'commission', [provider]) },
      supplies: dearest.supplies && cutSupplies(fee, dearest.supplies),
      once: dearest.once,
      together: undefined,
    };
  }
}

function isMore(one: Money, other: Money): boolean {
  return one.isKnown && (!other.isKnown || one.pence > other.pence);
}
