import type { Files } from '../support/disk.js';
import { cases, casesInWords } from '../support/just-right.js';
import { model } from '../support/refused.js';

/*
 * What no block of a model can see by itself: what is refused, where and in which words, and what lies beside it and is
 * right.
 */

const rest = (text: string): string => model({ rest: `${text}\n` });
const schools = (text: string): string => model({ schools: `schools:\n${text}\n` });
const OAK = '  named:\n    oak: { phase: primary, type: community, pupils: 200 }';

casesInWords('a roll', schools, [
  [
    'a school of the model twice',
    `  groups:\n    oak: { phase: primary, type: community, pupils: 9, count: 2 }\n${OAK}`,
    ['{: the school "oak" is on the roll twice; first here: { = give each school a URN (or id) of its own'],
    `  groups:\n    ash: { phase: primary, type: community, pupils: 9, count: 2 }\n${OAK}`,
  ],
  [
    'pupils from the second month of the calendar',
    '  named:\n    oak: { phase: primary, type: community, pupils: { 2025-10: 200, 2025-12: 100 } }',
    [
      '{: nothing is known of the pupils of oak in Sep 2025: the first is of Oct 2025 = say how many there are when the calendar starts, or change them from a date on, as in pupils: { times: { 2028: 50% } }',
    ],
    '  named:\n    oak: { phase: primary, type: community, pupils: { 2025-09: 200, 2025-12: 100 } }',
  ],
  [
    'pupils from after it opens',
    '  named:\n    oak: { phase: primary, type: community, pupils: { 2026-02: 200 }, opens: 2026-01 }',
    [
      '{: nothing is known of the pupils of oak in Jan 2026: the first is of Feb 2026 = say how many there are when the calendar starts, or change them from a date on, as in pupils: { times: { 2028: 50% } }',
    ],
    '  named:\n    oak: { phase: primary, type: community, pupils: { 2026-01: 200 }, opens: 2026-01 }',
  ],
]);

const file = (csv: string): Files => ({
  'model.yaml': model({ schools: 'schools: { file: schools.csv }\n' }),
  'schools.csv': csv,
});
casesInWords('columns of pupils by date', file, [
  [
    'all of a later date',
    'urn,name,phase,type,pupils_2026-10,pupils_2026-02\n1,Oak,primary,community,200,100\n',
    [
      'pupils_2026-02: nothing is known of the pupils of the schools of the roll in Sep 2025: the first is of Feb 2026 = correct the date of the heading, or put a column of the pupils of that month beside it',
    ],
    'urn,name,phase,type,pupils_2026-10,pupils_2025-09\n1,Oak,primary,community,200,100\n',
  ],
  [
    'a school that lacks the earliest',
    'urn,name,phase,type,pupils_2025,pupils_2026\n1,Oak,primary,community,,100\n2,Ash,primary,community,5,6\n',
    [
      '1: nothing is known of the pupils of Oak in Sep 2025: the first is of Sep 2026 = say how many there are when the calendar starts, or change them from a date on, as in pupils: { times: { 2028: 50% } }',
    ],
    'urn,name,phase,type,pupils_2025,pupils_2026\n1,Oak,primary,community,3,100\n2,Ash,primary,community,5,6\n',
  ],
]);
const twoFiles = (csv: string): Files => ({
  'model.yaml': model({ schools: `schools:\n  file: schools.csv\n${OAK}\n` }),
  'schools.csv': csv,
});
casesInWords('columns of pupils by date beside a school of the model', twoFiles, [
  [
    'all of a later date',
    'urn,name,phase,type,pupils_2026\n1,Ash,primary,community,200\n',
    [
      'pupils_2026: nothing is known of the pupils of the schools of the roll in Sep 2025: the first is of Sep 2026 = correct the date of the heading, or put a column of the pupils of that month beside it',
    ],
    'urn,name,phase,type,pupils_2025\n1,Ash,primary,community,200\n',
  ],
]);

const CONTROL = (control: string): string =>
  schools(
    `  control: { ${control} }\n  groups:\n    ash: { phase: primary, type: community, pupils: 100, count: 3 }\n    elm: { phase: primary, type: community, pupils: 7, opens: 2025-10, count: 1 }\n${OAK}`,
  );
casesInWords('control totals', CONTROL, [
  [
    'a school too many',
    'schools: 5',
    [
      '5: the roll has 4 schools, and its control total is 5 (tolerance 0%) = find the schools that are missing or listed twice, or correct the control total',
    ],
    'schools: 4',
  ],
  [
    'a school too few',
    'schools: 3, tolerance: 50%',
    [
      '3: the roll has 4 schools, and its control total is 3 (tolerance 0%) = find the schools that are missing or listed twice, or correct the control total',
    ],
    'schools: 4, tolerance: 0%',
  ],
  [
    'pupils beyond the tolerance',
    'pupils: 400, tolerance: 24.9%',
    [
      '400: the roll has 500 pupils, and its control total is 400 (tolerance 24.9%) = find the schools that are missing or listed twice, or correct the control total',
    ],
    'pupils: 400, tolerance: 25%',
  ],
  [
    'pupils short of it',
    'pupils: 625, tolerance: 19.9%',
    [
      '625: the roll has 500 pupils, and its control total is 625 (tolerance 19.9%) = find the schools that are missing or listed twice, or correct the control total',
    ],
    'pupils: 625, tolerance: 20%',
  ],
  [
    'pupils that are not the same',
    'pupils: 501',
    [
      '501: the roll has 500 pupils, and its control total is 501 (tolerance 0%) = find the schools that are missing or listed twice, or correct the control total',
    ],
    'pupils: 500',
  ],
]);

casesInWords('what is uncertain', rest, [
  [
    'an attribute that no school has',
    'uncertainty: { decide_together: fold }',
    [
      'fold: there is no attribute of schools "fold" = known here: phase, type, maintained, area, trust, sixth_form, nursery, new_joiner, faith, intent, none',
    ],
    'uncertainty: { decide_together: trust }',
  ],
  [
    'another word for none',
    'uncertainty: { decide_together: nobody }',
    [
      'nobody: there is no attribute of schools "nobody" = known here: phase, type, maintained, area, trust, sixth_form, nursery, new_joiner, faith, intent, none',
    ],
    'uncertainty: { decide_together: none }',
  ],
  [
    'an assumption that is not there goes with one',
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 1, states: { x: { value: 1, probability: 50% }, y: { value: 2, probability: 50% } } }, c: { value: 1 } }\nuncertainty: { rank_correlation: { d: { a: 5%, b: 5% } } }',
    ['d: there is no assumption with a range or states "d" = known here: a, b'],
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, b: { value: 1, states: { x: { value: 1, probability: 50% }, y: { value: 2, probability: 50% } } } }\nuncertainty: { rank_correlation: { b: { a: 5% } } }',
  ],
  [
    'one goes with an assumption that has no range',
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, c: { value: 1 } }\nuncertainty: { rank_correlation: { a: { c: 5% } } }',
    ['c: there is no assumption with a range or states "c" = known here: a'],
    'assumptions: { a: { value: 5, range: { low: 4, high: 6 } }, c: { value: 1, range: { low: 1, high: 1 } } }\nuncertainty: { rank_correlation: { a: { c: 5% } } }',
  ],
]);

