import { describe, expect, test } from 'vitest';
import { play } from '../support/play.js';
import { refused } from '../support/refused.js';

const ROLL = `urn,name,phase,type,trust,pupils,pupils_2027,head,teachers,pays_now
100001,St Ann's,primary,community,,200,,Smith,10,900
100002,Beech,primary,academy,Oak,210,,Jones,11,
100003,Cedar,primary,academy,Oak,400,420,Jones,20,5000
100004,Dogwood,secondary,academy,Elm,900,,Hill,60,9000
100005,"Elder, [Upper] 🌳",secondary,academy,Elm,410,,Hill,30,
100006,Twin,primary,community,,100,,Hill,5,
100007,twin,primary,community,,150,,Hill,6,
`;

const HEAD = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 3, year_starts: September }
assumptions: { buy_in: { value: 80%, basis: estimate, source: hands } }
schools:
  file: schools.csv
  basis: measured
  source: the council's roll
  attributes: head
  drivers: teachers
  control: { schools: 8 }
  named: { larch: { phase: primary, type: community, pupils: 100 } }
`;
const ONE_TIER = 'tiers: { a: { price: { flat: 1_000, per_pupil: 10 }, joins: =buy_in } }\n';

const files = (changes: string, rest = ONE_TIER): Record<string, string> => ({
  'model.yaml': `${HEAD}${rest}scenarios:\n  s: { because: a talk, schools: ${changes} }\n`,
  'schools.csv': ROLL,
});

/** An exact figure in a year, under the scenario `s` or as the command line sets it. */
async function value(
  model: Record<string, string>,
  figure: string,
  year: string,
  options: readonly string[],
): Promise<string> {
  const { out, err } = await play(['explain', 'model.yaml', figure, '--year', year, '--format', 'json', ...options], {
    files: model,
  });
  expect(err).toBe('');
  return /"value": "?([^",]+)/.exec(out)?.[1] ?? '';
}
const underS = ['--scenario', 's'];
const members = (changes: string, year = '2026', rest = ONE_TIER): Promise<string> =>
  value(files(changes, rest), 'members', year, underS);

// Eight schools at 80% are 6.4 members; the fees of all eight are 1,000 each and 10 for each of 2,470 pupils.
describe('a change of schools by number, by name, by condition', () => {
  test.each<[string, string, string, string]>([
    ['{ change: [{ when: { trust: Oak }, joins: { 2028: 0% } }] }', '2026', 'members', '6.4'],
    ['{ change: [{ when: { trust: Oak }, joins: { 2028: 0% } }] }', '2028', 'members', '4.8'],
    ['{ change: [{ school: 100002, joins: 100% }] }', '2026', 'members', '6.6'],
    ['{ change: [{ school: "  st  ANN\'s ", joins: 100% }] }', '2026', 'members', '6.6'],
    ['{ change: { school: "Elder, [Upper] 🌳", remove: yes } }', '2026', 'members', '5.6'],
    ['{ change: [{ school: Twin (100007), remove: yes }] }', '2026', 'members', '5.6'],
    ['{ change: [{ school: [larch, 100001], joins: 0% }] }', '2026', 'members', '4.8'],
    ['{ change: [{ when: { pupils: { up_to: 100 } }, joins: 0% }] }', '2026', 'members', '4.8'],
    [
      '{ change: [{ when: { pupils: { below: 100 } }, joins: 0% }, { school: Beech, joins: 0% }] }',
      '2026',
      'members',
      'no school',
    ],
    [
      '{ change: [{ when: { teachers: { over: 11 }, phase: [primary, special] }, joins: 0% }] }',
      '2026',
      'members',
      '5.6',
    ],
    ['{ change: [{ when: { head: Jones, pays_now: { from: 5_000 } }, joins: 0% }] }', '2026', 'members', '5.6'],
    // Items apply in order, and each asks the schools as they stand by then.
    ['{ change: [{ school: Beech, trust: Ash }, { when: { trust: Ash }, joins: 0% }] }', '2026', 'members', '5.6'],
    [
      '{ change: [{ school: Beech, pupils: { plus: -110 } }, { when: { pupils: { up_to: 100 } }, joins: 0% }] }',
      '2026',
      'members',
      '4',
    ],
    [
      '{ change: [{ when: { trust: Oak }, remove: trust }, { when: { trust: [Oak, Elm] }, joins: 0% }] }',
      '2026',
      'members',
      '4.8',
    ],
    [
      '{ change: [{ when: { trust: Oak }, joins: { times: 50% } }, { school: Beech, joins: { times: 50% } }] }',
      '2026',
      'members',
      '5.4',
    ],
    ['{ change: [{ school: Beech, joins: 40% }, { school: Beech, joins: { times: 50% } }] }', '2026', 'members', '5.8'],
    ['{ change: [{ school: Beech, joins: { times: { 2028: 50% } } }] }', '2028', 'members', '6'],
    [
      '{ add: [{ school: 100009, phase: special, type: academy, pupils: 50 }], named: { add: { yew: { phase: primary, type: community, pupils: 5 } } } }',
      '2026',
      'members',
      '8',
    ],
    [
      '{ change: [{ school: Willow, joins: 0% }], add: [{ school: 9, name: Willow, phase: primary, type: community, pupils: 1 }] }',
      '2026',
      'members',
      '6.4',
    ],
    ['{ change: [{ school: Beech, pupils: { plus: -20 } }] }', '2026', 'income.membership', '25999.98'],
    [
      '{ change: [{ school: Beech, teachers: 12, pays_now: 500, head: Hill, phase: special }] }',
      '2026',
      'members',
      '6.4',
    ],
  ])('%s in %s: %s is %s', async (changes, year, figure, expected) => {
    if (expected === 'no school')
      expect((await refused(files(changes), ['forecast', '.', ...underS])).told).toEqual([
        'no-school-fits model.yaml:15:47',
      ]);
    else if (figure === 'members') expect(await members(changes, year)).toBe(expected);
    else {
      const [before, after] = [
        await value(files(changes), figure, year, []),
        await value(files(changes), figure, year, underS),
      ];
      expect(Number(before) - Number(after)).toBeCloseTo(160, 6);
    }
  });

  test.each<[string, string]>([
    ['schools[Beech].joins=0%', '{ change: [{ school: Beech, joins: 0% }] }'],
    ['schools[trust=Oak].joins.2028=0%', '{ change: [{ when: { trust: Oak }, joins: { 2028: 0% } }] }'],
    ['schools["Elder, [Upper] 🌳"].pupils.plus=-20', '{ change: [{ school: 100005, pupils: { plus: -20 } }] }'],
    [
      'schools[phase=primary, pupils.up_to=200, pupils.over=100].joins={ times: 50% }',
      '{ change: [{ school: [100001, 100007], joins: { times: 50% } }] }',
    ],
    ['schools[trust=Oak, trust=Elm].remove=yes', '{ change: [{ when: { trust: [Oak, Elm] }, remove: yes }] }'],
    ['schools.100002.pupils=190', '{ change: [{ school: 100002, pupils: 190 }] }'],
    ['schools.change=[{ school: larch, joins: 0% }]', '{ change: [{ school: larch, joins: 0% }] }'],
    ['schools[larch].joins=10%', '{ named: { larch: { add: { joins: 10% } } } }'],
    [
      'schools.add=[{ school: 9, phase: special, type: academy, pupils: 5 }]',
      '{ named: { add: { nine: { phase: special, type: academy, pupils: 5 } } } }',
    ],
  ])('--set %s is the same as a scenario', async (set, changes) => {
    for (const year of ['2026', '2028']) {
      const [bySet, byScenario] = await Promise.all([
        value(files(changes), 'income.membership', year, ['--set', set]),
        value(files(changes), 'income.membership', year, underS),
      ]);
      expect(bySet).toBe(byScenario);
    }
    expect(await value(files(changes), 'income.membership', '2028', [])).not.toBe(
      await value(files(changes), 'income.membership', '2028', underS),
    );
  });
});

describe("a school's own share", () => {
  const TIERS =
    'tiers: { gold: { price: { flat: 3_000 }, joins: 30% }, silver: { price: { flat: 1_000 }, joins: 50% } }\n';
  const share = (tier: string, changes: string, rest = TIERS, year = '2026'): Promise<string> =>
    value(files(changes, rest), 'share', year, [...underS, '--school', 'Beech', '--tier', tier]);

  test('of some tiers leaves the others what is left of the school', async () => {
    const half = '{ change: [{ school: Beech, joins: { gold: 50% } }] }';
    expect([await share('gold', half), await share('silver', half)]).toEqual(['0.5', '0.25']);
    const later = '{ change: [{ school: Beech, joins: { gold: { 2028: 100% } } }] }';
    expect([await share('gold', later), await share('silver', later)]).toEqual(['0.3', '0.5']);
    expect([await share('gold', later, TIERS, '2028'), await share('silver', later, TIERS, '2028')]).toEqual([
      '1',
      '0',
    ]);
    const scaled = '{ change: [{ school: Beech, joins: { gold: { times: 50% } } }] }';
    expect([await share('gold', scaled), await share('silver', scaled)]).toEqual(['0.15', '0.5']);
  });

  test('says of which tier, where it may join several and nothing chooses', async () => {
    const one = await refused(files('{ change: [{ school: Beech, joins: 80% }] }', TIERS), [
      'forecast',
      '.',
      ...underS,
    ]);
    expect(one.told).toEqual(['bad-value model.yaml:15:69']);
    expect(one.err.replace(/\n\s+/g, ' ')).toContain('Beech may join gold and silver, and nothing says which');
    expect(await share('gold', '{ change: [{ school: Beech, joins: 0% }] }')).toBe('0');
    const much = await refused(files('{ change: [{ school: Beech, joins: { gold: 70%, silver: 40% } }] }', TIERS), [
      'forecast',
      '.',
      ...underS,
    ]);
    expect(much.told).toEqual(['shares-exceed model.yaml:15:71']);
    const none = await refused(files('{ change: [{ school: Beech, joins: { glod: 70% } }] }', TIERS), [
      'forecast',
      '.',
      ...underS,
    ]);
    expect(none.told).toEqual(['unknown-name model.yaml:15:71']);
  });

  test.each(['best_value', 'logit, sensitivity: 0.5'])(
    'goes before a choice by %s, which says only of which tier',
    async (rule) => {
      const chosen = `${TIERS}choice: { rule: ${rule} }\n`;
      const sure = '{ change: [{ school: Beech, joins: 100% }] }';
      expect(Number(await share('gold', sure, chosen)) + Number(await share('silver', sure, chosen))).toBeCloseTo(1, 9);
      const gold = '{ change: [{ school: Beech, joins: { gold: 60% } }] }';
      expect(await share('gold', gold, chosen)).toBe('0.6');
      const out = '{ change: [{ school: Beech, joins: { gold: 0%, silver: 0% } }] }';
      expect([await share('gold', out, chosen), await share('silver', out, chosen)]).toEqual(['0', '0']);
    },
  );

  test('may stand in a column of the roll, and with a school of the model', async () => {
    const model = files('{ change: [{ school: larch, joins: { times: 50% } }] }');
    const roll = ROLL.replace(/\n/g, ',,\n')
      .replace('pays_now,,', 'pays_now,joins,joins_2028')
      .replace('10,900,,', '10,900,50%,0%');
    const all = {
      ...model,
      'schools.csv': roll,
      'model.yaml': (model['model.yaml'] as string).replace('pupils: 100 }', 'pupils: 100, joins: { 2027: 40% } }'),
    };
    expect(await value(all, 'members', '2026', [])).toBe('6.1');
    // The school's own year ends in March: half of it stays for seven months of 2028-29.
    expect([await value(all, 'members', '2028', []), await value(all, 'members', '2028', underS)]).toEqual([
      '5.491666666667',
      '5.291666666667',
    ]);
  });

  test('and an intent that a scenario says count before what the school has answered', async () => {
    const rest = `tiers: { a: { price: { flat: 1_000 }, joins: { by_intent: { likely: 60%, no: 0%, member: 100% }, others: 20% } } }\n`;
    const asked = (changes: string): Record<string, string> => {
      const model = files(changes, rest);
      const text = (model['model.yaml'] as string).replace(
        '  basis: measured',
        '  consultation: { file: answers.csv }\n  basis: measured',
      );
      return {
        ...model,
        'model.yaml': text,
        'answers.csv': 'school,option,intent,date\n100002,base,likely,2026-03-01\n100003,a,no,2026-03-01\n',
      };
    };
    // 60% and none of the two who have answered, and 20% of six.
    expect(await value(asked('{ change: [{ school: Beech, pupils: 1 }] }'), 'members', '2026', underS)).toBe('1.8');
    expect(
      await value(asked('{ change: [{ when: { trust: Oak }, intent: member }] }'), 'members', '2026', underS),
    ).toBe('3.2');
    expect(await value(asked('{ change: [{ when: { trust: Oak }, joins: 50% }] }'), 'members', '2026', underS)).toBe(
      '2.2',
    );
    // An answer of a school that is gone is no mistake.
    expect(await value(asked('{ change: [{ when: { trust: Oak }, remove: yes }] }'), 'members', '2026', underS)).toBe(
      '1.2',
    );
  });
});

test('two scenarios: changes compound, removals agree, what is said alike is no clash, and two values are', async () => {
  const model = files('{ change: [{ when: { trust: Oak }, joins: 0% }] }');
  const text = `${model['model.yaml']}  beech: { schools: { change: [{ school: Beech, joins: 0% }] } }
  gone: { schools: { change: [{ when: { trust: Oak }, remove: yes }] } }
  gone_too: { schools: { change: [{ school: [Beech, 100001], remove: yes }] } }
  some: { schools: { change: [{ school: Beech, joins: 50% }] } }
  fewer: { schools: { change: [{ school: Beech, pupils: { times: 50% } }] } }
