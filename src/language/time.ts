import { MONTH_NAMES } from './month-names.js';
import { type Context, type Json, readWithin, refuse, refuseKey, Schema } from './schema.js';
import { Scalar, shapeOf } from './tree.js';
import { text } from './values.js';

/** A month, counted from January of the year 0: `2018-09` is 2018 × 12 + 8. */
export type Month = number;

const SHORTEST = 3;

/**
 * Whether a text is a year that a model can speak of: no school of today has an earlier one, and nobody plans for a
 * later one.
 */
export function isYear(text: string): boolean {
  return /^(19|20|21)\d\d$/.test(text);
}

/** `2018-09` as a month, of the years 1900 to 2199; undefined for anything else. */
export function monthOf(text: string): Month | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  return match === null || !isYear(match[1] as string) ? undefined : Number(match[1]) * 12 + Number(match[2]) - 1;
}

/** How many days each month of a year has. */
const daysOf = (year: number): readonly number[] => {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
};

/** Whether there is such a day: the month counted from 1. */
export function isDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= (daysOf(year)[month - 1] ?? 0);
}

/** A month as `2018-09`. */
export function monthText(month: Month): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** The name of a month without its year: `September`. */
export const monthInYearName = (month: Month): string => MONTH_NAMES[month % 12] as string;

/** A month as `Sep 2018`. */
export function monthName(month: Month): string {
  return `${monthInYearName(month).slice(0, SHORTEST)} ${Math.floor(month / 12)}`;
}

export const month: Schema<Month> = text.transform((said, context) => {
  const found = monthOf(said);
  return (
    found ??
    refuse(context, 'bad-value', {
      text: said,
      expected: 'a month, such as 2018-09',
      why: 'it is not a year and a month',
    })
  );
});

/** A month of the year by its name, as 0 (January) to 11. */
export const monthOfYear: Schema<number> = text.transform((said, context) => {
  const found = MONTH_NAMES.findIndex((name) => name.toLowerCase() === said.toLowerCase());
  return found >= 0
    ? found
    : refuse(context, 'bad-choice', { text: said, what: 'a month of the year', known: MONTH_NAMES });
});

/** From when a dated value holds: the first month of a company year (`2019`) or a month (`2019-04`). */
export interface Since {
  readonly year: number;
  readonly month: Month | undefined;
}

/** A part of a value that grows from a date of its own. `since` undefined: from the beginning. */
export interface DatedPart<T> {
  readonly since: Since | undefined;
  readonly value: T;
  /** Whether it is taken from the others. */
  readonly isLess?: boolean;
}

/**
 * A value that may change over time: each holds from its date until the next. `since` undefined: from the beginning.
 * `parts`: what the value is made of, each in the prices of a date of its own, where that is not the date from which it
 * holds.
 */
export interface Dated<T> {
  readonly steps: readonly {
    readonly since: Since | undefined;
    readonly value: T;
    readonly parts?: readonly DatedPart<T>[];
  }[];
}

/** A value that never changes. */
export function always<T>(value: T): Dated<T> {
  return { steps: [{ since: undefined, value }] };
}

/**
 * The first month of the company year that starts in a calendar year, where company years start in month `starts` (0 to
 * 11).
 */
export function sinceMonth(since: Since, starts: number): Month {
  return since.month ?? since.year * 12 + starts;
}

/** What holds in a month, or undefined before the first date. */
export function valueIn<T>(dated: Dated<T>, at: Month, starts: number): T | undefined {
  return stepIn(dated, at, starts)?.value;
}

/** What holds in a month in its parts, each with the date in whose prices it is; undefined before the first date. */
export function partsIn<T>(dated: Dated<T>, at: Month, starts: number): readonly DatedPart<T>[] | undefined {
  const step = stepIn(dated, at, starts);
  return step && (step.parts ?? [step]);
}

function stepIn<T>({ steps }: Dated<T>, at: Month, starts: number): Dated<T>['steps'][number] | undefined {
  const [first] = steps;
  // Most values never change.
  if (steps.length === 1 && first?.since === undefined) return first;
  let found: Dated<T>['steps'][number] | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    const from = step.since === undefined ? Number.MIN_SAFE_INTEGER : sinceMonth(step.since, starts);
    if (from > at || from < latest) continue;
    latest = from;
    found = step;
  }
  return found;
}

/** `2019` or `2019-04` as a date, of the years 1900 to 2199; undefined for anything else. */
export function sinceOf(key: string): Since | undefined {
  const month = monthOf(key);
  if (month !== undefined) return { year: Math.floor(month / 12), month };
  return isYear(key) ? { year: Number(key), month: undefined } : undefined;
}

/** A date as it is written: `2019`, or `2019-04`. */
export function sinceText({ year, month }: Since): string {
  return month === undefined ? String(year) : monthText(month);
}

/** One value, or a map of dates to values: `{ 2018: 700_000, 2021: 468_413.50 }`. */
export function dated<T>(item: Schema<T>): Schema<Dated<T>> {
  const read = (data: unknown, context: Context): Dated<T> => {
    if (data === undefined || data instanceof Scalar) return always(item.read(data, context));
    if (Array.isArray(data))
      return refuse(context, 'wrong-shape', {
        expected: 'one value, or a map of years to values',
        found: shapeOf(data),
      });
    return steps(item, data as Readonly<Record<string, unknown>>, context);
  };
  const dates = (each: Json): Json => ({
    type: 'object',
    patternProperties: { '^\\d{4}(-(0[1-9]|1[0-2]))?$': each },
    additionalProperties: false,
  });
  return new Schema(read, (shows) => ({ anyOf: [shows(item), dates(shows(item))] }));
}

function steps<T>(item: Schema<T>, data: Readonly<Record<string, unknown>>, context: Context): Dated<T> {
  const found: { since: Since; value: T; parts?: readonly DatedPart<T>[] }[] = [];
  for (const [key, said] of Object.entries(data)) {
    const since = sinceOf(key);
    if (since === undefined) {
      refuseKey(
        context,
        'bad-value',
        { text: key, expected: 'a year (2019) or a month (2019-04)', why: 'it is no date' },
        [key],
      );
      continue;
    }
    const before = context.issues.length;
    const value = readWithin(item, said, context, [key]);
    if (context.issues.length > before) continue;
    const parts =
      said instanceof Scalar
        ? said.parts?.map(({ scalar, ...part }) => ({ ...part, value: readWithin(item, scalar, context, [key]) }))
        : undefined;
    const known = parts?.filter(
      (part): part is { since: Since; isLess?: boolean; value: NonNullable<T> } => part.value !== undefined,
    );
    found.push(known === undefined ? { since, value } : { since, value, parts: known });
  }
  return { steps: found };
}
