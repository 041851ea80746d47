import {
  block,
  choice,
  collection,
  count,
  dated,
  money,
  month,
  optional,
  provenance,
  pupils,
  refuse,
  type Schema,
  scalarItself,
  share,
  text,
} from '../language/index.js';
import { attributeFields, attributeWords } from './attributes.js';
import { ownJoins } from './own-joins.js';

import { DRIVER_EXPECTED, INTENTS, PHASES, SCHOOL_TYPES, type SchoolFields, whyNoDriver } from './school.js';

const driverValue = scalarItself.transform((scalar, context) => {
  const why = whyNoDriver(scalar);
  return why === undefined
    ? scalar
    : refuse(context, 'bad-value', { text: scalar.text, expected: DRIVER_EXPECTED, why });
});

const fields = {
  name: optional(text),
  phase: choice('a phase', PHASES),
  type: choice('a type of school', SCHOOL_TYPES),
  pupils: dated(pupils),
  ...attributeFields,
  intent: optional(choice('an intent', INTENTS)),
  joins: optional(ownJoins),
  tier: optional(text),
  converts: optional(month),
  opens: optional(month),
  closes: optional(month),
  into: optional(text),
  member_from: optional(month),
  leaves: optional(month),
  pays_now: optional(money),
  budget: optional(money),
  free_school_meals: optional(share),
  attributes: optional(collection(text)),
  drivers: optional(collection(driverValue)),
  ...provenance,
} as const;

const fieldWords = {
  name: 'as it is shown; the id with blanks unless said',
  phase: '`nursery`, `primary`, `secondary`, `all_through`, `special`, `alternative`, `sixteen_plus` or `fe`',
  type: '`community`, `foundation`, `voluntary_aided`, `voluntary_controlled`, `community_special`, `foundation_special`, `maintained_nursery`, `pupil_referral_unit` (these are maintained: their year starts in April), `academy`, `free_school`, `utc`, `studio_school`, `academy_special`, `further_education`, `sixth_form_college`, `independent`, `non_maintained_special` (September)',
  pupils: "on the roll's basis; may be dated",
  ...attributeWords,
  intent: '`member`, `committed`, `likely`, `possible`, `unlikely` or `no`',
  joins:
    'the share of this school that joins, before what tiers say by intent and phase and before any choice: `100%`, or from dates on, `{ 2028: 0% }`. Or tier by tier: `{ core: 100%, plus: 0% }`',
  tier: 'the tier that it is assigned, by its id',
  converts:
    "the month from which a maintained school is an academy, with an academy's year: it serves out the year that it has paid for, and then pays for the months to September",
  opens: 'the first month in which it is open, `2027-09`. Before it nobody joins, buys or pays',
  closes:
    'the last month in which it is open, `2027-08`. It pays for the months to it, and for none after it. A roll of nil pupils says the same from its date on',
  into: 'the school that its pupils go to when it closes, by its number or id: two that become one each say it, and the other counts their pupils from the month after',
  member_from: 'the first month in which it may be a member; the share that then joins is what `joins` says',
  leaves:
    "the month in which it says that it leaves, `2027-08`: it is a member, and pays, to the end of that month and of the `notice` of its tier's term",
  pays_now: 'pounds a year that it pays today for what membership replaces',
  budget: 'its budget, in pounds a year',
  free_school_meals: 'the share of its pupils who are eligible for free school meals: `buyin value --by deprivation`',
  attributes: 'further attributes that `when` may ask for, of those that `schools.attributes` lists; a map of texts',
  drivers:
    'what a price may multiply by beside its pupils and its budget: `{ teachers: 24, lump_sum: "£154,100" }`. A count or an amount, by what the price makes of it. Those that end in `pupils` move with the school\'s roll',
} as const;

/** A school written in the model. */
export const namedSchool: Schema<SchoolFields> = block('a school', fields, fieldWords);

const { into: _into, ...ofSeveral } = fields;
const { into: _intoWords, ...wordsOfSeveral } = fieldWords;

/** An archetype before a roll is known: so many schools of one kind, none of which goes into another. */
export const group: Schema<SchoolFields> = block(
  'a group of schools',
  { ...ofSeveral, count: count('schools') },
  { ...wordsOfSeveral, count: 'how many such schools there are' },
);
