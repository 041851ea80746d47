import { describe, expect, test } from 'vitest';
import { cascadeOf, offerOf, optionsOf, seatsOf } from '../../src/analysis/index.js';
import { blocksOf, type JsonBlock, type JsonCell, type JsonTable } from '../report/answers.js';
import { FILE, modelOf, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { paged } from '../support/pages.js';
import { play } from '../support/play.js';
import { isFull } from '../support/runs.js';

/* Who would leave, and who can stop a decision: small cases by hand. */

const school = (paysNow: string | undefined): PlainMap => ({
  phase: 'primary',
  type: 'academy',
  pupils: '100',
  pays_now: paysNow,
});
const company = (pays: Readonly<Record<string, string | undefined>>, leavesAbove = '10%'): PlainMap => ({
  buyin: '1',
  name: 'Together',
  calendar: { starts: '2024-09', years: '1', year_starts: 'September' },
  schools: { named: Object.fromEntries(Object.entries(pays).map(([id, now]) => [id, school(now)])) },
  tiers: { membership: { price: { flat: '1_000' }, joins: '100%' } },
  governance: { leaves_above: leavesAbove },
});
const cascade = (data: PlainMap) => {
  const projection = projectionOf(data);
  return cascadeOf(projection, offerOf(projection, optionsOf(projection, [])[0] as never, 2024));
};

describe('the exit cascade', () => {
  test('ends where nobody leaves any more, and those who stay pay what all would have paid', () => {
    // 1,000 is more than 880 and a tenth: a leaves. 4,000 over three is 1,333: more than 1,210 of b and less than what
    // c pays and a tenth.
    const { rounds, before, after, price } = cascade(company({ a: '880', b: '1_100', c: '2_000', d: undefined }));
    expect(rounds.map(({ leave, price: then }) => [leave.map(({ id }) => id), then.exact.toFixed(4)])).toEqual([
      [['a'], '1.0000'],
      [['b'], '1.3333'],
    ]);
    expect([before, after, price].map((figure) => figure?.exact.toFixed(2))).toEqual(['4.00', '2.00', '2.00']);
  });

  test('never starts where nobody loses by more than the share', () => {
    expect(cascade(company({ a: '950', b: '1_000' })).rounds).toEqual([]);
    expect(cascade(company({ a: '950', b: '2_000' }, '5%')).rounds).toHaveLength(1);
  });

  test('never starts where a fee is more by the very share that a school bears', () => {
    // 800 and a quarter is 1,000.
    expect(cascade(company({ a: '800', b: '2_000' }, '25%')).rounds).toEqual([]);
    expect(cascade(company({ a: '799.99', b: '2_000' }, '25%')).rounds).toHaveLength(1);
  });

  test('collapses where each round drives out the next', () => {
    const { after, price, rounds } = cascade(company({ a: '500', b: '1_000', c: '1_600' }));
    expect([after.exact.toFixed(0), price, rounds.length]).toEqual(['0', undefined, 3]);
  });

  test('says of a school whose baseline nobody knows that it stays', () => {
    expect(cascade(company({ a: undefined, b: undefined })).rounds).toEqual([]);
  });
});

describe('schools that a price takes together', () => {
  // One fee of £1,000 for a trust, shared by pupils: 500 for each of a and b. c, by itself, pays 1,000. What all pay is
  // 2,000.
  const trust = (pays: Readonly<Record<string, string>>): PlainMap => {
    const { schools, ...rest } = company(pays) as PlainMap & { schools: { named: Record<string, PlainMap> } };
    const named = Object.fromEntries(
      Object.entries(schools.named).map(([id, one]) => [id, { ...one, trust: id === 'c' ? 'none' : 'Bay' }]),
    );
    const price = { flat: '1_000', group: { by: 'trust', charge: 'sum' } };
    return { ...rest, schools: { named }, tiers: { membership: { price, joins: '100%' } } };
  };
  const told = (data: PlainMap) => {
    const { after, price, rounds } = cascade(data);
    return [after.exact.toString(), price?.exact.toString(), rounds.map(({ leave }) => leave.map(({ id }) => id))];
  };

  test('are priced as those of them who stay', () => {
    // a leaves, and b alone pays the trust's 1,000: the company has its 2,000 without asking more of c.
    expect(told(trust({ a: '400', b: '2_000', c: '1_000' }))).toEqual(['2', '1', [['a']]]);
    // Were b still asked for 500, it would stay; 1,000 is more than 800 and a tenth. c then pays for all, which it can.
    expect(told(trust({ a: '400', b: '800', c: '5_000' }))).toEqual(['1', '2', [['a'], ['b']]]);
  });

  test('and those by themselves as before', () => {
    expect(told(trust({ a: '1_000', b: '1_000', c: '800' }))).toEqual(['2', '2', [['c']]]);
  });
});

describe('what goes with those who leave', () => {
  // At £1,000 a pays too much for £880 and a tenth. Licences of £300 for each member go with it; so those who stay pay
  // 3,000 less 300, over two.
  const licensed = (pays: Readonly<Record<string, string | undefined>>): PlainMap => ({
    ...company(pays),
    overheads: { licences: { per: { members: '300' } }, office: { per_year: '600' } },
  });

  test('is not paid for by those who stay', () => {
    const { after, price } = cascade(licensed({ a: '880', b: '1_300', c: '2_000' }));
    expect([after.exact.toString(), price?.exact.toString()]).toEqual(['2', '1.35']);
    // Without it they pay 1,500: too much for b, and then for c.
    expect(cascade(company({ a: '880', b: '1_300', c: '2_000' })).after.exact.toString()).toBe('0');
  });

  test('is what each costs by its pupils, in steps, of what membership includes and of what members buy, in a full year', () => {
    const with_ = (more: PlainMap): string | undefined =>
      cascade({ ...company({ a: '880', b: '5_000', c: '5_000' }), ...more }).price?.exact.toString();
    expect(with_({ overheads: { packs: { per: { pupils: '2' } } } })).toBe('1.4');
    expect(with_({ overheads: { leads: { per_year: '400', step: { for_each: '2', of: 'members' } } } })).toBe('1.3');
    const service = (more: PlainMap): PlainMap => ({
      services: { day: { kind: 'traded', unit: 'day', price: '100', ...more } },
    });
    // £100 that a does not pay any more, less £30 that it cost
    expect(with_(service({ demand: { per_member: '1' }, delivery: { direct_cost: '30' } }))).toBe('1.535');
    const calendar = { starts: '2025-03', years: '1', year_starts: 'September' };
    expect(with_({ calendar, overheads: { packs: { per: { members: '200' } } } })).toBe('1.4');
  });

  test('is never so much that anybody pays less than before', () => {
    const dear = { ...company({ a: '880', b: '1_300' }), overheads: { licences: { per: { members: '3_000' } } } };
    expect(cascade(dear).price?.exact.toString()).toBe('1');
  });

  test('and what the company does then, where the model names it, holds prices as well', async () => {
    const data: PlainMap = {
      ...licensed({ a: '880', b: '1_300', c: '2_000' }),
      governance: { leaves_above: '10%', mitigation: 'smaller' },
      scenarios: { smaller: { because: 'a smaller office', overheads: { office: { per_year: '200' } } } },
    };
    const page = await paged(data, ['sustainability', FILE, '--scenario', 'base']);
    expect([page.told('political', 'after'), page.told('political', 'price')]).toEqual([['2'], ['1.35']]);
    // 400 less, over the two who stay
    expect([page.told('political', 'mitigated'), page.told('political', 'mitigated_price')]).toEqual([['2'], ['1.15']]);
    const options = {
      files: { [FILE]: yamlOf({ ...data, checks: { held: { figure: 'mitigated.price', at_most: '110%' } } }) },
    };
    const explained = await play(['explain', FILE, 'mitigated.price', '--format', 'json'], options);
    expect(JSON.parse(explained.out).blocks[0].root.amount).toEqual({ value: '1.15', unit: 'rate' });
    expect((await play(['explain', FILE, 'mitigated.after', '--depth', 'all'], options)).out).toContain(
      'members who stay',
    );
    expect(await play(['check', FILE], options)).toMatchObject({
      code: 1,
      err: expect.stringContaining('mitigated.price in 2024 is 115%'),
    });
    const none = await play(['explain', FILE, 'mitigated.price'], {
      files: { [FILE]: yamlOf({ ...data, governance: { leaves_above: '10%' } }) },
    });
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('governance.mitigation names the scenario') });
    const unknown = await play(['check', FILE], {
      files: { [FILE]: yamlOf(put(data, ['governance', 'mitigation'], 'smallest')) },
    });
    expect(unknown).toMatchObject({
      code: 1,
      err: expect.stringMatching(/31:15: there is no scenario "smallest".*did you mean "smaller"/s),
    });
  });

  test('and what the company does then goes over the option that it answers, and is checked with each', async () => {
    const with_ = (option: PlainMap, smaller: PlainMap): PlainMap => ({
      ...licensed({ a: '880', b: '1_300', c: '2_000' }),
      governance: { leaves_above: '10%', mitigation: 'smaller' },
      options: ['base', 'lean'],
      scenarios: {
        lean: { because: 'a lease that is up', overheads: { office: option } },
        smaller: { because: 'a smaller office', overheads: { office: smaller } },
      },
    });
    const data = with_({ per_year: '300' }, { per_year: '200' });
    const page = await paged(data, ['sustainability', FILE]);
    // The office of 600, or of 300, is one of 200 then: over the two who stay, £400 and £100 less than before.
    expect(page.told('political', 'mitigated')).toEqual(['2', '2']);
    expect(page.told('political', 'mitigated_price')).toEqual(['1.15', '1.3']);
    expect(await play(['check', FILE], { files: { [FILE]: yamlOf(data) } })).toMatchObject({ code: 0 });
    // The other way round the two still say what cannot both hold.
    expect(
      await play(['check', FILE, '--scenario', 'smaller+lean'], { files: { [FILE]: yamlOf(data) } }),
    ).toMatchObject({
      code: 1,
      err: expect.stringContaining('[overlay-clash]'),
    });
    const apart = with_({ add: { to: '2024-10' } }, { add: { from: '2025-02' } });
    expect(await play(['check', FILE], { files: { [FILE]: yamlOf(apart) } })).toMatchObject({
      code: 1,
      err: expect.stringContaining('lean'),
    });
  });

  test('is unknown only where it follows members', () => {
    const dark = (overhead: PlainMap) =>
      cascade({ ...company({ a: '880', b: '5_000' }), overheads: { rent: overhead } }).price?.isKnown;
    expect(dark({ per_year: '"unknown: not let"' })).toBe(true);
    expect(dark({ per: { members: '"unknown: not let"' } })).toBe(false);
  });
});

