import { describe, expect, test } from 'vitest';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { paged } from '../support/pages.js';
import { play } from '../support/play.js';

/* What nobody has priced is not known, and never nothing; and VAT that a school does not get back. */

const haringey = async (...argv: readonly string[]): Promise<string> => (await play(argv)).out.replace(/\s+/g, ' ');

test('Haringey, one form of entry: what has a price is worth £1,213.50 of £4,484.00, so the rest must be worth £3,270.50, £13.86 a pupil', async () => {
  const of = async (name: string): Promise<string> =>
    haringey('explain', 'examples/haringey', name, '--school', 'one_form_community');
  expect(await of('value.priced_typical')).toContain('£1,213.50 what has a price, at typical prices elsewhere');
  expect(await of('value.fee')).toContain('£4,484.00');
  expect(await of('value.rest_typical')).toContain('£3,270.50 what the rest must be worth to one form community');
  expect(await of('value.saving_typical')).toContain('unknown');
  expect(await haringey('value', 'examples/haringey', '--school', 'one_form_community')).toMatch(
    /one form community .*Priced 1,213\.50 Rest 3,270\.50 a pupil 13\.86/,
  );
});

describe('a tier of which some part has no price', () => {
  const company: PlainMap = {
    buyin: '1',
    name: 'In part',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: {
      named: { oak: { phase: 'primary', type: 'academy', pupils: '100' } },
      groups: { many: { count: '3', phase: 'secondary', type: 'academy', pupils: '500' } },
    },
    tiers: {
      gold: {
        price: { per_pupil: '10' },
        joins: '100%',
        includes: { visit: { per_school: '2' }, helpline: 'unlimited' },
        collective: { voice: { name: 'A voice' } },
      },
    },
    services: {
      visit: { kind: 'traded', unit: 'day', price: '500', alternative: { low: '400', typical: '450', high: '600' } },
      helpline: { kind: 'traded', unit: 'call', price: '20', alternative: { low: '10', typical: '15', high: '20' } },
    },
  };
  const priced = put(
    put(company, ['tiers', 'gold', 'includes', 'helpline'], undefined),
    ['tiers', 'gold', 'collective'],
    undefined,
  );
  const sides = async (data: PlainMap) => {
    const page = await paged(data, ['value', FILE, '--by', 'phase', '--against', 'typical']);
    return page.told('groups.gold', 'all').slice(0, 5);
  };
  const rest = async (data: PlainMap) => (await paged(data, ['value', FILE])).told('rest.gold', 'rest');

  test('leaves better and worse off unknown, and says what the rest must be worth', async () => {
    expect(await sides(company)).toEqual([null, null, null, '4', null]);
    // Fees of 1,000 and three times 5,000, less two days for each of four schools at 400, 450 and 600
    expect(await rest(company)).toEqual(['12800.00', '12400.00', '11200.00']);
    const page = await paged(company, ['value', FILE]);
    expect(['rest_each', 'rest_per_pupil'].map((row) => page.told('rest.gold', row)[1])).toEqual(['3100', '7.75']);
    expect(page.block('rest.gold')?.notes?.[0]).toBe('Without a price: helpline, A voice.');
    expect(page.block('sides.gold')?.title).toBe('gold: who is better and who is worse off is not known');
  });

  test('each of its kinds by itself: as much as it likes, a service without a price elsewhere, what members have together', async () => {
    const likes = put(company, ['tiers', 'gold', 'collective'], undefined);
    const together = put(company, ['tiers', 'gold', 'includes', 'helpline'], undefined);
    const nobody = put(priced, ['services', 'visit', 'alternative'], undefined);
    for (const data of [likes, together, nobody]) expect(await sides(data)).toEqual([null, null, null, '4', null]);
    // Two days at £450 are worth less than £1,000, and than £5,000
    expect(await sides(priced)).toEqual(['0', '4', '0', '0', '0']);
    expect(await rest(priced)).toEqual([]);
  });

  test('has a price where the tier is said to be worth so much beside its parts', async () => {
    const worth = put(company, ['tiers', 'gold', 'worth'], '100');
    expect(await sides(worth)).toEqual(['0', '3', '1', '0', '0']);
    expect(await rest(worth)).toEqual([]);
  });

  test('is known of some tiers and not of others: each school in its own', async () => {
    const both: PlainMap = {
      ...put(
        put(company, ['tiers', 'silver'], {
          price: { flat: '800' },
          joins: '100%',
          includes: { visit: { per_school: '2' } },
        }),
        ['schools', 'groups', 'many', 'tier'],
        'gold',
      ),
      choice: { rule: 'assigned' },
    };
    const data = put(both, ['schools', 'named', 'oak', 'tier'], 'silver');
    const page = await paged(data, ['value', FILE, '--by', 'phase', '--against', 'typical']);
    expect(page.told('groups.all', 'all').slice(0, 4)).toEqual(['1', '0', '0', '3']);
    expect((await paged(data, ['value', FILE])).told('rest.all', 'rest_schools')).toEqual(['3', '3', '3']);
  });

  test('below zero where what has a price is worth more than the fee', async () => {
    expect(await rest(put(company, ['tiers', 'gold', 'price', 'per_pupil'], '1'))).toEqual([
      '-1600.00',
      '-2000.00',
      '-3200.00',
    ]);
  });

  test('is said on the page of the board, with the baseline in the title, and explain agrees', async () => {
    const page = await paged(company);
    expect(page.told('political', 'worse')).toEqual(['not known']);
    expect(page.told('political', 'rest_per_pupil')).toEqual(['7.75']);
    expect(page.block('political')?.title).toBe(
      'Is it politically sustainable? Better and worse off against buying separately at typical prices',
    );
    for (const measure of ['better', 'worse', 'unchanged', 'gain', 'loss', 'better_share', 'median', 'largest_loss'])
      expect(
        (await play(['explain', FILE, `gains.${measure}.typical`], { files: { [FILE]: yamlOf(company) } })).out,
      ).toMatch(/\n\nunknown/);
  });
});

