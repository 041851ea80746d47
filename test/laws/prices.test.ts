import fc from 'fast-check';
import { expect, test } from 'vitest';
import { constant, Exact, input, type Money, type Origin } from '../../src/figures/index.js';
import { parseTree, toData } from '../../src/language/index.js';
import { type Brokered, service } from '../../src/model/service.js';
import { boundsOf, prices, type Quote, quote, settledBy } from '../../src/pricing/index.js';
import { splitOf } from '../../src/projection/index.js';
import { readValue } from '../../src/reading/yaml.js';
import { decimal, models, projectionOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* What a school pays, and what the parties of a brokered price get. */

const RUNS = runs(60, 8);

test('a fee is never below zero, and lies between the floor and the cap that hold for the school', () => {
  let held = 0;
  fc.assert(
    fc.property(models, (data) => {
      const { membership, model } = projectionOf(data);
      const asked = [...model.tiers.values()].flatMap((tier) => model.schools.map((school) => ({ tier, school })));
      for (const { tier, school } of asked) {
        for (const year of model.calendar.years)
          expect(membership.quoteFor(tier, school, year)?.fee.pence).toBeGreaterThanOrEqual(0);
        // The terms of the first year; later ones are uplifted. What is taken off comes after a floor, and a group
        // shares one fee out.
        const { fee, price } = membership.quoteFor(tier, school, model.calendar.years[0] as number) as Quote;
        if (price.terms.has('discounts') || price.terms.has('group')) continue;
        held++;
        const { floor, cap } = boundsOf(price, school.attributes);
        expect(fee.pence).toBeGreaterThanOrEqual((floor as Money | undefined)?.pence ?? 0);
        expect(fee.pence).toBeLessThanOrEqual((cap as Money | undefined)?.pence ?? Number.POSITIVE_INFINITY);
      }
    }),
    RUNS,
  );
  expect(held).toBeGreaterThan(ofRuns(60));
});

interface Terms {
  readonly flat: number | undefined;
  readonly rate: number;
  readonly floor: number | undefined;
  readonly room: number | undefined;
}
const tariffs: fc.Arbitrary<Terms> = fc.record({
  flat: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }),
  rate: fc.integer({ min: 0, max: 500_000 }),
  floor: fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: undefined }),
  room: fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: undefined }),
});

const WHERE: Origin = {
  file: 'test',
  line: 1,
  column: 1,
  path: 'pupils',
  text: '',
  basis: 'not stated',
  source: undefined,
};

/**
 * The fee in pence, and what set it, for so many tenths of pupils. Written as in a model, so that the terms are read as
 * they are there.
 */
function priced({ flat, rate, floor, room }: Terms, tenths: number): { fee: number; by: string } {
  const said = {
    ...(flat !== undefined && { flat: decimal(flat, 2) }),
    per_pupil: decimal(rate, 4),
    ...(floor !== undefined && { floor: decimal(floor, 2) }),
    ...(room !== undefined && { cap: decimal((floor ?? 0) + room, 2) }),
  };
  const text = JSON.stringify(said);
  const { node } = readValue(text, { name: 'price', text });
  const tree = node as NonNullable<typeof node>;
  const { value = [] } = parseTree(prices, tree, toData(tree));
  const found = quote(value, {
    name: 'a school',
    attributes: new Map(),
    pupils: input('count', Exact.of(decimal(tenths, 1)), WHERE),
    quantity: () => undefined,
  });
  if (found === undefined) throw new Error('no price');
  return { fee: found.fee.pence, by: settledBy(found) };
}

test('a fee is its flat part and its rate to the penny, no less than the floor and no more than the cap, and says which', () => {
  fc.assert(
    fc.property(tariffs, fc.nat(20_000), (terms, tenths) => {
      // In hundred-thousandths of a pound; half a penny goes up.
      const charged = Number((BigInt(terms.rate) * BigInt(tenths) + 500n) / 1000n);
      const base = (terms.flat ?? 0) + charged;
      const cap = terms.room === undefined ? Number.POSITIVE_INFINITY : (terms.floor ?? 0) + terms.room;
      const raised = Math.max(base, terms.floor ?? 0);
      const rules = terms.flat === undefined ? 'rate' : 'flat + rate';
      const fee = Math.min(raised, cap);
      expect(priced(terms, tenths)).toEqual({ fee, by: fee < raised ? 'cap' : raised > base ? 'floor' : rules });
    }),
    runs(300, 9),
  );
});

test('more pupils never cost less', () => {
  fc.assert(
    fc.property(tariffs, fc.nat(20_000), fc.nat(5000), (terms, tenths, more) => {
      expect(priced(terms, tenths + more).fee).toBeGreaterThanOrEqual(priced(terms, tenths).fee);
    }),
    runs(300, 10),
  );
});

test('what a provider gets and what the broker takes add to what the buyer pays, and neither is below zero', () => {
  const commissions = fc.oneof(
    fc.record({ percent: fc.integer({ min: 0, max: 10_000 }), on: fc.constantFrom('top', 'inside') }),
    fc.record({ fixed: fc.integer({ min: 0, max: 20_000 }) }),
  );
  fc.assert(
    fc.property(
      commissions,
      fc.integer({ min: 20_000, max: 90_000 }),
      fc.nat(5_000_000),
      fc.boolean(),
      (commission, price, units, isFee) => {
        const said =
          'fixed' in commission
            ? {
                [isFee ? 'provider_fee' : 'price']: decimal(price, 2),
                commission: { fixed: decimal(commission.fixed, 2) },
              }
            : {
                [commission.on === 'top' ? 'provider_fee' : 'price']: decimal(price, 2),
                commission: { percent: `${decimal(commission.percent, 2)}%`, on: commission.on },
              };
        const text = JSON.stringify({ kind: 'brokered', unit: 'day', acts_as: 'agent', ...said });
        const { node } = readValue(text, { name: 'service', text });
        const tree = node as NonNullable<typeof node>;
        const { value, problems } = parseTree(service, tree, toData(tree));
        expect(problems).toEqual([]);
        const quantity = constant('count', Exact.of(decimal(units, 4)), 'units');
        const split = splitOf(value as Brokered, quantity, (each) => each);
        expect(split.provider.pence + split.commission.pence).toBe(split.buyer.pence);
        expect(Math.min(split.provider.pence, split.commission.pence)).toBeGreaterThanOrEqual(0);
        // The whole that was written is the whole of the side that it was written for.
        const whole = constant('price', Exact.of(decimal(price, 2)), 'price')
          .exact.times(quantity.exact)
          .toPence();
        expect('provider_fee' in said ? split.provider.pence : split.buyer.pence).toBe(whole);
      },
    ),
    runs(200, 11),
  );
});
