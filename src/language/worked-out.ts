import {
  band,
  constant,
  Exact,
  type Figure,
  isZero,
  type Kind,
  larger,
  multiple,
  named,
  nothing,
  quotient,
  type Rate,
  settled,
  smaller,
  sum,
  times,
  Unknown,
  unknown,
} from '../figures/index.js';
import { type Formula, namesAsked } from './arithmetic.js';
import { isUnknown, writtenNumber } from './numbers.js';
import type { Scalar } from './tree.js';

/**
 * What a number of a formula can be: an `amount` of what its place measures (pounds, pupils, days), a `share`, or a
 * `plain` number, which scales what it stands beside. A bare number may be an amount or plain, whichever makes sense;
 * what has a per cent sign is a share.
 */
export type Sort = 'amount' | 'share' | 'plain';

/** What two sorts come to, for each operation: anything else has no meaning. */
const PRODUCTS: readonly (readonly [Sort, Sort, Sort])[] = [
  ['plain', 'plain', 'plain'],
  ['share', 'plain', 'share'],
  ['plain', 'share', 'share'],
  ['share', 'share', 'share'],
  ['amount', 'plain', 'amount'],
  ['plain', 'amount', 'amount'],
  ['amount', 'share', 'amount'],
  ['share', 'amount', 'amount'],
];
const QUOTIENTS: readonly (readonly [Sort, Sort, Sort])[] = [
  ['plain', 'plain', 'plain'],
  ['share', 'plain', 'share'],
  ['share', 'share', 'plain'],
  ['plain', 'share', 'plain'],
  ['amount', 'plain', 'amount'],
  ['amount', 'share', 'amount'],
  ['amount', 'amount', 'plain'],
  ['amount', 'amount', 'share'],
];
const ALIKE: readonly (readonly [Sort, Sort, Sort])[] = [
  ['plain', 'plain', 'plain'],
  ['share', 'share', 'share'],
  ['amount', 'amount', 'amount'],
];

export type Binary = { readonly op: '+' | '-' | '*' | '/'; readonly left: Formula; readonly right: Formula };

function tableOf(op: Formula['op']): typeof ALIKE {
  return op === '*' ? PRODUCTS : op === '/' ? QUOTIENTS : ALIKE;
}

/** Why a formula has no value of the kind that is wanted, in words for a user. */
export class NoValue {
  constructor(readonly why: string) {}
}

class Mismatch extends Error {}

const WORDS: Readonly<Record<Sort, string>> = { amount: 'an amount', share: 'a share', plain: 'a plain number' };

/** What a quantity of a school can be in a formula: a number of something, or an amount too. */
type AskedSorts = (name: string) => readonly Sort[];
const NOBODY: AskedSorts = (name) => {
  throw new Mismatch(`"${name}" is what a school has, and no school is asked here`);
};

/** The sorts that a formula can be. Throws Mismatch where its parts do not go together. */
function sortsOf(formula: Formula, asked: AskedSorts = NOBODY): readonly Sort[] {
  if (formula.op === 'value') {
    if (formula.role === 'asked') return asked(formula.scalar.text);
    return sortsWritten(formula.scalar);
  }
  const parts = formula.of.map((each) => sortsOf(each, asked));
  const [first = [], ...rest] = parts;
  const table = tableOf(formula.op);
  return rest.reduce((left, right) => {
    const found = table.filter(([a, b]) => left.includes(a) && right.includes(b)).map(([, , made]) => made);
    if (found.length === 0)
      throw new Mismatch(
        `${saidOf(left)} ${VERBS[formula.op]} ${saidOf(right)} has no meaning${hintFor(formula.op, left, right)}`,
      );
    return [...new Set(found)];
  }, first);
}

const VERBS: Readonly<Record<Exclude<Formula['op'], 'value'>, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
  min: 'beside',
  max: 'beside',
  round: 'rounded to',
};

const saidOf = (sorts: readonly Sort[]): string => WORDS[sorts[sorts.length - 1] as Sort];

