import {
  type Against,
  amongText,
  type Grouping,
  type Offer,
  type Priced,
  type SchoolFigureName,
  type SpreadMeasure,
  schoolFigure,
  spreadFigure,
} from '../analysis/index.js';
import type { Projection } from '../projection/index.js';
import type { Standing } from './basis.js';
import { scenarioOf } from './forecast.js';
import { figureCell, NONE, textCell } from './lines.js';
import type { Cell, Column, Show } from './report.js';
import type { Sentence } from './sentences/sentence.js';
import { worth } from './sentences/worth.js';

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
export interface Valued extends ValueAsked {
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
  return worth.say.judged(Math.max(0, ...offers.map(({ option, model }) => (option === undefined ? model.tiers.size : 0))));
}

/** A figure of who gains and who loses. */
export function spreadCell(offer: Offer, told: Valued, measure: SpreadMeasure, show: Show, among = {}, against: Against = told.against): Cell {
  const name = `gains.${measure}.${against}` as const;
  const figure = spreadFigure(name, offer, among, told.projection);
  const text = amongText(among);
  return figure === undefined
    ? NONE
    : figureCell(figure, { figure: name, ...refOf(offer, told), ...(text === undefined ? {} : { among: text }) }, show);
}

/** Where a figure of an offer, or of a school under one, is found. */
export function refOf(
  { option }: Pick<Offer, 'option'>,
  { standing, year }: Pick<Valued, 'standing' | 'year'>,
): { year: number; tier?: string; scenario?: string } {
  const scenario = scenarioOf(standing);
  return { year, ...(option === undefined ? {} : { tier: option.tier }), ...(scenario === undefined ? {} : { scenario }) };
}

/** A figure of a school under the tier that it is put under. */
export function cellOf(name: SchoolFigureName, each: Priced, told: Pick<Valued, 'standing' | 'projection' | 'year'>, show: Show): Cell {
  const { school, quote, option } = each;
  const asked = { school, tier: option.terms, tierId: option.tier, year: told.year };
  const figure = schoolFigure(name, asked, quote, told.projection);
  return figure === undefined ? NONE : figureCell(figure, { figure: name, school: school.id, ...refOf(each, told) }, show);
}

/** The id of a row of a school: with the tier, where a school may stand under several. */
export const rowId = ({ school, option }: Priced, offer: Offer): string => (offer.option === undefined ? `${school.id}.${option.tier}` : school.id);

/** Which tier a school takes and, where it is not all of it, the part that does; nothing where every school is under one. */
export const takesColumns = (offer: Offer): Column[] =>
  offer.option === undefined ? [{ id: 'tier', heading: 'Tier', align: 'left' }, column('part', 'Part')] : [];
export const takesCells = (each: Priced, offer: Offer, told: Pick<Valued, 'standing' | 'projection' | 'year'>): Cell[] => {
  if (offer.option !== undefined) return [];
  const part = each.part && figureCell(each.part, { figure: 'school.part', school: each.school.id, ...refOf(each, told) }, 'percent');
  return [textCell(each.option.name), part ?? NONE];
};
