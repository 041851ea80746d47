import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asking, cellsOf, rootOf } from '../support/explained.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { inTurn } from '../support/runs.js';
import { sharer, sharingByDefault } from '../support/sources.js';
import { blocksOf, type JsonBlock, type JsonNode, said } from './answers.js';

/* What explain says of a number, and the lines of the files that it rests on. Numbers of reports are held against it in test/golden.test.ts. */

const HARINGEY = 'examples/haringey';
const BOROUGH = 'examples/borough';

test('each of several crossings is what explain says of it, and so is a school of the model', async () => {
  const model: PlainMap = {
    buyin: '1',
    name: 'Steps',
    calendar: { starts: '2018-09', years: '2', year_starts: 'September' },
    schools: {
      groups: {
        school: {
          count: '200',
          phase: 'primary',
          type: 'academy',
          pupils: '250',
          pays_now: '4_000',
          budget: '1_000_000',
        },
      },
    },
    tiers: { gold: { price: { per_pupil: '19' }, joins: '60%' }, silver: { price: { flat: '100' }, joins: '0%' } },
    overheads: {
      fixed: { per_year: '150_000' },
      teams: { per_year: '60_000', step: { for_each: '5_000', of: 'pupils' } },
    },
  };
  const options = { files: { [FILE]: yamlOf(model) } };
  for (const command of ['break-even', 'price']) {
    const figures = cellsOf(await blocksOf([command, FILE], options)).filter(({ figure }) => figure !== undefined);
    if (command === 'break-even')
      expect(figures.filter(({ figure }) => figure?.figure === 'break_even.pupils.2')).toHaveLength(2);
    for (const cell of figures) {
      const { amount } = rootOf(await blocksOf(asking(FILE, cell.figure ?? {}), options));
      expect(amount, JSON.stringify(cell.figure)).toEqual({ value: cell.value, unit: cell.unit });
    }
  }
});

/** What is asked of the examples finds what was read before it. */
const share = sharer();
const shared = (argv: readonly string[]): Promise<readonly JsonBlock[]> =>
  sharingByDefault(() => blocksOf(argv), share);

const leavesOf = (node: JsonNode): JsonNode[] => (node.parts.length === 0 ? [node] : node.parts.flatMap(leavesOf));

const files = new Map<string, string[]>();
function lineOf(file: string, line: number): string {
  const lines = files.get(file) ?? readFileSync(file, 'utf8').split('\n');
  files.set(file, lines);
  return lines[line - 1] ?? '';
}

describe('every input of a working stands where it says, as it says', () => {
  test.each(
    [
      ['explain', HARINGEY, 'reserves.closing', '--year', '2022', '--depth', 'all'],
      ['explain', HARINGEY, 'reserves.headroom', '--year', '2019', '--scenario', 'bad_year', '--depth', 'all'],
      ['explain', HARINGEY, 'fee', '--school', 'special', '--depth', 'all'],
      ['explain', HARINGEY, 'break_even.members', '--depth', 'all'],
      ['explain', HARINGEY, 'bridge.volume', '--year', '2022', '--scenario', 'low_buy_in', '--depth', 'all'],
      ['explain', BOROUGH, 'reserves.closing', '--year', '2028', '--depth', 'all'],
      ['explain', BOROUGH, 'cash.lowest', '--month', '2027-03', '--scenario', 'everything_at_once', '--depth', 'all'],
      ['explain', BOROUGH, 'fee.share_of_budget', '--school', '900004', '--depth', 'all'],
    ].map((argv) => [argv.join(' '), argv] as const),
  )('%s', async (_, argv) => {
    const leaves = leavesOf(rootOf(await shared(argv)));
    const placed = leaves.filter(({ place }) => place !== undefined);
    expect(placed.length).toBeGreaterThan(0);
    for (const { place, source } of placed) {
      const [, file = '', line = '', column = ''] = /^(.+):(\d+):(\d+)$/.exec(place as string) ?? [];
      const written = /\(written (.*)\)$/.exec(source as string)?.[1] as string;
      const here = lineOf(file, Number(line)).slice(Number(column) - 1);
      expect(
        [written, `"${written}`, `'${written}`].some((text) => here.startsWith(text)),
        `${place} ${written}`,
      ).toBe(true);
    }
    // What is no input says why it is what it is, and was told in full above where it comes a second time.
    for (const { label } of leaves.filter(({ place }) => place === undefined)) expect(label.trim()).not.toBe('');
  });
});

test('what the command line sets is an input of the command line', async () => {
  const root = rootOf(
    await blocksOf([
      'explain',
      HARINGEY,
      'fee',
      '--school',
      'special',
      '--set',
      'tiers.membership.price.0.per_pupil=21',
      '--depth',
      'all',
    ]),
  );
  expect(root.amount?.value).toBe('2100.00');
  const rate = leavesOf(root).find(({ label }) => label.endsWith('per_pupil'));
  expect(rate?.place).toContain('--set');
  expect(rate?.source).toBe('command line: --set tiers.membership.price.0.per_pupil=21 (written 21)');
});

