import type { BoardLimit } from '../../analysis/index.js';
import type { Chances } from '../../analysis/simulation/index.js';
import {
  claim,
  counted,
  listed,
  method,
  number,
  RESTATES,
  type SentenceAmount,
  type SentenceWords,
  subject,
  words,
} from '../page/sentence.js';

/** A search for a tariff. */
export interface SearchScope {
  readonly size: number;
  readonly tried: number;
  readonly impossible: number;
  readonly meeting: number;
}

/** A list of tariffs that is shown in part. */
export interface ShownPart {
  readonly shown: number;
  readonly all: number;
}

/** A search for a tariff: what was tried, what is shown, what excludes. */
export const design = subject('design', {
  allTried: claim(
    'law',
    ({ size, tried, impossible }: SearchScope) => (tried + impossible >= size ? size : undefined),
    (size) => words`${counted(size, 'tariff', 'tariffs')}, ${size === 1 ? 'which was' : 'all of them'} tried.`,
  ),
  someTried: claim(
    RESTATES,
    (of: SearchScope) => (of.tried + of.impossible >= of.size ? undefined : of),
    ({ size, tried }) =>
      words`${number(size)} tariffs, too many to try them all: ${number(tried)} were tried, a coarse grid of them and then those about the best. Others may be better.`,
  ),
  impossible: claim(
    'law',
    ({ impossible }: SearchScope) => (impossible === 0 ? undefined : impossible),
    (impossible) =>
      words`${counted(impossible, 'is no tariff and is', 'are no tariffs and are')} left out: a cap below a floor, or nothing to charge.`,
  ),
  others: method(({ isNew, number: name }: { readonly isNew: boolean; readonly number: string }) =>
    isNew
      ? words`All other numbers stay as they are; prices that there are not yet begin at the rate that brings in what their schools pay today.`
      : words`All other numbers stay as they are. To turn others, or to try other values: --vary ${name}=12..18/0.5.`,
  ),
  meeting: claim(
    'law',
    (of: SearchScope) => of,
    ({ meeting, tried }) =>
      words`${meeting === 0 ? 'None' : number(meeting)} of ${tried === 1 ? 'the one tariff' : words`the ${number(tried)} tariffs`} ${meeting > 1 ? 'meet' : 'meets'} every limit.`,
  ),
  noneExcludes: claim(
    'law',
    (most: number) => (most === 0 ? true : undefined),
    () => words`No limit excludes any of them.`,
  ),
  excludesMost: claim(
    'law',
    (limits: readonly string[]) => (limits.length === 0 ? undefined : limits),
    (limits) =>
      words`${limits.length === 1 ? 'The limit that excludes most is' : 'The limits that exclude most, and as many each, are'} ${listed(limits, ' and ')}.`,
  ),
  best: method(
    () =>
      words`Best: of all tariffs; with others: of those that meet every other limit. A line without a year has to hold in every year.`,
  ),
  inDraws: claim(
    RESTATES,
    ({ limits, chances }: { readonly limits: readonly BoardLimit[]; readonly chances: Chances }) =>
      limits.some(({ of }) => of.kind === 'drawn') ? chances : undefined,
    ({ draws, seed }) =>
      words`In draws: ${number(draws)} of them, seed ${String(seed)}, as simulate draws them; asked of the tariffs alone that meet every limit which is not in draws.`,
  ),
  fresh: method(
    ({ chances, draws }: { readonly chances: Chances; readonly draws: number }) =>
      words`In the search: ${number(chances.draws)} draws, seed ${String(chances.seed)}. On fresh draws: ${number(draws)}, seed ${String(chances.seed + 1)}, which took no part in the choice: of many tariffs that are tried, the best looks a little better than it is. Error: the standard error.`,
  ),
  relax: claim(
    { reason: 'the tariff that is left is not on the page' },
    (of: { readonly limit: string; readonly to: SentenceAmount; readonly among: boolean }) => of,
    ({ limit, to, among }) =>
      words`Relax ${limit} to ${to}, and a tariff is left that meets all the others${among ? ' that are not in draws' : ''}.`,
  ),
  stuck: claim(
    { reason: 'the tariffs that meet all but one limit are not on the page' },
    (relaxed: number) => (relaxed === 0 ? true : undefined),
    () =>
      words`There is no one limit that it would be enough to relax: relax several, or turn more numbers or wider ones.`,
  ),
  writes: method(
    () =>
      words`--write design.yaml writes the first row as a scenario in a file (--pick for another), for --scenario design.yaml.`,
  ),
  written: method(
    ({ row, file, path }: { readonly row: number; readonly file: string; readonly path: string }) =>
      words`Row ${String(row)} is in ${file}: buyin compare ${path} --scenario ${file}; and so for tiers, value and forecast; sustainability takes --option ${file}.`,
  ),
  surplusUnknown: claim(
    RESTATES,
    (isKnown: boolean) => (isKnown ? undefined : true),
    () => words`The surplus is unknown, so they are compared by the rest.`,
  ),
  nearest: claim(
    'law',
    (of: ShownPart) => of,
    ({ shown, all }) =>
      words`Sorted by how many limits they miss, and then by how far; of those that come equally near none is as good in everything and better in something.${shown < all ? words` ${number(shown)} of ${number(all)} are shown (--most).` : ''}`,
  ),
  frontier: claim(
    'law',
    (of: ShownPart & { readonly sortedBy: string }) => of,
    ({ shown, all, sortedBy }) =>
      words`${counted(all, 'tariff is', 'tariffs are')} on the frontier: none of all that were tried is as good in everything and better in something.${shown < all ? words` ${number(shown)} of them ${shown === 1 ? 'is' : 'are'} shown, spread over it (--most).` : ''} Sorted by ${sortedBy} (--sort).`,
  ),
  columns: method(
    ({ against, year }: { readonly against: string; readonly year: string }) =>
      words`Surplus: of all years together. Better: the share of schools that is better off in the constituency where it is least, against ${against}, ${year}; Loss: the largest of any school. Schools that are not known are not counted. Of: how many schools of the constituency are known.`,
  ),
  stay: method(
    ({ before, isRange }: { readonly before: SentenceWords; readonly isRange: boolean }) =>
      words`Stay: of ${before} members as it is, those who are left if schools that lose leave and the others pay for them, as in sustainability${isRange ? '; the first if every school stays of which it is not known what it pays today, or: if as large a part of them leaves as of the others' : ''}.`,
  ),
  empties: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`EMPTIES: no school that is known stays.`,
  ),
  numbers: method(
    () =>
      words`Numbers: the different rates, fixed parts, floors, caps and others of the tariff; one that stands in two prices counts once. Fewer are simpler.`,
  ),
  losesAll: claim(
    RESTATES,
    (of: { readonly which: string; readonly last: boolean }) => of,
    ({ which, last }) =>
      words`${which} loses every school of which it is known what it pays today${last ? ', and so it comes after the others, whatever it earns' : ''}.`,
  ),
  setLimit: method(
    (limits: number) =>
      words`${limits === 0 ? 'No limit keeps such tariffs out' : 'The limits that are set do not keep such tariffs out'}: say what schools can bear, as in --limit 'largest_loss<=10%' or --limit 'better_off_share.worst>=50%'.`,
  ),
  incomparable: method(
    () =>
      words`Nor is it known of any school what it would gain or lose. So no tariff is shown: none can be said to be better than another.`,
  ),
});
