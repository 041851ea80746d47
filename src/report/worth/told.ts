import type { Against, ListSaid, Offer, TierOffer } from '../../analysis/index.js';
import type { Projection } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import type { Standing } from '../frame/basis.js';
import { askedCell, textCell } from '../page/cell.js';
import type { Cell, Column, Ref, Row, Show } from '../page/report.js';

/** What is asked of a report on value for money. */
export interface ForMoneyAsked {
  readonly year: number;
  /** What schools are judged under: each in the tier that it takes, or one tier. */
  readonly offers: readonly Offer[];
  /** What gains and losses are held against. */
  readonly against: Against;
  /** Price lists, and their offers to hold them against. */
  readonly given: readonly ListSaid[];
  readonly lists: readonly TierOffer[];
}

/** What the tables are made from. */
export interface ForMoneyTables extends ForMoneyAsked {
  readonly standing: Standing;
  readonly projection: Projection;
}

/** A figure of this year, or of another, by its name. */
export const cell = (figure: string, told: ForMoneyTables, show: Show, more: Partial<Ref> = {}): Cell =>
  askedCell(
    { projection: told.projection, scenario: scenarioOf(told.standing), beside: { lists: told.given } },
    { figure, year: told.year, ...more },
    show,
  );

/** A line of a table. */
export const row = (
  id: string,
  label: string,
  cells: readonly Cell[],
  style: Partial<Pick<Row, 'role' | 'level'>> = {},
): Row => ({
  id,
  role: style.role ?? 'line',
  level: style.level ?? 0,
  cells: [textCell(label), ...cells],
});
export const label = (id: string, heading: string): Column => ({ id, heading, align: 'left' });
