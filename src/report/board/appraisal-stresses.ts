import { rankingOf, readingsOf } from '../../analysis/index.js';
import { inRow } from '../../language/index.js';
import { type Appraisal, scenarioCalled } from '../../model/index.js';
import type { Idle } from '../../reading/index.js';
import { idleLines } from '../frame/idle.js';
import { saidCell, textCell } from '../page/cell.js';
import type { Row, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { appraisal } from '../sentences/appraisal.js';
import { cells as told } from '../sentences/cells.js';
import { type AppraisedChoice, columnsOf, pointsCell } from './appraising.js';

/** Every option under one stress. */
export interface StressedChoices {
  readonly stress: string;
  readonly options: readonly AppraisedChoice[];
  /** What the stress says of places that an option does not have, in the order of the options. */
  readonly idle: readonly (readonly Idle[])[];
}

/**
 * The weighted scores of the options under each stress, scored among the options as they are under that stress, and
 * which of them is first.
 */
export function stressedRanking(
  terms: Appraisal,
  options: readonly AppraisedChoice[],
  stressed: readonly StressedChoices[],
): Table[] {
  if (terms.criteria.size === 0 || stressed.length === 0 || options.length < 2) return [];
  const { model } = (options[0] as AppraisedChoice).projection;
  const rows = stressed.map(({ stress, options: under }): Row => {
    const ranking = rankingOf(readingsOf(terms, under));
    const scores = under.map((_, i) => pointsCell(ranking?.totals[ranking.ranked.indexOf(i)]));
    const firsts =
      ranking?.ranks.flatMap((rank, i) =>
        rank === 1 ? (under[ranking.ranked[i] as number] as AppraisedChoice).heading : [],
      ) ?? [];
    return {
      id: stress,
      role: 'line',
      level: 0,
      cells: [
        textCell(scenarioCalled(model, stress)),
        ...scores,
        firsts.length === 0 ? saidCell(told.say.notKnown(false)) : textCell(inRow(firsts)),
      ],
    };
  });
  return [
    {
      kind: 'table',
      id: 'stresses',
      title: titled('Which option is first under each stress: points of 100'),
      columns: [
        { id: 'stress', heading: 'Stress', align: 'left' },
        ...columnsOf(options),
        { id: 'first', heading: 'First', align: 'left' },
      ],
      rows,
      notes: [
        ...appraisal.say.withinRows(),
        ...idleLines(
          model,
          stressed.flatMap(({ stress, idle }) =>
            options.map(({ option }, i) => ({ option, stress, idle: idle[i] ?? [] })),
          ),
        ),
      ],
    },
  ];
}
