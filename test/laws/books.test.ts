import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenIdentities, invoicesOf } from '../../src/analysis/index.js';
import { type Money, partOf } from '../../src/figures/index.js';
import { allMonths, GRAINS, type Period, periodsOf } from '../../src/model/index.js';
import {
  BALANCE_SHEET,
  CASH_KINDS,
  figureOf,
  lineNames,
  monthsIn,
  type Projection,
  periodNamed,
} from '../../src/projection/index.js';
import { models, type PlainMap, projectionOf, put, registered } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* What every projection's books hold, worked out from the postings in plain pence. */

const RUNS = runs(40, 1);
const ASSETS = ['cash', 'debtors', 'accrued_income', 'prepayments', 'fixed_assets'];
const LIABILITIES = ['deferred_income', 'creditors', 'owed_to_providers', 'payroll', 'vat', 'corporation_tax', 'loans'];

const pence = ({ pence: amount }: Money): number => amount;
const total = (amounts: Iterable<number>): number => [...amounts].reduce((sum, each) => sum + each, 0);
const isBelow = (account: string, heads: readonly string[]): boolean =>
  heads.some((head) => account === head || account.startsWith(`${head}.`));
const amountOf = (projection: Projection, name: string, period: Period): number =>
  (figureOf(projection, name, period) as Money).pence;

/** Debits less credits of some accounts, from one month to another. */
function moved({ journal }: Projection, heads: readonly string[], first: number, last: number): number {
  let sum = 0;
  for (const { month, postings } of journal.transactions) {
    if (month < first || month > last) continue;
    for (const { account, side, amount } of postings)
      if (isBelow(account, heads)) sum += side === 'debit' ? pence(amount) : -pence(amount);
  }
  return sum;
}

/** The same on the other side. */
const credited = (...of: Parameters<typeof moved>): number => 0 - moved(...of);

function always(
  holds: (projection: Projection) => void,
  tried: ReturnType<typeof runs> = RUNS,
  all: fc.Arbitrary<PlainMap> = models,
): void {
  fc.assert(
    fc.property(all, (data) => {
      holds(projectionOf(data));
    }),
    tried,
  );
}

test('in every transaction debits equal credits', () => {
  always(({ journal }) => {
    for (const { postings } of journal.transactions) {
      const debits = total(postings.filter(({ side }) => side === 'debit').map(({ amount }) => pence(amount)));
      const credits = total(postings.filter(({ side }) => side === 'credit').map(({ amount }) => pence(amount)));
      expect(debits).toBe(credits);
    }
  });
});

test('every posting stands in an account of the balance sheet, of income, of cost or of the reserves at the start', () => {
  always(({ journal }) => {
    const known = [...ASSETS, ...LIABILITIES, 'income', 'cost', 'reserves'];
    expect(journal.accountNames().filter((account) => !isBelow(account, known))).toEqual([]);
  });
});

test('assets equal liabilities and reserves at the end of every month', () => {
  always((projection) => {
    const { calendar } = projection.model;
    for (const month of periodsOf(calendar, 'month')) {
      const assets = total(ASSETS.map((account) => projection.journal.balance(account, month.last).pence));
      const liabilities = total(LIABILITIES.map((account) => projection.journal.balance(account, month.last).pence));
      expect(assets).toBe(liabilities + amountOf(projection, 'reserves.closing', month));
    }
  });
});

test('every line of the balance sheet is nil or more at the end of every month, and what lies on its other side stands there', () => {
  let overdrawn = 0;
  always((projection) => {
    for (const month of periodsOf(projection.model.calendar, 'month')) {
      const of = (name: string): number => amountOf(projection, `balance.${name}`, month);
      for (const { name } of [...BALANCE_SHEET.assets, ...BALANCE_SHEET.liabilities])
        expect(amountOf(projection, name, month), name).toBeGreaterThanOrEqual(0);
      const ofHmrc = of('vat_reclaimable') + of('paye_reclaimable');
      expect(of('assets')).toBe(
        of('fixed_assets') + of('debtors') + of('accrued_income') + of('prepayments') + ofHmrc + of('cash'),
      );
      const [cash, vat] = [moved(projection, ['cash'], 0, month.last), moved(projection, ['vat'], 0, month.last)];
      expect([of('cash'), of('overdraft')]).toEqual([Math.max(cash, 0), Math.max(-cash, 0)]);
      expect([of('vat_reclaimable'), of('vat')]).toEqual([Math.max(vat, 0), Math.max(-vat, 0)]);
      if (cash < 0) overdrawn++;
    }
  });
  expect(overdrawn).toBeGreaterThan(ofRuns(20));
});

