import { expect, test } from 'vitest';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection, project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';

/*
 * A company of twelve schools with everything that books have, worked out a second time: month by month in fractions, from
 * the pages of the language and the rules of the field, by a program of another language that shares nothing with this one.
 * The company begins in November and ends its years in August. Both round to the penny, each at its own places.
 */

const MODEL = `buyin: 1
name: Saltmarsh Schools Company
basis: illustrative
source: Invented for this test
calendar: { starts: 2025-11, years: 4, year_starts: September }
parameters:
  name: Rates of this case
  employer_ni:
    rate: { 2022-04: 13.8%, 2025-04: 15% }
    threshold_month: { 2022-04: 758, 2025-04: 417, 2027-04: 440 }
    threshold_year: { 2022-04: 9_100, 2025-04: 5_000, 2027-04: 5_280 }
  employment_allowance: { amount: { 2022-04: 5_000, 2025-04: 10_500 }, barred_from: { 2020-04: 100_000 }, bar_ends: 2025-03 }
  apprenticeship_levy: { rate: { 2017-04: 0.5% }, allowance: { 2017-04: 15_000 } }
  pensions:
    teachers: { rate: { 2024-04: 28.68%, 2027-04: 27% } }
    lgps: { rate: { 2023-04: 21.1%, 2026-04: 19.4% } }
  pay_awards:
    njc: { month: April, awards: { 2024: { percent: 2.5%, flat: 1_290, paid: 2024-11 }, 2025: { percent: 3.2%, paid: 2025-08 }, 2026: { percent: 3%, flat: 1_000, paid: 2026-10 } }, after: 2% }
    teachers: { month: September, awards: { 2025: 4%, 2026: 3.5%, 2027: 3% }, after: 2.5% }
    soulbury: { month: September, awards: { 2025: 3.2%, 2026: { percent: 3%, paid: 2027-02 } }, after: 2% }
  scales:
    soulbury: { month: September, points: { 10: { 2024-09: 54_125, 2025-09: 55_857 }, 11: { 2024-09: 55_520, 2025-09: 57_306 }, 12: { 2024-09: 56_871, 2025-09: 58_691 } } }
  corporation_tax:
    rate: { 2023-04: 25% }
    small_rate: { 2023-04: 19% }
    lower_limit: { 2023-04: 50_000 }
    upper_limit: { 2023-04: 250_000 }
    fraction: { 2023-04: 1.5% }
  vat: { rate: { 2011-01: 20% }, registration: { 2024-04: 90_000 }, de_minimis: { 2011-01: 625 } }
schools:
  roll: { count: fte, census: october }
  file: schools.csv
tiers:
  core:
    price:
      - { when: { phase: primary }, per_pupil: 11.37, floor: 1_500, cap: 4_500 }
      - { flat: 800, per_pupil: 6.15 }
    uplift: { per_pupil: 3%, floor: 2% }
    term: { invoice: school_year }
    joins: { by_intent: { member: 100%, likely: 75%, possible: 40%, no: 0% }, others: 60% }
    vat: standard
    controlling_member: yes
  plus:
    price: { flat: 2_450, per_pupil: 9.90, cap: 14_000 }
    uplift: 2.5%
    term: { invoice: membership_year, starts: January, instalments: 3, joins_mid_year: by_month }
    joins: { by_intent: { member: 100%, likely: 80%, possible: 50%, no: 0% }, others: 60% }
    vat: standard
    controlling_member: yes
    includes: { adviser_day: { per_school: 2, take_up: 90% } }
choice: { rule: assigned, because: each has said }
services:
  adviser_day:
    kind: traded
    unit: day
    price: [{ when: { member: yes }, per: { units: 560 } }, { per: { units: 655 } }]
    delivery: { by: adviser, days: 1.25, direct_cost: 37.50, vat: standard }
    demand: { per_member: 3.3, per_other: 1.1 }
    uplift: 2%
    vat: standard
    controlling_member: yes
  training:
    kind: traded
    unit: place
    price: 95
    delivery: { direct_cost: 21.40, vat: standard }
    demand: { per_member: 60, per_other: 14 }
    season: { October: 20%, November: 15%, February: 25%, March: 20%, June: 20% }
    uplift: 1.5%
    vat: exempt
    controlling_member: yes
  checks:
    kind: traded
    unit: check
    price: 41
    delivery: { direct_cost: 38 }
    demand: { per_member: 9, per_other: 2 }
    vat: outside_scope
    controlling_member: yes
  audit:
    kind: brokered
    unit: audit
    price: 512
    commission: { percent: 12%, on: inside }
    acts_as: principal
    provider_vat: standard
    demand: { per_member: 1, per_other: 0.2 }
    vat: standard
    controlling_member: yes
contracts:
  council: { kind: commission, per_year: { 2025: 180_000, 2027: 150_000 }, paid: quarterly_in_advance, controlling_member: yes, vat: standard }
  match: { kind: grant, matches_fees: 20%, to: 2027-08, controlling_member: no, vat: outside_scope }
  gifts: { kind: donation, per_year: 4_000, paid: yearly_in_arrears, controlling_member: no }
  bank: { kind: interest, rate: { 2025: 2.4%, 2027: 1.5% }, controlling_member: no }
staff:
  adviser:
    name: Advisers
    fte: { 2025: 1, 2026-09: 1.6 }
    people: 2
    salary: { scale: soulbury, point: 10, top: 12 }
    allowances: 1_500
    pension: teachers
    pay_award: { named: soulbury, after: 2% }
    days: 195
    chargeable: 65%
  teacher: { name: Lead teacher, fte: 0.6, salary: 47_250, pension: teachers, pay_award: { named: teachers, after: 2.5% }, for: services.training }
  office: { name: Office, fte: 1.5, people: 2, salary: 28_163, pension: lgps, pay_award: { named: njc, after: 2% } }
payroll: { employment_allowance: yes, ni_by: month, withheld: 30% }
overheads:
  premises: { per_year: 21_000, uplift: 2%, paid: quarterly_in_advance, vat: standard }
  platform: { per_year: 9_600, for: services.training, vat: standard, paid: yearly_in_advance, from: 2026-01 }
  insurance: { per_year: 3_333, paid: yearly_in_advance }
  travel: { per: { members: 250, days: 6 }, vat: standard, for: tiers }
  launch: { once: 7_777.77, from: 2026-02, vat: standard }
reserves: { opening: 12_000 }
payment_terms: { schools: { maintained: 1, academies: 2, others: 3 }, council: 1, suppliers: 1 }
bad_debt: { schools: { maintained: 0.3%, academies: 0.5%, others: 3% }, council: 0% }
tax:
  vat: { registered: yes, quarter_ends: January }
  corporation_tax: { mutual: no }
loans:
  start_up: { name: Start-up, drawn: { 2025-11: 30_000 }, rate: 5.5%, repaid: { from: 2026-09, months: 24 } }
  second: { name: Second, drawn: { 2026-07: 25_000 }, rate: { 2025: 6%, 2027-03: 4.75% }, repaid: { from: 2027-01, months: 7 } }
capital:
  laptops: { name: Laptops, cost: 11_111, bought: 2026-03, life: 3, residual: 500, vat: standard }
  van: { name: Van, cost: 18_000, bought: 2027-12, life: 5 }
`;

