import { joinsNone, partOf, type SchoolFigureName, schoolFigure } from '../../analysis/index.js';
import { type Count, isZero, sum } from '../../figures/index.js';
import { keyInWords, type Month, whereSaid } from '../../language/index.js';
import {
  chargesVatBy,
  eligibleIn,
  isThere,
  lastMonthOf,
  type Model,
  momentOf,
  monthsOf,
  type School,
  standsForNone,
  type TierTerms,
  yearLabel,
} from '../../model/index.js';
import { ONE_SCHOOL, type Quote, settledBy } from '../../pricing/index.js';
import type { Projection } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { groupNotes } from '../frame/group-notes.js';
import { waitingNotes } from '../frame/waiting-notes.js';
import { figureCell, NONE, textCell } from '../page/cell.js';
import {
  type Block,
  type Cell,
  type Column,
  type Ref,
  Report,
  type Row,
  type Show,
  type Table,
} from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { lives } from '../sentences/lives.js';
import { pricing } from '../sentences/pricing.js';
import { sequenceTable, unreferred } from './sequence.js';

/** What is asked of a price report: a company year, and perhaps one school of the roll or a made-up one. */
export interface PriceAsked {
  readonly year: number;
  readonly tier: string | undefined;
  /** Some schools and not the whole roll. */
  readonly only: readonly SchoolSaid[] | undefined;
  /** Whether the sequence of terms is shown for each of them. */
  readonly explain: boolean;
}

/** A school, and how the command line named it, for references. */
export interface SchoolSaid {
  readonly school: School;
  readonly said: string;
}

