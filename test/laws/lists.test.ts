import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askableOf } from '../../src/analysis/shared/made-up.js';
import { schoolAsked } from '../../src/cli/asked.js';
import { INTENTS, isPriced, type PriceList } from '../../src/model/index.js';
import { Source } from '../../src/reading/index.js';
import { nodeDisk } from '../../src/reading/node-disk.js';
import { blocksOf, type JsonCell, type JsonTable } from '../report/answers.js';
import type { Files } from '../support/disk.js';
import { FILE, type Plain, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* A price list, asked by itself and used by a model: the same schools pay the same. */

interface Tier {
  readonly list: string;
  readonly id: string;
  readonly said: PriceList;
}
const LISTS = readdirSync('models').flatMap((file) => /^(.*)\.yaml$/.exec(file)?.[1] ?? []);
const TIERS = LISTS.flatMap((list): Tier[] => {
  const said = Source.open(nodeDisk, `models/${list}.yaml`).loadPriceList();
  return [...said.tiers.keys()].map((id) => ({ list, id, said }));
});

/** A school by its keys, each where a model has it: its own, an attribute or a driver. */
type Said = Readonly<Record<'own' | 'attributes' | 'drivers', Readonly<Record<string, string>>>>;

const TYPES = ['community', 'voluntary_controlled', 'voluntary_aided', 'academy', 'further_education'];
const PHASES = ['nursery', 'primary', 'secondary', 'all_through', 'special', 'alternative', 'sixteen_plus', 'fe'];
const OWN: Readonly<Record<string, readonly string[]>> = {
  phase: PHASES,
  type: TYPES,
  sixth_form: ['yes', 'no'],
  new_joiner: ['yes', 'no'],
  nursery: ['yes', 'no'],
  intent: INTENTS,
  area: ['north', 'south'],
  trust: ['Bay', 'Cliff'],
};
/**
 * Of each driver as much as its prices tell apart: a quarter of an hour, a meeting, a day of notice, a month of a year.
 */
const MOST: Readonly<Record<string, number>> = {
  meetings: 30,
  overtime_minutes: 90,
  evidence_hours: 20,
  notice_days: 40,
  months: 12,
  days: 9,
  years: 12,
  membership_year: 12,
};
const LEAST: Readonly<Record<string, number>> = { months: 1, years: 1, membership_year: 1 };

const quantity = (driver: string): fc.Arbitrary<string> =>
  driver === 'pupils'
    ? fc.integer({ min: 1, max: 3_000 }).map((halves) => String(halves / 2))
    : fc.integer({ min: LEAST[driver] ?? 0, max: MOST[driver] ?? 200_000 }).map(String);

/** A school that says all that the prices of a tier ask, and what every school has. */
function schoolFor({ said, id }: Tier): fc.Arbitrary<Said> {
  const { attributes, drivers } = askableOf([said.tiers.get(id) as never]);
  const own = fc.record(
    Object.fromEntries(
      ['phase', 'type', ...[...attributes.keys()].filter((key) => key in OWN)].map((key) => [
        key,
        fc.constantFrom(...(OWN[key] ?? [])),
      ]),
    ),
  );
  const others = said.attributes.filter((key) => !(key in OWN));
  const ofAll = askableOf(said.tiers.values()).attributes;
  const valuesOf = (key: string): readonly string[] => {
    const named = [...(ofAll.get(key) ?? [])];
    return named.length === 0 ? ['one', 'other'] : named;
  };
  const asked = [...drivers].filter((each) => each !== 'pupils' && each !== 'budget');
  return fc.record({
    own: fc.tuple(own, quantity('pupils'), quantity('budget')).map(([rest, pupils, budget]) => ({
      ...(rest as Record<string, string>),
      pupils,
      ...(drivers.has('budget') && { budget }),
    })),
    attributes: fc.record(Object.fromEntries(others.map((key) => [key, fc.constantFrom(...valuesOf(key))]))),
    drivers: fc.record(Object.fromEntries(asked.map((key) => [key, quantity(key)]))),
  });
}

const argumentOf = ({ own, attributes, drivers }: Said): string =>
  Object.entries({ ...own, ...attributes, ...drivers })
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/** Whether a price is published for a school: of its kind, and of its size. */
const hasPrice = ({ said, id }: Tier, school: Said): boolean =>
  isPriced(said.tiers.get(id)?.price ?? [], schoolAsked(said, argumentOf(school), id));

/** A model whose roll is these schools, all of which join the one tier that it takes from the list. */
function modelWith({ list, id, said }: Tier, roll: readonly Said[]): Files {
  const map = (of: Readonly<Record<string, string>>): Plain | undefined =>
    Object.keys(of).length === 0 ? undefined : of;
  const schools = roll.map(
    ({ own, attributes, drivers }, i) =>
      [`s${i}`, { ...own, attributes: map(attributes), drivers: map(drivers) }] as const,
  );
  const drivers = [...new Set(roll.flatMap((school) => Object.keys(school.drivers)))];
  const data: PlainMap = {
    buyin: '1',
    name: 'Uses a list',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: {
      ...(said.attributes.length > 0 && { attributes: `[${said.attributes.join(', ')}]` }),
      ...(drivers.length > 0 && { drivers: `[${drivers.join(', ')}]` }),
      named: Object.fromEntries(schools),
    },
    tiers: { used: { use: { list, tier: id }, joins: '100%', eligible: undefined } },
  };
  return { [FILE]: yamlOf(data) };
}

const COLUMNS = ['fee', 'with_vat', 'net', 'set_by'];

/** What the columns of a table of prices say of each school, whatever else it shows. */
function pricesIn([table]: readonly unknown[]): readonly (readonly (string | undefined)[])[] {
  const { columns, rows } = table as JsonTable;
  return rows.map(({ cells }) => COLUMNS.map((id) => textOf(cells[columns.findIndex((each) => each.id === id)])));
}
const textOf = (cell: JsonCell | null | undefined): string | undefined => cell?.value ?? cell?.text;

/** What both say, or what one of them refuses. */
async function bothOf(
  tier: Tier,
  roll: readonly Said[],
): Promise<{ byList: unknown; byModel: unknown; asked: unknown }> {
  const told = async (argv: readonly string[], files?: Files): Promise<unknown> =>
    blocksOf(argv, files && { files }).then(
      pricesIn,
      (error: Error) => /\[[\w-]+\]/.exec(error.message)?.[0] ?? error.message,
    );
  const schools = roll.flatMap((each) => ['--school', argumentOf(each)]);
  const files = modelWith(tier, roll);
  // Asked about in a model that has another school on its roll, with which none of them is priced together.
  const [first] = roll;
  const apart = Object.fromEntries(
    Object.entries(first?.attributes ?? {}).map(([key, value]) => [
      key,
      value === 'one' || value === 'other' ? 'apart' : value,
    ]),
  );
  const other = modelWith(tier, first === undefined ? [] : [{ ...first, attributes: apart }]);
  return {
    byList: await told(['price', tier.list, '--tier', tier.id, ...schools]),
    byModel: await told(['price', FILE], files),
    asked: await told(['price', FILE, ...schools], other),
  };
}

describe('the same fees by a list and by a model that uses it', () => {
  test.each(TIERS.map((tier) => [`${tier.list}, ${tier.id}`, tier] as const))('%s', async (_name, tier) => {
    await fc.assert(
      fc.asyncProperty(fc.array(schoolFor(tier), { minLength: 1, maxLength: 6 }), async (all) => {
        // Those of which nothing is published refuse the whole command, so that most rolls are without them.
        const priced = all.filter((school) => hasPrice(tier, school));
        const roll = priced.length === 0 ? all : priced;
        const { byList, byModel, asked } = await bothOf(tier, roll);
        expect(byModel).toEqual(byList);
        if (priced.length > 0) expect(byList).toHaveLength(roll.length);
        expect(asked).toEqual(byList);
      }),
      runs(40, 66),
    );
  });

  test('a school of a size between all prices is refused by both', async () => {
    const [tier] = TIERS.filter(({ list }) => list === 'ohio-dues') as [Tier];
    const of = (pupils: string): Said => ({
      own: { phase: 'primary', type: 'community', pupils },
      attributes: {},
      drivers: { cost_per_pupil: '9000' },
    });
    const none = '[no-price]';
    expect(await bothOf(tier, [of('1000.5')])).toMatchObject({ byList: none, byModel: none });
    expect(await bothOf(tier, [of('1000')])).toMatchObject({
      byList: [['3150.00', undefined, undefined, 'rate']],
      byModel: [['3150.00', undefined, undefined, 'rate']],
    });
  });

  test('a school may say what another tier of the list asks, and need not say it', async () => {
    const one = 'phase=primary,meetings=9';
    for (const school of [one, `${one},member=yes`, `${one},overtime_minutes=20`])
      expect(
        pricesIn(await blocksOf(['price', 'walsall-clerking', '--tier', 'nine_meetings', '--school', school])),
      ).toEqual([['2950.00', undefined, undefined, 'pack']]);
    // What a page refers to, `explain` takes.
    const asked = ['walsall-clerking', '--tier', 'beyond_two_hours', '--school', 'overtime_minutes=20'];
    expect(pricesIn(await blocksOf(['price', ...asked]))).toEqual([['50.00', undefined, undefined, 'rate']]);
    expect((await play(['explain', 'walsall-clerking', 'fee', ...asked.slice(1)])).code).toBe(0);
  });

  describe('a roll that holds only some of the kinds of school that a list prices', () => {
    const school = { own: { phase: 'primary', type: 'community', pupils: '180' }, drivers: { meetings: '2' } };
    const [tier] = TIERS.filter(({ list, id }) => list === 'walsall-clerking' && id === 'single_meetings') as [Tier];
    const check = async (member: string) =>
      play(['check', FILE], { files: modelWith(tier, [{ ...school, attributes: { member } }]) });

    test('all of them members', async () => {
      expect(await bothOf(tier, [{ ...school, attributes: { member: 'yes' } }])).toMatchObject({
        byList: [['590.00', undefined, undefined, 'rate']],
        byModel: [['590.00', undefined, undefined, 'rate']],
      });
      expect((await check('yes')).code).toBe(0);
    });

    test('one that answers neither yes nor no is told, once', async () => {
      const { code, err } = await check('yess');
      expect(code).toBe(1);
      expect(err.replace(/\s+/g, ' ')).toContain(
        '"yess" is not yes or no, which prices ask of member: it is that of s0',
      );
      expect(err).toContain('1 problem');
    });
  });
});
