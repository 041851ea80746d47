import { describe, expect, test } from 'vitest';
import { blocksOf, cellAt, type JsonBlock, reported, rowOf } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/*
 * Break-even by stream, by who joins, and by the month, by hand. At constant mix: membership 400,000 with 40,000 of
 * variable cost, traded services 150,000 (90,000), courses 35,000 (25,000), commission of 15,000 as agent, or 115,000
 * as principal with 100,000 to providers, and fixed cost of 430,000.
 */

const CALENDAR: PlainMap = { starts: '2018-09', years: '1', year_starts: 'September' };
const mix = (actsAs: string, contract?: string): PlainMap => ({
  buyin: '1',
  name: 'Constant mix',
  calendar: CALENDAR,
  schools: { groups: { school: { count: '100', phase: 'primary', type: 'academy', pupils: '250' } } },
  tiers: { membership: { price: { flat: '4_000' }, joins: '100%' } },
  services: {
    advice: {
      kind: 'traded',
      unit: 'day',
      price: '1_000',
      delivery: { direct_cost: '600' },
      demand: { per_member: '1.5' },
    },
    courses: {
      kind: 'traded',
      unit: 'place',
      price: '350',
      delivery: { direct_cost: '250' },
      demand: { per_member: '1' },
    },
    audits: {
      kind: 'brokered',
      unit: 'audit',
      provider_fee: '1_000',
      commission: { percent: '15%', on: 'top' },
      acts_as: actsAs,
      demand: { per_member: '1' },
    },
  },
  contracts: contract === undefined ? undefined : { council: { kind: 'commission', per_year: contract } },
  overheads: { materials: { per: { members: '400' } }, fixed: { per_year: '430_000' } },
});
const by = (view: string, data: PlainMap, ...options: string[]): Promise<readonly JsonBlock[]> =>
  reported('break-even', data, '--by', view, ...options);
const percent = (value: string | undefined, places: number): string => (Number(value) * 100).toFixed(places);
const notesIn = (blocks: readonly JsonBlock[]): string =>
  blocks
    .flatMap((block) => (block.kind === 'table' ? block.notes : block.kind === 'text' ? block.lines : []))
    .join('\n');

