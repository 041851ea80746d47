import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellAt, type JsonTable, reported, rowOf, said } from '../report/answers.js';
import { FILE, models, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { ofRuns, runs } from '../support/runs.js';

/* The table of membership options, worked out by hand on a few schools. */

/**
 * Haringey's launch tariff on four schools: 210 pupils × £19 = 3,990; 630 × 19 = 11,970; 700 × 19 = 13,300, capped at
 * 12,500; 15,000.
 */
const model: PlainMap = {
  buyin: '1',
  name: 'Four schools',
  calendar: { starts: '2018-09', years: '2', year_starts: 'September' },
  schools: {
    named: {
      small: { phase: 'primary', type: 'community', pupils: '210', budget: '1_000_000' },
      large: { phase: 'primary', type: 'academy', pupils: '630' },
      largest: { phase: 'primary', type: 'academy', pupils: '700', budget: '3_000_000' },
      upper: { phase: 'secondary', type: 'academy', pupils: '1_300', sixth_form: 'yes' },
    },
    groups: { village: { count: '3', phase: 'primary', type: 'community', pupils: '50' } },
  },
  tiers: {
    membership: {
      price: [
        { when: { phase: 'primary' }, per_pupil: '19', floor: '1_000', cap: '12_500' },
        { when: { phase: 'secondary' }, flat: '15_000' },
      ],
      joins: '50%',
    },
  },
};
const listText = yamlOf({
  buyin: '1',
  name: 'A pound a pupil',
  tiers: { only: { price: { when: { phase: 'primary' }, per_pupil: '1' } } },
});

test('income, floors, caps and exposure are those worked out by hand', async () => {
  const blocks = await reported('tiers', model);
  // Three villages of 50 × 19 = 950 pay the floor of 1,000.
  expect(cellAt(blocks, 'tier.income')).toBe('46460.00');
  expect(cellAt(blocks, 'tier.schools')).toBe('7');
  expect([cellAt(blocks, 'tier.at_floor'), cellAt(blocks, 'tier.between'), cellAt(blocks, 'tier.at_cap')]).toEqual([
    '3',
    '3',
    '1',
  ]);
  expect(cellAt(blocks, 'tier.exposed')).toBe('15960.00'); // 3,990 + 11,970; neither the flat fee nor what floor and cap hold
  expect([cellAt(blocks, 'tier.floor_adds'), cellAt(blocks, 'tier.cap_takes')]).toEqual(['150.00', '800.00']);
  // £800 over the pupils of all schools but the one at the cap: 210 + 630 + 1,300 + 150.
  expect(Number(cellAt(blocks, 'tier.cap_per_pupil'))).toBeCloseTo(800 / 2290, 9);
  expect(Number(cellAt(blocks, 'tier.share_of_budget'))).toBeCloseTo((3990 + 12_500) / 4_000_000, 9);
  // Half of the seven schools are expected, and half of their fees for the first year.
  expect(cellAt(blocks, 'members')).toBe('3.5');
});

test('the cap of Haringey holds from 658 pupils, and a floor of £750 at £5 up to 150', async () => {
  const blocks = await reported('tiers', model);
  // 1,000 / 19 = 52.6 and 12,500 / 19 = 657.9.
  expect(rowOf(blocks, ':membership.0')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
    'primary',
    '1000.00',
    '52',
    '12500.00',
    '658',
  ]);
  const kent = await said([
    'tiers',
    'examples/borough',
    '--with',
    'models/kent-training-package.yaml',
    '--format',
    'csv',
  ]);
  expect(kent).toMatch(/kent training package,primary,750(\.00)?,150,/);
});

test('a price list is put on the same schools, and says whom it leaves out', async () => {
  const files = { [FILE]: yamlOf(model), 'list.yaml': listText };
  const { code, out, err } = await play(['tiers', FILE, '--with', 'list.yaml'], { files, width: 80 });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/Fees if all joined, £ +46,460 +1,690/); // 210 + 630 + 700 + 3 × 50
  expect(out).toContain('list has no price for upper.');
  for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
});

test('a model in the place of a list, an unknown list and a model without tiers are refused', async () => {
  const { tiers: _tiers, ...bare } = model;
  const files = { [FILE]: yamlOf(model), 'bare.yaml': yamlOf(bare as PlainMap) };
  expect(await play(['tiers', FILE, '--with', FILE], { files })).toMatchObject({
    code: 2,
    err: expect.stringContaining('--with takes a price list'),
  });
  expect(await play(['tiers', FILE, '--with', 'no.yaml'], { files })).toMatchObject({
    code: 2,
    err: expect.stringContaining('[no-file]'),
  });
  expect(await play(['tiers', 'bare.yaml'], { files })).toMatchObject({
    code: 2,
    err: expect.stringContaining('has no tiers'),
  });
  expect(await play(['explain', FILE, 'tier.income', '--among', 'phase=primry'], { files })).toMatchObject({
    code: 2,
    err: expect.stringContaining('phase=primary'),
  });
});

