/**
 * How well an input is known, from best to worst. `scenario` and `command line` mark a value that somebody tries out,
 * `made up` one of a school that a page makes up, `drawn` one that chance has drawn.
 */
export const BASES = [
  'published',
  'measured',
  'estimate',
  'illustrative',
  'scenario',
  'command line',
  'made up',
  'drawn',
  'not stated',
] as const;
export type Basis = (typeof BASES)[number];

/** Where an input stands, and what stands behind it. */
export interface Origin {
  /** The file as named on the command line, `--set`, or `rule` for a constant of the program. */
  readonly file: string;
  /** Both from 1; 0 where there is no file. */
  readonly line: number;
  readonly column: number;
  /** The place in the model, dotted: `tiers.membership.price.0.per_pupil`. */
  readonly path: string;
  /** What is written there, to the letter. */
  readonly text: string;
  readonly basis: Basis;
  readonly source: string | undefined;
}

/** `file:line:column`, as editors open it. */
export function placeOf(origin: Pick<Origin, 'file' | 'line' | 'column'>): string {
  return origin.line === 0 ? origin.file : `${origin.file}:${origin.line}:${origin.column}`;
}