test('price and value say the same change for a school that does not get its VAT back, and a fee a pupil is of the fee shown', async () => {
  const data: PlainMap = {
    buyin: '1',
    name: 'With VAT',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: {
      named: {
        college: { phase: 'fe', type: 'further_education', pupils: '1_000', pays_now: '10_000', budget: '1_200_000' },
        school: { phase: 'primary', type: 'academy', pupils: '1_000', pays_now: '10_000', budget: '1_200_000' },
      },
    },
    tiers: { gold: { price: { flat: '9_000' }, joins: '100%', vat: 'standard' } },
  };
  const [price, value] = [await paged(data, ['price', FILE]), await paged(data, ['value', FILE])];
  const cell = (page: typeof price, table: string, id: string, column: string) => {
    const at = page.block(table)?.columns?.findIndex((each) => each.id === column) ?? -1;
    return page.cells(table, id)[at]?.value;
  };
  for (const [id, fee, change, share] of [
    ['college', '10800.00', '800.00', '0.009'],
    ['school', '9000.00', '-1000.00', '0.0075'],
  ] as const) {
    expect([
      cell(price, 'gold', id, 'net'),
      cell(price, 'gold', id, 'change'),
      cell(price, 'gold', id, 'share_of_budget'),
    ]).toEqual([fee, change, share]);
    expect([
      cell(value, 'schools.gold', id, 'value.fee'),
      cell(value, 'schools.gold', id, 'fee.share_of_budget'),
    ]).toEqual([fee, share]);
    expect(Number(cell(value, 'schools.gold', id, 'value.saving_today'))).toBe(-Number(change));
    expect(Number(cell(value, 'schools.gold', id, 'value.fee_per_pupil'))).toBe(Number(fee) / 1_000);
    expect(cell(price, 'gold', id, 'per_pupil')).toBe('9');
  }
});
