import { isBeyond, type TornadoBar, type TrialFigure } from '../../analysis/index.js';
import { asNumber, type Figure, grouped, inWords } from '../../figures/index.js';
import { NONE } from '../page/cell.js';
import type { Cell, StripMark } from '../page/report.js';

/** What the bars of a tornado are drawn on; undefined where nothing is known of which one could be drawn. */
export interface TornadoScale {
  readonly least: Figure;
  readonly most: Figure;
  readonly from: number;
  readonly to: number;
}

/** From the least to the most of the figures that are known. */
export function scaleOf(figures: readonly (Figure | undefined)[]): TornadoScale | undefined {
  const sorted = figures.flatMap((figure) => (figure?.isKnown ? figure : [])).sort((a, b) => a.exact.compare(b.exact));
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  return least === undefined || most === undefined
    ? undefined
    : { least, most, from: asNumber(least.value), to: asNumber(most.value) };
}

const numberOf = (figure: Figure | undefined): number => (figure?.isKnown ? asNumber(figure.value) : Number.NaN);

const marksAt = (base: number): StripMark[] => [
  { at: 0, sign: 'zero' },
  { at: base, sign: 'base' },
];

/**
 * A bar from the figure as modelled to both ends of a range, on a line as far as it goes inside; the figure alone where
 * there is no bar.
 */
export function barCell(bar: TornadoBar | undefined, base: Figure, scale: TornadoScale | undefined): Cell {
  if (scale === undefined) return NONE;
  const at = numberOf(base);
  const spans = bar && [
    { from: numberOf(bar.span?.lowest.figure), to: numberOf(bar.span?.highest.figure), weight: 'light' as const },
    { from: at, to: numberOf(bar.atLow.figure), weight: 'thin' as const },
    { from: at, to: numberOf(bar.atHigh.figure), weight: 'thick' as const },
  ];
  return { kind: 'strip', scale: { from: scale.from, to: scale.to }, spans: spans ?? [], marks: marksAt(at) };
}

/**
 * The ends of a scale in few characters; in full where those would be the same, and one where the scale has no length.
 */
export function scaleText({ least, most, from, to }: TornadoScale, measure: TrialFigure['measure']): string {
  const [low, high] = [compact(from, measure), compact(to, measure)];
  if (from === to) return low;
  return low === high ? `${inWords(least)} … ${inWords(most)}` : `${low} … ${high}`;
}

/** The signs that occur in the bars, with what they mean, as a sentence; nothing where none does. */
export function legend(bars: readonly (TornadoBar | undefined)[], base: Figure, { from, to }: TornadoScale): string {
  const at = numberOf(base);
  const isMoved = (end: 'atLow' | 'atHigh'): boolean =>
    bars.some((bar) => Math.abs(numberOf(bar?.[end].figure) - at) > 0);
  const signs = [
    ...(isMoved('atLow') ? ['─ towards the low end of a range'] : []),
    ...(isMoved('atHigh') ? ['█ towards its high end'] : []),
    ...(bars.some(isInside) ? ['┄ inside it'] : []),
    ...(base.isKnown ? ['│ as modelled'] : []),
    ...(from <= 0 && to >= 0 && at !== 0 ? ['┊ zero'] : []),
  ];
  return signs.length === 0 ? '' : `${signs.join(', ')}. `;
}

/** Whether a bar goes further inside its range than at its ends, or than as modelled. */
function isInside(bar: TornadoBar | undefined): boolean {
  return bar?.span !== undefined && isBeyond(bar.span, bar.atLow.figure, bar.atHigh.figure);
}

/** A number in few characters. */
function compact(value: number, measure: TrialFigure['measure']): string {
  if (measure === 'rate') return `${(value * 100).toFixed(1)}%`;
  const size = Math.abs(value);
  return `${value < 0 ? '-' : ''}${measure === 'count' ? '' : '£'}${rounded(size)}`;
}

/** To the next larger unit as soon as rounding would come to it: `£1.00m`, and not `£1,000k`. */
function rounded(size: number): string {
  if (size >= 999_995_000) return `${grouped((size / 1e9).toFixed(2))}bn`;
  if (size >= 999_500) return `${(size / 1e6).toFixed(2)}m`;
  if (size >= 1e4) return `${Math.round(size / 1e3)}k`;
  return grouped(size >= 99.995 ? size.toFixed(0) : size.toFixed(2).replace(/\.00$/, ''));
}
