import { describe, expect, test } from 'vitest';
import { Problems, problem } from '../../src/language/index.js';
import { blocksOf, cellAt, type JsonBlock, type JsonTable, rowOf, said } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { type Options, play } from '../support/play.js';

/* A search for a tariff, worked out by hand on three schools. */

/**
 * Fees at £10 a pupil and £6,500: 1,000; 5,000, capped at 4,500; 6,500. Nothing is spent, so the surplus is all fees.
 */
const company: PlainMap = {
  buyin: '1',
  name: 'Three schools',
  calendar: { starts: '2018-09', years: '1', year_starts: 'September' },
  schools: {
    named: {
      small: { phase: 'primary', type: 'community', pupils: '100', pays_now: '1_000' },
      large: { phase: 'primary', type: 'community', pupils: '500', pays_now: '4_000' },
      upper: { phase: 'secondary', type: 'academy', pupils: '1_000', pays_now: '6_000' },
    },
  },
  // Nobody leaves by these fees: who would is tried apart.
  governance: { leaves_above: '100%' },
  tiers: {
    membership: {
      price: [
        { when: { phase: 'primary' }, per_pupil: '10', cap: '4_500', basis: 'published', source: 'Prospectus' },
        { when: { phase: 'secondary' }, flat: '6_500', basis: 'published', source: 'Prospectus' },
      ],
      term: { invoice: 'membership_year', starts: 'September' },
      joins: '100%',
    },
  },
};
const GRID = [
  '--vary',
  'primary.rate=8,10',
  '--vary',
  'primary.cap=none,4_500',
  '--vary',
  'secondary.fixed=5_000,6_500',
];

const designed = (data: PlainMap, ...options: string[]): Promise<readonly JsonBlock[]> =>
  blocksOf(['design', FILE, ...options], { files: { [FILE]: yamlOf(data) } });
const tableOf = (blocks: readonly JsonBlock[], id: string): JsonTable =>
  blocks.find((block) => block.kind === 'table' && block.id === id) as JsonTable;
/** The rows of a table below the tariff as it is, each as its cells. */
const rowsOf = (blocks: readonly JsonBlock[], id: string): (string | null | undefined)[][] =>
  tableOf(blocks, id)
    .rows.filter(({ id }) => id !== 'today' && !id.endsWith('.known_part'))
    .map(({ cells }) => cells.slice(1).map((cell) => cell?.value ?? cell?.text));
/** Surplus, share better off where it is least, largest loss, and numbers, of each row. */
const outcomesOf = (blocks: readonly JsonBlock[]): string[] =>
  rowsOf(blocks, 'outcomes').map(([surplus, better, loss, , numbers]) => [surplus, better, loss, numbers].join(' '));
const notes = (blocks: readonly JsonBlock[], id: string): string => tableOf(blocks, id).notes.join(' ');
const lines = (blocks: readonly JsonBlock[], id: string): readonly string[] =>
  blocks.flatMap((block) => (block.kind === 'text' && block.id === id ? block.lines : []));

