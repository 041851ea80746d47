import type { Checked } from '../report/index.js';

/** What was checked, as a program of continuous integration reads it. */
export type Reporter = (checked: readonly Checked[], only: 'balance' | undefined) => string;
export type ReporterName = 'junit' | 'github' | 'json';

/** Every reporter, loaded when it is asked for. To add one: a file, and a line here and in the options of `check`. */
export const reporters: Readonly<Record<ReporterName, () => Promise<Reporter>>> = {
  junit: async () => (await import('./junit.js')).junit,
  github: async () => (await import('./github.js')).github,
  json: async () => (await import('./checked-json.js')).checkedJson,
};
