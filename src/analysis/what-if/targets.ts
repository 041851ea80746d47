import { Exact, type Figure, type Kind } from '../../figures/index.js';
import type { Period } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { numeralIn } from './dials.js';

const HUNDRED = Exact.of(100);

/** A figure of a model in a period, to be asked of many trials. */
export interface TrialFigure {
  /** `reserves.closing`. */
  readonly name: string;
  readonly period: Period;
  /** `Reserves at end, 2022-23`. */
  readonly label: string;
  readonly measure: Kind;
  /** Whether its workings can be worked out anew with other numbers; else each trial plays its model through. */
  readonly isSteady: boolean;
  readonly of: (projection: Projection) => Figure | undefined;
}

/** What a figure is to come to. */
export interface Target {
  readonly figure: string;
  readonly is: '=' | '>=' | '<=';
  /** As an exact number: pounds, or a fraction where it is a percentage. */
  readonly value: Exact;
  readonly percent: boolean;
  /** As written. */
  readonly text: string;
}

/** `reserves.closing[2022]=150_000`; undefined for what says no figure, relation and number. */
export function targetIn(said: string): Target | undefined {
  const [, figure, is, text] = /^([^=<>]+?)\s*(=|>=|<=)\s*([^=<>]+)$/.exec(said.trim()) ?? [];
  const number = text === undefined ? undefined : numeralIn(text.trim());
  if (figure === undefined || text === undefined || number === undefined) return undefined;
  const value = number.style.percent ? number.value.over(HUNDRED) : number.value;
  return { figure, is: is as Target['is'], value, percent: number.style.percent, text: text.trim() };
}