describe('the frontier of eight tariffs', () => {
  test('is those that none outdoes, with their tariffs', async () => {
    const blocks = await designed(company, ...GRID);
    // £8 and no cap is as good as £8 and a cap that no school reaches, and simpler; £10 with £5,000 is outdone by £8
    // with £6,500.
    expect(outcomesOf(blocks)).toEqual([
      '12500.00 0 1000.00 2',
      '12000.00 0 500.00 3',
      '11300.00 0 500.00 2',
      '9800.00 0.5 0.00 2',
    ]);
    expect(rowsOf(blocks, 'tariffs')).toEqual([
      ['10', 'none', '6500'],
      ['10', '4500', '6500'],
      ['8', 'none', '6500'],
      ['8', 'none', '5000'],
    ]);
    expect(notes(blocks, 'tried')).toContain('8 tariffs, all of them tried.');
    expect(rowOf(blocks, 'today')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
      '12000.00',
      '0',
      '500.00',
      '0.125',
      '3',
      '3',
      'primary, maintained',
      '2',
    ]);
  });

  test.each([
    ['better_off', ['9800.00', '12500.00', '12000.00', '11300.00']],
    ['largest_loss', ['9800.00', '12000.00', '11300.00', '12500.00']],
    ['numbers', ['12500.00', '11300.00', '9800.00', '12000.00']],
  ])('is sorted by %s', async (order, surpluses) => {
    expect(rowsOf(await designed(company, ...GRID, '--sort', order), 'outcomes').map(([surplus]) => surplus)).toEqual(
      surpluses,
    );
  });

  test('is shown in part, spread over it', async () => {
    const blocks = await designed(company, ...GRID, '--most', '2');
    expect(outcomesOf(blocks)).toEqual(['12500.00 0 1000.00 2', '9800.00 0.5 0.00 2']);
    expect(notes(blocks, 'outcomes')).toContain('4 tariffs are on the frontier');
    expect(notes(blocks, 'outcomes')).toContain('2 of them are shown');
  });

  test('is one of those that meet every limit', async () => {
    const largest = await designed(company, ...GRID, '--limit', 'largest_loss<=500');
    expect(outcomesOf(largest).map((row) => row.split(' ')[0])).toEqual(['12000.00', '11300.00', '9800.00']);
    // Two of eight lose £1,000.
    expect(rowsOf(largest, 'limits')).toEqual([['500', '2', '2', '0', '0']]);
    expect(notes(largest, 'limits')).toContain(
      '6 of the 8 tariffs meet every limit. The limit that excludes most is largest_loss<=500.',
    );
    const better = await designed(company, ...GRID, '--limit', 'better_off_share.worst>=50%', '--limit', 'numbers<=2');
    expect(outcomesOf(better)).toEqual(['9800.00 0.5 0.00 2']);
    const one = await designed(
      company,
      ...GRID,
      '--limit',
      'better_off_share.secondary_academies>=100%',
      '--limit',
      'tier.highest<=4_999.99',
    );
    expect(rowsOf(one, 'limits').map(([, missed, alone]) => [missed, alone])).toEqual([
      ['4', '0'],
      ['8', '4'],
    ]);
  });

  test('is empty where none meets every limit: the nearest, and which limit to relax by how much', async () => {
    const blocks = await designed(company, ...GRID, '--limit', 'surplus>=12_000', '--limit', 'largest_loss<=10%');
    expect(lines(blocks, 'none')).toEqual([
      'Relax surplus>=12_000 to 11,300, and a tariff is left that meets all the others.',
      'Relax largest_loss<=10% to 12.5%, and a tariff is left that meets all the others.',
    ]);
    expect(rowsOf(blocks, 'outcomes').map(([surplus, , , , , misses]) => [surplus, misses])).toEqual([
      ['12000.00', '2'],
      ['11300.00', '1'],
    ]);
    const apart = await designed(company, ...GRID, '--limit', 'surplus>=99_999', '--limit', 'largest_loss<=-1');
    expect(lines(apart, 'none')[0]).toMatch(/^There is no one limit/);
  });

  test('of those that come equally near shows the frontier of the usual goods, and few of them spread over it', async () => {
    // £5,000 is the least that the dearest fee comes to, whatever the primary schools pay.
    const nearest = ['--limit', 'tier.highest<=100'];
    const blocks = await designed(company, ...GRID, ...nearest);
    expect(outcomesOf(blocks)).toEqual(['11000.00 0 1000.00 2', '10500.00 0 500.00 3', '9800.00 0.5 0.00 2']);
    const few = await designed(company, ...GRID, ...nearest, '--most', '2');
    expect(outcomesOf(few)).toEqual(['11000.00 0 1000.00 2', '9800.00 0.5 0.00 2']);
    expect(notes(few, 'outcomes')).toContain('2 of 3 are shown (--most).');
  });
});

