import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureFor, type Invoice, invoicesOf } from '../../src/analysis/index.js';
import { project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { decimal, FILE, type PlainMap, projectionOf, yamlOf } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What is sold by a price that bends is what each quantity costs by hand: as often as it is expected, or as it is ordered. */

/** A price as the file says it, and what so many units cost by hand, in whole pence. */
interface Bent {
  readonly says: PlainMap;
  readonly costs: (units: number) => number;
}
const pence = fc.integer({ min: 1, max: 50_000 });
const pounds = (amount: number): string => decimal(amount, 2);

const packs = fc.record({ three: pence, more: pence, topUp: pence }).map(({ three, more, topUp }): Bent => {
  const sizes = [
    [3, three],
    [6, three + more],
  ] as const;
  return {
    says: { packs: { of: 'units', sizes: { 3: pounds(three), 6: pounds(three + more) }, top_up: pounds(topUp) } },
    costs: (units) => Math.min(...sizes.map(([size, amount]) => amount + Math.max(0, units - size) * topUp)),
  };
});
const minimum = fc.record({ rate: pence, floor: pence }).map(
  ({ rate, floor }): Bent => ({
    says: { per: { units: pounds(rate) }, floor: pounds(floor) },
    costs: (units) => Math.max(units * rate, floor),
  }),
);
const slab = fc.record({ low: pence, high: pence }).map(
  ({ low, high }): Bent => ({
    says: {
      bands: {
        of: 'units',
        mode: 'slab',
        each: [
          { up_to: '4', price: pounds(high) },
          { over: '4', price: pounds(low) },
        ],
      },
    },
    costs: (units) => units * (units <= 4 ? high : low),
  }),
);
const discounted = fc.record({ rate: pence, off: fc.integer({ min: 1, max: 99 }) }).map(
  ({ rate, off }): Bent => ({
    says: { per: { units: pounds(rate) }, discounts: { percent: `${off}%`, of: 'units', from: '5' } },
    // What is off is rounded half up to the penny.
    costs: (units) => units * rate - (units < 5 ? 0 : Math.floor((units * rate * off + 50) / 100)),
  }),
);
const once = fc.record({ flat: pence, rate: pence }).map(
  ({ flat, rate }): Bent => ({
    says: { flat: pounds(flat), per: { units: pounds(rate) } },
    costs: (units) => flat + units * rate,
  }),
);
const bent = fc.oneof(packs, minimum, slab, discounted, once);
/** Who buys nothing pays nothing. */
const costOf = ({ costs }: Bent, units: number): number => (units === 0 ? 0 : costs(units));

/** So many tenths of a percentage for each number of units; what is left takes none. */
const spread = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200 })), {
    selector: ([units]) => units,
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => [[0, 1000 - parts.reduce((sum, [, tenths]) => sum + tenths, 0)] as const, ...parts]);
type Spread = readonly (readonly [number, number])[];
const written = (parts: Spread): PlainMap =>
  Object.fromEntries(parts.map(([units, tenths]) => [units, `${decimal(tenths, 1)}%`]));

test('the expected charge over a spread is the sum over its units by hand, for members and for others', () => {
  fc.assert(
    fc.property(
      bent,
      bent,
      spread,
      spread,
      fc.nat(100),
      fc.integer({ min: 1, max: 60 }),
      (own, other, by, than, joins, schools) => {
        const projection = projectionOf({
          buyin: '1',
          name: 'By hand',
          calendar: { starts: '2025-09', years: '1', year_starts: 'September' },
          schools: { groups: { any: { count: `${schools}`, phase: 'primary', type: 'academy', pupils: '200' } } },
          tiers: { core: { price: { flat: '1' }, joins: `${joins}%` } },
          services: {
            visit: {
              kind: 'traded',
              unit: 'day',
              price: [{ when: { member: 'yes' }, ...own.says }, other.says],
              demand: { per_member: { spread: written(by) }, per_other: { spread: written(than) } },
            },
          },
        } as PlainMap);
        // Of so many hundredths of schools, as often as tenths of a percentage say: half up to the penny.
        const charged = (price: Bent, parts: Spread, share: number): bigint => {
          const each = parts.reduce((sum, [units, tenths]) => sum + BigInt(tenths) * BigInt(costOf(price, units)), 0n);
          return (each * BigInt(schools * share) + 50_000n) / 100_000n;
        };
        const found = figureFor(projection, { figure: 'income.traded.visit', year: 2025 });
        const expected = charged(own, by, joins) + charged(other, than, 100 - joins);
        expect('what' in found ? found.what : found.exact.toFixed(2)).toBe(decimal(Number(expected), 2));
      },
    ),
    runs(80, 195),
  );
});

