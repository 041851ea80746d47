import { inWords } from '../figures/index.js';
import type { Model, TierTerms } from '../model/index.js';
import { decidersOf, type GroupTold, type Projection } from '../projection/index.js';

/** What has to be said of fees that one price takes together: who pays them, and over which sets of schools they are expected. */
export function groupNotes(projection: Projection, tier: TierTerms, year: number): string[] {
  const groups = projection.membership.groups(tier, year);
  const kinds = new Map(groups.map(({ by, charge }) => [`${by} ${charge}`, { by, charge }]));
  const paid = [...kinds.values()].map(({ by, charge }) => {
    const price = charge === 'sum' ? 'one price for all of them' : 'the price of the one that costs most';
    return `Schools of one ${plain(by)} that join are one buyer: ${price}, of which each pays its part by pupils, in whole pence that add to it.`;
  });
  const leftOut = groups.some((group) => group.leftOut > 0 && group.leftOut < group.schools)
    ? ['A school that is not expected to join is shown what it would pay if all with whom it is one buyer joined.']
    : [];
  return [...paid, ...leftOut, ...expectedNotes(projection, groups, 'The fee is what a school is expected to pay if it joins')];
}

/** What has to be said of income from groups, in a company year: nothing where only one set of schools can join. */
export function groupIncomeNotes(projection: Projection, year: number): string[] {
  const groups = [...projection.model.tiers.values()].flatMap((tier) => projection.membership.groups(tier, year));
  return expectedNotes(projection, groups, 'Membership is expected');
}

/** How schools share a draw, where several of them do. */
export function sharedDrawsNotes(model: Model): string[] {
  const shared = sharedIn(model);
  if (shared === undefined) return [];
  const { kinds, many } = shared;
  return [
    `Schools of one ${kinds} share one draw (${many} such): each joins where it lies below its own share, so that those with one share join together, and of two with 80% and 50% both do in 50% of draws and the first alone in 30%.`,
  ];
}

/** That schools which decide as one are asked one by one, where any are. */
export function askedOneByOne(model: Model): string[] {
  const shared = sharedIn(model);
  return shared === undefined ? [] : [`Schools of one ${shared.kinds} are asked one by one here; in draws they decide as one.`];
}

function sharedIn(model: Model): { readonly kinds: string; readonly many: number } | undefined {
  const deciders = decidersOf(model);
  const shared = [...deciders.shared(model.schools).keys()];
  const kinds = deciders.by.filter((by) => shared.some((name) => name.startsWith(`${by} `)));
  return shared.length === 0 ? undefined : { kinds: kinds.map(plain).join(' or '), many: shared.length };
}

const MOST_NAMED = 3;

function expectedNotes({ model }: Projection, groups: readonly GroupTold[], what: string): string[] {
  const several = groups.filter(({ sets }) => sets > 1);
  const together = several.filter(({ deciders }) => deciders === 1);
  const apart = several.filter(({ deciders }) => deciders > 1);
  const lots = groups.filter(({ isExact }) => !isExact);
  const { correlation } = model.uncertainty;
  const said = decidersOf(model).by.map(plain);
  return [
    ...(together.length === 0
      ? []
      : [
          `${what}, over who joins with whom: schools of one ${kindsOf(together)} decide together, and each joins where one number, the same for all, lies below its own share.`,
        ]),
    ...(apart.length === 0
      ? []
      : [
          `${what}, over every set of schools of one ${kindsOf(apart)}: the model says that ${said.length === 0 ? 'each decides for itself' : `those of one ${said.join(' or ')} decide together, and others apart`}.`,
        ]),
    ...(apart.length > 0 && correlation?.isKnown && correlation.exact.sign > 0
      ? [
          `There each decides whatever the others do; in draws decisions have a correlation of ${inWords(correlation)}, so that their mean may differ.`,
        ]
      : []),
    ...(lots.length === 0
      ? []
      : [
          `TAKEN IN LOTS, each deciding as one, because more sets could join than are priced one by one: the schools of ${namesOf(lots)}. The mean of draws may differ.`,
        ]),
  ];
}

const plain = (by: string): string => by.replace(/_/g, ' ');

function kindsOf(groups: readonly GroupTold[]): string {
  return [...new Set(groups.map(({ by }) => plain(by)))].join(' or ');
}

function namesOf(groups: readonly GroupTold[]): string {
  const names = groups.map(({ name }) => name);
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}