const DATES = 'outside the calendar';
casesInWords('dates', rest, [
  [
    `a contract ${DATES}`,
    'contracts: { c: { kind: grant, per_year: 1, from: 2026-09, to: 2026-08 } }',
    ['2026-09: "from" Sep 2026 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar'],
    'contracts: { c: { kind: grant, per_year: 1, from: 2026-08, to: 2026-08 } }',
  ],
  [
    `an overhead that ended before`,
    'overheads: { o: { per_year: 1, to: 2025-08, from: 2025-09 } }',
    ['2025-08: "to" Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar'],
    'overheads: { o: { per_year: 1, to: 2025-09, from: 2025-01 } }',
  ],
  [
    `a contract that ends before it starts`,
    'contracts: { c: { kind: grant, per_year: 1, from: 2026-02, to: 2026-01 } }',
    ['2026-01: this ends in Jan 2026, before it starts in Feb 2026 = put the later month last'],
    'contracts: { c: { kind: grant, per_year: 1, from: 2026-02, to: 2026-02 } }',
  ],
  [
    `what comes once before the calendar`,
    'overheads: { o: { once: 1, from: 2025-08 } }',
    [
      '2025-08: "from" of what comes once, Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'overheads: { o: { once: 1, from: 2025-09 }, p: { per_year: 1, from: 2025-08 } }',
  ],
]);

const states = (many: number, id: string): string =>
  `${id}: { value: 0, states: { own: { value: 0, probability: ${100 - many}% }, ${Array.from({ length: many }, (_, i) => `s${i}: { value: ${i + 1}, probability: 1%, scenario: s }`).join(', ')} } }`;
const S = 'scenarios: { s: { because: x, reserves: { opening: 1 } }, t: { because: x, reserves: { opening: 2 } } }';
casesInWords('scenarios that are named', (text) => rest(`${text}\n${S}`), [
  [
    'by a check, and are not there',
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [base, s+t, u, s+v] } }',
    [
      'u: there is no scenario "u" = the scenarios are base, s, t',
      's+v: there is no scenario "v" = the scenarios are base, s, t',
    ],
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [base, s+t] }, d: { figure: surplus, at_least: 0, scenarios: all } }',
  ],
  [
    'by a state, and are not there',
    'assumptions: { a: { value: 0, states: { x: { value: 0, probability: 50% }, y: { value: 1, probability: 50%, scenario: u } } } }',
    ['u: there is no scenario "u" = the scenarios are base, s, t'],
    'assumptions: { a: { value: 0, states: { x: { value: 0, probability: 50% }, y: { value: 1, probability: 50%, scenario: s+t } } } }',
  ],
  [
    'by states, in too many combinations',
    `assumptions: { ${states(3, 'a')}, ${states(3, 'b')}, ${states(4, 'c')}, ${states(1, 'd')} }`,
    [
      '{: "80 combinations" is not 64 or fewer combinations of states that bring scenarios: each of them is a model of its own = write 64 or fewer combinations of states that bring scenarios',
    ],
    `assumptions: { ${states(3, 'a')}, ${states(3, 'b')}, ${states(3, 'c')} }`,
  ],
  [
    'with a blank round the plus',
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [s +t] } }',
    [
      's: "s +t" is not a list of scenarios with a plus between them: blanks stand round the plus = write a list of scenarios with a plus between them, such as low+late',
    ],
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [s+t] } }',
  ],
  [
    'twice',
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [s+t+s] } }',
    [
      's+t+s: "s+t+s" is not a list of scenarios with a plus between them: "s" stands in it twice = write a list of scenarios with a plus between them, such as low+late',
    ],
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [t+s] } }',
  ],
  [
    'with nothing beside a plus',
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [s+] } }',
    [
      's+: "s+" is not a list of scenarios with a plus between them: a name is missing beside a plus = write a list of scenarios with a plus between them, such as low+late',
    ],
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [s] } }',
  ],
  [
    'by nothing',
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [""] } }',
    ['"": a single value is expected here, and this is nothing = see docs/language for this part of a model'],
    'checks: { c: { figure: surplus, at_least: 0, scenarios: [base] } }',
  ],
  [
    'twice in a list of options',
    'options: [s, t, s]',
    ['s: "s" is not each of them once: the list has it already; first here: s = write each of them once'],
    'options: [s, t]',
  ],
  [
    'twice in a list of stresses, once with the model as it stands',
    'stresses: [s+t, base+s+t]',
    [
      'base+s+t: "base+s+t" is not each of them once: the list has it already; first here: s+t = write each of them once',
    ],
    'stresses: [s+t, t+s]',
  ],
  [
    'in a list that has no base and has it',
    'options: [s, no base, base]',
    [
      'no: "no base" and "base" do not go together: the model as it stands is in the list or it is not = keep one of them',
    ],
    'options: [s, no base]',
  ],
  [
    'in a list without anything',
    'options: [no base]',
    ['no: "no base" is not scenarios beside it: nothing else is in the list = write scenarios beside it'],
    'options: [no base, t]',
  ],
  [
    'in a list, and are not there',
    'stresses: [s, u]',
    ['u: there is no scenario "u" = the scenarios are base, s, t'],
    'stresses: [s, t]',
  ],
]);

