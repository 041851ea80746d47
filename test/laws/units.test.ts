import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constant, Exact } from '../../src/figures/index.js';
import { parseTree, toData } from '../../src/language/index.js';
import {
  type Customer,
  faultsIn,
  prices,
  type Quantities,
  type Quote,
  quote,
  type TierPrice,
} from '../../src/pricing/index.js';
import { readValue } from '../../src/reading/yaml.js';
import { decimal } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What one unit costs: of graduated bands, of discounts off one unit of several, of packs with top-ups. Each law counts unit by unit, in whole pounds. */

const RUNS = runs(400, 61);

function priceOf(said: object): TierPrice {
  const text = JSON.stringify(said);
  const { node } = readValue(text, { name: 'price', text });
  const tree = node as NonNullable<typeof node>;
  const { value, problems } = parseTree(prices, tree, toData(tree));
  expect(problems).toEqual([]);
  const [price] = value as readonly TierPrice[];
  expect(faultsIn(price as TierPrice)).toEqual([]);
  return price as TierPrice;
}

/** A school with so many tenths of units, and of pupils, and whatever else is said. */
function customer(tenths: number, others: Readonly<Record<string, string>> = {}): Customer {
  const said: Readonly<Record<string, string>> = { units: decimal(tenths, 1), ...others };
  const quantity = ((driver: string, kind: 'count' | 'money') =>
    said[driver] === undefined ? undefined : constant(kind, Exact.of(said[driver]), driver)) as Quantities;
  const attributes = new Map(Object.entries(others));
  return { name: 'a school', attributes, pupils: constant('count', Exact.of(decimal(tenths, 1)), 'pupils'), quantity };
}

const quoted = (said: object, tenths: number, others: Readonly<Record<string, string>> = {}): Quote =>
  quote([priceOf(said)], customer(tenths, others)) as Quote;
/** The fee in pence; undefined where no band holds so many. */
const feeOf = (said: object, tenths: number, others: Readonly<Record<string, string>> = {}): number | undefined => {
  const { fee } = quoted(said, tenths, others);
  return fee.isKnown ? fee.pence : undefined;
};

interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly price: number;
}
/**
 * Bands of whole units that follow on from each other, the first from wherever it likes, the last with an end or
 * without.
 */
const stretches: fc.Arbitrary<readonly Stretch[]> = fc
  .record({
    start: fc.nat(12),
    sizes: fc.array(fc.record({ size: fc.integer({ min: 1, max: 8 }), price: fc.nat(90) }), {
      minLength: 1,
      maxLength: 4,
    }),
    open: fc.boolean(),
  })
  .map(({ start, sizes, open }) => {
    let last = start;
    return sizes.map(({ size, price }, i): Stretch => {
      const first = last + 1;
      last += size;
      return { first, last: open && i === sizes.length - 1 ? Number.POSITIVE_INFINITY : last, price };
    });
  });

const priceAt = (bands: readonly Stretch[], unit: number): number =>
  bands.find(({ first, last }) => unit >= first && unit <= last)?.price ?? 0;
const chargedFor = (bands: readonly Stretch[], units: number): number => {
  let pounds = 0;
  for (let unit = 1; unit <= units; unit++) pounds += priceAt(bands, unit);
  return pounds;
};
const end = (bands: readonly Stretch[]): number => bands[bands.length - 1]?.last ?? 0;
/** The bands as a file may have them: with "over" and "up_to"; or with the first and the last whole unit of each. */
const written = (bands: readonly Stretch[], whole: boolean): object[] =>
  bands.map(({ first, last, price }) => ({
    ...(whole ? { from: String(first) } : { over: String(first - 1) }),
    ...(last === Number.POSITIVE_INFINITY ? {} : { up_to: String(last) }),
    price: String(price),
  }));

