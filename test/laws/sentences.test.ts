import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { register } from '../../src/report/sentences/index.js';
import type { JsonBlock } from '../report/answers.js';
import { BOARD_CLAIMS, holdVerdicts } from '../support/board-sentences.js';
import { CELL_CLAIMS, cellsSaid, holdSides } from '../support/cell-claims.js';
import { unusedLegends } from '../support/legends.js';
import { FILE, models, type PlainMap, put, yamlOf } from '../support/models.js';
import { inScenario } from '../support/plain.js';
import { play } from '../support/play.js';
import { isFull, runs } from '../support/runs.js';
import { withScenarios } from '../support/scenarios.js';
import { CASES } from '../support/sentence-cases.js';
import { CLAIMS, type JsonSentence, mustStand } from '../support/sentences.js';
import { sharingByDefault } from '../support/sources.js';
import { TOLD_CLAIMS } from '../support/told-claims.js';

/* Every sentence that a page prints is true of the figures of that page, for random models and scenarios. */

const PAGES: readonly (readonly string[])[] = [
  ['forecast', '--statement', 'all'],
  ['forecast'],
  ['simulate', '--draws', '24', '--percentiles', '25,50,75'],
  ['break-even'],
  ['break-even', '--by', 'stream'],
  ['break-even', '--by', 'month'],
  ['break-even', '--by', 'coalition'],
  ['tiers'],
  ['price'],
  ['value'],
  ['value', '--by', 'phase'],
  ['sensitivity'],
  ['assumptions'],
  ['services'],
  ['obligations'],
  ['value', '--for-money'],
  ['solve', '--set', 'reserves.opening', '--target', 'reserves.closing>=0'],
];

/** Those that put options and stresses of a model side by side. */
const OF_SCENARIOS: readonly (readonly string[])[] = [
  ['compare'],
  ['sustainability'],
  ['appraise'],
  ['obligations'],
  ['compare', '--grid'],
  ['diff', '--scenario', 'one'],
  ['consultation'],
];

const ALL_CLAIMS = { ...CLAIMS, ...BOARD_CLAIMS, ...TOLD_CLAIMS };

/** The sentences that were held against a page, over all models. */
const held = new Map<string, number>();

function holdCells(argv: readonly string[], cells: ReturnType<typeof cellsSaid>): void {
  for (const { name, place } of cells) {
    const check = CELL_CLAIMS[name];
    if (check === undefined) continue;
    held.set(name, (held.get(name) ?? 0) + 1);
    try {
      check(place);
    } catch (error) {
      throw new Error(`${argv.join(' ')}: ${name} in ${place.table.id}, ${place.rowId}: ${String(error)}`, {
        cause: error,
      });
    }
  }
}

const legends = new Set<string>();

/** Holds all that a page says; what is said in the place of a page where there is none. */
async function holdPage(
  argv: readonly string[],
  data: PlainMap,
  beside: Readonly<Record<string, string>> = {},
): Promise<string> {
  const [command = '', ...rest] = argv;
  const { out, err } = await play([command, FILE, ...rest, '--format', 'json'], {
    files: { [FILE]: yamlOf(data), ...beside },
  });
  // A model for which a command has no page says so: that is a problem, and no sentence.
  if (out === '') return err;
  const { blocks, sentences } = JSON.parse(out) as { blocks: readonly JsonBlock[]; sentences: readonly JsonSentence[] };
  const said = sentences.map(({ name }) => name);
  const scenario = command === 'diff' ? -1 : argv.indexOf('--scenario');
  const told = scenario < 0 ? data : inScenario(data, argv[scenario + 1] as string);
  for (const sentence of sentences) {
    const check = ALL_CLAIMS[sentence.name];
    if (check === undefined) continue;
    held.set(sentence.name, (held.get(sentence.name) ?? 0) + 1);
    try {
      check({ data: told, argv, blocks, sentence, said, beside });
    } catch (error) {
      throw new Error(`${argv.join(' ')}: ${sentence.name} "${sentence.text}": ${String(error)}`, { cause: error });
    }
  }
  holdCells(argv, cellsSaid(data, blocks, sentences));
  holdSides(blocks);
  holdVerdicts(argv, blocks);
  for (const term of unusedLegends(blocks)) legends.add(`${command} ${term}`);
  mustStand(argv, blocks, new Set(said), data);
  return '';
}

