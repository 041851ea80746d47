import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Finding, findingsIn } from '../../src/analysis/index.js';
import { constant, Exact, type Money } from '../../src/figures/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { decimal } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What lints say of random prices is what counting through them says: at every bound of every band and pack, however large, and nowhere else. */

const RUNS = runs(160, 71);
const CLIFF: Money = constant('money', Exact.of(500), 'a cliff');

function findings(price: object, attributes: readonly string[] = []): Finding[] {
  const text = `buyin: 1\nname: A list\nattributes: [${attributes}]\ndrivers: [units, days]\ntiers:\n  t: { price: ${JSON.stringify(price)} }\n`;
  const { list, tree } = Source.open(diskOf({ 'list.yaml': text }), 'list.yaml').loadPriceListAndTree();
  const priced = [...list.tiers].map(([id, tier]) => ({ id, price: tier.price, path: ['tiers', id, 'price'] }));
  return findingsIn({ priced, tree, cliff: CLIFF, declared: undefined });
}
const of = (lint: string, price: object, attributes: readonly string[] = []): string[] =>
  findings(price, attributes).flatMap((each) => (each.lint === lint ? [each.says] : []));

interface Band {
  readonly upTo: number;
  readonly value: number;
}
/** Bands up to whole numbers, a hundred thousand apart where they like, with a value of whole pounds in each. */
const bands: fc.Arbitrary<readonly Band[]> = fc
  .array(
    fc.record({
      size: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 100_000 })),
      value: fc.nat(400),
    }),
    {
      minLength: 2,
      maxLength: 4,
    },
  )
  .map((parts) => {
    let upTo = 0;
    return parts.map(({ size, value }) => {
      upTo += size;
      return { upTo, value };
    });
  });
const written = (all: readonly Band[], key: string): object[] =>
  all.map(({ upTo, value }, i) => ({ ...(i === all.length - 1 ? {} : { up_to: String(upTo) }), [key]: String(value) }));

test('more costs less where the amount or the rate of a band falls far enough, and is told there', () => {
  fc.assert(
    fc.property(bands, fc.constantFrom('flat', 'slab'), fc.constantFrom('units', 'pupils'), (all, mode, driver) => {
      const said = of('price-inversion', {
        bands: { of: driver, mode, each: written(all, mode === 'flat' ? 'amount' : 'price') },
      });
      const fee = (band: Band | undefined, units: number): number => (band?.value ?? 0) * (mode === 'flat' ? 1 : units);
      const drops = all.slice(0, -1).filter((band, i) => fee(all[i + 1], band.upTo + 1) < fee(band, band.upTo));
      // Half a pupil beyond the bound a lower rate may cost less, if the next whole pupil makes up for it.
      const part = driver === 'pupils' ? 0.5 : 1;
      const between = all.slice(0, -1).filter((band, i) => fee(all[i + 1], band.upTo + part) < fee(band, band.upTo));
      expect(said).toHaveLength(between.length > 0 ? 1 : 0);
      const first = drops[0];
      const name = first?.upTo === 1 ? driver.replace(/s$/, '') : driver;
      if (first !== undefined)
        expect(said[0]?.replace(/,(?=\d{3} )/g, '')).toMatch(new RegExp(`^${first.upTo} ${name} costs? `));
    }),
    RUNS,
  );
});

test('graduated bands and rates never cost less for more', () => {
  fc.assert(
    fc.property(bands, fc.nat(900), fc.nat(90_000), (all, floor, room) => {
      const price = {
        bands: { of: 'units', mode: 'graduated', each: written(all, 'price') },
        floor: String(floor),
        cap: String(floor + room),
      };
      expect(of('price-inversion', price)).toEqual([]);
    }),
    RUNS,
  );
});

test('a step of more than £500 for one more pupil is told, however large the school', () => {
  fc.assert(
    fc.property(bands, fc.nat(20), (all, rate) => {
      const price = {
        per_pupil: String(rate),
        bands: {
          mode: 'flat',
          each: written(
            all.map((each) => ({ ...each, value: each.value * 5 })),
            'amount',
          ),
        },
      };
      const steps = all.slice(0, -1).filter((band, i) => ((all[i + 1]?.value ?? 0) - band.value) * 5 > 500);
      // Two bounds that follow on each other are one step to the eyes of who looks at the pupil before and the one
      // after.
      const apart = all.slice(0, -1).every((band, i) => i === 0 || band.upTo - (all[i - 1]?.upTo ?? 0) > 2);
      if (apart && (all[0]?.upTo ?? 0) > 1) expect(of('cliff', price)).toHaveLength(steps.length > 0 ? 1 : 0);
    }),
    RUNS,
  );
});

