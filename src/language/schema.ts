import type { ProblemCode, ProblemData } from './problem.js';

/** What a schema says when it refuses: a problem of ours, put into words elsewhere. */
export interface Refusal<C extends ProblemCode = ProblemCode> {
  readonly problem: C;
  readonly data: ProblemData[C];
  /** Whether the key is to blame, and not what stands under it. */
  readonly onKey: boolean;
}

/** JSON, as far as a schema needs it. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
export type JsonMap = { readonly [key: string]: Json };

/** Shows schemas to an editor: any schema, and a block by its name, with its keys and what they mean. */
export interface Shows {
  (schema: Schema<unknown>): JsonMap;
  readonly block: (
    name: string,
    shape: Readonly<Record<string, Schema<unknown>>>,
    words: ReadonlyMap<string, string>,
  ) => JsonMap;
}

/** How a schema is shown to an editor, by what shows the schemas that it is made of. */
export type ShownAs = (shows: Shows) => JsonMap;

/** What a schema has against some data. */
export type Issue = {
  /** Keys and list positions from the data that are read to what is meant; schemas around it put theirs before. */
  path: readonly PropertyKey[];
  /** The block of which the last key of the path is one, where it is. */
  block?: string;
} & (
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /**
   * Keys that a block has not; `expected` is the block's name, `or` that of another that may stand in its place. They
   * leave the rest of it as it is.
   */
  | { readonly kind: 'unknown-keys'; readonly expected: string; readonly keys: readonly string[]; or?: string }
  | { readonly kind: 'wrong-shape'; readonly expected: string }
  | { readonly kind: 'absent' }
);

/** Where schemas put what they have against the data at hand. */
export interface Context {
  readonly issues: Issue[];
}

/** What a value is given as where it is refused: nobody reads it. */
export const NEVER = Object.freeze({}) as never;

/**
 * What a part of a model may be, over what `toData` gives, with the typed value that it means. Making one costs next to
 * nothing, since every command makes all that the language has.
 */
export class Schema<out T> {
  constructor(
    /** The value of some data. What is against it goes to the context; the value is then nobody's. */
    readonly read: (data: unknown, context: Context) => T,
    /** How it is shown to an editor. */
    readonly shown: ShownAs = () => ({}),
    /** Whether the key under which it stands may be left out, and whether nothing is then read. */
    readonly absence: 'is a fault' | 'is read' | 'is left out' = 'is a fault',
  ) {}

  /** The same data with another value. It is made only of what is not refused: keys that are unknown do not stop it. */
  transform<U>(make: (value: T, context: Context) => U): Schema<U> {
    const read = (data: unknown, context: Context): U => {
      const from = context.issues.length;
      const value = this.read(data, context);
      return isRefused(context, from) ? NEVER : make(value, context);
    };
    return new Schema(read, (shows) => shows(this), this.absence === 'is a fault' ? 'is a fault' : 'is read');
  }

  /** The value of some data, or what is against it. */
  tried(data: unknown): { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] } {
    const issues: Issue[] = [];
    const value = this.read(data, { issues });
    return issues.length === 0 ? { value } : { issues };
  }

  /** The same schema, shown to an editor in another way. */
  showing(how: ShownAs): Schema<T> {
    return new Schema(this.read, how, this.absence);
  }
}

function isRefused({ issues }: Context, from: number): boolean {
  for (let i = from; i < issues.length; i++) if (issues[i]?.kind !== 'unknown-keys') return true;
  return false;
}

/** The value of a part of the data at hand; what is against it is told under its path. */
export function readWithin<T>(item: Schema<T>, data: unknown, context: Context, path: readonly PropertyKey[]): T {
  const { issues } = context;
  const from = issues.length;
  const value = item.read(data, context);
  for (let i = from; i < issues.length; i++) {
    const issue = issues[i] as Issue;
    issue.path = [...path, ...issue.path];
  }
  return value;
}

/** Refuses the value at hand with a problem of ours; to be returned from a transform. */
export function refuse<C extends ProblemCode>(
  context: Context,
  problem: C,
  data: ProblemData[C],
  path: readonly PropertyKey[] = [],
): never {
  context.issues.push({ kind: 'refused', path, refusal: { problem, data, onKey: false } });
  return NEVER;
}

/** Refuses the key at the end of a path, and not what stands under it. */
export function refuseKey<C extends ProblemCode>(
  context: Context,
  problem: C,
  data: ProblemData[C],
  path: readonly PropertyKey[],
): never {
  context.issues.push({ kind: 'refused', path, refusal: { problem, data, onKey: true } });
  return NEVER;
}
