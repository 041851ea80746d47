import { type Count, constant, Exact, isZero, sum } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { called, type Model, PHASES, type Phase, type School, type Service, yearLabel } from '../../model/index.js';
import { type OrderSale, type Projection, postsWithDays } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { askedCell, countedCell, NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Show, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { ordering } from '../sentences/asking.js';
import { without } from './price.js';

interface Told {
  readonly standing: Standing;
  readonly projection: Projection;
  readonly year: number;
}

/** What schools have ordered against what was expected of them, by service and kind of school, with the days there are. */
export function ordersReport(standing: Standing, projection: Projection, year: number): Report {
  const { model } = standing;
  const told: Told = { standing, projection, year };
  const blocks: Block[] = [planTable(told), ...capacityTable(told), ...listTable(told)];
  return Report.of({
    id: 'orders',
    title: titled(`${model.name}: what schools have ordered, ${yearLabel(model.calendar, year)}`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

const right = (id: string, heading: string): Column => ({ id, heading, align: 'right' });
const left = (id: string, heading: string): Column => ({ id, heading, align: 'left' });

function asked({ standing, projection, year }: Told, figure: string, show: Show): Cell {
  return askedCell({ projection, scenario: scenarioOf(standing) }, { figure, year }, show);
}

const salesIn = ({ projection, year }: Told, id: string): readonly OrderSale[] =>
  projection.services.in(id, year).orders;

/** Each service that has been ordered, or that schools are expected to ask for, in all and by phase. */
function planTable(told: Told): Table {
  const { model } = told.standing;
  const rows = [...model.services].flatMap(([id, service]): Row[] => {
    const phases = PHASES.filter((phase) => model.schools.some((school) => school.phase === phase));
    return [serviceRow(id, service, told), ...phases.flatMap((phase) => phaseRow(id, phase, told))];
  });
  return without({
    kind: 'table',
    id: 'plan',
    title: titled('Orders against the plan, in units'),
    columns: [
      left('service', 'Service'),
      right('schools', 'Schools'),
      right('ordered', 'Ordered'),
      right('planned', 'Planned for them'),
      right('rest', 'Expected of others'),
      left('unit', 'Unit'),
      right('income', 'Ordered, £'),
    ],
    rows,
    notes: [...ordering.say.columns(), ...ordering.say.stands()],
  });
}

function serviceRow(id: string, service: Service, told: Told): Row {
  return {
    id,
    role: 'line',
    level: 0,
    cells: [
      textCell(called(service, id)),
      schoolsCell(salesIn(told, id)),
      asked(told, `service.ordered.${id}`, 'exact'),
      asked(told, `service.planned.${id}`, 'exact'),
      asked(told, `service.unordered.${id}`, 'exact'),
      textCell(service.unit),
      asked(told, `service.order_income.${id}`, 'pounds'),
    ],
  };
}

function phaseRow(id: string, phase: Phase, told: Told): Row[] {
  const { projection, year } = told;
  const sales = salesIn(told, id).filter(({ order: { school } }) => school.phase === phase);
  const isOf = (school: School): boolean => school.phase === phase;
  const [planned, rest] = [true, false].map((hasOrdered) => projection.services.planned(id, year, hasOrdered, isOf));
  if (sales.length === 0 && isNothing(rest)) return [];
  const name = `units of ${id} for ${keyInWords(phase)} schools`;
  const units = sum(
    'count',
    sales.map(({ order }) => order.units),
    `${name}, ordered`,
  );
  return [
    {
      id: `${id}.${phase}`,
      role: 'line',
      level: 1,
      cells: [
        textCell(keyInWords(phase)),
        schoolsCell(sales),
        sales.length === 0 ? NONE : countedCell(units, 'exact'),
        sales.length === 0 || planned === undefined ? NONE : countedCell(planned, 'exact'),
        rest === undefined ? NONE : countedCell(rest, 'exact'),
        NONE,
        sales.length === 0
          ? NONE
          : countedCell(
              sum(
                'money',
                sales.map(({ paid }) => paid),
                `${name}, what the orders come to`,
              ),
              'pounds',
            ),
      ],
    },
  ];
}

const isNothing = (units: Count | undefined): boolean => units === undefined || isZero(units);

function schoolsCell(sales: readonly OrderSale[]): Cell {
  const many = new Set(sales.map(({ order }) => order.school.id)).size;
  return many === 0 ? NONE : countedCell(constant('count', Exact.of(many), 'schools that have ordered'), 'count');
}

/** Days of each post against what is ordered of it. */
function capacityTable(told: Told): Table[] {
  const { model } = told.standing;
  const rows = postsWithDays(model).map((post): Row => {
    const cells = ['available', 'promised', 'ordered', 'asked', 'short'].map((what) =>
      asked(told, `days.${what}.${post}`, 'count'),
    );
    return {
      id: post,
      role: 'line',
      level: 0,
      cells: [textCell(model.staff.get(post)?.name ?? keyInWords(post)), ...cells],
    };
  });
  return rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          id: 'capacity',
          title: titled('Days to deliver them'),
          columns: [
            left('post', 'Post'),
            right('available', 'Days'),
            right('promised', 'Promised'),
            right('ordered', 'Ordered'),
            right('asked', 'Ordered and asked for'),
            right('short', 'Short'),
          ],
          rows,
          notes: ordering.say.days(),
        },
      ];
}

/** Every order of the year, and those that lie before the calendar. */
function listTable(told: Told): Table[] {
  const { model } = told.standing;
  const sales = [...model.services.keys()].flatMap((id) => salesIn(told, id));
  const rows = sales.map(
    ({ order: { school, service, option, units, date }, paid }, i): Row => ({
      id: `${i + 1}`,
      role: 'line',
      level: 0,
      cells: [
        textCell(school.name),
        textCell(called(model.services.get(service) as Service, service)),
        countedCell(units, 'exact'),
        textCell(option === undefined ? '' : keyInWords(option)),
        textCell(date),
        countedCell(paid, 'pence'),
      ],
    }),
  );
  return rows.length === 0
    ? []
    : [
        without({
          kind: 'table',
          id: 'orders',
          title: titled('Each order'),
          columns: [
            left('school', 'School'),
            left('service', 'Service'),
            right('units', 'Units'),
            left('option', 'Option'),
            left('date', 'For'),
            right('income', 'Expected, £'),
          ],
          rows,
          notes: ordering.say.uncounted(outside(model)),
        }),
      ];
}

/** Orders for days that the calendar does not have. */
function outside({ orders, calendar: { first, last } }: Model): number {
  return orders?.all.filter(({ month }) => month < first || month > last).length ?? 0;
}