describe('at constant mix, 430,000 of fixed cost', () => {
  test.each([
    ['agent', 0, '74.17', '579775.28', '20224.72'],
    ['principal', 0, '63.57', '676404.49', '23595.51'],
    ['agent', 2, '63.57', '676404.49', '23595.51'],
    ['principal', 1, '74.17', '579775.28', '20224.72'],
  ])('as %s, column %i: %s% of sales, breaks even at £%s', async (actsAs, column, ratio, breakEven, margin) => {
    const found = await by('stream', mix(actsAs));
    expect(percent(cellAt(found, 'ratio', column), 2)).toBe(ratio);
    expect(cellAt(found, 'break_even', column)).toBe(breakEven);
    expect(cellAt(found, 'margin', column)).toBe(margin);
    expect(percent(cellAt(found, 'margin_rate', column), 4)).toBe('3.3708');
    expect(Number(cellAt(found, 'leverage', column)).toFixed(1)).toBe('29.7');
  });

  test('has each stream beside it, and what it must sell alone', async () => {
    const found = await by('stream', mix('agent'));
    const values = (id: string): (string | undefined)[] =>
      (rowOf(found, id) ?? []).map((cell) => cell?.value ?? cell?.text);
    expect(values('tiers.membership').slice(0, 3)).toEqual(['400000.00', '40000.00', '360000.00']);
    expect(values('services.advice').slice(0, 5)).toEqual(['150000.00', '90000.00', '60000.00', '0.4', '112500.00']);
    expect(values('services.courses').slice(4)).toEqual(['none needed', 'all of it']);
    expect(values('services.audits').slice(0, 4)).toEqual(['15000.00', '0.00', '15000.00', '1']);
    expect(cellAt(found, 'tiers.membership', 4)).toBe('383333.33');
    expect(notesIn(found)).toContain('The mix is held');
  });

  test('sells alone what it says: advice of 112,500 leaves no surplus', async () => {
    const found = await by('stream', put(mix('agent'), ['services', 'advice', 'demand', 'per_member'], '1.125'));
    expect(cellAt(found, 'services.advice')).toBe('112500.00');
    expect(cellAt(found, 'surplus')).toBe('0.00');
  });

  test('counts a contract against fixed cost, and says so where that leaves nothing to break even on', async () => {
    const found = await by('stream', mix('agent', '130_000'));
    expect([cellAt(found, 'fixed'), cellAt(found, 'contracts'), cellAt(found, 'net')]).toEqual([
      '430000.00',
      '130000.00',
      '300000.00',
    ]);
    expect(cellAt(found, 'break_even')).toBe('404494.38');
    expect(cellAt(await by('stream', mix('agent', '430_000')), 'break_even')).toBe('none needed');
  });

  test('has no break-even where each sale costs more than it brings', async () => {
    const dear = put(
      put(mix('agent'), ['overheads', 'materials', 'per', 'members'], '9_000'),
      ['services', 'audits'],
      undefined,
    );
    const found = await by('stream', dear);
    expect(cellAt(found, 'break_even')).toBe('none');
    expect(cellAt(found, 'tiers.membership', 4)).toBe('none');
    expect(cellAt(found, 'leverage')).toBeUndefined();
  });

  test('puts what no sales cause beside the streams: £10 for each school, member or not, and £5,000 for a contract', async () => {
    const others = {
      schools: { per: { schools: '10' } },
      reporting: { per: { members: '50' }, for: 'contracts.council' },
    };
    const data = mix('agent', '130_000');
    const found = await by('stream', put(data, ['overheads'], { ...(data.overheads as PlainMap), ...others }));
    expect(rowOf(found, 'rest')?.map((cell) => cell?.value)).toEqual([
      undefined,
      '6000.00',
      '-6000.00',
      undefined,
      undefined,
      undefined,
    ]);
    expect(cellAt(found, 'tiers.membership', 1)).toBe('40000.00');
    expect(notesIn(found)).toContain('Of no sales');
  });

  test('knows nothing of what is unknown', async () => {
    const found = await by('stream', put(mix('agent'), ['overheads', 'fixed', 'per_year'], 'unknown'));
    expect([cellAt(found, 'break_even'), cellAt(found, 'sales')]).toEqual([undefined, '600000.00']);
    expect(rowOf(found, 'break_even')?.[0]).toMatchObject({ value: null });
  });
});

/** Five schools at £10 a pupil; £100 a member and £7,000 of fixed cost. */
const five = (fixed = '7_000', intents = ['likely', 'likely', 'committed', 'committed', 'possible']): PlainMap => ({
  buyin: '1',
  name: 'Five schools',
  calendar: CALENDAR,
  schools: {
    named: Object.fromEntries(
      [400, 300, 200, 150, 100].map((pupils, i) => [
        `s${i + 1}`,
        {
          phase: 'primary',
          type: 'academy',
          pupils: String(pupils),
          intent: intents[i],
          ...(i === 2 || i === 3 ? { trust: 'Hill Trust' } : {}),
        },
      ]),
    ),
  },
  tiers: {
    gold: {
      price: { per_pupil: '10' },
      joins: { by_intent: { committed: '100%', likely: '80%', possible: '50%', no: '0%' }, others: '0%' },
    },
  },
  overheads: { licences: { per: { members: '100' } }, fixed: { per_year: fixed } },
});

