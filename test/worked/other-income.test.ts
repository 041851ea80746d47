import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenIdentities, figureFor } from '../../src/analysis/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf } from '../../src/projection/index.js';
import { models, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* Income that is no sale to schools, each named as what it is. */

const data: PlainMap = {
  buyin: '1',
  name: 'Income',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  schools: { groups: { any: { count: '40', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { core: { price: { flat: '1000.01' }, joins: '50%' } },
  contracts: {
    council: { kind: 'commission', per_year: '60_000' },
    start: { kind: 'grant', matches_fees: '50%', to: '2027-08' },
    hub: { kind: 'grant', per_year: '1_000', per: { members: '100', pupils: '0.50' } },
    friends: { kind: 'donation', per_year: '3_000', paid: 'yearly_in_advance', season: { December: '100%' } },
    rebate: { kind: 'credit', per_year: '600' },
    bank: { kind: 'interest', rate: '3%' },
  },
  overheads: { rent: { per_year: '60_000' } },
  reserves: { opening: '50_000' },
};
const of = (figure: string, at: { year: number } | { month: string }, model = data): string => {
  const found = figureFor(projectionOf(model), { figure, ...at } as never);
  return 'what' in found ? found.what : found.exact.toString();
};

test('a grant goes by members and pupils, matches fees to the penny, and ends when it ends', () => {
  // 20 members of 200 pupils: 1,000 + 2,000 + 2,000; half of 20,000.20.
  expect(of('income.contract.hub', { year: 2026 })).toBe('5000');
  expect(of('income.contract.start', { year: 2026 })).toBe('10000.1');
  expect(of('income.contract.start', { year: 2027 })).toBe('0');
  expect(of('income.other.friends', { month: '2026-12' })).toBe('3000');
  expect(of('income.other.rebate', { year: 2027 })).toBe('600');
});

test('interest is a twelfth of a year on what is held when the month begins, and none on what is overdrawn', () => {
  expect(of('income.other.bank', { month: '2026-09' })).toBe('125');
  const cash = Number(of('cash.closing', { month: '2026-11' }));
  expect(Number(of('income.other.bank', { month: '2026-12' }))).toBeCloseTo((cash * 0.03) / 12, 1);
  const poor = put(data, ['reserves', 'opening'], '-900_000');
  expect(of('income.other.bank', { year: 2026 }, poor)).toBe('0');
});

test('each statement names other income as what it is, and contracts are those of the council', async () => {
  const files = { 'model.yaml': yamlOf(data) };
  const rows = async (...more: string[]): Promise<string> =>
    (await play(['forecast', 'model.yaml', '--format', 'csv', ...more], { files })).out;
  const of = (page: string, label: string): number =>
    Number(page.match(new RegExp(`^money,${label},(-?[0-9.]+)`, 'm'))?.[1] ?? Number.NaN);
  const page = await rows();
  expect(of(page, 'Contracts')).toBeCloseTo(60_000 + 5_000 + 10_000.1, 0);
  expect(of(page, 'Other income')).toBeCloseTo(3_600 + Number(figure('income.other.bank')), 0);
  expect(await rows('--statement', 'cash')).toMatch(/^From other income,/m);
  const { out } = await play(['export', 'model.yaml', '--to', 'hledger'], { files });
  expect(out).toContain('Income:Other:Friends');
  expect(out).not.toContain('Income:Contract:Friends');
});
const figure = (name: string): string => of(name, { year: 2026 });

test('obligations show other income beside the contracts of the council', async () => {
  const { out } = await play(['obligations', 'model.yaml', '--format', 'json'], {
    files: { 'model.yaml': yamlOf({ ...data, parameters: 'england' }) },
  });
  expect(out).toContain('Donations, credits and interest');
  // A donation is no turnover that counts towards registration.
  const small = put({ ...data, parameters: 'england' }, ['contracts', 'council', 'per_year'], '10_000');
  const given = put(small, ['contracts', 'friends', 'per_year'], '900_000');
  const page = await play(['obligations', 'model.yaml', '--format', 'csv'], { files: { 'model.yaml': yamlOf(given) } });
  expect(page.out).toMatch(/VAT registration,holds|VAT registration,[^\n]*holds/);
});

test('what does not go together is a problem', async () => {
  const check = async (bank: PlainMap): Promise<string> => {
    const files = { 'model.yaml': yamlOf(put(data, ['contracts', 'bank'], bank)) };
    const { code, out, err } = await play(['check', 'model.yaml'], { files, width: 200 });
    return code === 0 ? 'ok' : `${out}${err}`;
  };
  expect(await check({ kind: 'interest' })).toMatch(/the interest has no "rate"/);
  expect(await check({ kind: 'interest', rate: '3%', per_year: '5' })).toMatch(
    /interest is a rate of the cash that is held/,
  );
  expect(await check({ kind: 'grant', rate: '3%' })).toMatch(/a rate is of interest on what is held/);
  expect(await check({ kind: 'grant' })).toMatch(/"per_year", "per"|per_year.*matches_fees/);
  expect(await check({ kind: 'donation', per_year: '5', vat: 'standard' })).toMatch(/a donation bears no VAT/);
  expect(await check({ kind: 'gift', per_year: '5' })).toMatch(/is not a kind of contract/);
});

test('with other income of every kind the books hold, and the months add to the year', () => {
  const rates = fc.record({ match: fc.nat(120), interest: fc.nat(90), members: fc.nat(300), days: fc.nat(20) });
  fc.assert(
    fc.property(models, rates, (model, { match, interest, members, days }) => {
      const contracts: PlainMap = {
        ...(model.contracts as PlainMap),
        start: { kind: 'grant', matches_fees: `${match}%`, vat: 'outside_scope' },
        hub: { kind: 'grant', per: { members: `${members}`, days: `${days}` }, vat: 'outside_scope' },
        friends: { kind: 'donation', per_year: '99.99', paid: 'quarterly_in_arrears' },
        bank: { kind: 'interest', rate: `${interest / 10}%` },
      };
      const projection = projectionOf({ ...model, contracts });
      expect(brokenIdentities(projection)).toEqual([]);
      const { calendar } = projection.model;
      for (const [id, share] of [['start', match]] as const)
        for (const year of periodsOf(calendar, 'year')) {
          const [fees, matched] = ['income.membership', `income.contract.${id}`].map((name) =>
            figureOf(projection, name, year),
          );
          if (!fees?.isKnown || !matched?.isKnown) continue;
          const [paid, all] = [Number(matched.exact.toString()), Number(fees.exact.toString())];
          expect(Math.abs(paid - (all * share) / 100)).toBeLessThan(0.0051);
        }
    }),
    runs(40, 1),
  );
});
