import { inWords } from '../../figures/index.js';
import type { Journal, Projection } from '../../projection/index.js';
import { claim, listed, method, RESTATES, type SentenceWords, subject, words } from '../page/sentence.js';

/** Where the company breaks even, by what it is asked of. */
export const evens = subject('breakEven', {
  measure: method(({ label, means }: { readonly label: string; readonly means: string }) => words`${label}: ${means}.`),
  safety: method(
    () =>
      words`Margin of safety: surplus as a share of contribution (sales less variable cost); contracts count against fixed cost.`,
  ),
  several: claim(
    'law',
    (most: number) => (most > 1 ? true : undefined),
    () =>
      words`Breaks even at: the next from where the company stands, below it where there is a surplus and above it where there is a deficit, or the nearest on the other side; and at: all others.`,
  ),
  none: claim(
    { reason: 'why there is none is in no figure of the page; the laws of break-even hold that there is none' },
    (of: {
      readonly labels: readonly string[];
      readonly why: string;
      readonly years: readonly string[];
      /** How many years the page shows. */
      readonly among: number;
    }) => of,
    ({ labels, why, years, among }) =>
      words`${listed(labels)}: ${why} (${among > 1 && years.length === among ? 'every year' : words`${listed(years)}`}).`,
  ),
  zones: claim(
    { reason: 'the sign between two crossings is in no figure of the page; the laws of break-even hold it' },
    (of: {
      readonly label: string;
      readonly year: string;
      readonly zones: readonly SentenceWords[];
      readonly mixEnd: SentenceWords | undefined;
    }) => (of.zones.length === 0 ? undefined : of),
    ({ label, year, zones, mixEnd }) =>
      words`${label}, ${year}: ${listed(zones, '; ', '; ')}${mixEnd === undefined ? '' : words` (above ${mixEnd} in another mix)`}.`,
  ),
  mixEnd: claim(
    { reason: 'who is full where the mix ends is in no figure of the page; the laws of the mix hold it' },
    (of: {
      readonly year: string;
      readonly at: SentenceWords;
      readonly full: SentenceWords;
      readonly who: readonly SentenceWords[];
    }) => (of.who.length === 0 ? undefined : of),
    ({ year, at, full, who }) =>
      words`${year}: at ${at} members ${full}, and the mix as modelled ends. Above that the others alone join: ${listed(who, '; ', '; ')}.`,
  ),
  variable: method(
    () =>
      words`Variable: delivery, providers, associates, and costs per member or pupil; what membership includes counts against membership.`,
  ),
  alone: method(
    (mustRise: boolean) =>
      words`Alone at: its own sales at which the company breaks even, all others as modelled. Can fall: how far its sales can${mustRise ? '; in brackets, how far they must rise' : ''}.`,
  ),
  aloneNone: claim(
    { reason: 'why there is none is in no figure of the page; the laws of the mix hold that there is none' },
    (of: { readonly name: string; readonly why: SentenceWords }) => of,
    ({ name, why }) => words`${name} alone: none; ${why}.`,
  ),
  ofNoSales: claim(
    RESTATES,
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`Of no sales: variable cost of schools that have not joined, or for a contract.`,
  ),
  mixHeld: method(
    () =>
      words`The mix is held: all sales rise and fall in proportion, at the same prices, and fixed cost and contracts stay. Steps and days that run out are not followed: break-even without --by follows them.`,
  ),
  views: claim(
    'law',
    (views: number) => (views > 1 ? true : undefined),
    () =>
      words`As agent the commission alone is sales, as principal the whole price: sales and break-even differ, the margin of safety does not.`,
  ),
  leverage: method(() => words`Operating leverage: by how many per cent the surplus moves with one per cent of sales.`),
  mixNone: claim(
    { reason: 'why there is none is in no figure of the page; the laws of the mix hold that there is none' },
    (why: SentenceWords | undefined) => why,
    (why) => words`Breaks even at sales of: none; ${why}.`,
  ),
  badDebts: claim(
    'law',
    (journal: Journal) => (journal.accountsBelow('cost.bad_debts').length === 0 ? undefined : true),
    () => words`Bad debts are counted as fixed cost.`,
  ),
  monthEnds: method(() => words`At the end of each month; months count from the first.`),
  toDate: method(() => words`To date: from the first month, without reserves at the start.`),
  peak: method(
    () =>
      words`Peak funding need: the least cash to date before loans, interest on them and reserves at the start. Paid back: from when cash to date stays at zero or more. Fees that are paid in advance count when they come in.`,
  ),
  noneNeeded: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`None needed: cash to date is never below zero.`,
  ),
  notYet: claim(
    'law',
    ({ isAny, last }: { readonly isAny: boolean; readonly last: string }) => (isAny ? last : undefined),
    (last) => words`Not yet: the model ends in ${last}.`,
  ),
  discounted: method(
    ({ model: { appraisal } }: Projection) =>
      words`Discounted: the cash of each company year at ${inWords(appraisal.discount)} a year, the first year ${appraisal.timing === 'end_of_year' ? 'discounted once' : 'not discounted'} (HM Treasury, The Green Book; key "appraisal").`,
  ),
});
