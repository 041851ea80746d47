import { describe, expect, test } from 'vitest';
import { cellAt, type JsonBlock, reported } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/*
 * Break-even by hand: fixed cost 700,000, contract 350,000, £19 a pupil with £2 variable cost, 25,000 pupils in the
 * area. Then fixed cost 150,000 and 60,000 for each started 5,000 pupils, at a contribution of 17.
 */

function area(schools: string, joins: string, overheads: PlainMap): PlainMap {
  return {
    buyin: '1',
    name: 'By hand',
    calendar: { starts: '2018-09', years: '1', year_starts: 'September' },
    schools: { groups: { school: { count: schools, phase: 'primary', type: 'academy', pupils: '250' } } },
    tiers: { membership: { price: { per_pupil: '19' }, joins } },
    overheads: { materials: { per: { pupils: '2' } }, ...overheads },
  };
}

const plain = (joins: string, contract = '350_000'): PlainMap => ({
  ...area('100', joins, { fixed: { per_year: '700_000' } }),
  contracts: { council: { kind: 'commission', per_year: contract } },
});
const places = (value: string | undefined, decimals: number): string => Number(value).toFixed(decimals);

describe('fixed 700,000, contract 350,000, price 19, variable 2, 25,000 pupils', () => {
  test('breaks even at 20,588.24 pupils, which is 82.4% of the schools', async () => {
    const found = await reported('break-even', plain('80%'));
    expect(cellAt(found, 'pupils')).toBe('20000');
    expect(places(cellAt(found, 'pupils.1'), 2)).toBe('20588.24');
    expect(cellAt(found, 'pupils.2')).toBeUndefined();
    expect(places(cellAt(found, 'buy_in.1'), 6)).toBe(places(String(350 / 17 / 25), 6));
    expect(places(cellAt(found, 'members.1'), 4)).toBe(places(String(350_000 / 17 / 250), 4));
  });

  test.each(['10%', '80%', '95%', '100%'])('is the same wherever the model stands: %s join', async (joins) => {
    expect(places(cellAt(await reported('break-even', plain(joins)), 'pupils.1'), 6)).toBe(
      places(String(350_000 / 17), 6),
    );
  });

  test('breaks even nowhere with the contract a third lower: 27,450.98 are more than there are', async () => {
    const found = await reported('break-even', plain('80%', '233_333.33'));
    expect(cellAt(found, 'pupils.1')).toBe('none');
    expect(cellAt(found, 'members.1')).toBe('none');
    expect(cellAt(found, 'buy_in.1')).toBe('none');
  });

  test('needs a price of 19.50 at 20,000 pupils', async () => {
    expect(cellAt(await reported('break-even', plain('80%')), 'price.1')).toBe('19.5');
  });

  test('has a margin of safety of 8.50% at 22,500 pupils', async () => {
    const found = await reported('break-even', plain('90%'));
    expect(places(String(Number(cellAt(found, 'margin_of_safety')) * 100), 2)).toBe('8.50');
    expect(cellAt(found, 'contribution')).toBe('382500.00');
    expect(cellAt(found, 'surplus')).toBe('32500.00');
  });

  test('needs a contract of 275,000 when every school joins', async () => {
    const found = await reported('break-even', plain('100%'));
    expect(cellAt(found, 'contract')).toBe('350000.00');
    expect(cellAt(found, 'contract.1')).toBe('275000.00');
  });

  test('needs the same contract where there is none today', async () => {
    const found = await reported('break-even', put(plain('100%'), ['contracts'], undefined));
    expect(cellAt(found, 'contract.1')).toBe('275000.00');
  });

  test('needs a roll of as many pupils as it needs members', async () => {
    expect(places(cellAt(await reported('break-even', plain('80%')), 'roll.1'), 2)).toBe('20588.24');
  });
});

describe('fixed 150,000 and 60,000 for each started 5,000, contribution 17', () => {
  const stepped = area('200', '60%', {
    fixed: { per_year: '150_000' },
    teams: { per_year: '60_000', step: { for_each: '5_000', of: 'pupils' } },
  });
  const zonesIn = (blocks: readonly JsonBlock[]): string | undefined =>
    blocks.flatMap((block) => (block.kind === 'text' ? block.lines : [])).find((line) => line.startsWith('Pupils'));

  test('breaks even, and fails to, at every step', async () => {
    const found = await reported('break-even', stepped);
    expect(zonesIn(found)).toBe(
      'Pupils, 2018-19: a deficit at 0–29,999; breaks even at exactly 30,000; a deficit at 30,001–33,529; a surplus at 33,530–35,000; a deficit at 35,001–37,058; ' +
        'a surplus at 37,059–40,000; a deficit at 40,001–40,588; a surplus at 40,589–50,000.',
    );
  });

  test('has its crossings at 30,000; 33,529.41; 35,000; 37,058.82; 40,000 and 40,588.24', async () => {
    const found = await reported('break-even', stepped);
    const crossings = [1, 2, 3, 4, 5, 6, 7].map((n) => cellAt(found, `pupils.${n}`));
    expect(crossings.map((each) => each && places(each, 2))).toEqual([
      '30000.00',
      '33529.41',
      '35000.00',
      '37058.82',
      '40000.00',
      '40588.24',
      undefined,
    ]);
  });
});

