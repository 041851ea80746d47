import { cases } from '../support/just-right.js';
import { model } from '../support/refused.js';

/*
 * What a check refuses, where, and what lies beside it and is right: the last value that is accepted, or the same words
 * where they belong. A check that asks more or less than it should fails one of the two.
 */

const rest = (text: string): string => model({ rest: `${text}\n` });
const head = (text: string): string => rest(`parameters: england\n${text}`);

cases('costs and contracts', rest, [
  [
    'a donation with VAT',
    'contracts: { c: { kind: donation, per_year: 1, vat: standard } }',
    ['bad-value at standard'],
    'contracts: { c: { kind: donation, per_year: 1, vat: outside_scope } }',
  ],
  [
    'interest with VAT',
    'contracts: { c: { kind: interest, rate: 1%, vat: standard } }',
    ['bad-value at standard'],
    'contracts: { c: { kind: interest, rate: 1% } }',
  ],
  [
    'a thing worth more than its cost at the end',
    'capital: { c: { cost: 900, bought: 2025-10, life: 3, residual: 900.01 } }',
    ['bad-value at 900.01'],
    'capital: { c: { cost: 900, bought: 2025-10, life: 3, residual: 900 } }',
  ],
  [
    'a post without on-costs',
    'staff: { a: { fte: 1, salary: 10 } }',
    ['missing-key at a'],
    'staff: { a: { fte: 1, salary: 10, on_costs: 0% } }',
  ],
  [
    'on-costs said twice',
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, pension: none } }',
    ['either-or at none'],
    'staff: { a: { fte: 1, salary: 10, on_costs: 1% } }',
  ],
  [
    'a post for a stream that is not there',
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, for: tiers.gold } }',
    ['unknown-name at tiers.gold'],
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, for: tiers.membership } }',
  ],
  [
    'a post with days for one stream',
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, days: 195, chargeable: 70%, for: tiers } }',
    ['either-or at tiers'],
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, for: tiers } }',
  ],
  [
    'a post that ends before it starts',
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, from: 2026-02, to: 2026-01 } }',
    ['ends-before-start at 2026-01'],
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, from: 2026-02, to: 2026-02 } }',
  ],
  [
    'a post from after the calendar',
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, from: 2026-09 } }',
    ['outside-calendar at 2026-09'],
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, from: 2026-08 } }',
  ],
  [
    'a post to before the calendar',
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, to: 2025-08 } }',
    ['outside-calendar at 2025-08'],
    'staff: { a: { fte: 1, salary: 10, on_costs: 1%, to: 2025-09 } }',
  ],
]);

cases('loans and the share-out', rest, [
  [
    'a loan that ends before it starts',
    'loans: { b: { limit: 9, drawn: when_needed, rate: 5%, from: 2026-02, to: 2026-01 } }',
    ['ends-before-start at 2026-01'],
    'loans: { b: { limit: 9, drawn: when_needed, rate: 5%, from: 2026-02, to: 2026-02 } }',
  ],
  [
    'a loan from after the calendar',
    'loans: { b: { limit: 9, drawn: when_needed, rate: 5%, from: 2026-09 } }',
    ['outside-calendar at 2026-09'],
    'loans: { b: { limit: 9, drawn: when_needed, rate: 5%, from: 2026-08 } }',
  ],
  [
    'a loan that is repaid in the month in which it is drawn',
    'loans: { b: { drawn: { 2025-10: 8 }, rate: 5%, repaid: { from: 2025-10, months: 2 } } }',
    ['bad-value at 2025-10'],
    'loans: { b: { drawn: { 2025-10: 8 }, rate: 5%, repaid: { from: 2025-11, months: 2 } } }',
  ],
  [
    'a loan above its limit',
    'loans: { b: { limit: 8, drawn: { 2025-10: 8.01 }, rate: 5% } }',
    ['bad-value at {'],
    'loans: { b: { limit: 8, drawn: { 2025-10: 8 }, rate: 5% } }',
  ],
  [
    'parts that come to zero',
    'sharing: { by: { tiers.membership: 0 } }',
    ['bad-value at {'],
    'sharing: { by: { tiers.membership: 1 } }',
  ],
  [
    'a share-out by days that nothing takes',
    'sharing: { by: days }\nservices: { day: { kind: traded, unit: day, price: { per: { units: 5 } } } }',
    ['bad-value at days'],
    'sharing: { by: days }\nstaff: { a: { fte: 1, salary: 10, on_costs: 1%, days: 195, chargeable: 70% } }\nservices: { day: { kind: traded, unit: day, price: { per: { units: 5 } }, delivery: { by: a, days: 1 } } }',
  ],
]);

