import {
  type Count,
  constant,
  decidedBy,
  Exact,
  type Figure,
  type Money,
  quotient,
  type Rate,
} from '../figures/index.js';
import {
  type Dated,
  keyInWords,
  MONEY,
  type Month,
  type Node,
  type NumberRule,
  nodeAt,
  readNumber,
  refuse,
  Scalar,
  type Schema,
  type Span,
} from '../language/index.js';
import { type Customer, canonical, driverName, type Quantities } from '../pricing/index.js';
import { ATTRIBUTE_NAMES, type AttributesSaid, attributeValues, FLAG_NAMES } from './attributes.js';
import type { Answers } from './consultation.js';
import { type InTrust, type Life, type LifeKey, NO_TURNS, openOf, type Spell } from './life.js';
import type { OwnJoins } from './own-joins.js';

export const PHASES = [
  'nursery',
  'primary',
  'secondary',
  'all_through',
  'special',
  'alternative',
  'sixteen_plus',
  'fe',
] as const;
export type Phase = (typeof PHASES)[number];

/** How sure it is that a school joins, as it or those who know it have said. */
export const INTENTS = ['member', 'committed', 'likely', 'possible', 'unlikely', 'no'] as const;
export type Intent = (typeof INTENTS)[number];

/**
 * Types of school and their clock. Maintained schools have the council's financial year, April to March; academies and
 * the rest September to August. Types as in the national register of schools (GIAS); type groups there mix maintained
 * and independent special schools, so types and not groups decide.
 */
export const TYPES = {
  community: 'maintained',
  foundation: 'maintained',
  voluntary_aided: 'maintained',
  voluntary_controlled: 'maintained',
  community_special: 'maintained',
  foundation_special: 'maintained',
  maintained_nursery: 'maintained',
  pupil_referral_unit: 'maintained',
  academy: 'academy',
  free_school: 'academy',
  utc: 'academy',
  studio_school: 'academy',
  academy_special: 'academy',
  further_education: 'other',
  sixth_form_college: 'other',
  independent: 'other',
  non_maintained_special: 'other',
} as const;
export type SchoolType = keyof typeof TYPES;
export const SCHOOL_TYPES = Object.keys(TYPES) as SchoolType[];
export type Clock = (typeof TYPES)[SchoolType];

/** The month in which a school's own financial year starts, 0 to 11. */
export function ownMonth(clock: Clock): number {
  return clock === 'maintained' ? 3 : 8;
}

/** A school of the roll, or an archetype that stands for several. */
export interface School {
  /** URN, or the id in the model. */
  readonly id: string;
  readonly name: string;
  readonly phase: Phase;
  readonly type: SchoolType;
  readonly intent: Intent | undefined;
  /** Whether a scenario says its intent, which then counts before any answer. */
  readonly isIntentSet: boolean;
  /** What it has said in a consultation. */
  readonly answers?: Answers;
  /** What is said of the school itself about whether it joins; undefined where intent, phase and choice decide. */
  readonly joins: OwnJoins | undefined;
  /** Where that is said; the place of the school where nothing is. */
  readonly joinsAt: Span;
  /** The tier that it is assigned, by its id. */
  readonly tier: string | undefined;
  /** The month from which it is an academy, with an academy's year. */
  readonly converts: Month | undefined;
  /** When it comes and goes, as the file says; undefined where nothing is said of that. */
  readonly life: Life | undefined;
  /** The months in which it is open, in order; undefined for all. */
  readonly there: readonly Spell[] | undefined;
  /** The months from which it is another: an academy, in another trust, with the pupils of another school. */
  readonly turns: readonly Month[];
  /** The trusts that it is in, in order, where they change. */
  readonly trusts: readonly InTrust[] | undefined;
  /** The schools that go into it, each in the month after it closes. */
  readonly absorbs: readonly School[];
  /** Of them those that have gone into it by now: their pupils are its own. */
  readonly joinedBy: readonly School[];
  /** How many schools it stands for: undefined for one school. */
  readonly count: Count | undefined;
  /** On the roll's basis, by year where the file gives years. */
  readonly pupils: Dated<Count>;
  /** What "when" and "eligible" ask: phase, type, maintained, intent, those of `attributes.ts`, and declared ones. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Those that the model or its roll adds to the language's own. */
  readonly own: ReadonlyMap<string, string>;
  /** What it pays today for what the membership replaces, and its budget; undefined where nobody has said. */
  readonly paysNow: Money | undefined;
  readonly budget: Money | undefined;
  /** The share of its pupils who are eligible for free school meals; undefined where nobody has said. */
  readonly freeMeals: Rate | undefined;
  /** Quantities by name that prices may ask for beside pupils: teachers, meetings, the lump sum of its funding. */
  readonly drivers: ReadonlyMap<string, Scalar>;
  readonly span: Span;
}

