import type { Files } from '../support/disk.js';
import { casesInWords } from '../support/just-right.js';
import { model } from '../support/refused.js';

/*
 * Costs, assumptions, indicators, checks, and what schools have answered: what is refused, where and in which words, and
 * what lies beside it and is right.
 */

const rest = (text: string): string => model({ rest: `${text}\n` });
casesInWords('seasons', (text) => rest(`overheads: { o: { per_year: 12, season: { ${text} } } }`), [
  [
    'of more than a year',
    'May: 60%, June: 40.000001%',
    [
      '{: the shares of the months come to 100.000001%, and not to 100% = change one of them so that they do: a month that is not named has none',
    ],
    'May: 60%, June: 40%, July: 0%',
  ],
  [
    'of less',
    'May: 60%, June: 39.9%',
    [
      '{: the shares of the months come to 99.9%, and not to 100% = change one of them so that they do: a month that is not named has none',
    ],
    'May: 60%, June: 40%',
  ],
  [
    'with a month that is none',
    'May: 60%, Jun: 30%',
    ['Jun: "Jun" is not a key of a season = did you mean "June"?'],
    'May: 60%, June: 40%',
  ],
  [
    'with a share that is none',
    'May: 101%',
    ['101%: "101%" is not a share from 0% to 100%: it is above 100% = write a share from 0% to 100%, such as 92%'],
    'May: 100%',
  ],
]);
casesInWords(
  'shares of a season that are worked out',
  (text) =>
    rest(
      `assumptions: { a: { value: ${text} } }\noverheads: { o: { per_year: 12, season: { May: 50%, June: =a / 2 } } }`,
    ),
  [
    [
      'beyond what rounding takes',
      '99.9997%',
      [
        '{: the shares of the months come to 99.99985%, and not to 100% = change one of them so that they do: a month that is not named has none',
      ],
      '99.9998%',
    ],
  ],
);

casesInWords('costs', rest, [
  [
    'an overhead of nothing',
    'overheads: { o: { times: 3 } }',
    ['o: the overhead has none of "per_year", "per" and "once" = add "per_year", "per" or "once"'],
    'overheads: { o: { per: { members: 3 } } }',
  ],
  [
    'a step of nothing',
    'overheads: { o: { step: { for_each: 3, of: members }, per: { members: 1 } } }',
    ['o: the overhead with a step has no "per_year" = add "per_year:" to it'],
    'overheads: { o: { step: { for_each: 3, of: members }, per_year: 1 } }',
  ],
  [
    'a step of zero',
    'overheads: { o: { step: { for_each: 0, of: members }, per_year: 1 } }',
    ['0: "0" is not a number of units above zero: there is no block of zero = write a number of units above zero'],
    'overheads: { o: { step: { for_each: 0.1, of: members }, per_year: 1 } }',
  ],
  [
    'what comes once, nobody knows when',
    'overheads: { o: { once: 3 } }',
    ['o: the overhead that comes once has no "from" = add "from:" to it'],
    'overheads: { o: { once: 3, from: 2025-10 } }',
  ],
  [
    'a grant of nothing',
    'contracts: { c: { kind: grant } }',
    ['c: the contract has none of "per_year", "per" and "matches_fees" = add "per_year", "per" or "matches_fees"'],
    'contracts: { c: { kind: grant, matches_fees: 5% } }',
  ],
  [
    'a grant at a rate',
    'contracts: { c: { kind: grant, rate: 5% } }',
    ['rate: "rate" and "kind: grant" do not go together: a rate is of interest on what is held = keep one of them'],
    'contracts: { c: { kind: grant, per: { members: 5 } } }',
  ],
  [
    'interest without a rate',
    'contracts: { c: { kind: interest } }',
    ['c: the interest has no "rate" = add "rate:" to it'],
    'contracts: { c: { kind: interest, rate: 5% } }',
  ],
  [
    'interest of amounts',
    'contracts: { c: { kind: interest, rate: 5%, per_year: 3, per: { members: 4 }, matches_fees: 5%, season: { May: 100% } } }',
    [
      'per_year: "per_year" and "kind: interest" do not go together: interest is a rate of the cash that is held = keep one of them',
      'per: "per" and "kind: interest" do not go together: interest is a rate of the cash that is held = keep one of them',
      'matches_fees: "matches_fees" and "kind: interest" do not go together: interest is a rate of the cash that is held = keep one of them',
      'season: "season" and "kind: interest" do not go together: interest is a rate of the cash that is held = keep one of them',
    ],
    'contracts: { c: { kind: interest, rate: 5% } }',
  ],
  [
    'VAT on what is no supply',
    'contracts: { c: { kind: interest, rate: 5%, vat: standard }, d: { kind: donation, per_year: 5, vat: standard } }',
    [
      'standard: "standard" is not the class of what is no supply: outside_scope: interest bears no VAT = write the class of what is no supply: outside_scope',
      'standard: "standard" is not the class of what is no supply: outside_scope: a donation bears no VAT = write the class of what is no supply: outside_scope',
    ],
    'contracts: { c: { kind: interest, rate: 5%, vat: exempt }, d: { kind: credit, per_year: 5, vat: standard } }',
  ],
  [
    'growth from a month on',
    'overheads: { o: { per_year: 3, uplift: { 2025: 1%, 2026-02: 2% } } }',
    [
      '2026-02: "2026-02" is not a year: growth changes with the company year, not in a month = write a year, such as 2019',
    ],
    'overheads: { o: { per_year: 3, uplift: { 2025: 1%, 2026: 2% } } }',
  ],
  [
    'an award of nothing',
    'staff: { a: { fte: 1, salary: 9, on_costs: 0%, pay_award: { awards: { 2025: { paid: 2025-11 } }, month: April } } }',
    ['2025: the award has neither "percent" nor "flat" = add "percent" or "flat"'],
    'staff: { a: { fte: 1, salary: 9, on_costs: 0%, pay_award: { awards: { 2025: { flat: -5 } }, month: April } } }',
  ],
]);

