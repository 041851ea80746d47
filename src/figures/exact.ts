import * as long from './fraction.js';

type Fraction = long.Fraction;

/** The largest number of pence that a double holds exactly: about 90 trillion pounds. */
const MOST = Number.MAX_SAFE_INTEGER;
const POWERS: readonly number[] = Array.from({ length: 16 }, (_, i) => 10 ** i);
/** Decimals of what does not end, where all digits of it are asked for. */
const CUT = 12;

/**
 * An amount of money that cannot be held to the penny: above 90 trillion pounds. A model has to be absurd to come to
 * it.
 */
export class TooLarge extends RangeError {
  constructor() {
    super('an amount above 90 trillion pounds');
  }
}

/**
 * An exact number: a fraction, so that a twelfth of a fee is as exact as the fee. Prices (pounds a unit), counts
 * (pupils, days), rates (0.92 for 92%) and ratios are all of this type; money is whole pence, a `number`.
 *
 * Its value is `top / (10 ** scale × bottom)` in whole doubles as long as those are exact, which nearly all numbers of
 * a model are and which is several times faster; else `long` holds it in whole numbers of any length. No operation
 * rounds but those that say so.
 */
export class Exact {
  static readonly zero: Exact = new Exact(0, 0, 1, undefined);
  static readonly one: Exact = new Exact(1, 0, 1, undefined);

  private constructor(
    private readonly top: number,
    private readonly scale: number,
    private readonly bottom: number,
    private readonly long: Fraction | undefined,
  ) {}

  /** From the text of a plain decimal such as `19`, `-0.5` or `12500.25`. Throws a RangeError on anything else. */
  static of(text: string | number): Exact {
    const plain = String(text);
    const match = /^(-?\d+)(?:\.(\d+))?$/.exec(plain);
    if (match === null) throw new RangeError(`not a plain decimal: ${plain}`);
    const [, whole = '0', decimals = ''] = match;
    if (whole.length + decimals.length <= 15) return Exact.short(Number(whole + decimals), decimals.length, 1);
    return Exact.wide(long.fraction(BigInt(whole + decimals), decimals.length, 1n));
  }

  /** The fraction `top / bottom` of two whole numbers; `bottom` is not zero. */
  static fraction(top: number, bottom: number): Exact {
    return Exact.of(top).over(Exact.of(bottom));
  }

  /** So many millionths. */
  static millionths(count: number): Exact {
    return Exact.short(count, 6, 1);
  }

  /** Whole pence as exact pounds. */
  static pounds(pence: number): Exact {
    return Exact.short(pence, 2, 1);
  }

  /**
   * The shortest decimal that a double stands for, for points that a search in floats has found. Throws a RangeError on
   * NaN and infinities.
   */
  static near(value: number): Exact {
    if (Number.isSafeInteger(value)) return Exact.short(value, 0, 1);
    const [digits = '', power = '0'] = String(value).split('e');
    const exact = Exact.of(digits);
    const tens = Exact.of(`1${'0'.repeat(Math.abs(Number(power)))}`);
    return Number(power) < 0 ? exact.over(tens) : exact.times(tens);
  }

  /** In lowest terms, and without needless decimals. */
  private static short(top: number, scale: number, bottom: number): Exact {
    // Adding zero turns minus zero into zero.
    let t = top + 0;
    let s = scale;
    let b = bottom;
    if (b !== 1) {
      const common = divisor(Math.abs(t), b);
      t /= common;
      b /= common;
    }
    while (s > 0 && t % 10 === 0) {
      t /= 10;
      s--;
    }
    return new Exact(t, s, b, undefined);
  }

  private static wide(fraction: Fraction): Exact {
    const [top, bottom] = [Number(fraction.top), Number(fraction.bottom)];
    return safe(top) && bottom <= MOST && fraction.scale <= 15
      ? new Exact(top, fraction.scale, bottom, undefined)
      : new Exact(0, 0, 1, fraction);
  }

