import { describe, expect, test } from 'vitest';
import { play } from '../support/play.js';
import { model, refused } from '../support/refused.js';
import { toldIn } from '../support/told.js';

/** The exact value of a figure of the model whose rent is what is said, after the assumptions that are given. */
async function rent(said: string, assumptions = 'rate: { value: 1_000 }'): Promise<string> {
  const text = model({ rest: `assumptions: { ${assumptions} }\noverheads:\n  rent: { per_year: ${said} }\n` });
  const { out, err } = await play(['explain', 'model.yaml', 'cost.overheads', '--year', '2025', '--format', 'json'], {
    files: { 'model.yaml': text },
  });
  expect(err).toBe('');
  return /"value": "?([^",]+)/.exec(out)?.[1] ?? out;
}

test.each([
  ['=rate', '1000.00'],
  ['=rate * 0.8', '800.00'],
  ['=rate * 80%', '800.00'],
  ['=rate - 2', '998.00'],
  ['=rate / 3', '333.33'],
  ['=(rate + 200) / 2', '600.00'],
  ['=£1_000 - rate / 4', '750.00'],
  ['"=max(rate - 2, 15)"', '998.00'],
  ['"=min(rate - 2, 15, rate)"', '15.00'],
  ['"=round(rate * 1.0333, 0.05)"', '1033.30'],
  ['"=round(rate / 3, 10, up)"', '340.00'],
  ['"=round(rate / 3, 10, down)"', '330.00'],
  ['"=round(rate / 3, 10, nearest)"', '330.00'],
  // Halves go away from zero, on either side of it.
  ['"=rate + round(25, 10)"', '1030.00'],
  ['"=rate + round(0 - 25, 10)"', '970.00'],
  ['"=rate + round(0 - 25, 10, up)"', '980.00'],
  ['"=rate + round(0 - 25, 10, down)"', '970.00'],
  ['2 * 3'.padStart(6, '='), '6.00'],
])('a rent of %s comes to %s', async (said, comes) => {
  expect(await rent(said)).toBe(comes);
});

test('assumptions stand on assumptions, and nothing is rounded between', async () => {
  expect(await rent('=c * 3', 'a: { value: 100 }, b: { value: =a / 3 }, c: { value: =b }')).toBe('100.00');
});

test('a name may hold a minus; a minus that takes away has blanks round it', async () => {
  expect(await rent('=rate-x', 'rate-x: { value: 5 }, rate: { value: 9 }')).toBe('5.00');
  expect(await rent('=rate - x', 'x: { value: 5 }, rate: { value: 9 }')).toBe('4.00');
  const { err } = await refused(
    model({
      rest: 'assumptions: { rate: { value: 9 }, x: { value: 5 } }\noverheads: { rent: { per_year: =rate-x } }\n',
    }),
  );
  expect(err).toContain('=rate - x');
});

test('max is a function only before a bracket', async () => {
  expect(await rent('=max * 2', 'max: { value: 7 }')).toBe('14.00');
});

test('dated values combine date by date, and before a first date there is nothing', async () => {
  const files = {
    'model.yaml': model({
      head: 'buyin: 1\nname: Small\ncalendar: { starts: 2025-09, years: 3, year_starts: September }\n',
      rest: `assumptions:
  a: { value: { 2025: 100, 2027: 300 } }
  b: { value: { 2026-09: 10, 2027: 20 } }
overheads:
  rent: { per_year: =a * 12 + b * 12 }
`,
    }),
  };
  const years = await Promise.all(
    ['2025', '2026', '2027'].map(
      async (year) =>
        (await play(['explain', 'model.yaml', 'cost.overheads', '--year', year, '--format', 'json'], { files })).out,
    ),
  );
  expect(years.map((out) => /"value": "?([^",]+)/.exec(out)?.[1])).toEqual(['0.00', '1320.00', '3840.00']);
});

test('what is unknown stays unknown, with its reason', async () => {
  const text = model({
    rest: 'assumptions: { a: { value: "unknown: not yet asked" } }\noverheads: { rent: { per_year: =a * 2 } }\n',
  });
  const { out } = await play(['explain', 'model.yaml', 'cost.overheads', '--format', 'json'], {
    files: { 'model.yaml': text },
  });
  expect(out).toContain('not yet asked');
});

test('a check takes arithmetic', async () => {
  const rest = (least: string): string =>
    `assumptions: { floor: { value: 1_000 } }\nchecks: { rich: { figure: income, at_least: ${least} } }\n`;
  expect(
    (await play(['check', 'model.yaml'], { files: { 'model.yaml': model({ rest: rest('=floor * 2') }) } })).code,
  ).toBe(0);
  const { code, err } = await play(['check', 'model.yaml'], {
    files: { 'model.yaml': model({ rest: rest('=floor * 2 + 1') }) },
  });
  expect([code, toldIn(err)]).toEqual([1, ['check-failed model.yaml:10:45']]);
});

