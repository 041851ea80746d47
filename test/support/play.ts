import { type Engine, inThisThread } from '../../src/analysis/simulation/index.js';
import { git } from '../../src/cli/git.js';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import type { Disk, Git } from '../../src/reading/index.js';
import { nodeDisk } from '../../src/reading/node-disk.js';
import { diskOf, type Files } from './disk.js';

export interface Options {
  /** A disk of these files alone; else `disk`, else the machine's own, from the folder that the tests run in. */
  readonly files?: Files;
  readonly disk?: Disk;
  /** What `--output` does; else it is kept in `written` and nothing is written. */
  readonly write?: Io['write'];
  /** Columns of the terminal; 80 unless said. */
  readonly width?: number;
  /** What answers for git; its own program unless said. */
  readonly git?: Git;
  /** What works out draws; this thread alone unless said. */
  readonly engine?: Engine;
  /** Who answers questions at the terminal; nobody unless said. */
  readonly ask?: Io['ask'];
  /** Who is told what is being done; nobody unless said. */
  readonly progress?: Io['progress'];
  /** Colour on both streams; none unless said. */
  readonly colour?: boolean;
}

/** What came of a command line. */
export interface Played {
  readonly code: number;
  /** All that went to stdout, and all that went to stderr. */
  readonly out: string;
  readonly err: string;
  /** The files that were written, by path: their texts, and as they are. */
  readonly written: ReadonlyMap<string, string>;
  readonly files: Files;
}

/** November 2026, so that nothing which tests look at grows old. */
const TODAY = 2026 * 12 + 10;

/** What a command that is run in this process may touch of the world; what it says is lost unless `said` keeps it. */
export function ioOf(options: Options = {}, said: Partial<Pick<Io, 'out' | 'err' | 'write'>> = {}): Io {
  const { files, disk = nodeDisk, width = 80, colour = false } = options;
  const lost = (): void => undefined;
  return {
    disk: files === undefined ? disk : diskOf(files),
    out: lost,
    err: lost,
    write: lost,
    ...said,
    progress: options.progress ?? lost,
    git: options.git ?? git,
    ask: options.ask,
    engine: options.engine ?? inThisThread,
    width,
    colour: { out: colour, err: colour },
    version: '0.0.0',
    today: TODAY,
  };
}

/** Plays one command line without `buyin` in front, such as `['check', 'examples/haringey']`, in this process. */
export async function play(argv: readonly string[], options: Options = {}): Promise<Played> {
  let out = '';
  let err = '';
  const written = new Map<string, string>();
  const files: Record<string, string | Uint8Array> = {};
  const io = ioOf(options, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    write(all) {
      options.write?.(all);
      for (const { path, text } of all) {
        files[path] = text;
        written.set(path, typeof text === 'string' ? text : new TextDecoder().decode(text));
      }
    },
  });
  const code = await main(argv, io);
  return { code, out, err, written, files };
}

/**
 * Works out so many draws and repeats them, for what is asked of pages whatever chance says: draws of a model with many
 * options take longer than all else of its page.
 */
export function repeating(most: number): Engine {
  return async (job, done) => {
    const few = await inThisThread({ ...job, draws: Math.min(job.draws, most) }, done);
    return few.map((column) => Float64Array.from({ length: job.draws }, (_, i) => column[i % column.length] as number));
  };
}
