import { type Count, type Money, nothing, sum } from '../figures/index.js';
import { type Customer, firstUnits } from './customer.js';
import { countedWith, type DerivedQuantities, movingPrice, nowFor } from './derived.js';
import { discounts } from './discounts.js';
import { includesVat } from './includes-vat.js';
import { isPartOfYears, joining, paidOnce, paidOnceWithin } from './joining.js';
import { parts, partsCharged } from './parts.js';
import type {
  BaseRule,
  BrokerageParts,
  ChangeRule,
  FeeChange,
  LimitRule,
  PriceRule,
  Pricing,
  QuantityRule,
} from './rule.js';
import { rules } from './rules.js';
import { cutAs, type Supply, takenOut, type VatClass } from './vat.js';

/** The terms of a price, by the keys of their rules. */
export type PriceTerms = ReadonlyMap<string, unknown>;

/** One step of a quote: what a rule made of the fee. */
export interface QuoteStep {
  readonly rule: PriceRule<never>;
  readonly before: Money | undefined;
  readonly after: Money;
}

/** What a price comes to for a customer, and how. */
export interface Worked {
  readonly fee: Money;
  readonly steps: readonly QuoteStep[];
  /**
   * The part of the fee that moves with the pupils: what rates for them come to, where no floor or cap sets it. Made
   * when it is asked for: hardly anybody asks, and it is as much work as the fee.
   */
  readonly moving: () => Money;
  /** Who gets what of the fee, where a broker's commission is in it. */
  readonly parts: BrokerageParts | undefined;
  /**
   * The fee by classes of VAT, which add to it; undefined where all of it is of the class of its tier or service, and the
   * VAT on it is worked out from the fee.
   */
  readonly supplies: readonly Supply[] | undefined;
  /** What is paid once beside it, in the first year, before VAT; undefined where nothing is. */
  readonly once: OncePaid | undefined;
  /**
   * What all years of a sign-up come to, before VAT, without what is paid once; undefined where the fee is not a part of
   * it, or is that of several schools.
   */
  readonly together: Money | undefined;
}

/** What is paid once on joining: of the class of VAT of its tier or service. */
export interface OncePaid {
  readonly net: Money;
  /** The VAT on it, where the price is published with VAT; else it is worked out from the net amount. */
  readonly tax: Money | undefined;
}

type Charging = BaseRule<never> | LimitRule<never> | ChangeRule<never>;
/** A rule with its terms in a price. */
interface Placed<R> {
  readonly rule: R;
  readonly terms: never;
}

const isCharging = (rule: PriceRule<never>): rule is Charging =>
  rule.does === 'base' || rule.does === 'limit' || rule.does === 'change';

/**
 * The rules of a price that charge, in the order in which they are evaluated for a customer: a floor or cap before the
 * discounts, unless it says after.
 */
function chargingIn(said: PriceTerms, attributes: ReadonlyMap<string, string>): readonly Placed<Charging>[] {
  const { charging, inOrder, hasLimits } = placedIn(said);
  if (!hasLimits) return inOrder;
  const isLate = (each: Placed<Charging>): boolean =>
    isSaid(each) && each.rule.does === 'limit' && each.rule.isLate(each.terms, attributes);
  const late = charging.filter(isLate);
  if (late.length === 0) return inOrder;
  return charging
    .filter((each) => !isLate(each))
    .flatMap((each) => (each.rule.key === discounts.key ? [each, ...late] : [each]))
    .filter(isSaid);
}

/** The rules of a price in their own order, with what each says; the same for every customer. */
interface RulesPlaced {
  /** Those that charge, and discounts even where nothing is said of them: a late limit stands behind them. */
  readonly charging: readonly Placed<Charging>[];
  /** Those of them of which something is said: how a customer is charged for whom no floor or cap comes late. */
  readonly inOrder: readonly Placed<Charging>[];
  /** Whether there is a floor or a cap, which may come late for some. */
  readonly hasLimits: boolean;
  readonly counting: readonly Placed<QuantityRule<never>>[];
  /** Whether parts of the price have classes of VAT of their own. */
  readonly hasClasses: boolean;
}

