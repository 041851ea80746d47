import { expect } from 'vitest';
import { table as page } from '../../src/render/table.js';
import type { Report, Table } from '../../src/report/page/report.js';

/* What must hold of the tables of every report: they are whole, their numbers are figures, and they fit the page. */

/** Columns of which the texts may hold amounts, by command, table and column, each with the reason. */
const WRITTEN: Readonly<Record<string, string>> = {
  ...all(
    'as the model writes it, to the letter',
    'compare changes from',
    'compare changes to',
    'assumptions effects value',
    'assumptions effects range',
  ),
  ...all('as the model writes it, to the letter', 'sensitivity tornado range', 'simulate drawn modelled'),
  ...all(
    'prose of the model: why a scenario is as it is, and what an assumption rests on',
    'compare changes change',
    'assumptions evidence source',
  ),
  ...all(
    'a value that is tried, as it would be written',
    'assumptions inside lowest_at',
    'assumptions inside highest_at',
    'simulate drawn drawn',
  ),
  ...all(
    'a value that is tried, as it would be written',
    'sensitivity inside lowest_at',
    'sensitivity inside highest_at',
    'sensitivity rank between',
  ),
  ...all('a value that is tried, as it would be written', 'sensitivity switching last', 'sensitivity switching first'),
  ...all(
    'the name of a test, and what a law says',
    'obligations results test',
    'obligations figures figure',
    'obligations questions answer',
  ),
  ...all(
    'the name of a test, and what a law says',
    'obligations methods test',
    'obligations methods formula',
    'obligations methods source',
  ),
  ...all('the name of a test, and what a law says', 'obligations questions consequence'),
  ...all(
    'a value that is tried, as it would be written',
    'design tried today',
    'design tried tried',
    'sensitivity grid down',
    'solve solve value',
  ),
  ...all('a limit as it is typed', 'design limits limit'),
  ...all('the shares of a spread, as the model writes them', 'services demand spread'),
  ...all('an example of a list as the list writes it', 'models examples pays'),
  ...all(
    'a promise, a finding and what comes of each, in the words of check',
    'diff promises promise',
    'diff promises from',
    'diff promises to',
  ),
  ...all('a promise, a finding and what comes of each, in the words of check', 'check lints says'),
  ...all('the name of a size of school', 'tiers archetypes school', 'tiers sizes schools'),
  ...all('what a figure means, in general', 'explain figures means'),
  ...all('what a lint finds, in its own words, which its folder of test/lints holds', 'check lints says'),
  ...all('the name of a part of all draws', 'simulate draws which'),
  ...all('a term of a price with its own numbers; the amount of each step stands beside it', 'price terms says'),
};

function all(reason: string, ...places: readonly string[]): Record<string, string> {
  return Object.fromEntries(places.map((place) => [place, reason]));
}

/** The tables of a report. */
export const tablesOf = ({ blocks }: Report): Table[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block : []));
const AMOUNT = /£ ?\d|\d ?%|\b\d{1,3}(?:,\d{3})+\b/;

/** Text cells with an amount in them, by table and column. */
function amountsIn(command: string, report: Report): string[] {
  return tablesOf(report).flatMap(({ id, columns, rows }) =>
    rows.flatMap((row) =>
      row.cells.flatMap((cell, i) => {
        const place = `${command} ${id.replace(/[.:_].*/, '')} ${columns[i]?.id}`;
        return cell.kind === 'text' && AMOUNT.test(cell.text) && WRITTEN[place] === undefined
          ? [`${place}: ${cell.text}`]
          : [];
      }),
    ),
  );
}

/** Holds that every table of a report of a command is whole, and fits pages of 80 and of 120 columns. */
export function expectWhole(command: string, report: Report): void {
  expect(
    tablesOf(report).filter(({ columns, rows }) => rows.some(({ cells }) => cells.length !== columns.length)),
  ).toEqual([]);
  expect(amountsIn(command, report)).toEqual([]);
  for (const width of [80, 120]) expectFits(report, width);
}

/**
 * No line of a table is wider than the page; where a table is cut, each part says which columns it has, and none has
 * one alone but where more do not fit.
 */
function expectFits(report: Report, width: number): void {
  for (const each of tablesOf(report)) {
    const lines = page({ ...report, blocks: [{ ...each, notes: [] }] } as unknown as Report, {
      width,
      colour: false,
    }).split('\n');
    expect(
      lines.filter((line) => line.length > width && !/\S{40}/.test(line)),
      `${each.id} at ${width}`,
    ).toEqual([]);
    const parts = lines.filter((line) => /^\(columns? \d+/.test(line));
    if (parts.length > 0) expect(parts.length, each.id).toBeGreaterThan(1);
  }
}
