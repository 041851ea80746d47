import fc from 'fast-check';
import { expect, test } from 'vitest';
import { said } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What VAT that a school does not get back does to what it gains: it stands on both sides. Worked out by hand. */

const SERVICE = { kind: 'traded', unit: 'day', vat: 'standard' };
const model: PlainMap = {
  buyin: '1',
  name: 'A college and an academy',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  schools: {
    named: {
      college: { phase: 'fe', type: 'further_education', pupils: '1_000' },
      academy: { phase: 'secondary', type: 'academy', pupils: '1_000' },
    },
  },
  tiers: {
    core: {
      vat: 'standard',
      price: { flat: '1_000' },
      joins: '100%',
      includes: { visit: { per_school: '2' } },
      discounts: { clerking: '10%' },
    },
  },
  choice: { rule: 'best_value' },
  services: {
    visit: { ...SERVICE, price: '450', alternative: { low: '400', typical: '500', high: '700', would_buy: '50%' } },
    clerking: { ...SERVICE, unit: 'meeting', price: '100', demand: { per_member: '10' } },
  },
};

/** What `explain` says that a figure of a school comes to in a year. */
async function amountOf(data: PlainMap, figure: string, school: string, year = '2026'): Promise<string> {
  const argv = ['explain', FILE, figure, '--school', school, '--tier', 'core', '--year', year, '--format', 'json'];
  const out = await said(argv, { files: { [FILE]: yamlOf(data) } });
  const [block] = (JSON.parse(out) as { blocks: { root: { amount: { value: string } } }[] }).blocks;
  return block?.root.amount.value as string;
}
const all = async (figure: string, data: PlainMap = model): Promise<string[]> => [
  await amountOf(data, figure, 'academy'),
  await amountOf(data, figure, 'college'),
];

test('fee, discounts and prices elsewhere are all with the VAT that a college bears', async () => {
  expect(await all('value.fee')).toEqual(['1000.00', '1200.00']);
  // A tenth off ten meetings at £100.
  expect(await all('value.discounts')).toEqual(['100.00', '120.00']);
  // Half of two visits would be bought elsewhere.
  expect(await all('value.elsewhere_typical')).toEqual(['500.00', '600.00']);
  expect(await all('value.saving_typical')).toEqual(['-400.00', '-480.00']);
  // Of both visits, £1,000 or £1,200, all must be used; and the fee buys two of them.
  expect(await all('value.use_typical')).toEqual(['1', '1']);
  const byDay = put(model, ['services', 'visit', 'unit'], 'day');
  expect(await all('value.days_typical', byDay)).toEqual(['2', '2']);
  // Two visits at £450, and £100 saved, for £1,000.
  expect(await all('value.net')).toEqual(['0.00', '0.00']);
});

/** How many are members in a year. */
async function members(data: PlainMap, year: string): Promise<string> {
  const argv = ['explain', FILE, 'members', '--year', year, '--format', 'json'];
  const out = await said(argv, { files: { [FILE]: yamlOf(data) } });
  const [block] = (JSON.parse(out) as { blocks: { root: { amount: { value: string } } }[] }).blocks;
  return block?.root.amount.value as string;
}

test('a college chooses as an academy does where all bears VAT', async () => {
  expect(await members(put(model, ['choice', 'none'], '0'), '2026')).toBe('2');
  expect(await members(put(model, ['choice', 'none'], '1'), '2026')).toBe('0');
});

test('before the company registers nothing bears VAT, in the choice of a tier either', async () => {
  const later = put(
    {
      ...model,
      parameters: 'england',
      calendar: { starts: '2026-09', years: '3', year_starts: 'September' },
      tax: { vat: { registered: 'yes', from: '2028-09' } },
    },
    ['services', 'clerking', 'vat'],
    'exempt',
  );
  // £900 and £100, and then £1,080 and £100, for £1,000 and then for £1,200.
  expect(await amountOf(later, 'value.net', 'college', '2026')).toBe('0.00');
  expect(await amountOf(later, 'value.net', 'college', '2028')).toBe('-20.00');
  expect(await members(later, '2026')).toBe('2');
  expect(await members(later, '2028')).toBe('1');
});

test('a part of a price bears the VAT of its own class, and a price published with VAT no more than it says', async () => {
  const visit = {
    ...SERVICE,
    price: { parts: { state: { flat: '100', vat: 'outside_scope' }, work: { per: { units: '200' } } } },
  };
  // £100 and two at £200: VAT on the £400.
  const inParts = put(put(model, ['services', 'visit'], visit), ['tiers', 'core', 'discounts'], {});
  expect(await all('value.net', inParts)).toEqual(['-500.00', '-620.00']);
  const published = { ...SERVICE, price: { per: { units: '540' }, includes_vat: 'yes' } };
  const withVat = put(put(model, ['services', 'visit'], published), ['tiers', 'core', 'discounts'], {});
  // £540 each is £450 and £90.
  expect(await all('value.net', withVat)).toEqual(['-100.00', '-120.00']);
});

test('where all that is compared bears VAT, a college gains or loses a fifth more than an academy', async () => {
  const pounds = fc.integer({ min: 0, max: 400 }).map((fives) => String(fives * 5));
  await fc.assert(
    fc.asyncProperty(pounds, pounds, pounds, async (fee, visit, typical) => {
      const alternative = { low: '0', typical, high: '5_000' };
      const data = put(put(model, ['tiers', 'core', 'price'], { flat: fee }), ['services', 'visit'], {
        ...SERVICE,
        price: visit,
        alternative,
      });
      for (const figure of ['value.saving_typical', 'value.net']) {
        const [academy, college] = await all(figure, data);
        expect(Number(college)).toBeCloseTo(1.2 * Number(academy), 2);
      }
    }),
    runs(24, 265),
  );
});