casesInWords('assumptions', rest, [
  [
    'ends that are upside down, and no numbers',
    'assumptions: { a: { value: 5, range: { low: 6, high: 5.9 } }, b: { value: 5, range: { low: few, high: many } } }',
    [
      '5.9: "5.9" is not a high end that is not below the low end, 6: it is below the low end = write a high end that is not below the low end, 6',
      'few: "few" is not an end of a range: it is not a number = write an end of a range, such as 60% or 1_200',
      'many: "many" is not an end of a range: it is not a number = write an end of a range, such as 60% or 1_200',
    ],
    'assumptions: { a: { value: 5, range: { low: 5, high: 5.1 } } }',
  ],
  [
    'a range and states',
    'assumptions: { a: { value: 5, range: { low: 5, high: 6 }, states: { x: { value: 5, probability: 100% } } } }',
    ['{: "range" and "states" do not go together: it lies in a range or has one of a few values = keep one of them'],
    'assumptions: { a: { value: 5, states: { x: { value: 5, probability: 100% } } } }',
  ],
  [
    'states of less than all',
    'assumptions: { a: { value: 5, states: { x: { value: 5, probability: 50% }, y: { value: 6, probability: 49.9% } } } }',
    [
      'states: "99.9%" is not probabilities that add to 100%: those of the states add to 99.9% = write probabilities that add to 100%',
    ],
    'assumptions: { a: { value: 5, states: { x: { value: 5, probability: 50% }, y: { value: 6, probability: 50% } } } }',
  ],
  [
    'a state that is no number',
    'assumptions: { a: { value: 5, states: { x: { value: 5, probability: 50% }, y: { value: six, probability: 50% } } } }',
    ['six: "six" is not the value of a state: it is not a number = write the value of a state, such as 60% or 1_200'],
    'assumptions: { a: { value: 5, states: { x: { value: 5, probability: 50% }, y: { value: 6, probability: 50% } } } }',
  ],
  [
    'a value that is no state',
    'assumptions: { a: { value: { 2025: 5, 2026: 7 }, states: { x: { value: 5, probability: 50% }, y: { value: 6, probability: 50% } } } }',
    ['7: "7" is not one of the states: 5, 6: no state has this value = write one of the states: 5, 6'],
    'assumptions: { a: { value: { 2025: 5, 2026: 6 }, states: { x: { value: 5, probability: 50% }, y: { value: 6, probability: 50% } } } }',
  ],
  [
    'a scenario that comes with what is',
    'assumptions: { a: { value: 500%, states: { x: { value: 5, probability: 50%, scenario: s }, y: { value: 6, probability: 50%, scenario: s } } } }\nscenarios: { s: { because: x } }',
    [
      'scenario: "scenario" and "value: 5" do not go together: the model as it stands is what the company does in this state = keep one of them',
    ],
    'assumptions: { a: { value: 5, states: { x: { value: 5, probability: 50% }, y: { value: 6, probability: 50%, scenario: s } } } }\nscenarios: { s: { because: x } }',
  ],
  [
    'arithmetic with a range',
    'assumptions: { b: { value: 2 }, a: { value: =b * 2, range: { low: 3, high: 5 } } }',
    [
      'range: "range" and "arithmetic" do not go together: what is worked out varies with what it is made of = keep one of them',
    ],
    'assumptions: { b: { value: 2, range: { low: 1, high: 3 } }, a: { value: =b * 2 } }',
  ],
  [
    'arithmetic with states',
    'assumptions: { b: { value: 2 }, a: { value: =b * 2, states: { x: { value: 4, probability: 100% } } } }',
    [
      'states: "states" and "arithmetic" do not go together: what is worked out varies with what it is made of = keep one of them',
    ],
    'assumptions: { b: { value: 2 }, a: { value: =b * 2 } }',
  ],
  [
    'values below and above a range',
    'assumptions: { a: { value: { 2025: 5, 2026: 4.99 }, range: { low: 5, high: 6 } }, b: { value: 6.01, range: { low: 5, high: 6 } } }',
    [
      '4.99: "4.99" is not a value of the range, from 5 to 6: it lies outside the range = write a value of the range, from 5 to 6',
      '6.01: "6.01" is not a value of the range, from 5 to 6: it lies outside the range = write a value of the range, from 5 to 6',
    ],
    'assumptions: { a: { value: { 2025: 5, 2026: 6 }, range: { low: 5, high: 6 } }, b: { value: 5, range: { low: 5, high: 6 } } }',
  ],
  [
    'a number of percentages',
    'assumptions: { a: { value: 5, range: { low: 0%, high: 600% } }, b: { value: 5%, range: { low: 1, high: 6% } } }',
    [
      '5: "5" is not a value of the range, from 0% to 600%: one is a percentage and the other is not = write a value of the range, from 0% to 600%',
      '6%: "6%" is not a high end that is not below the low end, 1: it is below the low end = write a high end that is not below the low end, 1',
    ],
    'assumptions: { a: { value: 0, range: { low: -5%, high: 600% } }, b: { value: 5%, range: { low: 0, high: 6% } } }',
  ],
  [
    'a normal range that is not even',
    'assumptions: { a: { value: 5, range: { low: 4, high: 6.1, shape: normal } } }',
    [
      '5: "5" is not a value midway between 4 and 6.1: a normal range lies evenly about its value = write a value midway between 4 and 6.1',
    ],
    'assumptions: { a: { value: 5, range: { low: 4, high: 6, shape: normal } }, b: { value: 5, range: { low: 4, high: 6.1, shape: pert } } }',
  ],
  [
    'correlations that are none',
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 5, range: { low: 4, high: 6 } } }\nuncertainty: { rank_correlation: { a: { b: 100.1%, a: 5% }, b: { a: -100.1% } } }',
    [
      '100.1%: "100.1%" is not a correlation from -100% to 100%: it is above 100% = write a correlation from -100% to 100%, such as 60%',
      '-100.1%: "-100.1%" is not a correlation from -100% to 100%: it is below -100% = write a correlation from -100% to 100%, such as 60%',
    ],
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 5, range: { low: 4, high: 6 } } }\nuncertainty: { rank_correlation: { a: { b: -100% } } }',
  ],
  [
    'correlations that cannot hold together',
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 5, range: { low: 4, high: 6 } }, c: { value: 5, range: { low: 4, high: 6 } } }\nuncertainty: { rank_correlation: { a: { b: 90%, c: 90% }, b: { c: 50% } } }',
    [
      '50%: "50%" is not a correlation that can hold with the others: no numbers go together as these say (the correlations are not positive definite) = write a correlation that can hold with the others, such as one nearer to 0%',
    ],
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 5, range: { low: 4, high: 6 } }, c: { value: 5, range: { low: 4, high: 6 } } }\nuncertainty: { rank_correlation: { a: { b: 90%, c: 90% }, b: { c: 70% } } }',
  ],
  [
    'correlations that cannot hold together, of what goes wholly together',
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 5, range: { low: 4, high: 6 } }, c: { value: 5, range: { low: 4, high: 6 } } }\nuncertainty: { rank_correlation: { a: { b: 100%, c: 50% } } }',
    [
      '50%: "50%" is not a correlation that can hold with the others: no numbers go together as these say (the correlations are not positive definite) = write a correlation that can hold with the others, such as one nearer to 0%',
    ],
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 5, range: { low: 4, high: 6 } }, c: { value: 5, range: { low: 4, high: 6 } } }\nuncertainty: { rank_correlation: { a: { b: 100%, c: 50% }, b: { c: 50% } } }',
  ],
]);

