import fc from 'fast-check';
import { monthOf, monthText } from '../../../src/language/index.js';
import { at, isMap, mapAt, type Plain, type PlainMap } from '../plain.js';
import { registered } from './models.js';
import { MONTH_NUMBERS, MONTHS, maybe, vatClass } from './values.js';

const STREAMS = ['tiers', 'services', 'contracts'] as const;
const QUARTER_ENDS = ['January', 'February', 'March', 'August'] as const;

const taxed = fc.record({
  // Where no stream is exempt, a part of a price may yet be.
  classes: fc.oneof(fc.array(vatClass, { minLength: 8, maxLength: 8 }), fc.constant(['standard'])),
  quarterEnds: fc.constantFrom(...QUARTER_ENDS),
  from: maybe(fc.nat(30)),
  uses: fc.array(maybe(fc.nat(20)), { minLength: 3, maxLength: 3 }),
  direct: maybe(vatClass),
  training: fc.oneof(maybe(vatClass), fc.constant('exempt')),
});

/**
 * Companies that are registered for VAT, from the start or later, with streams of every class, a price with a part of
 * a class of its own, and costs that are for streams, for kinds of them, or for all.
 */
export const taxedModels: fc.Arbitrary<PlainMap> = fc
  .tuple(registered, taxed)
  .map(([data, { classes, quarterEnds, from, uses, direct, training }]) => {
    const blocks = (kind: string): [string, PlainMap][] =>
      Object.entries(mapAt(data, kind)).flatMap(([id, said]): [string, PlainMap][] =>
        isMap(said) ? [[id, said]] : [],
      );
    let next = 0;
    const each = (said: PlainMap): PlainMap => ({ ...said, vat: classes[next++ % classes.length] });
    const sold = STREAMS.map(
      (kind) => [kind, Object.fromEntries(blocks(kind).map(([id, said]) => [id, each(said)]))] as const,
    );
    const delivered = sold.map(
      ([kind, all]) => [kind, kind === 'services' ? mapped(all, (said) => withDelivery(said, direct)) : all] as const,
    );
    const parted = delivered.map(
      ([kind, all]) => [kind, kind === 'tiers' ? { ...all, gold: withPart(all.gold, training) } : all] as const,
    );
    const targets = [...STREAMS, ...STREAMS.flatMap((kind) => blocks(kind).map(([id]) => `${kind}.${id}`))];
    const overheads = blocks('overheads').map(([id, said], i) => {
      const use = uses[i % uses.length];
      return [
        id,
        { ...said, vat: 'standard', for: use === undefined ? undefined : targets[use % targets.length] },
      ] as const;
    });
    const vat = {
      registered: 'yes',
      quarter_ends: quarterEnds,
      from: from === undefined ? undefined : monthIn(data, from),
    };
    return { ...data, ...Object.fromEntries(parted), overheads: Object.fromEntries(overheads), tax: { vat } };
  });

const mapped = (all: PlainMap, change: (said: PlainMap) => PlainMap): PlainMap =>
  Object.fromEntries(Object.entries(all).map(([id, said]) => [id, change(said as PlainMap)]));

/** The company's own service with a direct cost that carries VAT. */
function withDelivery(said: PlainMap, vat: string | undefined): PlainMap {
  const delivery = said.delivery;
  return isMap(delivery)
    ? { ...said, delivery: { ...delivery, direct_cost: delivery.direct_cost ?? '12.34', vat } }
    : said;
}

/** A tier of whose price a part is of a class of VAT of its own. */
function withPart(tier: Plain | undefined, vat: string | undefined): Plain | undefined {
  if (vat === undefined || !isMap(tier)) return tier;
  const parted = (price: Plain | undefined): Plain => ({
    ...(price as PlainMap),
    parts: { training: { flat: '321.09', vat } },
  });
  const { price } = tier;
  return { ...tier, price: Array.isArray(price) ? price.map(parted) : parted(price) };
}

/** A month of the calendar of some data, by its number. */
function monthIn(data: PlainMap, number: number): string {
  const said = (key: string): Plain | undefined => at(data, ['calendar', key]);
  const first = monthOf(said('starts') as string) as number;
  const late = (first - (MONTH_NUMBERS[MONTHS.indexOf(said('year_starts') as (typeof MONTHS)[number])] as number)) % 12;
  return monthText(first + (number % (Number(said('years')) * 12 - late)));
}
