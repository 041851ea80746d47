import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/* Words that no user of ours is told: riddles, aphorisms, and what is said otherwise here. */

const AVOIDED: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\b(pay|price|prices|salaries) stands? still\b/i, 'is held, or stays the same'],
  [/\bdoes both\b/i, 'what it does'],
  [/\bpast the end\b/i, 'too short'],
  [/\bhaircuts?\b/i, 'allowance'],
  [/\bworth a look\b/i, 'to look at'],
  [/\b(one|two|several) schools? bears?\b/i, 'has, or have: a school bears no name'],
  [/\blies? below its own\b/i, 'where one of them joins, so do all that are at least as likely to join'],
  [/\bgoes? on holding\b/i, 'is held'],
  [/\bthree prices and never one\b/i, 'why there are three'],
  [/\ba hair (less|more)\b/i, 'less, or more'],
  [/\bTHE (MIX|SMALLEST)\b|\bat EVERY\b|\bdoes NOT\b/, 'the same without capitals: they are for what warns'],
];

/** Where people read: what the program says, its documents, examples and lists. Decisions are history. */
const files = [
  ...textsIn('src', /\.ts$/),
  ...textsIn('docs', /\.md$/),
  ...textsIn('examples', /\.yaml$/),
  ...textsIn('models', /\.yaml$/),
  'README.md',
];

function textsIn(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return entry.isFile() && name.test(entry.name) && !path.startsWith('docs/decisions') ? [path] : [];
  });
}

test.each(AVOIDED)('nobody is told %s', (word, instead) => {
  expect(files.length).toBeGreaterThan(300);
  const found = files.filter((path) => word.test(readFileSync(path, 'utf8')));
  expect(found, `say ${instead}`).toEqual([]);
});
