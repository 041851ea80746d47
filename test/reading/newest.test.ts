import { expect, test } from 'vitest';
import { withShipped } from '../../src/reading/disk.js';
import { Source } from '../../src/reading/index.js';
import { Newest } from '../../src/reading/newest.js';
import { nodeDisk } from '../../src/reading/node-disk.js';

test('what was made last is found again, and what was asked for the longest ago goes first', () => {
  const newest = new Newest<string>(2);
  const made: string[] = [];
  const ask = (text: string): string =>
    newest.of(text, () => {
      made.push(text);
      return `${text}!`;
    });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['a!', 'b!', 'a!', 'c!', 'a!', 'b!']);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect(() =>
    newest.of('d', () => {
      throw new RangeError();
    }),
  ).toThrow(RangeError);
  expect(ask('d')).toBe('d!');
  newest.forget();
  expect(ask('d')).toBe('d!');
  expect(made).toEqual(['a', 'b', 'c', 'b', 'd', 'd']);
});

test('a model that is asked for again is the same, and a scenario that is adopted is a new one under its name', () => {
  const source = Source.open(withShipped(nodeDisk), 'examples/haringey');
  const adopted = (share: string) => {
    source.adopt('other', { name: 'other.yaml', text: `tiers: { membership: { joins: ${share} } }\n` });
    return source.load({ scenarios: ['other'], sets: [] }).model;
  };
  expect(source.load().model).toBe(source.load().model);
  const [few, many] = [adopted('20%'), adopted('80%')];
  expect(many.tiers.get('membership')?.joins).not.toEqual(few.tiers.get('membership')?.joins);
});
