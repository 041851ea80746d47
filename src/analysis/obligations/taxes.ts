import { type Money, sum, totalOf } from '../../figures/index.js';
import { type Month, monthName, Scalar } from '../../language/index.js';
import { type Model, type Pension, type Period, type Post, sellsExempt, withoutExemption } from '../../model/index.js';
import { figureOf, monthsIn, type Projection } from '../../projection/index.js';
import { amounts, lacking, type Obligation, type Outcome, type TestPart, whatIf } from './obligation.js';

const money = (projection: Projection, line: string, year: Period): Money => figureOf(projection, line, year) as Money;
const part = (id: string, label: string, figure: Money): TestPart => ({ id, label, show: 'pounds', figure });

/**
 * What is invoiced in some months that is taxable: of the standard class, or of no class, which nobody has said is not.
 */
function taxableIn({ trade }: Projection, first: Month, last: Month): Money {
  return trade.vat.invoiced(
    ['standard', undefined],
    first,
    last,
    `taxable turnover invoiced, ${monthName(first)} to ${monthName(last)}`,
  );
}

/** Registration is from the second month after that in which the limit is passed: 30 days to tell, and a month more. */
const MONTHS_TO_REGISTER = 2;

const REGISTERED = { parts: [], verdict: 'holds', says: 'registered' } as const satisfies Outcome;

/** Taxable turnover of the twelve months to one, and the limit that it is held against. */
interface Rolling {
  readonly month: Month;
  readonly turnover: Money;
  readonly limit: Money;
}

function rolling(projection: Projection, month: Month): Rolling | undefined {
  const { calendar, parameters } = projection.model;
  const limit = parameters?.vat?.registration.in(month);
  return limit && { month, turnover: taxableIn(projection, Math.max(calendar.first, month - 11), month), limit };
}

const isKnown = ({ turnover, limit }: Rolling): boolean => turnover.isKnown && limit.isKnown;
const excess = ({ turnover, limit }: Rolling): number => turnover.pence - limit.pence;
const passes = (found: Rolling | undefined): boolean => found !== undefined && isKnown(found) && excess(found) > 0;

/**
 * The month from which a company must be registered whose turnover passes the limit in one: two months after that in
 * which it first did so without a break, or at once in a month of which the turnover passes it alone, because that was
 * to be seen when the month began (VAT Act 1994, schedule 1, paragraphs 1, 5 and 6).
 */
function dueFrom(projection: Projection, { month, limit }: Rolling): Month {
  const { first } = projection.model.calendar;
  let since = month;
  while (since > first && passes(rolling(projection, since - 1))) since--;
  for (let at = since; at <= month; at++) {
    const alone = { month: at, turnover: taxableIn(projection, at, at), limit };
    if (passes(alone)) return Math.min(at, since + MONTHS_TO_REGISTER);
  }
  return since + MONTHS_TO_REGISTER;
}

function registration(projection: Projection, year: Period): Outcome {
  const { calendar, tax } = projection.model;
  const from = tax.vat?.registered === true ? (tax.vat.from ?? calendar.first) : Number.POSITIVE_INFINITY;
  const months = monthsIn(year).filter((month) => month < from);
  if (months.length === 0) return REGISTERED;
  const all = months.flatMap((month) => rolling(projection, month) ?? []);
  const open = all.find((each) => !isKnown(each));
  if (all.length < months.length || open !== undefined)
    return { parts: [], verdict: 'unknown', ...(open && { when: monthName(open.month) }) };
  const above = all.filter(passes);
  // Who never registers is late whenever it was due.
  const late = above.find((each) => from === Number.POSITIVE_INFINITY || dueFrom(projection, each) < from);
  // The first month that passes the limit decides; where none does, the one that comes closest.
  const most = late ?? above[0] ?? (all.sort((a, b) => excess(b) - excess(a))[0] as Rolling);
  const headroom = sum('money', [most.limit], 'below the limit of registration', [most.turnover]);
  const parts = [
    part('value', 'Taxable, 12 months', most.turnover),
    part('threshold', 'The limit', most.limit),
    { ...part('headroom', 'Headroom', headroom), between: ['threshold', 'value'] as const },
  ];
  const when = monthName(most.month);
  if (above.length === 0) return { parts, verdict: 'holds', when };
  if (late === undefined) return { parts: parts.slice(0, 2), verdict: 'holds', when, says: 'in time' };
  // Whether a company is registered that leaves VAT out nobody has said; one that says it is not would break the law.
  return { parts: parts.slice(0, 2), verdict: tax.vat === undefined ? 'unclear' : 'fails', when, says: 'register' };
}

const withMutual =
  (mutual: 'yes' | 'no') =>
  (model: Model): Model => ({ ...model, tax: { ...model.tax, corporationTax: { mutual } } });

