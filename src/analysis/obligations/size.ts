import {
  constant,
  Exact,
  type Figure,
  type Money,
  portion,
  quotient,
  type Rate,
  sum,
  totalOf,
} from '../../figures/index.js';
import { keyInWords, type Month } from '../../language/index.js';
import { earnedOn, isOfCouncil, type Period, periodsOf, type SizeLimits } from '../../model/index.js';
import { figureOf, monthsIn, type Projection } from '../../projection/index.js';
import { amounts, counted, lacking, type Obligation, type Outcome, type TestPart } from './obligation.js';

/** What turnover is made of: goods and services. Gifts, rebates and interest are none (Companies Act 2006, section 474). */
const TURNOVER = ['income.membership', 'income.traded', 'income.brokered', 'income.contract'];

/** The three measures of a year: turnover, gross assets at its end, and people on the average of its months. */
interface Measures {
  readonly turnover: Money;
  readonly assets: Money;
  readonly people: Figure;
}

function measuresOf(projection: Projection, year: Period): Measures {
  const months = monthsIn(year);
  const all = totalOf(
    'count',
    months.map((month) => projection.staff.people(month)),
    'people employed, month by month',
  );
  return {
    turnover: totalOf(
      'money',
      TURNOVER.map((line) => figureOf(projection, line, year) as Money),
      `turnover, ${year.label}`,
    ),
    assets: figureOf(projection, 'balance.assets', year) as Money,
    people: quotient(
      'count',
      all,
      counted(Exact.of(months.length), 'months'),
      'people employed, average of the months',
    ),
  };
}

/**
 * The limit of turnover in a year, by the limits as they are `at` a month; in one that is cut short in proportion to its
 * months (section 382(4)).
 */
function turnoverLimit({ turnover }: SizeLimits, year: Period, at = year.first): Money | undefined {
  const { length } = monthsIn(year);
  const limit = turnover.in(at);
  if (limit === undefined || length === 12) return limit;
  return portion(limit, constant('rate', Exact.fraction(length, 12), `${length} months of 12`));
}

/**
 * Whether a year passes no more than one of the three limits, as these are `at` a month; undefined where a limit or a
 * measure is not known.
 */
function meets(projection: Projection, year: Period, limits: SizeLimits, at: Month): boolean | undefined {
  const { turnover, assets, people } = measuresOf(projection, year);
  const pairs = [
    [turnover, turnoverLimit(limits, year, at)],
    [assets, limits.grossAssets.in(at)],
    [people, limits.employees.in(at)],
  ] as const;
  let count = 0;
  for (const [measure, limit] of pairs) {
    if (limit === undefined || !limit.isKnown || !measure.isKnown) return undefined;
    if (measure.exact.compare(limit.exact) > 0) count++;
  }
  return count <= 1;
}

/**
 * Whether a company is within a size in a year: what it is in its first year; afterwards it changes only when two years
 * running say so, of which the one before is held against the limits of the year too: when limits are raised the law has
 * them stand for the year before (SI 2024/1303).
 */
function isWithin(projection: Projection, year: Period, limits: SizeLimits): boolean | undefined {
  let within: boolean | undefined;
  let before: Period | undefined;
  for (const each of periodsOf(projection.model.calendar, 'year')) {
    const now = meets(projection, each, limits, each.first);
    const then = before === undefined ? now : meets(projection, before, limits, each.first);
    if (now === undefined || then === undefined) return undefined;
    if (now === then) within = now;
    before = each;
    if (each.id === year.id) return within;
  }
  return within;
}

function outcome(projection: Projection, year: Period): Outcome {
  const sizes = projection.model.parameters?.companySizes;
  const [small, micro] = [sizes?.get('small'), sizes?.get('micro')];
  const { turnover, assets, people } = measuresOf(projection, year);
  const parts: TestPart[] = [
    { id: 'turnover', label: 'Turnover', show: 'pounds', figure: turnover },
    { id: 'assets', label: 'Gross assets', show: 'pounds', figure: assets },
    { id: 'people', label: 'People employed', show: 'count', figure: people },
    ...(small === undefined ? [] : limitsOf(small, year)),
  ];
  if (micro !== undefined && isWithin(projection, year, micro) === true)
    return { parts, verdict: 'told', says: 'micro' };
  const isSmall = small && isWithin(projection, year, small);
  return {
    parts,
    verdict: isSmall === undefined ? 'unknown' : 'told',
    says: isSmall === undefined ? 'unknown' : isSmall ? 'small' : 'audited',
  };
}

/** What a small company may not pass two of. */
function limitsOf(small: SizeLimits, year: Period): TestPart[] {
  const { first } = year;
  const limits = [
    { id: 'turnover_limit', label: 'Small: turnover', show: 'pounds', figure: turnoverLimit(small, year) },
    { id: 'assets_limit', label: 'Small: gross assets', show: 'pounds', figure: small.grossAssets.in(first) },
    { id: 'people_limit', label: 'Small: people', show: 'count', figure: small.employees.in(first) },
  ] as const;
  return limits.flatMap(({ figure, ...part }) => (figure === undefined ? [] : [{ ...part, figure }]));
}

