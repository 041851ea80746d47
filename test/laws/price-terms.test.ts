import fc from 'fast-check';
import { expect, test } from 'vitest';
import { constant, Exact } from '../../src/figures/index.js';
import { taxed } from '../../src/model/index.js';
import { type Customer, expectedOver, type Quote, quote, type TierPrice } from '../../src/pricing/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { decimal } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* Terms of prices against sums by hand: packs together, arithmetic, rounding, bundles, and averages over whole units. */

const RUNS = runs(120, 135);

function pricesOf(price: string): readonly TierPrice[] {
  const text = `buyin: 1\nname: List\ndrivers: [units, others]\ntiers: { t: { price: ${price}, vat: standard } }\n`;
  const { tiers } = Source.open(diskOf({ 'list.yaml': text }), 'list.yaml').loadPriceList();
  return tiers.get('t')?.price ?? [];
}

const count = (value: string | number): ReturnType<typeof constant<'count'>> =>
  constant('count', Exact.of(value), 'asked');

function pence(
  of: readonly TierPrice[],
  pupils: string | number,
  quantities: Readonly<Record<string, number>> = {},
): number {
  return quoted(of, pupils, quantities)?.fee.pence ?? Number.NaN;
}

function quoted(
  of: readonly TierPrice[],
  pupils: string | number,
  quantities: Readonly<Record<string, number>> = {},
): Quote | undefined {
  const customer: Customer = {
    name: 'a school',
    attributes: new Map(),
    pupils: count(pupils),
    quantity: ((driver: string) =>
      quantities[driver] === undefined ? undefined : count(quantities[driver] as number)) as Customer['quantity'],
  };
  return quote(of, customer);
}

const packs = fc.uniqueArray(
  fc.record({ size: fc.integer({ min: 1, max: 9 }), amount: fc.integer({ min: 1, max: 900 }) }),
  { selector: ({ size }) => size, minLength: 1, maxLength: 4 },
);
const sizesOf = (of: readonly { size: number; amount: number }[]): string =>
  of.map(({ size, amount }) => `${size}: ${amount}`).join(', ');

test('several packs together cost the least of all ways, by brute force', () => {
  fc.assert(
    fc.property(packs, fc.integer({ min: 0, max: 40 }), (sizes, units) => {
      const best = [0];
      for (let n = 1; n <= units; n++)
        best.push(Math.min(...sizes.map(({ size, amount }) => amount + (best[Math.max(0, n - size)] as number))));
      const of = pricesOf(`{ packs: { of: units, sizes: { ${sizesOf(sizes)} }, combine: yes } }`);
      expect(pence(of, 1, { units })).toBe((best[units] as number) * 100);
    }),
    RUNS,
  );
});

test('what a price counts of a driver, it counts of all that is worked out of it: by hand, and as an amount says it', () => {
  const whole = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
  fc.assert(
    fc.property(whole(9), whole(12), whole(90), whole(90), whole(5), (size, free, units, others, rate) => {
      const counting = `blocks: { units: ${size} }, free: { units: ${free} }`;
      const quantities = 'quantities: { product: =units * others }';
      const counted = Math.max(Math.ceil(units / size) * size - free, 0);
      const asked = { units, others };
      expect(pence(pricesOf(`{ ${quantities}, ${counting}, per: { product: ${rate} } }`), 1, asked)).toBe(
        counted * others * rate * 100,
      );
      expect(pence(pricesOf(`{ ${counting}, flat: =units * others * ${rate} }`), 1, asked)).toBe(
        counted * others * rate * 100,
      );
    }),
    RUNS,
  );
});

test('a unit that is cheaper by its number is so in whatever is worked out of it', () => {
  const whole = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
  fc.assert(
    fc.property(whole(9), whole(9), whole(9), whole(50), (nth, units, others, rate) => {
      const price = `{ quantities: { product: =units * others }, per: { product: ${rate} }, discounts: { percent: 50%, nth: ${nth + 1}, of: units } }`;
      const off = units > nth ? others * rate * 50 : 0;
      expect(pence(pricesOf(price), 1, { units, others })).toBe(units * others * rate * 100 - off);
    }),
    RUNS,
  );
});

test('one pack never costs less than several may', () => {
  fc.assert(
    fc.property(packs, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 30 }), (sizes, single, units) => {
      const terms = `of: units, sizes: { ${sizesOf(sizes)} }, top_up: ${single}`;
      const [one, several] = [`{ packs: { ${terms} } }`, `{ packs: { ${terms}, combine: yes } }`].map((price) =>
        pence(pricesOf(price), 1, { units }),
      );
      expect(several).toBeLessThanOrEqual(one as number);
    }),
    RUNS,
  );
});

