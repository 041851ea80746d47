import type { Rate } from '../../figures/index.js';
import { claim, counted, inFull, listed, number, subject, words } from '../page/sentence.js';

/** Prices that several schools pay together, and schools that decide together. */
export const groups = subject('groups', {
  oneBuyer: claim(
    'law',
    (of: { readonly by: string; readonly charge: string }) => of,
    ({ by, charge }) =>
      words`Schools of one ${by} that join are one buyer: ${charge === 'sum' ? 'one price for all of them' : 'the price of the one that costs most'}, of which each pays its part by pupils, in whole pence that add to it.`,
  ),
  leftOut: claim(
    { reason: 'who is expected to join is not on every page; the laws of groups hold the prices' },
    (some: boolean) => (some ? true : undefined),
    () =>
      words`A school that is not expected to join is shown what it would pay if all with whom it is one buyer joined.`,
  ),
  sharedDraw: claim(
    'law',
    (shared: { readonly kinds: string; readonly many: number } | undefined) => shared,
    ({ kinds, many }) =>
      words`Schools of one ${kinds} decide together (${counted(many, 'group', 'groups')}): where one of them joins, so do all that are at least as likely to join. Schools with the same share join together; of two with 80% and 50%, both join in 50% of draws and the first alone in 30%.`,
  ),
  tierByTier: claim(
    'law',
    (names: readonly string[]) => (names.length < 2 ? undefined : names),
    ([first = '', ...rest]) =>
      words`Which tier each takes goes by the same number: first its share of ${first}, then ${rest.length === 1 ? 'that' : 'those'} of ${listed(rest, ', ', ' and ')}.`,
  ),
  askedOneByOne: claim(
    'law',
    (shared: { readonly kinds: string } | undefined) => shared,
    ({ kinds }) => words`Schools of one ${kinds} are asked one by one here; in draws they decide together.`,
  ),
  expectedTogether: claim(
    'law',
    ({ kinds, what }: { readonly kinds: readonly string[]; readonly what: string }) =>
      kinds.length === 0 ? undefined : { kinds, what },
    ({ kinds, what }) =>
      words`${what}, over who joins with whom: schools of one ${listed(kinds, ' or ', ' or ')} decide together. Where one of them joins, so do all that are at least as likely to join.`,
  ),
  expectedApart: claim(
    'law',
    (of: { readonly kinds: readonly string[]; readonly what: string; readonly together: readonly string[] }) =>
      of.kinds.length === 0 ? undefined : of,
    ({ kinds, what, together }) =>
      words`${what}, over every set of schools of one ${listed(kinds, ' or ', ' or ')}: the model says that ${together.length === 0 ? 'each decides for itself' : `those of one ${together.join(' or ')} decide together, and others apart`}.`,
  ),
  correlated: claim(
    'law',
    ({ apart, correlation }: { readonly apart: boolean; readonly correlation: Rate | undefined }) =>
      apart && correlation?.isKnown && correlation.exact.sign > 0 ? correlation : undefined,
    (correlation) =>
      words`There each decides whatever the others do; in draws what moves decisions has a correlation of ${inFull(correlation)}, so that their mean may differ.`,
  ),
  lots: claim(
    { reason: 'into which lots schools are put is in no figure' },
    (names: readonly string[]) => (names.length === 0 ? undefined : names),
    (names) =>
      words`TAKEN IN LOTS, each deciding as one, because more sets could join than are priced one by one: the schools of ${listed(names.slice(0, MOST_NAMED))}${names.length > MOST_NAMED ? words` and ${number(names.length - MOST_NAMED)} more` : ''}. The mean of draws may differ.`,
  ),
});

const MOST_NAMED = 3;