describe('who is left', () => {
  const firm = put(company, ['governance', 'leaves_above'], '10%');

  test('stands beside every tariff; one that loses everybody stands last, and limits are asked for', async () => {
    const blocks = await designed(firm, ...GRID);
    // At 5,000 or 4,500 the large school pays more than 4,400 and leaves; the others cannot pay for it.
    expect(outcomesOf(blocks)).toEqual([
      '11300.00 0 500.00 2',
      '9800.00 0.5 0.00 2',
      '12500.00 0 1000.00 2',
      '12000.00 0 500.00 3',
    ]);
    expect(rowsOf(blocks, 'outcomes').map((row) => row[5])).toEqual(['3', '3', '0', '0']);
    expect(tableOf(blocks, 'outcomes').rows.map(({ cells }) => cells[0]?.text)).toEqual([
      'As it is EMPTIES',
      '1',
      '2',
      '3 EMPTIES',
      '4 EMPTIES',
    ]);
    expect(lines(blocks, 'emptied')).toEqual([
      'Each of the tariffs in rows 3, 4 loses every school of which it is known what it pays today, and so it comes after the others, whatever it earns.',
      expect.stringMatching(
        /^No limit keeps such tariffs out: say what schools can bear, as in --limit 'largest_loss<=10%'/,
      ),
    ]);
    expect(lines(await designed(firm, ...GRID, '--limit', 'largest_loss<=10%'), 'emptied')).toEqual([]);
  });

  test('is a range where it is not known of every school what it pays today', async () => {
    const some = put(firm, ['schools', 'named', 'small', 'pays_now'], undefined);
    const blocks = await designed(some, ...GRID);
    // The small school stays, or leaves as the large and the upper one do.
    expect(rowsOf(blocks, 'outcomes').map((row) => row.slice(5, 7))).toContainEqual(['1', '0']);
    expect(notes(blocks, 'outcomes')).toContain(
      'the first if every school stays of which it is not known what it pays today',
    );
  });

  test('is said in the file that is written', async () => {
    const files = { [FILE]: yamlOf(firm) };
    const { written } = await play(['design', FILE, ...GRID, '--write', 'a.yaml', '--pick', '3'], { files });
    expect(written.get('a.yaml')).toContain('no school that is known stays if schools that lose leave');
  });
});

describe('where the surplus is unknown', () => {
  const dark = put(company, ['overheads'], { rent: { per_year: '"unknown: not yet let"' } });

  test('tariffs are compared by the rest', async () => {
    const blocks = await designed(dark, ...GRID);
    expect(rowsOf(blocks, 'outcomes')).toHaveLength(1);
    expect(notes(blocks, 'outcomes')).toContain('The surplus is unknown, so they are compared by the rest');
  });

  test('and nobody knows who gains, nothing is compared, offered or written', async () => {
    const none = ['small', 'large', 'upper'].reduce(
      (data, id) => put(data, ['schools', 'named', id, 'pays_now'], undefined),
      dark,
    );
    for (const limit of [[], ['--limit', 'surplus>=0'], ['--limit', 'numbers<=9']]) {
      const blocks = await designed(none, ...GRID, ...limit);
      expect(tableOf(blocks, 'outcomes').title).toBe('Nothing can be compared: the surplus is unknown');
      expect(blocks.map(({ id }) => id).filter((id) => ['none', 'tariffs', 'next'].includes(id ?? ''))).toEqual([]);
    }
    const { code, err } = await play(['design', FILE, ...GRID, '--write', 'a.yaml'], {
      files: { [FILE]: yamlOf(none) },
    });
    expect([code, err]).toEqual([2, expect.stringContaining('there is no tariff to write')]);
  });
});

test('one number for all prices, per cent of today, and prices cut anew', async () => {
  // 90% and 100% of £10 and of £4,500; a fixed part for every price that has one.
  const percent = await designed(
    company,
    '--vary',
    'rate=-10%..0%/10%',
    '--vary',
    'cap=-10%,0%',
    '--vary',
    'fixed=-50%',
  );
  expect(rowsOf(percent, 'tried').map(([, tried]) => tried)).toEqual(['9; 10', '4,050; 4,500', '3,250']);
  // A floor that no price has today is new in both.
  const floor = await designed(company, '--vary', 'floor=none,7_000');
  expect(notes(floor, 'tried')).toContain('1 is no tariff and is left out');
  const one = await designed(company, '--by', 'none', '--vary', 'rate=5,7', '--vary', 'cap=none,4_000');
  // 100, 500 and 1,000 pupils at £7: 700, 3,500 and 7,000, or 4,000 under the cap.
  expect(outcomesOf(one)).toEqual(['11200.00 0 1000.00 1', '8200.00 1 0.00 2', '8000.00 1 0.00 1']);
  const several = await designed(company, '--by', 'none', '--by', 'phase', '--by', 'price', '--most', 'all');
  expect(tableOf(several, 'tariffs').columns.map(({ id }) => id)).toContain('prices');
  expect(new Set(rowsOf(several, 'tariffs').map(([cut]) => cut)).size).toBeGreaterThan(1);
});

