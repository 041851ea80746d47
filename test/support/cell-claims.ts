import { expect } from 'vitest';
import type { JsonBlock, JsonCell, JsonTable } from '../report/answers.js';
import type { PlainMap } from './plain.js';
import { amountIn, each, type JsonSentence, known, row } from './sentences.js';

/* What a word in a cell claims of the figures beside it. */

/** A cell that says something, where it stands, and the page that it stands on. */
export interface CellPlace {
  readonly data: PlainMap;
  readonly blocks: readonly JsonBlock[];
  readonly sentences: readonly JsonSentence[];
  readonly table: JsonTable;
  readonly rowId: string;
  readonly cells: readonly (JsonCell | null)[];
  readonly at: number;
  readonly text: string;
}

const tableNamed = ({ blocks }: CellPlace, id: string): JsonTable | undefined =>
  blocks.find((block): block is JsonTable => block.kind === 'table' && block.id === id);
/** The cell of the same column in another row. */
const inRow = ({ table, at }: CellPlace, id: string): number =>
  amountIn(table.rows.find((each) => each.id === id)?.cells[at]);
/** The cell of the same row in another column. */
const inColumn = ({ table, cells }: CellPlace, ...ids: readonly string[]): JsonCell | null | undefined =>
  cells[table.columns.findIndex(({ id }) => ids.includes(id))];

/** The surplus with all streams as modelled, and what a stream contributes to it. */
function carried(place: CellPlace): readonly [surplus: number, contribution: number] {
  if (place.table.id === 'mix') return [inRow(place, 'surplus'), inRow(place, 'contribution')];
  const [surplus = Number.NaN] = row(tableNamed(place, 'mix') as JsonTable, 'surplus');
  return [surplus, amountIn(inColumn(place, 'contribution'))];
}

/** Without the stream there is no less than no surplus: what it contributes is no more than there is. */
function outlives(place: CellPlace): void {
  const [surplus, contribution] = carried(place);
  const sign = Math.sign(contribution);
  expect(sign * surplus).toBeGreaterThanOrEqual(sign * contribution - 0.01);
}

/** How well an assumption is known, by its line in the register. */
function qualityIn(place: CellPlace, quality: 'good' | 'fair' | 'weak'): void {
  if (place.table.id !== 'evidence') return;
  const [basis, owner, source, review] = ['basis', 'owner', 'source', 'review'].map((id) => inColumn(place, id)?.text);
  const isKept = owner !== 'nobody' && source !== 'none' && !/OVERDUE/.test(review ?? '');
  const said = !isKept ? 'weak' : basis === 'published' || basis === 'measured' ? 'good' : 'weak';
  expect(isKept && basis === 'estimate' ? 'fair' : said).toBe(quality);
}

/** The results of a test by year, in the table of figures of the model or scenario of a column. */
function resultsOf(place: CellPlace): readonly { readonly year: string; readonly text: string }[] {
  const column = place.table.columns[place.at];
  const figures = tableNamed(place, `figures_${column?.id}`);
  const found = figures?.rows.find(({ id }) => id === `${place.rowId}.result`)?.cells.slice(1) ?? [];
  return found.map((cell, i) => ({ year: figures?.columns[i + 1]?.heading ?? '', text: cell?.text ?? '' }));
}
/** What the results of years say in words of their own, by what they come to. */
const IN_YEARS: Readonly<Record<string, readonly string[]>> = {
  FAILS: ['register'],
  UNCLEAR: ['register'],
  unknown: ['too short'],
};
const headroomOf = (place: CellPlace): number => inRow(place, place.rowId.replace(/result$/, 'headroom'));

const toDate = (place: CellPlace, line: string): number[] =>
  known(row(tableNamed(place, 'to_date') as JsonTable, line));
const END_OF: Readonly<Record<string, string>> = {
  forGood: 'surplus.to_date',
  paidBack: 'cash.own.to_date',
  paidBackDiscounted: 'cash.own.discounted.to_date',
};

const seatsToBlock = ({ sentences }: CellPlace): number =>
  Number(sentences.find(({ name }) => name === 'options.blocking')?.amounts[0]?.value);