describe('where it is not known of every school what it pays today', () => {
  test('those who stay are a range: all of them stay, or as large a part leaves as of the others', async () => {
    // One of two that are known leaves: of two that are not, one. Of four fees of 1,000 two are left.
    const { after, price, alike } = cascade(company({ a: '880', b: '5_000', c: undefined, d: undefined }));
    expect([after, price, alike?.after, alike?.price].map((figure) => figure?.exact.toFixed(4))).toEqual([
      '3.0000',
      '1.3333',
      '2.0000',
      '2.0000',
    ]);
    const page = await paged(company({ a: '880', b: '5_000', c: undefined, d: undefined }));
    expect(
      ['after', 'price', 'after_alike', 'price_alike'].map((row) => Number(page.told('political', row)[0]).toFixed(2)),
    ).toEqual(['3.00', '1.33', '2.00', '2.00']);
    expect(page.lens()?.[0]).toContain('if as large a part of them leaves as of the others, 2 members stay');
  });

  test('and one number where it is known of all, or where nobody leaves', async () => {
    expect(cascade(company({ a: '880', b: '5_000' })).alike).toBeUndefined();
    const { after, alike } = cascade(company({ a: '1_000', b: undefined }));
    expect([after.exact.toString(), alike?.after.exact.toString()]).toEqual(['2', '2']);
  });
});

