import { Problems } from '../language/index.js';

/**
 * Where files come from. Paths are as the user writes them; a path that is made from others keeps that form, because
 * problems show it.
 */
export interface Disk {
  /**
   * The bytes of a file, or undefined where there is no such file. Throws Problems (`unreadable-file`) where there is
   * one that cannot be read.
   */
  read(path: string): Uint8Array | undefined;
  isFolder(path: string): boolean;
  /** The names of what lies in a folder; none where it is no folder, or cannot be read. */
  namesIn(folder: string): readonly string[];
  /** The folder in which a file lies: `examples/haringey` of `examples/haringey/model.yaml`, `.` of `model.yaml`. */
  folderOf(path: string): string;
  /** A path as seen from a folder; an absolute path stays itself. */
  join(folder: string, path: string): string;
  /**
   * A file that comes with the program, by its path in the package (`models/hep-2018.yaml`); undefined where there is
   * none.
   */
  shipped(path: string): Uint8Array | undefined;
  /**
   * Whether totals of the models that are read from it leave out what is not known, instead of being unknown with it.
   */
  readonly leavesOut?: boolean;
  /** The paths of the models and price lists that come with the program. */
  readonly allShipped: () => readonly string[];
  /** Whether a path, its links followed, lies in a folder. */
  isInside(folder: string, path: string): boolean;
  /**
   * One text for each file, however a path writes it: by another way, through a link, in other letters where the
   * machine takes them for the same.
   */
  identity(path: string): string;
  /**
   * What `identity` says of a file that comes with the program; undefined where the package has no folder of its own.
   */
  shippedIdentity(path: string): string | undefined;
}

/** A file below a folder of examples, a price list, or a download to try, as the package has them. */
const SHIPPED = /^(examples\/[a-z0-9-]+)(?:\/[a-z0-9_.-]+)?$|^models\/(?:[a-z0-9-]+\.yaml|downloads\/[a-z0-9_]+\.csv)$/;

/**
 * A disk on which the examples and price lists that come with the program are found by their paths in the package,
 * wherever it is started. What lies on the disk itself comes first: of an example that lies there, all files do.
 */
export function withShipped(disk: Disk): Disk {
  // As the package writes it: a path may be typed with backslashes.
  const ours = (path: string): string | undefined => {
    const plain = path.replace(/\\/g, '/');
    const [, example] = SHIPPED.exec(plain) ?? [];
    return SHIPPED.test(plain) && (example === undefined || !disk.isFolder(example)) ? plain : undefined;
  };
  return {
    ...disk,
    read(path) {
      const found = disk.read(path);
      const plain = found === undefined ? ours(path) : undefined;
      return plain === undefined ? found : disk.shipped(plain);
    },
    isFolder(path) {
      if (disk.isFolder(path)) return true;
      const plain = ours(path);
      return (
        plain !== undefined && disk.allShipped().includes(plain) && disk.shipped(`${plain}/model.yaml`) !== undefined
      );
    },
  };
}

/** A disk that takes notes of what is read from it. */
export class NotedDisk implements Disk {
  /** What was read, by the path that was asked for. */
  readonly files = new Map<string, Uint8Array>();
  /** What was asked for and was not there. */
  readonly missing = new Set<string>();
  private readonly identities = new Set<string>();

  constructor(
    private readonly disk: Disk,
    readonly leavesOut = false,
  ) {}

  /** Whether a path leads to a file that was read. */
  wasRead(path: string): boolean {
    return this.identities.has(this.disk.identity(path));
  }

  read(path: string): Uint8Array | undefined {
    const bytes = this.disk.read(path);
    if (bytes === undefined) {
      this.missing.add(path);
      return undefined;
    }
    this.files.set(path, bytes);
    this.identities.add(this.disk.identity(path));
    return bytes;
  }

  /** Whether a file that was asked for is today what it was then. */
  isAsRead(path: string): boolean {
    const before = this.files.get(path);
    try {
      const now = this.disk.read(path);
      if (before === undefined || now === undefined) return before === now;
      return before.length === now.length && before.every((byte, i) => byte === now[i]);
    } catch (error) {
      // A file that cannot be read is no longer what was read.
      if (error instanceof Problems) return false;
      throw error;
    }
  }

  shipped(path: string): Uint8Array | undefined {
    const bytes = this.disk.shipped(path);
    const identity = bytes && this.disk.shippedIdentity(path);
    if (identity !== undefined) this.identities.add(identity);
    return bytes;
  }

  isFolder = (path: string): boolean => this.disk.isFolder(path);
  namesIn = (folder: string): readonly string[] => this.disk.namesIn(folder);
  folderOf = (path: string): string => this.disk.folderOf(path);
  join = (folder: string, path: string): string => this.disk.join(folder, path);
  allShipped = (): readonly string[] => this.disk.allShipped();
  isInside = (folder: string, path: string): boolean => this.disk.isInside(folder, path);
  identity = (path: string): string => this.disk.identity(path);
  shippedIdentity = (path: string): string | undefined => this.disk.shippedIdentity(path);
}

/** A file to be written. */
export interface TextFile {
  readonly path: string;
  /** Its text; the bytes themselves of a file that is copied as it is. */
  readonly text: string | Uint8Array;
  /** The folder in which it lies is made where it is missing. */
  readonly makesFolder?: boolean;
}
