import { Exact, grouped } from '../../figures/index.js';
import { whereSaid, writtenNumber } from '../../language/index.js';
import type { Assumption } from '../../model/index.js';
import { assumptionPath } from './sets.js';

/** Something set, as the command line would say it. */
export interface Setting {
  /** As written: `80%`; each value where there are several. */
  readonly text: string;
  readonly sets: readonly string[];
}

/** Something that is turned through values in steps: an assumption across its range, or any number of a model. */
export interface Dial {
  /** As the user would name it: `buy_in_primary`, `tiers.membership.price.0.per_pupil`. */
  readonly id: string;
  /** The value as the model has it. */
  readonly text: string;
  /** Whether somebody states the range; else it is a tenth either way. */
  readonly isStated: boolean;
  /**
   * How many values there are from the low end to the high end: the ends, and between them every multiple of the step.
   */
  readonly count: number;
  /** What is set at a position, from 0 to the last. */
  readonly at: (position: number) => Setting;
  /**
   * What is set for a value as somebody writes it; undefined where it is no number. Of several numbers in proportion it
   * is a percentage of each.
   */
  readonly said: (text: string) => Setting | undefined;
  /** What each place of the model is at a position: 0.92 for 92%. Empty where the ends are no numbers. */
  readonly numbers: (position: number) => ReadonlyMap<string, Exact>;
  /**
   * The positions of the states, where there are such: no value between them comes about. Undefined where every one
   * may.
   */
  readonly stops?: readonly number[];
  /** Whether a state brings scenarios: what lies between two states is then no company that anybody plans. */
  readonly brings?: boolean;
  /** Whether every place has the same number at every position, so that it can be followed as one line. */
  readonly isOne: boolean;
}

/** How a number is written, so that others are written alike. */
export interface Style {
  readonly percent: boolean;
  readonly pounds: boolean;
}

/** A number as it is written, in its own unit: 92 for 92%. */
export interface Numeral {
  readonly value: Exact;
  readonly decimals: number;
  readonly style: Style;
}

const HUNDRED = Exact.of(100);
const TENTH = Exact.of('0.1');

/** A number of a file; undefined for what is none. */
export function numeralIn(text: string): Numeral | undefined {
  const written = writtenNumber(text.replace(/^"|"$/g, ''));
  if ('why' in written) return undefined;
  const { value, percent, pounds, decimals } = written;
  return { value, decimals, style: { percent, pounds } };
}

/** A number in a style, with at least so many decimals: `80%`, `-1.5%`, `£12.50`. */
export function textIn({ percent, pounds }: Style, value: Exact, decimals = 0): string {
  const { size } = value;
  const plain = size.toString();
  const places = Math.max(decimals, pounds && !size.isWhole ? 2 : 0);
  const [whole = '', ...rest] = ((plain.split('.')[1] ?? '').length < places ? size.toFixed(places) : plain).split('.');
  // Long numbers are written as files write them.
  const digits = [whole.length > 4 ? grouped(whole).replace(/,/g, '_') : whole, ...rest].join('.');
  return `${value.sign < 0 ? '-' : ''}${pounds ? '£' : ''}${digits}${percent ? '%' : ''}`;
}

/** One place of a model with a number for it. */
interface Put {
  readonly path: string;
  readonly value: Exact;
  readonly style: Style;
  /** As the file has it, where it does. */
  readonly text?: string;
}

function dial(
  said: Omit<Dial, 'at' | 'numbers'>,
  putsAt: (position: number) => readonly Put[],
  told?: (position: number) => string,
): Dial {
  const textOf = ({ text, style, value }: Put): string => text ?? textIn(style, value);
  return {
    ...said,
    at: (position) => {
      const puts = putsAt(position);
      const text = told?.(position) ?? [...new Set(puts.map(textOf))].join('; ');
      return { text, sets: puts.map((put) => `${put.path}=${textOf(put)}`) };
    },
    numbers: (position) =>
      new Map(putsAt(position).map(({ path, value, style }) => [path, style.percent ? value.over(HUNDRED) : value])),
  };
}

/** From where to where a dial is turned, in the unit in which its number is written. */
export interface DialStretch {
  readonly low: Exact;
  readonly high: Exact;
  /** Above zero. */
  readonly step: Exact;
}

