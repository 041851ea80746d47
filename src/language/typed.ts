import type { Schema } from './values.js';

/**
 * A schema by what it gives. Here alone a schema of zod is taken for one of ours: it is compared by what comes of it, since
 * the compiler takes minutes to compare the whole of two.
 */
export function typed<T>(schema: { readonly _zod: { readonly output: T } }): Schema<T> {
  return schema as unknown as Schema<T>;
}
