import { type CascadeFigureName, figureOfCascade, isEmptied, isMet, type Verified } from '../analysis/index.js';
import { constant, Exact, type Figure, grouped } from '../figures/index.js';
import type { Designed } from './design.js';
import { textCell } from './lines.js';
import type { Cell, Column, Row, Show, Table, Text } from './report.js';
import { shownFigure } from './show.js';
import { SAID } from './valued.js';

const column = (id: string, heading: string, align: Column['align'] = 'right'): Column => ({ id, heading, align });
const whole = (count: number): string => grouped(String(count));
const amounts = (figure: Figure | undefined, show: Show): Cell => (figure === undefined ? textCell('not known') : { kind: 'figure', figure, show });
const countCell = (count: number): Cell => ({ kind: 'figure', figure: constant('count', Exact.of(count), 'counted'), show: 'count' });

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
      ...(limits.length === 0 ? [] : [textCell(missedBy(verified))]),
      stay('cascade.after', verified),
      ...(isRange ? [stay('cascade.after_alike', verified)] : []),
      textCell(
        verified.worstIn === undefined
          ? '–'
          : `${verified.worstIn.label}, of ${verified.worstOf === undefined ? '?' : shownFigure(verified.worstOf, 'count')}`,
      ),
    ],
  });
  const all = searched.frontier.length;
  const left = designed.today.surplus.isKnown ? [] : ['The surplus is unknown, so it speaks for none of them: they are compared by the rest.'];
  const near = searched.nearest.reduce((sum, equal) => sum + equal.length, 0);
  return {
    kind: 'table',
    id: 'outcomes',
    title: nearest ? 'The tariffs that come nearest' : limits.length === 0 ? 'The frontier' : 'The frontier of those that meet every limit',
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
    ],
    rows: [row('today', 'As it is', designed.today), ...shown.map((each, i) => row(String(i + 1), String(i + 1), each))],
    notes: [
      ...left,
      nearest
        ? `Sorted by how many limits they miss, and then by how far; of those that come equally near none is as good in everything and better in something.${shown.length < near ? ` ${shown.length} of ${whole(near)} are shown (--most).` : ''}`
        : `${whole(all)} ${all === 1 ? 'tariff is' : 'tariffs are'} on the frontier: none of all that were tried is as good in everything and better in something.${shown.length < all ? ` ${shown.length} of them are shown, spread over it (--most).` : ''} Sorted by ${designed.sortedBy} (--sort).`,
      `Surplus: of all years together. Better: the share of schools that is better off in the constituency where it is least, against ${SAID[against]}, ${year}; Loss: the largest of any school. Schools that are not known are not counted. Of: how many schools of the constituency are known.`,
      stayNote(designed, isRange),
      'Numbers: the different rates, fixed parts, floors, caps and others of the tariff; one that stands in two prices counts once. Fewer are simpler.',
    ],
  };
}

const stay = (name: CascadeFigureName, { cascade }: Verified): Cell => amounts(figureOfCascade(name, cascade), 'count');

function stayNote({ today }: Designed, isRange: boolean): string {
  const before = `Stay: of ${shownFigure(today.cascade.before, 'count')} members as it is, those who are left if schools that lose leave and the others pay for them, as in sustainability`;
  const range = isRange
    ? '; the first if every school stays of which nobody knows what it pays today, or: if as large a part of them leaves as of the others'
    : '';
  return `${before}${range}. EMPTIES: nobody of those that are known stays.`;
}

/** A tariff that loses everybody is none to choose: what the board can say so that the search keeps such tariffs out. */
export function emptied({ shown, limits, searched }: Designed): Text[] {
  const rows = shown.flatMap((each, i) => (isEmptied(each) ? [i + 1] : []));
  if (rows.length === 0) return [];
  const isEvery = rows.length === shown.length;
  const which = isEvery
    ? 'Every tariff that is shown'
    : rows.length === 1
      ? `The tariff in row ${rows[0]}`
      : `Each of the tariffs in rows ${rows.join(', ')}`;
  const last = isEvery || searched.frontier.length === 0 ? '' : ', and so it stands after the others, whatever it earns';
  const keeps = limits.length === 0 ? 'No limit keeps such tariffs out' : 'The limits that are set do not keep such tariffs out';
  return [
    {
      kind: 'text',
      id: 'emptied',
      title: `${limits.length === 0 ? 'SET A LIMIT: a' : 'A'} surplus is of no use where nobody stays`,
      lines: [
        `${which} loses every school of which it is known what it pays today${last}.`,
        `${keeps}: say what schools can bear, as in --limit 'largest_loss<=10%' or --limit 'better_off_share.worst>=50%'.`,
      ],
    },
  ];
}

/** Where nothing is known by which one tariff could be held against another: what there is of the one that stands. */
export function incomparable({ today: { surplus, loss } }: Designed): Table {
  const row = (id: string, label: string, cell: Cell): Row => ({ id, role: 'line', level: 0, cells: [textCell(label), cell] });
  return {
    kind: 'table',
    id: 'outcomes',
    title: 'NOTHING can be compared: the surplus is unknown',
    columns: [column('measure', '', 'left'), column('today', 'As it is')],
    rows: [
      row('surplus', 'Surplus of all years together, £', amounts(surplus, 'pounds')),
      row('loss', 'The largest loss of any school, £', amounts(loss, 'pounds')),
    ],
    notes: ['Nor is it known of any school what it would gain or lose. So no tariff is shown: none can be said to be better than another.'],
  };
}

const missedBy = ({ score }: Verified): string => score.gaps.flatMap((gap, i) => (isMet(gap) ? [] : String(i + 1))).join(', ') || 'none';
