import { BASES, type Basis, type Figure, leavesOf, placeOf } from '../../figures/index.js';

/** How well the inputs of some figures are known. */
export interface Evidence {
  /** How many inputs stand on each basis, best first; bases that none stands on are left out. */
  readonly counts: readonly (readonly [Basis, number])[];
  /** The parts of the model whose inputs are illustrative: `staff`, `overheads`. */
  readonly illustrative: readonly string[];
}

/** The parts of a model in the order in which people read them. */
const PARTS = ['assumptions', 'schools', 'tiers', 'services', 'contracts', 'staff', 'overheads', 'reserves'];

/** The inputs that some figures rest on, by basis. */
export function evidenceOf(figures: readonly Figure[]): Evidence {
  const counts = new Map<Basis, number>();
  // Two scenarios read the same line into two inputs: it is one piece of evidence.
  const seen = new Set<string>();
  const illustrative = new Set<string>();
  for (const { detail } of leavesOf(figures)) {
    if (detail.origin === undefined) continue;
    const { basis, path, text } = detail.origin;
    const key = `${placeOf(detail.origin)}|${text}`;
    if (seen.has(key)) continue;
    seen.add(key);
    counts.set(basis, (counts.get(basis) ?? 0) + 1);
    if (basis === 'illustrative') illustrative.add(path.split('.')[0] as string);
  }
  return {
    counts: BASES.flatMap((basis) => (counts.has(basis) ? [[basis, counts.get(basis) as number] as const] : [])),
    illustrative: PARTS.filter((part) => illustrative.has(part)),
  };
}