test('what a page says is true of its figures', async () => {
  await fc.assert(
    fc.asyncProperty(models, fc.integer({ min: 0, max: PAGES.length - 1 }), (data, first) =>
      sharingByDefault(async () => {
        for (let i = 0; i < 4; i++) await holdPage(PAGES[(first + i * 3) % PAGES.length] as readonly string[], data);
      }),
    ),
    runs(60, 211),
  );
  expect(held.size).toBeGreaterThan(20);
});

test('what a page of scenarios says is true of its figures', async () => {
  await fc.assert(
    fc.asyncProperty(withScenarios, fc.nat(OF_SCENARIOS.length - 1), (data, first) =>
      sharingByDefault(async () => {
        for (let i = 0; i < 2; i++)
          await holdPage(OF_SCENARIOS[(first + i * 2) % OF_SCENARIOS.length] as readonly string[], data);
        const name = Object.keys(data.scenarios ?? {}).at(-1);
        if (name !== undefined) await holdPage(['forecast', '--scenario', name], data);
      }),
    ),
    runs(40, 212),
  );
});

/** A company of two posts, of which one is short: what its days are said to do. */
const short = (post: PlainMap): PlainMap => ({
  buyin: '1',
  name: 'Short',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: { groups: { p: { count: '10', phase: 'primary', type: 'community', pupils: '300' } } },
  tiers: { m: { price: { flat: '1_000' }, joins: '100%' } },
  services: {
    clerking: {
      kind: 'traded',
      unit: 'meeting',
      price: '300',
      delivery: { by: 'clerk', days: '1' },
      demand: { per_member: '10' },
    },
  },
  staff: {
    clerk: { fte: '0.1', salary: '30_000', on_costs: '30%', days: '200', chargeable: '80%', ...post },
    adviser: {
      fte: '1',
      salary: '30_000',
      on_costs: '30%',
      days: '200',
      chargeable: '80%',
      when_short: { associates: '450' },
    },
  },
  reserves: { opening: '0' },
});

test.each([
  ['all is delivered without when_short', short({}), 'books.shortAndDelivered', '30000.00'],
  ['what is not met earns nothing', short({ when_short: 'unmet' }), 'books.shortAndUnmet', '4800.00'],
  ['associates deliver', short({ when_short: { associates: '450' } }), 'books.associates', '30000.00'],
])('%s', async (_, data, name, traded) => {
  const { out, err } = await play(['forecast', FILE, '--statement', 'all', '--format', 'json'], {
    files: { [FILE]: yamlOf(data) },
  });
  expect(err).toBe('');
  const { blocks, sentences } = JSON.parse(out) as { blocks: readonly JsonBlock[]; sentences: readonly JsonSentence[] };
  expect(sentences.filter((each) => /^books\.(short|associates)/.test(each.name)).map((each) => each.name)).toEqual([
    name,
  ]);
  const income = blocks.find(({ id }) => id === 'income');
  expect(income?.kind === 'table' && income.rows.find(({ id }) => id === 'income.traded')?.cells[1]?.value).toBe(
    traded,
  );
  await holdPage(['forecast', '--statement', 'all'], data);
});

test('a correlation that is stated and the one that decisions then have are both named', async () => {
  const data = put(short({}), ['uncertainty'], { correlation: '20%' });
  const chancy = put(data, ['tiers', 'm', 'joins'], '50%');
  const { out } = await play(['simulate', FILE, '--draws', '20', '--format', 'json'], {
    files: { [FILE]: yamlOf(chancy) },
  });
  const { sentences } = JSON.parse(out) as { sentences: readonly JsonSentence[] };
  const found = sentences.find(({ name }) => name === 'chance.correlated');
  // Sheppard: two over pi times the arc sine of 0.2.
  expect(found?.amounts.map(({ value }) => Number(value))).toEqual([0.2, 0.128188]);
});

