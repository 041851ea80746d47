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

/** What says of a console which signs it shows. */
interface Console {
  readonly isTerminal: boolean;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Programs round a console of Windows that show every sign say who they are; the old console does not. */
const NEW_CONSOLES = ['WT_SESSION', 'TERM_PROGRAM', 'ConEmuANSI', 'TERM'];

/**
 * Whether lines and marks are written in ASCII: on a terminal whose locale names another encoding than UTF-8, and on the
 * old console of Windows. A file or a pipe always has UTF-8.
 */
export function isPlain({ isTerminal, platform, env }: Console): boolean {
  if (!isTerminal) return false;
  if (platform === 'win32') return !NEW_CONSOLES.some((name) => (env[name] ?? '') !== '');
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((said) => said !== undefined && said !== '');
  return locale !== undefined && !/utf-?8/i.test(locale);
}