test('where nobody knows what schools would pay otherwise, the search is for surplus and simplicity, and no limit can be set on losses', async () => {
  const unknown = ['small', 'large', 'upper'].reduce(
    (data, id) => put(data, ['schools', 'named', id, 'pays_now'], undefined),
    company,
  );
  const blocks = await designed(unknown, ...GRID);
  expect(outcomesOf(blocks)).toEqual(['12500.00 not known not known 2']);
  const { code, err } = await play(['design', FILE, ...GRID, '--limit', 'largest_loss<=10%'], {
    files: { [FILE]: yamlOf(unknown) },
  });
  expect([code, err]).toEqual([2, expect.stringContaining('nobody knows what any school would pay otherwise')]);
  const free = put(company, ['schools', 'named', 'small', 'pays_now'], '0');
  const { code: fine, out } = await play(['design', FILE, ...GRID, '--limit', 'largest_loss<=10%'], {
    files: { [FILE]: yamlOf(free) },
  });
  expect(fine).toBe(0);
  // Whoever pays nothing today loses more than any share of it.
  expect(out).toContain('unknown');
  expect(out).toContain('No tariff');
});

test('a limit holds in every year or in one, and under a scenario', async () => {
  const years = put(put(company, ['calendar', 'years'], '2'), ['overheads'], {
    rent: { per_year: { 2018: '9_000', 2019: '11_500' } },
  });
  const data = put(years, ['scenarios'], {
    dear: { overheads: { rent: { per_year: '12_100' } } },
    fixed: { tiers: { membership: { price: { flat: '1_000' } } } },
  });
  const kept = async (...limits: string[]) =>
    outcomesOf(await designed(data, ...GRID, ...limits.flatMap((limit) => ['--limit', limit]))).map(
      (row) => row.split(' ')[0],
    );
  // 12,500, 12,000, 11,300 and 9,800 a year, less 9,000 and 11,500.
  expect(await kept('surplus>=0')).toEqual(['4500.00', '3500.00']);
  expect(await kept('surplus:2018>=0')).toEqual(['4500.00', '3500.00', '2100.00', '-900.00']);
  expect(await kept('surplus@dear>=0')).toEqual(['4500.00']);
  expect(await kept('surplus@base>=0')).toEqual(['4500.00', '3500.00']);
  const { code, err } = await play(['design', FILE, ...GRID, '--limit', 'surplus@fixed>=0'], {
    files: { [FILE]: yamlOf(data) },
  });
  expect([code, err]).toEqual([2, expect.stringContaining('sets tiers.membership.price itself')]);
  const { code: no, err: name } = await play(['design', FILE, ...GRID, '--limit', 'surplus@cheap>=0'], {
    files: { [FILE]: yamlOf(data) },
  });
  expect([no, name]).toEqual([2, expect.stringContaining('there is no scenario "cheap"')]);
});

