import type { Ledger } from '../analysis/index.js';
import { pounds } from './pounds.js';
import { visible } from './text.js';

/**
 * A file of beancount (checked with 2.3.5), with a balance directive for each account after the end of each company
 * year: `bean-check` proves that it balances and comes to what this program says.
 */
export function beancount({ title, opens, accounts, entries, balances }: Ledger): string {
  const wide = Math.max(...accounts.map(({ length }) => length), 0) + 2;
  const lines = [
    `option "title" ${quoted(title)}`,
    'option "operating_currency" "GBP"',
    '',
    ...accounts.map((account) => `${opens} open ${account.padEnd(wide)}GBP`),
  ];
  for (const { date, memo, lines: postings } of entries) {
    lines.push(
      '',
      `${date} * ${quoted(memo)}`,
      ...postings.map(({ account, pence }) => `  ${account.padEnd(wide)}${pounds(pence)} GBP`),
    );
  }
  for (const { after, accounts: said } of balances) {
    lines.push('', ...said.map(({ account, pence }) => `${after} balance ${account.padEnd(wide)}${pounds(pence)} GBP`));
  }
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `"${visible(text).replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}
