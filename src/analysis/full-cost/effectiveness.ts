import {
  constant,
  Exact,
  type Figure,
  inWords,
  isZero,
  type Kind,
  type Money,
  type Price,
  quotient,
  sum,
  totalOf,
  Unknown,
  unknown,
} from '../../figures/index.js';
import { called, type Indicator, type IndicatorValue, type Model, yearLabel } from '../../model/index.js';
import { figureOf, type Projection, periodNamed } from '../../projection/index.js';
import { eachOf, type FigureEntries, type YearAt } from '../shared/figure-entry.js';
import { nameOf, shareOutOf } from './share-out.js';

const ONE_POINT = constant('rate', Exact.of('0.01'), 'one percentage point');

/** `a − b`, of one kind. */
function less(a: IndicatorValue, b: IndicatorValue, label: string): IndicatorValue {
  return sum(a.kind as 'count', [a as Figure<'count'>], label, [b as Figure<'count'>]);
}

const towards = ({ better }: Indicator, from: IndicatorValue, to: IndicatorValue, label: string): IndicatorValue =>
  better === 'higher' ? less(to, from, label) : less(from, to, label);

/** How far the indicator is to move for the better; unknown where the baseline or the target is. */
function improvement(indicator: Indicator, name: string): IndicatorValue {
  return towards(indicator, indicator.baseline.value, indicator.target.value, `planned improvement of ${name}`);
}

/** How far it could move for the better at most. */
function roomOf(indicator: Indicator, name: string): IndicatorValue | undefined {
  return (
    indicator.best && towards(indicator, indicator.baseline.value, indicator.best, `room for improvement of ${name}`)
  );
}

/** The company years in which the change is worked on: those after the baseline's, up to and with the target's. */
function yearsOf({ baseline, target }: Indicator, { calendar }: Model): readonly number[] {
  return calendar.years.filter((year) => year > baseline.year && year <= target.year);
}

/**
 * What the change costs over those years: the full cost of the streams that it rests on, or all cost. Unknown where the
 * model starts after the first of them, or ends before the target.
 */
function costOf(indicator: Indicator, name: string, projection: Projection): Money {
  const { model } = projection;
  const years = yearsOf(indicator, model);
  const last = model.calendar.years.at(-1) as number;
  if (indicator.target.year > last)
    return unknown('money', `the model ends with ${yearLabel(model.calendar, last)}, before the target of ${name}`);
  const first = model.calendar.years[0] as number;
  // A cost of the years that the model knows alone would make a change look cheaper than it was.
  if (indicator.baseline.year + 1 < first && indicator.target.year >= first)
    return unknown(
      'money',
      `the model starts with ${yearLabel(model.calendar, first)}, years after the baseline of ${name}`,
    );
  if (years.length === 0) return unknown('money', `the target of ${name} is of a year before the model starts`);
  return totalOf(
    'money',
    years.map((year) => costIn(indicator, projection, year)),
    `cost of ${name} over ${years.length} ${years.length === 1 ? 'year' : 'years'}`,
  );
}

function costIn({ restsOn }: Indicator, projection: Projection, year: number): Money {
  const { model } = projection;
  const period = periodNamed(model.calendar, 'year', String(year));
  if (restsOn.length === 0) return figureOf(projection, 'cost', period as NonNullable<typeof period>) as Money;
  const isOne = (id: string): boolean => restsOn.some(({ text }) => id === text || id.startsWith(`${text}.`));
  const own = shareOutOf(projection, year).streams.filter(({ id }) => isOne(id));
  return totalOf(
    'money',
    own.map(({ id, direct, share }) =>
      sum('money', [direct, share], `full cost of ${nameOf(model, id)}, ${yearLabel(model.calendar, year)}`),
    ),
  );
}

