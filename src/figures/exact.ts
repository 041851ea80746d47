import { Decimal as AnyDecimal } from 'decimal.js';

// One constructor for the whole program: numbers made by two constructors lose digits when they meet.
const Decimal = AnyDecimal.clone({ precision: 120, rounding: AnyDecimal.ROUND_HALF_UP, toExpNeg: -200, toExpPos: 200 });
type Decimal = AnyDecimal;

/** The largest number of pence that a double holds exactly: about 90 trillion pounds. */
const MOST = Number.MAX_SAFE_INTEGER;
const POWERS: readonly number[] = Array.from({ length: 16 }, (_, i) => 10 ** i);

/** An amount of money that cannot be held to the penny: above 90 trillion pounds. A model has to be absurd to come to it. */
export class TooLarge extends RangeError {
  constructor() {
    super('an amount above 90 trillion pounds');
  }
}

/** A fraction too long for whole doubles. */
interface Long {
  readonly top: Decimal;
  /** Above nought. */
  readonly bottom: Decimal;
}

/**
 * An exact number: a fraction, so that a twelfth of a fee is as exact as the fee. Prices (pounds a unit), counts (pupils, days), rates (0.92 for
 * 92%) and ratios are all of this type; money is whole pence, a `number`.
 *
 * Its value is `top / (10 ** scale × bottom)` in whole doubles as long as those are exact, which nearly all numbers of a model are and which is
 * several times faster; else `long` holds it in decimals of up to 120 digits.
 */
export class Exact {
  static readonly zero: Exact = new Exact(0, 0, 1, undefined);
  static readonly one: Exact = new Exact(1, 0, 1, undefined);

  private constructor(
    private readonly top: number,
    private readonly scale: number,
    private readonly bottom: number,
    private readonly long: Long | undefined,
  ) {}

  /** From the text of a plain decimal such as `19`, `-0.5` or `12500.25`. Throws a RangeError on anything else. */
  static of(text: string | number): Exact {
    const plain = String(text);
    const match = /^(-?\d+)(?:\.(\d+))?$/.exec(plain);
    if (match === null) throw new RangeError(`not a plain decimal: ${plain}`);
    const [, whole = '0', decimals = ''] = match;
    if (whole.length + decimals.length <= 15) return Exact.short(Number(whole + decimals), decimals.length, 1);
    return Exact.wide({ top: new Decimal(plain), bottom: new Decimal(1) });
  }

  /** The fraction `top / bottom` of two whole numbers; `bottom` is not nought. */
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

  /** The shortest decimal that a double stands for, for points that a search in floats has found. */
  static near(value: number): Exact {
    return Number.isSafeInteger(value) ? Exact.short(value, 0, 1) : Exact.wide({ top: new Decimal(value), bottom: new Decimal(1) });
  }

  /** In lowest terms, and without needless decimals. */
  private static short(top: number, scale: number, bottom: number): Exact {
    let t = top === 0 ? 0 : top;
    let s = t === 0 ? 0 : scale;
    let b = t === 0 ? 1 : bottom;
    if (b !== 1) {
      const common = divisor(t < 0 ? -t : t, b);
      t /= common;
      b /= common;
    }
    while (s > 0 && t % 10 === 0) {
      t /= 10;
      s--;
    }
    return new Exact(t, s, b, undefined);
  }

  private static wide(long: Long): Exact {
    const bottom = long.bottom.toNumber();
    const scale = Math.max(0, long.top.decimalPlaces());
    const top = scale <= 15 ? long.top.times(POWERS[scale] as number) : undefined;
    const fits = top !== undefined && long.bottom.isInteger() && top.abs().lessThanOrEqualTo(MOST) && bottom <= MOST;
    return fits ? Exact.short(top.toNumber(), scale, bottom) : new Exact(0, 0, 1, long);
  }

  private get asLong(): Long {
    return this.long ?? { top: new Decimal(this.top).div(POWERS[this.scale] as number), bottom: new Decimal(this.bottom) };
  }

  plus(other: Exact): Exact {
    if (this.long === undefined && other.long === undefined) {
      const scale = Math.max(this.scale, other.scale);
      const common = this.bottom === other.bottom ? this.bottom : this.bottom * other.bottom;
      const a = this.top * (POWERS[scale - this.scale] as number) * (common / this.bottom);
      const b = other.top * (POWERS[scale - other.scale] as number) * (common / other.bottom);
      if (safe(a) && safe(b) && safe(a + b) && common <= MOST) return Exact.short(a + b, scale, common);
    }
    const a = this.asLong;
    const b = other.asLong;
    return Exact.wide({ top: a.top.times(b.bottom).plus(b.top.times(a.bottom)), bottom: a.bottom.times(b.bottom) });
  }

  minus(other: Exact): Exact {
    return this.plus(other.negated());
  }

  negated(): Exact {
    const { long } = this;
    if (long === undefined) return new Exact(this.top === 0 ? 0 : -this.top, this.scale, this.bottom, undefined);
    return new Exact(0, 0, 1, { top: long.top.negated(), bottom: long.bottom });
  }

