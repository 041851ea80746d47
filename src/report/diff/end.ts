import type { Projection } from '../../projection/index.js';
import type { Loaded } from '../../reading/index.js';

/** One of the two models that a difference lies between. */
export interface DiffEnd {
  /** How its columns are headed: a revision, `now`, a path, a scenario. */
  readonly heading: string;
  /** How the command line names it, for the next command to type. */
  readonly path: string;
  readonly scenario: string | undefined;
  readonly loaded: Loaded;
  readonly projection: Projection;
  /**
   * What each of its promises comes to, by the check and the scenario that it speaks of; each test of a board beside
   * them.
   */
  readonly promises: ReadonlyMap<string, Promised>;
}

/** What became of a check, or of a test that a board must watch. */
export interface Promised {
  readonly label: string;
  /** `open` where a figure or an answer is not known. */
  readonly state: 'holds' | 'fails' | 'open';
  /** `holds`, or what is found in the place of what is promised. */
  readonly says: string;
}
