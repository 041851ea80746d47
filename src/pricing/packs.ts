import {
  type Band,
  band,
  type Count,
  charge,
  constant,
  decidedBy,
  Exact,
  type Figure,
  inWords,
  larger,
  type Money,
  nothing,
  type Price,
  portion,
  smaller,
  started,
  sum,
  Unknown,
  unknown,
} from '../figures/index.js';
import { block, either, flag, keysIn, money, numbered, optional, positive, price, valueOr } from '../language/index.js';
import { counted, driverName, inPlain, movingUnits, soMany } from './customer.js';
import { dearerThanParts, leastTogether } from './pack-sums.js';
import { type BaseRule, type Fault, none, type Pricing } from './rule.js';

interface TopUp {
  readonly price: Price;
  readonly each: Count;
}

interface Terms {
  readonly of: string;
  /** The price of each pack by its size, the smallest first. */
  readonly sizes: ReadonlyMap<number, Money>;
  /** What is sold beyond a pack: the same beyond each of them, or by the size of the pack. */
  readonly topUp: TopUp | ReadonlyMap<number, TopUp> | undefined;
  readonly carryOver: boolean;
  /** Whether several packs may be taken together. */
  readonly combine: boolean;
}

const SINGLE = constant('count', Exact.one, 'a single unit');
const topUp = valueOr(
  price.transform((each) => ({ price: each, each: SINGLE })),
  block(
    'a top-up',
    { price, each: positive('units') },
    {
      price: 'pounds',
      each: 'for so many units, begun ones in full',
    },
  ),
);

const A_SIZE = 'a size of pack, such as 6';
const A_WHOLE_SIZE = `${A_SIZE}; half a day is one of a quantity that counts halves, "half_days: =days * 2"`;
const isBySize = (data: unknown): boolean => keysIn(data).some((key) => /^\d/.test(key));

const terms = block(
  'packs',
  {
    of: driverName,
    sizes: numbered(A_WHOLE_SIZE, money),
    top_up: optional(either(isBySize, numbered(A_WHOLE_SIZE, topUp), topUp)),
    carry_over: optional(flag),
    combine: optional(flag),
  },
  {
    of: 'the driver',
    sizes: 'packs and their prices: `{ 3: 810, 6: 1_600 }`',
    top_up:
      'the price of a single unit beyond a pack, or of so many at a time; by the size of the pack where it hangs on that: `{ 3: 55, 6: 50 }`. Half a unit costs half of it, or with `{ price: 177, each: 1 }` all of it. Without it nothing is sold beyond the largest',
    combine: 'whether several packs may be taken together, at the least cost; no unless said',
    carry_over:
      'whether units that are left over are kept for the next year; no unless said. It changes words, not the price of a year',
  },
).transform(
  (said): Terms => ({
    of: said.of,
    sizes: said.sizes,
    topUp: said.top_up,
    carryOver: said.carry_over ?? false,
    combine: said.combine ?? false,
  }),
);

const sized = (size: number, of: string): Count =>
  constant('count', Exact.of(size), `a pack of ${size} ${inPlain(of)}`);

const isOwn = (said: NonNullable<Terms['topUp']>): said is ReadonlyMap<number, TopUp> => said instanceof Map;

/** What is sold beyond a pack of some size. */
function beyondPack({ topUp: said }: Terms, size: number): TopUp | undefined {
  return said !== undefined && isOwn(said) ? said.get(size) : said;
}

/** What is sold beyond every pack alike. */
const beyondAll = ({ topUp: said }: Terms): TopUp | undefined => (said === undefined || isOwn(said) ? undefined : said);

/** A pack, with what is beyond it at the price of top-ups. */
interface Way {
  readonly cost: Money;
  readonly beyond: Money;
}

/** What each pack comes to with the top-ups that it needs, the smallest first; none where nothing is sold beyond one. */
function waysOf(said: Terms, { customer, now }: Pricing): Way[] {
  const { of, sizes } = said;
  const quantity = counted(customer, of);
  return [...sizes].flatMap(([units, amount]): Way[] => {
    const single = beyondPack(said, units);
    if (single === undefined) return [];
    const size = sized(units, of);
    const more = larger('count', [
      sum('count', [quantity], `${inPlain(of)} beyond the pack`, [size]),
      nothing('count'),
    ]);
    const tops =
      single.each === SINGLE ? more : started(more, single.each, `top-ups of ${inWords(single.each)} ${inPlain(of)}`);
    const beyond = charge(now('packs', single.price), tops, 'what is beyond the pack');
    const cost = sum('money', [now('packs', amount), beyond], `a pack of ${inWords(size)}, and what is beyond it`);
    return [{ cost, beyond }];
  });
}

/**
 * The cheapest way to so many units: with one pack, one that is large enough or a smaller one with top-ups where those are
 * sold; or with several, where the terms say so.
 */