describe('what is written', () => {
  const write = async (data: PlainMap, ...options: string[]) => {
    const { code, err, written } = await play(['design', FILE, ...options], { files: { [FILE]: yamlOf(data) } });
    expect([code, err]).toEqual([0, expect.stringContaining('wrote design.yaml')]);
    return { [FILE]: yamlOf(data), 'design.yaml': written.get('design.yaml') as string };
  };

  test('is the model with another tariff, of which every command shows the figures that are reported', async () => {
    const files = await write(company, ...GRID, '--write', 'design.yaml', '--pick', '3');
    expect(files['design.yaml']).toContain('per_pupil: 8\n');
    // What stood behind £10 does not stand behind £8; £6,500 is as published.
    expect(files['design.yaml'].match(/published/g)).toHaveLength(1);
    const asked = (...argv: string[]) => blocksOf([...argv], { files });
    const scenario = ['--scenario', 'design.yaml'];
    expect(cellAt(await asked('forecast', FILE, ...scenario), 'surplus')).toBe('11300.00');
    expect(cellAt(await asked('tiers', FILE, ...scenario), 'tier.income')).toBe('11300.00');
    expect(cellAt(await asked('value', FILE, ...scenario), 'loss')).toBe('500.00');
    expect(rowOf(await asked('compare', FILE, ...scenario), 'surplus')?.map((cell) => cell?.value)).toEqual([
      '12000.00',
      '11300.00',
    ]);
    const page = await asked('sustainability', FILE, '--option', 'design.yaml');
    expect(rowOf(page, 'surplus')?.map((cell) => cell?.value)).toEqual(['12000.00', '11300.00']);
    expect(await said(['explain', FILE, 'gains.largest_loss.today', ...scenario], { files })).toContain('500.00');
    expect(await said(['explain', FILE, 'gains.largest_loss_share.today', ...scenario], { files })).toContain('8.3');
  });

  test.each([
    ['0', ['--pick', '4'], 'a surplus of £9,800 over all years; no school loses against what schools pay today'],
    [
      '20_000.60',
      [],
      'a deficit of £7,501 over all years; no school loses more than £1,000 against what schools pay today',
    ],
    ['"unknown: not yet let"', [], 'an unknown surplus; no school loses against what schools pay today'],
    [
      '0',
      ['--limit', 'surplus>=12_000', '--limit', 'largest_loss<=10%'],
      'a surplus of £12,000 over all years; no school loses more than £500 against what schools pay today; it does not meet largest_loss<=10%',
    ],
    [
      '0',
      ['--limit', 'largest_loss<=0'],
      'a surplus of £9,800 over all years; no school loses against what schools pay today; it meets every limit that was set',
    ],
  ])('says what it comes to, with a rent of %s and %j: %s', async (rent, options, because) => {
    const data = put(company, ['overheads'], { rent: { per_year: rent } });
    const files = await write(data, ...GRID, ...options, '--write', 'design.yaml');
    expect(files['design.yaml']).toContain(`because: "found by a search: ${because}"\n`);
  });

  test('stands on the scenarios that the search stood on', async () => {
    const data = put(company, ['scenarios'], {
      fewer: { because: 'one school stays away', tiers: { membership: { joins: '50%' } } },
    });
    const files = await write(
      data,
      ...GRID,
      '--scenario',
      'fewer',
      '--set',
      'name=Another name',
      '--write',
      'design.yaml',
    );
    expect(files['design.yaml']).toContain('extends: [fewer]');
    expect(files['design.yaml']).toContain('--set name=Another name');
    expect(cellAt(await blocksOf(['forecast', FILE, '--scenario', 'design.yaml'], { files }), 'surplus')).toBe(
      '6250.00',
    );
    // And a search may stand on what a search has written.
    const again = await play(['design', FILE, ...GRID, '--scenario', 'design.yaml', '--write', 'again.yaml'], {
      files,
    });
    expect(again.err).toContain('wrote again.yaml');
    const both = { ...files, 'again.yaml': again.written.get('again.yaml') as string };
    expect(cellAt(await blocksOf(['forecast', FILE, '--scenario', 'again.yaml'], { files: both }), 'surplus')).toBe(
      '6250.00',
    );
  });

  test('keeps references, conditions and other terms, whatever their names', async () => {
    const price = {
      per_pupil: '=rate',
      floor: ['{ amount: 800, when: { new_joiner: yes } }', '500'],
      discounts: '{ percent: 10%, when: { area: "north: #1, \\u00e9" } }',
    };
    const odd = put(put(company, ['tiers'], { 'gold tier': { price, joins: '100%' } }), ['assumptions'], {
      rate: { value: '7' },
    });
    const data = put(odd, ['schools', 'named', 'small', 'area'], '"north: #1, é"');
    const files = await write(data, '--vary', 'floor.new_joiner=700', '--vary', 'cap=3_000', '--write', 'design.yaml');
    expect(files['design.yaml']).toContain('per_pupil: =rate');
    expect(files['design.yaml']).toContain('floor: [{ amount: 700, when: { new_joiner: yes } }, 500]');
    // 700 less a tenth, and 3,000 twice.
    expect(cellAt(await blocksOf(['forecast', FILE, '--scenario', 'design.yaml'], { files }), 'surplus')).toBe(
      '6630.00',
    );
  });

  test('takes the place of the prices of a list', async () => {
    const { code, written } = await play([
      'design',
      'examples/haringey',
      '--vary',
      'primary.rate=18',
      '--write',
      'h.yaml',
    ]);
    expect(code).toBe(0);
    const text = written.get('h.yaml') as string;
    expect(text).toContain('per_pupil: 18\n        cap: 12_500');
    expect(text).toContain('flat: 15_000');
  });
});

