import { expect, test } from 'vitest';
import { Exact, Unknown } from '../../src/figures/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf } from '../../src/projection/index.js';
import { FILE, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Quantities that are worked out, amounts that hang on a school, and numbers in a condition, by hand. */

const list = (price: string, more = ''): Record<string, string> => ({
  'list.yaml': `buyin: 1\nname: List\ndrivers: [days, people, hours, grant]\n${more}tiers: { t: { price: ${price} } }\n`,
});

async function fee(price: string, school: string, more = ''): Promise<string | undefined> {
  const argv = ['price', 'list.yaml', '--school', `phase=primary,${school}`, '--format', 'json'];
  const { out, err } = await play(argv, { files: list(price, more) });
  if (err !== '') return err;
  const [{ columns, rows }] = JSON.parse(out).blocks;
  const cell = rows[0].cells[columns.findIndex(({ id }: { id: string }) => id === 'fee')];
  return cell?.value ?? cell?.text ?? cell?.unknown?.join('; ');
}

const QUANTITIES =
  'quantities: { person_days: =days * people, chargeable: "=max(hours - pupils * 0.02, 0)", billed: "=round(pupils, 10, up)", twice: =person_days * 2 }\n';

test.each([
  ['{ per: { person_days: 10 } }', 'days=3,people=4', '120.00'],
  ['{ per: { twice: 10 } }', 'days=3,people=4', '240.00'],
  ['{ per: { chargeable: 50 } }', 'hours=12,pupils=100', '500.00'],
  ['{ per: { chargeable: 50 } }', 'hours=1,pupils=100', '0.00'],
  [
    '{ bands: { of: billed, mode: flat, each: [{ up_to: 100, amount: 500 }, { over: 100, amount: 900 }] } }',
    'pupils=91',
    '500.00',
  ],
  [
    '{ bands: { of: billed, mode: flat, each: [{ up_to: 100, amount: 500 }, { over: 100, amount: 900 }] } }',
    'pupils=100.5',
    '900.00',
  ],
  ['{ packs: { of: person_days, sizes: { 10: 100, 20: 150 } } }', 'days=3,people=4', '150.00'],
  ['{ flat: 100, discounts: { percent: 10%, of: person_days, from: 12 } }', 'days=3,people=4', '90.00'],
])('%s for %s is %s', async (price, school, expected) => {
  expect(await fee(price, school, QUANTITIES)).toBe(expected);
});

// Terms that count a driver count it also for what is worked out of it.
test.each([
  ['{ blocks: { days: 0.5 }, per: { person_days: 10 } }', 'days=1.2,people=4', '60.00'],
  ['{ blocks: { days: { size: 1, least: 2 } }, per: { twice: 10 } }', 'days=0.5,people=4', '160.00'],
  ['{ free: { days: 1 }, per: { person_days: 10 } }', 'days=3,people=4', '80.00'],
  ['{ free: { person_days: 2 }, per: { person_days: 10 } }', 'days=3,people=4', '100.00'],
  ['{ free: { days: 1, person_days: 2 }, per: { person_days: 10 } }', 'days=3,people=4', '60.00'],
  ['{ blocks: { pupils: 50 }, per: { chargeable: 50 } }', 'hours=12,pupils=51', '500.00'],
  [
    '{ blocks: { person_days: 5 }, bands: { of: person_days, mode: graduated, each: [{ up_to: 10, price: 10 }, { over: 10, price: 5 }] } }',
    'days=3,people=4',
    '125.00',
  ],
  ['{ per: { person_days: 10 }, discounts: { percent: 50%, nth: 2, of: people } }', 'days=3,people=4', '105.00'],
  ['{ per: { twice: 10 }, discounts: { percent: 50%, from_nth: 3, of: people } }', 'days=3,people=4', '180.00'],
  [
    '{ per: { person_days: 10 }, discounts: [{ percent: 50%, nth: 2, of: people }, { percent: 100%, nth: 3, of: days }] }',
    'days=3,people=4',
    '70.00',
  ],
])('%s counts what is worked out for %s: %s', async (price, school, expected) => {
  expect(await fee(price, school, QUANTITIES)).toBe(expected);
});

test('each term that counts is told of what those before it have counted', async () => {
  const price = '{ blocks: { hours: 15 }, free: { hours: 30 }, per: { hours: 2 } }';
  const argv = ['price', 'list.yaml', '--school', 'phase=primary,hours=40', '--explain'];
  const { out } = await play(argv, { files: list(price) });
  expect(out).toMatch(/hours 40 → 45/);
  expect(out).toMatch(/30 hours free: 45 → 15/);
});

test.each([
  ['{ flat: "=20 + 1.5 * pupils" }', 'pupils=101', '171.50'],
  ['{ flat: 1, floor: "=max(450, pupils * 2)" }', 'pupils=300', '600.00'],
  ['{ flat: 1, floor: "=max(450, pupils * 2)" }', 'pupils=100', '450.00'],
  ['{ flat: "=max(100, grant * 2%)" }', 'pupils=1,grant=9_000', '180.00'],
  ['{ flat: "=min(pupils * 5, 750) + 1" }', 'pupils=200', '751.00'],
  ['{ per_pupil: "=round(7.49 * 1.03, 0.05)" }', 'pupils=100', '770.00'],
  ['{ flat: 500, discounts: { amount: =pupils * 0.5 } }', 'pupils=100', '450.00'],
  // A half of a penny goes up, once.
  ['{ flat: "=pupils * 0.005" }', 'pupils=1', '0.01'],
])('the amount of %s for %s is %s', async (price, school, expected) => {
  expect(await fee(price, school)).toBe(expected);
});

test.each([
  ['{ flat: =pupils }', /comes to a plain\s+number, and an amount stands here/],
  ['{ flat: =pupils * 2% }', /comes to a share,\s+and an amount stands here/],
  ['{ flat: 1, discounts: { percent: =pupils * 1% } }', /in an amount and in\s+"quantities"\s+alone/],
  [
    '{ bands: { of: days, mode: flat, each: [{ up_to: =people, amount: 5 }] } }',
    /in an amount and in\s+"quantities"\s+alone/,
  ],
  ['{ flat: =teachers * 5 }', /no driver of a school "teachers"/],
  ['{ flat: "=round(pupils * 5, 0)" }', /rounded to a unit that is not above zero/],
  ['{ flat: 1, round: 0 }', /expected pounds above zero|above zero/],
])('%s is refused where it stands', async (price, says) => {
  const { code, err } = await play(['check', 'list.yaml'], { files: list(price) });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(says) });
});

