/**
 * A fraction of whole numbers of any length, in lowest terms: `top / (10 ** scale × bottom)`. The decimals stand apart,
 * because most numbers of a model end, and what ends needs no common divisor: `bottom` is above zero and shares no
 * factor with ten or with `top`; `top` is no multiple of ten unless `scale` is zero. So each number has one form, and
 * it ends where `bottom` is one.
 */
export interface Fraction {
  readonly top: bigint;
  readonly scale: number;
  readonly bottom: bigint;
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);
const TENS: bigint[] = [1n];

/** A power of ten. */
function ten(power: number): bigint {
  for (let i = TENS.length; i <= power; i++) TENS.push((TENS[i - 1] as bigint) * 10n);
  return TENS[power] as bigint;
}

/** `top / (10 ** scale × bottom)` of any whole numbers, `bottom` above zero. */
export function fraction(top: bigint, scale: number, bottom: bigint): Fraction {
  if (bottom === 1n) return trimmed(top, scale, 1n);
  const common = divisor(top, bottom);
  let below = bottom / common;
  let above = top / common;
  let tens = scale;
  // One factor of two or five at a time: a tenth of it, times the other.
  while (below % 2n === 0n) {
    below /= 2n;
    above *= 5n;
    tens++;
  }
  while (below % 5n === 0n) {
    below /= 5n;
    above *= 2n;
    tens++;
  }
  return trimmed(above, tens, below);
}

/** Without needless decimals. */
function trimmed(top: bigint, scale: number, bottom: bigint): Fraction {
  let above = top;
  let tens = scale;
  while (tens > 0 && above % 10n === 0n) {
    above /= 10n;
    tens--;
  }
  return { top: above, scale: tens, bottom };
}

/**
 * Knuth, The Art of Computer Programming, volume 2, section 4.5.1: divisors of the denominators alone, which are
 * shorter than the sum.
 */
export function plus(a: Fraction, b: Fraction): Fraction {
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [a.top * ten(scale - a.scale), b.top * ten(scale - b.scale)];
  if (a.bottom === 1n && b.bottom === 1n) return trimmed(x + y, scale, 1n);
  const common = divisor(a.bottom, b.bottom);
  const rest = b.bottom / common;
  const top = x * rest + y * (a.bottom / common);
  const shared = divisor(top, common);
  return trimmed(top / shared, scale, (a.bottom / shared) * rest);
}

/** Crosswise in lowest terms, so that the product is too. */
export function times(a: Fraction, b: Fraction): Fraction {
  const scale = a.scale + b.scale;
  if (a.bottom === 1n && b.bottom === 1n) return trimmed(a.top * b.top, scale, 1n);
  const [one, other] = [divisor(a.top, b.bottom), divisor(b.top, a.bottom)];
  return trimmed((a.top / one) * (b.top / other), scale, (a.bottom / other) * (b.bottom / one));
}

/** One over a fraction that is not zero. */
export function inverse({ top, scale, bottom }: Fraction): Fraction {
  const size = ten(scale) * bottom;
  return top < 0n ? fraction(-size, 0, -top) : fraction(size, 0, top);
}

/** Below zero, zero or above as `a` is less than, equal to or more than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const scale = Math.max(a.scale, b.scale);
  const x = a.top * ten(scale - a.scale) * b.bottom;
  const y = b.top * ten(scale - b.scale) * a.bottom;
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * How many units of `10 ** -places` it holds: those that are whole, and one more where half of one or more is left and
 * `isHalfUp`; away from zero.
 */
export function units({ top, scale, bottom }: Fraction, places: number, isHalfUp: boolean): bigint {
  const size = sizeOf(top) * ten(Math.max(0, places - scale));
  const below = bottom * ten(Math.max(0, scale - places));
  const whole = size / below;
  const isUp = isHalfUp && 2n * (size - whole * below) >= below;
  const result = isUp ? whole + 1n : whole;
  return top < 0n ? -result : result;
}

/** More bits than a double has, with room for how roughly they are counted. */
const BITS = 72;

/** The nearest double, a tie to the even one. */
export function nearest({ top, scale, bottom }: Fraction): number {
  const size = sizeOf(top);
  const below = ten(scale) * bottom;
  if (size <= MOST && below <= MOST) return Number(top) / Number(below);
  const shift = BITS + bits(below) - bits(size);
  const [x, y] = shift > 0 ? [size << BigInt(shift), below] : [size, below << BigInt(-shift)];
  const whole = x / y;
  // A last bit for what is left over: it decides between a tie and what lies beyond one.
  const double = Number(whole * y === x ? whole : whole | 1n);
  // In two steps, because a power of two may leave the range of doubles where the product is within.
  const half = Math.trunc(-shift / 2);
  const result = double * 2 ** half * 2 ** (-shift - half);
  return top < 0n ? -result : result;
}

const sizeOf = (whole: bigint): bigint => (whole < 0n ? -whole : whole);

/** Four at a time. */
const bits = (whole: bigint): number => 4 * whole.toString(16).length;

/** The greatest common divisor; `b` is above zero. In doubles as soon as both fit. */
function divisor(a: bigint, b: bigint): bigint {
  if (b === 1n) return 1n;
  let x = sizeOf(a);
  let y = b;
  while (y > MOST) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  if (y === 0n) return x;
  let m = Number(y);
  let n = Number(x % y);
  while (n !== 0) {
    const rest = m % n;
    m = n;
    n = rest;
  }
  return BigInt(m);
}