test('a company that neither earns nor spends has neither surplus nor deficit, however many join', async () => {
  const nil = put(area('100', '80%', {}), ['overheads', 'materials', 'per', 'pupils'], '19');
  const found = await reported('break-even', nil);
  expect(cellAt(found, 'members.1')).toBe('none');
  const notes = found.flatMap((block) => (block.kind === 'table' ? block.notes : []));
  expect(notes).toContain('Members, buy-in, pupils: none: neither surplus nor deficit however many join (2018-19).');
});

describe('an offer that waits for 8 of 20 schools, 50% join, a contribution of 4,250 a school', () => {
  const waiting = (overheads: PlainMap, contract?: string): PlainMap => ({
    ...put(area('20', '50%', overheads), ['tiers', 'membership', 'price', 'offered_if'], { committed: '8' }),
    contracts: contract === undefined ? undefined : { council: { kind: 'commission', per_year: contract } },
  });
  const found = async (data: PlainMap, ...names: string[]): Promise<string[]> => {
    const blocks = await reported('break-even', data);
    return names.map((name) => places(cellAt(blocks, name), 4));
  };

  test('breaks even at the 8 where they bring enough at once: with none there is a deficit of 30,000, with 8 a surplus of 4,000', async () => {
    const data = waiting({ fixed: { per_year: '30_000' } });
    expect(await found(data, 'members.1', 'buy_in.1', 'pupils.1')).toEqual(['8.0000', '0.4000', '2000.0000']);
  });

  test('breaks even at all 20 where it waits for every school', async () => {
    const data = put(waiting({ fixed: { per_year: '50_000' } }), ['tiers', 'membership'], {
      price: { per_pupil: '19', offered_if: { committed: '20' } },
      joins: '100%',
    });
    expect(await found(data, 'surplus', 'members.1', 'buy_in.1')).toEqual(['35000.0000', '20.0000', '1.0000']);
  });

  test('says how many it takes where it waits for more than are expected, and nobody is a member as modelled', async () => {
    const data = put(waiting({ fixed: { per_year: '30_000' } }), ['tiers', 'membership', 'joins'], '30%');
    expect(await found(data, 'members', 'members.1', 'buy_in.1', 'pupils.1')).toEqual([
      '0.0000',
      '8.0000',
      '0.4000',
      '2000.0000',
    ]);
    const explained = await play(['explain', FILE, 'break_even.members'], { files: { [FILE]: yamlOf(data) } });
    expect([explained.code, explained.out]).toEqual([0, expect.stringContaining('break-even: members')]);
  });

  test('breaks even beyond the 8 where they do not', async () => {
    const data = waiting({ fixed: { per_year: '50_000' } });
    expect(await found(data, 'members.1', 'buy_in.1')).toEqual([
      places(String(50 / 4.25), 4),
      places(String(50 / 4.25 / 20), 4),
    ]);
  });

  test('breaks even at none, and from a deficit next at more, where it costs more than the 8 bring; tells no sign of numbers that cannot be', async () => {
    const post = { per_year: '60_000', step: { for_each: '1_000', of: 'members' } };
    const data = waiting({ fixed: { per_year: '5_000' }, post }, '10_000');
    expect(await found(data, 'members.1', 'members.2')).toEqual([places(String(55 / 4.25), 4), '0.0000']);
    const lines = (await reported('break-even', data)).flatMap((block) => (block.kind === 'text' ? block.lines : []));
    expect(lines).toContain('Members, 2018-19: a surplus at exactly 0; a deficit at 8–12; a surplus at 13–20.');
  });
});

test('where the surplus is unknown it is unknown at which number a company breaks even', async () => {
  const found = await reported('break-even', area('100', '80%', { fixed: { per_year: '"unknown: not yet let"' } }));
  for (const name of ['members.1', 'price.1', 'contract.1']) expect(cellAt(found, name)).toBe('unknown');
});

test('what is traded is counted in days only where it goes by days', async () => {
  const page = async (...services: readonly string[]): Promise<string> => {
    const text = `buyin: 1\nname: Units\ncalendar: { starts: 2026-09, years: 1, year_starts: September }\nschools: { groups: { p: { count: 10, phase: primary, type: community, pupils: 200 } } }\ntiers: { m: { price: { flat: 100 }, joins: 50% } }\nservices:\n${services.map((each) => `  ${each}\n`).join('')}overheads: { rent: { per_year: 1_800 } }\n`;
    const { out, code } = await play(['break-even', 'model.yaml'], { files: { 'model.yaml': text }, width: 120 });
    expect(code).toBe(0);
    return out;
  };
  const magazine = 'magazine: { kind: traded, unit: subscription, price: 20, demand: { per_member: 2, per_other: 1 } }';
  const advice = 'advice: { kind: traded, unit: day, price: 20, demand: { per_member: 2, per_other: 1 } }';
  const units = await page(magazine);
  // 500 of members and 300 of 15 subscriptions against 1,800: 65 of them.
  expect(units).toMatch(/Traded units as modelled +15\n +breaks even at +65\n/);
  expect(units).toContain('Traded units: demand for every traded service changes in proportion.');
  const days = await page(advice);
  expect(days).toMatch(/Traded days as modelled +15\n +breaks even at +65\n/);
  expect(days).toContain('Traded days: demand for every traded service changes in proportion.');
  const both = await page(magazine, advice);
  expect(both).toMatch(/Traded days as modelled +15\n/);
  expect(both.replace(/\s+/g, ' ')).toContain('in proportion; counted are the days of those that go by days.');
});