describe('the first line says how the figure is made', () => {
  const SCHOOL = ['--school', 'phase=primary,pupils=700', '--tier', 'membership'];
  test.each([
    [['fee', ...SCHOOL], 'fee of a school with phase=primary, pupils=700: the smaller of'],
    [
      ['fee.per_pupil', ...SCHOOL],
      'fee of a school with phase=primary, pupils=700 per pupil: the first divided by the second',
    ],
    [['surplus', '--year', '2018'], 'surplus, 2018-19: the sum of, less'],
    [
      ['school.budget', '--school', 'phase=primary,budget=5_000'],
      'school.budget in 2018 of phase=primary,budget=5_000: budget',
    ],
    [['school.count', '--school', 'phase=primary'], 'school.count in 2018 of phase=primary: one school'],
  ])('%j', async (argv, label) => {
    expect(rootOf(await shared(['explain', HARINGEY, ...argv])).label).toBe(label);
  });
});

test('a number is told to its last digit where its digits end, and what does not end is cut by a rule that the page states', async () => {
  const model: PlainMap = {
    buyin: '1',
    name: 'Digits',
    calendar: { starts: '2026-09', years: '9', year_starts: 'September' },
    schools: {
      roll_change: '-1.37%',
      named: {
        a: { phase: 'primary', type: 'academy', pupils: '211.5' },
        b: { phase: 'primary', type: 'academy', pupils: '300', pays_now: '700' },
      },
    },
    tiers: { core: { price: { per_pupil: '19.375' }, joins: '92.5%' } },
  };
  const options = { files: { [FILE]: yamlOf(model) } };
  // 92.5% of 511.5 pupils, and 1.37% fewer in each of eight years.
  const digits = String(925n * 5115n * 9863n ** 8n);
  const pupils = `${digits.slice(0, -36)}.${digits.slice(-36)}`.replace(/0+$/, '');
  const asked = ['explain', FILE, 'pupils', '--year', '2034'];
  expect(rootOf(await blocksOf(asked, options)).amount?.value).toBe(pupils);
  const page = await said(asked, options);
  expect(page).toContain(pupils);
  expect(page).toContain('92.5%');
  expect(page).not.toContain('…');
  expect(await said(['forecast', FILE, '--format', 'csv'], options)).toContain(`,${pupils}\r\n`);

  const perPupil = [
    'explain',
    FILE,
    'fee.per_pupil',
    '--school',
    'phase=primary,type=academy,pupils=300',
    '--set',
    'tiers.core.price.per_pupil=19.376666',
  ];
  const ratio = ['explain', FILE, 'fee.per_pupil', '--school', 'phase=primary,type=academy,pupils=7'];
  expect(await said(perPupil, options)).toContain('£19.376666 ');
  expect(await said(ratio, options)).toMatch(
    /^All digits are shown; … stands for those that have no end\.$[\s\S]*^ *£19\.3757… /m,
  );
  expect(rootOf(await blocksOf(ratio, options)).amount?.value).toBe('19.375714285714');
});

describe('a page opens a working level by level', () => {
  const CASES: readonly (readonly string[])[] = [
    ['reserves.closing', '--year', '2029'],
    ['income.membership'],
    ['cost.staff', '--year', '2028'],
    ['bridge.tiers', '--year', '2029', '--scenario', 'core_only'],
  ];
  const treeIn = (out: string): string[] =>
    out
      .slice(out.lastIndexOf('\n\n'))
      .split('\n')
      .filter((line) => line !== '');

  test.each(inTurn(CASES).map((argv) => [argv.join(' '), argv] as const))(
    '%s fits two screens, and each closed line opens with the depth that it names',
    async (_, argv) => {
      const page = (...more: readonly string[]): Promise<string> =>
        sharingByDefault(() => said(['explain', 'examples/alliance', ...argv, ...more], { width: 300 }), share);
      const out = await page();
      expect(treeIn(out).length).toBeLessThan(60);
      const closed = [...out.matchAll(/^(.*?)(?:├─|└─) *(.*) \(--depth (\d+) (opens it|shows each)\)$/gm)];
      expect(closed.length).toBeGreaterThan(0);
      const depths = [...new Set(closed.map(([, , , depth]) => Number(depth)))];
      for (const depth of depths.slice(0, 2)) {
        const deeper = await page('--depth', String(depth));
        for (const [, , label, at, what] of closed.filter((each) => Number(each[3]) === depth)) {
          if (what === 'opens it')
            expect(deeper, label).toMatch(new RegExp(`${escaped(label as string)}(?: \\(as (?:above|below)\\))?\\n`));
          expect(deeper, label).not.toContain(`${label} (--depth ${at} `);
        }
      }
    },
  );

  test('programs get all of it, however deep the page goes', async () => {
    const shallow = await shared(['explain', 'examples/alliance', 'income.membership']);
    for (const depth of ['1', 'all'])
      expect(await shared(['explain', 'examples/alliance', 'income.membership', '--depth', depth])).toEqual(shallow);
    expect(JSON.stringify(shallow)).not.toContain('--depth');
  });

  test('a depth is a number of levels or all', async () => {
    for (const depth of ['0', '-1', 'deep', '1.5'])
      expect((await play(['explain', HARINGEY, 'surplus', `--depth=${depth}`])).code).toBe(2);
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
