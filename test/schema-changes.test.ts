import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { validatorOf } from './support/schemas.js';

/* What an editor's schema, as it is committed, says of changes in scenarios, of `each` and of arithmetic: each form of the reference is right, and a slip is not. */

const validate = validatorOf(JSON.parse(readFileSync('models/schema/model.json', 'utf8')));
const isValid = (scenario: string, rest = ''): boolean =>
  validate(
    parse(`buyin: 1
name: Small
calendar: { starts: 2026-09, years: 3, year_starts: September }
assumptions: { r: { value: 5 }, s: { value: 50% }, t: { value: "=r * 2" } }
schools: { named: { a: { phase: primary, type: academy, pupils: "=r * 20" } } }
tiers: { g: { price: { per_pupil: "=round(r * 1.03, 0.05)", floor: 100 }, joins: "=min(s, 40%)" } }
overheads: { rent: { per_year: { 2026: 100, 2028: "=max(r - 2, 15)" } } }
contracts: { c: { kind: grant, per_year: 100 } }
services: { day: { kind: traded, unit: day, price: { other: 4, member: 3 } } }
scenarios: { s: ${scenario} }
${rest}`),
  );

describe('right', () => {
  test.each([
    '{ overheads: { rent: { per_year: { times: 80% } } } }',
    '{ overheads: { rent: { per_year: { times: 0.8 } } } }',
    '{ overheads: { rent: { per_year: { plus: -2_000, times: 50%, at_most: 10, at_least: 1 } } } }',
    '{ overheads: { rent: { per_year: { times: { 2027: 80% }, plus: { 2028-04: 3 } } } } }',
    '{ overheads: { rent: { per_year: "=r * 3" } } }',
    '{ overheads: { rent: { per_year: =r } } }',
    '{ overheads: { rent: { per_year: { 2026: "=r * 2", 2028: 5 } } } }',
    '{ overheads: { rent: { per_year: { times: "=s * 2" } } } }',
    '{ overheads: { each: { per_year: { plus: 5 } } } }',
    '{ tiers: { each: { joins: { times: 80% } } } }',
    '{ tiers: { each: { joins: { times: { 2028: 80% } } } } }',
    '{ tiers: { each: { joins: 20% } } }',
    '{ tiers: { each: { joins: { 2026: 20%, 2028: 30% } } } }',
    '{ tiers: { each: { price: { floor: { times: 110% } } } } }',
    '{ tiers: { each: { add: { uplift: 2% } } } }',
    '{ tiers: { g: { joins: { primary: { times: 80% } }, price: { per_pupil: { times: 110% } } } } }',
    '{ tiers: { g: { price: [{ flat: 4 }] } } }',
    '{ services: { each: { price: { times: 110% } } } }',
    '{ contracts: { each: { per_year: { times: { 2027: 0% } } } } }',
    '{ assumptions: { s: { value: { plus: 5%, at_most: 100% } }, r: { value: "=t * 2" } } }',
    '{ extends: other, over: [a, b], because: x, name: N, remove: [tiers.g] }',
    '{ schools: { change: [{ school: A, joins: { g: 100% } }, { school: [A, 100002], joins: { times: { 2028: 80% } } }] } }',
    '{ schools: { change: [{ when: { trust: Oak, pupils: { from: 3, below: 9 } }, pays_now: { times: 2 } }, { school: A, remove: yes }] } }',
    '{ schools: { change: { school: A, pupils: { times: { 2027: 67% } } } } }',
    '{ schools: { named: { add: { b: { phase: primary, type: academy, pupils: 3 } }, a: { pupils: { plus: 3 } }, each: { pupils: { times: 90% } } } } }',
    '{ add: { choice: { rule: best_value } } }',
    '{ calendar: { years: { plus: 1 } } }',
  ])('%s', (scenario) => expect([isValid(scenario), validate.errors]).toEqual([true, null]));

  test.each(['checks: { c: { figure: members, at_least: "=r * 2" } }', 'options: [s, s+t, no base]\nstresses: [s]'])(
    '%s',
    (rest) => expect([isValid('{ because: x }', rest), validate.errors]).toEqual([true, null]),
  );
});

describe('a slip', () => {
  test.each([
    '{ overheads: { rent: { per_year: { time: 80% } } } }',
    '{ overheads: { rent: { per_year: { times: [80%] } } } }',
    '{ overheads: { rent: { per_year: { times: { two: 80% } } } } }',
    '{ overheads: { rent: { peryear: 4 } } }',
    '{ overheads: { rent: { per_year: [4] } } }',
    '{ tiers: { each: 3 } }',
    '{ tiers: { each: { joinss: 3 } } }',
    '{ tiers: { each: { joins: { time: 80% } } } }',
    '{ schools: { change: [{ pupils: 3 }] } }',
    '{ schools: { change: [{ school: A, when: { trust: Oak }, pupils: 3 }] } }',
    '{ schools: { change: 5 } }',
    '{ nonsense: 3 }',
    '{ because: { a: 1 } }',
    '{ over: { a: 1 } }',
  ])('%s', (scenario) => expect(isValid(scenario)).toBe(false));

  test.each(['options: { a: 1 }', 'checks: { c: { figure: members, at_leest: 2 } }'])('%s', (rest) =>
    expect(isValid('{ because: x }', rest)).toBe(false),
  );
});
