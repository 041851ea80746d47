import { expect, test } from 'vitest';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* A company that registers for VAT within its calendar: until then its prices have none (VAT Act 1994, section 4(1)). */

const company = (from: string): PlainMap => ({
  buyin: '1',
  name: 'Registers later',
  calendar: { starts: '2026-09', years: '3', year_starts: 'September' },
  schools: {
    groups: {
      primary: { count: '20', phase: 'primary', type: 'community', pupils: '300' },
      college: { count: '1', phase: 'fe', type: 'further_education', pupils: '900' },
    },
  },
  tiers: { membership: { price: { flat: '6_000' }, joins: '95%', vat: 'standard' } },
  services: {
    day: { kind: 'traded', unit: 'day', price: '640', demand: { per_member: '3' }, vat: 'standard' },
    course: { kind: 'traded', unit: 'place', price: '100', demand: { per_member: '3' }, vat: 'exempt' },
  },
  tax: { vat: { registered: 'yes', from, quarter_ends: 'March' } },
  parameters: 'england',
});

async function page(from: string, ...line: readonly string[]): Promise<string> {
  const { code, out, err } = await play(line, { files: { [FILE]: yamlOf(company(from)) } });
  expect([code, err]).toEqual([0, '']);
  return out.replace(/\s+/g, ' ');
}

const NONE =
  'The company registers for VAT in Jan 2028: invoices of 2026-27 carry none, and nothing of the standard class is shown with VAT.';
const PART = 'The company registers for VAT in Jan 2028: invoices of the months before carry none.';

test('a year before registration shows no fee with VAT, the year of it says from when, and a later year says nothing', async () => {
  const [before, within, after] = await Promise.all(
    ['2026', '2027', '2028'].map((year) => page('2028-01', 'price', FILE, '--year', year)),
  );
  expect(before).toContain(NONE);
  expect(before).not.toContain('7,200.00');
  expect(within).toContain(PART);
  expect(within).toContain('7,200.00');
  expect(after).not.toContain('The company registers');
  expect(after).toContain('7,200.00');
});

test('what a year before registration costs a college is the price itself, of membership and of services', async () => {
  const csv = await page('2028-01', 'price', FILE, '--year', '2026', '--format', 'csv');
  expect(csv).not.toContain('with_vat');
  const services = await page('2028-01', 'price', FILE, '--services', '--year', '2026');
  expect(services).toContain(NONE);
  expect(services).not.toContain('768.00');
  expect(await page('2028-01', 'price', FILE, '--services', '--year', '2028')).toContain('768.00');
});

test('explain has no VAT on a fee of a year before registration, and has it after', async () => {
  const options = { files: { [FILE]: yamlOf(company('2028-01')) } };
  const line = (year: string): string[] => ['explain', FILE, 'fee.with_vat', '--school', 'college', '--year', year];
  expect((await play(line('2026'), options)).code).not.toBe(0);
  expect((await play(line('2028'), options)).out).toContain('7,200');
});

test('a company that registers in the first month of its calendar is as one that says no month', async () => {
  const said = await page('2026-09', 'price', FILE, '--year', '2026');
  expect(said).toContain('7,200.00');
  expect(said).not.toContain('The company registers');
});

test('where the rate of VAT changes, prices of each year are shown with that of its invoices', async () => {
  const text = yamlOf({
    ...company('2026-09'),
    scenarios: {
      dearer: { because: 'the rate goes up', parameters: { vat: { rate: { add: { '2027-09': '25%' } } } } },
    },
  });
  const shown = async (...line: readonly string[]): Promise<string> =>
    (await play(line, { files: { [FILE]: text } })).out;
  const withVat = async (year: string, scenario: string): Promise<string[]> => {
    const options = ['--year', year, '--scenario', scenario];
    const fees = (await shown('price', FILE, ...options)).split('\n').filter((each) => each.includes('6,000.00'));
    const units = (await shown('price', FILE, '--services', ...options)).split('\n');
    const unit = units.find((each) => each.startsWith('day') && each.includes('640.00'));
    return [fees.join(' '), unit ?? ''];
  };
  const has = async (year: string, scenario: string, fee: string, unit: string): Promise<void> => {
    const [fees, units] = await withVat(year, scenario);
    expect([year, fees?.includes(fee), units?.includes(unit)]).toEqual([year, true, true]);
  };
  await has('2026', 'dearer', '7,200.00', '768.00');
  await has('2027', 'base', '7,200.00', '768.00');
  await has('2027', 'dearer', '7,500.00', '800.00');
  const invoices = await shown('export', FILE, '--to', 'invoices', '--scenario', 'dearer', '--format', 'csv');
  expect(/^M-membership-202709-college,.*$/m.exec(invoices)?.[0]).toContain(',5700.00,1425.00,7125.00,');
  // What a college weighs, and what explain says, go by it too.
  const told = ['explain', FILE, 'fee.net', '--school', 'college', '--scenario', 'dearer', '--year'];
  expect(
    [await shown(...told, '2026'), await shown(...told, '2027')].map((out) => /£7,\d00\.00/.exec(out)?.[0]),
  ).toEqual(['£7,200.00', '£7,500.00']);
});

test('a price with VAT of a month after the last for which the rate is known says that the rate is held', async () => {
  const HELD = 'HELD at the last value that is known, from the month in brackets on: VAT (Mar 2027).';
  const told = async (...line: readonly string[]): Promise<boolean> =>
    (await page('2026-09', 'price', FILE, ...line)).includes(HELD);
  // A college is invoiced in September 2026, and maintained schools in April 2027.
  expect(await told('--school', 'college')).toBe(false);
  expect(await told('--school', 'primary')).toBe(true);
  expect(await told('--school', 'college', '--year', '2027')).toBe(true);
  expect([await told('--services'), await told('--services', '--year', '2027')]).toEqual([false, true]);
});
