import { ATTRIBUTES } from '../../src/model/school.js';
import { EMPLOYER_COSTS } from '../../src/model/staff.js';
import { isMap, mapAt, type PlainMap, yamlOf } from './plain.js';

/* Models of which every name that somebody gave is marked, so that each may be another wherever it stands. */

/** What a name is: of which kind, and the how manieth of it. */
const MARKED = /\bzz_([a-z]+)_\d+\b/g;

/** A small company with something of every kind that has a name. */
const MARKED_COMPANY = `buyin: 1
name: Marked
calendar: { starts: 2026-09, years: 2, year_starts: September }
parameters: england
assumptions:
  zz_assumption_1:
    value: 60%
    range: { low: 40%, high: 70% }
    basis: estimate
    source: x
    owner: x
  zz_assumption_2:
    value: 20_000
    states:
      zz_state_1: { value: 20_000, probability: 60% }
      zz_state_2: { value: 0, probability: 40%, scenario: zz_scenario_3 }
    basis: estimate
    source: x
    owner: x
  zz_assumption_3: { value: 2%, range: { low: 1%, high: 3% }, basis: estimate, source: x, owner: x }
shared:
  zz_shared_1: { by_intent: { member: 90%, committed: 85%, likely: 60%, possible: 40%, unlikely: 10%, no: 0% }, others: =zz_assumption_1 }
schools:
  roll: { count: fte, census: october }
  consultation: { file: intentions.csv, source: x }
  orders: { file: orders.csv, basis: measured, source: x }
  attributes: [zz_attribute_1]
  drivers: [zz_driver_1]
  groups:
    zz_group_1: { count: 3, phase: primary, type: community, pupils: 210, pays_now: 900, budget: 900_000, drivers: { zz_driver_1: 3 } }
  named:
    zz_school_1: { phase: primary, type: academy, trust: zz_trust_1, area: zz_area_1, pupils: 310, pays_now: 1_500, budget: 1_500_000, attributes: { zz_attribute_1: zz_value_1 }, drivers: { zz_driver_1: 5 } }
    zz_school_2: { phase: secondary, type: academy, trust: zz_trust_1, area: zz_area_2, pupils: 900, pays_now: 3_500, budget: 5_500_000, drivers: { zz_driver_1: 9 } }
    zz_school_3: { phase: special, type: community, pupils: 90, area: zz_area_1, budget: 2_000_000, drivers: { zz_driver_1: 2 } }
tiers:
  zz_tier_1:
    price: [{ when: { phase: primary }, flat: 500, per_pupil: 3, per: { zz_driver_1: 20 } }, { flat: 2_000 }]
    joins: =zz_shared_1
    includes: { zz_service_1: { per_school: 2, take_up: 80% } }
    discounts: { zz_service_1: 10% }
    collective: { zz_collective_1: { worth: 100 } }
    uplift: =zz_assumption_3
    vat: standard
    controlling_member: yes
  zz_tier_2:
    price: { flat: 900 }
    joins: { by_intent: { member: 0%, committed: 0%, likely: 20%, possible: 10%, unlikely: 0%, no: 0% }, others: 20% }
    vat: standard
    controlling_member: yes
services:
  zz_service_1: { kind: traded, unit: day, price: 500, delivery: { by: zz_post_1, days: 1.1 }, demand: { per_member: 1, per_other: 0.5 }, alternative: { low: 300, typical: 480, high: 600, would_buy: 70% }, vat: standard, controlling_member: no }
  zz_service_2: { kind: brokered, unit: day, price: 400, commission: { percent: 10%, on: inside }, acts_as: agent, demand: { per_member: 1 }, vat: standard, controlling_member: no }
contracts:
  zz_contract_1: { kind: commission, per_year: { 2026: 20_000, 2027: =zz_assumption_2 }, vat: standard, controlling_member: no }
staff:
  zz_post_1: { fte: 0.3, salary: 40_000, on_costs: 25%, days: 195, chargeable: 70%, when_short: { associates: 400, most: 60 } }
  zz_post_2: { fte: 0.2, salary: 30_000, on_costs: 25%, for: contracts.zz_contract_1 }
overheads:
  zz_overhead_1: { per_year: 3_000, uplift: =zz_assumption_3, vat: standard }
  zz_overhead_2: { per: { members: 40 }, for: tiers, vat: standard }
loans:
  zz_loan_1: { limit: 50_000, drawn: when_needed, rate: 6% }
capital:
  zz_item_1: { cost: 3_000, life: 3, bought: 2026-10, vat: standard }
reserves:
  opening: 20_000
  policy: { months_of_cost: 2, risks: { zz_risk_1: { amount: 2_000, probability: 30% } } }
tax: { vat: { registered: yes, quarter_ends: March, eligible_body: yes }, corporation_tax: { mutual: unknown } }
payment_terms: { schools: 1, council: 1, suppliers: 1 }
choice: { rule: best_value, because: x }
governance:
  constituencies:
    zz_constituency_1: { when: { phase: primary }, seats: 2 }
    zz_constituency_2: { when: { phase: [secondary, special] }, seats: 1 }
indicators:
  zz_indicator_1: { unit: of pupils, baseline: { value: 20%, year: 2025 }, target: { value: 17%, year: 2028 }, better: lower, rests_on: [services.zz_service_1] }
options: [base, zz_scenario_1]
stresses: [zz_scenario_2]
appraisal:
  deflate_by: =zz_assumption_3
  against: base
  criteria:
    zz_criterion_1: { weight: 60, range: { low: 40, high: 80 }, figure: reserves.closing, better: higher }
    zz_criterion_2: { weight: 40, range: { low: 20, high: 60 }, scores: { base: 60, zz_scenario_1: 40 }, source: x }
scenarios:
  zz_scenario_1: { because: x, tiers: { zz_tier_1: { joins: { others: 30% } } } }
  zz_scenario_2: { because: x, tiers: { each: { joins: { times: 80% } } } }
  zz_scenario_3: { because: x, staff: { zz_post_2: { fte: 0 } } }
checks:
  zz_check_1: { figure: schools, equals: 6 }
  zz_check_2: { price: { tier: zz_tier_2, school: { phase: primary, pupils: 210 } }, equals: 900 }
`;

