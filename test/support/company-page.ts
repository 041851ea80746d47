import { constant, Exact, type Figure, type Rate, times, Unknown, workings } from '../../src/figures/index.js';
import { monthText } from '../../src/language/index.js';
import { allMonths, type Grain, lastMonthOf, momentOf, periodsOf, type School } from '../../src/model/index.js';
import { decidersOf, figureOf, lineNames, type Projection } from '../../src/projection/index.js';

/*
 * All that a projection says of a small company, as text: figures to the last digit, the books, and what all is made of.
 */

const textOf = (figure: Figure): string =>
  figure.value instanceof Unknown ? `unknown for ${figure.value.reasons.length}` : figure.exact.toString();
const said = (figure: Figure | undefined): string => (figure === undefined ? '-' : textOf(figure));

/** Some lines in every period of a grain, but for those that are nil in all of them. */
function linesBy(projection: Projection, grain: Grain, of: RegExp): string[] {
  const periods = periodsOf(projection.model.calendar, grain);
  const names = lineNames(projection.model).filter((name) => of.test(name));
  return names.flatMap((name) => {
    const values = periods.map((period) => said(figureOf(projection, name, period)));
    return values.every((value) => value === '0') ? [] : [`${name}: ${values.join(' | ')}`];
  });
}

/** What is said of some months, under what it is said of: months that follow each other and say the same together. */
class ByMonth {
  private readonly found = new Map<string, { first: number; last: number; text: string }[]>();

  add(of: string, month: number, text: string): void {
    const runs = this.found.get(of) ?? [];
    this.found.set(of, runs);
    const before = runs.at(-1);
    if (before?.text === text && before.last === month - 1) before.last = month;
    else runs.push({ first: month, last: month, text });
  }

  rows(): string[] {
    return [...this.found].map(([of, runs]) => {
      const each = runs.map(
        ({ first, last, text }) => `${monthText(first)}${first === last ? '' : ` to ${monthText(last)}`} ${text}`,
      );
      return `${of}: ${each.join(' | ')}`;
    });
  }
}

/** What was booked in each month, and what was invoiced beside membership. */
function booksOf({ journal, trade }: Projection): string[] {
  const entries = new ByMonth();
  for (const { month, memo, postings } of journal.transactions) {
    const amounts = new Set(postings.map(({ amount }) => said(amount)));
    const sides = postings.map(({ account, side }) => `${side} ${account}`);
    entries.add(`${memo}: ${sides.join(', ')}`, month, [...amounts].join(' '));
  }
  const issued = new ByMonth();
  for (const { month, account, vat, by, earned, sale, ...each } of trade.issued) {
    const payers = by.map(({ payer, share }) => `${payer.name} ${said(share)}`).join(' and ');
    const order = sale === undefined ? '' : `, ordered by ${sale.order.school.id}${sale.isCertain ? '' : ', perhaps'}`;
    const amounts = [each.net, each.tax, each.gross, each.collected].map(said).join(' ');
    issued.add(`${account} ${vat ?? 'of no class'} by ${payers}${order}`, month, `${amounts} of ${earned.length}`);
  }
  return [...entries.rows(), '', ...issued.rows()];
}

/** What is invoiced for membership, and to whom. */
function batchesOf({ membership }: Projection): string[] {
  return membership.batches.map(({ tier, invoiced, firstMonth, lastMonth, billed, buyer, charges, ...batch }) => {
    const supplies = batch.supplies?.map(({ vat, net, tax }) => `, ${vat ?? 'of no class'} ${said(net)} ${said(tax)}`);
    const each = charges.map(({ school, expected, tax, members }) =>
      [school.id, ...[expected, tax, members].map(said)].join(' '),
    );
    return `${tier} ${[invoiced, firstMonth, lastMonth].map(monthText).join(' ')} ${buyer}${billed ? '' : ', not billed'}: ${[
      batch.amount,
      batch.tax,
      batch.members,
      batch.pupils,
    ]
      .map(said)
      .join(' ')}${supplies?.join('') ?? ''} (${each.join(', ')})`;
  });
}