function corporationTaxIn(projection: Projection, year: Period): Outcome {
  const line = 'cost.taxes.corporation_tax';
  const [mutual, not] = (['yes', 'no'] as const).map((answer) =>
    money(whatIf(projection, `mutual ${answer}`, withMutual(answer)), line, year),
  ) as [Money, Money];
  const worth = sum('money', [not], 'what the answer on mutual trading is worth', [mutual]);
  const parts: TestPart[] = [
    part('modelled', 'Tax as modelled', money(projection, line, year)),
    part('mutual', 'If mutual', mutual),
    part('not_mutual', 'If not mutual', not),
    { ...part('difference', 'The difference', worth), between: ['not_mutual', 'mutual'] },
  ];
  return { parts, verdict: 'told' };
}

const isNational = ({ onCosts }: Post): boolean => 'pension' in onCosts;

const withAllowance =
  (allowance: 'yes' | 'no') =>
  (model: Model): Model => ({ ...model, payroll: { ...model.payroll, allowance } });

function allowanceIn(projection: Projection, year: Period): Outcome {
  const [claimed, not] = (['yes', 'no'] as const).map((answer) =>
    money(whatIf(projection, `allowance ${answer}`, withAllowance(answer)), 'cost.staff', year),
  ) as [Money, Money];
  const worth = sum('money', [not], 'what the employment allowance is worth', [claimed]);
  return {
    parts: [
      part('modelled', 'Staff as modelled', money(projection, 'cost.staff', year)),
      part('difference', 'The difference', worth),
    ],
    verdict: 'told',
  };
}

function exemptionIn(projection: Projection, year: Period): Outcome {
  const other = whatIf(projection, 'no exemption', withoutExemption);
  const output = (of: Projection): Money =>
    of.journal.flow('vat.output', year.first, year.last, `output tax, ${year.label}`);
  const extra = sum('money', [output(other)], 'tax that schools would be charged', [output(projection)]);
  const saved = sum('money', [money(projection, 'cost.taxes.vat', year)], 'input tax that would be recovered', [
    money(other, 'cost.taxes.vat', year),
  ]);
  return {
    parts: [
      part(
        'lost',
        'Input tax lost',
        projection.trade.vat.lostIn(year.first, year.last, `input tax that is not recovered, ${year.label}`),
      ),
      part('charged', 'Schools charged', extra),
      part('saved', 'Company saves', saved),
    ],
    verdict: 'told',
  };
}

const TEACHERS = 'teachers';
const INSTEAD = 'auto_enrolment';

function schemeOf({ onCosts }: Post): string | undefined {
  return 'pension' in onCosts && typeof onCosts.pension === 'object' && 'scheme' in onCosts.pension
    ? onCosts.pension.scheme.text
    : undefined;
}

/** Posts of the teachers' scheme moved to the least that the law asks. */
function withoutTeachers(model: Model): Model {
  const staff = [...model.staff].map(([id, post]): [string, Post] => {
    if (schemeOf(post) !== TEACHERS) return [id, post];
    const { span } = ((post.onCosts as { pension: Pension }).pension as { scheme: Scalar }).scheme;
    return [id, { ...post, onCosts: { pension: { scheme: new Scalar(INSTEAD, span) } } }];
  });
  return { ...model, staff: new Map(staff) };
}

function pensionIn(projection: Projection, year: Period): Outcome {
  const posts = [...projection.model.staff]
    .filter(([, post]) => schemeOf(post) === TEACHERS)
    .map(([id]) => `cost.staff.${id}`);
  const of = (source: Projection, label: string): Money =>
    totalOf(
      'money',
      posts.map((line) => money(source, line, year)),
      label,
    );
  const now = of(projection, "posts in the Teachers' Pension Scheme");
  const least = of(whatIf(projection, 'no teachers', withoutTeachers), 'the same posts with automatic enrolment');
  return {
    parts: [
      part('modelled', 'Posts in it', now),
      part(
        'difference',
        'The scheme adds',
        sum('money', [now], 'what the scheme adds to automatic enrolment', [least]),
      ),
    ],
    verdict: 'told',
  };
}

const noParameters = ({ model }: Projection): string | undefined =>
  model.parameters === undefined ? 'the model takes no national parameters' : undefined;

