import { describe, expect, test } from 'vitest';
import { play } from '../support/play.js';
import { refused } from '../support/refused.js';
import { toldIn } from '../support/told.js';

/* What a published price list promises by its examples: nothing that is wrong in one is passed over. */

const LIST = `buyin: 1
name: A list
attributes: [member, role]
drivers: [meetings]
tiers:
  core: { price: { per_pupil: 10 } }
  other: { price: { per_pupil: 10, discounts: { percent: 5%, when: { member: yes } } } }
  hours: { price: [{ when: { role: senior }, per: { meetings: 85 } }, { when: { role: adviser }, packs: { of: meetings, sizes: { 3: 100 } } }] }
examples:
`;
const told = async (...examples: readonly string[]): Promise<readonly string[]> => {
  const text = LIST + examples.map((each, i) => `  example_${i}: { ${each} }\n`).join('');
  return toldIn((await play(['check', 'list.yaml'], { files: { 'list.yaml': text } })).err).map((each) =>
    each.replace(/ list\.yaml:(\d+).*$/, ' $1'),
  );
};

test.each([
  ['a tier', 'school: { phase: primary, pupils: 100 }, tier: cor, tag: worked, pays: 1_000', ['unknown-name 10']],
  ['a key', 'school: { phase: primary, pupls: 100 }, tier: core, tag: worked, pays: 1_000', ['unknown-key 10']],
  ['a value', 'school: { phase: primry, pupils: 100 }, tier: core, tag: worked, pays: 1_000', ['bad-choice 10']],
  [
    'a value of yes or no',
    'school: { pupils: 100, member: yess }, tier: other, tag: worked, pays: 1_000',
    ['bad-choice 10'],
  ],
  ['a number', 'school: { phase: primary, pupils: lots }, tier: core, tag: worked, pays: 1_000', ['bad-value 10']],
  ['an amount', 'school: { phase: primary, pupils: 100 }, tier: core, tag: worked, pays: 1_0o0', ['bad-value 10']],
  [
    'a tier and a value at once',
    'school: { phase: primry, pupils: 100 }, tier: cor, tag: worked, pays: 1_0o0',
    ['unknown-name 10', 'bad-choice 10', 'bad-value 10'],
  ],
  ['no tier among several', 'school: { phase: primary, pupils: 100 }, tag: worked, pays: 1_000', ['missing-key 10']],
  [
    'a value, of a school that is said to be ambiguous',
    'school: { phase: primry, pupils: 100 }, tier: core, tag: ambiguous',
    ['bad-choice 10'],
  ],
  [
    'a quantity that is not said, of an ambiguous school',
    'school: { role: senior }, tier: hours, tag: ambiguous',
    ['missing-key 10'],
  ],
  [
    'a quantity that is not said, of a school that is not offered',
    'school: { role: senior }, tier: hours, tag: price, not_offered: yes',
    ['missing-key 10'],
  ],
  ['a quantity that is not said', 'school: { role: senior }, tier: hours, tag: price, pays: 85', ['missing-key 10']],
  [
    'a quantity that is said to be unknown',
    'school: { role: senior, meetings: unknown }, tier: hours, tag: ambiguous',
    ['bad-value 10'],
  ],
  [
    'an amount of a school that is not priced',
    'school: { role: other, meetings: 1 }, tier: hours, tag: ambiguous, commission: 5, net: 2',
    ['either-or 10', 'either-or 10'],
  ],
  ['no school in a list of them', 'schools: [], tier: core, tag: rule, pays: 0', ['missing-key 10']],
  [
    'an anomaly that is none',
    'school: { pupils: 100 }, tier: core, tag: anomaly, pays: 1_000, published: 1_000',
    ['no-anomaly 10'],
  ],
  ['a price of a school that has none', 'school: { pupils: 100 }, tier: core, tag: ambiguous', ['example-differs 10']],
])('%s that is wrong in an example is told', async (_what, example, codes) => {
  expect([...(await told(example))].sort()).toEqual([...codes].sort());
});

test('every example that is wrong is told, each with its own problem', async () => {
  expect(
    await told(
      'school: { pupils: 100 }, tier: core, tag: rule, pays: 1',
      'school: { pupils: 1 }, tier: cor, tag: rule, pays: 10',
    ),
  ).toEqual(['example-differs 10', 'unknown-name 11']);
});

test('what is not published is refused because no price covers it', async () => {
  const right = [
    'school: { role: other, meetings: 1 }, tier: hours, tag: ambiguous',
    'school: { role: adviser, meetings: 4 }, tier: hours, tag: ambiguous',
  ];
  const text = LIST + right.map((each, i) => `  example_${i}: { ${each} }\n`).join('');
  expect(await play(['check', 'list.yaml'], { files: { 'list.yaml': text } })).toMatchObject({ code: 0, err: '' });
});

test('true is yes, wherever a school says it', async () => {
  const files = {
    'list.yaml': `${LIST}  one: { school: { pupils: 100, member: true }, tier: other, tag: rule, pays: 950 }\n`,
  };
  expect(await play(['check', 'list.yaml'], { files })).toMatchObject({ code: 0, err: '' });
});

test('what the command line says twice of a school is refused', async () => {
  const files = { 'list.yaml': `${LIST}  one: { school: { pupils: 100 }, tier: core, tag: rule, pays: 1_000 }\n` };
  const { told: codes } = await refused(
    files,
    ['price', 'list.yaml', '--tier', 'core', '--school', 'pupils=100,pupils=200'],
    {},
    2,
  );
  expect(codes).toEqual(['duplicate-key --school:1:12']);
});

