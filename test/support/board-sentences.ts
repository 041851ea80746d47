import { expect } from 'vitest';
import type { JsonBlock, JsonTable } from '../report/answers.js';
import { amountIn, amounts, type Check, column, each, known, type Page, row, sharesIn, tableOf } from './sentences.js';

/* What pages for the board, searches and comparisons claim, held against their figures. */

const tableNamed = (blocks: readonly JsonBlock[], id: string): JsonTable | undefined =>
  blocks.find((block): block is JsonTable => block.kind === 'table' && block.id === id);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const lead = (page: Page): number[] =>
  column(tableNamed(page.blocks, 'robustness') as JsonTable, 'least').map(amountIn);
/** The options of the first rank, and how many points the first have. */
function firstsOf({ blocks }: Page): {
  readonly names: readonly string[];
  readonly points: number;
  readonly ranked: number;
} {
  const table = tableNamed(blocks, 'ranking') as JsonTable;
  const ranks = (table.rows.find(({ id }) => id === 'rank')?.cells.slice(2) ?? []).map((cell) =>
    Number.parseInt(cell?.text ?? '', 10),
  );
  const totals = row(table, 'total').slice(1);
  const firsts = ranks.flatMap((rank, i) => (rank === 1 ? [i] : []));
  return {
    names: firsts.map((i) => table.columns[i + 2]?.heading ?? ''),
    points: totals[firsts[0] ?? 0] ?? Number.NaN,
    ranked: known(ranks).length,
  };
}

/** The limits of a search, without the rows that say what is known of one. */
function limitsOf({ blocks }: Page): JsonTable {
  const table = tableNamed(blocks, 'limits') as JsonTable;
  const at = table.columns.findIndex(({ id }) => id === 'missed');
  return { ...table, rows: table.rows.filter(({ cells }) => !Number.isNaN(amountIn(cells[at]))) };
}
/** Of the tariffs that were searched, how many miss each limit. */
const missesOf = (page: Page): number[] => column(limitsOf(page), 'missed').map(amountIn);
const tariffs = ({ blocks }: Page): string[] =>
  (tableNamed(blocks, 'outcomes') as JsonTable).rows.flatMap(({ id }) => (/^\d+$/.test(id) ? [id] : []));
const solutions = (page: Page): string[] =>
  tableOf(page).rows.flatMap(({ id }) => (id.startsWith('solution.') ? [id] : []));

