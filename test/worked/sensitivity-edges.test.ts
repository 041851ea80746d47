import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* Where a search by replay would be easy to mislead. */

const INSTALMENTS = `buyin: 1
name: A
calendar: { starts: 2024-09, years: 2, year_starts: September }
basis: illustrative
source: s
schools:
  roll: { count: fte, census: october }
  groups:
    many: { count: 20, phase: primary, type: academy, pupils: 100 }
tiers:
  gold:
    price: { flat: 1000 }
    joins: { others: 50% }
    term: { instalments: 1 }
overheads:
  rent: { per_year: 9000 }
`;

test('solve plays through what cannot be replayed, even where one end of the range moves nothing and the other makes no model', async () => {
  const argv = [
    'solve',
    'model.yaml',
    '--target',
    'cash.closing[2024-11]<=1000',
    '--set',
    'tiers.gold.term.instalments',
    '--from',
    '1',
  ];
  for (const to of ['12', '13']) {
    const { code, out } = await play([...argv, '--to', to], { files: { 'model.yaml': INSTALMENTS } });
    expect(code).toBe(0);
    expect(out).toContain('4 to 6, or 8 to 12');
  }
});

const LEVEL = `buyin: 1
name: A
calendar: { starts: 2024-09, years: 2, year_starts: September }
basis: illustrative
source: s
assumptions:
  a: { value: 55%, range: { low: 50%, high: 70% }, basis: illustrative, source: s }
schools:
  roll: { count: fte, census: october }
  groups:
    many: { count: 20, phase: primary, type: academy, pupils: 100 }
tiers:
  gold:
    price: { flat: 1000 }
    joins: { others: =a }
options: [base, fixed]
scenarios:
  fixed:
    because: x
    tiers: { gold: { joins: { others: 60% } } }
`;

test('an option that comes level and goes on has overtaken once, where it comes to be ahead', async () => {
  const { code, out } = await play(
    ['sensitivity', 'model.yaml', '--on', 'members', '--switching', '--format', 'json'],
    {
      files: { 'model.yaml': LEVEL },
    },
  );
  expect(code).toBe(0);
  expect(out.match(/base overtakes fixed/g)).toHaveLength(1);
  expect(out).not.toContain('fixed overtakes base');
});
