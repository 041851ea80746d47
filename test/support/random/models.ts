import fc from 'fast-check';
import { monthText } from '../../../src/language/index.js';
import { at, isMap, mapAt, type Plain, type PlainMap, put } from '../plain.js';
import { badDebt, capital, facility, loanOf, overheads, paymentTerms, tax, whenShort } from './books.js';
import { references, referring } from './references.js';
import { schools, schoolsBlock } from './schools.js';
import { brokered, contract, national, payroll, post, RATES, traded } from './services.js';
import { allSchools, tierBlocks, tiers, times } from './tiers.js';
import {
  dated,
  FIRST_YEAR,
  growth,
  MONTH_NUMBERS,
  MONTHS,
  maybe,
  months,
  number,
  oneOf,
  pounds,
  share,
  vatClass,
  vatClasses,
} from './values.js';

/* Small models of every shape that the language has. All are valid, whatever they are about. */

const parts = fc.record({
  yearStarts: fc.nat(MONTHS.length - 1),
  late: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(11)),
  years: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 4, max: 6 }) },
  ),
  buyIn: dated(share),
  growth: oneOf(growth, fc.record({ 2019: growth, 2020: growth })),
  schools,
  tiers,
  services: fc.record({
    advice: maybe(traded),
    clerking: maybe(traded),
    audit: maybe(brokered),
    leaders: maybe(brokered),
  }),
  council: maybe(fc.tuple(contract, months)),
  grant: maybe(fc.tuple(contract, months)),
  adviser: fc.tuple(post, months, number(210, 0, 100), share),
  office: maybe(fc.tuple(post, months)),
  national: maybe(fc.tuple(national, months)),
  payroll: maybe(payroll),
  overheads,
  opening: maybe(pounds(90_000, -20_000)),
  policy: maybe(number(6, 1)),
  terms: maybe(paymentTerms),
  badDebt: maybe(badDebt),
  tax: maybe(tax),
  classes: fc.record({
    tiers: vatClasses,
    services: vatClasses,
    contracts: vatClasses,
    overheads: maybe(vatClass).map((each) => [each]),
    providers: maybe(vatClass),
  }),
  facility: maybe(facility),
  loan: maybe(loanOf),
  capital: maybe(fc.tuple(capital, fc.nat(35))),
  whenShort: maybe(whenShort),
  references,
});
type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never;

export const models: fc.Arbitrary<PlainMap> = parts.map(assembled);

/**
 * Of the same shapes, but for schools that react to what they are offered, and for input tax that is recovered in part:
 * a choice jumps, a share of recovery is no straight line, and a lever holds both.
 */
export const unmoved: fc.Arbitrary<PlainMap> = models.map((data) => unexempt(put(data, ['choice'], undefined)));

const REGISTERED = {
  vat: { registered: 'yes', from: undefined, quarter_ends: 'March', eligible_body: 'unknown' },
  corporation_tax: undefined,
} as const;

/** Of companies that are registered for VAT. */
export const registered: fc.Arbitrary<PlainMap> = parts.map((of) => assembled({ ...of, tax: REGISTERED }));

/** Nothing exempt. */
function unexempt(data: PlainMap): PlainMap {
  const standard = (said: PlainMap): PlainMap => (said.vat === 'exempt' ? { ...said, vat: 'standard' } : said);
  const all = (['tiers', 'services', 'contracts'] as const).map((kind) => {
    const blocks = Object.entries(mapAt(data, kind)).map(
      ([id, each]) => [id, isMap(each) ? standard(each) : each] as const,
    );
    return [kind, Object.fromEntries(blocks)] as const;
  });
  return { ...data, ...Object.fromEntries(all) };
}

/** With one tier, which any share of schools may join: more of two could be more than there are. */
export function oneTier(data: PlainMap): PlainMap {
  const unassigned = allSchools(mapAt(data, 'schools')).reduce(
    (so, [path]) => put(so, ['schools', ...path, 'tier'], undefined),
    data,
  );
  const chosen = at(data, ['choice', 'rule']) === 'assigned' ? put(unassigned, ['choice'], undefined) : unassigned;
  return { ...chosen, tiers: { gold: at(data, ['tiers', 'gold']) } };
}

/** Schools that are there throughout, and may be members as long as they are there; no notice. */
export function lasting(data: PlainMap): PlainMap {
  const without = (said: PlainMap, keys: readonly string[]): PlainMap =>
    keys.reduce((so, key) => put(so, [key], undefined), said);
  const stay = allSchools(mapAt(data, 'schools')).reduce(
    (so, [path, school]) =>
      put(so, ['schools', ...path], {
        ...without(school, ['opens', 'closes', 'into', 'member_from', 'leaves']),
        trust: isMap(school.trust) ? undefined : school.trust,
      }),
    data,
  );
  return Object.keys(mapAt(data, 'tiers')).reduce(
    (so, id) =>
      at(so, ['tiers', id, 'term']) === undefined ? so : put(so, ['tiers', id, 'term', 'notice'], undefined),
    stay,
  );
}

