import fc from 'fast-check';
import type { Plain, PlainMap } from '../plain.js';
import { phases } from './prices.js';
import { dated, growths, maybe, number, oneOf, pounds, yesOrNo } from './values.js';

/* Schools: named ones and archetypes with a count. */

export const intents = ['member', 'likely', 'no'] as const;
const MAINTAINED = ['community', 'voluntary_aided'];
const ACADEMIES = ['academy', 'free_school'];
/** Who does not get the VAT on its invoices back. */
const BEARING = ['further_education', 'sixth_form_college', 'independent'];

/** A roll that falls to nobody: the school closes. */
const closing: fc.Arbitrary<Plain> = fc.oneof(
  fc.record({ 2018: number(300, 1), 2019: fc.constant('0') }),
  fc.record({ 2018: number(300, 1), 2019: number(200, 1), '2020-02': fc.constant('0') }),
);

const aSchool = fc.record({
  phase: fc.constantFrom(...phases),
  type: fc.constantFrom(...MAINTAINED, ...ACADEMIES, ...BEARING),
  pupils: fc.oneof({ weight: 6, arbitrary: dated(number(1500, 1)) }, { weight: 1, arbitrary: closing }),
  new_joiner: maybe(yesOrNo),
  sixth_form: fc.option(yesOrNo, { nil: undefined, freq: 2 }),
  intent: maybe(fc.constantFrom(...intents)),
  area: fc.constantFrom('north', 'south'),
  trust: fc.option(fc.constantFrom('Elm Trust', 'Oak Trust'), { nil: undefined, freq: 2 }),
  head: fc.option(fc.constantFrom('one', 'other'), { nil: undefined, freq: 2 }),
  teachers: number(90, 1),
  meetings: number(14, 0),
  pays_now: maybe(pounds(9000)),
  budget: maybe(pounds(900_000, 1000)),
  converts: fc.option(fc.nat(71), { nil: undefined, freq: 2 }),
  life: fc.option(
    fc.record({
      way: fc.constantFrom(
        'opens',
        'closes',
        'opens and closes',
        'member_from',
        'leaves',
        'comes and goes',
        'trust',
        'into',
      ),
      from: fc.nat(30),
      months: fc.nat(30),
    }),
    { nil: undefined, freq: 2 },
  ),
});
type Said = typeof aSchool extends fc.Arbitrary<infer T> ? T : never;

export const schools = fc.record({
  named: fc.array(aSchool, { minLength: 1, maxLength: 4 }),
  groups: fc.array(fc.tuple(aSchool, number(40, 0)), { maxLength: 3 }),
  roll_change: maybe(oneOf(growths, fc.record({ primary: growths, secondary: growths }))),
});
type Schools = typeof schools extends fc.Arbitrary<infer T> ? T : never;

type Life = NonNullable<Said['life']>;
/** Where a month of the calendar stands, and what it is called. */
type Months = (at: number) => string;

/** When a school comes and goes, by its keys; one that goes into another goes into the last that is named. */
function lifeOf({ way, from, months }: Life, month: Months, last: string | undefined): PlainMap {
  const [a, b] = [month(from), month(from + months)].sort() as [string, string];
  const ways: Readonly<Record<typeof way, PlainMap>> = {
    opens: { opens: a },
    closes: { closes: b },
    'opens and closes': { opens: a, closes: b },
    member_from: { member_from: a },
    leaves: { leaves: b },
    'comes and goes': { member_from: a, leaves: b },
    trust: { trust: { 2018: 'Elm Trust', 2019: 'Oak Trust' } },
    into: last === undefined ? {} : { closes: b, into: last },
  };
  return ways[way];
}

function written(
  { head, teachers, meetings, converts: turns, life, ...said }: Said,
  month: Months,
  last?: string,
): PlainMap {
  const comes = life === undefined ? {} : lifeOf(life, month, last);
  // Which of them comes first is not asked of a school that says of its own when it comes and goes.
  const converts = Object.keys(comes).some((key) => key !== 'trust') ? undefined : turns;
  return {
    ...said,
    ...comes,
    ...(head !== undefined && { attributes: { head } }),
    drivers: { teachers, meetings },
    // Only a school of the council's becomes an academy.
    ...(converts !== undefined && MAINTAINED.includes(said.type) && { converts: month(converts) }),
  };
}

const LASTING = { pupils: '120', life: undefined };

/** The block of a model's schools; `month` is a month of its calendar by its place. */
export function schoolsBlock({ named, groups, roll_change }: Schools, month: Months): PlainMap {
  const last = named.length > 1 ? `school_${named.length}` : undefined;
  return {
    roll: { count: 'fte', census: 'october' },
    attributes: '[head]',
    drivers: '[teachers, meetings]',
    ...(roll_change !== undefined && { roll_change }),
    groups: numbered(
      'group',
      groups.map(([said, count]) => ({ ...written(said, month), count })),
    ),
    // Eligibility may ask for this area, which then some school has to have.
    named: numbered(
      'school',
      named.map((said, i) => ({
        // What others go into is there as long as the company is.
        ...(i < named.length - 1 ? written(said, month, last) : written({ ...said, ...(last && LASTING) }, month)),
        ...(i === 0 && { area: 'north' }),
      })),
    ),
  };
}

function numbered(name: string, items: readonly PlainMap[]): PlainMap {
  return Object.fromEntries(items.map((item, i) => [`${name}_${i + 1}`, item]));
}