  /**
   * The product of two in whole pence, half a penny away from zero, where the first is money in pence or in pounds: what
   * `a.times(b).toPence()` is. Invoices and payslips are most of what a model works out, and the product itself, in its
   * lowest terms, is of no use to anybody. Throws TooLarge above 90 trillion pounds.
   */
  static pence(a: Exact | number, b: Exact): number {
    const money = typeof a === 'number' ? new Exact(a, 2, 1, undefined) : a;
    const places = money.scale + b.scale - 2;
    const isShort = money.long === undefined && b.long === undefined;
    const found = isShort ? wholeOf(money.top * b.top, places, money.bottom * b.bottom, true) : undefined;
    if (found !== undefined) return found;
    const [one, other] = [money.raw, b.raw];
    const product = { top: one.top * other.top, scale: one.scale + other.scale, bottom: one.bottom * other.bottom };
    const pence = Number(long.units(product, 2, true));
    if (!safe(pence)) throw new TooLarge();
    return pence;
  }

  /** The same in whole numbers of any length, not in lowest terms. */
  private get raw(): Fraction {
    return this.long ?? { top: BigInt(this.top), scale: this.scale, bottom: BigInt(this.bottom) };
  }

  private get asLong(): Fraction {
    // What has no bottom of its own is in lowest terms already.
    return this.bottom === 1 ? this.raw : long.fraction(BigInt(this.top), this.scale, BigInt(this.bottom));
  }

  plus(other: Exact): Exact {
    if (this.long === undefined && other.long === undefined) {
      const scale = Math.max(this.scale, other.scale);
      const common = this.bottom === other.bottom ? this.bottom : this.bottom * other.bottom;
      const a = this.top * (POWERS[scale - this.scale] as number) * (common / this.bottom);
      const b = other.top * (POWERS[scale - other.scale] as number) * (common / other.bottom);
      if (safe(a) && safe(b) && safe(a + b) && common <= MOST) return Exact.short(a + b, scale, common);
    }
    return Exact.wide(long.plus(this.asLong, other.asLong));
  }

  minus(other: Exact): Exact {
    return this.plus(other.negated());
  }

  /** Without its sign. */
  get size(): Exact {
    return this.sign < 0 ? this.negated() : this;
  }

  negated(): Exact {
    if (this.long !== undefined) return new Exact(0, 0, 1, { ...this.long, top: -this.long.top });
    return new Exact(0 - this.top, this.scale, this.bottom, undefined);
  }

  times(other: Exact): Exact {
    if (this.long === undefined && other.long === undefined) {
      const top = this.top * other.top;
      const scale = this.scale + other.scale;
      const bottom = this.bottom * other.bottom;
      if (safe(top) && scale <= 15 && bottom <= MOST) return Exact.short(top, scale, bottom);
    }
    return Exact.wide(long.times(this.asLong, other.asLong));
  }

  /** Throws a RangeError when `other` is zero: callers ask `sign` first. */
  over(other: Exact): Exact {
    if (other.sign === 0) throw new RangeError('division by zero');
    return this.times(other.inverse());
  }

  private inverse(): Exact {
    if (this.long === undefined) {
      const top = Math.sign(this.top) * (POWERS[this.scale] as number) * this.bottom;
      if (safe(top)) return Exact.short(top, 0, Math.abs(this.top));
    }
    return Exact.wide(long.inverse(this.asLong));
  }

  /** Below zero, zero or above as `this` is less than, equal to or more than `other`. */
  compare(other: Exact): number {
    if (this.long === undefined && other.long === undefined) {
      const scale = Math.max(this.scale, other.scale);
      const isSame = this.bottom === other.bottom;
      const a = this.top * (POWERS[scale - this.scale] as number) * (isSame ? 1 : other.bottom);
      const b = other.top * (POWERS[scale - other.scale] as number) * (isSame ? 1 : this.bottom);
      if (safe(a) && safe(b)) return a - b;
    }
    return long.compare(this.asLong, other.asLong);
  }

  get sign(): number {
    return this.long === undefined ? Math.sign(this.top) : this.long.top < 0n ? -1 : 1;
  }

  get isWhole(): boolean {
    return this.long === undefined
      ? this.bottom === 1 && this.scale === 0
      : this.long.bottom === 1n && this.long.scale === 0;
  }

