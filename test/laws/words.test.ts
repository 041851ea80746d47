import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formats } from '../../src/render/formats.js';
import type { JsonTable } from '../report/answers.js';
import { about, FORMS, OF_ANY } from '../support/command-lines.js';
import type { Files } from '../support/disk.js';
import { calledBy, MARKED_FILES, markedFile } from '../support/marked.js';
import { FILE, models } from '../support/models.js';
import { repeating } from '../support/play.js';
import { reportsOf } from '../support/reports.js';
import { isFull, runs } from '../support/runs.js';

/*
 * Things of a model may be called by words that pages have of their own, such as `total`, `all` or `test`, and by those
 * that every object of JavaScript has: each command ends as it does with other names, with the same figures.
 */

const LINES: readonly (readonly string[])[] = [
  ...FORMS.filter((form) => !form.includes('--with')),
  ['compare', '--grid'],
  ['check'],
  ['schools'],
  ['orders'],
  ['design', '--tier', 'zz_tier_1'],
  ['solve', '--set', 'reserves.opening', '--target', 'reserves.closing>=0'],
  ...['hledger', 'beancount', 'xero', 'sage50'].map((to) => ['export', '--to', to]),
];
/** What is played by default: a page that has words of its own beside names in both ways, and a file for another program. */
const BY_DEFAULT = ['consultation', 'value --by trust --against typical', 'export --to sage50'];
/** How often each command is played with other names. */
const ROUNDS = isFull ? 8 : 4;
/** What chance decides goes by the names of what varies, so that its figures are others. */
const BY_CHANCE = /^(simulate|sustainability|design)|--draws/;
const OF_OBJECTS = ['constructor', 'toString', 'hasOwnProperty'];

const sampled = (lines: readonly (readonly string[])[], byDefault: readonly string[]): typeof lines =>
  isFull ? lines : lines.filter((line) => byDefault.includes(line.join(' ')));
const engine = repeating(40);

interface Page {
  readonly code: number;
  readonly err: string;
  /** Of each table its figures row by row; of a text for another program its amounts. In no order: names have one. */
  readonly figures: readonly string[];
  /** Ids of tables, rows and columns. */
  readonly ids: readonly string[];
}

/** A page in every format, of which no table has one id twice. */
async function paged(line: readonly string[], files: Files): Promise<Page> {
  const { reports, played } = await reportsOf([...line, '--format', 'json'], { files, engine });
  const { code, err, out } = played;
  for (const report of reports)
    for (const load of Object.values(formats))
      expect((await load())(report, { width: 80, colour: false })).not.toBe('');
  if (!out.startsWith('{')) return { code, err, figures: [...(out.match(/\d+\.\d\d\b/g) ?? [])].sort(), ids: [] };
  const { blocks } = JSON.parse(out) as { blocks: readonly Partial<JsonTable>[] };
  const tables = blocks.map(({ id = '', rows = [], columns = [] }) => {
    const ids = [columns, rows].map((all) => all.map((each) => each.id));
    for (const each of ids) expect(new Set(each).size, `${line.join(' ')}: ${each.join(', ')}`).toBe(each.length);
    return { ids: [...ids.flat(), id], rows };
  });
  const figures = tables.flatMap(({ rows }, i) =>
    rows.map(({ cells }) => `${i}: ${cells.map((cell) => cell?.value ?? '').join(' ')}`).sort(),
  );
  return { code, err, figures, ids: tables.flatMap(({ ids }) => ids) };
}

/** Words of ids that are no names of the model. */
const wordsOf = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.flatMap((id) => id.split(/\W+/)).filter((word) => /^[a-z]\w*$/.test(word) && !word.startsWith('zz_'))),
];

async function expectSame(
  form: readonly string[],
  files: Readonly<Record<string, string>>,
  isSame = !BY_CHANCE.test(form.join(' ')),
): Promise<void> {
  const line = about(form, FILE);
  const plain = await paged(line, files);
  expect(plain.code, plain.err).toBe(0);
  const words = [...wordsOf(plain.ids), ...OF_OBJECTS];
  for (let round = 0; round < ROUNDS; round++) {
    const other = calledBy(Object.values(files), words, Math.floor((round * words.length) / ROUNDS));
    const renamed = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, other(text)]));
    const page = await paged(line.map(other), renamed);
    expect(page.code, `${page.err}\n${renamed[FILE]}`).toBe(0);
    if (isSame) expect(page.figures).toEqual(plain.figures);
  }
}

test.each(sampled(LINES, BY_DEFAULT).map((form) => [form.join(' '), form] as const))(
  '%s says the same of things that have words of its own for names',
  async (_, form) => {
    await expectSame(form, MARKED_FILES);
  },
  120_000,
);

const random = fc.sample(models, runs(2, 269));
test.each(
  random.flatMap((data, i) => sampled(OF_ANY, ['price']).map((form) => [form.join(' '), i + 1, form, data] as const)),
)(
  '%s has a page of random model %i with such names',
  async (_, _i, form, data) => {
    // Schools that decide together come to the tiers in the order of their ids, and a penny to which two things have an
    // equal claim goes by ids, so that figures may be others.
    await expectSame(form, { [FILE]: markedFile(data) }, false);
  },
  120_000,
);