function cheapest(said: Terms, pricing: Pricing): Money {
  return said.combine ? together(said, pricing) : withOnePack(said, pricing);
}

/**
 * The cheapest packs together. Which they are is searched for at the values as they stand, and for others anew: no formula
 * says it.
 */
function together(said: Terms, { customer, now }: Pricing): Money {
  const { of, sizes } = said;
  const topUp = beyondAll(said);
  const quantity = counted(customer, of);
  const packs = [...sizes].map(([size, amount]) => ({ size, amount: now('packs', amount) }));
  const single = topUp && { each: topUp.each, price: now('packs', topUp.price) };
  const figures = [
    quantity,
    ...packs.map(({ amount }) => amount),
    ...(single === undefined ? [] : [single.each, single.price]),
  ];
  const missing = figures.find((each) => !each.isKnown);
  decidedBy(...figures);
  if (missing !== undefined) return unknown('money', ...reasonsOf(missing));
  if (quantity.exact.sign <= 0) return nothing('money');
  const least = leastTogether(quantity.exact, packs, single && { each: single.each.exact, price: single.price });
  const taken = packs.flatMap(({ size, amount }) => {
    const count = least.packs.get(size) ?? Exact.zero;
    return count.sign === 0 ? [] : [portion(amount, constant('count', count, `packs of ${size} ${inPlain(of)}`))];
  });
  const extra =
    single === undefined || least.topUps.sign === 0
      ? []
      : [charge(single.price, constant('count', least.topUps, 'top-ups beside them'))];
  return sum('money', [...taken, ...extra], `the cheapest packs together for ${customer.name}`);
}

const reasonsOf = ({ value }: Figure): readonly string[] => (value instanceof Unknown ? value.reasons : []);

/** The cheapest way with one pack. */
function withOnePack(said: Terms, pricing: Pricing): Money {
  const { of, sizes } = said;
  const { customer, now } = pricing;
  const quantity = counted(customer, of);
  const nobody: Band<'money'> = { upTo: nothing('count'), closed: true, value: nothing('money') };
  if (said.topUp !== undefined) {
    const costs = waysOf(said, pricing).map(({ cost }) => cost);
    return band('money', quantity, [nobody], smaller('money', costs), `the cheapest pack for ${customer.name}`);
  }
  const packs = [...sizes].map(([size, amount]) => ({ size: sized(size, of), amount: now('packs', amount) }));
  const enough = packs.map(({ size }, i): Band<'money'> => {
    const larger = packs.slice(i).map(({ amount }) => amount);
    return { upTo: size, closed: true, value: smaller('money', larger) };
  });
  const beyond = unknown(
    'money',
    `the largest pack is of ${Math.max(...sizes.keys())} ${inPlain(of)}, and no more are sold`,
  );
  return band(
    'money',
    quantity,
    [nobody, ...enough],
    beyond,
    `the cheapest pack that is large enough for ${customer.name}`,
  );
}

/**
 * What top-ups for each pupil come to in the cheapest way: of two that cost the same, the one with the larger pack. The
 * pack itself stays as it is.
 */
function movingOf(said: Terms, pricing: Pricing): Money {
  if (said.topUp === undefined || said.combine || movingUnits(pricing.customer, said.of) === undefined)
    return nothing('money');
  const [largest, ...others] = waysOf(said, pricing).reverse() as [Way, ...Way[]];
  const best = others.reduce(
    (so, way): Way => ({
      cost: smaller('money', [so.cost, way.cost]),
      beyond: band('money', way.cost, [{ upTo: so.cost, closed: false, value: way.beyond }], so.beyond),
    }),
    largest,
  );
  return best.beyond;
}

/** Units that the pack taken leaves unused, for the words about it. */
function leftOver(said: Terms, pricing: Pricing): string {
  const quantity = counted(pricing.customer, said.of);
  const fee = cheapest(said, pricing);
  if (!quantity.isKnown || !fee.isKnown || quantity.exact.sign === 0) return '';
  const taken = [...said.sizes].find(
    ([size, amount]) =>
      Exact.of(size).compare(quantity.exact) >= 0 &&
      amount.isKnown &&
      pricing.now('packs', amount).exact.compare(fee.exact) === 0,
  );
  const left = taken === undefined ? Exact.zero : Exact.of(taken[0]).minus(quantity.exact);
  if (left.sign === 0) return '';
  return `; ${left} left over, ${said.carryOver ? 'kept for the next year' : 'lost at the end of the year'}`;
}

function faults(said: Terms): Fault[] {
  const { sizes } = said;
  if (sizes.size === 0)
    return [{ code: 'missing-key', data: { key: 'a size, such as 6', within: 'the packs' }, path: ['sizes'] }];
  if (!sizes.has(0)) return topUpFaults(said);
  return [
    {
      code: 'bad-value',
      data: { text: '0', expected: A_SIZE, why: 'a pack of nothing is no pack' },
      path: ['sizes', '0'],
    },
  ];
}

