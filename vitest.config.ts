import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { compiledSource } from './test/support/compiled.js';

/** Files that take longest, however short they are written. */
const LONG = [
  'laws/pages',
  'golden',
  'report/names',
  'laws/break-even',
  'laws/inside',
  'laws/random-models',
  'laws/school-changes',
  'engines',
];

/** Starts what takes longest first, so that no processor waits for another at the end; what ran before goes by what it took. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = LONG.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(`test/${name}.test.ts`)));
    return [...first, ...sorted.filter((each) => !first.includes(each))];
  }
}

/** Coverage is counted in the files themselves, and `vitest` that watches them compiles what has changed. */
const isOnce = process.argv.includes('run') && !process.argv.includes('--coverage');

export default defineConfig({
  plugins: isOnce ? [compiledSource()] : [],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    // Every processor works, and keeps what it has loaded from file to file: no test changes a module.
    maxWorkers: '100%',
    isolate: false,
    // Models are many small things that live for long: room for the young ones spares the collector a tenth of the time.
    execArgv: ['--max-semi-space-size=64'],
    coverage: { include: ['src/**'], reporter: ['text-summary', 'json-summary'] },
  },
});
