import { type Count, constant, Exact, isZero, type Rate } from '../figures/index.js';
import {
  block,
  type Context,
  choice,
  collection,
  count,
  type Dated,
  optional,
  provenance,
  rate,
  refuse,
  refuseKey,
  type Scalar,
  type Schema,
  scalarItself,
  share,
  text,
} from '../language/index.js';
import { yearlyGrowth } from './tier.js';

export const TIMINGS = ['start_of_year', 'end_of_year'] as const;
/** Whether the money of a year counts as if it came on its first day or on its last. */
export type Timing = (typeof TIMINGS)[number];

/** What options are judged by: a figure of each, or scores that somebody gives where nothing can be counted. */
export interface Criterion {
  readonly name: string | undefined;
  /** How much it counts beside the others. Always known. */
  readonly weight: Count;
  /** How far a reasonable person might put the weight from there. */
  readonly range: { readonly low: Count; readonly high: Count } | undefined;
  readonly figure: Scalar | undefined;
  /** `first`, `last` or a company year; the last unless said. */
  readonly year: Scalar | undefined;
  readonly better: 'higher' | 'lower';
  /** By option, from 0 to 100. */
  readonly scores: ReadonlyMap<string, Count> | undefined;
}

/** What the forecasts of a new venture are known to miss by, as a board chooses to count it. */
export interface Optimism {
  readonly cost: Rate | undefined;
  readonly income: Rate | undefined;
}

/** How options are weighed against each other. */
export interface Appraisal {
  /** A year; the 3.5% of the Green Book unless said. */
  readonly discount: Rate;
  readonly timing: Timing;
  /**
   * Yearly inflation by which money is brought to prices of the first year; undefined where it is taken as it stands.
   */
  readonly deflateBy: Dated<Rate> | undefined;
  /** The option that others are held against; the first unless said. */
  readonly against: Scalar | undefined;
  readonly optimism: Optimism | undefined;
  readonly criteria: ReadonlyMap<string, Criterion>;
}

const MOST_SCORE = Exact.of(100);

const points = count('points', 'a weight, such as 25');
const criterion: Schema<Criterion> = block(
  'a criterion',
  {
    name: optional(text),
    weight: points,
    range: optional(
      block(
        'a range of a weight',
        { low: points, high: points },
        {
          low: 'the least that the weight might be',
          high: 'the most that it might be',
        },
      ),
    ),
    figure: optional(scalarItself),
    year: optional(scalarItself),
    better: optional(choice('which is better', ['higher', 'lower'])),
    scores: optional(collection(count('points'))),
    ...provenance,
  },
  {
    name: 'as it is shown',
    weight: 'how much it counts: a number of any size, because only its share of all weights counts',
    range: 'how far the weight might reasonably be put; it is held where nothing is said',
    figure:
      'a figure by name: `reserves.closing`, `cascade.after`, `npv.surplus`. `gains.…` and `cascade.…` are of the tier that most are expected to join. It scores from 0 for the worst of the options to 100 for the best; 100 for all where they are equal',
    year: 'of the figure: `first`, `last` or a company year; the last unless said',
    better: '`higher` or `lower`',
    scores:
      'in place of `figure`: a score from 0 to 100 of each option, higher being better, for what cannot be counted. An option whose score or figure is unknown is not ranked',
  },
).transform((said, context): Criterion => {
  if (said.figure === undefined && said.scores === undefined)
    refuseKey(context, 'missing-key', { key: 'figure', within: 'the criterion', or: ['scores'] }, []);
  if (said.figure !== undefined && said.scores !== undefined)
    refuse(context, 'either-or', { one: 'figure', other: 'scores', why: 'a criterion is counted or judged' });
  if (said.figure !== undefined && said.better === undefined)
    refuseKey(context, 'missing-key', { key: 'better', within: 'the criterion' }, []);
  if (said.scores !== undefined && said.better === 'lower')
    refuse(context, 'either-or', { one: 'scores', other: 'better: lower', why: 'a higher score is a better one' });
  for (const [option, score] of said.scores ?? [])
    if (score.isKnown && score.exact.compare(MOST_SCORE) > 0)
      refused(context, ['scores', option], score, 'a score from 0 to 100', 'it is above 100');
  checkWeight(context, said.weight, said.range);
  const { name, weight, range, figure, year, better = 'higher', scores } = said;
  return { name, weight, range, figure, year, better, scores };
});

