import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuoted } from '../../src/report/lines.js';
import type { Cell, Report, Table } from '../../src/report/report.js';
import { shownCell } from '../../src/report/show.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { reportsOf } from '../support/reports.js';
import { runs } from '../support/runs.js';
import { withScenarios } from '../support/scenarios.js';

/* Whole pounds: the same figure is the same pounds on every page, and no page shows a difference that is not there. */

type Figure = Extract<Cell, { kind: 'figure' }>;

const tablesOf = ({ blocks }: Report): Table[] => blocks.flatMap((block) => (block.kind === 'table' ? block : []));
const figuresOf = (cells: readonly Cell[]): Figure[] => cells.flatMap((cell) => (cell.kind === 'figure' ? cell : []));
const inPounds = (cells: readonly Cell[]): Figure[] => figuresOf(cells).filter(({ show, figure }) => show === 'pounds' && figure.isKnown);

/** What a person reads, as a number. */
function pounds(cell: Figure): number {
  const text = shownCell(cell);
  return (text.startsWith('(') ? -1 : 1) * Number(text.replace(/[(),]/g, ''));
}

/** Pages of one model, under the command lines that made them. */
type Pages = ReadonlyMap<string, Report>;

async function pagesOf(commands: readonly (readonly string[])[], options: Parameters<typeof reportsOf>[1]): Promise<Pages> {
  const pages = new Map<string, Report>();
  for (const argv of commands) {
    const { reports, played } = await reportsOf(argv, options);
    const [report] = reports;
    if (report === undefined || played.code > 1) throw new Error(`buyin ${argv.join(' ')}: ${played.err}`);
    pages.set(argv.join(' '), report);
  }
  return pages;
}

/** A cell in pounds, and the page that it stands on. */
interface Shown {
  readonly cell: Figure;
  readonly page: string;
}

const shownOn = ([page, report]: readonly [string, Report]): Shown[] =>
  tablesOf(report).flatMap(({ rows }) => rows.flatMap(({ cells }) => inPounds(cells).map((cell) => ({ cell, page }))));

/** Every figure is one number of pounds on all pages but for lines of `compare`, which give way as its columns need; what is quoted is the nearest. */
function expectOnePound(pages: Pages): number {
  const all = [...pages].flatMap(shownOn);
  for (const { cell, page } of all) {
    expect(Math.abs(pounds(cell) - cell.figure.exact.toNumber())).toBeLessThan(1);
    if (cell.ref !== undefined && isQuoted(cell.ref.figure))
      expect(pounds(cell), `${cell.ref.figure} in ${page}`).toBe(Number(cell.figure.exact.toFixed(0)));
  }
  const seen = new Map<string, Shown>();
  let again = 0;
  for (const { cell, page } of all) {
    if (cell.ref === undefined || (page.startsWith('compare') && !isQuoted(cell.ref.figure))) continue;
    const key = JSON.stringify(cell.ref);
    const before = seen.get(key) ?? { cell, page };
    again += seen.has(key) ? 1 : 0;
    expect(pounds(cell), `${key} in ${page} and ${before.page}`).toBe(pounds(before.cell));
    seen.set(key, before);
  }
  return again;
}

/** Amounts of a row of `compare` that are equal are equal pounds, so that no difference is seen where there is none. */
function expectNoFalseDifference(report: Report): void {
  for (const { id, rows } of tablesOf(report)) {
    for (const row of rows) {
      const seen = new Map<string, number>();
      for (const cell of inPounds(row.cells)) {
        const exact = cell.figure.exact.toString();
        expect(pounds(cell), `${row.id} of ${id}`).toBe(seen.get(exact) ?? pounds(cell));
        seen.set(exact, pounds(cell));
        expect(shownCell(cell)).not.toMatch(/^-|^\(0\)$/);
      }
    }
  }
}

/** A column that does not add up, as it is shown, is marked. */
function expectSums(report: Report): void {
  const sums: readonly (readonly [table: string, total: string, plus: readonly string[], minus: readonly string[]])[] = [
    ['money', 'reserves.closing', ['reserves.opening', 'surplus'], []],
    ['money', 'surplus', ['income'], ['cost']],
    ['balance', 'balance.net_assets', ['balance.assets'], ['balance.liabilities']],
    ['cash', 'cash.closing', ['cash.opening', 'cash.change'], []],
    ['figures', 'surplus', ['income'], ['cost']],
    ['figures', 'reserves.closing', ['reserves.opening', 'surplus'], []],
  ];
  for (const table of tablesOf(report)) {
    for (const [, total, plus, minus] of sums.filter(([id]) => id === table.id)) {
      table.columns.forEach(({ isMarked }, i) => {
        const at = (id: string): number | undefined => {
          const cell = table.rows.find((row) => row.id === id)?.cells[i];
          return cell?.kind === 'figure' && cell.figure.isKnown ? pounds(cell) : undefined;
        };
        const all = [total, ...plus, ...minus].map(at);
        if (i === 0 || all.some((each) => each === undefined)) return;
        const sum = [...plus.map((id) => at(id) as number), ...minus.map((id) => -(at(id) as number))].reduce((one, other) => one + other, 0);
        if (sum !== at(total)) expect(isMarked, `${total} of ${table.id} in ${i}`).toBe(true);
      });
    }
  }
}

function expectPounds(pages: Pages): number {
  for (const [page, report] of pages) {
    if (page.startsWith('compare')) expectNoFalseDifference(report);
    expectSums(report);
  }
  return expectOnePound(pages);
}

const named = (data: PlainMap): string[] => Object.keys((data.scenarios as PlainMap | undefined) ?? {});

test('of random models the same figure is the same pounds in every command', async () => {
  let again = 0;
  await fc.assert(
    fc.asyncProperty(withScenarios, async (data) => {
      const commands = [
        ['forecast', FILE],
        ['forecast', FILE, '--statement', 'all'],
        ['forecast', FILE, '--detail'],
        ['obligations', FILE],
        ['break-even', FILE],
      ];
      const beside =
        named(data).length === 0
          ? []
          : [
              ['compare', FILE],
              ['sustainability', FILE],
              ['forecast', FILE, '--scenario', named(data)[0] as string],
            ];
      again += expectPounds(await pagesOf([...commands, ...beside], { files: { [FILE]: yamlOf(data) } }));
    }),
    runs(60, 2101),
  );
  expect(again).toBeGreaterThan(200);
}, 300_000);

test.each(['examples/alliance', 'examples/haringey', 'examples/borough'])(
  'of %s the same figure is the same pounds in every command',
  async (path) => {
    const commands = [
      ['forecast'],
      ['forecast', '--statement', 'all'],
      ['compare'],
      ['sustainability'],
      ['obligations'],
      ['break-even'],
      ['simulate', '--draws', '50'],
      ['sensitivity'],
      ['tiers'],
      ['appraise'],
      ['assumptions'],
    ].map(([name = '', ...rest]) => [name, path, ...rest]);
    expect(expectPounds(await pagesOf(commands, {}))).toBeGreaterThan(50);
  },
  300_000,
);
