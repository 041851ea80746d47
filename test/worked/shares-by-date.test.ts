import { describe, expect, test } from 'vitest';
import { play } from '../support/play.js';

const MODEL = (joins: string): string => `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 3, year_starts: September }
assumptions:
  buy_in: { value: { 2026: 80%, 2028: 40% } }
schools:
  groups: { small: { phase: primary, type: academy, pupils: 100, count: 10 } }
tiers:
  a: { price: { flat: 1_000 }, joins: ${joins} }
scenarios:
  half: { because: half, tiers: { a: { joins: { times: 50% } } } }
  later: { because: later, tiers: { each: { joins: { times: { 2027: 50% } } } } }
  other: { because: other, tiers: { a: { joins: { 2026: 30%, 2027-09: 60% } } } }
`;

/** Members at the end of each year. */
async function members(joins: string, ...options: string[]): Promise<string[]> {
  return Promise.all(
    ['2026', '2027', '2028'].map(async (year) => {
      const argv = ['explain', 'model.yaml', 'members', '--year', year, '--format', 'json', ...options];
      const { out, err } = await play(argv, { files: { 'model.yaml': MODEL(joins) } });
      expect(err).toBe('');
      return /"value": "?([^",]+)/.exec(out)?.[1] ?? '';
    }),
  );
}

describe("a tier's share by date stands wherever a share may", () => {
  test.each<[string, string, string[], string[]]>([
    ['by date', '{ 2026: 80%, 2028: 40% }', [], ['8', '8', '4']],
    ['as under others', '{ others: { 2026: 80%, 2028: 40% } }', [], ['8', '8', '4']],
    ['as an assumption', '=buy_in', [], ['8', '8', '4']],
    ['worked out', '=buy_in * 50%', [], ['4', '4', '2']],
    ['changed for every date', '{ 2026: 80%, 2028: 40% }', ['--scenario', 'half'], ['4', '4', '2']],
    ['changed from a date on', '{ 2026: 80%, 2028: 40% }', ['--scenario', 'later'], ['8', '4', '2']],
    ['one share, changed from a date on', '80%', ['--scenario', 'later'], ['8', '4', '4']],
    ['the same on the command line', '80%', ['--set', 'tiers.a.joins.times.2027=50%'], ['8', '4', '4']],
    ['of each on the command line', '80%', ['--set', 'tiers.each.joins.times.2027=50%'], ['8', '4', '4']],
    ['in the place of one share', '80%', ['--scenario', 'other'], ['3', '6', '6']],
    ['in the place of shares by phase', '{ primary: 80%, others: 10% }', ['--scenario', 'other'], ['3', '6', '6']],
    ['changed by what is named after it', '80%', ['--scenario', 'other+half'], ['1.5', '3', '3']],
  ])('%s', async (_, joins, options, expected) => {
    expect(await members(joins, ...options)).toEqual(expected);
  });

  test('what is said only from after the start is a problem at its place', async () => {
    const { err } = await play(['forecast', 'model.yaml'], { files: { 'model.yaml': MODEL('{ 2027: 80% }') } });
    expect(err).toContain('in Sep 2026, when the calendar starts');
    expect(err).toContain('say what the share is from Sep 2026 on');
  });

  test('a date beside a phase is a problem', async () => {
    const { err, code } = await play(['check', 'model.yaml'], {
      files: { 'model.yaml': MODEL('{ 2026: 80%, primary: 90% }') },
    });
    expect(code).toBe(1);
    expect(err).toContain('"2026" is not a key of joins');
  });

  test.each<[string, string]>([
    ['tiers.a.price.flat={ times: { 2027: 50% } }', 'these are values by date'],
    ['tiers.a.joins.2027=50%', 'write the whole of it by date'],
    ['name.times=2', 'times and plus change numbers'],
  ])('--set %s is told with what to write', async (set, said) => {
    const { err } = await play(['forecast', 'model.yaml', '--set', set], { files: { 'model.yaml': MODEL('80%') } });
    expect(err.replace(/\s+/g, ' ')).toContain(said);
    expect(err).toContain('1 problem');
  });
});
