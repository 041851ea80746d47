import { expect, test } from 'vitest';
import { periodsOf } from '../../src/model/index.js';
import { calendarUntil, fallsOf, figureOf, lineNamed, partCalled, periodNamed } from '../../src/projection/index.js';
import { projectionOf } from '../support/models.js';

/* Which names are lines of a model, what their parts are called, and where costs fall. */

const projection = projectionOf({
  buyin: '1',
  name: 'Small',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: { named: { oak: { phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: {
    gold: { name: 'Gold membership', price: { flat: '120' }, joins: '100%' },
    plain_one: { price: { flat: '0' }, joins: '0%' },
  },
  reserves: { policy: { risks: { flood: { amount: '90', probability: '50%' }, fire: '10' } } },
});
const { model } = projection;

test.each([
  ['income', undefined],
  ['income.membership', undefined],
  ['income.membership.gold', 'gold'],
  ['reserves.risks.flood', 'flood'],
  ['cost.bad_debts.council', 'council'],
])('%s is a line', (name, part) => {
  expect(lineNamed(name, model)?.part).toBe(part);
});

test.each(['incomes', 'income.gold', 'income.membership.silver', 'surplus.gold', 'nothing.gold', ''])(
  '"%s" is none',
  (name) => {
    expect(lineNamed(name, model)).toBeUndefined();
    const [year] = periodsOf(model.calendar, 'year');
    expect(() => figureOf(projection, name, year as never)).toThrow(`no line ${name}`);
  },
);

test.each([
  ['income.membership.gold', 'Gold membership'],
  ['income.membership.plain_one', 'plain one'],
  ['cost.bad_debts.academies', 'Academies'],
  ['cost.taxes.vat', 'VAT not recovered'],
  ['cost.staff.apprenticeship_levy', 'Apprenticeship levy'],
])('%s is called by its name, or what stands under its id', (name, called) => {
  const part = name.slice(name.lastIndexOf('.') + 1);
  const line = lineNamed(name.slice(0, name.lastIndexOf('.')), model)?.line;
  expect(partCalled(line as never, part, model)).toBe(called);
});

test.each([
  ['cost.staff', 'on a post'],
  ['cost.staff.adviser', 'on a post'],
  ['cost.variable.desks', 'by its driver'],
  ['cost.taxes.vat', 'on all'],
])('%s falls %s', (account, falls) => {
  expect(fallsOf(account)).toBe(falls);
});

test.each(['cost', 'cost.staffing', 'income.staff', 'staff'])('%s is no kind of cost', (account) => {
  expect(() => fallsOf(account)).toThrow(`no kind of cost is booked under ${account}`);
});

test('what is held for risks is each by how likely it is, and all of them together', () => {
  const [year] = periodsOf(model.calendar, 'year');
  const held = ['reserves.risks', 'reserves.risks.flood', 'reserves.risks.fire'];
  expect(held.map((name) => figureOf(projection, name, year as never).exact.toNumber())).toEqual([55, 45, 10]);
});

test('a calendar until its last year is itself, and until another ends with it', () => {
  const calendar = { ...model.calendar, last: model.calendar.last + 12, years: [2026, 2027] };
  expect(calendarUntil({ calendar, year: 2027 })).toBe(calendar);
  expect(calendarUntil({ calendar, year: 2026 })).toEqual(model.calendar);
  expect(calendarUntil({ calendar, year: 2026 })).toBe(calendarUntil({ calendar, year: 2026 }));
});

test('a figure of a period is made once', () => {
  const at = (grain: 'year' | 'month', id: string): unknown =>
    figureOf(projection, 'income', periodNamed(model.calendar, grain, id) as never);
  expect(at('year', '2026')).toBe(at('year', '2026'));
  const [oak] = model.schools;
  const worth = (): unknown => projection.membership.worthOf('gold', oak as never, 2026);
  expect(worth()).toBe(worth());
  expect(at('month', '2026-09')).not.toBe(at('year', '2026'));
  expect(at('month', '2026-09')).not.toBe(at('month', '2026-10'));
  expect(periodNamed(model.calendar, 'month', '2027-09')).toBeUndefined();
});