const inRange = (place: CellPlace): boolean => {
  const [low, high] = (inColumn(place, 'range')?.text ?? '').split(' to ').map(Number);
  const at = amountIn(place.cells[place.at - 2]);
  return at >= (low ?? Number.NaN) && at <= (high ?? Number.NaN);
};

/** The member rows that stand above the row of a price. */
const membersAbove = (place: CellPlace): number => {
  const at = place.table.rows.findIndex(({ id }) => id === place.rowId);
  return amountIn(place.table.rows[at - 1]?.cells[place.at]);
};

/** What each of them claims: the register says `law` of those that stand here and of no others. */
export const CELL_CLAIMS: Readonly<Record<string, (place: CellPlace) => void>> = {
  'cells.yes': (place) => {
    if (place.rowId === 'pays') expect(inRow(place, 'reserves')).toBeGreaterThanOrEqual(0);
    if (place.rowId === 'unites') expect(inRow(place, 'losing')).toBe(0);
  },
  'cells.no': (place) => {
    if (place.rowId === 'pays') expect(inRow(place, 'reserves')).not.toBeNaN();
    if (place.rowId === 'unites') expect(inRow(place, 'losing')).toBeGreaterThan(0);
  },
  'cells.noSeats': ({ data }) => expect(JSON.stringify(data.governance ?? {})).not.toContain('"seats"'),
  'cells.canBlock': (place) => expect(inRow(place, 'seats')).toBeGreaterThanOrEqual(seatsToBlock(place)),
  'cells.cannotBlock': (place) => expect(inRow(place, 'seats')).toBeLessThan(seatsToBlock(place)),
  'cells.neverOvertaken': (place) => expect(amountIn(inColumn(place, 'least'))).toBeGreaterThan(0),
  'cells.isLevel': (place) => expect(amountIn(inColumn(place, 'least'))).toBe(0),
  'cells.isOvertaken': (place) => expect(amountIn(inColumn(place, 'least'))).toBeLessThan(0),
  'cells.withinRange': (place) => expect(inRange(place)).toBe(true),
  'cells.outsideRange': (place) => expect(inRange(place)).toBe(false),
  'cells.noneNeeded': (place) => outlives(place),
  'cells.allOfIt': (place) => outlives(place),
  'cells.noSet': (place) => expect(inRow(place, 'all')).toBeLessThan(0),
  'cells.noneInOrder': (place) => expect(inRow(place, 'all')).toBeLessThan(0),
  'cells.pivotal': (place) => expect(amountIn(place.cells[place.at - 1])).toBeLessThan(0),
  'cells.notPivotal': (place) => {
    const left = amountIn(place.cells[place.at - 1]);
    // Where there is a deficit with all as expected no school is pivotal.
    if (left < 0) expect(place.sentences.map(({ name }) => name)).toContain('coalition.deficitAnyway');
  },
  'cells.notYet': (place) => {
    if (place.rowId === 'year') expect(Math.max(...toDate(place, 'surplus'))).toBeLessThanOrEqual(0);
    else if (place.rowId in END_OF) expect(toDate(place, END_OF[place.rowId] as string).at(-1)).toBeLessThan(0);
    else expect(Math.max(...toDate(place, 'surplus.to_date'))).toBeLessThan(0);
  },
  'cells.noFunding': (place) => expect(Math.min(...toDate(place, 'cash.own.lowest'))).toBeGreaterThanOrEqual(0),
  'cells.nobodyStays': (place) => expect(membersAbove(place)).toBe(0),
  'cells.nobodyJoins': (place) => expect(inRow(place, 'before')).toBe(0),
  'cells.good': (place) => qualityIn(place, 'good'),
  'cells.fair': (place) => qualityIn(place, 'fair'),
  'cells.weak': (place) => qualityIn(place, 'weak'),
  'cells.unlimited': ({ data }) => expect(JSON.stringify(each(data, 'tiers'))).toContain('"unlimited"'),
  'cells.included': ({ data }) => expect(JSON.stringify(each(data, 'tiers'))).toContain('"unlimited"'),
  'cells.holds': (place) => {
    if (place.table.id.startsWith('figures_')) {
      const headroom = headroomOf(place);
      if (!Number.isNaN(headroom)) expect(headroom).toBeGreaterThanOrEqual(0);
    } else {
      const results = resultsOf(place).map(({ text }) => text);
      for (const said of ['FAILS', 'UNCLEAR', 'register', 'unknown', 'too short']) expect(results).not.toContain(said);
    }
  },
  'cells.notTested': (place) => {
    expect(resultsOf(place)).toEqual([]);
    const heading = place.table.columns[place.at]?.heading ?? '';
    const [title] = place.cells;
    // Why, where it is so under one scenario alone, stands below.
    expect(
      place.sentences.some(
        ({ name, text }) =>
          name === 'obligations.untested' && text.startsWith(title?.text ?? '') && text.includes(heading),
      ),
      `${title?.text} in ${heading}`,
    ).toBe(true);
  },
  'cells.fails': (place) => {
    const headroom = headroomOf(place);
    if (!Number.isNaN(headroom)) expect(headroom).toBeLessThan(0);
  },
  'cells.inShort': (place) => {
    const results = resultsOf(place);
    if (results.length === 0) return;
    for (const told of place.text.split(', ')) {
      const [, word = '', when = ''] =
        /^(FAILS|UNCLEAR|unknown|runs out|lasts|micro|small|audited) (.*)$/.exec(told) ?? [];
      const found = results.filter(({ text }) => [word, ...(IN_YEARS[word] ?? [])].includes(text));
      const first = found.length === results.length ? 'every year' : found[0]?.year;
      if (word !== 'FAILS' && results.some(({ text }) => text === 'FAILS')) throw new Error(`${place.rowId} fails`);
      expect(when, told).toBe(first);
    }
  },
};

