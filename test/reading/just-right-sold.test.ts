import type { Files } from '../support/disk.js';
import { cases, casesInWords } from '../support/just-right.js';
import { model } from '../support/refused.js';

/*
 * What is sold, to whom and for how much: what is refused, where and in which words, and what lies beside it and is right.
 */

const rest = (text: string): string => model({ rest: `${text}\n` });
/** Three schools, of which one says more of itself. */
const AMONG = (more: string, also = ''): string =>
  `schools:\n  attributes: [early, takes]\n  drivers: [teachers]\n${also}  named:\n    oak: { phase: primary, type: community, pupils: 200, trust: Bay${more} }\n    elm: { phase: primary, type: academy, pupils: 300, trust: Hill, attributes: { early: yes } }\n    ash: { phase: special, type: academy_special, pupils: 90, intent: likely }\n`;
const among = (text: string): string =>
  model({
    schools: AMONG(', drivers: { teachers: 10 }'),
    tiers: `tiers:\n  membership: { joins: 100%, price: ${text} }\n`,
  });

casesInWords('what a price asks of schools', among, [
  [
    'an attribute that is not there',
    '[{ when: { fase: primary }, flat: 5 }, { flat: 6 }]',
    [
      'fase: there is no attribute of a school "fase" = known here: phase, type, maintained, sixth_form, nursery, new_joiner, area, trust, faith, intent, early, takes; or list it under "schools.attributes"',
    ],
    '[{ when: { phase: primary }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'a value that no school has',
    '[{ when: { trust: [Bay, Fold] }, flat: 5 }, { flat: 6 }]',
    ['Fold: "Fold" is not a value of trust = choose from Bay, Hill'],
    '[{ when: { trust: [Bay, Hill] }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'a value that the language has not',
    '[{ when: { phase: primry }, flat: 5 }, { flat: 6 }]',
    ['primry: "primry" is not a value of phase = did you mean "primary"?'],
    '[{ when: { phase: nursery }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'whether it has a trust',
    '[{ when: { trust: none }, flat: 5 }, { flat: 6 }]',
    [
      'none: "none" is not the name of a trust = a condition names trusts and cannot ask whether a school is in one: declare an attribute such as "in_trust", and write "in_trust: no"',
    ],
    '[{ when: { trust: Bay }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'whether it has no trust',
    '[{ when: { trust: no }, flat: 5 }, { flat: 6 }]',
    [
      'no: "no" is not the name of a trust = a condition names trusts and cannot ask whether a school is in one: declare an attribute such as "in_trust", and write "in_trust: no"',
    ],
    '[{ when: { trust: Hill }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'a number as though it were an attribute',
    '[{ when: { teachers: 10 }, flat: 5 }, { flat: 6 }]',
    [
      'teachers: there is no attribute of a school "teachers", which is a number = write from where to where: "teachers: { from: 3, up_to: 3 }"',
    ],
    '[{ when: { teachers: { from: 10, up_to: 10 } }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'a number within a price',
    '{ flat: 5, floor: [{ when: { pupils: 10 }, amount: 3 }, 2] }',
    [
      'pupils: there is no attribute of a school "pupils", which is a number = only the "when" of a price asks for numbers, as in "pupils: { over: 300 }": give such schools a price of their own; a discount or surcharge counts them by "of", as in "of: pupils, over: 300"',
    ],
    '{ flat: 5, floor: [{ when: { early: no }, amount: 3 }, 2] }',
  ],
  [
    'membership',
    '[{ when: { member: yes }, flat: 5 }, { flat: 6 }]',
    [
      'member: there is no attribute of a school "member" = known here: phase, type, maintained, sixth_form, nursery, new_joiner, area, trust, faith, intent, early, takes',
    ],
    '[{ when: { early: yes }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'one of its answers by something else',
    '[{ when: { early: perhaps }, flat: 5 }, { flat: 6 }]',
    ['perhaps: "perhaps" is not a value of early = choose from yes, no'],
    '[{ when: { early: [yes, no] }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'no amount',
    '{ cap: 5 }',
    ['{: the price has neither "per_pupil" nor "flat" = add "per_pupil" or "flat"'],
    '{ flat: 0, cap: 5 }',
  ],
  [
    'a driver that is not there',
    '{ per: { teacher: 5 } }',
    [
      'teacher: there is no driver of a school "teacher" = did you mean "teachers"? If not, list it under "schools.drivers"',
    ],
    '[{ when: { phase: special }, flat: 5 }, { per_pupil: 5 }]',
  ],
  [
    'bands of a driver that is not there',
    '{ bands: { of: techers, mode: flat, each: [{ up_to: 5, amount: 5 }, { over: 5, amount: 6 }] } }',
    [
      'techers: there is no driver of a school "techers" = did you mean "teachers"? If not, list it under "schools.drivers"',
    ],
    '{ bands: { of: pupils, mode: flat, each: [{ up_to: 5, amount: 5 }, { over: 5, amount: 6 }] } }',
  ],
  [
    'a discount for what nobody can take',
    '{ flat: 5, discounts: { amount: 1, bundle: [membership, hr] } }',
    ['hr: there is no tier or service that a school can take "hr" = known here: membership'],
    '{ flat: 5, discounts: { amount: 1, bundle: [membership] } }',
  ],
  [
    'a cap below the floor',
    '{ flat: 5, floor: [{ when: { phase: special }, amount: 6 }, 4], cap: 5.99 }',
    ['5.99: the cap £5.99 is below the floor £6.00 = raise the cap or lower the floor: no fee can hold both'],
    '{ flat: 5, floor: [{ when: { phase: special }, amount: 6 }, 4], cap: 6 }',
  ],
  [
    'caps below the floor, in two prices',
    '[{ when: { phase: special }, flat: 5, floor: 2, cap: 1 }, { flat: 5, floor: 3, cap: 2 }]',
    [
      '2: the cap £2.00 is below the floor £3.00 = raise the cap or lower the floor: no fee can hold both',
      '1: the cap £1.00 is below the floor £2.00 = raise the cap or lower the floor: no fee can hold both',
    ],
    '[{ when: { phase: special }, flat: 5, floor: 2, cap: 2 }, { flat: 5, floor: 3, cap: 3 }]',
  ],
  [
    'schools that pay together, by the number of each',
    '[{ when: { pupils: { up_to: 100 } }, flat: 5 }, { flat: 6, group: { by: trust, charge: sum } }]',
    [
      'group: "group" and "a number in when" do not go together: of schools that pay one price together nobody could say whose number chooses it = keep one of them',
    ],
    '[{ when: { phase: special }, flat: 5 }, { flat: 6, group: { by: trust, charge: sum } }]',
  ],
  [
    'schools that pay together, where a number chooses for others',
    '[{ when: { phase: primary, pupils: { up_to: 200 } }, flat: 5, group: { by: trust, charge: sum } }, { flat: 6 }]',
    [
      'group: "group" and "a number in when" do not go together: of schools that pay one price together nobody could say whose number chooses it = keep one of them',
    ],
    '[{ when: { phase: special, pupils: { up_to: 100 } }, flat: 5 }, { when: { phase: primary }, flat: 6, group: { by: trust, charge: sum } }, { flat: 7 }]',
  ],
  [
    'one of its answers by another, where some say neither yes nor no',
    '[{ when: { trust: [Bay, Fell] }, flat: 5 }, { flat: 6 }]',
    ['Fell: "Fell" is not a value of trust = choose from Bay, Hill'],
    '[{ when: { trust: Bay }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'what is misspelt, and nothing else fits',
    '[{ when: { phase: primry }, flat: 5 }, { when: { phase: special }, flat: 6 }]',
    ['primry: "primry" is not a value of phase = did you mean "primary"?'],
    '[{ when: { phase: primary }, flat: 5 }, { when: { phase: special }, flat: 6 }]',
  ],
  [
    'numbers that two schools have not, in another year each',
    '{ when: { pupils: { from: 301 } }, flat: 5 }',
    [
      '{: no price of the tier "membership" fits oak (primary, community) in 2025-26, with 200 pupils, nor 2 more kinds of school: primary, academy; special, academy_special, intent likely = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    '{ when: { pupils: { from: 90, up_to: 300 } }, flat: 5 }',
  ],
  [
    'none of its schools',
    '[{ when: { phase: primary }, flat: 5 }]',
    [
      '[{: no price of the tier "membership" fits ash (special, academy_special, intent likely) = add a price whose "when" covers it, or narrow the tier with "eligible"',
    ],
    '[{ when: { phase: [primary, special] }, flat: 5 }]',
  ],
  [
    'none of two kinds',
    '[{ when: { type: utc }, flat: 5 }]',
    [
      '[{: no price of the tier "membership" fits oak (primary, community), nor 2 more kinds of school: primary, academy; special, academy_special, intent likely = add a price whose "when" covers it, or narrow the tier with "eligible"',
    ],
    '[{ when: { type: [utc, academy, community, academy_special] }, flat: 5 }]',
  ],
  [
    'none of its numbers',
    '{ when: { pupils: { from: 91 } }, flat: 5 }',
    [
      '{: no price of the tier "membership" fits ash (special, academy_special, intent likely) in 2025-26, with 90 pupils = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    '{ when: { pupils: { from: 90 } }, flat: 5 }',
  ],
]);

casesInWords(
  'quantities that are worked out',
  (text) => model({ schools: AMONG(', drivers: { teachers: 10 }'), rest: `${text}\n` }),
  [
    [
      'under the name of a driver',
      'quantities: { teachers: =pupils * 2 }',
      [
        'teachers: "quantities.teachers" and "the driver teachers" do not go together: one name would stand for two things = keep one of them',
      ],
      'quantities: { halves: =pupils * 2 }',
    ],
    [
      'in a circle',
      'quantities: { a: =b * 2, b: =a + 1, c: =a }',
      ['=b: these quantities depend on each other: a → b → a = work one of them out of what a school has'],
      'quantities: { a: =b * 2, b: =pupils + 1, c: =a }',
    ],
    [
      'under the name of an assumption',
      'quantities: { a: =pupils * 2 }\nassumptions: { a: { value: 5 } }',
      [
        'a: "quantities.a" and "assumptions.a" do not go together: one name would stand for two things = keep one of them',
      ],
      'quantities: { a: =pupils * b }\nassumptions: { b: { value: 5 } }',
    ],
  ],
);
casesInWords(
  'assumptions in prices',
  (text) =>
    model({
      schools: AMONG(', drivers: { teachers: 10 }'),
      tiers: `tiers:\n  membership: { joins: 100%, price: { flat: ${text}, floor: ${text} } }\n`,
      rest: 'assumptions: { teachers: { value: 5 }, rate: { value: 5 } }\n',
    }),
  [
    [
      'under the name of a driver, told once',
      '"=teachers * 2"',
      [
        '"=teachers: "assumptions.teachers" and "the driver teachers" do not go together: in a price one name would stand for two things = keep one of them',
      ],
      '"=rate * 2"',
    ],
  ],
);

const VAT = (text: string): string => rest(`parameters: england\ntax: { vat: { registered: ${text}`);
casesInWords('prices with VAT', (text) => model({ tiers: `tiers:\n  membership: { joins: 100%, ${text} }\n` }), [
  [
    'of no class',
    'price: { flat: 5, includes_vat: yes }',
    ['membership: the tier, whose price includes VAT, has no "vat" = add "vat:" to it'],
    'price: { flat: 5, includes_vat: yes }, vat: standard',
  ],
  [
    'of an exempt one',
    'price: { flat: 5, includes_vat: yes }, vat: exempt',
    [
      'includes_vat: "includes_vat" and "vat: exempt" do not go together: such a supply bears no VAT that a price could include = keep one of them',
    ],
    'price: { flat: 5, includes_vat: no }, vat: exempt',
  ],
]);
casesInWords(
  'prices with VAT of a company that charges none',
  (text) =>
    VAT(
      `no } }\nservices: { day: { kind: traded, unit: day, vat: standard, price: { flat: 5, includes_vat: ${text} } } }`,
    ),
  [
    [
      'of a service',
      'yes',
      [
        'includes_vat: "includes_vat" and "tax.vat.registered: no" do not go together: a company that is not registered charges no VAT = keep one of them',
      ],
      'no',
    ],
  ],
);
casesInWords(
  'prices with VAT that a broker divides',
  (text) =>
    rest(
      `services: { day: { kind: brokered, unit: day, vat: standard, provider_fee: { ${text} }, commission: { percent: 5%, on: top }, acts_as: agent } }`,
    ),
  [
    [
      'of all of it',
      'flat: 5, includes_vat: yes',
      [
        'includes_vat: "includes_vat" and "commission" do not go together: nothing says who bears the VAT of which part of a price that a commission divides = keep one of them',
      ],
      'flat: 5, includes_vat: no',
    ],
    [
      'of a part',
      'parts: { a: { flat: 5, vat: exempt }, b: { flat: 6 } }',
      [
        'parts: "vat of a part" and "commission" do not go together: nothing says who bears the VAT of which part of a price that a commission divides = keep one of them',
      ],
      'parts: { a: { flat: 5 }, b: { flat: 6 } }',
    ],
  ],
);

casesInWords(
  'tiers',
  (text) =>
    model({
      schools: AMONG(''),
      tiers: `tiers:\n  gold: { price: { flat: 5 }, ${text}\n`,
      rest: 'services:\n  day: { kind: traded, unit: day, price: 5 }\n  audit: { kind: brokered, unit: day, price: 5, commission: { fixed: 1 }, acts_as: agent }\n',
    }),
  [
    [
      'a share of one phase',
      'joins: { primary: 50% } }',
      [
        '{: "joins" of the tier "gold" says nothing of ash (special, academy_special, intent likely) = give its phase, or its intent, a share',
      ],
      'joins: { primary: 50%, special: 0% } }',
    ],
    [
      'a share of two kinds',
      'joins: { secondary: 50% } }',
      [
        '{: "joins" of the tier "gold" says nothing of oak (primary, community), nor 2 more kinds of school: primary, academy; special, academy_special, intent likely = give its phase, or its intent, a share',
      ],
      'joins: { secondary: 50%, others: 10% } }',
    ],
    [
      'a share from after the start',
      'joins: { primary: { 2026: 50% }, special: 5% } }',
      [
        '{: "joins" of the tier "gold" says nothing of oak (primary, community), nor 1 more kind of school: primary, academy = give its phase, or its intent, a share',
      ],
      'joins: { primary: { 2025: 50% }, special: 5% } }',
    ],
    [
      'an intent without a share',
      'joins: { by_intent: { no: 0% }, primary: 50% } }',
      [
        '{: "joins" of the tier "gold" says nothing of ash (special, academy_special, intent likely) = give its phase, or its intent, a share',
      ],
      'joins: { by_intent: { likely: 0% }, primary: 50% } }',
    ],
    [
      'what it includes',
      'joins: 100%, includes: { audit: unlimited } }',
      ['audit: there is no traded service "audit" = known here: day'],
      'joins: 100%, includes: { day: unlimited } }',
    ],
    [
      'what it takes off',
      'joins: 100%, discounts: { audit: 5%, dey: 5% } }',
      [
        'audit: there is no traded service "audit" = known here: day',
        'dey: there is no traded service "dey" = did you mean "day"?',
      ],
      'joins: 100%, discounts: { day: 5% } }',
    ],
    [
      'frozen for a part of a sign-up',
      'joins: 100%, term: { frozen_for: 3 } }\n  silver: { joins: 0%, price: { flat: 6, joining: { years: 2 } }, term: { frozen_for: 3 } }',
      [
        '3: "3" is not 2, or a multiple of it: a price of the tier is for 2 years together = write 2, or a multiple of it',
      ],
      'joins: 100%, term: { frozen_for: 3 } }\n  silver: { joins: 0%, price: { flat: 6, joining: { years: 2 } }, term: { frozen_for: 4 } }',
    ],
    [
      'more than all of each school',
      'joins: 60% }\n  silver: { joins: { 2025: 41% }, price: { flat: 6 }, eligible: { phase: primary } }',
      [
        'joins: 101% of oak would be members of gold and silver in Sep 2025, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
        'joins: 101% of elm would be members of gold and silver in Sep 2025, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
      ],
      'joins: 60% }\n  silver: { joins: { 2025: 40% }, price: { flat: 6 }, eligible: { phase: primary } }',
    ],
    [
      'more than all of each school, later',
      'joins: 60% }\n  silver: { joins: { 2025: 40%, 2026-02: 41% }, price: { flat: 6 } }',
      [
        'joins: 101% of oak would be members of gold and silver in Feb 2026, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
        'joins: 101% of elm would be members of gold and silver in Feb 2026, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
        'joins: 101% of ash would be members of gold and silver in Feb 2026, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
      ],
      'joins: 60% }\n  silver: { joins: { 2025: 40%, 2026-02: 39% }, price: { flat: 6 } }',
    ],
    [
      'more than all while memberships still run',
      'joins: { 2025: 60%, 2026-01: 0% } }\n  silver: { joins: { 2025: 0%, 2026-01: 60% }, price: { flat: 6 }, term: { invoice: membership_year, starts: January } }',
      [
        'joins: 120% of oak would be members of gold and silver in Jan 2026, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
        'joins: 120% of elm would be members of gold and silver in Jan 2026, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
        'joins: 120% of ash would be members of gold and silver in Jan 2026, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
      ],
      'joins: { 2025: 40%, 2026-01: 0% } }\n  silver: { joins: { 2025: 0%, 2026-01: 60% }, price: { flat: 6 }, term: { invoice: membership_year, starts: January } }',
    ],
  ],
);

casesInWords(
  'what a school says of its tiers',
  (text) =>
    model({
      schools: AMONG(text),
      tiers:
        'tiers:\n  gold: { price: { flat: 5 }, joins: 0%, eligible: { phase: primary } }\n  silver: { price: { flat: 6 }, joins: 0%, eligible: { phase: [primary, special] } }\n  bronze: { price: { flat: 7 }, joins: 0%, eligible: { phase: secondary } }\n',
    }),
  [
    [
      'a share in whichever',
      ', joins: 60%',
      [
        '60%: "60%" is not a share for each tier: oak may join gold and silver, and nothing says which = write a share for each tier, such as { gold: 60% }',
      ],
      ', joins: 0%',
    ],
    [
      'a share of one that is not there',
      ', joins: { god: 30% }',
      ['{: there is no tier, of oak, "god" = did you mean "gold"?'],
      ', joins: { gold: 30% }',
    ],
    [
      'shares of more than all',
      ', joins: { gold: 60%, silver: 40.1% }',
      [
        '{: 100.1% of oak would be members of gold and silver in Sep 2025, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
      ],
      ', joins: { gold: 60%, silver: 40% }',
    ],
    [
      'a tier that is not there',
      ', tier: god',
      ['god: there is no tier "god", which oak is assigned = did you mean "gold"?'],
      ', tier: gold',
    ],
    [
      'a tier that it may not join',
      ', tier: bronze',
      [
        'bronze: "tier: bronze" and "tiers.bronze.eligible" do not go together: oak may not join the tier that it is assigned = keep one of them',
      ],
      ', tier: silver',
    ],
  ],
);
casesInWords(
  'tiers that are assigned',
  (text) => model({ schools: AMONG(text), rest: 'choice: { rule: assigned }\n' }),
  [
    [
      'to nobody',
      '',
      ['rule: every school, while the rule is that tiers are assigned, has no "tier" = add "tier:" to it'],
      ', tier: membership',
    ],
  ],
);
cases(
  'tiers between which schools choose',
  (text) =>
    model({
      schools: AMONG(', joins: 30%'),
      tiers: 'tiers:\n  gold: { price: { flat: 5 }, joins: 100% }\n  silver: { price: { flat: 6 }, joins: 100% }\n',
      rest: `choice: { ${text} }\n`,
    }),
  [['by odds that nobody has said', 'rule: logit', ['missing-key at choice'], 'rule: logit, sensitivity: 0.5']],
);

casesInWords('what schools say of themselves', (text) => model({ schools: AMONG('', text) }), [
  [
    'an attribute that is not listed',
    '  groups:\n    many: { count: 2, phase: primary, type: community, pupils: 9, attributes: { erly: yes } }\n',
    [
      'erly: "erly" is not a key of the attributes of a school = did you mean "early"? If not, list it under "schools.attributes"',
    ],
    '  groups:\n    many: { count: 2, phase: primary, type: community, pupils: 9, attributes: { early: yes } }\n',
  ],
  [
    'what it says by itself',
    '  groups:\n    many: { count: 2, phase: primary, type: community, pupils: 9, attributes: { trust: Bay }, drivers: { pupils: 4 } }\n',
    [
      'trust: "attributes.trust" and "trust" do not go together: a school says "trust" by itself = keep one of them',
      'pupils: "drivers.pupils" and "pupils" do not go together: a school says "pupils" by itself = keep one of them',
    ],
    '  groups:\n    many: { count: 2, phase: primary, type: community, pupils: 9, trust: Bay, drivers: { teachers: 4 } }\n',
  ],
  [
    'a driver that is none',
    '  groups:\n    many: { count: 2, phase: primary, type: community, pupils: 9, drivers: { teachers: many } }\n',
    ['many: "many" is not a number: it is not a number = write a number, such as 24 or £154,100'],
    '  groups:\n    many: { count: 2, phase: primary, type: community, pupils: 9, drivers: { teachers: £4.50 } }\n',
  ],
]);
cases(
  'answers other than yes and no',
  (text) =>
    model({
      schools: AMONG(`, attributes: { early: ${text} }`),
      tiers:
        'tiers:\n  m: { joins: 100%, price: [{ when: { early: yes }, flat: 5 }, { when: { early: no }, flat: 6 }, { flat: 7 }] }\n',
    }),
  [['where that is all that prices ask', 'soon', ['bad-choice at {'], 'no']],
);

casesInWords(
  'services',
  (text) =>
    model({
      schools: AMONG(', drivers: { teachers: 10 }'),
      tiers:
        'tiers:\n  m: { price: { flat: 5 }, joins: 100%, eligible: { phase: primary }, discounts: { talk: 5% } }\n',
      rest: `services:\n  talk: { kind: traded, unit: talk, price: 9 }\n  day: { unit: day, ${text} }\nstaff: { a: { fte: 1, salary: 9, on_costs: 0%, days: 5, chargeable: 100% } }\n`,
    }),
  [
    [
      'days of nobody',
      'kind: traded, price: 5, delivery: { days: 1 }',
      ['delivery: the delivery, which takes days, has no "by" = add "by:" to it'],
      'kind: traded, price: 5, delivery: { days: 1, by: a }',
    ],
    [
      'days of one who is not there',
      'kind: traded, price: 5, delivery: { days: 1, by: b }',
      ['b: there is no post "b" = known here: a'],
      'kind: traded, price: 5, delivery: { by: a }',
    ],
    [
      'a price for schools together',
      'kind: traded, price: { per: { units: 5 }, group: { by: trust, charge: sum } }',
      [
        'group: "group" and "services.day" do not go together: each school buys units of a service by itself: where a trust buys as one, let one of its schools order all of it = keep one of them',
      ],
      'kind: traded, price: { per: { units: 5 } }',
    ],
    [
      'a price that is offered to enough',
      'kind: traded, price: { per: { units: 5 }, offered_if: { committed: { schools: 5 } } }',
      [
        '{: a number of schools is expected here, and this is a map of keys = see docs/language for this part of a model',
      ],
      'kind: traded, price: { per: { units: 5 } }',
    ],
    [
      'a price of joining',
      'kind: traded, price: { per: { units: 5 }, joining: { fee: 3 } }',
      [
        'joining: "joining" and "services.day" do not go together: schools join a tier; a charge to each buyer in each year is `flat` = keep one of them',
      ],
      'kind: traded, price: { per: { units: 5 }, flat: 3 }',
    ],
    [
      'a price for members alone',
      'kind: traded, price: { when: { member: yes }, per: { units: 5 } }',
      [
        '{: no price of the service "day" fits oak (primary, community) as a school that is no member, nor 1 more kind of school: primary, academy = add a price whose "when" covers it, or one without "when" as the last: it holds for all that are left',
      ],
      'kind: traded, price: [{ when: { member: yes }, per: { units: 5 } }, { per: { units: 6 } }]',
    ],
    [
      'a price for others alone',
      'kind: traded, price: { when: { member: no }, per: { units: 5 } }',
      [
        '{: no price of the service "day" fits oak (primary, community) as a member, nor 1 more kind of school: primary, academy = add a price whose "when" covers it, or one without "when" as the last: it holds for all that are left',
      ],
      'kind: traded, price: [{ when: { member: no }, per: { units: 5 } }, { when: { member: yes }, per: { units: 6 } }]',
    ],
    [
      'a price that a school which may buy has not',
      'kind: traded, price: { when: { type: community }, per: { units: 5 } }',
      [
        '{: no price of the service "day" fits elm (primary, academy) as a member = add a price whose "when" covers it, or one without "when" as the last: it holds for all that are left',
      ],
      'kind: traded, price: { when: { type: [community, academy] }, per: { units: 5 } }',
    ],
    [
      'a price for fewer pupils',
      'kind: traded, price: { when: { pupils: { up_to: 299 } }, per: { units: 5 } }',
      [
        '{: no price of the service "day" fits elm (primary, academy) as a member in 2025-26, with 300 pupils = add a price whose "when" covers it, or one without "when" as the last: it holds for all that are left',
      ],
      'kind: traded, price: { when: { pupils: { up_to: 300 } }, per: { units: 5 } }',
    ],
    [
      'a cap below the floor for members',
      'kind: traded, price: { per: { units: 5 }, floor: [{ when: { member: yes }, amount: 5 }, 3], cap: 4 }',
      ['4: the cap £4.00 is below the floor £5.00 = raise the cap or lower the floor: no fee can hold both'],
      'kind: traded, price: { per: { units: 5 }, floor: [{ when: { member: yes }, amount: 5 }, 3], cap: 5 }',
    ],
    [
      'a price for members that their tier takes from',
      'kind: traded, price: [{ when: { member: yes }, per: { units: 5 } }, { per: { units: 6 } }] }\n  hour: { kind: traded, unit: hour, price: 5',
      [],
      'kind: traded, price: 5',
    ],
    [
      'a part of what nobody can take',
      'kind: traded, price: { per: { units: 5 }, discounts: { amount: 1, bundle: [tlk] } }',
      ['tlk: there is no tier or service that a school can take "tlk" = did you mean "talk"?'],
      'kind: traded, price: { per: { units: 5 }, discounts: { amount: 1, bundle: [talk] } }',
    ],
    [
      'a fee of the provider, and a price',
      'kind: brokered, price: 9, provider_fee: 8, commission: { fixed: 1 }, acts_as: agent',
      [
        '{: "provider_fee" and "price" do not go together: give the one that the commission is worked out from = keep one of them',
      ],
      'kind: brokered, provider_fee: 8, commission: { fixed: 1 }, acts_as: agent',
    ],
    [
      'neither',
      'kind: brokered, commission: { fixed: 1 }, acts_as: agent',
      ['day: the service has neither "provider_fee" nor "price" = add "provider_fee" or "price"'],
      'kind: brokered, price: 8, commission: { fixed: 1 }, acts_as: agent',
    ],
    [
      'a commission on top of no fee',
      'kind: brokered, price: 9, commission: { percent: 1%, on: top }, acts_as: agent',
      ['day: the service with a commission on top has no "provider_fee" = add "provider_fee:" to it'],
      'kind: brokered, provider_fee: 8, commission: { percent: 1%, on: top }, acts_as: agent',
    ],
    [
      'a commission inside no price',
      'kind: brokered, provider_fee: 9, commission: { percent: 1%, on: inside }, acts_as: agent',
      ['day: the service with a commission inside has no "price" = add "price:" to it'],
      'kind: brokered, price: 8, commission: { percent: 1%, on: inside }, acts_as: agent',
    ],
    [
      'a commission above the price',
      'kind: brokered, price: 9, commission: { fixed: 9.01 }, acts_as: agent',
      [
        '9.01: "£9.01" is not a commission of at most the price, £9.00: the provider would get less than nothing = write a commission of at most the price, £9.00',
      ],
      'kind: brokered, price: 9, commission: { fixed: 9 }, acts_as: agent',
    ],
    [
      'a price of two kinds in its fee',
      'kind: brokered, provider_fee: { when: { type: utc }, per: { units: 5 } }, commission: { fixed: 1 }, acts_as: agent',
      [
        '{: no price of the service "day" fits oak (primary, community) as a member, nor 1 more kind of school: primary, academy = add a price whose "when" covers it, or one without "when" as the last: it holds for all that are left',
      ],
      'kind: brokered, provider_fee: [{ when: { type: utc }, per: { units: 5 } }, { per: { units: 6 } }], commission: { fixed: 1 }, acts_as: agent',
    ],
    [
      'a kind of service that is none',
      'kind: broked, provider_fee: 5, commission: { fixed: 1 }, acts_as: agent',
      ['broked: "broked" is not a kind of service = did you mean "brokered"?'],
      'kind: brokered, provider_fee: 5, commission: { fixed: 1 }, acts_as: agent',
    ],
    [
      'an alternative upside down',
      'kind: traded, price: 5, alternative: { low: 6, typical: 5, high: 4 }',
      [
        '5: "£5.00" is not at least the low price, £6.00: it is below the low price = write at least the low price, £6.00',
        '4: "£4.00" is not at least the typical price, £5.00: it is below the typical price = write at least the typical price, £5.00',
      ],
      'kind: traded, price: 5, alternative: { low: 4, typical: 4, high: 4 }',
    ],
  ],
);
casesInWords(
  'what members pay for a service',
  (text) =>
    model({
      tiers:
        'tiers:\n  m: { price: { flat: 5 }, joins: 100%, discounts: { day: 5% } }\n  n: { price: { flat: 5 }, joins: 0% }\n',
      rest: `services:\n  day: { unit: day, kind: traded, price: ${text} }\n`,
    }),
  [
    [
      'said by its price and by the tier',
      '[{ when: { member: yes }, per: { units: 5 } }, { per: { units: 6 } }]',
      [
        'day: "tiers.m.discounts.day" and "when: { member: … } of services.day.price" do not go together: the price for members is given in full = keep one of them',
      ],
      '{ per: { units: 6 } }',
    ],
    [
      'said by an old price and by the tier',
      '{ member: 5, other: 6 }',
      [
        'day: "tiers.m.discounts.day" and "services.day.price.member" do not go together: the price for members is given in full = keep one of them',
      ],
      '{ other: 6 }',
    ],
  ],
);

const demand = (text: string): string =>
  rest(`services: { day: { kind: traded, unit: day, price: 5, demand: ${text} } }`);
casesInWords('demand', demand, [
  [
    'of a kind of school that is not there',
    '{ per_member: [{ when: { phase: primary }, units: 1 }, { when: { trust: Bay }, units: 2 }], per_other: { when: { trst: Bay }, units: 3 } }',
    [
      'Bay: "Bay" is not a value of trust = there is none yet',
      'trst: there is no attribute of a school "trst" = did you mean "trust"? If not, list it under "schools.attributes"',
    ],
    '{ per_member: [{ when: { phase: primary }, units: 1 }, { when: { phase: special }, units: 2 }], per_other: { when: { type: community }, units: 3 } }',
  ],
  [
    'by units and a spread',
    '{ per_member: { units: 1, spread: { 1: 100% } } }',
    ['{: "units" and "spread" do not go together: a spread says how many units in its own way = keep one of them'],
    '{ per_member: { spread: { 1: 100% } } }',
  ],
  [
    'by neither',
    '{ per_member: { when: { phase: primary } } }',
    ['{: what some schools ask for has neither "units" nor "spread" = add "units" or "spread"'],
    '{ per_member: { units: { 2025: 1, 2026: { spread: { 2: 100% } } } } }',
  ],
  [
    'from a month on',
    '{ per_member: { 2025: 1, 2026-02: 1 } }',
    [
      '2026-02: "2026-02" is not a year: what a school asks for is said of a company year, and not of a month = write a year, such as 2019',
    ],
    '{ per_member: { 2025: 1, 2026: 1 } }',
  ],
  [
    'by shares of more than all',
    '{ per_member: { spread: { 0: 50%, 1: 50.000001% } } }',
    [
      '{: the shares of the spread come to 100.000001%, and not to 100% = change one of them so that they do: schools that ask for nothing stand under 0',
    ],
    '{ per_member: { spread: { 0: 50%, 1: 49.5%, 2: 0.5% } } }',
  ],
  [
    'by shares of less than all',
    '{ per_member: { spread: { 0: 50%, 1: 49.9% } } }',
    [
      '{: the shares of the spread come to 99.9%, and not to 100% = change one of them so that they do: schools that ask for nothing stand under 0',
    ],
    '{ per_member: { spread: { 0: 50%, 1: 50% } } }',
  ],
]);
casesInWords(
  'shares of a spread that are worked out',
  (text) =>
    rest(
      `assumptions: { a: { value: ${text} } }\nservices: { day: { kind: traded, unit: day, price: 5, demand: { per_member: { spread: { 0: =100% - a, 1: =a } } } } }`,
    ),
  [
    [
      'of more buyers than there are',
      '120%',
      ['120%: "120%" is not a share from 0% to 100%: it is above 100% = write a share from 0% to 100%, such as 92%'],
      '100%',
    ],
  ],
);
casesInWords(
  'shares of a spread that come to nearly all',
  (text) =>
    rest(
      `assumptions: { a: { value: ${text} } }\nservices: { day: { kind: traded, unit: day, price: 5, demand: { per_member: { spread: { 0: 50%, 1: =a / 2 } } } } }`,
    ),
  [
    [
      'beyond what rounding takes',
      '99.9997%',
      [
        '{: the shares of the spread come to 99.99985%, and not to 100% = change one of them so that they do: schools that ask for nothing stand under 0',
      ],
      '99.9998%',
    ],
  ],
);

/** Two schools that are alike but for what the second says. */
const TWO = (second: string, first = ''): string =>
  `schools:\n  attributes: [early]\n  named:\n    oak: { phase: primary, type: community, pupils: 200${first} }\n    elm: { phase: primary, type: community, pupils: 200${second} }\n`;
const TWO_TIERS =
  'tiers:\n  gold: { price: { flat: 5 }, joins: 60% }\n  silver: { price: { flat: 6 }, joins: 40% }\nscenarios: { s: { because: x, tiers: { add: { bronze: { price: { flat: 5 }, joins: 0% } } } } }\n';
casesInWords('what one of two schools that are alike says', (text) => model({ schools: TWO(text), tiers: TWO_TIERS }), [
  [
    'shares that come to more than all',
    ', joins: { gold: 61%, silver: 40% }',
    [
      '{: 101% of elm would be members of gold and silver in Sep 2025, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
    ],
    ', joins: { gold: 60%, silver: 40% }',
  ],
  [
    'a share of a tier that is no scenario either',
    ', joins: { base: 1% }',
    ['{: there is no tier, of elm, "base" = known here: gold, silver'],
    ', joins: { bronze: 1% }',
  ],
]);
casesInWords(
  'tiers of which two schools that are alike may join others',
  (text) =>
    model({
      schools: TWO(', trust: Hill', ', trust: Bay'),
      tiers: `tiers:\n  gold: { price: { flat: 5 }, joins: 60% }\n  silver: { price: { flat: 6 }, joins: 40%, eligible: { trust: Bay } }\n  bronze: { price: { flat: 7 }, joins: ${text}, eligible: { trust: Hill } }\n`,
    }),
  [
    [
      'in all more than all of the second',
      '41%',
      [
        'joins: 101% of elm would be members of gold and bronze in Sep 2025, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
      ],
      '40%',
    ],
  ],
);
casesInWords(
  'memberships that still run',
  (text) =>
    model({
      schools: TWO(', member_from: 2026-01'),
      tiers: `tiers:\n  gold: { price: { flat: 5 }, joins: { 2025: 60%, 2026-06: 0% }, term: { invoice: membership_year, starts: June } }\n  silver: { price: { flat: 6 }, joins: { 2025: 0%, ${text} } }\n`,
    }),
  [
    [
      'with more than all, in the last month of one',
      '2026-05: 41%',
      [
        'joins: 101% of oak would be members of gold and silver in May 2026, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
        'joins: 101% of elm would be members of gold and silver in May 2026, which is more than all of it = lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
      ],
      '2026-05: 40%',
    ],
  ],
);
casesInWords(
  'schools without a price that may not join',
  (text) =>
    model({
      schools: TWO(''),
      tiers: `tiers:\n  gold: { price: { when: { phase: special }, flat: 5 }, joins: { special: 5% }, eligible: { phase: ${text} } }\n`,
    }),
  [
    [
      'are told where they may',
      'primary',
      [
        '{: no price of the tier "gold" fits oak (primary, community) = add a price whose "when" covers it, or narrow the tier with "eligible"',
        '{: "joins" of the tier "gold" says nothing of oak (primary, community) = give its phase, or its intent, a share',
      ],
      'special',
    ],
  ],
);
casesInWords(
  'a share that is said from a date in the calendar on',
  (text) => model({ schools: TWO(''), tiers: `tiers:\n  gold: { price: { flat: 5 }, joins: { ${text}: 5% } }\n` }),
  [
    [
      'lacks its start',
      '2025-10',
      [
        '{: "joins" of the tier "gold" says nothing of oak (primary, community) in Sep 2025, when the calendar starts = say what the share is from Sep 2025 on',
      ],
      '2025-09',
    ],
  ],
);
casesInWords(
  'a tier of a company that charges no VAT',
  (text) =>
    model({
      tiers: `tiers:\n  m: { joins: 100%, vat: standard, price: { flat: 5, includes_vat: ${text} } }\n`,
      rest: 'parameters: england\ntax: { vat: { registered: no } }\n',
    }),
  [
    [
      'whose price includes it',
      'yes',
      [
        'includes_vat: "includes_vat" and "tax.vat.registered: no" do not go together: a company that is not registered charges no VAT = keep one of them',
      ],
      'no',
    ],
  ],
);
casesInWords(
  'a tier after one that asks what is not there',
  (text) =>
    model({
      tiers: `tiers:\n  a: { joins: 0%, price: [{ when: { phase: ${text} }, flat: 5 }, { flat: 6 }] }\n  b: { joins: 100%, price: { when: { phase: [special, primary] }, flat: 5 } }\n  c: { joins: 0%, price: { when: { phase: ${text} }, flat: 5 } }\n`,
    }),
  [
    [
      'is asked for its schools all the same',
      'primry',
      [
        'primry: "primry" is not a value of phase = did you mean "primary"?',
        'primry: "primry" is not a value of phase = did you mean "primary"?',
      ],
      'primary',
    ],
  ],
);
casesInWords(
  'what is asked by yes and no alone',
  (text) =>
    model({
      schools: TWO(text, ', attributes: { early: yes }'),
      tiers:
        'tiers:\n  m: { joins: 100%, price: [{ when: { early: yes }, flat: 5 }, { when: { early: no }, flat: 6 }] }\n',
    }),
  [
    [
      'of a school that answers otherwise',
      ', attributes: { early: soon }',
      ['{: "soon" is not yes or no, which prices ask of early: it is that of elm = choose from yes, no'],
      ', attributes: { early: no }',
    ],
    [
      'of one that answers nothing',
      '',
      [
        '[{: no price of the tier "m" fits elm (primary, community) = add a price whose "when" covers it, or narrow the tier with "eligible"',
      ],
      ', attributes: { early: yes }',
    ],
  ],
);
casesInWords(
  'what is asked by yes, no and more',
  (text) =>
    model({
      schools: TWO(', attributes: { early: soon }', ', attributes: { early: yes }'),
      tiers: `tiers:\n  m: { joins: 100%, price: [{ when: { early: [yes, ${text}] }, flat: 5 }, { flat: 6 }] }\n`,
    }),
  [
    [
      'of schools of which one says neither',
      'no',
      ['{: "soon" is not yes or no, which prices ask of early: it is that of elm = choose from yes, no'],
      'soon',
    ],
  ],
);
casesInWords(
  'an attribute that is not listed',
  (text) =>
    model({
      schools: TWO(`, attributes: { ${text}: yes }`),
      tiers: `tiers:\n  m: { joins: 100%, price: [{ when: { ${text}: yes }, flat: 5 }, { flat: 6 }] }\n`,
    }),
  [
    [
      'is told at the school, and not where it is asked',
      'erly',
      [
        'erly: "erly" is not a key of the attributes of a school = did you mean "early"? If not, list it under "schools.attributes"',
      ],
      'early',
    ],
  ],
);
casesInWords(
  'what a school takes',
  (text) =>
    model({
      schools: TWO(', attributes: { takes: "hr+it  books" }').replace('[early]', '[early, takes]'),
      tiers: `tiers:\n  m: { joins: 100%, price: { flat: 5, discounts: { amount: 1, bundle: ${text} } } }\n`,
    }),
  [
    [
      'is told where no school takes it',
      '[m, hr+it]',
      ['hr+it: there is no tier or service that a school can take "hr+it" = known here: m, hr, it, books'],
      '[m, hr, it, books]',
    ],
  ],
);

const YEARS = 'buyin: 1\nname: Years\ncalendar: { starts: 2025-11, years: 3, year_starts: September }\n';
/** Prices of a company of three years, whose rolls change. */
const LATER = (text: string): string => {
  const [price = '', change = '', schools = ''] = text.split(' | ');
  return model({
    head: YEARS,
    schools: `schools:\n  drivers: [meal_pupils, rooms]\n${change === '' ? '' : `  roll_change: ${change}\n`}  named:\n    oak: { phase: primary, type: community, pupils: { 2025: 200, 2027: 260 }, drivers: { meal_pupils: 50, rooms: 9 } }\n${schools}`,
    tiers: `tiers:\n  m: { joins: 100%, price: ${price} }\n`,
  });
};
const ELM = (more: string): string =>
  `    elm: { phase: primary, type: community, pupils: 80, drivers: { meal_pupils: 20, rooms: 3 }, ${more} }\n`;
casesInWords('numbers that schools have in a later year', LATER, [
  [
    'by their dates',
    '{ when: { pupils: { up_to: 259 } }, flat: 5 }',
    [
      '{: no price of the tier "m" fits oak (primary, community) in 2027-28, with 260 pupils = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    '{ when: { pupils: { up_to: 260 } }, flat: 5 }',
  ],
  [
    'as all rolls change',
    '{ when: { pupils: { below: 260 } }, flat: 5 } | { 2025: 20%, 2026: 30% }',
    [
      '{: no price of the tier "m" fits oak (primary, community) in 2026-27, with 260 pupils = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    '{ when: { pupils: { up_to: 260 } }, flat: 5 } | { 2025: 20%, 2026: 30%, 2027: 0% }',
  ],
  [
    'as those of their phase change',
    '{ when: { pupils: { up_to: 219 } }, flat: 5 } | { primary: 10%, secondary: 90% }',
    [
      '{: no price of the tier "m" fits oak (primary, community) in 2026-27, with 220 pupils = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    '{ when: { pupils: { up_to: 260 } }, flat: 5 } | { primary: 10%, secondary: 90% }',
  ],
  [
    'as they change, with what goes by pupils',
    '{ when: { meal_pupils: { up_to: 54 } }, flat: 5 } | 10%',
    [
      '{: no price of the tier "m" fits oak (primary, community) in 2026-27, with 55 meal pupils = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    '{ when: { meal_pupils: { up_to: 61 } }, flat: 5 } | 10%',
  ],
  [
    'as they change, but for what does not go by pupils',
    '{ when: { rooms: { up_to: 8 } }, flat: 5 } | 10%',
    [
      '{: no price of the tier "m" fits oak (primary, community) in 2025-26, with 9 rooms = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    '{ when: { rooms: { up_to: 9 } }, flat: 5 } | 10%',
  ],
  [
    'with those of a school that has gone into them',
    `{ when: { pupils: { up_to: 279 } }, flat: 5 } |  | ${ELM('closes: 2026-01, into: oak')}`,
    [
      '{: no price of the tier "m" fits oak (primary, community) in 2025-26, with 280 pupils = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    `{ when: { pupils: { up_to: 340 } }, flat: 5 } |  | ${ELM('closes: 2026-01, into: oak')}`,
  ],
  [
    'and with what goes by their pupils',
    `{ when: { meal_pupils: { up_to: 69 }, rooms: { from: 1 } }, flat: 5 } |  | ${ELM('closes: 2026-01, into: oak')}`,
    [
      '{: no price of the tier "m" fits oak (primary, community) in 2025-26, with 70 meal pupils and 9 rooms = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    `{ when: { meal_pupils: { up_to: 70 }, rooms: { from: 1 } }, flat: 5 } |  | ${ELM('closes: 2026-01, into: oak')}`,
  ],
  [
    'in the years in which they are open',
    `{ when: { pupils: { from: 81 } }, flat: 5 } |  | ${ELM('opens: 2027-01')}`,
    [
      '{: no price of the tier "m" fits elm (primary, community) in 2026-27, with 80 pupils = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    `{ when: { pupils: { from: 80 } }, flat: 5 } |  | ${ELM('opens: 2027-01')}`,
  ],
  [
    'as what they become',
    `[{ when: { type: community }, flat: 5 }, { when: { pupils: { up_to: 79 } }, flat: 5 }] |  | ${ELM('converts: 2026-11')}`,
    [
      '[{: no price of the tier "m" fits elm (primary, academy) in 2026-27, with 80 pupils = add a price whose "when" covers such numbers, or one without numbers as the last',
    ],
    `[{ when: { type: community }, flat: 5 }, { when: { pupils: { up_to: 80 } }, flat: 5 }] |  | ${ELM('converts: 2026-11')}`,
  ],
  [
    'of which nobody knows one',
    '{ when: { teachers: { up_to: 5 } }, flat: 5 }',
    [
      'teachers: there is no driver of a school "teachers" = known here: pupils, budget, meal_pupils, rooms; or list it under "schools.drivers"',
    ],
    '{ when: { rooms: { up_to: 9 } }, flat: 5 }',
  ],
]);

const TAKEN = (text: string): Files => ({
  'model.yaml': model({ tiers: 'tiers:\n  m: { joins: 100%, use: { list: list.yaml, tier: core } }\n' }),
  'list.yaml': `buyin: 1\nname: List\ntiers:\n  core: { price: [{ when: { ${text} }, flat: 5 }, { flat: 6 }] }\n`,
});
casesInWords('prices that are taken from a list', TAKEN, [
  [
    'for a phase that there is not',
    'phase: primry',
    ['primry: "primry" is not a value of phase = did you mean "primary"?'],
    'phase: nursery',
  ],
  [
    'for schools that the roll has not',
    'trust: none',
    [
      'none: "none" is not the name of a trust = a condition names trusts and cannot ask whether a school is in one: declare an attribute such as "in_trust", and write "in_trust: no"',
    ],
    'trust: Fold',
  ],
]);
const GROUP = (text: string): string => {
  const [price = '', schools = ''] = text.split(' | ');
  return model({
    head: YEARS,
    schools: `schools:\n  named:\n    oak: { phase: primary, type: community, pupils: 200, trust: Bay }\n    elm: { phase: secondary, type: academy, pupils: 300, trust: Bay, ${schools} }\n    ash: { phase: primary, type: community, pupils: 90, trust: { 2025: Hill, 2026: Bay }, converts: 2027-01 }\n    fir: { phase: special, type: academy_special, pupils: 90 }\n`,
    tiers: `tiers:\n  m: { joins: 100%, price: { per_pupil: 5, ${price}, group: { by: trust, charge: sum } } }\n`,
  });
};
casesInWords('schools that pay as one', GROUP, [
  [
    'by a floor that is another for each',
    'floor: [{ when: { phase: primary }, amount: 5 }, 6] | pays_now: 5',
    [
      '{: oak and elm are one buyer (trust Bay), and "floor" of its price says one thing of oak and another of elm; oak: {; elm: { = give each kind of school a price of its own, with its own "when" and "group": those whom one price fits are a buyer by themselves; or ask for what all of them share',
    ],
    'floor: [{ when: { trust: Bay }, amount: 5 }, 6] | pays_now: 5',
  ],
  [
    'by a floor and a cap, each told once',
    'floor: [{ when: { phase: primary }, amount: 5 }, 6], cap: [{ when: { phase: primary }, amount: 7 }, 8] | pays_now: 5',
    [
      '{: oak and elm are one buyer (trust Bay), and "floor" of its price says one thing of oak and another of elm; oak: {; elm: { = give each kind of school a price of its own, with its own "when" and "group": those whom one price fits are a buyer by themselves; or ask for what all of them share',
    ],
    'floor: 5, cap: 7 | pays_now: 5',
  ],
  [
    'by a floor, once the second has come',
    'floor: [{ when: { phase: secondary }, amount: 5 }, 6] | opens: 2027-03',
    [
      '6: oak and elm are one buyer (trust Bay), and "floor" of its price says one thing of oak and another of elm; oak: {; elm: { = give each kind of school a price of its own, with its own "when" and "group": those whom one price fits are a buyer by themselves; or ask for what all of them share',
    ],
    'floor: [{ when: { phase: special }, amount: 5 }, 6] | opens: 2027-03',
  ],
  [
    'by a floor, from another trust on',
    'floor: [{ when: { sixth_form: yes }, amount: 5 }, { when: { type: community }, amount: 4 }, 6] | closes: 2026-03',
    [
      '{: oak and elm are one buyer (trust Bay), and "floor" of its price says one thing of oak and another of elm; oak: {; elm: { = give each kind of school a price of its own, with its own "when" and "group": those whom one price fits are a buyer by themselves; or ask for what all of them share',
    ],
    'floor: [{ when: { phase: special }, amount: 4 }, 6] | closes: 2026-03',
  ],
]);

casesInWords(
  'shares by date and by kind',
  (text) => model({ schools: TWO(''), tiers: `tiers:\n  gold: { price: { flat: 5 }, joins: ${text} }\n` }),
  [
    [
      'together',
      '{ 2025: 50%, primary: 40% }',
      [
        '2025: "2025" is not a key of joins = joins may hold by_intent, others, nursery, primary, secondary, all_through, special, alternative, sixteen_plus, fe, basis, source',
      ],
      '{ primary: { 2025: 50%, 2026: 40% } }',
    ],
    [
      'by a date that is none',
      '{ 2025: 50%, 20x6: 40% }',
      [
        '20x6: "20x6" is not a year (2019) or a month (2019-04): it is no date = write a year (2019) or a month (2019-04)',
      ],
      '{ 2025: 50%, 2026-02: 40% }',
    ],
    [
      'by a phase that is misspelt',
      '{ primry: 50% }',
      ['primry: "primry" is not a key of joins = did you mean "primary"?'],
      '{ primary: 50% }',
    ],
  ],
);

casesInWords(
  'what a roll answers by yes and no',
  (text) => ({
    'model.yaml': model({
      schools: 'schools: { file: roll.csv, attributes: early }\n',
      tiers: 'tiers:\n  m: { joins: 100%, price: [{ when: { early: yes }, flat: 5 }, { flat: 6 }] }\n',
    }),
    'roll.csv': `urn,name,phase,type,pupils,early\n1,Oak,primary,academy,5,yes\n2,Elm,primary,academy,5,${text}\n`,
  }),
  [
    [
      'and something else',
      'soon',
      ['2: "soon" is not yes or no, which prices ask of early: it is that of Elm = choose from yes, no'],
      '',
    ],
  ],
);