const SCHOOLS = `urn,name,phase,type,pupils_2025,pupils_2026,pupils_2027,intent,tier,converts,closes
900101,Ashby Primary School,primary,community,212,208,205,member,core,,
900102,Birch Primary School,primary,community,96,99,101,likely,core,,
900103,Cedar Primary School,primary,voluntary_aided,431,428,420,member,plus,,
900104,Dell Primary School,primary,community,318.5,320,322,possible,plus,2027-02,
900105,Elm Primary School,primary,academy,405,405,405,likely,core,,
900106,Fern Academy,secondary,academy,1102,1090,1080,member,plus,,
900107,Gorse High School,secondary,community,887,900,910,likely,plus,,
900108,Hazel Academy,secondary,academy,1333,1340,1350,possible,core,,
900109,Ivy Nursery,nursery,maintained_nursery,77.5,80,80,,core,,
900110,Juniper Special School,special,community_special,120,122,124,no,core,,
900111,Kale College,fe,further_education,2100,2100,2100,likely,core,,
900112,Larch Primary School,primary,community,64,60,58,member,core,,2027-08
`;

/** The same in pounds, by company year: what came of the second books. */
const BY_YEAR: Readonly<Record<string, readonly number[]>> = {
  'income.membership': [45770.97, 55876.91, 55592.69, 56887.83],
  'income.traded': [60762.11, 76213.07, 69234.07, 70312.02],
  'income.brokered': [3942.4, 4730.88, 4218.84, 4218.84],
  'income.contract': [159154.2, 191175.38, 150000, 150000],
  'income.other': [4707.43, 7368.53, 5600.59, 5152.48],
  'cost.staff': [135078.98, 222767.19, 232051.08, 237282.12],
  'cost.delivery': [13450.65, 16830, 15248.34, 15441.13],
  'cost.providers': [3469.3, 4163.16, 3712.56, 3712.56],
  'cost.variable': [2018.4, 2422.08, 2147.4, 2147.4],
  'cost.overheads': [26677.5, 34353, 34781.4, 35218.36],
  'cost.one_off': [7777.77, 0, 0, 0],
  'cost.depreciation': [1768.5, 3537, 6237, 5368.5],
  'cost.bad_debts': [831.85, 1089.14, 1089.39, 1112.62],
  'cost.interest': [1625, 2216.07, 446.88, 0],
  'cost.taxes': [21628.03, 9117.56, 0, 0],
  'cost.taxes.corporation_tax': [17384.96, 9117.56, 0, 0],
  'cash.from_membership': [58490.79, 65458.27, 66151.85, 67714.38],
  'cash.from_services': [63648.9, 84837.76, 77492.21, 78310.5],
  'cash.from_contracts': [188238.78, 227154.38, 180936.42, 180000],
  'cash.to_staff': [-128308.84, -221706.82, -231772.23, -237115.04],
  'cash.to_suppliers': [-70598.98, -68100.87, -66030.58, -66674.34],
  'cash.vat': [-29460.02, -41498.05, -37061.84, -35724.54],
  'cash.corporation_tax': [0, -17384.96, -9117.56, 0],
  'cash.interest': [-1625, -2216.07, -446.88, 0],
  'cash.closing': [135426.53, 129338.69, 82090.68, 73754.12],
  'cash.lowest': [24789.66, 105855.51, 67143.19, 51892.14],
};

