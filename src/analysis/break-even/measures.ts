import type { Figure } from '../../figures/index.js';
import type { Model, Period } from '../../model/index.js';
import { figureOf, type Lever, type Projection, unitsSold } from '../../projection/index.js';

/** What a break-even is answered in: a lever of the model, read on one of its figures. */
export interface BreakEvenMeasure {
  readonly name: BreakEvenName;
  readonly label: string;
  /** One sentence: what is turned, and what stays. */
  readonly means: string;
  readonly lever: Lever;
  readonly unit: 'count' | 'rate' | 'price' | 'money';
  /** Whether only whole numbers of it can happen, so that profit and loss are told for each of them. */
  readonly whole: boolean;
  readonly figure: (projection: Projection, period: Period) => Figure | undefined;
}

const line =
  (name: string) =>
  (projection: Projection, period: Period): Figure =>
    figureOf(projection, name, period);

export const BREAK_EVENS = ['members', 'buy_in', 'pupils', 'roll', 'price', 'contract', 'traded_days'] as const;
export type BreakEvenName = (typeof BREAK_EVENS)[number];

/** To add one: a line here. */
export const measures: readonly BreakEvenMeasure[] = [
  {
    name: 'members',
    label: 'Members',
    means:
      'more or fewer of every kind of school join, in the mix of schools and tiers as modelled, until every school of one kind has joined',
    lever: 'members',
    unit: 'count',
    whole: true,
    figure: line('members'),
  },
  {
    name: 'buy_in',
    label: 'Buy-in',
    means: 'the same, as a share of the schools that may join',
    lever: 'members',
    unit: 'rate',
    whole: false,
    figure: line('buy_in'),
  },
  {
    name: 'pupils',
    label: 'Pupils',
    means: 'the same, as pupils in member schools',
    lever: 'members',
    unit: 'count',
    whole: true,
    figure: line('pupils'),
  },
  {
    name: 'roll',
    label: 'Roll',
    means: 'the same schools join, and the roll of each changes in proportion',
    lever: 'roll',
    unit: 'count',
    whole: true,
    figure: line('pupils'),
  },
  {
    name: 'price',
    label: 'Price',
    means: 'rate, flat fee, floor and cap of membership all change in proportion',
    lever: 'price',
    unit: 'price',
    whole: false,
    figure: headlinePrice,
  },
  {
    name: 'contract',
    label: 'Contract',
    means: "the council's contract alone changes",
    lever: 'contract',
    unit: 'money',
    whole: false,
    figure: line('income.contract'),
  },
  {
    name: 'traded_days',
    label: 'Traded days',
    means: 'demand for every traded service changes in proportion',
    lever: 'traded',
    unit: 'count',
    whole: false,
    figure: line('days.sold'),
  },
];

/** Traded days where all are; else what is counted of what is traded. */
export function countedIn(measure: BreakEvenMeasure, { services }: Pick<Model, 'services'>): BreakEvenMeasure {
  const traded = [...services.values()].filter((service) => service.kind === 'traded');
  const byDay = traded.filter(({ unit, delivery }) => unit === 'day' || delivery.days !== undefined);
  if (measure.name !== 'traded_days' || byDay.length === traded.length) return measure;
  if (byDay.length === 0) return { ...measure, label: 'Traded units', figure: unitsSold };
  return { ...measure, means: `${measure.means}; counted are the days of those that go by days` };
}

/** What schools pay per pupil stands for all the prices that a tariff is made of. */
function headlinePrice(projection: Projection, period: Period): Figure {
  return figureOf(projection, 'price_per_pupil', period);
}

/** Levers that turn who is a member, and what members pay. */
const OF_MEMBERS: readonly Lever[] = ['members', 'roll', 'price'];

/** The measures of a model: without a tier to join, nothing is answered in members and what they pay. */
export function measuresOf(model: Pick<Model, 'tiers' | 'services'>): readonly BreakEvenMeasure[] {
  const asked = model.tiers.size > 0 ? measures : measures.filter(({ lever }) => !OF_MEMBERS.includes(lever));
  return asked.map((each) => countedIn(each, model));
}
