import type { Count, Figure, Kind, Money, Rate } from '../figures/index.js';
import {
  always,
  type Dated,
  flagOf,
  MONEY,
  monthOf,
  type NumberRule,
  nearest,
  type Problem,
  PUPILS,
  problem,
  readNumber,
  type Scalar,
  SHARE,
  sinceOf,
} from '../language/index.js';
import { DRIVER_EXPECTED, INTENTS, makeSchool, PHASES, type RollTerms, SCHOOL_TYPES, type School, whyNoDriver } from '../model/index.js';
import { canonical } from '../pricing/index.js';
import type { HeaderCell, Row } from './csv.js';

const NEEDED = ['urn', 'name', 'phase', 'type'] as const;
const OPTIONAL = [
  'area',
  'trust',
  'sixth_form',
  'nursery',
  'new_joiner',
  'intent',
  'tier',
  'converts',
  'pays_now',
  'budget',
  'free_school_meals',
] as const;
/** Every column that is read, beside `pupils_2019` and the like. */
export const ROLL_COLUMNS: readonly string[] = [...NEEDED, 'pupils', ...OPTIONAL];

/** The schools of a roll file, one a row, with every problem of its heading and its cells. */
export function readRoll(
  header: readonly HeaderCell[],
  rows: readonly Row[],
  terms: Pick<RollTerms, 'attributes' | 'drivers' | 'ignore'>,
): { schools: School[]; problems: Problem[] } {
  const columns = new Columns(header, terms);
  if (columns.problems.length > 0) return { schools: [], problems: columns.problems };
  const reader = new RowReader(columns, terms);
  const schools = rows.flatMap((row) => reader.school(row) ?? []);
  const problems = rows.length === 0 ? [problem('empty-roll', header[0]?.span ?? 'the model', {})] : reader.problems;
  return { schools, problems };
}

/** Where each column stands. */
class Columns {
  readonly problems: Problem[] = [];
  /** Columns of pupils, with the date from which each holds. */
  readonly pupils: { index: number; since: ReturnType<typeof sinceOf> }[] = [];
  private readonly byName = new Map<string, number>();

  constructor(header: readonly HeaderCell[], { attributes, drivers, ignore }: Pick<RollTerms, 'attributes' | 'drivers' | 'ignore'>) {
    const names = header.map(({ name }) => name);
    const known = [...ROLL_COLUMNS, ...attributes, ...drivers];
    header.forEach(({ name, span }, index) => {
      const year = /^pupils_(.+)$/.exec(name)?.[1];
      const since = year === undefined ? undefined : sinceOf(year);
      if (name === 'pupils' || since !== undefined) this.pupils.push({ index, since });
      else if (known.includes(name)) this.byName.set(name, index);
      else if (!ignore.includes(name)) this.problems.push(problem('unknown-column', span, { column: name, known }));
    });
    // A column that is misspelt is told once, where it stands.
    const meant = this.problems.map(({ data }) => nearest((data as { column: string }).column, known));
    const missing = [...NEEDED, ...attributes, ...drivers].filter((column) => !this.byName.has(column));
    if (this.pupils.length === 0) missing.push('pupils');
    for (const column of missing) if (!meant.includes(column)) this.lacks(column, header, names);
  }

  at(name: string): number | undefined {
    return this.byName.get(name);
  }

  private lacks(column: string, header: readonly HeaderCell[], known: readonly string[]): void {
    this.problems.push(problem('missing-column', header[0]?.span ?? 'the model', { column, known }));
  }
}

class RowReader {
  readonly problems: Problem[] = [];

  constructor(
    private readonly columns: Columns,
    private readonly declared: Pick<RollTerms, 'attributes' | 'drivers'>,
  ) {}

  /** The school of a row, or undefined where one of its cells is a problem. */
  school(row: Row): School | undefined {
    const before = this.problems.length;
    const id = this.needed(row, 'urn');
    const name = this.needed(row, 'name');
    const phase = this.choice(row, 'phase', 'a phase', PHASES);
    const type = this.choice(row, 'type', 'a type of school', SCHOOL_TYPES);
    const pupils = this.pupils(row);
    const fields = {
      name,
      area: this.text(row, 'area'),
      trust: this.text(row, 'trust'),
      sixth_form: this.flag(row, 'sixth_form'),
      nursery: this.flag(row, 'nursery'),
      new_joiner: this.flag(row, 'new_joiner'),
      intent: this.text(row, 'intent') && this.choice(row, 'intent', 'an intent', INTENTS),
      tier: this.text(row, 'tier'),
      converts: this.month(row, 'converts'),
      pays_now: this.money(row, 'pays_now'),
      budget: this.money(row, 'budget'),
      free_school_meals: this.share(row, 'free_school_meals'),
      ...(this.declared.attributes.length > 0 && {
        attributes: new Map(this.declared.attributes.map((attribute) => [attribute, canonical(this.text(row, attribute) ?? '')])),
      }),
      ...(this.declared.drivers.length > 0 && { drivers: this.drivers(row) }),
    };
    if (this.problems.length > before || id === undefined || phase === undefined || type === undefined || pupils === undefined) return undefined;
    return makeSchool(id, { ...fields, phase, type, pupils, intent: fields.intent || undefined }, row.cell(this.columns.at('urn') ?? 0).span);
  }

