import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Exact, input, type Money, type Origin, sum, Unknown } from '../../src/figures/index.js';
import { type Equation, foot } from '../../src/report/frame/foot.js';
import { type Cell, Report, type Row, type Strip, type Table } from '../../src/report/page/report.js';
import { textOf, titled } from '../../src/report/page/sentence.js';
import { shownCell } from '../../src/report/page/show.js';
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
  return { kind: 'table', id: 't', title: titled(''), columns, rows, notes: [] };
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

/**
 * A statement of some years: parts of lines, lines, income and cost, surplus, and reserves carried from year to year.
 */
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
        const below = Array.from({ length: 5 }, (_, i) =>
          add(`${side}.${line}.${i}`, money(year[side][line]?.[i] ?? 0)),
        );
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
    for (const line of lines)
      equations.push({ total: line, plus: Array.from({ length: 5 }, (_, i) => `${line}.${i}`), minus: [] });
  }
  return { table: tableOf([...amounts].map(([id, figures]) => rowOf(id, figures))), equations };
}

/** The pounds that a person reads in a cell. */
function pounds(table: Table, id: string, column: number): number {
  const text = shownCell(table.rows.find((row) => row.id === id)?.cells[column] as Shown);
  const size = Number(text.replace(/[(),]/g, ''));
  return text.startsWith('(') ? -size : size;
}

const HELD = { nearest: ['opening', 'closing', 'surplus'] };
function exactOf(table: Table, id: string, column: number): Exact {
  const cell = table.rows.find((row) => row.id === id)?.cells[column];
  if (cell?.kind !== 'figure') throw new Error(`${id} has no figure in ${column}`);
  return cell.figure.exact;
}
const nearestOf = (exact: Exact): number => Number(exact.toFixed(0));

test('shown pounds add up in every column or it is marked, each is within a pound of the truth, and what is quoted is the nearest', () => {
  let marked = 0;
  fc.assert(
    fc.property(pence, years, (opening, of) => {
      const { table, equations } = statement(opening, of);
      const shown = foot(table, equations, HELD);
      of.forEach((_, year) => {
        const at = (id: string): number => pounds(shown, id, year + 1);
        const add = (ids: readonly string[]): number => ids.reduce((total, id) => total + at(id), 0);
        const off = equations
          .filter(({ total, plus, minus }) => at(total) !== add(plus) - add(minus))
          .map(({ total }) => total);
        // Opening, surplus and closing are all the nearest; nothing else of this table has a reason not to add.
        expect(['', 'closing']).toContain(off.join());
        expect(shown.columns[year + 1]?.isMarked === true).toBe(off.length > 0);
        marked += off.length;
        for (const { id } of shown.rows)
          expect(Math.abs(at(id) - exactOf(shown, id, year + 1).toNumber()), `${id} in ${year}`).toBeLessThan(1);
        for (const id of HELD.nearest) expect(at(id)).toBe(nearestOf(exactOf(shown, id, year + 1)));
        if (year > 0) expect(at('opening')).toBe(pounds(shown, 'closing', year));
      });
      expect(shown.notes.some((note) => textOf(note).startsWith('*'))).toBe(
        shown.columns.some(({ isMarked }) => isMarked === true),
      );
    }),
    runs(400, 17),
  );
  expect(marked).toBeGreaterThan(10);
});

test('a row that keeps its nearest pound does so in every column, and where others cannot give way nothing is bent and the column is marked', () => {
  let marked = 0;
  fc.assert(
    fc.property(pence, years, fc.nat(3), (opening, of, kept) => {
      const { table, equations } = statement(opening, of);
      const isKept = (id: string): boolean => id.startsWith(`cost.${kept}`) || id === `income.0.${kept}`;
      const shown = foot(table, equations, { ...HELD, keeps: isKept });
      const nearest = (id: string, year: number): void =>
        expect(pounds(shown, id, year + 1)).toBe(nearestOf(exactOf(shown, id, year + 1)));
      for (const year of of.keys()) {
        for (const { id } of shown.rows.filter((row) => isKept(row.id))) nearest(id, year);
        const at = (ids: readonly string[]): number =>
          ids.reduce((total, id) => total + pounds(shown, id, year + 1), 0);
        for (const { total, plus, minus } of equations.filter(
          (each) => at([each.total]) !== at(each.plus) - at(each.minus),
        )) {
          marked++;
          expect(shown.columns[year + 1]?.isMarked, total).toBe(true);
          // A total that is itself a line above has given way there; its parts have not.
          for (const id of [...plus, ...minus].filter((part) => equations.every((each) => each.total !== part)))
            nearest(id, year);
        }
      }
    }),
    runs(400, 19),
  );
  expect(marked).toBeGreaterThan(10);
});

