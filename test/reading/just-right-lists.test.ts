import { casesInWords } from '../support/just-right.js';
import { model } from '../support/refused.js';

/*
 * Price lists, and files of which a part cannot be read: what is refused, where and in which words, and what lies beside
 * it and is right.
 */

const HEAD = 'buyin: 1\nname: List\nattributes: [early, role, takes]\ndrivers: [meetings]\n';
const list = (price: string): string => `${HEAD}tiers:\n  plus: { price: { flat: 9 } }\n  core: { price: ${price} }\n`;

casesInWords('a price of a list', list, [
  [
    'asks an attribute that is not listed',
    '{ when: { rle: head }, flat: 5 }',
    ['rle: there is no attribute of a school "rle" = did you mean "role"? If not, list it under "attributes"'],
    '{ when: { role: head }, flat: 5 }',
  ],
  [
    'asks a value that the language has not',
    '{ when: { phase: [primary, secundary] }, flat: 5 }',
    ['secundary: "secundary" is not a value of phase = did you mean "secondary"?'],
    '{ when: { phase: [primary, secondary] }, flat: 5 }',
  ],
  [
    'asks by yes and by something else',
    '[{ when: { early: [yes, no] }, flat: 5 }, { when: { early: perhaps }, flat: 6 }]',
    ['perhaps: "perhaps" is not a value of early = choose from yes, no'],
    '[{ when: { early: yes }, flat: 5 }, { when: { early: no }, flat: 6 }]',
  ],
  [
    'asks by yes as often as by two words',
    '[{ when: { early: yes }, flat: 5 }, { when: { early: [soon, late] }, flat: 6 }]',
    [],
    '[{ when: { early: [soon, late] }, flat: 5 }]',
  ],
  [
    'asks whether there is a trust',
    '{ when: { trust: "n/a" }, flat: 5 }',
    [
      '"n/a": "n/a" is not the name of a trust = a condition names trusts and cannot ask whether a school is in one: declare an attribute such as "in_trust", and write "in_trust: no"',
    ],
    '{ when: { trust: Bay }, flat: 5 }',
  ],
  [
    'asks whether a school is in a trust, by yes',
    '[{ when: { trust: yes }, flat: 5 }, { flat: 6 }]',
    [
      'yes: "yes" is not the name of a trust = a condition names trusts and cannot ask whether a school is in one: declare an attribute such as "in_trust", and write "in_trust: no"',
    ],
    '[{ when: { trust: yesterday }, flat: 5 }, { flat: 6 }]',
  ],
  [
    'has no amount',
    '{ floor: 5 }',
    ['{: the price has neither "per_pupil" nor "flat" = add "per_pupil" or "flat"'],
    '{ flat: 4, floor: 5 }',
  ],
  [
    'goes by a driver that is not listed',
    '{ per: { meetngs: 5 } }',
    ['meetngs: there is no driver of a school "meetngs" = did you mean "meetings"? If not, list it under "drivers"'],
    '{ per: { meetings: 5, budget: 1% } }',
  ],
  [
    'goes by a driver of which nobody knows what it is',
    '{ bands: { of: visits, mode: flat, each: [{ up_to: 5, amount: 5 }, { over: 5, amount: 6 }] } }',
    [
      'visits: there is no driver of a school "visits" = known here: pupils, budget, meetings; or list it under "drivers"',
    ],
    '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { over: 5, amount: 6 }] } }',
  ],
  [
    'has a gap between its bands',
    '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { over: 6, amount: 6 }] } }',
    ['{: no band holds what lies between 5 and 6 = write "over: 5" in the place of "over: 6"'],
    '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: { meetings: 1 } }',
  ],
  [
    'has a gap that blocks of a driver that is misspelt would close',
    '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: { meeting: 1 } }',
    ['meeting: there is no driver of a school "meeting" = did you mean "meetings"? If not, list it under "drivers"'],
    '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: { meetings: 1 } }',
  ],
  [
    'has a gap that blocks of another driver would not close',
    '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: { pupils: 1 } }',
    [
      '{: no band holds what lies between 5 and 6 = write "over: 5" in the place of "from: 6"; or, where meetings are counted in whole ones, "blocks: { meetings: 1 }" beside the bands',
    ],
    '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: { meetings: 1 } }',
  ],
  [
    'takes off for a tier that is nearly there',
    '{ flat: 5, discounts: { amount: 1, bundle: [plu] } }',
    ['plu: there is no tier or service that a school can take "plu" = did you mean "plus"?'],
    '{ flat: 5, discounts: { amount: 1, bundle: [plus] } }',
  ],
  [
    'takes off for a tier, and for what nobody can take',
    '{ flat: 5, discounts: { amount: 1, bundle: [plus, finance] } }',
    ['finance: there is no tier or service that a school can take "finance" = known here: plus, core'],
    '{ flat: 5, discounts: { amount: 1, bundle: [finance] } }',
  ],
  [
    'has a cap below its floor for some',
    '{ flat: 5, floor: [{ when: { phase: special }, amount: 7 }, { when: { phase: primary }, amount: 6 }, 4], cap: 5 }',
    [
      '5: the cap £5.00 is below the floor £7.00 = raise the cap or lower the floor: no fee can hold both',
      '5: the cap £5.00 is below the floor £6.00 = raise the cap or lower the floor: no fee can hold both',
    ],
    '{ flat: 5, floor: [{ when: { phase: special }, amount: 7 }, { when: { phase: primary }, amount: 6 }, 4], cap: 7 }',
  ],
  [
    'is for schools together, by the number of each',
    '[{ when: { pupils: { up_to: 100 } }, flat: 5 }, { flat: 6, group: { by: trust, charge: sum } }]',
    [
      'group: "group" and "a number in when" do not go together: of schools that pay one price together nobody could say whose number chooses it = keep one of them',
    ],
    '{ flat: 6, group: { by: trust, charge: sum } }',
  ],
  [
    'is with VAT of no class',
    '{ flat: 5, includes_vat: yes }',
    ['core: the tier, whose price includes VAT, has no "vat" = add "vat:" to it'],
    '{ flat: 5, includes_vat: no }',
  ],
  [
    'works a quantity out of itself',
    '{ flat: =a, quantities: { a: =a + 1 } }',
    ['=a: these quantities depend on each other: a → a = work one of them out of what a school has'],
    '{ flat: =meetings }',
  ],
]);

