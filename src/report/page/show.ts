import { Exact, type Figure, grouped, Unknown } from '../../figures/index.js';
import type { Cell, Column, Show, Strip } from './report.js';

const HUNDRED = Exact.of(100);

/**
 * A heading as a person reads it: with an asterisk where the pounds below it do not add up. Data formats give pence,
 * and need none.
 */
export const shownHeading = ({ heading, isMarked }: Column): string => (isMarked === true ? `${heading}*` : heading);

/**
 * A cell as a person reads it: thousands separated, negatives in brackets, `unknown` in a word. A picture is drawn by
 * whoever knows its width.
 */
export function shownCell(cell: Exclude<Cell, Strip>): string {
  if (cell.kind === 'none') return '–';
  if (cell.kind === 'text') return cell.text;
  if (cell.shown !== undefined) return bracketed(String(cell.shown));
  return shownFigure(cell.figure, cell.show, cell.places);
}

/** How many decimals a number of things has by itself; none of what is always shown with the same. */
export function decimalsOf(figure: Figure, show: Show): number {
  if (!figure.isKnown || (show !== 'count' && show !== 'exact')) return 0;
  return shownFigure(figure, show).split('.')[1]?.replace(')', '').length ?? 0;
}

/** A figure as a person reads it in a table, without its unit; a number of things with at least so many decimals. */
export function shownFigure(figure: Figure, show: Show, places = 0): string {
  if (figure.value instanceof Unknown) return 'unknown';
  const { exact } = figure;
  switch (show) {
    case 'pounds':
      return bracketed(exact.toFixed(0));
    case 'pence':
      return bracketed(exact.toFixed(2));
    case 'price':
      return bracketed(digits(exact.toFixed(4), 2, 4));
    case 'count':
      return bracketed(exact.toFixed(exact.isWhole ? places : Math.max(1, places)));
    case 'plain':
      return exact.toFixed(0);
    case 'tenth':
      return bracketed(exact.toFixed(1));
    case 'exact':
      return bracketed(
        exact.isWhole ? exact.toFixed(places) : digits(exact.toFixed(2), isNearZero(exact) ? 2 : places, 2),
      );
    case 'percent':
      return percent(exact, 1);
    case 'rate':
      return percent(exact, 0);
    case 'draws':
      return ofDraws(exact);
    case 'full':
      return figure.kind === 'rate'
        ? bracketed(full(exact.times(HUNDRED), 0), '%')
        : bracketed(full(exact, PLACES[figure.kind]));
    default:
      return show satisfies never;
  }
}

/** The least share that is not 0.0% with one decimal. */
const SEEN = Exact.of('0.0005');

/** Whether a number with two decimals is zero, and is not without them. */
const isNearZero = (exact: Exact): boolean => exact.sign !== 0 && /^-?0\.00$/.test(exact.toFixed(2));

/** A share with one decimal, or `least`; one too small to be seen is `<0.1%` or `(<0.1%)`, and not zero. */
function percent(share: Exact, least: number): string {
  if (share.sign !== 0 && share.size.compare(SEEN) < 0) return share.sign < 0 ? '(<0.1%)' : '<0.1%';
  return bracketed(digits(share.times(HUNDRED).toFixed(1), least, 1), '%');
}

function ofDraws(share: Exact): string {
  if (share.sign === 0) return 'none';
  const missing = Exact.one.minus(share);
  if (missing.sign === 0) return 'all';
  if (share.compare(SEEN) < 0) return '<0.1%';
  return missing.compare(SEEN) <= 0 ? '>99.9%' : `${share.times(HUNDRED).toFixed(1)}%`;
}

/** The decimals that an amount has however round it is. */
const PLACES = { money: 2, price: 2, count: 0 };
/** The decimals of what does not end, where all digits are shown. */
const CUT = 4;

function full(exact: Exact, least: number): string {
  if (!exact.ends) return `${exact.truncated(CUT)}…`;
  const [whole = '', decimals = ''] = exact.toString().split('.');
  return least + decimals.length === 0 ? whole : `${whole}.${decimals.padEnd(least, '0')}`;
}

/** Between `least` and `most` decimals, none of them a needless zero. */
function digits(text: string, least: number, most: number): string {
  const [whole = '0', decimals = ''] = text.split('.');
  const kept = decimals.slice(0, most).replace(/0+$/, '').padEnd(least, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/** `-1234567.89` as `(1,234,567.89)`, with a sign that belongs to the number inside the brackets. */
function bracketed(text: string, sign = ''): string {
  const negative = text.startsWith('-');
  const number = grouped(negative ? text.slice(1) : text);
  return negative && /[1-9]/.test(number) ? `(${number}${sign})` : number + sign;
}
