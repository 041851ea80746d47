import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exact, type Rate } from '../../src/figures/index.js';
import { fits } from '../../src/pricing/index.js';
import { cellAt, reported, rowOf, said } from '../report/answers.js';
import { FILE, models, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* How schools come to a tier: worked out by hand, and laws that hold of every model. */

const SMALL = { phase: 'primary', type: 'community', pupils: '200', tier: 'bronze' };
const model: PlainMap = {
  buyin: '1',
  name: 'Bronze and gold',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: { named: { small: SMALL, upper: { phase: 'secondary', type: 'academy', pupils: '1_200', tier: 'gold' } } },
  tiers: {
    bronze: { price: { per_pupil: '4' }, joins: '90%', includes: { day: { per_school: '1' } } },
    gold: { price: { flat: '4_000', per_pupil: '5' }, joins: '90%', includes: { day: { per_school: '10', take_up: '80%' } }, worth: '500' },
  },
  choice: { rule: 'best_value' },
  services: { day: { kind: 'traded', unit: 'day', price: { member: '500', other: '600' }, demand: { per_member: '2' } } },
};

/** What `explain` says that a figure of a school under a tier is. */
async function amountOf(data: PlainMap, figure: string, school: string, tier: string): Promise<string> {
  const out = await said(['explain', FILE, figure, '--school', school, '--tier', tier, '--format', 'json'], { files: { [FILE]: yamlOf(data) } });
  return (JSON.parse(out) as { blocks: { root: { amount: { value: string } } }[] }).blocks[0]?.root.amount.value as string;
}

describe('net value is what is in a tier and saved by it, less the fee', () => {
  test.each([
    // One day at £600, £100 saved on each of two days, 200 × £4.
    ['small', 'bronze', '0.00'],
    // Eight of ten days at £600, £500 besides, £200 saved, £4,000 and 200 × £5.
    ['small', 'gold', '500.00'],
    ['upper', 'bronze', '-4000.00'],
    ['upper', 'gold', '-4500.00'],
  ])('%s in %s: %s', async (school, tier, net) => {
    expect(await amountOf(model, 'value.net', school, tier)).toBe(net);
  });

  test('VAT that a buyer does not get back is part of its fee', async () => {
    const college = put(put(model, ['schools', 'named', 'small', 'type'], 'further_education'), ['tiers', 'bronze', 'vat'], 'standard');
    expect(await amountOf(college, 'value.net', 'small', 'bronze')).toBe('-160.00'); // 20% of £800
    const academy = put(college, ['schools', 'named', 'small', 'type'], 'academy');
    expect(await amountOf(academy, 'value.net', 'small', 'bronze')).toBe('0.00');
  });
});

test('by best value each takes what is worth most to it, and none of what is worth less than not joining', async () => {
  const blocks = await reported('tiers', model);
  expect([cellAt(blocks, 'tier.chosen_members'), cellAt(blocks, 'tier.chosen_members', 1)]).toEqual(['0', '0.9']);
  expect([cellAt(blocks, 'tier.chosen_income'), cellAt(blocks, 'tier.chosen_income', 1)]).toEqual(['0.00', '4500.00']);
  // If nobody moved, the small school stays in bronze (£800) and the upper one in gold (£10,000).
  expect([cellAt(blocks, 'tier.unmoved_income'), cellAt(blocks, 'tier.unmoved_income', 1)]).toEqual(['720.00', '9000.00']);
  const content = await reported('tiers', put(model, ['choice', 'none'], '-5_000'));
  expect([cellAt(content, 'tier.chosen_members'), cellAt(content, 'tier.chosen_members', 1)]).toEqual(['0.9', '0.9']);
});

test('where no school is assigned a tier, nothing is said of schools that do not move', async () => {
  const free = ['small', 'upper'].reduce((so, id) => put(so, ['schools', 'named', id, 'tier'], undefined), model);
  const blocks = await reported('tiers', free);
  expect([rowOf(blocks, 'tier.unmoved_income'), rowOf(blocks, 'tier.unmoved_members')]).toEqual([undefined, undefined]);
  expect(cellAt(blocks, 'tier.chosen_income', 1)).toBe('4500.00');
});

test('of two tiers that are worth the same the first is taken', async () => {
  const same = put(model, ['tiers', 'gold'], { ...((model.tiers as PlainMap).bronze as PlainMap) });
  const blocks = await reported('tiers', put(same, ['choice', 'none'], '-5_000'));
  expect([cellAt(blocks, 'tier.chosen_members'), cellAt(blocks, 'tier.chosen_members', 1)]).toEqual(['1.8', '0']);
});

test('shares by logit are in proportion to exponentials', async () => {
  const shares = put(model, ['choice'], { rule: 'logit', sensitivity: '2' });
  // Of exp(0), exp(1) and exp(0): 2 × £500 / £1,000 is 1.
  const bronze = 1 / (2 + Math.E);
  expect(Number(await amountOf(shares, 'share', 'small', 'bronze'))).toBeCloseTo(0.9 * bronze, 5);
  expect(Number(await amountOf(shares, 'share', 'small', 'gold'))).toBeCloseTo(0.9 * Math.E * bronze, 5);
});

test('assigned tiers are kept, and the rule is named', async () => {
  const assigned = put(model, ['choice'], { rule: 'assigned' });
  const blocks = await reported('tiers', assigned);
  expect([cellAt(blocks, 'tier.chosen_members'), cellAt(blocks, 'tier.chosen_members', 1)]).toEqual(['0.9', '0.9']);
  for (const command of ['tiers', 'forecast', 'price', 'break-even']) {
    expect(await said([command, FILE], { files: { [FILE]: yamlOf(assigned) } })).toContain('Schools take the tier that they are assigned.');
  }
});

test('what is wrong with a choice is told with its place', async () => {
  const told = async (data: PlainMap): Promise<string> => (await play(['check', FILE], { files: { [FILE]: yamlOf(data) } })).err;
  expect(await told(put(model, ['choice'], { rule: 'logit' }))).toContain('[missing-key]');
  expect(await told(put(model, ['choice', 'rule'], 'best'))).toContain('best_value');
  expect(await told(put(model, ['schools', 'named', 'small', 'tier'], 'glod'))).toContain('gold');
  expect(await told(put(model, ['tiers', 'bronze', 'eligible'], { phase: 'secondary' }))).toContain('may not join the tier that it is assigned');
  const nobody = { ...model, choice: { rule: 'assigned' }, schools: { named: { small: { ...SMALL, tier: undefined } } } };
  expect(await told(nobody)).toContain('[missing-key]');
  expect(await told({ ...model, choice: undefined })).toContain('[shares-exceed]');
});

/** The share of each school in each tier that it may join, in the first month. */
function sharesOf(data: PlainMap): { school: string; tier: string; share: Rate; net: Exact | undefined }[] {
  const { model: made, membership } = projectionOf(data);
  const { first } = made.calendar;
  const year = made.calendar.years[0] as number;
  return made.schools.flatMap((school) =>
    [...made.tiers].flatMap(([tier, terms]) => {
      const share = fits(terms.eligible, school.attributes) ? membership.choice.share(tier, terms, school, first) : undefined;
      const net = membership.choice.worthOf(tier, school, year)?.net;
      return share === undefined ? [] : [{ school: school.id, tier, share, net: net?.isKnown ? net.exact : undefined }];
    }),
  );
}

describe('on random models', () => {
  const LAWS = runs(60, 41);

  test('the shares of a school over its tiers come to no more than all of it', () => {
    fc.assert(
      fc.property(models, (data) => {
        const totals = new Map<string, Exact>();
        for (const { school, share } of sharesOf(data)) totals.set(school, (totals.get(school) ?? Exact.zero).plus(share.exact));
        for (const total of totals.values()) expect(total.compare(Exact.one)).toBeLessThanOrEqual(0);
      }),
      LAWS,
    );
  });

  test('by best value nobody takes a tier that is worth less to it than another', () => {
    fc.assert(
      fc.property(models, (data) => {
        const all = sharesOf(put(data, ['choice'], { rule: 'best_value' })).filter(({ net }) => net !== undefined);
        const taken = all.filter(({ share }) => share.exact.sign > 0);
        for (const { school, net } of taken) {
          const others = all.filter((other) => other.school === school);
          expect(others.every((other) => (net as Exact).compare(other.net as Exact) >= 0)).toBe(true);
        }
      }),
      LAWS,
    );
  });

  test('a dearer tier is not taken by more', () => {
    fc.assert(
      fc.property(models, fc.constantFrom('best_value', 'logit'), (data, rule) => {
        const chosen = put(data, ['choice'], { rule, sensitivity: '1.5' });
        const dearer = put(chosen, ['tiers', 'gold', 'worth'], '0');
        const better = put(chosen, ['tiers', 'gold', 'worth'], '750');
        const before = sharesOf(better).filter(({ tier }) => tier === 'gold');
        const after = sharesOf(dearer).filter(({ tier }) => tier === 'gold');
        before.forEach(({ share }, i) => {
          const dearest = (after[i] as (typeof after)[number]).share;
          expect(dearest.exact.compare(share.exact)).toBeLessThanOrEqual(0);
        });
      }),
      LAWS,
    );
  });
});