function checkWeight(context: Context, weight: Count, range: Criterion['range']): void {
  const known = (path: string[], each: Count): void => {
    if (!each.isKnown) refused(context, path, each, 'a weight', 'a weight is a choice, and cannot be unknown');
  };
  known(['weight'], weight);
  if (range === undefined) return;
  known(['range', 'low'], range.low);
  known(['range', 'high'], range.high);
  if (!weight.isKnown || !range.low.isKnown || !range.high.isKnown) return;
  if (range.low.exact.compare(range.high.exact) > 0)
    refused(
      context,
      ['range', 'low'],
      range.low,
      'the low end of a range',
      `it is above the high end, ${range.high.exact}`,
    );
  else if (weight.exact.compare(range.low.exact) < 0)
    refused(context, ['weight'], weight, 'a weight within its range', `it is below the low end, ${range.low.exact}`);
  else if (weight.exact.compare(range.high.exact) > 0)
    refused(context, ['weight'], weight, 'a weight within its range', `it is above the high end, ${range.high.exact}`);
}

function refused(context: Context, path: string[], { detail }: Count, expected: string, why: string): void {
  refuse(context, 'bad-value', { text: detail.origin?.text ?? '', expected, why }, path);
}

const optimism: Schema<Optimism> = block(
  'an optimism bias',
  { cost: optional(rate), income: optional(share), ...provenance },
  {
    cost: 'so much is put on all costs',
    income: 'so much is taken off what schools pay',
  },
).transform((said): Optimism => ({ cost: said.cost, income: said.income }));

/** HM Treasury, The Green Book: 3.5% for the first thirty years, which is the longest that a calendar may be. */
const GREEN_BOOK: Rate = constant(
  'rate',
  Exact.of('0.035'),
  'discount rate of the Green Book (HM Treasury) for years 0 to 30, unless the model says otherwise',
);

export const NO_APPRAISAL: Appraisal = {
  discount: GREEN_BOOK,
  timing: 'start_of_year',
  deflateBy: undefined,
  against: undefined,
  optimism: undefined,
  criteria: new Map(),
};

export const appraisal: Schema<Appraisal> = block(
  'the appraisal',
  {
    discount: optional(share),
    timing: optional(choice('a timing', TIMINGS)),
    deflate_by: optional(yearlyGrowth),
    against: optional(scalarItself),
    optimism: optional(optimism),
    criteria: optional(collection(criterion)),
    ...provenance,
  },
  {
    discount: "the discount rate of a year, 0% to 100%; 3.5% unless said, as in HM Treasury's Green Book",
    timing: '`start_of_year` unless said: the first year is not discounted; `end_of_year`: it is, once',
    deflate_by:
      'yearly inflation, by which money is brought to prices of the first year: `=inflation`. Unless said, figures are taken as they stand, and the output says so. What schools pay today stands in prices of today',
    against: 'the option that the others are held against, such as doing nothing; the first unless said',
    optimism: 'what forecasts are known to miss by, shown beside the figures and in none of them',
    criteria: 'what counts; a map by id. Without any nothing is ranked',
  },
).transform((said, context): Appraisal => {
  const criteria = said.criteria ?? NO_APPRAISAL.criteria;
  const [first] = criteria;
  if (first !== undefined && [...criteria.values()].every(({ weight }) => isZero(weight)))
    refused(
      context,
      ['criteria', first[0], 'weight'],
      first[1].weight,
      'a weight above zero',
      'no other criterion has one',
    );
  return {
    discount: said.discount ?? GREEN_BOOK,
    timing: said.timing ?? NO_APPRAISAL.timing,
    deflateBy: said.deflate_by,
    against: said.against,
    optimism: said.optimism,
    criteria,
  };
});
