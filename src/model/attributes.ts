import { choice, type Dated, dated, flag, keyInWords, optional, type Schema, text } from '../language/index.js';

/**
 * An attribute that files may say of a school and that a `when` may ask for. Nothing of it may be left out: where it
 * has none, it says so.
 */
interface AttributeTerms {
  /** How it is written: as yes or no, as any text, as one or as one from dates on, or as one of its values. */
  readonly kind: 'flag' | 'text' | 'dated' | 'choice';
  /** The values that it can take; undefined where it can be any text. */
  readonly values: readonly string[] | undefined;
  /** What is wrong with another value: `"x" is no faith`. */
  readonly what: string;
  /** What it says, for the reference. */
  readonly words: string;
  /** How a school that has it is told apart in a message: `with sixth form`; undefined where that says nothing. */
  readonly shown: (value: string) => string | undefined;
}

export const YES_NO = ['yes', 'no'] as const;
const unsaid = (): undefined => undefined;

/**
 * As in the national register of schools (GIAS, religious character), in as many kinds as dioceses and trusts buy by.
 */
const FAITHS = [
  'none',
  'church_of_england',
  'roman_catholic',
  'methodist',
  'other_christian',
  'jewish',
  'muslim',
  'hindu',
  'sikh',
  'other',
] as const;

/**
 * The attributes of schools, each declared once: the key of a school in a model, the column of a roll, what a `when`
 * may ask, and how it is shown are made of these lines. `phase`, `type` and `intent` decide more than prices and stand
 * in `school.ts`. To add one: a line here.
 */
export const attributes = {
  area: { kind: 'text', values: undefined, what: 'an area', words: 'the name of its area', shown: unsaid },
  trust: {
    kind: 'dated',
    values: undefined,
    what: 'a trust',
    words: 'the name of its trust; may be dated, where it changes: `{ 2026: Bay, 2028: Fold }`',
    shown: unsaid,
  },
  sixth_form: {
    kind: 'flag',
    values: YES_NO,
    what: 'yes or no',
    words: 'whether it has a sixth form; no unless said',
    shown: (value) => (value === 'yes' ? 'with sixth form' : undefined),
  },
  nursery: {
    kind: 'flag',
    values: YES_NO,
    what: 'yes or no',
    words: 'whether it has a nursery; no unless said',
    shown: unsaid,
  },
  new_joiner: {
    kind: 'flag',
    values: YES_NO,
    what: 'yes or no',
    words: 'whether it joins for the first time; no unless said',
    shown: unsaid,
  },
  faith: {
    kind: 'choice',
    values: FAITHS,
    what: 'a faith',
    words: `its religious character: ${FAITHS.slice(0, -1)
      .map((faith) => `\`${faith}\``)
      .join(', ')} or \`other\``,
    shown: (value) => (value === '' ? undefined : `faith ${keyInWords(value)}`),
  },
} as const satisfies Readonly<Record<string, AttributeTerms>>;

export type AttributeName = keyof typeof attributes;
export const ATTRIBUTE_NAMES = Object.keys(attributes) as readonly AttributeName[];
/** Those that are said by yes and no. */
export const FLAG_NAMES: readonly AttributeName[] = ATTRIBUTE_NAMES.filter((name) => attributes[name].kind === 'flag');

/** What a file says of the attributes of a school. */
export type AttributesSaid = {
  readonly [N in AttributeName]?: Said<(typeof attributes)[N]['kind']> | undefined;
};
type Said<K> = K extends 'flag' ? boolean : K extends 'dated' ? Dated<string> : string;

const termsOf = (name: AttributeName): AttributeTerms => attributes[name];

function schemaOf({ kind, values, what }: AttributeTerms): Schema<unknown> {
  if (kind === 'flag') return optional(flag);
  if (kind === 'dated') return optional(dated(text));
  return kind === 'text' || values === undefined
    ? optional(text)
    : optional(choice(what, values as readonly [string, ...string[]]));
}

/** The keys of a school in a model. */
export const attributeFields = Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, schemaOf(termsOf(name))])) as {
  readonly [N in AttributeName]: Schema<AttributesSaid[N]>;
};
/** The words of the reference for them. */
export const attributeWords = Object.fromEntries(
  ATTRIBUTE_NAMES.map((name) => [name, termsOf(name).words]),
) as Readonly<Record<AttributeName, string>>;

/** The value of each that a `when` may ask for: yes or no, and nothing where nobody has said. */
export function attributeValues(said: AttributesSaid): readonly (readonly [AttributeName, string])[] {
  return ATTRIBUTE_NAMES.map((name) => {
    const value: string | boolean | Dated<string> | undefined = said[name];
    if (typeof value === 'object') return [name, value.steps[0]?.value ?? ''];
    return [name, termsOf(name).kind === 'flag' ? (value === true ? 'yes' : 'no') : String(value ?? '')];
  });
}

/** The values that an attribute can take; undefined where it can be any text. */
export const valuesIn = (name: AttributeName): readonly string[] | undefined => termsOf(name).values;

/** How a school is told apart by its attributes, in a message. */
export const shownAttributes = (values: ReadonlyMap<string, string>): readonly string[] =>
  ATTRIBUTE_NAMES.flatMap((name) => termsOf(name).shown(values.get(name) ?? '') ?? []);
