import {
  challengesTo,
  membershipOf,
  type Ranking,
  type Reading,
  type Ref,
  rankingOf,
  readingsOf,
  yearFor,
} from '../../analysis/index.js';
import { constant, type Exact, type Figure } from '../../figures/index.js';
import { yearLabel } from '../../model/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { calendarsTold } from '../frame/calendars.js';
import { countedCell, derivedCell, figureCell, NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, Report, type Row, type Show, type Table, type Text } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { appraisal } from '../sentences/appraisal.js';
import { judgedUnder } from '../worth/valued.js';
import { againstTable, moneyTable } from './appraisal-money.js';
import { challengeTable, switchTable, verdict } from './appraisal-robustness.js';
import { type StressedChoices, stressedRanking } from './appraisal-stresses.js';
import { type AppraisedChoice, type Appraising, columnsOf, nameOf, pointsCell, scoreCell } from './appraising.js';

/**
 * What is asked: the terms of the first model, its options and those of the others, and how money is counted in each.
 */
export interface AppraisalAsked {
  readonly standing: Standing;
  readonly options: readonly AppraisedChoice[];
  /**
   * The same under each stress of the model; none where the model does not say which, or the command line names what is
   * appraised.
   */
  readonly stressed: readonly StressedChoices[];
  /** One sentence each. */
  readonly told: readonly Sentence[];
}

/**
 * Options side by side: their ranking with its parts, whether it survives every weighting, and their money for the
 * company, for schools and for the system.
 */
export function appraisalReport({ standing, options, stressed, told }: AppraisalAsked): Report {
  const terms = standing.model.appraisal;
  const readings = readingsOf(terms, options);
  const ranking = rankingOf(readings);
  const firsts = ranking?.ranks.flatMap((rank, i) => (rank === 1 ? i : [])) ?? [];
  const first = firsts.length === 1 && (ranking?.ranked.length ?? 0) > 1 ? firsts[0] : undefined;
  const challenges = first === undefined || ranking === undefined ? [] : challengesTo(first, ranking.weighed);
  const asked: Appraising = { terms, options, readings, ranking, first, challenges };
  const money = moneyTable(asked);
  const blocks: Block[] = [
    choices(options),
    verdict(asked),
    ...(readings.length === 0 ? [] : [criteriaTable(asked)]),
    ...(ranking === undefined ? [] : [rankingTable(asked, ranking)]),
    ...challengeTable(asked),
    ...switchTable(asked),
    ...stressedRanking(terms, options, stressed),
    money,
    ...againstTable(asked, money),
  ];
  const years = calendarsTold(
    options.map(({ heading, projection }) => ({ name: heading, calendar: projection.model.calendar })),
  );
  return Report.of({
    id: 'appraise',
    title: titled(`${standing.model.name}: options appraised`),
    basis: [...basisOf(standing, blocks), ...told, ...years],
    blocks,
  });
}

function choices(options: readonly AppraisedChoice[]): Text {
  const lines = options.flatMap(({ heading, option, because }) =>
    appraisal.say.option({ heading, because, isBase: option === 'base' }),
  );
  return { kind: 'text', id: 'options', title: titled('The options'), lines };
}

const SHOWS: Readonly<Record<Figure['kind'], Show>> = {
  money: 'pounds',
  count: 'count',
  rate: 'percent',
  price: 'price',
};

function criteriaTable({ options, readings, ranking }: Appraising): Table {
  const rows = readings.flatMap((reading, c): Row[] => [
    {
      id: reading.id,
      role: 'line',
      level: 0,
      cells: [
        textCell(nameOf(reading)),
        textCell(sourceOf(reading, options)),
        ...reading.each.map((figure, i) => readCell(figure, reading.refs[i], options[i])),
      ],
    },
    {
      id: `${reading.id}.score`,
      role: 'line',
      level: 1,
      cells: [
        textCell('score, 0 to 100'),
        NONE,
        ...options.map((_, i) => scoreCell(ranking?.weighed[c]?.scores[ranking.ranked.indexOf(i)])),
      ],
    },
  ]);
  return {
    kind: 'table',
    id: 'criteria',
    title: titled('What each option comes to, criterion by criterion'),
    columns: [
      { id: 'criterion', heading: 'Criterion', align: 'left' },
      { id: 'from', heading: 'From', align: 'left' },
      ...columnsOf(options),
    ],
    rows,
    notes: [...appraisal.say.scores(), ...tierNotes(readings, options)],
  };
}

/** Whether a criterion judges schools. */
const judges = ({ terms }: Reading): boolean => /^(gains|cascade)\./.test(terms.figure?.text ?? '');

function tierNotes(readings: readonly Reading[], options: readonly AppraisedChoice[]): readonly Sentence[] {
  if (!readings.some(judges)) return [];
  return judgedUnder(
    options.flatMap(
      (option) => membershipOf(option.projection, option.projection.model.calendar.years[0] as number) ?? [],
    ),
  );
}

function readCell(figure: Figure, ref: Ref | undefined, option: AppraisedChoice | undefined): Cell {
  const show = SHOWS[figure.kind];
  return ref === undefined
    ? derivedCell(figure, show, 'a score that somebody gave by hand')
    : figureCell(figure, { ...ref, ...option?.where }, show);
}

/** Where a criterion is read, and which way is better. */
function sourceOf({ terms }: Reading, options: readonly AppraisedChoice[]): string {
  if (terms.figure === undefined) return 'scored by hand';
  const labels = [
    ...new Set(options.map((option) => yearLabel(option.projection.model.calendar, yearFor(terms, option)))),
  ];
  const when = terms.figure.text.startsWith('npv.')
    ? ''
    : `, ${terms.year === undefined || labels.length > 1 ? `${terms.year?.text ?? 'last'} year` : labels[0]}`;
  return `${terms.figure.text}${when}; ${terms.better} is better`;
}

function rankingTable({ options, readings }: Appraising, { weighed, ranked, totals, ranks }: Ranking): Table {
  const all = weighed.reduce(
    (sum, { weight }) => sum.plus(weight),
    weighed[0]?.weight.minus(weighed[0].weight) as Exact,
  );
  const rows = readings.map((reading, c): Row => {
    const { weight, scores } = weighed[c] as Ranking['weighed'][number];
    const share = weight.over(all);
    return {
      id: reading.id,
      role: 'line',
      level: 0,
      cells: [
        textCell(nameOf(reading)),
        countedCell(constant('rate', share, 'its share of all weights'), 'percent'),
        ...options.map((_, i) => pointsCell(scores[ranked.indexOf(i)]?.times(share))),
      ],
    };
  });
  const rank = (i: number): string => {
    const place = ranks[ranked.indexOf(i)];
    if (place === undefined) return 'NOT RANKED';
    return `${place}${ranks.filter((other) => other === place).length > 1 ? '=' : ''}`;
  };
  return {
    kind: 'table',
    id: 'ranking',
    title: titled('Weighted scores: points of 100'),
    columns: [
      { id: 'criterion', heading: 'Criterion', align: 'left' },
      { id: 'weight', heading: 'Weight', align: 'right' },
      ...columnsOf(options),
    ],
    rows: [
      ...rows,
      {
        id: 'total',
        role: 'total',
        level: 0,
        cells: [textCell('Weighted score'), NONE, ...options.map((_, i) => pointsCell(totals[ranked.indexOf(i)]))],
      },
      {
        id: 'rank',
        role: 'line',
        level: 0,
        cells: [textCell('Rank'), NONE, ...options.map((_, i) => textCell(rank(i)))],
      },
    ],
    notes: [...appraisal.say.weighted()],
  };
}
