/**
 * Where files come from. Paths are as the user writes them; a path that is made from others keeps that form, because problems show it.
 */
export interface Disk {
  /** The bytes of a file, or undefined where there is no such file. Throws Problems (`unreadable-file`) where there is one that cannot be read. */
  read(path: string): Uint8Array | undefined;
  isFolder(path: string): boolean;
  /** The folder in which a file lies: `examples/haringey` of `examples/haringey/model.yaml`, `.` of `model.yaml`. */
  folderOf(path: string): string;
  /** A path as seen from a folder; an absolute path stays itself. */
  join(folder: string, path: string): string;
  /** A file that comes with the program, by its path in the package (`models/hep-2018.yaml`); undefined where there is none. */
  shipped(path: string): Uint8Array | undefined;
  /** The paths of the models and price lists that come with the program. */
  readonly allShipped: () => readonly string[];
  /** Whether a path, its links followed, lies in a folder. */
  isInside(folder: string, path: string): boolean;
}
