import { Exact, inWords, type Money } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { boundsOf, chargedFor, countsPupils, type Quote } from '../../pricing/index.js';
import {
  type BuyerKind,
  boundsIn,
  buyersOf,
  inUnits,
  justBeyond,
  nameOf,
  othersFor,
  quoteOf,
  wholeAround,
} from '../offer/buyers.js';
import { firstNumber } from '../shared/first-number.js';
import { type Finding, type Lint, type Linted, type LintSubject, placeAt } from '../shared/lint.js';
import { limited } from '../worth/schools.js';

type Side = 'floor' | 'cap';
type Found = Omit<Finding, 'lint' | 'severity'>;

/** One amount of a floor or cap, with the kinds of school that it holds for. */
interface Limit {
  readonly amount: Money;
  readonly buyers: BuyerKind[];
}

/** A floor or a cap that no amount of anything comes to. */
export const idleLimit: Lint = {
  code: 'idle-limit',
  severity: 'warning',
  summary: 'a floor or a cap that sets the fee of no school',
  find: (subject) =>
    subject.priced.flatMap((tier) =>
      (['floor', 'cap'] as const).flatMap((side) =>
        [...limitsOf(tier, side).values()].flatMap((limit) => idle(limit, tier, side, subject)),
      ),
    ),
};

function limitsOf(tier: Linted, side: Side): ReadonlyMap<string, Limit> {
  const found = new Map<string, Limit>();
  for (const buyer of buyersOf(tier)) {
    const amount = boundsOf(buyer.price, buyer.attributes)[side];
    if (amount === undefined || chargedFor(buyer.price).length === 0) continue;
    const key = `${buyer.position}|${inWords(amount)}`;
    const known = found.get(key) ?? { amount, buyers: [] };
    known.buyers.push(buyer);
    found.set(key, known);
  }
  return found;
}

function idle({ amount, buyers }: Limit, tier: Linted, side: Side, subject: LintSubject): Found[] {
  const buyer = buyers[0] as BuyerKind;
  const place = placeAt(subject, [...tier.path, buyer.position, side]);
  if (side === 'floor') {
    if (buyers.some((each) => chargedFor(each.price).some((driver) => isBelow(each, driver)))) return [];
    return [
      {
        ...place,
        says: `no number of ${driversOf(buyer)} brings the fee to the floor${amountSaid(amount)}${nameOf(buyer)}`,
      },
    ];
  }
  const reached = buyers.flatMap((each) =>
    chargedFor(each.price).map((driver) => ({ driver, from: firstAbove(each, driver), buyer: each })),
  );
  if (reached.every(({ from }) => from === undefined))
    return [
      {
        ...place,
        says: `no number of ${driversOf(buyer)} brings the fee to the cap${amountSaid(amount)}${nameOf(buyer)}`,
      },
    ];
  const isReal = reached.some(
    ({ driver, from, buyer: each }) =>
      from !== undefined && (!countsPupils(driver) || isCollege(each) || from <= LARGEST),
  );
  if (isReal) return [];
  const first = Math.min(...reached.flatMap(({ from }) => from ?? []));
  return [
    {
      ...place,
      says: `the cap${amountSaid(amount)} sets the fee only from ${inUnits(Exact.of(first), 'pupils')} on${nameOf(buyer)}`,
    },
  ];
}

/** How much a floor or cap is; one that is worked out of what a school has is another for each. */
const amountSaid = (amount: Money): string =>
  amount.isKnown ? ` of ${inWords(amount)}` : ' that is worked out of what a school has';

/** More pupils than any school has; a college may have more. */
const LARGEST = 5000;
const isCollege = ({ attributes }: BuyerKind): boolean =>
  ['fe', 'sixteen_plus'].includes(attributes.get('phase') ?? '');

function driversOf({ price }: BuyerKind): string {
  return chargedFor(price)
    .map((driver) => keyInWords(driver))
    .join(' or ');
}

/** The first whole number of a driver for which the fee passes its cap; undefined where none does. */
function firstAbove(buyer: BuyerKind, driver: string): number | undefined {
  const others = othersFor(buyer, driver);
  const passes = (units: number): boolean => order(quoteOf(buyer, { ...others, [driver]: Exact.of(units) }), 'cap') > 0;
  return firstNumber(
    passes,
    boundsIn(buyer.price, driver).map((at) => at.toNumber()),
  );
}

