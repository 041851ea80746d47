import {
  bindings,
  type Differs,
  type ListSaid,
  type Option,
  type Ref,
  schoolFigure,
  type TierOffer,
} from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import type { School } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import type { Standing } from '../frame/basis.js';
import { askedCell, type FiguresOf, figureCell, isSaidIn, NONE, saidCell, textCell } from '../page/cell.js';
import type { Cell, Column, Row, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { cells as cellsOf } from '../sentences/cells.js';
import { pricing } from '../sentences/pricing.js';

/** A made-up school that people ask about, as the command line would name it. */
export interface Archetype {
  readonly label: string;
  readonly said: string;
  readonly school: School;
}

/** What the options are put side by side for. */
export interface TiersAsked {
  readonly year: number;
  readonly offers: readonly TierOffer[];
  readonly archetypes: readonly Archetype[];
  /** The price lists that are put beside the model's own tiers. */
  readonly lists: readonly ListSaid[];
}

/** What every table of the options is made of. */
export interface OptionTables {
  readonly standing: Standing;
  readonly projection: Projection;
  readonly asked: TiersAsked;
}

/** Where the figures of the options are found. */
export const within = ({ projection, standing, asked: { lists } }: OptionTables): FiguresOf => ({
  projection,
  scenario: scenarioOf(standing),
  beside: { lists },
});

/** What a reference says of an option. */
export const placeOf = (
  { asked: { year } }: OptionTables,
  { tier, list }: Option,
): Omit<Ref, 'figure' | 'scenario'> => ({
  year,
  tier,
  ...whereSaid({ with: list }),
});

/** One column for each option. */
export const optionColumns = (offers: readonly TierOffer[]): Column[] =>
  offers.map(
    ({ option }): Column => ({
      id: [option.list, option.tier].filter((part) => part !== undefined).join(':'),
      heading: option.name,
      align: 'right',
      stays: true,
    }),
  );

/** What each archetype pays under each option. */
export function archetypes(told: OptionTables): Table {
  const { offers, archetypes: asked, year } = told.asked;
  const rows = asked.map(
    ({ label, said, school }): Row => ({
      id: said,
      role: 'line',
      level: 0,
      cells: [
        textCell(label),
        ...offers.map(({ option }): Cell => {
          const quote = told.projection.membership.quoteFor(option.terms, school, year);
          const fee = quote && schoolFigure('fee', { school, tier: option.terms, year }, quote, told.projection);
          if (fee === undefined) return saidCell(cellsOf.say.noPrice(fee));
          if (!fee.isKnown) return saidCell(cellsOf.say.notKnown(false));
          const scenario = scenarioOf(told.standing);
          return figureCell(
            fee,
            { figure: 'fee', school: said, ...placeOf(told, option), ...whereSaid({ scenario }) },
            'pence',
          );
        }),
      ],
    }),
  );
  return {
    kind: 'table',
    id: 'archetypes',
    title: titled('What typical schools would pay, £'),
    columns: [{ id: 'school', heading: 'School', align: 'left' }, ...optionColumns(offers)],
    rows,
    notes: [
      ...pricing.say.archetypes(),
      ...pricing.say.typicalWithoutPrice(isSaidIn(rows, 'cells.noPrice')),
      ...pricing.say.typicalNotKnown(isSaidIn(rows, 'cells.notKnown')),
    ],
  };
}

/** Where floors end and caps begin to hold. */
export function limits(told: OptionTables): Table[] {
  const { asked, projection } = told;
  const rows = asked.offers.flatMap((offer): Row[] =>
    bindings(projection, offer).map(({ school, label, floor, cap, floorTo, capFrom }, i): Row => {
      const at = { school: school.id, ...placeOf(told, offer.option) };
      const cell = (figure: Figure | Differs | undefined, name: string): Cell =>
        figure === undefined
          ? NONE
          : figure === 'differs'
            ? saidCell(cellsOf.say.bySchool(true))
            : askedCell(within(told), { figure: name, ...at }, name.startsWith('fee') ? 'exact' : 'count');
      return {
        id: `${offer.option.list ?? ''}:${offer.option.tier}.${i}`,
        role: 'line',
        level: 0,
        cells: [
          textCell(offer.option.name),
          textCell(label),
          cell(floor, 'fee.floor'),
          cell(floorTo, 'tier.floor_to'),
          cell(cap, 'fee.cap'),
          cell(capFrom, 'tier.cap_from'),
        ],
      };
    }),
  );
  if (rows.length === 0) return [];
  const columns: Column[] = [
    { id: 'option', heading: 'Option', align: 'left' },
    { id: 'schools', heading: 'Schools', align: 'left' },
    { id: 'floor', heading: 'Floor, £', align: 'right' },
    { id: 'floor_to', heading: 'up to pupils', align: 'right' },
    { id: 'cap', heading: 'Cap, £', align: 'right' },
    { id: 'cap_from', heading: 'from pupils', align: 'right' },
  ];
  return [
    {
      kind: 'table',
      id: 'limits',
      title: titled('Where floors end and caps begin'),
      columns,
      rows,
      notes: [...pricing.say.limitsBySchool(isSaidIn(rows, 'cells.bySchool'))],
    },
  ];
}
