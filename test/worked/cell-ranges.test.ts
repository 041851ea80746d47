import { describe, expect, test } from 'vitest';
import type { JsonTable } from '../report/answers.js';
import { play } from '../support/play.js';

/* Ranges and states in cells of a grid, bounds of changes in draws, and what cannot vary. */

const MODEL = (buyIn: string, gold: string, silver: string, more = ''): string => `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 1, year_starts: September }
assumptions:
  buy_in: ${buyIn}
  other: { value: 10%, range: { low: 10%, high: 30% } }
schools: { groups: { small: { phase: primary, type: academy, pupils: 100, count: 1000 } } }
tiers:
  gold: { price: { flat: 100 }, joins: ${gold} }
  silver: { price: { flat: 100 }, joins: ${silver} }
${more}`;
const GRID = `scenarios:
  more_silver: { because: a campaign, tiers: { silver: { joins: 15% } } }
  more_gold: { because: a good year, tiers: { gold: { joins: { plus: 5% } } } }
options: [more_silver]
stresses: [more_gold]
`;
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const played = (text: string, ...argv: string[]): ReturnType<typeof play> =>
  play(argv, { files: { 'model.yaml': text } });

describe('ends of ranges and states are tried in every cell', () => {
  test.each<[string, string, string]>([
    ['an end', '{ value: 60%, range: { low: 50%, high: 81% } }', 'with "buy_in" at 81%, the high end of its range'],
    [
      'a state',
      '{ value: 60%, states: { now: { value: 60%, probability: 50% }, good: { value: 81%, probability: 50% } } }',
      'with "buy_in" at 81%, its state "good"',
    ],
  ])('%s that only the cell cannot bear', async (_, buyIn, said) => {
    const { code, err } = await played(MODEL(buyIn, '=buy_in', '10%', GRID), 'check', 'model.yaml');
    expect(code).toBe(1);
    expect(flat(err)).toContain(said);
    expect(flat(err)).toContain('101% of small');
    expect(err).toContain('1 problem');
    for (const part of ['more_silver', 'more_gold']) expect(err).toContain(part);
  });

  test('and none where every cell bears them', async () => {
    const { code, err } = await played(
      MODEL('{ value: 60%, range: { low: 50%, high: 80% } }', '=buy_in', '10%', GRID),
      'check',
      'model.yaml',
    );
    expect([code, err]).toEqual([0, '']);
  });
});

/** The surplus of draws at a percentile. */
async function surplus(text: string, percentile: string, ...more: string[]): Promise<number> {
  const { out, err } = await played(
    text,
    'simulate',
    'model.yaml',
    '--draws',
    '400',
    '--percentiles',
    `1,${percentile}`,
    '--format',
    'json',
    ...more,
  );
  expect(err).toBe('');
  const table = (JSON.parse(out).blocks as readonly JsonTable[]).find(({ id }) => id === 'surplus') as JsonTable;
  const at = table.columns.findIndex(({ id }) => id === `p${percentile}` || id.endsWith(percentile));
  return Number(table.rows[0]?.cells[at]?.value);
}

describe('draws', () => {
  const RANGE = '{ value: 60%, range: { low: 50%, high: 90% } }';
  const certain = 'uncertainty: { decide_together: none }\n';

  test('a bound clips each draw, in arithmetic and in a change', async () => {
    // Without the bound nine in ten would join in the best draws: about £90,000 of a thousand schools that each toss a
    // coin.
    expect(await surplus(MODEL(RANGE, '=buy_in', '0%', certain), '99')).toBeGreaterThan(85_000);
    const [clipped, changed] = [
      await surplus(MODEL(RANGE, '"=min(buy_in, 65%)"', '0%', certain), '99'),
      await surplus(
        MODEL(RANGE, '=buy_in', '0%', certain),
        '99',
        '--set',
        'tiers.gold.joins={ times: 100%, at_most: 65% }',
      ),
    ];
    for (const value of [clipped, changed]) expect(value).toBeLessThan(70_000);
  });

  test('shares over all tiers are bounded together: ranges that leave room one by one, and together do not, are refused before any draw', async () => {
    const together = MODEL('{ value: 60%, range: { low: 60%, high: 90% } }', '=buy_in', '=other');
    for (const command of ['check', 'simulate']) {
      const { code, err } = await played(together, command, 'model.yaml');
      expect(code).toBe(1);
      expect(flat(err)).toContain('120% of small');
    }
    const bounded = MODEL('{ value: 60%, range: { low: 60%, high: 90% } }', '=buy_in', '"=min(other, 100% - buy_in)"');
    expect((await played(bounded, 'check', 'model.yaml')).code).toBe(0);
    expect(await surplus(bounded, '99')).toBeLessThanOrEqual(100_000);
  });

  test('a range on a bound of bands', async () => {
    const bands =
      'bands: { of: pupils, mode: graduated, each: [{ up_to: =edge, price: 2 }, { over: =edge, price: 0 }] }';
    const edge = (said: string): string =>
      MODEL('{ value: 100% }', '100%', '0%')
        .replace('flat: 100 }, joins: 100%', `${bands} }, joins: 100%`)
        .replace('  other:', `  edge: ${said}\n  other:`);
    const text = edge('{ value: 50, range: { low: 40, high: 60 } }');
    expect((await played(text, 'check', 'model.yaml')).code).toBe(0);
    // £2 a pupil up to the bound: between £80 and £120 a school.
    const [low, high] = [await surplus(text, '2'), await surplus(text, '98')];
    expect([low > 79_000, low < 90_000, high > 110_000, high < 121_000]).toEqual([true, true, true, true]);
  });
});

describe('what shapes a model cannot vary, and checks take arithmetic', () => {
  test.each<[string, string, string]>([
    ['instalments', 'joins: 10% }', 'joins: 10%, term: { instalments: =times } }'],
    ['years', 'years: 1,', 'years: =times,'],
    ['worked out', 'joins: 10% }', 'joins: 10%, term: { instalments: "=times * 2" } }'],
  ])('%s', async (_, from, to) => {
    const text = MODEL('{ value: 60% }', '50%', '10%')
      .replace(from, to)
      .replace('  other:', '  times: { value: 2, range: { low: 1, high: 3 } }\n  other:');
    const { code, err } = await played(text, 'check', 'model.yaml');
    expect(code).toBe(1);
    expect(err).toContain('[must-be-fixed]');
    expect(flat(err)).toContain('it rests on times, which varies');
  });

  test('a check', async () => {
    const text = (limit: string): string =>
      MODEL('{ value: 60% }', '50%', '10%', `checks: { c: { figure: members, at_least: "${limit}" } }\n`);
    expect((await played(text('=max(buy_in * 1_000, 10)'), 'check', 'model.yaml')).code).toBe(0);
    const { code, err } = await played(text('=buy_in * 1_000 + 1'), 'check', 'model.yaml');
    expect([code, flat(err)]).toEqual([1, expect.stringContaining('[check-failed]')]);
    expect(flat(err)).toContain('601');
  });
});
