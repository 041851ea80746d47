import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellWidth, fitted, paragraph, visible, wrap } from '../../src/render/text.js';
import { runs } from '../support/runs.js';

describe('the cells that a text takes', () => {
  test.each([
    ['School', 6],
    ['£1,234 – ½', 10],
    ['日本', 4],
    ['e\u0301cole', 5],
    ['🎓', 2],
    ['👩‍👩‍👧', 2],
    ['👍🏽', 2],
    ['🇬🇧🇫🇷', 4],
    ['❤️', 2],
    ['❤', 1],
    ['\u{1fae0}', 2],
    ['한국', 4],
    ['', 0],
  ])('%s', (text, width) => expect(cellWidth(text)).toBe(width));
});

test('what could act on a terminal or reorder text is spelt out', () => {
  expect(visible('a\x1b[31mb\n\r\t\x07\x9b\u202eevil\u2066\u200b\ud800')).toBe(
    'a\\x1b[31mb\\n\\r\\t\\x07\\x9b\\u202eevil\\u2066\\u200b\\ud800',
  );
  expect(visible('Zoë 🎓 日本 👩‍👧')).toBe('Zoë 🎓 日本 👩‍👧');
});

test('nothing visible changes when it is made visible again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = visible(text);
      expect(visible(once)).toBe(once);
      expect(once).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
    runs(100, 33),
  );
});

describe('wrapping', () => {
  test('parts between words', () => expect(wrap('one two three', 8)).toEqual(['one two', 'three']));
  test('breaks an address after a slash', () =>
    expect(wrap('examples/haringey/model.yaml', 12)).toEqual(['examples/', 'haringey/', 'model.yaml']));
  test('counts cells and not characters', () => expect(wrap('日本 日本', 4)).toEqual(['日本', '日本']));
  test('keeps a long word whole when asked to', () =>
    expect(wrap('see https://example.org/a', 8, 'keep')).toEqual(['see', 'https://example.org/a']));
  test('keeps a paragraph under its indent', () => expect(paragraph('  one two', 6)).toEqual(['  one', '  two']));

  test('loses nothing and never exceeds the width', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 12 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
      }),
      runs(100, 34),
    );
  });
});

describe('what is said beside a page', () => {
  const error =
    "error: no format writes .xlsx; end the name in .csv for a spreadsheet, or write --where 'LA (name)=Bay'";

  test('is parted between words, with its indent, and what fits stays as it is', () => {
    expect(fitted('To find out:\n  model.yaml:49  what the council pays\n\nNext:\n', 24)).toBe(
      'To find out:\n  model.yaml:49 what the\n  council pays\n\nNext:\n',
    );
    expect(fitted('a  b\n', 10)).toBe('a  b\n');
    const set = `\x1b[1m${'word '.repeat(9)}\x1b[22m`;
    expect(fitted(set, 20)).toBe(set);
  });

  test('an option stays with its value, at every width', () => {
    for (let width = 30; width < 110; width++) {
      const lines = fitted(error, width).split('\n');
      expect(lines.join(' ')).toBe(error);
      expect(lines.filter((line) => line.includes("--where 'LA (name)=Bay'"))).toHaveLength(1);
      for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(width);
    }
  });
});