test('of packs with a top-up of their own, the cheapest with what is beyond it at its own price, by hand', () => {
  const each = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(packs, fc.array(each, { minLength: 4, maxLength: 4 }), fc.nat(30), (sizes, singles, units) => {
      const own = sizes.map(({ size }, i) => `${size}: ${singles[i]}`).join(', ');
      const of = pricesOf(`{ packs: { of: units, sizes: { ${sizesOf(sizes)} }, top_up: { ${own} } } }`);
      const costs = sizes.map(({ size, amount }, i) => amount + Math.max(units - size, 0) * (singles[i] as number));
      expect(pence(of, 1, { units })).toBe(units === 0 ? 0 : Math.min(...costs) * 100);
    }),
    RUNS,
  );
});

/** A fraction in lowest terms is not needed: it is compared by multiplying. */
interface Ratio {
  readonly above: bigint;
  readonly below: bigint;
}
interface Sum {
  readonly text: string;
  readonly value: (pupils: Ratio, units: Ratio) => Ratio;
}
const hundredths = (of: number): Ratio => ({ above: BigInt(of), below: 100n });
const plus = (a: Ratio, b: Ratio): Ratio => ({
  above: a.above * b.below + b.above * a.below,
  below: a.below * b.below,
});
const times = (a: Ratio, b: Ratio): Ratio => ({ above: a.above * b.above, below: a.below * b.below });
const isLess = (a: Ratio, b: Ratio): boolean => a.above * b.below < b.above * a.below;

const number = fc
  .integer({ min: 0, max: 90_000 })
  .map((of): Sum => ({ text: decimal(of, 2), value: () => hundredths(of) }));
const plain = fc.oneof(
  fc.constant<Sum>({ text: 'pupils', value: (pupils) => pupils }),
  fc.constant<Sum>({ text: 'units', value: (_, units) => units }),
  fc.integer({ min: 0, max: 900 }).map((of): Sum => ({ text: decimal(of, 2), value: () => hundredths(of) })),
);
const two =
  (op: string, of: (a: Ratio, b: Ratio) => Ratio) =>
  ([a, b]: readonly [Sum, Sum]): Sum => ({
    text: `(${a.text} ${op} ${b.text})`,
    value: (...asked) => of(a.value(...asked), b.value(...asked)),
  });
const call =
  (name: string, of: (a: Ratio, b: Ratio) => Ratio) =>
  ([a, b]: readonly [Sum, Sum]): Sum => ({
    text: `${name}(${a.text}, ${b.text})`,
    value: (...asked) => of(a.value(...asked), b.value(...asked)),
  });
const { amount } = fc.letrec<{ amount: Sum }>((tie) => ({
  amount: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: number, weight: 1 },
    { arbitrary: fc.tuple(tie('amount'), tie('amount')).map(two('+', plus)), weight: 2 },
    { arbitrary: fc.tuple(tie('amount'), plain).map(two('*', times)), weight: 6 },
    { arbitrary: fc.tuple(tie('amount'), tie('amount')).map(call('max', (a, b) => (isLess(a, b) ? b : a))), weight: 2 },
    { arbitrary: fc.tuple(tie('amount'), tie('amount')).map(call('min', (a, b) => (isLess(a, b) ? a : b))), weight: 2 },
  ),
}));

test('arithmetic in a price is the same sum in exact fractions, half a penny up', () => {
  let held = 0;
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 40 }), (sum, pupils, units) => {
      const { above, below } = sum.value(hundredths(pupils), { above: BigInt(units), below: 1n });
      const expected = (above * 200n + below) / (below * 2n);
      // A total beyond what a price may be is refused.
      fc.pre(expected < 10n ** 11n);
      held += Number(/pupils|units/.test(sum.text));
      const found = pence(pricesOf(`{ flat: "=${sum.text}" }`), decimal(pupils, 2), { units });
      expect(found).toBe(Number(expected));
    }),
    RUNS,
  );
  expect(held).toBeGreaterThan(ofRuns(32));
});

test('what is rounded is not changed by rounding it again', () => {
  const units = fc.constantFrom('0.01', '0.05', '0.5', '1', '5', '10');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999 }),
      units,
      fc.constantFrom('up', 'down', 'nearest'),
      fc.integer({ min: 0, max: 999 }),
      (rate, unit, direction, pupils) => {
        const sum = `${decimal(rate, 4)} * pupils`;
        const once = `round(${sum}, ${unit}, ${direction})`;
        const fees = [
          `{ flat: "=${once}" }`,
          `{ flat: "=round(${once}, ${unit}, ${direction})" }`,
          `{ flat: "=${once}", round: { to: ${unit}, direction: ${direction} } }`,
        ].map((price) => pence(pricesOf(price), pupils));
        expect(new Set(fees).size).toBe(1);
        expect((fees[0] as number) % Math.round(Number(unit) * 100)).toBe(0);
      },
    ),
    RUNS,
  );
});

