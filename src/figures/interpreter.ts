import { edgeOf, exponential, NOISE, startedBlocks, within } from './floats.js';
import { DO, type Program } from './program.js';

/**
 * How many draws are worked through at a time: small enough for the processor's cache, large enough to be worth the
 * loop.
 */
const BLOCK = 512;
/** All registers together: more of them, and fewer draws are worked through at a time. */
const MOST_DOUBLES = 1 << 21;
const LEAST_BLOCK = 64;

/**
 * Fills the draws from `start` of one of the inputs that a program was compiled with, by its position. In the last
 * block there may be draws that nobody asks for: what is put there, if anything, is worked through and left.
 */
export type Fill = (input: number, start: number, out: Float64Array) => void;

/**
 * Runs a program over draws, a block at a time. Two runs over the same inputs give the same doubles, however the draws
 * are cut into runs.
 */
export class Interpreter {
  private registers: Float64Array[] = [];
  private readonly spares: Float64Array[] = [];
  /** Where the terms of the instruction at hand stand in the code and in the numbers. */
  private at = 0;
  private number = 0;

  constructor(private readonly program: Program) {}

  /**
   * Works out `draws` draws; `results` has a column of at least as many doubles for each output. `done` is told after
   * each block.
   */
  run(draws: number, fill: Fill, results: readonly Float64Array[], done: (draws: number) => void = () => {}): void {
    const block = this.blockOf(draws);
    if (this.registers[0]?.length !== block)
      this.registers = Array.from({ length: this.program.registers }, () => new Float64Array(block));
    for (let start = 0; start < draws; start += block) {
      const length = Math.min(block, draws - start);
      this.once(start, length, fill, results);
      done(start + length);
    }
  }

  /** Blocks of one length: every instruction works through whole columns, which needs no view of a part of them. */
  private blockOf(draws: number): number {
    const most = Math.max(LEAST_BLOCK, Math.min(BLOCK, Math.floor(MOST_DOUBLES / Math.max(1, this.program.registers))));
    return Math.ceil(draws / Math.ceil(draws / most));
  }

  private once(start: number, length: number, fill: Fill, results: readonly Float64Array[]): void {
    const { code } = this.program;
    this.number = 0;
    for (let pc = 0; pc < code.length; ) {
      const does = code[pc] as number;
      const target = code[pc + 1] as number;
      const detail = code[pc + 2] as number;
      const count = code[pc + 3] as number;
      this.at = pc + 4;
      if (does === DO.input) fill(this.program.inputs[detail] as number, start, this.registers[target] as Float64Array);
      else if (does === DO.output) this.copy((results[target] as Float64Array).subarray(start, start + length));
      else this.work(does, this.registers[target] as Float64Array, detail, count);
      this.number += 2 * count;
      pc += 4 + count;
    }
  }

  private register(term: number): number {
    return this.program.code[this.at + term] as number;
  }

  private scale(term: number): number {
    return this.program.numbers[this.number + 2 * term] as number;
  }

  private offset(term: number): number {
    return this.program.numbers[this.number + 2 * term + 1] as number;
  }

  /** What a term comes to in one draw: for the instructions that are too rare to be worth a loop of their own. */
  private value(term: number, draw: number): number {
    const register = this.register(term);
    return register < 0
      ? this.offset(term)
      : (this.registers[register]?.[draw] as number) * this.scale(term) + this.offset(term);
  }

  private work(does: number, out: Float64Array, detail: number, count: number): void {
    switch (does) {
      case DO.linear:
        this.linear(out, count);
        break;
      case DO.product:
        this.product(out);
        break;
      case DO.quotient:
        this.quotient(out);
        break;
      case DO.smaller:
        this.smaller(out, count);
        break;
      case DO.larger:
        this.larger(out, count);
        break;
      case DO.started:
        this.started(out);
        break;
      case DO.choose:
        this.choose(out, detail === 1);
        break;
      case DO.logit:
        this.logit(out, detail, count);
        break;
      case DO.band:
        this.band(out, count);
        break;
      default:
        throw new RangeError(`no such instruction: ${does}`);
    }
  }