/** The same as `CLAIMS` of sentences.ts, of other pages. */
export const BOARD_CLAIMS: Readonly<Record<string, Check>> = {
  'appraisal.noCriteria': ({ data, blocks }) => {
    expect(Object.keys(((data.appraisal ?? {}) as { criteria?: object }).criteria ?? {})).toEqual([]);
    expect(tableNamed(blocks, 'criteria')).toBeUndefined();
  },
  'appraisal.notRanked': ({ blocks, sentence }) => {
    const table = tableNamed(blocks, 'criteria') as JsonTable;
    const open = table.columns.slice(2).filter(({ id }) => column(table, id).some((cell) => cell?.value === null));
    expect(open.some(({ heading }) => sentence.text.includes(heading))).toBe(true);
  },
  'appraisal.onlyOne': (page) =>
    expect([firstsOf(page).ranked, page.sentence.text.includes(firstsOf(page).names[0] as string)]).toEqual([1, true]),
  'appraisal.tie': (page) => {
    const { names, points } = firstsOf(page);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(page.sentence.text).toContain(name);
    expect(amounts(page)[0]).toBeCloseTo(points, 6);
  },
  'appraisal.first': (page) => {
    const { names, points, ranked } = firstsOf(page);
    expect([names.length, ranked > 1]).toEqual([1, true]);
    expect(page.sentence.text).toContain(`First: ${names[0]},`);
    expect(amounts(page)[0]).toBeCloseTo(points, 6);
    expect(Math.max(...known(row(tableNamed(page.blocks, 'ranking') as JsonTable, 'total')))).toBeCloseTo(points, 6);
  },
  'appraisal.overtaken': (page) => expect(Math.min(...lead(page))).toBeLessThan(0),
  'appraisal.level': (page) => expect(Math.min(...lead(page))).toBe(0),
  'appraisal.stays': (page) => expect(Math.min(...lead(page))).toBeGreaterThan(0),
  'appraisal.weightsFixed': ({ data, blocks }) => {
    const criteria = (data.appraisal as { criteria: Record<string, { range?: object }> }).criteria;
    expect(Object.values(criteria).some(({ range }) => range !== undefined)).toBe(false);
    expect(tableNamed(blocks, 'robustness')).toBeUndefined();
  },
  'books.perPupil': (page) => expect(tableOf(page).rows.some(({ id }) => id === 'cost_per_pupil')).toBe(true),
  'chance.anyYear': (page) => {
    const table = tableOf(page);
    const shares = ['odds_reserves', 'odds_cash'].flatMap((id) => known(row(table, id)));
    const [draws = 0, error = 0] = amounts(page);
    const errors = shares.map((share) => Math.sqrt((share * (1 - share)) / draws));
    expect(error).toBeGreaterThanOrEqual(Math.max(...errors) - 1e-9);
    expect(error).toBeLessThan(Math.max(...errors) + 0.001);
  },
  'coalition.noneInOrder': (page) => expect(row(tableOf(page), 'all')[0]).toBeLessThan(0),
  'consultation.nobody': ({ blocks }) => {
    const table = blocks.find(
      (block): block is JsonTable =>
        block.kind === 'table' && block.columns.some(({ heading }) => heading === 'Answered'),
    );
    const { id = '' } = table?.columns.find(({ heading }) => heading === 'Answered') ?? {};
    expect(sum(column(table as JsonTable, id).map(amountIn))).toBe(0);
  },
  'design.allTried': (page) =>
    expect(amounts(page)[0]).toBe(
      column(tableOf(page), 'count')
        .map(amountIn)
        .reduce((size, count) => size * count, 1),
    ),
  'design.meeting': (page) => {
    const [first = 0, tried = first] = amounts(page);
    const meeting = page.sentence.text.startsWith('None') ? 0 : first;
    // Those that meet every limit are no more than meet the one that most miss.
    if (!/^None of the one|of the one tariff/.test(page.sentence.text))
      expect(meeting).toBeLessThanOrEqual(tried - Math.max(0, ...missesOf(page)));
  },
  'design.noneExcludes': (page) => expect(Math.max(...missesOf(page))).toBe(0),
  'design.excludesMost': (page) => {
    const [misses, limits] = [missesOf(page), column(limitsOf(page), 'limit')];
    const most = Math.max(...misses);
    expect(most).toBeGreaterThan(0);
    const named = limits.map((limit) => page.sentence.text.includes(limit?.text?.replace(/^\d+\. /, '') ?? ''));
    expect(named).toEqual(misses.map((missed) => missed === most));
  },
  'design.frontier': (page) => {
    const [all = 0, shown = all] = amounts(page);
    expect([tariffs(page).length, shown <= all]).toEqual([shown, true]);
  },
  'design.nearest': (page) => {
    const [shown = tariffs(page).length, all = shown] = amounts(page);
    expect([tariffs(page).length, shown <= all]).toEqual([shown, true]);
    const table = tableNamed(page.blocks, 'outcomes') as JsonTable;
    const at = table.columns.findIndex(({ id }) => id === 'misses');
    const misses = table.rows.flatMap(({ id, cells }) => (/^\d+$/.test(id) ? (cells[at]?.text ?? '') : []));
    expect(misses.every((said) => said !== '' && said !== '0')).toBe(true);
  },
  'design.empties': (page) =>
    expect(column(tableOf(page), 'row').some((cell) => cell?.text?.endsWith('EMPTIES') === true)).toBe(true),
  'diff.nothing': ({ blocks }) => expect(blocks.map(({ id }) => id)).toEqual(['summary']),
  'diff.noneMoves': ({ blocks }) => expect(tableNamed(blocks, 'schools')).toBeUndefined(),
  'diff.someMove': (page) => {
    const [more, less] = row(tableNamed(page.blocks, 'constituencies') as JsonTable, '(all)');
    expect(amounts(page)).toEqual([more, less].filter((count) => count !== 0));
    expect([page.sentence.text.includes('no school would'), page.sentence.text.includes('and none less')]).toEqual([
      more === 0,
      less === 0,
    ]);
  },
  'diff.figure': (page) => {
    const table = tableNamed(page.blocks, 'figures') as JsonTable;
    const line = table.rows.find(({ cells }) => page.sentence.text.startsWith(`${cells[0]?.text},`));
    const shown = line?.cells.slice(1, 3).map(amountIn) ?? [];
    const said = amounts(page);
    expect(said.length === 1 ? [said[0], said[0]] : said).toEqual(shown);
  },
  'moving.solveNone': (page) =>
    expect(tableOf(page).rows.some(({ cells }) => /^Gives it/.test(cells[0]?.text ?? ''))).toBe(false),
  'moving.solveSeveral': (page) => expect(amounts(page)[0]).toBeLessThanOrEqual(solutions(page).length),
  'moving.solveStill': (page) => expect(solutions(page)).toEqual([]),
  'options.blocking': (page) => {
    const seats = column(tableOf(page), 'seats').map((cell) => Number(cell?.value ?? cell?.text));
    const [toBlock = 0, total = 0] = amounts(page);
    expect(sum(known(seats))).toBe(total);
    const blocking = seats.filter((_, i) => page.sentence.text.includes(String(tableOf(page).rows[i]?.cells[0]?.text)));
    // So many have enough, and one of them fewer has not.
    expect(sum(blocking)).toBeGreaterThanOrEqual(toBlock);
    expect(sum(blocking) - Math.min(...blocking)).toBeLessThan(toBlock);
  },
  'options.free': (page) => expect(tableOf(page).rows.some(({ id }) => id === 'headroom')).toBe(true),
  'options.lens': (page) => {
    const table = tableNamed(page.blocks, 'constituencies');
    const [knownOf = 0, schools = 0] = amounts(page);
    expect(knownOf).toBeLessThanOrEqual(schools);
    if (table?.rows.some(({ id }) => id === 'all') !== true) return;
    const stated = amounts(page);
    // Where options differ each has its own, in the order of the columns; what is alike stands once.
    const of = (id: string, at: number): number[] =>
      table.rows.some((each) => each.id === `all.${id}`)
        ? row(table, `all.${id}`).slice(2)
        : [row(table, 'all')[at] as number];
    const [many, known] = [of('schools', 0), of('known', 1)];
    for (let i = 0; i * 2 < stated.length; i++)
      expect([stated[i * 2], stated[i * 2 + 1]]).toEqual([known[i] ?? known[0], many[i] ?? many[0]]);
    expect(stated.length / 2).toBe(Math.max(many.length, known.length));
  },
  'pricing.notEligible': (page) => expect(amounts(page)[0]).toBeGreaterThan(0),
  'pricing.noVatClass': (page) => expect(tableOf(page).columns.some(({ id }) => id.includes('vat'))).toBe(false),
  'worth.noIndicators': ({ data }) => expect(each(data, 'indicators')).toEqual([]),
  'assumptions.none': ({ data }) => expect(each(data, 'assumptions')).toEqual([]),
};

