import { expect, test } from 'vitest';
import type { Model } from '../../src/model/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { plainOf } from '../support/plain-parts.js';

/* What the parts of a model hold once it is read: all that it says, and what stands where it says nothing. */

const read = (text: string): Model => Source.open(diskOf({ 'model.yaml': text }), 'model.yaml').load().model;
/** A model without its roll and without the national rates, and what is sold without its prices. */
function partsOf({ schools: _schools, parameters: _parameters, tiers, services, ...parts }: Model): unknown {
  const unpriced = [tiers, services].map(
    (sold) => new Map([...sold].map(([id, each]) => [id, { ...each, price: undefined, providerFee: undefined }])),
  );
  return plainOf({ ...parts, tiers: unpriced[0], services: unpriced[1] });
}

const BARE = `buyin: 1
name: Parts
calendar: { starts: 2025-09, years: 2, year_starts: September }
schools:
  named:
    oak: { phase: primary, type: academy, pupils: 200 }
tiers:
  m: { price: { flat: 12 }, joins: 100% }
services:
  day: { kind: traded, unit: day, price: 5 }
staff:
  a: { fte: 1, salary: 9, on_costs: 0% }
overheads:
  o: { per_year: 1 }
contracts:
  c: { kind: grant, per_year: 1 }
loans:
  l: { drawn: { 2025-10: 5 }, rate: 0% }
capital:
  v: { cost: 9, bought: 2025-10, life: 1 }
reserves: { opening: 0 }
`;
test('a model that says the least', () => {
  expect(partsOf(read(BARE))).toEqual({
    name: 'Parts',
    calendar: { first: 24308, last: 24331, yearStarts: 8, years: [2025, 2026] },
    assumptions: {},
    scenarios: {},
    contracts: { c: { kind: 'grant', perYear: 'money 1', per: {}, paid: 'monthly' } },
    staff: { a: { fte: 'count 1', salary: 'money 9', onCosts: { all: 'rate 0' } } },
    payroll: { allowance: 'unknown', niBy: 'month' },
    overheads: { o: { perYear: 'money 1', per: {}, paid: 'monthly' } },
    reserves: { opening: 'money 0', risks: {} },
    paymentTerms: { schools: { maintained: 1, academies: 1, others: 1 }, council: 1, suppliers: 1 },
    badDebt: { schools: {} },
    tax: {},
    loans: { l: { drawn: { '24309': 'money 5' }, rate: 'rate 0' } },
    capital: { v: { cost: 'money 9', bought: 24309, life: 1 } },
    sharing: { by: { driver: 'direct_cost' }, phasesBy: 'members' },
    options: [],
    appraisal: { discount: 'rate 0.035', timing: 'start_of_year', criteria: {} },
    governance: { constituencies: {}, leavesAbove: 'rate 0.1' },
    uncertainty: { assumptions: [] },
    indicators: {},
    checks: {},
    lints: { accepts: [] },
    roll: { basis: 'pupils as the roll gives them', byDate: [] },
    tiers: {
      m: {
        collective: {},
        term: { starts: 8, invoice: 'school_year', instalments: 1, joinsMidYear: 'by_month', frozenFor: 1, notice: 0 },
        includes: {},
        discounts: {},
        joins: { byPhase: {}, byIntent: {}, others: 'rate 1' },
      },
    },
    services: {
      day: {
        kind: 'traded',
        unit: 'day',
        isOldPrice: false,
        delivery: {},
        options: {},
        demand: { perMember: [], perOther: [] },
      },
    },
  });
});

