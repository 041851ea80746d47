import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { toldIn } from '../support/told.js';

/* The smallest inputs that were accepted, or blamed on the wrong place, before the kind of fault of each was mended: by the name of the kind. */

const INPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'scenario-base': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools:
  groups:
    a: { count: 10, phase: primary, type: community, pupils: 200 }
tiers:
  m: { price: { per_pupil: 10 }, joins: 90% }
overheads:
  o: { per_year: 10_000 }
reserves: { opening: 5_000 }
scenarios:
  base: { because: x, overheads: { o: { per_year: 99_000 } } }
`,
  },
  'scenario-blamed': {
    'model.yaml': `buyin: 1
name: Option that drops a tier
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools: { file: schools.csv }
tiers:
  core: { price: { flat: 1_000 }, joins: 100% }
  plus: { price: { flat: 4_000 }, joins: 100% }
choice: { rule: assigned }
scenarios: { one_tier: { because: one for all, remove: [tiers.core], choice: { rule: best_value } } }
`,
    'schools.csv': `urn,name,phase,type,pupils,tier
900001,A,primary,community,200,core
`,
  },
  'scenario-no-effect': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 2, year_starts: September }
assumptions: { j: { value: 90%, basis: estimate, source: s, owner: o }, k: { value: 5%, basis: estimate, source: s, owner: o } }
schools: { groups: { p: { count: 10, phase: primary, type: academy, pupils: 200 } } }
tiers: { m: { price: { per_pupil: 10 }, joins: =j } }
scenarios: { z: { because: inflation doubles, assumptions: { k: { value: 10% } } } }
`,
  },
  'range-end': {
    'model.yaml': `buyin: 1
name: An end that makes no model
basis: illustrative
source: invented
calendar: { starts: 2026-09, years: 1, year_starts: September }
assumptions:
  more: { value: 50%, range: { low: 40%, high: 80% }, owner: finance lead }
schools:
  groups:
    p: { count: 10, phase: primary, type: academy, pupils: 200 }
tiers:
  a: { price: { flat: 1_000 }, joins: =more }
  b: { price: { flat: 1_500 }, joins: 25% }
overheads:
  rent: { per_year: 5_000 }
reserves: { opening: 20_000 }
payment_terms: { schools: 0, suppliers: 0 }
`,
  },
  'dated-collision': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 3, year_starts: September }
schools: { groups: { p: { count: 10, phase: primary, type: academy, pupils: 200 } } }
tiers: { m: { price: { per_pupil: 10 }, joins: 100% } }
contracts: { c: { kind: grant, per_year: { 2026: 120_000, 2026-09: 60_000 } } }
`,
  },
  'trust-placeholder': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools: { file: schools.csv }
tiers: { m: { price: { flat: 1_000, group: { by: trust, charge: sum } }, joins: 100% } }
`,
    'schools.csv': `urn,name,phase,type,pupils,trust
1,A,primary,community,200,Not applicable
2,B,primary,community,200,Not applicable
3,C,primary,community,200,Not applicable
4,D,primary,community,200,Not applicable
`,
  },
  'trust-spelling': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools: { file: schools.csv }
tiers: { m: { price: { bands: { mode: flat, each: [ { up_to: 250, amount: 1_000 }, { over: 250, amount: 1_500 } ] }, group: { by: trust, charge: sum } }, joins: 100% } }
`,
    'schools.csv': `urn,name,phase,type,pupils,area,trust
