import { constant, Exact, type Money, unknown, type Value } from '../../figures/index.js';
import { partKey } from '../../projection/index.js';
import type { Priced } from '../offer/options.js';
import type { Staying, Thinned } from './thinned.js';

/** What a school pays, by `partKey`, where it is another than before; the fees of the others stay. */
export type Regrouped = ReadonlyMap<string, Money>;

const AS_BEFORE: Regrouped = new Map();

/**
 * The fees of schools that a price takes together, once some of them have left: those who stay are priced as the group
 * that they then are. A fee of a school by itself is never another.
 */
export class Regrouping {
  private readonly together: readonly Priced[];
  private fees: { readonly figures: readonly Money[]; readonly valuesOf: (staying: Staying) => Value[] } | undefined;

  constructor(
    private readonly thinned: Thinned,
    members: readonly Priced[],
  ) {
    this.together = members.filter(({ quote }) => quote.group !== undefined);
  }

  with(staying: Staying): Regrouped {
    if (!this.together.some((each) => staying.has(keyOf(each)))) return AS_BEFORE;
    this.fees ??= this.thinnedFees();
    const { figures, valuesOf } = this.fees;
    const values = valuesOf(staying);
    return new Map(
      this.together.flatMap((each, i) => {
        const key = keyOf(each);
        if (staying.get(key)?.sign === 0) return [];
        return [[key, moneyOf(values[i] as Value, (figures[i] as Money).label)] as const];
      }),
    );
  }

  private thinnedFees(): NonNullable<Regrouping['fees']> {
    const { projection, year } = this.thinned;
    const schools = new Map(projection.model.schools.map((school) => [school.id, school]));
    const figures = this.together.map(({ school, option, quote }): Money => {
      const terms = projection.model.tiers.get(option.tier);
      const turned = schools.get(school.id);
      return (terms && turned && projection.membership.quoteFor(terms, turned, year)?.fee) ?? quote.fee;
    });
    return { figures, valuesOf: this.thinned.asking(figures) };
  }
}

const keyOf = ({ school, option }: Priced): string => partKey(school.id, option.tier);

function moneyOf(value: Value, label: string | undefined): Money {
  return typeof value === 'number'
    ? constant('money', Exact.pounds(value), label ?? 'fee of a group that has become smaller')
    : unknown('money', ...('reasons' in value ? value.reasons : []));
}
