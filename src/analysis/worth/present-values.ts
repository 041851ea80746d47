import {
  type Count,
  charge,
  constant,
  Exact,
  type Figure,
  type Kind,
  type Money,
  type Price,
  portion,
  quotient,
  type Rate,
  sum,
  times,
  totalOf,
  unknown,
} from '../../figures/index.js';
import { valueIn } from '../../language/index.js';
import { isOfCouncil, type Model, type Period, periodsOf } from '../../model/index.js';
import { figureOf, monthsIn, type Projection } from '../../projection/index.js';
import { ALONE, aloneWhere, type FigureEntries, type NameParts, type PeriodAt } from '../shared/figure-entry.js';

const ONE: Rate = constant('rate', Exact.one, 'as it is');
const WHOLE: Count = constant('count', Exact.one, 'one sum of pounds');
const UNIT: Count = constant('count', Exact.one, 'one school');
const MONTHS_OF_TWELVE: readonly Rate[] = Array.from({ length: 12 }, (_, i) =>
  constant('rate', Exact.fraction(i + 1, 12), `${i + 1} months of 12`),
);

/**
 * What a pound of each company year is divided by. Year 0 is the first: with money at the start of the year it is not
 * discounted, and with money at its end it is discounted once (HM Treasury, The Green Book: 10,000 a year for five
 * years at 3.5% is 46,730.79 or 45,150.52).
 */
function discounting({ appraisal: { discount, timing } }: Model, years: readonly Period[]): readonly Rate[] {
  const growth = sum('rate', [ONE, discount], 'one and the discount rate');
  const factors: Rate[] = [timing === 'end_of_year' ? growth : ONE];
  for (const { label } of years.slice(1))
    factors.push(times(factors.at(-1) as Rate, growth, `discounting of ${label}`));
  return factors;
}

/** The prices of each company year, of those of the first; undefined where money is taken as it stands. */
function priceLevels(
  { appraisal: { deflateBy }, calendar }: Model,
  years: readonly Period[],
): readonly Rate[] | undefined {
  if (deflateBy === undefined) return undefined;
  const levels: Rate[] = [ONE];
  for (const { id, label } of years.slice(1)) {
    const inflation = valueIn(deflateBy, Number(id) * 12 + calendar.yearStarts, calendar.yearStarts);
    const before = levels.at(-1) as Rate;
    levels.push(
      inflation === undefined
        ? before
        : times(before, sum('rate', [ONE, inflation]), `prices of ${label}, of those of the first year`),
    );
  }
  return levels;
}

/** Money of every company year as one sum of today: each year exactly, and only the sum to the penny. */
function present({ model }: Projection, flow: (year: Period) => Money, label: string, inFirstPrices = false): Money {
  const years = periodsOf(model.calendar, 'year');
  const factors = discounting(model, years);
  const levels = inFirstPrices ? undefined : priceLevels(model, years);
  const each = years.map((year, i): Price => {
    const factor = factors[i] as Rate;
    const level = levels?.[i];
    return quotient(
      'price',
      flow(year),
      level === undefined ? factor : times(factor, level),
      `${year.label}, discounted`,
    );
  });
  return charge(totalOf('price', each, `${label}, year by year`), WHOLE, label);
}

/**
 * What the members of a company year pay, and what they would pay otherwise: those of whom somebody knows, and the
 * others.
 */
interface Payments {
  readonly fees: Money;
  readonly otherwise: Money;
  /** Members of whom nobody knows what they pay today. */
  readonly unknown: Count;
}

const payments = new WeakMap<Projection, Map<string, Payments>>();

function paymentsIn(projection: Projection, year: Period): Payments {
  const all = payments.get(projection) ?? new Map<string, Payments>();
  payments.set(projection, all);
  const found = all.get(year.id) ?? paymentsAnew(projection, year);
  all.set(year.id, found);
  return found;
}

