import { nearest } from './nearest.js';
import { type Context, type Issue, NEVER, readWithin, refuseKey, Schema } from './schema.js';
import { Scalar } from './tree.js';
import { choice, text } from './values.js';

/** The keys of every block by its name, for the message about a key that is not one of them. */
const keysOf = new Map<string, readonly string[]>();
const wordsOf = new Map<string, ReadonlyMap<string, string>>();
const meantOf = new Map<string, Meant>();

/** What to write in the place of what is often written, where a block says so; undefined for all else. */
interface Meant {
  /** In the place of a single value where the block is expected. */
  readonly single?: (text: string) => string | undefined;
  /** In the place of a number below zero under one of its keys. */
  readonly belowZero?: (key: string, positive: string) => string | undefined;
}

/** The keys of every block that the schemas know, by its name: what the reference must name. */
export function blockKeys(): ReadonlyMap<string, readonly string[]> {
  return keysOf;
}

/** What each key of every block means, by the block's name and the key: the words of the reference and of editors. */
export function blockWords(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return wordsOf;
}

/** What each block says of what is often written in the place of what it takes, by its name. */
export function blockMeant(): ReadonlyMap<string, Meant> {
  return meantOf;
}

/** What stands behind the values of a map says the same in every block. */
const EVIDENCE = {
  basis: '`published`, `measured`, `estimate` or `illustrative`',
  source: 'where it comes from',
} as const;

/** What each key of a block means, in words that begin small and end without a stop. */
type Words<S> = { readonly [K in Exclude<keyof S, keyof typeof EVIDENCE>]: string };

/** What a map with set keys gives: the value of each key. */
type Said<S> = { readonly [K in keyof S]: S[K] extends Schema<infer T> ? T : never };

type Shape = Readonly<Record<string, Schema<unknown>>>;

/**
 * A map with set keys, and what each of them means. `name` is how messages call it: `a tier`. Any other key is a
 * problem.
 */
export function block<S extends Shape>(name: string, shape: S, words: Words<S>, meant: Meant = {}): Schema<Said<S>> {
  const said = new Map(Object.entries({ ...words, ...EVIDENCE }).filter(([key]) => key in shape));
  const keys = [
    ...Object.keys(shape).filter((key) => !(key in provenance)),
    ...Object.keys(shape).filter((key) => key in provenance),
  ];
  keysOf.set(name, keys);
  wordsOf.set(name, said);
  meantOf.set(name, meant);
  return new Schema(keysReader(name, shape), ({ block }) => block(name, shape, said));
}

/** A map of keys that are read for one more version. The reference names none of them, and neither do editors. */
export function retired<S extends Shape>(name: string, shape: S): Schema<Said<S>> {
  return new Schema(keysReader(name, shape), () => ({ deprecated: true, type: 'object' }));
}

/** Reads a map with set keys: each key in the order of the shape, and then those that it has not. */
function keysReader<S extends Shape>(name: string, shape: S): (data: unknown, context: Context) => Said<S> {
  const items = Object.entries(shape);
  return (data, context) => {
    if (!isKeys(data)) return wrongShape(context, name);
    const said: Record<string, unknown> = {};
    for (const [key, item] of items) {
      const from = context.issues.length;
      if (key in data) said[key] = readWithin(item, data[key], context, [key]);
      else if (item.absence !== 'is left out') said[key] = readAbsent(item, key, context);
      nameBlock(name, context, from);
    }
    const keys = Object.keys(data).filter((key) => !Object.hasOwn(shape, key));
    if (keys.length > 0) context.issues.push({ kind: 'unknown-keys', path: [], expected: name, keys });
    return said as Said<S>;
  };
}

/** Says of issues that were found since, and lie at a key itself, which block has the key. */
function nameBlock(name: string, { issues }: Context, from: number): void {
  for (let i = from; i < issues.length; i++) {
    const issue = issues[i] as Issue;
    if (issue.path.length === 1) issue.block = name;
  }
}

/** What a key comes to that is not there: some read that as well, and to the others it is a fault, however they read it. */
function readAbsent(item: Schema<unknown>, key: string, context: Context): unknown {
  const from = context.issues.length;
  const value = readWithin(item, undefined, context, [key]);
  if (item.absence === 'is a fault' && context.issues.length === from)
    context.issues.push({ kind: 'absent', path: [key] });
  return value;
}

/** Whether data is a map of keys: neither a single value nor a list. */
function isKeys(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && !(data instanceof Scalar);
}

function wrongShape(context: Context, expected: string): never {
  context.issues.push({ kind: 'wrong-shape', path: [], expected });
  return NEVER;
}

/** The same of each of some keys. */
export function keyed<K extends string, T>(keys: readonly K[], of: (key: K) => T): Readonly<Record<K, T>> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>;
}

/** A key that may be left out. */
export function optional<T>(item: Schema<T>): Schema<T | undefined> {
  const read = (data: unknown, context: Context): T | undefined =>
    data === undefined ? undefined : item.read(data, context);
  return new Schema(read, (shows) => shows(item), 'is left out');
}

/** What stands behind the values of a map, and of the maps in it: allowed in every block. */
export const provenance = {
  basis: optional(choice('a basis', ['published', 'measured', 'estimate', 'illustrative'])),
  source: optional(text),
} as const;

/**
 * A map keyed by id; by one of some names where it is `closed`, as `within` of messages. What changes one of its items reads
 * that one anew.
 */
