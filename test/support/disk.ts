import { dirname, isAbsolute, join, normalize, relative, sep } from 'node:path/posix';
import { Problems, problem } from '../../src/language/index.js';
import type { Disk, TextFile } from '../../src/reading/index.js';
import { nodeDisk, writeTexts } from '../../src/reading/node-disk.js';

/** Files by path, as a test writes them down. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A disk that holds these files and no others. Paths are as on a POSIX machine. */
export function diskOf(files: Files): Disk {
  const held = new Map(Object.entries(files).map(([path, content]) => [normalize(path), content]));
  return {
    read(path) {
      const found = held.get(normalize(path));
      return typeof found === 'string' ? new TextEncoder().encode(found) : found;
    },
    isFolder(path) {
      const folder = normalize(`${path}/`);
      return folder === './' || [...held.keys()].some((name) => name.startsWith(folder));
    },
    namesIn(folder) {
      const within = normalize(`${folder}/`).replace(/^\.\//, '');
      const below = [...held.keys()].flatMap((name) => (name.startsWith(within) ? name.slice(within.length) : []));
      return [...new Set(below.map((name) => name.replace(/\/.*$/, '')))];
    },
    folderOf: dirname,
    shipped: nodeDisk.shipped,
    allShipped: nodeDisk.allShipped,
    join: (folder, path) => (isAbsolute(path) ? path : join(folder, path)),
    isInside(folder, path) {
      const way = relative(folder, path);
      return way !== '..' && !way.startsWith(`..${sep}`);
    },
    identity: normalize,
    shippedIdentity: nodeDisk.shippedIdentity,
  };
}

/** The machine's disk as seen from a folder, so that messages show paths from there. */
export function diskAt(root: string): Disk {
  return {
    read: (path) => named(path, () => nodeDisk.read(join(root, path))),
    isFolder: (path) => nodeDisk.isFolder(join(root, path)),
    namesIn: (folder) => nodeDisk.namesIn(join(root, folder)),
    folderOf: nodeDisk.folderOf,
    shipped: nodeDisk.shipped,
    allShipped: nodeDisk.allShipped,
    join: nodeDisk.join,
    isInside: (folder, path) => nodeDisk.isInside(join(root, folder), join(root, path)),
    identity: (path) => nodeDisk.identity(join(root, path)),
    shippedIdentity: nodeDisk.shippedIdentity,
  };
}

/** Writes to the machine's disk, seen from a folder. */
export function writerAt(root: string): (files: readonly TextFile[]) => void {
  return (files) => {
    for (const { path, text } of files) named(path, () => writeTexts([{ path: join(root, path), text }]));
  };
}

/** What the disk says of a file, said of the name that the command line gave it. */
function named<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    throw new Problems(error.problems.map(({ code, data, span }) => problem(code, span, { ...data, path })));
  }
}
