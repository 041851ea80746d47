import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from '../../src/language/index.js';
import { runs } from '../support/runs.js';

/* Words of command lines that are shown to be typed. */

test('a word is typed as bash and PowerShell take it alike', () => {
  expect(
    [
      'models/hep-2018.yaml',
      'phase=primary,pupils=262',
      'surplus[2029]>=0',
      "LA (name)=King's Lynn",
      '=a * b',
      '3%',
    ].map(shellWord),
  ).toEqual([
    'models/hep-2018.yaml',
    "'phase=primary,pupils=262'",
    "'surplus[2029]>=0'",
    '"LA (name)=King\'s Lynn"',
    "'=a * b'",
    '3%',
  ]);
});

test('a shell hands over the very word that is meant', () => {
  const word = fc.string({ unit: 'binary-ascii', minLength: 1 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
      const line = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
      const { stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
      expect(stdout.split('\0').slice(0, -1)).toEqual(words);
    }),
    runs(20, 170),
  );
});
