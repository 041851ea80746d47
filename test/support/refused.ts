import { expect } from 'vitest';
import type { Files } from './disk.js';
import { type Options, play } from './play.js';
import { toldIn } from './told.js';

const HEAD = `buyin: 1
name: Small
calendar: { starts: 2025-09, years: 1, year_starts: September }
`;
const SCHOOLS = `schools:
  named:
    oak: { phase: primary, type: community, pupils: 200 }
`;
const TIERS = `tiers:
  membership: { price: { per_pupil: 10 }, joins: 100% }
`;

/**
 * A small model without a fault: three lines of head, three of schools, two of tiers, and what is put after them from
 * line 9 on.
 */
export function model({ head = HEAD, schools = SCHOOLS, tiers = TIERS, rest = '' } = {}): string {
  return head + schools + tiers + rest;
}

/** The same with a roll file, whose heading is `HEADING`. */
export function rolled(csv: string | Uint8Array): Files {
  return { 'model.yaml': model({ schools: 'schools: { file: schools.csv }\n' }), 'schools.csv': csv };
}

export const HEADING = 'urn,name,phase,type,pupils\n';

/** What a user is told where a model is refused. */
export interface Refused {
  /** `code file:line:column` of each problem, `code` alone where no place is to blame. */
  readonly told: readonly string[];
  readonly err: string;
}

/**
 * Plays a command that must be refused for what the files say: with exit code 1 (2 where the command line alone is to
 * blame), in a few seconds, without a stack trace, and with nothing on stdout or in the output file. `.` stands for the
 * folder with the files.
 */
export async function refused(
  files: Files | string,
  argv: readonly string[] = ['forecast', '.'],
  options: Options = {},
  exit: 1 | 2 = 1,
): Promise<Refused> {
  const started = performance.now();
  const { code, out, err, written } = await play([...argv, '--output', 'result.txt'], {
    files: typeof files === 'string' ? { 'model.yaml': files } : files,
    ...options,
  });
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(err).not.toMatch(/^\s+at .*:\d+:\d+|fault of buyin|node:internal/m);
  expect([code, out, [...written.keys()]], err).toEqual([exit, '', []]);
  return { told: toldIn(err), err };
}

/**
 * What `check` says of files that it does not hold; what was checked is shown beside it. `.` stands for the folder with
 * the files.
 */
export async function checked(files: Files | string): Promise<Refused> {
  const { code, err } = await play(['check', '.'], {
    files: typeof files === 'string' ? { 'model.yaml': files } : files,
  });
  expect(code, err).toBe(1);
  return { told: toldIn(err), err };
}
