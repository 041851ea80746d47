import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { consoleBlocks, matches, rewritten, wordsOf } from './console.js';
import { play } from './play.js';

/** Plays every command of a document's console blocks as a test of its own, or with UPDATE_GOLDEN writes what comes out into the document. */
export function playDocument(path: string): void {
  const text = readFileSync(path, 'utf8');
  const blocks = consoleBlocks(text);
  if (blocks.length === 0) return;
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
