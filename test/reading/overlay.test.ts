import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../src/reading/changes.js';
import { between, overlay } from '../../src/reading/overlaid.js';
import { scenarioNames } from '../../src/reading/scenarios.js';
import { runs } from '../support/runs.js';
import { applied, base, none } from './overlaid.js';
import { at, brief, plain, scalarAt, treeOf, under } from './trees.js';

const codes = (...args: Parameters<typeof applied>): string[] => applied(...args).problems.map(({ code }) => code);
const shown = ({ path, kind, before, after, by, effective }: Change): unknown[] => [
  path,
  kind,
  plain(before),
  plain(after),
  by,
  effective,
];

test('without scenarios and sets the tree is the base itself; an empty scenario changes nothing', () => {
  expect(overlay(none, [], [])).toEqual({
    tree: none,
    changes: [],
    applied: [],
    taken: new Set(),
    idle: [],
    problems: [],
  });
  expect(overlay(none, [], []).tree).toBe(none);
  expect(overlay(none, ['same'], []).tree).toBe(none);
  expect(overlay(none, ['same'], []).changes).toEqual([]);
});

test('the scenarios of a model are listed with their reasons', () => {
  const names = scenarioNames(base('low: { because: fewer join }\nhigh: {}'));
  expect(names.map(({ name, because }) => [name, because])).toEqual([
    ['low', 'fewer join'],
    ['high', undefined],
  ]);
  expect(under(names[0]?.span as never)).toBe('low');
  expect(scenarioNames(treeOf('buyin: 1'))).toEqual([]);
});

test('scalars replace, maps merge, lists replace whole; shapes may replace each other', () => {
  const { tree, problems } = applied(
    'low: { contracts: { council: { per_year: { 2018: 1, 2019: 2 } } }, assumptions: { take_up: { value: 60% }, roll: { value: 3% } }, tiers: { offer: { price: [{ flat: 1 }] } } }',
    ['low'],
  );
  expect(problems).toEqual([]);
  expect(plain(at(tree, 'contracts.council'))).toEqual({ per_year: { 2018: '1', 2019: '2' }, to: '2021-08' });
  expect(plain(at(tree, 'assumptions'))).toEqual({
    take_up: { value: '60%', range: { low: '70%', high: '90%' }, basis: 'estimate' },
    roll: { value: '3%' },
  });
  expect(plain(at(tree, 'tiers.offer.price'))).toEqual([{ flat: '1' }]);
});

test('a dated value is one value: it replaces another whole, and one of its dates is reached by --set', () => {
  const { tree, problems } = applied('low: { assumptions: { roll: { value: { 2021: -4% } } } }', ['low']);
  expect(problems).toEqual([]);
  expect(plain(at(tree, 'assumptions.roll.value'))).toEqual({ 2021: '-4%' });
  expect(plain(at(overlay(none, [], ['assumptions.roll.value.2020=-5%']).tree, 'assumptions.roll.value'))).toEqual({
    2019: '-1%',
    2020: '-5%',
  });
});

test('what a scenario brings carries its name and reason, and nothing else does', () => {
  const { tree } = applied('low: { because: fewer join, assumptions: { take_up: { value: 60% } } }', ['low']);
  expect(scalarAt(tree, 'assumptions.take_up.value').layer).toEqual({
    basis: 'scenario',
    source: 'scenario low: fewer join',
  });
  expect(scalarAt(tree, 'assumptions.take_up.basis').layer).toBeUndefined();
});

