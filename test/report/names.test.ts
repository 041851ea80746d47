import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Block, Report, TreeNode } from '../../src/report/page/report.js';
import { textOf, titleText } from '../../src/report/page/sentence.js';
import { about, FORMS } from '../support/command-lines.js';
import { MARK, namedAlliance } from '../support/named.js';
import { type Played, play, repeating } from '../support/play.js';
import { reportsOf } from '../support/reports.js';
import { inTurn } from '../support/runs.js';
import { sharer } from '../support/sources.js';
import { expectWhole } from '../support/whole-tables.js';

/* What has a name is shown by it, in every command and format. */

const LINES = [...inTurn(FORMS), ['forecast', '--statement', 'all', '--detail', '--scenario', `${MARK}_slow_start`]];

/** All that a person reads of a report: titles, headings, labels, cells and notes. */
function textsOf({ title, basis, blocks }: Report): string[] {
  return [
    titleText(title),
    ...basis.map(textOf),
    ...blocks.flatMap((block) => [titleText(block.title), ...textsIn(block)]),
  ];
}

function textsIn(block: Block): string[] {
  if (block.kind === 'text') return block.lines.map(textOf);
  if (block.kind === 'tree') return labels(block.root);
  const cells = block.rows.flatMap((row) => row.cells.flatMap((cell) => (cell.kind === 'text' ? cell.text : [])));
  return [...block.columns.map(({ heading }) => heading), ...cells, ...block.notes.map(textOf)];
}

const labels = ({ label, parts }: TreeNode): string[] => [label, ...parts.flatMap(labels)];

/** A key may stand where it is typed: in a path, a command line, a reference, the number of an invoice. */
const TYPED = new RegExp(
  `(?:\\b[A-Z]-${MARK}_[\\w-]+|[\\w/.:]+\\.${MARK}_[\\w.]*|--[a-z-]+ [\\w.,=+%]*|=${MARK}_\\w+|buyin .*)`,
  'g',
);
const KEY = new RegExp(`\\b${MARK}[_ ]`);

const disk = namedAlliance();

let stop: () => void;
beforeAll(() => {
  stop = sharer()();
});
afterAll(() => stop());

test('the model with a name for everything holds, and check shows names and no keys', async () => {
  const { err } = await expectNamed(['check']);
  expect(err).toBe('');
});

test.each(LINES.map((argv) => [argv.join(' '), argv] as const))('%s shows names and no keys', async (_, form) => {
  await expectNamed(form);
});

async function expectNamed(form: readonly string[]): Promise<Played> {
  const { reports, played } = await reportsOf(about(form, 'named'), { disk, engine: repeating(200) });
  expect(played.code, played.err).toBeLessThan(2);
  const texts = reports.flatMap(textsOf);
  expect(texts.length).toBeGreaterThan(5);
  const found = texts.filter((text) => KEY.test(text.replace(TYPED, '')));
  expect(found).toEqual([]);
  for (const report of reports) expectWhole(form[0] as string, report);
  return played;
}

test('what nobody typed is not said to come from the command line', async () => {
  for (const argv of [
    ['tiers'],
    ['simulate', '--draws', '40', '--draw', '3'],
    ['explain', 'reserves.closing', '--draw', '3'],
    ['sensitivity'],
    ['assumptions'],
  ]) {
    const { out, err } = await play([argv[0] as string, 'examples/haringey', ...argv.slice(1)]);
    expect(err).toBe('');
    expect(out).not.toContain('command line');
  }
  expect(
    (await play(['explain', 'models/hep-2018.yaml', 'fee', '--school', 'phase=primary,pupils=262'])).out,
  ).toContain('command line');
});