const WHOLE = `buyin: 1
name: Parts
calendar: { starts: 2025-09, years: 2, year_starts: September }
schools:
  named:
    oak: { phase: primary, type: academy, pupils: 200 }
tiers:
  m: { price: { flat: 12 }, joins: 50%, name: Members, vat: exempt, controlling_member: unclear, worth: 30, collective: { voice: { name: A voice, worth: 5 }, net: {} }, term: { starts: April, invoice: membership_year, instalments: 3, joins_mid_year: wait, frozen_for: 2, notice: 4 }, includes: { day: { per_school: 2, take_up: 50% }, talk: unlimited }, discounts: { day: 10% }, uplift: { flat: 2%, cap: { 2026: 3% } } }
  n: { price: { flat: 1 }, joins: { by_intent: { likely: 40%, no: 0% }, primary: 10%, others: { 2025: 5%, 2026: 6% } }, uplift: 1% }
parameters: england
choice: { rule: logit, sensitivity: 0.5, none: -100 }
services:
  day: { kind: traded, name: Days, unit: day, price: 5, delivery: { by: a, days: 2, direct_cost: 3, vat: standard }, options: { core: 3 }, demand: { per_member: 1.5, per_other: [{ when: { phase: primary }, spread: { 0: 40%, 2: 60% } }, { units: { 2025: 1, 2026: 2 } }] }, season: { May: 100% }, uplift: 2%, vat: exempt, controlling_member: yes, alternative: { low: 1, typical: 2, high: 3, would_buy: 50%, uplift: 1% } }
  talk: { kind: traded, unit: talk, price: { other: 9 } }
  audit: { kind: brokered, name: Audits, unit: audit, provider_fee: 8, commission: { percent: 10%, on: top }, acts_as: principal, provider_vat: standard, vat: standard, controlling_member: no, options: { two: 2 }, uplift: 3%, season: { May: 50%, June: 50% }, alternative: { low: 1, typical: 1, high: 1 } }
contracts:
  c: { kind: grant, name: Grant, per_year: 100, per: { members: 5, days: 2 }, matches_fees: 10%, season: { June: 100% }, paid: yearly_in_advance, from: 2025-10, to: 2026-10, controlling_member: yes, vat: outside_scope }
  i: { kind: interest, rate: { 2025: 1%, 2026: 2% } }
staff:
  a: { name: Adviser, fte: 1, people: 2, salary: 30_000, allowances: 100, pension: teachers, pay_award: { named: njc, after: 2% }, from: 2025-10, to: 2026-10, vacancy: 5%, recruitment: 500, days: 195, chargeable: 70%, when_short: { associates: 300, most: 10, uplift: 2% } }
  b: { fte: 0.5, salary: { scale: soulbury, point: 2, top: 4 }, on_costs: 25%, pay_award: 2%, for: tiers.m }
  d: { fte: 0.5, salary: { scale: soulbury, point: 2 }, pension: none, pay_award: { month: April, awards: { 2026: { percent: 3%, flat: 1_000, paid: 2026-11 }, 2027: 2% }, after: 1% } }
  e: { fte: 1, salary: 9, pension: 5%, pay_award: njc, days: 5, chargeable: 100%, when_short: unmet }
payroll: { employment_allowance: yes, ni_by: year, withheld: 30% }
overheads:
  o: { name: Hall, per_year: 100, times: 2, step: { for_each: 10, of: members, lag: 1 }, per: { pupils: 1, schools: 2 }, uplift: 2%, season: { May: 100% }, paid: quarterly_in_arrears, from: 2025-10, to: 2026-10, vat: exempt, share_by: { tiers.m: 1 } }
  p: { once: 50, from: 2025-11, for: tiers }
  q: { per_year: 1, share_by: income, step: { for_each: 2, of: days } }
reserves: { opening: -5, policy: { months_of_cost: 3, risks: { wind: 100, fire: { name: Fire, amount: 200, probability: 10% } }, cash_floor: -20 } }
payment_terms: { schools: { maintained: 2, others: 0 }, council: 3, suppliers: 0 }
bad_debt: { schools: { academies: 1% }, council: 2% }
tax: { vat: { registered: no, quarter_ends: April, eligible_body: yes }, corporation_tax: { mutual: no } }
loans:
  l: { name: Loan, limit: 100, drawn: { 2025-10: 50 }, rate: 5%, repaid: { from: 2026-01, months: 5 } }
  f: { limit: 100, drawn: when_needed, rate: { 2025: 5%, 2026: 6% }, keep: 10, from: 2025-10, to: 2026-10 }
capital: { van: { name: Van, cost: 900, bought: 2025-10, life: 3, residual: 90, vat: standard } }
sharing: { by: { tiers.m: 2, services.day: 1 }, phases_by: pupils }
options: [s, no base, t]
stresses: [t]
appraisal: { discount: 4%, timing: end_of_year, deflate_by: 2%, against: s, optimism: { cost: 10%, income: 5% }, criteria: { c: { name: Crit, weight: 3, range: { low: 1, high: 5 }, figure: surplus, year: first, better: lower }, d: { weight: 1, scores: { s: 5, t: 6 } } } }
governance: { constituencies: { p: { name: Prim, when: { phase: primary }, seats: 2 } }, leaves_above: 20%, mitigation: t }
protection: { most_loss: 10%, funded_by: gainers }
uncertainty: { decide_together: none, correlation: 20%, rolls: 3%, rank_correlation: { a: { b: 50% } } }
indicators: { i: { name: Ind, unit: of schools, baseline: { value: 50%, year: 2025 }, target: { value: 60%, year: 2026 }, best: 100%, rests_on: [tiers] }, j: { unit: days, baseline: { value: 5, year: 2025 }, target: { value: 4, year: 2026 }, better: lower, margin: 0.5 }, k: { unit: days, baseline: { value: 5, year: 2025 }, target: { value: 6, year: 2026 } } }
checks: { c: { figure: surplus, year: 2025, at_least: -999_999, at_most: 999_999, scenarios: [base, s] }, d: { price: { tier: m, school: { phase: primary, pupils: 5 } }, equals: 12, scenarios: all }, e: { figure: cash.closing, month: 2025-10, at_most: 9_999_999 } }
lints: { cliff: 700, accepts: [{ lint: x, at: tiers.m, because: y }] }
assumptions: { a: { name: Ay, value: 5, range: { low: 4, high: 6, shape: pert }, owner: Me, review_by: 2026-01, basis: estimate, source: S }, b: { value: 5, states: { x: { value: 5, probability: 75% }, y: { value: 6, probability: 25%, scenario: s } } } }
scenarios: { s: { name: Ess, because: x, reserves: { opening: 1 } }, t: { because: x, reserves: { opening: 2 } }, u: { name: "", because: x } }
`;
test('a model that says all', () => {
  expect(partsOf(read(WHOLE))).toEqual({
    name: 'Parts',
    calendar: { first: 24308, last: 24331, yearStarts: 8, years: [2025, 2026] },
    assumptions: {
      a: {
        name: 'Ay',
        value: '5',
        range: { low: '4', high: '6', shape: 'pert' },
        states: {},
        basis: 'estimate',
        source: 'S',
        owner: 'Me',
        reviewBy: 24312,
      },
      b: {
        value: '5',
        states: {
          x: { value: '5', probability: 'rate 0.75' },
          y: { value: '6', probability: 'rate 0.25', scenario: 's' },
        },
      },
    },
    scenarios: { s: { name: 'Ess' }, t: {}, u: {} },
    choice: { rule: 'logit', sensitivity: 'count 0.5', none: 'money -100' },
    contracts: {
      c: {
        name: 'Grant',
        kind: 'grant',
        perYear: 'money 100',
        per: { members: 'price 5', days: 'price 2' },
        matchesFees: 'rate 0.1',
        season: { shares: { '5': 'rate 1' } },
        paid: 'yearly_in_advance',
        from: 24309,
        to: 24321,
        controlling: 'yes',
        vat: 'outside_scope',
      },
      i: { kind: 'interest', per: {}, rate: { '2025': 'rate 0.01', '2026': 'rate 0.02' }, paid: 'monthly' },
    },
    staff: {
      a: {
        name: 'Adviser',
        fte: 'count 1',
        people: 'count 2',
        salary: 'money 30000',
        allowances: 'money 100',
        onCosts: { pension: { scheme: 'teachers' } },
        payAward: { named: 'njc', after: 'rate 0.02' },
        from: 24309,
        to: 24321,
        vacancy: 'rate 0.05',
        recruitment: 'money 500',
        days: 'count 195',
        chargeable: 'rate 0.7',
        whenShort: { associates: 'price 300', most: 'count 10', uplift: 'rate 0.02' },
      },
      b: {
        fte: 'count 0.5',
        salary: { scale: 'soulbury', point: 2, top: 4 },
        onCosts: { all: 'rate 0.25' },
        payAward: { yearly: 'rate 0.02' },
        for: 'tiers.m',
      },
      d: {
        fte: 'count 0.5',
        salary: { scale: 'soulbury', point: 2, top: 2 },
        onCosts: { pension: 'none' },
        payAward: {
          awards: {
            month: 3,
            byYear: {
              '2026': { percent: 'rate 0.03', flat: 'money 1000', paid: 24322 },
              '2027': { percent: 'rate 0.02' },
            },
            after: 'rate 0.01',
          },
        },
      },
      e: {
        fte: 'count 1',
        salary: 'money 9',
        onCosts: { pension: { rate: 'rate 0.05' } },
        payAward: { named: 'njc' },
        days: 'count 5',
        chargeable: 'rate 1',
        whenShort: 'unmet',
      },
    },
    payroll: { allowance: 'yes', niBy: 'year', withheld: 'rate 0.3' },
    overheads: {
      o: {
        name: 'Hall',
        perYear: 'money 100',
        times: 'count 2',
        step: { forEach: 'count 10', of: 'members', lag: 1 },
        per: { pupils: 'price 1', schools: 'price 2' },
        uplift: 'rate 0.02',
        season: { shares: { '4': 'rate 1' } },
        paid: 'quarterly_in_arrears',
        from: 24309,
        to: 24321,
        vat: 'exempt',
        shareBy: { weights: { 'tiers.m': 'count 1' } },
      },
      p: { once: 'money 50', per: {}, paid: 'monthly', from: 24310, for: 'tiers' },
      q: {
        perYear: 'money 1',
        step: { forEach: 'count 2', of: 'days', lag: 0 },
        per: {},
        paid: 'monthly',
        shareBy: { driver: 'income' },
      },
    },
    reserves: {
      opening: 'money -5',
      monthsOfCost: 'count 3',
      risks: { wind: { amount: 'money 100' }, fire: { name: 'Fire', amount: 'money 200', probability: 'rate 0.1' } },
      cashFloor: 'money -20',
    },
    paymentTerms: { schools: { maintained: 2, academies: 1, others: 0 }, council: 3, suppliers: 0 },
    badDebt: { schools: { academies: 'rate 0.01' }, council: 'rate 0.02' },
    tax: { vat: { registered: false, quarterEnds: 3, eligibleBody: 'yes' }, corporationTax: { mutual: 'no' } },
    loans: {
      l: {
        name: 'Loan',
        limit: 'money 100',
        drawn: { '24309': 'money 50' },
        rate: 'rate 0.05',
        repaid: { from: 24312, months: 5 },
      },
      f: {
        limit: 'money 100',
        drawn: 'when_needed',
        rate: { '2025': 'rate 0.05', '2026': 'rate 0.06' },
        keep: 'money 10',
        from: 24309,
        to: 24321,
      },
    },
    capital: { van: { name: 'Van', cost: 'money 900', bought: 24309, life: 3, residual: 'money 90', vat: 'standard' } },
    sharing: { by: { weights: { 'tiers.m': 'count 2', 'services.day': 'count 1' } }, phasesBy: 'pupils' },
    options: ['s', 'no base', 't'],
    stresses: ['t'],
    appraisal: {
      discount: 'rate 0.04',
      timing: 'end_of_year',
      deflateBy: 'rate 0.02',
      against: 's',
      optimism: { cost: 'rate 0.1', income: 'rate 0.05' },
      criteria: {
        c: {
          name: 'Crit',
          weight: 'count 3',
          range: { low: 'count 1', high: 'count 5' },
          figure: 'surplus',
          year: 'first',
          better: 'lower',
        },
        d: { weight: 'count 1', better: 'higher', scores: { s: 'count 5', t: 'count 6' } },
      },
    },
    governance: {
      constituencies: { p: { name: 'Prim', when: { phase: ['primary'] }, seats: 'count 2' } },
      leavesAbove: 'rate 0.2',
      mitigation: 't',
    },
    protection: { mostLoss: 'rate 0.1', fundedBy: 'gainers' },
    uncertainty: {
      together: 'none',
      correlation: 'rate 0.2',
      rolls: 'rate 0.03',
      assumptions: [{ one: 'a', other: 'b', rank: 'rate 0.5' }],
    },
    indicators: {
      i: {
        name: 'Ind',
        unit: 'of schools',
        baseline: { value: 'rate 0.5', year: 2025 },
        target: { value: 'rate 0.6', year: 2026 },
        best: 'rate 1',
        better: 'higher',
        margin: 'rate 0.05',
        restsOn: ['tiers'],
      },
      j: {
        unit: 'days',
        baseline: { value: 'count 5', year: 2025 },
        target: { value: 'count 4', year: 2026 },
        better: 'lower',
        margin: 'count 0.5',
        restsOn: [],
      },
      k: {
        unit: 'days',
        baseline: { value: 'count 5', year: 2025 },
        target: { value: 'count 6', year: 2026 },
        better: 'higher',
        restsOn: [],
      },
    },
    checks: {
      c: { figure: 'surplus', year: '2025', scenarios: ['base', 's'], atLeast: '-999_999', atMost: '999_999' },
      d: { price: { tier: 'm', school: { phase: 'primary', pupils: '5' } }, scenarios: 'all', equals: '12' },
      e: { figure: 'cash.closing', month: '2025-10', atMost: '9_999_999' },
    },
    lints: { cliff: 'money 700', accepts: [{ lint: 'x', at: 'tiers.m', because: 'y' }] },
    roll: { basis: 'pupils as the roll gives them', byDate: [] },
    tiers: {
      m: {
        name: 'Members',
        vat: 'exempt',
        controlling: 'unclear',
        collective: { voice: { name: 'A voice', worth: 'money 5' }, net: {} },
        term: { starts: 3, invoice: 'membership_year', instalments: 3, joinsMidYear: 'wait', frozenFor: 2, notice: 4 },
        includes: { day: { perSchool: 'count 2', takeUp: 'rate 0.5' }, talk: 'unlimited' },
        discounts: { day: 'rate 0.1' },
        uplift: { byTerm: { flat: 'rate 0.02', cap: { '2026': 'rate 0.03' } } },
        joins: { byPhase: {}, byIntent: {}, others: 'rate 0.5' },
        worth: 'money 30',
      },
      n: {
        collective: {},
        term: { starts: 8, invoice: 'school_year', instalments: 1, joinsMidYear: 'by_month', frozenFor: 1, notice: 0 },
        includes: {},
        discounts: {},
        uplift: { all: 'rate 0.01' },
        joins: {
          byPhase: { primary: 'rate 0.1' },
          byIntent: { likely: 'rate 0.4', no: 'rate 0' },
          others: { '2025': 'rate 0.05', '2026': 'rate 0.06' },
        },
      },
    },
    services: {
      day: {
        kind: 'traded',
        name: 'Days',
        unit: 'day',
        isOldPrice: false,
        delivery: { by: 'a', days: 'count 2', directCost: 'price 3', vat: 'standard' },
        options: { core: 'count 3' },
        demand: {
          perMember: [{ quantity: 'count 1.5' }],
          perOther: [
            {
              when: { phase: ['primary'] },
              quantity: {
                parts: [
                  { units: 'count 0', share: 'rate 0.4' },
                  { units: 'count 2', share: 'rate 0.6' },
                ],
              },
            },
            { quantity: { '2025': 'count 1', '2026': 'count 2' } },
          ],
        },
        season: { shares: { '4': 'rate 1' } },
        uplift: 'rate 0.02',
        vat: 'exempt',
        controlling: 'yes',
        alternative: {
          prices: { low: 'price 1', typical: 'price 2', high: 'price 3' },
          wouldBuy: 'rate 0.5',
          uplift: 'rate 0.01',
        },
      },
      talk: {
        kind: 'traded',
        unit: 'talk',
        isOldPrice: true,
        delivery: {},
        options: {},
        demand: { perMember: [], perOther: [] },
      },
      audit: {
        kind: 'brokered',
        name: 'Audits',
        unit: 'audit',
        commission: { percent: 'rate 0.1', on: 'top' },
        actsAs: 'principal',
        options: { two: 'count 2' },
        demand: { perMember: [], perOther: [] },
        season: { shares: { '4': 'rate 0.5', '5': 'rate 0.5' } },
        uplift: 'rate 0.03',
        providerVat: 'standard',
        controlling: 'no',
        alternative: { prices: { low: 'price 1', typical: 'price 1', high: 'price 1' } },
      },
    },
  });
});