const isSaid = ({ terms }: Placed<Charging>): boolean => terms !== undefined;

const placedFor = new WeakMap<PriceTerms, RulesPlaced>();

function placedIn(said: PriceTerms): RulesPlaced {
  const found = placedFor.get(said) ?? placedAnew(said);
  placedFor.set(said, found);
  return found;
}

function placedAnew(said: PriceTerms): RulesPlaced {
  const placed = <R extends PriceRule<never>>(some: readonly R[]): Placed<R>[] =>
    some
      .map((rule) => ({ rule, terms: said.get(rule.key) as never }))
      .filter(({ rule, terms }) => terms !== undefined || rule.key === discounts.key);
  const charging = placed(rules.filter(isCharging));
  return {
    charging,
    inOrder: charging.filter(isSaid),
    hasLimits: charging.some(({ rule }) => rule.does === 'limit'),
    counting: placed(rules.filter((rule) => rule.does === 'quantity')),
    hasClasses: [...((said.get(parts.key) as PartTerms | undefined)?.values() ?? [])].some(
      ({ vat }) => vat !== undefined,
    ),
  };
}

/** A customer with its quantities as the terms of a price count them, by so many of these unless by all. */
function countedBy({ terms: said, quantities }: Priced, asked: Customer, by?: number): Customer {
  const counting = placedIn(said).counting.slice(0, by);
  return countedWith(asked, quantities, (plain) =>
    counting.reduce((customer, { rule, terms }) => rule.counts(terms, customer), plain),
  );
}

/** The price of one customer at work: the fee at each place of its rules, also of the first units alone. */
class Working {
  private readonly charging: readonly Placed<Charging>[];
  private readonly hasClasses: boolean;
  /** Of the whole customer, by the positions of the rules; and of its first units, by these too. */
  private readonly pricings: Pricing[] = [];
  private ofFirst: Map<string, Pricing> | undefined;
  private readonly nowOfAll: Pricing['now'];

  constructor(
    private readonly said: PriceTerms,
    private readonly customer: Customer,
    private readonly now: Pricing['now'],
  ) {
    this.charging = chargingIn(said, customer.attributes);
    this.hasClasses = placedIn(said).hasClasses;
    this.nowOfAll = nowFor(customer, now);
  }

  run(): Worked {
    let fee: Money | undefined;
    let divided: BrokerageParts | undefined;
    let supplies: readonly Supply[] | undefined;
    const steps = this.charging.map(({ rule, terms }, position): QuoteStep => {
      const pricing = this.pricingAt(position, this.customer, '');
      const before = fee;
      supplies = rule.key === includesVat.key && terms ? this.suppliesOf(before as Money, true) : supplies;
      const after =
        supplies === undefined ? applied(rule, terms, before, pricing) : sum('money', netsOf(supplies), 'before VAT');
      if (rule.does === 'change') divided = rule.divides(terms, divided, { before: before as Money, after }, pricing);
      fee = after;
      return { rule, before, after };
    });
    if (fee === undefined) throw new RangeError('a price without a base rule: the model should have been refused');
    const isWithVat = supplies !== undefined;
    return {
      fee,
      steps,
      parts: divided,
      supplies: supplies ?? this.suppliesOf(fee, false),
      once: this.paidOnce(isWithVat),
      together: this.ofAllYears(steps, isWithVat),
      moving: movingLater(this.said, this.customer, this.now, steps),
    };
  }