test('a grid that is too large is tried in part, and says so', async () => {
  const blocks = await designed(
    company,
    '--vary',
    'primary.rate=1..30/0.5',
    '--vary',
    'primary.cap=100..5_000/100',
    '--vary',
    'secondary.fixed=100..9_000/100',
    '--limit',
    'largest_loss<=0',
  );
  const [tried] = tableOf(blocks, 'tried').notes;
  expect(tried).toMatch(/^265,500 tariffs, too many to try them all: [\d,]+ were tried/);
  // The best that nobody loses by: £10 a pupil, at most £4,000, and £6,000.
  expect(outcomesOf(blocks)[0]).toBe('11000.00 0 0.00 3');
}, 20_000);

test('a search in which nothing is a tariff says so', async () => {
  const blocks = await designed(company, '--vary', 'primary.floor=9_000');
  expect(notes(blocks, 'tried')).toContain('1 is no tariff and is left out');
  expect(blocks.map(({ id }) => id)).toEqual(['tried']);
  const { code, err } = await play(['design', FILE, '--vary', 'primary.floor=9_000', '--write', 'a.yaml'], {
    files: { [FILE]: yamlOf(company) },
  });
  expect([code, err]).toEqual([2, expect.stringContaining('no tariff to write')]);
});

test('a scenario of the model that is named like a file stays what it is', async () => {
  const named = put(company, ['scenarios'], { 'design.yaml': { tiers: { membership: { joins: '0%' } } } });
  expect(outcomesOf(await designed(named, ...GRID))[0]).toBe('12500.00 0 1000.00 2');
  const { code, err } = await play(['design', FILE, ...GRID, '--write', 'design.yaml'], {
    files: { [FILE]: yamlOf(named) },
  });
  expect([code, err]).toEqual([2, expect.stringContaining('the model has a scenario of that name')]);
});

test('nothing is shown or written where the file cannot be', async () => {
  const write: Options['write'] = (files) => {
    throw new Problems(
      files.map(({ path }) => problem('unwritable-file', undefined, { path, why: 'the disk is full' })),
    );
  };
  const { code, out, err } = await play(['design', FILE, ...GRID, '--write', 'full.yaml'], {
    files: { [FILE]: yamlOf(company) },
    write,
  });
  expect([code, out, err]).toEqual([2, '', expect.stringContaining('full.yaml cannot be written: the disk is full')]);
});