test('a key that the base lacks is a problem with the keys that it has, unless it stands under add', () => {
  const wrong = applied('low: { contracts: { concil: 1, council: { per_yeer: 2 } }, staf: 3 }', ['low']);
  expect(wrong.problems.map(({ code, data, span }) => [code, data, under(span as never)])).toEqual([
    ['overlay-lacks', { path: 'contracts.concil', missing: 'concil', known: ['council'] }, 'concil'],
    [
      'overlay-lacks',
      { path: 'contracts.council.per_yeer', missing: 'per_yeer', known: ['per_year', 'to'] },
      'per_yeer',
    ],
    [
      'overlay-lacks',
      {
        path: 'staf',
        missing: 'staf',
        known: [
          'buyin',
          'assumptions',
          'tiers',
          'contracts',
          'scenarios',
          'name',
          'because',
          'extends',
          'over',
          'remove',
        ],
      },
      'staf',
    ],
  ]);
  const { tree, changes, problems } = applied(
    'low: { add: { loans: { bank: 1 } }, contracts: { add: { new: { per_year: 2 } } } }',
    ['low'],
  );
  expect(problems).toEqual([]);
  expect(plain(at(tree, 'loans'))).toEqual({ bank: '1' });
  expect(changes.map(shown)).toEqual([
    ['contracts.new', 'add', undefined, { per_year: '2' }, 'low', true],
    ['loans', 'add', undefined, { bank: '1' }, 'low', true],
  ]);
});

test('adding what is there is a problem at both places', () => {
  const [problem] = applied('low: { contracts: { add: { council: 1 } } }', ['low']).problems;
  expect(problem).toMatchObject({
    code: 'overlay-exists',
    data: { path: 'contracts.council' },
    span: { line: 14 },
    also: [{ span: { line: 12 } }],
  });
  expect(codes('low: { add: 3 }', ['low'])).toEqual(['wrong-shape']);
});

test('remove takes keys out; a path that is not there is a problem, and a list stays whole', () => {
  const { tree, changes } = applied('low: { remove: [contracts.council, assumptions.take_up.basis] }', ['low']);
  expect(plain(at(tree, 'contracts'))).toEqual({});
  expect(changes.map(({ path, kind, after }) => [path, kind, after])).toEqual([
    ['assumptions.take_up.basis', 'remove', undefined],
    ['contracts.council', 'remove', undefined],
  ]);
  expect(applied('low: { remove: contracts.concil }', ['low']).problems[0]).toMatchObject({
    code: 'overlay-lacks',
    data: { path: 'contracts.concil', missing: 'concil', known: ['council'] },
  });
  expect(codes('low: { remove: [tiers.offer.price.0, scenarios, contracts.council.to.x] }', ['low'])).toEqual([
    'bad-value',
    'overlay-lacks',
    'overlay-lacks',
  ]);
});

test('a scenario may take a key out and put another in its place', () => {
  const { tree, changes, problems } = applied(
    'low: { remove: [contracts.council], contracts: { add: { council: 5 } } }',
    ['low'],
  );
  expect(problems).toEqual([]);
  expect(plain(at(tree, 'contracts'))).toEqual({ council: '5' });
  expect(changes.map(({ path, kind }) => [path, kind])).toEqual([['contracts.council', 'set']]);
});

test('the version and the scenarios are no part of an overlay', () => {
  expect(codes('low: { buyin: 2, scenarios: { low: {} } }', ['low'])).toEqual(['unknown-key', 'unknown-key']);
  expect(codes('low: {}', [], ['buyin=2', 'scenarios.low=1'])).toEqual(['bad-set', 'bad-set']);
});

test('a scenario stands on those that it extends and may override them; a common ancestor is applied once', () => {
  const family = `root: { contracts: { council: { per_year: 1 } }, assumptions: { take_up: { value: 1% } } }
left: { extends: root, contracts: { council: { per_year: 2 } } }
right: { extends: [root], contracts: { council: { to: 2020-08 } } }
both: { extends: [left, right], assumptions: { take_up: { value: 9% } } }`;
  const { tree, changes, problems } = applied(family, ['both']);
  expect(problems).toEqual([]);
  expect(plain(at(tree, 'contracts.council'))).toEqual({ per_year: '2', to: '2020-08' });
  expect(changes.map(shown)).toEqual([
    ['assumptions.take_up.value', 'set', '85%', '9%', 'both', true],
    ['contracts.council.per_year', 'set', '700_000', '2', 'left', true],
    ['contracts.council.to', 'set', '2021-08', '2020-08', 'right', true],
  ]);
  expect(applied(family, ['root', 'left', 'root']).problems).toEqual([]);
  expect(applied(family, ['left', 'root']).tree).toEqual(applied(family, ['left']).tree);
});

