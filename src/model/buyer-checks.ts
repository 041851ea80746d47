import { type Problem, problem } from '../language/index.js';
import { disagreementIn, groupFor, type TierPrice } from '../pricing/index.js';
import type { Finder } from './finder.js';
import { eligibleIn, turnsAmong } from './life.js';
import type { Model } from './model.js';
import { customerOf, type School } from './school.js';

/**
 * Schools that are one buyer answer every term of its price alike, at the start and after each of them has become another or has come. Said once
 * for each term.
 */
export function checkBuyers({ schools, tiers, calendar }: Model, finder: Finder): void {
  const months = [calendar.first, ...turnsAmong(schools).filter((month) => month > calendar.first)];
  for (const [id, tier] of tiers) {
    const { price } = tier;
    const said = new Set<string>();
    for (const month of months) {
      const now = schools.flatMap((school) => eligibleIn(school, month, tier) ?? []);
      for (const { found, path, position } of disagreementsAmong(price, now)) {
        const place = ['tiers', id, 'price', position, ...path];
        if (said.has(place.join('.'))) continue;
        said.add(place.join('.'));
        finder.add({ ...found, span: finder.spanAt(place) });
      }
    }
  }
}

/** Schools that are asked about together, and are one buyer by the prices of a tier, answer its terms alike. */
export function buyerProblems(price: readonly TierPrice[], schools: readonly School[]): Problem[] {
  return disagreementsAmong(price, schools).map(({ found }) => found);
}

interface Found {
  /** Blames the second of two schools. */
  readonly found: Problem;
  readonly position: number;
  /** Where the term stands in the price. */
  readonly path: readonly (string | number)[];
}

function disagreementsAmong(of: readonly TierPrice[], schools: readonly School[]): Found[] {
  const groups = new Map<string, { readonly price: TierPrice; readonly name: string; readonly schools: School[] }>();
  for (const school of schools) {
    const place = groupFor(of, school.attributes);
    if (place === undefined) continue;
    const known = groups.get(place.key);
    if (known === undefined) groups.set(place.key, { ...place, schools: [school] });
    else known.schools.push(school);
  }
  return [...groups.values()].flatMap(({ price, name, schools: own }): Found[] => {
    const found = disagreementIn(
      price,
      own.map((school) => customerOf(school, (school.pupils.steps[0] as School['pupils']['steps'][number]).value)),
    );
    if (found === undefined) return [];
    const [one, other] = [own[found.one] as School, own[found.other] as School];
    const data = { one: one.name, other: other.name, buyer: name, term: found.term };
    const also = [one, other].map(({ span, name: role }) => ({ span, role }));
    return [{ found: problem('buyer-differs', other.span, data, also), position: of.indexOf(price), path: found.path }];
  });
}
