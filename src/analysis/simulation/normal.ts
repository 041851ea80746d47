import { exponential, logarithm } from '../../figures/index.js';

const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * The share of a standard normal distribution below `z`: Taylor's series about zero (Marsaglia, Evaluating the normal
 * distribution, 2004).
 */
function byItsSeries(z: number): number {
  const square = z * z;
  let term = z;
  let sum = z;
  let before = 0;
  for (let i = 3; sum !== before; i += 2) {
    before = sum;
    term *= square / i;
    sum += term;
  }
  return 0.5 + sum * density(z);
}

const density = (z: number): number => exponential(-0.5 * z * z - HALF_LOG_TWO_PI);

/** Nothing that counts lies further from zero than this, in standard deviations. */
const FAR = 8;
/** Points in each standard deviation about which the share is a short polynomial. */
const POINTS = 32;
/** Terms of each polynomial: half a step to the power of eight is lost among the last digits. */
const TERMS = 8;
let polynomials: Float64Array | undefined;

/** The polynomials of all points, one after the other, from the constant term on: derivatives by Hermite's recurrence. */
function polynomialsAnew(): Float64Array {
  const count = 2 * FAR * POINTS + 1;
  const found = new Float64Array(count * TERMS);
  for (let point = 0; point < count; point++) {
    const x = point / POINTS - FAR;
    found[point * TERMS] = byItsSeries(x);
    let [before, hermite, divisor] = [0, 1, 1];
    for (let k = 1; k < TERMS; k++) {
      divisor *= k;
      found[point * TERMS + k] = ((k % 2 === 1 ? 1 : -1) * hermite * density(x)) / divisor;
      [before, hermite] = [hermite, x * hermite - (k - 1) * before];
    }
  }
  return found;
}

/**
 * The share of a standard normal distribution below `z`, to about sixteen figures of one: by the series at points, and by
 * the first terms of Taylor's polynomial about the nearest. Most draws of a large roll ask for one of each school.
 */
export function normalBelow(z: number): number {
  if (z <= -FAR) return 0;
  if (z >= FAR) return 1;
  if (Number.isNaN(z)) return z;
  polynomials ??= polynomialsAnew();
  const point = Math.round((z + FAR) * POINTS);
  const t = z - (point / POINTS - FAR);
  const first = point * TERMS;
  let share = 0;
  for (let k = TERMS - 1; k >= 0; k--) share = share * t + (polynomials[first + k] as number);
  return share;
}

type Ratio = readonly [top: readonly number[], bottom: readonly number[]];
const CENTRE: Ratio = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
];
const SHOULDER: Ratio = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
const TAIL: Ratio = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

/**
 * The `z` below which a share of a standard normal distribution lies. Wichura, Algorithm AS 241 (1988), to about
 * sixteen figures.
 */
export function normalAt(share: number): number {
  const centred = share - 0.5;
  if (Math.abs(centred) <= 0.425) return centred * ratio(CENTRE, 0.180625 - centred * centred);
  const tail = centred < 0 ? share : 1 - share;
  if (tail <= 0) return centred < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const far = Math.sqrt(-logarithm(tail));
  const found = far <= 5 ? ratio(SHOULDER, far - 1.6) : ratio(TAIL, far - 5);
  return centred < 0 ? -found : found;
}

function ratio([top, bottom]: Ratio, x: number): number {
  let above = 0;
  let below = 0;
  for (let i = top.length - 1; i >= 0; i--) {
    above = above * x + (top[i] as number);
    below = below * x + (bottom[i] as number);
  }
  return above / below;
}
