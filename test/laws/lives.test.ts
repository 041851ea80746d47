import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Month, monthText, Problems } from '../../src/language/index.js';
import { allMonths } from '../../src/model/index.js';
import { figureOf, type Projection } from '../../src/projection/index.js';
import { lasting, models, type PlainMap, projectionOf, put } from '../support/models.js';
import { at } from '../support/plain.js';
import { runs } from '../support/runs.js';

/* A school is charged, counted and bought by for its own months, whatever else a model is. */

interface Lived {
  readonly data: PlainMap;
  /** The first month and the last in which each named school may be a member, by its id. */
  readonly spells: ReadonlyMap<string, readonly [Month, Month]>;
}

const FIRST = 2018 * 12;
const months = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const ways = fc.constantFrom('opens', 'closes', 'both', 'member_from', 'leaves', 'roll');

/** A random model of which each named school says months of its own. */
const lived: fc.Arbitrary<Lived> = fc
  .tuple(models.map(lasting), fc.array(fc.tuple(ways, months), { minLength: 4, maxLength: 4 }), fc.nat(9))
  .map(([data, said, notice]) => {
    const { first, last } = projectionOf(data).model.calendar;
    const spells = new Map<string, readonly [Month, Month]>();
    let changed = data;
    for (const tier of Object.keys(at(data, ['tiers']) as PlainMap))
      if (notice > 0) changed = put(changed, ['tiers', tier, 'term', 'notice'], String(notice));
    Object.keys(at(data, ['schools', 'named']) as PlainMap).forEach((id, i) => {
      const [way, [a, b]] = said[i] as (typeof said)[number];
      const place = ['schools', 'named', id];
      const [from, to] = [Math.min(first + a, last), Math.min(first + b, last)];
      const school: PlainMap = { ...(at(data, place) as PlainMap), converts: undefined };
      const says: Record<typeof way, readonly [PlainMap, Month, Month]> = {
        opens: [{ opens: monthText(from) }, from, Number.POSITIVE_INFINITY],
        closes: [{ closes: monthText(to) }, 0, to],
        both: [{ opens: monthText(from), closes: monthText(to) }, from, to],
        member_from: [{ member_from: monthText(from) }, from, Number.POSITIVE_INFINITY],
        leaves: [{ leaves: monthText(to) }, 0, to + notice],
        roll: [{ pupils: { [monthText(Math.min(first, FIRST))]: '100', [monthText(to + 1)]: '0' } }, 0, to],
      };
      const [keys, since, until] = says[way];
      changed = put(changed, place, { ...school, ...(way === 'roll' ? {} : { pupils: '100' }), ...keys });
      spells.set(id, [since, until]);
    });
    return { data: changed, spells };
  });

const inMonth = (projection: Projection, line: string, month: Month): number => {
  const figure = figureOf(projection, line, {
    grain: 'month',
    id: monthText(month),
    label: '',
    first: month,
    last: month,
  });
  return figure.isKnown ? figure.exact.toNumber() : Number.NaN;
};

test('a school is charged for no month before it comes and for none after it has gone, and for each between', () => {
  fc.assert(
    fc.property(lived, ({ data, spells }) => {
      const { membership, model } = projectionOf(data);
      expect(spells.size).toBeGreaterThan(0);
      for (const tier of model.tiers.keys()) {
        for (const [id, [since, until]] of spells) {
          const charged = membership.batches
            .filter((batch) => batch.tier === tier)
            .flatMap(({ charges }) => charges.filter(({ school }) => school.id === id))
            .flatMap(({ firstMonth, lastMonth }) =>
              Array.from({ length: lastMonth - firstMonth + 1 }, (_, i) => firstMonth + i),
            );
          const { first, last } = model.calendar;
          if (charged.length === 0) continue;
          expect(new Set(charged).size).toBe(charged.length);
          expect(Math.min(...charged)).toBe(Math.max(first, since));
          expect(Math.max(...charged)).toBeLessThanOrEqual(until);
          expect(charged.filter((month) => month <= last).length).toBe(
            Math.max(0, Math.min(last, until) - Math.max(first, since) + 1),
          );
        }
      }
    }),
    runs(60, 145),
  );
});

test('no month has more members than schools that are open in it', () => {
  fc.assert(
    fc.property(lived, ({ data }) => {
      const projection = projectionOf(data);
      for (const month of allMonths(projection.model.calendar)) {
        const [members, schools] = ['members', 'schools'].map((line) => inMonth(projection, line, month));
        if (Number.isNaN(members)) continue;
        expect(members).toBeLessThanOrEqual((schools as number) + 1e-9);
      }
    }),
    runs(40, 146),
  );
});