test('prices by a number that is worked out of what they charge for are held at what schools have, by counting', () => {
  const part = fc.record({ size: fc.integer({ min: 1, max: 30 }), rate: fc.integer({ min: 1, max: 40 }) });
  fc.assert(
    fc.property(fc.array(part, { minLength: 2, maxLength: 4 }), fc.integer({ min: 1, max: 12 }), (parts, block) => {
      let at = 0;
      const all = parts.map(({ size, rate }) => {
        at += size;
        return { upTo: at, rate };
      });
      const last = all[all.length - 1] as (typeof all)[number];
      const said = of(
        'price-inversion',
        all.map((each) => ({
          quantities: { billed: `=round(units, ${block}, up) + days * 0` },
          when: { billed: each === last ? { from: '0' } : { up_to: String(each.upTo) } },
          per: { units: String(each.rate), days: '5' },
        })),
        [],
      );
      const fee = (units: number): number =>
        (all.find(({ upTo }) => Math.ceil(units / block) * block <= upTo) ?? last).rate * units;
      const falls = Array.from({ length: at + block }, (_, units) => units).some(
        (units) => fee(units + 1) < fee(units),
      );
      expect(said.length > 0).toBe(falls);
      for (const says of said) {
        const shown = [...says.matchAll(/([\d,]+) units? costs? £([\d,]+)\.00/g)];
        expect(shown).toHaveLength(2);
        for (const [, units, pounds] of shown)
          expect(Number(pounds?.replace(/,/g, ''))).toBe(fee(Number(units?.replace(/,/g, ''))));
      }
    }),
    RUNS,
  );
});

test('bands of what is worked out of a quantity are held at what schools have of it, by counting', () => {
  const part = fc.record({ size: fc.integer({ min: 1, max: 30 }), rate: fc.integer({ min: 1, max: 40 }) });
  const block = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(fc.array(part, { minLength: 2, maxLength: 4 }), block, fc.boolean(), (parts, size, isTwice) => {
      let at = 0;
      const all = parts.map((each) => {
        at += each.size;
        return { upTo: at, value: each.rate };
      });
      const billed = isTwice ? '=units * 2' : `=round(units, ${size}, up)`;
      const price = {
        quantities: { billed },
        bands: { of: 'billed', mode: 'slab', each: written(all, 'price') },
      };
      const fee = (units: number): number => {
        const counted = isTwice ? units * 2 : Math.ceil(units / size) * size;
        return ((all.slice(0, -1).find(({ upTo }) => counted <= upTo) ?? all[all.length - 1])?.value ?? 0) * counted;
      };
      const falls = Array.from({ length: at + size + 1 }, (_, units) => units + 1).some(
        (units) => fee(units + 1) < fee(units),
      );
      // Between two whole numbers of units, twice as many may come to a bound.
      if (falls || !isTwice) expect(of('price-inversion', price).length > 0).toBe(falls);
    }),
    RUNS,
  );
});

/** Prices for pupils up to some numbers, one after the other; some begin a little after the one before it ends. */
const rows = fc
  .array(
    fc.record({ size: fc.integer({ min: 1, max: 12 }), skip: fc.constantFrom(0, 0, 0, 1, 3), flat: fc.nat(900) }),
    { minLength: 2, maxLength: 4 },
  )
  .map((all) => {
    let at = 0;
    return all.map(({ size, skip, flat }, i) => {
      const over = i === 0 ? 0 : at + skip;
      at = over + size;
      return { over, upTo: at, flat };
    });
  });

test('prices by numbers are told where one is lower than the one before, much higher, hidden, or leaves a school between', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (all, hasMore) => {
      const said = findings([
        ...all.map(({ over, upTo, flat }, i) => ({
          when: { pupils: { ...(i > 0 && { over: String(over) }), up_to: String(upTo) } },
          flat: String(flat),
        })),
        ...(hasMore ? [{ when: { pupils: { over: '0', up_to: String(all[0]?.upTo) } }, flat: '1' }] : []),
      ]);
      const has = (lint: string): boolean => said.some((each) => each.lint === lint);
      // By counting: hundredths of a pupil, from the first price to the last.
      const last = (all[all.length - 1]?.upTo ?? 0) * 100;
      const fees = Array.from(
        { length: last + 1 },
        (_, at) => all.find(({ over, upTo }, i) => (i === 0 || at > over * 100) && at <= upTo * 100)?.flat,
      );
      expect(has('price-gap')).toBe(fees.includes(undefined));
      const falls = (by: number): boolean =>
        fees.some((fee, at) => (fees[at + by] ?? Number.NaN) < (fee ?? Number.NaN));
      expect(has('price-inversion')).toBe(falls(1) || falls(100));
      const rise = (at: number): number => (fees[at + 100] ?? Number.NaN) - (fees[at] ?? Number.NaN);
      const climbs = fees.some((_, at) => {
        if (at % 100 !== 0) return false;
        const beside = [rise(at - 100), rise(at + 100)].filter((each) => !Number.isNaN(each));
        return rise(at) - Math.max(0, ...beside) > 500;
      });
      expect(has('cliff')).toBe(climbs);
      expect(has('unreachable')).toBe(hasMore);
    }),
    RUNS,
  );
});

/**
 * What some units cost at the least by packs that are smaller, any number of each, and top-ups; infinite where there
 * are none. By counting through all of them.
 */