test('columns that are compared show equal amounts of a row as equal pounds', () => {
  fc.assert(
    fc.property(
      pence,
      years,
      fc.array(fc.tuple(fc.constantFrom('income', 'cost'), fc.nat(3), fc.nat(4), pence), { maxLength: 3 }),
      (opening, of, moved) => {
        // Every column after the first is the first with something else in a few of its lines.
        const [first] = of as [Year, ...Year[]];
        const alike = of.map((_, i): Year => {
          const year = { income: first.income.map((line) => [...line]), cost: first.cost.map((line) => [...line]) };
          for (const [side, line, part, amount] of i === 0 ? [] : moved.slice(0, i)) {
            const lines = year[side as 'income' | 'cost'];
            if (lines[line]?.[part] !== undefined) (lines[line] as number[])[part] = amount;
          }
          return year;
        });
        const { table, equations } = statement(opening, alike);
        const shown = foot(table, equations, { ...HELD, isCompared: true });
        for (const { id } of shown.rows) {
          const seen = new Map<string, number>();
          alike.forEach((_, i) => {
            const exact = exactOf(shown, id, i + 1).toString();
            expect(pounds(shown, id, i + 1), `${id} in ${i}`).toBe(seen.get(exact) ?? pounds(shown, id, i + 1));
            seen.set(exact, pounds(shown, id, i + 1));
          });
        }
      },
    ),
    runs(400, 20),
  );
});

test('amounts that are no sum are a fault of the program', () => {
  const rows = [rowOf('a', [money(100)]), rowOf('b', [money(200)]), rowOf('total', [money(301)])];
  expect(() => foot(tableOf(rows), [{ total: 'total', plus: ['a', 'b'], minus: [] }])).toThrow(
    'total of the table t is 3.01, and its parts come to 3',
  );
  const but = { total: 'total', plus: ['a', 'b'], minus: [], except: ['1'] };
  expect(foot(tableOf(rows), [but]).rows.map(({ cells }) => shownCell(cells[1] as Shown))).toEqual(['1', '2', '3']);
});

test('whole pounds are shown as they are', () => {
  fc.assert(
    fc.property(pence, years, (opening, of) => {
      const whole = of.map(({ income, cost }) => ({
        income: income.map((line) => line.map((each) => each * 100)),
        cost: cost.map((line) => line.map((each) => each * 100)),
      }));
      const { table, equations } = statement(opening * 100, whole);
      const shown = foot(table, equations, HELD);
      expect(shown.columns).toEqual(table.columns);
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
  const rows = [
    rowOf('a', [money(33_33)]),
    rowOf('b', [money(33_33)]),
    rowOf('c', [money(33_34)]),
    rowOf('total', [money(100_00)]),
  ];
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
  const rows = [
    rowOf('a', [money(140)]),
    rowOf('b', [lost]),
    rowOf('total', [sum('money', [money(140), lost], 'total')]),
  ];
  const shown = foot(tableOf(rows), [{ total: 'total', plus: ['a', 'b'], minus: [] }]);
  expect(shown.rows.map(({ cells }) => shownCell(cells[1] as Shown))).toEqual(['1', 'unknown', 'unknown']);
});

test('cells that are not pounds are left alone', () => {
  const pennies: Row = {
    id: 'a',
    role: 'line',
    level: 0,
    cells: [{ kind: 'text', text: 'a' }, { ...cellOf(money(3333)), show: 'pence' } as Cell],
  };
  const shown = foot(tableOf([pennies, rowOf('total', [money(3333)])]), [{ total: 'total', plus: ['a'], minus: [] }]);
  expect(shownCell(shown.rows[0]?.cells[1] as Shown)).toBe('33.33');
});

test('a table of which a row has more or fewer cells than there are columns is in no report, and two rows or columns of one id are told apart', () => {
  const whole = tableOf([rowOf('a', [money(1)]), rowOf('b', [money(2)])]);
  const report = (table: Table) => () => Report.of({ id: 'r', title: titled(''), basis: [], blocks: [table] });
  expect(report(whole)).not.toThrow();
  expect(report({ ...whole, columns: whole.columns.slice(1) })).toThrow(
    'row a of the table t has 2 cells for 1 columns',
  );
  expect(report({ ...whole, rows: [rowOf('a', [])] })).toThrow('row a of the table t has 1 cells for 2 columns');
  const ids = (table: Table, of: 'rows' | 'columns'): string[] =>
    (report(table)().blocks[0] as Table)[of].map(({ id }) => id);
  expect([ids(whole, 'rows'), report(whole)().blocks[0] === whole]).toEqual([['a', 'b'], true]);
  const named = (...names: readonly string[]): Table => ({
    ...whole,
    rows: names.map((name) => rowOf(name, [money(1)])),
  });
  expect(ids(named('a', 'a', 'b'), 'rows')).toEqual(['a', 'a.2', 'b']);
  expect(ids(named('a', 'a', 'a.2', 'a'), 'rows')).toEqual(['a', 'a.3', 'a.2', 'a.4']);
  expect(ids({ ...whole, columns: whole.columns.map((column) => ({ ...column, id: 'x' })) }, 'columns')).toEqual([
    'x',
    'x.2',
  ]);
});
