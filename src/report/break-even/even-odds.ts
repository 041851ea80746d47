import { type EvenOdds, type Likely, likelyIn } from '../../analysis/simulation/index.js';
import { whereSaid } from '../../language/index.js';
import type { Period } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { barStrip, column, drawn, errorCell, isNoDeficit, likelyCell, row, shareNotes } from '../chance/drawn.js';
import { surplusText } from '../frame/lines.js';
import { figureCell, NONE, textCell } from '../page/cell.js';
import type { Block, Row, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { chance, decisionsIn } from '../sentences/chance.js';
import { reactions, type Uses } from '../sentences/reactions.js';
import { states } from '../sentences/states.js';

/** Draws of a model, and what it is drawn from. */
interface OddsShown {
  readonly odds: EvenOdds;
  readonly projection: Projection;
  readonly scenario: string | undefined;
  readonly uses: Uses;
}

/** How likely each year is to end without a deficit, and how that goes with the number of schools that join. */
export function evenOddsTables(
  odds: EvenOdds,
  { label, id }: Period,
  { projection, scenario, uses }: Omit<OddsShown, 'odds'>,
): Block[] {
  return [yearsTable({ odds, projection, scenario, uses }), membersTable(odds, label, Number(id))];
}

function yearsTable({ odds: { years, surplus, chances }, projection, scenario, uses }: OddsShown): Table {
  const cells = (likely: Likely): Row['cells'] => [
    likelyCell(likely),
    errorCell(likely),
    barStrip(likely.hits, likely.draws),
  ];
  const rows = years.map((year, i) => {
    const ref = { figure: 'surplus', year: Number(year.id), ...whereSaid({ scenario }) };
    const asModelled = figureCell(figureOf(projection, 'surplus', year), ref, 'pounds');
    return row(year.id, [
      textCell(year.label),
      asModelled,
      ...cells(likelyIn([surplus[i] as Float64Array], isNoDeficit)),
    ]);
  });
  const together =
    surplus[0]?.map((_, draw) => surplus.reduce((sum, column) => sum + (column[draw] as number), 0)) ??
    new Float64Array();
  const any = likelyIn(surplus, (value) => !isNoDeficit(value));
  const each = { hits: any.draws - any.hits, draws: any.draws };
  const all = likelyIn([together], isNoDeficit);
  const shares = [
    ...years.map(({ label: what }, i) => ({ what, ...likelyIn([surplus[i] as Float64Array], isNoDeficit) })),
    { what: 'in every year', ...each },
    { what: 'all years together', ...all },
  ];
  const varied = { model: projection.model, decisions: decisionsIn(projection) };
  return {
    kind: 'table',
    id: 'even_odds',
    title: titled('How likely it is to break even'),
    columns: [
      column('year', '', 'left'),
      column(
        'surplus',
        surplusText(
          ' as modelled, £',
          rows.map(({ cells: [, modelled] }) => modelled),
        ),
      ),
      column('share', 'Breaks even'),
      column('error', 'Error'),
      column('bar', '0% … 100%', 'left'),
    ],
    rows: [
      ...rows,
      row('each', [textCell('In every year'), NONE, ...cells(each)]),
      row('together', [textCell('All years together'), NONE, ...cells(all)]),
    ],
    notes: [
      ...chance.say.evenOdds(chances),
      ...states.say.bring(projection.model),
      ...chance.say.togetherAsStated(projection.model),
      ...chance.say.independent(varied),
      ...reactions.say.varied({ model: projection.model, uses }),
      ...shareNotes(shares),
    ],
  };
}

/** So many groups of draws, by how many schools join. */
const GROUPS = 8;

function membersTable({ years, surplus, members }: EvenOdds, label: string, year: number): Table {
  const at = years.findIndex(({ id }) => Number(id) === year);
  const [joined, left] = [members[at] as Float64Array, surplus[at] as Float64Array];
  const sorted = Float64Array.from(joined).sort();
  const edges = [
    ...new Set(
      Array.from({ length: GROUPS }, (_, i) => sorted[Math.ceil(((i + 1) / GROUPS) * sorted.length) - 1] as number),
    ),
  ];
  const rows = edges.map((upTo, i) => {
    const from = edges[i - 1] ?? Number.NEGATIVE_INFINITY;
    const here = [...joined.keys()].filter(
      (draw) => (joined[draw] as number) > from && (joined[draw] as number) <= upTo,
    );
    const even = { hits: here.filter((draw) => isNoDeficit(left[draw] as number)).length, draws: here.length };
    const least = here.reduce((lowest, draw) => Math.min(lowest, joined[draw] as number), Number.POSITIVE_INFINITY);
    const ends = [drawn('count', least, 'count', 'members'), drawn('count', upTo, 'count', 'members')];
    return row(String(i), [
      ...ends,
      likelyCell({ hits: here.length, draws: joined.length }),
      likelyCell(even),
      errorCell(even),
      barStrip(even.hits, even.draws),
    ]);
  });
  const all = likelyIn([left], isNoDeficit);
  return {
    kind: 'table',
    id: 'even_by_members',
    title: titled(`How likely it is by the number of schools that join, ${label}`),
    columns: [
      column('from', 'Members, from'),
      column('to', 'to'),
      column('share', 'Draws'),
      column('even', 'Break even'),
      column('error', 'Error'),
      column('bar', '0% … 100%', 'left'),
    ],
    rows: [
      ...rows,
      row(
        'all',
        [
          textCell('All'),
          NONE,
          likelyCell({ hits: joined.length, draws: joined.length }),
          likelyCell(all),
          errorCell(all),
          NONE,
        ],
        0,
        'total',
      ),
    ],
    notes: chance.say.byMembers(),
  };
}
