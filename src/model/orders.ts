import { type Count, times } from '../figures/index.js';
import { kept, type Month, monthOf, type Problem, problem, type Scalar, type Span } from '../language/index.js';
import { type Calendar, yearOf } from './calendar.js';
import { schoolsMeant } from './consultation.js';
import { sameList } from './same-list.js';
import type { School } from './school.js';
import type { Service } from './service.js';

/** What a school has ordered of a service, as a row of the file of orders has it. */
export interface OrderRow {
  readonly school: Scalar;
  readonly service: Scalar;
  /** One of the quantities to which the service gives a name. */
  readonly option: Scalar | undefined;
  /** How many units, or how many of the option: one unless said. */
  readonly quantity: Count | undefined;
  /** `2026-03-14`: the day for which it is ordered. */
  readonly date: string;
  readonly dateAt: Span;
}

/** An order of a school of the roll for a service of the model. */
export interface ServiceOrder {
  readonly school: School;
  readonly service: string;
  readonly option: string | undefined;
  readonly units: Count;
  readonly date: string;
  readonly month: Month;
  /** The company year in which the day lies. */
  readonly year: number;
  readonly span: Span;
}

/** How the model reads its orders. */
export interface OrderTerms {
  readonly file: Scalar;
  /** Columns of the file that nothing reads. */
  readonly ignore: readonly string[];
}

/** The orders of a model. */
export interface Orders {
  readonly file: string;
  readonly all: readonly ServiceOrder[];
}

/** What orders may be for. */
interface Orderable {
  readonly services: ReadonlyMap<string, Service>;
  /** Services that the model has without its scenarios, or with others: an order of them is no mistake. */
  readonly elsewhere: readonly string[];
  /** The schools before any scenario: an order of one that is gone by now is no mistake, and does not count. */
  readonly before: readonly School[];
  readonly calendar: Calendar;
}

const MONTH_LENGTH = 7;

/**
 * The orders of schools of the roll, with every one that does not fit: of a school that is not on it, of what is not
 * sold, of no option of the service, or said twice.
 */
export function ordered(
  { file }: OrderTerms,
  rows: readonly OrderRow[],
  roll: readonly School[],
  { services, elsewhere, before, calendar }: Orderable,
): { orders: Orders; problems: Problem[] } {
  const { ids, problems } = schoolsMeant(rows, before, roll);
  const schools = new Map(roll.map((school) => [school.id, school]));
  const seen = new Map<string, OrderRow>();
  const all = rows.flatMap((row): ServiceOrder[] => {
    const id = ids.get(row);
    const service = services.get(row.service.text);
    if (service === undefined) {
      const known = [...new Set([...services.keys(), ...elsewhere])];
      if (!known.includes(row.service.text))
        problems.push(
          problem('unknown-name', row.service.span, {
            name: row.service.text,
            what: 'service',
            known: [...services.keys()],
          }),
        );
      return [];
    }
    const option = row.option && service.options.get(row.option.text);
    if (row.option !== undefined && option === undefined) {
      const what = `option of the service "${row.service.text}"`;
      problems.push(
        problem('unknown-name', row.option.span, { name: row.option.text, what, known: [...service.options.keys()] }),
      );
      return [];
    }
    if (id === undefined) return [];
    const key = [id, row.service.text, row.option?.text, row.date].join('\n');
    const first = seen.get(key);
    if (first !== undefined) {
      const data = { school: id, service: row.service.text, date: row.date };
      problems.push(problem('two-orders', row.school.span, data, [{ span: first.school.span, role: 'first here' }]));
      return [];
    }
    seen.set(key, row);
    const school = schools.get(id);
    return school === undefined ? [] : [orderOf({ row, school, calendar, option })];
  });
  return { orders: ordersIn({ all: sameList(all), file: file.text }), problems };
}

/** One order for the same row. */
const orderOf = kept<{ row: OrderRow; school: School; calendar: Calendar; option: Count | undefined }, ServiceOrder>(
  { row: true, school: true, calendar: true, option: true },
  ({ row, school, calendar, option }) => {
    const month = monthOf(row.date.slice(0, MONTH_LENGTH)) as Month;
    return {
      school,
      service: row.service.text,
      option: row.option?.text,
      units: unitsOf(row, school, option),
      date: row.date,
      month,
      year: yearOf(calendar, month),
      span: row.school.span,
    };
  },
);

function unitsOf({ quantity, service }: OrderRow, { name }: School, option: Count | undefined): Count {
  if (quantity === undefined) return option as Count;
  return option === undefined ? quantity : times(option, quantity, `units that ${name} orders of ${service.text}`);
}

/** The same for the same orders, so that what is made of them is found again. */
const ordersIn = kept<{ all: readonly ServiceOrder[]; file: string }, Orders>(
  { all: true, file: true },
  ({ all, file }) => ({ file, all }),
);
