import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Invoice, invoicesOf, ledgerOf } from '../../src/analysis/index.js';
import { project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { hledger } from '../../src/render/hledger.js';
import { referencesOf } from '../../src/render/references.js';
import { sage50 } from '../../src/render/sage50.js';
import { type XeroInvoice, xeroInvoices } from '../../src/render/xero.js';
import { diskOf } from '../support/disk.js';
import { decimal, FILE, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* What bookkeepers import. The columns are those of Xero's template for sales invoices and of Sage 50's import of audit trail transactions. */

const HOSTILE = '"=cmd()|calc, \\"Ash\\" 🏫; St Mary"';
const company: PlainMap = {
  buyin: '1',
  name: '"Wych, Elm; 🏫"',
  calendar: { starts: '2024-09', years: '2', year_starts: 'September' },
  schools: { named: { ash: { name: HOSTILE, phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { gold: { price: { flat: '1_200' }, vat: 'standard', term: { instalments: '3' }, joins: '100%' } },
  contracts: { council: { kind: 'grant', per_year: '40_000', vat: 'outside_scope', paid: 'quarterly_in_advance' } },
  payment_terms: { schools: '1', council: '1', suppliers: '1' },
  parameters: 'england',
  tax: { vat: { registered: 'yes' } },
};

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, relax_column_count: true });

async function exported(
  data: PlainMap,
  ...argv: string[]
): Promise<{ text: string; rows: Record<string, string>[]; err: string }> {
  const { code, out, err } = await play(['export', FILE, ...argv], { files: { [FILE]: yamlOf(data) } });
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return { text: out, rows: rowsOf(out), err };
}

test('Xero gets an invoice a line: before tax, and each instalment as one of its own, due on its own day', async () => {
  const { rows, err } = await exported(company, '--to', 'xero');
  expect(rows).toHaveLength(2 * 3 + 8);
  const [first, second, third] = rows.filter((row) => row['*InvoiceNumber']?.startsWith('M-'));
  expect(first).toMatchObject({
    '*ContactName': '=cmd()|calc, "Ash" 🏫; St Mary',
    '*InvoiceNumber': 'M-gold-202409-ash/1',
    Reference: '1 of 3 instalments of M-gold-202409-ash',
    '*InvoiceDate': '30/09/2024',
    '*DueDate': '31/10/2024',
    '*Quantity': '1',
    '*UnitAmount': '400.00',
    '*AccountCode': '200',
    '*TaxType': '20% (VAT on Income)',
    Currency: 'GBP',
  });
  expect([second, third].map((row) => [row?.['*InvoiceDate'], row?.['*DueDate'], row?.['*UnitAmount']])).toEqual([
    ['30/09/2024', '28/02/2025', '400.00'],
    ['30/09/2024', '30/06/2025', '400.00'],
  ]);
  expect(err).toContain('1 name begins like a formula and is written as in the model');
  const [council] = rows.filter((row) => row['*InvoiceNumber']?.startsWith('C-'));
  expect(council).toMatchObject({
    '*UnitAmount': '10000.00',
    '*TaxType': 'No VAT',
    '*Description': 'council, 3 months to 30/11/2024',
    '*DueDate': '31/10/2024',
  });
});

const netOf = ({ nets }: XeroInvoice): number => nets.reduce((sum, each) => sum + each, 0);
/** As Xero works it out: on each line, half a penny up. */
const taxOf = ({ nets }: XeroInvoice): number => nets.reduce((sum, each) => sum + Math.floor((each + 2.5) / 5), 0);

test('instalments for Xero come to the invoice and to its VAT, which Xero works out on each, and are as in the books to a few pence', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.integer({ min: 2, max: 12 }),
      fc.boolean(),
      (fee, instalments, isTaxed) => {
        const data = put(
          put(company, ['tiers', 'gold', 'price', 'flat'], decimal(fee, 2)),
          ['tiers', 'gold', 'term', 'instalments'],
          String(instalments),
        );
        const [invoice] = invoicesOf(projectionOf(isTaxed ? data : put(data, ['tax', 'vat', 'registered'], 'no')));
        const lines = xeroInvoices([invoice as Invoice]);
        expect(lines.reduce((sum, line) => sum + netOf(line), 0)).toBe(fee);
        const tax = lines.map((line) => (isTaxed ? taxOf(line) : 0));
        expect(tax.reduce((sum, each) => sum + each, 0)).toBe(invoice?.tax?.pence ?? 0);
        for (const [i, line] of lines.entries()) {
          const { due } = line;
          const inBooks = invoice?.due.find(({ month }) => month === due)?.amount.pence as number;
          expect(Math.abs(netOf(line) + (tax[i] as number) - inBooks)).toBeLessThanOrEqual(
            i === lines.length - 1 ? 4 * instalments : 4,
          );
        }
      },
    ),
    runs(200, 1),
  );
});

