import type { Figure } from '../../figures/index.js';
import type { Model } from '../../model/index.js';
import { recoversVat } from '../../model/index.js';
import { paysOnce } from '../../pricing/index.js';
import { claim, inFull, listed, method, shown, subject, words } from '../page/sentence.js';

/** Whether a fee holds VAT that some school does not get back. */
export const bearsVat = ({ tiers, schools }: Model): boolean =>
  [...tiers.values()].some(({ vat }) => vat === 'standard') && schools.some(({ type }) => !recoversVat(type));

/** The same of what services cost. */
const serviceBearsVat = ({ services, schools }: Model): boolean =>
  [...services.values()].some(({ vat }) => vat === 'standard') && schools.some(({ type }) => !recoversVat(type));
const withLost = (model: Model): string =>
  serviceBearsVat(model) ? ', with the VAT that the school would not get back' : '';

/** What has to be known of the fees that are held against something else. */
const feeNote = (model: Model): string =>
  `${bearsVat(model) ? ' Fees are with the VAT that a school does not get back.' : ''}${onceNote(model)}`;
const onceNote = ({ tiers }: Model): string =>
  [...tiers.values()].some(({ price }) => price.some(paysOnce))
    ? ' Fees are of a year: what is paid once on joining is not in them.'
    : '';
const some = <T>(all: readonly T[]): readonly T[] | undefined => (all.length === 0 ? undefined : all);

