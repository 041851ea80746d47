import fc from 'fast-check';
import { monthText } from '../../src/language/index.js';
import type { Model } from '../../src/model/index.js';
import { type Projection, project } from '../../src/projection/index.js';
import { type Pick, Source } from '../../src/reading/index.js';
import { diskOf } from './disk.js';

/** A model as plain data; every scalar is the text that stands in the file. */
export type Plain = string | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain | undefined;
}

/** Plain data as YAML in block style. */
export function yamlOf(data: PlainMap, indent = ''): string {
  return Object.entries(data)
    .map(([key, value]) => {
      if (value === undefined) return '';
      if (typeof value === 'string') return `${indent}${key}: ${value}\n`;
      if (isList(value)) return `${indent}${key}:\n${value.map((item) => itemOf(item, `${indent}  `)).join('')}`;
      return Object.values(value).every((each) => each === undefined) ? `${indent}${key}: {}\n` : `${indent}${key}:\n${yamlOf(value, `${indent}  `)}`;
    })
    .join('');
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

function itemOf(item: Plain, indent: string): string {
  if (typeof item === 'string' || isList(item)) return `${indent}- ${String(item)}\n`;
  return `${indent}- ${yamlOf(item, `${indent}  `).trimStart()}`;
}

/** The data with another value at a path, such as `['payment_terms', 'schools']`; undefined takes the key away. */
export function put(data: PlainMap, [key, ...rest]: readonly string[], value: Plain | undefined): PlainMap {
  if (key === undefined) return data;
  return { ...data, [key]: rest.length === 0 ? value : put((data[key] ?? {}) as PlainMap, rest, value) };
}

export const FILE = 'model.yaml';

export function sourceOf(data: PlainMap): Source {
  return Source.open(diskOf({ [FILE]: yamlOf(data) }), FILE);
}

export function modelOf(data: PlainMap, pick: Partial<Pick> = {}): Model {
  return sourceOf(data).load({ scenarios: [], sets: [], ...pick }).model;
}

export function projectionOf(data: PlainMap, pick: Partial<Pick> = {}): Projection {
  return project(modelOf(data, pick));
}

/** A plain decimal with so many places: 1234 with two is `12.34`. */
export function decimal(units: number, places: number): string {
  const digits = String(Math.abs(units)).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0 ? `-${text}` : text;
}

const number = (most: number, places: number, least = 0): fc.Arbitrary<string> =>
  fc.integer({ min: least * 10 ** places, max: most * 10 ** places }).map((units) => decimal(units, places));
const pounds = (most: number, least = 0): fc.Arbitrary<string> => fc.oneof(number(most, 2, least), number(most, 0, least));
const share: fc.Arbitrary<string> = fc.oneof(
  number(100, 1).map((each) => `${each}%`),
  fc.constantFrom('0%', '100%'),
);
const growth: fc.Arbitrary<string> = number(8, 2, -4).map((rate) => `${rate}%`);
const maybe = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(item, { nil: undefined });

/** One value, or several from dates on; the calendars below all start in the company year 2018. */
const dated = (item: fc.Arbitrary<string>): fc.Arbitrary<Plain> =>
  fc.oneof(
    { weight: 2, arbitrary: item },
    fc.record({ 2018: item, 2019: item }),
    fc.record({ 2018: item, '2019-02': item }),
    fc.record({ 2020: item, 2018: item }),
  );
const growths: fc.Arbitrary<Plain> = fc.oneof(growth, fc.constant('=growth'), fc.record({ 2019: growth }), fc.record({ 2020: growth, 2019: growth }));

const phases = ['primary', 'secondary', 'special'] as const;
const intents = ['member', 'likely', 'no'] as const;
const MONTHS = ['January', 'April', 'July', 'September', 'December'] as const;
const QUARTER_ENDS = ['January', 'February', 'March', 'August'] as const;
const MONTH_NUMBERS = [0, 3, 6, 8, 11] as const;

const aSchool = {
  phase: fc.constantFrom(...phases),
  type: fc.constantFrom('community', 'voluntary_aided', 'academy', 'free_school', 'further_education'),
  pupils: dated(number(1500, 1)),
  new_joiner: maybe(fc.constantFrom('yes', 'no')),
  intent: maybe(fc.constantFrom(...intents)),
  area: fc.constantFrom('north', 'south'),
  pays_now: maybe(pounds(9000)),
  budget: maybe(pounds(900_000, 1000)),
};
const schools = fc.record({
  named: fc.array(fc.record(aSchool), { minLength: 1, maxLength: 4 }),
  groups: fc.array(fc.record({ ...aSchool, count: number(40, 0) }), { maxLength: 3 }),
  roll_change: maybe(fc.oneof(growths, fc.record({ primary: growths, secondary: growths }))),
});

/** Terms of one price. The cap is never below a floor, which a model may not have. */
const price: fc.Arbitrary<PlainMap> = fc
  .record({
    base: fc.oneof(
      fc.record({ flat: pounds(15_000) }),
      fc.record({ per_pupil: number(30, 4) }),
      fc.record({ flat: pounds(2000), per_pupil: number(20, 2) }),
    ),
    floor: maybe(fc.integer({ min: 0, max: 800_000 })),
    joiners: maybe(fc.integer({ min: 0, max: 800_000 })),
    room: maybe(fc.integer({ min: 0, max: 900_000 })),
  })
  .map(({ base, floor, joiners, room }) => {
    const first = joiners === undefined ? [] : [{ amount: decimal(joiners, 2), when: { new_joiner: 'yes' } }];
    const floors = [...first, ...(floor === undefined ? [] : [decimal(floor, 2)])];
    const cap = room === undefined ? undefined : decimal(Math.max(floor ?? 0, joiners ?? 0) + room, 2);
    return { ...base, ...(floors.length > 0 && { floor: floors }), ...(cap !== undefined && { cap }) };
  });
const prices: fc.Arbitrary<Plain> = fc.oneof(
  price,
  fc.tuple(fc.constantFrom(...phases), price, price).map(([phase, first, rest]) => [{ when: { phase }, ...first }, rest]),
);
const joins: fc.Arbitrary<Plain> = fc.oneof(
  share,
  fc.constant({ others: '=buy_in' }),
  fc.record({ others: dated(share), primary: maybe(dated(share)), by_intent: maybe(fc.record({ member: share, likely: dated(share), no: share })) }),
);
const tier = fc.record({
  eligible: maybe(fc.constantFrom<PlainMap>({ area: 'north' }, { phase: ['primary', 'secondary'] }, { maintained: 'yes' })),
  price: prices,
  term: maybe(
    fc.record({
      starts: fc.constantFrom(...MONTHS),
      invoice: fc.constantFrom('school_year', 'membership_year'),
      instalments: fc.integer({ min: 1, max: 12 }).map(String),
      joins_mid_year: fc.constantFrom('by_month', 'full_year', 'wait'),
    }),
  ),
  uplift: maybe(fc.oneof(growths, fc.record({ per_pupil: growths, cap: growth, floor: fc.constant('0%') }))),
  joins,
  worth: maybe(pounds(9000)),
});

const choice = fc.record({
  rule: fc.constantFrom('best_value', 'logit'),
  sensitivity: number(3, 2, 1),
  none: maybe(pounds(2000, -2000)),
});

const demand = fc.record({ per_member: maybe(number(5, 2)), per_other: maybe(number(3, 2)) });
const traded = fc.record({
  kind: fc.constant('traded'),
  unit: fc.constantFrom('day', 'meeting'),
  price: fc.oneof<fc.Arbitrary<Plain>[]>(number(700, 2), fc.record({ member: number(600, 2), other: number(800, 3) })),
  delivery: maybe(fc.record({ by: fc.constant('adviser'), days: number(3, 2), direct_cost: maybe(number(60, 2)) })),
  demand,
  uplift: maybe(growths),
});
const commission = fc.oneof<fc.Arbitrary<PlainMap>[]>(
  fc.record({ provider_fee: number(600, 2), commission: fc.record({ percent: share, on: fc.constant('top') }) }),
  fc.record({ price: number(600, 2), commission: fc.record({ percent: share, on: fc.constant('inside') }) }),
  fc.record({ price: number(600, 2, 100), commission: fc.record({ fixed: number(100, 2) }) }),
  fc.record({ provider_fee: number(600, 2), commission: fc.record({ fixed: number(100, 2) }) }),
);
const brokered = fc
  .tuple(commission, fc.record({ acts_as: fc.constantFrom('agent', 'principal'), demand, uplift: maybe(growths) }))
  .map(([terms, rest]): PlainMap => ({ kind: 'brokered', unit: 'day', ...terms, ...rest }));

const paid = fc.constantFrom('monthly', 'quarterly_in_advance', 'quarterly_in_arrears', 'yearly_in_advance', 'yearly_in_arrears');
const months = fc.record({ from: maybe(fc.nat(20)), length: maybe(fc.nat(20)) });
const contract = fc.record({ kind: fc.constantFrom('commission', 'grant'), per_year: dated(pounds(700_000)), paid });
const post = fc.record({
  fte: dated(number(4, 2)),
  salary: dated(pounds(90_000)),
  on_costs: dated(number(40, 1).map((rate) => `${rate}%`)),
  pay_award: maybe(growths),
});
/** Posts by the rates below: pay, people, scale points and awards of every form. */
const national = fc.record({
  fte: dated(number(4, 2)),
  people: maybe(number(5, 0, 1)),
  salary: fc.oneof<fc.Arbitrary<Plain>[]>(
    dated(pounds(90_000)),
    fc.record({ scale: fc.constant('spine'), point: fc.constant('1'), top: fc.constant('2') }),
  ),
  allowances: maybe(pounds(4000)),
  pension: fc.oneof(
    fc.constantFrom('teachers', 'least', 'none'),
    number(30, 1).map((rate) => `${rate}%`),
  ),
  pay_award: maybe(
    fc.oneof<fc.Arbitrary<Plain>[]>(
      fc.constantFrom('council'),
      fc.record({ named: fc.constant('council'), after: growth }),
      fc.record({
        month: fc.constantFrom(...MONTHS),
        awards: fc.record({ 2019: growth, 2020: fc.record({ flat: pounds(2000), paid: fc.constant('2020-11') }) }),
      }),
    ),
  ),
  vacancy: maybe(share),
  recruitment: maybe(pounds(3000)),
});
const RATES: PlainMap = {
  name: 'Rates',
  vat: {
    rate: { '2011-01': '20%', '2020-04': '17.5%' },
    registration: { '2017-04': '85_000' },
    de_minimis: { '2011-01': '25' },
    known_to: '2020-01',
  },
  corporation_tax: {
    rate: { '2017-04': '19%', '2019-12': '25%' },
    small_rate: { '2019-12': '19%' },
    lower_limit: { '2019-12': '5_000' },
    upper_limit: { '2019-12': '25_000' },
    fraction: { '2019-12': '1.5%' },
  },
  employer_ni: {
    rate: { '2015-04': '13.8%', '2019-04': '15.05%' },
    threshold_month: { '2015-04': '702' },
    threshold_year: { '2015-04': '8_424' },
    known_to: '2019-12',
  },
  employment_allowance: { amount: { '2015-04': '3_000' }, barred_from: { '2019-04': '20_000' }, bar_ends: '2020-03' },
  apprenticeship_levy: { rate: { '2015-04': '0.5%' }, allowance: { '2015-04': '500' } },
  pensions: {
    teachers: { rate: { '2015-09': '16.48%', '2019-09': '23.68%' }, known_to: '2020-03' },
    least: { rate: { '2015-04': '3%' }, lower_limit: { '2015-04': '6_136' }, upper_limit: { '2015-04': '50_000' } },
  },
  pay_awards: { council: { month: 'April', awards: { 2018: { percent: '2%', flat: '900', paid: '2018-10' }, 2019: '2%' } } },
  scales: { spine: { month: 'September', points: { 1: { '2015-09': '30_000', '2019-09': '31_000' }, 2: { '2015-09': '33_000' } } } },
};
const payroll = fc.record({
  employment_allowance: fc.constantFrom('yes', 'no', 'unknown'),
  ni_by: fc.constantFrom('month', 'year'),
  withheld: maybe(share),
});

const vatClass = fc.constantFrom('standard', 'exempt', 'outside_scope');
const tax = fc.record({
  vat: maybe(
    fc.oneof(
      fc.record({
        registered: fc.constant('yes'),
        quarter_ends: fc.constantFrom('January', 'March', 'August'),
        eligible_body: fc.constantFrom('yes', 'unknown'),
      }),
      fc.record({ registered: fc.constant('no') }),
    ),
  ),
  corporation_tax: maybe(fc.record({ mutual: fc.constantFrom('yes', 'no', 'unknown') })),
});
const facility = fc.record({
  limit: pounds(200_000),
  drawn: fc.constant('when_needed'),
  rate: dated(number(12, 2).map((rate) => `${rate}%`)),
  keep: maybe(pounds(20_000)),
});
const loanOf = fc.record({
  amount: pounds(80_000),
  rate: number(12, 2).map((rate) => `${rate}%`),
  after: maybe(fc.integer({ min: 1, max: 20 })),
  months: fc.integer({ min: 1, max: 40 }),
});
const capital = fc.record({ cost: pounds(40_000, 100), life: number(6, 0, 1), residual: maybe(number(99, 2)), vat: maybe(vatClass) });
const whenShort = fc.oneof<fc.Arbitrary<Plain>[]>(
  fc.constant('unmet'),
  fc.record({ associates: dated(number(600, 2)), most: maybe(number(60, 0)), uplift: maybe(growths) }),
);

const fixed = fc.record({ per_year: dated(pounds(60_000)), times: maybe(number(9, 0)), uplift: maybe(growths), paid });
const stepped = fc.record({
  per_year: pounds(40_000),
  step: fc.record({ for_each: number(60, 0, 1), of: fc.constantFrom('members', 'pupils', 'days', 'schools') }),
  paid,
});
const varying = fc.record({
  per: fc.record({ members: maybe(number(300, 2)), pupils: number(3, 4), days: maybe(number(30, 2)) }),
  uplift: maybe(growths),
  paid,
});
const terms = fc.integer({ min: 0, max: 6 }).map(String);

const parts = fc.record({
  yearStarts: fc.nat(MONTHS.length - 1),
  late: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(11)),
  years: fc.integer({ min: 1, max: 3 }),
  buyIn: dated(share),
  growth: fc.oneof<fc.Arbitrary<Plain>[]>(growth, fc.record({ 2019: growth, 2020: growth })),
  schools,
  gold: tier,
  silver: maybe(tier),
  choice: maybe(choice),
  includes: maybe(fc.record({ per_school: number(4, 1), take_up: maybe(share) })),
  discount: maybe(share),
  services: fc.record({ advice: maybe(traded), clerking: maybe(traded), audit: maybe(brokered), leaders: maybe(brokered) }),
  council: maybe(fc.tuple(contract, months)),
  grant: maybe(fc.tuple(contract, months)),
  adviser: fc.tuple(post, months, number(210, 0, 100), share),
  office: maybe(fc.tuple(post, months)),
  national: maybe(fc.tuple(national, months)),
  payroll: maybe(payroll),
  overheads: fc.record({
    premises: maybe(fc.tuple(fixed, months)),
    leads: maybe(fc.tuple(stepped, months)),
    licences: maybe(fc.tuple(varying, months)),
  }),
  opening: maybe(pounds(90_000, -20_000)),
  policy: maybe(number(6, 1)),
  terms: maybe(
    fc.record({
      schools: fc.oneof<fc.Arbitrary<Plain>[]>(terms, fc.record({ maintained: maybe(terms), academies: maybe(terms), others: maybe(terms) })),
      council: terms,
      suppliers: terms,
    }),
  ),
  badDebt: maybe(
    fc.record({
      schools: maybe(fc.oneof<fc.Arbitrary<Plain>[]>(share, fc.record({ others: share, academies: maybe(share) }))),
      council: maybe(share),
    }),
  ),
  tax: maybe(tax),
  classes: fc.record({ tiers: vatClass, services: vatClass, contracts: vatClass, overheads: maybe(vatClass), providers: maybe(vatClass) }),
  facility: maybe(facility),
  loan: maybe(loanOf),
  capital: maybe(fc.tuple(capital, fc.nat(35))),
  whenShort: maybe(whenShort),
  converts: maybe(fc.nat(35)),
});
type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never;