/** What a school is made from, whichever file it comes from. */
export interface SchoolFields extends AttributesSaid {
  readonly name?: string | undefined;
  readonly phase: Phase;
  readonly type: SchoolType;
  readonly pupils: Dated<Count>;
  readonly intent?: Intent | undefined;
  readonly joins?: OwnJoins | undefined;
  readonly tier?: string | undefined;
  readonly converts?: Month | undefined;
  readonly opens?: Month | undefined;
  readonly closes?: Month | undefined;
  readonly member_from?: Month | undefined;
  readonly leaves?: Month | undefined;
  readonly into?: string | undefined;
  readonly pays_now?: Money | undefined;
  readonly budget?: Money | undefined;
  readonly free_school_meals?: Rate | undefined;
  readonly count?: Count | undefined;
  readonly attributes?: ReadonlyMap<string, string> | undefined;
  readonly drivers?: ReadonlyMap<string, Scalar> | undefined;
}

/** The attributes that every school has; `when` may ask for them. */
export const ATTRIBUTES: readonly string[] = [
  'phase',
  'type',
  'maintained',
  ...FLAG_NAMES,
  ...ATTRIBUTE_NAMES.filter((name) => !FLAG_NAMES.includes(name)),
  'intent',
];

/** A quantity of a school that a file declares beside those that each has. */
export const declaredDriver: Schema<string> = driverName.transform((said, context) =>
  ATTRIBUTES.includes(said)
    ? refuse(context, 'bad-value', {
        text: said,
        expected: 'a name for a quantity of a school',
        why: 'each school says that by itself, in words',
      })
    : said,
);

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const NO_DRIVERS: ReadonlyMap<string, Scalar> = new Map();
const NOBODY: readonly School[] = [];

/**
 * Attributes that schools of one file have alike, as one map: what is found by the attributes of a school serves all of
 * them. Schools of one file have the same attributes in one order, so that their values tell them apart.
 */
export class AlikeAttributes {
  private readonly known = new Map<string, School['attributes']>();

  of(attributes: School['attributes']): School['attributes'] {
    let key = '';
    for (const value of attributes.values()) key += `${value}\n`;
    const found = this.known.get(key) ?? attributes;
    this.known.set(key, found);
    return found;
  }
}

/** What is said of a school where it is written, beside its fields. */
interface Written {
  readonly isIntentSet?: boolean;
  /** Where a key is written; undefined where it is not. */
  readonly placeOf?: (key: 'joins' | LifeKey) => Span | undefined;
  /** The attributes of those that are made with it. */
  readonly alike?: AlikeAttributes;
}

/** A school with all the attributes that `when` may ask for, from the fields of a model or of a roll. */
export function makeSchool(
  id: string,
  fields: SchoolFields,
  span: Span,
  { isIntentSet = false, placeOf = () => undefined, alike }: Written = {},
): School {
  const own =
    fields.attributes === undefined
      ? NO_ATTRIBUTES
      : new Map([...fields.attributes].map(([key, value]) => [key, canonical(value)]));
  const attributes = new Map<string, string>([
    ['phase', fields.phase],
    ['type', fields.type],
    ['maintained', TYPES[fields.type] === 'maintained' ? 'yes' : 'no'],
    ...attributeValues(fields),
    ['intent', fields.intent ?? ''],
    ...own,
  ]);
  return {
    id,
    name: fields.name ?? keyInWords(id),
    phase: fields.phase,
    type: fields.type,
    intent: fields.intent,
    isIntentSet,
    joins: fields.joins,
    joinsAt: placeOf('joins') ?? span,
    tier: fields.tier,
    converts: fields.converts,
    life: lifeOf(fields, (key) => placeOf(key) ?? span),
    there: openOf(fields as Pick<Life, 'opens' | 'closes'>),
    turns: fields.converts === undefined ? NO_TURNS : [fields.converts],
    trusts: undefined,
    absorbs: NOBODY,
    joinedBy: NOBODY,
    count: fields.count,
    pupils: fields.pupils,
    attributes: alike?.of(attributes) ?? attributes,
    own,
    paysNow: fields.pays_now,
    budget: fields.budget,
    freeMeals: fields.free_school_meals,
    drivers: fields.drivers ?? NO_DRIVERS,
    span,
  };
}