casesInWords(
  'quantities of a list',
  (text) => `${HEAD}quantities: { ${text} }\ntiers:\n  core: { price: { per: { half_days: 5 } } }\n`,
  [
    [
      'under the name of a driver',
      'half_days: =meetings * 2, meetings: =pupils',
      [
        'meetings: "quantities.meetings" and "the driver meetings" do not go together: one name would stand for two things = keep one of them',
      ],
      'half_days: =meetings * 2',
    ],
    [
      'in a circle',
      'half_days: =b * 2, b: =half_days',
      [
        '=b: these quantities depend on each other: half_days → b → half_days = work one of them out of what a school has',
      ],
      'half_days: =b * 2, b: =meetings',
    ],
  ],
);

const EXAMPLE = (text: string): string => `${list('{ per_pupil: 5 }')}examples:\n  e: { tier: core, ${text} }\n`;
casesInWords('an example', EXAMPLE, [
  [
    'of no school',
    'tag: worked, pays: 5',
    ['e: the example has neither "school" nor "schools" = add "school" or "schools"'],
    'tag: worked, pays: 5, school: { pupils: 1 }',
  ],
  [
    'of one school and of several',
    'tag: worked, pays: 5, school: { pupils: 1 }, schools: [{ pupils: 1 }]',
    ['[{: "school" and "schools" do not go together: an example is of one or of several = keep one of them'],
    'tag: worked, pays: 10, schools: [{ pupils: 1 }, { pupils: 1 }]',
  ],
  [
    'of an empty list of schools',
    'tag: worked, pays: 5, schools: []',
    ['e: the list of schools of the example, which is empty, has no "phase" = add "phase:" to it'],
    'tag: worked, pays: 5, schools: [{ pupils: 1 }]',
  ],
  [
    'without what it pays',
    'tag: worked, school: { pupils: 1 }',
    ['e: the example has neither "pays" nor "not_offered" = add "pays" or "not_offered"'],
    'tag: worked, not_offered: yes, school: { pupils: 1 }',
  ],
  [
    'of an anomaly without what is published',
    'tag: anomaly, pays: 5, school: { pupils: 1 }',
    ['e: the example, which is an anomaly, has no "published" = add "published:" to it'],
    'tag: anomaly, pays: 5, published: 6, school: { pupils: 1 }',
  ],
  [
    'of what is published and no anomaly',
    'tag: worked, pays: 5, published: 6, school: { pupils: 1 }',
    [
      '6: "published" and "tag: worked" do not go together: only an anomaly has a published figure of its own = keep one of them',
    ],
    'tag: worked, pays: 5, school: { pupils: 1 }',
  ],
  [
    'of an ambiguous school with prices',
    'tag: ambiguous, pays: 5, provider: 1, commission: 2, with_vat: 3, net: 4, school: { pupils: 1 }',
    [
      '5: "pays" and "tag: ambiguous" do not go together: no such school is priced = keep one of them',
      '1: "provider" and "tag: ambiguous" do not go together: no such school is priced = keep one of them',
      '2: "commission" and "tag: ambiguous" do not go together: no such school is priced = keep one of them',
      '3: "with_vat" and "tag: ambiguous" do not go together: no such school is priced = keep one of them',
      '4: "net" and "tag: ambiguous" do not go together: no such school is priced = keep one of them',
    ],
    'tag: ambiguous, because: x, school: { pupils: 1 }',
  ],
  [
    'of what is not offered and has a price',
    'tag: worked, not_offered: yes, pays: 5, school: { pupils: 1 }',
    ['5: "pays" and "not_offered" do not go together: no such school is priced = keep one of them'],
    'tag: worked, not_offered: no, pays: 5, school: { pupils: 1 }',
  ],
]);

