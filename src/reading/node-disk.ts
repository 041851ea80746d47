import { mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { Problems, problem } from '../language/index.js';
import type { Disk } from './disk.js';

/** The machine's own disk. */
export const nodeDisk: Disk = {
  read(path) {
    try {
      return readFileSync(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
      throw unreadable(path, error);
    }
  },
  isFolder(path) {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  },
  join(folder, name) {
    return (isAbsolute(name) ? name : join(folder, name)).split(sep).join('/');
  },
  folderOf: (path) => dirname(path),
  isInside(folder, path) {
    const way = relative(real(folder), real(path));
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  },
};

/** Writes a text file and the folders that it stands in. Throws Problems where it cannot be written. */
export function writeText(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A path with its links followed as far as it exists. */
function real(path: string): string {
  try {
    return realpathSync(path === '' ? '.' : path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(real(parent), relative(parent, path));
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
};

function unreadable(path: string, error: unknown): Problems {
  return new Problems([problem('unreadable-file', undefined, { path, why: REASONS[codeOf(error)] ?? (codeOf(error) || 'unknown reason') })]);
}
