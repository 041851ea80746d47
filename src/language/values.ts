import {
  type Count,
  Exact,
  type Figure,
  input,
  type Kind,
  type Money,
  type Price,
  type Rate,
  Unknown,
} from '../figures/index.js';
import { type Formula, namesAsked, scalarsIn } from './arithmetic.js';
import { standingFor } from './asked.js';
import { type WrittenNumber, writtenNumber } from './numbers.js';
import { type Context, type JsonMap, NEVER, refuse, Schema } from './schema.js';
import { Scalar, shapeOf } from './tree.js';
import { NoValue, workedOut } from './worked-out.js';

/** Values that were read as something else than an amount: a number of years, a word, a date. */
const fixed = new WeakSet<Scalar>();

/** Whether a value has been read as what shapes a model, and not as one of its amounts: such a value cannot vary. */
export function isFixed(scalar: Scalar): boolean {
  return fixed.has(scalar);
}

function fix(scalar: Scalar): void {
  fixed.add(scalar);
  if (scalar.formula !== undefined) for (const each of scalarsIn(scalar.formula)) fix(each);
}

/** Whether a value that is read may vary from draw to draw. */
type Varies = 'varies' | 'is fixed';

function single<T>(
  expected: string,
  parse: (scalar: Scalar, context: Context) => T,
  json: JsonMap = {},
  varies: Varies = 'is fixed',
): Schema<T> {
  const read = (data: unknown, context: Context): T => {
    if (data === undefined) {
      context.issues.push({ kind: 'absent', path: [] });
      return NEVER;
    }
    if (!(data instanceof Scalar) || data.text === '')
      return refuse(context, 'wrong-shape', { expected, found: shapeOf(data) });
    if (varies === 'is fixed' && (data.formula !== undefined || data.path.startsWith('assumptions.'))) fix(data);
    return parse(data, context);
  };
  return new Schema(read, () => ({ description: expected, ...json }));
}

/** Scalars that have been read as several kinds, which few are: the figures beside the first one. */
const readAgain = new WeakMap<Scalar, Map<Kind, Figure>>();

/**
 * The input figure of a scalar, with its place and what stands behind it. The same scalar always gives the same figure:
 * one that is used in two places (an assumption) is one input, so that what varies it varies both.
 */
export function inputOf<K extends Kind>(kind: K, scalar: Scalar, value: Exact | Unknown): Figure<K> {
  const first = scalar.asRead;
  if (first?.kind === kind) return first as Figure<K>;
  const others = first && (readAgain.get(scalar) ?? new Map<Kind, Figure>());
  const figure = (others?.get(kind) ?? input(kind, value, scalar)) as Figure<K>;
  if (others === undefined) scalar.asRead = figure;
  else readAgain.set(scalar, others.set(kind, figure));
  return figure;
}

export interface NumberRule {
  readonly kind: Kind;
  /** What is expected, in words: `an amount in pounds`. */
  readonly expected: string;
  /** What is asked for where another text stands there, if it has a name of its own: a choice, which nobody can leave open. */
  readonly asks?: string;
  readonly negative?: boolean;
  /** The most decimals it may have. */
  readonly decimals?: number;
  readonly least?: Exact;
  readonly most?: Exact;
  /** Whether a count may be arithmetic with what a school has. */
  readonly asked?: boolean;
}

/** The most of anything that one line of a model may say, so that a slip of the keyboard is told where it stands. */
const MOST = Exact.of('1000000000');
/** The most that a figure may be held against: the total of many lines. */
const MOST_TOTAL = Exact.of('1000000000000');

/**
 * Reads one number by its rule; a text where it is refused: the reason. `unknown` and `unknown: reason` are unknown.
 */
export function readNumber<K extends Kind>(
  rule: NumberRule & { readonly kind: K },
  scalar: Scalar,
): Figure<K> | string {
  if (scalar.formula !== undefined)
    return namesAsked(scalar.formula).length > 0
      ? askedNumber(rule, scalar, scalar.formula)
      : derivedNumber(rule, scalar, scalar.formula);
  // Most numbers of a large roll are plain whole ones below MOST, which no rule but one for rates can refuse.
  if (rule.kind !== 'rate' && /^(?:0|[1-9]\d{0,8})$/.test(scalar.text))
    return inputOf(rule.kind, scalar, Exact.of(scalar.text));
  const said = /^unknown(?::\s*(.*))?$/i.exec(scalar.text);
  if (said !== null)
    return inputOf(rule.kind, scalar, new Unknown([said[1] || `${scalar.path || scalar.text} is not known`]));
  const written = writtenNumber(scalar.text);
  if ('why' in written) return written.why;
  const value = written.percent ? written.value.over(HUNDRED) : written.value;
  return whyNotSo(rule, written) ?? whyNotSoMuch(rule, value) ?? inputOf(rule.kind, scalar, value);
}