/* Files of which a part cannot be read: of the rest is told what does not come of that. */
const UNREAD = (text: string): string =>
  `${HEAD}tiers:\n  plus: { price: { flat: nine } }\n  core: { price: ${text} }\n`;
casesInWords(
  'a list of which one price cannot be read',
  (text) => (text === 'read' ? list('{ flat: 5 }') : UNREAD(text)),
  [
    [
      'and another asks what is not there',
      '{ when: { rle: head }, flat: 5 }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'rle: there is no attribute of a school "rle" = did you mean "role"? If not, list it under "attributes"',
      ],
      'read',
    ],
    [
      'and another takes off for it, and for what is nearly it',
      '{ flat: 5, discounts: [{ amount: 1, bundle: [plus] }, { amount: 1, bundle: [plu] }] }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'plu: there is no tier or service that a school can take "plu" = did you mean "plus"?',
      ],
      'read',
    ],
    [
      'and another has crossed bounds',
      '{ flat: 5, floor: 6, cap: 5.5 }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        '5.5: the cap £5.50 is below the floor £6.00 = raise the cap or lower the floor: no fee can hold both',
      ],
      'read',
    ],
    [
      'and another has the same and bands that overlap',
      '{ flat: five, bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 5, amount: 6 }] } }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'five: "five" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        '{: this band overlaps at 5: both "up_to" and "from" hold it = end one band "up_to" a bound and begin the next "over" it',
      ],
      'read',
    ],
    [
      'and another has blocks that cannot be read, which may close its bands',
      '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: { meetings: few } }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'few: "few" is not a number of units: it is not a number = write a number of units',
      ],
      'read',
    ],
    [
      'and another has blocks that are misspelt, which may close its bands',
      '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, block: { meetings: 1 } }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'block: "block" is not a key of a price = did you mean "blocks"?',
      ],
      'read',
    ],
    [
      'and another has blocks of something else, which cannot',
      '{ bands: { of: meetings, mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: { pupils: few } }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'few: "few" is not a number of units: it is not a number = write a number of units',
        '{: no band holds what lies between 5 and 6 = write "over: 5" in the place of "from: 6"; or, where meetings are counted in whole ones, "blocks: { meetings: 1 }" beside the bands',
      ],
      'read',
    ],
    [
      'and another has no amount but a key that is misspelt',
      '{ per_pupl: 5 }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'per_pupl: "per_pupl" is not a key of a price = did you mean "per_pupil"?',
      ],
      'read',
    ],
    [
      'and another has no amount',
      '{ cap: 5, floor: four }',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'four: "four" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        '{: the price has neither "per_pupil" nor "flat" = add "per_pupil" or "flat"',
      ],
      'read',
    ],
    [
      'and another is no map',
      '5',
      [
        'nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        '5: a price is expected here, and this is a single value = write { flat: 5 }, or { per_pupil: 5 } for each pupil',
      ],
      'read',
    ],
    [
      'and another is an empty list',
      '[]',
      ['nine: "nine" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500'],
      'read',
    ],
  ],
);

