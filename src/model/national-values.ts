import type { Figure } from '../figures/index.js';
import {
  type Dated,
  dated,
  type Month,
  month,
  optional,
  provenance,
  refuseKey,
  type Schema,
} from '../language/index.js';
import { National } from './national.js';

export const known = { known_to: optional(month), ...provenance };

export const KNOWN = { known_to: 'the last month for which the values are known' } as const;

export const knownAs =
  (what: string, knownTo: Month | undefined) =>
  <F extends Figure>(dated: Dated<F>): National<F> =>
    new National(what, dated, knownTo);

/** A value that changes by month: a year alone would mean a company year, and the law knows none. */
export function byMonth<T>(item: Schema<T>): Schema<Dated<T>> {
  return dated(item).transform((said, context) => {
    for (const { since } of said.steps) {
      if (since === undefined || since.month !== undefined) continue;
      const data = {
        text: String(since.year),
        expected: 'a month, such as 2025-04',
        why: 'the law changes in a month, and not with a company year',
      };
      refuseKey(context, 'bad-value', data, [String(since.year)]);
    }
    return said;
  });
}