function hintFor(op: Formula['op'], left: readonly Sort[], right: readonly Sort[]): string {
  const isAdded = op === '+' || op === '-';
  return isAdded && right.includes('share') && !left.includes('share')
    ? ' (a percentage multiplies, as in * 110%)'
    : '';
}

function sortsWritten(scalar: Scalar): readonly Sort[] {
  if (scalar.formula !== undefined) return sortsOf(scalar.formula);
  if (isUnknown(scalar.text)) return ['plain', 'share', 'amount'];
  const written = writtenNumber(scalar.text);
  if ('why' in written) throw new Mismatch(`"${scalar.text}" is no number: ${written.why}`);
  if (written.percent) return ['share'];
  if (written.pounds) return ['amount'];
  return written.value.sign === 0 ? ['plain', 'share', 'amount'] : ['plain', 'amount'];
}

/** How an operand becomes a figure: given by whoever reads numbers, so that one scalar is one input. */
export type Leaf = (kind: Kind, scalar: Scalar, value: Exact | Unknown) => Figure;

/**
 * A formula as a figure of a kind, rounded once, to so many decimals (money to the penny), halves away from zero.
 * Nothing rounds inside. An unknown part makes it unknown. `NoValue` where its parts do not go together, or do not make
 * what is wanted here.
 */
export function workedOut<K extends Kind>(
  kind: K,
  formula: Formula,
  places: number,
  leaf: Leaf,
  label: string,
  ofSchool?: AskedLeaf,
): Figure<K> | NoValue {
  try {
    const wanted = wantedOf(kind);
    const asked = ofSchool && sortsAsked(kind, formula, wanted);
    const sorts = sortsOf(formula, asked);
    if (!sorts.includes(wanted)) return new NoValue(`it comes to ${saidOf(sorts)}, and ${WORDS[wanted]} stands here`);
    return settled(kind, new Maker(insideOf(kind), leaf, asked, ofSchool).figure(formula, wanted), places, label);
  } catch (error) {
    if (error instanceof Mismatch) return new NoValue(error.message);
    throw error;
  }
}

const wantedOf = (kind: Kind): Sort => (kind === 'rate' ? 'share' : 'amount');
const insideOf = (kind: Kind): Inner => (kind === 'count' ? 'count' : kind === 'rate' ? 'rate' : 'price');

/** What makes the parts of a formula of which the whole has a value for a school, and what that is to be. */
export function partsFor(
  kind: Kind,
  formula: Formula,
  leaf: Leaf,
  ofSchool: AskedLeaf,
): { readonly maker: Maker; readonly wanted: Sort } {
  const wanted = wantedOf(kind);
  return { maker: new Maker(insideOf(kind), leaf, sortsAsked(kind, formula, wanted), ofSchool), wanted };
}

/** What a school has, as a number of something or as an amount in pounds. */
export type AskedLeaf = (name: string, kind: 'count' | 'money') => Figure;

/** Quantities that are numbers of something, whatever is made of them. */
const isNumber = (name: string): boolean => /(^|_)(pupils|units)$/.test(name);

/**
 * Arithmetic of an amount in which each number of pupils or units that stands by itself is worth a pound:
 * `=500 + 1 * pupils` for `=500 + pupils`. Undefined where none does.
 */
