import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Files } from './support/disk.js';
import { play } from './support/play.js';
import { repository } from './support/repository.js';

/* What has changed between two revisions of each example: a page of each, as it is played. */

const UPDATE = process.env.UPDATE_GOLDEN === '1';

/** What the second revision says in the place of the first. */
const EDITS: Readonly<Record<string, readonly (readonly [file: string, from: string, to: string])[]>> = {
  alliance: [
    ['model.yaml', 'flat: 2_600, per_pupil: 13.50', 'flat: 2_600, per_pupil: 14'],
    ['model.yaml', 'salary: 92_000', 'salary: 95_000'],
    ['schools.csv', 'no,yes,412,', 'no,yes,398,'],
    ['model.yaml', 'pupils: 12_485.5', 'pupils: 12_471.5'],
  ],
  borough: [
    ['model.yaml', 'fte: 1, salary: 99_000', 'fte: 1, salary: 102_000'],
    ['model.yaml', 'per_pupil: 16.50', 'per_pupil: 17'],
  ],
  haringey: [['model.yaml', 'fte: 3, salary: 29_500', 'fte: 2.5, salary: 31_000']],
};

test.each(readdirSync('examples'))('two revisions of %s', async (name) => {
  const files: Record<string, string> = {};
  for (const file of readdirSync(join('examples', name)))
    files[`model/${file}`] = readFileSync(join('examples', name, file), 'utf8');
  const repo = repository(files);
  const edited: Record<string, string> = {};
  for (const [file, from, to] of EDITS[name] ?? []) {
    const text = edited[`model/${file}`] ?? files[`model/${file}`] ?? '';
    expect(text).toContain(from);
    edited[`model/${file}`] = text.replace(from, to);
  }
  repo.commit(edited satisfies Files);
  const { code, out, err } = await play(['diff', '--since', 'HEAD~1', join(repo.folder, 'model')]);
  expect([code, err]).toEqual([0, '']);
  const page = `test/pages/diff-${name}.txt`;
  if (UPDATE) writeFileSync(page, out);
  expect(out).toBe(readFileSync(page, 'utf8'));
});
