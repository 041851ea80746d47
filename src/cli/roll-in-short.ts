import type { RollRead } from '../model/index.js';

/** What was found in the files of a roll, a line a file, and how many schools there are. */
export function rollInShort(schools: number, read: RollRead | undefined): string {
  const files = (read?.files ?? []).map(({ file, rows: all, matched, leftOut, others, lacking }) => {
    const left = leftOut.reduce((sum, each) => sum + each.rows, 0);
    const most = leftOut.slice(0, MOST).map(({ why, rows: of }) => `${why} ${of}`);
    return `${file}: ${all} rows, ${matched} on the roll, ${left} left out${most.length === 0 ? '' : ` (${most.join('; ')}${leftOut.length > MOST ? '; …' : ''})`}${others === 0 ? '' : `, ${others} of other schools`}${lacking.length === 0 ? '' : `, no row of ${lacking.length}`}\n`;
  });
  return [...files, `${schools} ${schools === 1 ? 'school' : 'schools'}\n`].join('');
}

/** So many reasons are named. */
const MOST = 5;
