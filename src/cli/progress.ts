import type { Io } from './io.js';

/** Where progress is shown: only on a terminal. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly write: (text: string) => unknown;
}

const PATIENCE_MS = 1000;
/** How often what is left is said anew. */
const PAUSE_MS = 100;

/** Progress on a terminal, in one line that is written over and taken away at the end; none in a file or a pipe. */
export function progressOn(stream: ProgressStream, clock: () => number): Io['progress'] {
  const started = clock();
  let shown = false;
  let last = 0;
  let task = { what: '', since: started };
  return (what, done) => {
    const now = clock();
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
