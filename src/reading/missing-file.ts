import { nearest, type Problem, type ProblemData, problem, type Span } from '../language/index.js';
import type { Disk } from './disk.js';

/**
 * That there is no such file, with what is nearly called so: beside it, beside the folder in which it would lie, or
 * among what comes with the program.
 */
export function missingFile(
  disk: Disk,
  path: string,
  span?: Span,
  about: Pick<ProblemData['no-file'], 'of' | 'plus'> = {},
): Problem {
  const near = nearPath(disk, path);
  if (near === undefined || span === undefined) return problem('no-file', span, { path, ...about, near });
  // What a file names is seen from its own folder.
  const folder = disk.join(disk.folderOf(span.file.name), '_').slice(0, -1);
  const own = near.startsWith(folder) ? near.slice(folder.length) : near;
  return problem('no-file', span, { path, ...about, near: own });
}

function nearPath(disk: Disk, path: string): string | undefined {
  const folder = disk.folderOf(path);
  if (folder === path) return undefined;
  const own = path.slice(path.search(/[^/\\]*$/));
  const shipped = disk.allShipped().filter((each) => disk.folderOf(each) === folder);
  const near = nearest(own, [
    ...(disk.isFolder(folder) ? disk.namesIn(folder) : []),
    ...shipped.map((each) => each.slice(folder.length + 1)),
  ]);
  if (near !== undefined) return disk.join(folder, near);
  const inFolder = disk.isFolder(folder) ? undefined : nearPath(disk, folder);
  const found = inFolder === undefined ? undefined : disk.join(inFolder, own);
  return found === undefined || disk.read(found) === undefined ? undefined : found;
}
