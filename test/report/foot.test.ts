import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Exact, input, type Money, type Origin, sum, Unknown } from '../../src/figures/index.js';
import { type Equation, foot } from '../../src/report/foot.js';
import type { Cell, Row, Strip, Table } from '../../src/report/report.js';
import { shownCell } from '../../src/report/show.js';
import { decimal } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What a table shows adds up, and is true to the pound. */

type Shown = Exclude<Cell, Strip>;

const WHERE: Origin = { file: 'test', line: 1, column: 1, path: 'a', text: '', basis: 'not stated', source: undefined };
const money = (pence: number): Money => input('money', Exact.of(decimal(pence, 2)), WHERE);
const lost: Money = input('money', new Unknown(['nobody has said']), WHERE);

const cellOf = (figure: Money): Cell => ({ kind: 'figure', figure, ref: { figure: 'a' }, show: 'pounds' });
const rowOf = (id: string, figures: readonly Money[]): Row => ({
  id,
  role: 'line',
  level: 0,
  cells: [{ kind: 'text', text: id }, ...figures.map(cellOf)],
});
function tableOf(rows: readonly Row[]): Table {
  const columns = (rows[0] as Row).cells.map((_, i) => ({ id: String(i), heading: '', align: 'right' as const }));
  return { kind: 'table', id: 't', title: '', columns, rows, notes: [] };
}

