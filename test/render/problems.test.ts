import { describe, expect, test } from 'vitest';
import { type Problem, problem } from '../../src/language/problem.js';
import { renderProblems } from '../../src/render/problems.js';

const page = { width: 80, colour: false };
const fileOf = (text: string) => ({ name: 'examples/x/model.yaml', text });
const at = (text: string, line: number, column: number, length: number) => ({
  file: fileOf(text),
  line,
  column,
  length,
});
const key = (span: ReturnType<typeof at> | undefined, name = 'per_pupl'): Problem =>
  problem('unknown-key', span, { key: name, within: 'a price', known: ['per_pupil'] });
const frame = (text: string, column: number, length: number): string[] =>
  renderProblems([key(at(text, 1, column, length))], page)
    .split('\n')
    .slice(1, 3);

test('golden: the place, the code, the user’s own lines, carets and the remedy', () => {
  const text = `${'\n'.repeat(12)}  price:\n    per_pupl: 19\n`;
  expect(renderProblems([key(at(text, 14, 5, 8))], page)).toBe(
    [
      'examples/x/model.yaml:14:5: "per_pupl" is not a key of a price     [unknown-key]',
      '   13 |   price:',
      '   14 |     per_pupl: 19',
      '      |     ^^^^^^^^',
      '      = did you mean "per_pupil"?',
      '',
      '1 problem',
      '',
    ].join('\n'),
  );
});

test('another place has a frame of its own, with what it is', () => {
  const text = 'fee: 1\ntax: 2\nfee: 3\n';
  const twice = problem('duplicate-key', at(text, 3, 1, 3), { key: 'fee' }, [
    { span: at(text, 1, 1, 3), role: 'first here' },
  ]);
  expect(renderProblems([twice], page).split('\n').slice(1, 8)).toEqual([
    '    2 | tax: 2',
    '    3 | fee: 3',
    '      | ^^^',
    '   first here: examples/x/model.yaml:1:1',
    '    1 | fee: 1',
    '      | ^^^',
    '      = keep one of them: the other would be lost without a word',
  ]);
});

describe('carets stand under the text', () => {
  test.each([
    ['after a tab', '\tper_pupl: 1', 2, 8, '    1 |     per_pupl: 1', '      |     ^^^^^^^^'],
    ['after a tab within the line', 'ab:\tper_pupl', 5, 8, '    1 | ab: per_pupl', '      |     ^^^^^^^^'],
    [
      'after an emoji, which counts as two characters',
      '🎓: per_pupl',
      5,
      8,
      '    1 | 🎓: per_pupl',
      '      |     ^^^^^^^^',
    ],
    ['under ideograms', 'a: 日本', 4, 2, '    1 | a: 日本', '      |    ^^^^'],
    ['under an escape', 'a\x1bb', 2, 1, '    1 | a\\x1bb', '      |  ^^^^'],
    ['at the end of a line', 'fee:', 5, 1, '    1 | fee:', '      |     ^'],
    ['beyond the end of a line', 'fee:', 50, 9, '    1 | fee:', '      |     ^'],
    ['with Windows line ends', 'fee: x\r\n', 6, 1, '    1 | fee: x', '      |      ^'],
    ['of a place without length', 'fee: x', 1, 0, '    1 | fee: x', '      | ^'],
  ])('%s', (_, text, column, length, line, carets) => expect(frame(text, column, length)).toEqual([line, carets]));

  test('in a long line, which is cut round them', () => {
    const [line = '', carets = ''] = frame(`${'x'.repeat(500)} here ${'y'.repeat(500)}`, 502, 4);
    expect(line.length).toBe(80);
    expect(line).toMatch(/\| …x+ here y+…$/);
    expect(carets.indexOf('^')).toBe(line.indexOf('here'));
    expect(carets.trimEnd().length).toBe(line.indexOf('here') + 4);
  });

  test('in a stretch that is longer than the page', () => {
    const [line = '', carets = ''] = frame('z'.repeat(500), 1, 500);
    expect(line.length).toBe(80);
    expect(carets.length).toBe(80);
  });
});

test('a problem of no place, and one beyond its file, have no frame', () => {
  expect(renderProblems([problem('no-file', undefined, { path: 'x\x1b.yaml' })], page)).toBe(
    `there is no file x\\x1b.yaml${' '.repeat(44)}[no-file]\n      = name a model file, or a folder that holds a model.yaml\n\n1 problem\n`,
  );
  expect(renderProblems([key(at('one line', 7, 1, 1))], page)).not.toContain('|');
});

test('a long message is wrapped under its place', () => {
  const text = renderProblems(
    [
      problem('bad-value', at('a', 1, 1, 1), {
        text: 'x',
        expected: 'an amount of money in pounds',
        why: 'it has letters in it, and no digit at all',
      }),
    ],
    page,
  );
  expect(text.split('\n').slice(0, 2)).toEqual([
    'examples/x/model.yaml:1:1: "x" is not an amount of money in pounds: it has',
    `    letters in it, and no digit at all${' '.repeat(31)}[bad-value]`,
  ]);
});

test('problems come by place, each once, the first twenty told and all counted', () => {
  const text = 'a: 1\n'.repeat(30);
  const many = Array.from({ length: 25 }, (_, i) => key(at(text, 25 - i, 1, 1)));
  const file = many[0]?.span?.file;
  const same = many.map((each) => ({ ...each, span: each.span && file ? { ...each.span, file } : undefined }));
  const shown = renderProblems([...same, ...same], page);
  const places = [...shown.matchAll(/yaml:(\d+):1:/g)].map(([, line]) => Number(line));
  expect(places).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(shown.split('\n').slice(-4)).toEqual(['and 5 more problems after these 20', '', '25 problems', '']);
});

test('colour changes no word, and no problems are no text', () => {
  const coloured = renderProblems([key(at('per_pupl: 1', 1, 1, 8))], { width: 80, colour: true });
  expect(coloured).toContain('\x1b[');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(renderProblems([key(at('per_pupl: 1', 1, 1, 8))], page));
  expect(renderProblems([], page)).toBe('');
});
