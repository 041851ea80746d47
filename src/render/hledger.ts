import type { Ledger } from '../analysis/index.js';
import { pounds } from './pounds.js';
import { visible } from './text.js';

/**
 * A journal of hledger (checked with 1.25): strict, every account and the commodity declared, with a balance assertion
 * for each account at the end of each company year. So `hledger check --strict` proves that it balances and comes to
 * what this program says.
 */
export function hledger({ title, accounts, entries, balances }: Ledger): string {
  const wide = Math.max(...accounts.map(({ length }) => length), 0) + 2;
  const line = (account: string, amount: string): string => `    ${account.padEnd(wide)}${amount}`;
  const lines = [
    `; ${oneLine(title)}`,
    '; Every entry stands at the end of its month. Assertions at the end of each company year are the figures of buyin.',
    '',
    'commodity 1000.00 GBP',
    '',
    ...accounts.map((account) => `account ${account}`),
  ];
  let next = 0;
  const assert = (until: string): void => {
    for (let ready = balances[next]; ready !== undefined && ready.date < until; ready = balances[++next]) {
      lines.push('', `${ready.date} balances at the end of ${ready.label}`);
      for (const { account, pence } of ready.accounts) lines.push(line(account, `0.00 GBP =* ${pounds(pence)} GBP`));
    }
  };
  for (const { date, memo, lines: postings } of entries) {
    assert(date);
    lines.push(
      '',
      `${date} ${oneLine(memo)}`,
      ...postings.map(({ account, pence }) => line(account, `${pounds(pence)} GBP`)),
    );
  }
  assert('9999');
  return `${lines.join('\n')}\n`;
}

/** A semicolon would begin a comment, and a bar a note. */
function oneLine(text: string): string {
  return visible(text).replace(/[;|]/g, ',');
}