/** Arithmetic with what a school has. It may stand for an amount or a quantity; not for what shapes a price. */
function askedNumber<K extends Kind>(
  rule: NumberRule & { readonly kind: K },
  scalar: Scalar,
  formula: Formula,
): Figure<K> | string {
  if (rule.kind === 'rate' || (rule.kind === 'count' && rule.asked !== true))
    return `"${namesAsked(formula)[0]}" is no assumption, and what a school has may be in an amount and in "quantities" alone`;
  const places = rule.kind === 'money' ? 2 : (rule.decimals ?? USUAL_PLACES);
  const known = derived.get(scalar) ?? new Map<string, Figure | NoValue>();
  derived.set(scalar, known);
  const key = `${rule.kind} ${places} asked`;
  const found = known.get(key) ?? standingFor(rule.kind, { formula, places, scalar, leaf: inputOf });
  if (typeof found === 'string') return found;
  known.set(key, found as Figure);
  return found as Figure<K>;
}

/**
 * What arithmetic comes to, rounded once: money to the penny, prices to six decimals, pupils to two, percentages to
 * six, and within the rule's bounds.
 */
function derivedNumber<K extends Kind>(
  rule: NumberRule & { readonly kind: K },
  scalar: Scalar,
  formula: Formula,
): Figure<K> | string {
  const places = rule.kind === 'money' ? 2 : rule.kind === 'rate' ? RATE_PLACES : (rule.decimals ?? USUAL_PLACES);
  const key = `${rule.kind} ${places}`;
  const kinds = derived.get(scalar) ?? new Map<string, Figure | NoValue>();
  derived.set(scalar, kinds);
  const found = kinds.get(key) ?? workedOut(rule.kind, formula, places, inputOf, scalar.path);
  kinds.set(key, found);
  if (found instanceof NoValue) return found.why;
  const figure = found as Figure<K>;
  return figure.isKnown ? (whyNotSoMuch(rule, figure.exact) ?? figure) : figure;
}

const derived = new WeakMap<Scalar, Map<string, Figure | NoValue>>();
/** A percentage to six decimals is a fraction to eight. */
const RATE_PLACES = 8;
const USUAL_PLACES = 6;

const HUNDRED = Exact.of(100);

/** Why a number cannot be written so. */
function whyNotSo(
  { kind, decimals: most }: NumberRule,
  written: Exclude<WrittenNumber, { why: string }>,
): string | undefined {
  const { value, percent, pounds, decimals } = written;
  if (kind === 'rate' && !percent && value.sign !== 0)
    return `a rate is written with its per cent sign: ${value.times(HUNDRED)}%, or ${value}%?`;
  if (kind !== 'rate' && percent) return 'it is a percentage';
  if (kind === 'count' && pounds) return 'it is in pounds';
  if (kind === 'money' && decimals > 2) return 'it has a fraction of a penny';
  return most !== undefined && decimals > most ? `it has more than ${most} decimals` : undefined;
}

/** Why a number cannot be so large or so small. */
function whyNotSoMuch({ kind, negative, least, most = MOST_TOTAL }: NumberRule, value: Exact): string | undefined {
  const said = (limit: Exact): string => {
    if (kind === 'rate') return `${limit.times(HUNDRED)}%`;
    return limit.compare(MOST) === 0 ? 'a thousand million' : 'a million million';
  };
  if (negative !== true && value.sign < 0) return 'it is below zero';
  if (least !== undefined && value.compare(least) < 0) return `it is below ${said(least)}`;
  if (value.compare(most) > 0) return `it is above ${said(most)}`;
  return value.compare(most.negated()) < 0 ? `it is below minus ${said(most)}` : undefined;
}

/** What a relative change may say where it leaves the bounds of its kind. */
function orBounded(why: string, { formula }: Scalar): string {
  const [, side, limit] = /^it is (above|below) (zero|\d+%)$/.exec(why) ?? [];
  if (limit === undefined || formula === undefined || !isChange(formula)) return why;
  return `${why}; a change may say ${side === 'above' ? 'at_most' : 'at_least'}: ${limit === 'zero' ? 0 : limit}`;
}

/** Whether a value is made of what stood there before. */
const isChange = (formula: Formula): boolean =>
  formula.op === 'value' ? formula.role === 'before' : formula.of.some(isChange);

function number<K extends Kind>(rule: NumberRule & { readonly kind: K }): Schema<Figure<K>> {
  const parse = (scalar: Scalar, context: Context): Figure<K> => {
    const read = readNumber(rule, scalar);
    return typeof read === 'string'
      ? refuse(context, 'bad-value', {
          text: scalar.text,
          expected: rule.asks ?? rule.expected,
          why: orBounded(read, scalar),
        })
      : read;
  };
  // An editor's YAML takes 12_500 and £12,500 for texts; = names an assumption.
  return single(rule.expected, parse, { description: exampled(rule), type: ['number', 'string'] }, 'varies');
}

/** What is expected, with an example for whoever types it. */
const exampled = ({ expected, decimals }: NumberRule): string =>
  expected.includes('such as') ? expected : `${expected}, such as ${decimals === 0 ? '2' : '2.5'}`;

