import { vi } from 'vitest';
import { Report } from '../../src/report/page/report.js';
import { type Options, type Played, play } from './play.js';

/**
 * The reports that one command line makes, as typed cells and with the pounds that a person is shown, beside what came
 * of it.
 */
export async function reportsOf(
  argv: readonly string[],
  options: Options = {},
): Promise<{ readonly reports: readonly Report[]; readonly played: Played }> {
  const made = vi.spyOn(Report, 'of');
  try {
    const played = await play(argv, options);
    const reports = made.mock.results.flatMap(({ type, value }) =>
      type === 'return' && value instanceof Report ? value : [],
    );
    // The last is what was shown: a report may be made of others.
    return { reports: reports.slice(-1), played };
  } finally {
    made.mockRestore();
  }
}
