import type { Figure } from '../../figures/index.js';
import type { Model, Period } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { cashObligations } from './cash.js';
import type { Obligation, Outcome } from './obligation.js';
import { procurementObligations } from './procurement.js';
import { reservesObligations } from './reserves.js';
import { sizeObligations } from './size.js';
import { taxObligations } from './taxes.js';

export { lowestCash } from './cash.js';
export type { Obligation, Outcome, Part, Verdict } from './obligation.js';

/** Everything that a board must watch, in the order in which it is shown. To add one: an entry in one of these lists. */
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

/** `obligation.lowest_cash_late.value`: a figure of a test in a company year; undefined where the name is none, or the year has no such figure. */
export function obligationFigure(name: string, projection: Projection, year: Period): Figure | undefined {
  const [, id, part] = /^obligation\.([a-z_]+)\.(.+)$/.exec(name) ?? [];
  const found = obligations.find((each) => each.id === id);
  if (found === undefined || found.skipped(projection) !== undefined) return undefined;
  return outcomeOf(found, projection, year).parts.find((each) => each.id === part)?.figure;
}

/** What the figures of a test are about; undefined for another name. */
export function obligationMeans(name: string): string | undefined {
  const [, id] = /^obligation\.([a-z_]+)\./.exec(name) ?? [];
  return obligations.find((each) => each.id === id)?.formula;
}

/** Every name that a model may have. */
export function obligationNames(model: Model): readonly string[] {
  return obligations.flatMap(({ id, figures }) => figures(model).map((part) => `obligation.${id}.${part}`));
}