cases('assumptions', rest, [
  [
    'a range that is upside down',
    'assumptions: { a: { value: 5, range: { low: 6, high: 4 } } }',
    ['bad-value at 4'],
    'assumptions: { a: { value: 5, range: { low: 5, high: 5 } } }',
  ],
  [
    'a value outside its range',
    'assumptions: { a: { value: 5, range: { low: 6, high: 7 } } }',
    ['bad-value at 5'],
    'assumptions: { a: { value: 6, range: { low: 6, high: 7 } } }',
  ],
  [
    'a normal spread that is not midway',
    'assumptions: { a: { value: 5, range: { low: 4, high: 7, shape: normal } } }',
    ['bad-value at 5'],
    'assumptions: { a: { value: 5, range: { low: 4, high: 6, shape: normal } } }',
  ],
  [
    'a percentage beside a number',
    'assumptions: { a: { value: 5%, range: { low: 4, high: 6% } } }',
    ['bad-value at 6%'],
    'assumptions: { a: { value: 5%, range: { low: 0, high: 6% } } }',
  ],
  [
    'a correlation with what has no range',
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 5 } }\nuncertainty: { rank_correlation: { a: { b: 50% } } }',
    ['unknown-name at b'],
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 5, range: { low: 4, high: 6 } } }\nuncertainty: { rank_correlation: { a: { b: 50% } } }',
  ],
]);

cases('checks and indicators', rest, [
  [
    'a check that holds nothing',
    'checks: { c: { figure: reserves.closing } }',
    ['missing-key at c'],
    'checks: { c: { figure: reserves.closing, at_least: 0 } }',
  ],
  [
    'a word for scenarios',
    'checks: { c: { figure: reserves.closing, at_least: 0, scenarios: every } }',
    ['bad-choice at every'],
    'checks: { c: { figure: reserves.closing, at_least: 0, scenarios: all } }',
  ],
]);

cases('prices', (text) => model({ tiers: `tiers:\n  membership: { joins: 100%, price: ${text} }\n` }), [
  ['a driver in capitals', '{ per: { Teachers: 5 } }', ['unknown-name at Teachers'], '{ per: { pupils: 5 } }'],
  [
    'a discount of two kinds',
    '{ per_pupil: 5, discounts: { percent: 5%, amount: 3 } }',
    ['either-or at 3'],
    '{ per_pupil: 5, discounts: { percent: 5% } }',
  ],
  [
    'numbers between which nothing lies',
    '{ when: { pupils: { over: 5, below: 4 } }, per_pupil: 5 }',
    ['bands-empty at {'],
    '[{ when: { pupils: { from: 5, up_to: 5 } }, per_pupil: 5 }, { per_pupil: 6 }]',
  ],
  [
    'a part of an unknown service',
    '{ per_pupil: 5, discounts: { amount: 3, bundle: [hr, it] } }',
    ['unknown-name at [hr', 'unknown-name at hr', 'unknown-name at it'],
    '{ per_pupil: 5, discounts: { amount: 3 } }',
  ],
]);

const LIFE = (text: string): string =>
  model({
    schools: `schools:\n  named:\n    oak: { phase: primary, type: community, pupils: 200 }\n    ash: ${text}\n`,
  });