function capacityIn(projection: Projection, year: Period): Outcome {
  const posts = [...projection.model.staff].filter(([, { days }]) => days !== undefined);
  const parts = posts.map(([id, { name }]): TestPart => {
    const of = (line: string): Figure<'count'> => figureOf(projection, `${line}.${id}`, year) as Figure<'count'>;
    const committed = sum(
      'count',
      [of('days.promised'), of('days.asked')],
      `days committed of ${name ?? keyInWords(id)}`,
    );
    const share = quotient(
      'rate',
      committed,
      of('days.available'),
      `days committed as a share of those available, ${name ?? keyInWords(id)}`,
    );
    return { id, label: name ?? keyInWords(id), show: 'percent', figure: share };
  });
  const short = figureOf(projection, 'days.short', year);
  const days: TestPart = { id: 'short', label: 'Days short', show: 'count', figure: short };
  return { parts: [...parts, days], verdict: !short.isKnown ? 'unknown' : short.exact.sign > 0 ? 'fails' : 'holds' };
}

const TOP = 10;

function concentrationIn(projection: Projection, year: Period): Outcome {
  const { journal, model, membership } = projection;
  const income = figureOf(projection, 'income', year) as Money;
  const share = (amount: Money, label: string): Rate => quotient('rate', amount, income, label);
  const others = [...model.contracts].filter(([, contract]) => !isOfCouncil(contract));
  const amounts = others.map(([id, contract]) => journal.flow(earnedOn(id, contract), year.first, year.last));
  const contracts = figureOf(projection, 'income.contract', year) as Money;
  const each = journal
    .accountsBelow('income')
    .map((account) => journal.flow(account, year.first, year.last, `${account}, ${year.label}`));
  const largest = each.filter(({ isKnown }) => isKnown).sort((a, b) => b.pence - a.pence)[0];
  const parts: TestPart[] = [
    {
      id: 'contracts',
      label: 'Council contracts',
      show: 'percent',
      figure: share(contracts, 'share of the contracts in income'),
    },
  ];
  if (others.length > 0)
    parts.push({
      id: 'other_income',
      label: 'Donations, credits and interest',
      show: 'percent',
      figure: share(totalOf('money', amounts, 'donations, credits and interest'), 'share of other income in income'),
    });
  if (largest !== undefined)
    parts.push({
      id: 'largest',
      label: 'Largest line',
      show: 'percent',
      figure: share(largest, 'share of the largest line of income'),
    });
  const bills = new Map<string, Money[]>();
  for (const { charges, billed, invoiced } of membership.batches) {
    if (!billed || invoiced < year.first || invoiced > year.last) continue;
    for (const { school, expected } of charges)
      if (school.count === undefined) bills.set(school.id, [...(bills.get(school.id) ?? []), expected]);
  }
  const all = [...bills.values()].map((amounts) => totalOf('money', [...amounts])).filter(({ isKnown }) => isKnown);
  // Where archetypes stand for many schools nobody knows who pays most.
  if (all.length >= TOP && model.schools.every(({ count }) => count === undefined)) {
    const top = all.sort((a, b) => b.pence - a.pence).slice(0, TOP);
    parts.push({
      id: 'top_ten',
      label: 'Ten largest',
      show: 'percent',
      figure: share(
        totalOf('money', top, 'invoiced to the ten largest members'),
        'share of the ten largest members in income',
      ),
    });
  }
  return { parts, verdict: 'told' };
}

/** What depends on how large the company is, and on whom it rests. */
export const sizeObligations: readonly Obligation[] = [
  {
    id: 'days',
    title: 'Days committed',
    formula:
      'days promised to members and asked for beyond that, over the days of each post that can be charged; it fails where nobody has some of them',
    figures: ({ staff }) => [
      ...[...staff].flatMap(([id, { days }]) => (days === undefined ? [] : [[id, 'rate'] as const])),
      ['short', 'count'],
    ],
    source: 'practice: what is promised to members is counted first',
    skipped: ({ model }) =>
      [...model.staff.values()].some(({ days }) => days !== undefined)
        ? undefined
        : 'no post has days that can be charged',
    judges: true,
    in: capacityIn,
  },
  {
    id: 'concentration',
    title: 'Concentration',
    formula:
      'the share in income of contracts, of the largest single line, and of the ten members with the largest invoices',
    figures: ({ schools, contracts }) => [
      ['contracts', 'rate'],
      ...([...contracts.values()].every(isOfCouncil) ? [] : [['other_income', 'rate'] as const]),
      ['largest', 'rate'],
      ...(schools.length >= TOP && schools.every(({ count }) => count === undefined)
        ? [['top_ten', 'rate'] as const]
        : []),
    ],
    source: 'practice; how much is too much is for the board to set',
    skipped: () => undefined,
    judges: false,
    in: concentrationIn,
  },
  {
    id: 'company_size',
    title: 'Company size',
    formula:
      'turnover (membership, services and contracts; its limit is cut to the months of a short year), gross assets and people employed against the limits of a micro-entity and of a small company: within a size while no more than one of the three is passed; it changes when two years running say so, the one before by the limits of the year',
    figures: () => [
      ...amounts('turnover', 'assets'),
      ['people', 'count'],
      ...amounts('turnover_limit', 'assets_limit'),
      ['people_limit', 'count'],
    ],
    source:
      'Companies Act 2006, sections 382 to 384A, 474 and 477; for years that start on or after 6 April 2025 SI 2024/1303',
    question: {
      asks: "Does anything but size ask for an audit: the articles, the council's contract, the supervising authority, a tenth of the members?",
      key: 'none: it costs the fee of an auditor, an overhead',
      answer: () => 'not asked',
      consequences: [
        ['yes', 'the accounts are audited whatever the size; allow for the fee under overheads'],
        ['no', 'a small company may do without an audit'],
      ],
    },
    skipped: ({ model }) => lacking(model, model.parameters?.companySizes.get('small'), 'limits of a small company'),
    judges: true,
    in: outcome,
  },
];