export function collection<T>(
  item: Schema<T>,
  closed?: { readonly within: string; readonly known: readonly string[] },
): Schema<ReadonlyMap<string, T>> {
  return mapOf(remembering(item), 'a map of keys').transform((found, context) => {
    for (const id of found.keys()) {
      if (closed?.known.includes(id) === false) refuseKey(context, 'unknown-key', { key: id, ...closed }, [id]);
      const why = RESERVED.get(id);
      if (why !== undefined) refuseKey(context, 'reserved-name', { name: id, why }, [id]);
    }
    return found;
  });
}

/** A map from any keys to items of one schema. `expected` is said of what is none. */
export function mapOf<T>(item: Schema<T>, expected: string): Schema<ReadonlyMap<string, T>> {
  const read = (data: unknown, context: Context): ReadonlyMap<string, T> => {
    if (!isKeys(data)) return wrongShape(context, expected);
    const found = new Map<string, T>();
    for (const key of Object.keys(data)) found.set(key, readWithin(item, data[key], context, [key]));
    return found;
  };
  return new Schema(read, (shows) => ({ type: 'object', additionalProperties: shows(item) }));
}

/**
 * Words that a scenario says of items, and that no item may therefore be called. The words of a relative change
 * (`plus`, `times`) are none of them: those stand where a value is, and a key that the model has is its own item's.
 */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['each', 'in a scenario it stands for every item'],
  ['add', 'in a scenario what is new stands under it'],
]);

/** A list of items of one schema. */
export function list<T>(item: Schema<T>): Schema<readonly T[]> {
  const read = (data: unknown, context: Context): readonly T[] =>
    Array.isArray(data) ? data.map((each, i) => readWithin(item, each, context, [i])) : wrongShape(context, 'a list');
  return new Schema(read, (shows) => ({ type: 'array', items: shows(item) }));
}

/** A list, or one item without the list's brackets. */
export function oneOrMany<T>(item: Schema<T>): Schema<readonly T[]> {
  const many = list(item);
  const read = (data: unknown, context: Context): readonly T[] =>
    many.read(data === undefined || Array.isArray(data) ? data : [data], context);
  return new Schema(read, (shows) => ({ anyOf: [shows(item), shows(many)] }));
}

/**
 * The first schema where `isFirst` says so of the data, else the second: the problems are those of the one that was
 * meant.
 */
export function either<A, B>(isFirst: (data: unknown) => boolean, first: Schema<A>, second: Schema<B>): Schema<A | B> {
  const read = (data: unknown, context: Context): A | B => (isFirst(data) ? first : second).read(data, context);
  return new Schema(read, (shows) => ({ anyOf: [shows(first), shows(second)] }));
}

/**
 * The first of two blocks where a map has a key that only the first has, or one that is likely misspelt for it; else the
 * second. Where neither is meant, it is told with the keys of both.
 */
export function eitherBlock<A, B>(
  key: string,
  [first, firstName]: readonly [Schema<A>, string],
  [second, secondName]: readonly [Schema<B>, string],
): Schema<A | B> {
  const chosen = either(
    meansKey(key, () => keysOf.get(secondName) ?? []),
    first,
    second,
  );
  const read = (data: unknown, context: Context): A | B => {
    const from = context.issues.length;
    const value = chosen.read(data, context);
    const known = keysOf.get(secondName) ?? [];
    for (const issue of context.issues.slice(from)) {
      if (issue.kind !== 'unknown-keys' || issue.path.length > 0 || issue.expected !== secondName) continue;
      if (!keysIn(data).some((said) => nearest(said, known) !== undefined)) issue.or = firstName;
    }
    return value;
  };
  return new Schema(read, (shows) => chosen.shown(shows));
}

/**
 * Whether a map has a key, or one that is likely misspelt for it, and not for one of `others`: then it is that key which
 * is told. A date is none.
 */
export function meansKey(key: string, others: () => readonly string[] = () => []): (data: unknown) => boolean {
  return (data) =>
    keysIn(data).some((said) => said === key || (!/^\d/.test(said) && nearest(said, [key, ...others()]) === key));
}

/** Whether a part is written as a map, and not as a value or a list. */
export const isMapping = (data: unknown): data is object =>
  typeof data === 'object' && data !== null && !(data instanceof Scalar) && !Array.isArray(data);

/** The keys of a part that is written as a map; none of a value or a list. */
export const keysIn = (data: unknown): readonly string[] => (isMapping(data) ? Object.keys(data) : []);

/**
 * A schema that gives the same data the same value without reading it again: for large parts of a model, which is read
 * once for everything that is tried.
 */
export function remembering<T>(item: Schema<T>): Schema<T> {
  const known = new WeakMap<object, { readonly value: T }>();
  const read = (data: unknown, context: Context): T => {
    if (typeof data !== 'object' || data === null) return item.read(data, context);
    const found = known.get(data);
    if (found !== undefined) return found.value;
    const from = context.issues.length;
    const value = item.read(data, context);
    if (context.issues.length === from) known.set(data, { value });
    return value;
  };
  return new Schema(read, (shows) => shows(item));
}

/** The first schema for a single value, the second for a map or a list. */
export function valueOr<A, B>(single: Schema<A>, composed: Schema<B>): Schema<A | B> {
  return either((data) => data === undefined || data instanceof Scalar, single, composed);
}