cases('lives of schools', LIFE, [
  [
    'a school that goes into one that is not there',
    '{ phase: primary, type: community, pupils: 9, closes: 2026-01, into: elm }',
    ['unknown-name at elm'],
    '{ phase: primary, type: community, pupils: 9, closes: 2026-01, into: oak }',
  ],
  [
    'a school that goes into another and does not close',
    '{ phase: primary, type: community, pupils: 9, into: oak }',
    ['missing-key at oak'],
    '{ phase: primary, type: community, pupils: 9, closes: 2026-08, into: oak }',
  ],
  [
    'a school that goes into itself',
    '{ phase: primary, type: community, pupils: 9, closes: 2026-01, into: ash }',
    ['merger-cycle at ash'],
    '{ phase: primary, type: community, pupils: 9, closes: 2026-01 }',
  ],
  [
    'a school that closes before it opens',
    '{ phase: primary, type: community, pupils: 9, opens: 2026-02, closes: 2026-01 }',
    ['life-order at 2026-01'],
    '{ phase: primary, type: community, pupils: 9, opens: 2026-02, closes: 2026-02 }',
  ],
  [
    'pupils from after the calendar',
    '{ phase: primary, type: community, pupils: { 2027-09: 9 } }',
    ['no-rate at {'],
    '{ phase: primary, type: community, pupils: { 2025-09: 9 } }',
  ],
]);
cases(
  'discounts',
  (terms) =>
    model({ tiers: `tiers:\n  membership: { joins: 100%, price: { per_pupil: 5, discounts: { ${terms} } } }\n` }),
  [
    [
      'one unit, and that one and all later ones',
      'percent: 5%, of: pupils, nth: 2, from_nth: 2',
      ['either-or at 2'],
      'percent: 5%, of: pupils, nth: 2',
    ],
    [
      'from so many, and above so many',
      'percent: 5%, of: pupils, from: 2, over: 3',
      ['either-or at 3'],
      'percent: 5%, of: pupils, over: 3',
    ],
    [
      'above so many, and one unit',
      'percent: 5%, of: pupils, over: 2, nth: 3',
      ['either-or at 3'],
      'percent: 5%, of: pupils, over: 2, up_to: 3',
    ],
    [
      'above so many, and all from one unit on',
      'percent: 5%, of: pupils, over: 2, from_nth: 3',
      ['either-or at 3'],
      'percent: 5%, of: pupils, from_nth: 3',
    ],
    [
      'from so many, and one unit',
      'percent: 5%, of: pupils, from: 2, nth: 3',
      ['either-or at 3'],
      'percent: 5%, of: pupils, from: 2',
    ],
    [
      'from so many, and all from one unit on',
      'percent: 5%, of: pupils, from: 2, from_nth: 3',
      ['either-or at 3'],
      'percent: 5%, of: pupils, up_to: 3',
    ],
    ['nothing off', 'because: a gift', ['missing-key at {'], 'because: a gift, amount: 1'],
    ['units of nothing', 'percent: 5%, from: 2', ['missing-key at {'], 'percent: 5%'],
    [
      'a driver of which nothing is counted',
      'percent: 5%, of: pupils',
      ['missing-key at {'],
      'amount: 5, of: pupils, from: 0',
    ],
    [
      'a driver in capitals',
      'percent: 5%, of: Pupils, from: 2',
      ['bad-value at Pupils'],
      'percent: 5%, of: pupils, from: 2',
    ],
  ],
);

cases(
  'other terms of a price',
  (terms) => model({ tiers: `tiers:\n  membership: { joins: 100%, price: { flat: 5, ${terms} } }\n` }),
  [
    [
      'a surcharge of two kinds',
      'surcharges: { percent: 5%, amount: 3 }',
      ['either-or at 3'],
      'surcharges: { percent: 5% }',
    ],
    [
      'a surcharge of nothing',
      'surcharges: { because: late }',
      ['missing-key at {'],
      'surcharges: { because: late, amount: 5 }',
    ],
    [
      'a surcharge on units of nothing',
      'surcharges: { amount: 5, over: 3 }',
      ['missing-key at {'],
      'surcharges: { amount: 5, of: pupils, over: 3 }',
    ],
    [
      'a surcharge on a driver of which nothing is counted',
      'surcharges: { amount: 5, of: pupils }',
      ['missing-key at {'],
      'surcharges: { amount: 5, of: pupils, up_to: 3 }',
    ],
    ['joining that costs nothing', 'joining: {}', ['missing-key at joining'], 'joining: { fee: 5 }'],
    [
      'VAT in the price of a tier that says nothing of VAT',
      'includes_vat: yes',
      ['missing-key at membership'],
      'includes_vat: no',
    ],
    [
      'a tier that nobody can take beside it',
      'discounts: { amount: 1, bundle: [membership, gold] }',
      ['unknown-name at [membership', 'unknown-name at gold'],
      'discounts: { amount: 1 }',
    ],
  ],
);

cases(
  'a price of three years',
  (term) =>
    model({
      tiers: `tiers:\n  membership: { price: { flat: 90, joining: { years: 3 } }, joins: 100%, term: { ${term} } }\n`,
    }),
  [
    ['frozen for years that are no whole sign-up', 'frozen_for: 4', ['bad-value at 4'], 'frozen_for: 6'],
    ['frozen for less than one', 'frozen_for: 2', ['bad-value at 2'], 'frozen_for: 3'],
  ],
);

const TRADED = (demand: string): string =>
  rest(
    `services: { day: { kind: traded, unit: day, price: { per: { units: 5 } }, demand: { per_member: ${demand} } } }`,
  );
