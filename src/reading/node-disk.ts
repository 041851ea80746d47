import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Problems, problem } from '../language/index.js';
import type { Disk, TextFile } from './disk.js';

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file stands where a folder is needed',
  ENOTDIR: 'a file stands where a folder is needed',
  ELOOP: 'its links lead in a circle',
  ENOENT: 'there is no such folder',
  ENAMETOOLONG: 'its name is too long',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
  ERR_INVALID_ARG_VALUE: 'its name holds a NUL',
};

/** The folder of the program's own package: above its source as above its bundle. */
const PACKAGE = packageAbove(__dirname);

function packageAbove(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'models'))) return folder;
  return dirname(folder) === folder ? undefined : packageAbove(dirname(folder));
}

/** The machine's own disk. */
export const nodeDisk: Disk = {
  read(path) {
    try {
      return readFileSync(path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw unreadable(path, error);
    }
  },

  isFolder(path) {
    try {
      return statSync(path).isDirectory();
    } catch {
      return false;
    }
  },

  namesIn: (folder) => nodeListing(folder).map(({ name }) => name),

  folderOf: dirname,

  join(folder, path) {
    return isAbsolute(path) ? path : join(folder, path);
  },

  shipped(path) {
    return PACKAGE === undefined ? undefined : nodeDisk.read(join(PACKAGE, path));
  },

  allShipped() {
    if (PACKAGE === undefined) return [];
    const below = (folder: string): string[] => readdirSync(join(PACKAGE, folder)).map((name) => `${folder}/${name}`);
    const models = below('models').filter((path) => path.endsWith('.yaml'));
    const examples = below('examples').filter((path) => nodeDisk.isFolder(join(PACKAGE, path)));
    return [...models, ...examples].sort();
  },

  isInside(folder, path) {
    const way = relative(real(folder), real(path));
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  },

  identity,

  shippedIdentity(path) {
    return PACKAGE === undefined ? undefined : identity(join(PACKAGE, path));
  },
};

function identity(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return real(path);
  }
}

/**
 * Writes text files, each whole or not at all: the text goes into a new file beside the old one, and takes its place
 * when all of them are written. Throws Problems (`unwritable-file`) where one cannot be written.
 */
export function writeTexts(files: readonly TextFile[]): void {
  const ready: Ready[] = [];
  try {
    for (const file of files) naming(file.path, () => ready.push(...readied(file)));
    for (const { folder, to, path } of ready) naming(path, () => renameSync(join(folder, NEW), to));
  } finally {
    for (const { folder } of ready) rmSync(folder, { recursive: true, force: true });
  }
}

/** A text that is written, in a folder of its own beside the place that it is to take. */
interface Ready {
  readonly folder: string;
  readonly to: string;
  /** As the user named it. */
  readonly path: string;
}

const NEW = 'new';

/** Readies a file; what is no plain file (a pipe, a terminal) is written at once. */
function readied({ path, text, makesFolder }: TextFile): Ready[] {
  if (makesFolder === true) mkdirSync(dirname(path), { recursive: true });
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile()) {
    writeFileSync(path, text);
    return [];
  }
  const to = real(path);
  if (found !== undefined) accessSync(to, constants.W_OK);
  const folder = mkdtempSync(join(dirname(to), '.buyin-'));
  try {
    writeFileSync(join(folder, NEW), text, found && { mode: found.mode });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return [{ folder, to, path }];
}

function naming(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Problems([problem('unwritable-file', undefined, { path, why: reasonFor(error) })]);
  }
}

function unreadable(path: string, error: unknown): Problems {
  return new Problems([problem('unreadable-file', undefined, { path, why: reasonFor(error) })]);
}

function reasonFor(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? `the system says ${code || String(error)}`;
}

/** A path with its links followed, as far as it exists: a link in a folder could lead out of it. */
function real(path: string): string {
  const full = resolve(path);
  try {
    return realpathSync(full);
  } catch {
    return dirname(full) === full ? full : join(real(dirname(full)), basename(full));
  }
}

/** What lies in a folder of this machine; nothing where there is no such folder, or none that can be read. */
export function nodeListing(folder: string): { name: string; isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((each) => ({
      name: each.name,
      isFolder: each.isDirectory() || (each.isSymbolicLink() && nodeDisk.isFolder(join(folder, each.name))),
    }));
  } catch {
    return [];
  }
}

/** Another text for each state of a file, without reading it: another file of the same name has one of its own. */
export function nodeStamp(path: string): string | undefined {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs}:${size}:${ino}`;
  } catch {
    return undefined;
  }
}
