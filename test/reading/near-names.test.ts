import { expect, test } from 'vitest';
import { nearest } from '../../src/language/nearest.js';

/* What is suggested in the place of a name that there is none of. */

const TYPES = ['community', 'voluntary_aided', 'maintained_nursery', 'academy', 'free_school', 'sixth_form_college'];

test.each([
  ['comunity', 'community'],
  ['nursery_maintained', 'maintained_nursery'],
  ['maintaned_nursery', 'maintained_nursery'],
  ['school_free', 'free_school'],
  ['acadmy', 'academy'],
  // It only begins, or ends, as another does.
  ['maintained', undefined],
  ['nursery', undefined],
  ['voluntary', undefined],
  ['college', undefined],
])('for %s: %s', (said, meant) => {
  expect(nearest(said, TYPES)).toBe(meant);
});

test('the first words of one name of several words, and of no other', () => {
  const trusts = ['Astrolabe Learning Trust', 'Barometer Schools Trust', 'Barometer Trust', 'St Anne’s'];
  expect(nearest('Astrolabe', trusts)).toBe('Astrolabe Learning Trust');
  expect(nearest('astrolabe learning', trusts)).toBe('Astrolabe Learning Trust');
  expect(nearest('Astro', trusts)).toBeUndefined();
  expect(nearest('Barometer', trusts)).toBeUndefined();
});

test('a word more or less, and a name for the path that holds it', () => {
  expect(nearest('pupil', ['per_pupil', 'flat'])).toBe('per_pupil');
  expect(nearest('buy_in', ['assumptions.buy_in.value', 'tiers.m.joins'])).toBe('assumptions.buy_in.value');
});
