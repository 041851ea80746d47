import type { Figure } from '../../figures/index.js';
import { claim, listed, RESTATES, type Sentence, subject, words } from '../page/sentence.js';

/** What a weighting within the ranges does to the lead of the first option. */
interface Lead {
  /** The sign of the least that it leads by. */
  readonly sign: number;
}

/** A count of seats, and how many are enough to stop a decision. */
interface SeatsHeld {
  readonly held: number;
  readonly toBlock: number;
}

/** How far a stream of income carries the company. */
interface StreamSales {
  /** Its own sales at which the surplus is nil; undefined where no sales do it. */
  readonly breakEven: Figure | undefined;
}

/** How many members are left once schools leave, and whether any was there before. */
interface Left {
  readonly before: boolean;
}

/** What a test comes to, in a word, and when: in every year, or the first of those in which it is so. */
export interface ToldWhen {
  readonly word: string;
  readonly when: string;
}

/** How a test that does not hold is called beside a year. */
const VERDICTS: Readonly<Record<string, string>> = { fails: 'FAILS', unclear: 'UNCLEAR', unknown: 'unknown' };

/** Words that stand in a cell in the place of a figure, and claim something of the figures beside it. */
export const cells = subject('cells', {
  notKnown: claim(
    RESTATES,
    (isKnown: boolean) => (isKnown ? undefined : true),
    () => words`not known`,
  ),
  unknown: claim(
    RESTATES,
    (isUnknown: boolean) => (isUnknown ? true : undefined),
    () => words`unknown`,
  ),
  noModel: claim(
    { reason: 'the model that is none has no figures; the note of impossible cells, which a law holds, counts them' },
    (isModel: boolean) => (isModel ? undefined : true),
    () => words`no model`,
  ),
  clash: claim(
    { reason: 'which keys two scenarios set is in no figure of the page' },
    (clash: boolean) => (clash ? true : undefined),
    () => words`both set one key`,
  ),
  yes: claim(
    'law',
    (answer: boolean | undefined) => (answer === true ? true : undefined),
    () => words`yes`,
  ),
  no: claim(
    'law',
    (answer: boolean | undefined) => (answer === false ? true : undefined),
    () => words`NO`,
  ),
  noSeats: claim(
    'law',
    (seats: unknown) => (seats === undefined ? true : undefined),
    () => words`no seats`,
  ),
  canBlock: claim(
    'law',
    ({ held, toBlock }: SeatsHeld) => (held >= toBlock ? true : undefined),
    () => words`CAN BLOCK`,
  ),
  cannotBlock: claim(
    'law',
    ({ held, toBlock }: SeatsHeld) => (held >= toBlock ? undefined : true),
    () => words`no`,
  ),
  neverOvertaken: claim(
    'law',
    ({ sign }: Lead) => (sign > 0 ? true : undefined),
    () => words`never`,
  ),
  isLevel: claim(
    'law',
    ({ sign }: Lead) => (sign === 0 ? true : undefined),
    () => words`level`,
  ),
  isOvertaken: claim(
    'law',
    ({ sign }: Lead) => (sign < 0 ? true : undefined),
    () => words`YES`,
  ),
  noSwitch: claim(
    { reason: 'that no weight changes the first place is in no figure of the page; the laws of appraisal hold it' },
    (found: unknown) => (found === undefined ? true : undefined),
    () => words`none`,
  ),
  withinRange: claim(
    'law',
    (within: boolean) => (within ? true : undefined),
    () => words`YES`,
  ),
  outsideRange: claim(
    'law',
    (within: boolean) => (within ? undefined : true),
    () => words`no`,
  ),
  noneNeeded: claim(
    'law',
    ({ breakEven }: StreamSales) => (breakEven?.isKnown === true && breakEven.exact.sign <= 0 ? true : undefined),
    () => words`none needed`,
  ),
  noSales: claim(
    { reason: 'that no sales do it is in no figure of the page; the laws of the mix hold it' },
    ({ breakEven }: StreamSales) => (breakEven === undefined ? true : undefined),
    () => words`none`,
  ),
  allOfIt: claim(
    'law',
    (isAll: boolean) => (isAll ? true : undefined),
    () => words`all of it`,
  ),
  noSet: claim(
    'law',
    (atLeast: number | 'none' | undefined) => (atLeast === 'none' ? true : undefined),
    () => words`none`,
  ),
  noneInOrder: claim(
    'law',
    (atLeast: number | 'none' | undefined) => (atLeast === 'none' ? undefined : true),
    () => words`none in this order`,
  ),
  pivotal: claim(
    'law',
    (isPivotal: boolean) => (isPivotal ? true : undefined),
    () => words`yes`,
  ),
  notPivotal: claim(
    'law',
    (isPivotal: boolean) => (isPivotal ? undefined : true),
    () => words`no`,
  ),
  notYet: claim(
    'law',
    (isReached: boolean) => (isReached ? undefined : true),
    () => words`not yet`,
  ),
  noFunding: claim(
    'law',
    (isNeeded: boolean) => (isNeeded ? undefined : true),
    () => words`none needed`,
  ),
  noBreakEven: claim(
    { reason: 'that there is none is in no figure of the page; the laws of break-even hold it' },
    (isFound: boolean) => (isFound ? undefined : true),
    () => words`none`,
  ),
  nobodyStays: claim(
    'law',
    ({ before }: Left) => (before ? true : undefined),
    () => words`no member stays`,
  ),
  nobodyJoins: claim(
    'law',
    ({ before }: Left) => (before ? undefined : true),
    () => words`no school joins`,
  ),
  out: claim(
    { reason: 'what a school decides in a draw is in no other figure of the page; the tests of draws hold it' },
    (left: number) => (left > 0 ? true : undefined),
    () => words`out`,
  ),
  member: claim(
    { reason: 'what a school decides in a draw is in no other figure of the page; the tests of draws hold it' },
    (left: number) => (left > 0 ? undefined : true),
    () => words`member`,
  ),
  notOpen: claim(
    RESTATES,
    (isOpen: boolean) => (isOpen ? undefined : true),
    () => words`not open`,
  ),
  good: claim(
    'law',
    (quality: string) => (quality === 'good' ? true : undefined),
    () => words`good`,
  ),
  fair: claim(
    'law',
    (quality: string) => (quality === 'fair' ? true : undefined),
    () => words`fair`,
  ),
  weak: claim(
    'law',
    (quality: string) => (quality === 'weak' ? true : undefined),
    () => words`WEAK`,
  ),
  unlimited: claim(
    'law',
    (isFree: boolean) => (isFree ? true : undefined),
    () => words`unlimited`,
  ),
  included: claim(
    'law',
    (isFree: boolean) => (isFree ? true : undefined),
    () => words`included`,
  ),
  noPrice: claim(
    { reason: 'a price that is not stated is in no figure of the page; the worked tests of tiers hold it' },
    (fee: Figure | undefined) => (fee === undefined ? true : undefined),
    () => words`no price`,
  ),
  bySchool: claim(
    RESTATES,
    (differs: boolean) => (differs ? true : undefined),
    () => words`by school`,
  ),
  noTierFits: claim(
    RESTATES,
    (isPriced: boolean) => (isPriced ? undefined : true),
    () => words`no price of this tier fits`,
  ),
  sameSource: claim(
    { reason: 'the sources themselves are not on the page; the tests of diff hold it' },
    (isSame: boolean) => (isSame ? true : undefined),
    () => words`the same`,
  ),
  otherSource: claim(
    { reason: 'the sources themselves are not on the page; the tests of diff hold it' },
    (isSame: boolean) => (isSame ? undefined : true),
    () => words`changed`,
  ),
  notThere: claim(
    RESTATES,
    (isThere: boolean) => (isThere ? undefined : true),
    () => words`not there`,
  ),
  noNumber: claim(
    RESTATES,
    (amount: unknown) => (amount === undefined ? true : undefined),
    () => words`none`,
  ),
  everything: claim(
    RESTATES,
    (value: number) => (value === Number.POSITIVE_INFINITY ? true : undefined),
    () => words`all`,
  ),
  allUsed: claim(
    { reason: 'that the model says nothing of a share has no figure that the page could show' },
    (isIncluded: boolean) => (isIncluded ? true : undefined),
    () => words`all`,
  ),
  holds: claim(
    'law',
    (verdict: string) => (verdict === 'holds' ? true : undefined),
    () => words`holds`,
  ),
  fails: claim(
    'law',
    (verdict: string) => (verdict === 'fails' ? true : undefined),
    () => words`FAILS`,
  ),
  unclear: claim(
    { reason: 'an answer that the model leaves open is in no figure of the page' },
    (verdict: string) => (verdict === 'unclear' ? true : undefined),
    () => words`UNCLEAR`,
  ),
  inShort: claim(
    'law',
    (said: readonly ToldWhen[]) => (said.length === 0 ? undefined : said),
    (said) => listed(said.map(({ word, when }) => `${VERDICTS[word] ?? word} ${when}`)),
  ),
  notTested: claim(
    'law',
    (isTested: boolean) => (isTested ? undefined : true),
    () => words`not tested`,
  ),
  misses: claim(
    { reason: 'what a tariff has of each limit is in no figure of the page; the laws of design hold it' },
    (missed: readonly string[]) => missed,
    (missed) => words`${missed.length === 0 ? 'none' : listed(missed)}`,
  ),
});

/** An answer in a word; in capitals where it is no. */
export const answered = (answer: boolean | undefined): readonly Sentence[] => [
  ...cells.say.yes(answer),
  ...cells.say.no(answer),
  ...cells.say.notKnown(answer !== undefined),
];
