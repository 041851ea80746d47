import { type Count, constant, Exact, type Figure, type Money, nothing, portion, quotient, smaller, sum, times } from '../figures/index.js';
import { EMPLOYER_COSTS, type Model, type Period, yearOf } from '../model/index.js';
import { invoicedIn, monthsIn, type Projection, periodBefore } from './projection.js';

/** How a line's amounts are measured, for whoever shows them. */
export type Measure = 'money' | 'count' | 'rate' | 'price';

/** A named figure of every period: what tables are made of and what `explain` takes. */
export interface Line {
  /** `income.membership`; the name of a part adds its id: `income.membership.gold`. */
  readonly name: string;
  readonly label: string;
  readonly measure: Measure;
  /** One sentence: what it means. */
  readonly means: string;
  /** The ids of its parts in a model. */
  readonly parts?: (model: Model) => readonly string[];
  /** `part` is the id of a part, or undefined for the whole line. */
  readonly of: (projection: Projection, period: Period, part: string | undefined) => Figure;
}

const flowOf =
  (name: string) =>
  ({ journal }: Projection, { first, last, label }: Period, part: string | undefined): Money =>
    journal.flow(part === undefined ? name : `${name}.${part}`, first, last, `${name}${part === undefined ? '' : `.${part}`}, ${label}`);

const balanceOf =
  (account: string) =>
  ({ journal }: Projection, { last }: Period): Money =>
    journal.balance(account, last);

const flow = (name: string, label: string, means: string, parts?: Line['parts']): Line => ({
  name,
  label,
  measure: 'money',
  means,
  ...(parts && { parts }),
  of: flowOf(name),
});

const stock = (name: string, account: string, label: string, means: string): Line => ({
  name,
  label,
  measure: 'money',
  means,
  of: balanceOf(account),
});

const servicesOf =
  (kind: 'traded' | 'brokered') =>
  ({ services }: Model): readonly string[] =>
    [...services].filter(([, service]) => service.kind === kind).map(([id]) => id);

/** A line of a period; each figure once, so that tables, workings and searches share it. Throws a RangeError for a name that is no line. */
export function figureOf(projection: Projection, name: string, period: Period): Figure {
  const known = figures.get(projection) ?? new Map<string, Figure>();
  figures.set(projection, known);
  const key = `${name}|${period.grain}|${period.id}`;
  let figure = known.get(key);
  if (figure === undefined) {
    const found = lineNamed(name, projection.model);
    if (found === undefined) throw new RangeError(`no line ${name}`);
    figure = found.line.of(projection, period, found.part);
    known.set(key, figure);
  }
  return figure;
}

const figures = new WeakMap<Projection, Map<string, Figure>>();

const money = (projection: Projection, name: string, period: Period): Money => figureOf(projection, name, period) as Money;

/** A line that adds some lines and takes others away. */
const made = (name: string, label: string, means: string, plus: readonly string[], minus: readonly string[]): Line => ({
  name,
  label,
  measure: 'money',
  means,
  of: (p, period) =>
    sum(
      'money',
      plus.map((line) => money(p, line, period)),
      `${label.toLowerCase()}, ${period.label}`,
      minus.map((line) => money(p, line, period)),
    ),
});

function openingReserves(projection: Projection, period: Period): Money {
  const before = periodBefore(projection.model.calendar, period);
  return before === undefined ? (projection.model.reserves.opening ?? nothing('money')) : money(projection, 'reserves.closing', before);
}

function policyOf(projection: Projection, period: Period): Money {
  const { monthsOfCost } = projection.model.reserves;
  if (monthsOfCost === undefined) return nothing('money');
  const length = monthsIn(period).length;
  const perMonth = constant('rate', Exact.fraction(1, length), `a month of ${length}`);
  return portion(money(projection, 'cost', period), times(monthsOfCost, perMonth), `reserves policy, ${period.label}`);
}

const average = (what: 'members' | 'pupils', projection: Projection, period: Period, tier?: string): Count =>
  projection.activity.average(what, monthsIn(period), tier, `${what === 'members' ? 'members' : 'pupils in member schools'}, ${period.label}`);

