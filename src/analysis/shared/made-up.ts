import { entryOf } from '../../figures/index.js';
import {
  blockKeys,
  type Entry,
  flagOf,
  keySpanOf,
  type MapNode,
  type Problem,
  Problems,
  parseTree,
  problem,
  Scalar,
  type SourceFile,
  type Span,
  toData,
} from '../../language/index.js';
import { makeSchool, namedSchool, type Phase, type School, type SchoolType } from '../../model/index.js';
import { askedOf, conditionsOf, type TierPrice, type When } from '../../pricing/index.js';

/** The attributes and drivers, beside a school's own keys, that some prices ask of a school. */
export interface Askable {
  /** With the values that conditions name, in their one spelling. */
  readonly attributes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly drivers: ReadonlySet<string>;
  /** Whether a price asks for the phase of a school. */
  readonly asksPhase: boolean;
  /** Whether one asks for its type, or whether it is maintained, which the type decides. */
  readonly asksType: boolean;
}

type Asking = { readonly price: readonly TierPrice[]; readonly eligible?: When | undefined };

/** What the prices of some tiers ask, and what the schools of a model are said to have. */
export function askableOf(
  tiers: Iterable<Asking>,
  schools: readonly School[] = [],
  /** The tiers that it is about, where it is not about all of them: others need not be answered, and may be. */
  about: Iterable<Asking> = tiers,
): Askable {
  const attributes = new Map<string, Set<string>>();
  const named = (attribute: string, values: readonly string[]): void => {
    const known = attributes.get(attribute) ?? new Set();
    for (const value of values) known.add(value);
    attributes.set(attribute, known);
  };
  const drivers = new Set<string>();
  for (const { price, eligible } of tiers) {
    const conditions = [eligible, ...price.flatMap((each) => conditionsOf(each).map(({ when }) => when))];
    for (const when of conditions) for (const [attribute, values] of when ?? []) named(attribute, values);
    for (const { driver } of price.flatMap(askedOf)) drivers.add(driver);
  }
  for (const school of schools) {
    for (const attribute of school.own.keys()) named(attribute, []);
    for (const driver of school.drivers.keys()) drivers.add(driver);
  }
  const asks = (...names: readonly string[]): boolean => [...about].some((each) => asksAny(each, names));
  return { attributes, drivers, asksPhase: asks('phase'), asksType: asks('type', 'maintained') };
}

/** Whether a tier or one of its prices asks for one of some attributes. */
function asksAny({ eligible, price }: Asking, names: readonly string[]): boolean {
  return [eligible, ...price.flatMap((each) => conditionsOf(each).map(({ when }) => when))].some((when) =>
    names.some((name) => when?.has(name)),
  );
}

/**
 * The type that a made-up school has where nobody says, by its phase: it decides the school's clock and whether it gets
 * VAT back.
 */
const TYPE_OF: Readonly<Record<Phase, SchoolType>> = {
  nursery: 'maintained_nursery',
  primary: 'community',
  secondary: 'community',
  all_through: 'community',
  special: 'community_special',
  alternative: 'pupil_referral_unit',
  sixteen_plus: 'sixth_form_college',
  fe: 'further_education',
};
const NO_PUPILS = 'unknown: no number of pupils is given';

/**
 * A school that is not on the roll, from its attributes. `type` is the usual one of its phase unless said, and without
 * `pupils` a rate for each pupil is unknown. Keys and values are those of a school in a model, and whatever else the
 * prices ask of a school; `phase` is needed where a price asks for it, and primary where none does.
 */