cases('what schools ask for', TRADED, [
  [
    'a spread that does not come to all',
    '{ spread: { 0: 50%, 1: 49% } }',
    ['spread-total at {'],
    '{ spread: { 0: 50%, 1: 50% } }',
  ],
  [
    'a spread with too many units',
    '{ spread: { 0: 50%, 1001: 50% } }',
    ['bad-value at 1001'],
    '{ spread: { 0: 50%, 1000: 50% } }',
  ],
  [
    'a share of a spread that is none',
    '{ spread: { 0: -1%, 1: 101% } }',
    ['bad-value at -1%', 'bad-value at 101%'],
    '{ spread: { 0: 0%, 1: 100% } }',
  ],
  ['what is asked for from a month on', '{ 2025: 1, 2026-01: 2 }', ['bad-value at 2026-01'], '{ 2025: 1, 2026: 2 }'],
  ['units and a spread', '{ units: 1, spread: { 1: 100% } }', ['either-or at {'], '{ units: 1 }'],
  [
    'neither units nor a spread',
    '{ when: { phase: primary } }',
    ['missing-key at {'],
    '{ when: { phase: primary }, spread: { 1: 100% } }',
  ],
  [
    'a condition that no school can meet, in the second of two',
    '[{ when: { phase: primary }, units: 1 }, { when: { fase: primary }, units: 1 }]',
    ['unknown-name at fase'],
    '[{ when: { phase: primary }, units: 1 }, { when: { phase: special }, units: 1 }]',
  ],
  [
    'a condition of the only one',
    '{ when: { fase: primary }, units: 1 }',
    ['unknown-name at fase'],
    '{ when: { phase: primary }, units: 1 }',
  ],
]);

cases('services', (text) => rest(`services: { day: ${text} }`), [
  [
    'an alternative that is dearest at its lowest',
    '{ kind: traded, unit: day, price: 5, alternative: { low: 6, typical: 5, high: 7 } }',
    ['bad-value at 5'],
    '{ kind: traded, unit: day, price: 5, alternative: { low: 5, typical: 5, high: 5 } }',
  ],
  [
    'an alternative that is dearer as a rule than at most',
    '{ kind: traded, unit: day, price: 5, alternative: { low: 6, typical: 8, high: 7 } }',
    ['bad-value at 7'],
    '{ kind: traded, unit: day, price: 5, alternative: { low: 6, typical: 7, high: 7 } }',
  ],
  [
    'a fee and a price',
    '{ kind: brokered, unit: day, provider_fee: 5, price: { per: { units: 6 } }, commission: { percent: 5%, on: top }, acts_as: agent }',
    ['either-or at {'],
    '{ kind: brokered, unit: day, provider_fee: 5, commission: { percent: 5%, on: top }, acts_as: agent }',
  ],
  [
    'neither a fee nor a price',
    '{ kind: brokered, unit: day, commission: { percent: 5%, on: top }, acts_as: agent }',
    ['missing-key at day'],
    '{ kind: brokered, unit: day, provider_fee: 5, commission: { percent: 5%, on: top }, acts_as: principal }',
  ],
  [
    'a commission above the price',
    '{ kind: brokered, unit: day, price: { per: { units: 6 } }, commission: { fixed: 6.01 }, acts_as: agent }',
    ['bad-value at 6.01'],
    '{ kind: brokered, unit: day, price: { per: { units: 6 } }, commission: { fixed: 6 }, acts_as: agent }',
  ],
  [
    'a season that does not come to all',
    '{ kind: traded, unit: day, price: { per: { units: 5 } }, season: { September: 50%, May: 49% } }',
    ['spread-total at {'],
    '{ kind: traded, unit: day, price: { per: { units: 5 } }, season: { September: 50%, May: 50% } }',
  ],
  [
    'days of a post that is not there',
    '{ kind: traded, unit: day, price: { per: { units: 5 } }, delivery: { by: a, days: 1 } }',
    ['unknown-name at a'],
    '{ kind: traded, unit: day, price: { per: { units: 5 } } }',
  ],
]);

cases('tiers', (text) => model({ tiers: `tiers:\n  membership: { price: { per_pupil: 10 }, ${text}\n` }), [
  [
    'a service that is included and not there',
    'joins: 100%, includes: { day: { per_school: 1 } } }',
    ['unknown-name at day'],
    'joins: 100%, includes: { day: { per_school: 1 } } }\nservices: { day: { kind: traded, unit: day, price: { per: { units: 5 } } } }',
  ],
  [
    'a service that a broker sells',
    'joins: 100%, discounts: { day: 5% } }\nservices: { day: { kind: brokered, unit: day, provider_fee: 5, commission: { percent: 5%, on: top }, acts_as: agent } }',
    ['unknown-name at day'],
    'joins: 100%, discounts: { day: 5% } }\nservices: { day: { kind: traded, unit: day, price: { per: { units: 5 } } } }',
  ],
  [
    'shares of two tiers that come to more than all',
    'joins: 60% }\n  gold: { price: { per_pupil: 20 }, joins: 41% }',
    ['shares-exceed at joins'],
    'joins: 60% }\n  gold: { price: { per_pupil: 20 }, joins: 40% }',
  ],
  [
    'a condition on who is eligible',
    'joins: 100%, eligible: { fase: primary } }',
    ['unknown-name at fase'],
    'joins: 100%, eligible: { phase: [primary, secondary] } }',
  ],

  [
    'tiers that are assigned to nobody',
    'joins: 100% }\nchoice: { rule: assigned }',
    ['missing-key at rule'],
    'joins: 100% }',
  ],
]);

