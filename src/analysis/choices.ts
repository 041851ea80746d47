import { type Count, entryOf, type Figure, type Money, portion, type Rate, sum, times } from '../figures/index.js';
import type { Projection } from '../projection/index.js';
import type { Among } from './among.js';
import { startOf } from './joining.js';
import { amongst, type Offer, type Priced } from './options.js';

/** A school, the share of it that joins, and what is expected of it where it is priced together with others. */
interface Shared {
  readonly school: Priced;
  readonly share: Rate;
  readonly expected: Money | undefined;
}

interface Maker {
  readonly means: string;
  readonly moved: boolean;
  readonly of: (each: readonly Shared[]) => Figure;
}

const members = (each: readonly Shared[]): Count =>
  sum(
    'count',
    each.map(({ school, share }) => times(school.count, share)),
    'members',
  );
const income = (each: readonly Shared[]): Money =>
  sum(
    'money',
    each.map(
      ({ school, share, expected }) => expected ?? portion(school.quote.fee, school.school.count === undefined ? share : times(school.count, share)),
    ),
    'fees of a full year',
  );

/** What an option of the model earns before and after schools react to what it is worth to them. */
const makers = {
  'tier.unmoved_members': { means: 'members if no school moved to another tier', moved: false, of: members },
  'tier.unmoved_income': { means: 'fees of a full year if no school moved to another tier', moved: false, of: income },
  'tier.chosen_members': { means: 'members after schools choose', moved: true, of: members },
  'tier.chosen_income': { means: 'fees of a full year after schools choose', moved: true, of: income },
} as const satisfies Readonly<Record<string, Maker>>;

export type ChoiceFigureName = keyof typeof makers;
export const CHOICE_FIGURES = Object.keys(makers) as readonly ChoiceFigureName[];

/**
 * A figure of one tier of the model among some schools; undefined for all tiers together, and for a price list, which nobody chooses. Where no school is
 * assigned a tier, nobody has said from where it would move.
 */
export function choiceFigure(name: ChoiceFigureName, offer: Offer, among: Among, { model, membership }: Projection): Figure | undefined {
  const { option, year } = offer;
  if (option === undefined || option.list !== undefined) return undefined;
  const { moved, of }: Maker = makers[name];
  if (!moved && model.schools.every(({ tier }) => tier === undefined)) return undefined;
  const at = startOf(model, year);
  const each = amongst(offer, among).flatMap((school) => {
    const { choice } = membership;
    const share = moved ? choice.share(option.tier, option.terms, school.school, at) : choice.unmoved(option.tier, option.terms, school.school, at);
    return share === undefined ? [] : [{ school, share, expected: membership.expectedIn(option.terms, school.school, year, moved) }];
  });
  return of(each);
}

/** What such a figure is, in a few words; undefined for another name. */
export function choiceFigureMeans(name: string): string | undefined {
  return entryOf<Maker>(makers, name)?.means;
}
