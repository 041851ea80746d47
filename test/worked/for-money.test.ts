import { describe, expect, test } from 'vitest';
import { figureFor } from '../../src/analysis/index.js';
import { blocksOf, cellAt, type JsonTable, reported, rowOf } from '../report/answers.js';
import { FILE, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { model, refused } from '../support/refused.js';

/* The four E's of a small company, by hand. */

const school = (pupils: string, paysNow?: string): PlainMap => ({
  phase: 'primary',
  type: 'academy',
  pupils,
  pays_now: paysNow,
});
const INDICATORS: PlainMap = {
  reading: {
    unit: 'of pupils',
    baseline: { value: '71%', year: '2025' },
    target: { value: '76%', year: '2027' },
    best: '100%',
    rests_on: ['tiers.gold'],
  },
  absence: {
    unit: 'days a pupil',
    baseline: { value: '20', year: '2025' },
    target: { value: '15', year: '2027' },
    best: '0',
    better: 'lower',
  },
};
const company: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2025-09', years: '3', year_starts: 'September' },
  schools: { named: { oak: school('200', '3_000'), elm: school('300', '2_000'), ash: school('100') } },
  tiers: {
    gold: { price: { per_pupil: '10' }, joins: '100%', includes: { visit: { per_school: '2', take_up: '50%' } } },
  },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      price: { member: '400', other: '500' },
      delivery: { by: 'adviser', days: '10' },
      alternative: { low: '300', typical: '450', high: '600', would_buy: '80%' },
    },
  },
  staff: { adviser: { fte: '1', salary: '50_000', on_costs: '20%', days: '200', chargeable: '50%' } },
  overheads: { premises: { per_year: '20_000' } },
  indicators: INDICATORS,
};
const of = (figure: string, ref: object = {}, data = company): string => {
  const found = figureFor(projectionOf(data), { figure, ...ref });
  return 'what' in found ? `no ${found.what}` : found.isKnown ? found.exact.toFixed(4) : 'unknown';
};

describe('economy', () => {
  test('is over the schools of which both prices are known, against today', () => {
    // £10 a pupil: oak pays 2,000 and not 3,000, elm 3,000 and not 2,000. Nobody knows of ash.
    const all = ['schools', 'otherwise', 'otherwise_per_pupil', 'fee', 'saving', 'saving_share'].map((name) =>
      of(`economy.${name}.today`),
    );
    expect(all).toEqual(['2.0000', '5000.0000', '10.0000', '5000.0000', '0.0000', '0.0000']);
    expect(of('economy.saving.today', { among: 'size=106-210' })).toBe('1000.0000');
  });

  test('has three prices elsewhere, for what is used and would be bought', () => {
    // Two visits, half used, of which four in five would be bought: 0.8 of one, at 300, 450 and 600, for three schools.
    expect(['low', 'typical', 'high'].map((level) => of(`economy.otherwise.${level}`))).toEqual([
      '720.0000',
      '1080.0000',
      '1440.0000',
    ]);
    expect(of('economy.saving.typical')).toBe('-4920.0000');
    expect(of('service.elsewhere_high.visit')).toBe('600.0000');
  });

  test('against a price list is over the schools that it prices', async () => {
    const list =
      'buyin: 1\nname: Others\ntiers: { basic: { price: [{ when: { area: north }, flat: 900 }, { when: { phase: secondary }, flat: 1 }] } }\n';
    const north = put(company, ['schools', 'named', 'oak', 'area'], 'north');
    const files = { [FILE]: yamlOf(north), 'list.yaml': list };
    const found = await blocksOf(['value', FILE, '--for-money', '--with', 'list.yaml'], { files });
    expect(rowOf(found, 'list.yaml.basic')?.map((cell) => cell?.value)).toEqual([
      '1',
      '900.00',
      '4.5',
      '2000.00',
      '10',
      '-1100.00',
      expect.stringMatching(/^-1\.2/),
    ]);
    const asked = ['explain', FILE, 'economy.saving.list.gold', '--with', 'list.yaml', '--tier', 'basic'];
    expect((await play(asked, { files })).out).toContain('(£1,100.00)');
    expect([of('economy.saving.list.gold'), of('economy.saving.today.gold'), of('economy.wrong.today')]).toEqual(
      Array(3).fill('no figure'),
    );
  });

  test('says where there is nothing to hold it against', async () => {
    const alone = put(put(company, ['services', 'visit', 'alternative'], undefined), ['schools', 'named'], {
      ash: school('100'),
    });
    const table = (await reported('value', alone, '--for-money')).find(({ id }) => id === 'economy.gold') as JsonTable;
    expect([table.rows, table.notes]).toEqual([
      [],
      [
        expect.stringContaining('Against what schools pay today nothing is known'),
        expect.stringContaining('buying the same separately nothing is known'),
      ],
    ]);
  });
});

