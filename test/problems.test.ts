import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Broken, brokenIdentities } from '../src/analysis/index.js';
import { constant, Exact } from '../src/figures/index.js';
import { type ProblemCode, problem, problemCodes } from '../src/language/index.js';
import type { Journal } from '../src/projection/index.js';
import type { Disk } from '../src/reading/index.js';
import { renderProblems } from '../src/render/problems.js';
import { wordsOf } from './support/console.js';
import { diskAt, writerAt } from './support/disk.js';
import { fakeGit } from './support/fake-git.js';
import { projectionOf } from './support/models.js';
import { play } from './support/play.js';

const ROOT = 'test/problems';
const UPDATE = process.env.UPDATE_GOLDEN === '1';
/** What no model can cause: a fault of the program, tested below. */
const OURS: readonly ProblemCode[] = ['identity-broken'];

const folders = readdirSync(ROOT).sort();
const text = (folder: string, name: string): string | undefined => {
  const path = join(ROOT, folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

test('every code of a problem has a folder with a bad model, and every folder is a code', () => {
  expect(folders).toEqual(problemCodes.filter((code) => !OURS.includes(code)).sort());
});

test.each(folders)('what a user is told of %s', async (folder) => {
  const shown = await transcript(folder);
  expect(shown).toContain(`[${folder}]`);
  if (UPDATE) writeFileSync(join(ROOT, folder, 'expected.txt'), shown);
  expect(shown).toBe(text(folder, 'expected.txt'));
});

/** The command line, what it says on stderr, and how it ends. */
async function transcript(folder: string): Promise<string> {
  const root = join(ROOT, folder);
  const command = text(folder, 'command')?.trim() ?? 'check .';
  const git = fakeGit(text(folder, 'git'), {});
  const { code, err } = await play(wordsOf(command), {
    disk: padded(diskAt(root), folder),
    write: writerAt(root),
    ...(git && { git }),
  });
  return `$ buyin ${command}\n${err}exit code ${code}\n`;
}

/**
 * A disk whose files have so many spaces at their end as the folder's `pad` says: nobody wants to keep megabytes of
 * them.
 */
function padded(disk: Disk, folder: string): Disk {
  const pad = text(folder, 'pad');
  if (pad === undefined) return disk;
  const spaces = new Uint8Array(Number(pad)).fill(0x20);
  return {
    ...disk,
    read(path) {
      const bytes = disk.read(path);
      return bytes && new Uint8Array([...bytes, ...spaces]);
    },
  };
}

test('books that do not balance are called a fault of the program, with where and by how much', () => {
  const projection = projectionOf({
    buyin: '1',
    name: 'Small',
    calendar: { starts: '2025-09', years: '1', year_starts: 'September' },
    schools: { named: { oak: { phase: 'primary', type: 'community', pupils: '200' } } },
    tiers: { membership: { price: { per_pupil: '10' }, joins: '100%' } },
  });
  expect(brokenIdentities(projection)).toEqual([]);
  const { journal, model } = projection;
  const amount = constant('money', Exact.one, 'spoilt on purpose');
  const slip = {
    month: model.calendar.first,
    memo: 'a slip',
    postings: [{ account: 'debtors.contract', side: 'debit' as const, amount }],
  };
  const spoilt: Journal = Object.create(journal, { transactions: { value: [...journal.transactions, slip] } });
  const [first, ...more] = brokenIdentities({ ...projection, journal: spoilt });
  expect(first).toEqual({
    identity: 'debits equal credits',
    where: 'a slip, Sep 2025',
    found: '£1.00',
    expected: '£0.00',
  });
  expect(more.map(({ identity }) => identity)).toContain('assets equal liabilities and reserves');
  expect(renderProblems([problem('identity-broken', undefined, first as Broken)], { width: 80, colour: false })).toBe(`\
the books do not balance: debits equal credits in a slip, Sep 2025: £1.00
    against £0.00                                              [identity-broken]
      = this is a fault of the program: please report it with the model

1 problem
`);
});