test.each([
  ['two picks', ['a', 'b']],
  ['two parents', ['c']],
])('%s that set the same path clash, at both places', (_, picks) => {
  const { problems } = applied(
    'a: { contracts: { council: { to: x } } }\nb: { contracts: { council: { to: x } } }\nc: { extends: [a, b] }',
    picks,
  );
  expect(problems).toMatchObject([
    {
      code: 'overlay-clash',
      data: { path: 'contracts.council.to', scenarios: ['a', 'b'] },
      span: { line: 15 },
      also: [{ span: { line: 14 }, role: 'set by a' }],
    },
  ]);
});

test.each([
  ['a: { remove: [contracts.council] }\nb: { contracts: { council: { to: x } } }'],
  ['a: { contracts: { add: { new: 1 } } }\nb: { contracts: { add: { new: 1 } } }'],
  ['a: { assumptions: { roll: { value: 1% } } }\nb: { assumptions: { roll: { value: { 2019: 1% } } } }'],
])('one scenario that undoes what another changes clashes with it, once and in either order: %s', (scenarios) => {
  expect(codes(scenarios, ['a', 'b'])).toEqual(['overlay-clash']);
  expect(codes(scenarios, ['b', 'a'])).toEqual(['overlay-clash']);
});

test('scenarios in a circle, unknown ones and ones that are no map are problems', () => {
  const cycle = applied('a: { extends: b }\nb: { extends: a }', ['a']).problems;
  expect(cycle).toMatchObject([{ code: 'scenario-cycle', data: { names: ['a', 'b', 'a'] }, span: { line: 15 } }]);
  for (const pick of ['b', 'c']) {
    // The same problem from wherever the circle is entered.
    const entered = applied('a: { extends: b }\nb: { extends: a }\nc: { extends: [b] }', [pick]).problems;
    expect(entered.map(({ data, span }) => [data, span?.line])).toEqual([[{ names: ['a', 'b', 'a'] }, 15]]);
  }
  const unknown = applied('a: { extends: lo }\nlow: {}', ['a', 'hi']).problems;
  expect(unknown.map(({ data, span }) => [data, span?.line])).toEqual([
    [{ name: 'lo', known: ['a', 'low'] }, 14],
    [{ name: 'hi', known: ['a', 'low'] }, undefined],
  ]);
  expect(codes('a: 3\nb: { extends: { x: 1 } }', ['a', 'b'])).toEqual(['wrong-shape', 'wrong-shape']);
  expect(overlay(treeOf('buyin: 1\nscenarios: [a]'), [], []).problems.map(({ code }) => code)).toEqual(['wrong-shape']);
});

test('a change that says what the model says already has no effect, and is told so', () => {
  const { changes } = applied(
    'low: { contracts: { council: { to: 2021-08, per_year: 1 } }, tiers: { offer: { single: { flat: "100" } } } }',
    ['low'],
  );
  expect(changes.map(({ path, effective }) => [path, effective])).toEqual([
    ['tiers.offer.single.flat', false],
    ['contracts.council.per_year', true],
    ['contracts.council.to', false],
  ]);
});

test('of changes within each other only the outermost is told; what is added and removed again is not', () => {
  const { changes, tree } = applied(
    'a: { contracts: { add: { new: { per_year: 1 } }, council: { to: x } }, add: { gone: 1 } }\nb: { extends: a, contracts: { new: { per_year: 2 } }, remove: [gone, contracts.council] }',
    ['b'],
  );
  expect(changes.map(shown)).toEqual([
    ['contracts.council', 'remove', { per_year: '700_000', to: '2021-08' }, undefined, 'b', true],
    ['contracts.new', 'add', undefined, { per_year: '2' }, 'b', true],
  ]);
  expect(at(tree, 'gone')).toBeUndefined();
});

