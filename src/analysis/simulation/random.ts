/** A name as 64 bits: what tells one source of chance from another, whatever the order in which a file names them. */
export interface Key {
  readonly high: number;
  readonly low: number;
}

/**
 * Two hashes of a name by multiplication and exclusive or (FNV-1a, and the same from another start), so that 24,000
 * names do not meet.
 */
export function keyOf(name: string): Key {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let i = 0; i < name.length; i++) {
    high = Math.imul(high ^ name.charCodeAt(i), 0x01000193);
    low = Math.imul(low ^ name.charCodeAt(i), 0x85ebca6b);
    low ^= low >>> 15;
  }
  return { high: high >>> 0, low: low >>> 0 };
}

const PARITY = 0x1bd11bda;

/**
 * Threefry-2x32 with 20 rounds: a number of 64 bits for each counter, by additions, rotations and exclusive ors, so
 * that any draw can be asked for by itself and is the same on every machine and in every thread. Writes two words of 32
 * bits into `out`. Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3 (2011).
 */
export function threefry(counter0: number, counter1: number, key0: number, key1: number, out: Uint32Array): void {
  // The three keys, in the order in which they come up next.
  let [a, b, c] = [key1, PARITY ^ key0 ^ key1, key0];
  let x = (counter0 + key0) | 0;
  let y = (counter1 + key1) | 0;
  // Four rounds of one kind and four of another by turns, and keys after each four: spelt out, because a number is drawn
  // some million times.
  for (let group = 1; ; group += 2) {
    x = (x + y) | 0;
    y = ((y << 13) | (y >>> 19)) ^ x;
    x = (x + y) | 0;
    y = ((y << 15) | (y >>> 17)) ^ x;
    x = (x + y) | 0;
    y = ((y << 26) | (y >>> 6)) ^ x;
    x = (x + y) | 0;
    y = ((y << 6) | (y >>> 26)) ^ x;
    x = (x + a) | 0;
    y = (y + b + group) | 0;
    if (group === 5) break;
    x = (x + y) | 0;
    y = ((y << 17) | (y >>> 15)) ^ x;
    x = (x + y) | 0;
    y = ((y << 29) | (y >>> 3)) ^ x;
    x = (x + y) | 0;
    y = ((y << 16) | (y >>> 16)) ^ x;
    x = (x + y) | 0;
    y = ((y << 24) | (y >>> 8)) ^ x;
    x = (x + b) | 0;
    y = (y + c + group + 1) | 0;
    const first = a;
    a = c;
    c = b;
    b = first;
  }
  out[0] = x;
  out[1] = y;
}

const TWO_32 = 4294967296;

/** The numbers of one source of chance under a seed: one for each draw, evenly over 0 to 1 and neither of them. */
export class Uniform {
  private readonly words = new Uint32Array(2);
  private readonly key0: number;
  private readonly key1: number;

  /** `seed` is a whole number from 0 to 2^53. */
  constructor(key: Key, seed: number) {
    this.key0 = key.low ^ (seed % TWO_32);
    this.key1 = key.high ^ Math.floor(seed / TWO_32);
  }

  /** The number of a draw, which is counted from 0: a whole number of parts of 2^32, and a half. */
  at(draw: number): number {
    threefry(draw, 0, this.key0, this.key1, this.words);
    return ((this.words[0] as number) + 0.5) / TWO_32;
  }

  /** The numbers of the draws from `first` on. */
  fill(first: number, out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.at(first + i);
  }
}
