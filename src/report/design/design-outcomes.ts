import { type CascadeFigureName, figureOfCascade, isEmptied, isMet, type Verified } from '../../analysis/index.js';
import { constant, Exact, type Figure } from '../../figures/index.js';
import { countedCell, NONE, saidCell, textCell } from '../page/cell.js';
import type { Cell, Column, Row, Show, Table, Text } from '../page/report.js';
import { shown as amount } from '../page/sentence.js';
import { cells } from '../sentences/cells.js';
import { design } from '../sentences/design.js';
import { type TariffsTitled, titles } from '../sentences/titles.js';
import { SAID } from '../worth/valued.js';
import type { Designed } from './design.js';

const { say } = design;

const column = (id: string, heading: string, align: Column['align'] = 'right'): Column => ({ id, heading, align });
const amounts = (figure: Figure | undefined, show: Show): Cell =>
  figure === undefined ? saidCell(cells.say.notKnown(false)) : countedCell(figure, show);
const countCell = (count: number): Cell => countedCell(constant('count', Exact.of(count), 'counted'), 'count');

/** What each tariff that is shown comes to. */
export function outcomes(designed: Designed, nearest: boolean, year: string): Table {
  const { limits, shown, searched, against } = designed;
  const isRange = [designed.today, ...shown].some(({ cascade }) => cascade.alike !== undefined);
  const row = (id: string, label: string, verified: Verified): Row => ({
    id,
    role: 'line',
    level: 0,
    cells: [
      textCell(isEmptied(verified) ? `${label} EMPTIES` : label),
      amounts(verified.surplus, 'pounds'),
      amounts(verified.worst, 'percent'),
      amounts(verified.loss, 'pounds'),
      amounts(verified.lossShare, 'percent'),
      countCell(verified.score.numbers),
      ...(limits.length === 0 ? [] : [saidCell(cells.say.misses(missedBy(verified)))]),
      stay('cascade.after', verified),
      ...(isRange ? [stay('cascade.after_alike', verified)] : []),
      ...(verified.worstIn === undefined
        ? [NONE, NONE]
        : [textCell(verified.worstIn.label), amounts(verified.worstOf, 'count')]),
    ],
  });
  const all = searched.frontier.length;
  const near = searched.nearest.reduce((sum, equal) => sum + equal.length, 0);
  return {
    kind: 'table',
    id: 'outcomes',
    title: [
      ...titles.say.nearest(titledBy(designed)),
      ...titles.say.frontier(titledBy(designed)),
      ...titles.say.meeting(titledBy(designed)),
    ],
    columns: [
      column('row', '', 'left'),
      column('surplus', 'Surplus, £'),
      column('worst', 'Better'),
      column('loss', 'Loss, £'),
      column('loss_share', 'share'),
      column('numbers', 'Numbers'),
      ...(limits.length === 0 ? [] : [column('misses', 'Misses')]),
      column('stay', 'Stay'),
      ...(isRange ? [column('stay_alike', 'or')] : []),
      column('constituency', 'Fewest are better off in', 'left'),
      column('constituency_of', 'of'),
    ],
    rows: [
      row('today', 'As it is', designed.today),
      ...shown.map((each, i) => row(String(i + 1), String(i + 1), each)),
    ],
    notes: [
      ...say.surplusUnknown(designed.today.surplus.isKnown),
      ...(nearest
        ? say.nearest({ shown: shown.length, all: near })
        : say.frontier({ shown: shown.length, all, sortedBy: designed.sortedBy })),
      ...say.columns({ against: SAID[against], year }),
      ...say.stay({ before: [amount(designed.today.cascade.before, 'count')], isRange }),
      ...say.empties([designed.today, ...shown].some((each) => isEmptied(each))),
      ...say.numbers(),
    ],
  };
}

const stay = (name: CascadeFigureName, { cascade }: Verified): Cell => amounts(figureOfCascade(name, cascade), 'count');

/**
 * A tariff that loses everybody is none to choose: what the board can say so that the search keeps such tariffs out.
 */
export function emptied({ shown, limits, searched }: Designed): Text[] {
  const rows = shown.flatMap((each, i) => (isEmptied(each) ? [i + 1] : []));
  if (rows.length === 0) return [];
  const isEvery = rows.length === shown.length;
  const which = isEvery
    ? 'Every tariff that is shown'
    : rows.length === 1
      ? `The tariff in row ${rows[0]}`
      : `Each of the tariffs in rows ${rows.join(', ')}`;
  const last = !isEvery && searched.frontier.length > 0;
  return [
    {
      kind: 'text',
      id: 'emptied',
      title: titles.say.emptied(isEvery),
      lines: [...say.losesAll({ which, last }), ...say.setLimit(limits.length)],
    },
  ];
}

/** Where nothing is known by which one tariff could be held against another: what there is of the one that stands. */
export function incomparable({ today: { surplus, loss } }: Designed): Table {
  const row = (id: string, label: string, cell: Cell): Row => ({
    id,
    role: 'line',
    level: 0,
    cells: [textCell(label), cell],
  });
  return {
    kind: 'table',
    id: 'outcomes',
    title: titles.say.incomparable(surplus?.isKnown === true),
    columns: [column('measure', '', 'left'), column('today', 'As it is')],
    rows: [
      row('surplus', 'Surplus of all years together, £', amounts(surplus, 'pounds')),
      row('loss', 'The largest loss of any school, £', amounts(loss, 'pounds')),
    ],
    notes: say.incomparable(),
  };
}

const missedBy = ({ score }: Verified): readonly string[] =>
  score.gaps.flatMap((gap, i) => (isMet(gap) ? [] : String(i + 1)));
const titledBy = ({ searched, limits }: Designed): TariffsTitled => ({
  meeting: searched.frontier.length,
  limits: limits.length,
});
