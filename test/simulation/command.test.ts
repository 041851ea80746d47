import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { engineOn } from '../../src/cli/threads.js';
import { play } from '../support/play.js';

const simulate = (...more: string[]) => play(['simulate', 'examples/haringey', '--draws', '400', ...more]);

interface Report {
  readonly blocks: readonly {
    readonly id: string;
    readonly rows: readonly { readonly id: string; readonly cells: readonly ({ value?: string; text?: string } | null)[] }[];
  }[];
}

const table = (out: string, id: string): Report['blocks'][number]['rows'] =>
  (JSON.parse(out) as Report).blocks.find((block) => block.id === id)?.rows ?? [];
const value = (rows: Report['blocks'][number]['rows'], row: string, column: number): number =>
  Number(rows.find(({ id }) => id === row)?.cells[column]?.value);

test('the same seed gives the same bytes, in any number of threads, and another seed others', async () => {
  const plain = await simulate();
  expect(plain.code).toBe(0);
  // Small work is done in one thread: the engine is asked for as much as makes it share.
  const shared = (threads: number) => {
    const engine = engineOn('./dist/worker.cjs', () => undefined, threads, 1);
    return play(['simulate', 'examples/haringey', '--draws', '400'], { engine });
  };
  for (const threads of [1, 2, 3]) expect((await shared(threads)).out).toBe(plain.out);
  expect((await simulate('--seed', '2')).out).not.toBe(plain.out);
});

test('a draw that is named is the one that the table speaks of', async () => {
  const { out } = await simulate('--format', 'json');
  for (const row of table(out, 'draws')) {
    const draw = row.cells[1]?.text as string;
    const shown = await simulate('--draw', draw, '--format', 'json');
    expect(shown.code).toBe(0);
    const money = table(shown.out, 'money');
    expect(Math.abs(value(money, 'reserves.closing', 5) - Number(row.cells[2]?.value))).toBeLessThan(1);
    expect(Math.abs(Math.min(...[1, 2, 3, 4, 5].map((year) => value(money, 'cash.lowest', year))) - Number(row.cells[3]?.value))).toBeLessThan(1);
    const explained = await play(['explain', 'examples/haringey', 'reserves.closing', '--year', '2022', '--draw', draw, '--format', 'json']);
    expect(JSON.parse(explained.out).blocks[0].root.amount.value).toBe(String(value(money, 'reserves.closing', 5).toFixed(2)));
  }
});

test('shares of draws, of a histogram and of the spread add to the whole', async () => {
  const { out } = await simulate('--format', 'json');
  const sum = (id: string, column: number, but: readonly string[] = []): number =>
    table(out, id)
      .filter((row) => !but.includes(row.id))
      .reduce((all, { cells }) => all + Number(cells[column]?.value ?? 0), 0);
  expect(sum('histogram', 2)).toBeCloseTo(1, 9);
  expect(sum('cash_runs_out', 1)).toBeCloseTo(1, 9);
  expect(sum('spread', 2, ['all'])).toBeCloseTo(1, 6);
});

test('percentiles rise, and hold the probabilities beside them', async () => {
  const { out } = await simulate('--format', 'json', '--percentiles', '1,5,25,50,75,95,99');
  const likely = table(out, 'likely');
  for (const [i, { cells }] of table(out, 'reserves.closing').entries()) {
    const found = cells.slice(2, 9).map((cell) => Number(cell?.value));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    const deficit = Number(likely.find(({ id }) => id === 'reserves.closing')?.cells[1 + i]?.value);
    [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].forEach((share, k) => {
      if ((found[k] as number) < 0) expect(deficit).toBeGreaterThanOrEqual(share);
      else expect(deficit).toBeLessThan(share);
    });
  }
});

