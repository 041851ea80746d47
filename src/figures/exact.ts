import { Decimal as AnyDecimal } from 'decimal.js';

// One constructor for the whole program: numbers made by two constructors lose digits when they meet.
const Decimal = AnyDecimal.clone({ precision: 120, rounding: AnyDecimal.ROUND_HALF_UP, toExpNeg: -200, toExpPos: 200 });
type Decimal = AnyDecimal;

const UNIT: Decimal = new Decimal(1);
const HUNDRED: Decimal = new Decimal(100);

/** The largest number of pence that a double holds exactly: about 90 trillion pounds. */
const MOST_PENCE = Number.MAX_SAFE_INTEGER;

/**
 * An exact number: a fraction of two decimals, so that a twelfth of a fee is as exact as the fee.
 * Prices (pounds a unit), counts (pupils, days), rates (0.92 for 92%) and ratios are all of this type; money is whole pence, a `number`.
 */
export class Exact {
  static readonly zero: Exact = new Exact(new Decimal(0), UNIT);
  static readonly one: Exact = new Exact(UNIT, UNIT);

  private constructor(
    private readonly top: Decimal,
    private readonly bottom: Decimal,
  ) {}

  /** From the text of a plain decimal such as `19`, `-0.5` or `12500.25`. Throws a RangeError on anything else. */
  static of(text: string | number): Exact {
    const plain = String(text);
    if (!/^-?\d+(\.\d+)?$/.test(plain)) throw new RangeError(`not a plain decimal: ${plain}`);
    return new Exact(new Decimal(plain), UNIT);
  }

  /** The fraction `top / bottom` of two whole numbers; `bottom` is not nought. */
  static fraction(top: number, bottom: number): Exact {
    return new Exact(new Decimal(top), UNIT).over(new Exact(new Decimal(bottom), UNIT));
  }

  /** Whole pence as exact pounds. */
  static pounds(pence: number): Exact {
    return new Exact(new Decimal(pence).div(HUNDRED), UNIT);
  }

  /** The exact value of a double, for points that a search in floats has found. */
  static near(value: number): Exact {
    return new Exact(new Decimal(value), UNIT);
  }

  plus(other: Exact): Exact {
    if (this.bottom === other.bottom) return new Exact(this.top.plus(other.top), this.bottom);
    // Like parts add without their bottoms growing: a sum over many months stays a number of twelfths.
    if (this.bottom.equals(other.bottom)) return new Exact(this.top.plus(other.top), this.bottom).plain();
    if (this.bottom === UNIT) return new Exact(this.top.times(other.bottom).plus(other.top), other.bottom);
    if (other.bottom === UNIT) return other.plus(this);
    return new Exact(this.top.times(other.bottom).plus(other.top.times(this.bottom)), this.bottom.times(other.bottom)).plain();
  }

  minus(other: Exact): Exact {
    return this.plus(new Exact(other.top.negated(), other.bottom));
  }

  times(other: Exact): Exact {
    if (this.bottom === UNIT && other.bottom === UNIT) return new Exact(this.top.times(other.top), UNIT);
    return new Exact(this.top.times(other.top), this.bottom.times(other.bottom)).plain();
  }

  /** Throws a RangeError when `other` is nought: callers ask `isZero` first. */
  over(other: Exact): Exact {
    if (other.top.isZero()) throw new RangeError('division by nought');
    const sign = other.top.isNegative() ? -1 : 1;
    return new Exact(this.top.times(other.bottom).times(sign), this.bottom.times(other.top.abs())).plain();
  }

  /** Below nought, nought or above as `this` is less than, equal to or more than `other`. */
  compare(other: Exact): number {
    if (this.bottom === other.bottom) return this.top.comparedTo(other.top);
    return this.top.times(other.bottom).comparedTo(other.top.times(this.bottom));
  }

  get sign(): number {
    return this.top.isZero() ? 0 : this.top.isNegative() ? -1 : 1;
  }

  get isWhole(): boolean {
    return this.bottom === UNIT ? this.top.isInteger() : this.top.mod(this.bottom).isZero();
  }

  /** The smallest whole number that is not below this one. */
  ceiling(): Exact {
    const down = this.top.divToInt(this.bottom);
    const whole = down.times(this.bottom).lessThan(this.top) ? down.plus(1) : down;
    return new Exact(whole, UNIT);
  }

  /** The largest whole number that is not above this one. */
  floor(): Exact {
    const up = this.ceiling();
    return up.compare(this) === 0 ? up : up.minus(Exact.one);
  }

  /**
   * Pounds to whole pence, half a penny away from nought: the rounding of an invoice, and the only one.
   * Throws a RangeError above 90 trillion pounds.
   */
  toPence(): number {
    const pence = this.rounded(2).times(HUNDRED).toNumber();
    if (Math.abs(pence) > MOST_PENCE) throw new RangeError('an amount above 90 trillion pounds');
    return pence === 0 ? 0 : pence;
  }

  /** For showing: `places` decimals, halves away from nought, no thousands separators, no minus nought. */
  toFixed(places: number): string {
    const text = this.rounded(places).toFixed(places);
    return /^-[0.]+$/.test(text) ? text.slice(1) : text;
  }

  /** All its digits where they end within thirty decimals (`19.38`), else twelve decimals of it. */
  toString(): string {
    if (this.bottom === UNIT) return this.top.toFixed();
    const short = this.top.div(this.bottom);
    return short.decimalPlaces() <= 30 ? short.toFixed() : short.toDecimalPlaces(12).toFixed();
  }

  /** The nearest double: for sampling, search and drawing, never for a figure that a person reads. */
  toNumber(): number {
    return this.bottom === UNIT ? this.top.toNumber() : this.top.div(this.bottom).toNumber();
  }

  private rounded(places: number): Decimal {
    if (this.bottom === UNIT) return this.top.toDecimalPlaces(places);
    // Twice the remainder against the divisor decides a half exactly, where a rounded quotient could not.
    const scaled = this.top.abs().times(new Decimal(10).pow(places));
    const whole = scaled.divToInt(this.bottom);
    const rest = scaled.minus(whole.times(this.bottom));
    const up = rest.times(2).greaterThanOrEqualTo(this.bottom) ? whole.plus(1) : whole;
    const size = up.div(new Decimal(10).pow(places));
    return this.top.isNegative() ? size.negated() : size;
  }

  private plain(): Exact {
    if (this.bottom === UNIT) return this;
    if (this.bottom.equals(UNIT)) return new Exact(this.top, UNIT);
    return this.top.mod(this.bottom).isZero() ? new Exact(this.top.divToInt(this.bottom), UNIT) : this;
  }
}

/**
 * Part `index` (from 0) of `of` equal parts of a whole amount of pence. Each part is within a penny of the others, and all of them add back to
 * the whole: `partOf(100, 0, 3) + partOf(100, 1, 3) + partOf(100, 2, 3) === 100`.
 */
export function partOf(pence: number, index: number, of: number): number {
  // Adding nought turns minus nought into nought.
  return upTo(pence, index + 1, of) - upTo(pence, index, of) + 0;
}

function upTo(pence: number, parts: number, of: number): number {
  // The whole quotient and its remainder apart: pence × parts could leave the doubles' exact range.
  const quotient = Math.trunc(pence / of);
  const rest = pence - quotient * of;
  return quotient * parts + Math.round((rest * parts) / of);
}
