import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    // Every processor works, and keeps what it has loaded from file to file: no test changes a module.
    maxWorkers: '100%',
    isolate: false,
    coverage: { include: ['src/**'], reporter: ['text-summary', 'json-summary'] },
  },
});
