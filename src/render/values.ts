import { type Figure, type Kind, Unknown } from '../figures/index.js';
import type { Show, Table } from '../report/page/report.js';
import { textOf } from '../report/page/sentence.js';
import { shownFigure } from '../report/page/show.js';
import { tools } from '../report/sentences/asking.js';

/** The unit of a number that a program reads. A rate is a fraction: 0.92 for 92%. */
export type Unit = 'GBP' | 'GBP per unit' | 'count' | 'rate';

const UNITS: Readonly<Record<Kind, Unit>> = { money: 'GBP', price: 'GBP per unit', count: 'count', rate: 'rate' };

/** The unit of a figure, as data formats name it. */
export function unitOf(figure: Figure): Unit {
  return UNITS[figure.kind];
}

/**
 * The exact value as a plain decimal, never what was rounded for a reader: money with its pence, the rest with all
 * digits, or twelve decimals of what does not end. Undefined if unknown.
 */
export function plainValue(figure: Figure): string | undefined {
  if (figure.value instanceof Unknown) return undefined;
  return figure.kind === 'money' ? figure.exact.toFixed(2) : figure.exact.toString();
}

/** Why a figure is unknown; nothing for one that is known. */
export function reasonsOf(figure: Figure): readonly string[] {
  return figure.value instanceof Unknown ? figure.value.reasons : [];
}

/** An amount that stands among others of other units, so with its own: `(£1,234.00)`, `262`, `15%`. */
export function amountOf(figure: Figure, show: Show): string {
  const shown = shownFigure(figure, show);
  if (!figure.isKnown || (figure.kind !== 'money' && figure.kind !== 'price')) return shown;
  return shown.startsWith('(') ? `(£${shown.slice(1)}` : `£${shown}`;
}

/** A table's notes, and why its unknown figures are unknown where no note says so. */
export function notesOf(table: Table): readonly string[] {
  const reasons = new Set<string>();
  for (const { cells } of table.rows) {
    for (const cell of cells) {
      if (cell.kind === 'figure') for (const reason of reasonsOf(cell.figure)) reasons.add(reason);
    }
  }
  const said = table.notes.map(textOf);
  const untold = [...reasons].filter((reason) => !said.some((note) => note.includes(reason)));
  return [...said, ...tools.say.unknown(untold).map(textOf)];
}