test('the fewest seats that can block are as many as leave no majority', () => {
  const of = (seats: readonly string[]) =>
    seatsOf(
      modelOf({
        ...company({ a: '1' }),
        governance: {
          constituencies: Object.fromEntries(
            seats.map((count, i) => [`c${i}`, { when: { phase: 'primary' }, seats: count }]),
          ),
        },
      }),
    );
  // Five of nine pass; five against leave four
  expect(of(['4', '1', '1', '2', '1'])).toMatchObject({ blocking: ['c0', 'c3'] });
  expect(of(['4', '1', '1', '2', '1'])?.toBlock.toString()).toBe('5');
  // Of eight it takes five to pass, so four can block
  expect(of(['4', '4'])?.toBlock.toString()).toBe('4');
  expect(of(['4', '4'])?.blocking).toEqual(['c0']);
  expect(seatsOf(modelOf(company({ a: '1' })))).toBeUndefined();
});

// By default the page of the borough is held whole by golden.test.ts.
test.runIf(isFull)(
  'the borough has an option that pays and splits, one that unites and does not pay, and one that does both',
  async () => {
    const tables = (await blocksOf(['sustainability', 'examples/borough'])) as readonly JsonTable[];
    const answers = (table: string, row: string) =>
      tables
        .find(({ id }) => id === table)
        ?.rows?.find(({ id }) => id === row)
        ?.cells.slice(1)
        .map((cell) => cell?.text);
    expect(answers('financial', 'pays')).toEqual(['yes', 'NO', 'yes']);
    expect(answers('political', 'unites')).toEqual(['NO', 'yes', 'yes']);
  },
);