`;
  const all = { ...model, 'model.yaml': text };
  const of = (scenario: string): Promise<string> => value(all, 'members', '2026', ['--scenario', scenario]);
  expect([await of('s+beech'), await of('gone+gone_too'), await of('some+gone'), await of('gone')]).toEqual([
    '4.8',
    '4',
    '4.8',
    '4.8',
  ]);
  const halves = await value(all, 'income.membership', '2028', [
    '--scenario',
    'fewer',
    '--set',
    'schools[Beech].pupils.times=50%',
  ]);
  expect(Number(await value(all, 'income.membership', '2028', [])) - Number(halves)).toBeCloseTo(0.8 * 1575, 6);
  expect((await refused(all, ['forecast', '.', '--scenario', 's+some'])).told).toEqual([
    'overlay-clash model.yaml:19:48',
  ]);
  expect((await refused(all, ['forecast', '.', '--scenario', 'gone+some'])).told).toEqual([
    'school-removed model.yaml:19:33',
  ]);
});

test('a stress may speak of schools that only some options have: elsewhere it is idle, and no cell is empty', async () => {
  const model = files('{ change: [{ when: { trust: Oak }, remove: yes }] }');
  const text = (model['model.yaml'] as string).replace(
    'tiers:',
    'options: [base, s, more]\nstresses: [beech_out, oak_out, willow_out]\ntiers:',
  );
  const all = `${text}  more: { schools: { add: [{ school: 9, name: Willow, phase: primary, type: community, pupils: 50 }] } }
  beech_out: { schools: { change: [{ school: Beech, joins: 0% }] } }
  oak_out: { schools: { change: [{ when: { trust: Oak }, joins: 0% }] } }
  willow_out: { schools: { change: [{ school: Willow, joins: 0% }] } }
