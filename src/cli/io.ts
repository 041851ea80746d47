import type { Engine } from '../analysis/simulation/index.js';
import type { Month } from '../language/index.js';
import type { Disk, Git, TextFile } from '../reading/index.js';

/**
 * A question, the answer that is taken where nothing is typed, and why an answer cannot be taken (undefined where it
 * can).
 */
export interface TerminalQuestion {
  readonly question: string;
  readonly initial: string;
  readonly whyNot: (text: string) => string | undefined;
}

export type Ask = (question: TerminalQuestion) => Promise<string>;

/** What lies in a folder. */
export type Listing = (folder: string) => readonly { readonly name: string; readonly isFolder: boolean }[];

/** How `--watch` waits. */
export interface Watching {
  /** Another text for each state in which a file lies there, found without reading it; undefined where there is none. */
  readonly stamp: (path: string) => string | undefined;
  /** A moment; false where nobody waits any more. */
  readonly pause: () => Promise<boolean>;
}

/** All that a command may touch of the world. */
export interface Io {
  readonly disk: Disk;
  /** What lies in a folder, for completion; nothing where there is no such folder. */
  readonly listing?: Listing;
  /** Results. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  /** Writes files, each whole or not at all, or throws Problems. */
  readonly write: (files: readonly TextFile[]) => void;
  /**
   * Says what is being done, to whoever waits, and how much of it is done from 0 to 1 where that is known; an empty
   * text says that it is over. What takes less than a second is never said.
   */
  readonly progress: (what: string, done?: number) => void;
  /** Git's own program, for what stood at an earlier revision. */
  readonly git: Git;
  /**
   * Asks whoever sits at the terminal; undefined where there is none. Rejects with Usage where the questions are broken
   * off.
   */
  readonly ask?: Ask | undefined;
  /** How to wait for a change of files; undefined where nobody can. */
  readonly watching?: Watching;
  /** What works out the draws of a simulation. */
  readonly engine: Engine;
  /** Columns of the terminal, 80 where there is none. */
  readonly width: number;
  readonly colour: { readonly out: boolean; readonly err: boolean };
  readonly version: string;
  /** The month that it is: what is overdue depends on it. */
  readonly today: Month;
}