/** Small models of every shape that the language has. All are valid, whatever they are about. */
export const models: fc.Arbitrary<PlainMap> = parts.map(assembled);

const STREAMS = ['tiers', 'services', 'contracts'] as const;
const taxed = fc.record({
  classes: fc.array(vatClass, { minLength: 8, maxLength: 8 }),
  quarterEnds: fc.constantFrom(...QUARTER_ENDS),
  from: maybe(fc.nat(30)),
  uses: fc.array(maybe(fc.nat(20)), { minLength: 3, maxLength: 3 }),
  direct: maybe(vatClass),
});

/** Companies that are registered for VAT, from the start or later, with streams of every class, and costs that are for streams, for kinds of them, or for all. */
export const taxedModels: fc.Arbitrary<PlainMap> = fc.tuple(parts, taxed).map(([of, { classes, quarterEnds, from, uses, direct }]) => {
  const data = assembled({ ...of, tax: { vat: { registered: 'yes', quarter_ends: 'March', eligible_body: 'unknown' }, corporation_tax: undefined } });
  const blocks = (kind: string): [string, PlainMap][] =>
    Object.entries((data[kind] ?? {}) as Readonly<Record<string, PlainMap | undefined>>).flatMap(([id, said]) =>
      said === undefined ? [] : [[id, said]],
    );
  let next = 0;
  const each = (said: PlainMap): PlainMap => ({ ...said, vat: classes[next++ % classes.length] });
  const sold = STREAMS.map((kind) => [kind, Object.fromEntries(blocks(kind).map(([id, said]) => [id, each(said)]))] as const);
  const delivered = sold.map(([kind, all]) => [kind, kind === 'services' ? mapped(all, (said) => withDelivery(said, direct)) : all] as const);
  const targets = [...STREAMS, ...STREAMS.flatMap((kind) => blocks(kind).map(([id]) => `${kind}.${id}`))];
  const overheads = blocks('overheads').map(([id, said], i) => {
    const use = uses[i % uses.length];
    return [id, { ...said, vat: 'standard', for: use === undefined ? undefined : targets[use % targets.length] }] as const;
  });
  const vat = { registered: 'yes', quarter_ends: quarterEnds, from: from === undefined ? undefined : within(data, from) };
  return { ...data, ...Object.fromEntries(delivered), overheads: Object.fromEntries(overheads), tax: { vat } };
});