const USAGE: readonly (readonly [says: string, options: readonly string[], error: string])[] = [
  ['no values', ['--vary', 'rate'], 'says nothing'],
  ['an empty value', ['--vary', 'rate='], 'says nothing'],
  ['no such term', ['--vary', 'primary.price=3'], 'is a fixed, rate, floor, cap'],
  ['no such price', ['--vary', 'primray.rate=3'], 'did you mean primary.rate?'],
  ['no such condition', ['--vary', 'floor.joiners=3'], 'has no such number'],
  ['no number', ['--vary', 'rate=ten'], '"ten" is no number'],
  ['no step', ['--vary', 'rate=1..5'], 'a range needs a step'],
  ['a step of zero', ['--vary', 'rate=1..5/0'], 'a step is above zero'],
  ['a range downwards', ['--vary', 'rate=5..1/1'], 'from the lower number to the higher'],
  ['per cent and pounds', ['--vary', 'rate=-5%..5/1'], 'both ends of a range'],
  ['too many numbers', ['--vary', 'rate=1..9000/0.01'], 'take a larger step'],
  ['below zero', ['--vary', 'rate=-5'], 'no number below zero'],
  ['a cap of zero', ['--vary', 'cap=0'], 'nobody would pay'],
  ['parts of a penny', ['--vary', 'cap=0.001'], 'at most 2 decimals'],
  ['twice the same', ['--vary', 'rate=5', '--vary', 'primary.rate=6'], 'varied twice'],
  ['per cent of nothing', ['--vary', 'floor=5%'], 'it has no number today'],
  ['all of it off', ['--vary', 'rate=-100%'], 'would leave nothing'],
  ['another cut', ['--by', 'size'], 'prices go by price, phase, none'],
  ['no limit', ['--limit', 'largest_loss'], 'is no limit'],
  ['no bound', ['--limit', 'largest_loss<='], 'is no limit'],
  ['no number', ['--limit', 'largest_loss<=much'], '"much" is no number'],
  ['no such figure', ['--limit', 'surplas>=0'], 'did you mean surplus?'],
  ['no share', ['--limit', 'surplus>=10%'], 'is no share'],
  ['a share', ['--limit', 'better_off_share>=50'], 'write it in per cent'],
  ['pounds of a number', ['--limit', 'numbers<=£3'], 'no amount of pounds'],
  ['numbers in a scenario', ['--limit', 'numbers@dear<=3'], 'in every scenario'],
  ['no such year', ['--limit', 'surplus:2030>=0'], 'its years are 2018'],
  ['a year of a fee', ['--limit', 'largest_loss:2018<=5%'], 'only a line of the forecast'],
  ['no such constituency', ['--limit', 'better_off_share.heads>=50%'], 'no constituency heads'],
  ['more than all draws', ['--limit', 'surplus>=0 in 11 of 10 draws'], 'is no share of draws'],
  ['no share of draws', ['--limit', 'surplus>=0 in most draws'], 'is no share of draws'],
  ['a fee in draws', ['--limit', 'largest_loss<=10% in 90% of draws'], 'only a line of the forecast is drawn'],
  ['no draws', ['--limit', 'surplus>=0 in 90% of draws', '--draws', '0'], '--draws 0 is no whole number'],
  ['no rows', ['--most', '0'], 'how many rows'],
  ['a file of another kind', ['--write', 'design.txt'], 'end in .yaml'],
  ['a file with a plus', ['--write', 'a+b.yaml'], 'no file of one'],
  ['a row without a file', ['--pick', '2'], 'names the row'],
  ['a row that there is not', ['--write', 'a.yaml', '--pick', '99'], 'there are rows 1 to'],
  ['two scenarios', ['--scenario', 'a', '--scenario', 'b'], 'looks at one model'],
];

test.each(USAGE)('%s is refused: %j', async (_says, options, error) => {
  const { code, err, written } = await play(['design', FILE, ...options], { files: { [FILE]: yamlOf(company) } });
  expect([code, err]).toEqual([2, expect.stringContaining(error)]);
  expect(written.size).toBe(0);
});

test('too many numbers at once, a price list, no tier', async () => {
  const many = Array.from({ length: 16 }, (_, i) => ({ when: { pupils_from: String(i) }, per_pupil: '1' })).map(
    (price, i) => ({
      ...price,
      when: { phase: 'primary', area: `a${i}` },
    }),
  );
  const villages = Object.fromEntries(
    many.map(({ when: { area } }) => [area, { count: '1', phase: 'primary', type: 'community', pupils: '50', area }]),
  );
  const data = put(
    put(company, ['schools', 'groups'], villages),
    ['tiers', 'membership', 'price'],
    [...many, { per_pupil: '2' }],
  );
  const varies = many.flatMap((_, i) => ['--vary', `primary_a${i}.rate=1,2`]);
  const wide = await play(['design', FILE, ...varies], { files: { [FILE]: yamlOf(data) } });
  expect([wide.code, wide.err]).toEqual([2, expect.stringContaining('far more tariffs than can be searched')]);
  expect((await play(['design', 'hep-2018'])).code).toBe(2);
  const none = await play(['design', FILE], { files: { [FILE]: yamlOf(put(company, ['tiers'], undefined)) } });
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('no tier')]);
});

/**
 * The contract is kept in seven draws of ten: then the company has £4,000 to spare beside fees, and else it is £10,000
 * short of them.
 */
const chancy: PlainMap = {
  ...company,
  assumptions: {
    contract: {
      value: '14_000',
      states: { kept: { value: '14_000', probability: '70%' }, lost: { value: '0', probability: '30%' } },
      basis: 'estimate',
    },
  },
  contracts: {
    council: { kind: 'commission', per_year: '=contract', paid: 'monthly', from: '2018-09', to: '2019-08' },
  },
  overheads: { all: { per_year: '20_000' } },
};

