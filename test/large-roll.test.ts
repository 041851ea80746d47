import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { project } from '../src/projection/index.js';
import { Source } from '../src/reading/index.js';
import { nodeDisk } from '../src/reading/node-disk.js';

/** Of each school of a roll, in bytes: its row, what it is to prices, and what it pays in five years, with the workings. */
const MOST_KEPT = 16_000;

test('a forecast of many schools keeps no more of each than its page and its workings need', () => {
  const folder = mkdtempSync(join(tmpdir(), 'buyin-roll-'));
  try {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const forecast = (schools: number) => {
      execFileSync(process.execPath, ['bench/roll.js', String(schools), folder]);
      const source = Source.open(nodeDisk, folder);
      return [source, project(source.load().model)] as const;
    };
    // What is made once whatever the roll is not counted.
    const few = forecast(50);
    collect();
    const before = process.memoryUsage().heapUsed;
    const many = forecast(3_000);
    collect();
    const kept = (process.memoryUsage().heapUsed - before) / 3_000;
    expect(kept).toBeLessThan(MOST_KEPT);
    expect(many[1].membership.batches.length).toBe(few[1].membership.batches.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
