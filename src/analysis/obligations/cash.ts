import { constant, Exact, type Money, sum } from '../../figures/index.js';
import { type Month, monthName } from '../../language/index.js';
import { type Model, type Period, periodsOf } from '../../model/index.js';
import { monthsIn, type Projection } from '../../projection/index.js';
import {
  amounts,
  atLeast,
  counted,
  judged,
  NOTHING,
  type Obligation,
  type Outcome,
  type PartSaid,
  whatIf,
} from './obligation.js';

/** The month of some that ends with the least cash; unknown cash counts as the least. */
export function lowestCash(
  { journal }: Projection,
  months: readonly Month[],
): { readonly month: Month; readonly amount: Money } {
  let lowest: { month: Month; amount: Money } | undefined;
  for (const month of months) {
    const amount = journal.balance('cash', month);
    if (!amount.isKnown) return { month, amount };
    if (lowest === undefined || amount.pence < lowest.amount.pence) lowest = { month, amount };
  }
  return lowest as { month: Month; amount: Money };
}

function lowestIn(projection: Projection, months: readonly Month[]): Outcome {
  const { month, amount } = lowestCash(projection, months);
  const floor = projection.model.reserves.cashFloor;
  const parts = atLeast(amount, 'Lowest cash', floor ?? NOTHING, floor === undefined ? 'Zero' : 'The floor');
  return {
    parts: floor === undefined ? parts.slice(0, 1) : parts,
    verdict: judged(parts[2].figure),
    when: monthName(month),
  };
}

/** Everybody pays a month later than the terms say; suppliers are paid as before. */
function late({ paymentTerms, ...model }: Model): Model {
  const { maintained, academies, others } = paymentTerms.schools;
  const schools = { maintained: maintained + 1, academies: academies + 1, others: others + 1 };
  return { ...model, paymentTerms: { ...paymentTerms, schools, council: paymentTerms.council + 1 } };
}

const LOWEST = ({ reserves }: Model): readonly PartSaid[] =>
  reserves.cashFloor === undefined ? amounts('value') : amounts('value', 'threshold', 'headroom');

const cash: Obligation = {
  id: 'lowest_cash',
  title: 'Lowest cash',
  formula:
    "the least cash at a month's end, held against the floor of the reserves policy (reserves.policy.cash_floor), or zero",
  figures: LOWEST,
  source: 'practice; regulators of charities ask for cash-flow forecasts by the month',
  policy: {
    key: ({ reserves }) => (reserves.cashFloor === undefined ? undefined : 'reserves.policy.cash_floor'),
    value: 'cash.lowest',
  },
  skipped: () => undefined,
  judges: true,
  in: (projection, year) => lowestIn(projection, monthsIn(year)),
};

const lateCash: Obligation = {
  id: 'lowest_cash_late',
  title: 'Paid a month late',
  formula:
    'the same where schools and the council pay a month later than the payment terms say, and suppliers as before',
  figures: LOWEST,
  source: 'practice: the plainest stress of a cash-flow forecast',
  skipped: () => undefined,
  judges: true,
  in: (projection, year) => lowestIn(whatIf(projection, 'late', late), monthsIn(year)),
};

const STREAMS = [
  ['membership', 'fees'],
  ['traded', 'trading'],
  ['brokered', 'brokerage'],
  ['contract', 'contracts'],
  ['other', 'other income'],
] as const;

/** What a stream brings in by month, and what of it is passed on to providers. */
type Receipts = ReadonlyMap<Month, { readonly received: Money[]; readonly passedOn: Money[] }>;

const known = new WeakMap<Projection, Map<string, Receipts>>();

/** Every test of a stream, in every year, asks for the same ones. */
function receipts(projection: Projection, stream: string): Receipts {
  const all = known.get(projection) ?? new Map<string, Receipts>();
  known.set(projection, all);
  const found = all.get(stream) ?? receiptsAnew(projection, stream);
  all.set(stream, found);
  return found;
}

