import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenIdentities } from '../src/analysis/index.js';
import { constant, Exact } from '../src/figures/index.js';
import { type ProblemCode, problemCodes } from '../src/language/index.js';
import type { Disk } from '../src/reading/index.js';
import { diskAt, writerAt } from './support/disk.js';
import { modelOf } from './support/models.js';
import { play } from './support/play.js';

const ROOT = 'test/problems';
const UPDATE = process.env.UPDATE_GOLDEN === '1';
/** What no model can cause: a fault of the program, tested below. */
const OURS: readonly ProblemCode[] = ['identity-broken'];

const folders = readdirSync(ROOT);
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
  const { code, err } = await play(command.split(' '), { disk: padded(diskAt(root), folder), write: writerAt(root) });
  return `$ buyin ${command}\n${err}exit code ${code}\n`;
}

/** A disk whose files have so many spaces at their end as the folder's `pad` says: nobody wants to keep megabytes of them. */
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
