import { asNumber, inWords, type Money, Unknown } from '../../figures/index.js';
import { boundsOf } from '../../pricing/index.js';
import { type Buyer, buyersOf, driversOf, feeAt, nameOf } from './buyers.js';
import { type Finding, type Lint, type Linted, placeAt, type Subject } from './lint.js';

/** As far as quantities are looked through: no school has more pupils, and nobody buys more of anything else. */
const MOST_PUPILS = 2500;
const MOST_UNITS = 400;

interface Walk {
  readonly tier: string;
  readonly buyer: Buyer;
  readonly driver: string;
  /** What each whole number of the driver costs, from 0; NaN where it is not known. */
  readonly fees: readonly number[];
}

const walks = new WeakMap<Subject, readonly Walk[]>();

/** Every price of a subject by whole numbers of each of its drivers, once for all lints. */
function walksOf(subject: Subject): readonly Walk[] {
  const known =
    walks.get(subject) ??
    subject.tiers.flatMap((tier) =>
      (buyersOf(tier) ?? []).flatMap((buyer) =>
        driversOf(buyer.price).map((driver): Walk => {
          const most = driver.endsWith('pupils') ? MOST_PUPILS : MOST_UNITS;
          const fees = Array.from({ length: most + 1 }, (_, units) => asNumber(feeAt(buyer, driver, units)?.fee.value ?? UNKNOWN));
          return { tier: tier.id, buyer, driver, fees };
        }),
      ),
    );
  walks.set(subject, known);
  return known;
}

const UNKNOWN = new Unknown([]);

function found(subject: Subject, { tier, buyer }: Walk, says: string): Omit<Finding, 'lint' | 'severity'> {
  return { ...placeAt(subject, ['tiers', tier, 'price', buyer.position]), says: `${says}${nameOf(buyer)}` };
}

const told = ({ buyer, driver }: Walk, units: number): string => {
  const fee = feeAt(buyer, driver, units)?.fee;
  return `${units} ${driver.replace(/_/g, ' ')} cost ${fee === undefined ? 'an unknown amount' : inWords(fee)}`;
};

const more = (count: number): string => (count === 0 ? '' : `; and so at ${count} more ${count === 1 ? 'place' : 'places'}`);

/** More costs less. */
export const priceInversion: Lint = {
  code: 'price-inversion',
  severity: 'warning',
  summary: 'more of something costs less: 21 days less than 20',
  find: (subject) =>
    walksOf(subject).flatMap((walk) => {
      const drops = walk.fees.flatMap((fee, units) => (units > 0 && fee < (walk.fees[units - 1] as number) ? [units] : []));
      const [first] = drops;
      return first === undefined ? [] : [found(subject, walk, `${told(walk, first - 1)} and ${told(walk, first)}${more(drops.length - 1)}`)];
    }),
};

/** One more pupil costs much more than the pupil before. */
export const cliff: Lint = {
  code: 'cliff',
  severity: 'warning',
  summary: 'one more pupil costs more than £500 more than pupils usually do, or than `lints.cliff` says',
  find: (subject) =>
    walksOf(subject).flatMap((walk) => {
      if (!walk.driver.endsWith('pupils')) return [];
      const rises = walk.fees.slice(2).map((fee, i) => fee - (walk.fees[i + 1] as number));
      const usual = [...rises].filter((rise) => rise >= 0).sort((a, b) => a - b)[Math.floor(rises.length / 2)] ?? 0;
      const jumps = rises.flatMap((rise, i) => (rise - usual > asNumber(subject.cliff.value) ? [i + 2] : []));
      const [first] = jumps;
      return first === undefined ? [] : [found(subject, walk, `${told(walk, first - 1)} and ${told(walk, first)}${more(jumps.length - 1)}`)];
    }),
};

/** A floor or a cap that no number of pupils comes to. */
export const idleLimit: Lint = {
  code: 'idle-limit',
  severity: 'warning',
  summary: 'a floor or a cap that sets no fee, however many pupils a school has',
  find: (subject) =>
    subject.tiers.flatMap((tier) =>
      (['floor', 'cap'] as const).flatMap((side) => [...limitsOf(tier, side).values()].flatMap((limit) => idle(limit, tier, side, subject))),
    ),
};

/** One amount of a floor or cap, with the kinds of school that it holds for. */
interface Limit {
  readonly amount: Money;
  readonly buyers: Buyer[];
}

function limitsOf(tier: Linted, side: 'floor' | 'cap'): ReadonlyMap<string, Limit> {
  const found = new Map<string, Limit>();
  for (const buyer of buyersOf(tier) ?? []) {
    const amount = boundsOf(buyer.price, buyer.attributes)[side] as Money | undefined;
    if (amount === undefined || driversOf(buyer.price).length === 0) continue;
    const key = `${buyer.position}|${inWords(amount)}`;
    const known = found.get(key) ?? { amount, buyers: [] };
    known.buyers.push(buyer);
    found.set(key, known);
  }
  return found;
}

function idle({ amount, buyers }: Limit, tier: Linted, side: 'floor' | 'cap', subject: Subject): Omit<Finding, 'lint' | 'severity'>[] {
  if (buyers.some((buyer) => driversOf(buyer.price).some((driver) => setsSome(buyer, driver, side)))) return [];
  const buyer = buyers[0] as Buyer;
  const drivers = driversOf(buyer.price).map((driver) => driver.replace(/_/g, ' '));
  const says = `no number of ${drivers.join(' or ')} brings the fee to the ${side} of ${inWords(amount)}${nameOf(buyer)}`;
  return [{ ...placeAt(subject, ['tiers', tier.id, 'price', buyer.position, side]), says }];
}

function setsSome(buyer: Buyer, driver: string, side: 'floor' | 'cap'): boolean {
  // A floor holds for the fewest and a cap for the most, unless bands go up and down.
  const most = driver.endsWith('pupils') ? MOST_PUPILS : MOST_UNITS;
  const tried = buyer.price.terms.has('bands') ? Array.from({ length: most }, (_, i) => i + 1) : [1, most];
  return tried.some((units) => {
    const step = feeAt(buyer, driver, units)?.steps.find(({ rule }) => rule.key === side);
    const limit = step?.after.args.find((arg) => arg !== step.before);
    if (step?.before === undefined || limit === undefined || !step.before.isKnown || !limit.isKnown) return false;
    const order = step.before.exact.compare(limit.exact);
    return side === 'floor' ? order < 0 : order > 0;
  });
}
