import { understood } from './program.js';
import { endWithReader, widthOf } from './terminal.js';

/** The version of package.json, put in by the build. */
declare const BUYIN_VERSION: string;

/** Thrown where a command line asks for more than help. */
class MoreThanHelp extends Error {}

/**
 * Answers a command line that asks for help or the version, or is wrong, without the rest of the program: a bundle of
 * its own, which is there at once. Resolves to the exit code, and to undefined, with nothing written, where it asks for
 * more.
 */
export async function start(): Promise<number | undefined> {
  const { env, argv, stdout } = process;
  endWithReader(stdout);
  const shown = {
    out: (text: string) => void stdout.write(text),
    err: (text: string) => void process.stderr.write(text),
    width: widthOf(stdout.columns ?? env.COLUMNS),
    version: BUYIN_VERSION,
  };
  try {
    return await understood(argv.slice(2), shown, () => {
      throw new MoreThanHelp();
    });
  } catch (error) {
    if (error instanceof MoreThanHelp) return undefined;
    throw error;
  }
}
