import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { engineOn } from '../../src/cli/threads.js';
import { type Played, play } from '../support/play.js';
import { inTurn } from '../support/runs.js';
import { sharingByDefault } from '../support/sources.js';

const simulate = (...more: string[]) => play(['simulate', 'examples/haringey', '--draws', '400', ...more]);
let written: Promise<Played> | undefined;
/** What programs get of it, which is the same whoever asks. */
function data(): Promise<Played> {
  written ??= simulate('--format', 'json');
  return written;
}

interface Report {
  readonly blocks: readonly {
    readonly id: string;
    readonly rows: readonly {
      readonly id: string;
      readonly cells: readonly ({ value?: string; text?: string } | null)[];
    }[];
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
  for (const threads of inTurn([2, 1, 3])) expect((await shared(threads)).out).toBe(plain.out);
  expect((await simulate('--seed', '2')).out).not.toBe(plain.out);
});

test('a draw that is named is the one that the table speaks of', () =>
  sharingByDefault(async () => {
    const { out } = await data();
    for (const row of inTurn(table(out, 'draws'))) {
      const draw = String(row.cells[1]?.value);
      const shown = await simulate('--draw', draw, '--format', 'json');
      expect(shown.code).toBe(0);
      const money = table(shown.out, 'money');
      expect(Math.abs(value(money, 'reserves.closing', 5) - Number(row.cells[2]?.value))).toBeLessThan(1);
      expect(
        Math.abs(
          Math.min(...[1, 2, 3, 4, 5].map((year) => value(money, 'cash.lowest', year))) - Number(row.cells[3]?.value),
        ),
      ).toBeLessThan(1);
      const explained = await play([
        'explain',
        'examples/haringey',
        'reserves.closing',
        '--year',
        '2022',
        '--draw',
        draw,
        '--format',
        'json',
      ]);
      expect(JSON.parse(explained.out).blocks[0].root.amount.value).toBe(
        String(value(money, 'reserves.closing', 5).toFixed(2)),
      );
    }
  }));

test('shares of draws, of a histogram and of the spread add to the whole', async () => {
  const { out } = await data();
  const sum = (id: string, column: number, but: readonly string[] = []): number =>
    table(out, id)
      .filter((row) => !but.includes(row.id))
      .reduce((all, { cells }) => all + Number(cells[column]?.value ?? 0), 0);
  expect(sum('histogram', 2)).toBeCloseTo(1, 9);
  expect(sum('cash_runs_out', 1)).toBeCloseTo(1, 9);
  expect(sum('spread', 1, ['all'])).toBeCloseTo(1, 6);
  for (const { cells } of table(out, 'spread')) {
    const share = Number(cells[1]?.value);
    expect(share >= 0 && share <= 1, String(share)).toBe(true);
  }
});