const FIXED = (text: string): string =>
  rest(
    `assumptions:\n  a: { value: 2, range: { low: 1, high: 3 } }\n  b: { value: 2, states: { x: { value: 2, probability: 100% } } }\n  c: { value: 2 }\n  d: { value: =a * 1 }\noverheads: { o: { per_year: 5, step: { for_each: 5, of: members, lag: ${text} } } }`,
  );
casesInWords('what cannot vary', FIXED, [
  [
    'by a range',
    '=a',
    [
      'lag: "overheads.o.step.lag" shapes the model, so that it must be one value; it rests on a, which varies; it varies here: 1 = take the range or the states of a away, and try its values with --set',
    ],
    '=c',
  ],
  [
    'by states',
    '=b',
    [
      'lag: "overheads.o.step.lag" shapes the model, so that it must be one value; it rests on b, which varies; it varies here: 2 = take the range or the states of b away, and try its values with --set',
    ],
    '2',
  ],
  [
    'by what is worked out of a range',
    '=d',
    [
      'lag: "overheads.o.step.lag" shapes the model, so that it must be one value; it rests on a, which varies; it varies here: 1 = take the range or the states of a away, and try its values with --set',
    ],
    '=c + 1',
  ],
]);

casesInWords(
  'what lints accept',
  (text) => model({ rest: `lints: { accepts: [{ lint: x, because: y, at: ${text} }] }\n` }),
  [
    [
      'at a place that is not there',
      'tiers.gold.price',
      ['tiers.gold.price: there is no place of the file "tiers.gold.price" = known here: tiers.membership.price'],
      'tiers.membership.price',
    ],
    [
      'below one that is not there',
      'tiers.membership.price.flat.x',
      [
        'tiers.membership.price.flat.x: there is no place of the file "tiers.membership.price.flat.x" = there is none yet',
      ],
      'tiers.membership.price.per_pupil',
    ],
    [
      'below a value',
      'tiers.membership.joins.5',
      ['tiers.membership.joins.5: there is no place of the file "tiers.membership.joins.5" = there is none yet'],
      'tiers.membership.joins',
    ],
    ['at all', 'teirs', ['teirs: there is no place of the file "teirs" = did you mean "tiers"?'], 'tiers'],
  ],
);

