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
import { figureCell, NONE } from './lines.js';
import type { Cell, Column, Show } from './report.js';

/** What is asked of a value report. */
export interface ValueAsked {
  readonly year: number;
  /** The model's own tiers that are looked at. */
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
export const tierName = ({ option }: Offer): string => option.name;

/** A figure of who gains and who loses. */
export function spreadCell(offer: Offer, told: Valued, measure: SpreadMeasure, show: Show, among = {}, against: Against = told.against): Cell {
  const name = `gains.${measure}.${against}` as const;
  const figure = spreadFigure(name, offer, among, told.projection);
  const text = amongText(among);
  return figure === undefined
    ? NONE
    : figureCell(figure, { figure: name, ...refOf(offer, told), ...(text === undefined ? {} : { among: text }) }, show);
}

/** Where a figure of an offer is found. */
export function refOf({ option }: Offer, { standing, year }: Pick<Valued, 'standing' | 'year'>): { year: number; tier: string; scenario?: string } {
  const scenario = scenarioOf(standing);
  return { year, tier: option.tier, ...(scenario === undefined ? {} : { scenario }) };
}

/** A figure of a school under an offer. */
export function cellOf(
  name: SchoolFigureName,
  { school, quote }: Priced,
  offer: Offer,
  told: Pick<Valued, 'standing' | 'projection' | 'year'>,
  show: Show,
): Cell {
  const asked = { school, tier: offer.option.terms, tierId: offer.option.tier, year: told.year };
  const figure = schoolFigure(name, asked, quote, told.projection);
  return figure === undefined ? NONE : figureCell(figure, { figure: name, school: school.id, ...refOf(offer, told) }, show);
}