test('a bundle never costs more than its parts', () => {
  fc.assert(
    fc.property(
      fc.nat(100),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(5),
      fc.nat(5),
      (percent, first, second, units, others) => {
        const parts = 'per: { units: 375, others: 420 }';
        const bundle = `discounts: { percent: ${percent}%, bundle: { units: ${first}, others: ${second} } }`;
        const asked = { units, others };
        const [apart, together] = [`{ ${parts} }`, `{ ${parts}, ${bundle} }`].map((price) =>
          pence(pricesOf(price), 1, asked),
        );
        const off = units >= first && others >= second ? percent : 0;
        expect(together).toBe(Math.round(((apart as number) * (100 - off)) / 100));
      },
    ),
    RUNS,
  );
});

test('an average is expected to cost what its two neighbours cost, by their shares', () => {
  fc.assert(
    fc.property(packs, fc.integer({ min: 1, max: 300 }), fc.nat(2_000), (sizes, single, hundredthUnits) => {
      const of = pricesOf(`{ packs: { of: units, sizes: { ${sizesOf(sizes)} }, top_up: ${single} } }`);
      const charge = (units: number): number => pence(of, 1, { units });
      const found = expectedOver(count(decimal(hundredthUnits, 2)), (units) =>
        constant('money', Exact.pounds(charge(units.exact.toNumber())), 'charged'),
      );
      const [fewer, share] = [Math.floor(hundredthUnits / 100), hundredthUnits % 100];
      const expected = charge(fewer) * (100 - share) + (share === 0 ? 0 : charge(fewer + 1) * share);
      expect(found.exact.times(Exact.of(10_000)).toString()).toBe(String(expected));
    }),
    RUNS,
  );
});

const pounds = (amount: number): string => decimal(amount, 2);
const total = (amounts: readonly number[]): number => amounts.reduce((so, each) => so + each, 0);

test('what limits and discounts make of parts of several classes of VAT is shared to the penny', () => {
  const amount = fc.integer({ min: 0, max: 99_999 });
  fc.assert(
    fc.property(amount, amount, amount, amount, fc.nat(100), (state, work, more, cap, percent) => {
      const parts = `parts: { state: { flat: ${pounds(state)}, vat: outside_scope }, work: { flat: ${pounds(work)} }, more: { flat: ${pounds(more)}, vat: exempt } }`;
      const found = quoted(pricesOf(`{ ${parts}, cap: ${pounds(cap)}, discounts: { percent: ${percent}% } }`), 1);
      const nets = (found as Quote).supplies?.map(({ net }) => net.pence) ?? [];
      expect(nets).toHaveLength(3);
      expect(total(nets)).toBe(found?.fee.pence);
      expect(Math.min(...nets)).toBeGreaterThanOrEqual(0);
      // A cap never raises what a school pays, and no share is a penny from its proportion.
      expect(found?.fee.pence).toBeLessThanOrEqual(Math.min(cap, state + work + more));
      const all = state + work + more;
      const fee = found?.fee.pence ?? Number.NaN;
      const shares = [state, more, work].map((each) => (all === 0 ? 0 : (fee * each) / all));
      for (const [i, share] of shares.entries())
        if (all > 0) expect(Math.abs((nets[i] as number) - share)).toBeLessThan(1);
    }),
    RUNS,
  );
});

test('a price that is published with VAT is what its net amount and its VAT add to', () => {
  fc.assert(
    fc.property(fc.nat(9_999_999), (published) => {
      const found = quoted(pricesOf(`{ flat: ${pounds(published)}, includes_vat: yes }`), 1) as Quote;
      const tax = taxed(found, 'standard', 'academy', 'a school');
      expect(tax?.withVat.pence).toBe(published);
      expect(found.fee.pence).toBe(Math.floor((published * 5 + 3) / 6));
    }),
    RUNS,
  );
});

test('the years of a sign-up add to its price, and what is paid once is paid once', () => {
  fc.assert(
    fc.property(
      fc.nat(999_999),
      fc.nat(99_999),
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 1, max: 30 }),
      (whole, once, years, asked) => {
        const of = pricesOf(`{ flat: ${pounds(whole)}, joining: { fee: ${pounds(once)}, years: ${years} } }`);
        const each = Array.from({ length: asked }, (_, i) => pence(of, 1, { membership_year: i + 1 }));
        expect(total(each.slice(0, years))).toBe(asked < years ? total(each) : whole);
        expect(pence(of, 1, { years: asked })).toBe(total(each) + once);
      },
    ),
    RUNS,
  );
});