/** Amounts of pence, with many a half pound among them. */
const pence = fc.oneof(
  fc.integer({ min: -500_000, max: 500_000 }),
  fc.integer({ min: -20, max: 20 }).map((halves) => halves * 50),
  fc.integer({ min: -90, max: 90 }),
);
const parts = fc.array(fc.array(pence, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
const years = fc.array(fc.record({ income: parts, cost: parts }), { minLength: 1, maxLength: 4 });
type Year = typeof years extends fc.Arbitrary<readonly (infer Y)[]> ? Y : never;

const EQUATIONS: readonly Equation[] = [
  { total: 'closing', plus: ['opening', 'surplus'], minus: [] },
  { total: 'surplus', plus: ['income'], minus: ['cost'] },
];

/** A statement of some years: parts of lines, lines, income and cost, surplus, and reserves carried from year to year. */
function statement(opening: number, of: readonly Year[]): { table: Table; equations: Equation[] } {
  const equations = [...EQUATIONS];
  const amounts = new Map<string, Money[]>();
  const add = (id: string, figure: Money): Money => {
    amounts.set(id, [...(amounts.get(id) ?? []), figure]);
    return figure;
  };
  const widest = (side: 'income' | 'cost'): number => Math.max(...of.map((year) => year[side].length));
  let before = money(opening);
  for (const year of of) {
    const [income, cost] = (['income', 'cost'] as const).map((side) => {
      const lines = Array.from({ length: widest(side) }, (_, line) => {
        const below = Array.from({ length: 5 }, (_, i) => add(`${side}.${line}.${i}`, money(year[side][line]?.[i] ?? 0)));
        return add(`${side}.${line}`, sum('money', below, 'line'));
      });
      return add(side, sum('money', lines, side));
    }) as [Money, Money];
    const surplus = add('surplus', sum('money', [income], 'surplus', [cost]));
    add('opening', before);
    before = add('closing', sum('money', [before, surplus], 'closing'));
  }
  for (const side of ['income', 'cost'] as const) {
    const lines = Array.from({ length: widest(side) }, (_, line) => `${side}.${line}`);
    equations.push({ total: side, plus: lines, minus: [] });
    for (const line of lines) equations.push({ total: line, plus: Array.from({ length: 5 }, (_, i) => `${line}.${i}`), minus: [] });
  }
  return { table: tableOf([...amounts].map(([id, figures]) => rowOf(id, figures))), equations };
}

/** The pounds that a person reads in a cell. */
function pounds(table: Table, id: string, column: number): number {
  const text = shownCell(table.rows.find((row) => row.id === id)?.cells[column] as Shown);
  const size = Number(text.replace(/[(),]/g, ''));
  return text.startsWith('(') ? -size : size;
}

test('shown pounds add up in every column, and each is within a pound of the truth', () => {
  fc.assert(
    fc.property(pence, years, (opening, of) => {
      const { table, equations } = statement(opening, of);
      const shown = foot(table, equations, ['opening', 'closing']);
      of.forEach((_, year) => {
        const at = (id: string): number => pounds(shown, id, year + 1);
        const add = (ids: readonly string[]): number => ids.reduce((total, id) => total + at(id), 0);
        for (const { total, plus, minus } of equations) expect(at(total), `${total} in ${year}`).toBe(add(plus) - add(minus));
        for (const { id, cells } of shown.rows) {
          const cell = cells[year + 1] as Cell & { kind: 'figure' };
          expect(Math.abs(at(id) - cell.figure.exact.toNumber()), `${id} in ${year}`).toBeLessThan(1);
        }
        for (const id of ['opening', 'closing']) {
          const cell = shown.rows.find((row) => row.id === id)?.cells[year + 1] as Cell & { kind: 'figure' };
          expect(Math.abs(at(id) - cell.figure.exact.toNumber())).toBeLessThanOrEqual(0.5);
        }
        if (year > 0) expect(at('opening')).toBe(pounds(shown, 'closing', year));
      });
    }),
    runs(400, 17),
  );
});

test('whole pounds are shown as they are', () => {
  fc.assert(
    fc.property(pence, years, (opening, of) => {
      const whole = of.map(({ income, cost }) => ({
        income: income.map((line) => line.map((each) => each * 100)),
        cost: cost.map((line) => line.map((each) => each * 100)),
      }));
      const { table, equations } = statement(opening * 100, whole);
      const shown = foot(table, equations, ['opening', 'closing']);
      for (const { id, cells } of shown.rows) {
        cells.forEach((cell, column) => {
          if (cell.kind === 'figure') expect(pounds(shown, id, column)).toBe(cell.figure.exact.toNumber());
        });
      }
    }),
    runs(50, 18),
  );
});

test('three thirds of a hundred pounds add to a hundred', () => {
  const rows = [rowOf('a', [money(33_33)]), rowOf('b', [money(33_33)]), rowOf('c', [money(33_34)]), rowOf('total', [money(100_00)])];
  const shown = foot(tableOf(rows), [{ total: 'total', plus: ['a', 'b', 'c'], minus: [] }]);
  expect(['a', 'b', 'c', 'total'].map((id) => pounds(shown, id, 1)).sort((x, y) => x - y)).toEqual([33, 33, 34, 100]);
  expect(pounds(shown, 'c', 1)).toBe(34);
});

test('sixty-six and five are not seventy: $66.4 + $4.4 = $70.8 is shown as 66 + 5 = 71, moving what is nearest to it', () => {
  const rows = [rowOf('a', [money(6640)]), rowOf('b', [money(440)]), rowOf('total', [money(7080)])];
  const shown = foot(tableOf(rows), [{ total: 'total', plus: ['a', 'b'], minus: [] }]);
  expect(pounds(shown, 'a', 1) + pounds(shown, 'b', 1)).toBe(71);
});

test('an unknown part leaves the rest as it is', () => {
  const rows = [rowOf('a', [money(140)]), rowOf('b', [lost]), rowOf('total', [sum('money', [money(140), lost], 'total')])];
  const shown = foot(tableOf(rows), [{ total: 'total', plus: ['a', 'b'], minus: [] }], ['total']);
  expect(shown.rows.map(({ cells }) => shownCell(cells[1] as Shown))).toEqual(['1', 'unknown', 'unknown']);
});

test('cells that are not pounds are left alone', () => {
  const pennies: Row = { id: 'a', role: 'line', level: 0, cells: [{ kind: 'text', text: 'a' }, { ...cellOf(money(3333)), show: 'pence' } as Cell] };
  const shown = foot(tableOf([pennies, rowOf('total', [money(3333)])]), [{ total: 'total', plus: ['a'], minus: [] }]);
  expect(shownCell(shown.rows[0]?.cells[1] as Shown)).toBe('33.33');
});