describe('efficiency', () => {
  test('is what a delivered day costs in full, and how many of the days are used', () => {
    // Three visits of ten days: 30 of 100 days. 60,000 of pay and 20,000 of premises.
    expect(['efficiency.day', 'efficiency.delivered.adviser'].map((name) => of(name))).toEqual(
      Array(2).fill('2666.6667'),
    );
    expect(['utilisation', 'post.rate.adviser', 'stream.full.tiers.gold'].map((name) => of(name))).toEqual([
      '0.3000',
      '800.0000',
      '80000.0000',
    ]);
  });

  test('is overheads as a share of cost, take-up, and cost for each school that is reached', () => {
    // 70 days that nobody uses cost 42,000, and premises 20,000, of 80,000.
    expect(
      ['efficiency.overheads', 'efficiency.take_up.visit', 'efficiency.per_school', 'cost_per_pupil'].map((name) =>
        of(name),
      ),
    ).toEqual(['0.7750', '0.5000', '26666.6667', '133.3333']);
  });

  test('is what a unit of each service costs in full, and a day only of what is sold by the day', async () => {
    // Beside the 30 days of the tier 2 visits are sold, 20 days, and 12 places on courses, 10 days: 60 of 100 are used.
    const selling = put(
      put(company, ['services', 'visit', 'demand'], { per_member: '0.6667' }),
      ['services', 'course'],
      {
        kind: 'traded',
        unit: 'place',
        price: '90',
        delivery: { by: 'adviser', days: '0.8333', direct_cost: '40' },
        demand: { per_member: '4' },
      },
    );
    const figures = ['efficiency.sold.visit', 'efficiency.sold.course'].map((name) =>
      Number(of(name, {}, selling)).toFixed(1),
    );
    expect(figures).toEqual(['2.0', '12.0']);
    const unit = (id: string): number => Number(of(`efficiency.unit.${id}`, {}, selling));
    expect(unit('visit')).toBeCloseTo(Number(of('stream.full.services.visit', {}, selling)) / 2.0001, 3);
    expect(unit('course')).toBeCloseTo(Number(of('stream.full.services.course', {}, selling)) / 12, 3);
    expect(Number(of('stream.day.services.visit', {}, selling))).toBeCloseTo(unit('visit') / 10, 3);
    expect([of('stream.day.services.course', {}, selling), of('stream.day.tiers.gold', {}, selling)]).toEqual([
      'no figure',
      'no figure',
    ]);
    // All together: of what is sold by the day alone
    expect(of('stream.day', {}, selling)).toBe(of('stream.day.services.visit', {}, selling));
    const table = (await reported('value', selling, '--for-money')).find(
      ({ id }) => id === 'efficiency.services',
    ) as JsonTable;
    const told = table.rows.map(({ id, cells }) => [id, cells[3]?.text, cells[5] === null]);
    expect(told).toEqual([
      ['visit', 'day', false],
      ['course', 'place', true],
    ]);
  });

  test('has no figure of what there is not', () => {
    const idle = put(company, ['tiers', 'gold', 'includes'], undefined);
    expect(
      ['efficiency.day', 'efficiency.delivered.adviser', 'efficiency.take_up.visit', 'stream.day.tiers.gold'].map(
        (name) => of(name, {}, idle),
      ),
    ).toEqual(Array(4).fill('no figure'));
    expect(
      [
        'efficiency.delivered.nobody',
        'efficiency.overheads.more',
        'efficiency.constructor',
        'efficiency.delivered',
      ].map((name) => of(name)),
    ).toEqual(Array(4).fill('no figure'));
    expect(of('efficiency.per_school', {}, put(company, ['tiers', 'gold', 'joins'], '0%'))).toBe('no figure');
  });
});

