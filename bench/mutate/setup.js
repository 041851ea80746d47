// Runs after Stryker's own setup, before each file of tests.
import { inject } from 'vitest';

const stryker = globalThis.__stryker__;
if (inject('mode') === 'mutant') {
  // A thread plays one mutant, so the mutant holds from the first import on, and models made outside of a test have it.
  stryker.activeMutant = inject('activeMutant');
} else if (stryker?.mutantCoverage !== undefined) {
  // Files share one thread, and each reports what was covered so far: each is to report its own.
  Object.assign(stryker.mutantCoverage, { static: {}, perTest: {} });
}
