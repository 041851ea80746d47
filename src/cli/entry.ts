import type { Engine } from '../analysis/simulation/index.js';
import { nodeDisk, nodeListing, nodeStamp, writeTexts } from '../reading/node-disk.js';
import { forPlainConsole } from '../render/plain-console.js';
import { fitted } from '../render/text.js';
import { git } from './git.js';
import type { Io } from './io.js';
import { main } from './main.js';
import { progressOn } from './progress.js';
import { endWithReader, isPlain, widthOf } from './terminal.js';

export { main, nodeDisk };

/** The version of package.json, put in by the build. */
declare const BUYIN_VERSION: string;

/** Runs the command line of this process on the machine's own terminal and disk; resolves to the exit code. */
export async function start(): Promise<number> {
  const { env, argv, stdout, stderr } = process;
  endWithReader(stdout);
  const coloured = (stream: NodeJS.WriteStream): boolean => {
    if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
    if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
    return stream.isTTY === true && env.TERM !== 'dumb';
  };
  const plain = ({ isTTY }: NodeJS.WriteStream, text: string): string =>
    isPlain({ isTerminal: isTTY === true, platform: process.platform, env }) ? forPlainConsole(text) : text;
  const progress = progressOn(stderr, () => Date.now());
  return main(argv.slice(2), {
    disk: nodeDisk,
    listing: nodeListing,
    out: (text) => void stdout.write(plain(stdout, text)),
    err: (text) =>
      void stderr.write(plain(stderr, stderr.isTTY === true ? fitted(text, widthOf(stderr.columns)) : text)),
    write: writeTexts,
    progress,
    git,
    // Standard input is looked at last: to have it takes as long as a page of a small model.
    ask: stderr.isTTY === true && process.stdin.isTTY === true ? asking : undefined,
    watching: { stamp: nodeStamp, pause: () => new Promise((resolve) => setTimeout(() => resolve(true), WATCH_MS)) },
    engine: threaded(() => {
      progress('');
      stderr.write('interrupted: nothing was written\n');
      process.exit(INTERRUPTED);
    }),
    width: widthOf(stdout.columns ?? env.COLUMNS),
    colour: { out: coloured(stdout), err: coloured(stderr) },
    version: BUYIN_VERSION,
    today: new Date().getFullYear() * 12 + new Date().getMonth(),
  });
}

/** How often files are looked at. */
const WATCH_MS = 200;

/** What a shell calls a program that was interrupted. */
const INTERRUPTED = 130;

/** The engine of this machine, loaded when it is first asked for: most commands never do. */
function threaded(interrupted: () => void): Engine {
  return async (job, done) => {
    const { engineOn } = await import('./threads.js');
    return engineOn(WORKER, interrupted)(job, done);
  };
}

/** A question on the terminal, loaded when the first is asked. */
const asking: Io['ask'] = async (question) => {
  const { askOn } = await import('./ask.js');
  return askOn(question, process.stderr);
};

/** Beside this program's own bundle. */
const WORKER = `${__dirname}/worker.cjs`;
