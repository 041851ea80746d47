import type { NotedDisk } from '../reading/index.js';
import { movedCells, type Report } from '../report/index.js';
import { Usage } from './command.js';
import type { Io, Watching } from './io.js';

/** What came of playing a command line once: its exit code, and its page where it has one. */
export interface PlayedOnce {
  readonly code: number;
  readonly report?: Report | undefined;
}

/** More cells than this that have moved are counted and not told. */
const MOST_MOVED = 20;

/**
 * Plays a command line anew whenever a file that it read has changed, until nobody waits any more, and says what moved
 * since the last page. A model that is broken meanwhile prints its problems, and the last page stands until it is whole
 * again. Resolves to the exit code of the last time.
 */
export async function watched(
  fresh: () => NotedDisk,
  play: (disk: NotedDisk) => Promise<PlayedOnce>,
  io: Io,
): Promise<number> {
  if (io.watching === undefined) throw new Usage('--watch needs a terminal, or at least a clock');
  let before: Report | undefined;
  for (;;) {
    const disk = fresh();
    const { code, report } = await play(disk);
    if (before !== undefined && report !== undefined) io.err(movedText(before, report));
    before = report ?? before;
    const count = disk.files.size;
    io.err(`\nwatching ${count === 1 ? 'one file' : `${count} files`}: Ctrl-C ends it\n`);
    const changed = await nextChange(disk, io.watching);
    if (changed === undefined) return code;
    io.err(`\n${changed.join(', ')} changed\n\n`);
  }
}

function movedText(before: Report, after: Report): string {
  const moved = movedCells(before, after);
  if (moved.length === 0) return '\nNo figure of the page has moved.\n';
  const lines = moved
    .slice(0, MOST_MOVED)
    .map(({ what, from = 'not there', to = 'not there' }) => `  ${what}: ${from} → ${to}\n`);
  const rest = moved.length - lines.length;
  return `\nWhat moved\n\n${lines.join('')}${rest > 0 ? `  and ${rest} more\n` : ''}`;
}

/**
 * The files that are no longer what was read, once none of them is being written; undefined where nobody waits. A file
 * that an editor replaces by another is the same path with other bytes.
 */
async function nextChange(disk: NotedDisk, { stamp, pause }: Watching): Promise<readonly string[] | undefined> {
  const paths = [...new Set([...disk.files.keys(), ...disk.missing])];
  let quiet: string | undefined;
  let last: string | undefined;
  for (;;) {
    const now = paths.map((path) => stamp(path) ?? '').join('|');
    if (now !== quiet) {
      const changed = paths.filter((path) => !disk.isAsRead(path));
      if (changed.length === 0) quiet = now;
      else if (now === last) return changed;
    }
    last = now;
    if (!(await pause())) return undefined;
  }
}
