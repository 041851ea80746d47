import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Every processor works, and keeps what it has loaded from file to file: no test changes a module.
    maxWorkers: '100%',
    isolate: false,
    // Models are many small things that live for long: room for the young ones spares the collector a tenth of the time.
    execArgv: ['--max-semi-space-size=64'],
    coverage: { include: ['src/**'], reporter: ['text-summary', 'json-summary'] },
  },
});
