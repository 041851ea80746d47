import { expect } from 'vitest';
import { isQuoted } from '../../src/report/frame/lines.js';
import type { Cell, Report } from '../../src/report/page/report.js';
import { shownCell } from '../../src/report/page/show.js';
import { tablesOf } from './whole-tables.js';

/* Whole pounds: the same figure is the same pounds on every page, and no page shows a difference that is not there. */

type Figure = Extract<Cell, { kind: 'figure' }>;

const figuresOf = (cells: readonly Cell[]): Figure[] => cells.flatMap((cell) => (cell.kind === 'figure' ? cell : []));
const inPounds = (cells: readonly Cell[]): Figure[] =>
  figuresOf(cells).filter(({ show, figure }) => show === 'pounds' && figure.isKnown);

/** What a person reads, as a number. */
function pounds(cell: Figure): number {
  const text = shownCell(cell);
  return (text.startsWith('(') ? -1 : 1) * Number(text.replace(/[(),]/g, ''));
}

/**
 * Where amounts of a row of `compare` that are equal are not equal pounds: a difference is seen where there is none.
 */
function falseDifferences(report: Report): string[] {
  return tablesOf(report).flatMap(({ id, rows }) =>
    rows.flatMap((row) => {
      const seen = new Map<string, number>();
      return inPounds(row.cells).flatMap((cell) => {
        const [exact, shown] = [cell.figure.exact.toString(), pounds(cell)];
        const before = seen.get(exact) ?? shown;
        seen.set(exact, before);
        return before !== shown || /^-|^\(0\)$/.test(shownCell(cell))
          ? [`${row.id} of ${id}: ${shownCell(cell)} beside ${before}`]
          : [];
      });
    }),
  );
}

const SUMS: readonly (readonly [table: string, total: string, plus: readonly string[], minus: readonly string[]])[] = [
  ['money', 'reserves.closing', ['reserves.opening', 'surplus'], []],
  ['money', 'surplus', ['income'], ['cost']],
  ['balance', 'balance.net_assets', ['balance.assets'], ['balance.liabilities']],
  ['cash', 'cash.closing', ['cash.opening', 'cash.change'], []],
  ['figures', 'surplus', ['income'], ['cost']],
  ['figures', 'reserves.closing', ['reserves.opening', 'surplus'], []],
];

/** A column that does not add up, as it is shown, is marked. */
function expectSums(report: Report): void {
  for (const table of tablesOf(report)) {
    for (const [, total, plus, minus] of SUMS.filter(([id]) => id === table.id)) {
      table.columns.forEach(({ isMarked }, i) => {
        const at = (id: string): number | undefined => {
          const cell = table.rows.find((row) => row.id === id)?.cells[i];
          return cell?.kind === 'figure' && cell.figure.isKnown ? pounds(cell) : undefined;
        };
        const all = [total, ...plus, ...minus].map(at);
        if (i === 0 || all.some((each) => each === undefined)) return;
        const sum = [...plus.map((id) => at(id) as number), ...minus.map((id) => -(at(id) as number))].reduce(
          (one, other) => one + other,
          0,
        );
        if (sum !== at(total)) expect(isMarked, `${total} of ${table.id} in ${i}`).toBe(true);
      });
    }
  }
}

/** The pounds that pages of one model have shown so far, each figure by its own name. */
export class PoundsShown {
  private readonly seen = new Map<string, { readonly pounds: number; readonly line: string }>();
  /** How often a figure was shown again. */
  again = 0;

  /**
   * Holds a page: columns add up or are marked, and every figure is one number of pounds on all pages but for lines of
   * `compare`, which give way as its columns need; what is quoted is the nearest.
   */
  hold(line: string, report: Report): void {
    if (line.startsWith('compare')) expect(falseDifferences(report)).toEqual([]);
    expectSums(report);
    const cells = tablesOf(report).flatMap(({ rows }) => rows.flatMap((row) => inPounds(row.cells)));
    expect(cells.flatMap((cell) => this.fault(line, cell) ?? [])).toEqual([]);
  }

  /** What is wrong with a cell; undefined where nothing is. */
  private fault(line: string, cell: Figure): string | undefined {
    const { ref, figure } = cell;
    const shown = pounds(cell);
    const key = JSON.stringify(ref);
    // The difference of two amounts of `diff` is theirs as shown, each of which may have given way by less than a pound.
    const most = line.startsWith('diff') && ref === undefined ? 2 : 1;
    if (!(Math.abs(shown - figure.exact.toNumber()) < most))
      return `${key} in ${line} is shown as ${shown}, and is ${figure.exact}`;
    if (ref === undefined) return undefined;
    if (isQuoted(ref.figure) && shown !== Number(figure.exact.toFixed(0)))
      return `${key} in ${line} is shown as ${shown}, and is ${figure.exact}`;
    if (line.startsWith('compare') && !isQuoted(ref.figure)) return undefined;
    const before = this.seen.get(key);
    if (before === undefined) this.seen.set(key, { pounds: shown, line });
    else {
      this.again++;
      if (before.pounds !== shown) return `${key} is ${shown} in ${line}, and ${before.pounds} in ${before.line}`;
    }
    return undefined;
  }
}