describe('the smallest coalition of schools of 400, 300, 200, 150 and 100 pupils at £10', () => {
  test('takes the three largest: 3,900, 2,900 and 1,900 less 7,000', async () => {
    const found = await by('coalition', five());
    expect([
      cellAt(found, 'needed'),
      cellAt(found, 'with'),
      cellAt(found, 'one_fewer'),
      cellAt(found, 'share'),
    ]).toEqual(['3', '1700.00', '-200.00', '0.6']);
    expect([cellAt(found, 'none'), cellAt(found, 'all')]).toEqual(['-7000.00', '4000.00']);
    expect(rowOf(found, 'last.3')?.map((cell) => cell?.value ?? cell?.text)).toEqual(['s3', '2000.00', '1', '1700.00']);
    expect(notesIn(found)).toContain('This is the smallest number: no set of fewer schools breaks even');
  });

  test('takes more of those that are most likely first', async () => {
    const found = await by('coalition', five('4_000'), '--order', 'probability');
    // 1,900 and 1,400 of those that have committed, then 3,900.
    expect([cellAt(found, 'needed'), cellAt(found, 'with')]).toEqual(['3', '3200.00']);
    expect(notesIn(found)).toContain('In this order. No set of fewer than 2 schools breaks even');
  });

  test('is none where all together do not', async () => {
    const found = await by('coalition', five('11_000.01'));
    expect(cellAt(found, 'needed')).toBe('none');
    expect(notesIn(found)).toContain('NONE: there is a deficit whichever schools join, even with all 5.');
  });

  test('is nobody where there is no deficit without any', async () => {
    const found = await by('coalition', five('0'));
    expect(cellAt(found, 'needed')).toBe('0');
    expect(notesIn(found)).toContain('None is needed');
  });

  test('leaves out who is not expected to join, and says so', async () => {
    const found = await by('coalition', five('7_000', ['no', 'likely', 'committed', 'committed', 'possible']));
    expect(cellAt(found, 'needed')).toBe('4');
    expect(notesIn(found)).toContain('1 school is left out');
  });

  test('is nobody to be asked where nobody is expected', async () => {
    const found = await by('coalition', five('7_000', ['no', 'no', 'no', 'no', 'no']));
    expect(notesIn(found)).toContain('no school is expected to join any tier');
  });

  test('is not known where a fee is not', async () => {
    expect(notesIn(await by('coalition', put(five(), ['tiers', 'gold', 'price', 'per_pupil'], 'unknown')))).toContain(
      'unknown, so it is not known who is needed',
    );
  });

  test('joins the tier that each is assigned, and those of two tiers in the parts in which they are expected', async () => {
    const two = put(five(), ['tiers', 'silver'], { price: { flat: '1_000' }, joins: { others: '30%' } });
    const assigned = ['s1', 's2', 's3', 's4', 's5'].reduce(
      (so, id) => put(so, ['schools', 'named', id, 'tier'], id === 's1' ? 'silver' : 'gold'),
      two,
    );
    // 1,000 of s1 in place of 4,000.
    expect(cellAt(await by('coalition', put(assigned, ['choice'], { rule: 'assigned' })), 'all')).toBe('1000.00');
    const halves = put(put(five(), ['tiers', 'gold', 'joins'], '30%'), ['tiers', 'silver'], {
      price: { flat: '1_000' },
      joins: '10%',
    });
    // Three quarters at £10 a pupil and a quarter at 1,000: 3,250, 2,500, 1,750, 1,375 and 1,000, less 500 and 7,000.
    const found = await by('coalition', halves);
    expect(cellAt(found, 'all')).toBe('2375.00');
    expect(rowOf(found, 'last.3')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
      's3',
      '1750.00',
      '0.4',
      '200.00',
    ]);
  });

  test('adds schools of an archetype one by one: nine of ten that bring £1,900 each are the fewest for 17,000', async () => {
    const group = (count: string, pupils: string): PlainMap => ({ count, phase: 'primary', type: 'academy', pupils });
    const groups = { groups: { ten: group('10', '200'), four: group('4', '100') } };
    const found = await by(
      'coalition',
      put(put(five('17_000'), ['schools'], groups), ['tiers', 'gold', 'joins'], '60%'),
    );
    expect(cellAt(found, 'needed')).toBe('9');
    expect(notesIn(found)).toContain('This is the smallest number: no set of fewer schools breaks even');
  });

  test('counts an archetype as its schools', async () => {
    const found = await by('coalition', put(mix('agent'), ['schools', 'groups', 'school', 'count'], '100'));
    expect([cellAt(found, 'candidates'), cellAt(found, 'needed'), cellAt(found, 'with')]).toEqual([
      '100',
      '97',
      '1650.00',
    ]);
  });
});