const indicator = (text: string): string =>
  rest(
    `services: { day: { kind: traded, unit: day, price: 5 } }\ncontracts: { c: { kind: grant, per_year: 1 } }\nindicators: { i: { unit: of schools, ${text} } }`,
  );
casesInWords('indicators', indicator, [
  [
    'a target in the year of the baseline',
    'baseline: { value: 5, year: 2025 }, target: { value: 5, year: 2025 }',
    [
      '2025: "2025" is not a year after 2025, that of the baseline: nothing can have changed by then = write a year after 2025, that of the baseline',
    ],
    'baseline: { value: 5, year: 2025 }, target: { value: 5, year: 2026 }',
  ],
  [
    'a target that is worse',
    'baseline: { value: 50%, year: 2025 }, target: { value: 49.9%, year: 2026 }',
    [
      '49.9%: "49.9%" is not a target no worse than the baseline, 50%: where less is better, write "better: lower" = write a target no worse than the baseline, 50%',
    ],
    'baseline: { value: 50%, year: 2025 }, target: { value: 50%, year: 2026 }',
  ],
  [
    'a target that is worse, where less is better',
    'better: lower, baseline: { value: 5, year: 2025 }, target: { value: 5.1, year: 2026 }',
    [
      '5.1: "5.1" is not a target no worse than the baseline, 5: "better: lower" says that less is better = write a target no worse than the baseline, 5',
    ],
    'better: lower, baseline: { value: 5, year: 2025 }, target: { value: 4.9, year: 2026 }',
  ],
  [
    'beyond the best',
    'best: 90%, baseline: { value: 91%, year: 2025 }, target: { value: 92%, year: 2026 }',
    [
      '91%: "91%" is not at best 90%: it is beyond the best that the indicator can be = write at best 90%',
      '92%: "92%" is not at best 90%: it is beyond the best that the indicator can be = write at best 90%',
    ],
    'best: 90%, baseline: { value: 90%, year: 2025 }, target: { value: 90%, year: 2026 }',
  ],
  [
    'a year that is none',
    'baseline: { value: 5, year: 25 }, target: { value: 5, year: 2226 }',
    [
      '25: "25" is not a year: it is not a year of four digits = write a year, such as 2026',
      '2226: "2226" is not a year: it is not a year of four digits = write a year, such as 2026',
    ],
    'baseline: { value: 5, year: 1999 }, target: { value: 5, year: 2126 }',
  ],
  [
    'a number among percentages',
    'baseline: { value: 5%, year: 2025 }, target: { value: 5, year: 2026 }',
    [
      '5: "5" is not a percentage: a rate is written with its per cent sign: 500%, or 5%? = write a percentage, such as 87%',
    ],
    'baseline: { value: 5%, year: 2025 }, target: { value: 5%, year: 2026 }, margin: 0%',
  ],
  [
    'a margin below zero',
    'margin: -1, baseline: { value: -5, year: 2025 }, target: { value: 5, year: 2026 }',
    [
      '-1: "-1" is not a number in the unit of the indicator: it is below zero = write a number in the unit of the indicator, such as 12.5',
    ],
    'margin: 0, baseline: { value: -5, year: 2025 }, target: { value: 5, year: 2026 }',
  ],
  [
    'what it rests on',
    'baseline: { value: 5, year: 2025 }, target: { value: 5, year: 2026 }, rests_on: [services.day, services.dya, tier]',
    [
      'services.dya: there is no tier, service or contract "services.dya" = did you mean "services.day"?',
      'tier: there is no tier, service or contract "tier" = did you mean "tiers"?',
    ],
    'baseline: { value: 5, year: 2025 }, target: { value: 5, year: 2026 }, rests_on: [services.day, tiers, contracts.c, tiers.membership]',
  ],
]);

