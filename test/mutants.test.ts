import { expect, test } from 'vitest';
import { summaryOf, told, trialsOf, unlisted } from './support/mutants/run.js';
import { subjects } from './support/mutants/subjects.js';
import type { Trial } from './support/mutants/trial.js';

/* A sample of the slips that `npm run mutants` makes in every file that is shipped; the whole run and its figures are in docs/quality.md. */

const SEED = 21;
const COUNT = 100;
/** The examples are large, and left to the whole run. */
const small = subjects().filter(({ file }) => !file.startsWith('examples/'));

test('slips in files that are shipped are told, and none is a fault of the program', async () => {
  const trials: Trial[] = [];
  for await (const each of trialsOf(small, COUNT, SEED)) trials.push(each);
  expect(trials.length).toBe(COUNT);
  expect(trials.filter(({ code }) => code !== 0 && code !== 1).map(told)).toEqual([]);
  expect(summaryOf(trials.filter(({ mutant }) => mutant.what === 'key')).caught.are).toBeGreaterThan(20);
  expect(unlisted(trials).map(told)).toEqual([]);
});
