import { describe, expect, test } from 'vitest';
import { blocksOf, type JsonBlock, rowOf } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/*
 * The inside of a range counts, and not its ends alone. Twenty schools at £1,000, and £10,000 for each ten members
 * begun: 10 and 20 members leave what the rent takes, and 10.2 members cost a second ten.
 */

const company: PlainMap = {
  buyin: '1',
  name: 'Inside',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  assumptions: {
    bi: { value: '50%', range: { low: '50%', high: '100%' } },
    rent: { value: '500', range: { low: '400', high: '600' } },
  },
  schools: { groups: { p: { count: '20', phase: 'primary', type: 'academy', pupils: '210' } } },
  tiers: { membership: { price: { flat: '1_000' }, joins: '=bi' } },
  overheads: { coord: { per_year: '10_000', step: { for_each: '10', of: 'members' } }, rent: { per_year: '=rent' } },
  reserves: { opening: '1_000' },
  payment_terms: { schools: '0', suppliers: '0' },
};
const asked = (data: PlainMap, ...argv: readonly string[]): Promise<readonly JsonBlock[]> =>
  blocksOf([argv[0] as string, FILE, ...argv.slice(1)], { files: { [FILE]: yamlOf(data) } });
const played = (data: PlainMap, ...argv: readonly string[]) =>
  play([argv[0] as string, FILE, ...argv.slice(1)], { files: { [FILE]: yamlOf(data) } });
const rowsIn = (blocks: readonly JsonBlock[], id: string): (string | null | undefined)[][] =>
  blocks.flatMap((block) =>
    block.kind === 'table' && block.id === id
      ? block.rows.map(({ cells }) => cells.map((cell) => cell?.value ?? cell?.text))
      : [],
  );
const notesIn = (blocks: readonly JsonBlock[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.notes : block.kind === 'text' ? block.lines : []));

describe('a range with the same figure at both ends', () => {
  test('is told with the lowest and the highest inside it, moves the figure most, and changes its sign', async () => {
    const blocks = await asked(company, 'sensitivity');
    expect(rowOf(blocks, 'bi')?.map((cell) => cell?.value ?? cell?.text)).toEqual(['50% to 100%', '500.00', '500.00']);
    expect(rowsIn(blocks, 'inside')).toEqual([['bi', '-9300.00', '51%', '500.00', '50%']]);
    expect(rowsIn(blocks, 'tornado').map(([id]) => id)).toEqual(['bi', 'rent', 'As modelled']);
    expect(notesIn(blocks)).toContain('Changes sign within its range: bi (--switching says where).');
    expect(notesIn(blocks).join()).not.toContain('Does not move it');
  });

  test('has an effect on reserves in the register of assumptions, and heads it', async () => {
    const blocks = await asked(company, 'assumptions');
    expect(rowsIn(blocks, 'effects')[0]?.slice(0, 6)).toEqual([
      'bi',
      '50%',
      '50% to 100%',
      '500.00',
      '500.00',
      '9800.00',
    ]);
    expect(rowsIn(blocks, 'weak_and_large').map(([id]) => id)).toEqual(['bi']);
    expect(rowsIn(blocks, 'inside')).toEqual([['bi: reserves', '-9300.00', '51%', '500.00', '50%']]);
  });

  test('is explained by what the cell says', async () => {
    const inside = (await asked(company, 'sensitivity')).find(({ id }) => id === 'inside');
    expect(inside?.kind === 'table' && inside.rows[0]?.cells[1]?.figure).toEqual({
      figure: 'reserves.closing',
      year: 2026,
      set: ['assumptions.bi.value=51%'],
    });
  });
});

test('of states the values themselves count, and none between them', async () => {
  const states = {
    few: { value: '50%', probability: '50%' },
    some: { value: '75%', probability: '25%' },
    all: { value: '100%', probability: '25%' },
  };
  const blocks = await asked(put(company, ['assumptions', 'bi'], { value: '50%', states }), 'sensitivity');
  // 15 members, two coordinators: 15,000 - 20,000 - 500 + 1,000.
  expect(rowsIn(blocks, 'inside')).toEqual([['bi', '-4500.00', '75%', '500.00', '50%']]);
});

test('what nothing rests on does not move anything, whatever its range', async () => {
  const blocks = await asked(
    put(company, ['assumptions', 'idle'], { value: '5', range: { low: '1', high: '900_000' } }),
    'sensitivity',
    '--switching',
  );
  expect(notesIn(blocks)).toContain('Does not move it: idle.');
  expect(notesIn(blocks)).toContain('None in range: rent, idle.');
});

