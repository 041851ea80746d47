import { quotesOf, schoolFigure } from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { customerOf, type ListTier, type PriceList } from '../../model/index.js';
import { type Quote, settledBy, termsTold } from '../../pricing/index.js';
import { figureCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Show, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { basis } from '../sentences/basis.js';
import { cells as told } from '../sentences/cells.js';
import { pricing } from '../sentences/pricing.js';
import { type SchoolSaid, without } from './price.js';
import { sequenceTable, unreferred } from './sequence.js';

const COLUMNS: readonly Column[] = [
  { id: 'tier', heading: 'Tier', align: 'left' },
  { id: 'school', heading: 'School', align: 'left' },
  { id: 'fee', heading: 'Fee, £', align: 'right' },
  { id: 'per_pupil', heading: '£ a pupil', align: 'right' },
  { id: 'together', heading: 'All years, £', align: 'right' },
  { id: 'joining', heading: 'On joining, £', align: 'right' },
  { id: 'first_year', heading: 'First year, £', align: 'right' },
  { id: 'with_vat', heading: 'With VAT, £', align: 'right' },
  { id: 'net', heading: 'Net, £', align: 'right' },
  { id: 'provider', heading: 'Provider, £', align: 'right' },
  { id: 'commission', heading: 'Broker, £', align: 'right' },
  { id: 'set_by', heading: 'Set by', align: 'left' },
];

/** What a published price list charges some schools, by each of its tiers; with `explain`, how each fee is made. */
export function priceListReport(
  path: string,
  list: PriceList,
  schools: readonly SchoolSaid[],
  explain: boolean,
): Report {
  const rows: Row[] = [];
  const sequences: Block[] = [];
  let parts = false;
  let once = false;
  for (const [id, tier] of list.tiers) {
    const quotes = quotesOf(
      tier,
      schools.map(({ school }) => school),
    );
    schools.forEach((said, i) => {
      const quote = quotes[i];
      const isPart = quote?.group !== undefined && schools.length > 1;
      parts ||= isPart;
      once ||= quote?.once !== undefined;
      const row: Row = {
        id: `${id}.${i}`,
        role: 'line',
        level: 0,
        cells: cellsOf(id, tier, said, quote, schools.length > 1),
      };
      rows.push(isPart ? unreferred(row) : row);
      if (!explain || quote === undefined) return;
      const table = sequenceOf(`${id}.${i}`, id, tier, said, quote);
      sequences.push(isPart ? { ...table, rows: table.rows.map(unreferred) } : table);
    });
  }
  const title = titled(schools.length === 1 ? (schools[0] as SchoolSaid).school.name : 'What each school pays');
  const table = without({
    kind: 'table',
    id: 'prices',
    title,
    columns: COLUMNS,
    rows,
    notes: [...pricing.say.parts(parts), ...pricing.say.once(once)],
  });
  return Report.of({
    id: 'price',
    title: titled(`${list.name}: price list`),
    basis: [...basis.say.priceList(path), ...basis.say.listPupils(list.pupils), ...basis.say.source(list.source)],
    blocks: [table, ...sequences],
  });
}

function pupilsOf({ school }: SchoolSaid): Figure<'count'> {
  return (school.pupils.steps[0] as { value: Figure<'count'> }).value;
}

function cellsOf(id: string, tier: ListTier, said: SchoolSaid, quote: Quote | undefined, several: boolean): Cell[] {
  const name = several ? textCell(said.school.name) : NONE;
  if (quote === undefined)
    return [
      textCell(id),
      name,
      ...Array.from({ length: COLUMNS.length - 3 }, () => NONE),
      saidCell(told.say.noTierFits(false)),
    ];
  const cell = (figure: Parameters<typeof schoolFigure>[0], show: Show = 'pence'): Cell => {
    const found = listFigure(figure, tier, said, quote);
    return found === undefined ? NONE : figureCell(found, { figure, school: said.said, tier: id }, show);
  };
  const perPupil = pupilsOf(said).isKnown ? cell('fee.per_pupil') : NONE;
  const rest = (
    ['fee.together', 'fee.once', 'fee.first_year', 'fee.with_vat', 'fee.net', 'fee.provider', 'fee.commission'] as const
  ).map((figure) => cell(figure));
  return [textCell(id), name, cell('fee'), perPupil, ...rest, textCell(settledBy(quote))];
}

/** A figure of a school under a price list, which has no years. */
export function listFigure(
  name: Parameters<typeof schoolFigure>[0],
  tier: ListTier,
  said: SchoolSaid,
  quote: Quote,
): Figure | undefined {
  const membership = { pupilsOf: () => pupilsOf(said) };
  return schoolFigure(name, { school: said.school, tier, year: 0 }, quote, { membership });
}

function sequenceOf(place: string, id: string, tier: ListTier, said: SchoolSaid, quote: Quote): Table {
  const { school } = said;
  const told = termsTold(tier.price, quote.group?.customer ?? customerOf(school, pupilsOf(said)));
  return sequenceTable({
    registered: undefined,
    id: `terms.${place}`,
    name: tier.name ?? id,
    tier,
    school,
    quote,
    told,
    at: { school: said.said, tier: id },
    partYear: undefined,
  });
}