test('opening cash and what moves make closing cash, and the lowest is the lowest of the months', () => {
  always((projection) => {
    const { calendar, reserves } = projection.model;
    let cash = reserves.opening?.pence ?? 0;
    const atEnd = new Map<number, number>();
    for (const month of periodsOf(calendar, 'month')) {
      cash += moved(projection, ['cash'], month.first, month.last);
      atEnd.set(month.first, cash);
      expect(amountOf(projection, 'cash.closing', month)).toBe(cash);
    }
    for (const year of periodsOf(calendar, 'year')) {
      expect(amountOf(projection, 'cash.lowest', year)).toBe(
        Math.min(...monthsIn(year).map((month) => atEnd.get(month) as number)),
      );
    }
  });
});

test('what is invoiced is income and the change in deferred income, by tier and month', () => {
  always((projection) => {
    const { membership, model } = projection;
    for (const tier of model.tiers.keys()) {
      for (const month of allMonths(model.calendar)) {
        const invoices = membership.batches.filter(
          (batch) => batch.tier === tier && batch.billed && batch.invoiced === month,
        );
        const earned = credited(projection, [`income.membership.${tier}`], month, month);
        const deferred = credited(projection, [`deferred_income.membership.${tier}`], month, month);
        expect(earned + deferred).toBe(total(invoices.map(({ amount }) => pence(amount))));
      }
    }
  });
});

test('what is deferred at the end of a month is the part of each invoice that is not yet served', () => {
  always((projection) => {
    const { membership, model } = projection;
    for (const month of allMonths(model.calendar)) {
      const open = membership.batches
        .filter(({ billed, invoiced }) => billed && invoiced <= month)
        .map(({ amount, firstMonth, lastMonth }) => {
          const length = lastMonth - firstMonth + 1;
          return total(
            Array.from({ length }, (_, i) => (firstMonth + i > month ? partOf(amount.pence, i, length) : 0)),
          );
        });
      expect(credited(projection, ['deferred_income.membership'], 0, month)).toBe(total(open));
    }
  });
});

test('a line of membership is the sum over its schools, and over the sets of any partition of them', () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 1, max: 4 }), fc.nat(100), (data, sets, salt) => {
      const projection = projectionOf(data);
      const { membership, model } = projection;
      for (const year of periodsOf(model.calendar, 'year')) {
        for (const tier of model.tiers.keys()) {
          const invoices = membership.batches.filter(
            ({ tier: id, billed, invoiced }) =>
              id === tier && billed && year.first <= invoiced && invoiced <= year.last,
          );
          const bySet = new Map<number, number>();
          for (const { charges } of invoices) {
            for (const { school, expected } of charges) {
              const set = (school.id.length * 7 + school.id.charCodeAt(school.id.length - 1) + salt) % sets;
              bySet.set(set, (bySet.get(set) ?? 0) + pence(expected));
            }
          }
          const line = credited(
            projection,
            [`income.membership.${tier}`, `deferred_income.membership.${tier}`],
            year.first,
            year.last,
          );
          expect(total(bySet.values())).toBe(line);
        }
        expect(amountOf(projection, 'invoiced.membership', year)).toBe(
          credited(projection, ['income.membership', 'deferred_income.membership'], year.first, year.last),
        );
      }
    }),
    RUNS,
  );
});

test('every eligible school is charged once in every membership year that starts in the calendar', () => {
  always(({ membership, model }) => {
    for (const tier of model.tiers.keys()) {
      const spans = new Map<string, [number, number][]>();
      for (const batch of membership.batches.filter((each) => each.tier === tier)) {
        // Who converts may be eligible no longer; who comes and goes is charged for its own months (lives.test.ts).
        const stays = ({ school }: (typeof batch.charges)[number]): boolean =>
          school.converts === undefined && school.there === undefined && school.life === undefined;
        for (const { school } of batch.charges.filter(stays))
          spans.set(school.id, [...(spans.get(school.id) ?? []), [batch.firstMonth, batch.lastMonth]]);
      }
      for (const stretches of spans.values()) {
        expect(stretches[0]?.[0]).toBe(model.calendar.first);
        expect(stretches[stretches.length - 1]?.[1]).toBeGreaterThanOrEqual(model.calendar.last);
        stretches.slice(1).forEach(([first], i) => {
          expect(first).toBe((stretches[i]?.[1] as number) + 1);
        });
      }
    }
  });
});

