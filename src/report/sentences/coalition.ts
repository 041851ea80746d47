import type { Coalition, Order, Pivotal } from '../../analysis/index.js';
import type { Model } from '../../model/index.js';
import { haveGroups, offerOf } from '../../pricing/index.js';
import { claim, counted, method, number, RESTATES, type SentenceWords, subject, words } from '../page/sentence.js';

const ORDERS: Readonly<Record<Order, string>> = {
  fee: 'those that pay most first, and of those alike who is likelier',
  probability: 'those most likely to join first, and of those alike who pays more',
};

/** A coalition that was looked for in a model. */
export interface CoalitionSought {
  readonly coalition: Coalition;
  readonly model: Model;
}

/** So many pivotal schools are shown. */
export const MOST_ROWS = 25;

/** All of so many schools. */
const allOf = (schools: number): SentenceWords => (schools === 1 ? words`the only one` : words`all ${number(schools)}`);

/** Why what a school adds depends on who else joins. */
function dependence({ tiers, staff }: Model): SentenceWords {
  const prices = [...tiers.values()].flatMap(({ price }) => price);
  const reasons = [
    ...(haveGroups(prices) ? ['a price that several schools pay together'] : []),
    ...(prices.some((price) => offerOf(price) !== undefined) ? ['an offer that waits'] : []),
    ...([...staff.values()].some(({ whenShort }) => whenShort !== undefined) ? ['days that run out'] : []),
  ];
  return words`what a school adds depends on who else joins${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}`;
}

const found = ({ coalition: { needed } }: CoalitionSought): number | undefined =>
  needed === undefined || needed.schools === 0 ? undefined : needed.schools;
const bound = ({ coalition: { atLeast } }: CoalitionSought): number | undefined =>
  atLeast === undefined || atLeast === 'none' ? undefined : atLeast;
const pivotalIn = ({ surplus, schools }: Pivotal) =>
  surplus.pence < 0 ? [] : schools.filter(({ isPivotal }) => isPivotal);
const isKind = (pivotal: Pivotal): boolean => pivotalIn(pivotal).some(({ school }) => school.count !== undefined);

/** Who is needed for the company to break even, and without whom it does not. */
export const coalitions = subject('coalition', {
  unknown: claim(
    'law',
    (isUnknown: boolean) => (isUnknown ? true : undefined),
    () => words`The surplus, a fee or a share is unknown, so it is not known who is needed.`,
  ),
  nobody: claim(
    'law',
    (schools: number) => (schools === 0 ? true : undefined),
    () => words`None: no school is expected to join any tier.`,
  ),
  method: method(
    (order: Order) =>
      words`Schools join for certain from the first month on, ${ORDERS[order]}; all others stay out. Prices, costs and contracts are as modelled.`,
  ),
  leftOut: claim(
    RESTATES,
    (schools: number) => (schools === 0 ? undefined : schools),
    (schools) =>
      words`${counted(schools, 'school is', 'schools are')} left out: no share of ${schools === 1 ? 'it' : 'them'} is expected to join.`,
  ),
  noSet: claim(
    'law',
    ({ coalition: { needed, atLeast, schools } }: CoalitionSought) =>
      needed === undefined && atLeast === 'none' ? schools : undefined,
    (schools) => words`NONE: there is a deficit whichever schools join, even with ${allOf(schools)}.`,
  ),
  noneInOrder: claim(
    'law',
    (sought: CoalitionSought) =>
      sought.coalition.needed === undefined && sought.coalition.atLeast !== 'none' ? sought : undefined,
    ({ coalition: { schools, isEachTried }, model }) =>
      words`NONE in this order: there is a deficit with ${isEachTried ? 'every number of schools' : 'every number of schools that was tried'}, even with ${allOf(schools)}. Another set may break even: ${dependence(model)}.`,
  ),
  noneNeeded: claim(
    'law',
    ({ coalition: { needed } }: CoalitionSought) => (needed?.schools === 0 ? true : undefined),
    () => words`None is needed: there is no deficit even if no school joins.`,
  ),
  notEachTried: claim(
    { reason: 'which numbers were tried is not on the page; the laws of the coalition hold it' },
    (sought: CoalitionSought) => (found(sought) !== undefined && !sought.coalition.isEachTried ? true : undefined),
    () => words`In this order, and not every number was tried: where the surplus rises and falls, fewer may be enough.`,
  ),
  maybeSmaller: claim(
    { reason: 'the bound is not on the page; the laws of the coalition hold it' },
    (sought: CoalitionSought) =>
      found(sought) !== undefined && sought.coalition.isEachTried && bound(sought) === undefined
        ? sought.model
        : undefined,
    (model) => words`This is the smallest number in this order; another set may be smaller: ${dependence(model)}.`,
  ),
  smallest: claim(
    { reason: 'over all sets; the laws of the coalition hold it' },
    (sought: CoalitionSought) => {
      const [needed, least] = [found(sought), bound(sought)];
      return sought.coalition.isEachTried && needed !== undefined && least !== undefined && least >= needed
        ? true
        : undefined;
    },
    () => words`This is the smallest number: no set of fewer schools breaks even, whichever they are.`,
  ),
  noneBelow: claim(
    { reason: 'over all sets; the laws of the coalition hold it' },
    (sought: CoalitionSought) => {
      const [needed, least] = [found(sought), bound(sought)];
      return sought.coalition.isEachTried && needed !== undefined && least !== undefined && least < needed
        ? least
        : undefined;
    },
    (least) => words`In this order. No set of fewer than ${number(least)} schools breaks even, whichever they are.`,
  ),
  pivotalMethod: method(
    () =>
      words`One school at a time is left out from the first month on, by how likely it is to be a member, with what it buys and the cost that goes with it; all others as expected.`,
  ),
  someTried: claim(
    { reason: 'how many schools were tried is not on the page, which shows the first of them' },
    ({ tried, of }: Pivotal) => (tried < of ? { tried, of } : undefined),
    ({ tried, of }) => words`The ${number(tried)} schools of which most is expected were tried, of ${number(of)}.`,
  ),
  deficitAnyway: claim(
    'law',
    ({ surplus }: Pivotal) => (surplus.pence < 0 ? true : undefined),
    () => words`No school is pivotal: there is a deficit with all as expected.`,
  ),
  nonePivotal: claim(
    'law',
    (pivotal: Pivotal) => (pivotal.surplus.pence >= 0 && pivotalIn(pivotal).length === 0 ? pivotal : undefined),
    ({ tried, of }) =>
      words`No single school${tried < of ? ' that was tried' : ''} is pivotal: without any one of them there is no deficit.`,
  ),
  onePivotal: claim(
    'law',
    (pivotal: Pivotal) => (pivotalIn(pivotal).length === 1 ? isKind(pivotal) : undefined),
    (kind) =>
      words`PIVOTAL: ${number(1)} ${kind ? 'kind of school: without any one school of it there is a deficit' : 'school, without which there is a deficit'}.`,
  ),
  somePivotal: claim(
    'law',
    (pivotal: Pivotal) =>
      pivotalIn(pivotal).length > 1 ? { many: pivotalIn(pivotal).length, kinds: isKind(pivotal) } : undefined,
    ({ many, kinds }) =>
      words`PIVOTAL: ${number(many)} schools${kinds ? ' or kinds of school' : ''}; without any one of them there is a deficit${many > MOST_ROWS ? words`. The first ${number(MOST_ROWS)} are shown` : ''}.`,
  ),
});
