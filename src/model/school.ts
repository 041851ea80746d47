import type { Count, Money } from '../figures/index.js';
import {
  block,
  choice,
  collection,
  count,
  type Dated,
  dated,
  flag,
  money,
  optional,
  provenance,
  pupils,
  type Schema,
  type Span,
  text,
} from '../language/index.js';

export const PHASES = ['nursery', 'primary', 'secondary', 'all_through', 'special', 'alternative', 'sixteen_plus', 'fe'] as const;
export type Phase = (typeof PHASES)[number];

/** How sure it is that a school joins, as it or those who know it have said. */
export const INTENTS = ['member', 'committed', 'likely', 'possible', 'unlikely', 'no'] as const;
export type Intent = (typeof INTENTS)[number];

/**
 * Types of school and their clock. Maintained schools have the council's financial year, April to March; academies and the rest September to
 * August. Types as in the national register of schools (GIAS); type groups there mix maintained and independent special schools, so types
 * and not groups decide.
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
  /** How many schools it stands for: undefined for one school. */
  readonly count: Count | undefined;
  /** On the roll's basis, by year where the file gives years. */
  readonly pupils: Dated<Count>;
  /** What "when" and "eligible" ask: phase, type, maintained, sixth_form, nursery, new_joiner, area, trust, intent, and declared ones. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Those that the model or its roll adds to the language's own. */
  readonly own: ReadonlyMap<string, string>;
  /** What it pays today for what the membership replaces, and its budget; undefined where nobody has said. */
  readonly paysNow: Money | undefined;
  readonly budget: Money | undefined;
  readonly span: Span;
}

/** What a school is made from, whichever file it comes from. */
export interface SchoolFields {
  readonly name?: string | undefined;
  readonly phase: Phase;
  readonly type: SchoolType;
  readonly pupils: Dated<Count>;
  readonly area?: string | undefined;
  readonly trust?: string | undefined;
  readonly sixth_form?: boolean | undefined;
  readonly nursery?: boolean | undefined;
  readonly new_joiner?: boolean | undefined;
  readonly intent?: Intent | undefined;
  readonly pays_now?: Money | undefined;
  readonly budget?: Money | undefined;
  readonly count?: Count | undefined;
  readonly attributes?: ReadonlyMap<string, string> | undefined;
}

/** The attributes that every school has; `when` may ask for them. */
export const ATTRIBUTES = ['phase', 'type', 'maintained', 'sixth_form', 'nursery', 'new_joiner', 'area', 'trust', 'intent'] as const;

const NONE: ReadonlyMap<string, string> = new Map();

/** A school with all the attributes that `when` may ask for, from the fields of a model or of a roll. */
export function makeSchool(id: string, fields: SchoolFields, span: Span): School {
  const yes = (value: boolean | undefined): string => (value === true ? 'yes' : 'no');
  const attributes = new Map([
    ['phase', fields.phase],
    ['type', fields.type],
    ['maintained', yes(TYPES[fields.type] === 'maintained')],
    ['sixth_form', yes(fields.sixth_form)],
    ['nursery', yes(fields.nursery)],
    ['new_joiner', yes(fields.new_joiner)],
    ['area', fields.area ?? ''],
    ['trust', fields.trust ?? ''],
    ['intent', fields.intent ?? ''],
    ...(fields.attributes ?? []),
  ]);
  return {
    id,
    name: fields.name ?? id.replace(/_/g, ' '),
    phase: fields.phase,
    type: fields.type,
    intent: fields.intent,
    count: fields.count,
    pupils: fields.pupils,
    attributes,
    own: fields.attributes ?? NONE,
    paysNow: fields.pays_now,
    budget: fields.budget,
    span,
  };
}

const fields = {
  name: optional(text),
  phase: choice('a phase', PHASES),
  type: choice('a type of school', SCHOOL_TYPES),
  pupils: dated(pupils),
  area: optional(text),
  trust: optional(text),
  sixth_form: optional(flag),
  nursery: optional(flag),
  new_joiner: optional(flag),
  intent: optional(choice('an intent', INTENTS)),
  pays_now: optional(money),
  budget: optional(money),
  attributes: optional(collection(text)),
  ...provenance,
} as const;

/** A school written in the model. */
export const namedSchool: Schema<SchoolFields> = block('a school', fields) as unknown as Schema<SchoolFields>;

/** An archetype before a roll is known: so many schools of one kind. */
export const group: Schema<SchoolFields> = block('a group of schools', { ...fields, count: count('schools') }) as unknown as Schema<SchoolFields>;