casesInWords('checks', rest, [
  [
    'of nothing',
    'checks: { c: { at_least: 0 } }',
    ['c: the check has neither "figure" nor "price" = add "figure" or "price"'],
    'checks: { c: { figure: surplus, at_most: 999_999 } }',
  ],
  [
    'of two things',
    'checks: { c: { figure: surplus, price: { tier: membership, school: { phase: primary, pupils: 5 } }, equals: 50 } }',
    ['{: "figure" and "price" do not go together: a check looks at one of them = keep one of them'],
    'checks: { c: { price: { tier: membership, school: { phase: primary, pupils: 5 } }, equals: 50 } }',
  ],
  [
    'that hold nothing',
    'checks: { c: { figure: surplus } }',
    ['c: the check has none of "equals", "at_least" and "at_most" = add "equals", "at_least" or "at_most"'],
    'checks: { c: { figure: surplus, at_least: 0 } }',
  ],
  [
    'in another word for all',
    'checks: { c: { figure: surplus, at_least: 0, scenarios: every } }',
    ['every: "every" is not "all", or a list of scenarios = choose from all'],
    'checks: { c: { figure: surplus, at_least: 0, scenarios: all } }',
  ],
]);

casesInWords('governance', (text) => model({ rest: `scenarios: { s: { because: x } }\ngovernance: { ${text} }\n` }), [
  [
    'a mitigation that is not there',
    'mitigation: t',
    ['t: there is no scenario "t" = the scenarios are s'],
    'mitigation: s',
  ],
  [
    'the model as it stands for one',
    'mitigation: base',
    ['base: there is no scenario "base" = leave it out: every scenario stands on the model as it is'],
    'mitigation: s',
  ],
  [
    'a constituency of what is not there',
    'constituencies: { a: { when: { phase: primary } }, b: { when: { phaze: primary } } }',
    [
      'phaze: there is no attribute of a school "phaze" = did you mean "phase"? If not, list it under "schools.attributes"',
    ],
    'constituencies: { a: { when: { phase: primary } }, b: { when: { phase: special } } }',
  ],
]);