function lifeOf({ opens, closes, member_from, leaves, into, trust }: SchoolFields, at: Life['at']): Life | undefined {
  const changes = trust?.steps.some(({ since }) => since !== undefined) ? trust : undefined;
  const said = [opens, closes, member_from, leaves, into, changes];
  if (said.every((each) => each === undefined)) return undefined;
  return { opens, closes, memberFrom: member_from, leaves, into, trust: changes, at };
}

/**
 * A school from what is said of it at its place. An intent that a scenario says is one that counts before any answer.
 */
export function schoolFrom(id: string, fields: SchoolFields, node: Node): School {
  const intent = nodeAt(node, ['intent']);
  return makeSchool(id, fields, node.span, {
    isIntentSet: intent instanceof Scalar && intent.layer !== undefined,
    placeOf: (key) => nodeAt(node, [key])?.span,
  });
}

/** A number of units; one with a pound sign is an amount. */
const UNITS: NumberRule & { readonly kind: 'count' } = {
  kind: 'count',
  expected: 'a number, such as 24 or £154,100',
  decimals: 4,
  most: Exact.of('1000000000'),
};
const ONE_POUND = constant('money', Exact.one, 'one pound');

/** Why a driver cannot be so; undefined where it can. */
export function whyNoDriver(scalar: Scalar): string | undefined {
  const read = readNumber(scalar.text.includes('£') ? MONEY : UNITS, scalar);
  return typeof read === 'string' ? read : undefined;
}

/** The expected number of a driver, in words. */
export const DRIVER_EXPECTED = UNITS.expected;

/** A driver of a school on the basis that a price asks for; undefined where the school has none of that name. */
export function driverOf(school: School, driver: string, kind: 'count' | 'money'): Figure | undefined {
  const scalar = school.drivers.get(driver);
  if (scalar === undefined) return driver === 'budget' ? budgetAs(school, kind) : undefined;
  if (kind === 'money') return given(readNumber(MONEY, scalar));
  if (!scalar.text.includes('£')) return given(readNumber(UNITS, scalar));
  const amount = given(readNumber(MONEY, scalar));
  return amount && quotient('count', amount, ONE_POUND, `${keyInWords(driver)} of ${school.name}, in pounds`);
}

function given<T>(read: T | string): T | undefined {
  return typeof read === 'string' ? undefined : read;
}

function budgetAs({ budget, name }: School, kind: 'count' | 'money'): Figure | undefined {
  return budget === undefined || kind === 'money'
    ? budget
    : quotient('count', budget, ONE_POUND, `budget of ${name}, in pounds`);
}

/** Whether it is a group of no schools: nobody who joins, comes or goes. */
export function standsForNone({ count }: School): boolean {
  if (!count?.isKnown || count.exact.sign > 0) return false;
  decidedBy(count);
  return true;
}

/** A school as pricing sees it, with the pupils of a year; `weight`, where they are not those of its roll. */
export function customerOf(school: School, pupilsNow: Count, quantity?: Quantities, weight?: Count): Customer {
  const { name, attributes } = school;
  const asked = quantity ?? (((driver, kind) => driverOf(school, driver, kind)) as Quantities);
  // Key by key: one is made for every school in every year.
  return weight === undefined
    ? { name, attributes, pupils: pupilsNow, quantity: asked }
    : { name, attributes, pupils: pupilsNow, quantity: asked, weight };
}
