import type { Engine } from '../analysis/simulation/index.js';
import { nodeDisk, nodeListing, nodeStamp, writeTexts } from '../reading/node-disk.js';
import { forPlainConsole } from '../render/plain-console.js';
import { git } from './git.js';
import type { Io } from './io.js';
import { main } from './main.js';
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
  const progress = progressOn(stderr);
  return main(argv.slice(2), {
    disk: nodeDisk,
    listing: nodeListing,
    out: (text) => void stdout.write(plain(stdout, text)),
    err: (text) => void stderr.write(plain(stderr, text)),
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

const PATIENCE_MS = 1000;
/** How often what is left is said anew. */
const PAUSE_MS = 100;

/** Progress on a terminal, in one line that is written over and taken away at the end; none in a file or a pipe. */
function progressOn(stream: NodeJS.WriteStream): Io['progress'] {
  const started = Date.now();
  let shown = false;
  let last = 0;
  let task = { what: '', since: started };
  return (what, done) => {
    const now = Date.now();
    if (task.what !== what) task = { what, since: now };
    if (stream.isTTY !== true || (what === '' ? !shown : now - started < PATIENCE_MS)) return;
    if (done !== undefined && now - last < PAUSE_MS) return;
    last = now;
    stream.write(`\r\u001b[2K${what}${done === undefined ? '' : leftOf(done, now - task.since)}`);
    shown = what !== '';
  };
}

/** `: 43%, about 3 s left`. */
function leftOf(done: number, elapsed: number): string {
  const left = done > 0 ? `, about ${Math.max(1, Math.round((elapsed * (1 - done)) / done / 1000))} s left` : '';
  return `: ${Math.floor(done * 100)}%${left}`;
}
