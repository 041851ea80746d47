import { describe, expect, test } from 'vitest';
import { cellAt, type JsonTable } from '../report/answers.js';
import { play } from '../support/play.js';

/* Options and stresses: every cell a model, made by check. */

const MODEL = (lists: string, scenarios: string, more = ''): string => `
buyin: 1
name: Small
calendar: { starts: 2025-09, years: 2, year_starts: September }
schools:
  named:
    oak: { phase: primary, type: academy, pupils: 200, pays_now: 3_000 }
    elm: { phase: secondary, type: academy, pupils: 800, pays_now: 3_000 }
tiers:
  core: { price: { flat: 1_000 }, joins: 50%, eligible: { phase: primary } }
  top: { price: { flat: 4_000 }, joins: 50%, eligible: { phase: secondary } }
overheads: { rent: { per_year: 1_000 } }
${lists}
scenarios:
${scenarios}${more}`;

const NO_TOP = '  no_top: { because: one tier, remove: [tiers.top] }\n';
const DEAR = '  dear: { because: rent goes up, overheads: { rent: { per_year: { times: 150% } } } }\n';
const TOP_LOW = '  top_low: { because: fewer take the top, tiers: { top: { joins: 10% } } }\n';

const of = (text: string) => ({ files: { 'model.yaml': text } });
const grid = async (text: string, ...more: string[]): Promise<readonly JsonTable[]> => {
  const { code, out, err } = await play(['compare', '.', '--grid', '--format', 'json', ...more], of(text));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out).blocks;
};
const row = (blocks: readonly JsonTable[], table: string, option: string): (string | undefined)[] =>
  blocks
    .find(({ id }) => id === table)
    ?.rows.find(({ id }) => id === option)
    ?.cells.slice(1)
    .map((cell) => cell?.value ?? cell?.text) ?? [];
const columns = (blocks: readonly JsonTable[], table: string): string[] =>
  blocks
    .find(({ id }) => id === table)
    ?.columns.slice(1)
    .map(({ id }) => id) ?? [];
const told = async (text: string, command = ['check', '.']): Promise<string> => {
  const { code, err } = await play(command, of(text));
  expect(code).toBe(1);
  return err.replace(/\s+/g, ' ');
};

describe('the two lists', () => {
  test('hold the model as it stands, first, where they do not name it', async () => {
    const blocks = await grid(MODEL('options: [no_top]\nstresses: [dear]', NO_TOP + DEAR));
    expect(columns(blocks, 'reserves.closing')).toEqual(['base', 'dear']);
    expect([row(blocks, 'reserves.closing', 'base'), row(blocks, 'reserves.closing', 'no_top')]).toEqual([
      ['3000.00', '2000.00'],
      ['-1000.00', '-2000.00'],
    ]);
  });

  test('leave it out where they say so', async () => {
    const blocks = await grid(MODEL('options: [no base, no_top]\nstresses: [dear, no base]', NO_TOP + DEAR));
    expect(columns(blocks, 'members')).toEqual(['dear']);
    expect(blocks.find(({ id }) => id === 'members')?.rows.map(({ id }) => id)).toEqual(['no_top']);
  });

  test('take several scenarios together, those of the option first', async () => {
    const more = '  dearer: { because: and up, overheads: { rent: { per_year: { plus: 500 } } } }\n';
    const blocks = await grid(
      MODEL('options: [base, no_top]\nstresses: [dear+dearer, dearer+dear]', NO_TOP + DEAR + more),
    );
    // 1,000 × 150% + 500, and (1,000 + 500) × 150%.
    expect(row(blocks, 'reserves.closing', 'base')).toEqual(['3000.00', '1000.00', '500.00']);
  });

  test.each([
    ['an unknown scenario', 'stresses: [dera]', 'unknown-scenario', 'did you mean "dear"?'],
    ['an unknown part', 'stresses: [dear+dera]', 'unknown-scenario', 'did you mean "dear"?'],
    ['one named twice', 'options: [no_top, no_top]', 'bad-value', 'the list has it already'],
    ['base and no base', 'options: [no base, base, no_top]', 'either-or', 'in the list or it is not'],
    ['nothing but no base', 'options: [no base]', 'bad-value', 'nothing else is in the list'],
  ])('refuse %s', async (_, lists, code, says) => {
    const err = await told(MODEL(lists, NO_TOP + DEAR));
    expect(err).toContain(`[${code}]`);
    expect(err).toContain(says);
    expect(err).toContain('1 problem');
  });
});

