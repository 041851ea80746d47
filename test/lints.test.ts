import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lints, OTHER_LINTS } from '../src/analysis/index.js';
import { diskAt, type Files } from './support/disk.js';
import { play } from './support/play.js';

/* What lints find: each has a folder with a file that it finds something in, and what is said of it. */

const ROOT = 'test/lints';
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const all = [...lints, ...OTHER_LINTS];
const folders = readdirSync(ROOT).sort();

test('every lint has a folder and a section of the reference, and nothing else has', () => {
  const codes = all.map(({ code }) => code).sort();
  expect(folders).toEqual(codes);
  const reference = readFileSync('docs/lints.md', 'utf8');
  expect([...reference.matchAll(/^## (\S+)$/gm)].map((match) => match[1]).sort()).toEqual(codes);
  for (const { code, summary, severity } of all)
    expect(reference).toContain(`## ${code}\n\nA ${severity}: ${summary}.`);
});

test.each(folders)('what is found of %s', async (folder) => {
  const command = readFileSync(join(ROOT, folder, 'command'), 'utf8').trim();
  const { code, out, err } = await play(command.split(' '), { disk: diskAt(join(ROOT, folder)) });
  const shown = `$ buyin ${command}\n${out}${err}exit code ${code}\n`;
  expect(shown).toContain(folder);
  if (UPDATE) writeFileSync(join(ROOT, folder, 'expected.txt'), shown);
  expect(shown).toBe(readFileSync(join(ROOT, folder, 'expected.txt'), 'utf8'));
});

test('what the file accepts with a reason is told with it, and passes even where checks are strict', async () => {
  const plain = readFileSync(join(ROOT, 'price-inversion', 'prices.yaml'), 'utf8');
  const accepting = `${plain}lints: { accepts: [{ lint: price-inversion, at: tiers.day, because: as published }] }\n`;
  const files: Files = { 'plain.yaml': plain, 'accepting.yaml': accepting };
  expect((await play(['check', 'plain.yaml'], { files })).code).toBe(0);
  expect((await play(['check', 'plain.yaml', '--strict'], { files })).code).toBe(1);
  const { code, out } = await play(['check', 'accepting.yaml', '--strict'], { files, width: 200 });
  expect(code).toBe(0);
  expect(out).toMatch(
    /accepted +price-inversion .*20 days cost £11,000\.00 and 21 days cost £8,778\.00\. Accepted: as published/,
  );
});

test.each([
  ['meetings', 'from: 5', '', 'no fall'],
  ['schools', 'from: 3', '', 'no fall'],
  ['half_days', 'from: 5', '', 'no fall'],
  ['days', 'from: 5', '', '4.75 days cost £475.00 and 5 days cost £400.00'],
  ['hours', 'over: 5', '', '5 hours cost £500.00 and 6 hours cost £480.00'],
  ['pupils', 'from: 5', '', '4.5 pupils cost £450.00 and 5 pupils cost £400.00'],
  ['meetings', 'from: 2.2', '', '2.1 meetings cost £210.00 and 2.2 meetings cost £176.00'],
  ['meetings', 'from: 3', 'blocks: { meetings: 0.5 }, ', '2.5 meetings cost £250.00 and 3 meetings cost £240.00'],
])('%s of a discount %s are numbers that a school can have', async (driver, from, terms, says) => {
  const list = `buyin: 1\nname: Small\n${driver === 'pupils' ? '' : `drivers: [${driver}]\n`}tiers:\n  a: { price: { ${terms}per: { ${driver}: 100 }, discounts: { percent: 20%, of: ${driver}, ${from} } } }\n`;
  const { out } = await play(['check', 'prices.yaml'], { files: { 'prices.yaml': list }, width: 200 });
  expect(/price-inversion +\S+ +(.*?)\s*$/m.exec(out)?.[1] ?? 'no fall').toBe(says);
});

test('what a cliff is can be said', async () => {
  const plain = readFileSync(join(ROOT, 'cliff', 'prices.yaml'), 'utf8');
  const files: Files = { 'a.yaml': `${plain}lints: { cliff: 900 }\n`, 'b.yaml': `${plain}lints: { cliff: 899.99 }\n` };
  expect((await play(['check', 'a.yaml', '--strict'], { files })).code).toBe(0);
  expect((await play(['check', 'b.yaml', '--strict'], { files })).code).toBe(1);
});

// The examples are checked by a page of docs/tour-first-hour.md, which shows no warning.
test('every list that is shipped passes strict checks', async () => {
  const lists = readdirSync('models').flatMap((name) => (name.endsWith('.yaml') ? [`models/${name}`] : []));
  const { code, err } = await play(['check', ...lists, 'test/cases/kinds.yaml', '--strict']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(existsSync('docs/lints.md')).toBe(true);
});

test('a column of pupils far from the calendar, or from all others outside it, is told at its heading', async () => {
  const roll = (column: string): Files => ({
    'model.yaml':
      'buyin: 1\nname: M\nsource: invented\nbasis: illustrative\ncalendar: { starts: 2026-09, years: 3, year_starts: September }\nschools: { file: schools.csv }\ntiers: { core: { price: { per_pupil: 10 }, joins: 50% } }\n',
    'schools.csv': `urn,name,phase,type,trust,pupils_2026,${column}\n900101,Oak,primary,community,,200,210\n`,
  });
  const told = async (column: string): Promise<string | undefined> => {
    const { out } = await play(['check', '.'], { files: roll(column), width: 200 });
    return /far-date +(\S+)/.exec(out)?.[1];
  };
  for (const column of ['pupils_2072', 'pupils_2017', 'pupils_2037'])
    expect(await told(column)).toBe('schools.csv:1:39');
  for (const column of ['pupils_2025', 'pupils_2027', 'pupils_2028', 'pupils_2029', 'trust_2037'])
    expect([column, await told(column)]).toEqual([column, column === 'pupils_2029' ? 'schools.csv:1:39' : undefined]);
});
