import type { Period } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';

/** One column of a table of lines: a projection in a period. */
export interface LineColumn {
  readonly projection: Projection;
  readonly period: Period;
  readonly scenario: string | undefined;
}

/** The same where the projection's calendar may have no such period. */
export type SlotOrGap = Omit<LineColumn, 'period'> & { readonly period: Period | undefined };
