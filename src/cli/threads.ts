import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Engine, inThisThread, type Job } from '../analysis/simulation/index.js';
import type { JobStretch } from './worker.js';

/** Instructions times draws below which another thread would take longer to start than it saves. */
const WORTH_IT = 1e9;
/** So many stretches for each thread, so that none waits long for another, and progress can be told. */
const STRETCHES = 8;

/**
 * An engine that shares draws among the machine's processors. `file` is the script of a worker. The draws are the same
 * for any number of threads, because each is made from its own number alone. `interrupted` is called when the user asks
 * to stop; work of less than `worthIt` is done here.
 */
export function engineOn(
  file: string,
  interrupted: () => void,
  threads = availableParallelism(),
  worthIt = WORTH_IT,
): Engine {
  return async (job, done) => {
    if (threads < 2 || job.program.code.length * job.draws < worthIt) return inThisThread(job, done);
    process.once('SIGINT', interrupted);
    try {
      return await shared(file, job, threads, done);
    } finally {
      process.removeListener('SIGINT', interrupted);
    }
  };
}

async function shared(
  file: string,
  job: Job,
  threads: number,
  done: (draws: number) => void,
): Promise<readonly Float64Array[]> {
  const results = Array.from({ length: job.program.outputs }, () => new Float64Array(job.draws));
  const waiting = stretchesOf(job, threads);
  let finished = 0;
  const workers = Array.from(
    { length: Math.min(threads, waiting.length) },
    () => new Worker(file, { workerData: job }),
  );
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let stretch = waiting.shift(); stretch !== undefined; stretch = waiting.shift()) {
          const columns = await answerOf(worker, stretch);
          for (const [i, column] of columns.entries()) results[i]?.set(column, stretch.first - job.first);
          finished += stretch.draws;
          done(finished);
        }
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}

function stretchesOf({ first, draws }: Job, threads: number): JobStretch[] {
  const length = Math.ceil(draws / (threads * STRETCHES));
  const stretches: JobStretch[] = [];
  for (let at = 0; at < draws; at += length) stretches.push({ first: first + at, draws: Math.min(length, draws - at) });
  return stretches;
}

function answerOf(worker: Worker, stretch: JobStretch): Promise<readonly Float64Array[]> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(error);
    worker.once('error', failed);
    worker.once('message', (columns: readonly Float64Array[]) => {
      worker.removeListener('error', failed);
      resolve(columns);
    });
    worker.postMessage(stretch);
  });
}
