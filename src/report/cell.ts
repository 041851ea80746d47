import { figureFor, type ListSaid, type Ref } from '../analysis/index.js';
import type { Figure } from '../figures/index.js';
import type { Projection } from '../projection/index.js';
import type { Cell, Show } from './report.js';

/** Where the figures of references are found: a model that is played through, and what its references say of it. */
export interface FiguresOf {
  readonly projection: Projection;
  /** Its scenarios; undefined for the model as it stands. */
  readonly scenario: string | undefined;
  /** Price lists beside its tiers, for references that name one. */
  readonly lists?: readonly ListSaid[];
}

export const NONE: Cell = { kind: 'none' };
export const textCell = (text: string): Cell => ({ kind: 'text', text });

/** A figure that is worked out already, under the reference by which `explain` finds it. */
export const figureCell = (figure: Figure, ref: Ref, show: Show): Cell => ({ kind: 'figure', figure, ref, show });

/** The figure of a reference, which is what `explain` says of it; none where there is no such figure. */
export function askedCell({ projection, scenario, lists }: FiguresOf, asked: Omit<Ref, 'scenario' | 'model' | 'set'>, show: Show): Cell {
  const figure = figureFor(projection, asked, undefined, lists);
  return 'what' in figure ? NONE : { kind: 'figure', figure, ref: { ...asked, ...(scenario === undefined ? {} : { scenario }) }, show };
}
