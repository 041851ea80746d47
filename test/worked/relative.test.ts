import { describe, expect, test } from 'vitest';
import { linesOf } from '../support/lines.js';
import { type PlainMap, projectionOf } from '../support/models.js';
import { play } from '../support/play.js';
import { refused } from '../support/refused.js';

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 3, year_starts: September }
assumptions:
  buy_in: { value: 80%, basis: estimate, source: hands, range: { low: 70%, high: 85% } }
schools:
  named:
    oak: { phase: primary, type: community, pupils: 200 }
    elm: { phase: secondary, type: academy, pupils: 900 }
tiers:
  a:
    price: [{ when: { phase: primary }, per_pupil: 10, cap: 5_000 }, { flat: 7_000 }]
    joins: { primary: =buy_in, secondary: 60% }
  b: { price: { flat: 1_000 }, joins: 10% }
overheads:
  rent: { per_year: 100_000, uplift: 3% }
  rates: { per_year: { 2026: 1_000, 2028: 2_000 } }
  hall: { per_year: 1_000, times: 8 }
scenarios:
`;

const withScenarios = (scenarios: string): string => MODEL + scenarios;

/** Exact values of a figure, one for each year. */
async function values(text: string, figure: string, options: readonly string[]): Promise<string[]> {
  return Promise.all(
    ['2026', '2027', '2028'].map(async (year) => {
      const { out, err } = await play(
        ['explain', 'model.yaml', figure, '--year', year, '--format', 'json', ...options],
        {
          files: { 'model.yaml': text },
        },
      );
      expect(err).toBe('');
      return /"value": "?([^",]+)/.exec(out)?.[1] ?? '';
    }),
  );
}

/** The same change as a scenario and on the command line. */
async function changed(path: string, change: string, figure: string): Promise<string[]> {
  const nested = path.split('.').reduceRight((inner, key) => `{ ${key}: ${inner} }`, change);
  const byScenario = await values(withScenarios(`  s: ${nested}\n`), figure, ['--scenario', 's']);
  expect(await values(withScenarios('  s: { because: nothing }\n'), figure, ['--set', `${path}=${change}`])).toEqual(
    byScenario,
  );
  return byScenario;
}

test('a rate is a rate, also of nil, however often it is scaled and whatever it is made of', () => {
  const of = (units: string): PlainMap => ({
    buyin: '1',
    name: 'Nil',
    calendar: { starts: '2025-09', years: '1', year_starts: 'September' },
    assumptions: { nil: { value: '0' } },
    schools: { named: { oak: { phase: 'primary', type: 'academy', pupils: '200' } } },
    tiers: { core: { price: { per_pupil: '10' }, joins: '100%' } },
    services: {
      day: { kind: 'traded', unit: 'day', price: { flat: '100', per: { units } }, demand: { per_member: '2' } },
    },
    scenarios: {
      scaled: { services: { day: { price: { times: '60%' } } } },
      again: { services: { day: { price: { times: '50%' } } } },
    },
  });
  for (const [units, scenarios, income] of [
    ['0.00', [], '100'],
    ['0.00', ['scaled'], '60'],
    ['0', ['scaled'], '60'],
    ['0', ['scaled', 'again'], '30'],
    ['10', ['scaled', 'again'], '36'],
    ['"=nil * 110%"', [], '100'],
    ['"=110% * nil"', [], '100'],
  ] as const)
    expect(
      linesOf(projectionOf(of(units), { scenarios: [...scenarios] }), ['income.traded'])['income.traded 2025-26'],
      units,
    ).toBe(income);
});

describe('a relative change works on what stands there', () => {
  test.each<[string, string, string, string[]]>([
    ['overheads.rent.per_year', '{ times: 80% }', 'cost.overheads.rent', ['80000.00', '82400.00', '84872.00']],
    ['overheads.rent.per_year', '{ times: 0.8 }', 'cost.overheads.rent', ['80000.00', '82400.00', '84872.00']],
    ['overheads.rent.per_year', '{ plus: 2_000 }', 'cost.overheads.rent', ['102000.00', '105060.00', '108211.80']],
    [
      'overheads.rent.per_year',
      '{ plus: -2_000, times: 50% }',
      'cost.overheads.rent',
      ['48000.00', '49440.00', '50923.20'],
    ],
    // A date of the change alone starts no new year of prices; what it adds grows from its own date.
    [
      'overheads.rent.per_year',
      '{ times: { 2027: 80% } }',
      'cost.overheads.rent',
      ['100000.00', '82400.00', '84872.00'],
    ],
    [
      'overheads.rent.per_year',
      '{ plus: { 2027: 1_000 } }',
      'cost.overheads.rent',
      ['100000.00', '104000.00', '107120.00'],
    ],
    [
      'overheads.rent.per_year',
      '{ times: { 2027: 80% }, plus: { 2028: 1_000 } }',
      'cost.overheads.rent',
      ['100000.00', '82400.00', '85872.00'],
    ],
    ['overheads.rates.per_year', '{ times: 110% }', 'cost.overheads.rates', ['1100.00', '1100.00', '2200.00']],
    [
      'overheads.rates.per_year',
      '{ times: { 2027: 110% } }',
      'cost.overheads.rates',
      ['1000.00', '1100.00', '2200.00'],
    ],
    // What is taken away is so in each year's own prices.
    ['overheads.rates.per_year', '{ plus: -100 }', 'cost.overheads.rates', ['900.00', '900.00', '1900.00']],
    [
      'overheads.rates.per_year',
      '{ plus: 10, at_most: 1_500 }',
      'cost.overheads.rates',
      ['1010.00', '1010.00', '1500.00'],
    ],
    [
      'overheads.rates.per_year',
      '{ times: 10%, at_least: 150 }',
      'cost.overheads.rates',
      ['150.00', '150.00', '200.00'],
    ],
    // Bounds that cross by dates or arithmetic: the lower one comes last.
    [
      'overheads.rates.per_year',
      '{ plus: 10, at_most: 1_500, at_least: 1_600 }',
      'cost.overheads.rates',
      ['1600.00', '1600.00', '1600.00'],
    ],
    // `times` is a key of this overhead, which is replaced.
    ['overheads.hall', '{ times: 9 }', 'cost.overheads.hall', ['9000.00', '9000.00', '9000.00']],
    ['overheads.hall.times', '{ times: 50% }', 'cost.overheads.hall', ['4000.00', '4000.00', '4000.00']],
    ['tiers.a.joins', '{ times: 50% }', 'members', ['0.9', '0.9', '0.9']],
    ['tiers.a.joins.secondary', '{ plus: 10% }', 'members', ['1.7', '1.7', '1.7']],
    ['tiers.each.joins', '{ times: 50% }', 'members', ['0.8', '0.8', '0.8']],
    ['assumptions.buy_in.value', '{ plus: 30%, at_most: 90% }', 'members', ['1.7', '1.7', '1.7']],
    ['tiers.a.price.per_pupil', '{ times: 110% }', 'income.membership.a', ['5959.99', '5960.00', '5960.00']],
    ['calendar.years', '{ plus: 1 }', 'cost.overheads.hall', ['8000.00', '8000.00', '8000.00']],
  ])('%s %s', async (path, change, figure, expected) => {
    expect(await changed(path, change, figure)).toEqual(expected);
  });

  test('what is taken from an amount of a later date grows from the date on which it is taken', async () => {
    const text = MODEL.replace(
      '  hall:',
      '  fees: { per_year: { 2026: 1_000, 2028: 2_000 }, uplift: 10% }\n  hall:',
    ).replace('scenarios:\n', '');
    expect(await values(text, 'cost.overheads.fees', ['--set', 'overheads.fees.per_year.plus=-100'])).toEqual([
      '900.00',
      '990.00',
      '1879.00',
    ]);
    const pay = MODEL.replace(
      'scenarios:\n',
      'staff: { head: { fte: 1, salary: { 2026: 50_000, 2028: 60_000 }, on_costs: 0%, pay_award: 2% } }\n',
    );
    expect(await values(pay, 'cost.staff', ['--set', 'staff.head.salary.plus=-1_000'])).toEqual([
      '49000.00',
      '49980.00',
      '58959.60',
    ]);
  });

  test('what stands behind the numbers of a map is not changed with them, and both prices of a service are one kind', async () => {
    const sourced = MODEL.replace('secondary: 60% }', 'secondary: 60%, source: a survey }').replace('scenarios:\n', '');
    expect(await values(sourced, 'members', ['--set', 'tiers.a.joins.times=50%'])).toEqual(['0.9', '0.9', '0.9']);
    const service =
      'services: { day: { kind: traded, unit: day, demand: { per_other: 1 }, price: { other: 400, member: 300 } } }\n';
    const dearer = MODEL.replace('scenarios:\n', service);
    expect((await values(dearer, 'income.traded', ['--set', 'services.each.price.times=200%'])).map(Number)).toEqual(
      (await values(dearer, 'income.traded', [])).map((value) => 2 * Number(value)),
    );
  });

  test('--set takes a change by its key too', async () => {
    const text = withScenarios('  s: { because: nothing }\n');
    expect(await values(text, 'cost.overheads.rent', ['--set', 'overheads.rent.per_year.times=80%'])).toEqual([
      '80000.00',
      '82400.00',
      '84872.00',
    ]);
    expect(await values(text, 'members', ['--set', 'tiers.each.joins.times=50%'])).toEqual(['0.8', '0.8', '0.8']);
    expect(await values(text, 'members', ['--set', 'tiers.each.joins=20%'])).toEqual(['0.8', '0.8', '0.8']);
  });
});

test('what is said of each, and fits none, is a problem at the part that is not there; in a stress too', async () => {
  const mapped = MODEL.replace('joins: 10%', 'joins: { others: 10% }').replace(
    'scenarios:',
    'stresses: [s]\nscenarios:',
  );
  const { told } = await refused({ 'model.yaml': `${mapped}  s: { tiers: { each: { joins: { Times: 80% } } } }\n` }, [
    'forecast',
    '.',
    '--scenario',
    's',
  ]);
  expect(told).toEqual(['overlay-lacks model.yaml:21:34']);
});

describe('scenarios together', () => {
  const SCENARIOS = `  fewer: { tiers: { each: { joins: { times: 80% } } } }
  fewer_still: { extends: fewer, tiers: { each: { joins: { times: 90% } } } }
  own: { tiers: { each: { joins: { times: 80% } }, b: { joins: { times: 50% } } } }
  half: { tiers: { b: { joins: 15% } } }
  half_over: { over: fewer, tiers: { b: { joins: 15% } } }
  both: { extends: [fewer, fewer_still] }
  any_order: { overheads: { rent: { per_year: { times: 50% } }, add: { more: { per_year: 10 } } }, remove: tiers.b }
