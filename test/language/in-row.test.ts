import { describe, expect, test } from 'vitest';
import { inRow, parting } from '../../src/language/index.js';
import { listed } from '../../src/report/page/sentence.js';

describe('names in a row', () => {
  test('are parted by semicolons where one of them has a comma of its own', () => {
    expect(inRow(['Primary', 'Secondary'])).toBe('Primary, Secondary');
    expect(inRow(['Primary, maintained', 'Secondary'])).toBe('Primary, maintained; Secondary');
    expect(inRow(['A', 'B, c', 'D'], ' and ')).toBe('A; B, c; and D');
    expect(inRow(['A', 'B', 'D'], ' and ')).toBe('A, B and D');
    expect(inRow(['A, b'])).toBe('A, b');
    expect(inRow([])).toBe('');
  });

  test('in sentences too, whatever stands before the last', () => {
    const said = (names: readonly string[], last?: string) => listed(names, last).join('');
    expect(said(['Primary, maintained', 'Secondary'])).toBe('Primary, maintained; Secondary');
    expect(said(['A', 'B, c', 'D'], ' or ')).toBe('A; B, c; or D');
    expect(said(['A', 'B, c', 'D'], ', and ')).toBe('A; B, c; and D');
    expect(said(['A', 'B', 'D'], ' or ')).toBe('A, B or D');
  });

  test('a glue that parts already stays', () => {
    expect(parting('; ', ['A, b'])).toBe('; ');
    expect(parting(', ', ['1,250 pupils'])).toBe(', ');
  });
});
