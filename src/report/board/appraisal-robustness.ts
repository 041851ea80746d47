import { openCriteria, type Ranking, switchOf } from '../../analysis/index.js';
import { constant, type Exact } from '../../figures/index.js';
import { inRow } from '../../language/index.js';
import { NONE, saidCell, textCell } from '../page/cell.js';
import type { Row, Table, Text } from '../page/report.js';
import { type Sentence, shown, titled } from '../page/sentence.js';
import { appraisal } from '../sentences/appraisal.js';
import { cells as told } from '../sentences/cells.js';
import { type Appraising, nameOf, scoreCell } from './appraising.js';

const { say } = appraisal;

/** What comes out, in words: who is first, whether that survives, and of whom nothing can be said. */
export function verdict(asked: Appraising): Text {
  const { options, readings, ranking } = asked;
  const lines = [
    ...say.noCriteria(readings.length),
    ...(ranking === undefined ? [] : placed(asked, ranking)),
    ...options.flatMap((option, i) =>
      openCriteria(readings, i).flatMap(({ reading, reasons }) =>
        say.notRanked({ option: option.heading, criterion: nameOf(reading), reasons }),
      ),
    ),
  ];
  return { kind: 'text', id: 'verdict', title: titled('The result'), lines };
}

function placed(asked: Appraising, { ranked, totals, ranks }: Ranking): Sentence[] {
  const names = ranks.flatMap((rank, i) => (rank === 1 ? headingOf(asked, i) : []));
  const points = shown(constant('count', totals[ranks.indexOf(1)] as Exact, 'points of 100'), 'tenth');
  const found = { names, ranked: ranked.length, points };
  return [
    ...say.onlyOne(found),
    ...say.tie(found),
    ...say.first(found),
    ...(ranked.length > 1 && names.length === 1 ? survival(asked) : []),
  ];
}

const headingOf = ({ options, ranking }: Appraising, i: number): string =>
  options[ranking?.ranked[i] as number]?.heading as string;

function survival(asked: Appraising): Sentence[] {
  const { challenges, ranking, first } = asked;
  const survival = {
    first: headingOf(asked, first as number),
    mayMove: mayMove(asked),
    rivals: challenges.map(({ rival, least, at }) => ({
      name: headingOf(asked, rival),
      least,
      at: weightsAt(asked, at),
    })),
    dominant: challenges.every(({ rival }) =>
      ranking?.weighed.every(({ scores }) => (scores[first as number] as Exact).compare(scores[rival] as Exact) >= 0),
    ),
  };
  return [...say.weightsFixed(survival), ...say.overtaken(survival), ...say.level(survival), ...say.stays(survival)];
}

/** Whether any weight may move. */
const mayMove = ({ ranking }: Appraising): boolean =>
  ranking?.weighed.some(({ low, high }) => low.compare(high) !== 0) ?? false;

/** The weights that a weighting moves, by name. */
function weightsAt({ readings, ranking }: Appraising, at: readonly Exact[]): string {
  const moved = readings.flatMap((reading, i) => {
    const weight = at[i] as Exact;
    return weight.compare(ranking?.weighed[i]?.weight as Exact) === 0 ? [] : `${nameOf(reading)} ${weight}`;
  });
  return moved.length === 0 ? 'the weights as they are' : inRow(moved);
}

const overtakenCell = (least: Exact) =>
  saidCell([...told.say.neverOvertaken(least), ...told.say.isLevel(least), ...told.say.isOvertaken(least)]);

/** The first against each other option, over every weighting within the ranges. */
export function challengeTable(asked: Appraising): Table[] {
  const { challenges, options, ranking, first } = asked;
  if (first === undefined || ranking === undefined || !mayMove(asked)) return [];
  const rows = challenges.map(({ rival, lead, least, at }): Row => {
    const { id, heading } = options[ranking.ranked[rival] as number] as (typeof options)[number];
    return {
      id,
      role: 'line',
      level: 0,
      cells: [
        textCell(heading),
        scoreCell(lead),
        scoreCell(least),
        overtakenCell(least),
        textCell(weightsAt(asked, at)),
      ],
    };
  });
  return [
    {
      kind: 'table',
      id: 'robustness',
      title: titled(`Does ${headingOf(asked, first)} stay first at every weighting within the ranges?`),
      columns: [
        { id: 'rival', heading: 'Against', align: 'left' },
        { id: 'lead', heading: 'Leads by', align: 'right' },
        { id: 'least', heading: 'At least by', align: 'right' },
        { id: 'overtakes', heading: 'Overtaken', align: 'left' },
        { id: 'at', heading: 'At these weights', align: 'left' },
      ],
      rows,
      notes: say.atLeast(),
    },
  ];
}

/** For each criterion the nearest weight at which the first place changes, the others held. */
export function switchTable(asked: Appraising): Table[] {
  const { ranking, readings, first } = asked;
  if (first === undefined || ranking === undefined) return [];
  const rows = readings.map((reading, c): Row => {
    const { weight, low, high } = ranking.weighed[c] as Ranking['weighed'][number];
    const found = switchOf(first, c, ranking.weighed);
    const range = low.compare(high) === 0 ? 'held' : `${low} to ${high}`;
    const then = found && inRow(found.rivals.map((rival) => headingOf(asked, rival)));
    const cells = [textCell(nameOf(reading)), scoreCell(weight), textCell(range)];
    const rest =
      found === undefined
        ? [saidCell(told.say.noSwitch(found)), NONE, NONE]
        : [
            scoreCell(found.at),
            textCell(then as string),
            saidCell([...told.say.withinRange(found.within), ...told.say.outsideRange(found.within)]),
          ];
    return { id: reading.id, role: 'line', level: 0, cells: [...cells, ...rest] };
  });
  return [
    {
      kind: 'table',
      id: 'switching',
      title: titled('At which weight of one criterion does the first place change, the others held?'),
      columns: [
        { id: 'criterion', heading: 'Criterion', align: 'left' },
        { id: 'weight', heading: 'Weight', align: 'right' },
        { id: 'range', heading: 'Range', align: 'left' },
        { id: 'at', heading: 'Changes at', align: 'right' },
        { id: 'then', heading: 'Level with', align: 'left' },
        { id: 'within', heading: 'In range', align: 'left' },
      ],
      rows,
      notes: say.nearestWeight(),
    },
  ];
}
