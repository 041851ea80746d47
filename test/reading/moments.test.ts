import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { model, refused } from '../support/refused.js';
import { runs } from '../support/runs.js';

/* Two keys or columns that are written in two ways and mean one month are a problem that shows both places: only one of their values could hold. */

const HEAD = (starts: string): string => `buyin: 1
name: Small
calendar: { starts: 2026-${starts === 'April' ? '04' : '09'}, years: 3, year_starts: ${starts} }
`;
const both = 'contracts: { c: { kind: grant, per_year: { 2026: 120_000, 2026-09: 60_000 } } }\n';

test('a year and the month in which it starts are one moment, with both places', async () => {
  const { told, err } = await refused(model({ head: HEAD('September'), rest: both }));
  expect(told).toEqual(['duplicate-key model.yaml:9:59']);
  expect(err).toContain('"2026" and "2026-09" both say what holds in Sep 2026');
  expect(err).toContain('and here: model.yaml:9:44');
});

test('a month within a year is another moment', async () => {
  const { code, out } = await play(['forecast', '.', '--format', 'json'], {
    files: { 'model.yaml': model({ head: HEAD('April'), rest: both }) },
  });
  expect(code).toBe(0);
  expect(out).toContain('"85000.00"');
});

test.each([
  ['an assumption', 'assumptions: { a: { value: { 2027-09: 1%, 2027: 2% } } }\n', []],
  ['a scenario', 'scenarios: { s: { add: { overheads: { o: { per_year: { 2027-09: 1, 2027: 2 } } } } } }\n', []],
  [
    'a relative change',
    'overheads: { o: { per_year: 10 } }\nscenarios: { s: { overheads: { o: { per_year: { times: { 2026: 80%, 2026-09: 90% } } } } } }\n',
    [],
  ],
  ['a list of prices', 'services: { s: { kind: traded, unit: day, price: { 2027: 5, 2027-09: 6 } } }\n', []],
  [
    'pupils of a group',
    'overheads: { o: { per_year: 1 } }\n',
    ['--set', 'schools.named.oak.pupils={ 2026: 1, 2026-09: 2 }'],
  ],
])('dates of %s are held against each other too, in every scenario', async (_, rest, options) => {
  const { err, code } = await play(['check', '.', ...options], {
    files: { 'model.yaml': model({ head: HEAD('September'), rest }) },
  });
  expect(code).toBe(options.length > 0 ? 2 : 1);
  expect(err.match(/\[duplicate-key\]/g), err).toHaveLength(1);
  expect(err.replace(/\s+/g, ' ')).toMatch(/both say what holds in Sep 202[67]/);
});

const rolled = (columns: string, cells: string, more = ''): Record<string, string> => ({
  'model.yaml': `${HEAD('September')}schools: { file: schools.csv${more} }\ntiers: { m: { price: { per_pupil: 10 }, joins: 100% } }\n`,
  'schools.csv': `urn,name,phase,type,${columns}\n900001,Oak,primary,community,${cells}\n`,
});

test.each([
  ['pupils,pupils_2026', '"pupils" and "pupils_2026" both say what holds in Sep 2026'],
  ['pupils,pupils_2024', '"pupils" and "pupils_2024" both say what holds in Sep 2026'],
  ['pupils_2026,pupils_2026-09', '"pupils_2026" and "pupils_2026-09" both say what holds in Sep 2026'],
  ['pupils_2027-09,pupils_2027', '"pupils_2027-09" and "pupils_2027" both say what holds in Sep 2027'],
])('the columns %s are a problem with both places', async (columns, says) => {
  const { told, err } = await refused(rolled(columns, '200,300'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^duplicate-column schools\.csv:1:\d+$/);
  expect(err.replace(/\s+/g, ' ')).toContain(says);
  expect(err).toContain('and here: schools.csv:1:');
});

test('the remedy works: a column of pupils that is listed under ignore is not read', async () => {
  const files = rolled('pupils,pupils_2026', '200,300', ', ignore: pupils');
  const { code, out } = await play(['forecast', '.', '--format', 'json'], { files });
  expect(code).toBe(0);
  expect(out).toContain('"3000.00"');
});

test('pupils without a date, and columns of later years, are pupils now and then', async () => {
  expect(
    (await play(['forecast', '.'], { files: rolled('pupils,pupils_2027,pupils_2028-01', '200,300,400') })).code,
  ).toBe(0);
});

test('of any dates, those are refused of which two are one month, and no others', async () => {
  const date = fc.tuple(fc.integer({ min: 2024, max: 2028 }), fc.option(fc.integer({ min: 1, max: 12 })));
  const starts = fc.constantFrom(['April', 4] as const, ['September', 9] as const);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(date, { selector: ([year, month]) => `${year}-${month}`, minLength: 1, maxLength: 5 }),
      starts,
      async (dates, [name, first]) => {
        const keys = dates.map(([year, month]) =>
          month === null ? `${year}` : `${year}-${String(month).padStart(2, '0')}`,
        );
        const months = dates.map(([year, month]) => year * 12 + (month ?? first));
        const rest = `overheads: { o: { per_year: { ${keys.map((key, i) => `${key}: ${i + 1}`).join(', ')} } } }\n`;
        const { code, err } = await play(['check', '.'], {
          files: { 'model.yaml': model({ head: HEAD(name), rest }) },
        });
        expect(code).toBe(new Set(months).size === months.length ? 0 : 1);
        expect((err.match(/\[duplicate-key\]/g) ?? []).length).toBe(months.length - new Set(months).size);
      },
    ),
    runs(200, 30),
  );
});
