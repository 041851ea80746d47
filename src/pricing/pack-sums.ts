import { Exact, grouped, inWords, type Money, type Price } from '../figures/index.js';

/** A pack, by how many units it is and what it costs. */
export interface Pack {
  readonly size: number;
  readonly amount: Money;
}

/** So many units at a time, at a price. */
export interface TopUp {
  readonly each: Exact;
  readonly price: Price;
}

/** Units and pounds of a part, exactly, and how it is called. */
interface Part {
  readonly size: Exact;
  readonly pounds: Exact;
  readonly name: string;
  readonly isTopUp: boolean;
}

/** Parts that come to as many units or more: what they cost, and how many of each. */
interface Sum {
  readonly pounds: Exact;
  readonly counts: ReadonlyMap<Part, Exact>;
}

/**
 * Every pack that is dearer than smaller ones, or one of those and top-ups, that come to as much: its size, and that in
 * words.
 */
export function dearerThanParts(
  packs: readonly Pack[],
  topUp: TopUp | undefined,
  of: string,
): { size: number; says: string }[] {
  return packs.flatMap(({ size, amount }) => {
    if (!amount.isKnown) return [];
    const smaller = packs.filter((part) => part.size < size && part.amount.isKnown);
    const parts = smaller.map(
      (part): Part => ({
        size: Exact.of(part.size),
        pounds: part.amount.exact,
        name: `a pack of ${grouped(String(part.size))}`,
        isTopUp: false,
      }),
    );
    if (topUp?.price.isKnown)
      parts.push({ size: topUp.each, pounds: topUp.price.exact, name: 'a top-up', isTopUp: true });
    const best = cheapest(Exact.of(size), parts, amount.pence);
    if (best === undefined) return [];
    const names = [...best.counts].map(([{ name }, count]) =>
      count.compare(Exact.one) === 0 ? name : `${grouped(count.toString())} times ${name}`,
    );
    return [
      {
        size,
        says: `a pack of ${grouped(String(size))} ${of} costs ${inWords(amount)}, and ${names.join(' and ')} £${grouped(best.pounds.toFixed(2))}`,
      },
    ];
  });
}

/** So many of each pack, by its size, and so many top-ups. */
export interface Together {
  readonly packs: ReadonlyMap<number, Exact>;
  readonly topUps: Exact;
}

/**
 * The packs that together serve so many units for the least, one at least, with top-ups where those are sold. Of two ways
 * that cost the same, the one that is met first in the search, which is always the same.
 */
export function leastTogether(units: Exact, packs: readonly Pack[], topUp: TopUp | undefined): Together {
  const parts = packs.map(
    ({ size, amount }): Part => ({ size: Exact.of(size), pounds: amount.exact, name: String(size), isTopUp: false }),
  );
  if (topUp !== undefined) parts.push({ size: topUp.each, pounds: topUp.price.exact, name: 'a top-up', isTopUp: true });
  const found = cheapest(units, parts, Number.MAX_SAFE_INTEGER);
  const counts = [...(found?.counts ?? [])];
  return {
    packs: new Map(counts.flatMap(([part, count]) => (part.isTopUp ? [] : [[part.size.toNumber(), count] as const]))),
    topUps: counts.find(([part]) => part.isTopUp)?.[1] ?? Exact.zero,
  };
}

/**
 * The cheapest way to so many units by some parts, any number of each and one pack at least, for fewer pence than
 * `most`; undefined where there is none. The part with the cheapest unit fills up what the others leave. No more of
 * another are tried than the cheapest has units: so many of it could be replaced by the cheapest for as little.
 */
function cheapest(units: Exact, parts: readonly Part[], most: number): Sum | undefined {
  const [filling, ...others] = parts.filter(({ size }) => size.sign > 0).sort(byUnit);
  if (filling === undefined) return undefined;
  const unit = filling.pounds.over(filling.size);
  const enough = filling.size.compare(Exact.one) > 0 ? filling.size : Exact.one;
  let best: Sum | undefined;
  let limit = most;
  const offer = (sum: Sum): void => {
    if (sum.pounds.toPence() >= limit || [...sum.counts.keys()].every(({ isTopUp }) => isTopUp)) return;
    best = sum;
    limit = sum.pounds.toPence();
  };
  const filled = (left: Exact, so: Sum): Sum =>
    left.sign > 0 ? plus(so, filling, left.over(filling.size).ceiling()) : so;
  // The more of a dearer part, the more it comes to at least.
  const isTooDear = (left: Exact, { pounds }: Sum): boolean =>
    (left.sign > 0 ? pounds.plus(left.times(unit)) : pounds).toPence() >= limit;
  const search = (position: number, left: Exact, so: Sum): void => {
    const part = others[position];
    if (part === undefined || left.sign <= 0) {
      offer(filled(left, so));
      return;
    }
    let rest = left;
    for (
      let count = Exact.zero;
      count.compare(enough) <= 0 && (count.sign === 0 || rest.sign > 0);
      count = count.plus(Exact.one)
    ) {
      rest = left.minus(part.size.times(count));
      const sum = plus(so, part, count);
      if (isTooDear(rest, sum)) return;
      search(position + 1, rest, sum);
    }
  };
  search(0, units, { pounds: Exact.zero, counts: new Map() });
  return best;
}

const byUnit = (a: Part, b: Part): number =>
  a.pounds.over(a.size).compare(b.pounds.over(b.size)) || a.size.compare(b.size);

function plus({ pounds, counts }: Sum, part: Part, count: Exact): Sum {
  if (count.sign === 0) return { pounds, counts };
  return { pounds: pounds.plus(part.pounds.times(count)), counts: new Map([...counts, [part, count]]) };
}
