import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exact, type Rate } from '../../src/figures/index.js';
import { shareOf } from '../../src/model/index.js';
import { fits } from '../../src/pricing/index.js';
import { cellAt, reported, rowOf, said } from '../report/answers.js';
import { FILE, modelOf, models, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { mapAt } from '../support/plain.js';
import { play } from '../support/play.js';
import { allSchools } from '../support/random/tiers.js';
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
    gold: {
      price: { flat: '4_000', per_pupil: '5' },
      joins: '90%',
      includes: { day: { per_school: '10', take_up: '80%' } },
      worth: '500',
    },
  },
  choice: { rule: 'best_value' },
  services: {
    day: { kind: 'traded', unit: 'day', price: { member: '500', other: '600' }, demand: { per_member: '2' } },
  },
};

/** What `explain` says that a figure of a school under a tier is. */
async function amountOf(data: PlainMap, figure: string, school: string, tier: string): Promise<string> {
  const out = await said(['explain', FILE, figure, '--school', school, '--tier', tier, '--format', 'json'], {
    files: { [FILE]: yamlOf(data) },
  });
  return (JSON.parse(out) as { blocks: { root: { amount: { value: string } } }[] }).blocks[0]?.root.amount
    .value as string;
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
    const college = put(
      put(model, ['schools', 'named', 'small', 'type'], 'further_education'),
      ['tiers', 'bronze', 'vat'],
      'standard',
    );
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
  expect([cellAt(blocks, 'tier.unmoved_income'), cellAt(blocks, 'tier.unmoved_income', 1)]).toEqual([
    '720.00',
    '9000.00',
  ]);
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

describe('a tier that a school refuses is not weighed', () => {
  const open = put(model, ['choice', 'none'], '-5_000'); // so that both would join
  const intents = { by_intent: { no: '0%', possible: '40%' }, others: '90%' };
  const refusing = (tier: string, rule: PlainMap): PlainMap => {
    const asked = ['bronze', 'gold'].reduce(
      (so, id) => put(so, ['tiers', id, 'joins'], id === tier ? intents : '90%'),
      open,
    );
    return put(put(asked, ['schools', 'named', 'small', 'intent'], 'no'), ['choice'], rule);
  };
  const shares = async (data: PlainMap): Promise<string[]> =>
    Promise.all(
      ['bronze', 'gold'].map((tier) =>
        amountOf(data, 'share', 'small', tier).then((share) => share.replace(/0+$/, '')),
      ),
    );

  // Gold is worth £500 to the small school, and bronze nothing.
  test.each([
    ['the best is refused', 'gold', { rule: 'best_value' }, ['0.9', '0.']],
    ['another is refused', 'bronze', { rule: 'best_value' }, ['0.', '0.9']],
    ['what is left is worth less than not joining', 'gold', { rule: 'best_value', none: '1' }, ['0.', '0.']],
    // Of exp(0) and exp(0): half of it would take bronze.
    ['by shares', 'gold', { rule: 'logit', sensitivity: '2' }, ['0.45', '0.']],
  ])('%s', async (_what, tier, rule, expected) => {
    const found = await shares(refusing(tier, rule));
    expect(found.map(Number)).toEqual(expected.map(Number));
  });

  test('each page judges the school under the tier that it does not refuse', async () => {
    const data = refusing('gold', { rule: 'best_value' });
    expect(await amountOf(data, 'school.part', 'small', 'bronze')).toBe('1');
    expect(await amountOf(data, 'school.part', 'small', 'gold')).toBe('0');
    const blocks = await reported('tiers', data);
    expect([cellAt(blocks, 'tier.chosen_members'), cellAt(blocks, 'tier.chosen_members', 1)]).toEqual(['0.9', '0']);
  });

  test('one that refuses every tier is judged under that which is worth most to it, and joins none', async () => {
    const data = put(refusing('gold', { rule: 'best_value' }), ['tiers', 'bronze', 'joins'], intents);
    expect((await shares(data)).map(Number)).toEqual([0, 0]);
    expect(await amountOf(data, 'school.part', 'small', 'gold')).toBe('1');
  });

  test('that nobody knows the share of the best tier is no refusal of it', async () => {
    const data = put(open, ['tiers', 'gold', 'joins'], 'unknown');
    expect(await amountOf(data, 'share', 'small', 'bronze')).toBe('0');
    expect(await amountOf(data, 'school.part', 'small', 'gold')).toBe('1');
  });

  test('where chance draws the refusal, each draw is the model with what was drawn', async () => {
    const states = { no: { value: '0%', probability: '50%' }, some: { value: '40%', probability: '50%' } };
    for (const rule of [{ rule: 'best_value' }, { rule: 'logit', sensitivity: '2' }]) {
      const data = {
        ...put(refusing('gold', rule), ['tiers', 'gold', 'joins', 'by_intent', 'no'], '=moved'),
        assumptions: { moved: { value: '40%', states } },
      };
      // `simulate` holds its draws against the exact books, and refuses where one differs.
      expect(await said(['simulate', FILE, '--draws', '200'], { files: { [FILE]: yamlOf(data) } })).toContain(
        'were also worked out exactly',
      );
    }
  });
});

test('if nobody moved, a school that is assigned none is in none, whatever the order of the file', async () => {
  const free = put(model, ['schools', 'named', 'small', 'tier'], undefined);
  const blocks = await reported('tiers', free);
  expect([cellAt(blocks, 'tier.unmoved_members'), cellAt(blocks, 'tier.unmoved_members', 1)]).toEqual(['0', '0.9']);
});

test('assigned tiers are kept, and the rule is named', async () => {
  const assigned = put(model, ['choice'], { rule: 'assigned' });
  const blocks = await reported('tiers', assigned);
  expect([cellAt(blocks, 'tier.chosen_members'), cellAt(blocks, 'tier.chosen_members', 1)]).toEqual(['0.9', '0.9']);
  for (const command of ['tiers', 'forecast', 'price', 'break-even']) {
    expect(await said([command, FILE], { files: { [FILE]: yamlOf(assigned) } })).toContain(
      'Schools take the tier that they are assigned.',
    );
  }
});

test('what is wrong with a choice is told with its place', async () => {
  const told = async (data: PlainMap): Promise<string> =>
    (await play(['check', FILE], { files: { [FILE]: yamlOf(data) } })).err;
  expect(await told(put(model, ['choice'], { rule: 'logit' }))).toContain('[missing-key]');
  expect(await told(put(model, ['choice', 'rule'], 'best'))).toContain('best_value');
  expect(await told(put(model, ['schools', 'named', 'small', 'tier'], 'glod'))).toContain('gold');
  expect(await told(put(model, ['tiers', 'bronze', 'eligible'], { phase: 'secondary' }))).toContain(
    'may not join the tier that it is assigned',
  );
  const nobody = {
    ...model,
    choice: { rule: 'assigned' },
    schools: { named: { small: { ...SMALL, tier: undefined } } },
  };
  expect(await told(nobody)).toContain('[missing-key]');
  expect(await told({ ...model, choice: undefined })).toContain('[shares-exceed]');
});

/** The share of each school in each tier that it may join, in the first month. */
function sharesOf(
  data: PlainMap,
): { school: string; tier: string; share: Rate; net: Exact | undefined; isRefused: boolean }[] {
  const { model: made, membership } = projectionOf(data);
  const { first } = made.calendar;
  const year = made.calendar.years[0] as number;
  return made.schools.flatMap((school) =>
    [...made.tiers].flatMap(([tier, terms]) => {
      const share = fits(terms.eligible, school.attributes)
        ? membership.choice.share(tier, terms, school, first)
        : undefined;
      const net = membership.worthOf(tier, school, year)?.net;
      const joins = shareOf(terms, school, first, made.calendar, tier);
      const isRefused = joins?.exact.sign === 0;
      return share === undefined
        ? []
        : [{ school: school.id, tier, share, net: net?.isKnown ? net.exact : undefined, isRefused }];
    }),
  );
}

/** Without prices that several schools pay together: in these a school goes by what it would pay before anybody chooses. */
const eachAlone = (data: PlainMap): PlainMap =>
  JSON.parse(JSON.stringify(data, (key, value) => (key === 'group' ? undefined : value)));

describe('on random models', () => {
  const LAWS = runs(60, 41);

  test('the shares of a school over its tiers come to no more than all of it', () => {
    fc.assert(
      fc.property(models, (data) => {
        const totals = new Map<string, Exact>();
        for (const { school, share } of sharesOf(data))
          totals.set(school, (totals.get(school) ?? Exact.zero).plus(share.exact));
        for (const total of totals.values()) expect(total.compare(Exact.one)).toBeLessThanOrEqual(0);
      }),
      LAWS,
    );
  });

  test('by best value nobody takes a tier that is worth less to it than another', () => {
    fc.assert(
      fc.property(models, (data) => {
        const all = sharesOf(put(eachAlone(data), ['choice'], { rule: 'best_value' })).filter(
          ({ net }) => net !== undefined,
        );
        const taken = all.filter(({ share }) => share.exact.sign > 0);
        for (const { school, net } of taken) {
          const others = all.filter((other) => other.school === school && !other.isRefused);
          expect(others.every((other) => (net as Exact).compare(other.net as Exact) >= 0)).toBe(true);
        }
      }),
      LAWS,
    );
  });

  test('a tier that a school refuses is to it as good as not there, and nobody is lost to it', () => {
    const refusals = fc.record({ gold: fc.boolean(), silver: fc.boolean(), bronze: fc.boolean() });
    fc.assert(
      fc.property(models, refusals, fc.constantFrom('best_value', 'logit'), (data, said, rule) => {
        const ids = Object.keys(mapAt(data, 'tiers'));
        const refused = ids.filter((id) => said[id as keyof typeof said]);
        const free = allSchools(mapAt(data, 'schools')).reduce(
          (so, [path]) => put(so, ['schools', ...path, 'tier'], undefined),
          data,
        );
        const asked = ids.reduce(
          (so, id) =>
            put(so, ['tiers', id, 'joins'], { by_intent: { no: refused.includes(id) ? '0%' : '30%' }, others: '33%' }),
          free,
        );
        const chosen = put(asked, ['choice'], { rule, sensitivity: '1.5' });
        const saysNo = new Set(modelOf(chosen).schools.flatMap(({ id, intent }) => (intent === 'no' ? [id] : [])));
        const plainly = (all: ReturnType<typeof sharesOf>): Map<string, string> =>
          new Map(all.map(({ school, tier, share }) => [`${school} in ${tier}`, share.exact.toString()]));
        const all = sharesOf(chosen);
        const without =
          refused.length === ids.length
            ? new Map()
            : plainly(sharesOf(refused.reduce((so, id) => put(so, ['tiers', id], undefined), chosen)));
        for (const { school, tier, share } of all.filter((each) => saysNo.has(each.school))) {
          const key = `${school} in ${tier}`;
          const expected = refused.includes(tier) ? '0' : without.get(key);
          expect([key, share.exact.toString()]).toEqual([key, expected]);
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
