import type { Problem } from '../language/index.js';
import type { TextFile } from '../reading/index.js';
import type { Report } from '../report/index.js';
import type { Io } from './io.js';

/** What every command that looks at a model can be told. */
export interface Common {
  /** `a+b` applies two scenarios together; several are put side by side where a command compares. */
  readonly scenario: readonly string[];
  readonly set: readonly string[];
}

/**
 * What a total is of which something is not known. Unless said it is unknown, and its known part stands beneath it;
 * `part`: the known part, named as partial; `fail`: a Problem at each place that is not known.
 */
export const UNKNOWN = ['part', 'fail'] as const;

/** What the command line says of it. */
export interface UnknownSaid {
  readonly unknown?: (typeof UNKNOWN)[number];
}

/** A report, and what is wrong beside it: with a problem the exit code is 1, and the report is shown all the same. */
export interface ReportAnswer {
  readonly report: Report;
  readonly problems?: readonly Problem[];
  /** Whether the exit code is 1, though nothing is wrong: what was asked whether it differs does. */
  readonly differs?: boolean;
  /** Files that are written beside it, once all is well. */
  readonly files?: readonly TextFile[];
}

/** A text in a form of its own, which no `--format` changes, and what is wrong beside it. */
export interface TextAnswer {
  readonly text: string;
  readonly problems?: readonly Problem[];
  readonly files?: ReportAnswer['files'];
}

export type CommandAnswer = ReportAnswer | TextAnswer;

export type Run<O> = (args: readonly string[], options: O & Common, io: Io) => CommandAnswer | Promise<CommandAnswer>;

/** One option of a command, in commander's own notation. */
export interface CommandOption {
  readonly flags: string;
  readonly says: string;
  readonly choices?: readonly string[];
  readonly initial?: string;
  /** Whether the command cannot do without it. */
  readonly needed?: boolean;
  /** May be given several times. */
  readonly repeats?: boolean;
}

/** What a user wants to know, in the order in which `--help` lists it: every command answers one of these. */
export const GROUPS = {
  offer: 'Price and offer',
  money: "The company's money",
  worth: 'Worth to schools',
  chance: 'Chance',
  sources: 'Where figures come from',
  files: 'Files',
} as const;

/** A command as `--help` lists it; its work is loaded when it is run. */
export interface Command {
  readonly name: string;
  /** Arguments in commander's notation: `<model>`, `<models...>`. */
  readonly args: readonly (readonly [name: string, says: string])[];
  readonly says: string;
  readonly group: keyof typeof GROUPS;
  readonly options: readonly CommandOption[];
  /** Two command lines that end its help. They run as they stand, in any folder, on what comes with the program. */
  readonly examples: readonly [string, string];
  readonly load: () => Promise<{ run: Run<never> }>;
}

/** What is wrong with a command line: exit code 2. */
export class Usage extends Error {}