  /** The text of a column; undefined where the file has no such column or the cell is empty. */
  private text(row: Row, column: string): string | undefined {
    const index = this.columns.at(column);
    return index === undefined ? undefined : row.text(index) || undefined;
  }

  private needed(row: Row, column: string): string | undefined {
    const found = this.text(row, column);
    if (found === undefined) this.empty(row, this.columns.at(column) ?? 0, column);
    return found;
  }

  private empty(row: Row, index: number, what: string): void {
    this.problems.push(problem('wrong-shape', row.cell(index).span, { expected: what, found: 'nothing' }));
  }

  private choice<const T extends string>(row: Row, column: string, what: string, known: readonly T[]): T | undefined {
    const text = this.needed(row, column);
    const found = known.find((name) => name === text);
    if (text !== undefined && found === undefined) this.wrongChoice(row, column, text, what, known);
    return found;
  }

  private flag(row: Row, column: string): boolean | undefined {
    const text = this.text(row, column);
    const found = text === undefined ? undefined : flagOf(text);
    if (text !== undefined && found === undefined) this.wrongChoice(row, column, text, 'yes or no', ['yes', 'no']);
    return found;
  }

  private wrongChoice(row: Row, column: string, text: string, what: string, known: readonly string[]): void {
    this.problems.push(problem('bad-choice', row.cell(this.columns.at(column) ?? 0).span, { text, what, known }));
  }

  private month(row: Row, column: string): number | undefined {
    const text = this.text(row, column);
    const found = text === undefined ? undefined : monthOf(text);
    if (text !== undefined && found === undefined) {
      const data = { text, expected: 'a month, such as 2018-09', why: 'it is not a year and a month' };
      this.problems.push(problem('bad-value', row.cell(this.columns.at(column) ?? 0).span, data));
    }
    return found;
  }

  private money(row: Row, column: string): Money | undefined {
    const index = this.columns.at(column);
    return index === undefined || row.text(index) === '' ? undefined : this.number(MONEY, row.cell(index));
  }

  private share(row: Row, column: string): Rate | undefined {
    const index = this.columns.at(column);
    return index === undefined || row.text(index) === '' ? undefined : this.number(SHARE, row.cell(index));
  }

  /** The drivers of a row; one whose cell is empty is not said of this school. */
  private drivers(row: Row): ReadonlyMap<string, Scalar> {
    const found = new Map<string, Scalar>();
    for (const driver of this.declared.drivers) {
      const scalar = row.cell(this.columns.at(driver) as number);
      if (scalar.text === '') continue;
      const why = whyNoDriver(scalar);
      if (why === undefined) found.set(driver, scalar);
      else this.problems.push(problem('bad-value', scalar.span, { text: scalar.text, expected: DRIVER_EXPECTED, why }));
    }
    return found;
  }

  private number<K extends Kind>(rule: NumberRule & { readonly kind: K }, scalar: Scalar): Figure<K> | undefined {
    const read = readNumber(rule, scalar);
    if (typeof read !== 'string') return read;
    this.problems.push(problem('bad-value', scalar.span, { text: scalar.text, expected: rule.expected, why: read }));
    return undefined;
  }

  /** One number for all years, or one for each year that has a column; an empty later year leaves the one before in force. */
  private pupils(row: Row): Dated<Count> | undefined {
    const steps: { since: ReturnType<typeof sinceOf>; value: Count }[] = [];
    for (const { index, since } of this.columns.pupils) {
      const scalar = row.cell(index);
      if (scalar.text === '') continue;
      const value = this.number(PUPILS, scalar);
      if (value === undefined) return undefined;
      steps.push({ since, value });
    }
    if (steps.length === 0) {
      this.empty(row, this.columns.pupils[0]?.index ?? 0, 'a number of pupils (or "unknown")');
      return undefined;
    }
    return steps.length === 1 && steps[0]?.since === undefined ? always((steps[0] as { value: Count }).value) : { steps };
  }
}