/** What membership is worth to schools, who gains and who loses. */
export const worth = subject('worth', {
  judged: claim(
    'law',
    (tiers: number) => (tiers > 1 ? true : undefined),
    () =>
      words`Each school is judged in the tier that it takes if it joins; where it may take several, in parts, by how likely each is.`,
  ),
  nothingKnown: claim(
    'law',
    (of: { readonly against: string; readonly why: readonly string[] } | undefined) => of,
    ({ against, why }) => words`Against ${against} nothing is known: ${listed(why, '; ', '; ')}.`,
  ),
  ifAllJoined: method(
    (model: Model) =>
      words`If every school joined.${feeNote(model)} A school of which it is not known what it pays is not known, and not zero.`,
  ),
  noService: claim(
    'law',
    (services: number) => (services === 0 ? true : undefined),
    () => words`The tier includes no service.`,
  ),
  included: claim(
    'law',
    (services: number) => (services === 0 ? undefined : true),
    () => words`Only what is used and would otherwise be bought counts.`,
  ),
  unlimited: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`any: a member takes as much as it likes, so it is not known what that would cost elsewhere.`,
  ),
  noPriceElsewhere: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`no price: the model does not state what a unit costs elsewhere.`,
  ),
  collective: claim(
    'law',
    (good: { readonly name: string; readonly worth: Figure | undefined; readonly withTier: boolean }) => good,
    ({ name, worth: amount, withTier }) =>
      words`${name}: ${amount === undefined ? (withTier ? 'priced with the tier' : 'not priced') : words`priced by the model at ${amount.isKnown ? inFull(amount) : 'an unknown amount'} a school and year`}`,
  ),
  tierWorth: claim(
    'law',
    (amount: Figure | undefined) => amount,
    (amount) =>
      words`What the tier is worth beside its parts: priced by the model at ${amount.isKnown ? inFull(amount) : 'an unknown amount'} a school and year`,
  ),
  fee: method(
    (model: Model) =>
      words`Fee: ${bearsVat(model) ? 'with the VAT that the school does not get back' : 'for a full year'}; a pupil: over its pupils.${onceNote(model)}`,
  ),
  budget: method(() => words`Budget: the fee as a share of its budget.`),
  funding: method(() => words`Funding: the fee as a share of the minimum funding for its pupils.`),
  elsewhere: method(
    (model: Model) =>
      words`Low, Typical, High: what it gets and would otherwise buy, at prices elsewhere${withLost(model)}.`,
  ),
  discounts: method((model: Model) => words`Discounts: what members save on what they buy${withLost(model)}.`),
  together: method(() => words`Together: what members have together, where it is priced.`),
  savesToday: method(() => words`What a school saves is what it pays today less the fee; in brackets, it costs more.`),
  saves: method(
    () => words`What it saves, low to high: all that it gets at those prices less the fee; in brackets, it costs more.`,
  ),
  priced: method(() => words`Priced: what of its membership has a price, at typical prices.`),
  rest: method(() => words`Rest: what the part without a price must be worth for its fee to be paid back.`),
  mustUse: method(() => words`Must use: the share of its entitlement at typical prices before membership pays.`),
  days: method(() => words`Days: what the fee would buy by the day.`),
  better: method(() => words`If every school joined. Better off: the share of the schools that are known.`),
  spread: method(
    () =>
      words`A loss is in brackets. Median: the gain of the school in the middle, or the mean of the two in the middle. A tenth below, above: found in the same way.`,
  ),
  groupsCount: claim(
    'law',
    ({ schools }: Model) => (schools.some(({ count }) => count !== undefined) ? true : undefined),
    () => words`A group counts as the number of schools in it.`,
  ),
  moved: method(
    () =>
      words`If every school joined. What the floor adds and the cap takes off moves from some schools to others: the same income needs so much more from the rest, or less.`,
  ),
  loseUnknown: claim(
    'law',
    (known: number) => (known === 0 ? true : undefined),
    () => words`Who loses is not known.`,
  ),
  noneLoses: claim(
    'law',
    ({ known, losing }: { readonly known: number; readonly losing: number }) =>
      known > 0 && losing === 0 ? true : undefined,
    () => words`No school that is known loses.`,
  ),
  othersLose: claim(
    'law',
    (rest: { readonly schools: Figure; readonly isOne: boolean } | undefined) => rest,
    ({ schools, isOne }) =>
      words`Another ${isOne ? 'school loses' : words`${shown(schools, 'count')} schools lose`}, and ${isOne ? 'no more than these do' : 'none of them more than these'}.`,
  ),
  withoutPrice: claim(
    'law',
    (parts: readonly string[]) => some(parts),
    (parts) => words`Without a price: ${listed(parts, '; ', '; ')}.`,
  ),
  hasPrice: method(
    (model: Model) =>
      words`What has a price: what is included, as far as it is used and would be bought elsewhere, with discounts. If every school joined.${feeNote(model)}`,
  ),
  restBelowZero: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`The rest in brackets: what has a price is worth so much more than the fees.`,
  ),
  protection: method(
    (fundedBy: string) =>
      words`Against what schools pay today, by how many are expected to join; funded by ${fundedBy}${fundedBy === 'gainers' ? ', and by reserves where their gains are not enough' : ''}. The forecast is without it. Not known: what they pay today; they are in none of the figures.`,
  ),
  fourAnswers: method(() => words`Four answers and no score: how they weigh is for the board.`),
  lines: method(
    (model: Model) =>
      words`Each line is over the schools of which both prices are known, if all of them joined.${feeNote(model)} To the pound, so a line may be out by one.`,
  ),
  levels: method(
    (model: Model) =>
      words`Low, typical, high: what is included, bought elsewhere, as far as it is used and would be bought, with discounts and what members have together${withLost(model)}.`,
  ),
  membersOf: claim(
    'law',
    (name: string) => name,
    (name) => words`Members: of ${name}.`,
  ),
  unitPrices: method(() => words`Before VAT. Low, typical, high: what a unit costs elsewhere.`),
  equity: method(
    () =>
      words`If every school joined. Better: the share better off, of the schools that are known. Known, not: schools of which it is known, and of which it is not. Pupils, fees: shares of all. Over: the share of fees less that of pupils, in points; above zero it pays more than its part. Worst: the largest loss of one school.`,
  ),
  noIndicators: claim(
    'law',
    (indicators: number) => (indicators === 0 ? true : undefined),
    () => words`The model names no indicators (key "indicators"), so it is not known whether it works.`,
  ),
  change: method(
    () =>
      words`Change, room: for the better, up to the target and up to the best there is. Cost: of the services that it rests on, in full, or all cost, from the year after the baseline to that of the target. Each: for a unit, or for a percentage point.`,
  ),
  afterCost: method(() => words`A change that comes after a cost need not come of it.`),
  indicatorWarning: claim(
    { reason: 'it repeats what the model states, or leaves out, of an indicator' },
    (said: string) => said,
    (said) => words`${said}`,
  ),
  inFull: method(
    (hasDays: boolean) =>
      words`${hasDays ? 'In full: with overheads; a delivered day is of posts alone, without direct cost. ' : ''}Overheads: cost that is no service of its own, with posts for none and time that is not used. A member, a pupil: all cost, contracts and what is sold to others included.`,
  ),
  ofSold: method(() => words`Of what is sold; what membership includes is in its own cost.`),
  dayOfSold: method(() => words`£ a day: over the days of a post, only of what is sold by the day.`),
  takeUp: method(
    (hasAll: boolean) =>
      words`Take-up: of what membership includes, the share that is used${hasAll ? '; "all" where the model says nothing less' : ''}.`,
  ),
  dayOfPost: method(
    () => words`£ a day: over the days that there are; delivered: over those that are used, so that idle time counts.`,
  ),
});