const mapped = (all: PlainMap, change: (said: PlainMap) => PlainMap): PlainMap =>
  Object.fromEntries(Object.entries(all).map(([id, said]) => [id, change(said as PlainMap)]));

/** The company's own service with a direct cost that carries VAT. */
function withDelivery(said: PlainMap, vat: string | undefined): PlainMap {
  const delivery = said.delivery as PlainMap | undefined;
  return delivery === undefined ? said : { ...said, delivery: { ...delivery, direct_cost: delivery.direct_cost ?? '12.34', vat } };
}

/** A month of the calendar of some data, by its number. */
function within(data: PlainMap, at: number): string {
  const { calendar } = modelOf(put(data, ['tax'], undefined));
  return monthText(calendar.first + (at % (calendar.last - calendar.first + 1)));
}

/**
 * Of the same shapes, but for schools that react to what they are offered, and for input tax that is recovered in part: a choice jumps, a share of
 * recovery is no straight line, and a lever holds both.
 */
export const unmoved: fc.Arbitrary<PlainMap> = models.map((data) => taxable(put(data, ['choice'], undefined)));

/** Nothing exempt. */
function taxable(data: PlainMap): PlainMap {
  const changed = (['tiers', 'services', 'contracts'] as const).map((kind) => {
    const said = Object.entries((data[kind] ?? {}) as Readonly<Record<string, PlainMap | undefined>>);
    return [kind, Object.fromEntries(said.map(([id, each]) => [id, standard(each)]))] as const;
  });
  return { ...data, ...Object.fromEntries(changed) };
}