describe('effectiveness', () => {
  const reading = (said: PlainMap): PlainMap =>
    put(company, ['indicators', 'reading'], { ...(INDICATORS.reading as PlainMap), ...said });

  test('is a change for the better, what it costs over its years, and what each point costs', () => {
    // Two years after 2025-26, each 80,000 in full: 160,000 for five points, or for five days fewer.
    expect(['change', 'room', 'cost', 'per_unit'].map((what) => of(`indicator.${what}.reading`))).toEqual([
      '0.0500',
      '0.2900',
      '160000.0000',
      '32000.0000',
    ]);
    expect(
      ['baseline', 'target', 'best', 'change', 'room', 'cost', 'per_unit'].map((what) =>
        of(`indicator.${what}.absence`),
      ),
    ).toEqual(['20.0000', '15.0000', '0.0000', '5.0000', '20.0000', '160000.0000', '32000.0000']);
  });

  test('rests on what it names, on all of a kind, or on all cost', () => {
    const at = (...names: readonly string[]) => of('indicator.cost.reading', {}, reading({ rests_on: names }));
    expect([at('tiers'), at('services.visit'), at('tiers', 'tiers.gold')]).toEqual([
      '160000.0000',
      '0.0000',
      '160000.0000',
    ]);
  });

  test('is unknown, and never zero, where a baseline or the cost is not known', async () => {
    const open = reading({ baseline: { value: '"unknown: not yet counted"', year: '2025' } });
    expect(['baseline', 'change', 'room', 'per_unit'].map((what) => of(`indicator.${what}.reading`, {}, open))).toEqual(
      Array(4).fill('unknown'),
    );
    expect(of('indicator.cost.reading', {}, open)).toBe('160000.0000');
    const late = reading({ target: { value: '76%', year: '2029' } });
    expect([of('indicator.change.reading', {}, late), of('indicator.cost.reading', {}, late)]).toEqual([
      '0.0500',
      'unknown',
    ]);
    const early = reading({ baseline: { value: '71%', year: '2020' }, target: { value: '76%', year: '2022' } });
    expect(of('indicator.cost.reading', {}, early)).toBe('unknown');
    expect(JSON.stringify(await reported('value', open, '--for-money'))).toContain(
      'the baseline is not known (not yet counted)',
    );
  });

  test('has nothing for each unit where no change is planned', async () => {
    const held = reading({ target: { value: '71%', year: '2027' } });
    expect(of('indicator.per_unit.reading', {}, held)).toBe('no figure');
    expect(JSON.stringify(await reported('value', held, '--for-money'))).toContain('no change is planned');
  });

  test('warns where the baseline leaves no room', async () => {
    const warned = async (said: PlainMap): Promise<boolean> =>
      JSON.stringify(await reported('value', reading(said), '--for-money')).includes('NO ROOM');
    const from = (value: string, more: PlainMap = {}): PlainMap => ({
      baseline: { value, year: '2025' },
      target: { value: '99%', year: '2027' },
      ...more,
    });
    expect(await warned(from('99%'))).toBe(true);
    // Five points of the best are within the margin, and a tenth more is not.
    expect(
      await Promise.all([warned(from('95%')), warned(from('94.9%')), warned(from('95%', { margin: '4%' }))]),
    ).toEqual([true, false, false]);
    expect(await warned({ ...from('99%'), best: undefined })).toBe(false);
  });

  test('has a margin for a number only where one is said', async () => {
    const nearly = (margin: string | undefined): PlainMap =>
      put(company, ['indicators'], {
        absence: {
          ...(INDICATORS.absence as PlainMap),
          baseline: { value: '2', year: '2025' },
          target: { value: '1', year: '2027' },
          margin,
        },
      });
    const warned = async (margin?: string): Promise<boolean> =>
      JSON.stringify(await reported('value', nearly(margin), '--for-money')).includes('NO ROOM');
    expect(await Promise.all([warned(), warned('2'), warned('1.9')])).toEqual([false, true, false]);
  });

  test('says where the model names no indicator', async () => {
    expect(JSON.stringify(await reported('value', put(company, ['indicators'], undefined), '--for-money'))).toContain(
      'names no indicators',
    );
  });
});

test('equity: who is better off, the share of fees over that of pupils, and the largest loss', async () => {
  const found = await reported('value', company, '--for-money');
  expect([0, 1, 2, 6].map((i) => cellAt(found, 'all', i))).toEqual(['0.5', '2', '1', '1000.00']);
  // A floor of 2,500 for all: oak and ash pay for more pupils than they have.
  const floored = put(company, ['tiers', 'gold', 'price', 'floor'], '2_500');
  expect(of('gains.over_share.today', { among: 'size=106-210' }, floored)).toBe((2500 / 8000 - 200 / 600).toFixed(4));
  expect(of('gains.largest_loss.today', {}, put(company, ['schools', 'named', 'elm', 'pays_now'], '5_000'))).toBe(
    '0.0000',
  );
});