`;
  const members = async (scenario: string): Promise<string> =>
    (await values(withScenarios(SCENARIOS), 'members', ['--scenario', scenario]))[0] as string;

  test('relative changes compound, those of parents included, and a parent that is reached twice applies once', async () => {
    expect(await members('fewer')).toBe('1.28');
    expect(await members('fewer_still')).toBe('1.152');
    expect(await members('both')).toBe('1.152');
  });

  test("a place's own change replaces that of each", async () => {
    // 80% of 0.8 + 0.6 for a, and half of 10% of two schools for b.
    expect(await members('own')).toBe('1.22');
  });

  test('a relative change works on what came before it, in the order in which scenarios are named', async () => {
    expect(await members('half+fewer')).toBe('1.36');
  });

  test('an absolute value over an earlier relative change is a problem, unless the scenario goes over it', async () => {
    expect(await members('fewer+half_over')).toBe('1.42');
    const files = { 'model.yaml': withScenarios(SCENARIOS) };
    expect((await refused(files, ['forecast', '.', '--scenario', 'fewer+half'])).told).toEqual([
      'overlay-clash model.yaml:23:25',
    ]);
  });

  test('within a scenario the order of keys never counts', async () => {
    expect(await values(withScenarios(SCENARIOS), 'cost.overheads', ['--scenario', 'any_order'])).toEqual([
      '59010.00',
      '60510.00',
      '63055.00',
    ]);
  });
});

test('explain of a changed value ends at the line of the base and at that of the scenario, with both sources', async () => {
  const text = withScenarios('  s: { because: a recession, tiers: { each: { joins: { times: 80% } } } }\n');
  const { out } = await play(['explain', 'model.yaml', 'members', '--scenario', 's', '--depth', 'all'], {
    files: { 'model.yaml': text },
    width: 140,
  });
  expect(out).toContain('model.yaml:5:20  estimate: hands (written 80%)');
  expect(out).toContain('model.yaml:20:63  scenario: scenario s: a recession (written 80%)');
});

test('the range of an assumption stays that of its own value', async () => {
  const text = withScenarios('  s: { assumptions: { buy_in: { value: { times: 50% } } } }\n');
  const { code, out } = await play(['simulate', 'model.yaml', '--scenario', 's', '--draws', '200'], {
    files: { 'model.yaml': text },
  });
  expect([code, out]).toEqual([0, expect.stringContaining('200 draws')]);
});

describe('what cannot be changed is told in its place', () => {
  test.each<[string, string[], string]>([
    ['{ overheads: { rent: { per_year: { plus: 10% } } } }', ['bad-value model.yaml:20:39'], 'write { times: 110% }'],
    ['{ tiers: { b: { joins: { plus: 95% } } } }', ['bad-value model.yaml:20:29'], 'model.yaml:14:39'],
    ['{ tiers: { b: { joins: { times: 1_000 } } } }', ['bad-value model.yaml:20:29'], 'a change may say at_most: 100%'],
    ['{ name: { times: 2 } }', ['wrong-shape model.yaml:20:14'], 'some text'],
    ['{ tiers: { c: { joins: { times: 2 } } } }', ['overlay-lacks model.yaml:20:17'], 'no "tiers.c"'],
    ['{ tiers: { each: { joinss: { times: 2 } } } }', ['overlay-lacks model.yaml:20:25'], 'did you mean "joins"'],
    ['{ tiers: { each: { joins: 2 } } }', ['bad-value model.yaml:20:32'], 'a share'],
    ['{ tiers: { each: 2 } }', ['wrong-shape model.yaml:20:23'], 'what changes in each'],
    ['{ calendar: { years: { times: 50% } } }', ['bad-value model.yaml:20:27'], 'a whole number'],
    ['{ over: nobody, name: New }', ['unknown-scenario model.yaml:20:14'], 'nobody'],
    ['{ overheads: { rent: { per_year: { times: =what } } } }', ['unknown-reference model.yaml:20:48'], 'what'],
  ])('%s', async (scenario, told, says) => {
    const found = await refused({ 'model.yaml': withScenarios(`  s: ${scenario}\n`) }, [
      'forecast',
      '.',
      '--scenario',
      's',
    ]);
    expect(found.told).toEqual(told);
    expect(found.err).toContain(says);
  });

  test('what is unknown stays unknown', async () => {
    const text = withScenarios('  s: { overheads: { hall: { per_year: { times: 2 } } } }\n').replace(
      'hall: { per_year: 1_000',
      'hall: { per_year: "unknown: not let yet"',
    );
    const { out } = await play(['explain', 'model.yaml', 'cost.overheads.hall', '--scenario', 's'], {
      files: { 'model.yaml': text },
    });
    expect(out).toContain('not let yet');
  });
});