/** A count of company years, cut to a period: a twelfth for each of its months. */
function spread(period: Period, { model: { calendar } }: Projection, yearly: (year: number) => Count, label: string): Count {
  const months = new Map<number, number>();
  for (const month of monthsIn(period)) months.set(yearOf(calendar, month), (months.get(yearOf(calendar, month)) ?? 0) + 1);
  const parts = [...months].map(([year, length]) =>
    length === 12 ? yearly(year) : times(yearly(year), constant('rate', Exact.fraction(length, 12), `${length} of 12 months`)),
  );
  return sum('count', parts, `${label}, ${period.label}`);
}

const posts = ({ staff }: Model): readonly string[] => [...staff].filter(([, { days }]) => days !== undefined).map(([id]) => id);

function daysAvailable({ staff, model }: Projection, period: Period, part: string | undefined): Count {
  const of = part === undefined ? posts(model) : [part];
  const days = of.flatMap((id) => {
    const post = model.staff.get(id);
    return (post && staff.daysAvailable(post, monthsIn(period))) ?? [];
  });
  return sum('count', days, `days that can be charged${part === undefined ? '' : ` of ${part}`}, ${period.label}`);
}

function tradedUnits(projection: Projection, period: Period, part: string | undefined): Count {
  const ids = part === undefined ? servicesOf('traded')(projection.model) : [part];
  const daysOf = (id: string, year: number): Count => {
    const service = projection.model.services.get(id);
    const { sold } = projection.services.in(id, year);
    if (service?.kind === 'traded' && service.delivery.days !== undefined) return times(sold, service.delivery.days);
    return service?.unit === 'day' ? sold : nothing('count');
  };
  return spread(
    period,
    projection,
    (year) =>
      sum(
        'count',
        ids.map((id) => daysOf(id, year)),
      ),
    'days sold',
  );
}

const perPupil = (name: string, label: string, means: string, line: string): Line => ({
  name,
  label,
  measure: 'price',
  means,
  of: (projection, period) =>
    quotient('price', money(projection, line, period), figureOf(projection, 'pupils', period), `${label.toLowerCase()}, ${period.label}`),
});

/** Posts, and what is the employer's and no post's. */
const staffParts = ({ staff, parameters }: Model): readonly string[] => [...staff.keys(), ...(parameters === undefined ? [] : EMPLOYER_COSTS)];

