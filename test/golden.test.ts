import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../src/analysis/simulation/index.js';
import { commands } from '../src/cli/commands.js';
import { formats } from '../src/render/formats.js';
import type { Report } from '../src/report/page/report.js';
import type { JsonBlock, JsonCell } from './report/answers.js';
import { ALLIANCE_PAGES, type CommandLine, commandLines, documents } from './support/command-lines.js';
import { matches, rewritten } from './support/console.js';
import { diskOf } from './support/disk.js';
import { askedAlone, asker, asking, cellsOf, oneOfEach } from './support/explained.js';
import { ioOf, type Played, play, repeating } from './support/play.js';
import { reportsOf } from './support/reports.js';
import { isFull } from './support/runs.js';
import { sharer } from './support/sources.js';
import { PoundsShown } from './support/whole-pounds.js';
import { expectWhole } from './support/whole-tables.js';

/*
 * What people see: every command line that a document shows, that help suggests, and every command in every form on the
 * examples. Each is played once, in a folder with nothing in it, as for whoever has just installed the program, and
 * everything that must hold of its page is held of it.
 */

const UPDATE = process.env.UPDATE_GOLDEN !== undefined;
const lines = commandLines();
/** What was played, by what was typed; with UPDATE_GOLDEN it is written into the documents. */
const actual = new Map<string, string>();
/** What the pages of each model have shown in pounds. */
const pounds = new Map<string, PoundsShown>();
const ask = asker(ioOf());

/**
 * By default pages of one model find what the pages before them read, and with LAWS=full each reads it by itself. So it
 * does where a model was begun for its page alone, and for a design, which leaves its model slow to be asked again.
 */
const share = sharer();
let stop: (() => void) | undefined;
function shareFrom({ argv: [name], begunBy }: CommandLine): void {
  if (name === 'design' || begunBy !== undefined) {
    stop?.();
    stop = undefined;
  } else if (!isFull) stop ??= share();
}
afterAll(() => stop?.());

/**
 * Where no page holds what chance says, and `explain` is not asked for it either, a few draws that are repeated make a
 * page like any other: by default they are enough.
 */
const FEW = { engine: repeating(500) };
const engineFor = ({ shownIn, isExplained }: CommandLine): { readonly engine?: Engine } =>
  isFull || shownIn.length > 0 || isExplained ? {} : FEW;

/** Texts for other programs, which are no reports. */
const isText = ({ argv: [name], line }: CommandLine): boolean =>
  ['complete', 'import', 'init', 'schema'].includes(name ?? '') || line.includes('--to hledger');

/** The model that a command line is about: with what it sets, and in the draw that it looks at. */
function modelOf([, model = '', ...rest]: readonly string[]): string {
  const own = rest.flatMap((word, i) => (['--set', '--draw'].includes(rest[i - 1] ?? '') ? word : []));
  return [model, ...own].join(' ');
}

afterAll(() => {
  if (!UPDATE) return;
  // A stretch that is no longer found leaves its own document as it was, and no other.
  const faults = documents.flatMap(({ path, text, blocks }) => {
    const now = blocks.map(({ command, expected }) => actual.get(command) ?? expected);
    try {
      writeFileSync(path, rewritten(text, blocks, now));
      return [];
    } catch (error) {
      return `${path}: ${(error as Error).message}`;
    }
  });
  expect(faults).toEqual([]);
});

/** The cells of a report, as programs read it. */
async function cellsIn(report: Report): Promise<readonly JsonCell[]> {
  const text = (await formats.json())(report, { width: 120, colour: false });
  return cellsOf((JSON.parse(text) as { blocks: readonly JsonBlock[] }).blocks);
}

/** Commands of chance, whose numbers are figures of no one model. */
const OF_CHANCE = ['simulate', 'sustainability'];

/**
 * A number of every kind: one by a command line of its own, as is every number of a price list, which has nothing to
 * play through.
 */