const orders = fc.uniqueArray(
  fc.record({
    school: fc.constantFrom('oak', 'ash'),
    service: fc.constantFrom('visit', 'clerking'),
    units: fc.integer({ min: 1, max: 12 }),
    month: fc.integer({ min: 1, max: 12 }),
  }),
  { selector: ({ school, service, month }) => `${school} ${service} ${month}`, minLength: 1, maxLength: 8 },
);

/** The tenth of a month of the company year. */
const dateOf = ({ month }: { readonly month: number }): string =>
  `${month >= 9 ? 2025 : 2026}-${String(month).padStart(2, '0')}-10`;

/** An invoice of a price before VAT bears a fifth of it, half a penny up; one of a price with VAT comes to that price. */
function expectFor(invoice: Invoice | undefined, cost: number, isWithVat: boolean): void {
  if (isWithVat) expect(invoice?.gross.pence).toBe(cost);
  else {
    expect(invoice?.net.pence).toBe(cost);
    expect(invoice?.tax?.pence).toBe(Math.floor((2 * cost + 5) / 10));
  }
}

/** A member and a school that is none, who have ordered two services. */
const selling = (visit: unknown, clerking: PlainMap): PlainMap => ({
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2025-09', years: '1', year_starts: 'September' },
  parameters: 'england',
  tax: { vat: { registered: 'yes' } },
  schools: {
    orders: { file: 'orders.csv' },
    named: {
      oak: { phase: 'primary', type: 'academy', pupils: '200', joins: '100%' },
      ash: { phase: 'primary', type: 'academy', pupils: '200', joins: '0%' },
    },
  },
  tiers: { core: { vat: 'exempt', price: { flat: '1' }, joins: '50%' } },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      vat: 'standard',
      price: visit as PlainMap,
    },
    clerking: {
      kind: 'traded',
      unit: 'meeting',
      vat: 'standard',
      price: clerking,
    },
  },
});

test('orders times prices are the invoices, to the penny and with their VAT, and all that is earned of the service', () => {
  fc.assert(
    fc.property(bent, bent, bent, orders, fc.boolean(), (visit, other, clerking, all, isWithVat) => {
      const data = selling([{ when: { member: 'yes' }, ...visit.says }, other.says], {
        ...clerking.says,
        ...(isWithVat && { includes_vat: 'yes' }),
      });
      const rows = all.map((each) => `${each.school},${each.service},${each.units},${dateOf(each)}\n`);
      const files = { [FILE]: yamlOf(data), 'orders.csv': `school,service,quantity,date\n${rows.join('')}` };
      const projection = project(Source.open(diskOf(files), FILE).load({ scenarios: [], sets: [] }).model);
      const sent = invoicesOf(projection).filter(({ number }) => number.startsWith('O-'));
      for (const { school, service, units, month } of all) {
        const number = `O-${service}-${dateOf({ month }).replaceAll('-', '')}-${school}`;
        const invoice = sent.find((each) => each.number === number);
        const bySchool = school === 'oak' ? visit : other;
        expectFor(
          invoice,
          costOf(service === 'clerking' ? clerking : bySchool, units),
          service === 'clerking' && isWithVat,
        );
      }
      expect(sent).toHaveLength(all.length);
      for (const service of ['visit', 'clerking']) {
        const total = sent.filter(({ of }) => of === service).reduce((sum, { net }) => sum + net.pence, 0);
        const found = figureFor(projection, { figure: `income.traded.${service}`, year: 2025 });
        expect('what' in found ? found.what : found.exact.toFixed(2)).toBe(decimal(total, 2));
      }
    }),
    runs(60, 195),
  );
});