1,A,primary,academy,100,Salford,North Star Trust
2,B,primary,academy,100,salford,North Star Trust 
3,C,primary,academy,300,Salford,North  Star Trust
`,
  },
  'roll-total-row': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools: { roll: { count: headcount, census: january }, file: schools.csv }
tiers: { m: { price: { per_pupil: 10 }, joins: 100% } }
reserves: { opening: 0 }
`,
    'schools.csv': `urn,name,phase,type,pupils
900001,Alpha,primary,community,200
900002,Beta,primary,community,300
Total,Total,primary,community,500
`,
  },
  'consultation-future': {
    'i.csv': `school,option,intent,date
900001,base,committed,2062-05-01
900001,base,no,2026-06-01
`,
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools: { roll: { count: headcount, census: january }, file: schools.csv, consultation: { file: i.csv, latest: yes } }
tiers: { m: { price: { flat: 100 }, joins: { others: 50%, by_intent: { committed: 100%, no: 0% } } } }
`,
    'schools.csv': `urn,name,phase,type,pupils
900001,A,secondary,academy,600
`,
  },
  'name-of-object': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools:
  attributes: [constructor]
  groups: { a: { count: 10, phase: primary, type: community, pupils: 200, attributes: { constructor: north } } }
tiers: { m: { price: [{ when: { constructor: north }, flat: 100 }, { flat: 900 }], joins: 100% } }
`,
  },
  'range-unreadable': {
    'model.yaml': `buyin: 1
name: An end of a range that is no number
calendar: { starts: 2026-09, years: 2, year_starts: September }
assumptions:
  bi: { value: 50%, range: { low: 40%, high: banana }, basis: estimate, source: s, owner: o }
  rent:
    value: 500
    states: { kept: { value: 500, probability: 60% }, doubled: { value: 1k, probability: 40% } }
    basis: estimate
    source: s
    owner: o
schools: { groups: { p: { count: 20, phase: primary, type: academy, pupils: 210 } } }
tiers: { membership: { price: { flat: 1_000 }, joins: =bi } }
overheads: { rent: { per_year: =rent } }
reserves: { opening: 1_000 }
`,
  },
  'constituency-unchecked': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools:
  groups:
    a: { count: 10, phase: primary, type: community, pupils: 200, pays_now: 900 }
tiers: { m: { price: { flat: 500 }, joins: 100% } }
governance: { constituencies: { heads: { name: Heads, when: { phase: prinary }, seats: 3 }, rest: { name: The rest, seats: 1, when: { phse: x } } } }
`,
  },
  'attribute-undeclared': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools:
  attributes: [team]
  groups:
    a: { count: 10, phase: primary, type: community, pupils: 200, attributes: { team: north } }
    b: { count: 10, phase: primary, type: community, pupils: 200, attributes: { tem: north } }
tiers: { m: { price: [{ when: { team: north }, flat: 100 }, { flat: 900 }], joins: 100% } }
`,
  },
  'use-unknown-key': {
    'model.yaml': `buyin: 1
name: T
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools: { groups: { a: { count: 10, phase: primary, type: community, pupils: 200 } } }
tiers: { m: { use: { list: hep-2018, teir: adviser, yer: 1999 }, joins: 100% } }
`,
  },
  'examples-held': {
    'list.yaml': `buyin: 1
name: examples that cannot be held
basis: illustrative
source: test
attributes: [member]
tiers:
  core: { price: { per_pupil: 10 } }
  other: { price: { per_pupil: 10, discounts: { percent: 5%, when: { member: yes } } } }
examples:
  misspelt_tier: { school: { phase: primary, pupils: 100 }, tier: cor, tag: worked, pays: 999_999 }
  misspelt_key: { school: { phase: primary, pupls: 100 }, tier: core, tag: worked, pays: 999_999 }
  misspelt_value: { school: { phase: primry, pupils: 100 }, tier: core, tag: worked, pays: 999_999 }
  no_number: { school: { phase: primary, pupils: lots }, tier: core, tag: worked, pays: 999_999 }
  no_tier: { school: { phase: primary, pupils: 100 }, tag: worked, pays: 999_999 }
  ambiguous_by_mistake: { school: { phase: primry, pupils: 100 }, tier: core, tag: ambiguous }
`,
  },
  'bands-as-published': {
    'list.yaml': `buyin: 1
name: Oxfordshire finance
basis: published
source: schools.oxfordshire.gov.uk current pricing
tiers:
  finance:
    price:
      - { when: { phase: secondary }, flat: 5_304 }
      - when: { phase: primary }
        bands:
          mode: flat
          each:
            - { up_to: 50, amount: 1_693.20 }
            - { from: 51, up_to: 150, amount: 2_119.56 }
            - { from: 151, up_to: 300, amount: 3_046.74 }
            - { from: 301, up_to: 1_000, amount: 3_603.66 }
examples:
  p50: { school: { phase: primary, pupils: 50 }, tag: price, pays: 1_693.20 }
  p51: { school: { phase: primary, pupils: 51 }, tag: price, pays: 2_119.56 }
  p150: { school: { phase: primary, pupils: 150 }, tag: price, pays: 2_119.56 }
  p151: { school: { phase: primary, pupils: 151 }, tag: price, pays: 3_046.74 }
  p301: { school: { phase: primary, pupils: 301 }, tag: price, pays: 3_603.66 }
  sec: { school: { phase: secondary, pupils: 900 }, tag: price, pays: 5_304 }
  p1001: { school: { phase: primary, pupils: 1_001 }, tag: ambiguous, why: the bands end at 1000 }
`,
  },
};