test('the parts of a line add to the line', () => {
  always((projection) => {
    const { model } = projection;
    const names = lineNames(model);
    for (const period of [...periodsOf(model.calendar, 'year'), ...periodsOf(model.calendar, 'term')]) {
      for (const name of names.filter((each) => /^(income|cost)\.[a-z_]+$/.test(each) && each !== 'cost.varying')) {
        const parts = names.filter((each) => each.startsWith(`${name}.`));
        expect(total(parts.map((part) => amountOf(projection, part, period)))).toBe(amountOf(projection, name, period));
      }
      const sum = (of: readonly string[]): number => total(of.map((name) => amountOf(projection, name, period)));
      const income = sum(['income.membership', 'income.traded', 'income.brokered', 'income.contract']);
      const cost = sum([
        ...['cost.staff', 'cost.associates', 'cost.delivery', 'cost.providers', 'cost.variable', 'cost.overheads'],
        ...['cost.depreciation', 'cost.bad_debts', 'cost.interest', 'cost.taxes'],
      ]);
      expect(amountOf(projection, 'income', period)).toBe(income);
      expect(amountOf(projection, 'cost', period)).toBe(cost);
      expect(amountOf(projection, 'surplus', period)).toBe(income - cost);
    }
  });
});

test('a year is the sum of its months, and all terms are the sum of all months, for every line that flows', () => {
  const ADDED = /^(income|cost|surplus|sales|contribution|invoiced|days|cash\.own)\b/;
  const STANDS = /(_per_pupil|\.to_date|\.lowest)$/;
  always(
    (projection) => {
      const { model } = projection;
      const months = periodsOf(model.calendar, 'month');
      for (const name of lineNames(model).filter((each) => ADDED.test(each) && !STANDS.test(each))) {
        const exact = (period: Period): string => figureOf(projection, name, period).exact.toFixed(9);
        const adds = (whole: readonly Period[], parts: readonly Period[]): void => {
          const sum = (of: readonly Period[]) =>
            of.map((period) => figureOf(projection, name, period).exact).reduce((a, b) => a.plus(b));
          expect(sum(whole).compare(sum(parts)), `${name} ${whole.map(exact).join(' ')}`).toBe(0);
        };
        for (const year of periodsOf(model.calendar, 'year')) {
          adds(
            [year],
            months.filter(({ first }) => year.first <= first && first <= year.last),
          );
        }
        adds(periodsOf(model.calendar, 'term'), months);
      }
    },
    runs(15, 1),
  );
});

test('reserves at the end of a period are those at the start of the next, whatever cuts time', () => {
  always((projection) => {
    const { calendar, reserves } = projection.model;
    for (const grain of GRAINS) {
      let before = reserves.opening?.pence ?? 0;
      for (const { id } of periodsOf(calendar, grain)) {
        const period = periodNamed(calendar, grain, id) as Period;
        expect(amountOf(projection, 'reserves.opening', period)).toBe(before);
        before += amountOf(projection, 'surplus', period);
        expect(amountOf(projection, 'reserves.closing', period)).toBe(before);
      }
    }
  });
});

test('every VAT return pays the output tax of its months less the input tax that is recovered', () => {
  let paid = 0;
  always(
    (projection) => {
      const { journal, model } = projection;
      for (const { month, memo, postings } of journal.transactions) {
        if (memo !== 'VAT return paid') continue;
        paid++;
        const first = Math.max(model.calendar.first, month - 4);
        expect(pence((postings[0] as (typeof postings)[number]).amount)).toBe(
          credited(projection, ['vat.output', 'vat.input'], first, month - 2),
        );
      }
    },
    RUNS,
    registered,
  );
  expect(paid).toBeGreaterThan(ofRuns(20));
});

test('deferred income is never below zero, nor are debtors, and a bill that is owed is never paid twice', () => {
  always((projection) => {
    for (const month of allMonths(projection.model.calendar)) {
      expect(credited(projection, ['deferred_income'], 0, month)).toBeGreaterThanOrEqual(0);
      expect(moved(projection, ['debtors'], 0, month)).toBeGreaterThanOrEqual(0);
      expect(credited(projection, ['creditors'], 0, month)).toBeGreaterThanOrEqual(0);
    }
  });
});