async function expectExplained(model: string, report: Report): Promise<void> {
  const figures = (await cellsIn(report)).filter(({ figure }) => figure !== undefined);
  expect(figures.length).toBeGreaterThan(2);
  for (const [i, { figure = {}, value, unit }] of oneOfEach(figures).entries()) {
    const line = asking(model, figure);
    expect(i === 0 || model.endsWith('.yaml') ? await askedAlone(line) : ask(model, figure), line.join(' ')).toEqual({
      value,
      unit,
    });
  }
}

describe.each(lines.map((each) => [each.line, each] as const))('buyin %s', (_, each) => {
  const [command = '', model = ''] = each.argv;
  let report: Report | undefined;
  let played: Played;
  beforeAll(async () => {
    shareFrom(each);
    const begun = each.begunBy === undefined ? {} : (await play(each.begunBy, { files: {} })).files;
    const all = await reportsOf(each.argv, { disk: diskOf(begun), ...engineFor(each) });
    [report] = all.reports;
    played = all.played;
  });
  afterAll(() => {
    report = undefined;
  });

  test('is a page whose tables are whole, fit, and show one figure as the same pounds as other pages', () => {
    expect(played.out + played.err + [...played.written.values()].join('')).not.toBe('');
    expect(played.err).not.toContain('fault of buyin');
    // An example without answers of schools has nothing to say of a consultation.
    expect(report === undefined).toBe(played.code === 2 || isText(each));
    if (report === undefined) return;
    expectWhole(command, report);
    const asked = modelOf(each.argv);
    const shown = pounds.get(asked) ?? new PoundsShown();
    pounds.set(asked, shown);
    shown.hold(each.line, report);
  });

  test.each(each.shownIn.map((shown) => [shown.path, shown] as const))(
    'is as %s shows it',
    (__, { command: typed, expected }) => {
      const text = played.out + played.err;
      actual.set(typed, text);
      if (!UPDATE && !matches(expected, text)) expect(text).toBe(expected);
    },
  );

  if (each.isHelp)
    test('ends well, as help suggests it', () => {
      expect(played.code).toBe(0);
      expect(played.out.length + [...played.written.values()].join('').length).toBeGreaterThan(80);
    });

  if (OF_CHANCE.includes(command))
    test('has numbers each of which leads to explain, or says how it was found', async () => {
      if (report === undefined) return;
      const cells = (await cellsIn(report)).filter(({ value }) => value !== undefined);
      expect(cells.length).toBeGreaterThan(0);
      expect(cells.filter(({ figure, derived }) => (figure === undefined) === (derived === undefined))).toEqual([]);
      expect(cells.filter(({ derived }) => derived?.says.trim() === '')).toEqual([]);
    });

  if (each.isExplained)
    test('has numbers that are what explain says of them', async () => {
      await expectExplained(model, report as Report);
    });
});

test('pages of a model show its figures again and again', () => {
  for (const name of ['alliance', 'borough', 'haringey'])
    expect(pounds.get(`examples/${name}`)?.again, name).toBeGreaterThan(50);
});

test('the README has a forecast, a scenario and an error on at most 200 lines', () => {
  const readme = documents.find(({ path }) => path === 'README.md');
  expect(readme?.blocks).toHaveLength(3);
  expect(readme?.text.split('\n').length).toBeLessThanOrEqual(200);
});

test('every command that looks at a model has a page of the alliance', () => {
  const shown = new Set(
    documents.flatMap(({ path, blocks }) =>
      path === ALLIANCE_PAGES ? blocks.map(({ command }) => command.split(' ')[1]) : [],
    ),
  );
  const all = commands.flatMap(({ name }) =>
    ['complete', 'import', 'init', 'orders', 'schema'].includes(name) ? [] : name,
  );
  expect(all.filter((name) => !shown.has(name))).toEqual([]);
  expect(all.length).toBeGreaterThan(15);
});
