import {
  type Against,
  amongText,
  type Grouping,
  type Offer,
  type Priced,
  type SchoolFigureName,
  type SpreadMeasure,
} from '../../analysis/index.js';
import { whereSaid } from '../../language/index.js';
import type { Projection } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import type { Standing } from '../frame/basis.js';
import { askedCell, type FiguresOf, NONE, textCell } from '../page/cell.js';
import type { Cell, Column, Show } from '../page/report.js';
import type { Sentence } from '../page/sentence.js';
import { worth } from '../sentences/worth.js';

/** What is asked of a value report. */
export interface ValueAsked {
  readonly year: number;
  /** What schools are judged under: each in the tier that it takes, or one tier. */
  readonly offers: readonly Offer[];
  /** What schools are held against each other by; undefined for school by school. */
  readonly by: Grouping | undefined;
  readonly against: Against;
  /** Schools of the roll to be shown; all where none is named. */
  readonly only: readonly string[];
}

/** What tables are made from. */
export interface ValueTables extends ValueAsked {
  readonly standing: Standing;
  readonly projection: Projection;
}

/** What schools are held against, in words. */
export const SAID: Readonly<Record<Against, string>> = {
  today: 'what schools pay today',
  low: 'buying separately at low prices',
  typical: 'buying separately at typical prices',
  high: 'buying separately at high prices',
};

export const column = (id: string, heading: string): Column => ({ id, heading, align: 'right' });
/** What stands in the id of a table. */
export const idOf = ({ option }: Offer): string => option?.tier ?? 'all';

/** Under which tier schools are judged, where there are several: said once at the head of a report. */
export function judgedUnder(offers: readonly Offer[]): readonly Sentence[] {
  return worth.say.judged(
    Math.max(0, ...offers.map(({ option, model }) => (option === undefined ? model.tiers.size : 0))),
  );
}

/** A figure of who gains and who loses. */
export function spreadCell(
  offer: Offer,
  told: ValueTables,
  measure: SpreadMeasure,
  show: Show,
  among = {},
  against: Against = told.against,
): Cell {
  return offerCell(`gains.${measure}.${against}`, offer, told, show, among);
}

/** A figure of an offer, among some of its schools. */
export function offerCell(
  figure: string,
  offer: Offer,
  told: Pick<ValueTables, 'standing' | 'projection' | 'year'>,
  show: Show,
  among = {},
): Cell {
  const text = amongText(among);
  return askedCell(withinOf(told), { figure, ...placeOf(offer, told), ...whereSaid({ among: text }) }, show);
}

export const withinOf = ({ standing, projection }: Pick<ValueTables, 'standing' | 'projection'>): FiguresOf => ({
  projection,
  scenario: scenarioOf(standing),
});

/** The year and the tier of a figure of an offer, or of a school under one. */
export const placeOf = (
  { option }: Pick<Offer, 'option'>,
  { year }: Pick<ValueTables, 'year'>,
): { readonly year: number; readonly tier?: string } => ({
  year,
  ...whereSaid({ tier: option?.tier }),
});

/** A figure of a school under the tier that it is put under. */
export const schoolCell = (
  figure: SchoolFigureName,
  each: Priced,
  told: Pick<ValueTables, 'standing' | 'projection' | 'year'>,
  show: Show,
): Cell => askedCell(withinOf(told), { figure, school: each.school.id, ...placeOf(each, told) }, show);

/** The id of a row of a school: with the tier, where a school may stand under several. */
export const rowId = ({ school, option }: Priced, offer: Offer): string =>
  offer.option === undefined ? `${school.id}.${option.tier}` : school.id;

/**
 * Which tier a school takes and, where it is not all of it, the part that does; nothing where every school is under
 * one.
 */
export const takesColumns = (offer: Offer): Column[] =>
  offer.option === undefined ? [{ id: 'tier', heading: 'Tier', align: 'left' }, column('part', 'Part')] : [];
export const takesCells = (
  each: Priced,
  offer: Offer,
  told: Pick<ValueTables, 'standing' | 'projection' | 'year'>,
): Cell[] => {
  if (offer.option !== undefined) return [];
  const part = askedCell(
    withinOf(told),
    { figure: 'school.part', school: each.school.id, ...placeOf(each, told) },
    'percent',
  );
  return [textCell(each.option.name), each.part === undefined ? NONE : part];
};
