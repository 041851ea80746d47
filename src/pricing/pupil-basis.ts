import { block, choice, optional, refuseKey, type Schema } from '../language/index.js';

export const COUNTS = ['fte', 'headcount'] as const;
export const CENSUSES = ['october', 'january', 'summer', 'estimate'] as const;

/** What a price means by pupils; undefined where it does not say. */
export interface PupilBasis {
  readonly count: (typeof COUNTS)[number] | undefined;
  readonly census: (typeof CENSUSES)[number] | undefined;
}

/** `{ count: fte, census: october }`, either of which may be left out. */
export const pupilBasis: Schema<PupilBasis> = block(
  'the pupils of a price',
  { count: optional(choice('a way to count', COUNTS)), census: optional(choice('a census', CENSUSES)) },
  {
    count: '`fte` (full-time equivalent) or `headcount`',
    census: '`october`, `january`, `summer` or `estimate`',
  },
).transform((said, context): PupilBasis => {
  if (said.count === undefined && said.census === undefined)
    refuseKey(context, 'missing-key', { key: 'count', within: 'what a price means by pupils', or: ['census'] }, []);
  return { count: said.count, census: said.census };
});

/** `full-time equivalents of the October census`. */
export function pupilsInWords({ count, census }: Partial<PupilBasis>): string {
  const counted = count === undefined ? 'pupils' : count === 'fte' ? 'full-time equivalents' : 'a headcount';
  if (census === undefined) return counted;
  return census === 'estimate'
    ? `${counted}, as estimated`
    : `${counted} of the ${census.charAt(0).toUpperCase()}${census.slice(1)} census`;
}