test('an invoice of a price that is published with VAT comes to it in Xero and in Sage 50, to the penny', () => {
  let split = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 6 }), (price, instalments) => {
      const terms = { flat: decimal(price, 2), includes_vat: 'yes' };
      const data = put(
        put(company, ['tiers', 'gold', 'price'], terms),
        ['tiers', 'gold', 'term', 'instalments'],
        String(instalments),
      );
      const [invoice] = invoicesOf(projectionOf(data));
      const lines = xeroInvoices([invoice as Invoice]);
      if (lines.some(({ nets }) => nets.length > 1)) split++;
      expect(lines.reduce((sum, line) => sum + netOf(line) + taxOf(line), 0)).toBe(price);
      expect(lines.reduce((sum, line) => sum + taxOf(line), 0)).toBe(invoice?.tax?.pence);
      const [sage] = sage50([invoice as Invoice], [], { income: '4000', deferred: '2109', accrued: '1103' }, 99_999)
        .split('\n')
        .slice(1);
      const [net, , tax] = (sage ?? '').split(',').slice(-6);
      expect(Math.round((Number(net) + Number(tax)) * 100)).toBe(price);
    }),
    runs(200, 1),
  );
  // One published price in six has no net amount of which a fifth is the VAT.
  expect(split).toBeGreaterThan(0);
});

test('a rate that Xero or Sage 50 has no name for is refused, and a company that is not registered has none', async () => {
  const rates = {
    name: 'R',
    vat: {
      rate: { '2020-01': '20%', '2025-01': '17.5%' },
      registration: { '2020-01': '90_000' },
      de_minimis: { '2020-01': '625' },
    },
  };
  for (const target of ['xero', 'sage50']) {
    const { code, out, err } = await play(['export', FILE, '--to', target], {
      files: { [FILE]: yamlOf(put(company, ['parameters'], rates)) },
    });
    expect({ code, out, err }).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('invoice M-gold-202509-ash carries VAT of 17.5%'),
    });
  }
  const reduced = { ...rates, vat: { ...rates.vat, rate: { '2020-01': '5%' } } };
  expect((await exported(put(company, ['parameters'], reduced), '--to', 'xero')).rows[0]?.['*TaxType']).toBe(
    '5% (VAT on Income)',
  );
  expect((await exported(put(company, ['parameters'], reduced), '--to', 'sage50')).rows[0]?.['Tax Code']).toBe('T5');
  const exempt = put(put(company, ['tiers', 'gold', 'vat'], 'exempt'), ['tax'], {
    vat: { registered: 'yes', from: '2025-01' },
  });
  const types = (await exported(exempt, '--to', 'xero')).rows
    .map((row) => row['*TaxType'])
    .filter((type) => type !== 'No VAT');
  expect(types).toEqual(['Exempt Income', 'Exempt Income', 'Exempt Income']);
});

test('schools of one name are told apart for every program and in every table, and nothing is added to a name that an accounting program reads', async () => {
  const roll =
    'urn,name,phase,type,pupils\n900001,St Mary,primary,academy,100\n900002,st  mary,primary,academy,200\n900003,=HYPERLINK(1),primary,academy,200\n900004,-Dash,primary,academy,200\n';
  const data = yamlOf({
    ...put(put(company, ['contracts'], undefined), ['tiers', 'gold', 'term'], undefined),
    schools: { file: 'schools.csv' },
  });
  const files = { [FILE]: data, 'schools.csv': roll };
  const xero = await play(['export', FILE, '--to', 'xero'], { files });
  const names = [...new Set(rowsOf(xero.out).map((row) => row['*ContactName']))];
  expect(names).toEqual(['St Mary (900001)', 'st  mary (900002)', '=HYPERLINK(1)', '-Dash']);
  expect(xero.err).toContain('2 names begin like a formula and are written as in the model');
  const invoices = await play(['export', FILE, '--to', 'invoices', '--format', 'csv'], { files });
  for (const name of ['St Mary (900001)', 'st  mary (900002)', "'=HYPERLINK(1)", "'-Dash"])
    expect(invoices.out).toContain(name);
  const price = await play(['price', FILE, '--format', 'csv'], { files });
  expect(
    price.out
      .split('\r\n')
      .slice(1, 4)
      .map((line) => line.split(',')[0]),
  ).toEqual(['St Mary (900001)', 'st  mary (900002)', "'=HYPERLINK(1)"]);
});

