import { describe, expect, test } from 'vitest';
import { movedInputs } from '../../src/analysis/shared/same-workings.js';
import { project } from '../../src/projection/index.js';
import { reported } from '../report/answers.js';
import { FILE, type PlainMap, put, sourceOf, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* What is said of values that were tried: those that make no model, that move nothing, or of which nothing is known. Twenty schools, half of which join. */

const looked = { source: 'Invented', owner: 'finance lead' };
const company: PlainMap = {
  buyin: '1',
  name: 'Tried',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  assumptions: {
    share: { value: '50%', range: { low: '10%', high: '120%' }, ...looked },
    fee: { value: '12_000', ...looked },
  },
  schools: { groups: { all: { count: '20', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { special: { price: { flat: '=fee' }, joins: '=share' } },
};
const LATER: PlainMap = { starts: '2028-09', years: '1', year_starts: 'September' };
const still: PlainMap = { ...company, assumptions: {}, tiers: { special: { price: { flat: '100' }, joins: '100%' } } };
const played = (command: string, data: PlainMap, ...argv: readonly string[]) =>
  play([command, FILE, ...argv], { files: { [FILE]: yamlOf(data) } });
const tableOf = async (command: string, data: PlainMap, ...argv: readonly string[]) => {
  const [table] = await reported(command, data, ...argv);
  return table?.kind === 'table' ? table : undefined;
};

describe('solve', () => {
  const share = ['--set', 'assumptions.share.value'];

  test('ends a stretch of values at the last that makes a model, and says what is wrong beyond it', async () => {
    const notes = async (from: string, target: string) =>
      (await tableOf('solve', company, ...share, '--from', from, '--to', '150%', '--target', target))?.notes;
    const found = await notes('95%', 'members[2026]>=19');
    expect(found).toContain('At least 19 with assumptions.share.value at 95% to 100%.');
    expect(found).toContain(
      'assumptions.share.value at 150% makes no model: "150%" is not a share from 0% to 100%: it is above 100%.',
    );
    expect(await notes('-20%', 'members[2026]<=4')).toContain('At most 4 with assumptions.share.value at 0% to 20%.');
  });

  test('takes the last that makes a model for the nearest, and does not send anybody beyond it', async () => {
    const { out, err, code } = await played(
      'solve',
      company,
      ...share,
      '--to',
      '150%',
      '--target',
      'members[2026]>=30',
    );
    expect(code).toBe(1);
    expect(out).toMatch(/The nearest that there is +100% +20\n/);
    expect(err).toContain('turn something else: no model has assumptions.share.value beyond that');
    expect((await played('solve', company, ...share, '--target', 'members[2026]>=30')).err).not.toContain(
      'look further',
    );
    const fee = await played('solve', company, '--set', 'assumptions.fee.value', '--target', 'income>=9_000_000');
    expect(fee.err).toContain('look further with --from and --to');
  });

  test('finds the few values that make a model among many that do not', async () => {
    const paid = put(company, ['tiers', 'special', 'term'], { invoice: 'school_year', instalments: '2' });
    const path = ['--set', 'tiers.special.term.instalments', '--from', '-50', '--to', '400'];
    expect((await tableOf('solve', paid, ...path, '--target', 'members[2026]>=10'))?.notes).toContain(
      'At least 10 with tiers.special.term.instalments at 1 to 12.',
    );
  });

  test('says that a number does not move the figure, and not to look further', async () => {
    const { out, err, code } = await played(
      'solve',
      company,
      '--set',
      'assumptions.fee.value',
      '--target',
      'members>=30',
    );
    expect(code).toBe(1);
    expect(out).toContain('assumptions.fee.value does not move it, over all that was looked at.');
    expect(out).not.toContain('The nearest that there is');
    expect(err.replace(/\s+/g, ' ')).toContain('it does not move the figure, which is 10');
    expect(err).not.toContain('look further');
  });

  test('says from where on a number does not move the figure', async () => {
    // A fee above its cap brings no more.
    const capped = put(company, ['tiers', 'special', 'price'], { flat: '=fee', cap: '12_000' });
    const { out, err } = await played('solve', capped, '--set', 'assumptions.fee.value', '--target', 'income>=200_000');
    expect(out).toMatch(/The nearest that there is +12,000 to 120,000 +120,000.00/);
    expect(err.replace(/\s+/g, ' ')).toContain('does not move the figure at 12_000 to 120_000');
  });

  test('says that nothing is verified where nothing is known, and speaks of no check', async () => {
    const open = put(company, ['reserves'], { opening: 'unknown' });
    const { out, err } = await played('solve', open, ...share, '--target', 'reserves.closing>=0');
    expect(out.replace(/\s+/g, ' ')).toContain('the figure is known at none that was tried.');
    expect(out).not.toContain('verified');
    expect(err).toContain('= give what is missing\n');
  });
});

describe('sensitivity', () => {
  test('says in words, and with its place, what is wrong with an end of a range', async () => {
    const { out } = await played('sensitivity', company);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'share at 120% makes no model: model.yaml:12:13: "120%" is not a share from 0% to 100%: it is above 100%.',
    );
  });

  test('has commas in ranges and in a grid, and labels its scale in few characters', async () => {
    const tornado = await played('sensitivity', company);
    expect(tornado.out).toMatch(/fee \* +10,800 to 13,200 /);
    expect(tornado.out).toMatch(/ £24k +£240k\n/);
    const grid = await tableOf('sensitivity', company, '--grid', 'fee=9_000/10_000,share=10%/50%');
    expect(grid?.rows.map(({ cells }) => cells[0]?.text)).toEqual(['fee 9,000', 'fee 10,000']);
    expect(grid?.notes[0]).toBe('As modelled: fee 12,000, share 50%.');
  });

  test.each([
    ['2_000', / £36k +£44k\n/],
    ['200', ' £3,600 '],
    ['90_000_000', ' £1.62bn '],
  ])('scale of a fee of %s', async (value, label) => {
    const data = put(put(company, ['assumptions', 'fee', 'value'], value), ['assumptions', 'share'], {
      value: '100%',
      range: { low: '90%', high: '100%' },
      ...looked,
    });
    expect((await played('sensitivity', data)).out).toMatch(label);
  });

  test('of a scale without length gives one label, and only the signs that occur', async () => {
    const idle = put(still, ['assumptions'], { idle: { value: '5', ...looked } });
    const { out } = await played('sensitivity', idle);
    expect(out).toMatch(/At high {2}£2,000\n/);
    expect(out).toContain('│ as modelled. What moves it most comes first.\n');
    expect(out).not.toMatch(/[─█] towards|┊/);
  });

  test('without assumptions says so, and nothing else', async () => {
    const blocks = await reported('sensitivity', put(still, ['assumptions'], undefined), '--switching');
    expect(blocks.map((block) => (block.kind === 'text' ? block.lines : block.id))).toEqual([
      ['The model has no assumptions that could move it: it is £2,000.00, as modelled.'],
    ]);
  });

  test('of nothing known draws nothing, and gives each reason once', async () => {
    const two: PlainMap = {
      ...company,
      reserves: { opening: 'unknown' },
      overheads: { rent: { per_year: '"unknown: nobody has said"' } },
    };
    const { out } = await played('sensitivity', two);
    expect(out).not.toMatch(/as modelled\.|[█┊]/);
    expect(out).toContain('unknown: reserves.opening is not known; nobody has said\n');
  });

  test('refuses points without a grid', async () => {
    const err = 'error: --points is how many values of each a grid has: name two things with --grid\n';
    expect(await played('sensitivity', company, '--points', '3')).toMatchObject({ code: 2, err });
  });
});

test('a value of the nation that is held beyond what is known moves as one number, also once it has been asked for', () => {
  const adviser = { fte: '1', salary: '40_000', pension: 'teachers' };
  const source = sourceOf({ ...still, parameters: 'england', staff: { adviser }, calendar: { ...LATER } });
  const { model } = source.load();
  project(model);
  const rate = 'parameters.pensions.teachers.rate.2024-04';
  const moved = movedInputs(model, source.load({ scenarios: [], sets: [`${rate}=30%`] }).model);
  expect([...(moved ?? [])].map(([{ detail }, value]) => [detail.origin?.path, String(value)])).toEqual([
    [rate, '0.3'],
  ]);
});
