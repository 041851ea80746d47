import { afterEach, expect, test, vi } from 'vitest';
import { TurnedSurplus } from '../src/analysis/break-even/turned-surplus.js';
import { Exact, input, lever, portion, Recording } from '../src/figures/index.js';

const origin = { file: 'm.yaml', line: 1, column: 1, path: 'fee', text: '100', basis: 'estimate', source: undefined };

afterEach(() => {
  vi.restoreAllMocks();
});

test('what the surplus comes to at a point is worked out once, whichever measures of the lever ask for it', () => {
  const turn = lever('members');
  const surplus = portion(input('money', Exact.of(100), origin as never), turn);
  const exactly = vi.spyOn(Recording.prototype, 'exactly');
  const turned = new TurnedSurplus(turn, surplus, 10);
  const third = Exact.fraction(1, 3);
  expect(turned.at(third)?.toString()).toBe('33.33');
  expect(turned.at(Exact.one.over(Exact.of(3)))?.toString()).toBe('33.33');
  expect(turned.at(Exact.of(2))?.toString()).toBe('200');
  expect(exactly).toHaveBeenCalledTimes(2);
});
