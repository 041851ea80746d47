import type { MapNode, Span } from '../language/index.js';
import type { Model } from '../model/index.js';
import type { Change } from './changes.js';
import type { Idle } from './elsewhere.js';
import type { FileOf, Rows } from './files-beside.js';
import type { Source } from './load.js';

/* What is made of a model's text. */

/** Which scenarios are applied together, and what is set on the command line. */
export interface Pick {
  readonly scenarios: readonly string[];
  readonly sets: readonly string[];
  /** What chance has drawn, as `sets` would say it. */
  readonly drawn?: readonly string[];
  /**
   * Whether it is one of several models of a grid: what is set of a place that this one lacks does nothing in it, and
   * is told as such.
   */
  readonly isCell?: boolean;
}

export const BASE: Pick = { scenarios: [], sets: [] };

/** A model with the way it came about. */
export interface Loaded {
  readonly model: Model;
  /** What the scenarios and `--set` change of the base, in order. */
  readonly changes: readonly Change[];
  /**
   * What is said without an effect: of places that this model of a grid does not have, and of those of several things
   * that have none.
   */
  readonly idle: readonly Idle[];
  /** The model's text as a tree, with every value's place: where lints and the like find theirs. */
  readonly tree: MapNode;
}

/** A model, and the dotted places that use each of its assumptions. */
export interface Used {
  readonly model: Model;
  readonly uses: ReadonlyMap<string, readonly string[]>;
}

/** One change of scenarios or of `--set`. */
export interface Apart {
  readonly change: Change;
  /** Where it is said. */
  readonly span: Span;
  /** The model without it, with all the others; undefined where that is none. */
  readonly without: () => Used | undefined;
}

/** The way from a model to the same with some scenarios: what a bridge is built from. */
export interface Way {
  /** What the scenarios change, in order. */
  readonly changes: readonly Change[];
  /** The dotted places that use each assumption, at either end. */
  readonly uses: ReadonlyMap<string, readonly string[]>;
  /**
   * The model with only some of the changes, and with or without what schools have answered about the scenarios. Throws
   * Problems where that is no model.
   */
  readonly modelWith: (keep: (change: Change) => boolean, withAnswers: boolean) => Model;
}

/** A model as one end of what lies between two: its text with its scenarios on it, and the files that it names. */
export interface ModelEnd {
  readonly tree: MapNode;
  /** The schools of the roll file that stand in the text, changed, or are gone. */
  readonly taken: ReadonlySet<string>;
  /** The text with more schools of its roll file in it, as the file has them. */
  readonly withRows: (ids: ReadonlySet<string>) => MapNode;
  readonly rows: (of: FileOf) => Rows;
  /**
   * The model of another text, with the roll and the answers of one end or the other. Throws every Problem that it has.
   */
  readonly modelOf: (
    tree: MapNode,
    files: { readonly [F in FileOf]: ModelEnd } & { readonly taken: ReadonlySet<string> },
  ) => Model;
  readonly source: Source;
  readonly applied: readonly string[];
}