/** The rule of an amount: pounds and whole pence, not below zero. */
export const MONEY: NumberRule & { readonly kind: 'money' } = {
  kind: 'money',
  expected: 'an amount in pounds, such as 12_500',
  most: MOST,
};
export const money: Schema<Money> = number(MONEY);
/** Pounds and whole pence, of either sign. */
export const signedMoney: Schema<Money> = number({
  kind: 'money',
  expected: 'an amount in pounds, such as -12_500',
  negative: true,
  most: MOST,
});
/** Pounds a unit, not below zero. */
export const price: Schema<Price> = number({
  kind: 'price',
  expected: 'a price in pounds, such as 19 or 18.75',
  decimals: 6,
  most: MOST,
});
/** The rule of a percentage from 0% to 100%. */
export const SHARE: NumberRule & { readonly kind: 'rate' } = {
  kind: 'rate',
  expected: 'a share from 0% to 100%, such as 92%',
  most: Exact.one,
};
export const share: Schema<Rate> = number(SHARE);
/** How likely something is. Nobody can draw by what is not known. */
export const probability: Schema<Rate> = number({ ...SHARE, asks: 'a probability, such as 65%' }).transform(
  (said, context) =>
    said.isKnown
      ? said
      : refuse(context, 'bad-value', {
          text: said.detail.origin?.text ?? 'unknown',
          expected: 'a probability, such as 65%',
          why: 'nothing can be drawn by one that is not known',
        }),
);
/** A percentage of either sign: growth, inflation. Nothing can shrink by more than all of it. */
export const growth: Schema<Rate> = number({
  kind: 'rate',
  expected: 'a percentage a year, such as 2% or -1.5%',
  negative: true,
  least: Exact.one.negated(),
  most: Exact.of(10),
});
/** A percentage, not below zero, that may pass 100%. */
export const rate: Schema<Rate> = number({ kind: 'rate', expected: 'a percentage, such as 35%', most: Exact.of(10) });

/** The rule of a number of pupils: whole, or full-time equivalents to two decimals. */
export const PUPILS: NumberRule & { readonly kind: 'count' } = {
  kind: 'count',
  expected: 'a number of pupils, such as 420 or 410.5',
  decimals: 2,
  most: MOST,
};
export const pupils: Schema<Count> = number(PUPILS);

/** A number of `things`, not below zero, with up to four decimals; `asks`: what it is called where it is refused. */
export function count(things: string, asks?: string): Schema<Count> {
  return number({ kind: 'count', expected: `a number of ${things}`, ...(asks && { asks }), decimals: 4, most: MOST });
}

/** A quantity that is worked out of others, `=days * people`; or a number. To six decimals. */
export const quantity: Schema<Count> = number({
  kind: 'count',
  expected: 'arithmetic with what a school has, such as =days * people',
  decimals: 6,
  most: MOST,
  asked: true,
});

/** A whole number from 1 to `most`, for the structure of a model and not its arithmetic. */
export function whole(things: string, most: number): Schema<number> {
  const expected = `a whole number of ${things} from 1 to ${most}`;
  const parse = (scalar: Scalar, context: Context): number => {
    const value = /^[1-9]\d{0,5}$/.test(scalar.text) ? Number(scalar.text) : 0;
    return value >= 1 && value <= most
      ? value
      : refuse(context, 'bad-value', { text: scalar.text, expected, why: `it is not from 1 to ${most}` });
  };
  return single(expected, parse, { type: 'integer', minimum: 1, maximum: most });
}

/** Whatever is written: it is read and checked elsewhere. */
export const anything: Schema<unknown> = new Schema((data) => data);

export const text: Schema<string> = single('some text', (scalar) => scalar.text, {
  type: ['string', 'number', 'boolean'],
});

/** The scalar itself, for what is resolved later and needs its place. */
export const scalarItself: Schema<Scalar> = single(
  'a single value',
  (scalar) => scalar,
  { type: ['string', 'number', 'boolean'] },
  'varies',
);

/** One of some names. `what` is said when it is another: `a phase`. */
export function choice<const T extends string>(what: string, of: readonly T[]): Schema<T> {
  const parse = (scalar: Scalar, context: Context): T => {
    const found = of.find((name) => name === scalar.text);
    return found ?? refuse(context, 'bad-choice', { text: scalar.text, what, known: of });
  };
  const numbers = of.filter((name) => /^\d+$/.test(name)).map(Number);
  return single(`${what}: ${of.join(', ')}`, parse, { description: what, enum: [...of, ...numbers] });
}

export const flag: Schema<boolean> = single(
  'yes or no',
  (scalar, context) => {
    const found = flagOf(scalar.text);
    return found ?? refuse(context, 'bad-choice', { text: scalar.text, what: 'yes or no', known: ['yes', 'no'] });
  },
  { enum: ['yes', 'no', true, false, 'true', 'false'] },
);

/** `yes`, `true`, `no` and `false`, in any case; undefined for anything else. */
export function flagOf(text: string): boolean | undefined {
  if (/^(yes|true)$/i.test(text)) return true;
  return /^(no|false)$/i.test(text) ? false : undefined;
}