function cheapest(units: number, packs: readonly (readonly [number, number])[], topUp: number | undefined): number {
  const best: { pack: number; any: number }[] = [{ pack: Number.POSITIVE_INFINITY, any: 0 }];
  for (let so = 1; so <= units; so++) {
    const ways = packs.map(([size, pence]) => (best[Math.max(0, so - size)] as { any: number }).any + pence);
    const before = best[so - 1] as { pack: number; any: number };
    const topped =
      topUp === undefined
        ? { pack: Number.POSITIVE_INFINITY, any: Number.POSITIVE_INFINITY }
        : { pack: before.pack + topUp, any: before.any + topUp };
    const pack = Math.min(...ways, topped.pack);
    best.push({ pack, any: Math.min(pack, topped.any) });
  }
  return (best[units] as { pack: number }).pack;
}

test('a pack that is dearer than smaller ones and top-ups is told, and no other', () => {
  const packs = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 90_000 })), {
    minLength: 1,
    maxLength: 4,
    selector: ([size]) => size,
  });
  fc.assert(
    fc.property(
      packs,
      fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
      fc.constantFrom(1, 1000),
      (sizes, topUp, times) => {
        const price = {
          packs: {
            of: 'units',
            sizes: Object.fromEntries(sizes.map(([size, pence]) => [size * times, decimal(pence, 2)])),
            ...(topUp !== undefined && { top_up: { price: decimal(topUp, 2), each: String(times) } }),
          },
        };
        const dear = sizes.filter(
          ([size, pence]) =>
            cheapest(
              size,
              sizes.filter(([other]) => other < size),
              topUp,
            ) < pence,
        );
        const told = of('dominated-pack', price).map((says) =>
          Number((/^a pack of ([\d,]+) /.exec(says)?.[1] ?? '').replace(/,/g, '')),
        );
        expect(told.sort((a, b) => a - b)).toEqual(dear.map(([size]) => size * times).sort((a, b) => a - b));
      },
    ),
    RUNS,
  );
});

test('a cap that nobody reaches, and a floor that all pass, are told', () => {
  fc.assert(
    fc.property(bands, fc.nat(900), fc.nat(60_000), (all, flat, cap) => {
      const price = {
        flat: String(flat),
        bands: { of: 'units', mode: 'flat', each: written(all, 'amount') },
        cap: String(cap),
      };
      const most = Math.max(...all.map(({ value }) => flat + value));
      expect(of('idle-limit', price)).toHaveLength(most > cap ? 0 : 1);
      const floored = { ...price, cap: undefined, floor: String(cap % 2000) };
      const least = Math.min(...all.map(({ value }) => flat + value));
      expect(of('idle-limit', floored)).toHaveLength(least < cap % 2000 ? 0 : 1);
    }),
    RUNS,
  );
});

test('a floor that a discount takes a fee below is told, unless it comes after', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900 }), fc.nat(100), fc.boolean(), (floor, percent, late) => {
      const discounts = { percent: `${percent}%`, when: { early: 'yes' } };
      const price = {
        per: { units: '1' },
        floor: late ? { amount: String(floor), after: 'discounts' } : String(floor),
        discounts,
      };
      const isBelow = Math.round(floor * 100) - Math.round(floor * percent) < floor * 100;
      expect(of('floor-undercut', price, ['early'])).toHaveLength(!late && isBelow ? 1 : 0);
    }),
    RUNS,
  );
});

test('a floor that a rounding takes a fee below is told, wherever it stands among the discounts', () => {
  const one = fc.record({
    floor: fc.integer({ min: 10, max: 900 }),
    to: fc.constantFrom(1, 5, 10, 25),
    direction: fc.constantFrom('up', 'down', 'nearest'),
    late: fc.boolean(),
  });
  const seen = { told: 0, fine: 0 };
  fc.assert(
    fc.property(one, ({ floor, to, direction, late }) => {
      const price = {
        per: { units: '1' },
        floor: late ? { amount: String(floor), after: 'discounts' } : String(floor),
        round: { to: String(to), direction },
      };
      const over = floor % to;
      const isBelow = direction === 'down' ? over > 0 : direction === 'nearest' && over > 0 && over * 2 < to;
      seen[isBelow ? 'told' : 'fine']++;
      expect(of('floor-undercut', price)).toEqual(
        isBelow ? [`with 1 unit the fee is £${floor - over}.00 after rounding, below the floor of £${floor}.00`] : [],
      );
    }),
    RUNS,
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
});

test('a floor or cap that is worked out of what a school has is held as it is for that school', () => {
  const price = { per: { units: '3' }, floor: '=max(450, units * 2)', round: { to: '100', direction: 'down' } };
  // £450 up to 150 units.
  expect(of('floor-undercut', price)).toEqual([
    'with 1 unit the fee is £400.00 after rounding, below the floor of £450.00',
  ]);
  const discounts = { percent: '40%', of: 'units', from: '3' };
  expect(of('floor-undercut', { ...price, round: undefined, discounts })).toEqual([
    'with 3 units the fee is £270.00 after discounts, below the floor of £450.00',
  ]);
  expect(of('idle-limit', { per: { units: '3' }, cap: '=units * 4' })).toEqual([
    'no number of units brings the fee to the cap that is worked out of what a school has',
  ]);
});
