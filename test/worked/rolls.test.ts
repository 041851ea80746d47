import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* Some price fits each school in every year, as the roll changes, as schools come, go and become one, and at the ends of ranges. */

const model = (school: string, more = '', prices = ''): Record<string, string> => ({
  'model.yaml': `buyin: 1
name: Grows
calendar: { starts: 2026-09, years: 4, year_starts: September }
${more}
tiers:
  t:
    joins: 100%
    price:
      - { when: { pupils: { up_to: 200 } }, flat: 500 }
      - { when: { pupils: { over: 200, up_to: 300 } }, flat: 900 }
${prices}`,
  'roll.csv': `urn,name,phase,type,pupils,primary_pupils\n900101,Oak,primary,community,${school},150\n`,
});
const SCHOOLS = 'schools: { file: roll.csv, drivers: [primary_pupils], roll_change: 5% }';

async function check(files: Record<string, string>): Promise<string> {
  const { code, err } = await play(['check', 'model.yaml'], { files, width: 200 });
  return code === 0 ? 'holds' : err;
}

test('a school that grows beyond all prices is a problem in the first year in which it does', async () => {
  expect(await check(model('259', SCHOOLS))).toBe('holds');
  // 260 × 1.05³ is 300.98.
  expect(await check(model('260', SCHOOLS))).toMatch(
    /no price of the tier "t" fits Oak \(primary, community\) in 2029-30, with 300\.98.* pupils +\[no-price\]/,
  );
  expect(await check(model('290', SCHOOLS))).toMatch(/in 2027-28, with 304\.5 pupils/);
});

test('years in which a school is not open are not asked, and those after a merger are asked with the pupils of both', async () => {
  const named = (oak: string, elm: string): Record<string, string> =>
    model(
      '1',
      `schools: { roll_change: 0%, named: { oak: { phase: primary, type: community, ${oak} }, elm: { phase: primary, type: community, ${elm} } } }`,
    );
  expect(await check(named('pupils: { 2026: 250, 2028: 310 }, closes: 2028-08', 'pupils: 100'))).toBe('holds');
  expect(await check(named('pupils: { 2026: 250, 2028: 310 }, closes: 2028-12', 'pupils: 100'))).toMatch(
    /oak .*in 2028-29, with 310 pupils/,
  );
  expect(await check(named('pupils: { 2026: 310, 2028: 250 }, opens: 2028-09', 'pupils: 100'))).toBe('holds');
  expect(await check(named('pupils: 250, closes: 2027-08, into: elm', 'pupils: 60'))).toMatch(
    /elm .*in 2027-28, with 310 pupils/,
  );
  expect(await check(named('pupils: 240, closes: 2027-08, into: elm', 'pupils: 60'))).toBe('holds');
});

test('a number that counts pupils grows with the roll, and a service is asked too', async () => {
  const rows = `services: { s: { kind: traded, unit: day, demand: { per_member: 1 }, price: { when: { primary_pupils: { up_to: 170 } }, per: { units: 10 } } } }\n`;
  // 150 × 1.05³ is 173.64; × 1.05² is 165.38.
  expect(await check(model('100', SCHOOLS, rows))).toMatch(
    /no price of the service "s" fits Oak .* as a member in 2029-30, with 173\.6\S* primary pupils/,
  );
});

test('the end of a range is asked, and named', async () => {
  const more =
    'assumptions: { growth: { value: 0%, range: { low: 0%, high: 6% }, owner: us, source: ours } }\nschools: { file: roll.csv, drivers: [primary_pupils], roll_change: =growth }';
  expect(await check(model('251', more))).toBe('holds');
  expect(await check(model('252', more))).toMatch(
    /with "growth" at 6%, the high end of its range:\s+no price of the tier "t" fits Oak/,
  );
});
