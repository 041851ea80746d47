import { Exact } from '../../figures/index.js';
import { type Axis, axisOf, type Vary } from './space.js';
import { stepOf, type TariffAmount, type TariffPart, type TariffShape, type TariffTerm } from './tariff.js';

/** Prices that bring in less than this share of all fees are turned less. */
const SMALL = 0.05;
/** How wide a step is: a share of the number as it is today. */
const STEP = 0.2;

/**
 * What is turned where nobody says what. In each price that brings in a twentieth of the fees or more: the rate (or the
 * fixed part, where that is all) over two steps either way, and each floor and cap as it is, a step lower, and none. In
 * the others: the rate or the fixed part as it is, and one and three steps lower, because their schools are few for the
 * company and still a constituency. What would make more than `most` candidates is left as it is, from the price that
 * brings in least.
 */
export function usualAxes(shape: TariffShape, most: number): readonly Axis[] {
  const all = shape.parts.reduce((sum, { pays }) => sum + pays, 0);
  const parts = shape.parts
    .filter(({ schools }) => schools.length > 0)
    .sort((a, b) => b.pays - a.pays || (a.name < b.name ? -1 : 1));
  const chosen: Axis[] = [];
  let size = 1;
  for (const part of parts) {
    const isSmall = part.pays < all * SMALL;
    const varies = isSmall ? base(part, [-3, -1, 0]) : shape.cut === 'price' ? usual(part) : anew(part);
    const axes = varies.flatMap((vary) => axisOf(shape, vary) ?? []);
    const grown = axes.reduce((product, { steps }) => product * steps.length, size);
    if (grown > most) continue;
    size = grown;
    chosen.push(...axes);
  }
  const order = shape.parts.map(({ name }) => name);
  const placeOf = ({ places }: Axis): number => places[0]?.part ?? order.length;
  return chosen.sort((a, b) => placeOf(a) - placeOf(b));
}

function over(part: TariffPart, slot: TariffTerm, counts: readonly number[], none = false): Vary[] {
  const now = todayIn(part, slot);
  if (now === undefined || now.sign <= 0) return [];
  return [{ part: part.name, slot, values: [...(none ? (['none'] as const) : []), ...around(now, counts)] }];
}

const todayIn = ({ slots }: TariffPart, name: TariffTerm): TariffAmount =>
  slots.find((slot) => slot.name === name)?.today;

/** The rate of a price, or its fixed part where that is all. */
const base = (part: TariffPart, counts: readonly number[]): Vary[] =>
  over(part, todayIn(part, 'rate') === undefined ? 'fixed' : 'rate', counts);

function usual(part: TariffPart): Vary[] {
  const both = todayIn(part, 'rate') === undefined ? [] : over(part, 'fixed', [-1, 0, 1]);
  return [
    ...both,
    ...base(part, [-2, -1, 0, 1, 2]),
    ...over(part, 'floor', [-1, 0], true),
    ...over(part, 'cap', [-1, 0], true),
  ];
}

/**
 * A price that there is not yet: a rate alone, with a fixed part, with a floor, with a cap, or with several of them.
 */
function anew(part: TariffPart): Vary[] {
  const { name, pays, schools } = part;
  const [rate, fee] = [todayIn(part, 'rate'), pays / Math.max(1, schools.length)];
  if (rate === undefined) return base(part, [-2, -1, 0, 1, 2]);
  const round = (share: number): { amount: Exact } => {
    const step = stepOf(fee * share, 0.5);
    return { amount: step.times(Exact.of(Math.max(1, Math.round((fee * share) / step.toNumber())))) };
  };
  return [
    { part: name, slot: 'fixed', values: ['none', round(0.2)] },
    { part: name, slot: 'rate', values: around(rate, [-2, -1, 0, 1, 2]) },
    { part: name, slot: 'floor', values: ['none', round(0.4)] },
    { part: name, slot: 'cap', values: ['none', round(2)] },
  ];
}

function around(now: Exact, counts: readonly number[]): { readonly amount: Exact }[] {
  const step = stepOf(now.toNumber(), STEP);
  return counts
    .map((count) => ({ amount: now.plus(step.times(Exact.of(count))) }))
    .filter(({ amount }) => amount.sign > 0);
}
