import { parentPort, workerData } from 'node:worker_threads';
import { type Job, runJob } from '../analysis/simulation/draws.js';

/**
 * Works out stretches of a job in a thread of its own: is sent the first draw and how many, and sends back a column for
 * each output.
 */
export interface JobStretch {
  readonly first: number;
  readonly draws: number;
}

parentPort?.on('message', ({ first, draws }: JobStretch) => {
  const columns = runJob({ ...(workerData as Job), first, draws });
  parentPort?.postMessage(
    columns,
    columns.map(({ buffer }) => buffer as ArrayBuffer),
  );
});
