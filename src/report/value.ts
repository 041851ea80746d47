import { AGAINST, type Against, includedIn, type Offer, type SchoolFigureName, type SpreadMeasure, spreadOf } from '../analysis/index.js';
import { inPounds } from '../figures/index.js';
import { PRICE_LEVELS, type School, yearLabel } from '../model/index.js';
import type { Projection } from '../projection/index.js';
import { basisOf, type Standing } from './basis.js';
import { gainsTables } from './gains.js';
import { NONE, textCell } from './lines.js';
import { without } from './price.js';
import { protectionTables } from './protection.js';
import type { Block, Cell, Report, Row, Show, Table } from './report.js';
import { left } from './tiers.js';
import { cellOf, column, spreadCell, tierName, type ValueAsked, type Valued } from './valued.js';

/** Whether membership is worth it: per school, or who gains and who loses by some grouping. */
export function valueReport(standing: Standing, projection: Projection, asked: ValueAsked): Report {
  const told: Valued = { ...asked, standing, projection };
  const { model } = standing;
  const { by } = asked;
  const blocks: Block[] = asked.offers.flatMap((offer): Block[] =>
    by === undefined
      ? [sidesTable(offer, told), includedTable(offer, told), ...together(offer), schoolsTable(offer, told), ...leftOut(offer, told)]
      : [...gainsTables(offer, by, told), ...protectionTables(offer, told)],
  );
  const what = by === undefined ? 'what membership is worth' : `better and worse off by ${by}`;
  return { id: 'value', title: `${model.name}: ${what}, ${yearLabel(model.calendar, asked.year)}`, basis: basisOf(standing, blocks), blocks };
}

const SIDES: readonly (readonly [label: string, measure: SpreadMeasure, show: Show])[] = [
  ['Better off', 'better', 'count'],
  ['Worse off', 'worse', 'count'],
  ['Unchanged', 'unchanged', 'count'],
  ['Not known', 'unknown', 'count'],
  ['Share better off', 'better_share', 'percent'],
  ['They gain, £', 'gain', 'pounds'],
  ['The others lose, £', 'loss', 'pounds'],
  ['Median gain, £', 'median', 'pounds'],
];

/** One option against today and against buying separately, at three levels of prices. */
function sidesTable(offer: Offer, told: Valued): Table {
  const against = AGAINST.filter((each) => spreadOf(offer, each, told.projection).known.length > 0);
  const rows = SIDES.map(
    ([label, measure, show]): Row => ({
      id: measure,
      role: 'line',
      level: 0,
      cells: [textCell(label), ...against.map((each) => spreadCell(offer, told, measure, show, {}, each))],
    }),
  );
  const HEADINGS: Readonly<Record<Against, string>> = { today: 'Today', low: 'Low prices', typical: 'Typical', high: 'High prices' };
  return {
    kind: 'table',
    id: `sides.${offer.option.tier}`,
    title: `${tierName(offer)}, against what schools pay today and against buying the same separately`,
    columns: [{ id: 'measure', heading: '', align: 'left' }, ...against.map((each) => column(each, HEADINGS[each]))],
    rows,
    notes: [
      ...(against.length === 0 ? ['Nothing to hold it against: no school has pays_now, and no service that is included has an alternative.'] : []),
      'If every school joined. Fees with the VAT that a school does not get back. A school of which nobody has said what it pays is not known, and not nought.',
    ],
  };
}

/** What a member gets, and what that would cost elsewhere; only what a school would otherwise buy counts. */
function includedTable(offer: Offer, { projection, year }: Valued): Table {
  const rows = includedIn(projection, offer.option.tier, year).map(({ service, name, unit, units, takeUp, wouldBuy, elsewhere }): Row => {
    const shown = (value: { readonly isKnown: boolean; readonly exact: { toString(): string } } | undefined, none: string): Cell =>
      textCell(value === undefined ? none : value.isKnown ? value.exact.toString() : 'unknown');
    const share = (value: typeof takeUp): Cell =>
      textCell(value === undefined ? 'all' : value.isKnown ? `${value.exact.toNumber() * 100}%` : 'unknown');
    const price = (level: (typeof PRICE_LEVELS)[number]): Cell => {
      const found = elsewhere[level];
      return found === undefined ? NONE : textCell(found.price.isKnown ? found.price.exact.toFixed(2) : 'unknown');
    };
    return {
      id: service,
      role: 'line',
      level: 0,
      cells: [textCell(name), shown(units, 'any'), textCell(unit), share(takeUp), share(wouldBuy), ...PRICE_LEVELS.map(price)],
    };
  });
  return {
    kind: 'table',
    id: `included.${offer.option.tier}`,
    title: `What a member of ${tierName(offer)} gets, and what a unit costs elsewhere, £`,
    columns: [
      { id: 'service', heading: 'Service', align: 'left' },
      column('units', 'Each'),
      { id: 'unit', heading: 'Unit', align: 'left' },
      column('used', 'Used'),
      column('bought', 'Would buy'),
      column('low', 'Low'),
      column('typical', 'Typical'),
      column('high', 'High'),
    ],
    rows,
    notes: [
      'Only what is used and would otherwise be bought counts. "any": as much as it likes, which is not priced. No price: nobody has said what it costs elsewhere.',
    ],
  };
}