const standard = (said: PlainMap | undefined): PlainMap | undefined => (said?.vat === 'exempt' ? { ...said, vat: 'standard' } : said);

function assembled(of: Parts): PlainMap {
  const yearStarts = MONTH_NUMBERS[of.yearStarts] as number;
  const first = 2018 * 12 + yearStarts + of.late;
  const span = of.years * 12 - of.late;
  const within = (names: readonly [string, string], { from, length }: { from: number | undefined; length: number | undefined }): PlainMap => ({
    ...(from !== undefined && { [names[0]]: monthText(first + (from % span)) }),
    ...(length !== undefined && { [names[1]]: monthText(first + (((from ?? 0) % span) + length)) }),
  });
  const at = (month: number): string => monthText(first + (month % span));
  const running = <T extends PlainMap>(
    said: readonly [T, Parameters<typeof within>[1]] | undefined,
    names: readonly [string, string],
  ): PlainMap | undefined => said && { ...said[0], ...within(names, said[1]) };
  const tradedOnes = (['advice', 'clerking'] as const).filter((id) => of.services[id] !== undefined);
  const plainPrices = tradedOnes.filter((id) => typeof of.services[id]?.price === 'string');
  // A school may be eligible for both tiers, and joins one of them at most.
  const joining = (said: Plain): Plain => (of.silver === undefined ? said : halved(said));
  const gold: PlainMap = {
    ...of.gold,
    joins: joining(of.gold.joins),
    ...(of.includes && tradedOnes[0] && { includes: { [tradedOnes[0]]: of.includes } }),
    ...(of.discount && plainPrices[0] && { discounts: { [plainPrices[0]]: of.discount } }),
  };
  const [adviser, post, days, chargeable] = of.adviser;
  const costs: Record<string, Plain | undefined> = {};
  for (const [id, said] of Object.entries(of.overheads))
    costs[id] = running(said as readonly [PlainMap, Parameters<typeof within>[1]] | undefined, ['from', 'to']);
  return {
    buyin: '1',
    name: 'Sample',
    calendar: { starts: monthText(first), years: String(of.years), year_starts: MONTHS[of.yearStarts] },
    assumptions: { buy_in: { value: joining(of.buyIn), basis: 'estimate' }, growth: { value: of.growth } },
    schools: {
      roll: { count: 'fte', census: 'october' },
      ...(of.schools.roll_change !== undefined && { roll_change: of.schools.roll_change }),
      groups: numbered('group', of.schools.groups),
      // Eligibility may ask for this area, which then some school has to have.
      named: numbered('school', [
        { ...of.schools.named[0], area: 'north' },
        ...of.schools.named.slice(1),
        ...(of.converts === undefined ? [] : [{ ...CONVERTING, converts: at(of.converts) }]),
      ]),
    },
    tiers: classed({ gold, silver: of.silver && { ...of.silver, joins: joining(of.silver.joins) } }, of.classes.tiers),
    choice: of.choice,
    services: classed(
      { ...of.services, audit: of.services.audit && { ...of.services.audit, provider_vat: of.classes.providers } },
      of.classes.services,
    ),
    contracts: classed({ council: running(of.council, ['starts', 'ends']), grant: running(of.grant, ['starts', 'ends']) }, of.classes.contracts),
    staff: {
      adviser: { ...adviser, ...within(['from', 'to'], post), days, chargeable, when_short: of.whenShort },
      office: running(of.office, ['from', 'to']),
      national: running(of.national, ['from', 'to']),
    },
    parameters: of.national === undefined && of.tax === undefined ? undefined : RATES,
    payroll: of.payroll,
    overheads: classed(costs, of.classes.overheads),
    tax: of.tax,
    bad_debt: of.badDebt,
    loans: { facility: of.facility, loan: of.loan && borrowed(of.loan, first) },
    capital: { laptops: of.capital && { ...of.capital[0], bought: at(of.capital[1]) } },
    reserves: { opening: of.opening, policy: of.policy && { months_of_cost: of.policy } },
    payment_terms: of.terms,
    scenarios: { nothing: { because: 'nothing changes' } },
  };
}