test('between what is set alone and the same with a scenario lie the changes of the scenario, of which some can be made', () => {
  const tree = base(
    'low: { assumptions: { take_up: { value: 60% } }, contracts: { council: { to: x } }, add: { loans: { bank: 1 } } }',
  );
  const found = between(tree, ['low'], ['contracts.council.per_year=1']);
  expect(found.changes.map(({ path }) => path)).toEqual(['assumptions.take_up.value', 'contracts.council.to', 'loans']);
  expect(plain(found.from)).toEqual({
    ...(plain(tree) as object),
    contracts: { council: { per_year: '1', to: '2021-08' } },
  });
  expect(plain(found.with(({ path }) => path.startsWith('contracts')))).toEqual({
    ...(plain(tree) as object),
    contracts: { council: { per_year: '1', to: 'x' } },
  });
  expect(plain(found.with(() => true))).toEqual(plain(found.to));
});

test('what is set within a list that a scenario replaces is part of its change, and what is set in its place leaves none', () => {
  const tree = base('low: { tiers: { offer: { price: [{ flat: 1 }] } } }');
  const within = between(tree, ['low'], ['tiers.offer.price.0.flat=2']);
  expect(within.changes.map(({ path, after }) => [path, plain(after)])).toEqual([
    ['tiers.offer.price', [{ flat: '2' }]],
  ]);
  expect(between(tree, ['low'], ['tiers.offer.price={ flat: 3 }']).changes).toEqual([]);
});

test('the base is left as it was', () => {
  const tree = base('low: { assumptions: { take_up: { value: 60% } }, remove: [contracts.council] }');
  const before = JSON.stringify(plain(tree));
  overlay(tree, ['low'], ['tiers.offer.price.0.cap=1']);
  expect(JSON.stringify(plain(tree))).toBe(before);
});

test('scenarios that change different places commute', () => {
  const places = [
    'assumptions.take_up.value',
    'assumptions.take_up.basis',
    'contracts.council.to',
    'contracts.council.per_year',
    'tiers.offer.single.flat',
  ];
  fc.assert(
    fc.property(fc.subarray(places), fc.subarray(places), fc.stringMatching(/^[a-z]{1,4}$/), (left, right, text) => {
      const scenario = (paths: readonly string[]): string =>
        `{ ${paths.map((path) => nestedText(path.split('.'), text)).join(', ')} }`;
      // Keys of one scenario that share a parent would stand twice, so each path has a scenario of its own.
      const all = [
        ...left.map((path, i) => `l${i}: ${scenario([path])}`),
        ...right.map((path, i) => `r${i}: ${scenario([path])}`),
      ];
      const tree = base(all.join('\n') || 'none: {}');
      const lefts = left.map((_, i) => `l${i}`);
      const rights = right.map((_, i) => `r${i}`);
      const one = overlay(tree, [...lefts, ...rights], []);
      const other = overlay(tree, [...rights, ...lefts], []);
      const shared = left.filter((path) => right.includes(path));
      expect(one.problems.map(({ code }) => code)).toEqual(shared.map(() => 'overlay-clash'));
      expect(other.problems).toHaveLength(shared.length);
      if (shared.length === 0) expect([one.tree, one.changes]).toEqual([other.tree, other.changes]);
    }),
    runs(100, 27),
  );
});

function nestedText([step, ...rest]: readonly string[], text: string): string {
  return rest.length === 0 ? `${step}: ${text}` : `${step}: { ${nestedText(rest, text)} }`;
}

test('problems of an overlay stand in the order of the file when they have one', () => {
  expect(brief(applied('low: { nope: 1 }', ['low']).problems)).toEqual(['overlay-lacks 14:10+4']);
});
