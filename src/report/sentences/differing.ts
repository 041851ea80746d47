import { type Count, type Figure, isZero } from '../../figures/index.js';
import type { Model } from '../../model/index.js';
import {
  claim,
  counted,
  method,
  number,
  RESTATES,
  type SentenceAmount,
  shown,
  subject,
  words,
} from '../page/sentence.js';
import { bearsVat } from './worth.js';

/** A figure before and after. */
export interface FigureChange {
  readonly label: string;
  readonly year: string;
  readonly same: boolean;
  readonly before: SentenceAmount;
  readonly after: SentenceAmount;
}

/** How many schools would pay more, and less. */
export interface PayingChange {
  readonly more: Count;
  readonly less: Count;
  readonly year: string;
  readonly beyond: string;
}

const positive = (count: number): number | undefined => (count > 0 ? count : undefined);

const isOne = (count: Count): boolean => count.isKnown && count.exact.toString() === '1';

/** What has changed from one model to another. */
export const differing = subject('diff', {
  nothing: claim(
    'law',
    (isSame: boolean) => (isSame ? true : undefined),
    () => words`Nothing.`,
  ),
  ends: method(({ from, to }: { readonly from: string; readonly to: string }) => words`From ${from} to ${to}.`),
  inputs: claim(
    'law',
    (of: { readonly inputs: number; readonly idle: number }) => of,
    ({ inputs, idle }) =>
      words`${counted(inputs, 'input has', 'inputs have')} changed${idle === 0 ? '' : words`, of which ${counted(idle, 'moves', 'move')} no figure`}.`,
  ),
  told: claim(
    RESTATES,
    positive,
    (count) => words`${counted(count, 'change', 'changes')} of scenarios, checks, options or what is asked of them.`,
  ),
  words: claim(
    RESTATES,
    positive,
    (count) => words`${counted(count, 'change', 'changes')} of names, notes and sources alone.`,
  ),
  fails: claim('law', positive, (count) => words`${counted(count, 'promise now FAILS', 'promises now FAIL')}.`),
  holds: claim('law', positive, (count) => words`${counted(count, 'promise now holds', 'promises now hold')}.`),
  noneMoves: claim(
    'law',
    (of: PayingChange) => (isZero(of.more) && isZero(of.less) ? of : undefined),
    ({ year, beyond }) => words`No school would pay more or less${beyond} in ${year}.`,
  ),
  someMove: claim(
    'law',
    (of: PayingChange) => (isZero(of.more) && isZero(of.less) ? undefined : of),
    ({ more, less, year, beyond }) =>
      words`In ${year} ${isZero(more) ? 'no school' : words`${shown(more, 'count')} ${isOne(more) ? 'school' : 'schools'}`} would pay more and ${isZero(less) ? 'none' : shown(less, 'count')} less${beyond}, of those that join.`,
  ),
  noYear: claim(
    RESTATES,
    (of: { readonly from: string; readonly to: string } | undefined) => of,
    ({ from, to }) => words`${from} and ${to} have no year in common.`,
  ),
  figure: claim(
    'law',
    (of: FigureChange) => of,
    ({ label, year, same, before, after }) =>
      words`${label}, ${year}: ${same ? words`${after}, as before` : words`from ${before} to ${after}`}.`,
  ),
  points: method(() => words`Shares differ by points.`),
  mean: method(
    () =>
      words`A cause counts by the mean of two ways: put on the first model one cause after another in this order, and taken off the second in the same order. So it is the same from either end.`,
  ),
  joined: claim(
    RESTATES,
    (several: boolean) => (several ? true : undefined),
    () => words`With another cause: the changes of both are one step, because one alone makes no model.`,
  ),
  source: method(
    () => words`Source: whether what stands behind the value is another than before; – where none is stated.`,
  ),
  idle: claim(
    'law',
    (idle: number) => positive(idle),
    () =>
      words`Moves no figure: taken back by itself, no line of any year, no month of cash, no price of a school and no test of the board is another.`,
  ),
  ifJoins: method(
    (model: Model) =>
      words`If it joins, in the tier that it takes${bearsVat(model) ? ', with the VAT that it does not get back' : ''}. Not in both: a school that one of the two does not have, or has no price for.`,
  ),
  largest: claim(
    RESTATES,
    positive,
    (rest) =>
      words`The largest differences; ${number(rest)} ${rest === 1 ? 'school has' : 'schools have'} a smaller one (--threshold 0 names all).`,
  ),
});

/** Pounds to the pound, with a sign. */
export const nearest = (figure: Figure): SentenceAmount => ({ figure, show: 'signed' });
