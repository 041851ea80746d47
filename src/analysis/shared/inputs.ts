import { type Figure, leavesOf } from '../../figures/index.js';

/**
 * The inputs that some figures rest on, by the place in the model where each stands
 * (`assumptions.roll_change.value.2019`). A value that is used in several kinds (an amount here, a count there) is a
 * leaf of each kind under its one place.
 */
export function inputsOf(roots: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const inputs = new Map<string, Figure[]>();
  for (const leaf of leavesOf(roots)) {
    const path = leaf.detail.origin?.path;
    if (path === undefined || path === '') continue;
    const known = inputs.get(path);
    if (known === undefined) inputs.set(path, [leaf]);
    else known.push(leaf);
  }
  return inputs;
}