/** What a school is quoted that is not on the roll, by itself and beside another, and under a tier that is not offered. */
function elsewhereOf({ model, membership }: Projection): string[] {
  const [first, second] = model.schools;
  const [year] = model.calendar.years;
  if (first === undefined || second === undefined || year === undefined) return [];
  const [one, other] = [first, second].map((school) => ({ ...school, id: `other_${school.id}` })) as [School, School];
  const fees = [...model.tiers].flatMap(([id, tier]) => {
    const alone = membership.quoteFor(tier, one, year);
    const beside = membership.quoteFor(tier, one, year, [one, other]);
    const joined = membership.quoteFor(tier, first, year, [other]);
    const notOffered = { ...tier };
    const groups = membership.groups(notOffered, year).map(({ name, leftOut, sets }) => `${name} ${leftOut} ${sets}`);
    const [under, more] = [
      membership.quoteFor(notOffered, first, year),
      membership.quoteAt(tier, first, year, times(membership.pupilsOf(first, year), TWICE)),
    ];
    const expected = [true, false].map((isMoved) => said(membership.expectedIn(notOffered, first, year, isMoved)));
    return `${id}: ${[alone, beside, joined, under, more].map((quote) => said(quote?.fee)).join(' ')}, expected ${expected.join(' ')}, ${groups.join(', ')}`;
  });
  return fees;
}

const TWICE: Rate = constant('rate', Exact.of(2), 'twice as many');

/** What each school pays, is worth and may join, in each company year. */
function schoolsOf({ model, membership }: Projection): string[] {
  return model.calendar.years.flatMap((year) =>
    [...model.tiers].flatMap(([id, tier]) => [
      ...membership
        .groups(tier, year)
        .map(
          ({ name, schools, leftOut, sets, deciders, isExact }) =>
            `${year} ${id} ${name}: ${schools} schools, ${leftOut} left out, ${sets} sets, ${deciders} decide, ${isExact}`,
        ),
      ...model.schools.map((school) => {
        const quote = membership.quoteFor(tier, school, year);
        const worth = membership.worthOf(id, school, year);
        const shares = membership
          .sharesOf(school, momentOf(school, model.calendar, year))
          .map(({ tier: of, share }) => `${of} ${said(share)}`);
        return `${year} ${id} ${school.id}: ${[
          `${said(quote?.fee)}${quote?.untaxed === true ? ' without VAT' : ''}`,
          `once ${said(quote?.once?.net)}`,
          `expected ${said(membership.expectedIn(tier, school, year))}`,
          `unmoved ${said(membership.expectedIn(tier, school, year, false))}`,
          `worth ${[worth?.worth, worth?.discounts, worth?.fee, worth?.net].map(said).join(' ')}`,
          `pupils ${said(membership.pupilsOf(school, year))}`,
          `of ${shares.join(' and ')}`,
        ].join(', ')}`;
      }),
    ]),
  );
}

function servicesOf({ model, services }: Projection): string[] {
  return model.calendar.years.flatMap((year) =>
    [...model.services.keys()].flatMap((id) => {
      const found = services.in(id, year);
      const by = (units: ReadonlyMap<string, Figure>): string =>
        [...units].map(([tier, each]) => `${tier} ${said(each)}`).join(' ');
      return [
        `${year} ${id}: ${[
          `sold ${said(found.sold)}`,
          `included ${said(found.included)}, ${by(found.includedBy)} of ${by(found.promisedBy)}`,
          `others ${said(services.othersShare(id, year))}`,
          `asked ${said(services.askedOnAverage(id, year, 'perMember'))} ${said(services.askedOnAverage(id, year, 'perOther'))}`,
          `planned ${said(services.planned(id, year, true))} ${said(services.planned(id, year, false))}`,
          `elsewhere ${said(services.alternativeOf(id, 'typical', year))}`,
        ].join(', ')}`,
        ...[undefined, ...model.tiers.keys()].map(
          (tier) =>
            `${year} ${id} to ${tier ?? 'others'}: ${said(services.priceOf(id, tier, year))}, ${said(services.withVatOf(id, tier, year))} with VAT`,
        ),
        ...found.parts.map(
          ({ months, billed, toOthers, ofClass, providers, directCost }) =>
            `${year} ${id} in ${monthText(months[0] as number)} to ${monthText(months.at(-1) as number)}: ${[billed, toOthers, providers, directCost].map(said).join(' ')} ${by(ofClass)}`,
        ),
      ];
    }),
  );
}

const MONTH = /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{4})?\b/g;
const YEAR = /\b\d{4}(-\d{2})?\b/g;
/** A name without the month or the year that it is of. */
const timeless = (label: string): string => label.replace(MONTH, 'M').replace(YEAR, 'Y');

const numberOf = (figure: Figure): number => (figure.isKnown ? figure.exact.toNumber() : 0);

/**
 * What figures are made of: how many of each kind and name, of how many parts, what they come to together, and what their
 * parts come to, each as often as there are others before it, which tells their order.
 */
