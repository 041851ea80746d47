/** Columns of a page where no terminal says. */
const USUAL_WIDTH = 80;
/** Below this a table is no longer one. */
const LEAST_WIDTH = 20;

/** A whole number of columns from what a terminal or the environment says; the usual width where that is no number. */
export function widthOf(said: number | string | undefined): number {
  const columns = /^\d{1,6}$/.test(String(said ?? '')) ? Number(said) : 0;
  return columns === 0 ? USUAL_WIDTH : Math.max(LEAST_WIDTH, columns);
}

/** A reader such as head may close the pipe early; that is its right and no fault. */
export function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}
