import { expect, test } from 'vitest';
import { type Problem, wordsFor } from '../../src/language/index.js';
import type { Change } from '../../src/reading/changes.js';
import { overlay } from '../../src/reading/overlaid.js';
import { applied, none } from './overlaid.js';
import { at, plain, scalarAt, under } from './trees.js';

const shown = ({ path, kind, before, after, by, effective }: Change): unknown[] => [
  path,
  kind,
  plain(before),
  plain(after),
  by,
  effective,
];

test('--set comes last, reaches into lists, and names itself', () => {
  const { tree, changes, problems } = applied(
    'low: { contracts: { council: { per_year: 5 } } }',
    ['low'],
    [
      'contracts.council.per_year=6',
      'tiers.offer.price.0.cap=13_000',
      'assumptions.roll.value={ 2020: -3% }',
      'assumptions.take_up.range={ low: 1% }',
      'tiers.offer.single.0.flat=7',
    ],
  );
  expect(problems).toEqual([]);
  expect(changes.map(shown)).toEqual([
    ['assumptions.take_up.range.low', 'set', '70%', '1%', '--set', true],
    ['assumptions.roll.value', 'set', { 2019: '-1%', 2020: '-2%' }, { 2020: '-3%' }, '--set', true],
    ['tiers.offer.price.0.cap', 'set', '12_500', '13_000', '--set', true],
    ['tiers.offer.single.flat', 'set', '100', '7', '--set', true],
    ['contracts.council.per_year', 'set', '700_000', '6', '--set', true],
  ]);
  expect(plain(at(tree, 'tiers.offer.price'))).toEqual([
    { when: { phase: 'primary' }, per_pupil: '19', cap: '13_000' },
    { flat: '15_000' },
  ]);
  expect(scalarAt(tree, 'contracts.council.per_year').layer).toEqual({
    basis: 'command line',
    source: '--set contracts.council.per_year=6',
  });
});

test('--set adds under add, and there only', () => {
  const { tree, problems } = overlay(
    none,
    [],
    ['contracts.add.new={ per_year: 5 }', 'add.loans.bank.limit=9', 'assumptions.take_up.source=Minutes: page 3'],
  );
  expect(problems.map(({ code, data }) => [code, data])).toEqual([
    ['overlay-lacks', { path: 'assumptions.take_up.source', missing: 'source', known: ['value', 'range', 'basis'] }],
  ]);
  expect(plain(at(tree, 'contracts.new'))).toEqual({ per_year: '5' });
  expect(plain(at(tree, 'loans'))).toEqual({ bank: { limit: '9' } });
  expect(overlay(none, [], ['contracts.add.council=1']).problems).toMatchObject([
    { code: 'overlay-exists', span: { file: { name: '--set' }, line: 1 } },
  ]);
});

test.each(['take_up', 'takeup', 'tak_up'])('the name of an assumption alone is pointed to its value: %s', (name) => {
  const [problem] = overlay(none, [], [`${name}=5%`]).problems;
  expect(problem).toMatchObject({ code: 'overlay-lacks', data: { path: name, known: ['assumptions.take_up.value'] } });
  expect(under(problem?.span as never)).toBe(name);
  expect(wordsFor(problem as Problem).remedy).toMatch(/^did you mean "assumptions\.take_up\.value"\?/);
});

test.each([
  ['assumptions.tak_up.value', 'take_up'],
  ['asumptions.take_up.value', 'assumptions'],
  ['tiers.ofer.price.0.cap', 'offer'],
  ['tiers.offer.prise.0.cap', 'price'],
  ['contracts.council.per_yeer', 'per_year'],
])('wherever a path leaves the model, the name that was meant there is said: %s', (path, meant) => {
  const [problem] = overlay(none, [], [`${path}=5`]).problems;
  expect(wordsFor(problem as Problem).remedy).toContain(`did you mean "${meant}"?`);
});

test.each([
  'contracts',
  '=5',
  'contracts.council.ends=',
  'contracts..council=1',
  'a.__proto__.b=1',
  'contracts.council.ends=[1',
  '',
])('--set %s says nothing that can be set', (text) => {
  expect(overlay(none, [], [text]).problems).toMatchObject([{ code: 'bad-set', data: { text } }]);
});

test('two sets of one path are refused', () => {
  const { problems } = overlay(none, [], ['contracts.council.ends=1', 'contracts.council.ends=2']);
  expect(problems).toMatchObject([
    { code: 'bad-set', data: { text: 'contracts.council.ends=2', why: 'the same path is set twice' } },
  ]);
});