describe('without whom it fails, with 3,120, 2,320, 1,900, 1,400 and 450 expected', () => {
  test('is whoever brings more than the surplus, and a trust by all its schools', async () => {
    // 9,190 less 7,000 leaves 2,190: the first two are pivotal, and the two schools of the trust are together.
    const found = await by('coalition', five());
    expect(['s1', 's2', 's3', 's4', 's5'].map((id) => cellAt(found, id, 3))).toEqual(['yes', 'yes', 'no', 'no', 'no']);
    expect(rowOf(found, 's1')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
      '3200.00',
      '3120.00',
      '-930.00',
      'yes',
    ]);
    expect(rowOf(found, 'Hill Trust')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
      '2',
      '3500.00',
      '3300.00',
      '-1110.00',
      'yes',
    ]);
    expect(notesIn(found)).toContain('PIVOTAL: 2 schools');
  });

  test('is one school, or any one school of one kind', async () => {
    expect(notesIn(await by('coalition', five('6_500')))).toContain(
      'PIVOTAL: 1 school, without which there is a deficit.',
    );
    const alike = put(mix('agent'), ['overheads', 'fixed', 'per_year'], '441_000');
    expect(notesIn(await by('coalition', alike))).toContain(
      'PIVOTAL: 1 kind of school: without any one school of it there is a deficit.',
    );
  });

  test('is not who takes the last penny of the surplus and leaves no deficit', async () => {
    expect(cellAt(await by('coalition', five('6_070')), 's1', 2)).toBe('0.00');
    expect(cellAt(await by('coalition', five('6_070')), 's1', 3)).toBe('no');
    expect(cellAt(await by('coalition', five('6_070.01')), 's1', 3)).toBe('yes');
  });

  test('finds everybody among many, with a step that each may save', async () => {
    // Thirty schools of 10 to 300 pupils at £10: each brings £100 to £3,000 less £20, and every started 900 pupils cost
    // £500.
    const pupils = Array.from({ length: 30 }, (_, i) => 10 * (i + 1));
    const named = Object.fromEntries(
      pupils.map((each) => [`p${each}`, { phase: 'primary', type: 'academy', pupils: String(each) }]),
    );
    const leads = { per_year: '500', step: { of: 'pupils', for_each: '900' } };
    const many: PlainMap = {
      ...five(),
      schools: { named },
      tiers: { gold: { price: { per_pupil: '10' }, joins: '100%' } },
      overheads: { licences: { per: { members: '20' } }, fixed: { per_year: '41_500' }, leads },
    };
    const surplus = (of: readonly number[]): number => {
      const all = of.reduce((sum, each) => sum + each, 0);
      return 10 * all - 20 * of.length - 41_500 - 500 * Math.ceil(all / 900);
    };
    const pivotal = pupils.filter((each) => surplus(pupils.filter((other) => other !== each)) < 0);
    expect([surplus(pupils), pivotal.length]).toEqual([1400, 11]);
    const found = await by('coalition', many);
    const said = pupils.filter((each) => cellAt(found, `p${each}`, 3) === 'yes');
    expect(said).toEqual(pivotal);
    expect(notesIn(found)).toContain(`PIVOTAL: ${pivotal.length} schools`);
  });

  test('is nobody in a deficit, and nobody where there is more to spare than any brings', async () => {
    expect(notesIn(await by('coalition', five('9_500')))).toContain('No school is pivotal');
    expect(notesIn(await by('coalition', five('1_000')))).toContain('No single school is pivotal');
  });
});

/**
 * One school that pays £1,200 in September, £70 a month of cost in the first year and a start of £1,000 that is paid at
 * once.
 */
const monthly = (start: string, fee = '1_200'): PlainMap => ({
  buyin: '1',
  name: 'By the month',
  calendar: { starts: '2018-09', years: '3', year_starts: 'September' },
  schools: { named: { s: { phase: 'primary', type: 'academy', pupils: '100' } } },
  tiers: { gold: { price: { flat: fee }, joins: '100%' } },
  overheads: {
    running: { per_year: '840' },
    start: { per_year: start, from: '2018-09', to: '2018-09', paid: 'yearly_in_advance' },
  },
  payment_terms: { schools: '2', suppliers: '0' },
  reserves: { opening: '5_000' },
});