const OPTIONS = `options: [s, t]\n${S}`;
const CRITERION = 'figure: surplus, better: higher';
casesInWords('how options are judged', (text) => rest(`appraisal: { ${text} }\n${OPTIONS}`), [
  ['against what is no option', 'against: u', ['u: there is no option "u" = known here: base, s, t'], 'against: t'],
  [
    'against the model as it stands, misspelt',
    'against: bse',
    ['bse: there is no option "bse" = did you mean "base"?'],
    'against: base',
  ],
  [
    'in a year that is not there',
    `criteria: { c: { weight: 1, ${CRITERION}, year: 2026 } }`,
    ['2026: there is no year "2026" = this model has first to 2025'],
    `criteria: { c: { weight: 1, ${CRITERION}, year: 2025 }, d: { weight: 1, ${CRITERION}, year: last }, e: { weight: 1, ${CRITERION}, year: first } }`,
  ],
  [
    'by a score of one that is misspelt',
    'criteria: { c: { weight: 1, scores: { base: 1, s: 2, tt: 3 } } }',
    ['tt: there is no scenario "tt" = did you mean "t"?'],
    'criteria: { c: { weight: 1, scores: { base: 1, s: 2, t: 3 } } }',
  ],
  [
    'by scores without two of them',
    'criteria: { c: { weight: 1, scores: { s: 2 } } }',
    [
      'scores: the scores of "c", which are of every option, has no "base" = add "base:" to it',
      'scores: the scores of "c", which are of every option, has no "t" = add "t:" to it',
    ],
    'criteria: { c: { weight: 1, scores: { base: 1, s: 100, t: 0 } } }',
  ],
  [
    'by a score that is too high',
    'criteria: { c: { weight: 1, scores: { base: 1, s: 100.1, t: 3 } } }',
    ['100.1: "100.1" is not a score from 0 to 100: it is above 100 = write a score from 0 to 100'],
    'criteria: { c: { weight: 1, scores: { base: 1, s: 100, t: 3 } } }',
  ],
  [
    'with weights of zero',
    `criteria: { c: { weight: 0, ${CRITERION} }, d: { weight: 0, ${CRITERION} } }`,
    ['0: "0" is not a weight above zero: no other criterion has one = write a weight above zero'],
    `criteria: { c: { weight: 0, ${CRITERION} }, d: { weight: 1, ${CRITERION} } }`,
  ],
  [
    'with a weight that nobody knows',
    `criteria: { c: { weight: unknown, ${CRITERION} } }`,
    ['unknown: "unknown" is not a weight: a weight is a choice, and cannot be unknown = write a weight'],
    `criteria: { c: { weight: 1, ${CRITERION} } }`,
  ],
  [
    'with a range of which nobody knows the ends',
    `criteria: { c: { weight: 1, range: { low: unknown, high: unknown }, ${CRITERION} } }`,
    [
      'unknown: "unknown" is not a weight: a weight is a choice, and cannot be unknown = write a weight',
      'unknown: "unknown" is not a weight: a weight is a choice, and cannot be unknown = write a weight',
    ],
    `criteria: { c: { weight: 1, range: { low: 1, high: 1 }, ${CRITERION} } }`,
  ],
  [
    'with a range upside down',
    `criteria: { c: { weight: 1, range: { low: 2, high: 1 }, ${CRITERION} } }`,
    ['2: "2" is not the low end of a range: it is above the high end, 1 = write the low end of a range'],
    `criteria: { c: { weight: 1, range: { low: 1, high: 2 }, ${CRITERION} } }`,
  ],
  [
    'with a weight below its range',
    `criteria: { c: { weight: 1, range: { low: 1.5, high: 2 }, ${CRITERION} } }`,
    ['1: "1" is not a weight within its range: it is below the low end, 1.5 = write a weight within its range'],
    `criteria: { c: { weight: 1.5, range: { low: 1.5, high: 2 }, ${CRITERION} } }`,
  ],
  [
    'with a weight above its range',
    `criteria: { c: { weight: 3, range: { low: 1, high: 2 }, ${CRITERION} } }`,
    ['3: "3" is not a weight within its range: it is above the high end, 2 = write a weight within its range'],
    `criteria: { c: { weight: 2, range: { low: 1, high: 2 }, ${CRITERION} } }`,
  ],
]);
casesInWords(
  'scores of options that are applied together',
  (text) =>
    rest(
      `appraisal: { criteria: { c: { weight: 1, scores: { ${text} } } } }\noptions: [no base, s, t+s, t+v]\nscenarios: { s: { because: x }, t: { because: x }, v: { because: x } }`,
    ),
  [
    [
      'by none of their names',
      's: 1, base: 1',
      ['scores: the scores of "c", which are of every option, has neither "t" nor "v" = add "t" or "v"'],
      's: 1, v: 1',
    ],
    [
      'by one that is no option',
      's: 1, t: 1, u: 1',
      ['u: there is no scenario "u" = the scenarios are base, s, t, v'],
      's: 1, t: 1',
    ],
  ],
);
casesInWords(
  'options that are misspelt',
  (text) =>
    rest(
      `appraisal: { against: t, criteria: { c: { weight: 1, scores: { base: 1, s: 1, ${text}: 1 } } } }\noptions: [s, ${text}]\n${S}`,
    ),
  [
    [
      'told once, and neither where they are held against others nor at a score',
      'tt',
      ['tt: there is no scenario "tt" = did you mean "t"?'],
      't',
    ],
  ],
);

const posts = (text: string): string => rest(`parameters: england\nstaff: { ${text} }`);
casesInWords('posts', posts, [
  [
    'called as a cost of the payroll',
    'apprenticeship_levy: { fte: 1, salary: 9, on_costs: 0% }',
    [
      'apprenticeship_levy: "apprenticeship_levy" is not another id: it names a cost of the whole payroll = write another id',
    ],
    'apprentice: { fte: 1, salary: 9, on_costs: 0% }',
  ],
  [
    'with days and no share of them',
    'a: { fte: 1, salary: 9, on_costs: 0%, days: 195 }',
    ['a: staff.a has no "chargeable" = add "chargeable:" to it'],
    'a: { fte: 1, salary: 9, on_costs: 0%, days: 195, chargeable: 0% }',
  ],
  [
    'with a share of no days',
    'a: { fte: 1, salary: 9, on_costs: 0%, chargeable: 50% }',
    ['a: staff.a has no "days" = add "days:" to it'],
    'a: { fte: 1, salary: 9, on_costs: 0% }',
  ],
  [
    'that run out of no days',
    'a: { fte: 1, salary: 9, on_costs: 0%, when_short: unmet }',
    ['when_short: staff.a, which says what happens when they run out, has no "days" = add "days:" to it'],
    'a: { fte: 1, salary: 9, on_costs: 0%, when_short: unmet, days: 5, chargeable: 100% }',
  ],
  [
    'in a scheme that is not there',
    'a: { fte: 1, salary: 9, pension: teacher }',
    ['teacher: there is no pension scheme "teacher" = did you mean "teachers"?'],
    'a: { fte: 1, salary: 9, pension: teachers }',
  ],
  [
    'with awards that are not there',
    'a: { fte: 1, salary: 9, on_costs: 0%, pay_award: njcc }',
    ['njcc: there is no set of pay awards "njcc" = did you mean "njc"?'],
    'a: { fte: 1, salary: 9, on_costs: 0%, pay_award: njc }',
  ],
  [
    'on a scale that is not there',
    'a: { fte: 1, salary: { scale: soulbry, point: 5 }, on_costs: 0% }',
    ['soulbry: there is no pay scale "soulbry" = did you mean "soulbury"?'],
    'a: { fte: 1, salary: { scale: soulbury, point: 5 }, on_costs: 0% }',
  ],
  [
    'on a point that is not there',
    'a: { fte: 1, salary: { scale: soulbury, point: 90 }, on_costs: 0% }',
    [
      '90: "90" is not a point of the scale soulbury, from 1 to 52: it has no such point = write a point of the scale soulbury, from 1 to 52',
    ],
    'a: { fte: 1, salary: { scale: soulbury, point: 50 }, on_costs: 0% }',
  ],
  [
    'up to a point that is not there',
    'a: { fte: 1, salary: { scale: soulbury, point: 5, top: 90 }, on_costs: 0% }',
    [
      '90: "90" is not a point of the scale soulbury, from 1 to 52: it has no such point = write a point of the scale soulbury, from 1 to 52',
    ],
    'a: { fte: 1, salary: { scale: soulbury, point: 5, top: 50 }, on_costs: 0% }',
  ],
  [
    'up to a point below their own',
    'a: { fte: 1, salary: { scale: soulbury, point: 5, top: 4 }, on_costs: 0% }',
    ['4: "4" is not a point from 5 up: the post starts above it = write a point from 5 up'],
    'a: { fte: 1, salary: { scale: soulbury, point: 5, top: 5 }, on_costs: 0% }',
  ],
]);
const OWN = (from: string, more = ''): string =>
  `parameters: { name: own, employer_ni: { rate: { ${from}: 15% }, threshold_month: { 2025-09: 417 }, threshold_year: { 2025-09: 5000 } }, pensions: { p: { rate: { 2025-11: 5% } } }, scales: { s: { month: April, points: { 1: { 2025-12: 9000 } } } }${more} }`;
