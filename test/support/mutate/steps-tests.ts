import { describe, expect, test } from 'vitest';
import { countedDown } from './loops.js';
import { counted, larger, MADE_ONCE, unseen } from './steps.js';

/* Played against the mutants of the code beside it, and never as tests of the program. */

const madeHere = larger(2, 1);

describe('steps', () => {
  test.each([0, 1, 3])('%i', (many) => {
    expect(counted(many)).toBe(many);
  });

  test('down', () => {
    expect(countedDown(2)).toBe(2);
  });

  test('the larger', async () => {
    expect([larger(1, 2), larger(2, 2), madeHere]).toEqual([2, 2, 2]);
    expect(MADE_ONCE).toBe(6);
  });

  test('looks at nothing', () => {
    unseen(1);
  });

  test('fails without a mutant, and is not played', () => {
    expect(unseen(1)).toBe(3);
  });
});