export function madeUpSchool(
  said: ReadonlyMap<string, Scalar>,
  span: Span,
  askable: Askable,
): { school: School | undefined; problems: Problem[] } {
  const own = blockKeys().get('a school') ?? [];
  const parts = {
    fields: new Map<string, Entry>(),
    attributes: new Map<string, Entry>(),
    drivers: new Map<string, Entry>(),
  };
  const problems: Problem[] = [];
  for (const [key, scalar] of said) {
    const into = partOf(key, own, askable);
    if (into === undefined) problems.push(unknownKey(key, scalar, own, askable));
    else parts[into].set(key, { key: scalar.span, node: scalar });
    if (into === 'attributes' && isFlag(askable.attributes.get(key)) && flagOf(scalar.text) === undefined)
      problems.push(problem('bad-choice', scalar.span, { text: scalar.text, what: 'yes or no', known: ['yes', 'no'] }));
  }
  if (problems.length > 0) return { school: undefined, problems };
  const tree = treeOf(parts, span, askable);
  const { value, problems: found } = parseTree(namedSchool, tree, toData(tree), 'the school');
  const name = [...said].map(([key, { text }]) => `${key}=${text}`).join(', ');
  // Prices that ask for it are decided by a type that nobody has said: the name of the school says which was taken.
  const taken = !said.has('type') && askable.asksType;
  const withTaken = taken ? `${name} (taken for type=${value?.type})` : name;
  return {
    school: value && makeSchool('made-up', { ...value, name: value.name ?? `a school with ${withTaken}` }, span),
    problems: found,
  };
}

/**
 * Where a key belongs: among the quantities that prices ask for, a school's own keys, or the attributes that conditions
 * ask for.
 */
function partOf(
  key: string,
  own: readonly string[],
  { drivers, attributes }: Askable,
): 'fields' | 'attributes' | 'drivers' | undefined {
  if (drivers.has(key) && key !== 'pupils' && key !== 'budget') return 'drivers';
  if (own.includes(key)) return 'fields';
  return attributes.has(key) ? 'attributes' : undefined;
}

function unknownKey(key: string, scalar: Scalar, own: readonly string[], { attributes, drivers }: Askable): Problem {
  return problem('unknown-key', keySpanOf(scalar), {
    key,
    within: 'the school',
    known: [...new Set([...own, ...attributes.keys(), ...drivers])],
  });
}

/** Whether all that conditions ask of an attribute is yes or no, so that nothing else can be meant. */
function isFlag(named: ReadonlySet<string> | undefined): boolean {
  return named !== undefined && named.size > 0 && [...named].every((value) => flagOf(value) !== undefined);
}

function treeOf(
  { fields, attributes, drivers }: Record<'fields' | 'attributes' | 'drivers', Map<string, Entry>>,
  span: Span,
  askable: Askable,
): MapNode {
  const entries = new Map(fields);
  const unsaid = (key: string, text: string): void => {
    if (!entries.has(key)) entries.set(key, { key: span, node: new Scalar(text, span, undefined, key) });
  };
  if (!askable.asksPhase) unsaid('phase', 'primary');
  const phase = entries.get('phase')?.node;
  unsaid('type', phase instanceof Scalar ? (entryOf<SchoolType>(TYPE_OF, phase.text) ?? 'community') : 'community');
  unsaid('pupils', NO_PUPILS);
  const below = (key: string, map: Map<string, Entry>): void => {
    if (map.size > 0) entries.set(key, { key: span, node: { kind: 'map', span, entries: map } });
  };
  below('attributes', attributes);
  below('drivers', drivers);
  return { kind: 'map', span, entries };
}

/**
 * `phase=primary,pupils=262` as attributes, with the place of each key and value in the text; undefined where it is no such
 * list. Throws Problems where it says one of them twice. `basis` says whether somebody typed it, or the page made it
 * up.
 */
export function attributesIn(
  file: SourceFile,
  basis: 'command line' | 'made up' = 'command line',
): ReadonlyMap<string, Scalar> | undefined {
  const found = new Map<string, { key: Span; node: Scalar }>();
  let column = 1;
  for (const part of file.text.split(',')) {
    const match = /^\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(part);
    if (match === null) return undefined;
    const [, key = '', value = ''] = match;
    const at = column + part.indexOf(key);
    const ofKey: Span = { file, line: 1, column: at, length: key.length };
    const ofValue: Span = { file, line: 1, column: column + part.indexOf('=') + 1, length: value.length };
    if (found.has(key)) throw new Problems([problem('duplicate-key', ofKey, { key })]);
    const source = basis === 'made up' ? undefined : `--school ${file.text}`;
    found.set(key, { key: ofKey, node: new Scalar(value, ofValue, undefined, key, basis, source) });
    column += part.length + 1;
  }
  // As data each value knows the place of its key.
  toData({ kind: 'map', span: { file, line: 1, column: 1, length: file.text.length }, entries: found });
  return new Map([...found].map(([key, { node }]) => [key, node]));
}