describe('£100 a month in fees that are paid two months later, £70 a month of cost, and £900 in the first month to start', () => {
  test('breaks even in the month in which 30 a month have made up for 900, and pays back before, since fees come in advance', async () => {
    // A twelfth of 10,800 in one month is 900. Surplus: -870 in September, then 30 a month: zero after 29 more months.
    const found = await by('month', monthly('10_800'));
    const months = (id: string): (string | undefined)[] =>
      (rowOf(found, id) ?? []).map((cell) => cell?.value ?? cell?.text);
    expect(months('first')).toEqual(['Feb 2021', '30', '0.00']);
    expect(months('forGood')).toEqual(['Feb 2021', '30', '0.00']);
    expect(months('year').slice(0, 1)).toEqual(['2019-20']);
    // Cash: 970 out in September, 70 in October, 70 in November when 1,200 comes in.
    expect(months('peak')).toEqual(['Oct 2018', '2', '-1040.00']);
    // November 2018: 90; then 70 a month until November 2019. By October 2019 -680; in November 450; by October 2020
    // -320; in November 2020 810.
    expect(months('paidBack')).toEqual(['Nov 2020', '27', '810.00']);
    expect(cellAt(found, 'cash.own')).toBe('-540.00');
  });

  test('discounts the cash of each year to the start of the first at 3.5%: 0.9662 and 0.9335, as in the Green Book', async () => {
    const found = await by(
      'month',
      put(monthly('10_800', '1_200_000'), ['overheads', 'running', 'per_year'], '840_000'),
    );
    expect([1, 2].map((year) => cellAt(found, 'cash.own', year))).toEqual(['360000.00', '360000.00']);
    expect([1, 2].map((year) => (Number(cellAt(found, 'cash.own.discounted', year)) / 360_000).toFixed(4))).toEqual([
      '0.9662',
      '0.9335',
    ]);
  });

  test('discounts as the appraisal of the model says', async () => {
    const own = put(monthly('10_800', '1_200_000'), ['appraisal'], { discount: '10%', timing: 'end_of_year' });
    const found = await by('month', put(own, ['overheads', 'running', 'per_year'], '840_000'));
    expect([1, 2].map((year) => (Number(cellAt(found, 'cash.own.discounted', year)) / 360_000).toFixed(4))).toEqual([
      '0.8264',
      '0.7513',
    ]);
    expect(notesIn(found)).toContain('at 10% a year, the first year discounted once');
  });

  test('does not break even within the model where nothing is left over, and needs nothing where nothing is spent first', async () => {
    const never = await by('month', monthly('10_800', '840'));
    expect(['first', 'forGood', 'paidBack', 'paidBackDiscounted'].map((id) => cellAt(never, id))).toEqual([
      'not yet',
      'not yet',
      'not yet',
      'not yet',
    ]);
    expect(notesIn(never)).toContain('Not yet: the model ends in Aug 2021.');
    const none = await by('month', put(monthly('0'), ['payment_terms'], { schools: '0', suppliers: '0' }));
    expect(['peak', 'paidBack', 'paidBackDiscounted'].map((id) => cellAt(none, id))).toEqual([
      'none needed',
      'none needed',
      'none needed',
    ]);
  });

  test('leaves loans and their interest out of what is needed', async () => {
    const lent = put(monthly('10_800'), ['loans'], {
      bank: { limit: '2_000', drawn: { '2018-09': '2_000' }, rate: '6%' },
    });
    expect(rowOf(await by('month', lent), 'peak')?.[2]?.value).toBe('-1040.00');
  });
});

describe('what is asked wrongly', () => {
  const files = { [FILE]: yamlOf(five()) };
  test.each<[string[], string]>([
    [['--order', 'fee'], 'ask for one with --by coalition'],
    [['--by', 'stream', '--order', 'probability'], 'ask for one with --by coalition'],
    [['--by', 'month', '--year', '2018'], 'leave --year out'],
    [['--by', 'coalition', '--year', '2031'], 'there is no year 2031 in the model: its years are 2018'],
    [['--by', 'streams'], 'Allowed choices are stream, coalition, month, chance, all'],
    [['--by', 'coalition', '--order', 'size'], 'Allowed choices are fee, probability'],
  ])('%j', async (options, said) => {
    expect(await play(['break-even', FILE, ...options], { files })).toMatchObject({
      code: 2,
      err: expect.stringContaining(said),
    });
  });

  test('a company without members has streams and months all the same', async () => {
    const bare = put(mix('agent'), ['tiers'], undefined);
    const found = await blocksOf(['break-even', FILE, '--by', 'all'], { files: { [FILE]: yamlOf(bare) } });
    expect(notesIn(found)).toContain('no school is expected to join any tier');
  });
});

test('--by all has everything, the usual table first', async () => {
  const found = await by('all', five(), '--order', 'fee');
  expect(found.map((block) => ('id' in block ? block.id : ''))).toEqual([
    'break-even',
    'streams',
    'mix',
    'coalition',
    'last',
    'pivotal',
    'pivotal_trusts',
    'payback',
    'to_date',
    'even_odds',
    'even_by_members',
  ]);
});
