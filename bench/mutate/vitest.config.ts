import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Tests that are quick and look at figures, prices, models and projections. They run in this order, because the first
 * that fails ends the run.
 */
const LOOKING = ['figures', 'pricing', 'cases', 'worked', 'reading', 'problems', 'laws'];

/** Tests among them that take long, or look at what stands on these rooms. */
const ELSEWHERE = [
  'laws/{appraisal,bounds,break-even,bridge,cells,coalition,design,for-money,grid,groups,idle,inside,kept,lints,lists}',
  'laws/{mix,models,pages,random-models,relative,school-changes,sentences,simulation,solve,trials,value}',
  'reading/{blame,csv,hostile-inputs,names,near-names,node-disk,odd-tables,yaml}',
  'worked/{appraisal,assumptions,break-even-by,cell-ranges,design,diff,figures,for-money,grid,idle,judged}',
  'worked/{obligations,relative,sensitivity,skipped,sustainability,unpriced}',
];

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      LOOKING.findIndex((name) => moduleId.includes(`/test/${name}`));
    return [...files].sort((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  test: {
    include: LOOKING.flatMap((name) => [`test/${name}.test.ts`, `test/${name}/*.test.ts`]),
    exclude: ELSEWHERE.map((name) => `test/${name}.test.ts`),
    // Each law is tried on a handful of cases.
    env: { LAWS: 'few' },
    sequence: { sequencer: InOrder },
    setupFiles: ['./bench/mutate/setup.js'],
    testTimeout: 120_000,
    // A thread is started for each mutant, and its files share what they load.
    isolate: false,
    pool: 'threads',
  },
});
