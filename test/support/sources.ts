import { type Loaded, type Pick, Source } from '../../src/reading/index.js';
import { isFull } from './runs.js';

/** What command lines have read: a file is opened once, and the model of a pick is made once. */
class Kept {
  private readonly opened = new Map<string, Source>();
  private readonly made = new Map<Source, Map<string, Loaded>>();

  source(path: string, open: () => Source): Source {
    const source = this.opened.get(path) ?? open();
    this.opened.set(path, source);
    return source;
  }

  loaded(source: Source, { scenarios, sets, isCell }: Pick, load: () => Loaded): Loaded {
    const known = this.made.get(source) ?? new Map<string, Loaded>();
    this.made.set(source, known);
    const key = JSON.stringify([scenarios, sets, isCell]);
    const loaded = known.get(key) ?? load();
    known.set(key, loaded);
    return loaded;
  }
}

/**
 * Each call lets command lines find what those of the calls before it read, until what the call returns is called: what
 * is kept of a model when it is played through serves them all. For tests that ask many pages of the same files, and do
 * not ask how they are read.
 */
export function sharer(): () => () => void {
  const kept = new Kept();
  return () => {
    const { open } = Source;
    const { tried } = Source.prototype;
    Source.open = (disk, path) => kept.source(path, () => open.call(Source, disk, path));
    Source.prototype.tried = function (pick) {
      const load = (): Loaded => tried.call(this, pick);
      return pick.drawn === undefined ? kept.loaded(this, pick, load) : load();
    };
    return () => {
      Source.open = open;
      Source.prototype.tried = tried;
    };
  };
}

/** Command lines find what those before them read while some work is done. */
export async function sharingSources<T>(work: () => Promise<T>, share = sharer()): Promise<T> {
  const stop = share();
  try {
    return await work();
  } finally {
    stop();
  }
}

/** The same for some work by default, or for all the work that is done with one sharer; with LAWS=full each command line reads for itself. */
export const sharingByDefault = <T>(work: () => Promise<T>, share = sharer()): Promise<T> =>
  isFull ? work() : sharingSources(work, share);
