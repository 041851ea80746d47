import type { Count, Figure } from '../../figures/index.js';
import { type Month, monthName } from '../../language/index.js';
import { chargesVatBy, lastMonthOf, type Model, monthsOf, recoversVat, yearLabel } from '../../model/index.js';
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

/** What a published price list says of itself. */
export interface ListTold {
  readonly path: string;
  readonly name: string;
  readonly year: string | undefined;
  readonly source: string | undefined;
}

/** Schools that an offer leaves out. */
export interface LeftOut {
  readonly offer: string;
  readonly schools: SentenceWords;
}

/** A price that too few schools commit to in a month. */
interface OfferWaiting {
  readonly offer: string;
  readonly at: Month;
  readonly needed: Count;
  readonly committed: Count;
}

/** So many months are named; more are counted. */
const MOST_WAITING = 6;

const waiting = ({ offer, at, needed, committed }: OfferWaiting): SentenceWords =>
  words`${shown(committed, 'count')} of the ${shown(needed, 'count')} schools that ${offer} waits for in ${monthName(at)}`;

/** Prices: what schools pay, and how it is made. */
export const pricing = subject('pricing', {
  fullYear: method(
    (partYear: string) => words`A full year, from the first invoice of the year; a part year: ${partYear}.`,
  ),
  net: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () =>
      words`Net: without VAT where a school gets it back, and with VAT where it does not. Change and share of budget are of the net fee.`,
  ),
  once: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () =>
      words`On joining: paid once, beside the fee of the first year, in full and before VAT. A school that leaves and comes back does not pay it again.`,
  ),
  parts: claim(
    { reason: 'which schools share a price is in no figure of the page; the laws of groups hold their parts' },
    (isAny: boolean) => (isAny ? true : undefined),
    () =>
      words`Parts of one price for several schools: --explain shows how each is made, and explain takes one school by itself.`,
  ),
  takes: claim(
    'law',
    (isTaken: boolean) => (isTaken ? true : undefined),
    () => words`Takes it: the share of a school's membership that is in this tier.`,
  ),
  noneTakes: claim(
    'law',
    (rows: number) => (rows > 0 ? rows : undefined),
    (rows) => words`${rows === 1 ? 'It takes' : 'Each of these takes'} another tier, or none.`,
  ),
  waits: claim(
    { reason: 'who commits is in no figure of the page; the laws of offers that wait hold who joins' },
    (found: readonly OfferWaiting[]) => (found.length === 0 ? undefined : found),
    (found) =>
      words`TOO FEW COMMIT, so that nobody joins then: ${listed(found.slice(0, MOST_WAITING).map(waiting), '; ', '; ')}${found.length > MOST_WAITING ? words`; and in ${number(found.length - MOST_WAITING)} more` : ''}.`,
  ),
  notEligible: claim(
    'law',
    (left: { readonly schools: Figure; readonly isOne: boolean } | undefined) => left,
    ({ schools, isOne }) =>
      words`${shown(schools, 'count')} ${isOne ? 'school is' : 'schools are'} not eligible and not shown.`,
  ),
  noVatClass: claim(
    'law',
    ({ isTaxed, registered }: { readonly isTaxed: boolean; readonly registered: boolean | undefined }) =>
      isTaxed ? undefined : { isCharged: registered !== false },
    ({ isCharged }) =>
      words`${isCharged ? 'The class of VAT is not stated' : 'The company is not registered for VAT'}, so nothing is shown with VAT.`,
  ),
  registersLater: claim(
    RESTATES,
    ({ model: { tax, calendar }, year }: { readonly model: Model; readonly year: number }) => {
      const from = tax.vat?.from;
      const [first] = monthsOf(calendar, year);
      return from === undefined || first === undefined || from <= first
        ? undefined
        : { from, rest: chargesVatBy(tax.vat, lastMonthOf(calendar, year)), when: yearLabel(calendar, year) };
    },
    ({ from, rest, when }) =>
      words`The company registers for VAT in ${monthName(from)}: invoices of ${rest ? 'the months before' : when} carry none${rest ? '' : ', and nothing of the standard class is shown with VAT'}.`,
  ),
  included: claim(
    'law',
    (includes: number) => (includes === 0 ? undefined : true),
    () =>
      words`Included: units a year that membership brings each school at no further charge; the price is for what it buys beyond them.`,
  ),
  whoBearsVat: claim(
    'law',
    ({ model, year }: { readonly model: Model; readonly year: number }) =>
      [...model.services.values()].some(({ vat }) => vat === 'standard') &&
      chargesVatBy(model.tax.vat, lastMonthOf(model.calendar, year))
        ? {
            back: model.schools.some(({ type }) => recoversVat(type)),
            bear: model.schools.some(({ type }) => !recoversVat(type)),
          }
        : undefined,
    ({ back, bear }) =>
      words`Maintained schools and academies get their VAT back, so that the price itself is what it costs them${bear || !back ? '; colleges and independent schools do not, and bear the price with VAT' : ''}.`,
  ),
  fullYears: method(() => words`Fees of a full year, before VAT, if every school that an option prices joined it.`),
  moves: method(
    () =>
      words`Moves with pupils: what rates for pupils and arithmetic with them come to, for schools of which no fixed floor or cap sets the fee. A pupil elsewhere: what the cap takes off, over the pupils of all other schools, who would pay so much less for the same income without it.`,
  ),
  unassigned: claim(
    'law',
    (of: { readonly schools: Figure | undefined; readonly choice: Model['choice'] }) =>
      of.schools === undefined ? undefined : { schools: of.schools, choose: of.choice?.rule !== 'assigned' },
    ({ schools, choose }) =>
      words`${choose ? 'If no school moved: each school is' : 'Each school is'} in the tier that it is assigned. Schools that are assigned none, and are in none: ${shown(schools, 'count')}.`,
  ),
  noCompany: claim(
    RESTATES,
    (lists: number) => (lists === 0 ? undefined : true),
    () => words`A price list has no company behind it, so no school is expected to join.`,
  ),
  list: claim(
    { reason: 'it repeats what the price list states' },
    (list: ListTold) => list,
    ({ path, name, year, source }) =>
      words`${listed([`${path}: ${name}`, ...(year === undefined ? [] : [year]), ...(source === undefined ? [] : [`source: ${source}`])], '; ', '; ')}`,
  ),
  listNote: claim(
    { reason: 'it repeats what the price list states' },
    (note: string | undefined) => note,
    (note) => words`${note}`,
  ),
  closed: claim(
    RESTATES,
    (of: LeftOut | undefined) => of,
    ({ schools }) => words`No tier is open to ${schools}: not judged.`,
  ),
  shut: claim(
    RESTATES,
    (of: (Pick<LeftOut, 'schools'> & { readonly year: string }) | undefined) => of,
    ({ schools, year }) => words`Not open in ${year}: ${schools}.`,
  ),
  noPrice: claim(
    RESTATES,
    (of: LeftOut | undefined) => of,
    ({ offer, schools }) => words`${offer} has no price for ${schools}.`,
  ),
  cannotPrice: claim(
    RESTATES,
    (of: (LeftOut & { readonly why: string }) | undefined) => of,
    ({ offer, schools, why }) => words`${offer} cannot price ${schools}: ${why}.`,
  ),
  archetypes: method(
    () => words`A form of entry is 30 pupils a year over seven years; with nursery as Haringey published it.`,
  ),
  typicalWithoutPrice: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`No price: the tier or list states none for such a school.`,
  ),
  typicalNotKnown: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`Not known: the price depends on what such a school has or asks for.`,
  ),
  limitsBySchool: claim(
    RESTATES,
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`By school: it is worked out of what each school has, or hangs on more than its pupils.`,
  ),
  endOfMonth: method(
    () =>
      words`Each is dated at the end of its month. Expected: of a school that may not join, its share; of a group, how many of it join; amounts are for as many.`,
  ),
  servicesTogether: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () =>
      words`Services are invoiced month by month to all schools together, because it is not yet known which of them buy.`,
  ),
  asAgent: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () =>
      words`As agent the company invoices its commission and the VAT on it, and collects what is for providers, with their VAT: gross is all three.`,
  ),
});