describe('is refused with its place where', () => {
  const told = async (said: string): Promise<readonly string[]> =>
    (await refused(model({ rest: `indicators:\n  x: { unit: u, ${said} }\n` }))).told;
  const now = 'baseline: { value: 90%, year: 2025 }';

  test('a target is worse than the baseline, either way round', async () => {
    expect(await told(`${now}, target: { value: 80%, year: 2027 }`)).toEqual([
      expect.stringMatching(/^bad-value model\.yaml:10:/),
    ]);
    expect(
      await told('baseline: { value: 4, year: 2025 }, target: { value: 5, year: 2027 }, better: lower'),
    ).toHaveLength(1);
    const { err } = await refused(
      model({ rest: `indicators:\n  x: { unit: u, ${now}, target: { value: 80%, year: 2027 } }\n` }),
    );
    expect(err.replace(/\s+/g, ' ')).toContain('where less is better, write "better: lower"');
  });

  test('the best is below the baseline or the target', async () => {
    expect(await told(`${now}, target: { value: 96%, year: 2027 }, best: 95%`)).toHaveLength(1);
    expect(await told(`${now}, target: { value: 96%, year: 2027 }, best: 85%`)).toHaveLength(2);
    expect(
      await told('baseline: { value: 4, year: 2025 }, target: { value: 3, year: 2027 }, best: 5, better: lower'),
    ).toHaveLength(2);
  });

  test('a year is none, or the target is not after the baseline', async () => {
    expect(await told('baseline: { value: 9%, year: 25 }, target: { value: 9%, year: soon }')).toHaveLength(2);
    expect(await told(`${now}, target: { value: 92%, year: 2025 }`)).toEqual([expect.stringMatching(/^bad-value/)]);
  });

  test('percentages and numbers are mixed, a margin is below zero, or a value is none', async () => {
    expect(await told(`${now}, target: { value: 92, year: 2027 }`)).toHaveLength(1);
    expect(await told(`${now}, target: { value: 92%, year: 2027 }, margin: -1%`)).toHaveLength(1);
    expect(await told(`${now}, target: { value: many, year: 2027 }`)).toHaveLength(1);
    expect(await told(`${now}, target: { value: 92%, year: 2027 }, better: more`)).toEqual([
      expect.stringMatching(/^bad-choice/),
    ]);
  });

  test('what it rests on is not there, or a key is missing or unknown', async () => {
    expect(await told(`${now}, target: { value: 92%, year: 2027 }, rests_on: [tiers.mebership, tiers]`)).toEqual([
      expect.stringMatching(/^unknown-name/),
    ]);
    expect(await told(now)).toEqual([expect.stringMatching(/^missing-key/)]);
    expect(await told(`${now}, target: { value: 92%, year: 2027 }, most: 100%`)).toEqual([
      expect.stringMatching(/^unknown-key/),
    ]);
  });
});

test('a command line that asks for two things at once is told so', async () => {
  const at = { files: { [FILE]: yamlOf(company) } };
  expect((await play(['value', FILE, '--for-money', '--by', 'phase'], at)).code).toBe(2);
  expect((await play(['value', FILE, '--for-money', '--school', 'oak'], at)).code).toBe(2);
  expect((await play(['value', FILE, '--with', 'models/hep-2018.yaml'], at)).code).toBe(2);
  const files = { files: { [FILE]: yamlOf(put(company, ['indicators', 'reading', 'name'], '"=cmd() 🙂, a"')) } };
  expect((await play(['value', FILE, '--for-money', '--format', 'csv'], files)).out).not.toMatch(/(^|,)"?=cmd/m);
});

describe('what two tiers promise, and what years the model does not know', () => {
  const data: PlainMap = {
    buyin: '1',
    name: 'Two tiers',
    calendar: { starts: '2024-09', years: '3', year_starts: 'September' },
    schools: { groups: { some: { count: '10', phase: 'primary', type: 'academy', pupils: '100' } } },
    tiers: {
      bronze: { price: [{ flat: '100' }], joins: '50%', includes: { visit: { per_school: '1', take_up: '10%' } } },
      gold: { price: [{ flat: '900' }], joins: '50%', includes: { visit: { per_school: '10', take_up: '90%' } } },
    },
    services: { visit: { kind: 'traded', unit: 'day', price: '100' } },
    overheads: { all: { per_year: '10_000' } },
  };
  const files = (more: PlainMap = {}) => ({ files: { [FILE]: yamlOf({ ...data, ...more }) } });

  test('take-up is of all that the tiers promise: (5 × 1 × 10% + 5 × 10 × 90%) over 55 days', async () => {
    const { out } = await play(['explain', FILE, 'efficiency.take_up.visit', '--format', 'json'], files());
    expect(Number(JSON.parse(out).blocks[0].root.amount.value)).toBeCloseTo(45.5 / 55, 12);
    const gold = await play(
      ['explain', FILE, 'efficiency.take_up.visit', '--tier', 'gold', '--format', 'json'],
      files(),
    );
    expect(Number(JSON.parse(gold.out).blocks[0].root.amount.value)).toBe(0.9);
  });

  test('the cost of a change that began before the model is unknown, and not that of its later years', async () => {
    const indicators = {
      attendance: { unit: 'points', baseline: { value: '90', year: '2021' }, target: { value: '95', year: '2026' } },
    };
    const { out } = await play(['explain', FILE, 'indicator.cost.attendance'], files({ indicators } as PlainMap));
    expect(out.replace(/\s+/g, ' ')).toContain('the model starts with 2024-25, years after the baseline');
  });
});
