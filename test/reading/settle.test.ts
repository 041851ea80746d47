import { expect, test } from 'vitest';
import { overlay } from '../../src/reading/overlaid.js';
import { settle, usesOf } from '../../src/reading/settle.js';
import { at, brief, plain, scalarAt, treeOf } from './trees.js';

const settled = (text: string): ReturnType<typeof settle> => settle(treeOf(text));
const behind = (tree: Parameters<typeof scalarAt>[0], path: string): unknown[] => {
  const { basis, source } = scalarAt(tree, path);
  return [basis, source];
};

test('every value learns its dotted place', () => {
  const { tree } = settled('tiers: { a: { price: [{ flat: 1 }, 2] } }\nname: x');
  for (const path of ['tiers.a.price.0.flat', 'tiers.a.price.1', 'name']) expect(scalarAt(tree, path).path).toBe(path);
});

test('a reference gives way to the value of its assumption, the same scalar at every use', () => {
  const { tree, problems } = settled(
    'assumptions: { up: { value: 2%, basis: estimate, source: Bank } }\nstaff: { a: { rise: =up }, b: { rise: "=up" }, c: [= up] }',
  );
  expect(problems).toEqual([]);
  const one = scalarAt(tree, 'assumptions.up.value');
  expect(one).toMatchObject({ text: '2%', path: 'assumptions.up.value', basis: 'estimate', source: 'Bank' });
  for (const path of ['staff.a.rise', 'staff.b.rise', 'staff.c.0']) expect(at(tree, path)).toBe(one);
});

test('a value may be a map, hold references, and be a reference itself', () => {
  const { tree, problems } = settled(
    'assumptions: { a: { value: =b }, b: { value: { 2019: =c, 2020: 3% } }, c: { value: 1% } }\nx: =a\ny: =c',
  );
  expect(problems).toEqual([]);
  expect(plain(at(tree, 'x'))).toEqual({ 2019: '1%', 2020: '3%' });
  expect(at(tree, 'x.2020')).toBe(at(tree, 'assumptions.b.value.2020'));
  expect(at(tree, 'x.2019')).toBe(at(tree, 'y'));
  expect(scalarAt(tree, 'x.2019').path).toBe('assumptions.c.value');
});

test('unknown names are told once each with the names that there are, and blame nothing further on', () => {
  const { tree, problems } = settled('assumptions: { up: { value: 2% } }\nx: =upp\ny: 1');
  expect(problems).toMatchObject([
    { code: 'unknown-reference', data: { name: 'upp', known: ['up'] }, span: { line: 2, column: 4 } },
  ]);
  expect(plain(at(tree, 'x'))).toBe('unknown');
  expect(brief(settled('x: =up').problems)).toEqual(['unknown-reference 1:4+3']);
});

test.each([
  ['a: { value: =a }', ['a', 'a']],
  ['a: { value: =b }, b: { value: { 2019: =c } }, c: { value: =a }', ['a', 'b', 'c', 'a']],
])('assumptions that stand on each other are one problem: %s', (assumptions, names) => {
  const { problems } = settled(`assumptions: { ${assumptions} }\nx: =a\ny: =a`);
  expect(problems).toMatchObject([{ code: 'reference-cycle', data: { names } }]);
});

test('an assumption without a value is left to the schema', () => {
  expect(settled('assumptions: { a: { owner: x }, b: 3 }\nx: =a\ny: =b').problems).toEqual([]);
});

test('words and scenarios hold no references; a check does, and arithmetic is worked out', () => {
  const { tree, problems } = settled(
    'assumptions: { a: { value: 1 } }\nname: =a\nchecks: { c: { equals: =a } }\nscenarios: { s: { x: =c } }\nx: =a*2',
  );
  expect(problems).toEqual([]);
  expect(plain(tree)).toMatchObject({
    name: '=a',
    checks: { c: { equals: '1' } },
    scenarios: { s: { x: '=c' } },
    x: '2',
  });
});