test('Xero gets no more than 500 invoices in a file, and every invoice once', async () => {
  const named = Object.fromEntries(
    Array.from({ length: 520 }, (_, i) => [`school_${i}`, { phase: 'primary', type: 'academy', pupils: '200' }]),
  );
  const many = put(
    put(put(company, ['schools'], { named }), ['contracts'], undefined),
    ['tiers', 'gold', 'term'],
    undefined,
  );
  const parts = await Promise.all(['1', '2', '3'].map((part) => exported(many, '--to', 'xero', '--part', part)));
  expect(parts.map(({ rows }) => rows.length)).toEqual([500, 500, 40]);
  expect(new Set(parts.flatMap(({ rows }) => rows.map((row) => row['*InvoiceNumber']))).size).toBe(1040);
  expect(parts[0]?.err).toContain('part 1 of 3');
  const { code, err } = await play(['export', FILE, '--to', 'xero', '--part', '4'], {
    files: { [FILE]: yamlOf(many) },
  });
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('the invoices make 3') });
});

test('Sage 50 gets each invoice with its tax code, and journals that earn what was deferred, to the penny', async () => {
  const { rows, err } = await exported(company, '--to', 'sage50', '--nominal', '4001', '--deferred', '2110');
  const sold = rows.filter(({ Type }) => Type === 'SI');
  expect(sold[0]).toMatchObject({
    'Account Reference': 'ASH',
    'Nominal A/C Ref': '2110',
    Date: '30/09/2024',
    Reference: 'M-gold-202409-ash',
    'Net Amount': '1200.00',
    'Tax Code': 'T1',
    'Tax Amount': '240.00',
  });
  expect(err).toContain('Sage 50 is given no dates on which invoices are due');
  expect(rows.every(({ Details = '', Reference = '' }) => [...Details].length <= 60 && Reference.length <= 30)).toBe(
    true,
  );
  const total = (type: string): number =>
    rows.filter(({ Type }) => Type === type).reduce((sum, row) => sum + Number(row['Net Amount']) * 100, 0);
  // 2,400 of fees and 80,000 of the contract, which is invoiced in advance too
  expect(total('JD')).toBe(8_240_000);
  expect(total('JC')).toBe(8_240_000);
});

/** Pence in an account of Sage at the end of a month, debits above zero, as its own invoices and journals make it. */
function inSage(rows: readonly Record<string, string>[], nominal: string, until: number): number {
  return rows
    .filter((row) => row['Nominal A/C Ref'] === nominal && monthsAt(row.Date as string) <= until)
    .reduce((sum, row) => sum + (row.Type === 'JD' ? 1 : -1) * Math.round(Number(row['Net Amount']) * 100), 0);
}
const monthsAt = (date: string): number => Number(date.slice(6)) * 12 + Number(date.slice(3, 5)) - 1;

test('Sage 50 defers and accrues contracts and fees as the books do, month by month', async () => {
  const contract = (paid: string, more: PlainMap = {}): PlainMap => ({
    kind: 'grant',
    per_year: '40_000',
    vat: 'standard',
    paid,
    ...more,
  });
  const data = {
    ...company,
    contracts: {
      before: contract('quarterly_in_advance', { from: '2024-11', to: '2025-06' }),
      after: contract('yearly_in_arrears', { from: '2024-12' }),
      rolling: contract('monthly'),
      steps: contract('quarterly_in_arrears', {
        per_year: { '2024-09': '40_000', '2025-02': '70_000' },
        to: '2025-07',
      }),
    },
  };
  const { rows } = await exported(data, '--to', 'sage50');
  const { journal, model } = projectionOf(data);
  for (let month = model.calendar.first; month <= model.calendar.last; month++) {
    expect(inSage(rows, '2109', month)).toBe(0 - journal.balance('deferred_income', month).pence);
    expect(inSage(rows, '1103', month)).toBe(journal.balance('accrued_income', month).pence);
    expect(inSage(rows, '4000', month)).toBe(0 - journal.flow('income', model.calendar.first, month).pence);
  }
  expect(rows.filter(({ Type }) => Type !== 'SI').map(({ Reference }) => Reference)).toContain('ACCRUED-202412');
});

test('Sage 50 earns the fees of many schools as the books do, to the penny', async () => {
  const school = (pupils: string, type = 'academy'): PlainMap => ({ phase: 'primary', type, pupils });
  const data = {
    ...company,
    schools: {
      named: { a: school('101'), b: school('203'), c: school('307'), d: school('99', 'community'), e: school('151') },
    },
    tiers: {
      gold: {
        price: { parts: { advice: { per_pupil: '3.37' }, training: { flat: '100.01', vat: 'exempt' } } },
        vat: 'standard',
        joins: '100%',
      },
    },
    contracts: undefined,
  };
  const { rows } = await exported(data, '--to', 'sage50');
  const { journal, model } = projectionOf(data);
  for (let month = model.calendar.first; month <= model.calendar.last; month++) {
    expect(inSage(rows, '2109', month)).toBe(0 - journal.balance('deferred_income', month).pence);
    expect(inSage(rows, '4000', month)).toBe(0 - journal.flow('income', model.calendar.first, month).pence);
  }
});