const ANSWERS = (rows: string): Files => ({
  'model.yaml': model({
    schools: `schools:\n  consultation: { file: answers.csv }\n  named:\n    oak: { phase: primary, type: community, pupils: 200 }\n    ash: { phase: primary, type: community, pupils: 90 }\n`,
    tiers:
      'tiers:\n  gold: { price: { flat: 5 }, joins: { by_intent: { likely: 50%, no: 0% }, others: 10% } }\n  silver: { price: { flat: 5 }, joins: 10% }\n',
    rest: 'options: [base, s]\nscenarios: { s: { because: x }, t: { because: x, tiers: { add: { bronze: { price: { flat: 5 }, joins: 0% } } } } }\n',
  }),
  'answers.csv': `school,option,intent,date\n${rows}\n`,
});
casesInWords('answers', ANSWERS, [
  [
    'of a school that is not there',
    'oka,gold,likely,2026-01-01',
    ['oka: there is no school of the roll "oka" = did you mean "oak"?'],
    'oak,gold,likely,2026-01-01',
  ],
  [
    'to what is no option',
    'oak,t,likely,2026-01-01',
    ['t: there is no option "t" = known here: gold, silver, base, s, bronze'],
    'oak,s,likely,2026-01-01',
  ],
  [
    'to a tier that is nearly there',
    'oak,bronz,likely,2026-01-01',
    ['bronz: there is no option "bronz" = did you mean "bronze"?'],
    'oak,bronze,likely,2026-01-01',
  ],
  [
    'after the calendar',
    'oak,gold,likely,2026-09-01',
    [
      '2026-09-01: "2026-09-01" is not a day by Aug 2026, the end of the calendar: it is later = write a day by Aug 2026, the end of the calendar',
    ],
    'oak,gold,likely,2026-08-31',
  ],
  [
    'twice',
    'oak,gold,likely,2026-01-01\noak,gold,no,2026-02-01',
    [
      'oak: the school "oak" has answered twice about "gold"; first here: oak = keep one answer, or write "latest: yes" beside the file: then the one of the latest date counts',
    ],
    'oak,gold,likely,2026-01-01\noak,base,no,2026-02-01\nash,gold,no,2026-02-01',
  ],
  [
    'of an intent without a share',
    'oak,gold,possible,2026-01-01\nash,gold,possible,2026-01-01',
    [
      'by_intent: "by_intent" of the tier "gold", to which schools have answered so, has no "possible" = add "possible:" to it',
    ],
    'oak,gold,no,2026-01-01',
  ],
  [
    'to a tier without shares by intent',
    'oak,silver,likely,2026-01-01\nash,silver,no,2026-01-01',
    [
      'joins: "joins" of the tier "silver", to which schools have answered, has no "by_intent" = add "by_intent:" to it',
    ],
    'oak,base,likely,2026-01-01',
  ],
  [
    'to an option, of an intent without a share',
    'oak,base,possible,2026-01-01',
    [
      'by_intent: "by_intent" of the tier "gold", to which schools have answered so, has no "possible" = add "possible:" to it',
    ],
    'oak,base,no,2026-01-01',
  ],
]);