describe('what is refused, and how it ends', () => {
  test.each([
    [['--draws', '0'], '--draws 0 is no whole number from 1 to 250,000'],
    [['--draws', 'many'], '--draws many is no whole number'],
    [['--seed', '1.5'], '--seed 1.5 is no whole number from 0'],
    [['--seed', '-1'], '--seed -1 is no whole number from 0'],
    [['--draw', '0'], '--draw 0 is no whole number from 1'],
    [['--percentiles', '5,100'], '5,100 is no list of percentiles'],
    [['--scenario', 'a', '--scenario', 'b'], 'this command looks at one model'],
  ])('%j', async (more, said) => {
    const { code, out, err } = await play(['simulate', 'examples/haringey', ...more]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });

  const model = (assumption: string, more = ''): string => `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 1, year_starts: September }
assumptions:
  x: ${assumption}
${more}schools: { named: { hill: { phase: primary, type: academy, pupils: 210 } } }
tiers: { core: { price: [{ flat: 1_000 }], joins: =x } }
`;

  test.each([
    ['{ value: 50%, range: { low: 80%, high: 20% } }', 'it is below the low end'],
    ['{ value: 90%, range: { low: 20%, high: 80% } }', 'it lies outside the range'],
    ['{ value: 50%, range: { low: 20%, high: 90%, shape: normal } }', 'a normal range lies evenly about its value'],
    ['{ value: 50%, range: { low: 20, high: 90 } }', 'one is a percentage and the other is not'],
    ['{ value: 50%, range: { low: 20%, high: 90%, shape: bell } }', '"bell"'],
    ['{ value: 50%, states: { a: { value: 50%, probability: 60% }, b: { value: 0%, probability: 30% } } }', 'those of the states add to 90%'],
    ['{ value: 50%, states: { a: { value: 40%, probability: 60% }, b: { value: 0%, probability: 40% } } }', 'no state has this value'],
    ['{ value: 50%, states: { a: { value: 50%, probability: 120% } } }', '120%'],
    [
      '{ value: 50%, range: { low: 0%, high: 90% }, states: { a: { value: 50%, probability: 100% } } }',
      'it lies in a range or has one of a few values',
    ],
  ])('an assumption of %s', async (assumption, said) => {
    const { code, out, err } = await play(['simulate', 'model.yaml'], { files: { 'model.yaml': model(assumption) } });
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.replace(/\s+/g, ' ')).toContain(said);
    expect(err).toMatch(/model\.yaml:\d+:\d+/);
  });

  test('an attribute that no school has', async () => {
    const files = { 'model.yaml': model('{ value: 50% }', 'uncertainty: { decide_together: trusts }\n') };
    const { code, err } = await play(['simulate', 'model.yaml'], { files });
    expect(code).toBe(1);
    expect(err).toContain('did you mean "trust"');
  });

  test('what --set tries may lie outside the range, until it is drawn', async () => {
    const files = { 'model.yaml': model('{ value: 50%, range: { low: 20%, high: 80% } }') };
    const set = ['--set', 'assumptions.x.value=95%'];
    expect((await play(['forecast', 'model.yaml', ...set], { files })).code).toBe(0);
    const drawn = await play(['simulate', 'model.yaml', ...set], { files });
    expect(drawn.code).toBe(1);
    expect(drawn.err.replace(/\s+/g, ' ')).toContain('it lies outside the range');
  });
});

test('a model in which nothing varies says so in every draw', async () => {
  const files = {
    'model.yaml': `buyin: 1
name: "Certain =cmd() 🏫, Ltd"
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools: { named: { hill: { phase: primary, type: academy, pupils: 210 } } }
tiers: { core: { price: [{ flat: 1_000 }], joins: 100% } }
`,
  };
  const { code, out } = await play(['simulate', 'model.yaml', '--draws', '50'], { files });
  expect(code).toBe(0);
  expect(out).toContain('What spreads reserves');
});

test('break-even by chance: what breaks even is no deficit, and the rows by members are all draws', async () => {
  const argv = ['examples/haringey', '--draws', '400', '--format', 'json'];
  const [even, drawn] = [await play(['break-even', '--by', 'chance', '--year', '2021', ...argv]), await play(['simulate', ...argv])];
  const years = table(even.out, 'even_odds');
  for (const [i, year] of ['2018', '2019', '2020', '2021', '2022'].entries()) {
    expect(value(years, year, 2) + value(table(drawn.out, 'likely'), 'surplus', i + 1)).toBeCloseTo(1, 9);
  }
  expect(value(years, 'each', 2) + value(table(drawn.out, 'likely'), 'surplus', 6)).toBeCloseTo(1, 9);
  const groups = table(even.out, 'even_by_members').filter(({ id }) => id !== 'all');
  expect(groups.reduce((sum, { cells }) => sum + Number(cells[2]?.value), 0)).toBeCloseTo(1, 9);
  const whole = groups.reduce((sum, { cells }) => sum + Number(cells[2]?.value) * Number(cells[3]?.value), 0);
  expect(whole).toBeCloseTo(value(years, '2021', 2), 9);
});

test('where a value that varies decides who is served first, more draws are played through: one in ten is found that the first two do not show', async () => {
  const model = readFileSync('test/problems/draw-differs/model.yaml', 'utf8');
  const seldom = model.replace(
    'value: 100, range: { low: 50, high: 600, shape: uniform }',
    'value: 340, range: { low: 296, high: 360, shape: uniform }',
  );
  expect(seldom).not.toBe(model);
  const { code, err } = await play(['simulate', 'model.yaml'], { files: { 'model.yaml': seldom } });
  expect(code).toBe(1);
  expect(err).toContain('draw 12 gives');
});