test('a contract and a school with one name are two contacts, and with one id two accounts', async () => {
  const school = (name: string): PlainMap => ({ name, phase: 'primary', type: 'academy', pupils: '101' });
  const contract = (name?: string): PlainMap => ({ name, kind: 'grant', per_year: '9_000', vat: 'outside_scope' });
  const data = {
    ...company,
    schools: { named: { council: school('Elm'), ash: school('City Council') } },
    contracts: { council: contract('city council '), hub: contract() },
  };
  const xero = await exported(data, '--to', 'xero');
  expect([...new Set(xero.rows.map((row) => row['*ContactName']))].sort()).toEqual([
    'City Council',
    'Elm',
    'city council (contract)',
    'hub',
  ]);
  const sage = await exported(data, '--to', 'sage50');
  const accounts = (contracts: boolean): string[] => [
    ...new Set(
      sage.rows
        .filter(({ Type, Reference }) => Type === 'SI' && Reference?.startsWith('C-') === contracts)
        .map((row) => row['Account Reference'] as string),
    ),
  ];
  expect(accounts(false)).toEqual(['COUNCIL', 'ASH']);
  const [first = '', ...others] = accounts(true);
  expect([first.startsWith('COUN'), first.length, first === 'COUNCIL', others]).toEqual([true, 8, false, ['HUB']]);
});

test('references are short enough, the same in every run and never shared, however long what they are for is', async () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60, unit: 'grapheme' }),
    fc.tuple(fc.string({ minLength: 40, maxLength: 50 }), fc.string({ maxLength: 3 })).map((both) => both.join('')),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), fc.integer({ min: 6, max: 30 }), (texts, longest) => {
      const found = referencesOf(texts, longest);
      expect(new Set(found.values()).size).toBe(new Set(texts).size);
      for (const [each, reference] of found) {
        expect([...reference].length).toBeLessThanOrEqual(longest);
        if ([...each].length <= longest) expect(reference).toBe(each);
      }
      expect(referencesOf([...texts].reverse(), longest)).toEqual(found);
    }),
    runs(200, 1),
  );
  const named = (id: string): [string, PlainMap] => [id, { phase: 'primary', type: 'academy', pupils: '200' }];
  const long = 'the_school_of_the_very_long_name_in_the_';
  const schools = (...ids: string[]): PlainMap =>
    put(put(company, ['schools'], { named: Object.fromEntries(ids.map(named)) }), ['contracts'], undefined);
  const told = async (data: PlainMap): Promise<Map<string, string>> => {
    const sold = (await exported(data, '--to', 'sage50')).rows.filter(
      ({ Type, Date: date }) => Type === 'SI' && date === '30/09/2024',
    );
    return new Map(sold.map((row) => [row.Reference as string, row['Account Reference'] as string]));
  };
  const both = await told(schools(`${long}east`, `${long}west`));
  expect([both.size, new Set(both.values()).size]).toEqual([2, 2]);
  // A school that comes later changes the references of none.
  const more = await told(schools(`${long}west`, `${long}north`, `${long}east`));
  for (const [reference, account] of both) expect(more.get(reference)).toBe(account);
});

test('invoices that are expectations are left out of what is imported, and counted', async () => {
  const { rows, err } = await exported(put(company, ['tiers', 'gold', 'joins'], '50%'), '--to', 'xero');
  expect(rows).toHaveLength(8);
  expect(err).toContain('2 of 10 invoices are expectations and are left out (£1,200.00 before VAT)');
});

test('the schedule lists every invoice, what it comes to with VAT and when it falls due, as data too', async () => {
  const { text, rows } = await exported(company, '--to', 'invoices', '--format', 'csv');
  const line = text.split('\r\n').find((each) => each.includes('M-gold-202509-ash')) ?? '';
  expect(line).toContain('1200.00,240.00,1440.00');
  expect(line).toContain('2025-10-31: 480.00; 2026-02-28: 480.00; 2026-06-30: 480.00');
  expect(rows.length).toBeGreaterThan(10);
});

test('no name breaks a line of a journal', () => {
  const source = Source.open(
    diskOf({ [FILE]: yamlOf(put(company, ['tiers', 'gold', 'name'], '"a\\nb; c | d"')) }),
    FILE,
  );
  const text = hledger(ledgerOf(project(source.load({ scenarios: [], sets: [] }).model)));
  for (const line of text.split('\n'))
    expect(line).toMatch(/^$|^; |^commodity |^account [A-Z]|^\d{4}-\d\d-\d\d |^ {4}[A-Z][\w:-]+ {2,}/);
  expect(text.split('\n')[0]).toBe('; Wych, Elm, 🏫');
});
