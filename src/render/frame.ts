import type { Span } from '../language/tree.js';
import type { Paints } from './paint.js';
import { cellWidth, clusters, visible } from './text.js';

const TAB = 4;

/** A stretch of a line as it is printed: tabs as blanks, control characters spelt out. */
interface Piece {
  readonly text: string;
  readonly width: number;
  /** Where it begins in the line, in characters as a span counts them. */
  readonly from: number;
  readonly to: number;
}

/** The user's own line with the line before it and carets under a span. */
export interface Frame {
  readonly lines: readonly string[];
  /** Blanks as wide as the line numbers, for what is said underneath. */
  readonly margin: string;
}

/** The frame of a span on a page, or undefined where the file has no such line. Long lines are cut round the span. */
export function frameOf(span: Span, width: number, paint: Paints): Frame | undefined {
  const found = linesAt(span.file.text, span.line);
  if (found === undefined) return undefined;
  const number = String(span.line);
  const margin = ' '.repeat(Math.max(2, number.length) + 4);
  const room = Math.max(10, width - margin.length - 2);
  const near = nearby(found.line, span.column - 1, room);
  const pieces = piecesOf(found.line.slice(near.from, near.to));
  const { start, length } = stretch(pieces, { ...span, column: span.column - near.from });
  const from = windowStart(widthOf(pieces), start, length, room);
  const numbered = (line: number, text: string): string =>
    `${paint.quiet(`${String(line).padStart(margin.length - 1)} |`)} ${text}`.trimEnd();
  const above = cut(piecesOf(found.before?.slice(near.from, near.to) ?? ''), from, room);
  const before = above.trim() === '' || above === '…' ? [] : [numbered(span.line - 1, above)];
  const carets = '^'.repeat(Math.max(1, Math.min(length, from + room - start)));
  const under = `${paint.quiet(`${margin}|`)} ${' '.repeat(start - from)}${paint.wrong(carets)}`;
  return { lines: [...before, numbered(span.line, cut(pieces, from, room)), under], margin };
}

/** The part of a very long line that a frame can show any of: measuring all of it would take seconds. */
function nearby(line: string, at: number, room: number): { from: number; to: number } {
  const most = 8 * room;
  const from = line.length > most ? Math.min(Math.max(0, at - most / 2), line.length) : 0;
  return { from, to: from + most };
}

/** A line by its number, and the one before it, without splitting a roll of many schools. */
function linesAt(text: string, number: number): { line: string; before: string | undefined } | undefined {
  if (number < 1) return undefined;
  let before: string | undefined;
  let from = 0;
  for (let at = 1; ; at++) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end).replace(/\r$/, '');
    if (at === number) return { line, before };
    if (end < 0) return undefined;
    before = line;
    from = end + 1;
  }
}

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let cells = 0;
  for (const cluster of clusters(line)) {
    const text = cluster.text === '\t' ? ' '.repeat(TAB - (cells % TAB)) : visible(cluster.text);
    const width = cellWidth(text);
    const to = from + cluster.text.length;
    pieces.push({ text, width, from, to });
    from = to;
    cells += width;
  }
  return pieces;
}

function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { width }) => sum + width, 0);
}

/** Where the carets stand, in cells; at the end of the line where the span is beyond it. */
function stretch(pieces: readonly Piece[], span: Span): { start: number; length: number } {
  const first = span.column - 1;
  const end = first + Math.max(1, span.length);
  const before = widthOf(pieces.filter(({ to }) => to <= first));
  const under = widthOf(pieces.filter(({ from, to }) => to > first && from < end));
  return { start: before, length: Math.max(1, under) };
}

/** The first cell that is shown: the line's own unless the carets would then be out of sight. */
function windowStart(whole: number, start: number, length: number, room: number): number {
  if (whole <= room || start + Math.min(length, room / 2) < room - 1) return 0;
  return Math.max(0, start - Math.floor(room / 3));
}

/** The cells of a line from `from`, `room` of them, with … where something is left out. */
function cut(pieces: readonly Piece[], from: number, room: number): string {
  const whole = widthOf(pieces);
  const first = from > 0 ? from + 1 : 0;
  const end = whole > from + room ? from + room - 1 : whole;
  let text = from > 0 ? '…' : '';
  let at = 0;
  for (const piece of pieces) {
    const next = at + piece.width;
    // A wide character across the edge leaves a blank, so that the carets stay under their text.
    if (at >= first && next <= end) text += piece.text;
    else if (next > first && at < end) text += ' '.repeat(Math.min(next, end) - Math.max(at, first));
    at = next;
  }
  return whole > from + room ? `${text}…` : text;
}
