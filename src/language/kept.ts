/** What was made of some parts of a model, at the end of a way of one step for each part. */
class Place<V> {
  made: { readonly value: V } | undefined;
  /** Made with the first step on: a weak map costs every collection of garbage, and most places have steps of one kind or none. */
  private byObject: WeakMap<object, Place<V>> | undefined;
  private byValue: Map<unknown, Place<V>> | undefined;

  next(part: unknown): Place<V> {
    const isObject = typeof part === 'object' && part !== null;
    const known = isObject ? this.byObject?.get(part) : this.byValue?.get(part);
    if (known !== undefined) return known;
    const place = new Place<V>();
    if (isObject) {
      this.byObject ??= new WeakMap();
      this.byObject.set(part, place);
    } else {
      this.byValue ??= new Map();
      this.byValue.set(part, place);
    }
    return place;
  }
}

/**
 * A stage of a projection or of a check: what is made of some parts, made once for the same parts. `reads` names every part that it
 * may read, and `make` is given these and nothing else, so that what is kept cannot depend on anything by which it is
 * not found. Parts are the same where they are the same objects: what makes another model out of one takes over the
 * parts that it does not change. Parts are immutable. What is kept goes when any of its parts does.
 */
export function kept<P extends object, V>(
  reads: { readonly [K in keyof Required<P>]: true },
  make: (parts: P) => V,
): (parts: P) => V {
  const keys = Object.keys(reads) as (keyof P)[];
  const start = new Place<V>();
  return (given) => {
    let place = start;
    for (const key of keys) place = place.next(given[key]);
    place.made ??= { value: make(Object.fromEntries(keys.map((key) => [key, given[key]])) as P) };
    return place.made.value;
  };
}