const OPTIONS =
  'scenarios: { one: { because: x, reserves: { opening: 1 } }, two: { because: y, reserves: { opening: 2 } } }\n';
cases('options and how they are judged', (text) => rest(`${OPTIONS}${text}`), [
  ['an option that is no scenario', 'options: [one, tow]', ['unknown-scenario at tow'], 'options: [one, two]'],
  [
    'what options are held against that is none of them',
    'options: [one, two]\nappraisal: { against: three }',
    ['unknown-name at three'],
    'options: [one, two]\nappraisal: { against: two }',
  ],
  [
    'what scenarios are held against that is none of them',
    'appraisal: { against: three }',
    ['unknown-name at three'],
    'appraisal: { against: one }',
  ],
  [
    'a criterion that is neither counted nor judged',
    'options: [one, two]\nappraisal: { criteria: { c: { weight: 1 } } }',
    ['missing-key at c'],
    'options: [one, two]\nappraisal: { criteria: { c: { weight: 1, figure: surplus, better: higher } } }',
  ],
  [
    'a criterion that is counted and judged',
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, figure: surplus, better: higher, scores: { base: 1, one: 5 } } } }',
    ['either-or at {'],
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, scores: { base: 1, one: 5 } } } }',
  ],
  [
    'a criterion that does not say which is better',
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, figure: surplus } } }',
    ['missing-key at c'],
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, figure: surplus, better: lower } } }',
  ],
  [
    'a score of which less is better',
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, better: lower, scores: { base: 1, one: 5 } } } }',
    ['either-or at {'],
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, better: higher, scores: { base: 1, one: 5 } } } }',
  ],
  [
    'a score above the most',
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, scores: { base: 1, one: 100.5 } } } }',
    ['bad-value at 100.5'],
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, scores: { base: 1, one: 100 } } } }',
  ],
  [
    'a score of no option',
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, scores: { base: 1, one: 5, three: 5 } } } }',
    ['unknown-scenario at three'],
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, scores: { base: 1, one: 5, two: 5 } } } }',
  ],
  [
    'an option without a score',
    'options: [one, two]\nappraisal: { criteria: { c: { weight: 1, scores: { base: 1, one: 5 } } } }',
    ['missing-key at scores'],
    'options: [one, two]\nappraisal: { criteria: { c: { weight: 1, scores: { base: 1, one: 5, two: 0 } } } }',
  ],
  [
    'a year that the calendar has not',
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, figure: surplus, better: lower, year: 2026 } } }',
    ['unknown-name at 2026'],
    'options: [one]\nappraisal: { criteria: { c: { weight: 1, figure: surplus, better: lower, year: 2025 } } }',
  ],
  [
    'a mitigation that is no scenario',
    'governance: { mitigation: three }',
    ['unknown-scenario at three'],
    'governance: { mitigation: two }',
  ],
]);

cases('what goes by national rates', head, [
  [
    'a scale without such a point',
    'staff: { a: { fte: 1, salary: { scale: soulbury, point: 77 }, pension: none } }',
    ['bad-value at 77'],
    'staff: { a: { fte: 1, salary: { scale: soulbury, point: 18 }, pension: none } }',
  ],
]);

const EARLY = (text: string): string => {
  const [school = '', asked = ''] = text.split(' asked ');
  return model({
    schools: `schools:\n  attributes: [early]\n  named:\n    oak: { phase: primary, type: community, pupils: 200, attributes: { early: ${school} } }\n    ash: { phase: primary, type: community, pupils: 200 }\n`,
    tiers: `tiers:\n  membership: { joins: 100%, price: [{ when: { early: ${asked} }, flat: 5 }, { flat: 9 }] }\n`,
  });
};
cases('conditions on what schools say', EARLY, [
  ['a word that no school says', 'maybe asked often', ['bad-choice at often'], 'maybe asked maybe'],
  ['something else, where schools say yes', 'yes asked maybe', ['bad-choice at maybe'], 'yes asked no'],
  ['something else, where schools say no', 'no asked maybe', ['bad-choice at maybe'], 'no asked yes'],
]);
