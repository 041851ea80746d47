import * as z from 'zod';
import type { Count } from '../figures/index.js';
import { flagOf, oneOrMany, type Schema, text } from '../language/index.js';

/** Whoever is charged: pricing sees attributes and quantities, never a school. */
export interface Customer {
  /** For labels: `St Ann's Primary`. */
  readonly name: string;
  /** `phase` → `primary`, `sixth_form` → `yes`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The pupils that a rate is multiplied by, on the roll's own basis. */
  readonly pupils: Count;
}

/** Conditions on attributes: every one must hold, each by any of its values. */
export type When = ReadonlyMap<string, readonly string[]>;

/** `{ phase: [primary, special], sixth_form: yes }`. */
export const when: Schema<When> = z
  .record(z.string(), oneOrMany(text) as never, { error: () => 'a map of attributes to values' })
  .transform((record) => {
    const conditions = Object.entries(record as Record<string, readonly string[]>);
    return new Map(conditions.map(([key, values]) => [key, values.map(canonical)])) as When;
  }) as unknown as Schema<When>;

/** Yes and no in their one spelling, so that `true` in a model meets `yes` in a roll. */
export function canonical(value: string): string {
  const flag = flagOf(value);
  return flag === undefined ? value : flag ? 'yes' : 'no';
}

/** Whether every condition holds for some attributes; no conditions fit all. */
export function fits(conditions: When | undefined, attributes: ReadonlyMap<string, string>): boolean {
  if (conditions === undefined) return true;
  for (const [key, values] of conditions) {
    if (!values.includes(attributes.get(key) ?? '')) return false;
  }
  return true;
}