describe('a range that makes no model at its end', () => {
  const other = { price: { flat: '1_000' }, joins: '45%' };
  const two = put(company, ['tiers', 'more'], other);

  test('is followed as far as it makes one: no school joins two tiers with more than all of it', async () => {
    const blocks = await asked(two, 'sensitivity', '--switching', '--on', 'surplus');
    expect(rowOf(blocks, 'bi')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
      '50% to 100%',
      '-1500.00',
      'no model',
    ]);
    // 19 members at 50% and 45%, 20 at 55%.
    expect(rowsIn(blocks, 'inside')).toEqual([['bi', '-1500.00', '50%', '-500.00', '55%']]);
    expect(rowsIn(blocks, 'switching')).toEqual([]);
    expect(notesIn(blocks).join()).toContain('bi at 100% makes no model');
  });

  test('solve ends there too', async () => {
    const { code, err } = await played(two, 'solve', '--set', 'bi', '--target', 'members>=25');
    expect(code).toBe(1);
    expect(err).toMatch(/the\s+nearest is 20, at 55%/);
  });
});

describe('solve with =', () => {
  test('calls a jump over the target a jump, and ends with 1 where there is nothing else', async () => {
    const { code, out, err } = await played(
      company,
      'solve',
      '--set',
      'bi',
      '--target',
      'reserves.closing=0',
      '--from',
      '50%',
      '--to',
      '60%',
    );
    expect(code).toBe(1);
    expect(out).toMatch(/Jumps over it, to +50% +500\.00\n +from +51% +\(9,300\.00\)/);
    expect(out).toContain('None of them gives reserves.closing = 0.');
    expect(err).toMatch(/it\s+jumps over it, from -£9,300\.00 at 51% to £500\.00 at 50%\s+\[not-reached\]/);
  });

  test('tells a target that is passed between two steps from a jump', async () => {
    const { code, out } = await played(
      company,
      'solve',
      '--set',
      'bi',
      '--target',
      'reserves.closing=0',
      '--from',
      '51%',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/First beyond it +98% +100\.00\n +last short of it +97% +\(100\.00\)/);
    expect(out).not.toContain('Jumps');
    expect(out).toContain('smaller\nsteps come nearer (--step)');
    const finer = await played(
      company,
      'solve',
      '--set',
      'bi',
      '--target',
      'reserves.closing=0',
      '--from',
      '51%',
      '--step',
      '0.5%',
    );
    expect(finer.out).toMatch(/Gives it exactly +97\.5% +0\.00/);
  });

  test('a target that is asked for at least is given beyond a jump', async () => {
    const { code, out } = await played(
      company,
      'solve',
      '--set',
      'bi',
      '--target',
      'reserves.closing>=0',
      '--from',
      '50%',
      '--to',
      '60%',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/Gives it +50% +500\.00\n +the next value does not +51%/);
  });
});

describe('a number that cannot be replayed', () => {
  /**
   * Which service has the days depends on what a day of each brings, so that with each other price the model is played
   * through.
   */
  const services: PlainMap = {
    advice: {
      kind: 'traded',
      unit: 'day',
      price: '=fee',
      delivery: { by: 'adviser', days: '1' },
      demand: { per_member: '6' },
    },
    audit: {
      kind: 'traded',
      unit: 'day',
      price: '500',
      delivery: { by: 'adviser', days: '1' },
      demand: { per_member: '6' },
    },
  };
  const short: PlainMap = {
    ...company,
    assumptions: { fee: { value: '450', range: { low: '300', high: '700' } } },
    tiers: { membership: { price: { flat: '1_000' }, joins: '50%' } },
    overheads: { rent: { per_year: '500' } },
    services,
    staff: {
      adviser: { fte: '0.5', salary: '40_000', on_costs: '20%', days: '190', chargeable: '80%', when_short: 'unmet' },
    },
  };

  test('is looked at in so many places, and the output says so', async () => {
    const sought = await played(short, 'solve', '--set', 'fee', '--target', 'income>=50_000', '--step', '1');
    expect(sought.out).toMatch(
      /17 of 4,501 values were\s+looked at, and what lies between two of them may have been passed over/,
    );
    const blocks = await asked(short, 'sensitivity', '--switching');
    expect(notesIn(blocks)).toContain(
      'fee: 17 of 401 values were looked at, and what lies between two of them may have been passed over.',
    );
  });
});
