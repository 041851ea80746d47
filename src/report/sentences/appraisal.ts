import type { Exact } from '../../figures/index.js';
import { claim, listed, method, type SentenceAmount, type SentenceWords, subject, words } from '../page/sentence.js';

/** The first place, and which options have it. */
export interface Placed {
  readonly names: readonly string[];
  readonly ranked: number;
  readonly points: SentenceAmount;
}

/** A rival of the first option at a weighting within the ranges. */
export interface WeightedRival {
  readonly name: string;
  /** By how much the first option leads at least: below zero where it is overtaken. */
  readonly least: Exact;
  readonly at: string;
}

/** Whether the first option stays first. */
export interface Survival {
  readonly first: string;
  /** Whether any weight has a range. */
  readonly mayMove: boolean;
  readonly rivals: readonly WeightedRival[];
  /** Whether no rival is better on any criterion. */
  readonly dominant: boolean;
}

const withSign = ({ mayMove, rivals }: Survival, sign: number): readonly WeightedRival[] | undefined => {
  const some = rivals.filter(({ least }) => least.sign === sign);
  return mayMove && some.length > 0 ? some : undefined;
};
const told = (rivals: readonly WeightedRival[], what: string): SentenceWords =>
  listed(
    rivals.map(({ name, at }) => `${name} ${what} ${at}`),
    '; ',
    '; ',
  );

/** How money of several years is counted, of some options where there are several ways. */
export interface Counted {
  readonly headings: readonly string[];
  readonly rate: SentenceAmount;
  readonly year: string;
  readonly timing: string;
  readonly prices: string;
}

/** Options ranked, and what they are worth. */
export const appraisal = subject('appraisal', {
  option: claim(
    'law',
    (option: { readonly heading: string; readonly because: string | undefined; readonly isBase: boolean }) => option,
    ({ heading, because, isBase }) =>
      words`${heading}: ${because ?? (isBase ? 'the model without any scenario' : 'the scenario gives no reason')}.`,
  ),
  noCriteria: claim(
    'law',
    (criteria: number) => (criteria === 0 ? true : undefined),
    () => words`The model states no criteria (appraisal.criteria), so nothing is ranked.`,
  ),
  notRanked: claim(
    'law',
    (open: { readonly option: string; readonly criterion: string; readonly reasons: readonly string[] }) => open,
    ({ option, criterion, reasons }) =>
      words`NOT RANKED: ${option}, of which ${criterion} is unknown: ${listed(reasons, '; ', '; ')}.`,
  ),
  onlyOne: claim(
    'law',
    ({ names, ranked }: Placed) => (ranked === 1 ? names[0] : undefined),
    (name) => words`Only one option can be ranked, ${name}: there is nothing to rank it against.`,
  ),
  tie: claim(
    'law',
    (placed: Placed) => (placed.ranked > 1 && placed.names.length > 1 ? placed : undefined),
    ({ names, points }) =>
      words`TIE for the first place, with ${points} points each: ${listed(names)}. No option is first alone.`,
  ),
  first: claim(
    'law',
    ({ names, ranked, points }: Placed) =>
      ranked > 1 && names.length === 1 ? { name: names[0] as string, points } : undefined,
    ({ name, points }) => words`First: ${name}, with ${points} of 100 points.`,
  ),
  weightsFixed: claim(
    'law',
    ({ mayMove }: Survival) => (mayMove ? undefined : true),
    () => words`No weight has a range, so it is not asked whether that survives other weights.`,
  ),
  overtaken: claim(
    'law',
    (survival: Survival) => withSign(survival, -1),
    (rivals) =>
      words`It does not stay first at every weighting within the ranges: ${told(rivals, 'overtakes it, for example at')}.`,
  ),
  level: claim(
    'law',
    (survival: Survival) => (withSign(survival, -1) === undefined ? withSign(survival, 0) : undefined),
    (rivals) =>
      words`No option overtakes it within the ranges, but it is not always first alone: ${told(rivals, 'is level at')}.`,
  ),
  stays: claim(
    'law',
    (survival: Survival) =>
      survival.mayMove && survival.rivals.every(({ least }) => least.sign > 0) ? survival : undefined,
    ({ first, dominant }) =>
      words`It stays first at every weighting within the ranges${dominant ? `: no option is better than ${first} on any criterion` : ''}.`,
  ),
  criteriaOf: claim(
    { reason: 'it names the model whose criteria are taken' },
    (path: string | undefined) => path,
    (path) => words`Criteria and weights are those of ${path}.`,
  ),
  counted: claim(
    { reason: 'it repeats the terms of the appraisal; the worked tests of appraisal hold the present values' },
    (of: Counted) => of,
    ({ headings, rate, year, timing, prices }) =>
      words`${headings.length === 0 ? 'Discounted' : `NOT ALL ALIKE: ${headings.join(', ')}: discounted`} at ${rate} a year from year 0, ${year}, money ${timing === 'start_of_year' ? 'as at the start of its year' : 'as at the end of its year'} (${timing}); ${prices}.`,
  ),
  atLeast: method(
    () => words`At least: over all weightings within the ranges at once, found exactly and not by trying some of them.`,
  ),
  nearestWeight: method(() => words`The nearest such weight: at it another option is level, and beyond it ahead.`),
  scores: method(
    () =>
      words`A figure scores from 0 for the worst of these options to 100 for the best, and 100 where all are equal; a score that is given is taken as given.`,
  ),
  withinRows: method(
    () =>
      words`In each row a figure scores from 0 for the worst of the options under that stress to 100 for the best; compare options within a row, and not one option between rows.`,
  ),
  weighted: method(
    () =>
      words`Score times share of all weights; to one decimal, so that a total may differ from its parts by a tenth. The weights are a choice and not a fact.`,
  ),
  otherwise: method(
    () =>
      words`Otherwise: what those who are expected to join pay today for what membership replaces, where they have said so, held as it is. What the other members, and the services and contracts, would cost otherwise is in no line: compare what is for schools and for all together between the options, and do not read it by itself.`,
  ),
  netsOut: method(
    () => words`What schools and council pay the company nets out for all together, and not for any of them.`,
  ),
  unknownToday: claim(
    'law',
    (isUnknown: boolean) => (isUnknown ? true : undefined),
    () => words`Unknown where no school is known to pay anything today.`,
  ),
});