  /**
   * An amount of the price by classes of VAT, as what is charged before floors, caps and discounts lies to each other;
   * undefined where it has but the class of its tier or service, and is before VAT. What is paid once is of that class, and
   * no part of what the parts share.
   */
  private suppliesOf(amount: Money, isWithVat: boolean): readonly Supply[] | undefined {
    if (!isWithVat && !this.hasClasses) return undefined;
    const shape = this.chargedByClass();
    if (!isWithVat && [...shape.keys()].every((vat) => vat === undefined)) return undefined;
    const once = this.onceWithin();
    const yearly = once === undefined ? amount : sum('money', [amount], 'without what is paid once', [once]);
    const cut = cutAs(yearly, [...shape.values()], 'part of one class of VAT');
    const shares = new Map([...shape.keys()].map((vat, i) => [vat, cut[i] as Money]));
    if (once !== undefined) {
      const beside = shares.get(undefined);
      shares.set(undefined, beside === undefined ? once : sum('money', [beside, once], 'with what is paid once'));
    }
    return [...shares].map(([vat, own]): Supply => {
      const hasVat = isWithVat && (vat === undefined || vat === 'standard');
      return hasVat ? { vat, ...takenOut(own, 'the price') } : { vat, net: own, tax: undefined };
    });
  }

  /** What the terms that make the fee charge, by classes of VAT; that of the tier or service comes last. */
  private chargedByClass(): ReadonlyMap<VatClass | undefined, Money> {
    const found = new Map<VatClass | undefined, Money[]>();
    this.charging.forEach(({ rule, terms }, position) => {
      if (rule.does !== 'base') return;
      const pricing = this.pricingAt(position, this.customer, '');
      const charged =
        rule.key === parts.key
          ? partsCharged(terms as PartTerms, pricing)
          : [{ vat: undefined, fee: rule.charge(terms, pricing) }];
      for (const { vat, fee } of charged) found.set(vat, [...(found.get(vat) ?? []), fee]);
    });
    const classes = [...found.keys()].sort((a, b) => Number(a === undefined) - Number(b === undefined));
    return new Map(classes.map((vat) => [vat, sum('money', found.get(vat) as Money[])]));
  }

  private ofAllYears(steps: readonly QuoteStep[], isWithVat: boolean): Money | undefined {
    const position = this.joins();
    const { terms } = this.charging[position] ?? {};
    const all = steps[position]?.before;
    if (terms === undefined || all === undefined || !isPartOfYears(terms, this.customer)) return undefined;
    return isWithVat ? takenOut(all, 'the price of all years').net : all;
  }

  /** The position of what a sign-up costs; below zero where nothing is said of one. */
  private joins(): number {
    return this.charging.findIndex(({ rule }) => rule.key === joining.key);
  }

  private onceWithin(): Money | undefined {
    const position = this.joins();
    const { terms } = this.charging[position] ?? {};
    return terms && paidOnceWithin(terms, this.pricingAt(position, this.customer, ''));
  }

  private paidOnce(isWithVat: boolean): OncePaid | undefined {
    const position = this.joins();
    const { terms } = this.charging[position] ?? {};
    const amount = terms && paidOnce(terms, this.pricingAt(position, this.customer, ''));
    if (amount === undefined) return undefined;
    return isWithVat ? takenOut(amount, 'what is paid once') : { net: amount, tax: undefined };
  }

  /** What moves with the pupils after all steps. */
  moving(steps: readonly QuoteStep[]): Money {
    return steps.reduce((so: Money, { before, after }, position) => {
      const { rule, terms } = this.charging[position] as Placed<Charging>;
      return movedBy(rule, terms, so, { before: before as Money, after }, this.pricingAt(position, this.customer, ''));
    }, nothing('money'));
  }

  /** The pricing of the rule at a position, for the whole customer or for the first units that `which` names. */
  private pricingAt(position: number, customer: Customer, which: string): Pricing {
    if (which === '') {
      this.pricings[position] ??= this.pricingAnew(position, customer, which);
      return this.pricings[position] as Pricing;
    }
    const key = `${position}|${which}`;
    this.ofFirst ??= new Map();
    const known = this.ofFirst.get(key) ?? this.pricingAnew(position, customer, which);
    this.ofFirst.set(key, known);
    return known;
  }