/** What is paid to HMRC two months after each quarter from January 2026 on, with the year's adjustment in April. */
const RETURNS = [
  22558.4, 6901.62, 8219.95, 11743.41, 15306.14, 6228.55, 8208.6, 10317.58, 13868.97, 4666.69, 6670.95, 10361.93,
  14031.33, 4660.33,
];

let made: Projection | undefined;
function projection(): Projection {
  const disk = diskOf({ 'model.yaml': MODEL, 'schools.csv': SCHOOLS });
  made ??= project(Source.open(disk, 'model.yaml').load({ scenarios: [], sets: [] }).model);
  return made;
}
const pounds = (line: string, period: Period): number => {
  const figure = figureOf(projection(), line, period);
  return figure.isKnown ? figure.exact.toNumber() : Number.NaN;
};

test.each(Object.entries(BY_YEAR))('%s', (line, years) => {
  // A month is rounded in several places, so a year may be off by pennies.
  periodsOf(projection().model.calendar, 'year').forEach((year, i) => {
    expect(Math.abs(pounds(line, year) - (years[i] as number)), `${line}, ${year.label}`).toBeLessThan(0.3);
  });
});

test('the returns of VAT', () => {
  const paid = periodsOf(projection().model.calendar, 'month')
    .map((month) => -pounds('cash.vat', month))
    .filter((amount) => amount !== 0);
  expect(paid.length).toBe(RETURNS.length);
  paid.forEach((amount, i) => {
    expect(Math.abs(amount - (RETURNS[i] as number))).toBeLessThan(0.05);
  });
});
