import { expect, test } from 'vitest';
import { decidersOf } from '../../src/projection/index.js';
import { type PlainMap, projectionOf } from '../support/models.js';

/* Which schools decide as one: those of a trust, those that a price takes together, and those between whom a chain of both leads. */

const school = (more: PlainMap): PlainMap => ({ phase: 'primary', type: 'academy', pupils: '100', ...more });
const BY_HEAD: PlainMap = { flat: '1_000', group: { by: 'head', charge: 'sum' } };

/** Of each school the number of its decider, in the order in which they are first met. */
function deciders(named: Readonly<Record<string, PlainMap>>, price: PlainMap, more: PlainMap = {}): readonly string[] {
  const { model } = projectionOf({
    buyin: '1',
    name: 'Deciders',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: { attributes: '[head]', named },
    tiers: { m: { price, joins: '50%' } },
    ...more,
  });
  const each = model.schools.map((one) => [one.id, decidersOf(model).decisionsOf(one).join()] as const);
  const names = [...new Set(each.map(([, name]) => name))];
  return each.map(([id, name]) => `${id} ${names.indexOf(name) + 1}`);
}

const CHAIN = {
  a: school({ trust: 'Bay' }),
  b: school({ trust: 'Bay', attributes: { head: 'Hill' } }),
  c: school({ trust: 'Coast', attributes: { head: 'Hill' } }),
  d: school({ trust: 'Coast', attributes: { head: 'Ives' } }),
  e: school({ trust: 'Dale', attributes: { head: 'Ives' } }),
  f: school({}),
};
const turned = Object.fromEntries(Object.entries(CHAIN).reverse());

test('schools of one trust, and each other by itself', () => {
  expect(deciders(CHAIN, { flat: '1_000' })).toEqual(['a 1', 'b 1', 'c 2', 'd 2', 'e 3', 'f 4']);
});

test('a chain of trusts and of heads whose schools pay one price is one decider, in whatever order the rows stand', () => {
  expect(deciders(CHAIN, BY_HEAD)).toEqual(['a 1', 'b 1', 'c 1', 'd 1', 'e 1', 'f 2']);
  expect(deciders(turned, BY_HEAD)).toEqual(['f 1', 'e 2', 'd 2', 'c 2', 'b 2', 'a 2']);
});

test('two chains that nothing joins are two', () => {
  const { c, ...rest } = CHAIN;
  expect(deciders(rest, BY_HEAD)).toEqual(['a 1', 'b 1', 'd 2', 'e 2', 'f 3']);
});

test('by what the model says, or each by itself', () => {
  expect(deciders(CHAIN, BY_HEAD, { uncertainty: { decide_together: 'trust' } })).toEqual([
    ...['a 1', 'b 1', 'c 2', 'd 2', 'e 3', 'f 4'],
  ]);
  expect(deciders(CHAIN, BY_HEAD, { uncertainty: { decide_together: 'none' } })).toEqual([
    ...['a 1', 'b 2', 'c 3', 'd 4', 'e 5', 'f 6'],
  ]);
});
