import type { Model, Period } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { eachOf, type FigureEntries, type FigureEntry, type PeriodAt } from '../shared/figure-entry.js';
import { cashObligations } from './cash.js';
import type { Obligation, Outcome } from './obligation.js';
import { procurementObligations } from './procurement.js';
import { reservesObligations } from './reserves.js';
import { sizeObligations } from './size.js';
import { taxObligations } from './taxes.js';

export { lowestCash } from './cash.js';
export type { Obligation, Outcome, TestPart, TestVerdict } from './obligation.js';

/**
 * Everything that a board must watch, in the order in which it is shown. To add one: an entry in one of these lists.
 */
export const obligations: readonly Obligation[] = [
  ...reservesObligations,
  ...cashObligations,
  ...sizeObligations.slice(0, 2),
  ...procurementObligations,
  ...sizeObligations.slice(2),
  ...taxObligations,
];

const known = new WeakMap<Projection, Map<string, Outcome>>();

/** What a test comes to in a company year; the same outcome whenever it is asked for. */
export function outcomeOf({ id, in: work }: Obligation, projection: Projection, year: Period): Outcome {
  const all = known.get(projection) ?? new Map<string, Outcome>();
  known.set(projection, all);
  const key = `${id}|${year.id}`;
  const found = all.get(key) ?? work(projection, year);
  all.set(key, found);
  return found;
}

/**
 * `obligation.lowest_cash_late.value`: figures of each test in a company year; undefined where the year has no such
 * figure, or the model is not tested.
 */
export const obligationFigures: FigureEntries<PeriodAt> = Object.fromEntries(
  obligations.map((test): [string, FigureEntry<PeriodAt>] => [
    `obligation.${test.id}`,
    {
      kind: (part, model) => test.figures(model).find(([id]) => id === part)?.[1] ?? 'money',
      means: test.formula,
      parts: { ...eachOf((model) => test.figures(model).map(([id]) => id)), takes: () => true },
      make: ({ projection, period }, part) =>
        period.grain !== 'year' || test.skipped(projection) !== undefined
          ? undefined
          : outcomeOf(test, projection, period).parts.find(({ id }) => id === part)?.figure,
    },
  ]),
);

/** Every name that a model may have. */
export const obligationNames = (model: Model): readonly string[] =>
  obligations.flatMap(({ id, figures }) => figures(model).map(([part]) => `obligation.${id}.${part}`));
