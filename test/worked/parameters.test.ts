import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { monthOf } from '../../src/language/index.js';
import type { Model } from '../../src/model/index.js';
import { modelOf } from '../support/models.js';

/* The national parameters that are shipped: each with its source and how far it is known, and what was published by November 2026. */

const england = modelOf({
  buyin: '1',
  name: 'England',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  parameters: 'england',
  schools: { named: { school: { phase: 'primary', type: 'academy', pupils: '420' } } },
  tiers: { gold: { price: { flat: '1' }, joins: '100%' } },
}).parameters as NonNullable<Model['parameters']>;
const at = (month: string): number => monthOf(month) as number;

type Block = Readonly<Record<string, unknown>>;
const file = parse(readFileSync('models/parameters/england.yaml', 'utf8')) as Readonly<Record<string, Block>>;
const COLLECTIONS = ['pensions', 'company_sizes', 'minimum_per_pupil', 'scales', 'pay_awards'];

describe('each block says where it comes from, and how far it is known', () => {
  const singles = ['employer_ni', 'employment_allowance', 'apprenticeship_levy', 'corporation_tax', 'vat'].map(
    (id) => [id, file[id] as Block] as const,
  );
  const named = COLLECTIONS.flatMap((id) =>
    Object.entries(file[id] as Block).map(([name, block]) => [`${id}.${name}`, block as Block] as const),
  );

  test('no block is left out', () => {
    const known = ['buyin', 'name', 'basis', ...singles.map(([id]) => id), ...COLLECTIONS];
    expect(Object.keys(file).sort()).toEqual(known.sort());
  });

  test.each([...singles, ...named])('%s', (id, block) => {
    expect(String(block.source).length).toBeGreaterThan(20);
    // Awards are known to the last that is given.
    if (!id.startsWith('pay_awards.')) expect(monthOf(String(block.known_to))).toBeGreaterThanOrEqual(at('2026-03'));
  });
});

test.each([
  ['minimum funding, primary', england.minimumPerPupil.get('primary')?.in(at('2026-04')), '5115'],
  ['minimum funding, secondary', england.minimumPerPupil.get('secondary')?.in(at('2027-03')), '6640'],
  ['threshold of National Insurance', england.employerNi?.thresholdYear.in(at('2031-03')), '5000'],
  ['local government pensions', england.pensions.get('local_government')?.rate.in(at('2017-04')), '0.236'],
  ['local government pensions', england.pensions.get('local_government')?.rate.in(at('2020-03')), '0.236'],
  ['teachers, 2026', england.payAwards.get('teachers')?.byYear.get(2026)?.percent, '0.035'],
  ['teachers, 2027', england.payAwards.get('teachers_leadership')?.byYear.get(2027)?.percent, '0.03'],
  ['Soulbury, 2023', england.payAwards.get('soulbury')?.byYear.get(2023)?.percent, '0.04'],
  ['Soulbury, point 42', england.scales.get('soulbury')?.points.get(42)?.in(at('2024-09')), '95925'],
  ['Soulbury, point 52', england.scales.get('soulbury')?.points.get(52)?.in(at('2025-08')), '115303'],
])('%s', (_, figure, value) => {
  expect(figure?.exact.toString()).toBe(value);
  expect(figure?.detail.held).toBeUndefined();
});

test('what was not in the published text is unknown, and what is not agreed is not there', () => {
  expect(england.scales.get('soulbury')?.points.get(42)?.in(at('2025-09'))?.isKnown).toBe(false);
  expect(england.payAwards.get('njc')?.byYear.has(2026)).toBe(false);
  expect(england.payAwards.get('soulbury')?.byYear.has(2026)).toBe(false);
  expect(england.pensions.get('local_government')?.rate.in(at('2026-04'))?.detail.held?.knownTo).toBe(at('2026-03'));
});

test('the month in which each late award of local government was paid', () => {
  const paid = [...(england.payAwards.get('njc')?.byYear ?? [])].map(([year, award]) => [year, award.paid] as const);
  expect(paid).toEqual([
    [2017, undefined],
    [2018, undefined],
    [2019, undefined],
    [2020, at('2020-10')],
    [2021, at('2022-03')],
    [2022, at('2022-11')],
    [2023, at('2023-11')],
    [2024, at('2024-11')],
    [2025, at('2025-08')],
  ]);
});

test('the Soulbury award of 2023 joins the spine of September 2020 to that of September 2024', () => {
  // https://aep.org.uk/support/soulbury-payscales-202021, every tenth point.
  const spine = [
    [1, 36_419],
    [10, 48_009],
    [20, 60_283],
    [30, 71_956],
    [40, 84_089],
    [50, 96_392],
  ] as const;
  for (const [point, before] of spine) {
    const derived = (before * 1.0175 + 1925) * 1.04 * 1.025;
    const published = england.scales.get('soulbury')?.points.get(point)?.in(at('2024-09'))?.exact.toNumber() as number;
    expect(Math.abs(published - derived)).toBeLessThan(2);
  }
});
