import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* A company that has no membership, and an assumption that stands beside what a school has. By hand. */

const model = (price: string, more = ''): Record<string, string> => ({
  'model.yaml': `buyin: 1
name: Services alone
basis: illustrative
source: Invented for this test
calendar: { starts: 2026-09, years: 2, year_starts: September }
assumptions: { nights: { value: 2, range: { low: 1, high: 3 } } }
schools:
  roll: { count: headcount, census: january }
  named:
    ash: { phase: primary, type: community, pupils: 200 }
    elm: { phase: secondary, type: academy, pupils: 900 }
    oak: { phase: primary, type: community, pupils: 100, opens: 2027-09 }
services:
  trips: { kind: traded, unit: place, price: ${price}, demand: { per_other: { spread: { 0: 50%, 20: 50% } } } }
  visits: { kind: traded, unit: visit, price: 300, demand: { per_other: [{ when: { phase: primary }, units: 4 }] } }
  audits: { kind: traded, unit: audit, price: 100, demand: { per_other: 1 } }
reserves: { opening: 500 }
${more}`,
});

interface Table {
  readonly columns: readonly { readonly id: string }[];
  readonly rows: readonly {
    readonly id: string;
    readonly cells: readonly ({ value?: string; text?: string } | null)[];
  }[];
}

async function amounts(argv: readonly string[], files: Record<string, string>, row: string): Promise<string[]> {
  const { out, err } = await play([...argv, '--format', 'json'], { files });
  expect(err).toBe('');
  const tables = (JSON.parse(out) as { blocks: Table[] }).blocks;
  const cells = tables.flatMap(({ rows }) => rows ?? []).find(({ id }) => id === row)?.cells ?? [];
  return cells.flatMap((cell) => cell?.value ?? []);
}

const AS_FLAT = '{ flat: =units * nights * 40 }';
const AS_QUANTITY = '{ quantities: { place_nights: =units * nights }, per: { place_nights: 40 } }';

test('without membership every school that is open buys, as often as is said of others', async () => {
  // Two schools, then three. Trips: 10 places on average × 2 nights × £40. Visits: 4 × £300 for each primary. Audits: £100.
  const first = 2 * 10 * 80 + 1 * 1_200 + 2 * 100;
  const second = 3 * 10 * 80 + 2 * 1_200 + 3 * 100;
  for (const price of [AS_FLAT, AS_QUANTITY]) {
    const argv = ['forecast', 'model.yaml'];
    expect((await amounts(argv, model(price), 'income.traded')).map(Number)).toEqual([first, second]);
  }
});

test.each([AS_FLAT, AS_QUANTITY])('sensitivity sees an assumption in %s', async (price) => {
  // A night is 10 places on average × £40 for each of two schools, then of three.
  const said = await amounts(['sensitivity', 'model.yaml'], model(price), 'nights');
  const asModelled = 500 + 1_600 + 1_200 + 200 + 2_400 + 2_400 + 300;
  expect(said.slice(0, 2).map(Number)).toEqual([asModelled - 2_000, asModelled + 2_000]);
});

test('solve finds an assumption that stands beside what a school has', async () => {
  const argv = [
    'solve',
    'model.yaml',
    '--target',
    'income[2026]>=4600',
    '--set',
    'assumptions.nights.value',
    '--to',
    '9',
  ];
  const { code, out, err } = await play(argv, { files: model(AS_FLAT) });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  // 4,600 less 1,400 of the others are 3,200: four nights at 800.
  expect(out).toContain('assumptions.nights.value at 4 to 9');
});

test('a scenario that changes such arithmetic, or an assumption in it, is not idle; one that says the same is', async () => {
  const lints = async (says: string): Promise<string> =>
    (
      await play(['check', 'model.yaml'], {
        files: model(AS_FLAT, `scenarios: { other: { because: it is tried, ${says} } }\n`),
      })
    ).out;
  expect(await lints('assumptions: { nights: { value: 3 } }')).not.toContain('idle-scenario');
  expect(await lints('services: { trips: { price: { flat: =units * nights * 41 } } }')).not.toContain('idle-scenario');
  expect(await lints('services: { trips: { price: { flat: =units * nights * 40 } } }')).toContain('idle-scenario');
});

test('break-even of a company without membership is answered in what it has', async () => {
  const { out } = await play(['break-even', 'model.yaml'], { files: model(AS_FLAT), width: 120 });
  expect(out).toContain('Contract as modelled, £');
  expect(out).toContain('Traded units as modelled');
  expect(out).not.toMatch(/^(Members|Buy-in|Pupils|Roll|Price)\b/m);
  const joined = model(AS_FLAT, 'tiers: { gold: { price: { flat: 100 }, joins: 50% } }\n');
  const { out: withTier } = await play(['break-even', 'model.yaml'], { files: joined, width: 120 });
  expect(withTier.match(/^(Members|Buy-in|Pupils|Roll|Price) as modelled/gm)).toHaveLength(5);
});
