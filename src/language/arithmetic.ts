import type { Direction } from '../figures/index.js';
import { Scalar } from './tree.js';

/**
 * Arithmetic that may stand where a number stands: `=rate * 1.03`, `=max(rate - 2, 15)`. The set is closed: `+ - * / (
 * )`, `min`, `max`, and `round` with its unit and direction. There is no text, no condition and no loop, so that every
 * formula can be explained, varied and searched.
 */
export type Formula =
  | { readonly op: 'value'; readonly scalar: Scalar; readonly role: Role }
  | { readonly op: '+' | '-' | '*' | '/' | 'min' | 'max'; readonly of: readonly Formula[] }
  | { readonly op: 'round'; readonly of: readonly [Formula, Formula]; readonly direction: Direction };

const DIRECTIONS: readonly Direction[] = ['up', 'down', 'nearest'];

/**
 * A number that is written in the formula, what a name stands for, what stood at the place before a relative change, or
 * the name of what a school has, which nobody knows before a school is asked.
 */
export type Role = 'written' | 'name' | 'before' | 'asked';

/** A formula as it is written: names stand where values will. Positions count characters from 0. */
export type Parsed =
  | { readonly op: 'number' | 'name'; readonly text: string; readonly at: number }
  | { readonly op: '+' | '-' | '*' | '/' | 'min' | 'max'; readonly of: readonly Parsed[] }
  | { readonly op: 'round'; readonly of: readonly [Parsed, Parsed]; readonly direction: Direction };

/** Why a text is no formula, and where in it. */
export interface Unparsed {
  readonly why: string;
  readonly at: number;
}

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/**
 * A number first, so that digits alone are never a name; a name may hold a minus, so a minus that takes away has blanks
 * round it.
 */
const TOKEN =
  /\s*(?:(?<number>£?\d[\d_]*(?:\.\d+)?%?(?![A-Za-z0-9_.-]))|(?<name>[A-Za-z0-9][A-Za-z0-9_-]*)|(?<sign>[-+*/(),]))/y;
/** How deep brackets may go: nobody reads more. */
const MOST_LEVELS = 50;

/** Reads what stands after the equals sign. `offset` is where that begins in the text that positions are counted in. */
export function parseFormula(text: string, offset = 0): Parsed | Unparsed {
  const tokens = tokensOf(text, offset);
  if ('why' in tokens) return tokens;
  try {
    return new Parser(tokens).formula();
  } catch (error) {
    if (error instanceof Refused) return { why: error.message, at: error.at };
    throw error;
  }
}

class Refused extends Error {
  constructor(
    why: string,
    readonly at: number,
  ) {
    super(why);
  }
}

function tokensOf(text: string, offset: number): readonly Token[] | Unparsed {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const { groups } = TOKEN.exec(text) ?? {};
    const start = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    if (groups === undefined) return { why: whyNoToken(text.slice(start)), at: offset + start };
    const [kind, found] = Object.entries(groups).find(([, each]) => each !== undefined) as [Token['kind'], string];
    tokens.push({ kind, text: found, at: offset + start });
    at = TOKEN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at: offset + text.trimEnd().length }];
}

function whyNoToken(rest: string): string {
  if (/^£?\d[\d_]*(\.\d+)?%?[.A-Za-z_-]/.test(rest))
    return 'this is neither a number nor a name; put blanks round a minus';
  return `"${[...rest][0]}" has no place in arithmetic, which takes + - * / ( ), min, max and round`;
}

class Parser {
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  formula(): Parsed {
    const found = this.sum();
    const { kind, text, at } = this.peek();
    if (kind !== 'end')
      throw new Refused(text === ')' ? 'this bracket closes none' : `"${text}" follows without a sign before it`, at);
    return found;
  }

  private sum(): Parsed {
    let left = this.product();
    for (let sign = this.sign('+', '-'); sign !== undefined; sign = this.sign('+', '-'))
      left = { op: sign, of: [left, this.product()] };
    return left;
  }

  private product(): Parsed {
    let left = this.operand();
    for (let sign = this.sign('*', '/'); sign !== undefined; sign = this.sign('*', '/'))
      left = { op: sign, of: [left, this.operand()] };
    return left;
  }

  private operand(): Parsed {
    if (++this.depth > MOST_LEVELS)
      throw new Refused(`brackets go more than ${MOST_LEVELS} levels deep`, this.peek().at);
    const found = this.inner();
    this.depth--;
    return found;
  }

