import { describe, expect, test } from 'vitest';
import { blocksOf, cellAt, rowOf } from '../report/answers.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* What moves a figure, and what gives a target, on a company whose sums can be done by hand: ten schools of 200 pupils, half of which join. */

const looked = { source: 'Invented', owner: 'finance lead' };
const company: PlainMap = {
  buyin: '1',
  name: 'Sensitive',
  calendar: { starts: '2024-09', years: '2', year_starts: 'September' },
  assumptions: {
    buy_in: { value: '50%', range: { low: '20%', high: '80%' }, basis: 'measured', ...looked },
    rent: { value: { 2024: '4_000', 2025: '6_000' }, basis: 'illustrative', ...looked },
    idle: { value: '3%', ...looked },
    council: { value: '"unknown: not decided"', ...looked },
  },
  schools: { groups: { all: { count: '10', phase: 'primary', type: 'academy', pupils: '200', pays_now: '1_050' } } },
  tiers: { gold: { price: [{ when: { phase: 'primary' }, per_pupil: '5.00' }], joins: '=buy_in' } },
  overheads: { rent: { per_year: '=rent' }, team: { per_year: '1_000', step: { for_each: '3', of: 'members' } } },
  options: ['base', 'lean'],
  scenarios: { lean: { because: 'half the price and no team', tiers: { gold: { joins: '50%' } } } },
};
const files = { [FILE]: yamlOf(company) };
const asked = (...argv: readonly string[]) => blocksOf([argv[0] as string, FILE, ...argv.slice(1)], { files });
const played = (...argv: readonly string[]) => play([argv[0] as string, FILE, ...argv.slice(1)], { files });

describe('a tornado', () => {
  // Two years of members × £1,000, less rent of 10,000 and £1,000 a year for each three members started.
  test('works out both ends of every range, what moves the figure most first', async () => {
    const blocks = await asked('sensitivity');
    const table = blocks[0];
    expect(table?.kind === 'table' && table.rows.map(({ id }) => id)).toEqual([
      'buy_in',
      'rent',
      'idle',
      'council',
      'modelled',
    ]);
    expect(rowOf(blocks, 'buy_in')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
      '20% to 80%',
      '-8000.00',
      '0.00',
    ]);
    expect(rowOf(blocks, 'rent')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
      '90% to 110% of it',
      '-3000.00',
      '-5000.00',
    ]);
    expect(cellAt(blocks, 'modelled', 1)).toBe('-4000.00');
    expect(cellAt(blocks, 'council')).toBe('unknown: not decided: no number');
    expect(table?.kind === 'table' && table.notes).toContain('Does not move it: idle.');
    expect((await played('sensitivity')).out).toContain('-£8,000');
  });

  test('of any line in any period, or of the share that is better off', async () => {
    expect(cellAt(await asked('sensitivity', '--on', 'surplus[2024]'), 'buy_in', 2)).toBe('1000.00');
    expect(cellAt(await asked('sensitivity', '--on', 'surplus', '--year', '2024'), 'buy_in', 2)).toBe('1000.00');
    expect(cellAt(await asked('sensitivity', '--on', 'members', '--year', '2024'), 'buy_in', 1)).toBe('2');
    expect(cellAt(await asked('sensitivity', '--on', 'gains.better_share.today', '--year', '2024'), 'buy_in', 1)).toBe(
      '1',
    );
  });

  test('each end is what explain finds under its --set', async () => {
    const [low] = rowOf(await asked('sensitivity'), 'rent')?.slice(1) ?? [];
    expect(low?.figure).toEqual({
      figure: 'reserves.closing',
      year: 2025,
      set: ['assumptions.rent.value.2024=3600', 'assumptions.rent.value.2025=5400'],
    });
  });

  test('what the command line sets is where it starts from, and what is tried takes its place', async () => {
    const blocks = await asked('sensitivity', '--set', 'assumptions.buy_in.value=60%');
    expect(cellAt(blocks, 'modelled', 1)).toBe('-2000.00');
    expect(cellAt(blocks, 'buy_in', 2)).toBe('0.00');
  });
});

describe('switching values', () => {
  test('are told with the figure on both sides, or that there are none', async () => {
    const blocks = await asked('sensitivity', '--switching', '--on', 'surplus[2024]');
    // Surplus of 2024: 10 × share × £1,000 − 4,000 − £1,000 for each three members started.
    expect(rowOf(blocks, 'buy_in')).toBeDefined();
    const switching = blocks.find(({ id }) => id === 'switching');
    expect(
      switching?.kind === 'table' && switching.rows.map(({ cells }) => cells.map((cell) => cell?.value ?? cell?.text)),
    ).toEqual([
      ['buy in', '59%', '-100.00', '60%', '0.00'],
      ['buy in', '60%', '0.00', '61%', '-900.00'],
      ['buy in', '69%', '-100.00', '70%', '0.00'],
    ]);
    expect(switching?.kind === 'table' && switching.notes[1]).toBe('None in range: rent, idle.');
  });

  test('of the order of the options', async () => {
    const blocks = await asked('sensitivity', '--switching', '--on', 'income[2024]');
    const rank = blocks.find(({ id }) => id === 'rank');
    // The lean option holds its buy-in at 50%: there the base is level with it, and ahead from the next value on.
    expect(
      rank?.kind === 'table' && rank.rows.map(({ cells }) => cells.map((cell) => cell?.value ?? cell?.text)),
    ).toEqual([['buy in', '50% to 51%', 'base overtakes lean', '5100.00', '5000.00']]);
  });
});

