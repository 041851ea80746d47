import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenIdentities } from '../../src/analysis/index.js';
import type { Money } from '../../src/figures/index.js';
import { allMonths, type Model, periodsOf, type VatClass } from '../../src/model/index.js';
import { classesIn } from '../../src/pricing/index.js';
import { figureOf, lineNames, type Projection } from '../../src/projection/index.js';
import { modelOf, type PlainMap, projectionOf, put, taxedModels } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/*
 * VAT worked out a second time: from what was invoiced and billed, in whole pence, as a finance lead would with the
 * notice on a desk (Notice 706: 3.2 direct attribution, 4 the standard method, 11 de minimis, 12 the annual
 * adjustment), and none of the program's own workings.
 */

const RUNS = runs(80, 3);
const YEARLY = 12;

interface Bill {
  readonly month: number;
  readonly tax: number;
  readonly use: VatClass | 'both';
}
interface Sale {
  readonly month: number;
  readonly net: number;
  readonly vat: VatClass | undefined;
}

/**
 * Everything that was invoiced, by the class of its stream: debits to debtors, less the tax, and of an agent its own
 * commission. Of membership what invoices say, because parts of a price may be of another class than their tier.
 */
function salesOf({ journal, model, membership }: Projection): Sale[] {
  const fees = membership.batches
    .filter(({ billed }) => billed)
    .flatMap(({ tier, invoiced, amount, supplies }) =>
      (supplies ?? [{ vat: model.tiers.get(tier)?.vat, net: amount }]).map(
        ({ vat, net }): Sale => ({ month: invoiced, net: net.pence, vat }),
      ),
    );
  const others = journal.transactions.flatMap(({ month, postings }) => {
    if (!postings.some(({ account, side }) => side === 'debit' && account.startsWith('debtors.'))) return [];
    const credits = postings.filter(
      ({ account, side }) => side === 'credit' && /^(income|deferred_income|accrued_income)\./.test(account),
    );
    return credits.flatMap(({ account, amount }): Sale[] => {
      const [, kind = '', id = ''] = account.split('.');
      const terms = kind === 'contract' ? model.contracts.get(id) : model.services.get(id);
      return kind === 'membership' ? [] : [{ month, net: amount.pence, vat: terms?.vat }];
    });
  });
  return [...fees, ...others];
}

/** The tax on every bill, with what the cost is for. */
function billsOf({ journal, model }: Projection): Bill[] {
  return journal.transactions.flatMap(({ month, memo, postings }) => {
    const what = /^VAT on (.*)$/.exec(memo)?.[1];
    const tax = postings.find(({ side }) => side === 'debit')?.amount.pence ?? 0;
    return what === undefined ? [] : [{ month, tax, use: useOf(what, model) }];
  });
}

function useOf(what: string, model: Model): VatClass | 'both' {
  const [id = '', verb] = what.split(' ');
  if (verb === 'delivered' || verb === 'provided') return model.services.get(id)?.vat ?? 'both';
  const named = model.overheads.get(what)?.for?.text;
  if (named === undefined) return 'both';
  const [kind = '', one] = named.split('.') as [('tiers' | 'services' | 'contracts')?, string?];
  const streams = [...(kind === '' ? [] : model[kind])]
    .filter(([stream]) => one === undefined || stream === one)
    .flatMap(([, { vat, ...sold }]) => [vat, ...classesIn(('price' in sold && sold.price) || [])]);
  return streams.length > 0 && streams.every((vat) => vat === streams[0]) ? (streams[0] ?? 'both') : 'both';
}

const total = (amounts: readonly number[]): number => amounts.reduce((sum, each) => sum + each, 0);
const percentOf = (pence: number, percent: number): number => Math.floor((pence * percent + 50) / 100);

/** What of exempt and of residual input tax is lost over some months: in per cent. */
function lostPercents(
  months: readonly number[],
  sales: readonly Sale[],
  bills: readonly Bill[],
): { exempt: number; both: number } {
  const sold = (vat: VatClass): number =>
    total(sales.filter((sale) => months.includes(sale.month) && sale.vat === vat).map(({ net }) => net));
  const taxed = (use: Bill['use']): number =>
    total(bills.filter((bill) => months.includes(bill.month) && bill.use === use).map(({ tax }) => tax));
  const all = Math.max(sold('standard') + sold('exempt'), 1);
  const lost = 100 - Math.ceil((100 * sold('standard')) / all);
  const exempt = taxed('exempt') + percentOf(taxed('both'), lost);
  const limit = Math.min(
    2_500 * months.length,
    Math.floor((taxed('standard') + taxed('exempt') + taxed('both') + 1) / 2),
  );
  return exempt <= limit ? { exempt: 0, both: 0 } : { exempt: 100, both: lost };
}