/** A twelfth of each service in each month. */
export function unseasoned(data: PlainMap): PlainMap {
  return Object.entries(mapAt(data, 'services')).reduce(
    (so, [id, said]) => (said === undefined ? so : put(so, ['services', id, 'season'], undefined)),
    data,
  );
}

/** Nothing that depends on when cash comes: no interest on a facility, and no tax that is recovered in part. */
export function plain(data: PlainMap): PlainMap {
  return ['loans', 'tax'].reduce((so, key) => put(so, [key], undefined), data);
}

type Window = { readonly from: number | undefined; readonly length: number | undefined };

function assembled(of: Parts): PlainMap {
  return { ...referring(unreferred(of), of.references), scenarios: { nothing: { because: 'nothing changes' } } };
}

function unreferred(of: Parts): PlainMap {
  const yearStarts = MONTH_NUMBERS[of.yearStarts] as number;
  const first = FIRST_YEAR * 12 + yearStarts + of.late;
  const span = of.years * 12 - of.late;
  const monthAt = (month: number): string => monthText(first + (month % span));
  const within = (names: readonly [string, string], { from, length }: Window): PlainMap => ({
    ...(from !== undefined && { [names[0]]: monthAt(from) }),
    ...(length !== undefined && { [names[1]]: monthText(first + (((from ?? 0) % span) + length)) }),
  });
  const running = <T extends PlainMap>(
    said: readonly [T, Window] | undefined,
    names: readonly [string, string],
  ): PlainMap | undefined => said && { ...said[0], ...within(names, said[1]) };
  const tradedOnes = (['advice', 'clerking'] as const).filter((id) => of.services[id] !== undefined);
  const plainPrices = tradedOnes.filter((id) => typeof of.services[id]?.price === 'string');
  const {
    tiers: written,
    choice,
    schools: withTiers,
    least,
  } = tierBlocks(of.tiers, tradedOnes, plainPrices, schoolsBlock(of.schools, monthAt));
  const [adviser, post_, days, chargeable] = of.adviser;
  const audit = of.services.audit && { ...of.services.audit, provider_vat: of.classes.providers };
  const costs = Object.entries(of.overheads).map(([id, said]) => [
    id,
    running(said as readonly [PlainMap, Window] | undefined, ['from', 'to']),
  ]);
  return {
    buyin: '1',
    name: 'Sample',
    calendar: { starts: monthText(first), years: String(of.years), year_starts: MONTHS[of.yearStarts] },
    assumptions: { buy_in: { value: times(of.buyIn, least), basis: 'estimate' }, growth: { value: of.growth } },
    schools: withTiers,
    tiers: classed(written, of.classes.tiers),
    choice,
    services: classed({ ...of.services, audit }, of.classes.services),
    contracts: classed(
      { council: running(of.council, ['from', 'to']), grant: running(of.grant, ['from', 'to']) },
      of.classes.contracts,
    ),
    staff: {
      adviser: { ...adviser, ...within(['from', 'to'], post_), days, chargeable, when_short: of.whenShort },
      office: running(of.office, ['from', 'to']),
      national: running(of.national, ['from', 'to']),
    },
    parameters: of.national === undefined && of.tax === undefined ? undefined : RATES,
    payroll: of.payroll,
    overheads: classed(Object.fromEntries(costs), of.classes.overheads),
    tax: of.tax && taxes(of.tax, monthAt),
    bad_debt: of.badDebt,
    loans: { facility: of.facility, loan: of.loan && borrowed(of.loan, first) },
    capital: { laptops: of.capital && { ...of.capital[0], bought: monthAt(of.capital[1]) } },
    reserves: { opening: of.opening, policy: of.policy && { months_of_cost: of.policy } },
    payment_terms: of.terms,
  };
}

/** Every one of some blocks with one of some classes of VAT, in turn. */
function classed(
  blocks: Readonly<Record<string, Plain | undefined>>,
  classes: readonly (string | undefined)[],
): PlainMap {
  return Object.fromEntries(
    Object.entries(blocks).map(([id, said], i) => [
      id,
      said && { ...(said as PlainMap), vat: classes[i % classes.length] },
    ]),
  );
}

/** Taxes as they are written; `monthAt` is a month of the calendar by its place. */
function taxes({ vat, ...rest }: Tax, monthAt: (month: number) => string): PlainMap {
  const from = vat !== undefined && 'from' in vat && vat.from !== undefined ? monthAt(vat.from) : undefined;
  return { ...rest, vat: vat && { ...vat, from } };
}

type Tax = typeof tax extends fc.Arbitrary<infer T> ? T : never;

type Loan = typeof loanOf extends fc.Arbitrary<infer T> ? T : never;

function borrowed({ amount, rate, after, months: many }: Loan, first: number): PlainMap {
  const repaid = after === undefined ? undefined : { from: monthText(first + after), months: String(many) };
  return { limit: amount, drawn: { [monthText(first)]: amount }, rate, repaid };
}