describe('each unit at the price of its own band, those below the first free, and no price beyond the last', () => {
  test('in bands over one bound and up to the next, of parts of a unit as well', () => {
    fc.assert(
      fc.property(stretches, fc.nat(400), (bands, tenths) => {
        const said = { bands: { of: 'units', mode: 'graduated', each: written(bands, false) } };
        const part = (priceAt(bands, Math.floor(tenths / 10) + 1) * (tenths % 10)) / 10;
        const expected = Math.round(100 * (chargedFor(bands, Math.floor(tenths / 10)) + part));
        expect(feeOf(said, tenths)).toBe(tenths / 10 > end(bands) ? undefined : expected);
      }),
      RUNS,
    );
  });

  test('in bands of whole units, as councils publish them', () => {
    fc.assert(
      fc.property(stretches, fc.nat(400), fc.constantFrom('up', 'nearest'), (bands, tenths, round) => {
        const said = {
          blocks: { units: { size: '1', round } },
          bands: { of: 'units', mode: 'graduated', each: written(bands, true) },
        };
        // An exact half goes down.
        const units = round === 'up' ? Math.ceil(tenths / 10) : Math.ceil((tenths - 5) / 10);
        expect(feeOf(said, tenths)).toBe(units > end(bands) ? undefined : 100 * chargedFor(bands, units));
      }),
      RUNS,
    );
  });

  test('bands of whole units hold every one of them, and need the blocks', () => {
    fc.assert(
      fc.property(stretches, fc.integer({ min: 1, max: 60 }), (bands, units) => {
        const each = written(bands, true).map((band, i) => ({
          ...band,
          price: undefined,
          amount: String(bands[i]?.price),
        }));
        const said = { blocks: { units: '1' }, bands: { of: 'units', mode: 'flat', each } };
        const held = units >= (bands[0]?.first ?? 0) && units <= end(bands);
        expect(feeOf(said, units * 10)).toBe(held ? 100 * priceAt(bands, units) : undefined);
      }),
      RUNS,
    );
  });
});