/**
 * Whether some amount of a driver leaves the fee below its floor, with one of every other or with none: between its bounds a fee never falls, so that it is
 * lowest just after one.
 */
function isBelow(buyer: BuyerKind, driver: string): boolean {
  const none = chargedFor(buyer.price).flatMap((other) => (other === driver ? [] : [[other, Exact.zero] as const]));
  return [othersFor(buyer, driver), Object.fromEntries(none)].some((others) =>
    pointsOf(buyer, driver).some((units) => order(quoteOf(buyer, { ...others, [driver]: units }), 'floor') < 0),
  );
}

/** Amounts of a driver at its bounds, just after them, and at whole numbers around them: the lowest first. */
function pointsOf({ price }: BuyerKind, driver: string): Exact[] {
  const all = [
    ...wholeAround(price, driver),
    ...boundsIn(price, driver),
    ...justBeyond(price, driver).map(([, to]) => to),
  ];
  return all.filter(({ sign }) => sign > 0);
}

/** How a fee lies to its floor or cap before that is applied: below 0 where it is below, above 0 where it is above. */
function order(quote: Quote | undefined, side: Side): number {
  return limited(quote, side)?.order ?? 0;
}

/** A floor that the discounts, the rounding or a part year of its price take the fee below. */
export const floorUndercut: Lint = {
  code: 'floor-undercut',
  severity: 'warning',
  summary: 'a floor that a discount, a rounding or a part year takes a fee below',
  find: (subject) =>
    subject.priced.flatMap((tier) =>
      [...limitsOf(tier, 'floor').values()].flatMap(({ buyers }): Found[] =>
        UNDERCUTS.map((by) => buyers.flatMap((each) => belowBy(each, by))).flatMap(([first]) => {
          if (first === undefined) return [];
          const place = placeAt(subject, [...tier.path, first.buyer.position, 'floor']);
          return [{ ...place, says: `${first.says}${nameOf(first.buyer)}` }];
        }),
      ),
    ),
};

const MONTHS = Exact.of(6);
/** What may take a fee below its floor, and how a fee after it is told. */
const UNDERCUTS = ['discounts', 'round', 'part_year'] as const;
type Undercut = (typeof UNDERCUTS)[number];
const AFTER: Readonly<Record<Undercut, string>> = {
  discounts: 'after discounts',
  round: 'after rounding',
  part_year: 'for six months',
};

/** The first amount of a driver of which the fee is below its floor once a rule has changed it. */
function belowBy(buyer: BuyerKind, by: Undercut): { readonly buyer: BuyerKind; readonly says: string }[] {
  if (!buyer.price.terms.has(by)) return [];
  for (const driver of chargedFor(buyer.price)) {
    const others = { ...othersFor(buyer, driver), ...(by === 'part_year' && { months: MONTHS }) };
    for (const units of pointsOf(buyer, driver)) {
      const quote = quoteOf(buyer, { ...others, [driver]: units });
      const after = changedBy(quote, by);
      const floor = limited(quote, 'floor')?.limit;
      if (!after?.isKnown || floor === undefined || after.pence >= floor.pence) continue;
      const fee = `with ${inUnits(units, driver)} the fee is ${inWords(after)} ${AFTER[by]}`;
      return [{ buyer, says: `${fee}, below the floor of ${inWords(floor)}` }];
    }
  }
  return [];
}

/** A fee after what may take it below its floor; undefined where it lay below it before. */
function changedBy(quote: Quote | undefined, by: Undercut): Money | undefined {
  if (by === 'discounts') return discounted(quote);
  const found = quote?.steps.find((step) => step.rule.key === by);
  const floor = limited(quote, 'floor')?.limit;
  if (by === 'part_year' || floor === undefined || !found?.before?.isKnown) return found?.after;
  return found.before.pence < floor.pence ? undefined : found.after;
}

/** A fee after its discounts, and after a floor that comes after them. */
function discounted(quote: Quote | undefined): Money | undefined {
  const at = quote?.steps.findIndex(({ rule }) => rule.key === 'discounts') ?? -1;
  const later = quote?.steps.slice(at + 1).find(({ rule }) => rule.does === 'limit' && rule.key === 'floor');
  return at < 0 ? undefined : (later?.after ?? quote?.steps[at]?.after);
}
