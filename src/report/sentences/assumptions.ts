import type { Figure } from '../../figures/index.js';
import { claim, inFull, listed, method, RESTATES, type SentenceWords, subject, words } from '../page/sentence.js';

/** Why nothing heads the list of weak evidence. */
export interface Effects {
  readonly all: number;
  /** How many have an effect that could be worked out, and whether any of those moves reserves. */
  readonly known: number;
  readonly moves: boolean;
  /** How many are weak and large. */
  readonly weak: number;
}

const some = (ids: readonly string[]): readonly string[] | undefined => (ids.length === 0 ? undefined : ids);

/** The register of assumptions. */
export const assumptions = subject('assumptions', {
  none: claim(
    'law',
    (many: number) => (many === 0 ? true : undefined),
    () => words`The model has no assumptions.`,
  ),
  noneKnown: claim(
    'law',
    ({ known, weak }: Effects) => (weak === 0 && known === 0 ? true : undefined),
    () => words`Not known: no effect could be worked out.`,
  ),
  noneMoves: claim(
    'law',
    ({ known, moves, weak }: Effects) => (weak === 0 && known > 0 && !moves ? true : undefined),
    () => words`None: nothing that could be tried moves reserves.`,
  ),
  allGood: claim(
    'law',
    (effects: Effects) => (effects.weak === 0 && effects.known > 0 && effects.moves ? effects : undefined),
    ({ all, known }) =>
      words`None: ${known < all ? 'of those whose effect could be worked out, ' : ''}no large one rests on weak evidence.`,
  ),
  large: method(
    () =>
      words`Large: at least a quarter of what the largest moves. Good: published or measured, with a source and an owner and no review overdue; fair: an estimate that has them.`,
  ),
  untold: claim('law', some, (ids) => words`No good evidence, and no effect that could be worked out: ${listed(ids)}.`),
  noRange: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`* The file states no range: a tenth either way.`,
  ),
  ends: method(
    () =>
      words`Low and high are the ends of the range, whichever way they move the result. Moves by: the highest over all of the range less the lowest, its inside as well as its ends.`,
  ),
  strict: method(
    () =>
      words`buyin check --strict fails on an assumption without a source or an owner, and on one whose review is overdue.`,
  ),
  noNumber: claim(
    RESTATES,
    (of: { readonly id: string; readonly value: string } | undefined) => of,
    ({ id, value }) => words`${id}: ${value} is no number that could be moved; give it a range.`,
  ),
  unknownAt: claim(
    RESTATES,
    (of: { readonly id: string; readonly text: string; readonly reserves: Figure } | undefined) =>
      of?.reserves.isKnown === false ? of : undefined,
    ({ id, text, reserves }) => words`${id} at ${text}: reserves are ${inFull(reserves)}.`,
  ),
});

/** What was tried, and how much of it was looked at. */
export const tried = subject('tried', {
  noModel: claim(
    { reason: 'it repeats a problem, which the tests of problems hold' },
    (of: { readonly what: string; readonly why: string } | undefined) => of,
    ({ what, why }) => words`${what} makes no model: ${why}`,
  ),
  inside: method(
    () =>
      words`Of all values of the range that make a model, to the last digit of the value or its range; of states, of these alone.`,
  ),
  looked: claim(
    RESTATES,
    (of: { readonly label: string; readonly said: SentenceWords } | undefined) => of,
    ({ label, said }) => words`${label}: ${said}.`,
  ),
});
