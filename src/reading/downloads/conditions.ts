import { nearest, type Problem, problem, type Scalar } from '../../language/index.js';
import type { Fields } from '../csv-records.js';
import { plainly } from './format.js';
import type { FileTerms, RowCondition } from './terms.js';

/** A condition, with the column that it looks at and the values in the form in which they are compared. */
interface Asked {
  readonly condition: RowCondition;
  readonly column: number;
  readonly values: ReadonlyMap<string, Scalar>;
  /** Those that some row has, and those that some row has which fits all conditions. */
  readonly stand: Set<string>;
  readonly met: Set<string>;
  /** What the rows have, and in how many. */
  readonly seen: Map<string, number>;
}

const compared = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();

/** What a model asks of the rows of a file, and what of that the rows have. */
export class RowConditions {
  private readonly asked: readonly Asked[];

  /** `at`: the columns of the file by their headings. */
  constructor(
    private readonly terms: FileTerms,
    at: ReadonlyMap<string, number>,
  ) {
    // A heading that is not there, and a value that says nothing, are told where they stand.
    const isSaid = ({ heading, values }: RowCondition): boolean =>
      at.has(plainly(heading)) && values.every(({ text }) => text !== '');
    this.asked = terms.where.filter(isSaid).map((condition) => ({
      condition,
      column: at.get(plainly(condition.heading)) ?? 0,
      values: new Map(condition.values.map((value) => [compared(value.text), value])),
      stand: new Set(),
      met: new Set(),
      seen: new Map(),
    }));
  }

  /** Why a row does not count, by the first condition that it does not fit; undefined where it fits all of them. */
  unfit(fields: Fields): string | undefined {
    let why: string | undefined;
    for (const { condition, column, values, stand, seen } of this.asked) {
      const said = fields.text(column);
      const key = compared(said);
      seen.set(said, (seen.get(said) ?? 0) + 1);
      if (values.has(key)) stand.add(key);
      else why ??= `${condition.heading}: ${said || '(blank)'}`;
    }
    if (why === undefined) for (const { column, met } of this.asked) met.add(compared(fields.text(column)));
    return why;
  }

  /** The values that no row has which counts: `LA (name): Northmarch`. */
  get unmet(): readonly string[] {
    return this.asked.flatMap(({ condition, values, met }) =>
      [...values].filter(([key]) => !met.has(key)).map(([, { text }]) => `${condition.heading}: ${text}`),
    );
  }

  /** A condition that no row fits, or none together with the others; a value that none has and that is a slip. */
  problems(): Problem[] {
    const found = this.asked.flatMap((each) => this.missed(each));
    return found.length > 0 ? found : this.missedTogether();
  }

  /** A condition that no row fits; a value that none has and that is nearly one that some have. */
  private missed({ condition, values, stand, seen }: Asked): Problem[] {
    const known = [...seen].sort((a, b) => b[1] - a[1]).map(([text]) => text);
    const missed = [...values].filter(([key]) => !stand.has(key)).map(([, value]) => value);
    const coded = this.terms.format?.coded.find(({ name }) => plainly(name) === plainly(condition.heading));
    const names = [...(coded?.names.values() ?? [])];
    const isName = (text: string): boolean => names.some((each) => compared(each) === compared(text));
    const isSlip = ({ text }: Scalar): boolean =>
      !isName(text) && (names.length > 0 || nearest(text, known) !== undefined);
    const told = stand.size === 0 ? missed.slice(0, 1) : missed.filter(isSlip);
    if (seen.size === 0) return [];
    return told.map((value) =>
      problem('no-row-fits', value.span, {
        heading: condition.heading,
        text: value.text,
        file: this.terms.file.text,
        known: [...new Set([...known, ...names])],
      }),
    );
  }

  /** Conditions each of which some row fits, where no row fits all of them. */
  private missedTogether(): Problem[] {
    if (this.asked.some(({ stand, met }) => stand.size === 0 || met.size > 0)) return [];
    const said = this.asked.map(({ condition: { heading, values } }) => ({
      heading,
      text: values.map(({ text }) => text).join(' or '),
      place: values[0]?.span,
    }));
    const last = said.pop();
    if (last === undefined || said.length === 0) return [];
    const { heading, text, place } = last;
    const beside = said.map((each) => ({ heading: each.heading, text: each.text }));
    return [problem('no-row-fits', place, { heading, text, file: this.terms.file.text, known: [], beside })];
  }
}
