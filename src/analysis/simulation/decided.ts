import { type Figure, workings } from '../../figures/index.js';
import type { Stratum } from './strata.js';
import { SCHOOLS } from './uncertain.js';

/**
 * How many decisions of schools chance takes, in any of some models: of a school that joins for certain, or for certain
 * does not, nothing is decided by chance, whatever is drawn.
 */
export function decisionsByChance(strata: readonly Stratum[]): number {
  const found = new Set<string>();
  for (const { chancy, roots } of strata) {
    const lines = [...roots.values()];
    const varied = chancy.varied(lines);
    const names = new Map(
      varied.flatMap(({ group, leaf, variable: { key } }) =>
        group === SCHOOLS ? [[leaf, `${key.high} ${key.low}`] as const] : [],
      ),
    );
    const moved = new Set(varied.map(({ leaf }) => leaf));
    for (const [leaf, shares] of askedOf(lines, names))
      if ([...shares].some((share) => !isCertain(share, moved))) found.add(names.get(leaf) as string);
  }
  return found.size;
}

/** What the number of each decision is held against; the number itself where it is held against nothing. */
function askedOf(
  lines: readonly Figure[],
  leaves: ReadonlyMap<Figure, string>,
): ReadonlyMap<Figure, ReadonlySet<Figure>> {
  const found = new Map<Figure, Set<Figure>>();
  for (const { op, args } of workings(lines)) {
    const [number, ...bands] = args;
    if (number === undefined || !leaves.has(number)) continue;
    const own = found.get(number) ?? new Set();
    found.set(number, own);
    // The ends of bands, each before its value; what holds above them all has none.
    for (const end of op === 'band' ? bands.filter((_, i) => i % 2 === 0).slice(0, -1) : [number]) own.add(end);
  }
  return found;
}

/** Whether a share is all or nothing in every draw. */
function isCertain(share: Figure, moved: ReadonlySet<Figure>): boolean {
  if (!share.isKnown || (share.exact.sign > 0 && share.exact.toNumber() < 1)) return false;
  return workings([share]).every((each) => !moved.has(each));
}
