import {
  amongOf,
  type Grouping,
  groupsBy,
  inAmong,
  isTaken,
  type Offer,
  type Spread,
  type SpreadMeasure,
  spreadOf,
  type TierFigureName,
} from '../../analysis/index.js';
import { sum } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { bySide } from '../frame/lines.js';
import { without } from '../offer/price.js';
import { NONE, textCell } from '../page/cell.js';
import type { Row, Show, Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { worth } from '../sentences/worth.js';
import { restByGroup } from './rest.js';
import {
  column,
  idOf,
  offerCell,
  rowId,
  SAID,
  schoolCell,
  spreadCell,
  takesCells,
  takesColumns,
  type ValueTables,
} from './valued.js';

/**
 * Who gains and who loses under an offer, by some grouping: counts and pounds, the spread, the shares, and the ten who
 * lose most.
 */
export function gainsTables(offer: Offer, by: Grouping, told: ValueTables): Table[] {
  return [
    groupsTable(offer, by, told),
    spreadTable(offer, by, told),
    ...restByGroup(offer, by, told),
    sharesTable(offer, by, told),
    worstTable(offer, told),
  ];
}

const GAINS = { below: 'Loss', either: 'Gain (loss)' };
const GROUPS: readonly (readonly [measure: SpreadMeasure, heading: string, show: Show])[] = [
  ['better', 'Better', 'count'],
  ['worse', 'Worse', 'count'],
  ['unchanged', 'Same', 'count'],
  ['unknown', 'Not known', 'count'],
  ['better_share', 'Better off', 'percent'],
  ['gain', 'Gain, £', 'pounds'],
  ['loss', 'Lose, £', 'pounds'],
];
const SPREAD: readonly (readonly [measure: SpreadMeasure, heading: string, show: Show])[] = [
  ['p10', 'A tenth below', 'pounds'],
  ['median', 'Median', 'pounds'],
  ['p90', 'A tenth above', 'pounds'],
  ['better_100', 'Gain £100', 'count'],
  ['worse_100', 'Lose £100', 'count'],
  ['better_5', 'Gain 5%', 'count'],
  ['worse_5', 'Lose 5%', 'count'],
];
const SHARES: readonly (readonly [measure: SpreadMeasure, heading: string, show: Show])[] = [
  ['schools_share', 'Schools', 'percent'],
  ['pupils_share', 'Pupils', 'percent'],
  ['income_share', 'Fees', 'percent'],
];
const TRANSFERS: readonly (readonly [name: TierFigureName, heading: string, show: Show])[] = [
  ['tier.per_pupil', 'a pupil, £', 'pence'],
  ['tier.floor_adds', 'Floor adds, £', 'pounds'],
  ['tier.cap_takes', 'Cap takes, £', 'pounds'],
];

function byGroup(
  id: string,
  title: string,
  measures: readonly (readonly [measure: SpreadMeasure, heading: string, show: Show])[],
  offer: Offer,
  by: Grouping,
  told: ValueTables,
  notes: readonly Sentence[],
  transfers: typeof TRANSFERS = [],
): Table {
  const model: Model = told.standing.model;
  const schools = [...offer.priced, ...offer.unknown];
  const row = (key: string, label: string, among: object, role: Row['role']): Row => ({
    id: key,
    role,
    level: 0,
    cells: [
      textCell(label),
      ...measures.map(([measure, , show]) => spreadCell(offer, told, measure, show, among)),
      ...transfers.map(([name, , show]) => offerCell(name, offer, told, show, among)),
    ],
  });
  const rows = groupsBy(by, schools, model).map((group) => {
    const own = schools.filter((each) => inAmong(each, { group }, model));
    return row(group.id, group.label, amongOf(group, own), 'line');
  });
  return {
    kind: 'table',
    id: `${id}.${idOf(offer)}`,
    title: titled(title),
    columns: [
      { id: by, heading: by.charAt(0).toUpperCase() + by.slice(1), align: 'left' },
      ...measures.map(([measure, heading]) => column(measure, heading)),
      ...transfers.map(([name, heading]) => column(name, heading)),
    ],
    rows: [...rows, row('all', 'All', {}, 'total')],
    notes,
  };
}

const groupsTable = (offer: Offer, by: Grouping, told: ValueTables): Table =>
  byGroup(
    'groups',
    `${offer.name}: who is better and who is worse off, against ${SAID[told.against]}`,
    GROUPS,
    offer,
    by,
    told,
    [...worth.say.better()],
  );
const spreadTable = (offer: Offer, by: Grouping, told: ValueTables): Table =>
  byGroup(
    'spread',
    `${offer.name}: the spread of gains against ${SAID[told.against]}, £, and schools beyond £100 and 5%`,
    SPREAD,
    offer,
    by,
    told,
    [...worth.say.spread(), ...worth.say.groupsCount(offer.model)],
  );
const sharesTable = (offer: Offer, by: Grouping, told: ValueTables): Table =>
  byGroup(
    'shares',
    `${offer.name}: shares of schools, pupils and fees, and what floor and cap move`,
    SHARES,
    offer,
    by,
    told,
    [...worth.say.moved()],
    TRANSFERS,
  );

const WORST = 10;

/** Those that lose most, by name: ten lines of the roll, with the schools that each stands for. */
function worstTable(offer: Offer, told: ValueTables): Table {
  const losing = spreadOf(offer, told.against, told.projection)
    .known.filter(({ each, gain }) => gain.pence < 0 && isTaken(each))
    .sort((a, b) => a.gain.pence - b.gain.pence || (a.each.school.id < b.each.school.id ? -1 : 1));
  const saving = `value.saving_${told.against}` as const;
  const rows = losing.slice(0, WORST).map(({ each }): Row => {
    const cells = [
      textCell(each.school.name),
      ...takesCells(each, offer, told),
      each.school.count === undefined ? NONE : schoolCell('school.count', each, told, 'count'),
      textCell(keyInWords(each.school.phase)),
      schoolCell('value.fee', each, told, 'pounds'),
      schoolCell(saving, each, told, 'pounds'),
    ];
    return { id: rowId(each, offer), role: 'line', level: 0, cells };
  });
  return without({
    kind: 'table',
    id: `worst.${idOf(offer)}`,
    title: titled(`${offer.name}: who loses most, against ${SAID[told.against]}, £`),
    columns: [
      { id: 'school', heading: 'School', align: 'left' },
      ...takesColumns(offer),
      column('count', 'No.'),
      { id: 'phase', heading: 'Phase', align: 'left' },
      column('fee', 'Fee'),
      column(
        'gain',
        bySide(
          'Gain',
          GAINS,
          rows.map(({ cells }) => cells.at(-1)),
        ),
      ),
    ],
    rows,
    notes: worstNotes(offer, losing, told),
  });
}

function worstNotes(offer: Offer, losing: Spread['known'], told: ValueTables): Sentence[] {
  const { known } = spreadOf(offer, told.against, told.projection);
  const schools = sum(
    'count',
    losing.slice(WORST).map(({ each }) => each.count),
    'others that lose',
  );
  const rest =
    losing.length <= WORST ? undefined : { schools, isOne: schools.isKnown && schools.exact.toString() === '1' };
  const { say } = worth;
  return [
    ...say.loseUnknown(known.length),
    ...say.noneLoses({ known: known.length, losing: losing.length }),
    ...say.othersLose(rest),
  ];
}
