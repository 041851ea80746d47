import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { consoleBlocks, matches, rewritten, wordsOf } from './support/console.js';
import { play } from './support/play.js';

const documents = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];

for (const path of documents) {
  const text = readFileSync(path, 'utf8');
  const blocks = consoleBlocks(text);
  if (blocks.length === 0) continue;
  describe(path, async () => {
    const actual: string[] = [];
    for (const { command } of blocks) {
      const [program, ...argv] = wordsOf(command);
      if (program !== 'buyin') throw new Error(`${path} plays ${program}, which is another program`);
      const { out, err } = await play(argv);
      actual.push(out + err);
    }
    if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(path, rewritten(text, blocks, actual));
    test.each(blocks.map(({ command, expected }, i) => ({ command, expected, actual: actual[i] as string })))('$command', (block) => {
      if (process.env.UPDATE_GOLDEN === undefined && !matches(block.expected, block.actual)) expect(block.actual).toBe(block.expected);
      expect(block.actual).not.toBe('');
    });
  });
}

test('the tour of the README is played', () => {
  expect(consoleBlocks(readFileSync('README.md', 'utf8')).length).toBeGreaterThan(7);
});
