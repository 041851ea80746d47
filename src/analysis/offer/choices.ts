import {
  type Count,
  type Figure,
  type Kind,
  type Money,
  portion,
  type Rate,
  times,
  totalOf,
} from '../../figures/index.js';
import type { Month } from '../../language/index.js';
import { eligibleIn } from '../../model/index.js';
import { ONE_SCHOOL } from '../../pricing/index.js';
import type { Projection } from '../../projection/index.js';
import { ALONE, type FigureEntries } from '../shared/figure-entry.js';
import { asAsked } from './joining.js';
import { amongst, type OfferAt, type Option, type Priced } from './options.js';

/** A school, the share of it that joins, and what is expected of it where it is priced together with others. */
interface Shared {
  readonly school: Priced;
  readonly share: Rate;
  readonly expected: Money | undefined;
}

const members = (each: readonly Shared[]): Count =>
  totalOf(
    'count',
    each.map(({ school, share }) => times(school.count, share)),
    'members',
  );
const income = (each: readonly Shared[]): Money =>
  totalOf(
    'money',
    each.map(
      ({ school, share, expected }) =>
        expected ?? portion(school.quote.fee, school.school.count === undefined ? share : times(school.count, share)),
    ),
    'fees of a full year',
  );

const ofMoved = <K extends Kind>(
  kind: K,
  means: string,
  moved: boolean,
  of: (each: readonly Shared[]) => Figure<K>,
) => ({
  means,
  kind,
  parts: ALONE,
  make: (at: OfferAt): Figure<K> | undefined => {
    const each = sharedIn(at, moved);
    return each && of(each);
  },
});

/** What one tier of the model earns before and after schools react to what it is worth to them. */
export const choiceFigures = {
  'tier.unmoved_members': ofMoved('count', 'members if no school moved to another tier', false, members),
  'tier.unmoved_income': ofMoved('money', 'fees of a full year if no school moved to another tier', false, income),
  'tier.chosen_members': ofMoved('count', 'members after schools choose', true, members),
  'tier.chosen_income': ofMoved('money', 'fees of a full year after schools choose', true, income),
} as const satisfies FigureEntries<OfferAt>;

export type ChoiceFigureName = keyof typeof choiceFigures;

/**
 * The schools of one tier of the model; undefined for all tiers together, and for a price list, which nobody chooses.
 * Where no school is assigned a tier, nobody has said from where it would move.
 */
function sharedIn({ offer, among, projection }: OfferAt, moved: boolean): readonly Shared[] | undefined {
  const { option, year } = offer;
  const { model, membership } = projection;
  if (option === undefined || option.list !== undefined) return undefined;
  if (!moved && model.schools.every(({ tier }) => tier === undefined)) return undefined;
  const { tier: id, terms } = option;
  const { choice, joiners } = membership;
  return amongst(offer, among).flatMap((priced) => {
    const [school, at] = asAsked(model, priced.school, year);
    const would = moved ? choice.share(id, terms, school, at) : choice.unmoved(id, terms, school, at);
    if (would === undefined) return [];
    const commit = moved ? undefined : () => committedUnmoved(projection, option, at);
    const expected = membership.expectedIn(terms, priced.school, year, moved);
    return [
      {
        school: priced,
        share: joiners.whereOffered('rate', { id, school, at }, would, commit),
        expected: expected && joiners.whereOffered('money', { id, school, at }, expected, commit),
      },
    ];
  });
}

/** How many schools would commit to a tier in a month if nobody reacted to any price. */
function committedUnmoved({ model, membership }: Projection, { tier, terms }: Option, at: Month): Count {
  const counts = model.schools.flatMap((school) => {
    const now = eligibleIn(school, at, terms);
    const share = now && membership.choice.unmoved(tier, terms, now, at);
    return share === undefined ? [] : times(school.count ?? ONE_SCHOOL, share);
  });
  return totalOf('count', counts, 'schools that commit if no school moved');
}