test('what is not known is told as such, and is never zero', async () => {
  const unknown = ['--set', 'overheads.rent.per_year=unknown'];
  const blocks = await asked('sensitivity', '--switching', ...unknown);
  expect(rowOf(blocks, 'buy_in')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
    '20% to 80%',
    undefined,
    undefined,
  ]);
  const switching = blocks.find(({ id }) => id === 'switching');
  expect(switching?.kind === 'text' && switching.lines).toEqual(['Not known: buy in, idle, rent.']);
  const sought = await played('solve', ...PRICE, '--target', 'reserves.closing=1', ...unknown);
  expect(sought.code).toBe(1);
  expect(sought.err).toContain('reserves.closing is unknown: overheads.rent.per_year is not known');
});

describe('a grid', () => {
  test('holds the figure for each value of one thing and each of another', async () => {
    const blocks = await asked(
      'sensitivity',
      '--on',
      'income[2024]',
      '--grid',
      'buy_in=20%..80%,tiers.gold.price.per_pupil=4/5',
      '--points',
      '3',
    );
    expect(['20%', '50%', '80%'].map((id) => rowOf(blocks, id)?.map((cell) => cell?.value))).toEqual([
      ['1600.00', '2000.00'],
      ['4000.00', '5000.00'],
      ['6400.00', '8000.00'],
    ]);
  });

  test('turns all prices in proportion under one name, and the values of all dates', async () => {
    const blocks = await asked('sensitivity', '--on', 'reserves.closing', '--grid', 'rent,price', '--points', '2');
    expect(['3600; 5400', '4400; 6600'].map((id) => rowOf(blocks, id)?.map((cell) => cell?.value))).toEqual([
      ['-4000.00', '-2000.00'],
      ['-6000.00', '-4000.00'],
    ]);
  });

  test.each([
    ['buy_in', 'error: --grid buy_in: name two things, as in --grid buy_in_primary,price\n'],
    ['buy_in,buy_in', 'error: --grid buy_in,buy_in: both turn assumptions.buy_in.value\n'],
    [
      'buy_in=lots,price',
      'error: --grid buy_in=lots: write values as buy_in=70%..90% or buy_in=70%/80%/90%, in the unit of buy_in\n',
    ],
  ])('%s is refused', async (grid, err) => {
    expect(await played('sensitivity', '--grid', grid)).toMatchObject({ code: 2, err });
  });

  test('of what is no assumption names those that there are', async () => {
    const { code, err } = await played('sensitivity', '--grid', 'buyin,price');
    expect(code).toBe(2);
    expect(err).toContain('there is no assumption "buyin"');
    expect((await played('sensitivity', '--grid', 'council,price')).err).toContain(
      'is not a number that could be changed',
    );
  });
});

const PRICE = ['--set', 'tiers.gold.price.per_pupil'];
const solved = async (...argv: readonly string[]): Promise<(string | null | undefined)[][]> => {
  const [table] = await asked('solve', ...argv);
  return table?.kind === 'table' ? table.rows.map(({ cells }) => cells.map((cell) => cell?.value ?? cell?.text)) : [];
};