test('a school that closes with the calendar, or later, or opened before it, is as one that says nothing', () => {
  fc.assert(
    fc.property(models.map(lasting), fc.nat(30), (data, later) => {
      const plain = projectionOf(data);
      const { first, last } = plain.model.calendar;
      // All of them go in one month: income is rounded by what is invoiced together, which is those who go together.
      const parts = ['named', 'groups'].flatMap((part) =>
        Object.keys((at(data, ['schools', part]) ?? {}) as PlainMap).map((id) => ['schools', part, id]),
      );
      // What is invoiced in the calendar may be for months after it: those of a school that goes then are fewer.
      const closes = monthText(last + 12 + later);
      const said = parts.reduce(
        (so, path) => put(put(so, [...path, 'closes'], closes), [...path, 'opens'], monthText(first - later)),
        data,
      );
      const lines = (projection: Projection): readonly string[] =>
        projection.journal.transactions.map(
          ({ month, memo, postings }) =>
            `${month} ${memo} ${postings.map(({ account, amount }) => `${account} ${amount.value}`).join(' ')}`,
        );
      expect(lines(projectionOf(said))).toEqual(lines(plain));
    }),
    runs(24, 147),
  );
});

test('schools that become one have the pupils that they had', () => {
  const roll = fc.integer({ min: 1, max: 900 });
  fc.assert(
    fc.property(roll, roll, roll, fc.integer({ min: 0, max: 20 }), (a, b, own, after) => {
      const first = 2026 * 12 + 8;
      const closes = monthText(first + after);
      const school = (pupils: number, more: PlainMap = {}): PlainMap => ({
        phase: 'primary',
        type: 'academy',
        pupils: String(pupils),
        ...more,
      });
      const projection = projectionOf({
        buyin: '1',
        name: 'One of three',
        calendar: { starts: '2026-09', years: '3', year_starts: 'September' },
        schools: {
          named: { a: school(a, { closes, into: 'c' }), b: school(b, { closes, into: 'c' }), c: school(own) },
        },
        tiers: { m: { price: { per_pupil: '1' }, joins: '100%', term: { invoice: 'membership_year' } } },
      });
      // From the first membership year after the merger on.
      const settled = first + 12 * (Math.floor(after / 12) + 1);
      for (const month of allMonths(projection.model.calendar)) {
        const pupils = inMonth(projection, 'pupils', month);
        if (month <= first + after || month >= settled) expect(pupils).toBe(a + b + own);
        expect(inMonth(projection, 'members', month)).toBe(month <= first + after ? 3 : 1);
      }
    }),
    runs(20, 148),
  );
});

/** A model without a school; undefined where something is said of it that no other school has, such as its area. */
function without(data: PlainMap, place: readonly string[]): Projection | undefined {
  try {
    return projectionOf(put(data, place, undefined));
  } catch (error) {
    if (error instanceof Problems) return undefined;
    throw error;
  }
}

test('services sell as if a school had never gone until it goes, and as if it had never been from then on', () => {
  const lines = ['income.traded', 'income.brokered', 'cost.delivery', 'cost.providers'];
  /** Nobody waits for a day, and nobody's joining hangs on anybody else's: what is left of a school is its own. */
  const alone = (data: PlainMap): PlainMap =>
    Object.entries((data.staff ?? {}) as PlainMap).reduce(
      (so, [id, said]) => (said === undefined ? so : put(so, ['staff', id, 'when_short'], undefined)),
      put(data, ['choice'], undefined),
    );
  fc.assert(
    fc.property(models.map(lasting).map(alone), fc.nat(40), fc.nat(9), (drawn, after, which) => {
      const ids = Object.keys(at(drawn, ['schools', 'named']) as PlainMap);
      const place = ['schools', 'named', ids[which % ids.length] as string];
      const data = put(drawn, [...place, 'converts'], undefined);
      const stays = projectionOf(data);
      const { first, last } = stays.model.calendar;
      const closes = Math.min(first + after, last);
      const goes = projectionOf(put(data, [...place, 'closes'], monthText(closes)));
      const never = without(data, place);
      fc.pre(never !== undefined);
      // A school whose membership is renewed within a year is two buyers of parts of it, each rounded to the penny.
      const PENNIES = 0.05;
      for (const month of allMonths(stays.model.calendar))
        for (const line of lines) {
          const is = inMonth(goes, line, month);
          const was = inMonth(month <= closes ? stays : (never as Projection), line, month);
          const off = Number.isNaN(is) && Number.isNaN(was) ? 0 : Math.abs(is - was);
          expect([monthText(month), line, is, was, off <= PENNIES]).toEqual([monthText(month), line, is, was, true]);
        }
    }),
    runs(60, 236),
  );
});