/** What each unit of the change costs, or each percentage point; undefined where no change is planned. */
function perUnit(indicator: Indicator, name: string, projection: Projection): Price | undefined {
  const change = improvement(indicator, name);
  if (isZero(change)) return undefined;
  const units = change.kind === 'rate' ? quotient('count', change, ONE_POINT, `points of ${name}`) : change;
  return quotient(
    'price',
    costOf(indicator, name, projection),
    units,
    `cost of each ${change.kind === 'rate' ? 'point' : 'unit'} of ${name}`,
  );
}

const INDICATORS = eachOf(({ indicators }) => [...indicators.keys()]);
/** An indicator is a number, a share or money; only the model says which. */
const asIndicated = (id: string, { indicators }: Model): Kind => indicators.get(id)?.baseline.value.kind ?? 'count';

const ofIndicator = <K extends Kind | typeof asIndicated>(
  kind: K,
  means: string,
  of: (indicator: Indicator, name: string, projection: Projection) => Figure<K extends Kind ? K : Kind> | undefined,
) => ({
  means,
  kind,
  parts: INDICATORS,
  make: ({ projection }: YearAt, id: string) => {
    const indicator = projection.model.indicators.get(id);
    return indicator && of(indicator, called(indicator, id), projection);
  },
});

/** What can be asked of an indicator, `indicator.room.attendance`. To add one: an entry here. */
export const indicatorFigures = {
  'indicator.baseline': ofIndicator(asIndicated, 'what an indicator is now', ({ baseline }) => baseline.value),
  'indicator.target': ofIndicator(asIndicated, 'what an indicator is to be', ({ target }) => target.value),
  'indicator.best': ofIndicator(asIndicated, 'the best that an indicator can be', ({ best }) => best),
  'indicator.change': ofIndicator(asIndicated, 'how far an indicator is to move for the better', improvement),
  'indicator.room': ofIndicator(asIndicated, 'how far an indicator could move for the better at most', roomOf),
  'indicator.cost': ofIndicator(
    'money',
    'what the change costs over its years: of the services that it rests on, in full, or all cost',
    costOf,
  ),
  'indicator.per_unit': ofIndicator('price', 'what each unit or percentage point of the change costs', perUnit),
} as const satisfies FigureEntries<YearAt>;

export type IndicatorMeasure = keyof typeof indicatorFigures extends `indicator.${infer M}` ? M : never;

/** What a board should know before it takes an indicator for a proof, in a sentence each. */
export function warningsOf(id: string, indicator: Indicator): readonly string[] {
  const name = called(indicator, id);
  const { baseline, target, margin } = indicator;
  const room = roomOf(indicator, name);
  const change = improvement(indicator, name);
  const open = [...(baseline.value.isKnown ? [] : ['baseline']), ...(target.value.isKnown ? [] : ['target'])];
  return [
    ...open.map(
      (what) =>
        `${name}: the ${what} is not known${reasonOf(indicator[what as 'baseline'].value)}, so nobody can say later whether it worked.`,
    ),
    ...(isZero(change) ? [`${name}: no change is planned.`] : []),
    ...(isTight(room, margin)
      ? [
          `${name}: NO ROOM. A baseline of ${inWords(baseline.value)} is within ${amount(margin as IndicatorValue)} of the best there is, ${inWords(indicator.best as IndicatorValue)}.`,
        ]
      : []),
  ];
}

const isTight = (room: IndicatorValue | undefined, margin: IndicatorValue | undefined): boolean =>
  room?.isKnown === true && margin?.isKnown === true && room.exact.compare(margin.exact) <= 0;

/** A distance between two percentages is in points. */
function amount(margin: IndicatorValue): string {
  return margin.kind === 'rate' ? `${margin.exact.times(Exact.of(100))} points` : inWords(margin);
}

function reasonOf({ value }: IndicatorValue): string {
  return value instanceof Unknown && !/ is not known$/.test(value.reasons[0] ?? '')
    ? ` (${value.reasons.join('; ')})`
    : '';
}
