import { type Count, constant, Exact, inWords, type Money } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { PHASES, type Phase, type School } from '../../model/index.js';
import { askedByLimit, boundsOf, chargedFor, conditionsOf, countsPupils, type Quote } from '../../pricing/index.js';
import type { Projection } from '../../projection/index.js';
import { boundsIn } from '../offer/buyers.js';
import type { Option, TierOffer } from '../offer/options.js';
import type { TakingAt } from '../offer/taken.js';
import { ALONE, type FigureEntries } from '../shared/figure-entry.js';
import { firstNumber } from '../shared/first-number.js';
import { limited } from './schools.js';

/**
 * Schools that one floor and one cap of one price hold for, and the numbers of pupils at which those begin and end to
 * hold.
 */
export interface Binding {
  /** A school that stands for them. */
  readonly school: School;
  /** `primary, new joiner`. */
  readonly label: string;
  readonly floor: Money | Differs | undefined;
  readonly cap: Money | Differs | undefined;
  /** The last whole number of pupils at which the fee is no more than the floor; undefined where there is none. */
  readonly floorTo: Count | Differs | undefined;
  /** The first at which it is the cap. */
  readonly capFrom: Count | Differs | undefined;
}

/** It is another for each school, because it hangs on what else the school has. */
export type Differs = 'differs';

/** From and to which number of pupils a limit holds. */
export const bindingFigures = {
  'tier.floor_to': {
    kind: 'count',
    means: 'the last whole number of pupils at which the floor holds',
    parts: ALONE,
    make: ({ projection, option, school, year }) => bindingOf(projection, option, school, year).floorTo,
  },
  'tier.cap_from': {
    kind: 'count',
    means: 'the first whole number of pupils at which the cap holds',
    parts: ALONE,
    make: ({ projection, option, school, year }) => bindingOf(projection, option, school, year).capFrom,
  },
} as const satisfies FigureEntries<TakingAt>;

/** What an offer's floors and caps hold from and to, for each kind of school that has its own. */
export function bindings(projection: Projection, { option, priced, year }: TierOffer): Binding[] {
  const kinds = new Map<string, { school: School; quote: Quote; phases: Set<Phase>; conditions: string }>();
  for (const { school, quote } of priced) {
    const { floor, cap } = boundsOf(quote.price, school.attributes);
    if (floor === undefined && cap === undefined) continue;
    const conditions = conditionsIn(quote, school);
    const key = `${quote.position}|${floor && inWords(floor)}|${cap && inWords(cap)}|${conditions}`;
    const known = kinds.get(key) ?? { school, quote, phases: new Set<Phase>(), conditions };
    known.phases.add(school.phase);
    kinds.set(key, known);
  }
  // By the prices and the phases in their own order: that of the roll says nothing.
  const inOrder = [...kinds.values()].sort((a, b) => a.quote.position - b.quote.position);
  return inOrder.map(({ school, quote, phases, conditions }) => ({
    ...forAllOf(quote, school, bindingOf(projection, option, school, year)),
    label: [
      ...PHASES.filter((phase) => phases.has(phase)).map(keyInWords),
      ...(conditions === '' ? [] : [conditions]),
    ].join(', '),
  }));
}

/**
 * What is said of one school, as far as it holds for all of its kind: an amount that is worked out of what a school has is
 * its own, and so is a number of pupils where the price goes by something else as well.
 */
function forAllOf({ price }: Quote, { attributes }: School, own: OwnBinding): Omit<Binding, 'label'> {
  const bounds = boundsOf(price, attributes);
  const charged = chargedFor(price);
  const limit = (
    side: 'floor' | 'cap',
    number: Count | undefined,
  ): [Money | Differs | undefined, Count | Differs | undefined] => {
    const amount = bounds[side];
    const asked = amount === undefined ? [] : askedByLimit(price, amount);
    const isOthers = [...charged, ...asked].some((driver) => !countsPupils(driver));
    const isPupils = charged.some(countsPupils);
    return [
      asked.length > 0 ? 'differs' : own[side],
      isPupils && isOthers && amount !== undefined ? 'differs' : number,
    ];
  };
  const [[floor, floorTo], [cap, capFrom]] = [limit('floor', own.floorTo), limit('cap', own.capFrom)];
  return { school: own.school, floor, cap, floorTo, capFrom };
}

/**
 * The conditions beside the phase that a school's price and its limits ask for, and that hold for the school: `new
 * joiner, area Saltby`.
 */
function conditionsIn({ price }: Quote, { attributes }: School): string {
  const asked = new Set(conditionsOf(price).flatMap(({ when }) => [...(when?.keys() ?? [])]));
  asked.delete('phase');
  return [...asked]
    .flatMap((attribute) => {
      const value = attributes.get(attribute) ?? '';
      const name = keyInWords(attribute);
      return value === 'yes' ? [name] : value === '' || value === 'no' ? [] : [`${name} ${value}`];
    })
    .join(', ');
}

/** The limits of one school's price, as they are for that school. */
interface OwnBinding {
  readonly school: School;
  readonly floor: Money | undefined;
  readonly cap: Money | undefined;
  readonly floorTo: Count | undefined;
  readonly capFrom: Count | undefined;
}

/** Where the floor and the cap of one school's price end and begin to hold, by pricing whole numbers of pupils. */
function bindingOf(projection: Projection, option: Option, school: School, year: number): OwnBinding {
  const at = (pupils: number): Quote | undefined =>
    projection.membership.quoteAt(
      option.terms,
      school,
      year,
      constant('count', Exact.of(pupils), 'a number of pupils'),
    );
  const one = at(1);
  const floor = limited(one, 'floor')?.limit;
  const cap = limited(one, 'cap')?.limit;
  const drivers = one === undefined ? [] : chargedFor(one.price).filter(countsPupils);
  const bounds = drivers.flatMap((driver) => boundsIn((one as Quote).price, driver).map((bound) => bound.toNumber()));
  const search = (holds: (pupils: number) => boolean): number | undefined =>
    drivers.length === 0 ? undefined : firstNumber(holds, bounds);
  const passes = floor && search((pupils) => (limited(at(pupils), 'floor')?.order ?? 0) > 0);
  const reaches = cap && search((pupils) => (limited(at(pupils), 'cap')?.order ?? -1) >= 0);
  const floorTo =
    passes === undefined || passes === 1
      ? undefined
      : found(passes - 1, 'the last number of pupils at which the floor holds', at, 1);
  const capFrom =
    reaches === undefined ? undefined : found(reaches, 'the first number of pupils at which the cap holds', at, -1);
  return { school, floor, cap, floorTo, capFrom };
}

function found(pupils: number, what: string, at: (pupils: number) => Quote | undefined, next: 1 | -1): Count {
  const told = [pupils, pupils + next]
    .filter((each) => each > 0)
    .sort((a, b) => a - b)
    .map((each) => `${each} ${each === 1 ? 'pupil' : 'pupils'} ${feeText(at(each))}`);
  return constant('count', Exact.of(pupils), `${what}: ${told.join(', ')}`);
}

function feeText(quote: Quote | undefined): string {
  return quote === undefined ? 'no price' : inWords(quote.fee);
}