/** What each school pays for a full year's membership, per pupil, and which rule set it. One table a tier. */
export function priceReport(standing: Standing, projection: Projection, asked: PriceAsked): Report {
  const { model } = standing;
  const tiers = [...model.tiers].filter(([id]) => asked.tier === undefined || asked.tier === id);
  const blocks = tiers.flatMap(([id, tier]): Block[] => [
    tierTable(id, tier, standing, projection, asked),
    ...(asked.explain ? sequences(id, tier, standing, projection, asked) : []),
  ]);
  const when = yearLabel(model.calendar, asked.year);
  return Report.of({
    id: 'price',
    title: titled(`${model.name}: what each school pays, ${when}`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

/**
 * Whether a school is priced as one buyer with others that are not on the roll: its fee is its part of one price.
 * `explain` takes one school, and would say what it pays without them.
 */
function isPart({ group }: Quote, { schools }: Standing['model'], only: PriceAsked['only'] = []): boolean {
  return group !== undefined && only.length > 1 && only.some(({ school }) => !schools.includes(school));
}

/** Schools that are asked about together, and that one price may take together. */
const besideIn = (only: PriceAsked['only']): readonly School[] => (only ?? []).map(({ school }) => school);

/** How each school's fee is made, term by term. */
function sequences(
  id: string,
  tier: TierTerms,
  standing: Standing,
  { membership }: Projection,
  { only = [], year }: PriceAsked,
): Table[] {
  const scenario = scenarioOf(standing);
  return only.flatMap(({ school, said }, i): Table[] => {
    const quote = isOpenTo(tier, school, standing, year)
      ? membership.quoteFor(tier, school, year, besideIn(only))
      : undefined;
    if (quote === undefined) return [];
    const at = { year, school: said, tier: id, ...whereSaid({ scenario }) };
    const told = membership.termsFor(tier, school, year, quote.group?.customer);
    const table = sequenceTable({
      id: `terms.${id}.${rowId(school, i, only)}`,
      name: tier.name ?? id,
      tier,
      registered: chargesVatBy(standing.model.tax.vat, lastMonthOf(standing.model.calendar, year))
        ? standing.model.tax.vat?.registered
        : false,
      school,
      quote,
      told,
      at,
      partYear: PART_YEAR[tier.term.joinsMidYear],
    });
    return [isPart(quote, standing.model, only) ? { ...table, rows: table.rows.map(unreferred) } : table];
  });
}

/** Whether a school is open in a year, and may join a tier then. */
const isOpenTo = (tier: TierTerms, school: School, { model: { calendar } }: Standing, year: number): boolean =>
  eligibleIn(school, momentOf(school, calendar, year), tier) !== undefined;

const PART_YEAR = {
  by_month: 'by the month, from joining to the first invoice',
  full_year: 'a full year, whenever a school joins',
  wait: 'nothing, until the first invoice',
} as const;

const COLUMNS: readonly Column[] = [
  { id: 'school', heading: 'School', align: 'left' },
  { id: 'count', heading: 'No.', align: 'right' },
  { id: 'phase', heading: 'Phase', align: 'left' },
  { id: 'pupils', heading: 'Pupils', align: 'right' },
  { id: 'fee', heading: 'Fee, £', align: 'right' },
  { id: 'per_pupil', heading: '£ a pupil', align: 'right' },
  { id: 'set_by', heading: 'Set by', align: 'left' },
  { id: 'together', heading: 'All years, £', align: 'right' },
  { id: 'joining', heading: 'On joining, £', align: 'right' },
  { id: 'first_year', heading: 'First year, £', align: 'right' },
  { id: 'with_vat', heading: 'With VAT, £', align: 'right' },
  { id: 'net', heading: 'Net, £', align: 'right' },
  { id: 'pays_now', heading: 'Now, £', align: 'right' },
  { id: 'change', heading: 'Change, £', align: 'right' },
  { id: 'share_of_budget', heading: 'Of budget', align: 'right' },
  { id: 'takes', heading: 'Takes it', align: 'right' },
];

function tierTable(id: string, tier: TierTerms, standing: Standing, projection: Projection, asked: PriceAsked): Table {
  const schools = asked.only ?? standing.model.schools.map((school) => ({ school, said: school.id }));
  const rows: Row[] = [];
  const [left, shown]: [School[], School[]] = [[], []];
  let parts = false;
  for (const [i, { school, said }] of schools.entries()) {
    const quote = isOpenTo(tier, school, standing, asked.year)
      ? projection.membership.quoteFor(tier, school, asked.year, besideIn(asked.only))
      : undefined;
    if (quote === undefined) left.push(school);
    else {
      shown.push(school);
      const row = {
        ...schoolRow(id, tier, school, quote, standing, projection, { year: asked.year, said }),
        id: rowId(school, i, asked.only),
      };
      const part = isPart(quote, standing.model, asked.only);
      parts ||= part;
      rows.push(part ? unreferred(row) : row);
    }
  }
  const about = [
    ...pricing.say.fullYear(PART_YEAR[tier.term.joinsMidYear]),
    ...groupNotes(projection, tier, asked.year),
    ...pricing.say.net(hasColumn(rows, 'net')),
    ...pricing.say.registersLater({ model: standing.model, year: asked.year }),
    ...pricing.say.once(hasColumn(rows, 'joining')),
    ...pricing.say.parts(parts),
    ...takenNotes(standing, rows),
  ];
  // What a price means is of no use where nobody pays it.
  const notes = [
    ...(rows.length === 0 ? [] : about),
    ...livesNotes(shown, standing.model, asked.year, tier.term.notice),
    ...waitingNotes(projection, monthsIn(standing.model, asked.year), id),
    ...leftNotes(left, standing.model, asked.year),
  ];
  return without({ kind: 'table', id, title: titled(`Tier ${tier.name ?? id}`), columns: COLUMNS, rows, notes });
}

/** Whether some row says anything in a column. */
const hasColumn = (rows: readonly Row[], id: string): boolean => {
  const column = COLUMNS.findIndex((each) => each.id === id);
  return rows.some(({ cells }) => cells[column]?.kind !== 'none');
};

/** Who comes, goes or changes in a year, of those that are shown. */
function livesNotes(shown: readonly School[], model: Model, year: number, notice: number): readonly Sentence[] {
  return lives.say.partOfYear({ model, of: shown, ...monthsIn(model, year), notice });
}

function monthsIn({ calendar }: Model, year: number): { readonly first: Month; readonly last: Month } {
  const months = monthsOf(calendar, year);
  return { first: months[0] as Month, last: months[months.length - 1] as Month };
}

/** How many are not shown, and why. */
function leftNotes(left: readonly School[], { calendar }: Model, year: number): Sentence[] {
  const some = left.filter((school) => !standsForNone(school));
  const shut = some.filter((school) => !isThere(school, momentOf(school, calendar, year)));
  const rest = some.filter((school) => !shut.includes(school));
  return [
    ...lives.say.notOpen(shut.length === 0 ? undefined : { ...countOf(shut), year: yearLabel(calendar, year) }),
    ...pricing.say.notEligible(rest.length === 0 ? undefined : countOf(rest)),
  ];
}

const FIGURES: readonly (readonly [SchoolFigureName, Show])[] = [
  ['school.count', 'count'],
  ['school.pupils', 'exact'],
  ['fee', 'pence'],
  ['fee.per_pupil', 'pence'],
  ['fee.together', 'pence'],
  ['fee.once', 'pence'],
  ['fee.first_year', 'pence'],
  ['fee.with_vat', 'pence'],
  ['fee.net', 'pence'],
  ['school.pays_now', 'pence'],
  ['fee.change', 'pence'],
  ['fee.share_of_budget', 'percent'],
];

/** A school of the roll by its own id; of several that are made up each by its place in what was asked. */
function rowId({ id }: School, place: number, only: PriceAsked['only'] = []): string {
  return only.filter(({ school }) => school.id === id).length > 1 ? `${id}.${place}` : id;
}

function schoolRow(
  tierId: string,
  tier: TierTerms,
  school: School,
  quote: Quote,
  standing: Standing,
  projection: Projection,
  asked: { readonly year: number; readonly said: string },
): Omit<Row, 'id'> {
  const scenario = scenarioOf(standing);
  const at = { year: asked.year, school: asked.said, tier: tierId, ...whereSaid({ scenario }) };
  const [count, pupils, fee, perPupil, ...today] = FIGURES.map(([name, show]): Cell => {
    const figure = schoolFigure(name, { school, tier, year: asked.year }, quote, projection);
    const single = name === 'school.count' && school.count === undefined;
    return figure === undefined || single ? NONE : figureCell(figure, { figure: name, ...at }, show);
  }) as [Cell, Cell, Cell, Cell, ...Cell[]];
  const cells = [
    textCell(school.name),
    count,
    textCell(keyInWords(school.phase)),
    pupils,
    fee,
    perPupil,
    textCell(settledBy(quote)),
    ...today,
    takesCell(tierId, school, at, standing, projection),
  ];
  return { role: 'line', level: 0, cells };
}

/** What the last column is; where no school of the table takes the tier there is none, and that is said. */
function takenNotes({ model }: Standing, rows: readonly Row[]): readonly Sentence[] {
  if (model.tiers.size < 2 || rows.length === 0) return [];
  const isTaken = rows.some(({ cells }) => cells.at(-1)?.kind !== 'none');
  return [...pricing.say.takes(isTaken), ...pricing.say.noneTakes(isTaken ? 0 : rows.length)];
}

/** Which part of a school takes a tier, where there are several to take. */
function takesCell(
  tier: string,
  school: School,
  at: Omit<Ref, 'figure'> & { readonly year: number },
  { model }: Standing,
  projection: Projection,
): Cell {
  if (model.tiers.size < 2 || joinsNone(projection, school, tier, at.year)) return NONE;
  const part = partOf(projection, school, tier, at.year);
  return isZero(part) ? NONE : figureCell(part, { figure: 'school.part', ...at }, 'percent');
}

/** Schools, and not lines of the roll. */
function countOf(left: readonly School[]): { readonly schools: Count; readonly isOne: boolean } {
  const schools = sum(
    'count',
    left.map(({ count }) => count ?? ONE_SCHOOL),
    'not shown',
  );
  return { schools, isOne: schools.isKnown && schools.exact.toString() === '1' };
}

/** Without the columns that no row has anything in. */
export function without(table: Table): Table {
  const kept = table.columns.map(
    (_, column) => table.rows.length === 0 || table.rows.some(({ cells }) => cells[column]?.kind !== 'none'),
  );
  const keep = <T>(items: readonly T[]): T[] => items.filter((_, i) => kept[i]);
  return {
    ...table,
    columns: keep(table.columns),
    rows: table.rows.map((row) => ({ ...row, cells: keep(row.cells) })),
  };
}
