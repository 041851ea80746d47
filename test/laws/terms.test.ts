import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constant, Exact, type Money, sum } from '../../src/figures/index.js';
import { parseTree, toData } from '../../src/language/index.js';
import {
  type Customer,
  faultsIn,
  prices,
  type Quantities,
  type Quote,
  quote,
  quotesOf,
  type TierPrice,
} from '../../src/pricing/index.js';
import { readValue } from '../../src/reading/yaml.js';
import { decimal } from '../support/models.js';
import { runs } from '../support/runs.js';

/* Laws of every term of a price: random terms, written as in a price list, on random quantities. */

const RUNS = runs(200, 51);
const amount = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((pence) => decimal(pence, 2));
const percent = fc.integer({ min: 0, max: 100 }).map((rate) => `${rate}%`);

/** Bounds that rise, closed or open, and a value in each band and above the last. */
const bands = (key: 'amount' | 'price', mode: string): fc.Arbitrary<object> =>
  fc
    .array(fc.record({ size: fc.integer({ min: 1, max: 200 }), value: amount(60_000), closed: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => {
      let bound = 0;
      const each: object[] = parts.map(({ size, value, closed }) => {
        bound += size;
        return { [closed ? 'up_to' : 'below']: String(bound), [key]: value };
      });
      return { of: 'units', mode, each: [...each, { [key]: parts[0]?.value }] };
    });

const bases = fc.oneof(
  fc.record({ flat: amount(900_000) }),
  fc.record({ per: fc.record({ units: amount(60_000) }) }),
  fc.record({ bands: bands('amount', 'flat') }),
  fc.record({ bands: bands('price', 'slab') }),
  fc.record({ bands: bands('price', 'graduated') }),
  fc.record({
    packs: fc.record({
      of: fc.constant('units'),
      sizes: fc.record({ 1: amount(50_000), 5: amount(200_000) }),
      top_up: amount(60_000),
    }),
  }),
);
const discount = fc.oneof(
  fc.record({ percent }),
  fc.record({ amount: amount(300_000) }),
  fc.record({ percent, of: fc.constant('units'), from: fc.nat(20).map(String) }),
  fc.record({ percent, of: fc.constant('units'), nth: fc.integer({ min: 1, max: 5 }).map(String) }),
  fc.record({ percent, of: fc.constant('units'), from_nth: fc.integer({ min: 1, max: 5 }).map(String) }),
);
const commission = fc.oneof(
  fc.record({ percent, on: fc.constantFrom('top', 'inside') }),
  fc.record({ fixed: amount(90_000), on: fc.constantFrom('top', 'inside') }),
  fc.record({ fixed: amount(9000), of: fc.constant('units') }),
);
const terms = fc
  .record({
    base: bases,
    blocks: fc.option(
      fc.record({
        units: fc.record({
          size: fc.integer({ min: 1, max: 40 }).map((tenths) => decimal(tenths, 1)),
          round: fc.constantFrom('up', 'nearest'),
        }),
      }),
    ),
    floor: fc.option(amount(400_000)),
    room: fc.option(fc.integer({ min: 0, max: 500_000 })),
    discounts: fc.array(discount, { maxLength: 3 }),
    commission: fc.option(commission),
    part_year: fc.constantFrom(undefined, 'by_month', 'full_year'),
    cancellation: fc.option(
      fc.record({ notice: fc.constant('calendar_days'), within: fc.record({ 7: percent, 28: percent }) }),
    ),
  })
  .map(({ base, blocks, floor, room, discounts, commission: broker, part_year, cancellation }) => ({
    ...base,
    ...(blocks && { blocks }),
    ...(floor !== null && { floor }),
    ...(room !== null && { cap: decimal(room + Math.round(Number(floor ?? 0) * 100), 2) }),
    ...(discounts.length > 0 && { discounts }),
    ...(broker && { commission: broker }),
    ...(part_year && { part_year }),
    ...(cancellation && { cancellation }),
  }));

function priceOf(said: object): readonly TierPrice[] {
  const text = JSON.stringify(said);
  const { node } = readValue(text, { name: 'price', text });
  const tree = node as NonNullable<typeof node>;
  const { value, problems } = parseTree(prices, tree, toData(tree));
  expect(problems).toEqual([]);
  expect((value as readonly TierPrice[]).flatMap(faultsIn)).toEqual([]);
  return value as readonly TierPrice[];
}

/** A customer with tenths of units, and with months and notice where they are given. */
function customer(
  tenths: number,
  others: Readonly<Record<string, number>> = {},
  attributes: ReadonlyMap<string, string> = new Map(),
): Customer {
  const said: Readonly<Record<string, string>> = {
    units: decimal(tenths, 1),
    ...Object.fromEntries(Object.entries(others).map(([k, v]) => [k, String(v)])),
  };
  const quantity = ((driver: string, kind: 'count' | 'money') =>
    said[driver] === undefined ? undefined : constant(kind, Exact.of(said[driver]), driver)) as Quantities;
  return { name: 'a school', attributes, pupils: constant('count', Exact.of(decimal(tenths, 1)), 'pupils'), quantity };
}

test('a fee is never below zero, whatever its terms', () => {
  fc.assert(
    fc.property(
      terms,
      fc.nat(6000),
      fc.record({ months: fc.integer({ min: 1, max: 12 }), notice_days: fc.nat(40) }),
      (said, tenths, others) => {
        const found = quote(priceOf(said), customer(tenths, others));
        expect(found?.fee.pence).toBeGreaterThanOrEqual(0);
      },
    ),
    RUNS,
  );
});

test('what provider and broker get is what the buyer pays, and neither is below zero', () => {
  fc.assert(
    fc.property(terms, commission, fc.nat(6000), (said, broker, tenths) => {
      const found = quote(
        priceOf({ ...said, commission: broker, part_year: undefined, cancellation: undefined }),
        customer(tenths),
      );
      const { fee, parts } = found as Quote;
      const { provider, commission: taken } = parts as NonNullable<Quote['parts']>;
      expect(provider.pence + taken.pence).toBe(fee.pence);
      expect(Math.min(provider.pence, taken.pence)).toBeGreaterThanOrEqual(0);
    }),
    RUNS,
  );
});

test('a graduated price never falls, and has no jump', () => {
  fc.assert(
    fc.property(bands('price', 'graduated'), fc.nat(6000), fc.nat(50), (said, tenths, more) => {
      const price = priceOf({ bands: said });
      const [less, most] = [tenths, tenths + more].map((each) => quote(price, customer(each))?.fee.pence as number);
      const dearest = Math.max(...(said as { each: { price: string }[] }).each.map((each) => Number(each.price)));
      expect(most).toBeGreaterThanOrEqual(less as number);
      // Half a penny of rounding in each band, on both sides.
      expect((most as number) - (less as number)).toBeLessThanOrEqual(dearest * 10 * more + 6);
    }),
    RUNS,
  );
});

test('without bands, blocks to the nearest, discounts or packs, more never costs less', () => {
  fc.assert(
    fc.property(terms, fc.nat(6000), fc.nat(500), (said, tenths, more) => {
      const { discounts: _discounts, bands: _bands, packs: _packs, ...plain } = said as Record<string, unknown>;
      const price = priceOf('flat' in plain || 'per' in plain ? plain : { ...plain, flat: '100' });
      expect(quote(price, customer(tenths + more))?.fee.pence).toBeGreaterThanOrEqual(
        quote(price, customer(tenths))?.fee.pence as number,
      );
    }),
    RUNS,
  );
});

describe('the parts of a group add to its one price', () => {
  test.each(['sum', 'larger'])('%s', (charge) => {
    fc.assert(
      fc.property(terms, fc.array(fc.nat(6000), { minLength: 2, maxLength: 5 }), (said, sizes) => {
        const price = priceOf({ ...said, group: { by: 'head', charge } });
        const schools = sizes.map((tenths) => customer(tenths, {}, new Map([['head', 'one']])));
        const parts = quotesOf(price, schools).map((each) => each?.fee as Money);
        const alone = priceOf(said);
        const whole =
          charge === 'larger'
            ? Math.max(...schools.map((school) => quote(alone, school)?.fee.pence as number))
            : (quote(
                alone,
                customer(
                  sizes.reduce((all, each) => all + each, 0),
                  {},
                ),
              )?.fee.pence as number);
        expect(sum('money', parts).pence).toBe(whole);
      }),
      runs(80, 51),
    );
  });
});