  private inner(): Parsed {
    if (this.sign('-') !== undefined) return { op: '-', of: [this.operand()] };
    if (this.sign('(') !== undefined) {
      const found = this.sum();
      this.close();
      return found;
    }
    const token = this.peek();
    if (token.kind === 'number') return this.take({ op: 'number', text: token.text, at: token.at });
    if (token.kind !== 'name')
      throw new Refused(
        token.kind === 'end'
          ? 'a number or a name is missing at the end'
          : `a number or a name is missing before "${token.text}"`,
        token.at,
      );
    if (this.tokens[this.next + 1]?.text !== '(') return this.take({ op: 'name', text: token.text, at: token.at });
    this.next += 2;
    return this.call(token);
  }

  private call({ text, at }: Token): Parsed {
    if (text !== 'min' && text !== 'max' && text !== 'round')
      throw new Refused(`there is no function ${text}: there are min, max and round`, at);
    const of = [this.sum()];
    let direction: Direction = 'nearest';
    while (this.sign(',') !== undefined) {
      const word = DIRECTIONS.find((each) => each === this.peek().text);
      if (text === 'round' && of.length === 2 && word !== undefined) {
        direction = word;
        this.next++;
        break;
      }
      of.push(this.sum());
    }
    this.close();
    if (text !== 'round') return { op: text, of };
    const [what, unit, ...more] = of;
    if (what === undefined || unit === undefined || more.length > 0)
      throw new Refused(
        'round takes what is rounded, its unit, and up, down or nearest: round(rate * 1.03, 0.05, up)',
        at,
      );
    return { op: 'round', of: [what, unit], direction };
  }

  private close(): void {
    if (this.sign(')') === undefined) throw new Refused('a bracket is not closed', this.peek().at);
  }

  private sign<const S extends string>(...of: readonly S[]): S | undefined {
    const { kind, text } = this.peek();
    const found = kind === 'sign' ? of.find((each) => each === text) : undefined;
    if (found !== undefined) this.next++;
    return found;
  }

  private take(found: Parsed): Parsed {
    this.next++;
    return found;
  }

  private peek(): Token {
    return this.tokens[this.next] as Token;
  }
}

/** The numbers and names of a formula, in the order in which they are written. */
export function operandsOf(parsed: Parsed): Extract<Parsed, { op: 'number' | 'name' }>[] {
  return 'of' in parsed ? parsed.of.flatMap(operandsOf) : [parsed];
}

/** The values that a formula is made of, at its own level. */
export function scalarsIn(formula: Formula): Scalar[] {
  return formula.op === 'value' ? [formula.scalar] : formula.of.flatMap(scalarsIn);
}

/** What stood at a place before all relative changes; the value itself where there are none. */
export function valueBefore(scalar: Scalar): Scalar {
  const before = scalar.formula && beforeIn(scalar.formula);
  return before === undefined ? scalar : valueBefore(before);
}

function beforeIn(formula: Formula): Scalar | undefined {
  if (formula.op === 'value') return formula.role === 'before' ? formula.scalar : undefined;
  return formula.of[0] && beforeIn(formula.of[0]);
}

/** A formula with other texts at some of its values, by their places in the model. */
export function withValues(formula: Formula, texts: ReadonlyMap<string, string>): Formula {
  if (formula.op === 'value') {
    const { scalar, role } = formula;
    const text = texts.get(scalar.path);
    if (scalar.formula !== undefined) {
      const { span, layer, path, basis, source } = scalar;
      const within = withValues(scalar.formula, texts);
      return { op: 'value', scalar: new Scalar(scalar.text, span, layer, path, basis, source, within), role };
    }
    return text === undefined ? formula : { op: 'value', scalar: new Scalar(text, scalar.span), role };
  }
  if (formula.op === 'round') {
    const [what, unit] = formula.of;
    return { ...formula, of: [withValues(what, texts), withValues(unit, texts)] };
  }
  return { ...formula, of: formula.of.map((each) => withValues(each, texts)) };
}

/** The names of a formula that only a school can answer, each once. */
export function namesAsked(formula: Formula): string[] {
  if (formula.op !== 'value') return [...new Set(formula.of.flatMap(namesAsked))];
  if (formula.role === 'asked') return [formula.scalar.text];
  return formula.scalar.formula === undefined ? [] : namesAsked(formula.scalar.formula);
}
