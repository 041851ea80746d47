const lists = new WeakMap<object, readonly (readonly object[])[]>();
/** Of lists that begin with one thing so many are known, those that were asked for last. */
const MOST_LISTS = 8;
const NOTHING: readonly never[] = [];

/** One list for the same things in the same order, so that what is made of it is found again. */
export function sameList<T extends object>(all: readonly T[]): readonly T[] {
  const [first] = all;
  if (first === undefined) return NOTHING;
  const known = lists.get(first) ?? [];
  const isSame = (each: readonly object[]): boolean =>
    each.length === all.length && each.every((thing, i) => thing === all[i]);
  const found = known.find(isSame) ?? all;
  lists.set(first, [found, ...known.filter((each) => each !== found)].slice(0, MOST_LISTS));
  return found as readonly T[];
}
