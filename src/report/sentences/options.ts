import type { Count } from '../../figures/index.js';
import { type Model, recoversVat, type SchoolType } from '../../model/index.js';
import { FREE_RESERVES } from '../../projection/index.js';
import {
  claim,
  listed,
  method,
  number,
  RESTATES,
  type SentenceWords,
  shown,
  subject,
  words,
} from '../page/sentence.js';

const some = <T>(all: readonly T[]): readonly T[] | undefined => (all.length === 0 ? undefined : all);

const at = (place: string | undefined): string => (place === undefined ? '' : ` (${place})`);

/** Of how many of its schools it is known in an option what they would pay otherwise. */
export interface KnownIn {
  readonly option: string;
  readonly known: Count;
  readonly schools: SentenceWords;
}

/** So many are named, and the rest are counted. */
const MOST_NAMED = 8;

function shortList(names: readonly string[]): readonly string[] {
  const rest = names.length - MOST_NAMED;
  return rest <= 1 ? names : [...names.slice(0, MOST_NAMED), `${rest} more`];
}

/** Options side by side: what they pay for, whom they unite, and who would leave. */
export const options = subject('options', {
  idle: claim(
    { reason: 'what a scenario changes is in no figure of the page; the tests of scenarios hold it' },
    (of: {
      readonly option: string;
      /** The stresses under which it is so; none where there are none. */
      readonly under: readonly string[];
      readonly by: string;
      readonly path: string;
      readonly place: string | undefined;
      readonly whose: string;
    }) => of,
    ({ option, under, by, path, place, whose }) =>
      words`${option}${under.length === 0 ? '' : words` under ${listed(under)}`}: what ${by} says of ${path}${at(place)} changes nothing, because ${whose} has no such place.`,
  ),
  skips: claim(
    { reason: 'what a scenario changes is in no figure of the page; the tests of scenarios hold it' },
    (of: {
      readonly by: string;
      readonly path: string;
      readonly place: string | undefined;
      readonly items: readonly string[];
    }) => of,
    ({ by, path, place, items }) =>
      words`What ${by} says of ${path}${at(place)} leaves out ${listed(shortList(items), ' and ')}, which ${items.length === 1 ? 'has' : 'have'} none.`,
  ),
  named: claim(
    'law',
    (of: {
      readonly kind: string;
      readonly name: string;
      readonly isBase: boolean;
      readonly because: string | undefined;
    }) => of,
    ({ kind, name, isBase, because }) =>
      words`${kind} ${name}: ${isBase ? 'the model without any scenario' : (because ?? 'the scenario gives no reason')}.`,
  ),
  noFigure: claim(
    RESTATES,
    (of: { readonly why: string; readonly cells: readonly string[] }) => of,
    ({ why, cells }) => words`–: ${why} in ${listed(cells, '; ', '; ')}.`,
  ),
  inParts: claim(
    RESTATES,
    (several: boolean) => (several ? true : undefined),
    () => words`Where it may take one of several tiers, each counts by how likely it is.`,
  ),
  schoolPays: method((of: { readonly model: Model; readonly types: readonly SchoolType[] }) => {
    if (![...of.model.tiers.values()].some(({ vat }) => vat === 'standard')) return words`For a full year.`;
    return of.types.every(recoversVat)
      ? words`Without VAT, which it gets back.`
      : words`With the VAT that it does not get back.`;
  }),
  gains: method(
    () => words`What it pays today less what it would pay; not known where it is not known what it pays today.`,
  ),
  pays: method(
    () =>
      words`Pays for itself: over all years together there is no deficit, and reserves never end a year below zero.`,
  ),
  free: claim(
    'law',
    (isShown: boolean) => (isShown ? true : undefined),
    () => words`Free reserves: ${FREE_RESERVES}.`,
  ),
  otherCrossings: claim(
    { reason: 'the other crossings are not on the page; the laws of break-even hold them' },
    (said: readonly SentenceWords[]) => some(said),
    (said) =>
      words`Breaks even at: the next from where the option stands, in the mix of schools as modelled; ${listed(said, '; ', '; ')} (buyin break-even says more).`,
  ),
  majorities: method(
    () =>
      words`Each: every constituency of which the baseline is known. Loses most: the constituency whose schools together lose most, less what they gain.`,
  ),
  leaving: method(
    () =>
      words`Members: a school counts in full, also one that is a member for a part of the year. Schools leave when their fee passes what they pay today by more than governance.leaves_above. Those who stay then pay what leaves the company where it was: the fees that are gone, and what those who left bought beside, less the costs that go with them. Posts and overheads stay, unless the model names a governance.mitigation.`,
  ),
  ofKnown: method(() => words`A share is of the schools of which it is known what they would pay otherwise.`),
  noSeats: claim(
    'law',
    (hasSeats: boolean) => (hasSeats ? undefined : true),
    () => words`The model names no seats (key "governance.constituencies").`,
  ),
  blocking: claim(
    'law',
    (seats: { readonly toBlock: number; readonly total: number; readonly names: readonly string[] }) => seats,
    ({ toBlock, total, names }) =>
      words`${number(toBlock)} of ${number(total)} seats can block; the fewest constituencies that have them: ${listed(names)}.`,
  ),
  allSeated: claim(
    'law',
    (without: readonly string[]) => (without.length === 0 ? true : undefined),
    () => words`Every constituency has a seat.`,
  ),
  unseated: claim(
    'law',
    (without: readonly string[]) => some(without),
    (without) => words`Without a seat: ${listed(without, '; ', '; ')}.`,
  ),
  leaves: claim(
    { reason: 'who leaves first is in no figure of the page; the laws of the cascade hold how many' },
    (said: SentenceWords) => said,
    (said) => words`${said}.`,
  ),
  lens: claim(
    'law',
    (told: { readonly against: string; readonly of: readonly KnownIn[] }) => told,
    ({ against, of }) => {
      const each = of.map(({ option, known, schools }) => {
        const where = of.length === 1 ? '' : ` in ${option}`;
        return words`of ${shown(known, 'count')} of ${schools}${where}`;
      });
      return words`Better and worse off are against ${against}, which is known ${listed(each, ', and ')}. Money is not all that heads decide by.`;
    },
  ),
});