describe('a stress that speaks of what an option lacks', () => {
  const text = MODEL('options: [no_top]\nstresses: [top_low, dear]', NO_TOP + TOP_LOW + DEAR);

  test('is idle there, and every page of the grid says so', async () => {
    expect((await play(['check', '.', '--strict'], of(text))).err).not.toContain('overlay');
    expect(row(await grid(text), 'members', 'no_top')).toEqual(['0.5', '0.5', '0.5']);
    for (const argv of [
      ['compare', '.', '--grid'],
      ['sustainability', '.'],
      ['obligations', '.'],
    ]) {
      const { code, out } = await play([...argv, '--format', 'csv'], of(text));
      expect(code).toBe(0);
      const json = (await play([...argv, '--format', 'json'], of(text))).out;
      expect(json, argv[0]).toContain('no top under top low: what top low says of tiers.top (model.yaml:17:');
      expect(out.length).toBeGreaterThan(0);
    }
  });

  test('may speak of what an option alone has, on the model as it stands too', async () => {
    const add = '  with_new: { because: more, overheads: { add: { car: { per_year: 100 } } } }\n';
    const on = '  car_dear: { because: fuel, overheads: { car: { per_year: { times: 200% } } } }\n';
    const blocks = await grid(MODEL('options: [with_new]\nstresses: [car_dear]', add + on));
    expect([row(blocks, 'reserves.closing', 'base'), row(blocks, 'reserves.closing', 'with_new')]).toEqual([
      ['3000.00', '3000.00'],
      ['2800.00', '2600.00'],
    ]);
  });

  test('is a mistake where neither the model nor any option has the place', async () => {
    const slip = TOP_LOW.replace('top: { joins', 'tpo: { joins');
    expect(await told(MODEL('options: [no_top]\nstresses: [top_low]', NO_TOP + slip))).toContain('[overlay-lacks]');
  });
});

describe('check makes every cell', () => {
  const half = '  half: { because: rent halves, overheads: { rent: { per_year: 500 } } }\n';
  const third = '  third: { because: rent is a third, overheads: { rent: { per_year: 333 } } }\n';

  test('and tells two values at one place at both lines', async () => {
    const err = await told(MODEL('options: [half]\nstresses: [third]', half + third));
    expect(err).toContain('model.yaml:17:59: "half" and "third" both set "overheads.rent.per_year"');
    expect(err).toContain('set by half: model.yaml:16:54');
    expect(err).toContain('1 problem');
  });

  test('and two removals agree', async () => {
    const rent =
      '  no_rent: { because: a gift, remove: [overheads.rent] }\n  nor_rent: { because: a loan, remove: [overheads.rent] }\n';
    const blocks = await grid(MODEL('options: [no_rent]\nstresses: [nor_rent]', rent));
    expect(row(blocks, 'reserves.closing', 'no_rent')).toEqual(['5000.00', '5000.00']);
    expect((await play(['forecast', '.', '--scenario', 'nor_rent+no_rent'], of(MODEL('', rent)))).err).toBe('');
    expect(
      (
        await play(
          ['forecast', '.', '--scenario', 'twice'],
          of(MODEL('', '  twice: { remove: [overheads.rent, overheads.rent] }\n')),
        )
      ).code,
    ).toBe(1);
  });

  test('unless the later goes over the earlier', async () => {
    const over = third.replace('because', 'over: half, because');
    const blocks = await grid(MODEL('options: [half]\nstresses: [third]', half + over));
    expect(row(blocks, 'reserves.closing', 'half')).toEqual(['4000.00', '4334.00']);
  });

  test('and names every scenario of a cell that is no model', async () => {
    const more =
      '  more: { because: all, tiers: { core: { joins: 100% } } }\n  also_top: { because: any, tiers: { top: { eligible: { phase: [primary, secondary] } } } }\n';
    const err = await told(MODEL('options: [more]\nstresses: [also_top]', more));
    expect(err).toContain('[shares-exceed]');
    expect(err).toContain('model.yaml:16:42: in the scenarios more and also_top:');
    expect(err).toContain('together with this: model.yaml:17:57');
  });

  test('and every pair that a list names, though it stands in no cell with the others', async () => {
    expect(await told(MODEL('options: [base]\nstresses: [half+third]', half + third))).toContain('[overlay-clash]');
    expect(await told(MODEL('options: [half+third]', half + third))).toContain('[overlay-clash]');
  });

  test('and the ends of ranges in each', async () => {
    const text = MODEL(
      'options: [more]\nstresses: [wide]',
      '  more: { because: all, tiers: { top: { joins: 60% } } }\n  wide: { because: any, tiers: { core: { eligible: { phase: [primary, secondary] }, joins: =core } } }\n',
    ).replace('tiers:\n', 'assumptions:\n  core: { value: 30%, range: { low: 20%, high: 45% } }\ntiers:\n');
    const err = await told(text);
    expect(err).toContain('105% of elm');
    expect(err).toContain(
      'model.yaml:10:48: with "core" at 45%, the high end of its range, in the scenarios wide and more:',
    );
    expect(err).toContain('1 problem');
  });
});

