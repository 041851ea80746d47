import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../src/cli/commands.js';
import { blockKeys, blockWords } from '../src/language/index.js';
import '../src/model/index.js';
import { play } from './support/play.js';
import { fenced, onCore, pages, type ReferenceModel, referenceModels } from './support/reference.js';

/* The pages of the language: their tables are made of the words that stand beside the keys, and their examples run. */

const UPDATE = process.env.UPDATE_GOLDEN === '1';
const TABLE = /^<!-- keys: ([^|>]+?)(?: \| ([^>]*?))? -->\n(?:\n?\|.*\n)*/gm;

interface Said {
  readonly page: string;
  readonly block: string;
  /** The keys that are named, of a block that is told in part. */
  readonly some: readonly string[] | undefined;
}

const said: readonly Said[] = [...pages].flatMap(([page, text]) =>
  [...text.matchAll(TABLE)].map(([, block = '', some]) => ({ page, block, some: some?.split(', ') })),
);

/** The table of a block: keys that mean the same, one after the other, in one row. */
function tableOf(block: string, some?: readonly string[]): string {
  const words = blockWords().get(block);
  if (words === undefined) throw new Error(`there is no block "${block}"`);
  const rows: { keys: string[]; means: string }[] = [];
  for (const key of some ?? blockKeys().get(block) ?? []) {
    const means = words.get(key);
    if (means === undefined) throw new Error(`${block} has no key "${key}"`);
    const last = rows[rows.length - 1];
    if (last?.means === means) last.keys.push(key);
    else rows.push({ keys: [key], means });
  }
  return [
    '| key | meaning |',
    '| --- | --- |',
    ...rows.map(({ keys, means }) => `| ${keys.map((key) => `\`${key}\``).join(', ')} | ${means} |`),
  ].join('\n');
}

function withTables(text: string): string {
  return text.replace(TABLE, (_, block: string, some?: string) => {
    const marker = `<!-- keys: ${block}${some === undefined ? '' : ` | ${some}`} -->`;
    return `${marker}\n\n${tableOf(block, some?.split(', '))}\n`;
  });
}

test.each([...pages])('the tables of the page %s say what the program does', (page, text) => {
  const made = withTables(text);
  if (UPDATE && made !== text) writeFileSync(`docs/language/${page}.md`, made);
  else expect(text).toBe(made);
});

test('every block has one page, and the page of each is named once', () => {
  const whole = said.filter(({ some }) => some === undefined).map(({ block }) => block);
  expect([...whole].sort()).toEqual([...blockKeys().keys()].sort());
});

describe('each key says what it means, in words that begin small and end without a stop:', () => {
  test.each([...blockKeys()])('%s', (block, keys) => {
    const words = blockWords().get(block);
    expect([...(words?.keys() ?? [])].sort()).toEqual([...keys].sort());
    for (const [key, means] of words ?? []) expect(means, `${block}: ${key}`).toMatch(/^[^A-Z](.*[^.])?$|^HM |^£/s);
  });
});

async function holds({ text, files }: Pick<ReferenceModel, 'text' | 'files'>): Promise<void> {
  const { code, err } = await play(['check', 'model.yaml', '--only', 'balance'], {
    files: { 'model.yaml': text, ...files },
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
}

test.each(referenceModels.map((model) => [model.name, model] as const))('the example of %s holds', (_, model) =>
  holds(model),
);

/** The keys of a document, at every level. */
function keysIn(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  const below = Object.values(data).flatMap(keysIn);
  return Array.isArray(data) ? below : [...Object.keys(data), ...below];
}

/** Phases that no example has a school of. */
const PHASES = ['nursery', 'all_through', 'special', 'alternative', 'sixteen_plus', 'fe'];

test.each([...pages.keys()].filter((page) => said.some((each) => each.page === page)))(
  'the examples of the page %s use every key that it tells',
  (page) => {
    const examples = page === 'price-lists' ? ['price-lists', 'prices'] : [page];
    const of = referenceModels.filter((model) => examples.includes(model.page));
    const used = new Set(of.flatMap(({ text }) => keysIn(parse(text))));
    const unused = said
      .filter((each) => each.page === page)
      .flatMap(({ block, some }) =>
        (some ?? blockKeys().get(block) ?? []).filter((key) => !used.has(key)).map((key) => `${block}: ${key}`),
      );
    const phases = ['joins', 'changes of the roll'].flatMap((block) => PHASES.map((phase) => `${block}: ${phase}`));
    // The parts of a model are the other pages' examples.
    expect(
      unused.filter((name) => !phases.includes(name) && !(page === 'model' && name.startsWith('the model: '))),
    ).toEqual([]);
  },
);

/** What stands below these is named by whoever writes the model. */
const BY_ID = new Set([
  'assumptions',
  'groups',
  'tiers',
  'services',
  'contracts',
  'staff',
  'overheads',
  'scenarios',
  'checks',
  'includes',
  'per',
  'when',
]);

/** The keys of a model that are the language's own. */
function ownKeys(node: unknown, within?: string): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => ownKeys(each));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, below]) =>
    within !== undefined && BY_ID.has(within) ? ownKeys(below) : [key, ...ownKeys(below, key)],
  );
}

test('the core is at most sixty keys, and its model and those that init begins use these and no other', async () => {
  const core = new Set([...said.filter(({ page }) => page === 'core').flatMap(({ some }) => some ?? []), 'because']);
  expect(core.size).toBeLessThanOrEqual(60);
  const begun = await play(['init', 'new', '--yes', '--schools', 'primary=9,secondary=2,special=1'], { files: {} });
  for (const model of [fenced('core', 'yaml model')[0] as string, begun.written.get('new/model.yaml') as string])
    expect(ownKeys(parse(model)).filter((key) => !core.has(key))).toEqual([]);
});

test('what a user has to learn is counted in docs/quality.md', () => {
  const keys = [...blockKeys()];
  const flags = commands.flatMap(({ options }) => options.map(({ flags: said }) => /--[a-z-]+/.exec(said)?.[0]));
  const counts = [new Set(keys.flatMap(([, each]) => each)).size, keys.length, commands.length, new Set(flags).size];
  const rows = [...readFileSync('docs/quality.md', 'utf8').matchAll(/^\| \d+\.\d+\.\d+ \| ([\d |]+) \|$/gm)].map(
    ([, row = '']) => row,
  );
  expect(rows[rows.length - 1]).toBe(counts.join(' | '));
});

test('each decision has a number of its own', () => {
  const numbers = readdirSync('docs/decisions').map((file) => /^(\d{3})-[a-z-]+\.md$/.exec(file)?.[1] ?? file);
  expect(numbers.filter((number, i) => numbers.indexOf(number) !== i || number.length !== 3)).toEqual([]);
});

test('every phrase of the field leads to a heading that there is', () => {
  const anchors = new Map(
    [...pages].map(
      ([page, text]) =>
        [page, new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchorOf(title)))] as const,
    ),
  );
  const lost = [...pages].flatMap(([page, text]) =>
    [...text.matchAll(/\]\(([a-z-]*)(?:\.md)?(?:#([^)]*))?\)/g)]
      .filter(([, to = '', at]) => at !== undefined && anchors.get(to === '' ? page : to)?.has(at) !== true)
      .map(([link]) => `${page}: ${link}`),
  );
  expect(lost).toEqual([]);
});

test('every phrase of the field leads to keys that there are, and stands in the order of the alphabet', () => {
  const rows = [...(pages.get('phrases') ?? '').matchAll(/^\| (?!phrase |---)(.*?) \| (.*) \|$/gm)];
  const keys = new Set([...blockKeys().values()].flat());
  // Attributes that a list declares, in examples, and values of keys.
  const others = new Set(['early', 'in_trust', 'plan', 'schools', 'services', 'slab', 'graduated']);
  const lost = rows.flatMap(([, , said = '']) =>
    [...said.matchAll(/`([a-z_]+)`|`([a-z_]+):/g)]
      .map(([, alone, before]) => alone ?? before ?? '')
      .filter((word) => !keys.has(word) && !others.has(word)),
  );
  expect(lost).toEqual([]);
  const phrases = rows.map(([, phrase = '']) => phrase.toLowerCase().replace(/[^a-z0-9 ]/g, ''));
  expect(phrases).toEqual([...phrases].sort());
});

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');

const schools = referenceModels.find(({ page }) => page === 'schools') as ReferenceModel;

test.each(fenced('scenarios', 'yaml scenarios schools'))(
  'scenarios of schools are scenarios of the model of the page on schools: %#',
  (scenarios) => {
    const own = `scenarios:\n${scenarios.replace(/^(?=.)/gm, '  ')}`;
    return holds({ text: onCore([...fenced('schools', 'yaml part'), own]), files: schools.files });
  },
);

test.each(fenced('scenarios', 'yaml scenarios'))(
  'scenarios of the reference are scenarios of the core: %#',
  (scenarios) => holds({ text: onCore([`scenarios:\n${scenarios.replace(/^(?=.)/gm, '  ')}`]), files: {} }),
);
