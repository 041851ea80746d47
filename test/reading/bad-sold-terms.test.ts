import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* What does not go together in prices with VAT, in parts and on joining: each is told with its place, and all in one run. */

const head = `buyin: 1
name: Bad
calendar: { starts: 2025-09, years: 4, year_starts: September }
schools: { named: { oak: { phase: primary, type: academy, pupils: 200 } } }
tiers:
`;

async function told(lines: string): Promise<string[]> {
  const { code, err } = await play(['check', 'm.yaml'], { files: { 'm.yaml': head + lines } });
  expect(code).toBe(1);
  const said = err.replace(/\n {4}(?=[^ |\d=])/g, ' ').replace(/ {2,}\[/g, ' [');
  return said
    .split('\n')
    .flatMap((line) => /^m\.yaml:(\d+:\d+): .*?\[([a-z-]+)\]/.exec(line)?.slice(1).join(' ') ?? []);
}

test('values that cannot be are told where they stand', async () => {
  const found = await told(`  negative: { price: { flat: 10, joining: -5 }, joins: 1% }
  empty: { price: { flat: 10, joining: {} }, joins: 1% }
  none: { price: { flat: 10, joining: { years: 0 } }, joins: 1% }
  part: { price: { parts: { a: { vat: exempt } } }, joins: 1% }
  class: { price: { parts: { a: { flat: 1, vat: reduced } } }, joins: 1% }
  pupils: { price: { flat: 1, roll: { count: half } }, joins: 1% }
`);
  expect(found).toEqual([
    '6:43 bad-value',
    '7:31 missing-key',
    '8:48 bad-value',
    '9:32 missing-key',
    '10:49 bad-choice',
    '11:46 bad-choice',
  ]);
});

test('terms that do not go together are told where they stand', async () => {
  const found = await told(`  exempt: { price: { flat: 10, includes_vat: yes }, vat: exempt, joins: 1% }
  unsaid: { price: { flat: 10, includes_vat: yes }, joins: 1% }
  divided: { price: { parts: { a: { flat: 10, vat: exempt } }, commission: { percent: 10%, on: inside } }, vat: standard, joins: 1% }
  frozen: { price: { flat: 10, joining: { years: 3 } }, term: { frozen_for: 2 }, joins: 1% }
  driver: { price: { parts: { a: { per: { chekcs: 38 } } } }, joins: 1% }
services:
  visit: { kind: traded, unit: day, price: { per: { units: 10 }, joining: 25 } }
`);
  expect(found).toEqual([
    '6:32 either-or',
    '7:3 missing-key',
    '8:23 either-or',
    '9:77 bad-value',
    '10:43 unknown-name',
    '12:66 either-or',
  ]);
});
