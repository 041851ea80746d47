import { expect, test } from 'vitest';
import { sameList } from '../../src/model/same-list.js';

/* What is made of a list is found by the list: the same things in the same order are one. */

const [a, b, c] = [{}, {}, {}];

test('a list is the one of the same things in the same order, and no other', () => {
  const one = sameList([a, b]);
  expect(sameList([a, b])).toBe(one);
  for (const other of [[a], [a, b, c], [a, c], [b, a]]) {
    const found = sameList(other);
    expect(found).toBe(other);
    expect(sameList([...other])).toBe(other);
  }
  expect(sameList([a, b])).toBe(one);
  expect(sameList([])).toBe(sameList([]));
  expect(sameList([])).toEqual([]);
});

test('of those that begin with one thing the eight that were asked for last are known', () => {
  const lists = Array.from({ length: 9 }, () => [c, {}]);
  const [first = [], ...others] = lists;
  for (const each of lists.slice(0, 8)) sameList(each);
  // Asked for again, it is the newest.
  expect(sameList([...first])).toBe(first);
  sameList(lists[8] as object[]);
  expect(sameList([...first])).toBe(first);
  const [oldest = [], ...later] = others;
  for (const each of later) expect(sameList([...each])).toBe(each);
  expect(sameList([...oldest])).not.toBe(oldest);
});