/** What is run in the folder of an input, how it ends, and what is told: each cause once, at its own place. */
const ROWS: readonly (readonly [kind: string, command: string, code: number, told: readonly string[]])[] = [
  ['scenario-base', 'check .', 1, ['reserved-name model.yaml:13:3']],
  ['scenario-base', 'forecast . --scenario base', 1, ['reserved-name model.yaml:13:3']],
  ['scenario-blamed', 'check .', 1, ['unknown-name model.yaml:9:57']],
  ['scenario-no-effect', 'check . --strict', 1, ['linted model.yaml:7:14']],
  ['range-end', 'check .', 1, ['shares-exceed model.yaml:7:48']],
  ['range-end', 'simulate .', 1, ['shares-exceed model.yaml:7:48']],
  ['dated-collision', 'forecast .', 1, ['duplicate-key model.yaml:6:59']],
  ['trust-placeholder', 'check . --strict', 1, ['linted schools.csv:2:1']],
  ['trust-spelling', 'check . --strict', 1, ['linted schools.csv:3:1', 'linted schools.csv:4:1']],
  ['roll-total-row', 'check . --strict', 1, ['linted schools.csv:4:1']],
  ['consultation-future', 'consultation .', 1, ['bad-value i.csv:2:23']],
  ['name-of-object', 'check .', 0, []],
  ['name-of-object', 'price . --school phase=constructor', 2, ['bad-choice --school:1:7']],
  ['range-unreadable', 'check .', 1, ['bad-value model.yaml:5:46', 'bad-value model.yaml:8:73']],
  ['constituency-unchecked', 'check . --strict', 1, ['bad-choice model.yaml:8:70', 'unknown-name model.yaml:8:135']],
  ['attribute-undeclared', 'check . --strict', 1, ['unknown-key model.yaml:8:81']],
  ['use-unknown-key', 'check . --strict', 1, ['unknown-key model.yaml:5:38', 'unknown-key model.yaml:5:53']],
  [
    'examples-held',
    'check list.yaml --strict',
    1,
    [
      'unknown-name list.yaml:10:67',
      'unknown-key list.yaml:11:45',
      'bad-choice list.yaml:12:38',
      'bad-value list.yaml:13:50',
      'missing-key list.yaml:14:74',
      'bad-choice list.yaml:15:44',
    ],
  ],
  [
    'bands-as-published',
    'check list.yaml',
    1,
    ['bands-gap list.yaml:14:15', 'bands-gap list.yaml:15:15', 'bands-gap list.yaml:16:15'],
  ],
];

test.each(ROWS)('%s: buyin %s ends with %i', async (kind, command, code, told) => {
  const played = await play(command.split(' '), { files: INPUTS[kind] ?? {} });
  expect([played.code, toldIn(played.err)], played.err).toEqual([code, told]);
});

test('every input has a row', () => {
  expect(new Set(ROWS.map(([kind]) => kind))).toEqual(new Set(Object.keys(INPUTS)));
});

test('a price that asks for an attribute named as what every object has is the right price', async () => {
  const { out } = await play(['price', '.', '--format', 'csv'], { files: INPUTS['name-of-object'] ?? {} });
  expect(out).toMatch(/,100\.00,/);
});

test('published bands hold once whole pupils are counted, as the remedy says', async () => {
  const list = INPUTS['bands-as-published']?.['list.yaml'] ?? '';
  const mended = list.replace(
    '      - when: { phase: primary }\n',
    '      - when: { phase: primary }\n        blocks: { pupils: 1 }\n',
  );
  const { code, out } = await play(['check', 'list.yaml'], { files: { 'list.yaml': mended } });
  expect([code, /list\.yaml +yes/.test(out)]).toEqual([0, true]);
});