/** Every one of some blocks with a class of VAT. */
function classed(blocks: Readonly<Record<string, Plain | undefined>>, vat: string | undefined): PlainMap {
  return Object.fromEntries(Object.entries(blocks).map(([id, said]) => [id, said && { ...(said as PlainMap), vat }]));
}

const CONVERTING: PlainMap = { phase: 'primary', type: 'community', pupils: '300', area: 'south', intent: 'member' };

function borrowed(
  { amount, rate, after, months }: { amount: string; rate: string; after: number | undefined; months: number },
  first: number,
): PlainMap {
  const repaid = after === undefined ? undefined : { from: monthText(first + after), months: String(months) };
  return { limit: amount, drawn: { [monthText(first)]: amount }, rate, repaid };
}

/** Half of every share at or below a place. */
function halved(said: Plain): Plain {
  if (typeof said === 'string') return said.endsWith('%') ? `${Number(said.slice(0, -1)) / 2}%` : said;
  return isList(said) ? said.map(halved) : Object.fromEntries(Object.entries(said).map(([key, value]) => [key, value && halved(value)]));
}

function numbered(name: string, items: readonly PlainMap[]): PlainMap {
  return Object.fromEntries(items.map((item, i) => [`${name}_${i + 1}`, item]));
}

/** Nothing that depends on when cash comes: no interest on a facility, and no tax that is recovered in part. */
export function plain(data: PlainMap): PlainMap {
  return ['loans', 'tax'].reduce((so, key) => put(so, [key], undefined), data);
}
