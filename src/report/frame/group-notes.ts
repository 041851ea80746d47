import { keyInWords } from '../../language/index.js';
import { called, type Model, type TierTerms } from '../../model/index.js';
import { decidersOf, type GroupTold, type Projection } from '../../projection/index.js';
import type { Sentence } from '../page/sentence.js';
import { groups as register } from '../sentences/groups.js';

const { say } = register;

/**
 * What has to be said of fees that one price takes together: who pays them, and over which sets of schools they are
 * expected.
 */
export function groupNotes(projection: Projection, tier: TierTerms, year: number): Sentence[] {
  const groups = projection.membership.groups(tier, year);
  const kinds = new Map(groups.map(({ by, charge }) => [`${by} ${charge}`, { by, charge }]));
  const paid = [...kinds.values()].flatMap(({ by, charge }) => say.oneBuyer({ by: keyInWords(by), charge }));
  const leftOut = groups.some((group) => group.leftOut > 0 && group.leftOut < group.schools);
  return [
    ...paid,
    ...say.leftOut(leftOut),
    ...expectedNotes(projection, groups, 'The fee is what a school is expected to pay if it joins'),
  ];
}

/** What has to be said of income from groups, in a company year: nothing where only one set of schools can join. */
export function groupIncomeNotes(projection: Projection, year: number): Sentence[] {
  const groups = [...projection.model.tiers.values()].flatMap((tier) => projection.membership.groups(tier, year));
  return expectedNotes(projection, groups, 'Membership is expected');
}

/** How schools share a draw, where several of them do. */
export function sharedDrawsNotes(model: Model): Sentence[] {
  const shared = sharedIn(model);
  return [...say.sharedDraw(shared), ...say.tierByTier(shared === undefined ? [] : tiersInOrder(model))];
}

/** That schools which decide as one are asked one by one, where any are. */
export function askedOneByOne(model: Model): Sentence[] {
  return [...say.askedOneByOne(sharedIn(model))];
}

/**
 * The tiers in the order in which schools that decide together come to them: that of their ids. None where each school
 * takes the one that it is assigned, or that is worth most to it.
 */
function tiersInOrder({ tiers, choice }: Model): readonly string[] {
  if (choice !== undefined && choice.rule !== 'logit') return [];
  return [...tiers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, tier]) => called(tier, id));
}

function sharedIn(model: Model): { readonly kinds: string; readonly many: number } | undefined {
  const deciders = decidersOf(model);
  const shared = [...deciders.shared(model.schools).keys()];
  const kinds = deciders.by.filter((by) => shared.some((name) => name.startsWith(`${by} `)));
  return shared.length === 0 ? undefined : { kinds: kinds.map(keyInWords).join(' or '), many: shared.length };
}

function expectedNotes({ model }: Projection, groups: readonly GroupTold[], what: string): Sentence[] {
  const several = groups.filter(({ sets }) => sets > 1);
  const together = several.filter(({ deciders }) => deciders === 1);
  const apart = several.filter(({ deciders }) => deciders > 1);
  const lots = groups.filter(({ isExact }) => !isExact);
  const { correlation } = model.uncertainty;
  return [
    ...say.expectedTogether({ kinds: kindsOf(together), what }),
    ...say.tierByTier(together.length === 0 ? [] : tiersInOrder(model)),
    ...say.expectedApart({ kinds: kindsOf(apart), what, together: decidersOf(model).by.map(keyInWords) }),
    ...say.correlated({ apart: apart.length > 0, correlation }),
    ...say.lots(lots.map(({ name }) => name)),
  ];
}

function kindsOf(groups: readonly GroupTold[]): readonly string[] {
  return [...new Set(groups.map(({ by }) => keyInWords(by)))];
}