interface Off {
  readonly percent: number;
  readonly unit: number;
  readonly andLater: boolean;
}
const offs: fc.Arbitrary<readonly Off[]> = fc.array(
  fc.record({
    percent: fc.constantFrom(10, 20, 50, 100),
    unit: fc.integer({ min: 1, max: 6 }),
    andLater: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);
const writtenOff = ({ percent, unit, andLater }: Off): object => ({
  percent: `${percent}%`,
  of: 'units',
  [andLater ? 'from_nth' : 'nth']: String(unit),
});

test('a discount off one unit is off what that unit costs, after the discounts before it, and off nothing that is charged once', () => {
  // Ten thousand pounds a unit of price, so that four percentages in a row still come to whole pence.
  const bands = stretches.filter((each) => end(each) === Number.POSITIVE_INFINITY);
  fc.assert(
    fc.property(bands, offs, fc.nat(900), fc.nat(14), (each, discounts, flat, units) => {
      const dear = each.map((band) => ({ ...band, price: band.price * 100 }));
      const said = {
        flat: String(flat),
        bands: { of: 'units', mode: 'graduated', each: written(dear, false) },
        discounts: discounts.map(writtenOff),
      };
      const costs = Array.from({ length: units }, (_, i) => 100 * priceAt(dear, i + 1));
      for (const { percent, unit, andLater } of discounts) {
        costs.forEach((cost, i) => {
          if (i + 1 === unit || (andLater && i + 1 > unit)) costs[i] = (cost * (100 - percent)) / 100;
        });
      }
      const expected = 100 * flat + costs.reduce((sum, cost) => sum + cost, 0);
      // Each discount is rounded to the penny, where an eighth of a pound may come to half of one.
      expect(Math.abs((feeOf(said, units * 10) as number) - expected)).toBeLessThanOrEqual(2);
    }),
    RUNS,
  );
});

test('in a slab every unit costs the rate that all of them reach', () => {
  const terms = fc.record({
    low: fc.integer({ min: 1, max: 90 }),
    high: fc.integer({ min: 1, max: 90 }),
    bound: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(
    fc.property(
      terms,
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 24 }),
      ({ low, high, bound }, unit, andLater, units) => {
        const each = [{ below: String(bound), price: String(low) }, { price: String(high) }];
        const discounts = [writtenOff({ percent: 50, unit, andLater })];
        const rate = units < bound ? low : high;
        const off = Math.max(0, andLater ? units - unit + 1 : units >= unit ? 1 : 0);
        expect(feeOf({ bands: { of: 'units', mode: 'slab', each }, discounts }, units * 10)).toBe(
          100 * rate * units - 50 * rate * off,
        );
      },
    ),
    RUNS,
  );
});

const rates = fc.oneof(
  fc.record({ per: fc.record({ units: fc.nat(50).map(String) }) }),
  fc.record({ flat: fc.nat(900).map(String), per: fc.record({ units: fc.nat(50).map(String) }) }),
  fc.record({
    packs: fc.record({
      of: fc.constant('units'),
      sizes: fc.record({ 4: fc.nat(400).map(String) }),
      top_up: fc.nat(90).map(String),
    }),
  }),
);
const cut = fc.oneof(
  fc.record({ percent: fc.nat(100).map((each) => `${each}%`) }),
  fc.record({ amount: fc.nat(900).map(String) }),
  fc.record({
    percent: fc.constant('30%'),
    of: fc.constant('units'),
    from: fc.nat(9).map(String),
    up_to: fc.constant('9'),
  }),
);

test('a floor after the discounts is the least that is paid, and one before them is taken before', () => {
  fc.assert(
    fc.property(rates, fc.array(cut, { maxLength: 3 }), fc.nat(900), fc.nat(200), (base, discounts, floor, tenths) => {
      const less = discounts.length === 0 ? {} : { discounts };
      const plain = feeOf({ ...base, ...less }, tenths) as number;
      expect(feeOf({ ...base, ...less, floor: { amount: String(floor), after: 'discounts' } }, tenths)).toBe(
        Math.max(plain, 100 * floor),
      );
      const before = Math.max(feeOf(base, tenths) as number, 100 * floor);
      expect(feeOf({ ...base, ...less, floor: String(floor) }, tenths)).toBe(
        feeOf({ flat: decimal(before, 2), ...less }, tenths),
      );
    }),
    RUNS,
  );
});

test('a cap after the discounts is the most that is paid', () => {
  fc.assert(
    fc.property(rates, fc.array(cut, { maxLength: 3 }), fc.nat(900), fc.nat(200), (base, discounts, cap, tenths) => {
      const less = discounts.length === 0 ? {} : { discounts };
      const plain = feeOf({ ...base, ...less }, tenths) as number;
      expect(feeOf({ ...base, ...less, cap: { amount: String(cap), after: 'discounts' } }, tenths)).toBe(
        Math.min(plain, 100 * cap),
      );
    }),
    RUNS,
  );
});

describe('what moves with the pupils', () => {
  const moving = (said: object, tenths: number): number => quoted(said, tenths).moving().pence;

  test('is nothing of what is charged by anything else', () => {
    fc.assert(
      fc.property(rates, fc.array(cut, { maxLength: 3 }), fc.nat(200), (base, discounts, tenths) => {
        expect(moving({ ...base, ...(discounts.length > 0 && { discounts }) }, tenths)).toBe(0);
      }),
      RUNS,
    );
  });

  test('is no more than the fee, and never below zero', () => {
    fc.assert(
      fc.property(
        rates,
        fc.array(cut, { maxLength: 3 }),
        fc.nat(900),
        fc.nat(900),
        fc.nat(200),
        (base, discounts, floor, room, tenths) => {
          const text = JSON.stringify({
            ...base,
            ...(discounts.length > 0 && { discounts }),
            floor: String(floor),
            cap: String(floor + room),
          });
          const said = JSON.parse(text.replace(/"units"/g, '"pupils"')) as object;
          const { fee } = quoted(said, tenths);
          expect(moving(said, tenths)).toBeGreaterThanOrEqual(0);
          expect(moving(said, tenths)).toBeLessThanOrEqual(fee.pence);
        },
      ),
      RUNS,
    );
  });
});

test('what a broker and a provider get is the fee, of a part year as of a whole one', () => {
  const commission = fc.oneof(
    fc.record({ percent: fc.nat(60).map((each) => `${each}%`), on: fc.constantFrom('top', 'inside') }),
    fc.record({ fixed: fc.nat(40).map(String), of: fc.constant('units') }),
  );
  fc.assert(
    fc.property(rates, commission, fc.integer({ min: 1, max: 12 }), fc.nat(200), (base, broker, months, tenths) => {
      const { fee, parts } = quoted({ ...base, commission: broker, part_year: 'by_month' }, tenths, {
        months: String(months),
      });
      expect((parts?.provider.pence ?? 0) + (parts?.commission.pence ?? 0)).toBe(fee.pence);
      expect(Math.min(parts?.provider.pence ?? 0, parts?.commission.pence ?? 0)).toBeGreaterThanOrEqual(0);
    }),
    RUNS,
  );
});