`;
  const played = { files: { ...model, 'model.yaml': all }, width: 120 };
  expect((await play(['check', '.'], played)).code).toBe(0);
  const { out } = await play(['compare', '.', '--grid', '--figure', 'members'], played);
  expect(out).toMatch(/base +6\.4 +5\.6 +4\.8 +6\.4/);
  expect(out).toMatch(/^s +4\.8 +4\.8 +4\.8 +4\.8/m);
  expect(out).toMatch(/more +7\.2 +6\.4 +5\.6 +6\.4/);
  // A name that no option has is a mistake.
  const wrong = { ...model, 'model.yaml': all.replace('school: Willow, joins', 'school: Wilow, joins') };
  expect((await refused(wrong, ['compare', '.', '--grid'])).told).toContain('unknown-name model.yaml:21:47');
});

test('a bridge adds through schools that come, go and change, and compare names them', async () => {
  const changes =
    '{ change: [{ when: { trust: Oak }, joins: { 2028: 0% } }, { school: 100004, remove: yes }], add: [{ school: 9, phase: special, type: academy, pupils: 5 }] }';
  const { out, err } = await play(['compare', '.', '--scenario', 's', '--year', '2028'], {
    files: files(changes),
    width: 120,
  });
  expect(err).toBe('');
  for (const words of ['Oak trust leaves in 2028', 'Dogwood is taken off the roll', 'school 9 is new on the roll']) {
    expect(out).toContain(`  ${words} `);
    expect(out.replace(/\n/g, ' ')).toMatch(new RegExp(`Volume in s:.* ${words}[;.]`));
  }
  for (const path of ['schools.100002.joins', 'schools.100004', 'schools.9']) expect(out).toContain(path);
  const money = (label: string): number =>
    Number((new RegExp(`^${label}.*?\\(?([\\d,]+)\\)?$`, 'm').exec(out)?.[1] ?? '').replace(/,/g, ''));
  expect(money('Reserves in base') - money('Volume: schools, rolls, who joins')).toBe(money('Reserves in s'));
});

test('explain of a changed school ends at the row of the roll and at the line of the scenario, with both sources', async () => {
  const model = files('{ change: [{ school: Beech, pupils: { plus: -20 } }] }');
  const { out } = await play(['explain', '.', 'fee', '--school', '100002', ...underS], { files: model, width: 120 });
  expect(out).toContain(
    "schools.100002.pupils as it was  schools.csv:3:34  measured: the council's roll (written 210)",
  );
  expect(out).toContain('schools.100002.pupils.plus  model.yaml:15:78  scenario: scenario s: a talk (written -20)');
});

describe('what cannot be said of schools is told in its place, all of it at once', () => {
  test.each<[string, string[], string]>([
    [
      '{ change: [{ school: twin, joins: 0% }, { school: Beach, joins: 0% }] }',
      ['several-schools model.yaml:15:55', 'unknown-name model.yaml:15:84'],
      'did you mean "Beech"?',
    ],
    [
      '{ change: [{ when: { trust: Oack }, joins: 0% }, { when: { trsut: Oak }, joins: 0% }] }',
      ['bad-choice model.yaml:15:62', 'unknown-name model.yaml:15:93'],
      'did you mean "trust"?',
    ],
    [
      '{ change: [{ school: Beech, pays_now: { times: 90% } }] }',
      ['school-lacks model.yaml:15:62'],
      'nothing is said of "pays_now" of Beech',
    ],
    [
      '{ change: [{ school: Beech, pupil: { times: 90% } }] }',
      ['unknown-key model.yaml:15:62'],
      'did you mean "pupils"?',
    ],
    ['{ change: [{ school: Beech, pupil: 90 }] }', ['unknown-key model.yaml:15:62'], 'did you mean "pupils"?'],
    ['{ change: [{ school: Beech, trust: { times: 2 } }] }', ['wrong-shape model.yaml:15:69'], '"Oak"'],
    ['{ change: [{ school: Beech, joins: { plus: 5% } }] }', ['unknown-key model.yaml:15:71'], 'a change of a share'],
    ['{ change: [{ school: Beech, pupils: { plus: -300 } }] }', ['bad-value model.yaml:15:70'], 'schools.csv:3:34'],
    ['{ change: [{ school: Beech }] }', ['missing-key model.yaml:15:47'], '"joins"'],
    [
      '{ change: [{ joins: 0% }, { school: Beech, when: { trust: Oak }, joins: 0% }] }',
      ['missing-key model.yaml:15:45', 'either-or model.yaml:15:77'],
      'when',
    ],
    ['{ change: [{ school: Beech, remove: yes, pupils: 5 }] }', ['either-or model.yaml:15:62'], 'nothing to change'],
    [
      '{ change: [{ school: Beech, remove: yes }, { school: Beech, pupils: 5 }] }',
      ['school-removed model.yaml:15:79'],
      'after it has been removed',
    ],
    [
      '{ add: [{ school: 100002, phase: primary, type: academy, pupils: 5 }] }',
      ['duplicate-school model.yaml:15:52'],
      'schools.csv:3:1',
    ],
    [
      '{ add: [{ school: 9, phase: primary, type: academy, pupils: 5 }, { school: 9, phase: primary, type: academy, pupils: 5 }] }',
      ['duplicate-school model.yaml:15:109'],
      'model.yaml:15:52',
    ],
    ['{ add: [{ school: 9, phase: primary }, { phase: primary }] }', ['missing-key model.yaml:15:73'], '"school"'],
    ['{ change: [Beech] }', ['wrong-shape model.yaml:15:45'], 'a change of schools'],
    [
      '{ change: [{ when: Oak, joins: 0% }, { when: { pupils: { upto: 5 } }, joins: 0% }] }',
      ['wrong-shape model.yaml:15:53', 'unknown-key model.yaml:15:91'],
      'did you mean "up_to"?',
    ],
  ])('%s', async (changes, told, words) => {
    const found = await refused(files(changes), ['forecast', '.', ...underS]);
    expect(found.told).toEqual(told);
    expect(found.err.replace(/\n\s+/g, ' ')).toContain(words);
  });

  test.each<[string, string]>([
    ['schools[Beech.joins=0%', 'is not closed'],
    ['schools[Beech]=0%', 'a key of a school is missing'],
    ['schools[].joins=0%', 'says which school'],
    ['schools[trust=Oak, Beech].joins=0%', '"Beech" is no condition'],
    ['schools[Beech].joins=', 'no value after the equals sign'],
  ])('--set %s', async (set, words) => {
    const { code, err } = await play(['forecast', '.', '--set', set], {
      files: files('{ change: [{ school: Beech, joins: 0% }] }'),
    });
    expect(code).toBe(2);
    expect(err.replace(/\n\s+/g, ' ')).toContain(words);
  });
});
