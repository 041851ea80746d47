import type { Count, Figure, Kind, Money } from '../figures/index.js';
import { always, type Dated, flagOf, type NumberRule, type Problem, PUPILS, problem, readNumber, type Scalar, sinceOf } from '../language/index.js';
import { INTENTS, makeSchool, PHASES, type RollTerms, SCHOOL_TYPES, type School } from '../model/index.js';
import { canonical } from '../pricing/index.js';
import type { HeaderCell, Row } from './csv.js';

const NEEDED = ['urn', 'name', 'phase', 'type'] as const;
const OPTIONAL = ['area', 'trust', 'sixth_form', 'nursery', 'new_joiner', 'intent', 'pays_now', 'budget'] as const;
/** Every column that is read, beside `pupils_2019` and the like. */
export const ROLL_COLUMNS: readonly string[] = [...NEEDED, 'pupils', ...OPTIONAL];

const MONEY: NumberRule & { readonly kind: 'money' } = { kind: 'money', expected: 'an amount in pounds, such as 12_500' };

/** The schools of a roll file, one a row, with every problem of its heading and its cells. */
export function readRoll(
  header: readonly HeaderCell[],
  rows: readonly Row[],
  terms: Pick<RollTerms, 'attributes' | 'ignore'>,
): { schools: School[]; problems: Problem[] } {
  const columns = new Columns(header, terms);
  if (columns.problems.length > 0) return { schools: [], problems: columns.problems };
  const reader = new RowReader(columns, terms.attributes);
  const schools = rows.flatMap((row) => reader.school(row) ?? []);
  const problems = rows.length === 0 ? [problem('empty-roll', header[0]?.span, {})] : reader.problems;
  return { schools, problems };
}

/** Where each column stands. */
class Columns {
  readonly problems: Problem[] = [];
  /** Columns of pupils, with the date from which each holds. */
  readonly pupils: { index: number; since: ReturnType<typeof sinceOf> }[] = [];
  private readonly byName = new Map<string, number>();

  constructor(header: readonly HeaderCell[], { attributes, ignore }: Pick<RollTerms, 'attributes' | 'ignore'>) {
    const names = header.map(({ name }) => name);
    header.forEach(({ name, span }, index) => {
      const year = /^pupils_(.+)$/.exec(name)?.[1];
      const since = year === undefined ? undefined : sinceOf(year);
      if (name === 'pupils' || since !== undefined) this.pupils.push({ index, since });
      else if (ROLL_COLUMNS.includes(name) || attributes.includes(name)) this.byName.set(name, index);
      else if (!ignore.includes(name)) this.problems.push(problem('unknown-column', span, { column: name, known: ROLL_COLUMNS }));
    });
    for (const column of [...NEEDED, ...attributes]) if (!this.byName.has(column)) this.lacks(column, header, names);
    if (this.pupils.length === 0) this.lacks('pupils', header, names);
  }

  at(name: string): number | undefined {
    return this.byName.get(name);
  }

  private lacks(column: string, header: readonly HeaderCell[], known: readonly string[]): void {
    this.problems.push(problem('missing-column', header[0]?.span, { column, known }));
  }
}

class RowReader {
  readonly problems: Problem[] = [];

  constructor(
    private readonly columns: Columns,
    private readonly declared: readonly string[],
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
      name: name?.text,
      area: this.cell(row, 'area')?.text,
      trust: this.cell(row, 'trust')?.text,
      sixth_form: this.flag(row, 'sixth_form'),
      nursery: this.flag(row, 'nursery'),
      new_joiner: this.flag(row, 'new_joiner'),
      intent: this.cell(row, 'intent') && this.choice(row, 'intent', 'an intent', INTENTS),
      pays_now: this.money(row, 'pays_now'),
      budget: this.money(row, 'budget'),
      attributes: new Map(this.declared.map((attribute) => [attribute, canonical(this.cell(row, attribute)?.text ?? '')])),
    };
    if (this.problems.length > before || id === undefined || phase === undefined || type === undefined || pupils === undefined) return undefined;
    return makeSchool(id.text, { ...fields, phase, type, pupils }, id.span);
  }

  private cell(row: Row, column: string): Scalar | undefined {
    const index = this.columns.at(column);
    const scalar = index === undefined ? undefined : row.cell(index);
    return scalar === undefined || scalar.text === '' ? undefined : scalar;
  }

  private needed(row: Row, column: string): Scalar | undefined {
    const found = this.cell(row, column);
    if (found === undefined) this.empty(row, this.columns.at(column) ?? 0, column);
    return found;
  }

  private empty(row: Row, index: number, what: string): void {
    this.problems.push(problem('wrong-shape', row.cell(index).span, { expected: what, found: 'nothing' }));
  }

  private choice<const T extends string>(row: Row, column: string, what: string, of: readonly T[]): T | undefined {
    const scalar = this.needed(row, column);
    if (scalar === undefined) return undefined;
    const found = of.find((name) => name === scalar.text);
    if (found === undefined) this.problems.push(problem('bad-choice', scalar.span, { text: scalar.text, what, known: of }));
    return found;
  }

  private flag(row: Row, column: string): boolean | undefined {
    const scalar = this.cell(row, column);
    if (scalar === undefined) return undefined;
    const found = flagOf(scalar.text);
    if (found === undefined) this.problems.push(problem('bad-choice', scalar.span, { text: scalar.text, what: 'yes or no', known: ['yes', 'no'] }));
    return found;
  }

  private money(row: Row, column: string): Money | undefined {
    const scalar = this.cell(row, column);
    return scalar && this.number(MONEY, scalar);
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