/** Each charge counts for as many months of its own as lie in the year, as its fee is earned. */
function paymentsAnew({ membership }: Projection, year: Period): Payments {
  const fees: Money[] = [];
  const otherwise: Money[] = [];
  const open: Count[] = [];
  for (const { billed, firstMonth, lastMonth, charges } of membership.batches) {
    const months = monthsIn(year).filter((month) => month >= firstMonth && month <= lastMonth).length;
    if (!billed || months === 0) continue;
    const ofTwelve = MONTHS_OF_TWELVE[months - 1] as Rate;
    for (const charge of charges) {
      const { school, members, expected } = charge;
      if (school.paysNow?.isKnown !== true) open.push(times(times(UNIT, members), ofTwelve, school.name));
      else {
        fees.push(inMonths(expected, months, lastMonth - firstMonth + 1, `fee of ${school.name}`));
        const today = portion(school.paysNow, members, `what ${school.name} would pay otherwise`);
        otherwise.push(inMonths(today, months, 12, `what ${school.name} would pay otherwise`));
      }
    }
  }
  return {
    fees: totalOf('money', fees, `membership of schools of which is known what they pay today, ${year.label}`),
    otherwise: totalOf('money', otherwise, `what they would pay otherwise, ${year.label}`),
    unknown: totalOf('count', open, `members of whom nobody knows what they pay today, ${year.label}`),
  };
}

/** Money for some months, of so many that it is for. */
function inMonths(money: Money, months: number, of: number, label: string): Money {
  return months === of
    ? money
    : portion(money, constant('rate', Exact.fraction(months, of), `${months} months of ${of}`), `${label}, by months`);
}

const knowsAny = ({ model }: Projection): boolean => model.schools.some(({ paysNow }) => paysNow?.isKnown === true);
const NOBODY = 'nobody has said of any school what it pays today (pays_now)';

function ofSchools(
  projection: Projection,
  pick: (payments: Payments) => Money,
  label: string,
  inFirstPrices = false,
): Money {
  if (!knowsAny(projection)) return unknown('money', NOBODY);
  return present(projection, (year) => pick(paymentsIn(projection, year)), label, inFirstPrices);
}

const line =
  (name: string, label: string) =>
  (projection: Projection): Money =>
    present(projection, (year) => figureOf(projection, name, year) as Money, `present value of ${label}`);
const cost = line('cost', 'costs');
const fromSchools = line('sales', 'what schools pay');
const surplus = line('surplus', 'surpluses');
const fees = (projection: Projection): Money =>
  ofSchools(projection, (each) => each.fees, 'present value of their membership');
const otherwise = (projection: Projection): Money =>
  ofSchools(projection, (each) => each.otherwise, 'present value of what they would pay otherwise', true);
const work = (projection: Projection): Money =>
  present(
    projection,
    (year) =>
      sum('money', [figureOf(projection, 'cost', year) as Money], `costs but for taxes, ${year.label}`, [
        figureOf(projection, 'cost.taxes', year) as Money,
      ]),
    'present value of costs but for taxes',
  );

/** A ratio, where there is something to divide by. */
function over(above: Money, below: Money, label: string): Rate | undefined {
  return below.isKnown && below.pence === 0 ? undefined : quotient('rate', above, below, label);
}

function bias(projection: Projection, which: 'cost' | 'income'): Money | undefined {
  const rate = projection.model.appraisal.optimism?.[which];
  if (rate === undefined) return undefined;
  return which === 'cost'
    ? portion(cost(projection), rate, 'uplift on costs for optimism bias')
    : portion(fromSchools(projection), rate, 'allowance on what schools pay for optimism bias');
}

function cautious(projection: Projection): Money | undefined {
  const biases = (['cost', 'income'] as const).flatMap((which) => bias(projection, which) ?? []);
  return biases.length === 0 ? undefined : sum('money', [surplus(projection)], 'surplus after optimism bias', biases);
}

const figures = new WeakMap<Projection, Map<string, Figure | undefined>>();

