import { type Beside, figureFor, type Ref } from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import type { Projection } from '../../projection/index.js';
import { phrase } from './phrase.js';
import type { Cell, Row, Show } from './report.js';
import { type Sentence, textOf } from './sentence.js';

/** Where the figures of references are found: a model that is played through, and what its references say of it. */
export interface FiguresOf {
  readonly projection: Projection;
  /** Its scenarios; undefined for the model as it stands. */
  readonly scenario: string | undefined;
  /** Its path and what the command line sets, where a report holds figures of several models. */
  readonly model?: string | undefined;
  readonly set?: readonly string[] | undefined;
  /** What figures of more than it are made of. */
  readonly beside?: Beside;
}

/** How a difference between two models is found. */
export const AFTER_LESS_BEFORE = 'the second less the first';
export const NONE: Cell = { kind: 'none' };
export const textCell = (text: string): Cell => ({ kind: 'text', text });

/**
 * A cell that says something of the figures beside it: the first of some sentences of the register that is true. Throws
 * where none is: that is a fault of the program.
 */
export function saidCell(said: readonly Sentence[]): Cell {
  const [first] = said;
  if (first === undefined) throw new Error('a cell for which no sentence of the register is true');
  return { kind: 'text', text: textOf(first), said: first.name };
}

/** Whether a cell of some rows is a sentence of the register, by its name. */
export const isSaidIn = (rows: readonly Row[], name: string): boolean =>
  rows.some(({ cells }) => cells.some((cell) => cell.kind === 'text' && cell.said === name));

/** A figure that is worked out already, under the reference by which `explain` finds it. */
export const figureCell = (figure: Figure, ref: Ref, show: Show): Cell => ({ kind: 'figure', figure, ref, show });

/** A number that is a figure of no one model: how it was found, and the figures that it came of. */
export const derivedCell = (
  figure: Figure,
  show: Show,
  says: string,
  of: readonly Ref[] = [],
): Extract<Cell, { kind: 'figure' }> => ({
  kind: 'figure',
  figure,
  show,
  derived: { says, of },
});

/** A number that the report counted or worked out, which its own words say how. */
export const countedCell = (figure: Figure, show: Show, of: readonly Ref[] = []): Cell =>
  derivedCell(figure, show, figure.detail.why ?? figure.label ?? phrase(figure), of);

/** The figure of a reference, which is what `explain` says of it; none where there is no such figure. */
export function askedCell(
  { projection, scenario, model, set, beside }: FiguresOf,
  asked: Omit<Ref, 'scenario' | 'model' | 'set'>,
  show: Show,
): Cell {
  const figure = figureFor(projection, asked, beside);
  if ('what' in figure) return NONE;
  const where = {
    ...whereSaid({ scenario, model, set }),
  };
  return figureCell(figure, { ...asked, ...where }, show);
}
