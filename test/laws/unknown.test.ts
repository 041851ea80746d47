import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Files } from '../support/disk.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* Rolls of which some schools have no number of pupils: what a total has of the others, and what it would be. */

interface School {
  readonly phase: 'primary' | 'secondary' | 'special';
  readonly type: 'academy' | 'community';
  readonly pupils: number;
  readonly later: number;
  readonly isUnknown: boolean;
}

const school: fc.Arbitrary<School> = fc.record({
  phase: fc.constantFrom('primary', 'secondary', 'special'),
  type: fc.constantFrom('academy', 'community'),
  pupils: fc.integer({ min: 1, max: 1500 }),
  later: fc.integer({ min: 1, max: 1500 }),
  isUnknown: fc.boolean(),
});
/** Some schools with a number of pupils and some without. */
const rolls = fc
  .array(school, { minLength: 2, maxLength: 7 })
  .map((all) => all.map((each, i) => (i < 2 ? { ...each, isUnknown: i === 0 } : each)));

const price = fc.constantFrom(
  '{ per_pupil: 9.35 }',
  '{ flat: 500, per_pupil: 8 }',
  '{ per_pupil: 19, floor: 1_500, cap: 12_500 }',
  '[{ when: { phase: primary }, per_pupil: 11.5 }, { when: { phase: [secondary, special] }, flat: 4_000 }]',
  '{ bands: { mode: flat, each: [{ up_to: 200, amount: 900 }, { over: 200, up_to: 800, amount: 2_100 }, { over: 800, amount: 4_500 }] } }',
);
const joins = fc.constantFrom('100%', '75%', '{ primary: 90%, secondary: 60%, special: 33.3% }');
const change = fc.constantFrom('', ', roll_change: -1.5%');

const modelOf = (said: { readonly price: string; readonly joins: string; readonly change: string }): string => `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 3, year_starts: September }
schools: { roll: { count: fte, census: october }, file: schools.csv${said.change} }
tiers: { membership: { price: ${said.price}, joins: ${said.joins}, includes: { day: { per_school: 1 } } } }
services:
  day: { kind: traded, unit: day, price: { per: { units: 450 } }, delivery: { direct_cost: 40 }, demand: { per_member: 2 } }
contracts: { council: { kind: commission, per_year: 20_000 } }
staff: { director: { fte: 0.5, salary: 50_000, on_costs: 30% } }
overheads: { premises: { per_year: 3_000 } }
reserves: { opening: 20_000, policy: { months_of_cost: 3 } }
options: [base, dearer]
stresses: [fewer]
scenarios:
  dearer: { because: it pays its way, tiers: { membership: { joins: { times: 90% } } } }
  fewer: { because: some stay out, tiers: { membership: { joins: { times: 80% } } } }
`;

const rowsOf = (all: readonly School[], pupils: (school: School) => readonly (number | string)[]): string =>
  ['urn,name,phase,type,pupils_2026,pupils_2028']
    .concat(all.map((each, i) => [900101 + i, `School ${i}`, each.phase, each.type, ...pupils(each)].join(',')))
    .join('\n');

const filled = ({ pupils, later }: School): readonly number[] => [pupils, later];
const open = (each: School): readonly (number | string)[] => (each.isUnknown ? ['unknown', 'unknown'] : filled(each));

interface Told {
  readonly blocks: readonly {
    readonly id: string;
    readonly columns?: readonly { readonly id: string }[];
    readonly rows?: readonly {
      readonly id: string;
      readonly cells: readonly ({ readonly value?: string | null } | null)[];
    }[];
  }[];
}

/** The figures of a page by table, row and column; null where one is not known. */
async function figures(argv: readonly string[], files: Files): Promise<ReadonlyMap<string, string | null>> {
  const { out, err, code } = await play([...argv, '--format', 'json'], { files });
  expect([code, err], argv.join(' ')).toEqual([0, '']);
  const { blocks } = JSON.parse(out) as Told;
  const times = new Map<string, number>();
  return new Map(
    blocks.flatMap(({ id, columns = [], rows = [] }) => {
      const time = times.get(id) ?? 0;
      times.set(id, time + 1);
      return rows.flatMap((row) =>
        row.cells.flatMap((cell, i): [string, string | null][] =>
          cell?.value === undefined ? [] : [[`${id}#${time} ${row.id} ${columns[i]?.id}`, cell.value]],
        ),
      );
    }),
  );
}