  times(other: Exact): Exact {
    if (this.long === undefined && other.long === undefined) {
      const top = this.top * other.top;
      const scale = this.scale + other.scale;
      const bottom = this.bottom * other.bottom;
      if (safe(top) && scale <= 15 && bottom <= MOST) return Exact.short(top, scale, bottom);
    }
    const a = this.asLong;
    const b = other.asLong;
    return Exact.wide({ top: a.top.times(b.top), bottom: a.bottom.times(b.bottom) });
  }

  /** Throws a RangeError when `other` is nought: callers ask `sign` first. */
  over(other: Exact): Exact {
    if (other.sign === 0) throw new RangeError('division by nought');
    return this.times(other.inverse());
  }

  private inverse(): Exact {
    if (this.long === undefined) {
      const top = (this.top < 0 ? -1 : 1) * (POWERS[this.scale] as number) * this.bottom;
      if (safe(top)) return Exact.short(top, 0, Math.abs(this.top));
    }
    const { top, bottom } = this.asLong;
    // Multiplied up until its new bottom is whole, so that fractions stay comparable and short where they can be.
    const power = new Decimal(10).pow(Math.max(0, top.decimalPlaces()));
    return Exact.wide({ top: bottom.times(power).times(top.isNegative() ? -1 : 1), bottom: top.abs().times(power) });
  }

  /** Below nought, nought or above as `this` is less than, equal to or more than `other`. */
  compare(other: Exact): number {
    if (this.long === undefined && other.long === undefined && this.bottom === other.bottom) {
      const scale = Math.max(this.scale, other.scale);
      const a = this.top * (POWERS[scale - this.scale] as number);
      const b = other.top * (POWERS[scale - other.scale] as number);
      if (safe(a) && safe(b)) return a - b;
    }
    return this.minus(other).sign;
  }

  get sign(): number {
    if (this.long === undefined) return Math.sign(this.top);
    return this.long.top.isZero() ? 0 : this.long.top.isNegative() ? -1 : 1;
  }

  get isWhole(): boolean {
    return this.compare(this.floor()) === 0;
  }

  /** The smallest whole number that is not below this one. */
  ceiling(): Exact {
    return this.negated().floor().negated();
  }

  /** The largest whole number that is not above this one. */
  floor(): Exact {
    const down = this.rounded(0, 'down');
    return this.sign < 0 && down.compare(this) !== 0 ? down.minus(Exact.one) : down;
  }

  /**
   * Pounds to whole pence, half a penny away from nought: the rounding of an invoice, and the only one.
   * Throws TooLarge above 90 trillion pounds.
   */
  toPence(): number {
    const pence = this.rounded(2, 'half up').times(HUNDRED);
    if (pence.long !== undefined || !safe(pence.top)) throw new TooLarge();
    return pence.top;
  }

  /** For showing: `places` decimals, halves away from nought, no thousands separators, no minus nought. */
  toFixed(places: number): string {
    const { top, bottom } = this.rounded(places, 'half up').asLong;
    const text = top.div(bottom).toFixed(places);
    return /^-[0.]+$/.test(text) ? text.slice(1) : text;
  }

  /** All its digits where they end within thirty decimals (`19.38`), else twelve decimals of it. */
  toString(): string {
    const { top, bottom } = this.asLong;
    const plain = top.div(bottom);
    return plain.decimalPlaces() <= 30 ? plain.toFixed() : plain.toDecimalPlaces(12).toFixed();
  }

  /** The nearest double: for sampling, search and drawing, never for a figure that a person reads. */
  toNumber(): number {
    if (this.long !== undefined) return this.long.top.div(this.long.bottom).toNumber();
    const bottom = (POWERS[this.scale] as number) * this.bottom;
    return bottom <= MOST ? this.top / bottom : this.asLong.top.div(this.bottom).toNumber();
  }

  private rounded(places: number, how: 'half up' | 'down'): Exact {
    if (this.long === undefined) {
      const top = Math.abs(this.top) * (POWERS[places] as number);
      const bottom = (POWERS[this.scale] as number) * this.bottom;
      if (safe(top) && bottom <= MOST / 2) {
        const rest = top % bottom;
        const whole = (top - rest) / bottom + (how === 'half up' && 2 * rest >= bottom ? 1 : 0);
        return Exact.short(this.top < 0 ? -whole : whole, places, 1);
      }
    }
    const { top, bottom } = this.asLong;
    // Twice the remainder against the divisor decides a half exactly, where a rounded quotient could not.
    const scaled = top.abs().times(new Decimal(10).pow(places));
    const whole = scaled.divToInt(bottom);
    const rest = scaled.minus(whole.times(bottom));
    const up = how === 'half up' && rest.times(2).greaterThanOrEqualTo(bottom) ? whole.plus(1) : whole;
    const size = up.div(new Decimal(10).pow(places));
    return Exact.wide({ top: top.isNegative() ? size.negated() : size, bottom: new Decimal(1) });
  }
}

const HUNDRED = Exact.of(100);

function safe(whole: number): boolean {
  return whole <= MOST && whole >= -MOST;
}

/** The greatest common divisor of two whole numbers that are not below nought. */
function divisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x === 0 ? 1 : x;
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
