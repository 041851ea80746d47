import { isScalar } from 'yaml';

/*
 * Values that a comma between { } or [ ] has cut in two: arithmetic with arguments, and numbers with a comma in them.
 * Each is told once, where it begins.
 */

/** A value that was cut, from where it begins to where its last part ends. */
export interface CutValue {
  readonly kind: 'formula' | 'number';
  readonly start: number;
  readonly end: number;
}

const NUMBER = /^-?£?\d[\d_]*(?:\.\d+)?$/;
const REST = /^\d[\d_]*(?:\.\d+)?%?$/;

/** Looks at the keys and values of one map, or the items of one list, in their order. */
export class Cuts {
  private open = 0;
  private before: unknown;

  /** `isMixed`: whether other items of the list stand behind a comma and a blank. */
  constructor(
    private readonly source: string,
    private readonly isMixed = true,
  ) {}

  /** Whether a key without a value, or an item, is a further part of arithmetic that is told already. */
  goesOn(part: unknown): boolean {
    if (this.open <= 0) return false;
    this.open += openedIn(plainText(part) ?? ')');
    return true;
  }

  /** The number of which a key without a value, or an item, is a further part. */
  numberBefore(part: unknown): CutValue | undefined {
    const [number, rest] = [plainText(this.before), plainText(part)];
    const [start, stop] = rangeOf(this.before);
    const [next, end] = rangeOf(part);
    if (number === undefined || rest === undefined || next !== stop + 1 || !NUMBER.test(number) || !REST.test(rest))
      return undefined;
    if (!this.isMixed && !(/^-?£?\d{1,3}$/.test(number) && /^\d{3}(\.\d+)?$/.test(rest))) return undefined;
    const whole = /^[^\s{}[\]]*[^\s{}[\],]/.exec(this.source.slice(start))?.[0];
    return { kind: 'number', start, end: whole === undefined ? end : start + whole.length };
  }

  /** The arithmetic that begins with a value, where a comma follows that is part of it. */
  formulaFrom(value: unknown): CutValue | undefined {
    this.before = value;
    const [start, end] = rangeOf(value);
    const text = /^\s*,/.test(this.source.slice(end, end + 200)) ? plainText(value) : undefined;
    this.open = text?.startsWith('=') === true ? openedIn(text) : 0;
    return this.open > 0 ? { kind: 'formula', start, end } : undefined;
  }
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = isScalar(node) ? node.range : undefined;
  return range == null ? [-1, -1] : [range[0], range[1]];
}

function plainText(node: unknown): string | undefined {
  return isScalar(node) && node.type === 'PLAIN' && typeof node.value === 'string' ? node.value : undefined;
}

const openedIn = (text: string): number => text.split('(').length - text.split(')').length;