casesInWords(
  'a model of which a price cannot be read',
  (text) =>
    model({
      tiers: `tiers:\n  plus: { price: { flat: 9 }, joins: 0% }\n  core: { joins: 100%, price: [${text}, { flat: 9 }] }\n`,
    }),
  [
    [
      'and another asks what is not there',
      '{ when: { phase: special }, flat: many }, { when: { phse: primary }, flat: 5 }',
      [
        'many: "many" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        'phse: there is no attribute of a school "phse" = did you mean "phase"? If not, list it under "schools.attributes"',
      ],
      '{ when: { phase: special }, flat: 4 }',
    ],
    [
      'and fits none, which may come of it',
      '{ flat: many, when: { phase: primary } }',
      ['many: "many" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500'],
      '{ when: { phase: special }, flat: 4 }',
    ],
    [
      'and another takes off for a tier that is nearly there',
      '{ flat: many }, { flat: 5, discounts: { amount: 1, bundle: [plus, plu] } }',
      [
        'many: "many" is not an amount in pounds: it is not a number = write an amount in pounds, such as 12_500',
        '[plus: there is no attribute of a school "takes" = known here: phase, type, maintained, sixth_form, nursery, new_joiner, area, trust, faith, intent; or list it under "schools.attributes"',
        'plu: there is no tier or service that a school can take "plu" = did you mean "plus"?',
      ],
      '{ flat: 4 }',
    ],
  ],
);
/** A price, and what the company has at the start. */
const BOTH = (text: string): string => {
  const [price = '', opening = ''] = text.split(' and ');
  return model({
    schools:
      'schools:\n  roll: { count: fte, census: october }\n  named:\n    oak: { phase: primary, type: community, pupils: 200 }\n    ash: { phase: special, type: academy_special, pupils: 90, closes: 2026-02 }\n',
    tiers: `tiers:\n  core: { joins: 100%, price: ${price} }\n`,
    rest: `reserves: { opening: ${opening} }\n`,
  });
};
casesInWords('a model of which a part beside prices cannot be read', BOTH, [
  [
    'and a price has crossed bounds',
    '{ flat: 5, floor: 6, cap: 5.5 } and lots',
    ['lots: "lots" is not an amount in pounds: it is not a number = write an amount in pounds, such as -12_500'],
    '{ flat: 5 } and 5',
  ],
  [
    'and no price fits a school, which may come of it',
    '{ flat: 5, when: { phase: primary } } and lots',
    ['lots: "lots" is not an amount in pounds: it is not a number = write an amount in pounds, such as -12_500'],
    '{ flat: 5 } and 5',
  ],
  [
    'and a price asks what no school has',
    '{ flat: 5, when: { trust: Bay } } and lots',
    ['lots: "lots" is not an amount in pounds: it is not a number = write an amount in pounds, such as -12_500'],
    '{ flat: 5 } and 5',
  ],
]);

casesInWords('a list whose tiers cannot be read', (text) => `${HEAD}${text}\n`, [
  [
    'for there are none',
    '',
    ['buyin: the price list has no "tiers" = add "tiers:" to it (what is offered; a map by id)'],
    'tiers: { core: { price: { flat: 5 } } }',
  ],
  [
    'for they are a number',
    'tiers: 5',
    ['5: a map of keys is expected here, and this is a single value = what stands here: what is offered; a map by id'],
    'tiers: { core: { price: { flat: 5 } } }',
  ],
  [
    'for one is a number, and another asks what is not there',
    'tiers: { plus: 5, core: { price: { flat: 5, when: { rle: x } } } }',
    [
      '5: a tier of a price list is expected here, and this is a single value = write it as keys and values; it may hold name, price, vat, note, basis, source',
      'rle: there is no attribute of a school "rle" = did you mean "role"? If not, list it under "attributes"',
    ],
    'tiers: { plus: { price: { flat: 5 } }, core: { price: { flat: 5 } } }',
  ],
  [
    'for one has no price, and another asks what is not there',
    'tiers: { plus: { note: x }, core: { price: { flat: 5, when: { rle: x } } } }',
    [
      'plus: tiers.plus has no "price" = add "price:" to it (one price, or a list of which the first that fits a school is its own)',
      'rle: there is no attribute of a school "rle" = did you mean "role"? If not, list it under "attributes"',
    ],
    'tiers: { plus: { note: x, price: { flat: 5 } }, core: { price: { flat: 5 } } }',
  ],
  [
    'for its bands go by nothing',
    'tiers: { plus: { price: { bands: 5, blocks: { meetings: few } } } }',
    [
      'few: "few" is not a number of units: it is not a number = write a number of units',
      '5: bands is expected here, and this is a single value = write it as keys and values; it may hold of, mode, each',
    ],
    'tiers: { plus: { price: { flat: 5 } } }',
  ],
  [
    'for its blocks are a number, and may close its bands',
    'tiers: { plus: { price: { bands: { mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: 5 } } }',
    [
      '5: a map of keys is expected here, and this is a single value = what stands here: rounds the quantity of a driver to whole blocks, up or to the nearest (an exact half goes down), and to a least quantity, before anything is charged or banded: { minutes: 15 }, { pupils: 1 }',
    ],
    'tiers: { plus: { price: { flat: 5 } } }',
  ],
  [
    'for its blocks of pupils are no number, and may close its bands',
    'tiers: { plus: { price: { bands: { mode: flat, each: [{ up_to: 5, amount: 5 }, { from: 6, amount: 6 }] }, blocks: { meetings: 1, pupil: few } } } }',
    ['few: "few" is not a number of units: it is not a number = write a number of units'],
    'tiers: { plus: { price: { flat: 5 } } }',
  ],
]);
casesInWords(
  'a model without tiers of which a part cannot be read',
  (text) => model({ tiers: '', rest: `services: { day: { kind: traded, unit: day, price: ${text} } }\n` }),
  [
    [
      'a price of a service',
      'five',
      ['five: "five" is not a price in pounds: it is not a number = write a price in pounds, such as 19 or 18.75'],
      '5',
    ],
  ],
);