test('options that are no scenario are refused, and two scenarios that set one key are told in their place', async () => {
  const unknown = { ...company({ a: '900' }), options: '[base, cheaper]' };
  const refused = await play(['sustainability', FILE], { files: { [FILE]: yamlOf(unknown) } });
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('"cheaper"') });
  const flat = (amount: string): PlainMap => ({ tiers: { membership: { price: { flat: amount } } } });
  const clashing = {
    ...company({ a: '900' }),
    options: '[base, cheap]',
    scenarios: { cheap: flat('800'), dear: flat('1_200') },
  };
  const { code, out } = await play(['sustainability', FILE], { files: { [FILE]: yamlOf(clashing) } });
  expect({ code, told: out.includes('both set one key') }).toEqual({ code: 0, told: true });
});

test('the odds on the page of the board are those that simulate gives', async () => {
  const chancy = {
    ...company({ a: '950', b: '900' }),
    assumptions: { rent: { value: '2_000', range: { low: '1_500', high: '2_800' } } },
    overheads: { rent: { per_year: '=rent' } },
    options: '[base, dearer]',
    scenarios: { dearer: { tiers: { membership: { price: { flat: '1_100' } } } } },
  };
  const files = { [FILE]: yamlOf(chancy) };
  const of = (blocks: readonly JsonBlock[], block: string, row: string): readonly (JsonCell | null)[] =>
    (blocks as readonly JsonTable[]).find(({ id }) => id === block)?.rows.find(({ id }) => id === row)?.cells ?? [];
  const page = await blocksOf(['sustainability', FILE], { files });
  for (const [column, scenario] of ['base', 'dearer'].entries()) {
    const draws = await blocksOf(['simulate', FILE, '--scenario', scenario], { files });
    for (const [ours, theirs] of [
      ['odds_reserves', 'reserves.closing'],
      ['odds_cash', 'cash.lowest'],
    ] as const) {
      const odds = of(page, 'financial', ours)[column + 1]?.value;
      expect(Number(odds)).toBeGreaterThan(0.1);
      expect(odds).toBe(of(draws, 'likely', theirs).at(-1)?.value);
    }
  }
});

describe('of a model with several tiers', () => {
  // Nobody takes bronze: gold is worth 5,500 to each, and bronze 550.
  const tiers = {
    bronze: { price: { flat: '400' }, joins: '80%', includes: { day: { per_school: '1' } } },
    gold: { name: 'Gold', price: { flat: '1_000' }, joins: '80%', includes: { day: { per_school: '10' } } },
  };
  const choosing: PlainMap = {
    ...company({ a: '9_000', b: '950', c: '800' }),
    tiers,
    choice: { rule: 'best_value' },
    services: {
      day: {
        kind: 'traded',
        unit: 'day',
        price: { member: '500', other: '600' },
        alternative: { low: '350', typical: '550', high: '700' },
      },
    },
  };

  test('each school is judged in the tier that it takes, and the page says so', async () => {
    const page = await paged(choosing);
    // Three at 80%: c leaves at 1,000, b at 1,500, and a pays what all would have paid
    expect(page.cells('political', 'before').map((cell) => cell?.text ?? cell?.value)).toEqual([
      'Members before any school leaves',
      '2.4',
    ]);
    expect(page.basis).toContainEqual(
      expect.stringMatching(/^Each school is judged in the tier that it takes if it joins; /),
    );
    expect(page.told('political', 'worse')).toEqual(['2']);
    expect(page.cells('political', 'after')[1]?.figure).toEqual({ figure: 'cascade.after', year: 2024 });
    expect(page.told('political', 'price')).toEqual(['3']);
  });

  test('explain and appraise look at the same, and at one tier where it is named', async () => {
    const files = {
      [FILE]: yamlOf({
        ...choosing,
        appraisal: { criteria: { stay: { weight: '1', figure: 'cascade.before', better: 'higher' } } },
      }),
    };
    const said = async (...argv: readonly string[]) => (await play(argv, { files })).out;
    expect(await said('explain', FILE, 'cascade.before')).toMatch(/cascade.before in 2024\n\n *2\.4 /);
    expect(await said('explain', FILE, 'cascade.before', '--tier', 'bronze')).toMatch(/2024 under bronze\n\n *0 /);
    expect(await said('explain', FILE, 'gains.worse.today')).toMatch(/gains.worse.today in 2024\n\n *2 /);
    expect(await said('explain', FILE, 'gains.worse.today', '--tier', 'bronze')).toMatch(/2024 under bronze\n\n *0 /);
    expect((await said('appraise', FILE)).replace(/\s+/g, ' ')).toContain(
      'Each school is judged in the tier that it takes if it joins;',
    );
  });
});