test('a circle, and one name for two things, are problems', async () => {
  const of = async (more: string): Promise<string> =>
    (await play(['check', 'list.yaml'], { files: list('{ per: { a: 1 } }', more) })).err;
  const circle = await of('quantities: { a: =b * 2, b: =a / 2 }\n');
  expect(circle).toMatch(/these quantities depend on each\s+other: a → b → a/);
  expect(circle).toMatch(/\n1 problem\n/);
  const circles = await of('quantities: { a: =b * 2, b: =a + teachers, c: =a + d, d: =c * days }\n');
  expect(circles).toMatch(/other: a → b → a/);
  expect(circles).toMatch(/other: c → d → c/);
  expect(circles).toMatch(/no driver of a school "teachers"/);
  expect(circles).toMatch(/\n3 problems\n/);
  expect(await of('quantities: { a: =days, people: =days * 2 }\n')).toMatch(/one name\s+would stand for two things/);
});

test('what a school does not have, and what is below nothing, is unknown with the reason', async () => {
  expect(await fee('{ flat: "=1 + hours * 2" }', 'pupils=1')).toMatch(/hours/);
  expect(await fee('{ flat: =100 - pupils * 1 }', 'pupils=101')).toMatch(/below zero/);
  expect(await fee('{ flat: =100 - pupils * 1 }', 'pupils=100')).toBe('0.00');
});