function censusOf(figures: readonly Figure[]): string[] {
  const kinds = new Map<string, { many: number; parts: number; total: number; inOrder: number }>();
  for (const figure of figures) {
    const { op, kind, detail, args } = figure;
    const label = figure.label ?? detail.why;
    const held = detail.held === undefined ? '' : ` held to ${monthText(detail.held.knownTo)}`;
    const key = `${op} of ${kind}${label === undefined ? '' : ` "${timeless(label)}"`}${held}${op === 'input' && figure.isDecisive ? ', decisive' : ''}`;
    const known = kinds.get(key) ?? { many: 0, parts: 0, total: 0, inOrder: 0 };
    kinds.set(key, known);
    known.many++;
    known.parts += args.length;
    known.total += numberOf(figure);
    args.forEach((each, place) => {
      known.inOrder += place * numberOf(each);
    });
  }
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { many, parts, ...sums }]) => {
      const [total, inOrder] = [sums.total, sums.inOrder].map((each) => Number(each.toPrecision(10)));
      return `${key}: ${many} of ${parts}, ${total}${parts > many ? ` by ${inOrder}` : ''}`;
    });
}

/** What stands beside the books: who decides as one, who is employed, what VAT is kept from the company. */
function asidesOf({ model, journal, membership, staff, trade }: Projection): string[] {
  const { calendar, schools } = model;
  const deciders = decidersOf(model);
  return [
    ...[...deciders.shared(schools)].map(([name, many]) => `${name} decides for ${many}`),
    ...schools.flatMap((school) => deciders.decisionsOf(school)),
    ...[calendar.first, ...calendar.years.map((year) => lastMonthOf(calendar, year))].map(
      (month) => `${monthText(month)}: ${said(staff.people(month))} people`,
    ),
    `schools join in ${membership.joiners.starts.map(monthText).join(' ')}`,
    `sold of no class: ${said(trade.vat.invoiced([undefined], calendar.first, calendar.last, 'sold'))}`,
    `sold standard: ${said(trade.vat.invoiced(['standard'], calendar.first, calendar.last, 'sold'))}`,
    `sold exempt: ${said(trade.vat.invoiced(['exempt'], calendar.first, calendar.last, 'sold'))}`,
    `input tax lost: ${allMonths(calendar)
      .map((month) => said(trade.vat.lostIn(month, month, 'lost')))
      .join(' ')}`,
    `schools that ${deciders.isSaid ? 'are said to ' : ''}decide by ${deciders.by.join(' and ')}`,
    ...journal.accountNames(),
  ];
}

/** Every amount of the books, every line by year, and what each school is quoted. */
function rootsOf(projection: Projection): Figure[] {
  const { model, journal, membership } = projection;
  const quotes = model.calendar.years.flatMap((year) =>
    [...model.tiers.values()].flatMap((tier) =>
      model.schools.flatMap((school) => membership.quoteFor(tier, school, year)?.fee ?? []),
    ),
  );
  return [
    ...quotes,
    ...periodsOf(model.calendar, 'year').flatMap((year) =>
      lineNames(model).map((name) => figureOf(projection, name, year)),
    ),
    ...journal.transactions.flatMap(({ postings }) => postings.map(({ amount }) => amount)),
  ];
}

/** All that a projection says. */
export function pageOf(projection: Projection): string {
  return [
    '# Lines by company year',
    ...linesBy(projection, 'year', /./),
    '',
    '# Lines by term',
    ...linesBy(projection, 'term', /^(days|utilisation|members|pupils|schools|reserves|cash|balance|invoiced)/),
    '',
    '# Books',
    ...booksOf(projection),
    '',
    '# Beside the books',
    ...asidesOf(projection),
    '',
    '# Membership',
    ...batchesOf(projection),
    '',
    '# Schools',
    ...schoolsOf(projection),
    '',
    '# Elsewhere',
    ...elsewhereOf(projection),
    '',
    '# Services',
    ...servicesOf(projection),
    '',
    ...workingsOf(projection),
  ].join('\n');
}

/** What it comes to by company year, and what that is made of. */
export function shortPageOf(projection: Projection): string {
  return [
    '# Lines by company year',
    ...linesBy(projection, 'year', SHORT),
    '',
    '# Elsewhere',
    ...elsewhereOf(projection),
    '',
    ...workingsOf(projection),
  ].join('\n');
}

const SHORT = /^(income|income\.\w+|cost|cost\.\w+|members|pupils|cash\.closing|balance\.debtors|days\.sold)$/;

const workingsOf = (projection: Projection): string[] => ['# Workings', ...censusOf(workings(rootsOf(projection))), ''];
