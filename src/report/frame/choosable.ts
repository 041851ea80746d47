import type { Against, Offer, Ref } from '../../analysis/index.js';
import type { Odds } from '../../analysis/simulation/index.js';
import type { Problem } from '../../language/index.js';
import { whereSaid } from '../../language/index.js';
import { type Period, periodsOf, scenarioCalled } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Idle } from '../../reading/index.js';
import { saidCell, textCell } from '../page/cell.js';
import type { Cell, Column, Row } from '../page/report.js';
import { answered } from '../sentences/cells.js';

/** One option under one scenario, played through; or why the two make no model. */
export interface Stressed {
  /** The scenario that the option is put under: `base` for none. */
  readonly stress: string;
  /** What `--scenario` says for both; undefined for the model as it stands. */
  readonly scenario: string | undefined;
  readonly projection: Projection | undefined;
  readonly problem: Problem | undefined;
  readonly idle: readonly Idle[];
}

/** A membership option that the board may choose. */
export interface Choosable {
  readonly name: string;
  readonly because: string | undefined;
  /** As it stands, with each school in the first year under the tier that it takes. */
  readonly scenario: string | undefined;
  readonly projection: Projection;
  readonly offer: Offer;
  readonly against: Against;
  readonly stressed: readonly Stressed[];
  /** With what the company does once schools leave; undefined where the model does not say. */
  readonly mitigated: Stressed | undefined;
  /** How likely it is to run out of reserves or cash; undefined where no assumption has a range. */
  readonly odds: Odds | undefined;
}

/** What an option is called. */
export const calledOf = ({ name, projection }: Pick<Choosable, 'name' | 'projection'>): string =>
  scenarioCalled(projection.model, name);
/** What a scenario is called that an option is put under. */
export const stressCalled = ({ projection }: Pick<Choosable, 'projection'>, stress: string): string =>
  scenarioCalled(projection.model, stress);
export const columnsOf = (options: readonly Choosable[]): Column[] =>
  options.map((option) => ({ id: option.name, heading: calledOf(option), align: 'right', stays: true }));
/** Where a figure of an option is found. */
export const refOf = (figure: string, year: number, scenario: string | undefined, more: Partial<Ref> = {}): Ref => ({
  figure,
  year,
  ...whereSaid({ scenario }),
  ...more,
});
export const yearsOf = ({ model }: Projection): readonly Period[] => periodsOf(model.calendar, 'year');
export const firstOf = (projection: Projection): Period => yearsOf(projection)[0] as Period;
export const lastOf = (projection: Projection): Period => yearsOf(projection).at(-1) as Period;

/** One row across all options. */
export const row = (
  id: string,
  label: string,
  options: readonly Choosable[],
  cell: (option: Choosable) => Cell,
  level = 0,
): Row => ({
  id,
  role: 'line',
  level,
  cells: [textCell(label), ...options.map(cell)],
});

/** An answer in a word; in capitals where it is no. */
export const said = (answer: boolean | undefined): Cell => saidCell(answered(answer));