casesInWords('rates that are not known when a post starts', rest, [
  [
    'of National Insurance',
    `${OWN('2025-10')}\nstaff: { a: { fte: 1, salary: 9, pension: none } }`,
    [
      "none: nothing is known of employer's National Insurance in Sep 2025: the first is of Oct 2025 = give a rate of its own in its place, or start later",
    ],
    `${OWN('2025-10')}\nstaff: { a: { fte: 1, salary: 9, pension: none, from: 2025-10 } }`,
  ],
  [
    'of its pension',
    `${OWN('2025-09')}\nstaff: { a: { fte: 1, salary: 9, pension: p, from: 2025-10 } }`,
    [
      'p: nothing is known of the pension of p in Oct 2025: the first is of Nov 2025 = give a rate of its own in its place, or start later',
    ],
    `${OWN('2025-09')}\nstaff: { a: { fte: 1, salary: 9, pension: p, from: 2025-11 } }`,
  ],
  [
    'of its scale',
    `${OWN('2025-09')}\nstaff: { a: { fte: 1, salary: { scale: s, point: 1 }, on_costs: 0%, from: 2025-11 } }`,
    [
      '{: nothing is known of point 1 of s in Nov 2025: the first is of Dec 2025 = give a rate of its own in its place, or start later',
    ],
    `${OWN('2025-09')}\nstaff: { a: { fte: 1, salary: { scale: s, point: 1 }, on_costs: 0%, from: 2025-12 } }`,
  ],
  [
    'of anything, where the model has none',
    'staff: { a: { fte: 1, salary: 9, pension: none } }',
    [
      'none: the model, whose posts go by national rates, has no "parameters: england" = add "parameters: england" to it',
    ],
    'parameters: england\nstaff: { a: { fte: 1, salary: 9, pension: none } }',
  ],
  [
    'of National Insurance, before the calendar',
    `${OWN('2025-10')}\nstaff: { a: { fte: 1, salary: 9, pension: 5%, from: 2025-01 } }`,
    [
      "5%: nothing is known of employer's National Insurance in Sep 2025: the first is of Oct 2025 = give a rate of its own in its place, or start later",
    ],
    `${OWN('2025-09')}\nstaff: { a: { fte: 1, salary: 9, pension: 5%, from: 2025-01 } }`,
  ],
]);

casesInWords('taxes', rest, [
  [
    'without rates',
    'tax: { corporation_tax: { mutual: no } }',
    ['{: a model that goes by national rates has no "parameters: england" = add "parameters: england" to it'],
    'parameters: england\ntax: { corporation_tax: { mutual: no } }',
  ],
  [
    'VAT without rates',
    'tax: { vat: { registered: no } }',
    ['{: a model that goes by national rates has no "parameters: england" = add "parameters: england" to it'],
    'parameters: england\ntax: { vat: { registered: no } }',
  ],
  [
    'VAT from after the calendar',
    'parameters: england\ntax: { vat: { registered: yes, from: 2026-09 } }\ncontracts: { c: { kind: donation, per_year: 1 }, d: { kind: grant, per_year: 1 } }',
    [
      '2026-09: "from" Sep 2026 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
      'membership: tiers.membership, of a company that is registered for VAT, has no "vat" = add "vat:" to it',
      'd: contracts.d, of a company that is registered for VAT, has no "vat" = add "vat:" to it',
    ],
    'parameters: england\ntax: { vat: { registered: no } }\ncontracts: { c: { kind: donation, per_year: 1 }, d: { kind: grant, per_year: 1 } }',
  ],
  [
    'VAT from a first month without registration',
    'parameters: england\ntax: { vat: { registered: no, from: 2025-10 } }',
    [
      '2025-10: "registered: no" and "from" do not go together: a company that does not register has no first month = keep one of them',
    ],
    'parameters: england\ntax: { vat: { registered: no } }',
  ],
  [
    'rates that start later',
    'parameters: { name: own, vat: { rate: { 2025-10: 20% }, registration: { 2025-10: 90_000 }, de_minimis: { 2025-10: 625 } }, corporation_tax: { rate: { 2025-11: 25% } } }\ntax: { vat: { registered: no }, corporation_tax: {} }',
    [
      '{: nothing is known of the rate of corporation tax in Sep 2025: the first is of Nov 2025 = give a rate of its own in its place, or start later',
      '{: nothing is known of the rate of VAT in Sep 2025: the first is of Oct 2025 = give a rate of its own in its place, or start later',
    ],
    'parameters: { name: own, vat: { rate: { 2025-09: 20% }, registration: { 2025-09: 90_000 }, de_minimis: { 2025-09: 625 } }, corporation_tax: { rate: { 2025-09: 25% } } }\ntax: { vat: { registered: no }, corporation_tax: {} }',
  ],
  [
    'relief of which a part is not said',
    'parameters: { name: own, corporation_tax: { rate: 25%, small_rate: 19%, lower_limit: 50_000, fraction: 1.5% } }',
    [
      'corporation_tax: marginal relief has none of "small_rate", "lower_limit", "upper_limit" and "fraction" = add "small_rate", "lower_limit", "upper_limit" or "fraction"',
    ],
    'parameters: { name: own, corporation_tax: { rate: 25%, small_rate: 19%, lower_limit: 50_000, upper_limit: 250_000, fraction: 1.5% } }',
  ],
  [
    'rates by company year',
    'parameters: { name: own, corporation_tax: { rate: { 2025: 25%, 2026-04: 26% } } }',
    [
      '2025: "2025" is not a month: the law changes in a month, and not with a company year = write a month, such as 2025-04',
    ],
    'parameters: { name: own, corporation_tax: { rate: { 2025-04: 25%, 2026-04: 26% } } }',
  ],
]);

