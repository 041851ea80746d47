import { expect, test } from 'vitest';
import { pounds, quoteOf } from './priced.js';

/* Packs that are taken together, against every sum of them that there is. */

interface Sold {
  readonly sizes: Readonly<Record<number, number>>;
  readonly topUp?: { readonly price: number; readonly each: number };
}
const SOLD: readonly Sold[] = [
  { sizes: { 3: 10, 5: 16, 7: 21 } },
  { sizes: { 1: 4, 4: 13, 6: 18 } },
  { sizes: { 4: 13, 6: 12 } },
  { sizes: { 3: 10, 8: 25 }, topUp: { price: 4, each: 1 } },
  { sizes: { 3: 10, 8: 25 }, topUp: { price: 3, each: 2 } },
  { sizes: { 5: 20 }, topUp: { price: 1, each: 4 } },
];

/** The least that so many cost: any number of each pack, one at least, and top-ups for what is left. */
function leastOf({ sizes, topUp }: Sold, quantity: number): number {
  const packs = Object.entries(sizes).map(([size, price]) => ({ size: Number(size), price }));
  const least = (from: number, left: number, paid: number, isAny: boolean): number => {
    const pack = packs[from];
    if (pack === undefined) {
      if (!isAny) return Number.POSITIVE_INFINITY;
      if (left <= 0) return paid;
      return topUp === undefined ? Number.POSITIVE_INFINITY : paid + Math.ceil(left / topUp.each) * topUp.price;
    }
    const most = Math.max(1, Math.ceil(left / pack.size));
    const tried = Array.from({ length: most + 1 }, (_, count) =>
      least(from + 1, left - count * pack.size, paid + count * pack.price, isAny || count > 0),
    );
    return Math.min(...tried);
  };
  return quantity === 0 ? 0 : least(0, quantity, 0, false);
}

test.each(SOLD)('%j: the least of all sums', (sold) => {
  const sizes = Object.entries(sold.sizes).map(([size, price]) => `${size}: ${price}`);
  const topUp = sold.topUp === undefined ? '' : `, top_up: { price: ${sold.topUp.price}, each: ${sold.topUp.each} }`;
  const terms = `{ packs: { of: days, sizes: { ${sizes.join(', ')} }, combine: yes${topUp} } }`;
  const quantities = [0, 0.5, 1, 2, 3, 3.5, 4, 5, 6, 7, 8, 9, 10, 11, 12.5, 13, 14, 17, 21];
  const fees = quantities.map((days) => pounds(quoteOf(terms, `pupils=1,days=${days}`).fee));
  expect(fees).toEqual(quantities.map((days) => leastOf(sold, days).toFixed(2)));
});