/** A dial of one number, which may stand at several places: a value at each of its dates. */
export function dialOf(
  said: Pick<Dial, 'id' | 'text' | 'isStated'>,
  paths: readonly string[],
  { low, high, step }: DialStretch,
  style: Style,
  written: { readonly low?: string; readonly high?: string } = {},
): Dial {
  const first = low.over(step).floor().plus(Exact.one);
  const between = Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, high.over(step).ceiling().minus(first).toNumber()));
  const count = low.compare(high) === 0 ? 1 : between + 2;
  const putAt = (position: number): Omit<Put, 'path'> => {
    if (position <= 0) return { value: low, style, ...whereSaid({ text: written.low }) };
    if (position >= count - 1) return { value: high, style, ...whereSaid({ text: written.high }) };
    const value = first.plus(Exact.of(position - 1)).times(step);
    return { value, style, text: textIn(style, value, decimals) };
  };
  const decimals = (step.toString().split('.')[1] ?? '').length;
  const asSaid = (text: string): Setting | undefined =>
    numeralIn(text) === undefined ? undefined : atEach(paths, text);
  return dial({ ...said, count, isOne: true, said: asSaid }, (position) =>
    paths.map((path) => ({ path, ...putAt(position) })),
  );
}

/** In how many steps several numbers are turned together from nine tenths of each to eleven tenths. */
const PARTS = 200;

/** A dial of several numbers that keep their proportion. `places` are the most decimals that a place may have. */
export function dialInProportion(
  said: Pick<Dial, 'id' | 'text'>,
  puts: readonly (Put & { readonly places?: number })[],
  told?: (factor: Exact) => string,
): Dial {
  const factorAt = (position: number): Exact => Exact.fraction(900 + position, 1000);
  const putsBy = (factor: Exact): Put[] =>
    puts.map(({ path, value, style, places }) => ({
      path,
      style,
      value: bounded(value, value.times(factor), style, places),
    }));
  const asSaid = (text: string): Setting | undefined => {
    const number = numeralIn(text);
    if (number?.style.percent !== true) return undefined;
    return {
      text,
      sets: putsBy(number.value.over(HUNDRED)).map(({ path, value, style }) => `${path}=${textIn(style, value)}`),
    };
  };
  const turned = { ...said, isStated: false, count: PARTS + 1, isOne: false, said: asSaid };
  return dial(turned, (position) => putsBy(factorAt(position)), told && ((position) => told(factorAt(position))));
}

/**
 * A share of up to all of something is never made more than all, and no number has more decimals than its place may
 * have.
 */
function bounded(value: Exact, moved: Exact, { percent }: Style, places: number | undefined): Exact {
  if (percent && value.compare(HUNDRED) <= 0 && moved.compare(HUNDRED) > 0) return HUNDRED;
  return places === undefined ? moved : Exact.of(moved.toFixed(places));
}

/** A step of so many decimals: 0.1 for one. */
export function stepOf(decimals: number): Exact {
  return Array.from({ length: decimals }).reduce<Exact>((step) => step.times(TENTH), Exact.one);
}

/**
 * An assumption across its range, or from the lowest of its states to the highest, at each of its dates; a tenth either
 * way where the file states neither. `placesOf` says how many decimals a place of the model may have. Undefined where
 * it has no range and its value is no number.
 */
export function dialOfAssumption(
  id: string,
  { range: stated, states, value: { steps } }: Assumption,
  text: string,
  placesOf: (path: string) => number | undefined,
): Dial | undefined {
  const paths = steps.map(({ since }) => assumptionPath(id, since));
  const values = steps.map(({ value }) => numeralIn(value.text));
  const range = stated ?? endsOf(states);
  const said = { id, text, isStated: range !== undefined };
  if (range !== undefined) {
    const [low, high] = [numeralIn(range.low.text), numeralIn(range.high.text)];
    if (low === undefined || high === undefined) return endsAsWritten(said, paths, [range.low.text, range.high.text]);
    const only = stated === undefined ? [...states.values()].flatMap(({ value }) => numeralIn(value.text) ?? []) : [];
    const decimals = Math.max(low.decimals, high.decimals, ...[...values, ...only].map((each) => each?.decimals ?? 0));
    const written = { low: range.low.text, high: range.high.text };
    const stretch = { low: low.value, high: high.value, step: stepOf(decimals) };
    const dial = dialOf(said, paths, stretch, low.style, written);
    return only.length === 0
      ? dial
      : {
          ...dial,
          stops: only.map(({ value }) => positionOf(value, stretch, dial.count)),
          brings: [...states.values()].some(({ scenario }) => scenario !== undefined),
        };
  }
  const puts = values.flatMap((each, i) =>
    each === undefined ? [] : [{ path: paths[i] as string, ...each, ...placed(placesOf(paths[i] as string)) }],
  );
  const [only] = puts;
  if (only === undefined || puts.length < steps.length) return undefined;
  return puts.length > 1 ? dialInProportion(said, puts) : dialOf(said, paths, tenthEitherWay(only), only.style);
}