/** Top-ups by the size of the pack are of each pack that is sold, and of one alone: several share none. */
function topUpFaults({ sizes, topUp: said, combine }: Terms): Fault[] {
  if (said === undefined || !isOwn(said)) return [];
  const known = [...sizes.keys()].map(String);
  const lacking = known.flatMap((key): Fault[] =>
    said.has(Number(key))
      ? []
      : [{ code: 'missing-key', data: { key, within: 'the map of top-ups' }, path: ['top_up'] }],
  );
  const strange = [...said.keys()].flatMap((size): Fault[] =>
    sizes.has(size)
      ? []
      : [
          {
            code: 'unknown-name',
            data: { name: String(size), what: 'size of pack', known },
            path: ['top_up', String(size)],
          },
        ],
  );
  const why = 'several packs together have no pack whose top-ups they share';
  const shared: Fault = {
    code: 'either-or',
    data: { one: 'combine', other: 'top-ups by the size of the pack', why },
    path: ['top_up'],
  };
  return [...lacking, ...strange, ...(combine ? [shared] : [])];
}

/** Each pack that smaller ones serve for less, or a smaller one with its own top-ups. */
function dearer(said: Terms): { size: number; says: string }[] {
  const packs = [...said.sizes].map(([size, amount]) => ({ size, amount }));
  const single = beyondAll(said);
  const of = inPlain(said.of);
  const topped = (each: TopUp | undefined): Parameters<typeof dearerThanParts>[1] =>
    each?.each.isKnown ? { each: each.each.exact, price: each.price } : undefined;
  if (said.topUp === undefined || single !== undefined) return dearerThanParts(packs, topped(single), of);
  const byOne = packs.flatMap((pack, i) =>
    packs
      .slice(0, i)
      .flatMap((smaller) => dearerThanParts([smaller, pack], topped(beyondPack(said, smaller.size)), of)),
  );
  const all = [...byOne, ...dearerThanParts(packs, undefined, of)];
  return all.filter(({ size }, i) => all.findIndex((other) => other.size === size) === i);
}

/** Quantities at set prices: meetings, credits or days in packs. A school pays for the cheapest pack that serves it. */
export const packs: BaseRule<Terms> = {
  key: 'packs',
  summary:
    'quantities at set prices, with or without single units on top and carrying unused ones over; the school pays for the cheapest pack that serves it',
  does: 'base',
  terms,
  priced: true,
  charge: cheapest,
  moves: movingOf,
  decides: 'pack',
  tells: (said, pricing) =>
    `${soMany(counted(pricing.customer, said.of), said.of)}: ${inWords(cheapest(said, pricing))}${leftOver(said, pricing)}`,
  conditions: none,
  asks: ({ of }) => [{ driver: of, path: ['of'], needed: true }],
  holding: none,
  bounds: ({ of, sizes }, driver) => (driver === of ? [...sizes.keys()].map((size) => sized(size, of)) : []),
  faults,
  takes: none,
  doubts: (said) =>
    dearer(said).map(({ size, says }) => ({ lint: 'dominated-pack' as const, path: ['sizes', String(size)], says })),
  examples: [
    {
      terms: 'packs: { of: days, sizes: { 1: 500, 5: 2_200, 10: 4_000 }, combine: yes }',
      school: 'phase=primary,days=17',
      fee: '7200.00',
      source: 'by hand: one pack of ten, one of five and two single days',
    },
    {
      terms: 'packs: { of: meetings, sizes: { 1: 276, 3: 828, 6: 1_656, 9: 2_434 } }',
      school: 'phase=primary,meetings=9',
      fee: '2434.00',
      source: 'Norfolk clerking, 2024-25: packs of full board meetings',
    },
    {
      terms: 'packs: { of: meetings, sizes: { 9: 2_950 }, top_up: 295 }',
      school: 'phase=primary,meetings=10',
      fee: '3245.00',
      source: 'Walsall clerking: nine meetings for a primary school, and an extra one for a member',
    },
    {
      terms: 'packs: { of: credits, sizes: { 10: 500, 25: 1_150 }, top_up: { price: 240, each: 5 } }',
      school: 'phase=primary,credits=17',
      fee: '980.00',
      source: 'credits in packages, and five more at a time: 500 and two times 240',
    },
    {
      terms: 'packs: { of: boxes, sizes: { 3: 165, 6: 300, 9: 405 }, top_up: { 3: 55, 6: 50, 9: 45 } }',
      school: 'phase=primary,boxes=7',
      fee: '350.00',
      source:
        'Boxes of Delight, 2020-21: the standard package and one more box at its price, less than the premium one',
    },
  ],
};