/** Collective goods are listed apart. */
function together({ option: { terms, tier } }: Offer): Block[] {
  const lines = [...terms.collective].map(([id, { name, worth }]) => {
    const said = name ?? id.replace(/_/g, ' ');
    return worth === undefined
      ? `${said}: not priced`
      : `${said}: priced by the model at ${worth.isKnown ? inPounds(worth.exact) : 'an unknown amount'} a school and year`;
  });
  return lines.length === 0 ? [] : [{ kind: 'text', id: `together.${tier}`, title: 'What members have together, and none could buy alone', lines }];
}

/** Schools asked for that the table of schools cannot show, and why. */
function leftOut(offer: Offer, { only }: Valued): Block[] {
  const isAsked = ({ id }: School): boolean => only.length === 0 || only.includes(id);
  const blocks = left([{ ...offer, unpriced: offer.unpriced.filter(isAsked), unknown: offer.unknown.filter(({ school }) => isAsked(school)) }]);
  return blocks.map((block) => ({ ...block, id: `left.${offer.option.tier}` }));
}

const SCHOOL: readonly (readonly [name: SchoolFigureName, heading: string, show: Show])[] = [
  ['value.fee', 'Fee', 'pounds'],
  ['fee.per_pupil', 'a pupil', 'pence'],
  ['fee.share_of_budget', 'Budget', 'percent'],
  ['value.share_of_funding', 'Funding', 'percent'],
  ['school.pays_now', 'Today', 'pounds'],
  ['value.saving_today', 'Saves', 'pounds'],
  ['value.elsewhere_low', 'Low', 'pounds'],
  ['value.elsewhere_typical', 'Typical', 'pounds'],
  ['value.elsewhere_high', 'High', 'pounds'],
  ['value.discounts', 'Discounts', 'pounds'],
  ['value.collective', 'Together', 'pounds'],
  ['value.saving_low', 'Saves, low', 'pounds'],
  ['value.saving_typical', 'Saves, typical', 'pounds'],
  ['value.saving_high', 'Saves, high', 'pounds'],
  ['value.use_typical', 'Must use', 'percent'],
  ['value.days_low', 'Days, low', 'exact'],
  ['value.days_typical', 'Days, typical', 'exact'],
  ['value.days_high', 'Days, high', 'exact'],
];

function schoolsTable(offer: Offer, told: Valued): Table {
  const some = offer.priced.filter(({ school }) => told.only.length === 0 || told.only.includes(school.id));
  const rows = some.map(
    (each): Row => ({
      id: each.school.id,
      role: 'line',
      level: 0,
      cells: [textCell(each.school.name), ...SCHOOL.map(([name, , show]) => cellOf(name, each, offer, told, show))],
    }),
  );
  return without({
    kind: 'table',
    id: `schools.${offer.option.tier}`,
    title: `${tierName(offer)}, school by school, £`,
    columns: [{ id: 'school', heading: 'School', align: 'left' }, ...SCHOOL.map(([id, heading]) => column(id, heading))],
    rows,
    notes: [
      'Fee: with the VAT that the school does not get back. Budget, Funding: the fee as a share of its budget, and of the minimum funding for its pupils.',
      'Low, Typical, High: what it gets and would otherwise buy, at prices elsewhere. Discounts: what members save on what they buy. Saves: all of that less the fee.',
      'Must use: the share of its entitlement at typical prices before membership pays. Days: what the fee would buy by the day.',
    ],
  });
}