/** Of a year where it says so, and else of all years; each is worked out once, because it plays through every year. */
function ofAllYears<K extends Kind>(
  kind: K,
  means: string,
  of: (projection: Projection, year: Period) => Figure<K> | undefined,
  parts: NameParts = ALONE,
) {
  const make = ({ projection, period }: PeriodAt): Figure<K> | undefined => {
    const known = figures.get(projection) ?? new Map<string, Figure | undefined>();
    figures.set(projection, known);
    const key = `${means}|${period.grain}|${period.id}`;
    if (!known.has(key)) known.set(key, of(projection, period));
    return known.get(key) as Figure<K> | undefined;
  };
  return { kind, means, parts, make };
}

/** Optimism bias is listed where the model states any. */
const BIASED = aloneWhere(({ appraisal: { optimism } }) => optimism !== undefined);

/** Present values of an option over the whole calendar. To add one: an entry here. */
export const presentValueFigures = {
  'npv.surplus': ofAllYears('money', 'net present value of the company: its surpluses, discounted', surplus),
  'npv.from_schools': ofAllYears('money', 'present value of what schools pay for membership and services', fromSchools),
  'npv.contracts': ofAllYears(
    'money',
    "present value of the council's contracts and grants",
    line('income.contract', 'contracts and grants'),
  ),
  'npv.other_income': ofAllYears(
    'money',
    'present value of donations, credits and interest',
    line('income.other', 'other income'),
    aloneWhere(({ contracts }) => ![...contracts.values()].every(isOfCouncil)),
  ),
  'npv.income': ofAllYears(
    'money',
    'present value of all income: what schools, the council and others pay the company',
    line('income', 'income'),
  ),
  'npv.cost': ofAllYears('money', 'present value of costs', cost),
  'npv.cost_may_rise': ofAllYears(
    'rate',
    'switching value: how much costs may rise before the net present value of the company is zero',
    (projection) => over(surplus(projection), cost(projection), 'costs may rise by'),
  ),
  'npv.income_may_fall': ofAllYears(
    'rate',
    'switching value: how much less schools may pay before the net present value of the company is zero',
    (projection) => over(surplus(projection), fromSchools(projection), 'what schools pay may fall by'),
  ),
  'npv.bias_cost': ofAllYears(
    'money',
    'the uplift on costs for optimism bias',
    (projection) => bias(projection, 'cost'),
    BIASED,
  ),
  'npv.bias_income': ofAllYears(
    'money',
    'the allowance on what schools pay for optimism bias',
    (projection) => bias(projection, 'income'),
    BIASED,
  ),
  'npv.cautious': ofAllYears('money', 'net present value of the company after optimism bias', cautious, BIASED),
  'npv.fees': ofAllYears(
    'money',
    'present value of the membership of schools of which is known what they pay today',
    fees,
  ),
  'npv.otherwise': ofAllYears('money', 'present value of what these schools would pay otherwise', otherwise),
  'npv.schools': ofAllYears(
    'money',
    'what these schools gain, discounted: what they would pay otherwise, less their membership',
    (projection) => sum('money', [otherwise(projection)], 'net present value for schools', [fees(projection)]),
  ),
  'npv.members_unknown': ofAllYears(
    'count',
    'members in the year of whom nobody knows what they pay today',
    (projection, year) => paymentsIn(projection, year).unknown,
  ),
  'npv.work': ofAllYears('money', 'present value of costs but for taxes: what the work of the company takes', work),
  'npv.system': ofAllYears(
    'money',
    'for schools, council and company together, among whom fees and contracts net out: what would be paid otherwise, less costs but for taxes',
    (projection) => sum('money', [otherwise(projection)], 'net present value for the system', [work(projection)]),
  ),
} as const satisfies FigureEntries<PeriodAt>;

export type PresentValueName = keyof typeof presentValueFigures;

/** A present value; undefined where the model does not state what it takes. */
export const presentValue = (name: PresentValueName, projection: Projection, period: Period): Figure | undefined =>
  presentValueFigures[name].make({ projection, period });
