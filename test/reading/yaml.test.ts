import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Node, Scalar, type SourceFile } from '../../src/language/index.js';
import { readValue, readYaml } from '../../src/reading/yaml.js';
import { isFull, runs } from '../support/runs.js';
import { brief, placed, plain, scalarAt, treeOf, under } from './trees.js';

const file = (text: string): SourceFile => ({ name: 'model.yaml', text });
const told = (text: string): string[] => brief(readYaml(file(text)).problems);
const reason = (text: string): unknown => {
  const [first] = readYaml(file(text)).problems;
  return first?.code === 'yaml-syntax' ? (first.data as { why: string }).why : undefined;
};

test.each([
  '12_500',
  '0x1F',
  '010',
  '1e3',
  '.inf',
  '1.50',
  '15%',
  '£19',
  '=buy_in',
  'yes',
  'null',
  '~',
  '2018-09',
  '-0',
])('a plain scalar is what is written: %s', (text) => {
  expect(scalarAt(treeOf(`a: ${text} # note\nb: 1`), 'a').text).toBe(text);
  expect(plain(treeOf(`{ a: ${text}, b: [${text}] }`))).toEqual({ a: text, b: [text] });
});

test('quoted, folded, many-line and empty scalars are their content', () => {
  const text = [
    'a: "£12,500.00"',
    "b: 'it''s'",
    'c: >-',
    '  one',
    '  two',
    'd: one',
    '  two',
    'e:',
    'f: { g: , h }',
    '"i": 1',
    '',
  ].join('\n');
  expect(plain(treeOf(text))).toEqual({
    a: '£12,500.00',
    b: "it's",
    c: 'one two',
    d: 'one two',
    e: '',
    f: { g: '', h: '' },
    i: '1',
  });
});

test('keys and scalars know the stretch of the line on which they stand', () => {
  const tree = treeOf('tiers:\r\n  offer: { price: "£19" } # a\r\n  purpose: one\r\n    two\r\n');
  expect(placed(scalarAt(tree, 'tiers.offer.price').span)).toBe('2:19+5');
  expect(placed(scalarAt(tree, 'tiers.purpose').span)).toBe('3:12+3');
  const tiers = tree.entries.get('tiers');
  expect(placed(tiers?.key as never)).toBe('1:1+5');
  expect(placed(tiers?.node.span as never)).toBe('2:3+27');
});

test('under the span of every plain scalar stands its text', () => {
  const word = fc.stringMatching(/^[a-z0-9£][a-z0-9£%]{0,7}$/);
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      word,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('node')),
    ),
  })).node;
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), value, { minKeys: 1 }), fc.boolean(), (data, flow) => {
      const text = flow
        ? JSON.stringify(data)
            .replaceAll('"', '')
            .replace(/([:,])/g, '$1 ')
        : blockOf(data, '');
      const tree = treeOf(text);
      expect(plain(tree)).toEqual(data);
      for (const scalar of scalars(tree)) expect(under(scalar.span)).toBe(scalar.text);
    }),
    runs(100, 29),
  );
});

function blockOf(data: unknown, indent: string): string {
  if (typeof data === 'string') return `${indent}${data}\n`;
  if (Array.isArray(data))
    return data.length === 0
      ? `${indent}[]\n`
      : data.map((item) => `${indent}-\n${blockOf(item, `${indent}  `)}`).join('');
  const entries = Object.entries(data as object);
  return entries.length === 0
    ? `${indent}{}\n`
    : entries.map(([key, item]) => `${indent}${key}:\n${blockOf(item, `${indent}  `)}`).join('');
}

function scalars(node: Node): Scalar[] {
  if (node instanceof Scalar) return [node];
  return node.kind === 'list'
    ? node.items.flatMap(scalars)
    : [...node.entries.values()].flatMap((entry) => scalars(entry.node));
}

test('a key that stands twice is a problem that points at both, however they are quoted', () => {
  const { problems } = readYaml(file('a: 1\nb: { c: 1, "c": 2 }\na: 2\n'));
  expect(brief(problems)).toEqual(['duplicate-key 2:12+3', 'duplicate-key 3:1+1']);
  expect(problems[1]?.also.map(({ span, role }) => [placed(span), role])).toEqual([['1:1+1', 'first here']]);
});

test.each([
  ['a: &x 1', 'yaml-feature 1:4+2', 'anchors'],
  ['a: &x\n  b: 1', 'yaml-feature 1:4+2', 'anchors'],
  ['a: 1\nb: *x', 'yaml-feature 2:4+2', 'aliases'],
  ['*x : 1', 'yaml-feature 1:1+2', 'aliases'],
  ['&x a: 1', 'yaml-feature 1:1+2', 'anchors'],
  ['a: !!int 3', 'yaml-feature 1:4+5', 'tags'],
  ['a: !own [1]', 'yaml-feature 1:4+4', 'tags'],
  ['a: 1\n<<: { b: 2 }', 'yaml-feature 2:1+2', 'merge keys'],
  ['a: 1\n---\nb: 2', 'yaml-feature 2:1+3', 'several documents'],
  ['? [a]\n: 1', 'yaml-feature 1:3+3', 'maps and lists as keys'],
  ['%YAML 1.1\n---\na: 1', 'yaml-feature 1:1+9', 'directives'],
])('YAML that a model does without is refused by its name: %j', (text, place, feature) => {
  const { problems } = readYaml(file(text));
  expect(brief(problems)).toEqual([place]);
  expect(problems[0]?.data).toMatchObject({ feature: expect.stringContaining(feature) });
});

test.each(['__proto__: 1', '"": 1', ': 1', '"a\\tb": 1', '-a: 1', '{ price:450 }'])(
  '%s has no key that a model may have',
  (text) => {
    expect(readYaml(file(text)).problems.map(({ code }) => code)).toEqual(['bad-key']);
  },
);