casesInWords('what costs are for, and how they are shared out', rest, [
  [
    'a stream that is not there',
    'overheads: { o: { per_year: 1, for: tiers.gold } }',
    ['tiers.gold: there is no stream "tiers.gold" = did you mean "tiers"?'],
    'overheads: { o: { per_year: 1, for: contracts } }',
  ],
  [
    'one stream, and shared out',
    'overheads: { o: { per_year: 1, for: tiers, share_by: equal } }',
    ['equal: "for" and "share_by" do not go together: what is for one stream is not shared out = keep one of them'],
    'overheads: { o: { per_year: 1, share_by: equal } }',
  ],
  [
    'parts of a stream that is not there',
    'overheads: { o: { per_year: 1, share_by: { tiers.gold: 1, tiers.membership: 2 } } }',
    ['tiers.gold: there is no stream "tiers.gold" = known here: tiers.membership'],
    'overheads: { o: { per_year: 1, share_by: { tiers.membership: 2 } } }',
  ],
  [
    'parts of zero',
    'overheads: { o: { per_year: 1, share_by: { tiers.membership: 0 } } }',
    [
      '{: "zero in all" is not parts that come to more than zero: nothing can be shared out by them = write parts that come to more than zero',
    ],
    'overheads: { o: { per_year: 1, share_by: { tiers.membership: unknown } } }',
  ],
  [
    'days that nothing takes',
    'overheads: { o: { per_year: 1, share_by: days } }\nservices: { day: { kind: traded, unit: day, price: 5, delivery: { direct_cost: 5 } } }',
    [
      'days: "days" is not a driver that some stream has: no service takes days, so the shares come to zero = write a driver that some stream has',
    ],
    'overheads: { o: { per_year: 1, share_by: income } }',
  ],
]);

