import { expect, test } from 'vitest';
import { table } from '../../src/render/table.js';
import { Report, type Row } from '../../src/report/page/report.js';
import { titled } from '../../src/report/page/sentence.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { columns, money, none, tableOf } from './sample.js';

/* How a table is read on a page that it does not fit, and which of its columns are worth no room. */

const NAMES = ['fee', 'now', 'saves', 'low', 'typical', 'high', 'discounts', 'together', 'budget', 'rest'];
const HEADINGS = [
  'School',
  'Fee, £',
  'Now, £',
  'It saves, £',
  'Low, £',
  'Typical, £',
  'High, £',
  'Discounts, £',
  'Together, £',
  'Budget, £',
  'Rest, £',
];

/** A school with an amount of each figure. */
const school = (name: string, amounts: readonly (string | undefined)[]): Row => ({
  id: name,
  role: 'line',
  level: 0,
  cells: [
    { kind: 'text', text: name },
    ...amounts.map((amount, i) =>
      amount === undefined
        ? none
        : {
            kind: 'figure' as const,
            figure: money(amount),
            ref: { figure: NAMES[i] as string, school: name },
            show: 'pence' as const,
          },
    ),
  ],
});
const shown = (rows: readonly Row[], width = 80): string =>
  table(Report.of({ id: 'r', title: titled('T'), basis: [], blocks: [tableOf(columns(...HEADINGS), rows)] }), {
    width,
    colour: false,
  });
const some = NAMES.map((_, i) => `${(i + 1) * 1111}.11`);

test('one school with more columns than fit is a record down the page, and side by side where they fit', () => {
  const page = shown([school('Oak', some)]);
  expect(page).not.toContain('(columns');
  expect(page).toMatch(/^It saves, £ +3,333\.11$/m);
  expect(page.split('\n').length).toBeGreaterThan(12);
  expect(shown([school('Oak', some)], 160)).toMatch(/^Oak +1,111\.11 +2,222\.11/m);
  const three = shown(['Oak', 'Elm', 'Ash'].map((name) => school(name, some)));
  expect(three).toMatch(/^Fee, £ +1,111\.11 +1,111\.11 +1,111\.11$/m);
});

test('many schools are rows', () => {
  const page = shown(['Oak', 'Elm', 'Ash', 'Yew'].map((name) => school(name, some)));
  expect(page).toMatch(/^Yew +1,111\.11/m);
});

test('a column that is nil or empty for every school goes, and is named; programs keep it', () => {
  const nil = some.map((amount, i) => (i === 6 ? '0' : i === 7 ? undefined : amount));
  const page = shown([school('Oak', nil), school('Elm', nil)], 120);
  expect(page).not.toMatch(/^School.*Discounts/m);
  expect(page.replace(/\s+/g, ' ')).toContain('Nil or empty in every row, and left out: Discounts, £; Together, £.');
  const one = shown([school('Oak', nil), school('Elm', some)], 160);
  expect(one).toMatch(/^School.*Discounts, £ +Together, £/m);
});

/** A company whose one school loses under one option, and stays out under the other. */
const NIL: PlainMap = {
  reserves: { opening: '0' },
  buyin: '1',
  name: 'Nil',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: {
    named: {
      oak: { phase: 'primary', type: 'community', pupils: '100', pays_now: '500' },
      elm: { phase: 'secondary', type: 'academy', pupils: '100', pays_now: '500' },
    },
  },
  tiers: {
    core: { price: { flat: '1_000' }, joins: '100%' },
    free: { price: { flat: '0' }, joins: '0%' },
  },
  scenarios: { nobody: { because: 'they buy elsewhere', tiers: { core: { joins: '0%' } } } },
  stresses: ['nobody'] as never,
};

test('an option, a stress and a value that is tried stay, whatever they come to', async () => {
  const files = { [FILE]: yamlOf(NIL) };
  const lines = async (...argv: string[]): Promise<string[]> => {
    const { out, err } = await play(argv, { files });
    expect(err).toBe('');
    return out.split('\n');
  };
  const sustainability = await lines('sustainability', FILE);
  expect(sustainability.filter((line) => /^primary, maintained .* 0\.0%$/.test(line))).toHaveLength(1);
  const grid = await lines(
    'sensitivity',
    FILE,
    '--on',
    'members',
    '--grid',
    'tiers.core.joins=0%/50%,reserves.opening=0/10',
  );
  expect(grid.filter((line) => /^tiers.core.joins 0% +0 +0$/.test(line))).toHaveLength(1);
  const turned = await lines(
    'sensitivity',
    FILE,
    '--on',
    'members',
    '--grid',
    'reserves.opening=0/10,tiers.core.joins=0%/50%',
  );
  expect(turned.filter((line) => /^reserves.opening \d+ +0 +1$/.test(line))).toHaveLength(2);
  const cells = await lines('compare', FILE, '--grid');
  expect(cells.filter((line) => /^base .* 0$/.test(line)).length).toBeGreaterThan(0);
  const tiers = await lines('tiers', FILE);
  expect(tiers.filter((line) => /^ +Primary +1,000 +0$/.test(line))).toHaveLength(1);
});

test('no panel is left with one column of figures', () => {
  for (let width = 40; width < 140; width++) {
    const page = shown(
      ['Oak', 'Elm', 'Ash', 'Yew'].map((name) => school(name, some)),
      width,
    );
    expect(page, String(width)).not.toMatch(/\(column \d+ of/);
    for (const line of page.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  }
});

const STRESSES = [
  'Test',
  'the model as it stands',
  'a fifth of schools fewer',
  'a dear year for pay',
  'a contract that is lost',
  'all of them at once',
];
const said = (name: string, texts: readonly string[]): Row => ({
  id: name,
  role: 'line',
  level: 0,
  cells: [name, ...texts].map((text) => ({ kind: 'text' as const, text })),
});
const told = (rows: readonly Row[], width = 80): string =>
  table(Report.of({ id: 'r', title: titled('T'), basis: [], blocks: [tableOf(columns(...STRESSES), rows)] }), {
    width,
    colour: false,
  });
const results = [
  said('Cash', ['holds', 'holds', 'FAILS in every year', 'holds', 'FAILS in every year']),
  said('Assets', Array(5).fill('holds')),
];

test('words under more headings than fit are said once each, with the headings; side by side where they fit', () => {
  const page = told(results, 56);
  expect(page).not.toContain('(columns');
  expect(page).toMatch(/^Cash +holds +the model as it/m);
  expect(page).toMatch(/^ +FAILS in every year +a dear year/m);
  expect(page).toMatch(/^Assets +holds +all 5$/m);
  expect(told(results, 200)).toMatch(/^Cash +holds +holds +FAILS in every year +holds +FAILS in every year$/m);
});

test('words that differ under each heading, and figures, stay under theirs', () => {
  const each = [
    said(
      'Cash',
      ['2026', '2027', '2028', '2029', '2030'].map((year) => `FAILS from ${year} on`),
    ),
  ];
  expect(told(each)).toContain('(columns');
});

test('a table without rows is not cut into parts', () => {
  const page = shown([]);
  expect(page).toContain('(no rows)');
  expect(page).not.toContain('(columns');
});