test('an acceptance holds where something else in the file is wrong', async () => {
  const text = `buyin: 1
name: A list
drivers: [days]
tiers: { day: { price: { bands: { of: days, mode: slab, each: [{ below: 21, price: 550 }, { from: 21, price: 418 }] } } } }
examples: { one: { school: { days: 1 }, tag: rule, pays: 1 } }
lints: { accepts: [{ lint: price-inversion, because: as published }] }
`;
  const { code, err } = await play(['check', 'list.yaml', '--strict'], { files: { 'list.yaml': text } });
  expect(code).toBe(1);
  expect(err).toContain('1 problem\n');
  expect(err).toContain('[example-differs]');
});

test('a check that speaks of scenarios together is held against them together', async () => {
  const text = `buyin: 1
name: T
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools: { named: { a: { phase: primary, type: community, pupils: 200 } } }
tiers: { m: { price: { per_pupil: 10 }, joins: 100% } }
scenarios: { fewer: { tiers: { m: { joins: 50% } } }, cheaper: { tiers: { m: { price: { per_pupil: 5 } } } } }
checks: { one: { figure: income, at_least: 501, scenarios: [fewer+cheaper] } }
`;
  const { err } = await play(['check', '.'], { files: { 'model.yaml': text } });
  expect(toldIn(err)).toEqual(['check-failed model.yaml:7:44']);
});

test.each([
  // £543.50 of checks, of which £163.50 is administration, and £45 once: VAT on £208.50.
  ['', 588.5, 630.2],
  // The same as a leaflet prints it, with the VAT in it: five sixths of £208.50 before VAT.
  ['includes_vat: yes', 553.75, 588.5],
])(
  'what is paid once on joining bears the VAT of its tier, and no share of what the parts bear: %s',
  async (more, pays, withVat) => {
    const files = {
      'list.yaml': `buyin: 1
name: Checks
drivers: [paid, volunteers]
tiers:
  checks:
    vat: standard
    price:
      parts:
        state: { per: { paid: 38 }, vat: outside_scope }
        administration: { per: { paid: 10.90, volunteers: 10.90 } }
      joining: 45
      ${more}
examples:
  first: { school: { paid: 10, volunteers: 5, years: 1 }, tag: rule, pays: ${pays}, with_vat: ${withVat} }
`,
    };
    expect(await play(['check', 'list.yaml'], { files })).toMatchObject({ code: 0, err: '' });
  },
);

test('what lacks a key is called what it is: a list, or a school that is asked for', async () => {
  const list = `buyin: 1\nname: List\ntiers: { t: { price: { when: { phase: primary }, flat: 5 } } }\n`;
  const told = async (argv: string[], text: string): Promise<string> =>
    (await play(argv, { files: { 'list.yaml': text }, width: 200 })).err;
  expect(await told(['check', 'list.yaml'], 'buyin: 1\nname: List\n')).toContain('the price list has no "tiers"');
  expect(await told(['price', 'list.yaml', '--school', 'pupils=5'], list)).toContain('the school has no "phase"');
});

describe('what is said of quantities', () => {
  const text = (surcharge: string): string => `buyin: 1
name: Kitchens
drivers: [kitchens, boxes]
tiers:
  a:
    price:
      per: { kitchens: 100, boxes: 1 }
      surcharges: [{ ${surcharge} }, { amount: 5, when: { phase: primary } }]
`;
  const row = async (surcharge: string, kitchens: number, boxes = 1): Promise<string> => {
    const school = `phase=primary,kitchens=${kitchens},boxes=${boxes}`;
    const argv = ['price', 'list.yaml', '--school', school, '--explain'];
    const { out, err } = await play(argv, { files: { 'list.yaml': text(surcharge) }, width: 120 });
    return err === '' ? out : err;
  };

  test.each([
    ['percent: 10%, of: kitchens, over: 3', 3, '£5.00 on top '],
    ['percent: 10%, of: kitchens, over: 3', 4, '10% on top over 3 kitchens, then £5.00 on top '],
    ['percent: 10%, of: kitchens, up_to: 1', 1, '10% on top up to 1 kitchen, then £5.00 on top '],
    ['percent: 10%, of: kitchens, up_to: 1', 2, '£5.00 on top '],
    ['percent: 10%, of: kitchens, over: 1, up_to: 3', 2, '10% on top over 1 up to 3 kitchens, then £5.00 on top '],
  ])('a surcharge %s of %i is named where it holds', async (surcharge, kitchens, said) => {
    expect(await row(surcharge, kitchens)).toMatch(new RegExp(`^surcharges +${said.replace(/[$.]/g, '.')}`, 'm'));
  });

  test('one of a thing is in the singular', async () => {
    expect(await row('amount: 1', 1)).toContain('£100.00 × 1 kitchen + £1.00 × 1 box ');
    expect(await row('amount: 1', 2, 3)).toContain('£100.00 × 2 kitchens + £1.00 × 3 boxes ');
  });

  test('a surcharge that counts by another word is one problem', async () => {
    const err = await row('percent: 10%, of: kitchens, from: 3', 1);
    expect(err.replace(/\s+/g, ' ')).toContain('"from" is not a key of a surcharge, which has no "over"');
    expect(err).toMatch(/\n1 problem\n$/);
  });
});