casesInWords('loans', rest, [
  [
    'drawn outside the calendar',
    'loans: { b: { drawn: { 2025-08: 8, 2026-09: 9 }, rate: 5%, repaid: { from: 2026-01, months: 2 } } }',
    [
      '2025-08: what is drawn in Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
      '2026-09: what is drawn in Sep 2026 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'loans: { b: { drawn: { 2025-09: 8, 2026-08: 9 }, rate: 5%, repaid: { from: 2026-09, months: 2 } } }',
  ],
  [
    'drawn above the limit',
    'loans: { b: { drawn: { 2025-09: 8, 2026-08: 9 }, limit: 16.99, rate: 5% } }',
    [
      '{: "£17.00" is not drawings of at most £16.99 in all: it is above the limit = write drawings of at most £16.99 in all',
    ],
    'loans: { b: { drawn: { 2025-09: 8, 2026-08: 9 }, limit: 17, rate: 5% } }',
  ],
  [
    'repaid before all is drawn',
    'loans: { b: { drawn: { 2025-09: 8, 2026-02: 9 }, rate: 5%, repaid: { from: 2026-02, months: 2 } } }',
    [
      '2026-02: "2026-02" is not a month after Feb 2026: it is repaid before all of it is drawn = write a month after Feb 2026',
    ],
    'loans: { b: { drawn: { 2025-09: 8, 2026-02: 9 }, rate: 5%, repaid: { from: 2026-03, months: 2 } } }',
  ],
  [
    'a facility that closes before the calendar',
    'loans: { b: { drawn: when_needed, limit: 5, rate: 5%, to: 2025-08 } }',
    ['2025-08: "to" Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar'],
    'loans: { b: { drawn: when_needed, limit: 5, rate: 5%, to: 2026-09 } }',
  ],
  [
    'a facility without a limit',
    'loans: { b: { drawn: when_needed, rate: 5% } }',
    ['b: the facility has no "limit" = add "limit:" to it'],
    'loans: { b: { drawn: when_needed, limit: 0, rate: 5%, keep: 3, from: 2025-10 } }',
  ],
  [
    'a facility that is repaid',
    'loans: { b: { drawn: when_needed, limit: 5, rate: 5%, repaid: { from: 2026-02, months: 2 } } }',
    ['repaid: "drawn" and "repaid" do not go together: a facility is repaid when cash allows it = keep one of them'],
    'loans: { b: { drawn: { 2026-01: 5 }, limit: 5, rate: 5%, repaid: { from: 2026-02, months: 2 } } }',
  ],
  [
    'a loan with terms of a facility',
    'loans: { b: { drawn: { 2026-01: 5 }, rate: 5%, keep: 1, from: 2025-10, to: 2026-01 } }',
    [
      'keep: "drawn" and "keep" do not go together: that is said of a facility, which is drawn when it is needed = keep one of them',
      'from: "drawn" and "from" do not go together: that is said of a facility, which is drawn when it is needed = keep one of them',
      'to: "drawn" and "to" do not go together: that is said of a facility, which is drawn when it is needed = keep one of them',
    ],
    'loans: { b: { drawn: { 2026-01: 5 }, rate: 5% } }',
  ],
  [
    'a loan that is drawn in what is no month',
    'loans: { b: { drawn: { 2026: 5 }, rate: 5% } }',
    ['2026: "2026" is not a month: it is not a year and a month = write a month, such as 2018-09'],
    'loans: { b: { drawn: { 2026-01: 5 }, rate: 5% } }',
  ],
  [
    'a thing that is bought outside the calendar',
    'capital: { c: { cost: 9, bought: 2026-09, life: 1 }, d: { cost: 9, bought: 2025-08, life: 1 } }',
    [
      '2026-09: "bought" Sep 2026 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
      '2025-08: "bought" Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'capital: { c: { cost: 9, bought: 2026-08, life: 1 }, d: { cost: 9, bought: 2025-09, life: 1 } }',
  ],
]);

const OF = (text: string): string => schools(`  named:\n    oak: { phase: primary, ${text} }`);
casesInWords('conversions', OF, [
  [
    'of an academy',
    'type: academy, pupils: 200, converts: 2026-01',
    [
      'academy: "academy" is not a maintained school: "converts" makes an academy of oak, which is none of the council\'s = write a maintained school',
    ],
    'type: community, pupils: 200, converts: 2026-01',
  ],
  [
    'of an independent school',
    'type: independent, pupils: 200, converts: 2026-01',
    [
      'independent: "independent" is not a maintained school: "converts" makes an academy of oak, which is none of the council\'s = write a maintained school',
    ],
    'type: foundation, pupils: 200, converts: 2026-01',
  ],
  [
    'before the calendar',
    'type: community, pupils: 200, converts: 2025-08',
    [
      '2025-08: the conversion of oak in Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'type: community, pupils: 200, converts: 2025-09',
  ],
  [
    'after it',
    'type: community, pupils: 200, converts: 2026-09',
    [
      '2026-09: the conversion of oak in Sep 2026 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'type: community, pupils: 200, converts: 2026-08',
  ],
]);

const ASH = '    ash: { phase: primary, type: community, pupils: 9, opens: 2026-02, closes: 2026-05 }';
const LIFE = (text: string): string =>
  schools(
    `${OAK}\n${ASH}\n    elm: { phase: primary, type: community, pupils: 9, ${text} }\n  groups:\n    many: { phase: primary, type: community, pupils: 9, count: 3 }`,
  );
casesInWords('the months of a school', LIFE, [
  [
    'opens after it converts',
    'opens: 2026-03, converts: 2026-02',
    [
      '2026-02: elm becomes an academy in Feb 2026, before it opens in Mar 2026; "opens" here: 2026-03 = correct one of the two months',
    ],
    'opens: 2026-02, converts: 2026-02',
  ],
  [
    'opens after it is a member',
    'opens: 2026-03, member_from: 2026-02',
    [
      '2026-02: elm becomes a member in Feb 2026, before it opens in Mar 2026; "opens" here: 2026-03 = correct one of the two months',
    ],
    'opens: 2026-02, member_from: 2026-02',
  ],
  [
    'opens after it leaves',
    'opens: 2026-03, leaves: 2026-02',
    [
      '2026-02: elm leaves in Feb 2026, before it opens in Mar 2026; "opens" here: 2026-03 = correct one of the two months',
    ],
    'opens: 2026-02, leaves: 2026-02',
  ],
  [
    'is a member after it leaves',
    'member_from: 2026-03, leaves: 2026-02',
    [
      '2026-02: elm leaves in Feb 2026, before it becomes a member in Mar 2026; "member_from" here: 2026-03 = correct one of the two months',
    ],
    'member_from: 2026-02, leaves: 2026-02',
  ],
  [
    'is a member after it closes',
    'member_from: 2026-03, closes: 2026-02',
    [
      '2026-02: elm closes in Feb 2026, before it becomes a member in Mar 2026; "member_from" here: 2026-03 = correct one of the two months',
    ],
    'member_from: 2026-02, closes: 2026-02',
  ],
  [
    'converts after it closes',
    'converts: 2026-03, closes: 2026-02',
    [
      '2026-02: elm closes in Feb 2026, before it becomes an academy in Mar 2026; "converts" here: 2026-03 = correct one of the two months',
    ],
    'converts: 2026-02, closes: 2026-02',
  ],
  [
    'leaves after it closes, and is told once',
    'leaves: 2026-03, closes: 2026-02, converts: 2026-03',
    [
      '2026-02: elm closes in Feb 2026, before it becomes an academy in Mar 2026; "converts" here: 2026-03 = correct one of the two months',
    ],
    'leaves: 2026-02, closes: 2026-02',
  ],
  [
    'leaves after it closes',
    'leaves: 2026-03, closes: 2026-02',
    [
      '2026-02: elm closes in Feb 2026, before it leaves in Mar 2026; "leaves" here: 2026-03 = correct one of the two months',
    ],
    'leaves: 2026-02, closes: 2026-02',
  ],
  [
    'opens after the calendar',
    'opens: 2026-09',
    [
      '2026-09: "opens" of elm, Sep 2026 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'opens: 2026-08',
  ],
  [
    'is a member from after it',
    'member_from: 2026-09',
    [
      '2026-09: "member_from" of elm, Sep 2026 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'member_from: 2026-08',
  ],
  [
    'has closed before it',
    'closes: 2025-08',
    [
      '2025-08: "closes" of elm, Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'closes: 2025-09',
  ],
  [
    'has left before it',
    'leaves: 2025-08',
    [
      '2025-08: "leaves" of elm, Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'leaves: 2025-09',
  ],
  [
    'goes into several',
    'closes: 2026-02, into: many',
    ['many: "many" is not one school: "many" stands for several, and one school goes into one = write one school'],
    'closes: 2026-02, into: oak',
  ],
  [
    'goes into one that has not opened',
    'closes: 2025-12, into: ash',
    [
      'ash: "ash" is not a school that is open in Jan 2026: elm closes in Dec 2025, and ash is not open in Jan 2026 = write a school that is open in Jan 2026',
    ],
    'closes: 2026-01, into: ash',
  ],
  [
    'goes into one that has closed',
    'closes: 2026-05, into: ash',
    [
      'ash: "ash" is not a school that is open in Jun 2026: elm closes in May 2026, and ash is not open in Jun 2026 = write a school that is open in Jun 2026',
    ],
    'closes: 2026-04, into: ash',
  ],
]);
casesInWords(
  'schools that go into each other',
  (text) =>
    schools(
      `  named:\n    oak: { phase: primary, type: community, pupils: 9, closes: 2025-12, into: ash }\n    ash: { phase: primary, type: community, pupils: 9, closes: 2026-01, into: ${text} }\n    fir: { phase: primary, type: community, pupils: 9 }\n    elm: { phase: primary, type: community, pupils: 9, closes: 2025-10, into: oak }`,
    ),
  [
    [
      'in a circle, which is told once',
      'oak',
      ['ash: these schools go into each other: oak → ash → oak; ash: oak = take "into" out of the one that stays'],
      'fir',
    ],
  ],
);
cases(
  'a school that has left in notice before the calendar',
  (text) =>
    model({
      schools: `schools:\n  named:\n    oak: { phase: primary, type: community, pupils: 9, leaves: ${text} }\n`,
      tiers:
        'tiers:\n  a: { price: { flat: 1 }, joins: 0%, term: { notice: 1 } }\n  b: { price: { flat: 1 }, joins: 0%, term: { notice: 3 } }\n',
    }),
  [['by the longest notice', '2025-05', ['outside-calendar at 2025-05'], '2025-06']],
);

const ORDERS = (rows: string): Files => ({
  'model.yaml':
    schools(
      `  orders: { file: orders.csv }\n  named:\n    oak: { name: Oak School, phase: primary, type: community, pupils: 200 }\n    ash: { name: Ash, phase: primary, type: community, pupils: 9 }\n    elm: { name: "ash", phase: primary, type: community, pupils: 9 }\n  groups:\n    many: { name: Many, phase: primary, type: community, pupils: 9, count: 3 }`,
    ) +
    'services:\n  day: { kind: traded, unit: day, price: 5, options: { core: 3 } }\n  talk: { kind: traded, unit: talk, price: 5 }\nscenarios:\n  s: { because: x, services: { add: { trip: { kind: traded, unit: trip, price: 5 } } } }\n',
  'orders.csv': `school,service,quantity,option,date\n${rows}\n`,
});
casesInWords('orders', ORDERS, [
  [
    'of a school that is not there',
    'elmm,day,1,,2025-10-01',
    ['elmm: there is no school of the roll "elmm" = did you mean "elm"?'],
    'elm,day,1,,2025-10-01',
  ],
  [
    'of a name that two schools have',
    'ASH,day,1,,2025-10-01',
    ['ASH: 2 schools are called "ASH": ash, elm = name the one that is meant by its number'],
    'oak  school,day,1,,2025-10-01',
  ],
  [
    'of schools without names',
    'many,day,1,,2025-10-01',
    ['many: there is no school of the roll "many" = known here: oak, ash, elm, Oak School, Ash'],
    'Ash (ash),day,1,,2025-10-01',
  ],
  [
    'of a service that is not there',
    'oak,dya,1,,2025-10-01',
    ['dya: there is no service "dya" = did you mean "day"?'],
    'oak,trip,1,,2025-10-01',
  ],
  [
    'of an option that is not there',
    'oak,day,,cor,2025-10-01',
    ['cor: there is no option of the service "day" "cor" = did you mean "core"?'],
    'oak,day,,core,2025-10-01',
  ],
  [
    'of an option of another service',
    'oak,talk,,core,2025-10-01',
    ['core: there is no option of the service "talk" "core" = there is none yet'],
    'oak,talk,2,,2025-10-01',
  ],
  [
    'twice',
    'oak,day,1,,2025-10-01\nOak School,day,2,,2025-10-01',
    [
      'Oak: the school "oak" orders "day" twice for 2025-10-01; first here: oak = keep one of the rows, with all that is ordered for the day',
    ],
    'oak,day,1,,2025-10-01\noak,day,2,,2025-10-02\noak,day,2,core,2025-10-01\noak,talk,1,,2025-10-01\nelm,day,1,,2025-10-01',
  ],
]);

casesInWords(
  'a school that is told, beside control totals',
  (text) =>
    schools(
      `  control: { schools: 5 }\n  groups:\n    ${text}: { phase: primary, type: community, pupils: 9, count: 4 }\n${OAK}`,
    ),
  [
    [
      'twice, which the totals may be for',
      'oak',
      ['{: the school "oak" is on the roll twice; first here: { = give each school a URN (or id) of its own'],
      'elm',
    ],
  ],
);
casesInWords('columns of pupils with and without a date', file, [
  [
    'a school that has none of the first',
    'urn,name,phase,type,pupils,pupils_2026\n1,Oak,primary,community,,100\n2,Ash,primary,community,5,6\n',
    [
      '1: nothing is known of the pupils of Oak in Sep 2025: the first is of Sep 2026 = say how many there are when the calendar starts, or change them from a date on, as in pupils: { times: { 2028: 50% } }',
    ],
    'urn,name,phase,type,pupils,pupils_2026\n1,Oak,primary,community,4,100\n2,Ash,primary,community,5,\n',
  ],
  [
    'one school that has none in the first month',
    'urn,name,phase,type,pupils_2025-09,pupils_2026\n1,Oak,primary,community,,100\n',
    [
      '1: nothing is known of the pupils of Oak in Sep 2025: the first is of Sep 2026 = say how many there are when the calendar starts, or change them from a date on, as in pupils: { times: { 2028: 50% } }',
    ],
    'urn,name,phase,type,pupils_2025-09,pupils_2026\n1,Oak,primary,community,5,100\n',
  ],
  [
    'a trust by date beside them',
    'urn,name,phase,type,trust_2024,pupils_2026\n1,Oak,primary,community,Bay,100\n',
    [
      'pupils_2026: nothing is known of the pupils of the schools of the roll in Sep 2025: the first is of Sep 2026 = correct the date of the heading, or put a column of the pupils of that month beside it',
    ],
    'urn,name,phase,type,trust_2024,pupils_2025\n1,Oak,primary,community,Bay,100\n',
  ],
]);
casesInWords(
  'a roll of a later date beside a school of the model',
  (text) => ({
    'model.yaml': model({
      schools: `schools:\n  file: schools.csv\n  named:\n    oak: { phase: primary, type: community, pupils: { ${text}: 200 } }\n`,
    }),
    'schools.csv': `urn,name,phase,type,pupils_${text}\n1,Ash,primary,community,200\n`,
  }),
  [
    [
      'of a later date, too',
      '2026-01',
      [
        '1: nothing is known of the pupils of Ash in Sep 2025: the first is of Jan 2026 = say how many there are when the calendar starts, or change them from a date on, as in pupils: { times: { 2028: 50% } }',
        '{: nothing is known of the pupils of oak in Sep 2025: the first is of Jan 2026 = say how many there are when the calendar starts, or change them from a date on, as in pupils: { times: { 2028: 50% } }',
      ],
      '2025-09',
    ],
  ],
);
casesInWords(
  'a company without schools',
  (text) =>
    `buyin: 1\nname: None\ncalendar: { starts: 2025-09, years: 1, year_starts: September }\nschools: {}\nuncertainty: { decide_together: ${text} }\n`,
  [
    [
      'of which some decide together',
      'trust',
      ['trust: there is no attribute of schools "trust" = known here: none'],
      'none',
    ],
  ],
);
casesInWords('dates at the ends of the calendar', rest, [
  [
    'from its last month to the one before',
    'overheads: { o: { per_year: 1, from: 2026-08, to: 2026-07 } }',
    ['2026-07: this ends in Jul 2026, before it starts in Aug 2026 = put the later month last'],
    'overheads: { o: { per_year: 1, from: 2026-08, to: 2026-08 } }',
  ],
  [
    'from its second month to its first',
    'staff: { o: { fte: 1, salary: 1, on_costs: 0%, from: 2025-10, to: 2025-09 } }',
    ['2025-09: this ends in Sep 2025, before it starts in Oct 2025 = put the later month last'],
    'staff: { o: { fte: 1, salary: 1, on_costs: 0%, from: 2025-09, to: 2025-09 } }',
  ],
  [
    'to before it and from after it',
    'overheads: { o: { per_year: 1, from: 2026-09, to: 2025-08 } }',
    [
      '2026-09: "from" Sep 2026 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
      '2025-08: "to" Aug 2025 lies outside the calendar, Sep 2025 to Aug 2026 = change the date, or the calendar',
    ],
    'overheads: { o: { per_year: 1 } }',
  ],
  [
    'a loan that is drawn in the last month and repaid in it',
    'loans: { b: { drawn: { 2026-08: 5 }, rate: 5%, repaid: { from: 2026-08, months: 1 } } }',
    [
      '2026-08: "2026-08" is not a month after Aug 2026: it is repaid before all of it is drawn = write a month after Aug 2026',
    ],
    'loans: { b: { drawn: { 2026-08: 5 }, rate: 5%, repaid: { from: 2026-09, months: 1 } } }',
  ],
  [
    'a facility that closes before it opens',
    'loans: { b: { drawn: when_needed, limit: 5, rate: 5%, from: 2026-01, to: 2025-12 } }',
    ['2025-12: this ends in Dec 2025, before it starts in Jan 2026 = put the later month last'],
    'loans: { b: { drawn: when_needed, limit: 5, rate: 5%, from: 2026-01, to: 2027-12 } }',
  ],
]);
casesInWords('combinations of states', (text) => rest(`assumptions: { ${text} }\n${S}`), [
  [
    'one more than there may be',
    `${states(3, 'a')}, ${states(3, 'b')}, ${states(3, 'c')}, ${states(1, 'd')}`,
    [
      '{: "128 combinations" is not 64 or fewer combinations of states that bring scenarios: each of them is a model of its own = write 64 or fewer combinations of states that bring scenarios',
    ],
    `${states(3, 'a')}, ${states(3, 'b')}, ${states(1, 'c')}, ${states(1, 'd')}`,
  ],
]);

const V = 'scenarios: { s: { because: x }, t: { because: x }, v: { because: x } }';
casesInWords('what options are held against', rest, [
  [
    'of a model without options',
    `appraisal: { against: u }\n${V}`,
    ['u: there is no option "u" = known here: base, s, t, v'],
    `appraisal: { against: v }\n${V}`,
  ],
  [
    'that is a scenario and no option',
    `appraisal: { against: v }\noptions: [s, t]\n${V}`,
    ['v: there is no option "v" = known here: base, s, t'],
    `appraisal: { against: t }\noptions: [s, t]\n${V}`,
  ],
  [
    'that is nothing, where an option is misspelt',
    `appraisal: { against: u }\noptions: [s, tt]\n${V}`,
    ['tt: there is no scenario "tt" = did you mean "t"?', 'u: there is no option "u" = known here: base, s, tt'],
    `appraisal: { against: base }\noptions: [s, t]\n${V}`,
  ],
  [
    'in scores of a model without options',
    `appraisal: { criteria: { c: { weight: 1, scores: { u: 1, v: 2 } } } }\n${V}`,
    ['u: there is no scenario "u" = the scenarios are base, s, t, v'],
    `appraisal: { criteria: { c: { weight: 1, scores: { v: 2 } } } }\n${V}`,
  ],
  [
    'in scores beside an option of which a part is not there',
    `appraisal: { criteria: { c: { weight: 1, scores: { s: 1 } } } }\noptions: [no base, s, t+w]\n${V}`,
    ['t+w: there is no scenario "w" = the scenarios are base, s, t, v'],
    `appraisal: { criteria: { c: { weight: 1, scores: { s: 1, t: 1 } } } }\noptions: [no base, s, t+v]\n${V}`,
  ],
]);

casesInWords('posts of a model without national rates', rest, [
  [
    'with national awards',
    'staff: { a: { fte: 1, salary: 9, on_costs: 0%, pay_award: njc } }',
    ['njc: there is no set of pay awards "njc" = there is none yet'],
    'staff: { a: { fte: 1, salary: 9, on_costs: 0%, pay_award: 2% } }',
  ],
  [
    'on a national scale',
    'staff: { a: { fte: 1, salary: { scale: soulbury, point: 5 }, on_costs: 0% } }',
    ['soulbury: there is no pay scale "soulbury" = there is none yet'],
    'staff: { a: { fte: 1, salary: 9, on_costs: 0% } }',
  ],
  [
    'on a scale whose top is known later',
    'parameters: { name: own, scales: { s: { month: April, points: { 1: { 2025-10: 9000 }, 2: { 2025-12: 9500 } } } } }\nstaff: { a: { fte: 1, salary: { scale: s, point: 1, top: 2 }, on_costs: 0% } }',
    [
      '{: nothing is known of point 1 of s in Sep 2025: the first is of Oct 2025 = give a rate of its own in its place, or start later',
    ],
    'parameters: { name: own, scales: { s: { month: April, points: { 1: { 2025-09: 9000 }, 2: { 2025-12: 9500 } } } } }\nstaff: { a: { fte: 1, salary: { scale: s, point: 1, top: 2 }, on_costs: 0% } }',
  ],
]);
casesInWords('taxes by rates of which some are not there', rest, [
  [
    'of VAT and of corporation tax',
    'parameters: { name: own }\ntax: { vat: { registered: no }, corporation_tax: {} }',
    [
      '{: a model that goes by national rates has no "parameters: england" = add "parameters: england" to it',
      '{: a model that goes by national rates has no "parameters: england" = add "parameters: england" to it',
    ],
    'parameters: england\ntax: { vat: { registered: no }, corporation_tax: {} }',
  ],
]);
casesInWords('loans of which an amount is not known', rest, [
  [
    'is not held to a limit',
    'loans: { b: { drawn: { 2025-10: 8, 2025-11: 9 }, limit: 16, rate: 5% } }',
    [
      '{: "£17.00" is not drawings of at most £16.00 in all: it is above the limit = write drawings of at most £16.00 in all',
    ],
    'loans: { b: { drawn: { 2025-10: 8, 2025-11: unknown }, limit: 6, rate: 5% }, c: { drawn: { 2025-10: 8 }, limit: unknown, rate: 5% } }',
  ],
]);
casesInWords('days of some services', rest, [
  [
    'that none takes',
    'sharing: { by: days }\nservices: { a: { kind: brokered, unit: day, price: 5, commission: { fixed: 1 }, acts_as: agent }, b: { kind: traded, unit: day, price: 5 } }',
    [
      'days: "days" is not a driver that some stream has: no service takes days, so the shares come to zero = write a driver that some stream has',
    ],
    'sharing: { by: days }\nstaff: { p: { fte: 1, salary: 1, on_costs: 0%, days: 5, chargeable: 100% } }\nservices: { a: { kind: brokered, unit: day, price: 5, commission: { fixed: 1 }, acts_as: agent }, b: { kind: traded, unit: day, price: 5, delivery: { by: p, days: 1 } } }',
  ],
]);
casesInWords('schools that go into what is not there', LIFE, [
  [
    'nearly there',
    'closes: 2026-02, into: oka',
    ['oka: there is no school "oka", which elm goes into = did you mean "oak"?'],
    'closes: 2026-02, into: oak',
  ],
  [
    'not at all',
    'closes: 2026-02, into: willow',
    ['willow: there is no school "willow", which elm goes into = known here: many, oak, ash, elm'],
    'closes: 2026-02, into: oak',
  ],
  [
    'and do not close',
    'into: oak',
    ['oak: elm, which goes into oak, has no "closes" = add "closes:" to it'],
    'closes: 2026-02, into: oak',
  ],
]);