casesInWords('what stands for what is not there', rest, [
  [
    'is told once: a stream',
    'staff: { a: { fte: 1, salary: 9, on_costs: 0%, for: =nope } }',
    ['=nope: there is no assumption "nope" = there is none yet'],
    'staff: { a: { fte: 1, salary: 9, on_costs: 0%, for: tiers } }',
  ],
  [
    'is told once: a condition',
    'governance: { constituencies: { a: { when: { phaze: =nope } } } }',
    ['=nope: there is no assumption "nope" = there is none yet'],
    'governance: { constituencies: { a: { when: { phase: primary } } } }',
  ],
]);
casesInWords(
  'what lints accept in a list of prices',
  (text) =>
    model({
      tiers: 'tiers:\n  m: { joins: 100%, price: [{ when: { phase: primary }, flat: 5 }, { flat: 6 }] }\n',
      rest: `lints: { accepts: [{ lint: x, because: y, at: ${text} }, { lint: z, because: y }] }\n`,
    }),
  [
    [
      'beyond its end',
      'tiers.m.price.2',
      ['tiers.m.price.2: there is no place of the file "tiers.m.price.2" = there is none yet'],
      'tiers.m.price.1.flat',
    ],
    [
      'with more digits',
      'tiers.m.price.10',
      ['tiers.m.price.10: there is no place of the file "tiers.m.price.10" = there is none yet'],
      'tiers.m.price.0',
    ],
  ],
);
casesInWords(
  'who controls the company',
  (text) => rest(`contracts: { c: { kind: grant, per_year: 5, controlling_member: ${text} } }`),
  [
    ['in another word', 'perhaps', ['perhaps: "perhaps" is not an answer = choose from yes, no, unclear'], 'unclear'],
    ['in a number', '1', ['1: "1" is not an answer = choose from yes, no, unclear'], 'no'],
  ],
);

const MISNAMED = (text: string): Files => {
  const [option = '', row = ''] = text.split(' | ');
  return {
    ...ANSWERS(row),
    'model.yaml': String(ANSWERS('')['model.yaml']).replace('options: [base, s]', `options: [${option}]`),
  };
};
casesInWords('answers where the options are named wrongly', MISNAMED, [
  [
    'by a name that is not there: any scenario may be meant',
    'base, u | oak,s,likely,2026-01-01\nash,t,likely,2026-01-01',
    ['u: there is no scenario "u" = the scenarios are base, s, t'],
    'base, s, t | oak,s,likely,2026-01-01\nash,t,likely,2026-01-01',
  ],
  [
    'by a slip beside a plus',
    'base, s+ | oak,t,likely,2026-01-01',
    [
      's+: "s+" is not a list of scenarios with a plus between them: a name is missing beside a plus = write a list of scenarios with a plus between them, such as low+late',
    ],
    'base, s+t | oak,s+t,likely,2026-01-01',
  ],
  [
    'by nothing that is wrong: other scenarios are no options',
    'no base, s | oak,t,likely,2026-01-01',
    ['t: there is no option "t" = known here: gold, silver, base, s, bronze'],
    'no base, s | oak,base,likely,2026-01-01',
  ],
]);