export function withPounds(text: string): string | undefined {
  const alone = /(?<![\w-])(?<![*/]\s*)[a-z]\w*(?![\w-])(?!\s*[*/(])/g;
  const made = text.replace(alone, (name) => (isNumber(name) ? `1 * ${name}` : name));
  return text.startsWith('=') && made !== text ? made : undefined;
}

/**
 * What the quantities of a school are in a formula: where an amount in pounds is wanted, numbers of something, and only
 * where that makes none an amount.
 */
function sortsAsked(kind: Kind, formula: Formula, wanted: Sort): AskedSorts {
  if (kind === 'count') return () => ['plain', 'amount'];
  const plain: AskedSorts = () => ['plain'];
  try {
    if (sortsOf(formula, plain).includes(wanted)) return plain;
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
  }
  return (name) => (isNumber(name) ? ['plain'] : ['plain', 'amount']);
}

/** Whether what is divided by, or rounded to, hangs on a school: one may have none, and another has. */
const hangsOnSchool = (formula: Formula): boolean => namesAsked(formula).length > 0;

const HUNDRED = Exact.of(100);

export type Inner = 'price' | 'count' | 'rate';

/** Makes the figure of a formula of its parts. */
export class Maker {
  constructor(
    /** What an amount is a figure of inside: pounds are not rounded to the penny. */
    private readonly amount: Inner,
    private readonly leaf: Leaf,
    private readonly asked: AskedSorts = NOBODY,
    private readonly ofSchool?: AskedLeaf,
  ) {}

  figure(formula: Formula, wanted: Sort): Figure<Inner> {
    const kind = this.kindOf(wanted);
    if (formula.op === 'value')
      return formula.role === 'asked' ? this.had(formula.scalar.text, wanted) : this.value(formula.scalar, wanted);
    if (formula.op === 'round') return this.rounded(formula, wanted);
    if (formula.op === 'min' || formula.op === 'max') {
      const of = formula.of.map((each) => this.figure(each, wanted));
      return formula.op === 'min' ? smaller(kind, of) : larger(kind, of);
    }
    const [left, right] = formula.of as readonly [Formula, Formula | undefined];
    if (right === undefined) return sum(kind, [], 'what is taken from zero', [this.figure(left, wanted)]);
    return this.two({ op: formula.op, left, right }, wanted);
  }

  /** What the two sides of an operation are where it comes to what is wanted. */
  sidesOf({ op, left, right }: Binary, wanted: Sort): readonly [Sort, Sort, Sort] {
    const [a, b] = [sortsOf(left, this.asked), sortsOf(right, this.asked)];
    const sorts = tableOf(op).find(
      ([first, second, made]) => made === wanted && a.includes(first) && b.includes(second),
    );
    if (sorts === undefined) throw new Mismatch(`it does not come to ${WORDS[wanted]}`);
    return sorts;
  }

  private two({ op, left, right }: Binary, wanted: Sort): Figure<Inner> {
    const sorts = this.sidesOf({ op, left, right }, wanted);
    const [first, second] = [this.figure(left, sorts[0]), this.figure(right, sorts[1])];
    const kind = this.kindOf(wanted);
    if (op === '+') return sum(kind, [first, second]);
    if (op === '-') return sum(kind, [first], undefined, [second]);
    if (op === '*') return sorts[0] === wanted ? times(first, second as Rate) : times(second, first as Rate);
    const isOwn = hangsOnSchool(right);
    if (!isOwn && isZero(second)) throw new Mismatch('it is divided by zero');
    const found = quotient(kind, first, second);
    return isOwn ? this.where(found, 'divided by', right, second) : found;
  }

  private rounded({ of: [what, unit], direction }: Extract<Formula, { op: 'round' }>, wanted: Sort): Figure<Inner> {
    const [amount, size] = [this.figure(what, wanted), this.figure(unit, wanted)];
    const isOwn = hangsOnSchool(unit);
    if (!isOwn && size.isKnown && size.exact.sign <= 0)
      throw new Mismatch('it is rounded to a unit that is not above zero');
    const rounded = multiple(amount, size, direction);
    return isOwn ? this.where(rounded, 'rounded to', unit, size) : rounded;
  }

  /** A result that there is none of where what it is divided by, or rounded to, comes to nothing for a school. */
  private where<K extends Inner>(
    found: Figure<K>,
    done: 'divided by' | 'rounded to',
    by: Formula,
    size: Figure,
  ): Figure<K> {
    const names = namesAsked(by);
    const comes = names.length === 1 ? 'which is zero' : 'which come to zero';
    const why = `it is ${done} ${names.join(' and ')}, ${comes}: write max(…, 1) in its place where one is meant`;
    const none = { upTo: nothing(size.kind), closed: true, value: unknown(found.kind, why) };
    // Below zero there is a quotient, which is told as such; to a unit below zero nothing is rounded.
    const below = { upTo: nothing(size.kind), closed: false, value: found };
    return band(found.kind, size, done === 'divided by' ? [below, none] : [none], found);
  }

  /** What the school that is asked has. */
  private had(name: string, wanted: Sort): Figure<Inner> {
    if (this.ofSchool === undefined) throw new Mismatch(`"${name}" is what a school has, and no school is asked here`);
    return this.ofSchool(name, this.askedAs(wanted)) as Figure<Inner>;
  }

  /** What a quantity of a school is asked for as. */
  askedAs(wanted: Sort): 'count' | 'money' {
    return wanted === 'amount' && this.amount !== 'count' ? 'money' : 'count';
  }

  private value(scalar: Scalar, wanted: Sort): Figure<Inner> {
    if (scalar.formula !== undefined) return named(this.figure(scalar.formula, wanted), labelOf(scalar));
    const kind = this.kindOf(wanted);
    return this.leaf(kind, scalar, amountIn(scalar)) as Figure<Inner>;
  }

  kindOf(sort: Sort): Inner {
    return sort === 'amount' ? this.amount : sort === 'share' ? 'rate' : 'count';
  }
}

/** What a derived value is called in an explanation: its place, where it has one. */
const labelOf = ({ path, text }: Scalar): string => (path === '' ? text : path);

function amountIn(scalar: Scalar): Exact | Unknown {
  if (isUnknown(scalar.text))
    return new Unknown([scalar.text.replace(/^unknown:?\s*/i, '') || `${scalar.path || scalar.text} is not known`]);
  const written = writtenNumber(scalar.text);
  if ('why' in written) throw new Mismatch(`"${scalar.text}" is no number: ${written.why}`);
  return written.percent ? written.value.over(HUNDRED) : written.value;
}

/**
 * The value of a formula as text, before its place gives it a kind: a share with its per cent sign where its first name
 * is one. Undefined where its parts do not go together, which is told where the place is read.
 */
export function textOf(formula: Formula): string | undefined {
  try {
    const sorts = sortsOf(formula);
    const lead = leadOf(formula) ?? sorts;
    const sort = sorts.find((each) => lead.includes(each)) ?? sorts[0] ?? 'plain';
    const figure = new Maker('count', (kind, _scalar, value) => figureOf(kind, value)).figure(formula, sort);
    if (figure.value instanceof Unknown) return `unknown: ${figure.value.reasons.join('; ')}`;
    const exact = figure.exact;
    return sort === 'share' ? `${plain(exact.times(HUNDRED))}%` : plain(exact);
  } catch (error) {
    if (error instanceof Mismatch) return undefined;
    throw error;
  }
}

/** As many digits as it has, or ten decimals of them. */
function plain(value: Exact): string {
  const text = value.toFixed(10);
  return text.replace(/\.?0+$/, '');
}

function figureOf(kind: Kind, value: Exact | Unknown): Figure {
  return value instanceof Unknown ? unknown(kind, ...value.reasons) : constant(kind, value, 'as written');
}

/** Nil may be of any sort, and is no share where it is written without a percent sign: scaled by a share it is nil pounds. */
function sortsSaid(scalar: Scalar): readonly Sort[] {
  const sorts = sortsWritten(scalar);
  if (scalar.formula !== undefined) return leadOf(scalar.formula)?.filter((each) => sorts.includes(each)) ?? sorts;
  const isPlain = !isUnknown(scalar.text) && !scalar.text.includes('%');
  return isPlain ? sorts.filter((each) => each !== 'share') : sorts;
}

/** The sorts of the first name of a formula; undefined where it has none. */
function leadOf(formula: Formula): readonly Sort[] | undefined {
  if (formula.op === 'value') return formula.role === 'written' ? undefined : sortsSaid(formula.scalar);
  for (const each of formula.of) {
    const found = leadOf(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
