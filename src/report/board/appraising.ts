import type { Appraised, Challenge, Ranking, Reading, Ref } from '../../analysis/index.js';
import { constant, type Exact } from '../../figures/index.js';
import type { Appraisal } from '../../model/index.js';
import { called } from '../../model/index.js';
import { countedCell, NONE } from '../page/cell.js';
import type { Cell, Column, Show } from '../page/report.js';

/** An option with what a report says of it. */
export interface AppraisedChoice extends Appraised {
  /** Stable, and different for each. */
  readonly id: string;
  readonly heading: string;
  readonly because: string | undefined;
  /** What is said to find a figure of it beside its name: scenario, sets, model. */
  readonly where: Omit<Ref, 'figure'>;
}

/** Options appraised, with what the report says more than once. */
export interface Appraising {
  readonly terms: Appraisal;
  readonly options: readonly AppraisedChoice[];
  readonly readings: readonly Reading[];
  readonly ranking: Ranking | undefined;
  /** The place of the only first option; undefined where several are, or none is ranked. */
  readonly first: number | undefined;
  readonly challenges: readonly Challenge[];
}

/** A column for each option. */
export const columnsOf = (options: readonly AppraisedChoice[]): Column[] =>
  options.map(({ id, heading }) => ({ id, heading, align: 'right', stays: true }));
export const nameOf = ({ id, terms }: Reading): string => called(terms, id);
/** A number on the scale of the scores, which belongs to no one model. */
export const scoreCell = (score: Exact | undefined): Cell => onScale(score, 'count');
/** The same of weighted points, which are read along a row and down a column: always to one decimal. */
export const pointsCell = (points: Exact | undefined): Cell => onScale(points, 'tenth');
const onScale = (score: Exact | undefined, show: Show): Cell =>
  score === undefined ? NONE : countedCell(constant('count', score, 'on the scale of the scores, 0 to 100'), show);