/** The verdicts of cells: what a word in a cell claims of the figures beside it. */
export function holdVerdicts(argv: readonly string[], blocks: readonly JsonBlock[]): void {
  if (argv[0] === 'obligations')
    for (const block of blocks) if (block.kind === 'table' && block.id.startsWith('figures_')) holdResults(block);
  const financial = tableNamed(blocks, 'financial');
  if (argv[0] === 'sustainability' && financial !== undefined) holdFinancial(financial);
  const likely = tableNamed(blocks, 'likely');
  if (likely !== undefined)
    expect(
      sharesIn({ data: {}, argv, blocks, sentence: { name: '', block: 'likely', text: '', amounts: [] } }).every(
        (share) => share >= 0 && share <= 1,
      ),
    ).toBe(true);
}

/** `holds` and `FAILS` by the sign of the headroom, where a test has one. */
function holdResults(table: JsonTable): void {
  for (const { id, cells } of table.rows) {
    if (!id.endsWith('.headroom')) continue;
    const test = id.replace('.headroom', '');
    const results = table.rows.find((each) => each.id === `${test}.result`)?.cells ?? [];
    cells.slice(1).forEach((cell, i) => {
      const said = results[i + 1]?.text;
      if (said === 'FAILS') expect(amountIn(cell), `${test} fails`).toBeLessThan(0);
      if (said === 'holds') expect(amountIn(cell), `${test} holds`).toBeGreaterThanOrEqual(0);
    });
  }
}

/** What pays for itself ends above zero; a margin of safety and a surplus have one sign. */
function holdFinancial(table: JsonTable): void {
  const pays = table.rows.find(({ id }) => id === 'pays')?.cells.slice(1) ?? [];
  row(table, 'reserves').forEach((reserves, i) => {
    if (pays[i]?.text === 'yes') expect(reserves).toBeGreaterThanOrEqual(0);
    if (pays[i]?.text === 'NO' && Number.isNaN(reserves)) throw new Error('NO where reserves are unknown');
  });
}