  /** Whether its decimals end: half does, a third does not. */
  get ends(): boolean {
    return this.asLong.bottom === 1n;
  }

  /** The smallest whole number that is not below this one. */
  ceiling(): Exact {
    return this.negated().floor().negated();
  }

  /** The largest whole number that is not above this one. */
  floor(): Exact {
    if (this.isWhole) return this;
    const down = this.rounded(0, false);
    return this.sign < 0 ? down.minus(Exact.one) : down;
  }

  /**
   * Pounds to whole pence, half a penny away from zero: the rounding of an invoice, and the only one.
   * Throws TooLarge above 90 trillion pounds.
   */
  toPence(): number {
    const pence = this.units(2, true);
    if (!safe(Number(pence))) throw new TooLarge();
    return Number(pence);
  }

  /** For showing: `places` decimals, halves away from zero, no thousands separators, no minus zero. */
  toFixed(places: number): string {
    return written(this.units(places, true), places);
  }

  /** As many decimals of it, and nothing of what follows them. */
  truncated(places: number): string {
    return written(this.units(places, false), places);
  }

  /** All its digits where they end (`19.38`), else twelve decimals of it, the last one rounded. */
  toString(): string {
    const { bottom, scale } = this.asLong;
    return bottom === 1n ? this.toFixed(scale) : this.rounded(CUT, true).toString();
  }

  /** The nearest double: for sampling, search and drawing, never for a figure that a person reads. */
  toNumber(): number {
    if (this.long !== undefined) return long.nearest(this.long);
    const bottom = (POWERS[this.scale] as number) * this.bottom;
    return bottom <= MOST ? this.top / bottom : long.nearest(this.asLong);
  }

  private rounded(places: number, isHalfUp: boolean): Exact {
    const units = this.units(places, isHalfUp);
    return typeof units === 'number' ? Exact.short(units, places, 1) : Exact.wide(long.fraction(units, places, 1n));
  }

  /** How many units of so many decimals it holds, half a unit away from zero or what is left over dropped. */
  private units(places: number, isHalfUp: boolean): number | bigint {
    const found = this.long === undefined ? wholeOf(this.top, this.scale - places, this.bottom, isHalfUp) : undefined;
    if (found !== undefined) return found;
    return long.units(this.asLong, places, isHalfUp);
  }
}

/** A whole number of units as a decimal. */
function written(units: number | bigint, places: number): string {
  const isBelow = units < 0;
  const digits = String(isBelow ? -units : units).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return isBelow ? `-${text}` : text;
}

/**
 * `top / (10 ** tens × bottom)` as a whole number, a half away from zero or what is left over dropped; undefined where
 * doubles do not hold what it takes.
 */
function wholeOf(top: number, tens: number, bottom: number, isHalfUp: boolean): number | undefined {
  const above = Math.abs(top) * (POWERS[Math.max(0, -tens)] ?? Number.NaN);
  const below = bottom * (POWERS[Math.max(0, tens)] ?? Number.NaN);
  if (!safe(above) || !(below <= MOST / 2)) return undefined;
  const rest = above % below;
  const whole = (above - rest) / below + (isHalfUp && 2 * rest >= below ? 1 : 0);
  return Math.sign(top) * whole + 0;
}

function safe(whole: number): boolean {
  return whole <= MOST && whole >= -MOST;
}

/** The greatest common divisor of two whole numbers, the first not below zero and the second above it. */
function divisor(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y !== 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/**
 * Part `index` (from 0) of `of` equal parts of a whole amount of pence. Each part is within a penny of the others, and
 * all of them add back to the whole: `partOf(100, 0, 3) + partOf(100, 1, 3) + partOf(100, 2, 3) === 100`.
 */
export function partOf(pence: number, index: number, of: number): number {
  // Adding zero turns minus zero into zero.
  return upTo(pence, index + 1, of) - upTo(pence, index, of) + 0;
}

function upTo(pence: number, parts: number, of: number): number {
  // The whole quotient and its remainder apart: pence × parts could leave the doubles' exact range.
  const quotient = Math.trunc(pence / of);
  const rest = pence - quotient * of;
  return quotient * parts + Math.round((rest * parts) / of);
}