test('a quantity may be divided by what a school has, and rounded to it; where that is zero the price is unknown', async () => {
  const each = 'quantities: { share: =hours / days, most: "=round(hours, days, up)" }\n';
  expect(await fee('{ per: { share: 10 } }', 'hours=10,days=4', each)).toBe('25.00');
  expect(await fee('{ per: { share: 10 } }', 'hours=10,days=0', each)).toBe(
    'it is divided by days, which is zero: write max(…, 1) in its place where one is meant',
  );
  expect(await fee('{ per: { most: 10 } }', 'hours=10,days=4', each)).toBe('120.00');
  expect(await fee('{ per: { most: 10 } }', 'hours=10,days=0', each)).toMatch(/rounded to days, which is zero/);
  expect(await fee('{ flat: =1200 / (days - people) }', 'days=4,people=1')).toBe('400.00');
  expect(await fee('{ flat: =1200 / (days - people) }', 'days=4,people=4')).toMatch(
    /days and people, which come to zero/,
  );
  expect(await fee('{ flat: =1200 / (days - people) }', 'days=1,people=4')).toMatch(/below zero/);
  // The remedy, followed.
  expect(
    await fee('{ per: { share: 10 } }', 'hours=10,days=0', 'quantities: { share: "=hours / max(days, 1)" }\n'),
  ).toBe('100.00');
  // What hangs on no school is wrong for every school.
  expect(await fee('{ flat: =pupils * 1200 / (3 - 3) }', 'pupils=1')).toMatch(/divided by zero/);
});

test.each([
  ['pupils=100', '500.00'],
  ['pupils=100.5', '900.00'],
  ['pupils=300', '900.00'],
  ['pupils=301', '1400.00'],
])('a number in a condition takes a school to its price: %s is %s', async (school, expected) => {
  const price =
    '[{ when: { pupils: { up_to: 100 } }, flat: 500 }, { when: { phase: primary, pupils: { over: 100, up_to: 300 } }, flat: 900 }, { flat: 1_400 }]';
  expect(await fee(price, school)).toBe(expected);
});

test('a number that is not known makes the price unknown, and one beyond all conditions too', async () => {
  const price = '[{ when: { hours: { up_to: 10 } }, flat: 500 }, { flat: 900 }]';
  expect(await fee(price, 'pupils=1')).toMatch(/hours/);
  expect(await fee('{ when: { pupils: { up_to: 10 } }, flat: 500 }', 'pupils=11')).toMatch(
    /no price of the tier "t" fits/,
  );
});

const model: PlainMap = {
  buyin: '1',
  name: 'Derived',
  calendar: { starts: '2026-09', years: '3', year_starts: 'September' },
  assumptions: { base: { value: '450', basis: 'estimate' } },
  schools: { roll_change: '10%', named: { oak: { phase: 'primary', type: 'academy', pupils: '200' } } },
  quantities: { beyond: '=max(pupils - 210, 0)' },
  tiers: {
    core: {
      joins: '100%',
      uplift: '10%',
      price: [
        { when: { pupils: { up_to: '230' } }, flat: '=base + pupils * 2', per: { beyond: '10' } },
        { flat: '2_000' },
      ] as unknown as PlainMap,
    },
  },
};

function income(data: PlainMap): string[] {
  const projection = projectionOf(data);
  return periodsOf(projection.model.calendar, 'year').map((year) => {
    const { value } = figureOf(projection, 'income.membership', year);
    return value instanceof Unknown ? `unknown: ${value.reasons}` : Exact.pounds(value as number).toFixed(2);
  });
}

test('what names pupils moves with the roll, an uplift grows what it comes to, and a roll comes to the next price', () => {
  // 200 pupils: 850. 220: (450 + 440 + 100) × 1.1. 242: above 230, 2,000 × 1.21.
  expect(income(model)).toEqual(['850.00', '1089.00', '2420.00']);
  expect(income(put(model, ['assumptions', 'base', 'value'], '500'))).toEqual(['900.00', '1144.00', '2420.00']);
});

test('an assumption of the name of a driver is a problem where a price names it', async () => {
  const both = put(
    put(model, ['assumptions', 'pupils'], { value: '7', basis: 'estimate' }),
    ['tiers', 'core', 'price'],
    {
      flat: '=pupils * 2',
    },
  );
  const { err } = await play(['check', FILE], { files: { [FILE]: yamlOf(both) } });
  expect(err).toMatch(/in a price one name would stand\s+for two things/);
});

test('a surcharge comes before the discounts and after a cap', async () => {
  const price =
    '{ flat: 500, cap: 400, surcharges: [{ percent: 100%, because: late }, { amount: 20, of: hours, over: 3 }], discounts: { percent: 10% } }';
  expect(await fee(price, 'hours=3')).toBe('720.00');
  expect(await fee(price, 'hours=4')).toBe('738.00');
});
