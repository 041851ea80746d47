import type { Money, Rate } from '../figures/index.js';
import {
  block,
  growth,
  type Month,
  month,
  monthOfYear,
  numbered,
  optional,
  provenance,
  refuseKey,
  type Schema,
  signedMoney,
  valueOr,
} from '../language/index.js';

/**
 * One year's rise in pay: a percentage, a flat amount for a full-time post, or the larger of the two; paid later where
 * it was settled later.
 */
export interface Award {
  readonly percent: Rate | undefined;
  readonly flat: Money | undefined;
  readonly paid: Month | undefined;
}

/** Rises by the year in which they are made, all in one month of the year. */
export interface Awards {
  /** 0 (January) to 11. */
  readonly month: number;
  readonly byYear: ReadonlyMap<number, Award>;
  /** Every year after the last that is named. */
  readonly after: Rate | undefined;
}

const award: Schema<Award> = valueOr(
  growth.transform((percent): Award => ({ percent, flat: undefined, paid: undefined })),
  block(
    'an award',
    { percent: optional(growth), flat: optional(signedMoney), paid: optional(month), ...provenance },
    {
      percent: 'a growth of pay; of both, the larger',
      flat: 'pounds a year for a full-time post; of both, the larger',
      paid: 'the month in which it is paid, where that is later, with what is owed since it holds; what the employer adds to it falls due with it',
    },
  ).transform((said, context): Award => {
    if (said.percent === undefined && said.flat === undefined)
      refuseKey(context, 'missing-key', { key: 'percent', within: 'the award', or: ['flat'] }, []);
    return { percent: said.percent, flat: said.flat, paid: said.paid };
  }),
);

/** `{ month: April, awards: { 2022: { flat: 1_925 }, 2024: 2.5% }, after: 2% }`. */
export const awards: Schema<Awards> = block(
  'pay awards',
  {
    month: monthOfYear,
    awards: numbered('a year, such as 2024', award),
    after: optional(growth),
    ...provenance,
  },
  {
    month: 'in which they hold: `September`',
    awards: 'by the calendar year: a percentage, or an award in parts',
    after: 'growth for every later year',
  },
).transform((said): Awards => ({ month: said.month, byYear: said.awards, after: said.after }));
