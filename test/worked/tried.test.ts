import { describe, expect, test } from 'vitest';
import { reported } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
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
const still: PlainMap = { ...company, assumptions: {}, tiers: { special: { price: { flat: '100' }, joins: '100%' } } };
const played = (command: string, data: PlainMap, ...argv: readonly string[]) => play([command, FILE, ...argv], { files: { [FILE]: yamlOf(data) } });
const tableOf = async (command: string, data: PlainMap, ...argv: readonly string[]) => {
  const [table] = await reported(command, data, ...argv);
  return table?.kind === 'table' ? table : undefined;
};

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
    expect(tornado.out).toMatch(/ £24k +£132k\n/);
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
    const two: PlainMap = { ...company, reserves: { opening: 'unknown' }, overheads: { rent: { per_year: '"unknown: nobody has said"' } } };
    const { out } = await played('sensitivity', two);
    expect(out).not.toMatch(/as modelled\.|[█┊]/);
    expect(out).toContain('unknown: reserves.opening is not known; nobody has said\n');
  });

  test('refuses points without a grid', async () => {
    const err = 'error: --points is how many values of each a grid has: name two things with --grid\n';
    expect(await played('sensitivity', company, '--points', '3')).toMatchObject({ code: 2, err });
  });
});
