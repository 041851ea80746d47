import { describe, expect, test } from 'vitest';
import { effectsOf, inputsOf, registerOf } from '../../src/analysis/index.js';
import { monthOf } from '../../src/language/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, project } from '../../src/projection/index.js';
import { reported } from '../report/answers.js';
import { FILE, modelOf, type PlainMap, projectionOf, put, sourceOf, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* The register of assumptions: what each does across its range, and how far it can be trusted. */

const looked = { source: 'Invented', owner: 'finance lead' };
const company: PlainMap = {
  buyin: '1',
  name: 'Assumed',
  calendar: { starts: '2024-09', years: '2', year_starts: 'September' },
  assumptions: {
    buy_in: { value: '50%', range: { low: '40%', high: '80%' }, basis: 'measured', ...looked },
    fee: { value: '1_000', basis: 'estimate', ...looked, review_by: '2024-01' },
    rent: { value: { 2024: '500', 2025: '600' }, basis: 'illustrative', source: 'Invented' },
    share: { value: '95%', ...looked, basis: 'published' },
    council: { value: '"unknown: not decided"', ...looked },
  },
  schools: { groups: { all: { count: '10', phase: 'primary', type: 'academy', pupils: '200', pays_now: '1_050' } } },
  tiers: { gold: { price: { flat: '=fee' }, joins: '=buy_in' } },
  overheads: { rent: { per_year: '=rent' } },
};

const { effects, register } = (() => {
  const model = modelOf(company);
  return {
    effects: effectsOf(sourceOf(company), { scenarios: [], sets: [] }, project(model), () => undefined),
    register: registerOf(model, monthOf('2024-06') as number),
  };
})();
const of = (id: string) => effects.get(id);
const at = (id: string, end: 'low' | 'high'): string | undefined => of(id)?.[end].outcomes?.reserves.exact.toFixed(2);

test('inputs are found by their place in the model: a dated value by its dates, one of two kinds in both', () => {
  const projection = projectionOf({
    ...company,
    overheads: { rent: { per_year: '=rent' }, cards: { per: { members: '=fee' } } },
  });
  const [year] = periodsOf(projection.model.calendar, 'year');
  const inputs = inputsOf([figureOf(projection, 'surplus', year as Period)]);
  expect([...inputs.keys()].filter((path) => path.startsWith('assumptions')).sort()).toEqual([
    'assumptions.buy_in.value',
    'assumptions.fee.value',
    'assumptions.rent.value.2024',
  ]);
  expect(
    inputs
      .get('assumptions.fee.value')
      ?.map(({ kind }) => kind)
      .sort(),
  ).toEqual(['money', 'price']);
});

describe('what an assumption does', () => {
  test('over its stated range', () => {
    // 10 schools at £1,000 in two years, less 1,100 of rent
    expect([at('buy_in', 'low'), at('buy_in', 'high'), of('buy_in')?.swing?.exact.toFixed(2)]).toEqual([
      '6900.00',
      '14900.00',
      '8000.00',
    ]);
    expect(of('buy_in')?.isStated).toBe(true);
  });

  test('or a tenth either way, every dated value with its date, and never above the whole', () => {
    expect([at('fee', 'low'), at('fee', 'high')]).toEqual(['7900.00', '9900.00']);
    expect(of('rent')?.low.sets).toEqual(['assumptions.rent.value.2024=450', 'assumptions.rent.value.2025=540']);
    expect([at('rent', 'low'), at('rent', 'high')]).toEqual(['9010.00', '8790.00']);
    expect(of('share')?.high.text).toBe('100%');
  });

  test('over a stated range at each date of a dated value, as if that were its value throughout', () => {
    const rent = { value: { 2024: '500', '2025-03': '600' }, range: { low: '300', high: '900' }, ...looked };
    const data = { ...company, assumptions: { ...(company.assumptions as PlainMap), rent } };
    const found = effectsOf(sourceOf(data), { scenarios: [], sets: [] }, projectionOf(data), () => undefined).get(
      'rent',
    );
    expect(found?.low).toMatchObject({
      text: '300',
      sets: ['assumptions.rent.value.2024=300', 'assumptions.rent.value.2025-03=300'],
    });
    expect([found?.low, found?.high].map((end) => end?.outcomes?.reserves.exact.toFixed(2))).toEqual([
      '9400.00',
      '8200.00',
    ]);
  });

  test('from the lowest to the highest of its states', () => {
    const states = {
      kept: { value: '700', probability: '60%' },
      cut: { value: '400', probability: '30%' },
      none: { value: '0', probability: '10%' },
    };
    const data = {
      ...company,
      assumptions: { ...(company.assumptions as PlainMap), rent: { value: '700', states, ...looked } },
    };
    const found = effectsOf(sourceOf(data), { scenarios: [], sets: [] }, projectionOf(data), () => undefined).get(
      'rent',
    );
    expect(found).toMatchObject({ isStated: true, low: { text: '0' }, high: { text: '700' } });
  });

  test('on the share of schools that is better off', () => {
    expect(
      [of('fee')?.low.outcomes?.better, of('fee')?.high.outcomes?.better].map((rate) => rate?.exact.toFixed(0)),
    ).toEqual(['1', '0']);
  });

  test('is not tried where its value is no number', () => {
    expect(of('council')).toBeUndefined();
  });
});

test('evidence is good, fair or weak by its basis, its source, its owner and its review', () => {
  expect(register.map(({ id, quality, isOverdue }) => [id, quality, isOverdue])).toEqual([
    ['buy_in', 'good', false],
    ['fee', 'weak', true],
    ['rent', 'weak', false],
    ['share', 'good', false],
    ['council', 'weak', false],
  ]);
});

test('an end of a range that makes no model is told, and so is what could not be tried', async () => {
  const range = { low: '40%', high: '140%' };
  const data = {
    ...company,
    assumptions: { ...(company.assumptions as PlainMap), buy_in: { value: '50%', range, ...looked } },
  };
  const { code, out } = await play(['assumptions', FILE, '--as-of', '2024-06'], { files: { [FILE]: yamlOf(data) } });
  expect(code).toBe(0);
  expect(out).toContain(
    `buy in at 140% makes no model: ${FILE}:12:13: "140%" is not a share from 0%\nto 100%: it is above 100%.`,
  );
  expect(out).toContain('No good evidence, and no effect that could be worked out: buy in, council.');
  expect(out).toContain('council: unknown: not decided is no number that could be moved');
  expect(out).toContain('Jan 2024 OVERDUE');
});

describe('nothing heads the list', () => {
  const lines = async (data: PlainMap): Promise<readonly string[]> => {
    const [first] = await reported('assumptions', data, '--as-of', '2023-06');
    return first?.kind === 'text' ? first.lines : [];
  };
  const having = (assumptions: PlainMap, more: PlainMap = {}): PlainMap => ({
    ...company,
    assumptions,
    overheads: {},
    ...more,
  });
  const fee = (basis: string): PlainMap => ({
    buy_in: { value: '50%', basis: 'measured', ...looked },
    fee: { value: '1_000', basis, ...looked },
  });
  const GOOD = 'None: no large one rests on weak evidence.';

  test('where what matters rests on good evidence, which is said only then', async () => {
    expect(await lines(having(fee('published')))).toContain(GOOD);
    expect(await lines(having(fee('estimate')))).toEqual([]);
  });

  test('where no effect could be worked out, which is no comfort', async () => {
    const found = await lines(having(fee('estimate'), { reserves: { opening: 'unknown' } }));
    expect(found).toContain('Not known: no effect could be worked out.');
    expect(found).toContain('No good evidence, and no effect that could be worked out: fee.');
    expect(found).not.toContain(GOOD);
  });

  test('where some effect could not be, which may be large', async () => {
    const found = await lines(having({ ...fee('published'), council: { value: '"unknown: not decided"', ...looked } }));
    expect(found).toContain('None: of those whose effect could be worked out, no large one rests on weak evidence.');
    expect(found).toContain('No good evidence, and no effect that could be worked out: council.');
  });

  test('where nothing moves reserves', async () => {
    const idle = having(
      { idle: { value: '5', ...looked } },
      { tiers: { gold: { price: { flat: '9' }, joins: '100%' } } },
    );
    expect(await lines(idle)).toContain('None: nothing that could be tried moves reserves.');
  });

  test('where there are no assumptions, of which nothing else is told', async () => {
    const data = put(
      having({}, { tiers: { gold: { price: { flat: '9' }, joins: '100%' } } }),
      ['assumptions'],
      undefined,
    );
    const blocks = await reported('assumptions', data);
    expect(blocks.map(({ id }) => id)).toEqual(['none']);
    expect(await lines(data)).toEqual(['The model has no assumptions.']);
  });
});

test('headings are whole, thousands have commas, and a tenth either way is told where there is one', async () => {
  const told = async (data: PlainMap) => {
    const table = (await reported('assumptions', data)).find(({ id }) => id === 'effects');
    return table?.kind === 'table' ? table : undefined;
  };
  const table = await told(company);
  expect(table?.columns.map(({ heading }) => heading)).toEqual([
    ...[
      'Assumption',
      'Value',
      'Range',
      'Reserves, low',
      'Reserves, high',
      'Moves by',
      'Better off, low',
      'Better off, high',
    ],
  ]);
  expect(table?.rows.find(({ id }) => id === 'fee')?.cells.map((cell) => cell?.text)).toEqual(
    expect.arrayContaining(['fee', '1,000', '900 to 1,100 *']),
  );
  expect(table?.notes[0]).toBe('* The file states no range: a tenth either way.');
  const stated = put(company, ['assumptions'], {
    buy_in: { value: '50%', range: { low: '40%', high: '80%' }, ...looked },
  });
  const ranged = await told({ ...stated, tiers: { gold: { price: { flat: '9' }, joins: '=buy_in' } }, overheads: {} });
  expect(ranged?.notes).toEqual([
    'Low and high are the ends of the range, whichever way they move the result. Moves by: the highest over all of the range less the lowest, its inside as well as its ends.',
  ]);
});

test('one that a scenario alone uses says where', async () => {
  const scenarios: PlainMap = { some: { because: 'fewer join', tiers: { gold: { joins: '=buy_in * share' } } } };
  const used = async (data: PlainMap): Promise<string | undefined> => {
    const blocks = await reported('assumptions', data, '--as-of', '2024-06');
    const rows = blocks.flatMap((block) => (block.kind === 'table' && block.id === 'evidence' ? block.rows : []));
    return rows.find(({ id }) => id === 'share')?.cells[5]?.text;
  };
  expect(await used(company)).toBe('nowhere');
  expect(await used({ ...company, scenarios })).toBe('scenarios.some.tiers.gold.joins');
});

test('what is no month is refused', async () => {
  expect(await play(['assumptions', 'examples/borough', '--as-of', 'soon'])).toMatchObject({
    code: 2,
    err: 'error: soon is no month: write it as 2026-11\n',
  });
});
