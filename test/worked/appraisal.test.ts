import { describe, expect, test } from 'vitest';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { refused } from '../support/refused.js';

/* Options appraised: present values by the Green Book, scores, ranks and whether they survive, worked by hand. */

const company = (rest: PlainMap = {}): PlainMap => ({
  buyin: '1',
  name: 'Together',
  calendar: { starts: '2024-09', years: '5', year_starts: 'September' },
  schools: { named: { oak: { phase: 'primary', type: 'academy', pupils: '100' } } },
  contracts: { council: { kind: 'grant', per_year: '10_000', from: '2024-09', to: '2029-08' } },
  ...rest,
});

interface Cell {
  readonly text?: string;
  readonly value?: string | null;
  readonly figure?: Readonly<Record<string, unknown>>;
}
interface Block {
  readonly id: string;
  readonly lines?: readonly string[];
  readonly root?: { readonly amount: { readonly value: string | null } };
  readonly rows?: readonly { readonly id: string; readonly cells: readonly (Cell | null)[] }[];
}

async function told(
  argv: readonly string[],
  files: Readonly<Record<string, PlainMap>>,
): Promise<{ basis: readonly string[]; blocks: readonly Block[] }> {
  const texts = Object.fromEntries(Object.entries(files).map(([path, data]) => [path, yamlOf(data)]));
  const { code, out, err } = await play([...argv, '--format', 'json'], { files: texts });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

async function explained(data: PlainMap, figure: string, ...more: string[]): Promise<string | null | undefined> {
  const { blocks } = await told(['explain', FILE, figure, ...more], { [FILE]: data });
  return blocks[0]?.root?.amount.value;
}

/** A row of a table: texts, and numbers to two decimals. */
function rowOf(blocks: readonly Block[], table: string, row: string): readonly (string | undefined)[] | undefined {
  const found = blocks.find(({ id }) => id === table)?.rows?.find(({ id }) => id === row);
  return found?.cells
    .slice(1)
    .map((cell) => cell?.text ?? (cell?.value == null ? undefined : Number(cell.value).toFixed(2)));
}
const verdictOf = (blocks: readonly Block[]): string =>
  (blocks.find(({ id }) => id === 'verdict')?.lines ?? []).join(' ');

describe('present values', () => {
  // HM Treasury, The Green Book, A6: 10,000 x (1 + 1/1.035 + ... + 1/1.035^4), and the same a year later.
  test.each([
    [{}, '46730.79'],
    [{ timing: 'start_of_year' }, '46730.79'],
    [{ timing: 'end_of_year' }, '45150.52'],
    [{ discount: '0%' }, '50000.00'],
    // 10,000 x (1 - 1.1^-5) / 0.1
    [{ discount: '10%', timing: 'end_of_year' }, '37907.87'],
    // Prices that rise by 2% a year: 10,000 x (1 - v^5) / (1 - v), v = 1 / (1.035 x 1.02)
    [{ deflate_by: '2%' }, '44994.99'],
  ])('10,000 a year for five years under %j are worth %s', async (appraisal, value) => {
    const data = company({ appraisal });
    expect(await explained(data, 'npv.surplus')).toBe(value);
    const { blocks } = await told(['appraise', FILE], { [FILE]: data });
    expect(rowOf(blocks, 'money', 'company.surplus')).toEqual([value]);
  });

  test('say how money is counted', async () => {
    const said = async (appraisal: PlainMap) =>
      (await told(['appraise', FILE], { [FILE]: company({ appraisal }) })).basis.at(-1);
    expect(await said({})).toBe(
      'Discounted at 3.5% a year from year 0, 2024-25, money as at the start of its year (start_of_year); figures are not brought to one price level (deflate_by).',
    );
    expect(await said({ discount: '5%', timing: 'end_of_year', deflate_by: { 2025: '2%', 2027: '3%' } })).toBe(
      'Discounted at 5% a year from year 0, 2024-25, money as at the end of its year (end_of_year); in prices of 2024-25, by appraisal.deflate_by (2%, 3%).',
    );
  });

  /* Two schools join at 1,000 a year, of which one pays 1,500 today and the other has not said; the company costs 1,200 a year. */
  const members = company({
    contracts: undefined,
    calendar: { starts: '2024-09', years: '2', year_starts: 'September' },
    schools: {
      named: {
        oak: { phase: 'primary', type: 'academy', pupils: '100', pays_now: '1_500' },
        elm: { phase: 'primary', type: 'academy', pupils: '100', pays_now: '"unknown: the bursar is away"' },
      },
    },
    tiers: {
      membership: {
        price: { flat: '1_000' },
        joins: '100%',
        term: { invoice: 'membership_year', starts: 'September' },
      },
    },
    overheads: { office: { per_year: '1_200' } },
    appraisal: { discount: '0%', optimism: { cost: '10%', income: '25%' } },
  });

  test('are those of the company, of schools of which somebody knows, and of all together, for whom fees net out', async () => {
    const values = {
      'npv.from_schools': '4000.00',
      'npv.cost': '2400.00',
      'npv.surplus': '1600.00',
      'npv.otherwise': '3000.00',
      'npv.fees': '2000.00',
      'npv.schools': '1000.00',
      // 3,000 would be paid otherwise, and the work costs 2,400
      'npv.system': '600.00',
      'npv.members_unknown': '1',
      'npv.bias_cost': '240.00',
      'npv.bias_income': '1000.00',
      'npv.cautious': '360.00',
      'npv.income_may_fall': '0.4',
    };
    for (const [name, value] of Object.entries(values)) expect(await explained(members, name), name).toBe(value);
    expect(Number(await explained(members, 'npv.cost_may_rise'))).toBeCloseTo(1600 / 2400, 10);
  });

  test('leave what schools pay today in prices of today where money is deflated', async () => {
    const deflated = put(members, ['appraisal', 'deflate_by'], '25%');
    expect(await explained(deflated, 'npv.otherwise')).toBe('3000.00');
    // 1,000, and 1,000 over 1.25
    expect(await explained(deflated, 'npv.fees')).toBe('1800.00');
  });

  test('say of each option how they are counted where that differs', async () => {
    const data = {
      ...company({ appraisal: { discount: '5%' } }),
      options: '[base, impatient]',
      scenarios: { impatient: { appraisal: { discount: '9%' } } },
    };
    const { basis } = await told(['appraise', FILE], { [FILE]: data });
    const alike = basis.flatMap((line) => /^NOT ALL ALIKE: (\w+): discounted at (\S+)/.exec(line)?.slice(1) ?? []);
    expect(alike).toEqual(['base', '5%', 'impatient', '9%']);
  });

  test('of schools and of all together are unknown where nobody says what any school pays', async () => {
    const nobody = put(members, ['schools', 'named', 'oak', 'pays_now'], undefined);
    for (const name of ['npv.otherwise', 'npv.schools', 'npv.system'])
      expect(await explained(nobody, name), name).toBeNull();
    expect(await explained(nobody, 'npv.surplus')).toBe('1600.00');
  });

  test('are unknown with the discount rate, and no others', async () => {
    const { blocks } = await told(['appraise', FILE], {
      [FILE]: put(members, ['appraisal', 'discount'], '"unknown: the board has not met"'),
    });
    expect(rowOf(blocks, 'money', 'company.surplus')).toEqual([undefined]);
    expect(rowOf(blocks, 'money', 'schools.members_unknown')).toEqual(['1.00']);
  });

  test('go by months where a year is short or a charge belongs to two years', async () => {
    // From January to August: eight of the twelve months, at 1,000 and 1,500 a year.
    const short = put(
      { ...members, calendar: { starts: '2025-01', years: '1', year_starts: 'September' } },
      ['tiers', 'membership', 'term'],
      {
        invoice: 'membership_year',
        starts: 'January',
      },
    );
    expect(await explained(short, 'npv.otherwise')).toBe('1000.00');
    expect(await explained(short, 'npv.fees')).toBe('666.67');
  });

  test('of each model carry its path and what the command line sets', async () => {
    const files = { [FILE]: company(), 'other.yaml': company({ name: 'Apart' }) };
    const { blocks } = await told(['appraise', FILE, 'other.yaml', '--set', 'contracts.council.per_year=9_000'], files);
    const cells = blocks
      .find(({ id }) => id === 'money')
      ?.rows?.find(({ id }) => id === 'company.surplus')
      ?.cells.slice(1);
    expect(cells?.map((cell) => cell?.figure)).toEqual(
      [FILE, 'other.yaml'].map((model) => ({
        figure: 'npv.surplus',
        set: ['contracts.council.per_year=9_000'],
        model,
      })),
    );
  });
});

/* Three options: grants of 10,000, 20,000 and 40,000 a year, and a board's own scores. */
const grant = (amount: string): PlainMap => ({ contracts: { council: { per_year: amount } } });
const ranked = (criteria: PlainMap): PlainMap =>
  company({
    calendar: { starts: '2024-09', years: '1', year_starts: 'September' },
    contracts: { council: { kind: 'grant', per_year: '10_000', from: '2024-09', to: '2025-08' } },
    options: '[base, more, most]',
    scenarios: { more: grant('20_000'), most: grant('40_000'), no_score: grant('40_000') },
    appraisal: { criteria },
  });
const money: PlainMap = { weight: '60', range: { low: '30', high: '60' }, figure: 'surplus', better: 'higher' };
const voice: PlainMap = {
  weight: '40',
  range: { low: '40', high: '70' },
  scores: { base: '90', more: '50', most: '20' },
};
const appraised = async (data: PlainMap, ...more: string[]) =>
  (await told(['appraise', FILE, ...more], { [FILE]: data })).blocks;

describe('scores and ranks', () => {
  test('put the best figure at 100, the worst at 0 and others between, and leave given scores as they are', async () => {
    const blocks = await appraised(ranked({ money, voice }));
    expect(rowOf(blocks, 'criteria', 'money.score')).toEqual([undefined, '0.00', '33.33', '100.00']);
    expect(rowOf(blocks, 'criteria', 'voice.score')).toEqual([undefined, '90.00', '50.00', '20.00']);
    // 0.6 x 100 + 0.4 x 20 = 68; 0.6 x 33.33 + 0.4 x 50 = 40; 0.4 x 90 = 36
    expect(rowOf(blocks, 'ranking', 'total')).toEqual([undefined, '36.00', '40.00', '68.00']);
    expect(rowOf(blocks, 'ranking', 'rank')).toEqual([undefined, '3', '2', '1']);
    expect(rowOf(blocks, 'ranking', 'money')).toEqual(['0.60', '0.00', '20.00', '60.00']);
  });

  test('count a lower figure as better where that is said', async () => {
    const blocks = await appraised(ranked({ money: { ...money, better: 'lower' } }));
    expect(rowOf(blocks, 'criteria', 'money.score')).toEqual([undefined, '100.00', '66.67', '0.00']);
  });

  test('say nothing by a figure that is the same for all', async () => {
    const blocks = await appraised(ranked({ same: { ...money, figure: 'members' }, voice }));
    expect(rowOf(blocks, 'criteria', 'same.score')).toEqual([undefined, '100.00', '100.00', '100.00']);
    expect(rowOf(blocks, 'ranking', 'rank')).toEqual([undefined, '1', '2', '3']);
  });

  test('tell a tie as a tie', async () => {
    const blocks = await appraised(ranked({ voice: { weight: '5', scores: { base: '70', more: '70', most: '20' } } }));
    expect(rowOf(blocks, 'ranking', 'rank')).toEqual([undefined, '1=', '1=', '3']);
    expect(verdictOf(blocks)).toBe(
      'TIE for the first place, with 70.0 points each: base, more. No option is first alone.',
    );
    expect(blocks.map(({ id }) => id)).not.toContain('robustness');
  });

  test('leave an option of which something is unknown out of the ranking, and out of the scale of the others', async () => {
    const open = { base: '90', more: '50', most: '"unknown: nobody was asked"' };
    const blocks = await appraised(ranked({ money, voice: { ...voice, scores: open } }));
    expect(rowOf(blocks, 'ranking', 'rank')).toEqual([undefined, '2', '1', 'NOT RANKED']);
    expect(rowOf(blocks, 'criteria', 'money.score')).toEqual([undefined, '0.00', '100.00', undefined]);
    expect(verdictOf(blocks)).toContain('NOT RANKED: most, of which voice is unknown: nobody was asked.');
  });

  test('are those of the scenarios that the command line names; what is tried on an option leaves its scores', async () => {
    const data = put(ranked({ money, voice }), ['scenarios', 'small'], {
      add: { overheads: { office: { per_year: '5_000' } } },
    });
    const blocks = await appraised(data, '--scenario', 'base+small', '--scenario', 'most', '--scenario', 'no_score');
    expect(rowOf(blocks, 'criteria', 'money')?.slice(1)).toEqual(['5000.00', '40000.00', '40000.00']);
    expect(rowOf(blocks, 'criteria', 'voice')?.slice(1)).toEqual(['90.00', '20.00', undefined]);
    expect(verdictOf(blocks)).toContain(
      'NOT RANKED: no score, of which voice is unknown: nobody has scored no_score on voice.',
    );
  });

  test('rank nothing where there are no criteria', async () => {
    expect(verdictOf(await appraised(company()))).toBe(
      'The model states no criteria (appraisal.criteria), so nothing is ranked.',
    );
  });

  test('read models side by side by the criteria of the first, each with its own scores', async () => {
    const files = {
      [FILE]: ranked({ money, voice }),
      'other.yaml': company({
        name: 'Apart',
        appraisal: { criteria: { voice: { weight: '1', scores: { base: '100' } } } },
      }),
    };
    const { blocks, basis } = await told(['appraise', FILE, 'other.yaml'], files);
    expect(rowOf(blocks, 'criteria', 'voice')?.slice(1)).toEqual(['90.00', '50.00', '20.00', '100.00']);
    expect(basis).toContain(`Criteria and weights are those of ${FILE}.`);
  });
});

describe('whether the first place survives', () => {
  test('is asked of every weighting within the ranges at once, and of one weight at a time', async () => {
    const blocks = await appraised(ranked({ money, voice }));
    // most leads base by 60 - 28 = 32; at money 30 and voice 70 by 30 - 49 = -19
    expect(rowOf(blocks, 'robustness', 'base')).toEqual(['32.00', '-19.00', 'YES', 'money 30, voice 70']);
    // more: 66.67 and -30: at 30 and 70 it is 20 - 21 = -1
    expect(rowOf(blocks, 'robustness', 'more')).toEqual(['28.00', '-1.00', 'YES', 'money 30, voice 70']);
    expect(verdictOf(blocks)).toContain(
      'It does not stay first at every weighting within the ranges: base overtakes it, for example at money 30, voice 70;',
    );
    // 100 w = 70 x 40 against base and 66.67 w = 30 x 40 against more: 28, and 18 which is further; 60 x 100 = 70 v:
    // 85.71
    expect(rowOf(blocks, 'switching', 'money')).toEqual(['60.00', '30 to 60', '28.00', 'base', 'no']);
    expect(rowOf(blocks, 'switching', 'voice')).toEqual(['40.00', '40 to 70', '85.71', 'base', 'no']);
  });

  test('is yes where no corner of the ranges turns it', async () => {
    const blocks = await appraised(
      ranked({
        money: { ...money, range: { low: '50', high: '80' } },
        voice: { ...voice, range: { low: '30', high: '45' } },
      }),
    );
    expect(verdictOf(blocks)).toContain('It stays first at every weighting within the ranges.');
    expect(rowOf(blocks, 'robustness', 'base')?.[2]).toBe('never');
  });

  test('says of an option that is best in all that nothing can turn it', async () => {
    const blocks = await appraised(
      ranked({ money, voice: { ...voice, scores: { base: '10', more: '20', most: '20' } } }),
    );
    expect(verdictOf(blocks)).toContain('no option is better than most on any criterion');
    expect(rowOf(blocks, 'switching', 'voice')?.slice(2)).toEqual(['none', undefined, undefined]);
  });

  test('says where the first is only level at the edge of a range', async () => {
    // base is level at money 28 and voice 40
    const blocks = await appraised(
      ranked({ money: { ...money, range: { low: '28', high: '60' } }, voice: { ...voice, range: undefined } }),
    );
    expect(verdictOf(blocks)).toContain(
      'No option overtakes it within the ranges, but it is not always first alone: base is level at money 28.',
    );
    expect(rowOf(blocks, 'switching', 'money')).toEqual(['60.00', '28 to 60', '28.00', 'base', 'YES']);
  });

  test('is not asked where no weight may move', async () => {
    const blocks = await appraised(
      ranked({ money: { ...money, range: undefined }, voice: { ...voice, range: undefined } }),
    );
    expect(verdictOf(blocks)).toContain('No weight has a range, so it is not asked');
    expect(rowOf(blocks, 'switching', 'money')?.[1]).toBe('held');
  });
});

test('what each option is worth more is held against the option that is named, or the first', async () => {
  const data = ranked({ money, voice });
  expect(rowOf(await appraised(data), 'against', 'npv.surplus')).toEqual(['10000.00', '30000.00']);
  expect(rowOf(await appraised(put(data, ['appraisal', 'against'], 'more')), 'against', 'npv.surplus')).toEqual([
    '-10000.00',
    '20000.00',
  ]);
});

describe('what is wrong is told in its place', () => {
  const of = (criterion: PlainMap, id = 'money') =>
    put(ranked({ money, voice }), ['appraisal', 'criteria', id], criterion);
  const scores = (given: PlainMap) => of({ ...voice, scores: given }, 'voice');
  const appraisal = (given: PlainMap) => put(ranked({ money, voice }), ['appraisal'], given);
  const both = (weight: string) =>
    ranked({ money: { ...money, weight, range: undefined }, voice: { ...voice, weight, range: undefined } });
  test.each([
    ['weights that are all zero', both('0'), 'bad-value', 'no other criterion has one'],
    ['a negative weight', of({ ...money, weight: '-1' }), 'bad-value', 'it is below zero'],
    [
      'a weight that is not known',
      of({ ...money, weight: 'unknown', range: undefined }),
      'bad-value',
      'cannot be unknown',
    ],
    [
      'an end of a range that is not known',
      of({ ...money, range: { low: 'unknown', high: '90' } }),
      'bad-value',
      'cannot be unknown',
    ],
    [
      'a range from high to low',
      of({ ...money, range: { low: '70', high: '50' } }),
      'bad-value',
      'it is above the high end, 50',
    ],
    ['a weight below its range', of({ ...money, weight: '20' }), 'bad-value', 'it is below the low end, 30'],
    ['a weight above its range', of({ ...money, weight: '61' }), 'bad-value', 'it is above the high end, 60'],
    ['a figure that does not exist', of({ ...money, figure: 'surpluss' }), 'unknown-figure', 'did you mean "surplus"?'],
    ['a figure of one school', of({ ...money, figure: 'fee' }), 'bad-value', 'it is of one school'],
    ['a figure without a direction', of({ weight: '1', figure: 'surplus' }), 'missing-key', 'has no "better"'],
    ['neither figure nor scores', of({ weight: '1' }), 'missing-key', 'neither "figure" nor "scores"'],
    [
      'figure and scores',
      of({ ...money, scores: { base: '1', more: '1', most: '1' } }),
      'either-or',
      'counted or judged',
    ],
    [
      'scores of which less is better',
      of({ ...voice, better: 'lower' }, 'voice'),
      'either-or',
      'a higher score is a better one',
    ],
    ['a year that is not projected', of({ ...money, year: '2031' }), 'unknown-name', 'there is no year "2031"'],
    ['scores that miss an option', scores({ base: '1', more: '2' }), 'missing-key', 'no "most"'],
    [
      'scores of an unknown option',
      scores({ base: '1', more: '2', most: '3', mots: '4' }),
      'unknown-scenario',
      'did you mean "most"?',
    ],
    ['a score above 100', scores({ base: '101', more: '2', most: '3' }), 'bad-value', 'it is above 100'],
    [
      'an option that is no scenario',
      { ...ranked({}), options: '[base, mots]' },
      'unknown-scenario',
      'did you mean "most"?',
    ],
    [
      'an option to hold against that is none',
      appraisal({ against: 'no_score' }),
      'unknown-name',
      'there is no option "no_score"',
    ],
    ['a discount rate above 100%', appraisal({ discount: '350%' }), 'bad-value', 'it is above 100%'],
    ['another timing', appraisal({ timing: 'mid_year' }), 'bad-choice', 'start_of_year'],
  ])('%s', async (_, data, code, says) => {
    const { told: codes, err } = await refused({ [FILE]: yamlOf(data) }, ['appraise', FILE]);
    expect(codes).toHaveLength(1);
    expect(codes[0]).toMatch(new RegExp(`^${code} ${FILE}:\\d+:\\d+$`));
    expect(err.replace(/\s+/g, ' ')).toContain(says);
    // `check` finds it as well, without the appraisal being asked for.
    const { err: checked } = await play(['check', FILE], { files: { [FILE]: yamlOf(data) } });
    expect(checked).toContain(`[${code}]`);
  });

  test('two models of one name, and a price list', async () => {
    const files = { [FILE]: yamlOf(company()), 'other.yaml': yamlOf(company()) };
    const { told: codes, err } = await refused(files, ['appraise', FILE, 'other.yaml']);
    expect(codes).toEqual(['bad-value other.yaml:2:7']);
    expect(err).toContain('first here');
    expect(await play(['appraise', 'models/hep-2018.yaml'])).toMatchObject({ code: 2, out: '' });
    expect(
      (await refused({ [FILE]: yamlOf(company()) }, ['appraise', FILE, '--scenario', 'none'], {}, 2)).told,
    ).toEqual(['unknown-scenario']);
  });
});

describe('what stands on the page', () => {
  const shown = (line: string | undefined): number[] =>
    [...(line ?? '').matchAll(/ (\(?)([\d,]+)\)?(?= |$)/g)].map(
      ([, minus, digits = '']) => Number(digits.replace(/,/g, '')) * (minus === '(' ? -1 : 1),
    );

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('differences are those of the amounts as shown, %i', async (turn) => {
    const amount = (of: number): string => `${1_000 * turn + of}.${((17 * turn * of) % 90) + 10}`;
    const data = company({
      contracts: { council: { kind: 'grant', per_year: amount(3) } },
      overheads: { rent: { per_year: amount(7) } },
      scenarios: {
        more: { because: 'm', contracts: { council: { per_year: amount(31) } } },
        less: { because: 'l', overheads: { rent: { per_year: amount(57) } } },
      },
      options: ['base', 'more', 'less'] as never,
      appraisal: { optimism: { cost: '5%', income: '10%' } },
    });
    const { out } = await play(['appraise', FILE], { files: { [FILE]: yamlOf(data) }, width: 120 });
    const [before = '', after = ''] = out.split('Net present value, less that of');
    for (const [above, below] of [
      ['Net present value ', 'Company '],
      ['After optimism bias ', '  after optimism bias '],
    ] as const) {
      const [base = 0, ...others] = shown(before.split('\n').find((line) => line.startsWith(above)));
      expect(shown(after.split('\n').find((line) => line.startsWith(below)))).toEqual(others.map((it) => it - base));
    }
  });

  test('a switching value below zero is named once', async () => {
    const data = company({ overheads: { rent: { per_year: '12_000' } }, appraisal: {} });
    const { out } = await play(['appraise', FILE], { files: { [FILE]: yamlOf(data) }, width: 120 });
    expect(out).toMatch(/zero if costs rise \(fall\) by +\(16\.7%\)/);
    expect(out).not.toMatch(/(fall|more) by +\(/);
  });
});
