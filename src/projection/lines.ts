import {
  type Count,
  constant,
  Exact,
  type Figure,
  type Money,
  nothing,
  portion,
  quotient,
  smaller,
  times,
  totalOf,
} from '../figures/index.js';
import { keyInWords } from '../language/index.js';
import { called, type Model, nameIn, type Period, periodsOf, yearOf } from '../model/index.js';
import { balanceLines, cashLines } from './balance-lines.js';
import { COST_KINDS, VARYING } from './cost-kinds.js';
import { dayLines } from './day-lines.js';
import { flow, type Line, made, stock } from './line.js';
import { BROKERED, each, OF_COUNCIL, OTHER_INCOME, TRADED } from './parts.js';
import { invoicedIn, monthsIn, type Projection, periodBefore } from './projection.js';
import { toDateLines } from './to-date-lines.js';

/**
 * A line of a period; each figure once, so that tables, workings and searches share it. Throws a RangeError for a name
 * that is no line.
 */
export function figureOf(projection: Projection, name: string, period: Period): Figure {
  const known = figures.get(projection) ?? new Map<string, Figure>();
  figures.set(projection, known);
  const key = `${name}|${period.grain}|${period.id}`;
  let figure = known.get(key);
  if (figure === undefined) {
    const found = lineNamed(name, projection.model);
    if (found === undefined) throw new RangeError(`no line ${name}`);
    figure = found.line.of(projection, period, found.part, (other, at) => figureOf(projection, other, at));
    known.set(key, figure);
  }
  return figure;
}

const figures = new WeakMap<Projection, Map<string, Figure>>();

const money = (projection: Projection, name: string, period: Period): Money =>
  figureOf(projection, name, period) as Money;

function openingReserves(projection: Projection, period: Period): Money {
  const before = periodBefore(projection.model.calendar, period);
  return before === undefined
    ? (projection.model.reserves.opening ?? nothing('money'))
    : money(projection, 'reserves.closing', before);
}

function policyOf(projection: Projection, period: Period): Money {
  const { monthsOfCost } = projection.model.reserves;
  if (monthsOfCost === undefined) return nothing('money');
  // Whatever the period: the policy asks for months of a year's cost, and a term or a month has a cost of its own.
  const { calendar } = projection.model;
  const year = periodsOf(calendar, 'year').find(({ id }) => id === String(yearOf(calendar, period.last))) ?? period;
  const length = monthsIn(year).length;
  const perMonth = constant('rate', Exact.fraction(1, length), `a month of ${length}`);
  return portion(money(projection, 'cost', year), times(monthsOfCost, perMonth), `reserves policy, ${period.label}`);
}

function risksOf({ reserves: { risks } }: Model, part: string | undefined): Money {
  const amounts = [...risks].flatMap(([id, { amount, probability, ...risk }]) => {
    if (part !== undefined && part !== id) return [];
    return probability === undefined
      ? amount
      : portion(amount, probability, `${called(risk, id)}, by how likely it is`);
  });
  return totalOf('money', amounts, part === undefined ? 'held for risks' : `held for ${called(risks.get(part), part)}`);
}

const average = (what: 'members' | 'pupils', projection: Projection, period: Period, tier?: string): Count =>
  projection.activity.average(
    what,
    monthsIn(period),
    tier,
    `${what === 'members' ? 'members' : 'pupils in member schools'}, ${period.label}`,
  );

const perPupil = (name: string, label: string, means: string, line: string): Line => ({
  name,
  label,
  measure: 'price',
  means,
  of: (projection, period) =>
    quotient(
      'price',
      money(projection, line, period),
      figureOf(projection, 'pupils', period),
      `${label.toLowerCase()}, ${period.label}`,
    ),
});

/**
 * What can be spent: the Charity Commission's guidance on reserves (CC19) leaves out fixed assets that are used, and
 * restricted and designated funds, of which the language has none. A policy is held against these.
 */
export const FREE_RESERVES = 'reserves at the end less fixed assets, which cannot be spent';

/** What income is made of. */
const INCOME: readonly Line[] = [
  flow('income.membership', 'Membership', 'membership fees earned over their months', each('tiers')),
  flow('income.traded', 'Traded', "services that the company's own people deliver", TRADED),
  flow('income.brokered', 'Brokered', 'commission as agent; the whole price as principal', BROKERED),
  flow('income.contract', 'Contracts', "the council's contracts and grants", OF_COUNCIL),
  flow('income.other', 'Other income', 'donations, credits and interest on what is held', OTHER_INCOME),
];
export const INCOME_LINES: readonly string[] = INCOME.map(({ name }) => name);