test('a value has the basis and the source of the nearest map round it that gives one', () => {
  const { tree } = settled(`basis: illustrative
source: made up
a: { b: { value: 1 }, source: register }
c: { basis: published, d: { source: page 3, value: 1 }, list: [{ value: 2 }] }
assumptions: { e: { value: 1, source: minutes }, f: { value: 2, basis: measured } }`);
  expect(behind(tree, 'a.b.value')).toEqual(['illustrative', 'register']);
  expect(behind(tree, 'c.d.value')).toEqual(['published', 'page 3']);
  expect(behind(tree, 'assumptions.e.value')).toEqual(['illustrative', 'minutes']);
});

test('a map that gives a basis and no source does not claim the source of what is round it', () => {
  const { tree } = settled('basis: published\nsource: price list\na: { basis: illustrative, b: { value: 1 } }');
  expect(behind(tree, 'a.b.value')).toEqual(['illustrative', undefined]);
});

test('without a basis it is not stated; one that is none, or is a map, or is for overlays only, states nothing', () => {
  const { tree } = settled(
    'a: 1\nb: { basis: guess, value: 1 }\nc: { basis: { count: fte }, value: 1 }\nd: { basis: scenario, value: 1 }\ne: { source: x, value: 1 }',
  );
  expect(['a', 'b.value', 'c.value', 'd.value'].map((path) => behind(tree, path))).toEqual(
    Array(4).fill(['not stated', undefined]),
  );
  expect(behind(tree, 'e.value')).toEqual(['not stated', 'x']);
});

const BASE = 'contracts: { council: { per_year: 7, to: 2021-08, basis: published, source: award } }\nscenarios:\n';
const overlaid = (scenario: string, sets: readonly string[] = []): ReturnType<typeof settle>['tree'] => {
  const { tree, problems } = overlay(
    treeOf(
      `${BASE}  low: { because: less, ${scenario} }\n  lower: { extends: low, contracts: { council: { to: z } } }`,
    ),
    ['lower'],
    sets,
  );
  expect(problems).toEqual([]);
  return settle(tree).tree;
};

test('what an overlay brings stands on the overlay', () => {
  const tree = overlaid('contracts: { council: { per_year: { 2018: 5 } } }');
  expect(behind(tree, 'contracts.council.per_year.2018')).toEqual(['scenario', 'scenario low: less']);
  expect(behind(tree, 'contracts.council.to')).toEqual(['scenario', 'scenario lower']);
});

test('an overlay that gives a basis or a source of its own says it of its own values, and of no other overlay', () => {
  const both = overlaid('contracts: { council: { per_year: { 2018: 5 }, basis: measured, source: ledger } }', [
    'contracts.council.to=y',
  ]);
  expect(behind(both, 'contracts.council.per_year.2018')).toEqual(['measured', 'ledger']);
  expect(behind(both, 'contracts.council.to')).toEqual(['command line', '--set contracts.council.to=y']);
  const source = overlaid('contracts: { council: { per_year: 5, source: ledger } }');
  expect(behind(source, 'contracts.council.per_year')).toEqual(['scenario', 'ledger']);
  const sets = overlaid('contracts: { council: { per_year: 5 } }', [
    'contracts.council.to=y',
    'contracts.council.basis=estimate',
  ]);
  expect(behind(sets, 'contracts.council.to')).toEqual(['estimate', '--set contracts.council.to=y']);
});

test('an assumption that a scenario changes is changed at every use', () => {
  const text =
    'assumptions: { up: { value: 2%, basis: estimate } }\nx: =up\ny: =up\nscenarios: { high: { because: dear, assumptions: { up: { value: 9% } } } }';
  const { tree } = settle(overlay(treeOf(text), ['high'], []).tree);
  expect(scalarAt(tree, 'x')).toMatchObject({ text: '9%', basis: 'scenario', source: 'scenario high: dear' });
  expect(at(tree, 'x')).toBe(at(tree, 'y'));
});

test('the places that use an assumption are those that refer to it, and an unused one has none', () => {
  const uses = usesOf(
    treeOf(
      'assumptions: { a: { value: =b }, b: { value: 1 }, c: { value: 1 }, d: { value: 1 } }\nx: [1, =a]\ny: { z: =a }\nname: =a\nchecks: { k: =c }',
    ),
  );
  expect([...uses]).toEqual([
    ['a', ['x.1', 'y.z']],
    ['b', ['assumptions.a.value']],
    ['c', ['checks.k']],
    ['d', []],
  ]);
});
