import { problem } from '../language/index.js';
import { canonical, MEMBER, type When } from '../pricing/index.js';
import { ATTRIBUTE_NAMES, valuesIn, YES_NO } from './attributes.js';
import type { Finder } from './finder.js';
import { stagesOf } from './life.js';
import { ATTRIBUTES, INTENTS, PHASES, SCHOOL_TYPES, type School } from './school.js';

/** The values that an attribute of the language can take; those of the others are whatever the roll holds. */
export const VALUES_OF_ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['phase', PHASES],
  ['type', SCHOOL_TYPES],
  ['intent', INTENTS],
  ['maintained', YES_NO],
  ...ATTRIBUTE_NAMES.flatMap((name): (readonly [string, readonly string[]])[] => {
    const values = valuesIn(name);
    return values === undefined ? [] : [[name, values]];
  }),
]);

/** What people write where there is no trust: taken for a name, it would make one buyer of strangers. */
export const NO_NAME =
  /^(n\/?a|n\.a\.?|not applicable|not in a trust|no trust|none|nil|null|no|unknown|tbc|tbd|[-–—~.?*0]+)$/i;

/** Whether a condition asks for schools that are in no trust, or in any, as though that were the name of one. */
const isNoTrust = (attribute: string, value: string): boolean =>
  attribute === 'trust' && (NO_NAME.test(value) || isFlag(value));

const ASK_IN_TRUST =
  'a condition names trusts and cannot ask whether a school is in one: declare an attribute such as "in_trust", and write "in_trust: no"';

/** What conditions may ask of the schools of a roll. */
export class Attributes {
  private readonly values = new Map<string, readonly string[]>();
  private names: readonly string[] | undefined;

  /** Without schools, as in a price list, an attribute can have any value that the language does not rule out. */
  constructor(
    private readonly schools: readonly School[] | undefined,
    private readonly declared: readonly string[],
    /** Attributes that conditions ask by yes and no: of a price list, and those that some school answers otherwise, which is told. */
    private readonly flags: ReadonlySet<string> = new Set(),
    /** What is asked of whoever buys, beside what a school is: yes or no. */
    private readonly ofBuyers: readonly string[] = [],
  ) {}

  /** The key under which an attribute is declared. */
  get declaredUnder(): string {
    return this.schools === undefined ? 'attributes' : 'schools.attributes';
  }

  /** Every attribute that a school has or may have. */
  get known(): readonly string[] {
    this.names ??= [
      ...new Set([
        ...ATTRIBUTES,
        ...this.declared,
        ...this.ofBuyers,
        ...(this.schools ?? []).flatMap(({ own }) => [...own.keys()]),
      ]),
    ];
    return this.names;
  }

  /**
   * The values that an attribute can take: those of the language, or those that the roll holds; undefined where it can
   * take any.
   */
  valuesOf(attribute: string): readonly string[] | undefined {
    const known = VALUES_OF_ATTRIBUTES.get(attribute) ?? this.values.get(attribute);
    if (known !== undefined) return known;
    if (this.ofBuyers.includes(attribute) || (this.flags.has(attribute) && attribute !== 'trust')) return YES_NO;
    if (this.schools === undefined) return undefined;
    const said = this.schools.flatMap(stagesOf).flatMap(({ attributes }) => attributes.get(attribute) || []);
    // Where a roll answers by yes and no, either may be asked for, whichever answers it holds.
    const distinct = [...new Set(said.length > 0 && said.every(isFlag) ? YES_NO : said)];
    this.values.set(attribute, distinct);
    return distinct;
  }
}

/** What is known of a condition beside the attributes that it may ask. */
interface Beside {
  /** Prices that are taken from a list may be for kinds of school that the roll does not hold. */
  readonly taken?: boolean;
  /** What to write of a quantity, which is no attribute; undefined of any other name. */
  readonly ofQuantity?: (name: string) => string | undefined;
}

/**
 * A condition on an attribute that does not exist, or on a value that no school can have, would silently leave schools
 * out.
 */
export function checkConditions(
  when: When | undefined,
  path: readonly (string | number)[],
  attributes: Attributes,
  finder: Finder,
  { taken = false, ofQuantity = () => undefined }: Beside = {},
): void {
  for (const [attribute, values] of when ?? []) {
    const { known } = attributes;
    if (!known.includes(attribute)) {
      const instead = ofQuantity(attribute);
      finder.atKey([...path, attribute], 'unknown-name', {
        name: attribute,
        what: 'attribute of a school',
        known,
        ...(instead === undefined
          ? attribute !== MEMBER && { declare: attributes.declaredUnder }
          : { which: 'is a number', instead }),
      });
      continue;
    }
    const possible = taken ? VALUES_OF_ATTRIBUTES.get(attribute) : attributes.valuesOf(attribute);
    values.forEach((value, i) => {
      const asksNoTrust = isNoTrust(attribute, value);
      if (possible?.includes(value) ?? !asksNoTrust) return;
      finder.at([...path, attribute, i], 'bad-choice', {
        text: value,
        what: asksNoTrust ? 'the name of a trust' : `a value of ${attribute}`,
        known: possible ?? [],
        ...(asksNoTrust ? { instead: ASK_IN_TRUST } : {}),
      });
    });
  }
}

/**
 * The attributes of which some conditions, and what is said of some schools, say yes or no at least as often as
 * anything else.
 */
export function flagsAmong(
  conditions: readonly (When | undefined)[],
  said: readonly ReadonlyMap<string, { readonly text: string }>[],
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const count = (attribute: string, value: string): void =>
    void counts.set(attribute, (counts.get(attribute) ?? 0) + (isFlag(canonical(value)) ? 1 : -1));
  for (const [attribute, values] of conditions.flatMap((when) => [...(when ?? [])]))
    for (const value of values) count(attribute, value);
  for (const [attribute, { text }] of said.flatMap((school) => [...school])) count(attribute, text);
  return new Set([...counts].flatMap(([attribute, balance]) => (balance >= 0 ? attribute : [])));
}

/**
 * Schools that answer neither yes nor no where that is all that conditions ask of an attribute: they would silently be
 * left out. With them the attributes that they answer so.
 */
export function checkFlags(
  conditions: readonly (When | undefined)[],
  schools: readonly School[],
  finder: Finder,
): { readonly wrong: ReadonlySet<School>; readonly flags: ReadonlySet<string> } {
  const asked = new Map<string, boolean>();
  for (const [attribute, values] of conditions.flatMap((when) => [...(when ?? [])]))
    asked.set(attribute, (asked.get(attribute) ?? true) && values.length > 0 && values.every(isFlag));
  const wrong = new Set<School>();
  const flags = new Set<string>();
  for (const school of schools) {
    for (const [attribute, text] of school.own) {
      if (asked.get(attribute) !== true || text === '' || isFlag(text)) continue;
      const what = `yes or no, which prices ask of ${attribute}: it is that of ${school.name}`;
      finder.add(problem('bad-choice', school.span, { text, what, known: [...YES_NO] }));
      wrong.add(school);
      flags.add(attribute);
    }
  }
  return { wrong, flags };
}

const isFlag = (value: string): boolean => (YES_NO as readonly string[]).includes(value);
