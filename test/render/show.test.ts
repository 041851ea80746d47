import { describe, expect, test } from 'vitest';
import { shownFigure } from '../../src/report/page/show.js';
import { amount } from './sample.js';

describe('what is not zero is not shown as zero', () => {
  test.each([
    ['0.00049', '<0.1%'],
    ['-0.00049', '(<0.1%)'],
    ['0.0005', '0.1%'],
  ])('a share of %s', (share, said) => {
    for (const show of ['percent', 'rate'] as const) expect(shownFigure(amount('rate', share), show)).toBe(said);
  });

  test('and zero is', () => {
    expect(shownFigure(amount('rate', '0'), 'percent')).toBe('0.0%');
    expect(shownFigure(amount('rate', '0'), 'rate')).toBe('0%');
    expect(shownFigure(amount('count', '0'), 'exact')).toBe('0');
  });

  test.each([
    ['0.0043', '0.00'],
    ['-0.0043', '0.00'],
    ['2.0043', '2'],
  ])('a number of %s with two decimals', (number, said) =>
    expect(shownFigure(amount('count', number), 'exact')).toBe(said),
  );
});