describe('solve', () => {
  test('finds the value that gives a target, and shows that its neighbour does not', async () => {
    // 5 members × 200 pupils × two years: £2,000 for each pound of price, less 10,000 and 4,000.
    expect(await solved(...PRICE, '--target', 'reserves.closing[2025]=150', '--step', '0.05')).toEqual([
      ['As modelled', '5.00', '-4000.00'],
      ['First beyond it', '7.10', '200.00'],
      ['last short of it', '7.05', '100.00'],
    ]);
    expect((await solved(...PRICE, '--target', 'reserves.closing=200', '--step', '0.05'))[1]).toEqual([
      'Gives it exactly',
      '7.10',
      '200.00',
    ]);
  });

  test('finds every value where steps make several', async () => {
    expect(
      (await solved('--set', 'assumptions.buy_in.value', '--target', 'surplus[2024]=0'))
        .slice(1)
        .map(([, value]) => value),
    ).toEqual(['60%', '59%', '70%', '69%']);
  });

  test('tells the stretches of values that give at least so much, or at most', async () => {
    const notes = async (target: string): Promise<readonly string[]> => {
      const [table] = await asked('solve', '--set', 'assumptions.buy_in.value', '--target', target);
      return table?.kind === 'table' ? table.notes : [];
    };
    expect(await notes('surplus[2024]>=0')).toContain(
      'At least 0 with assumptions.buy_in.value at 60%, or 70% to 100%.',
    );
    expect(await notes('surplus[2024]<=-3_000')).toContain(
      'At most -3_000 with assumptions.buy_in.value at 0% to 20%.',
    );
  });

  test('follows what is no straight line by looking at many values', async () => {
    const blocks = await blocksOf([
      'solve',
      'examples/borough',
      '--set',
      'assumptions.inflation.value',
      '--target',
      'reserves.closing=205_000',
      '--step',
      '0.001%',
    ]);
    expect(rowOf(blocks, 'solution.1')?.map((cell) => cell?.value ?? cell?.text)).toEqual(['2.768%', '205002.18']);
    expect(rowOf(blocks, 'next.1')?.map((cell) => cell?.value ?? cell?.text)).toEqual(['2.767%', '204997.67']);
  });

  test('finds a number that stands for structure by playing the model through', async () => {
    const blocks = await blocksOf([
      'solve',
      'examples/borough',
      '--set',
      'tiers.membership.term.instalments',
      '--target',
      'cash.lowest>=80_000',
    ]);
    expect(cellAt(blocks, 'solution.1')).toBe('2');
    expect(cellAt(blocks, 'next.1')).toBe('3');
  });

  test('takes a price from a list that is used, without its position where there is one', async () => {
    const blocks = await blocksOf([
      ...['solve', 'examples/haringey', '--set', 'tiers.membership.price.per_pupil'],
      ...['--target', 'reserves.closing[2022]=150000', '--step', '0.05'],
    ]);
    expect(cellAt(blocks, 'solution.1')).toBe('18.80');
  });

  test('takes an assumption by its name alone', async () => {
    expect((await solved('--set', 'buy_in', '--target', 'income[2024]=8_000'))[1]).toEqual([
      'Gives it exactly',
      '80%',
      '8000.00',
    ]);
    expect((await played('solve', '--set', 'rent', '--target', 'income=1')).err).toContain(
      'name one of them: assumptions.rent.value.2024',
    );
  });

  test('holds the other values that are set', async () => {
    const [, given] = await solved(...PRICE, '--set', 'tiers.gold.joins=100%', '--target', 'surplus[2024]>=0');
    expect(given).toEqual(['Gives it exactly', '4.00', '0.00']);
  });

  test('tells the nearest miss where no value gives it, and ends with 1', async () => {
    const { code, out, err } = await played('solve', ...PRICE, '--target', 'reserves.closing=1_000_000', '--to', '20');
    expect(code).toBe(1);
    expect(out).toContain('The nearest that there is');
    expect(out).toContain('26,000.00');
    expect(err).toContain('the nearest is £26,000.00, at 20');
  });

  test.each<[string, readonly string[], string]>([
    ['low above high', ['--target', 'income=1', '--from', '9', '--to', '2'], '--from 9 is above --to 2'],
    ['a step of zero', ['--target', 'income=1', '--step', '0'], '--step 0 is not above zero'],
    ['a step of the wrong unit', ['--target', 'income=1', '--step', '1%'], '--step 1% is a percentage'],
    [
      'a step of more decimals than a price has',
      ['--target', 'income=1', '--step', '0.0000001'],
      '--step 0.0000001 has more than the 6 decimals that it may have',
    ],
    [
      'far too many steps',
      ['--target', 'income=1', '--to', '1000000000', '--step', '0.000001'],
      'that is more steps than can be looked at: take a larger --step',
    ],
    ['a bound that is no number', ['--target', 'income=1', '--to', 'lots'], '--to lots is no number'],
    [
      'no relation',
      ['--target', 'income'],
      "--target income: write it as 'reserves.closing[2022]=150_000', with =, >= or <=",
    ],
    [
      'a target of the wrong unit',
      ['--target', 'buy_in=5'],
      '--target 5: buy_in is a percentage: write it with its per cent sign',
    ],
    [
      'a period that there is not',
      ['--target', 'income[2030]=5'],
      'there is no period 2030 in the model: its years are 2024, 2025',
    ],
    [
      'two unknowns',
      ['--set', 'reserves.opening', '--target', 'income=5'],
      'name what is looked for with one --set without a value',
    ],
  ])('refuses %s', async (_, argv, why) => {
    const { code, err } = await played('solve', ...PRICE, ...argv);
    expect(err).toContain(why);
    expect(code).toBe(2);
  });

  test('without an unknown says how to name one', async () => {
    expect((await played('solve', '--target', 'income=5')).err).toContain(
      'name what is looked for with one --set without a value',
    );
  });
});