/** The company with what its schools have answered and ordered, by file. */
export const MARKED_FILES: Readonly<Record<string, string>> = {
  'model.yaml': MARKED_COMPANY,
  'intentions.csv':
    'school,option,intent,date\nzz_school_1,base,likely,2026-05-19\nzz_school_2,zz_scenario_1,no,2026-05-20\n',
  'orders.csv': 'school,service,quantity,date\nzz_school_1,zz_service_1,2,2026-09-01\n',
};

/** Where random models give names, and what a name there is. */
const NAMED_AT: Readonly<Record<string, string>> = {
  assumptions: 'assumption',
  tiers: 'tier',
  services: 'service',
  staff: 'post',
  overheads: 'overhead',
  loans: 'loan',
  capital: 'item',
  'schools.named': 'school',
  'schools.groups': 'group',
  scenarios: 'scenario',
};

/** A model of plain data as a file whose names are marked. */
export function markedFile(data: PlainMap): string {
  const marks = new Map(
    Object.entries(NAMED_AT).flatMap(([path, kind]) =>
      Object.entries(mapAt(data, ...path.split('.')))
        .filter(([, said]) => isMap(said))
        .map(([id], i) => [id, `zz_${kind}_${i + 1}`] as const),
    ),
  );
  return yamlOf(data).replace(/\b[a-z]\w*\b/g, (word) => marks.get(word) ?? word);
}

/** Kinds of which no two things may have one name; all others only have names within their kind. */
const TOGETHER: Readonly<Record<string, string>> = {
  shared: 'number',
  assumption: 'number',
  driver: 'number',
  school: 'school',
  group: 'school',
  // An answer to a consultation names an option, or a tier: one that could be about either is refused.
  scenario: 'offer',
  tier: 'offer',
};
/** What the language lets nothing be called, or no thing of a kind. */
const REFUSED = ['each', 'add'];
const REFUSED_OF: Readonly<Record<string, (word: string) => boolean>> = {
  scenario: (word) => word === 'base',
  // An answer to it could be about the model as it stands.
  tier: (word) => word === 'base',
  post: (word) => ['short', ...EMPLOYER_COSTS].includes(word),
  attribute: isOwn,
  driver: isOwn,
};

/** What a school says by itself, or what is not one name in small letters. */
function isOwn(word: string): boolean {
  return [...ATTRIBUTES, 'pupils', 'budget'].includes(word) || !/^[a-z][a-z0-9_]*$/.test(word);
}

/**
 * A text-changer that calls the first thing of every kind by the word at a place, the second by the next, and so on;
 * what finds no word keeps its mark.
 */
export function calledBy(texts: readonly string[], words: readonly string[], at: number): (text: string) => string {
  const names = new Map<string, string>();
  const taken = new Map<string, Set<string>>();
  const turned = [...words.slice(at), ...words.slice(0, at)].filter((word) => !REFUSED.includes(word));
  for (const [mark, kind = ''] of texts.flatMap((text) => [...text.matchAll(MARKED)])) {
    if (names.has(mark)) continue;
    const within = TOGETHER[kind] ?? kind;
    const used = taken.get(within) ?? new Set();
    const word = turned.find((each) => !used.has(each) && REFUSED_OF[kind]?.(each) !== true) ?? mark;
    taken.set(within, used.add(word));
    names.set(mark, word);
  }
  return (text) => text.replace(MARKED, (mark) => names.get(mark) ?? mark);
}