function receiptsAnew(projection: Projection, stream: string): Receipts {
  const found = new Map<Month, { received: Money[]; passedOn: Money[] }>();
  const note = (month: Month, what: 'received' | 'passedOn', amount: Money): void => {
    const known = found.get(month) ?? { received: [], passedOn: [] };
    found.set(month, known);
    known[what].push(amount);
  };
  for (const { month, postings } of projection.journal.transactions) {
    const cash = postings.find(({ account }) => account === 'cash');
    if (cash === undefined) continue;
    if (cash.side === 'debit' && postings.some(({ account }) => account === `debtors.${stream}`))
      note(month, 'received', cash.amount);
    const isPassedOn =
      stream === 'brokered' &&
      cash.side === 'credit' &&
      postings.some(({ account }) => account === 'owed_to_providers');
    if (isPassedOn) note(month, 'passedOn', cash.amount);
  }
  return found;
}

function runway(stream: string, name: string): Obligation {
  return {
    id: `runway_${stream}`,
    title: `Runway, no ${name}`,
    formula:
      'months from the start of the year until cash is below zero, where nothing more of a stream is received and nothing is saved; what would be passed on to providers is not owed',
    figures: () => [['months', 'count'], ...amounts('cash')],
    source: 'practice; how long is long enough is for the board to set',
    skipped: (projection) => (receipts(projection, stream).size === 0 ? `nothing is received of ${name}` : undefined),
    judges: true,
    in: (projection, year) => runwayFrom(projection, stream, name, year),
  };
}

function runwayFrom(projection: Projection, stream: string, name: string, { first }: Period): Outcome {
  const { journal, model } = projection;
  const received = receipts(projection, stream);
  const lost: Money[] = [];
  const kept: Money[] = [];
  for (let month = first; month <= model.calendar.last; month++) {
    lost.push(...(received.get(month)?.received ?? []));
    kept.push(...(received.get(month)?.passedOn ?? []));
    const balance = sum(
      'money',
      [journal.balance('cash', month), ...kept],
      `cash without ${name} since ${monthName(first)}, ${monthName(month)}`,
      [...lost],
    );
    if (!balance.isKnown) return { parts: [], verdict: 'unknown', when: monthName(month) };
    if (balance.pence >= 0) continue;
    const months = counted(
      Exact.of(month - first),
      `months from ${monthName(first)} that end with cash, with no ${name}`,
    );
    const parts = [
      { id: 'months', label: 'Months', show: 'count' as const, figure: months },
      { id: 'cash', label: 'Cash then', show: 'pounds' as const, figure: balance },
    ];
    return { parts, verdict: 'told', when: monthName(month), says: 'runs out' };
  }
  const months = constant(
    'count',
    Exact.of(model.calendar.last - first + 1),
    'months to the end of the model, all with cash',
  );
  return { parts: [{ id: 'months', label: 'Months', show: 'count', figure: months }], verdict: 'told', says: 'lasts' };
}

/** Accounts may be approved nine months after the year end, and look twelve months on from there. */
const MONTHS_AHEAD = 21;

const goingConcern: Obligation = {
  id: 'going_concern',
  title: 'Going concern',
  formula:
    "the least cash at a month's end in the 21 months after the year: accounts approved nine months on look twelve months ahead",
  figures: LOWEST,
  source: 'FRS 102, 3.8; accounts are due nine months after the year end (Companies Act 2006, section 442)',
  skipped: () => undefined,
  judges: true,
  in: (projection, { last }) => {
    const { calendar } = projection.model;
    const until = last + MONTHS_AHEAD;
    const months = periodsOf(calendar, 'month')
      .map((month) => month.first)
      .filter((month) => month > last && month <= until);
    if (months.length === 0) return { parts: [], verdict: 'unknown', says: 'too short' };
    const found = lowestIn(projection, months);
    // What is seen to run out does so however far one looks; what is not may yet do so beyond the end of the model.
    return until > calendar.last && found.verdict === 'holds'
      ? { ...found, verdict: 'unknown', says: 'too short' }
      : found;
  },
};

export const cashObligations: readonly Obligation[] = [
  cash,
  lateCash,
  ...STREAMS.map(([stream, name]) => runway(stream, name)),
  goingConcern,
];
