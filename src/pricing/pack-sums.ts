import { asNumber, grouped, inWords, type Money } from '../figures/index.js';

/** A pack, or a top-up, by how many units it is and what it costs. */
export interface Pack {
  readonly size: number;
  readonly amount: Money;
  readonly name: string;
}

/** Beyond this no pack is put together from others. */
const MOST_UNITS = 2000;
const PENNY = 0.01;

/** Every pack that is dearer than smaller ones, or one of those and top-ups, that come to as much: its size, and that in words. */
export function dearerThanParts(packs: readonly Pack[], topUp: Pack | undefined, of: string): { size: number; says: string }[] {
  return packs.flatMap(({ size, amount }) => {
    const pounds = asNumber(amount.value);
    if (size > MOST_UNITS || Number.isNaN(pounds)) return [];
    const best = cheapest(size, [...packs.filter((part) => part.size < size), ...(topUp === undefined ? [] : [topUp])], topUp);
    if (best === undefined || best.pounds > pounds - PENNY / 2) return [];
    return [{ size, says: `a pack of ${size} ${of} costs ${inWords(amount)}, and ${best.names.join(' and ')} £${grouped(best.pounds.toFixed(2))}` }];
  });
}

/** The cheapest way to so many units by some parts, any number of each; undefined where there is none, or only of top-ups. */
function cheapest(units: number, parts: readonly Pack[], topUp: Pack | undefined): { pounds: number; names: string[] } | undefined {
  const best: ({ pounds: number; counts: ReadonlyMap<Pack, number> } | undefined)[] = [{ pounds: 0, counts: new Map() }];
  for (let so = 1; so <= units; so++) {
    for (const part of parts) {
      const before = best[Math.max(0, so - part.size)];
      const pounds = before && before.pounds + asNumber(part.amount.value);
      if (before === undefined || pounds === undefined || !(pounds < (best[so]?.pounds ?? Number.POSITIVE_INFINITY))) continue;
      best[so] = { pounds, counts: new Map([...before.counts, [part, (before.counts.get(part) ?? 0) + 1]]) };
    }
  }
  const found = best[units];
  if (found === undefined || [...found.counts.keys()].every((part) => part === topUp)) return undefined;
  return { pounds: found.pounds, names: [...found.counts].map(([{ name }, count]) => (count === 1 ? name : `${count} times ${name}`)) };
}