/** Every line that is a figure of a period, in the order in which people read them. To add one: a line here. */
export const lines: readonly Line[] = [
  flow('income', 'Income', 'all that is earned in the period, before VAT'),
  ...INCOME,
  flow('cost', 'Costs', 'all that is used up in the period'),
  ...COST_KINDS.map(({ name, label, means, parts }) => flow(`cost.${name}`, label, means, parts)),
  made('surplus', 'Surplus', 'income less costs', ['income'], ['cost'], {
    below: 'Deficit',
    either: 'Surplus (deficit)',
  }),
  made(
    'surplus.before_tax',
    'Surplus before tax',
    'income less costs but for corporation tax',
    ['surplus', 'cost.taxes.corporation_tax'],
    [],
    {
      below: 'Deficit before tax',
      either: 'Surplus (deficit) before tax',
    },
  ),
  {
    name: 'reserves.opening',
    label: 'Reserves at start',
    measure: 'money',
    means: 'reserves when the period starts',
    of: openingReserves,
  },
  made(
    'reserves.closing',
    'Reserves at end',
    'reserves at the start and the surplus',
    ['reserves.opening', 'surplus'],
    [],
  ),
  {
    name: 'reserves.policy',
    label: 'Reserves policy',
    measure: 'money',
    means: "the policy's months of the cost of the company year",
    of: policyOf,
  },
  {
    name: 'reserves.risks',
    label: 'Held for risks',
    measure: 'money',
    means: 'what the policy holds for each risk, by how likely it is',
    parts: { kind: 'risks', ids: ({ reserves }) => [...reserves.risks.keys()] },
    of: ({ model }, _period, part) => risksOf(model, part),
  },
  made(
    'reserves.free',
    'Free reserves',
    `${FREE_RESERVES} (Charity Commission, CC19)`,
    ['reserves.closing'],
    ['balance.fixed_assets'],
  ),
  made(
    'reserves.headroom',
    'Above the policy',
    'free reserves less the policy',
    ['reserves.free'],
    ['reserves.policy'],
    {
      below: 'Short of the policy',
      either: 'Above (short of) policy',
    },
  ),
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
  made('cost.varying', 'Variable cost', 'delivery, providers, associates, and costs per member or pupil', VARYING, []),
  made(
    'sales',
    'Sales',
    'membership, traded and brokered income',
    ['income.membership', 'income.traded', 'income.brokered'],
    [],
  ),
  made('contribution', 'Contribution', 'sales less variable cost', ['sales'], ['cost.varying']),
  {
    name: 'margin_of_safety',
    label: 'Margin of safety',
    measure: 'rate',
    means: 'surplus before tax as a share of contribution: how far sales can fall before there is none',
    of: (p, period) =>
      quotient(
        'rate',
        money(p, 'surplus.before_tax', period),
        money(p, 'contribution', period),
        `margin of safety, ${period.label}`,
      ),
  },
  {
    name: 'members',
    label: 'Members',
    measure: 'count',
    means: 'schools expected to be members, average of the months',
    parts: each('tiers'),
    of: (p, period, part) => average('members', p, period, part),
  },
  {
    name: 'schools',
    label: 'Schools',
    measure: 'count',
    means: 'schools that may join',
    of: ({ activity }, period) => activity.schools(monthsIn(period)),
  },
  {
    name: 'buy_in',
    label: 'Buy-in',
    measure: 'rate',
    means: 'members as a share of the schools that may join',
    of: (p, period) =>
      quotient('rate', figureOf(p, 'members', period), figureOf(p, 'schools', period), `buy-in, ${period.label}`),
  },
  {
    name: 'pupils',
    label: 'Pupils',
    measure: 'count',
    means: 'pupils in member schools, average of the months',
    parts: each('tiers'),
    of: (p, period, part) => average('pupils', p, period, part),
  },
  perPupil(
    'price_per_pupil',
    'Membership per pupil',
    'what schools pay for membership, over the pupils in member schools',
    'income.membership',
  ),
  perPupil(
    'cost_per_pupil',
    'All costs per pupil',
    'all costs, of contracts and of what is sold to others too, over the pupils in member schools',
    'cost',
  ),
  {
    name: 'invoiced.membership',
    label: 'Membership invoiced',
    measure: 'money',
    means: 'membership invoices dated in the period',
    of: (p, period) => invoicedIn(p, period, `membership invoiced, ${period.label}`),
  },
  ...dayLines,
  ...cashLines,
  ...balanceLines,
  ...toDateLines,
];

const byName = new Map(lines.map((line) => [line.name, line]));

/** The line of a name and the id of its part, if the name is one that this model has. */
export function lineNamed(name: string, model: Model): { line: Line; part: string | undefined } | undefined {
  const line = byName.get(name);
  if (line !== undefined) return { line, part: undefined };
  const whole = byName.get(name.slice(0, name.lastIndexOf('.')));
  const part = name.slice(name.lastIndexOf('.') + 1);
  return whole?.parts?.ids(model).includes(part) ? { line: whole, part } : undefined;
}

/** What a part of a line is called. */
export function partCalled({ parts }: Line, part: string, model: Model): string {
  const own = parts?.called !== undefined && Object.hasOwn(parts.called, part) ? parts.called[part] : undefined;
  return own ?? (parts?.kind === undefined ? keyInWords(part) : nameIn(model, parts.kind, part));
}

/** Every name that `lineNamed` knows for a model. */
export function lineNames(model: Model): readonly string[] {
  return lines.flatMap(({ name, parts }) => [name, ...(parts?.ids(model) ?? []).map((part) => `${name}.${part}`)]);
}
