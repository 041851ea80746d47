import type { Count, Figure, Kind, Money, Rate } from '../figures/index.js';
import {
  always,
  type Dated,
  type Entry,
  flagOf,
  type MapNode,
  MONEY,
  monthOf,
  type NumberRule,
  type Problem,
  PUPILS,
  problem,
  readNumber,
  type Scalar,
  SHARE,
  type Span,
  type sinceOf,
  sinceText,
} from '../language/index.js';
import {
  AlikeAttributes,
  ATTRIBUTE_NAMES,
  type AttributeName,
  type AttributesSaid,
  attributes,
  type ColumnByDate,
  DRIVER_EXPECTED,
  INTENTS,
  joinsAlways,
  type LIFE_KEYS,
  LIFE_MONTHS,
  type LifeKey,
  makeSchool,
  type OwnJoins,
  PHASES,
  type RollRead,
  type RollTerms,
  SCHOOL_TYPES,
  type School,
  type SchoolFields,
  whyNoDriver,
} from '../model/index.js';
import { canonical } from '../pricing/index.js';
import { CellProblems } from './cells.js';
import type { HeaderCell, RollRow } from './csv.js';
import { DATED, type DatedColumn, isDatedColumn } from './dated-columns.js';
import type { ModelClock } from './moments.js';
import { Columns, NEEDED, OPTIONAL } from './roll-columns.js';

/** A row that lacks so many of the columns that are needed is no school. */
const MOST_EMPTY = 2;

/** The schools of a roll file, one a row, with every problem of its heading and its cells. */
export function readRoll(
  header: readonly HeaderCell[],
  rows: readonly RollRow[],
  terms: Pick<RollTerms, 'attributes' | 'drivers' | 'ignore'>,
  clock: ModelClock,
): Roll {
  const columns = new Columns(header, terms, clock);
  if (columns.problems.length > 0)
    return {
      schools: [],
      problems: columns.problems,
      isRead: false,
      read: undefined,
      byDate: [],
      nodeOf: () => undefined,
    };
  const reader = new RowReader(columns, terms);
  const schools = rows.flatMap((row) => reader.school(row) ?? []);
  const problems = rows.length === 0 ? [problem('empty-roll', header[0]?.span ?? 'the model', {})] : reader.problems;
  let byId: ReadonlyMap<string, RollRow> | undefined;
  const nodeOf: Roll['nodeOf'] = (id, firstYear) => {
    byId ??= new Map(rows.map((row) => [row.text(columns.at('urn') ?? 0), row]));
    const row = byId.get(id);
    return row && rowNode(row, columns, header, terms, firstYear);
  };
  return { schools, problems, isRead: problems.length === 0, read: undefined, byDate: columns.byDate, nodeOf };
}

/** The schools of a roll file. */
export interface Roll {
  readonly schools: readonly School[];
  readonly problems: readonly Problem[];
  /** Whether it could be read; what is wrong with it may be told where the model says how. */
  readonly isRead: boolean;
  /** How it was put together of its files, where it was. */
  readonly read: RollRead | undefined;
  /** Its columns that hold from a date on. */
  readonly byDate: readonly ColumnByDate[];
  /** A school by its number as if it were written in a model that starts in a year: what scenarios change. */
  readonly nodeOf: (id: string, firstYear: number) => MapNode | undefined;
}

/** A row as the map of keys that it would be in a model. */
function rowNode(
  row: RollRow,
  columns: Columns,
  header: readonly HeaderCell[],
  { attributes, drivers }: Pick<RollTerms, 'attributes' | 'drivers'>,
  firstYear: number,
): MapNode {
  const { span } = row.cell(columns.at('urn') ?? 0);
  const entryAt = (index: number): Entry => ({ key: (header[index] as HeaderCell).span, node: row.cell(index) });
  const entries = new Map<string, Entry>();
  const put = (key: string, found: ReadonlyMap<string, Entry>): void => {
    if (found.size > 0) entries.set(key, { key: span, node: { kind: 'map', span, entries: found } });
  };
  const said = (names: readonly string[]): Map<string, Entry> => {
    const found = names.map((name): [string, number | undefined] => [name, columns.at(name)]);
    return new Map(
      found.flatMap(([name, index]) => (index === undefined || row.text(index) === '' ? [] : [[name, entryAt(index)]])),
    );
  };
  for (const [key, entry] of said([...NEEDED, ...OPTIONAL].filter((key) => key !== 'urn'))) entries.set(key, entry);
  for (const key of DATED) {
    const steps = columns.dated[key].filter(({ index }) => row.text(index) !== '');
    const [only] = steps;
    if (only !== undefined && steps.length === 1 && only.since === undefined) entries.set(key, entryAt(only.index));
    else put(key, datedEntries(steps, entryAt, firstYear));
  }
  put('attributes', said(attributes));
  put('drivers', said(drivers));
  return { kind: 'map', span, entries };
}

