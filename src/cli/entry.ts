import { nodeDisk, writeText } from '../reading/node-disk.js';
import { main } from './main.js';

export { main, nodeDisk };

/** The version of package.json, put in by the build. */
declare const BUYIN_VERSION: string;

/** Runs the command line of this process on the machine's own terminal and disk; resolves to the exit code. */
export async function start(): Promise<number> {
  const { env, argv, stdout, stderr } = process;
  // A reader such as head may close the pipe early; that is its right and no fault.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const coloured = (stream: NodeJS.WriteStream): boolean => {
    if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
    if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
    return stream.isTTY === true && env.TERM !== 'dumb';
  };
  return main(argv.slice(2), {
    disk: nodeDisk,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    write: writeText,
    progress: progressOn(stderr),
    width: stdout.columns ?? (Number(env.COLUMNS) || 80),
    colour: { out: coloured(stdout), err: coloured(stderr) },
    version: BUYIN_VERSION,
    today: new Date().getFullYear() * 12 + new Date().getMonth(),
  });
}

const PATIENCE_MS = 1000;

/** Progress on a terminal, in one line that is written over and taken away at the end; none in a file or a pipe. */
function progressOn(stream: NodeJS.WriteStream): (what: string) => void {
  const started = Date.now();
  let shown = false;
  return (what) => {
    if (stream.isTTY !== true || (what === '' ? !shown : Date.now() - started < PATIENCE_MS)) return;
    stream.write(`\r\u001b[2K${what}`);
    shown = what !== '';
  };
}
