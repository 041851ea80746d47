import { vi } from 'vitest';
import { type Loaded, type Pick, Source } from '../../src/reading/index.js';

/**
 * From now on, until what it returns is called, command lines find what the first of them read: a file is opened once,
 * and the model of a pick is made once, so that what is kept of it when it is played through serves them all. For tests
 * that ask many pages of the same files, and do not ask how they are read.
 */
export function shareSources(): () => void {
  const { open } = Source;
  const { tried } = Source.prototype;
  const opened = new Map<string, Source>();
  const made = new Map<Source, Map<string, Loaded>>();
  const opening = vi.spyOn(Source, 'open').mockImplementation((disk, path) => {
    const source = opened.get(path) ?? open.call(Source, disk, path);
    opened.set(path, source);
    return source;
  });
  const making = vi.spyOn(Source.prototype, 'tried').mockImplementation(function (this: Source, pick: Pick) {
    if (pick.drawn !== undefined) return tried.call(this, pick);
    const known = made.get(this) ?? new Map<string, Loaded>();
    made.set(this, known);
    const key = JSON.stringify([pick.scenarios, pick.sets]);
    const loaded = known.get(key) ?? tried.call(this, pick);
    known.set(key, loaded);
    return loaded;
  });
  return () => {
    opening.mockRestore();
    making.mockRestore();
  };
}

/** The same for some work. */
export async function sharingSources<T>(work: () => Promise<T>): Promise<T> {
  const stop = shareSources();
  try {
    return await work();
  } finally {
    stop();
  }
}