/** What the law of taxes and pensions asks, with what hangs on answers that only a professional can give. */
export const taxObligations: readonly Obligation[] = [
  {
    id: 'vat_registration',
    title: 'VAT registration',
    formula:
      'taxable turnover of any twelve months, as it is invoiced, held against the limit; what has no class of VAT counts as taxable. Who passes it must be registered from the second month after, or at once where a month passes it alone',
    figures: () => amounts('value', 'threshold', 'headroom'),
    source: 'VAT Act 1994, schedule 1, paragraphs 1, 5 and 6; £85,000 from April 2017, £90,000 from April 2024',
    question: {
      asks: 'Is the company registered, and which of its supplies are taxable?',
      key: 'tax.vat.registered; vat of each tier, service and contract',
      answer: ({ tax }) => (tax.vat === undefined ? 'not said' : tax.vat.registered ? 'yes' : 'no'),
      consequences: [
        [
          'yes',
          'schools and the council pay the tax on top and mostly get it back; colleges and independent schools do not',
        ],
        ['no', 'nothing is added, and the tax on what the company buys is a cost'],
      ],
    },
    skipped: ({ model }) => lacking(model, model.parameters?.vat, 'rates of VAT'),
    judges: true,
    in: registration,
  },
  {
    id: 'exemption',
    title: 'Exempt training',
    formula:
      'input tax that exempt supplies keep the company from recovering, and the tax that schools would be charged were they taxable',
    figures: () => amounts('lost', 'charged', 'saved'),
    source:
      'VAT Act 1994, schedule 9, group 6, note (1)(e): a body that cannot and does not distribute profit and puts it back into such supplies',
    question: {
      asks: 'Does the constitution keep the company from distributing any profit, and does the profit from training go back into it?',
      key: 'tax.vat.eligible_body',
      answer: ({ tax }) => tax.vat?.eligibleBody ?? 'not said',
      consequences: [
        ['yes', 'training is exempt: cheaper for those who get no VAT back, and input tax on it may be lost'],
        ['no', 'training is standard-rated: all input tax is recovered, and those who get no VAT back pay it on top'],
      ],
    },
    skipped: ({ model }) =>
      model.tax.vat === undefined
        ? 'the model leaves VAT out'
        : !model.tax.vat.registered
          ? 'the company is not registered for VAT'
          : sellsExempt(model)
            ? undefined
            : 'nothing that is sold is exempt',
    judges: false,
    in: exemptionIn,
  },
  {
    id: 'corporation_tax',
    title: 'Corporation tax',
    formula: "the tax on each year's surplus, with and without the part that comes from members",
    figures: () => amounts('modelled', 'mutual', 'not_mutual', 'difference'),
    source: 'Corporation Tax Act 2010, part 3A; mutual trading: HMRC, Business Income Manual, BIM24000 and following',
    question: {
      asks: 'Is trade with members mutual: do those who contribute own the surplus, and can it go back to nobody else?',
      key: 'tax.corporation_tax.mutual',
      answer: ({ tax }) => tax.corporationTax?.mutual ?? 'not said',
      consequences: [
        [
          'yes',
          "the surplus from members is not taxed; that from others, and interest, is; a loss on members' trade relieves nothing",
        ],
        ['no', 'the whole surplus is taxed, and that is how unknown is costed'],
      ],
    },
    skipped: ({ model }) => lacking(model, model.parameters?.corporationTax, 'rates of corporation tax'),
    judges: false,
    in: corporationTaxIn,
  },
  {
    id: 'employment_allowance',
    title: 'Employment allowance',
    formula: 'what staff cost without the allowance less what they cost with it',
    figures: () => amounts('modelled', 'difference'),
    source:
      'National Insurance Contributions Act 2014, sections 1 and 2: not for bodies half or more of whose work is of a public nature, unless a charity',
    question: {
      asks: 'Is half or more of the work of a public nature, and mainly paid from public funds; and is the company a charity?',
      key: 'payroll.employment_allowance',
      answer: ({ payroll }) => payroll.allowance,
      consequences: [
        ['yes, it may claim', 'so much less National Insurance each tax year'],
        ['no', 'nothing comes off, and that is how unknown is costed'],
      ],
    },
    skipped: (projection) =>
      noParameters(projection) ??
      ([...projection.model.staff.values()].some(isNational) ? undefined : 'no post goes by the national rates'),
    judges: false,
    in: allowanceIn,
  },
  {
    id: 'teachers_pension',
    title: "Teachers' Pension",
    formula: 'what posts in the scheme cost, and how much of it is above what automatic enrolment would cost',
    figures: () => amounts('modelled', 'difference'),
    source:
      "Teachers' Pension Scheme Regulations 2014, schedule 1: bodies that supply services under a best value arrangement with a council",
    question: {
      asks: "May the company's staff stay in the scheme, and does the right end with the council's contract?",
      key: 'pension, of each post',
      answer: ({ staff }) => {
        const { length } = [...staff.values()].filter((post) => schemeOf(post) === TEACHERS);
        return `${length} ${length === 1 ? 'post' : 'posts'} in it`;
      },
      consequences: [
        ['yes', 'the cost is as modelled, for as long as the contract lasts'],
        ['no', 'so much is saved, and people who came for the pension may leave'],
      ],
    },
    skipped: (projection) =>
      noParameters(projection) ??
      ([...projection.model.staff.values()].every((post) => schemeOf(post) !== TEACHERS)
        ? 'no post is in the scheme'
        : projection.model.parameters?.pensions.has(INSTEAD) === true
          ? undefined
          : 'the parameters have no automatic enrolment to hold it against'),
    judges: false,
    in: pensionIn,
  },
];