test('debtors clear when everything is paid', () => {
  fc.assert(
    fc.property(models, (data) => {
      const tiers = Object.entries(data.tiers as Readonly<Record<string, PlainMap | undefined>>);
      const atOnce = tiers.map(([id, said]) => [id, said && put(said, ['term', 'instalments'], '1')] as const);
      const projection = projectionOf({
        ...data,
        tiers: Object.fromEntries(atOnce),
        payment_terms: { schools: '0', council: '0', suppliers: '0' },
      });
      for (const month of allMonths(projection.model.calendar))
        expect(moved(projection, ['debtors'], 0, month)).toBe(0);
    }),
    RUNS,
  );
});

test('no post delivers more days than it has, and what it lacks is delivered by associates or told', () => {
  always(({ model, services }) => {
    for (const post of model.staff.keys()) {
      for (const year of model.calendar.years) {
        const { included, sold, available, own, associates, short } = services.capacity.in(post, year);
        if (available.exact.sign < 0 || sold.exact.sign < 0) continue;
        expect(own.exact.compare(available.exact)).toBeLessThanOrEqual(0);
        expect(own.exact.plus(associates.exact).plus(short.exact).compare(included.exact.plus(sold.exact))).toBe(0);
        expect([associates.exact.sign, short.exact.sign]).not.toContain(-1);
      }
    }
  });
});

test('the cash flow statement adds to the change in cash, and net assets are the reserves', () => {
  always((projection) => {
    for (const period of [
      ...periodsOf(projection.model.calendar, 'year'),
      ...periodsOf(projection.model.calendar, 'month'),
    ]) {
      const of = (name: string): number => amountOf(projection, name, period);
      expect(of('cash.opening') + total(CASH_KINDS.map(({ name }) => of(`cash.${name}`)))).toBe(of('cash.closing'));
      expect(of('cash.change')).toBe(of('cash.closing') - of('cash.opening'));
      expect(of('balance.net_assets')).toBe(of('reserves.closing'));
    }
  });
});

test('the identities that buyin checks by itself hold', () => {
  always((projection) => expect(brokenIdentities(projection)).toEqual([]));
});

test('the invoices come to what debtors are charged, with the same VAT, and the parts of each to the whole', () => {
  always((projection) => {
    const invoices = invoicesOf(projection);
    const { calendar } = projection.model;
    let charged = 0;
    for (const { month, postings } of projection.journal.transactions)
      for (const { account, side, amount } of postings)
        if (month <= calendar.last && side === 'debit' && isBelow(account, ['debtors'])) charged += pence(amount);
    expect(total(invoices.map(({ gross }) => pence(gross)))).toBe(charged);
    expect(total(invoices.map(({ tax }) => (tax === undefined ? 0 : pence(tax))))).toBe(
      credited(projection, ['vat.output'], calendar.first, calendar.last),
    );
    const penceOf = (amount: Money | undefined): number => (amount === undefined ? 0 : pence(amount));
    for (const { net, tax, collected, gross, due, number, earned } of invoices) {
      expect(
        [net, tax, collected].map(penceOf).reduce((sum, each) => sum + each, 0),
        number,
      ).toBe(pence(gross));
      expect(total(earned.map(({ amount }) => pence(amount))), number).toBe(pence(net));
      expect(total(due.map(({ amount }) => pence(amount))), number).toBe(pence(gross));
    }
    expect(new Set(invoices.map(({ number }) => number)).size).toBe(invoices.length);
  });
});

test('a cost that comes once is a cost of its month by all of its amount, and of no other, and the books hold', () => {
  fc.assert(
    fc.property(models, fc.nat(71), fc.integer({ min: 1, max: 9_999_999 }), (data, at, amount) => {
      const without = projectionOf(data);
      const months = allMonths(without.model.calendar);
      const month = months[at % months.length] as number;
      const from = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
      const once = { once: `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`, from };
      const withIt = projectionOf(put(data, ['overheads', 'launch'], once));
      expect(brokenIdentities(withIt)).toEqual([]);
      for (const period of periodsOf(withIt.model.calendar, 'month'))
        expect(amountOf(withIt, 'cost.one_off', period)).toBe(period.first === month ? amount : 0);
      for (const name of ['cost.overheads', 'cost.variable', 'cost.staff'])
        for (const year of periodsOf(withIt.model.calendar, 'year'))
          expect(amountOf(withIt, name, year)).toBe(amountOf(without, name, year));
    }),
    RUNS,
  );
});
