import { BELOW, errorOf, type Likely, percentileOf, roundUp } from '../../analysis/simulation/index.js';
import { constant, Exact, type Figure, grouped, type Kind, unknown } from '../../figures/index.js';
import { countedCell, derivedCell } from '../page/cell.js';
import type { Cell, Column, Ref, Row, Show, Strip } from '../page/report.js';
import type { Sentence } from '../page/sentence.js';
import { chance, type ShareTold } from '../sentences/chance.js';

/** A column of a table of draws. */
export const column = (id: string, heading: string, align: Column['align'] = 'right'): Column => ({
  id,
  heading,
  align,
});
/** A row of it. */
export const row = (id: string, cells: readonly Cell[], level = 0, role: Row['role'] = 'line'): Row => ({
  id,
  cells,
  level,
  role,
});

/** A share as a heading has it: `5%`. */
export const percentText = (share: number): string => `${Number((share * 100).toFixed(4))}%`;

/** Whether it is no deficit. */
export const isNoDeficit = (value: number): boolean => value >= BELOW;

/** A number that was drawn, as a figure: to the penny, or to four decimals. NaN is unknown. */
export function drawnFigure<K extends Kind>(kind: K, value: number, why: string): Figure<K> {
  if (Number.isNaN(value)) return unknown(kind, `${why}: unknown in at least one draw`);
  return constant(kind, Exact.of(value.toFixed(kind === 'money' ? 2 : 4)), why);
}

/** A number that was drawn, with the figure of the draw that gives it where one does. */
export function drawn(kind: Kind, value: number, show: Show, why: string, of: readonly Ref[] = []): Cell {
  return derivedCell(drawnFigure(kind, value, why), show, `${why}${drawText(of)}`, of);
}

/** A share of the draws, with a figure of one of them where there is any. */
export function likelyCell({ hits, draws }: Likely, of: readonly Ref[] = []): Cell {
  const says = `${hits} of ${draws} draws`;
  return derivedCell(
    constant('rate', Exact.fraction(hits, draws), says),
    'draws',
    `${says}${drawText(of, 'the first of them ')}`,
    of,
  );
}

/** `: draw 412`, the draw of a figure; nothing where it is of none. */
const drawText = ([ref]: readonly Ref[], which = ''): string =>
  ref?.draw === undefined ? '' : `: ${which}draw ${ref.draw} of seed ${ref.seed}`;

/** What has to be said of shares of draws that are none, all, or next to it. */
export function shareNotes(all: readonly ShareTold[]): Sentence[] {
  const { say } = chance;
  return [...say.none(all), ...say.all(all), ...say.few(all), ...say.nearlyAll(all)];
}

/**
 * The standard error of a share of the draws; nothing where none or all of them are one, because then they do not tell
 * it.
 */
export function errorCell(likely: Likely): Cell {
  if (likely.hits === 0 || likely.hits === likely.draws) return { kind: 'none' };
  return countedCell(
    constant('rate', Exact.of(errorOf(likely).toFixed(6)), 'standard error of a share of draws'),
    'percent',
  );
}

interface Scale {
  readonly from: number;
  readonly to: number;
  readonly heading: string;
}

/** A scale of round ends that holds some values, and zero where they are amounts and it is not far. */
export function scaleOf(values: readonly number[], isMoney: boolean): Scale {
  if (values.length === 0) return { from: 0, to: 1, heading: '' };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isNear = isMoney && Math.abs(least + most) <= 3 * (most - least);
  const [low, high] = isNear ? [Math.min(0, least), Math.max(0, most)] : [least, most];
  const unit = roundUp((high - low) / 10) || 1;
  const [from, to] = [Math.floor(low / unit) * unit, Math.ceil(high / unit) * unit];
  const end = (value: number): string =>
    isMoney ? `${value < 0 ? '-' : ''}£${short(Math.abs(value))}` : grouped(String(value));
  return { from, to: to > from ? to : from + unit, heading: `${end(from)} … ${end(to > from ? to : from + unit)}` };
}

/** An amount in few characters, where none of it is lost: `£10m`, `£1.5m`, `£600k`. */
function short(pounds: number): string {
  if (pounds >= 1e6 && pounds % 1e5 === 0) return `${grouped(String(pounds / 1e6))}m`;
  return pounds >= 1000 && pounds % 100 === 0 ? `${grouped(String(pounds / 1000))}k` : grouped(String(pounds));
}

/** A row of a fan: from the twentieth lowest to the twentieth highest, the middle half, and the median. */
export function fanStrip(sorted: Float64Array, { from, to }: Scale): Strip {
  const at = (share: number): number => percentileOf(sorted, share);
  const zero = from <= 0 && to >= 0 ? [{ at: 0, sign: 'zero' as const }] : [];
  return {
    kind: 'strip',
    scale: { from, to },
    spans: [
      { from: at(0.05), to: at(0.95), weight: 'thin' },
      { from: at(0.25), to: at(0.75), weight: 'thick' },
    ],
    marks: [...zero, { at: at(0.5), sign: 'point' }],
  };
}

/** A strip fills each character that it touches: what is less than this part of the whole would look like more. */
const SEEN = 1 / 50;

/** A bar from zero up to a value, of a column whose scale ends at `most`. */
export function barStrip(value: number, most: number): Strip {
  const spans = value < most * SEEN ? [] : [{ from: 0, to: value, weight: 'thick' as const }];
  return { kind: 'strip', scale: { from: 0, to: most }, spans, marks: [] };
}
