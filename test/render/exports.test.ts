import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { ledgerOf } from '../../src/analysis/index.js';
import { project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { hledger } from '../../src/render/hledger.js';
import { diskOf } from '../support/disk.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

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

async function exported(data: PlainMap, ...argv: string[]): Promise<{ text: string; rows: Record<string, string>[]; err: string }> {
  const { code, out, err } = await play(['export', FILE, ...argv], { files: { [FILE]: yamlOf(data) } });
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return { text: out, rows: rowsOf(out), err };
}

test('Xero gets an invoice a line: before tax, with the last day that it may be paid and its instalments', async () => {
  const { rows } = await exported(company, '--to', 'xero');
  expect(rows).toHaveLength(2 + 8);
  const [first] = rows.filter((row) => row['*InvoiceNumber']?.startsWith('M-'));
  expect(first).toMatchObject({
    '*ContactName': '\'=cmd()|calc, "Ash" 🏫; St Mary',
    '*InvoiceNumber': 'M-gold-202409-ash',
    Reference: '31/10/2024 480.00; 28/02/2025 480.00; 30/06/2025 480.00',
    '*InvoiceDate': '30/09/2024',
    '*DueDate': '30/06/2025',
    '*Quantity': '1',
    '*UnitAmount': '1200.00',
    '*AccountCode': '200',
    '*TaxType': '20% (VAT on Income)',
    Currency: 'GBP',
  });
  expect(rows.find((row) => row['*InvoiceNumber']?.startsWith('C-'))).toMatchObject({ '*UnitAmount': '10000.00', '*TaxType': 'No VAT' });
});

test('Xero gets no more than 500 invoices in a file, and every invoice once', async () => {
  const named = Object.fromEntries(Array.from({ length: 520 }, (_, i) => [`school_${i}`, { phase: 'primary', type: 'academy', pupils: '200' }]));
  const many = put(put(company, ['schools'], { named }), ['contracts'], undefined);
  const parts = await Promise.all(['1', '2', '3'].map((part) => exported(many, '--to', 'xero', '--part', part)));
  expect(parts.map(({ rows }) => rows.length)).toEqual([500, 500, 40]);
  expect(new Set(parts.flatMap(({ rows }) => rows.map((row) => row['*InvoiceNumber']))).size).toBe(1040);
  expect(parts[0]?.err).toContain('part 1 of 3');
  const { code, err } = await play(['export', FILE, '--to', 'xero', '--part', '4'], { files: { [FILE]: yamlOf(many) } });
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('the invoices make 3') });
});

test('Sage 50 gets each invoice with its tax code, and journals that earn what was deferred, to the penny', async () => {
  const { rows } = await exported(company, '--to', 'sage50', '--nominal', '4001', '--deferred', '2110');
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
  expect(rows.every(({ Details = '', Reference = '' }) => [...Details].length <= 60 && Reference.length <= 30)).toBe(true);
  const total = (type: string): number => rows.filter(({ Type }) => Type === type).reduce((sum, row) => sum + Number(row['Net Amount']) * 100, 0);
  expect(total('JD')).toBe(240_000);
  expect(total('JC')).toBe(240_000);
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
  const source = Source.open(diskOf({ [FILE]: yamlOf(put(company, ['tiers', 'gold', 'name'], '"a\\nb; c | d"')) }), FILE);
  const text = hledger(ledgerOf(project(source.load({ scenarios: [], sets: [] }).model)));
  for (const line of text.split('\n')) expect(line).toMatch(/^$|^; |^commodity |^account [A-Z]|^\d{4}-\d\d-\d\d |^ {4}[A-Z][\w:-]+ {2,}/);
  expect(text.split('\n')[0]).toBe('; Wych, Elm, 🏫');
});