describe('what nobody knows', () => {
  test('is no fact: where no school says what it pays today, who leaves is not known', async () => {
    const page = await paged(company({ a: undefined, b: undefined }));
    for (const row of ['worse', 'losing', 'hardest'])
      expect([row, page.told('political', row)]).toEqual([row, ['not known']]);
    expect(page.lens()).toEqual(['base: who would leave is not known: no school says what it pays today.']);
    const { before, after, price } = cascade(company({ a: undefined, b: undefined }));
    expect([before, after, price].map((figure) => figure?.isKnown)).toEqual([true, false, false]);
  });

  test('is counted where some is known', async () => {
    expect((await paged(company({ a: '2_000', b: undefined, c: undefined }))).lens()).toEqual([
      'base: no school would leave; 2 schools stay because what they pay today is not known.',
    ]);
  });

  const unpriced = (leavesAt: string): PlainMap => ({
    ...company({}),
    schools: {
      groups: { p: { count: '5', phase: 'primary', type: 'community', pupils: '200', pays_now: leavesAt } },
      named: { q: { phase: 'primary', type: 'academy', pupils: '"unknown: opens in 2027"', pays_now: '3_000' } },
    },
    tiers: { membership: { price: { per_pupil: '10' }, joins: '60%' } },
  });

  test('keeps a school whose fee is unknown among the members, with a word', async () => {
    const { before, after, price } = cascade(unpriced('2_500'));
    expect([before, after, price].map((figure) => figure?.exact.toString())).toEqual(['3.6', '3.6', '1']);
    const page = await paged(unpriced('2_500'));
    expect(page.lens()).toEqual(['base: no school would leave; 1 school stays because its fee is not known.']);
    const value = await paged(unpriced('2_500'), ['value', FILE]);
    expect(value.block('left.membership')?.lines).toEqual(['membership cannot price q: opens in 2027.']);
  });

  test('leaves the price unknown that a fee which is unknown would move', () => {
    // Five at 2,000 leave at once, and only q is left: nobody can follow, so that the members are known and their price
    // is not.
    const { rounds, after, price } = cascade(unpriced('1_000'));
    expect([rounds.length, after.exact.toString(), price?.isKnown]).toEqual([1, '0.6', false]);
    const third = { phase: 'primary', type: 'academy', pupils: '200', pays_now: '5_000' };
    const followed = cascade(put(unpriced('1_000'), ['schools', 'named', 'r'], third));
    expect([followed.open, followed.after.isKnown]).toEqual(['opens in 2027', false]);
  });

  test('is no break-even and no month', async () => {
    const page = await paged({
      ...unpriced('2_500'),
      assumptions: { rent: { value: '"unknown: nobody has said"' } },
      overheads: { office: { per_year: '=rent' } },
    });
    expect([page.told('financial', 'break_even'), page.told('financial', 'cash_month')]).toEqual([
      ['unknown'],
      [undefined],
    ]);
  });
});

test('who would leave is counted in schools, as many as an archetype stands for, and in expected members', async () => {
  const group = { count: '12', phase: 'primary', type: 'academy', pupils: '200', pays_now: '500' };
  const page = await paged({
    ...put(company({ a: '5_000', b: '4_000' }), ['schools', 'groups'], { small: group }),
    tiers: { membership: { price: { flat: '1_000' }, joins: '50%' } },
  });
  // Twelve leave; two then pay what fourteen paid, 7,000 each, which is too much for both
  expect(page.lens()).toEqual(['base: 14 schools would leave, 7 of 7 expected members, first small and others.']);
});

test('where nobody joins nothing collapses, and where all leave appraise says that nobody stays', async () => {
  const data: PlainMap = {
    ...company({ a: '100' }),
    options: '[base, none]',
    scenarios: { none: { tiers: { membership: { joins: '0%' } } } },
    appraisal: { criteria: { t: { weight: '1', figure: 'cascade.price', better: 'lower' } } },
  };
  const page = await paged(data);
  expect(page.told('political', 'price')).toEqual(['no member stays', 'no school joins']);
  expect(page.lens()?.[1]).toBe('none: no school is expected to join, so none would leave.');
  const { out } = await play(['appraise', FILE], { files: { [FILE]: yamlOf(data) } });
  expect(out).toContain('NOT RANKED: base, of which t is unknown: collapses: nobody stays.');
});
