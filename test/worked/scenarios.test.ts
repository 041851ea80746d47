import { describe, expect, test } from 'vitest';
import { blocksOf, cellAt, type JsonTable, reported, rowOf, said } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { toldIn } from '../support/told.js';

/* Scenarios in which things come and go: small cases by hand. */

/** Ten schools, four of them in each of two tiers at £1,000, and £15,000 of cost. */
const company: PlainMap = {
  buyin: '1',
  name: 'Two tiers',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  assumptions: { in_b: { value: '40%' }, rent: { value: '7_500' } },
  schools: { groups: { p: { count: '10', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { a: { price: { flat: '1_000' }, joins: '40%' }, b: { price: { flat: '1_000' }, joins: '=in_b' } },
  overheads: {
    rent: { per_year: '=rent', from: '2026-09', to: '2027-08' },
    more: { per_year: '7_500', to: '2027-08' },
  },
  reserves: { opening: '20_000' },
  payment_terms: { schools: '0', suppliers: '0' },
};
const having = (scenario: PlainMap, data = company): PlainMap =>
  put(data, ['scenarios', 'tried'], { because: 'to try it', ...scenario });
const filesOf = (data: PlainMap) => ({ files: { [FILE]: yamlOf(data) } });

/** The steps of the bridge of the first year, a text or an amount for each cause. */
async function steps(data: PlainMap, ...more: string[]): Promise<Readonly<Record<string, string | undefined>>> {
  const found = await reported('compare', data, '--scenario', 'tried', '--year', '2026', ...more);
  const { rows } = found.find(({ id }) => id === 'bridge') as JsonTable;
  return Object.fromEntries(rows.map(({ id, cells }) => [id, cells[1]?.value ?? cells[1]?.text]));
}

describe('a bridge', () => {
  test('has one tier for two as one step, though neither change makes the model that the other needs', async () => {
    const data = having({ remove: ['tiers.a'], tiers: { b: { joins: '70%' } } });
    expect(await steps(data)).toEqual({ from: '13000.00', tiers: '-1000.00', to: '12000.00' });
  });

  test('says with which other cause a change is one step, where it makes no model alone', async () => {
    // 110% of the schools, were tier a still there.
    const data = having({ remove: ['tiers.a'], assumptions: { in_b: { value: '70%' } } });
    expect(await steps(data)).toEqual({ from: '13000.00', volume: 'with tiers', tiers: '-1000.00', to: '12000.00' });
    const of = async (name: string) =>
      JSON.stringify(await reported('explain', data, name, '--scenario', 'tried', '--year', '2026'));
    expect((await of('bridge.volume')).replace(/bridge\.volume/g, 'bridge.tiers')).toBe(await of('bridge.tiers'));
    expect(await said(['compare', FILE], filesOf(data))).toContain('With another cause');
  });

  test('lets an earlier cause wait for the one it needs, and those between stand alone', async () => {
    const service: PlainMap = {
      kind: 'traded',
      unit: 'day',
      price: '100',
      demand: { per_member: '5' },
      delivery: { by: 'adviser', days: '1' },
    };
    const data = having({
      add: {
        services: { day: service },
        staff: { adviser: { fte: '1', salary: '3_000', on_costs: '0%', days: '200', chargeable: '100%' } },
        contracts: { council: { kind: 'grant', per_year: '600' } },
      },
    });
    // Eight members buy five days each.
    expect(await steps(data)).toEqual({
      from: '13000.00',
      services: 'with costs',
      contract: '600.00',
      cost: '1000.00',
      to: '14600.00',
    });
  });

  test('counts what is said of a thing that goes with the thing', async () => {
    const data = put(company, ['contracts'], { council: { kind: 'grant', per_year: '5_000' } });
    const officer = put(data, ['staff'], {
      officer: { fte: '1', salary: '4_000', on_costs: '0%', for: 'contracts.council' },
    });
    const gone = having({ remove: ['contracts.council'], staff: { officer: { fte: '0.5', for: 'tiers' } } }, officer);
    expect(await steps(gone)).toEqual({ from: '14000.00', contract: '-5000.00', cost: '2000.00', to: '11000.00' });
  });

  test('weighs what a tier costs with what it gives, where schools do', async () => {
    const data = having(
      { tiers: { a: { price: { flat: '2_000' }, worth: '2_100' } } },
      put(
        put({ ...company, choice: { rule: 'best_value' } }, ['tiers', 'a', 'worth'], '1_100'),
        ['tiers', 'b', 'worth'],
        '1_050',
      ),
    );
    // All go to the first tier, at twice the fee for twice the worth; the fee alone would send them to the second.
    expect(await steps(data)).toEqual({ from: '9000.00', tiers: '4000.00', to: '13000.00' });
  });

  test('ends on the scenario where the command line sets a number within what the scenario replaces', async () => {
    const data = having(
      { tiers: { a: { price: [{ flat: '2_000' }] } } },
      put(company, ['tiers', 'a', 'price'], [{ flat: '1_000' }]),
    );
    expect(await steps(data)).toEqual({ from: '13000.00', price: '4000.00', to: '17000.00' });
    expect(await steps(data, '--set', 'tiers.a.price.0.flat=500')).toEqual({ from: '11000.00', to: '11000.00' });
  });
});

test('a scenario of other years shows none that it has not, and no bridge to them', async () => {
  const short = having({ calendar: { years: '1' } });
  const found = await reported('compare', short, '--scenario', 'tried');
  expect(rowOf(found, 'reserves.closing')?.map((cell) => cell?.value)).toEqual(['21000.00', undefined]);
  const reserves = (found.find(({ id }) => id === 'reserves') as JsonTable).rows.find(({ id }) => id === 'tried');
  expect(reserves?.cells.slice(1).map((cell) => cell?.value)).toEqual(['13000.00', undefined]);
  expect(found.some(({ id }) => id === 'bridge')).toBe(false);
  const told = 'NOT THE SAME YEARS: base from Sep 2026 to Aug 2028; tried from Sep 2026 to Aug 2027.';
  const options = { ...filesOf({ ...short, options: ['base', 'tried'] }), width: 200 };
  for (const command of ['compare', 'sustainability', 'appraise'])
    expect(await said([command, FILE], options)).toContain(told);
  const { code, err } = await play(['explain', FILE, 'bridge.other', '--scenario', 'tried', '--year', '2027'], options);
  expect([code, err]).toEqual([2, expect.stringContaining('there is no year 2027')]);
  // A longer one: the base has no such year, so nothing leads from it.
  const long = filesOf(having({ calendar: { years: '3' } }));
  const beyond = await play(['explain', FILE, 'bridge.other', '--scenario', 'tried', '--year', '2028'], long);
  expect([beyond.code, beyond.err]).toEqual([
    2,
    expect.stringContaining('in a period that both have, and 2028-29 is none'),
  ]);
});

test('a cause of which a scenario changes nothing moves nothing', async () => {
  const options = filesOf(having({ overheads: { rent: { per_year: '5_000' } } }));
  const { out } = await play(
    ['explain', FILE, 'bridge.volume', '--scenario', 'tried', '--year', '2027', '--format', 'json'],
    options,
  );
  expect(JSON.parse(out).blocks[0].root.amount).toEqual({ value: '0.00', unit: 'GBP' });
  const alone = await play(['explain', FILE, 'bridge.volume'], options);
  expect(alone).toMatchObject({ code: 2, err: expect.stringContaining('name it with --scenario') });
});

test('years are those of each calendar, whenever it starts them', async () => {
  const found = await reported('compare', having({ calendar: { year_starts: 'April' } }), '--scenario', 'tried');
  // The second company year of each: from September 2027, and from April 2027.
  expect(rowOf(found, 'income.membership')?.map((cell) => cell?.value)).toEqual(['8000.00', '8000.00']);
});

describe('an option and a stress that make no model together', () => {
  const data: PlainMap = {
    ...put(put(company, ['assumptions', 'in_b'], { value: '40%', range: { low: '30%', high: '50%' } }), ['scenarios'], {
      more_a: { because: 'a grows', tiers: { a: { joins: '50%' } } },
      most_b: { because: 'b grows', assumptions: { in_b: { value: '55%', range: { low: '55%', high: '60%' } } } },
    }),
    options: ['base', 'more_a'],
  };
  const told = '105% of p would be members of a and b in Sep 2026';

  test('are told in their place on the page of the board', async () => {
    const found = await reported('sustainability', data);
    expect(rowOf(found, 'reserves.most_b')?.map((cell) => cell?.value ?? cell?.text)).toEqual(['24000.00', 'no model']);
    expect(JSON.stringify(found)).toContain(`more a with most b makes no model: ${FILE}:`);
    expect(JSON.stringify(found)).toContain(told);
  });

  test('leave the order of the options to the others', async () => {
    const out = await said(['sensitivity', FILE, '--switching', '--scenario', 'most_b'], {
      ...filesOf(data),
      width: 200,
    });
    expect(out).toContain('more a with most b makes no model');
  });

  test('are refused where somebody asks for the two together', async () => {
    const { code, err } = await play(['forecast', FILE, '--scenario', 'more_a+most_b'], filesOf(data));
    expect([code, err.replace(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringContaining(`in the scenarios more_a and most_b: ${told}`),
    ]);
  });

  test('a stress that makes no model by itself is refused as ever', async () => {
    const broken = put(data, ['scenarios', 'most_b', 'assumptions', 'in_b', 'value'], '70%');
    expect(toldIn((await play(['sustainability', FILE], filesOf(broken))).err)).toHaveLength(1);
  });
});

describe('check covers what other commands make of scenarios', () => {
  test('a promise of several scenarios together is held', async () => {
    const two = put(having({ tiers: { a: { joins: '50%' } } }), ['scenarios', 'dear'], {
      because: 'rent',
      assumptions: { rent: { value: '9_500' } },
    });
    const promised = (at_least: string): PlainMap => ({
      ...two,
      checks: { kept: { figure: 'surplus', year: '2026', at_least, scenarios: ['tried+dear'] } },
    });
    // 9,000 of fees against 17,000.
    const kept = await play(['check', FILE, '--format', 'json'], filesOf(promised('-8_000')));
    expect([
      kept.code,
      cellAt(JSON.parse(kept.out).blocks, FILE, 0),
      cellAt(JSON.parse(kept.out).blocks, FILE, 1),
    ]).toEqual([0, 'yes', 'the one']);
    const broken = await play(['check', FILE], filesOf(promised('-7_999')));
    expect([broken.code, toldIn(broken.err)]).toEqual([1, [expect.stringContaining('check-failed')]]);
    expect(broken.err).toContain('kept in tried+dear');
  });

  test('a promise that fails in several is one problem, which names them; another with the same bound is its own', async () => {
    const checks = {
      kept: { figure: 'surplus', year: '2026', at_least: '=bound', scenarios: 'all' },
      held: { figure: 'reserves.closing', year: '2026', at_least: '=bound', scenarios: 'all' },
    };
    const data = put(having({ tiers: { a: { joins: '50%' } } }), ['assumptions', 'bound'], { value: '£900_000' });
    const { code, err } = await play(['check', FILE], filesOf({ ...data, checks }));
    expect(code).toBe(1);
    expect(toldIn(err).map((each) => each.replace(/ .*/, ''))).toEqual(['check-failed', 'check-failed']);
    const squeezed = err.replace(/\s+/g, ' ');
    for (const name of Object.keys(checks))
      expect(squeezed).toMatch(
        new RegExp(
          `the check "${name}" fails: [^;]* is promised; it fails in the scenario tried \\(-?£[\\d,.]+\\) too`,
        ),
      );
  });

  test('the greatest of all ranges and states make a model together, in whatever order states stand', async () => {
    // 60% with 50% is what a draw can come to, though neither the first states nor the second do.
    const states = { more: { value: '60%', probability: '30%' }, usual: { value: '40%', probability: '70%' } };
    const both = put(put(company, ['assumptions', 'in_b'], { value: '40%', states }), ['assumptions', 'in_a'], {
      value: '40%',
      range: { low: '30%', high: '50%' },
    });
    const { code, err } = await play(['check', FILE], filesOf(put(both, ['tiers', 'a', 'joins'], '=in_a')));
    expect([code, toldIn(err)]).toEqual([1, [expect.stringContaining('shares-exceed')]]);
  });

  test('the ends of ranges make a model in every scenario', async () => {
    const ranged = put(company, ['assumptions', 'in_b'], { value: '40%', range: { low: '30%', high: '55%' } });
    expect((await play(['check', FILE], filesOf(ranged))).code).toBe(0);
    const { code, err } = await play(['check', FILE], filesOf(having({ tiers: { a: { joins: '50%' } } }, ranged)));
    expect([code, toldIn(err)]).toEqual([1, [expect.stringContaining('shares-exceed')]]);
  });
});

test('an option without any membership stands beside the others', async () => {
  const data = put(
    put(having({ remove: ['tiers'] }), ['schools', 'groups', 'p', 'pays_now'], '1_200'),
    ['options'],
    ['base', 'tried'],
  );
  const found = await reported('sustainability', data);
  expect(rowOf(found, 'members')?.map((cell) => cell?.value)).toEqual(['8', '0']);
  // £15,000 of cost a year and 20,000 of reserves.
  expect(rowOf(found, 'reserves')?.map((cell) => cell?.value)).toEqual(['21000.00', '5000.00']);
  expect(rowOf(found, 'better')?.map((cell) => cell?.value)).toEqual(['1', null]);
  expect(JSON.stringify(found)).toContain('no school is expected to join, so none would leave');
  const { code, err } = await play(
    ['sustainability', FILE],
    filesOf(put(put(company, ['tiers'], undefined), ['assumptions', 'in_b'], undefined)),
  );
  expect([code, err]).toEqual([2, expect.stringContaining('has no tier to offer')]);
  for (const command of ['check', 'compare', 'appraise', 'obligations']) await blocksOf([command, FILE], filesOf(data));
});

test('design says that a scenario of a limit sets the tariff only where it does', async () => {
  const clash = put(having({ overheads: { more: { per_year: '1' } } }), ['scenarios', 'other'], {
    because: 'again',
    overheads: { more: { per_year: '2' } },
  });
  const { code, err } = await play(
    ['design', FILE, '--tier', 'a', '--scenario', 'tried', '--limit', 'surplus@other>=0'],
    filesOf(clash),
  );
  expect([code, toldIn(err)]).toEqual([1, [expect.stringContaining('overlay-clash')]]);
});

test('the fault of a tier that is replaced is shown by every command', async () => {
  const data = having({ remove: ['tiers.a'], tiers: { b: { joins: '70%' } } });
  for (const command of ['check', 'compare', 'sustainability', 'appraise', 'obligations'])
    await blocksOf([command, FILE], filesOf(data));
});