test('percentiles rise, and hold the probabilities beside them', async () => {
  const { out } = await simulate('--format', 'json', '--percentiles', '1,5,25,50,75,95,99');
  const likely = table(out, 'likely');
  const rows = table(out, 'reserves.closing').filter(({ id }) => !id.endsWith('.error'));
  for (const [i, { cells }] of rows.entries()) {
    const found = cells.slice(3, 10).map((cell) => Number(cell?.value));
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
    [
      '{ value: 50%, states: { a: { value: 50%, probability: 60% }, b: { value: 0%, probability: 30% } } }',
      'those of the states add to 90%',
    ],
    [
      '{ value: 50%, states: { a: { value: 40%, probability: 60% }, b: { value: 0%, probability: 40% } } }',
      'no state has this value',
    ],
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
    expect(drawn.code).toBe(2);
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
  expect(out).toContain('What the spread comes from: reserves at the end');
});

test('break-even by chance: what breaks even is no deficit, and the rows by members are all draws', async () => {
  const argv = ['examples/haringey', '--draws', '400', '--format', 'json'];
  const [even, drawn] = [await play(['break-even', '--by', 'chance', '--year', '2021', ...argv]), await data()];
  const years = table(even.out, 'even_odds');
  for (const [i, year] of ['2018', '2019', '2020', '2021', '2022'].entries()) {
    expect(value(years, year, 2) + value(table(drawn.out, 'likely'), 'surplus', i + 1)).toBeCloseTo(1, 9);
  }
  expect(value(years, 'each', 2) + value(table(drawn.out, 'likely'), 'surplus', 6)).toBeCloseTo(1, 9);
  const members = table(even.out, 'even_by_members');
  expect(members.find(({ id }) => id === 'all')?.cells[0]?.text).toBe('All');
  const groups = members.filter(({ id }) => id !== 'all');
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

describe('what is odd, and still true', () => {
  const small = (
    more: string,
    school = 'hill: { phase: primary, type: academy, pupils: 210 }',
  ): Record<string, string> => ({
    'model.yaml': `buyin: 1
name: Small
basis: estimate
source: Invented
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools: { named: { ${school} } }
${more}`,
  });
  const drawnOf = async (files: Record<string, string>, ...more: string[]): Promise<string> => {
    const { code, out, err } = await play(['simulate', 'model.yaml', ...more], { files });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toMatch(/Infinity|NaN|no rows/);
    return out;
  };

  test('what is unknown is said to be so, and no draw runs out of cash or does not', async () => {
    const out = await drawnOf(
      small(
        'tiers: { core: { price: [{ flat: 1_000 }], joins: 60% } }\nreserves: { opening: "unknown: the gift is not agreed" }\n',
      ),
      '--draws',
      '50',
    );
    expect(out).toContain('Unknown: cash is unknown in at least one draw.');
    expect(out).not.toContain('Never');
  });

  test('membership that is unknown is not said to stay out', async () => {
    const files = small('tiers: { core: { price: [{ flat: 1_000 }], joins: "unknown: nobody has asked" } }\n');
    expect(await drawnOf(files, '--draw', '1')).toMatch(/^hill +not known/m);
  });

  test('very large amounts', async () => {
    const large =
      'tiers: { core: { price: [{ flat: 900_000_000 }], joins: =j } }\nassumptions: { j: { value: 50%, range: { low: 10%, high: 90% } } }\n';
    expect(
      await drawnOf(
        small(
          large,
          'a: { phase: primary, type: academy, pupils: 1 }, b: { phase: primary, type: academy, pupils: 1 }',
        ),
        '--draws',
        '50',
      ),
    ).toContain('100.0%');
  });

  test('nine draws of a thousand far below are seen in the histogram', async () => {
    const cliff = `assumptions: { c: { value: 10_000, states: { kept: { value: 10_000, probability: 99% }, lost: { value: 0, probability: 1% } } } }
tiers: { core: { price: [{ flat: 1_000 }], joins: 100% } }
contracts: { council: { kind: commission, per_year: =c, paid: monthly } }
`;
    const { out } = await play(['simulate', 'model.yaml', '--draws', '1000', '--format', 'json'], {
      files: small(cliff),
    });
    const bars = table(out, 'histogram').map(({ cells }) => Number(cells[2]?.value));
    expect(bars.length).toBeGreaterThan(3);
    expect(bars[0]).toBeGreaterThan(0);
    expect(bars[0]).toBeLessThan(0.03);
  });

  test('what is drawn has as many decimals as its range, and states are as they are written', async () => {
    const narrow = `assumptions:
  fee: { value: 100, range: { low: 99.60, high: 100.40 } }
  growth: { value: 2.12345%, states: { a: { value: 2.12345%, probability: 50% }, b: { value: 2.12344%, probability: 50% } } }
tiers: { core: { price: [{ flat: =fee }], joins: 100% } }
overheads: { all: { per_year: 900_000_000, uplift: =growth } }
`;
    for (const draw of ['1', '2', '3'])
      expect(await drawnOf(small(narrow), '--draw', draw)).toMatch(/fee +100 +(99|100)\.?\d{0,2}\n/);
    expect(await drawnOf(small(narrow), '--draws', '20')).toMatch(/also worked\s+out exactly/);
  });

  test('values with dates are shown beside their own', async () => {
    const dated = `assumptions: { j: { value: { 2026-09: 50%, 2027-01: 55%, 2027-09: 60% }, range: { low: 50%, high: 60% } } }
tiers: { core: { price: [{ flat: 1_000 }], joins: { others: =j } } }
`;
    const out = await drawnOf(small(dated), '--draw', '1');
    for (const [date, value] of [
      ['2026-09', '50%'],
      ['2027-01', '55%'],
      ['2027-09', '60%'],
    ])
      expect(out).toMatch(new RegExp(`j, ${date} +${value} `));
  });

  test('--set with blanks about its equals sign is drawn as without', async () => {
    const files = small(
      'assumptions: { j: { value: 50%, range: { low: 20%, high: 80% } } }\ntiers: { core: { price: [{ flat: 1_000 }], joins: =j } }\n',
    );
    const of = (set: string) => drawnOf(files, '--draws', '20', '--set', set);
    expect(await of('assumptions.j.value = 45%')).toBe(await of('assumptions.j.value=45%'));
  });

  test('an archetype of very many schools is held to as many half-pennies', async () => {
    const many = `assumptions: { fee: { value: 3.50, range: { low: 3.01, high: 3.99 } } }
tiers: { core: { price: [{ per_pupil: =fee }], joins: 50% } }
`;
    const files = small(many);
    files['model.yaml'] = (files['model.yaml'] as string).replace(
      /schools: .*/,
      'schools: { groups: { many: { count: 2000, phase: primary, type: academy, pupils: 100.1 } } }',
    );
    await drawnOf(files, '--draws', '20');
  });

  test('a range that the place does not take is refused by check and simulate, at its end', async () => {
    const files = small(
      'assumptions: { j: { value: 90%, range: { low: 10%, high: 300% } } }\ntiers: { core: { price: [{ flat: 1_000 }], joins: =j } }\n',
    );
    for (const command of ['check', 'simulate']) {
      const { code, err } = await play([command, 'model.yaml'], { files });
      expect(code).toBe(1);
      expect(err.replace(/\s+/g, ' ')).toContain(
        'model.yaml:7:58: with "j" at 300%, the high end of its range: "300%" is not a share from 0% to 100%',
      );
    }
  });

  test('a bound of bands that varies is drawn, by whole blocks too: a draw is the same played through exactly', async () => {
    for (const bands of [
      '[{ up_to: =bound, price: 10 }, { over: =bound, price: 20 }]',
      '[{ below: =bound, price: 10 }, { from: =bound, price: 20 }]',
    ]) {
      const blocked = `assumptions: { bound: { value: 200, range: { low: 150, high: 250 } } }
tiers:
  gold: { price: [{ blocks: { pupils: 10 }, bands: { mode: graduated, each: ${bands} } }], joins: 100% }
`;
      const { code, err, out } = await play(['simulate', 'model.yaml', '--draws', '100'], { files: small(blocked) });
      expect([code, err]).toEqual([0, '']);
      expect(out).not.toContain('moves none of these figures: bound');
    }
  });

  test('ranges that together make no model are refused, whatever the seed', async () => {
    const two = `assumptions: { gold: { value: 50%, range: { low: 30%, high: 70% } } }
tiers:
  gold: { price: [{ flat: 1_000 }], joins: =gold }
  silver: { price: [{ flat: 500 }], joins: 45% }
`;
    for (const seed of ['1', '2', '6'])
      expect((await play(['simulate', 'model.yaml', '--seed', seed], { files: small(two) })).err).toContain(
        '[shares-exceed]',
      );
  });

  test('break-even by chance and design refuse what simulate refuses', async () => {
    const model = readFileSync('test/problems/draw-differs/model.yaml', 'utf8');
    const files = { 'model.yaml': model };
    const even = await play(['break-even', 'model.yaml', '--by', 'chance'], { files });
    expect([even.code, even.err]).toEqual([1, expect.stringContaining('[draw-differs]')]);
    const design = await play(
      ['design', 'model.yaml', '--vary', 'fixed=900,1_000', '--limit', 'surplus>=-1_000_000 in 90% of draws'],
      { files },
    );
    expect([design.code, design.err]).toEqual([1, expect.stringContaining('[not-drawable]')]);
    expect((await play(['sustainability', 'model.yaml'], { files })).code).toBe(0);
  });
});

test('what spreads a sum of two is as their variances are, and what acts only through the other is said so', async () => {
  const spreadOf = async (rent: string): Promise<Record<string, number>> => {
    const text = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 1, year_starts: September }
assumptions:
  a: { value: 30_000, range: { low: 0, high: 60_000, shape: uniform } }
  b: { value: 10_000, range: { low: 0, high: 20_000, shape: uniform } }
  c: { value: 50%, range: { low: 0%, high: 100%, shape: uniform } }
schools: { named: { oak: { phase: primary, type: community, pupils: 200 } } }
tiers: { core: { price: { flat: 1_000 }, joins: 100% } }
overheads: { rent: { per_year: ${rent} } }
`;
    const { out } = await play(['simulate', 'model.yaml', '--format', 'json'], { files: { 'model.yaml': text } });
    return Object.fromEntries(table(out, 'spread').map(({ id, cells }) => [id, Number(cells[1]?.value)]));
  };
  const sum = await spreadOf('=a + b');
  expect(sum.a).toBeCloseTo(0.9, 1.5);
  expect(sum.b).toBeCloseTo(0.1, 2);
  // A product of two: each alone, and both together, by their moments.
  const product = await spreadOf('=a * c');
  expect(product.a).toBeCloseTo(3 / 7, 1.3);
  expect(product.c).toBeCloseTo(3 / 7, 1.3);
  expect(product.rest).toBeCloseTo(1 / 7, 1);
});

test.each(['{ rule: best_value }', '{ rule: logit, sensitivity: 0.8 }'])(
  'a school that goes to another trust decides with that from then on, and the mean is the forecast: %s',
  async (choice) => {
    const model = `buyin: 1
name: Trusts
calendar: { starts: 2026-09, years: 3, year_starts: September }
schools:
  named:
    ash: { phase: primary, type: academy, pupils: 200, trust: Bay }
    elm: { phase: primary, type: academy, pupils: 300, trust: { 2026: Bay, 2028: Hill } }
    oak: { phase: primary, type: academy, pupils: 400, trust: Hill }
tiers:
  core: { price: { flat: 1_000 }, joins: 60% }
  trusts: { price: { flat: 500, per_pupil: 1, group: { by: trust, charge: sum } }, joins: 60%, worth: 2_000 }
choice: ${choice}
`;
    const files = { 'trusts.yaml': model };
    const { code, out } = await play(['simulate', 'trusts.yaml', '--draws', '4000', '--format', 'json'], { files });
    expect(code).toBe(0);
    const rows = table(out, 'surplus');
    for (const year of ['2026', '2027', '2028']) {
      const error = value(rows, `${year}.error`, 2);
      expect(error).toBeGreaterThan(0);
      expect(Math.abs(value(rows, year, 2) - value(rows, year, 1))).toBeLessThan(5 * error);
    }
  },
);