const XS = 'scenarios: { s: { because: x } }';
casesInWords('ends, states and numbers that are none', rest, [
  [
    'a low end',
    'assumptions: { a: { value: 5, range: { low: few, high: 6 } } }',
    ['few: "few" is not an end of a range: it is not a number = write an end of a range, such as 60% or 1_200'],
    'assumptions: { a: { value: 6, range: { low: 5, high: 6 } } }',
  ],
  [
    'a high end',
    'assumptions: { a: { value: 5, range: { low: 4, high: many } } }',
    ['many: "many" is not an end of a range: it is not a number = write an end of a range, such as 60% or 1_200'],
    'assumptions: { a: { value: unknown, range: { low: 4, high: 6 } } }',
  ],
  [
    'a scenario with the value of all years',
    `assumptions: { a: { value: { 2025: 5, 2026: 5 }, states: { x: { value: 5, probability: 50%, scenario: s }, y: { value: 6, probability: 50% } } } }\n${XS}`,
    [
      'scenario: "scenario" and "value: 5" do not go together: the model as it stands is what the company does in this state = keep one of them',
    ],
    `assumptions: { a: { value: { 2025: 5, 2026: 6 }, states: { x: { value: 5, probability: 50%, scenario: s }, y: { value: 6, probability: 50% } } } }\n${XS}`,
  ],
  [
    'a weight of which one end is not known',
    'appraisal: { criteria: { c: { weight: 9, range: { low: unknown, high: 1 }, figure: surplus, better: higher }, d: { weight: 0, range: { low: 1, high: unknown }, figure: surplus, better: higher } } }',
    [
      'unknown: "unknown" is not a weight: a weight is a choice, and cannot be unknown = write a weight',
      'unknown: "unknown" is not a weight: a weight is a choice, and cannot be unknown = write a weight',
    ],
    'appraisal: { criteria: { c: { weight: 1, range: { low: 1, high: 1 }, figure: surplus, better: higher } } }',
  ],
  [
    'a score that is worse where more of it is better',
    'appraisal: { criteria: { c: { weight: 1, better: lower, scores: { base: 1 } } } }',
    ['{: "scores" and "better: lower" do not go together: a higher score is a better one = keep one of them'],
    'appraisal: { criteria: { c: { weight: 1, better: higher, scores: { base: unknown } } } }',
  ],
]);
casesInWords('numbers of indicators', indicator, [
  [
    'a year of five digits',
    'baseline: { value: 5, year: 20251 }, target: { value: 5, year: 12026 }',
    [
      '20251: "20251" is not a year: it is not a year of four digits = write a year, such as 2026',
      '12026: "12026" is not a year: it is not a year of four digits = write a year, such as 2026',
    ],
    'baseline: { value: unknown, year: 2025 }, target: { value: unknown, year: 2026 }, best: unknown',
  ],
  [
    'a value, a target and a best that are none',
    'baseline: { value: few, year: 2025 }, target: { value: more, year: 2026 }, best: most, margin: some',
    [
      'few: "few" is not a number in the unit of the indicator: it is not a number = write a number in the unit of the indicator, such as 12.5',
      'more: "more" is not a number in the unit of the indicator: it is not a number = write a number in the unit of the indicator, such as 12.5',
      'most: "most" is not a number in the unit of the indicator: it is not a number = write a number in the unit of the indicator, such as 12.5',
      'some: "some" is not a number in the unit of the indicator: it is not a number = write a number in the unit of the indicator, such as 12.5',
    ],
    'baseline: { value: 5, year: 2025 }, target: { value: unknown, year: 2026 }, best: 5',
  ],
]);

const EXTRA = (text: string): Files => {
  const [roll = '', orders = '', answers = ''] = text.split(' | ');
  return {
    'model.yaml': model({
      schools: `schools:\n  file: roll.csv\n  ignore: ${roll}\n  orders: { file: orders.csv, ignore: ${orders} }\n  consultation: { file: answers.csv, ignore: ${answers} }\n`,
      tiers: 'tiers:\n  m: { price: { flat: 5 }, joins: { by_intent: { likely: 50% }, others: 10% } }\n',
      rest: 'services: { day: { kind: traded, unit: day, price: 5 } }\n',
    }),
    'roll.csv': 'urn,name,phase,type,pupils,one\n1,Oak,primary,community,200,x\n',
    'orders.csv': 'school,service,quantity,option,date,two\n1,day,2,,2025-10-01,x\n',
    'answers.csv': 'school,option,intent,date,three\n1,m,likely,2025-10-01,x\n',
  };
};
casesInWords('columns that nothing reads', EXTRA, [
  [
    'of each file',
    'x | x | x',
    [
      'one: the roll has a column "one" that nothing reads = the columns that are read are urn, name, phase, type, pupils, joins, trust, area, sixth_form, nursery, new_joiner, faith, intent, tier, converts, opens, closes, member_from, leaves, into, pays_now, budget, free_school_meals, provenance; or list it under schools.attributes (to use it in "when") or schools.ignore',
      'three: the consultation has a column "three" that nothing reads = the columns that are read are school, option, intent, date, evidence; or list it under schools.consultation.ignore',
      'two: the file of orders has a column "two" that nothing reads = the columns that are read are school, service, option, quantity, date; or list it under schools.orders.ignore',
    ],
    'one | two | three',
  ],
]);