/** Whether anything that a company sells is exempt, or a part of the price of any. */
const sellsExempt = ({ tiers, services, contracts }: Model): boolean =>
  [...tiers.values(), ...services.values(), ...contracts.values()].some(({ vat, ...sold }) =>
    [vat, ...classesIn(('price' in sold && sold.price) || [])].includes('exempt'),
  );

/** What VAT costs in each month of a company. */
function costsOf(projection: Projection, model: Model): ReadonlyMap<number, number> {
  const {
    tax: { vat },
    calendar,
  } = model;
  const [sales, bills] = [salesOf(projection), billsOf(projection)];
  const from = vat?.from ?? calendar.first;
  const costs = new Map<number, number>();
  const add = (month: number, pence: number): void => void costs.set(month, (costs.get(month) ?? 0) + pence);
  for (const { month, tax, use } of bills) if (month < from || use === 'outside_scope') add(month, tax);
  // Who sells nothing exempt has no exempt input tax, in a quarter without any sale either (VAT Act 1994, section 26).
  if (!sellsExempt(model)) return costs;
  const inputTax = (months: readonly number[], use: Bill['use']): number =>
    total(bills.filter((bill) => months.includes(bill.month) && bill.use === use).map(({ tax }) => tax));
  let [quarter, year, lostOfYear, quarters] = [[] as number[], [] as number[], 0, 0];
  for (const month of allMonths(projection.model.calendar).filter((each) => each >= from)) {
    quarter.push(month);
    if (month % 3 !== (vat?.quarterEnds ?? 2) % 3) continue;
    const { exempt, both } = lostPercents(quarter, sales, bills);
    let before = 0;
    quarter.forEach((each, i) => {
      const toDate = percentOf(inputTax(quarter.slice(0, i + 1), 'both'), both);
      const lost = percentOf(inputTax([each], 'exempt'), exempt) + toDate - before;
      before = toDate;
      lostOfYear += lost;
      add(each, lost);
    });
    year = [...year, ...quarter];
    quarter = [];
    quarters++;
    if (![2, 3, 4].includes(month % YEARLY)) continue;
    const whole = lostPercents(year, sales, bills);
    if (quarters > 1)
      add(
        month,
        percentOf(inputTax(year, 'exempt'), whole.exempt) + percentOf(inputTax(year, 'both'), whole.both) - lostOfYear,
      );
    [year, lostOfYear, quarters] = [[], 0, 0];
  }
  return costs;
}

const longer = (data: PlainMap): PlainMap => {
  const years = modelOf(data).calendar.years.length;
  return put(data, ['calendar', 'years'], String(years + 2));
};

test('what VAT costs in each month is what a second computation makes of the invoices and the bills', () => {
  let [lossy, attributed] = [0, 0];
  fc.assert(
    fc.property(taxedModels, (data) => {
      const projection = projectionOf(data);
      // The quarter in which the calendar ends is told by the invoices after it.
      const after = projectionOf(longer(data));
      const costs = costsOf(after, projection.model);
      for (const month of periodsOf(projection.model.calendar, 'month')) {
        const found = (figureOf(projection, 'cost.taxes.vat', month) as Money).pence;
        expect(found, month.label).toBe(costs.get(month.first) ?? 0);
        if (found !== 0) lossy++;
      }
      if (billsOf(after).some(({ use }) => use === 'exempt')) attributed++;
    }),
    RUNS,
  );
  expect([lossy > ofRuns(200), attributed > ofRuns(10)]).toEqual([true, true]);
});

test('companies with VAT of every kind keep the identities of their books, and a longer calendar changes nothing before its end', () => {
  fc.assert(
    fc.property(taxedModels, (data) => {
      const [projection, after] = [projectionOf(data), projectionOf(longer(data))];
      expect(brokenIdentities(projection)).toEqual([]);
      for (const month of periodsOf(projection.model.calendar, 'month')) {
        for (const name of lineNames(projection.model).filter((each) => /^(cost|cash|balance|income)\b/.test(each)))
          expect(String(figureOf(projection, name, month).value), `${name} of ${month.id}`).toBe(
            String(figureOf(after, name, month).value),
          );
      }
    }),
    runs(40, 4),
  );
});