  private copy(out: Float64Array, term = 0): void {
    const register = this.register(term);
    const offset = this.offset(term);
    if (register < 0) {
      out.fill(offset);
      return;
    }
    const scale = this.scale(term);
    const x = this.registers[register] as Float64Array;
    for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) * scale + offset;
  }

  /** Four columns at a time, always in the same order, so that the sum is the same double in every run. */
  private linear(out: Float64Array, count: number): void {
    const first = this.registers[this.register(0)] as Float64Array;
    const scale = this.scale(0);
    for (let i = 0; i < out.length; i++) out[i] = (first[i] as number) * scale;
    let k = 1;
    for (; k + 3 < count; k += 4) this.addFour(out, k);
    for (; k < count; k++) {
      const x = this.registers[this.register(k)] as Float64Array;
      const a = this.scale(k);
      for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + (x[i] as number) * a;
    }
  }

  private addFour(out: Float64Array, k: number): void {
    const [a, b, c, d] = [this.scale(k), this.scale(k + 1), this.scale(k + 2), this.scale(k + 3)];
    const x = this.registers[this.register(k)] as Float64Array;
    const y = this.registers[this.register(k + 1)] as Float64Array;
    const z = this.registers[this.register(k + 2)] as Float64Array;
    const w = this.registers[this.register(k + 3)] as Float64Array;
    for (let i = 0; i < out.length; i++) {
      out[i] =
        (out[i] as number) + (x[i] as number) * a + (y[i] as number) * b + (z[i] as number) * c + (w[i] as number) * d;
    }
  }

  private product(out: Float64Array): void {
    const x = this.registers[this.register(0)] as Float64Array;
    const y = this.registers[this.register(1)] as Float64Array;
    const [a, b, c, d] = [this.scale(0), this.offset(0), this.scale(1), this.offset(1)];
    for (let i = 0; i < out.length; i++) out[i] = ((x[i] as number) * a + b) * ((y[i] as number) * c + d);
  }

  private quotient(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) {
      const below = this.value(1, i);
      // What cancels to zero exactly is next to it in doubles.
      out[i] = Math.abs(below) < NOISE ? Number.NaN : this.value(0, i) / below;
    }
  }

  /**
   * An unknown is NaN, and what is picked from among it and others is unknown too: `Math.min` and `Math.max` see to
   * that.
   */
  private smaller(out: Float64Array, count: number): void {
    this.copy(out);
    for (let k = 1; k < count; k++) {
      const [register, scale, offset] = [this.register(k), this.scale(k), this.offset(k)];
      const x = this.registers[register];
      // Spelt out for each of the two, because a call for every draw takes several times as long.
      if (x === undefined) for (let i = 0; i < out.length; i++) out[i] = Math.min(out[i] as number, offset);
      else for (let i = 0; i < out.length; i++) out[i] = Math.min(out[i] as number, (x[i] as number) * scale + offset);
    }
  }

  private larger(out: Float64Array, count: number): void {
    this.copy(out);
    for (let k = 1; k < count; k++) {
      const [register, scale, offset] = [this.register(k), this.scale(k), this.offset(k)];
      const x = this.registers[register];
      if (x === undefined) for (let i = 0; i < out.length; i++) out[i] = Math.max(out[i] as number, offset);
      else for (let i = 0; i < out.length; i++) out[i] = Math.max(out[i] as number, (x[i] as number) * scale + offset);
    }
  }

  private started(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = startedBlocks(this.value(0, i), this.value(1, i));
  }

  /**
   * One band with numbers on either side: whether a school joins. Most draws of a large roll go through here, so that
   * each case has its own loop.
   */
  private choose(out: Float64Array, closed: boolean): void {
    if (this.register(0) < 0) this.chooseEach(out, closed);
    else if (this.register(1) < 0) this.chooseBy(this.offset(1), out, closed);
    else this.chooseAmong(out, closed);
  }

  private chooseEach(out: Float64Array, closed: boolean): void {
    for (let i = 0; i < out.length; i++) {
      const [value, upTo] = [this.value(0, i), this.value(1, i)];
      out[i] = Number.isNaN(value + upTo) ? Number.NaN : this.offset(within(value, upTo, closed) ? 2 : 3);
    }
  }

  /** A quantity and a bound that both vary. */
  private chooseAmong(out: Float64Array, closed: boolean): void {
    const [below, above] = [this.offset(2), this.offset(3)];
    const [scale, offset, boundScale, boundOffset] = [this.scale(0), this.offset(0), this.scale(1), this.offset(1)];
    const x = this.registers[this.register(0)] as Float64Array;
    const y = this.registers[this.register(1)] as Float64Array;
    for (let i = 0; i < out.length; i++) {
      const value = (x[i] as number) * scale + offset;
      const edge = edgeOf((y[i] as number) * boundScale + boundOffset, closed);
      out[i] = value < edge ? below : value >= edge ? above : Number.NaN;
    }
  }

  private chooseBy(bound: number, out: Float64Array, closed: boolean): void {
    const [below, above] = [this.offset(2), this.offset(3)];
    const [scale, offset] = [this.scale(0), this.offset(0)];
    const edge = edgeOf(bound, closed);
    const x = this.registers[this.register(0)] as Float64Array;
    for (let i = 0; i < out.length; i++) {
      const value = (x[i] as number) * scale + offset;
      out[i] = value < edge ? below : value >= edge ? above : Number.NaN;
    }
  }

  /**
   * Bound by bound from the last, so that the first in which the quantity lies has the last word. A bound that is
   * unknown makes all of it unknown, wherever the quantity lies.
   */
  private band(out: Float64Array, count: number): void {
    const quantity = this.spare(0);
    const known = this.spare(1);
    this.copy(quantity, 0);
    known.set(quantity);
    this.copy(out, count - 1);
    for (let bound = count - 4; bound >= 1; bound -= 3) {
      const upTo = this.registers[this.register(bound)];
      if (upTo === undefined) this.underNumber(bound, quantity, known, out);
      else this.underColumn(bound, upTo, quantity, known, out);
    }
    for (let i = 0; i < out.length; i++) if (Number.isNaN(known[i])) out[i] = Number.NaN;
  }

  /** What a band has, where the quantity lies under its bound, which is the same in every draw. */
  private underNumber(bound: number, quantity: Float64Array, known: Float64Array, out: Float64Array): void {
    const limit = this.offset(bound);
    if (Number.isNaN(limit)) known.fill(limit);
    const edge = edgeOf(limit, this.offset(bound + 2) === 1);
    const value = this.registers[this.register(bound + 1)];
    const [times, plus] = [this.scale(bound + 1), this.offset(bound + 1)];
    if (value === undefined) {
      for (let i = 0; i < out.length; i++) if ((quantity[i] as number) < edge) out[i] = plus;
    } else {
      for (let i = 0; i < out.length; i++)
        if ((quantity[i] as number) < edge) out[i] = (value[i] as number) * times + plus;
    }
  }

  /** The same where the bound moves; adds the bound to what has to be known. */
  private underColumn(
    bound: number,
    upTo: Float64Array,
    quantity: Float64Array,
    known: Float64Array,
    out: Float64Array,
  ): void {
    const [scale, offset] = [this.scale(bound), this.offset(bound)];
    const closed = this.offset(bound + 2) === 1;
    const value = this.registers[this.register(bound + 1)];
    const [times, plus] = [this.scale(bound + 1), this.offset(bound + 1)];
    for (let i = 0; i < out.length; i++) {
      const limit = (upTo[i] as number) * scale + offset;
      known[i] = (known[i] as number) + limit;
      if (within(quantity[i] as number, limit, closed))
        out[i] = value === undefined ? plus : (value[i] as number) * times + plus;
    }
  }

  /** A column for what stands between two steps of one instruction. */
  private spare(which: number): Float64Array {
    const length = this.registers[0]?.length ?? 0;
    if (this.spares[which]?.length !== length) this.spares[which] = new Float64Array(length);
    return this.spares[which] as Float64Array;
  }

  /** Without the rounding to millionths. */
  private logit(out: Float64Array, index: number, count: number): void {
    const scaled = new Float64Array((count - 1) / 2);
    for (let i = 0; i < out.length; i++) {
      const sensitivity = this.value(0, i);
      let [known, greatest] = [sensitivity, Number.NEGATIVE_INFINITY];
      for (let k = 0; k < scaled.length; k++) {
        const [value, acts] = [this.value(2 * k + 1, i), this.value(2 * k + 2, i)];
        known += value + acts;
        scaled[k] = acts > 0 ? (value * sensitivity) / 1000 : Number.NEGATIVE_INFINITY;
        greatest = Math.max(greatest, scaled[k] as number);
      }
      let total = 0;
      for (let k = 0; k < scaled.length; k++) total += weightOf((scaled[k] as number) - greatest);
      // A value that is unknown makes all of it unknown; where nothing is weighed, nothing is chosen.
      out[i] = Number.isNaN(known)
        ? Number.NaN
        : total > 0
          ? weightOf((scaled[index] as number) - greatest) / total
          : 0;
    }
  }
}

/** What is not weighed has no weight; where nothing is, nothing has any. */
const weightOf = (below: number): number => (below > Number.NEGATIVE_INFINITY ? exponential(below) : 0);
