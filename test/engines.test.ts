import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ledgerOf } from '../src/analysis/index.js';
import type { Money } from '../src/figures/index.js';
import { periodsOf } from '../src/model/index.js';
import { figureOf, project } from '../src/projection/index.js';
import { Source } from '../src/reading/index.js';
import { beancount } from '../src/render/beancount.js';
import { hledger } from '../src/render/hledger.js';
import { diskAt, diskOf } from './support/disk.js';

/*
 * Other people's accounting engines read the books of every example, in every scenario: hledger (1.25) and beancount (2.3), as Debian packages them.
 * Where they are not installed these tests are skipped and say so; with BUYIN_ENGINES=required they fail instead.
 */

const has = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
const REQUIRED = process.env.BUYIN_ENGINES === 'required';
const HLEDGER = has('hledger');
const BEANCOUNT = has('bean-check') && has('bean-query');
if (!HLEDGER) console.warn('hledger is not installed: it has checked no books');
if (!BEANCOUNT) console.warn('beancount is not installed: it has checked no books');

const folder = mkdtempSync(join(tmpdir(), 'buyin-'));
afterAll(() => rmSync(folder, { recursive: true }));

const reference = readFileSync('docs/model-language.md', 'utf8');
const whole = /^buyin: 1\nname: The whole of the books\n[\s\S]*?(?=^```$)/m.exec(reference)?.[0] ?? '';
const sources: readonly (readonly [string, Source])[] = [
  ['examples/haringey', Source.open(diskAt('.'), 'examples/haringey')],
  ['examples/borough', Source.open(diskAt('.'), 'examples/borough')],
  ['the whole of the books', Source.open(diskOf({ 'model.yaml': whole }), 'model.yaml')],
];
const cases = sources.flatMap(([path, source]) => ['base', ...source.scenarios.map(({ name }) => name)].map((name) => ({ path, source, name })));

test('the engines are there where they must be, and there are books for them', () => {
  if (REQUIRED) expect([HLEDGER, BEANCOUNT]).toEqual([true, true]);
  expect(cases.length).toBeGreaterThan(10);
});

interface Sheet {
  readonly assets: string;
  readonly liabilities: string;
  readonly net: string;
}

describe.each(cases)('the books of $path, $name', ({ path, source, name }) => {
  const projection = project(source.load({ scenarios: name === 'base' ? [] : [name], sets: [] }).model);
  const ledger = ledgerOf(projection);
  const file = (ending: string): string => join(folder, `${path.replace(/\W/g, '-')}-${name}.${ending}`);
  const years = periodsOf(projection.model.calendar, 'year').map((period, i) => {
    const of = (line: string): string => (figureOf(projection, line, period) as Money).exact.toFixed(2);
    const ours: Sheet = { assets: of('balance.assets'), liabilities: of('balance.liabilities'), net: of('reserves.closing') };
    return { after: ledger.balances[i]?.after as string, ours };
  });

  test.runIf(HLEDGER)('hledger accepts every entry and every balance, and draws up our balance sheet', () => {
    writeFileSync(file('journal'), hledger(ledger));
    execFileSync('hledger', ['-f', file('journal'), 'check', '--strict'], { stdio: 'pipe' });
    for (const { after, ours } of years) {
      const sheet = execFileSync('hledger', ['-f', file('journal'), 'balancesheet', '-e', after, '--depth', '1', '-O', 'csv'], { encoding: 'utf8' });
      const [assets, liabilities] = [...sheet.matchAll(/^"total","(.*)"$/gim)].map((match) => amount(match[1]));
      const net = amount(/^"Net:","(.*)"$/m.exec(sheet)?.[1]);
      expect({ assets, liabilities, net }).toEqual(ours);
    }
  });

  test.runIf(BEANCOUNT)('beancount accepts every entry and every balance, and adds up to our balance sheet', () => {
    writeFileSync(file('beancount'), beancount(ledger));
    execFileSync('bean-check', [file('beancount')], { stdio: 'pipe' });
    for (const { after, ours } of years) {
      const query = `SELECT root(account, 1) AS root, sum(number) AS total WHERE date < ${after} GROUP BY root`;
      const rows = execFileSync('bean-query', ['-f', 'csv', file('beancount'), query], { encoding: 'utf8' });
      const total = (root: string): number => Math.round(Number(new RegExp(`^${root}\\s*,\\s*(-?[\\d.]+)`, 'm').exec(rows)?.[1] ?? 0) * 100);
      const [assets, liabilities] = [total('Assets'), 0 - total('Liabilities')];
      expect({ assets: plain(assets), liabilities: plain(liabilities), net: plain(assets - liabilities) }).toEqual(ours);
      expect(plain(0 - total('Equity') - total('Income') - total('Expenses'))).toBe(ours.net);
    }
  });
});

/** `323618.06 GBP`, and `0` for nothing. */
function amount(said: string | undefined): string {
  return Number((said ?? '').replace(/ ?GBP|,/g, '') || 0).toFixed(2);
}

function plain(pence: number): string {
  return (pence / 100).toFixed(2);
}

test.runIf(HLEDGER)('hledger refuses books of which a penny is missing', () => {
  const [{ source }] = cases as [(typeof cases)[number]];
  const text = hledger(ledgerOf(project(source.load({ scenarios: [], sets: [] }).model)));
  const broken = text.replace(/(Assets:Cash +)(\d+)\.(\d\d) GBP$/m, (_, account, whole_) => `${account}${Number(whole_) + 1}.00 GBP`);
  expect(broken).not.toBe(text);
  writeFileSync(join(folder, 'broken.journal'), broken);
  expect(spawnSync('hledger', ['-f', join(folder, 'broken.journal'), 'check', '--strict']).status).not.toBe(0);
});