/** The number of a row in a column; zero where there is none. */
function numberAt({ rows, columns }: JsonTable, id: string, name: string): number {
  const column = columns.findIndex((each) => each.id === name);
  return Number(rows.find((row) => row.id === id)?.cells[column]?.value ?? 0);
}

/** Holds that some rows add to another in the columns of schools and fees. */
function adds(table: JsonTable, parts: readonly string[], whole: string): void {
  for (const name of ['tier.schools', 'tier.income']) {
    const sum = parts.reduce((all, id) => all + numberAt(table, id, name), 0);
    expect(sum).toBeCloseTo(numberAt(table, whole, name), 4);
  }
}

test('phases and sizes part the schools and their fees, on random models', async () => {
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(models, async (data) => {
      for (const block of await reported('tiers', data)) {
        if (block.kind !== 'table' || !block.id.startsWith('sizes.')) continue;
        tables++;
        const ids = block.rows.map(({ id }) => id);
        const phases = ids.filter((id) => id !== 'all' && !id.includes('.'));
        adds(block, phases, 'all');
        for (const phase of phases) {
          const sizes = ids.filter((id) => id.startsWith(`${phase}.`));
          if (sizes.length > 0) adds(block, sizes, phase);
        }
      }
    }),
    runs(25, 31),
  );
  expect(tables).toBeGreaterThan(ofRuns(20));
});

test('floors and caps stand by their prices and phases, in whichever order schools are named', async () => {
  const { named } = model.schools as { readonly named: PlainMap };
  const { tiers } = model as { readonly tiers: Readonly<Record<string, PlainMap>> };
  const capped = {
    ...tiers.membership,
    price: { when: { phase: '[primary, secondary]' }, per_pupil: '19', cap: '12_500' },
  };
  const labels = async (schools: PlainMap): Promise<(string | undefined)[]> => {
    const blocks = await reported('tiers', { ...model, schools: { named: schools }, tiers: { membership: capped } });
    return blocks.flatMap((block) =>
      block.kind === 'table' && block.id === 'limits' ? block.rows.map(({ cells }) => cells[1]?.text) : [],
    );
  };
  expect(await labels(named)).toEqual(['primary, secondary']);
  expect(await labels(Object.fromEntries(Object.entries(named).reverse()))).toEqual(['primary, secondary']);
});

test('a floor that is worked out of a school, and a cap that hangs on more than its pupils, are those of no one school', async () => {
  const tiers = {
    by_pupils: { price: { per_pupil: '19', floor: '=max(1_000, pupils * 10)', cap: '12_500' }, joins: '10%' },
    by_staff: { price: { per_pupil: '19', per: { teachers: '10' }, floor: '1_000', cap: '12_500' }, joins: '10%' },
    of_budgets: { price: { per: { budget: '0.1%' }, cap: '3_000' }, joins: '10%' },
  };
  const { named } = model.schools as { readonly named: Readonly<Record<string, PlainMap>> };
  const schools = Object.fromEntries(
    Object.entries(named).map(([id, said], i): [string, PlainMap] => [
      id,
      { ...said, drivers: { teachers: String(9 + i) } },
    ]),
  );
  const blocks = await reported('tiers', { ...model, schools: { drivers: ['teachers'], named: schools }, tiers });
  const limits = (id: string): (string | null | undefined)[] | undefined =>
    rowOf(blocks, id)?.map((cell) => cell?.value ?? cell?.text);
  // 1,000 / 19 = 52.6 and 12,500 / 19 = 657.9: pupils alone say when these begin and end to hold.
  expect(limits(':by_pupils.0')?.slice(1)).toEqual(['by school', '52', '12500.00', '658']);
  expect(limits(':by_staff.0')?.slice(1)).toEqual(['1000.00', 'by school', '12500.00', 'by school']);
  expect(limits(':of_budgets.0')?.slice(1)).toEqual([undefined, undefined, '3000.00', undefined]);
});

test('a school that nobody expects to join takes no tier', async () => {
  const text = `buyin: 1
name: Two tiers
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools:
  named:
    ash: { phase: primary, type: community, pupils: 200 }
    elm: { phase: primary, type: community, pupils: 100, joins: { 2026: 0%, 2027: 50% } }
tiers:
  gold: { price: { flat: 200 }, joins: 60%, collective: { voice: { name: A voice, worth: 500 } } }
  silver: { price: { flat: 100 }, joins: 40%, collective: { voice: { name: A voice, worth: 200 } } }
choice: { rule: best_value, because: heads compare }
`;
  const takes = async (school: string, year: string): Promise<boolean> => {
    const { out, err } = await play(['price', 'model.yaml', '--school', school, '--year', year], {
      files: { 'model.yaml': text },
      width: 160,
    });
    expect(err).toBe('');
    return /Takes it\b/.test(out);
  };
  expect([await takes('ash', '2026'), await takes('elm', '2026')]).toEqual([true, false]);
  expect([await takes('ash', '2027'), await takes('elm', '2027')]).toEqual([true, true]);
});
