/** The files that a model may be read from. Paths are as the user wrote them, with forward slashes. */
export interface Disk {
  /** The bytes of a file; undefined where there is none. Throws Problems where it cannot be read. */
  read(path: string): Uint8Array | undefined;
  isFolder(path: string): boolean;
  /** A file's path below a folder, as the user would write it. */
  join(folder: string, name: string): string;
  folderOf(path: string): string;
  /** Whether a file lies in a folder or below it, with links followed. */
  isInside(folder: string, path: string): boolean;
}
