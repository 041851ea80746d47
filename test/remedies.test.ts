import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wordsOf } from './support/console.js';
import type { Files } from './support/disk.js';
import { fakeGit } from './support/fake-git.js';
import { play } from './support/play.js';
import { toldIn } from './support/told.js';

/*
 * Every remedy that a problem names, followed, makes it go. Each folder of test/problems has a file `remedies`: the
 * words of a remedy as they are printed, and below them, indented, what is done:
 *
 *   model.yaml: primery → primary     one text of a file in the place of another
 *   schools.csv + urn,name            a file that was not there
 *   git: none → refs v1.2             what git answers, as `fakeGit` takes it
 *   pad: 2500000 → 0                  so many spaces at the end of each file
 *   $ forecast . --scenario low       another command line
 *
 * ⏎ stands for the end of a line.
 */

const ROOT = 'test/problems';
const folders = readdirSync(ROOT).sort();
const NOT_OF_THE_MODEL = ['command', 'expected.txt', 'remedies', 'pad'];

interface Remedy {
  readonly words: string;
  readonly changes: readonly string[];
}

const read = (folder: string, name: string): string | undefined => {
  const path = join(ROOT, folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The files of a folder, each byte as one character, so that what is no text can be put right. */
function filesIn(folder: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(ROOT, folder, below))) {
    const path = join(below, name);
    if (NOT_OF_THE_MODEL.includes(path)) continue;
    if (statSync(join(ROOT, folder, path)).isDirectory()) Object.assign(found, filesIn(folder, path));
    else found[path] = readFileSync(join(ROOT, folder, path), 'latin1');
  }
  return found;
}

function remediesOf(folder: string): Remedy[] {
  const text = read(folder, 'remedies');
  if (text === undefined)
    throw new Error(`${folder} has no remedies: write down what is done to follow each that it names`);
  return text
    .trimEnd()
    .split(/\n\n+/)
    .map((block) => {
      const [words = '', ...changes] = block.split('\n');
      return { words, changes: changes.map((line) => line.replace(/^ {2}/, '')) };
    });
}

const BYTE = /\\x([0-9A-F]{2})/g;
const unescaped = (said: string): string =>
  Buffer.from(said.replace(/⏎/g, '\n'), 'utf8')
    .toString('latin1')
    .replace(BYTE, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The files and the command line after one remedy has been followed. */
function followed(folder: string, { changes }: Remedy): { files: Files; command: string } {
  const files = filesIn(folder);
  let command = read(folder, 'command')?.trim() ?? 'check .';
  let pad = Number(read(folder, 'pad') ?? 0);
  for (const change of changes) {
    const [, path = '', was = '', becomes = ''] = /^([\w./-]+): (.*?) →(?: (.*))?$/.exec(change) ?? [];
    const [, added, content = ''] = /^([\w./-]+) \+ (.*)$/.exec(change) ?? [];
    if (change.startsWith('$ ')) command = change.slice(2);
    else if (path === 'pad') pad = Number(becomes);
    else if (added !== undefined) files[added] = unescaped(content);
    else {
      const text = files[path];
      expect(text, `${change}: ${path} is no file of ${folder}`).toBeDefined();
      expect(text, `${change}: ${path} does not have it`).toContain(unescaped(was));
      files[path] = (text as string).replace(unescaped(was), () => unescaped(becomes));
    }
  }
  const spaces = ' '.repeat(pad);
  return {
    files: Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, Buffer.from(text + spaces, 'latin1')]),
    ),
    command,
  };
}

test.each(folders)('what a user is told to do of %s makes it go', async (folder) => {
  const told = squeezed(read(folder, 'expected.txt') ?? '');
  const remedies = remediesOf(folder);
  expect(remedies.length).toBeGreaterThan(0);
  for (const remedy of remedies) {
    expect(told, `${folder} is not told this`).toContain(squeezed(remedy.words));
    expect(remedy.changes.length, `${remedy.words}: nothing is done`).toBeGreaterThan(0);
    const { files, command } = followed(folder, remedy);
    const texts = Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')]),
    );
    const git = fakeGit(texts.git, texts);
    const { code, err } = await play(wordsOf(command), { files, ...(git && { git }) });
    expect({ remedy: remedy.words, code, told: toldIn(err) }, err).toEqual({ remedy: remedy.words, code: 0, told: [] });
  }
});