/** What closes a line of a working, held by opening it. */
const WORKINGS = ['workings.opens', 'workings.above', 'workings.below', 'workings.more'];

test('what closes a line of a working is so', async () => {
  const { data } = CASES.find(({ argv }) => argv[0] === 'forecast') as (typeof CASES)[number];
  const lines = async (figure: string, ...rest: readonly string[]): Promise<readonly string[]> => {
    const argv = ['explain', FILE, figure, '--year', '2026', '--format', 'markdown', ...rest];
    const { out, err } = await play(argv, {
      files: { [FILE]: yamlOf({ ...data, overheads: { rent: { per_year: '9_000' } } }) },
    });
    expect(err).toBe('');
    return out.split('\n').filter((line) => /^ *- /.test(line));
  };
  for (const figure of ['reserves.closing', 'income', 'margin_of_safety']) {
    const shown = await lines(figure);
    for (const line of shown) {
      const [, label = '', depth = ''] = /^ *- (.*?) \(--depth (\d+) opens it\)/.exec(line) ?? [];
      if (depth === '') continue;
      const deeper = await lines(figure, '--depth', depth);
      const at = deeper.findIndex((each) => each.includes(label) && !each.includes('opens it'));
      expect(at, line).toBeGreaterThanOrEqual(0);
      expect(deeper.length).toBeGreaterThan(shown.filter((each) => !each.includes('opens it')).length);
    }
    const all = await lines(figure, '--depth', 'all');
    all.forEach((line, i) => {
      const [, label = '', where] = /^ *- (.*?) \(as (above|below)\)/.exec(line) ?? [];
      if (where === undefined) return;
      const others = where === 'above' ? all.slice(0, i) : all.slice(i + 1);
      const own = label.replace(/^\*\*\S+\*\* (less )?/, '').replace(/: [^:]*$/, '');
      expect(
        others.some((each) => each.includes(own) && !/\(as (above|below)\)/.test(each)),
        line,
      ).toBe(true);
    });
    for (const line of shown) {
      const [, rest, depth = ''] = /- \S+ (?:less )?(\d+) more \(--depth (\d+) shows each\)/.exec(line) ?? [];
      if (rest !== undefined)
        expect((await lines(figure, '--depth', depth)).some((each) => /more \(--depth/.test(each))).toBe(false);
    }
  }
});

test('the register says of each sentence what holds it, and laws hold those that they are said to hold', () => {
  const all = register.flatMap(({ name, entries }) =>
    Object.entries(entries).map(([id, { held: by }]) => ({ name: `${name}.${id}`, by })),
  );
  expect(
    all
      .filter(({ by }) => by === 'law')
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...Object.keys(ALL_CLAIMS), ...Object.keys(CELL_CLAIMS), ...WORKINGS].sort());
  expect(all.length).toBeGreaterThan(250);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  const many = (is: (by: unknown) => boolean): number => all.filter(({ by }) => is(by)).length;
  const counts = [
    many((by) => by === 'law'),
    many((by) => typeof by === 'object'),
    many((by) => by === 'method'),
    all.length,
  ];
  const quality = readFileSync('docs/quality.md', 'utf8');
  const told = [
    ...quality.matchAll(/\| (?:held by a law|with a reason why not|explains the program|in all) \| (\d+) \|/g),
  ].map(([, count]) => Number(count));
  expect(told).toEqual(counts);
  for (const { by, name } of all) if (typeof by === 'object') expect(by.reason.length, name).toBeGreaterThan(15);
});

test.each(CASES)('what stands on a page of its own case: $argv', async ({ argv, data, beside }) => {
  expect(await holdPage(argv, data, beside)).toBe('');
});

test.runIf(isFull)('every sentence that a law holds was met', () => {
  expect([...Object.keys(ALL_CLAIMS), ...Object.keys(CELL_CLAIMS)].filter((name) => !held.has(name))).toEqual([]);
});

test('what a note explains stands in its table', () => {
  expect([...legends]).toEqual([]);
});
