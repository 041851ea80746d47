import {
  block,
  collection,
  list,
  optional,
  provenance,
  refuse,
  refuseKey,
  type Scalar,
  scalarItself,
  text,
  valueOr,
} from '../language/index.js';

/** A promise of the model: what a figure, or the price of a school, must be. */
export interface Check {
  readonly figure: Scalar | undefined;
  readonly year: Scalar | undefined;
  readonly month: Scalar | undefined;
  readonly price: { readonly tier: Scalar; readonly school: ReadonlyMap<string, Scalar> } | undefined;
  /** Undefined for the model as it stands. */
  readonly scenarios: 'all' | readonly Scalar[] | undefined;
  readonly equals: Scalar | undefined;
  readonly atLeast: Scalar | undefined;
  readonly atMost: Scalar | undefined;
}

export const check = block(
  'a check',
  {
    figure: optional(scalarItself),
    year: optional(scalarItself),
    month: optional(scalarItself),
    price: optional(
      block(
        'the price in a check',
        { tier: scalarItself, school: collection(scalarItself) },
        {
          tier: 'its id',
          school: 'the attributes of a school: `{ phase: primary, pupils: 262 }`',
        },
      ),
    ),
    scenarios: optional(
      valueOr(
        text.transform((said) => said),
        list(scalarItself),
      ),
    ),
    equals: optional(scalarItself),
    at_least: optional(scalarItself),
    at_most: optional(scalarItself),
    ...provenance,
  },
  {
    figure: 'a figure by name: `reserves.closing`. `buyin explain MODEL` lists them',
    year: 'the company year; every year unless said',
    month: 'the month, in the place of a year',
    price: 'in place of `figure`: the fee of a made-up school',
    scenarios: '`all`, or a list of names, in which `base` is the model as it stands; only that unless said',
    equals: "what is promised, in the figure's own unit",
    at_least: "the least that is promised, in the figure's own unit",
    at_most: "the most that is promised, in the figure's own unit",
  },
).transform((said, context): Check => {
  if (said.figure === undefined && said.price === undefined)
    refuseKey(context, 'missing-key', { key: 'figure', within: 'the check', or: ['price'] }, []);
  if (said.figure !== undefined && said.price !== undefined) {
    refuse(context, 'either-or', { one: 'figure', other: 'price', why: 'a check looks at one of them' });
  }
  if (said.equals === undefined && said.at_least === undefined && said.at_most === undefined) {
    refuseKey(context, 'missing-key', { key: 'equals', within: 'the check', or: ['at_least', 'at_most'] }, []);
  }
  if (typeof said.scenarios === 'string' && said.scenarios !== 'all') {
    refuse(context, 'bad-choice', { text: said.scenarios, what: '"all", or a list of scenarios', known: ['all'] }, [
      'scenarios',
    ]);
  }
  return {
    figure: said.figure,
    year: said.year,
    month: said.month,
    price: said.price,
    scenarios: said.scenarios as 'all' | readonly Scalar[] | undefined,
    equals: said.equals,
    atLeast: said.at_least,
    atMost: said.at_most,
  };
});