/** The states of a dial alone, from the lowest to the highest; a dial without states as it is. */
export function ofStates(dial: Dial): Dial {
  if (dial.stops === undefined) return dial;
  const stops = [...new Set(dial.stops)].sort((a, b) => a - b);
  const at = (position: number): number => stops[position] as number;
  return {
    ...dial,
    count: stops.length,
    isOne: false,
    at: (position) => dial.at(at(position)),
    numbers: (position) => dial.numbers(at(position)),
    stops: [...stops.keys()],
  };
}

/** Where a multiple of the step stands on a dial. */
function positionOf(value: Exact, { low, step }: DialStretch, count: number): number {
  const position = value.over(step).minus(low.over(step).floor()).toNumber();
  return value.compare(low) <= 0 ? 0 : Math.min(count - 1, position);
}

/** The lowest and the highest of some states; undefined where there are none, or one is no number. */
function endsOf(states: Assumption['states']): Pick<NonNullable<Assumption['range']>, 'low' | 'high'> | undefined {
  const all = [...states.values()].map(({ value }) => ({ value, number: numeralIn(value.text)?.value }));
  const known = all.flatMap(({ value, number }) => (number === undefined ? [] : [{ value, number }]));
  const sorted = known.sort((a, b) => a.number.compare(b.number));
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  return low === undefined || high === undefined || known.length < all.length
    ? undefined
    : { low: low.value, high: high.value };
}

const placed = (places: number | undefined): { places?: number } => whereSaid({ places });

/** From nine tenths of a number to eleven tenths, in steps of its last digit. */
export function tenthEitherWay({
  value,
  decimals,
  style,
  places,
}: Numeral & { readonly places?: number }): DialStretch {
  const moved = ['0.9', '1.1'].map((factor) => bounded(value, value.times(Exact.of(factor)), style, places)) as [
    Exact,
    Exact,
  ];
  const [low, high] = value.sign < 0 ? [moved[1], moved[0]] : moved;
  return { low, high, step: stepOf(decimals) };
}

/** A range whose ends are no numbers is tried as it is written, so that what is wrong with it is told. */
function endsAsWritten(
  said: Pick<Dial, 'id' | 'text' | 'isStated'>,
  paths: readonly string[],
  ends: readonly [string, string],
): Dial {
  const at = (position: number): Setting => atEach(paths, ends[position === 0 ? 0 : 1] as string);
  return { ...said, count: 2, isOne: false, at, said: (text) => atEach(paths, text), numbers: () => new Map() };
}

function atEach(paths: readonly string[], text: string): Setting {
  return { text, sets: paths.map((path) => `${path}=${text}`) };
}

/**
 * So many numbers evenly from one to another, as they would be written, to the last digit of either; undefined where
 * one is no number.
 */
export function evenlyBetween(from: string, to: string, points: number): readonly string[] | undefined {
  const [low, high] = [numeralIn(from), numeralIn(to)];
  if (low === undefined || high === undefined || low.style.percent !== high.style.percent) return undefined;
  const apart = high.value.minus(low.value);
  const decimals = Math.max(low.decimals, high.decimals);
  const values = Array.from({ length: points }, (_, i) =>
    low.value.plus(points < 2 ? Exact.zero : apart.times(Exact.fraction(i, points - 1))),
  );
  return [...new Set(values.map((value) => textIn(low.style, Exact.of(value.toFixed(decimals)))))];
}