/** Every line that is a figure of a period, in the order in which people read them. To add one: a line here. */
export const lines: readonly Line[] = [
  flow('income', 'Income', 'all that is earned in the period, before VAT'),
  flow('income.membership', 'Membership', 'membership fees earned over their months', ({ tiers }) => [...tiers.keys()]),
  flow('income.traded', 'Traded', "services that the company's own people deliver", servicesOf('traded')),
  flow('income.brokered', 'Brokered', 'commission as agent; the whole price as principal', servicesOf('brokered')),
  flow('income.contract', 'Contracts', "the council's contracts and grants", ({ contracts }) => [...contracts.keys()]),
  flow('cost', 'Costs', 'all that is used up in the period'),
  flow('cost.staff', 'Staff', "pay and employer's on-costs", staffParts),
  flow('cost.delivery', 'Delivery', 'direct cost of traded services and of what membership includes', servicesOf('traded')),
  flow('cost.providers', 'Providers', "providers' fees for services brokered as principal", servicesOf('brokered')),
  flow('cost.variable', 'Variable', 'overheads that grow with each unit of a driver', ({ overheads }) => [...overheads.keys()]),
  flow('cost.overheads', 'Overheads', 'fixed and stepped overheads', ({ overheads }) => [...overheads.keys()]),
  made('surplus', 'Surplus', 'income less costs', ['income'], ['cost']),
  { name: 'reserves.opening', label: 'Reserves at start', measure: 'money', means: 'reserves when the period starts', of: openingReserves },
  made('reserves.closing', 'Reserves at end', 'reserves at the start and the surplus', ['reserves.opening', 'surplus'], []),
  { name: 'reserves.policy', label: 'Reserves policy', measure: 'money', means: "the policy's months of the period's cost", of: policyOf },
  made('reserves.headroom', 'Above the policy', 'reserves at the end less the policy', ['reserves.closing'], ['reserves.policy']),
  stock('cash.closing', 'cash', 'Cash at end', 'cash at the end of the period'),
  {
    name: 'cash.lowest',
    label: 'Lowest cash',
    measure: 'money',
    means: 'the lowest cash at the end of any month of the period',
    of: ({ journal }, period) =>
      smaller(
        'money',
        monthsIn(period).map((month) => journal.balance('cash', month)),
        `lowest cash at a month's end, ${period.label}`,
      ),
  },
  made(
    'cost.varying',
    'Variable cost',
    'delivery, providers, and costs per member or pupil',
    ['cost.delivery', 'cost.providers', 'cost.variable'],
    [],
  ),
  made('sales', 'Sales', 'membership, traded and brokered income', ['income.membership', 'income.traded', 'income.brokered'], []),
  made('contribution', 'Contribution', 'sales less variable cost', ['sales'], ['cost.varying']),
  {
    name: 'margin_of_safety',
    label: 'Margin of safety',
    measure: 'rate',
    means: 'surplus as a share of contribution: how far sales can fall before there is none',
    of: (p, period) => quotient('rate', money(p, 'surplus', period), money(p, 'contribution', period), `margin of safety, ${period.label}`),
  },
  {
    name: 'members',
    label: 'Members',
    measure: 'count',
    means: 'schools expected to be members, average of the months',
    parts: ({ tiers }) => [...tiers.keys()],
    of: (p, period, part) => average('members', p, period, part),
  },
  { name: 'schools', label: 'Schools', measure: 'count', means: 'schools that may join', of: ({ activity }) => activity.schools },
  {
    name: 'buy_in',
    label: 'Buy-in',
    measure: 'rate',
    means: 'members as a share of the schools that may join',
    of: (p, period) => quotient('rate', figureOf(p, 'members', period), p.activity.schools, `buy-in, ${period.label}`),
  },
  {
    name: 'pupils',
    label: 'Pupils',
    measure: 'count',
    means: 'pupils in member schools, average of the months',
    parts: ({ tiers }) => [...tiers.keys()],
    of: (p, period, part) => average('pupils', p, period, part),
  },
  perPupil('price_per_pupil', 'Schools pay per pupil', 'membership income over the pupils in member schools', 'income.membership'),
  perPupil('cost_per_pupil', 'Cost per pupil', 'all costs over the pupils in member schools', 'cost'),
  {
    name: 'days.needed',
    label: 'Days needed',
    measure: 'count',
    means: 'days that services and membership take of posts',
    parts: posts,
    of: (p, period, part) => spread(period, p, (year) => p.activity.daysNeeded(part, year), 'days needed'),
  },
  {
    name: 'days.available',
    label: 'Days available',
    measure: 'count',
    means: 'days of posts that can be charged',
    parts: posts,
    of: daysAvailable,
  },
  {
    name: 'days.sold',
    label: 'Days sold',
    measure: 'count',
    means: 'days of traded services that are sold, not included',
    parts: servicesOf('traded'),
    of: tradedUnits,
  },
  {
    name: 'invoiced.membership',
    label: 'Membership invoiced',
    measure: 'money',
    means: 'membership invoices dated in the period',
    of: (p, period) => invoicedIn(p, period, `membership invoiced, ${period.label}`),
  },
  stock('balance.debtors', 'debtors', 'Debtors', 'invoiced and not yet paid'),
  stock('balance.accrued_income', 'accrued_income', 'Accrued income', 'earned and not yet invoiced'),
  stock('balance.prepayments', 'prepayments', 'Prepayments', 'paid and not yet used'),
  stock('balance.deferred_income', 'deferred_income', 'Deferred income', 'invoiced and not yet earned'),
  stock('balance.creditors', 'creditors', 'Creditors', 'used and not yet paid'),
  stock('balance.payroll', 'payroll', 'PAYE and pensions', 'owed for tax, National Insurance and pensions, paid the month after'),
  stock('balance.owed_to_providers', 'owed_to_providers', 'Owed to providers', 'collected or due from buyers for providers, as agent'),
];

const byName = new Map(lines.map((line) => [line.name, line]));

/** The line of a name and the id of its part, if the name is one that this model has. */
export function lineNamed(name: string, model: Model): { line: Line; part: string | undefined } | undefined {
  const line = byName.get(name);
  if (line !== undefined) return { line, part: undefined };
  const whole = byName.get(name.slice(0, name.lastIndexOf('.')));
  const part = name.slice(name.lastIndexOf('.') + 1);
  return whole?.parts?.(model).includes(part) ? { line: whole, part } : undefined;
}

/** Every name that `lineNamed` knows for a model. */
export function lineNames(model: Model): readonly string[] {
  return lines.flatMap(({ name, parts }) => [name, ...(parts?.(model) ?? []).map((part) => `${name}.${part}`)]);
}