/** Values by date. One without a date holds from the first year on, unless another does by then. */
function datedEntries(
  steps: Columns['dated'][DatedColumn],
  entryAt: (index: number) => Entry,
  firstYear: number,
): ReadonlyMap<string, Entry> {
  const isLater = steps.every(({ since }) => since === undefined || since.year > firstYear);
  const kept = steps.filter(({ since }) => since !== undefined || isLater);
  return new Map(
    kept.map(({ index, since }) => [since === undefined ? String(firstYear) : sinceText(since), entryAt(index)]),
  );
}

class RowReader {
  private readonly found = new CellProblems();
  private readonly alike = new AlikeAttributes();

  /** What the file has columns for: of the others no row says anything. */
  private readonly attributeNames: readonly AttributeName[];
  private readonly lifeMonths: readonly (typeof LIFE_MONTHS)[number][];

  constructor(
    private readonly columns: Columns,
    private readonly declared: Pick<RollTerms, 'attributes' | 'drivers'>,
  ) {
    this.attributeNames = ATTRIBUTE_NAMES.filter(
      (name) => columns.at(name) !== undefined || (isDatedColumn(name) && columns.dated[name].length > 0),
    );
    this.lifeMonths = LIFE_MONTHS.filter((key) => columns.at(key) !== undefined);
  }

  /** What is wrong with the rows that were read. */
  get problems(): Problem[] {
    return this.found.problems;
  }

  /** The school of a row, or undefined where one of its cells is a problem. */
  school(row: RollRow): School | undefined {
    const before = this.found.count;
    if (this.isNone(row)) return undefined;
    const id = this.needed(row, 'urn');
    const name = this.needed(row, 'name');
    const phase = this.choice(row, 'phase', 'a phase', PHASES);
    const type = this.choice(row, 'type', 'a type of school', SCHOOL_TYPES);
    const pupils = this.pupils(row);
    const fields = {
      name,
      ...this.attributes(row),
      joins: this.joins(row),
      intent: this.text(row, 'intent') && this.choice(row, 'intent', 'an intent', INTENTS),
      tier: this.text(row, 'tier'),
      converts: this.month(row, 'converts'),
      ...this.life(row),
      pays_now: this.money(row, 'pays_now'),
      budget: this.money(row, 'budget'),
      free_school_meals: this.share(row, 'free_school_meals'),
      ...(this.declared.attributes.length > 0 && {
        attributes: new Map(
          this.declared.attributes.map((attribute) => [attribute, canonical(this.text(row, attribute) ?? '')]),
        ),
      }),
      ...(this.declared.drivers.length > 0 && { drivers: this.drivers(row) }),
    };
    if (
      this.found.count > before ||
      id === undefined ||
      phase === undefined ||
      type === undefined ||
      pupils === undefined
    )
      return undefined;
    return makeSchool(
      id,
      { ...fields, phase, type, pupils, intent: fields.intent || undefined },
      row.cell(this.columns.at('urn') ?? 0).span,
      { placeOf: (key) => this.placeOf(row, key), alike: this.alike },
    );
  }

  /** The months in which it comes and goes, and the school that it goes into. */
  private life(row: RollRow): Pick<SchoolFields, (typeof LIFE_KEYS)[number]> {
    const found: Partial<Record<(typeof LIFE_MONTHS)[number], number | undefined>> = {};
    for (const key of this.lifeMonths) found[key] = this.month(row, key);
    return { ...found, into: this.text(row, 'into') };
  }

  /** The cell in which a key of a school stands; undefined where the file has none, or it is empty. */
  private placeOf(row: RollRow, key: 'joins' | LifeKey): Span | undefined {
    const index = isDatedColumn(key)
      ? this.columns.dated[key].find((each) => row.text(each.index) !== '')?.index
      : this.columns.at(key);
    return index === undefined || row.text(index) === '' ? undefined : row.cell(index).span;
  }

  /** The attributes that the language knows, each as it is written. */
  private attributes(row: RollRow): AttributesSaid {
    const found: Partial<Record<AttributeName, string | boolean | Dated<string> | undefined>> = {};
    for (const name of this.attributeNames) found[name] = this.attribute(row, name);
    return found as AttributesSaid;
  }

  private attribute(row: RollRow, name: AttributeName): string | boolean | Dated<string> | undefined {
    const { kind, values, what }: (typeof attributes)[typeof name] = attributes[name];
    if (kind === 'flag') return this.flag(row, name);
    if (kind === 'dated') return this.texts(row, name as DatedColumn);
    const said = this.text(row, name);
    return kind === 'text' || said === undefined ? said : this.choice(row, name, what, values);
  }

  /** Whether a row lacks so much that it is no school, but a total or a note; says so where it does. */
  private isNone(row: RollRow): boolean {
    const lacks = NEEDED.filter((column) => this.text(row, column) === undefined);
    if (lacks.length < MOST_EMPTY) return false;
    this.found.at('', row.place, 'no-school', { lacks });
    return true;
  }

