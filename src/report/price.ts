import { type SchoolFigureName, schoolFigure } from '../analysis/index.js';
import { type Count, quotient } from '../figures/index.js';
import { type PriceList, type School, type TierTerms, yearLabel } from '../model/index.js';
import { fits, type Quote, quote, settledBy } from '../pricing/index.js';
import type { Projection } from '../projection/index.js';
import { basisOf, type Standing } from './basis.js';
import { scenarioOf } from './forecast.js';
import { figureCell, NONE, textCell } from './lines.js';
import type { Cell, Column, Report, Row, Show, Table } from './report.js';

/** What is asked of a price report: a company year, and perhaps one school of the roll or a made-up one. */
export interface PriceAsked {
  readonly year: number;
  readonly tier: string | undefined;
  /** One school; `said` is how the command line named it, for references. */
  readonly only: { readonly school: School; readonly said: string } | undefined;
}

/** What each school pays for a full year's membership, per pupil, and which rule set it. One table a tier. */
export function priceReport(standing: Standing, projection: Projection, asked: PriceAsked): Report {
  const { model } = standing;
  const tiers = [...model.tiers].filter(([id]) => asked.tier === undefined || asked.tier === id);
  const blocks = tiers.map(([id, tier]) => tierTable(id, tier, standing, projection, asked));
  const when = yearLabel(model.calendar, asked.year);
  return { id: 'price', title: `${model.name}: what each school pays, ${when}`, basis: basisOf(standing, blocks), blocks };
}

const COLUMNS: readonly Column[] = [
  { id: 'school', heading: 'School', align: 'left' },
  { id: 'count', heading: 'No.', align: 'right' },
  { id: 'phase', heading: 'Phase', align: 'left' },
  { id: 'pupils', heading: 'Pupils', align: 'right' },
  { id: 'fee', heading: 'Fee, £', align: 'right' },
  { id: 'per_pupil', heading: '£ a pupil', align: 'right' },
  { id: 'set_by', heading: 'Set by', align: 'left' },
  { id: 'pays_now', heading: 'Now, £', align: 'right' },
  { id: 'change', heading: 'Change, £', align: 'right' },
  { id: 'share_of_budget', heading: 'Of budget', align: 'right' },
];

function tierTable(id: string, tier: TierTerms, standing: Standing, projection: Projection, asked: PriceAsked): Table {
  const schools = asked.only === undefined ? standing.model.schools : [asked.only.school];
  const rows: Row[] = [];
  let left = 0;
  for (const school of schools) {
    const quote = fits(tier.eligible, school.attributes) ? projection.membership.quoteFor(tier, school, asked.year) : undefined;
    if (quote === undefined) left++;
    else rows.push(schoolRow(id, tier, school, quote, standing, projection, asked));
  }
  const notes = [
    'A full year, from the first invoice of the year; part years are charged by the month.',
    ...(left === 0 ? [] : [`${left} ${left === 1 ? 'school is' : 'schools are'} not eligible and not shown.`]),
  ];
  return without({ kind: 'table', id, title: `Tier ${tier.name ?? id}`, columns: COLUMNS, rows, notes });
}

const FIGURES: readonly (readonly [SchoolFigureName, Show])[] = [
  ['school.count', 'count'],
  ['school.pupils', 'exact'],
  ['fee', 'pence'],
  ['fee.per_pupil', 'pence'],
  ['school.pays_now', 'pence'],
  ['fee.change', 'pence'],
  ['fee.share_of_budget', 'percent'],
];

function schoolRow(
  tierId: string,
  tier: TierTerms,
  school: School,
  quote: Quote,
  standing: Standing,
  projection: Projection,
  asked: PriceAsked,
): Row {
  const scenario = scenarioOf(standing);
  const at = { year: asked.year, school: asked.only?.said ?? school.id, tier: tierId, ...(scenario === undefined ? {} : { scenario }) };
  const [count, pupils, fee, perPupil, ...today] = FIGURES.map(([name, show]): Cell => {
    const figure = schoolFigure(name, { school, tier, year: asked.year }, quote, projection);
    const single = name === 'school.count' && school.count === undefined;
    return figure === undefined || single ? NONE : figureCell(figure, { figure: name, ...at }, show);
  }) as [Cell, Cell, Cell, Cell, ...Cell[]];
  const cells = [
    textCell(named(school)),
    count,
    textCell(school.phase.replace(/_/g, ' ')),
    pupils,
    fee,
    perPupil,
    textCell(settledBy(quote)),
    ...today,
  ];
  return { id: school.id, role: 'line', level: 0, cells };
}

/** A school's name, after the URN that `--school` takes where that is not the name itself. */
function named({ id, name }: School): string {
  return id === 'made-up' || id.replace(/_/g, ' ') === name ? name : `${id} ${name}`;
}

/** Without the columns that no row has anything in. */
function without(table: Table): Table {
  const kept = table.columns.map((_, column) => table.rows.length === 0 || table.rows.some(({ cells }) => cells[column]?.kind !== 'none'));
  const keep = <T>(items: readonly T[]): T[] => items.filter((_, i) => kept[i]);
  return { ...table, columns: keep(table.columns), rows: table.rows.map((row) => ({ ...row, cells: keep(row.cells) })) };
}

/** What a published price list charges one school. */
export function priceListReport(path: string, list: PriceList, school: School, said: string): Report {
  const rows = [...list.tiers].map(([id, { price }]): Row => {
    const found = quote(price, { name: school.name, attributes: school.attributes, pupils: pupilsOf(school) });
    const ref = { figure: 'fee', school: said, tier: id };
    if (found === undefined) return { id, role: 'line', level: 0, cells: [textCell(id), NONE, NONE, textCell('no price of this tier fits')] };
    const each = quotient('price', found.fee, pupilsOf(school), `fee of ${school.name} per pupil`);
    const cells = [
      textCell(id),
      figureCell(found.fee, ref, 'pence'),
      figureCell(each, { ...ref, figure: 'fee.per_pupil' }, 'pence'),
      textCell(settledBy(found)),
    ];
    return { id, role: 'line', level: 0, cells };
  });
  const columns: Column[] = [
    { id: 'tier', heading: 'Tier', align: 'left' },
    { id: 'fee', heading: 'Fee, £', align: 'right' },
    { id: 'per_pupil', heading: '£ a pupil', align: 'right' },
    { id: 'set_by', heading: 'Set by', align: 'left' },
  ];
  const table: Table = { kind: 'table', id: 'prices', title: school.name, columns, rows, notes: [] };
  return {
    id: 'price',
    title: `${list.name}: price list`,
    basis: [`${path}. Excluding VAT.`, ...(list.source === undefined ? [] : [`Source: ${list.source}`])],
    blocks: [table],
  };
}

function pupilsOf({ pupils }: School): Count {
  return (pupils.steps[0] as { value: Count }).value;
}