test('explain shows each operation, down to every line', async () => {
  const text = model({
    rest: 'assumptions: { rate: { value: 1_000, basis: published, source: a list } }\noverheads:\n  rent: { per_year: =rate * 0.8 - 5 }\n',
  });
  const { out } = await play(['explain', 'model.yaml', 'cost.overheads.rent', '--year', '2025'], {
    files: { 'model.yaml': text },
    width: 120,
  });
  for (const line of [
    'rounded to two decimals',
    'the sum of, less',
    'the product of',
    'model.yaml:9:31',
    'published: a list',
    'model.yaml:11:29',
    'model.yaml:11:35',
  ])
    expect(out).toContain(line);
});

describe('what is no arithmetic is told in its place, with a remedy', () => {
  test.each<[string, string[], string]>([
    ['=rate +', ['bad-formula model.yaml:11:28'], 'missing at the end'],
    ['=rate * (2 + 3', ['bad-formula model.yaml:11:35'], 'a bracket is not closed'],
    ['=rate) * 2', ['bad-formula model.yaml:11:26'], 'closes none'],
    ['=rate % 2', ['bad-formula model.yaml:11:27'], 'has no place in arithmetic'],
    ['=rate ^ 2', ['bad-formula model.yaml:11:27'], 'has no place in arithmetic'],
    ['"=sqrt(rate)"', ['bad-formula model.yaml:11:21'], 'there is no function sqrt'],
    ['=rate 2', ['bad-formula model.yaml:11:27'], 'follows without a sign'],
    ['=3rate', ['unknown-reference model.yaml:11:21'], 'no assumption "3rate"'],
    ['=rat * 2', ['unknown-reference model.yaml:11:22'], 'did you mean "rate"'],
    ['=rat * 2 + rat + rate', ['unknown-reference model.yaml:11:22'], 'and here: model.yaml:11:32'],
    ['=rate + 10%', ['bad-value model.yaml:11:21'], '* 110%'],
    ['=rate / 0', ['bad-value model.yaml:11:21'], 'divided by zero'],
    ['=rate / (5 - 5)', ['bad-value model.yaml:11:21'], 'divided by zero'],
    ['="round(rate, 0)"'.slice(1).replace('"', '"='), ['bad-value model.yaml:11:21'], 'not above zero'],
    ['=90% * 80%', ['bad-value model.yaml:11:21'], 'it comes to a share'],
    ['=£2 * £3', ['bad-value model.yaml:11:21'], 'an amount times an amount has no meaning'],
    ['=rate * -1', ['bad-value model.yaml:11:21'], 'below'],
    ['=a', ['reference-cycle model.yaml:9:93'], 'depend on each other'],
    [`=${'('.repeat(60)}rate${')'.repeat(60)}`, ['bad-formula model.yaml:11:72'], 'levels deep'],
  ])('%s', async (said, told, says) => {
    const rest = `assumptions: { rate: { value: 1_000, basis: published }, a: { value: =b * 2 }, b: { value: =a + 1 } }\noverheads:\n  rent: { per_year: ${said} }\n`;
    const found = await refused(model({ rest: said === '=a' ? rest : rest.replace(/, a: .*? }, b: .*? }/, '') }));
    expect(found.told).toEqual(told);
    expect(found.err.replace(/\s+/g, ' ')).toContain(says);
  });

  test('a comma between brackets of YAML cuts it, which is one problem', async () => {
    for (const said of [
      '{ per_year: =max(rate - 2, min(15, rate)) }',
      '{ per_year: =round(rate, 10, up), uplift: 2% }',
    ]) {
      const found = await refused(
        model({ rest: `assumptions: { rate: { value: 1_000 } }\noverheads:\n  rent: ${said}\n` }),
      );
      expect(found.told).toEqual(['bad-formula model.yaml:11:21']);
      expect(found.err.replace(/\s+/g, ' ')).toMatch(/put it in quotes: "=(max|round)\(.*\)"/);
    }
  });

  test('where a whole number is needed, another is a problem', async () => {
    const head = (years: string): string =>
      `buyin: 1\nname: Small\ncalendar: { starts: 2025-09, years: ${years}, year_starts: September }\n`;
    const rest = 'assumptions: { n: { value: 2 } }\n';
    expect(
      (await play(['forecast', 'model.yaml'], { files: { 'model.yaml': model({ head: head('=n + 1'), rest }) } })).code,
    ).toBe(0);
    expect((await refused(model({ head: head('=n / 4'), rest }))).told).toEqual(['bad-value model.yaml:3:37']);
  });

  test('what is worked out has no range of its own', async () => {
    const rest = 'assumptions: { n: { value: 2 }, m: { value: =n * 2, range: { low: 1, high: 9 } } }\n';
    expect((await refused(model({ rest }))).told).toEqual(['either-or model.yaml:9:53']);
  });
});