  /** The text of a column; undefined where the file has no such column or the cell is empty. */
  private text(row: RollRow, column: string): string | undefined {
    const index = this.columns.at(column);
    return index === undefined ? undefined : row.text(index) || undefined;
  }

  private needed(row: RollRow, column: string): string | undefined {
    const found = this.text(row, column);
    if (found === undefined) this.empty(row, this.columns.at(column) ?? 0, column);
    return found;
  }

  private empty(row: RollRow, index: number, what: string): void {
    this.found.at(what, row.cell(index).span, 'wrong-shape', { expected: what, found: 'nothing' });
  }

  private choice<const T extends string>(
    row: RollRow,
    column: string,
    what: string,
    known: readonly T[],
  ): T | undefined {
    const text = this.needed(row, column);
    const found = known.find((name) => name === text);
    if (text !== undefined && found === undefined) this.wrongChoice(row, column, text, what, known);
    return found;
  }

  private flag(row: RollRow, column: string): boolean | undefined {
    const text = this.text(row, column);
    const found = text === undefined ? undefined : flagOf(text);
    if (text !== undefined && found === undefined) this.wrongChoice(row, column, text, 'yes or no', ['yes', 'no']);
    return found;
  }

  private wrongChoice(row: RollRow, column: string, text: string, what: string, known: readonly string[]): void {
    this.found.at(column, row.cell(this.columns.at(column) ?? 0).span, 'bad-choice', { text, what, known });
  }

  private month(row: RollRow, column: string): number | undefined {
    const text = this.text(row, column);
    const found = text === undefined ? undefined : monthOf(text);
    if (text !== undefined && found === undefined) {
      const data = { text, expected: 'a month, such as 2018-09', why: 'it is not a year and a month' };
      this.found.at(column, row.cell(this.columns.at(column) ?? 0).span, 'bad-value', data);
    }
    return found;
  }

  private money(row: RollRow, column: string): Money | undefined {
    const index = this.columns.at(column);
    return index === undefined || row.text(index) === '' ? undefined : this.number(column, MONEY, row.cell(index));
  }

  private share(row: RollRow, column: string): Rate | undefined {
    const index = this.columns.at(column);
    return index === undefined || row.text(index) === '' ? undefined : this.number(column, SHARE, row.cell(index));
  }

  /** The drivers of a row; one whose cell is empty is not said of this school. */
  private drivers(row: RollRow): ReadonlyMap<string, Scalar> {
    const found = new Map<string, Scalar>();
    for (const driver of this.declared.drivers) {
      const scalar = row.cell(this.columns.at(driver) as number);
      if (scalar.text === '') continue;
      const why = whyNoDriver(scalar);
      if (why === undefined) found.set(driver, scalar);
      else this.found.at(driver, scalar.span, 'bad-value', { text: scalar.text, expected: DRIVER_EXPECTED, why });
    }
    return found;
  }

  private number<K extends Kind>(
    column: string,
    rule: NumberRule & { readonly kind: K },
    scalar: Scalar,
  ): Figure<K> | undefined {
    const read = readNumber(rule, scalar);
    if (typeof read !== 'string') return read;
    this.found.at(column, scalar.span, 'bad-value', { text: scalar.text, expected: rule.expected, why: read });
    return undefined;
  }

  private pupils(row: RollRow): Dated<Count> | undefined {
    const found = this.dated(row, 'pupils', PUPILS);
    if (found?.steps.length === 0) {
      this.empty(row, this.columns.dated.pupils[0]?.index ?? 0, 'a number of pupils (or "unknown")');
      return undefined;
    }
    return found;
  }

  /** One text for all years, or one from each date on that has a column; an empty cell leaves the one before in force. */
  private texts(row: RollRow, column: DatedColumn): Dated<string> | undefined {
    const steps = this.columns.dated[column].flatMap(({ index, since }) =>
      row.text(index) === '' ? [] : [{ since, value: row.text(index) }],
    );
    return steps.length === 0 ? undefined : { steps };
  }

  private joins(row: RollRow): OwnJoins | undefined {
    const found = this.dated(row, 'joins', SHARE);
    return found === undefined || found.steps.length === 0 ? undefined : joinsAlways(found);
  }

  /**
   * One number for all years, or one for each year that has a column; an empty later year leaves the one before in
   * force. Undefined where one is no number.
   */
  private dated<K extends Kind>(
    row: RollRow,
    column: DatedColumn,
    rule: NumberRule & { readonly kind: K },
  ): Dated<Figure<K>> | undefined {
    const steps: { since: ReturnType<typeof sinceOf>; value: Figure<K> }[] = [];
    for (const { index, since } of this.columns.dated[column]) {
      const scalar = row.cell(index);
      if (scalar.text === '') continue;
      const value = this.number(`${column} ${index}`, rule, scalar);
      if (value === undefined) return undefined;
      steps.push({ since, value });
    }
    const [only] = steps;
    return steps.length === 1 && only?.since === undefined ? always((only as { value: Figure<K> }).value) : { steps };
  }
}