const OWN = `buyin: 1
name: Own rates
calendar: { starts: 2025-09, years: 1, year_starts: September }
parameters:
  name: Our own
  employer_ni: { rate: { 2025-04: 15% }, threshold_month: { 2025-04: 417 }, threshold_year: { 2025-04: 5_000 }, known_to: 2026-03 }
  employment_allowance: { amount: { 2025-04: 10_500 }, barred_from: { 2020-04: 100_000 }, bar_ends: 2025-03 }
  apprenticeship_levy: { rate: { 2017-04: 0.5% }, allowance: { 2017-04: 15_000 }, known_to: 2027-03 }
  pensions: { one: { rate: { 2025-04: 20% }, lower_limit: { 2025-04: 6_240 }, upper_limit: { 2025-04: 50_270 } }, two: { rate: { 2025-04: 25% } } }
  pay_awards: { ours: { month: April, awards: { 2026: 3% } } }
  scales: { teachers: { month: September, points: { 1: { 2025-09: 32_000 }, 2: { 2025-09: 34_000 } } } }
  corporation_tax: { rate: { 2023-04: 25% }, small_rate: { 2023-04: 19% }, lower_limit: { 2023-04: 50_000 }, upper_limit: { 2023-04: 250_000 }, fraction: { 2023-04: 1.5% } }
  vat: { rate: { 2011-01: 20% }, registration: { 2024-04: 90_000 }, de_minimis: { 1994-12: 625 } }
  company_sizes: { micro: { turnover: { 2025-04: 1_000_000 }, gross_assets: { 2025-04: 500_000 }, employees: { 2025-04: 10 } } }
  minimum_per_pupil: { primary: { amount: { 2025-09: 4_955 } } }
schools: { roll_change: { primary: 1%, special: -2% }, named: { oak: { phase: primary, type: academy, pupils: 200, sixth_form: yes, nursery: no, faith: roman_catholic, area: North } } }
tiers: { m: { price: { flat: 12 }, joins: 100% } }
assumptions: { zero: { value: 0% }, part: { value: 40% } }
overheads:
  o: { per_year: 1, season: { May: 60%, June: 40%, July: 0% } }
  p: { per_year: 1, season: { May: 60%, June: =part, July: =zero, August: =part - part } }
  q: { per_year: 1, season: { January: =100% / 12, February: =100% / 12, March: =100% / 12, April: =100% / 12, May: =100% / 12, June: =100% / 12, July: =100% / 12, August: =100% / 12, September: =100% / 12, October: =100% / 12, November: =100% / 12, December: =100% / 12 } }
  r: { per_year: 1, season: { January: =100% / 12, February: =100% / 12, March: =100% / 12, April: =100% / 12, May: 10%, June: =200% / 12 - 10%, July: =100% / 12, August: =100% / 12, September: =100% / 12, October: =100% / 12, November: =100% / 12, December: =100% / 12 } }
`;
test('a model with national rates of its own', () => {
  const { parameters, schools } = read(OWN);
  expect(plainOf(parameters)).toEqual({
    name: 'Our own',
    employerNi: {
      rate: { what: "employer's National Insurance", unheld: { '2025-04': 'rate 0.15' }, knownTo: 24314 },
      thresholdMonth: { what: "employer's National Insurance", unheld: { '2025-04': 'price 417' }, knownTo: 24314 },
      thresholdYear: { what: "employer's National Insurance", unheld: { '2025-04': 'price 5000' }, knownTo: 24314 },
    },
    employmentAllowance: {
      amount: { what: 'employment allowance', unheld: { '2025-04': 'money 10500' } },
      barredFrom: { what: 'employment allowance', unheld: { '2020-04': 'money 100000' } },
      barEnds: 24302,
    },
    apprenticeshipLevy: {
      rate: { what: 'apprenticeship levy', unheld: { '2017-04': 'rate 0.005' }, knownTo: 24326 },
      allowance: { what: 'apprenticeship levy', unheld: { '2017-04': 'money 15000' }, knownTo: 24326 },
    },
    pensions: {
      one: {
        rate: { what: 'pension of one', unheld: { '2025-04': 'rate 0.2' } },
        lowerLimit: { what: 'pension of one', unheld: { '2025-04': 'price 6240' } },
        upperLimit: { what: 'pension of one', unheld: { '2025-04': 'price 50270' } },
      },
      two: { rate: { what: 'pension of two', unheld: { '2025-04': 'rate 0.25' } } },
    },
    payAwards: { ours: { month: 3, byYear: { '2026': { percent: 'rate 0.03' } } } },
    scales: {
      teachers: {
        month: 8,
        points: {
          '1': { what: 'pay scale teachers', unheld: { '2025-09': 'money 32000' } },
          '2': { what: 'pay scale teachers', unheld: { '2025-09': 'money 34000' } },
        },
      },
    },
    corporationTax: {
      rate: { what: 'corporation tax', unheld: { '2023-04': 'rate 0.25' } },
      small: {
        rate: { what: 'corporation tax', unheld: { '2023-04': 'rate 0.19' } },
        lowerLimit: { what: 'corporation tax', unheld: { '2023-04': 'money 50000' } },
        upperLimit: { what: 'corporation tax', unheld: { '2023-04': 'money 250000' } },
        fraction: { what: 'corporation tax', unheld: { '2023-04': 'rate 0.015' } },
      },
    },
    vat: {
      rate: { what: 'VAT', unheld: { '2011-01': 'rate 0.2' } },
      registration: { what: 'VAT', unheld: { '2024-04': 'money 90000' } },
      deMinimis: { what: 'VAT', unheld: { '1994-12': 'money 625' } },
    },
    companySizes: {
      micro: {
        turnover: { what: 'limits of a micro company', unheld: { '2025-04': 'money 1000000' } },
        grossAssets: { what: 'limits of a micro company', unheld: { '2025-04': 'money 500000' } },
        employees: { what: 'limits of a micro company', unheld: { '2025-04': 'count 10' } },
      },
    },
    minimumPerPupil: { primary: { what: 'minimum funding per primary pupil', unheld: { '2025-09': 'money 4955' } } },
  });
  expect([...(schools[0]?.attributes ?? [])].map((each) => each.join(' '))).toEqual([
    'phase primary',
    'type academy',
    'maintained no',
    'area North',
    'trust ',
    'sixth_form yes',
    'nursery no',
    'new_joiner no',
    'faith roman_catholic',
    'intent ',
  ]);
  expect(plainOf(read(OWN).roll.change)).toEqual({ byPhase: { primary: 'rate 0.01', special: 'rate -0.02' } });
});
test('a part of a season that is written as nothing is none of it; one that comes to nothing is; twelve alike are none', () => {
  expect([...read(OWN).overheads.values()].map(({ season }) => plainOf(season) ?? 'none')).toEqual([
    { shares: { '4': 'rate 0.6', '5': 'rate 0.4' } },
    { shares: { '4': 'rate 0.6', '5': 'rate 0.4', '6': 'rate 0', '7': 'rate 0' } },
    'none',
    {
      shares: {
        '0': 'rate 0.08333333',
        '1': 'rate 0.08333333',
        '2': 'rate 0.08333333',
        '3': 'rate 0.08333333',
        '4': 'rate 0.1',
        '5': 'rate 0.06666667',
        '6': 'rate 0.08333333',
        '7': 'rate 0.08333333',
        '8': 'rate 0.08333333',
        '9': 'rate 0.08333333',
        '10': 'rate 0.08333333',
        '11': 'rate 0.08333333',
      },
    },
  ]);
});