test('a limit in a share of draws: what simulate says of the tariff that is written', async () => {
  const draws = ['--draws', '400', '--seed', '3'];
  const limit = (share: string): string[] => [
    ...GRID,
    ...draws,
    '--limit',
    `surplus>=0 in ${share} draws`,
    '--most',
    'all',
  ];
  const kept = await designed(chancy, ...limit('60% of'));
  // Fees of £6,000 and more are enough where the contract is kept, and none of these is where it is lost.
  expect(kept.some(({ id }) => id === 'none')).toBe(false);
  expect((await designed(chancy, ...limit('9 of 10'))).some(({ id }) => id === 'none')).toBe(true);
  const files = { [FILE]: yamlOf(chancy) };
  const { written } = await play(['design', FILE, ...limit('60% of'), '--write', 'found.yaml'], { files });
  const overlaid = { ...files, 'found.yaml': written.get('found.yaml') as string };
  const simulated = await play(['simulate', FILE, '--scenario', 'found.yaml', ...draws, '--format', 'json'], {
    files: overlaid,
  });
  const likely = (JSON.parse(simulated.out).blocks as JsonTable[]).find(({ id }) => id === 'likely') as JsonTable;
  const deficit = Number(likely.rows.find(({ id }) => id === 'surplus')?.cells[1]?.value);
  const best = Number(tableOf(kept, 'limits').rows[0]?.cells[5]?.value);
  expect(best).toBeCloseTo(1 - deficit, 9);
  expect(Math.abs(best - 0.7)).toBeLessThan(0.08);
});

test('a limit in draws is asked of the tariffs alone that meet the others', async () => {
  const blocks = await designed(
    chancy,
    ...GRID,
    '--draws',
    '50',
    '--limit',
    'surplus>=0 in 60% of draws',
    '--limit',
    'largest_loss<=0.5%',
    '--most',
    'all',
  );
  const [drawn, loss] = tableOf(blocks, 'limits').rows;
  const asked = 8 - Number(loss?.cells[2]?.value);
  expect(Number(drawn?.cells[2]?.value)).toBeLessThanOrEqual(asked);
  expect(Number(drawn?.cells[1]?.value)).toBeGreaterThan(0);
});

test('what to relax is told beside a limit in draws, which was not asked of tariffs that miss another', async () => {
  const limits = ['--limit', 'surplus>=1_000_000', '--limit', 'surplus>=-5_000_000 in 1% of draws'];
  const blocks = await designed(chancy, ...GRID, '--draws', '50', ...limits);
  const none = blocks.find(({ id }) => id === 'none');
  expect(none?.kind === 'text' && none.lines[0]).toMatch(
    /^Relax surplus>=1_000_000 to .* meets all the others that are not in draws\.$/,
  );
});

test('a limit in draws is shown with its error, and on draws that the search knew nothing of', async () => {
  const uncertain = put(company, ['assumptions'], { rent: { value: '1_000', range: { low: '0', high: '4_000' } } });
  const files = { [FILE]: yamlOf(put(uncertain, ['overheads', 'hall'], { per_year: '=rent' })) };
  const argv = ['design', FILE, ...GRID, '--limit', 'surplus>=0 in 3 of 10 draws', '--format', 'json'];
  const { out, err } = await play(argv, { files });
  const fresh = (JSON.parse(out) as { blocks: JsonBlock[] }).blocks.find(({ id }) => id === 'fresh') as JsonTable;
  expect(err).toBe('');
  expect(fresh.rows[0]?.cells[0]).toMatchObject({ text: 'as it is' });
  for (const { cells } of fresh.rows) {
    const [searched, error, again, freshError] = cells
      .slice(2)
      .map((cell) => Number((cell as { value?: string } | null)?.value ?? 0));
    expect(searched).toBeGreaterThanOrEqual(0);
    expect(Math.abs((searched as number) - (again as number))).toBeLessThanOrEqual(
      5 * ((error as number) + (freshError as number)) + 1e-9,
    );
    expect(freshError as number).toBeLessThanOrEqual(0.005);
  }
});