  private pricingAnew(position: number, customer: Customer, which: string): Pricing {
    return {
      customer,
      now: which === '' ? this.nowOfAll : nowFor(customer, this.now),
      moving: movingPrice(customer, this.now),
      first: (driver, units) => {
        const others = which.split('&').filter((each) => each !== '' && !each.startsWith(`${driver}=`));
        const fewer = [...others, `${driver}=${units.isKnown ? units.exact : 'unknown'}`].sort().join('&');
        const first = firstUnits(customer, driver, units);
        return { fee: this.feeBefore(position, first, fewer), pricing: this.pricingAt(position, first, fewer) };
      },
    };
  }

  private feeBefore(position: number, customer: Customer, which: string): Money {
    const fee = this.charging
      .slice(0, position)
      .reduce(
        (so: Money | undefined, { rule, terms }, i) => applied(rule, terms, so, this.pricingAt(i, customer, which)),
        undefined,
      );
    return fee as Money;
  }
}

/**
 * What moves with the pupils, when it is asked for. It holds on to no more than it is made of: a quote is kept for every
 * school in every year, and all that its price was worked out with would be kept with it.
 */
function movingLater(
  said: PriceTerms,
  customer: Customer,
  now: Pricing['now'],
  steps: readonly QuoteStep[],
): Worked['moving'] {
  let made: Money | undefined;
  return () => {
    made ??= new Working(said, customer, now).moving(steps);
    return made;
  };
}

type PartTerms = Parameters<typeof partsCharged>[0];
const netsOf = (supplies: readonly Supply[]): Money[] => supplies.map(({ net }) => net);

function applied(rule: Charging, terms: never, before: Money | undefined, pricing: Pricing): Money {
  if (rule.does !== 'base') {
    if (before === undefined) throw new RangeError(`${rule.key} needs a fee: the model should have been refused`);
    return rule.apply(terms, before, pricing);
  }
  const charged = rule.charge(terms, pricing);
  return before === undefined ? charged : sum('money', [before, charged]);
}

function movedBy(rule: Charging, terms: never, moving: Money, change: FeeChange, pricing: Pricing): Money {
  switch (rule.does) {
    case 'base':
      return sum('money', [moving, rule.moves(terms, pricing)], 'what moves with the pupils');
    case 'limit':
    case 'change':
      return rule.moves(terms, moving, change, pricing);
    default:
      return rule satisfies never;
  }
}

/** What one price comes to for a customer, whether it fits or not. */
export function worked(price: Priced, asked: Customer, now: Pricing['now']): Worked {
  return new Working(price.terms, countedBy(price, asked), now).run();
}

/** The terms of a price, and the quantities that they may go by beside what a customer has. */
interface Priced {
  readonly terms: PriceTerms;
  readonly quantities: DerivedQuantities;
}

/** What the terms of a price say of a customer, in the order in which they are evaluated. */
export function told(price: Priced, asked: Customer, now: Pricing['now']): { rule: PriceRule<never>; says: string }[] {
  const said = price.terms;
  const counted = countedBy(price, asked);
  const charging: readonly PriceRule<never>[] = chargingIn(said, counted.attributes).map(({ rule }) => rule);
  const others = rules.filter((rule) => !isCharging(rule) && said.has(rule.key));
  const counting = others.filter(({ does }) => does === 'quantity');
  const grouping = others.filter(({ does }) => does === 'group');
  return [...counting, ...charging, ...grouping].map((rule) => {
    // A term that counts is told of what those before it have counted: 45 minutes in blocks, of which 30 are free.
    const customer = rule.does === 'quantity' ? countedBy(price, asked, counting.indexOf(rule)) : counted;
    return {
      rule,
      says: rule.tells(said.get(rule.key) as never, {
        customer,
        now: nowFor(customer, now),
        moving: movingPrice(customer, now),
        first: unasked,
      }),
    };
  });
}

function unasked(_driver: string, _units: Count): never {
  throw new RangeError('what a term says of a price asks for no fee of its first units');
}
