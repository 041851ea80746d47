import { type Count, constant, Exact, type Money } from '../figures/index.js';
import {
  block,
  choice,
  optional,
  positive,
  provenance,
  refuseKey,
  type Schema,
  signedMoney,
  text,
} from '../language/index.js';

/** How each school comes to a tier, where there are several. */
export type ChoiceRule = 'assigned' | 'best_value' | 'logit';

/**
 * `assigned`: each school takes the tier that the roll gives it. `best_value`: the tier with the greatest net value to
 * it, if that is worth more than not joining. `logit`: each tier, and not joining, gets a share that grows with its net
 * value (McFadden 1974: the multinomial logit). Each tier's `joins` is the share of schools that act on their choice at
 * all.
 */
export interface Choice {
  readonly rule: ChoiceRule;
  /** For `logit`: the change in the logarithm of the odds for each £1,000 of net value. */
  readonly sensitivity: Count | undefined;
  /** What not joining is worth to a school, in pounds a year. */
  readonly none: Money;
}

const NOTHING: Money = constant('money', Exact.zero, 'not joining is worth nothing');

export const choiceTerms: Schema<Choice> = block(
  'the choice of a tier',
  {
    rule: choice('a rule of choice', ['assigned', 'best_value', 'logit']),
    sensitivity: optional(positive('units for each £1,000')),
    none: optional(signedMoney),
    because: optional(text),
    ...provenance,
  },
  {
    rule: '`assigned`: each school takes the `tier` that it is assigned. `best_value`: the tier with the greatest net value to it, unless not joining is worth more to it. `logit`: shares over the tiers and not joining, in proportion to the exponentials of their net values',
    sensitivity:
      'for `logit`: what £1,000 of net value adds to the logarithm of the odds. 0 is indifference; the larger, the nearer to `best_value`',
    none: 'what not joining is worth to a school, in pounds a year; nothing unless said',
    because: 'why the rule is taken',
  },
).transform((said, context): Choice => {
  if (said.rule === 'logit' && said.sensitivity === undefined)
    refuseKey(context, 'missing-key', { key: 'sensitivity', within: 'the choice by logit' }, []);
  return { rule: said.rule, sensitivity: said.sensitivity, none: said.none ?? NOTHING };
});
