import { Problems, problem } from '../language/index.js';
import type { Disk } from './disk.js';

/** What git answers to a command: what it wrote, and whether it ended well. */
export interface GitAnswer {
  readonly ok: boolean;
  readonly out: Uint8Array;
}

/** Asks git's own program in a folder; undefined where there is no such program. It only ever reads. */
export type Git = (folder: string, args: readonly string[]) => GitAnswer | undefined;

/** A file or folder of an earlier revision: the disk that holds it, and its path there, as `git show` takes it. */
export interface Revised {
  readonly disk: Disk;
  readonly path: string;
}

/** A file of a commit, or a link of it. */
interface Blob {
  readonly id: string;
  readonly isLink: boolean;
}

/**
 * A path as it stands in a revision of the repository that it lies in; the working tree is left alone. Throws Problems
 * where git is not installed, the path lies in no repository, or the repository has no such revision.
 */
export function revised(git: Git, disk: Disk, path: string, revision: string): Revised {
  const { folder, rest } = nearestFolder(disk, path);
  const ask = (...args: string[]): GitAnswer => {
    const answer = git(folder, args);
    if (answer === undefined) throw new Problems([problem('no-git', undefined, { revision })]);
    return answer;
  };
  const prefix = ask('rev-parse', '--show-prefix');
  if (!prefix.ok) throw new Problems([problem('no-repository', undefined, { path })]);
  const commit =
    revision.startsWith('-') || revision === ''
      ? undefined
      : ask('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
  if (commit?.ok !== true) {
    const known = textOf(ask('for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes'))
      .split('\n')
      .filter((name) => name !== '');
    throw new Problems([problem('unknown-revision', undefined, { name: revision, known })]);
  }
  const files = filesIn(ask('ls-tree', '-r', '-z', '--full-tree', textOf(commit).trim()));
  const held = new RevisionDisk(disk, revision, files, (id) => ask('cat-file', 'blob', id).out);
  return { disk: held, path: held.named([...textOf(prefix).trim().split('/'), ...rest].join('/')) };
}

const textOf = ({ out }: GitAnswer): string => new TextDecoder().decode(out);

/**
 * The folder round a path that is there today, and the rest of the path below it: a file of a revision may be gone, and
 * its folder with it.
 */
function nearestFolder(disk: Disk, path: string): { folder: string; rest: readonly string[] } {
  const rest: string[] = [];
  let folder = path;
  while (!disk.isFolder(folder)) {
    const above = disk.folderOf(folder);
    if (above === folder) break;
    rest.unshift(folder.slice(folder.search(/[^/\\]*$/)));
    folder = above;
  }
  return { folder, rest };
}

/** `100644 blob 8f1c…\texamples/haringey/model.yaml`, each ended by a NUL. */
function filesIn(answer: GitAnswer): ReadonlyMap<string, Blob> {
  const files = new Map<string, Blob>();
  for (const line of textOf(answer).split('\0')) {
    const [, mode, id, path] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (id !== undefined && path !== undefined) files.set(path, { id, isLink: mode === '120000' });
  }
  return files;
}

const MOST_LINKS = 40;

/**
 * The files of one commit. Paths are those that `git show` takes, `v1.2:examples/haringey/model.yaml`; any other is one
 * of today.
 */
class RevisionDisk implements Disk {
  private readonly head: string;
  readonly leavesOut: boolean;

  constructor(
    private readonly today: Disk,
    revision: string,
    private readonly files: ReadonlyMap<string, Blob>,
    private readonly blob: (id: string) => Uint8Array,
  ) {
    this.head = `${revision}:`;
    this.leavesOut = today.leavesOut === true;
  }

  /** A path from the top of the repository, as this disk is asked for it. */
  named(path: string): string {
    return `${this.head}${tidy(path)?.join('/') ?? path}`;
  }

  read(path: string): Uint8Array | undefined {
    const steps = this.stepsOf(path);
    if (steps === 'today') return this.today.read(path);
    const found = steps && this.files.get(steps.join('/'));
    return found && this.blob(found.id);
  }

  isFolder(path: string): boolean {
    const steps = this.stepsOf(path);
    if (steps === 'today') return this.today.isFolder(path);
    if (steps === undefined) return false;
    const folder = steps.length === 0 ? '' : `${steps.join('/')}/`;
    return [...this.files.keys()].some((name) => name.startsWith(folder));
  }

  namesIn(folder: string): readonly string[] {
    const steps = this.stepsOf(folder);
    if (steps === 'today') return this.today.namesIn(folder);
    const below = steps === undefined ? undefined : steps.map((step) => `${step}/`).join('');
    const within = [...this.files.keys()].filter((name) => below !== undefined && name.startsWith(below));
    return [...new Set(within.map((name) => name.slice(below?.length).replace(/\/.*$/, '')))];
  }

  folderOf(path: string): string {
    if (!path.startsWith(this.head)) return this.today.folderOf(path);
    const rest = path.slice(this.head.length);
    return `${this.head}${rest.includes('/') ? rest.slice(0, rest.lastIndexOf('/')) : ''}`;
  }

  join(folder: string, path: string): string {
    if (!folder.startsWith(this.head) || path.startsWith('/')) return this.today.join(folder, path);
    return this.named(`${folder.slice(this.head.length)}/${path}`);
  }

  isInside(folder: string, path: string): boolean {
    const [around, within] = [this.stepsOf(folder), this.stepsOf(path)];
    if (around === 'today' && within === 'today') return this.today.isInside(folder, path);
    if (around === undefined || within === undefined || around === 'today' || within === 'today') return false;
    return around.every((step, i) => within[i] === step);
  }

  identity = (path: string): string => (path.startsWith(this.head) ? path : this.today.identity(path));
  shipped = (path: string): Uint8Array | undefined => this.today.shipped(path);
  allShipped = (): readonly string[] => this.today.allShipped();
  shippedIdentity = (path: string): string | undefined => this.today.shippedIdentity(path);

  /** The steps of a path from the top of the repository, its links followed; undefined where it leads out of it. */
  private stepsOf(path: string): readonly string[] | 'today' | undefined {
    if (!path.startsWith(this.head)) return 'today';
    let steps = tidy(path.slice(this.head.length));
    for (let links = 0; steps !== undefined && links < MOST_LINKS; links++) {
      const here: readonly string[] = steps;
      const at = here.findIndex((_, i) => this.files.get(here.slice(0, i + 1).join('/'))?.isLink === true);
      if (at < 0) return here;
      const target = new TextDecoder().decode(this.blob((this.files.get(here.slice(0, at + 1).join('/')) as Blob).id));
      steps = target.startsWith('/')
        ? undefined
        : tidy([...here.slice(0, at), target, ...here.slice(at + 1)].join('/'));
    }
    return undefined;
  }
}

/** The steps of a path, as either system parts them, without `.` and `..`; undefined where it leads above its start. */
function tidy(path: string): readonly string[] | undefined {
  const steps: string[] = [];
  for (const step of path.split(/[/\\]/)) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps;
}