test.each(['constructor', 'a b', '2018-09', '4.5', 'A_1'])('%s is a key', (key) => {
  expect(plain(treeOf(`${key}: 1`))).toEqual({ [key]: '1' });
});

test.each([
  ['a: "x', 'a quote is opened and not closed'],
  ['a: [1, 2', 'a bracket is opened and not closed'],
  ['a: 1]', undefined],
  ['a: ]', 'a bracket is closed that was not opened'],
  ['a: Minutes: page 3', 'a text that holds a colon and a blank must stand in quotes'],
  ['a: 1\n b: 2', 'this line is indented as though it were part of the value above it'],
  ['a:\n\tb: 1', 'a tab stands where blanks must indent'],
  ['a: @x', 'a text that begins with @ must stand in quotes'],
  ['a: 1\nb\n', 'a key needs a colon and a blank after it'],
  ['a: { b: 1 c: 2 }', undefined],
])('what is wrong with %j is said in plain words', (text, why) => {
  if (why !== undefined) expect(reason(text)).toBe(why);
  expect(readYaml(file(text)).problems.length).toBeLessThanOrEqual(1);
});

test('all problems are told at once, but nothing that is guesswork after broken syntax', () => {
  expect(told('a: &x 1\na: 2\n__x: 1\n')).toEqual(['yaml-feature 1:4+2', 'duplicate-key 2:1+1', 'bad-key 3:1+3']);
  expect(told('a: 1\na: 2\nb: ]\nc: 1\nc: 2\n')).toEqual(['duplicate-key 2:1+1', 'yaml-syntax 3:4+1']);
});

test.each([
  ['price: { a: 1, b: 2\njoins: 1\n', '1:8+1'],
  ['tiers: { a: { b: 1 }\nx: 1\ny: 2\n', '1:8+1'],
  ['a:\n  - [1, 2\n  - [3]\nb: 1\n', '2:5+1'],
  ['a:\n  b: [{ c: 1 }\n  d: 100%\n  e: { f: 1 }\n', '2:6+1'],
  ['a:\n  b: "x\n  c: 1\n\n', '2:6+1'],
  ["a: 'x\nb: 1\n", '1:4+1'],
])('a bracket or quote that is never closed is told once, where it is opened: %j', (text, place) => {
  expect(told(text)).toEqual([`yaml-syntax ${place}`]);
  expect(reason(text)).toMatch(/is opened and not closed$/);
});

test('a file without a model is told from one that is no map', () => {
  for (const text of ['', '\n', '# only a note\n', '---\n'])
    expect(readYaml(file(text)).problems.map(({ code }) => code)).toEqual(['empty-model']);
  expect(told('- a\n- b')).toEqual(['wrong-shape 1:1+3']);
  expect(told('buyin')).toEqual(['wrong-shape 1:1+5']);
});

test('forty levels can be read, more are refused, and a hundred thousand do no harm', () => {
  const nested = (levels: number): string => `a: ${'['.repeat(levels - 1)}1${']'.repeat(levels - 1)}`;
  expect(told(nested(40))).toEqual([]);
  expect(told(nested(41))).toEqual(['too-deep 1:43+3']);
  for (const unit of ['[', '{', '- ', '{a: ', '? ', '[{']) expect(told(unit.repeat(100_000))[0]).toMatch(/^too-deep/);
  expect(told(Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'))[0]).toMatch(/^too-deep 4/);
});

test('no text whatever makes reading throw', () => {
  const piece = fc.constantFrom(
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&x',
    '*x',
    '!',
    '|',
    '>',
    '#',
    '%',
    '---\n',
    '...',
    '? ',
    ',',
    '\t',
    '\r',
    '<<',
    '\ufeff',
  );
  const pieces = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
      const { root, problems } = readYaml(file(text));
      expect(root !== undefined || problems.length > 0).toBe(true);
      for (const { span } of problems)
        expect((span?.column ?? 0) - 1).toBeLessThanOrEqual(text.split('\n')[(span?.line ?? 1) - 1]?.length ?? 0);
    }),
    runs(2000, 28),
  );
});

test('a file with a fault on every line is told line by line, and does no harm', () => {
  // Either number lies deeper than calls that call each other can go.
  const many = isFull ? 60_000 : 20_000;
  expect(told('a: [\n'.repeat(many)).length).toBeGreaterThan(0);
  expect(told('{}\n'.repeat(many)).length).toBeGreaterThan(0);
});

test.each([
  ['fee=12_500', 'fee+4', '12_500', 5],
  ['a=  £19  ', '', '£19', 5],
  ['source=Minutes: page 3 # 4', '', 'Minutes: page 3 # 4', 8],
  ['a==other', '', '=other', 3],
  ['a="x: y"', '', 'x: y', 3],
])('the value of %s is its text, in its place', (text, _, value, column) => {
  const { node, problems } = readValue(text.slice(text.indexOf('=') + 1), { name: '--set', text });
  expect(problems).toEqual([]);
  expect(node).toMatchObject({ text: value, span: { line: 1, column, file: { name: '--set', text } } });
});

test('a value in brackets is a map or a list, with places in the whole text', () => {
  const text = 'tiers.a.joins={ primary: 80%, others: [1] }';
  const { node } = readValue(text.slice(14), { name: '--set', text });
  expect(plain(node)).toEqual({ primary: '80%', others: ['1'] });
  expect(under(scalarAt(node as Node, 'primary').span)).toBe('80%');
  const bad = readValue('[1', { name: '--set', text: 'a=[1' });
  expect(bad.problems.map(({ code, span }) => [code, span?.line])).toEqual([['yaml-syntax', 1]]);
});