describe('compare --grid', () => {
  const text = MODEL('options: [no_top]\nstresses: [top_low, dear]', NO_TOP + TOP_LOW + DEAR);

  test('shows the figures that are asked for, and what a cell lacks with the reason', async () => {
    const blocks = await grid(text, '--figure', 'surplus[2025]', '--figure', 'income.membership.top');
    expect(row(blocks, 'surplus.2025', 'base')).toEqual(['1500.00', '-100.00', '1000.00']);
    const top = blocks.find(({ id }) => id === 'income.membership.top');
    expect(row(blocks, 'income.membership.top', 'no_top')).toEqual([undefined, undefined, undefined]);
    expect(top?.notes?.join(' ')).toContain('there is no figure income.membership.top in no top');
  });

  test('shows what one school pays and gains in each cell, and in which tier', async () => {
    const blocks = await grid(text, '--school', 'elm');
    expect(row(blocks, 'school.pays', 'base')).toEqual(['4000.00', '4000.00', '4000.00']);
    expect(row(blocks, 'school.gains', 'base')).toEqual(['-1000.00', '-1000.00', '-1000.00']);
    expect(row(blocks, 'school.pays', 'no_top')).toEqual(['no tier', 'no tier', 'no tier']);
    expect(row(blocks, 'school.tier', 'base')).toEqual(['top', 'top', 'top']);
  });

  test('gives each cell the figure that the same scenarios give by themselves', async () => {
    const blocks = await grid(text, '--figure', 'reserves.closing');
    for (const [option, stress, scenario] of [
      ['no_top', 'dear', 'no_top+dear'],
      ['base', 'dear', 'dear'],
    ] as const) {
      const { out } = await play(['compare', '.', '--scenario', scenario, '--format', 'json'], of(text));
      const alone = cellAt(JSON.parse(out).blocks, 'reserves.closing', 1);
      expect(row(blocks, 'reserves.closing', option)[columns(blocks, 'reserves.closing').indexOf(stress)]).toBe(alone);
    }
  });

  test('a figure of a cell is explained down to the line of the base and that of the stress, each with what stands behind it', async () => {
    const { out } = await play(
      ['explain', '.', 'cost.overheads.rent', '--scenario', 'no_top+dear', '--depth', '20'],
      of(text),
    );
    const said = out.replace(/[│├└─\s]+/g, ' ');
    expect(said).toContain('overheads.rent.per_year as it was model.yaml:12:');
    expect(said).toContain('model.yaml:18:');
    expect(said).toContain('scenario: scenario dear: rent goes up');
  });

  test.each([
    ['a figure that no cell has', ['--grid', '--figure', 'surpluss'], 2, 'did you mean "surplus"?'],
    ['a figure of one school', ['--grid', '--figure', 'fee'], 2, 'name'],
    ['a year that no cell has', ['--grid', '--figure', 'surplus[2031]'], 2, '2025'],
    ['a school that no cell has', ['--grid', '--school', 'ask'], 2, 'oak'],
    ['a figure without a grid', ['--figure', 'surplus'], 2, 'say --grid too'],
  ])('refuses %s', async (_, more, code, says) => {
    const found = await play(['compare', '.', ...more], of(text));
    expect(found.code).toBe(code);
    expect(found.err).toContain(says);
    expect(found.out).toBe('');
  });
});