/** Every cell of a page that says something. */
export function cellsSaid(
  data: PlainMap,
  blocks: readonly JsonBlock[],
  sentences: readonly JsonSentence[],
): { readonly name: string; readonly place: CellPlace }[] {
  return blocks.flatMap((table) =>
    table.kind !== 'table'
      ? []
      : table.rows.flatMap(({ id: rowId, cells }) =>
          cells.flatMap((cell, at) =>
            cell?.said === undefined
              ? []
              : { name: cell.said, place: { data, blocks, sentences, table, rowId, cells, at, text: cell.text ?? '' } },
          ),
        ),
  );
}

const SIDES: readonly (readonly [label: RegExp, above: boolean, below: boolean])[] = [
  [/^(surplus \(deficit\)|(free(, | reserves ))?above \(short of\))/i, true, true],
  [/^(surplus|(free(, | reserves ))?above the policy|free, above policy)/i, true, false],
  [/^(deficit|(free(, | reserves ))?short of)/i, false, true],
];

/** A label that says on which side of zero its figures lie: a surplus, a deficit, or both; above the policy or short. */
export function holdSides(blocks: readonly JsonBlock[]): void {
  for (const block of blocks)
    if (block.kind === 'table')
      for (const { id, cells } of block.rows) {
        // A difference is of no side of its own.
        const own = cells.filter((_, i) => block.columns[i]?.id !== 'difference');
        holdSide(`${block.id} ${id}`, own);
      }
}

function holdSide(where: string, cells: CellPlace['cells']): void {
  const label = cells[0]?.text ?? '';
  const [, above, below] = SIDES.find(([said]) => said.test(label)) ?? [];
  if (above === undefined || below === undefined) return;
  const signs = known(
    cells
      .slice(1)
      .filter((cell) => cell?.unit === 'GBP')
      .map(amountIn),
  ).map((value) => Math.sign(Math.round(value)));
  if (!below) expect(signs, `${where} "${label}"`).not.toContain(-1);
  if (!above) expect(signs, `${where} "${label}"`).not.toContain(1);
  if (above && below) expect([signs.includes(1), signs.includes(-1)], `${where} "${label}"`).toEqual([true, true]);
}
