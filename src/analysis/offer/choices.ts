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
import { ALONE, type FigureEntries } from '../shared/figure-entry.js';
import { asAsked } from './joining.js';
import { amongst, type OfferAt, type Priced } from './options.js';

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
function sharedIn(
  { offer, among, projection: { model, membership } }: OfferAt,
  moved: boolean,
): readonly Shared[] | undefined {
  const { option, year } = offer;
  if (option === undefined || option.list !== undefined) return undefined;
  if (!moved && model.schools.every(({ tier }) => tier === undefined)) return undefined;
  return amongst(offer, among).flatMap((school) => {
    const { choice } = membership;
    const [now, at] = asAsked(model, school.school, year);
    const share = moved
      ? choice.share(option.tier, option.terms, now, at)
      : choice.unmoved(option.tier, option.terms, now, at);
    return share === undefined
      ? []
      : [{ school, share, expected: membership.expectedIn(option.terms, school.school, year, moved) }];
  });
}