/** The figures of some rows, with or without what is called their known part. */
const ofRow = (page: ReadonlyMap<string, string | null>, row: string): (string | null)[] =>
  [...page].flatMap(([key, value]) => (key.split(' ')[1] === row ? [value] : []));

/**
 * The pages that say of the schools whose pupils are known that they are these are left out: `tiers` of the schools that
 * an option prices, and `schools`. So are rows of `sustainability` that hold what such schools pay against their gains.
 */
const OF_PRICED = /^political#\d+ rest/;
const COMMANDS: readonly (readonly string[])[] = [
  ['forecast', '.', '--detail'],
  ['forecast', '.', '--by', 'term'],
  ['forecast', '.', '--statement', 'all'],
  ['price', '.'],
  ['services', '.'],
  ['obligations', '.'],
  ['compare', '.', '--scenario', 'dearer'],
  ['compare', '.', '--grid'],
  ['sustainability', '.'],
  ['appraise', '.'],
];

test('the known part of what schools pay, and of their pupils, is that of the schools that are known; the others fill it up', async () => {
  await fc.assert(
    fc.asyncProperty(rolls, fc.record({ price, joins, change }), async (all, said) => {
      const yaml = modelOf(said);
      const of = async (some: readonly School[], pupils: typeof open) =>
        figures(['forecast', '.', '--by', 'term'], { 'model.yaml': yaml, 'schools.csv': rowsOf(some, pupils) });
      const whole = await of(all, open);
      const known = await of(
        all.filter((each) => !each.isUnknown),
        filled,
      );
      const others = await of(
        all.filter((each) => each.isUnknown),
        filled,
      );
      const full = await of(all, filled);
      for (const row of ['income.membership', 'pupils']) {
        const here = ofRow(whole, row);
        // A price that is the same for each pupil, or for none, may be known without them.
        const part = here.includes(null) ? ofRow(whole, `${row}.known_part`) : here;
        if (!here.includes(null)) expect(here).toEqual(ofRow(full, row));
        else if (!said.price.includes('when')) expect(part.map(Number)).toEqual(ofRow(known, row).map(Number));
        const sum = ofRow(known, row).map((value, i) => Number(value) + Number(ofRow(others, row)[i]));
        ofRow(full, row).forEach((value, i) => {
          expect(Math.abs(Number(value) - (sum[i] as number)), row).toBeLessThan(0.051);
        });
        expect(part.length).toBeGreaterThan(0);
      }
    }),
    runs(60, 1741),
  );
});

test.each(COMMANDS)(
  '%s: what is known does not hang on what is not, and each known part is that of --unknown part',
  async (...argv) => {
    await fc.assert(
      fc.asyncProperty(rolls, fc.record({ price, joins, change }), async (all, said) => {
        const yaml = modelOf(said);
        const openFiles = { 'model.yaml': yaml, 'schools.csv': rowsOf(all, open) };
        const whole = await figures(argv, openFiles);
        const part = await figures([...argv, '--unknown', 'part'], openFiles);
        const full = await figures(argv, { 'model.yaml': yaml, 'schools.csv': rowsOf(all, filled) });
        const off = [...whole].flatMap(([key, value]) => {
          if (value === null || OF_PRICED.test(key)) return [];
          const other = key.includes('.known_part') ? part.get(key.replace('.known_part', '')) : full.get(key);
          return other === undefined || other === value ? [] : [`${key}: ${value}, ${other}`];
        });
        expect(off).toEqual([]);
        expect([...whole.values()].filter((value) => value !== null).length).toBeGreaterThan(0);
      }),
      runs(16, 1742),
    );
  },
);
