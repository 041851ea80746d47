import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, test } from 'vitest';
import { ledgerOf } from '../src/analysis/index.js';
import type { Money } from '../src/figures/index.js';
import { periodsOf } from '../src/model/index.js';
import { figureOf, project } from '../src/projection/index.js';
import { Source } from '../src/reading/index.js';
import { beancount } from '../src/render/beancount.js';
import { hledger } from '../src/render/hledger.js';
import { diskAt, diskOf } from './support/disk.js';
import { fenced } from './support/reference.js';
import { isFull } from './support/runs.js';

/*
 * Other people's accounting engines read the books of every example: hledger (1.25) and beancount (2.3), as Debian
 * packages them. Where they are not installed these tests are skipped and say so; with BUYIN_ENGINES=required they fail
 * instead.
 */

const has = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
const REQUIRED = process.env.BUYIN_ENGINES === 'required';
const HLEDGER = has('hledger');
const BEANCOUNT = has('bean-check') && has('bean-query');
if (!HLEDGER) console.warn('hledger is not installed: it has checked no books');
if (!BEANCOUNT) console.warn('beancount is not installed: it has checked no books');

const folder = mkdtempSync(join(tmpdir(), 'buyin-'));
afterAll(() => rmSync(folder, { recursive: true }));

const whole = fenced('money', 'yaml model')[0] as string;
const allOf = ({ scenarios }: Source): readonly string[] => ['base', ...scenarios.map(({ name }) => name)];
/**
 * Scenarios differ in amounts more than in what is booked: by default the books of two of each example are read, and
 * all of them with LAWS=full.
 */
const some = (name: string) => (isFull ? allOf : () => ['base', name]);
const sources: readonly (readonly [string, Source, (source: Source) => readonly string[]])[] = [
  ['examples/haringey', Source.open(diskAt('.'), 'examples/haringey'), some('bad_year')],
  ['examples/borough', Source.open(diskAt('.'), 'examples/borough'), some('everything_at_once')],
  ['examples/alliance', Source.open(diskAt('.'), 'examples/alliance'), some('core_only')],
  ['the whole of the books', Source.open(diskOf({ 'model.yaml': whole }), 'model.yaml'), allOf],
];
const cases = sources.flatMap(([path, source, namesOf]) => namesOf(source).map((name) => ({ path, source, name })));

test('the engines are there where they must be, and there are books for them', () => {
  if (REQUIRED) expect([HLEDGER, BEANCOUNT]).toEqual([true, true]);
  expect(cases.length).toBeGreaterThan(6);
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
    const ours: Sheet = {
      assets: of('balance.assets'),
      liabilities: of('balance.liabilities'),
      net: of('reserves.closing'),
    };
    return { end: dayBefore(ledger.balances[i]?.after as string), ours };
  });

  test.runIf(HLEDGER)('hledger accepts every entry and every balance, and draws up our balance sheet', () => {
    writeFileSync(file('journal'), hledger(ledger));
    // All that --strict checks, and every month, in one run: the program takes longer to read the books than to add
    // them up.
    const sheet = execFileSync(
      'hledger',
      ['-f', file('journal'), 'balancesheet', '--strict', '--monthly', '--depth', '1', '-O', 'csv'],
      {
        encoding: 'utf8',
      },
    );
    const rows = (parse(sheet, { relax_column_count: true }) as string[][]).slice(1);
    const all = (name: string): string[][] => rows.filter(([label]) => label?.toLowerCase() === name);
    const column = (end: string): number => all('account')[0]?.indexOf(end) as number;
    for (const { end, ours } of years) {
      const [assets, liabilities] = all('total').map((row) => amount(row[column(end)]));
      expect({ assets, liabilities, net: amount(all('net:')[0]?.[column(end)]) }).toEqual(ours);
    }
  });

  test.runIf(BEANCOUNT)('beancount accepts every entry and every balance, and adds up to our balance sheet', () => {
    writeFileSync(file('beancount'), beancount(ledger));
    // What reads the books to add them up says what is wrong with them; that nothing spoilt them on the way is asked too.
    if (isFull || cases.findIndex((each) => each.path === path && each.name === name) === 0)
      execFileSync('bean-check', [file('beancount')], { stdio: 'pipe' });
    const query = 'SELECT root(account, 1) AS root, year, month, sum(number) AS total GROUP BY root, year, month';
    const asked = spawnSync('bean-query', ['-f', 'csv', file('beancount'), query], { encoding: 'utf8' });
    expect([asked.status, asked.stderr]).toEqual([0, '']);
    const rows = parse(asked.stdout, { trim: true }) as string[][];
    for (const { end, ours } of years) {
      const total = (root: string): number =>
        rows
          .filter(
            ([account, year, month]) => account === root && `${year}-${month?.padStart(2, '0')}` <= end.slice(0, 7),
          )
          .reduce((sum, row) => sum + Math.round(Number(row[3]) * 100), 0);
      const [assets, liabilities] = [total('Assets'), 0 - total('Liabilities')];
      expect({ assets: plain(assets), liabilities: plain(liabilities), net: plain(assets - liabilities) }).toEqual(
        ours,
      );
      expect(plain(0 - total('Equity') - total('Income') - total('Expenses'))).toBe(ours.net);
    }
  });
});

/** The day before one, both as 2019-09-01. */
function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

/** `323618.06 GBP`, and `0` for nothing. */
function amount(said: string | undefined): string {
  return Number((said ?? '').replace(/ ?GBP|,/g, '') || 0).toFixed(2);
}

function plain(pence: number): string {
  return (pence / 100).toFixed(2);
}

test.runIf(BEANCOUNT)('beancount tells of books of which a penny is missing while it adds them up', () => {
  const [{ source }] = cases as [(typeof cases)[number]];
  const text = beancount(ledgerOf(project(source.load({ scenarios: [], sets: [] }).model)));
  const broken = text.replace(
    /^( +Assets:Cash +)(\d+)\.\d\d GBP$/m,
    (_, account, pounds) => `${account}${Number(pounds) + 1}.00 GBP`,
  );
  expect(broken).not.toBe(text);
  writeFileSync(join(folder, 'broken.beancount'), broken);
  const { stderr } = spawnSync('bean-query', [join(folder, 'broken.beancount'), 'SELECT sum(number)'], {
    encoding: 'utf8',
  });
  expect(stderr).toContain('does not balance');
});

test.runIf(HLEDGER)('hledger refuses books of which a penny is missing', () => {
  const [{ source }] = cases as [(typeof cases)[number]];
  const text = hledger(ledgerOf(project(source.load({ scenarios: [], sets: [] }).model)));
  const broken = text.replace(
    /(Assets:Cash +)(\d+)\.(\d\d) GBP$/m,
    (_, account, whole_) => `${account}${Number(whole_) + 1}.00 GBP`,
  );
  expect(broken).not.toBe(text);
  writeFileSync(join(folder, 'broken.journal'), broken);
  expect(spawnSync('hledger', ['-f', join(folder, 'broken.journal'), 'check', '--strict']).status).not.toBe(0);
});