const LIST = `buyin: 1
name: A list
year: 2026-27
note: Read it
source: https://example.org
attributes: early
drivers: [meetings, rooms]
roll: { count: fte, census: october }
tiers:
  core: { name: Core, price: { flat: 12 }, vat: exempt, note: Ask }
examples:
  one: { school: { pupils: 5 }, tier: core, tag: worked, pays: 12, provider: 1, commission: 2, with_vat: 3, net: 4, because: x }
  two: { schools: [{ pupils: 5 }, { pupils: 6 }], tag: anomaly, pays: 12, published: 13 }
  three: { school: { pupils: 5 }, tag: rule, not_offered: yes }
lints: { cliff: 5 }
`;
test('a price list', () => {
  const { tiers, ...list } = Source.open(diskOf({ 'list.yaml': LIST }), 'list.yaml').loadPriceList();
  expect(plainOf(list)).toEqual({
    name: 'A list',
    year: '2026-27',
    note: 'Read it',
    source: 'https://example.org',
    pupils: { count: 'fte', census: 'october' },
    attributes: ['early'],
    drivers: ['meetings', 'rooms'],
    examples: {
      one: {
        schools: [{ pupils: '5' }],
        tier: 'core',
        tag: 'worked',
        pays: '12',
        provider: '1',
        commission: '2',
        withVat: '3',
        net: '4',
        notOffered: false,
        because: 'x',
      },
      two: {
        schools: [{ pupils: '5' }, { pupils: '6' }],
        tag: 'anomaly',
        pays: '12',
        published: 'money 13',
        notOffered: false,
      },
      three: { schools: [{ pupils: '5' }], tag: 'rule', notOffered: true },
    },
    lints: { cliff: 'money 5', accepts: [] },
  });
  expect([...tiers].map(([id, { price, ...each }]) => [id, price.length, plainOf(each)])).toEqual([
    ['core', 1, { name: 'Core', vat: 'exempt', note: 'Ask' }],
  ]);
  const least = Source.open(
    diskOf({ 'list.yaml': 'buyin: 1\nname: Least\ntiers: { a: { price: { flat: 5 } } }\n' }),
    'list.yaml',
  ).loadPriceList();
  expect(plainOf({ ...least, tiers: undefined })).toEqual({
    name: 'Least',
    attributes: [],
    drivers: [],
    examples: {},
    lints: { accepts: [] },
  });
});
