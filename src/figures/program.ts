import type { Figure } from './figure.js';
import { asNumber, within } from './floats.js';
import { type Direction, leavesOut } from './operation.js';
import { numbered, type Ordered, ordered } from './workings.js';

/** What an instruction does; the numbers are those of `Program.code`. */
export const DO = {
  input: 0,
  linear: 1,
  product: 2,
  quotient: 3,
  smaller: 4,
  larger: 5,
  started: 6,
  logit: 7,
  choose: 8,
  band: 9,
  output: 10,
} as const;
type Do = keyof typeof DO;

/**
 * The workings of some figures as instructions over columns of doubles, with one column a register. Numbers alone, so
 * that it can be handed to another thread. `interpreter.ts` says what each instruction means.
 */
export interface Program {
  /**
   * For each instruction: what it does, the register that it fills (or the output), a detail, how many terms follow,
   * and their registers (-1 for none).
   */
  readonly code: Int32Array;
  /** The scale and the offset of each term, in the order of the code. */
  readonly numbers: Float64Array;
  readonly registers: number;
  readonly outputs: number;
  /** The inputs that the outputs rest on, by their position among those that were given. */
  readonly inputs: readonly number[];
}

/** A column times a scale, and an offset; `node` -1 for the offset alone. */
interface Term {
  readonly node: number;
  readonly scale: number;
  readonly offset: number;
}

interface Node {
  readonly does: Do;
  readonly detail: number;
  readonly terms: readonly Term[];
}

const constantOf = (offset: number): Term => ({ node: -1, scale: 0, offset });
const isConstant = ({ node }: Term): boolean => node < 0;
/** Longer sums are not looked up again: to compare them would take longer than to add them twice. */
const LOOKED_UP = 12;

/**
 * Compiles the workings of `roots`, of which the `inputs` vary. What is not downstream of one is a number; what is a
 * number times a column is no instruction of its own; equal workings (the twelve parts of one amount) are worked out
 * once.
 */
export function compile(roots: readonly Figure[], inputs: readonly Figure[]): Program {
  return compileOrdered(ordered(roots), inputs);
}

/** The same of workings that are in order already. */
export function compileOrdered(order: Ordered, inputs: readonly Figure[]): Program {
  return new Compiler(order).compile(inputs);
}

class Compiler {
  private readonly nodes: Node[] = [];
  private readonly known = new Known();
  /** Of each figure that varies. What does not is not kept: most of the workings of a large roll. */
  private readonly terms: (Term | undefined)[];

  constructor(private readonly order: Ordered) {
    this.terms = order.figures.map(() => undefined);
  }

  compile(inputs: readonly Figure[]): Program {
    const { figures, roots } = this.order;
    const inputOf = numbered(inputs);
    for (let at = 0; at < figures.length; at++) {
      const input = inputOf(figures[at] as Figure);
      this.terms[at] = input >= 0 ? this.column('input', input, []) : this.termOf(at);
    }
    return assembled(
      this.nodes,
      Array.from(roots, (root) => this.of(root)),
    );
  }

  private of(at: number): Term {
    return this.terms[at] ?? constantOf(asNumber((this.order.figures[at] as Figure).value));
  }

  private varies(from: number, to: number): boolean {
    const { args } = this.order;
    for (let k = from; k < to; k++) if (this.terms[args[k] as number] !== undefined) return true;
    return false;
  }

  private termOf(at: number): Term | undefined {
    const [from, to] = [this.order.starts[at] as number, this.order.starts[at + 1] as number];
    if (!this.varies(from, to)) return undefined;
    const terms: Term[] = [];
    for (let k = from; k < to; k++) terms.push(this.of(this.order.args[k] as number));
    return this.made(this.order.figures[at] as Figure, terms);
  }

  /** What is made of some terms by the operation of a figure. */
  private made(figure: Figure, args: readonly Term[]): Term {
    const { op, detail } = figure;
    const of = (at: number): Term => args[at] as Term;
    switch (op) {
      case 'sum':
        return this.sum(figure, args);
      case 'product':
      case 'charge':
      case 'portion':
        return this.product(of(0), of(1));
      case 'part':
        return scaled(of(0), 1 / (detail.of ?? 1));
      case 'quotient':
        return isConstant(of(1)) ? scaled(of(0), dividedBy(of(1).offset)) : this.column('quotient', 0, args);
      case 'smaller':
      case 'larger':
        return this.column(op, 0, distinct(args));
      case 'rounded':
        return of(0);
      case 'multiple':
        return this.multiple(of(0), of(1), detail.direction ?? 'nearest');
      case 'started':
        return this.column('started', 0, args);
      case 'logit':
        return this.column('logit', detail.index ?? 0, args);
      case 'band':
        return this.band(args, detail.closed ?? []);
      case 'apportionment':
        return of(0);
      case 'apportioned':
        return args.length === 2 ? of(1) : this.product(of(1), of(2));
      default:
        throw new RangeError(`a leaf that does not vary is downstream of nothing: ${op}`);
    }
  }

  private sum(figure: Figure, terms: readonly Term[]): Term {
    const from = figure.detail.from ?? terms.length;
    if (figure.detail.isTotal !== true) return this.total(terms, from);
    const isIn = (_: unknown, i: number): boolean => !leavesOut(figure, figure.args[i] as Figure);
    return this.total(terms.filter(isIn), figure.args.slice(0, from).filter(isIn).length);
  }

  /** The first `added` of some terms, less the others. */
  private total(parts: readonly Term[], added = parts.length): Term {
    let offset = 0;
    const moving: Term[] = [];
    for (let i = 0; i < parts.length; i++) {
      const { node, scale, offset: own } = parts[i] as Term;
      const sign = i < added ? 1 : -1;
      offset += sign * own;
      // Adding zero turns minus zero into zero.
      if (node >= 0) moving.push({ node, scale: sign * scale + 0, offset: 0 });
    }
    const terms = gathered(moving);
    const [only] = terms;
    if (only === undefined) return constantOf(offset);
    if (terms.length === 1) return { ...only, offset };
    const { node } = this.column('linear', 0, terms);
    return { node, scale: 1, offset };
  }

  /**
   * By how many units are started: downwards of what is turned round, to the nearest of what is half a unit further
   * from zero.
   */
  private multiple(amount: Term, unit: Term, direction: Direction): Term {
    const up = (of: Term): Term => this.product(this.column('started', 0, [of, unit]), unit);
    const down = (of: Term): Term => scaled(up(scaled(of, -1)), -1);
    if (direction !== 'nearest') return direction === 'up' ? up(amount) : down(amount);
    const none = constantOf(0);
    const half = scaled(unit, 1 / 2);
    const above = down(this.plus(this.column('larger', 0, [amount, none]), half));
    return this.plus(above, up(this.plus(this.column('smaller', 0, [amount, none]), scaled(half, -1))));
  }

  private plus(a: Term, b: Term): Term {
    return this.total([a, b]);
  }

  private product(a: Term, b: Term): Term {
    if (isConstant(a)) return scaled(b, a.offset);
    if (isConstant(b)) return scaled(a, b.offset);
    return this.column('product', 0, a.node <= b.node ? [a, b] : [b, a]);
  }

  /**
   * One band with numbers on either side is a choice; of several each has a third term, 1 where its bound belongs to it
   * and 0 where not.
   */
  private band(terms: readonly Term[], closed: readonly boolean[]): Term {
    const [quantity, bound, below, above] = terms as [Term, Term, Term, Term];
    const decided = decidedBand(terms, closed);
    if (decided !== undefined) return decided;
    if (closed.length === 1 && isConstant(below) && isConstant(above))
      return this.column('choose', Number(closed[0]), [quantity, bound, below, above]);
    const bands = closed.flatMap((isClosed, k) => [
      terms[1 + 2 * k] as Term,
      terms[2 + 2 * k] as Term,
      constantOf(Number(isClosed)),
    ]);
    return this.column('band', 0, [quantity, ...bands, terms[terms.length - 1] as Term]);
  }

  /** An instruction, or the one that says the same already. */
  private column(does: Do, detail: number, terms: readonly Term[]): Term {
    const said: Node = { does, detail, terms };
    const isLookedUp = terms.length <= LOOKED_UP;
    let node = isLookedUp ? this.known.placeOf(said, this.nodes) : undefined;
    if (node === undefined) {
      node = this.nodes.push(said) - 1;
      if (isLookedUp) this.known.add(said, node);
    }
    return { node, scale: 1, offset: 0 };
  }
}

/**
 * Where each instruction stands that there is already, by a hash of all that it says: to spell the numbers out as text took
 * two fifths of compiling.
 */
class Known {
  private readonly places = new Map<number, number[]>();
  private readonly double = new Float64Array(1);
  private readonly bits = new Int32Array(this.double.buffer);

  placeOf(said: Node, nodes: readonly Node[]): number | undefined {
    const places = this.places.get(this.hashOf(said));
    return places?.find((place) => saysSame(said, nodes[place] as Node));
  }

  add(said: Node, place: number): void {
    const hash = this.hashOf(said);
    const places = this.places.get(hash);
    if (places === undefined) this.places.set(hash, [place]);
    else places.push(place);
  }

  private hashOf({ does, detail, terms }: Node): number {
    let hash = Math.imul(DO[does], 31) ^ detail;
    for (const { node, scale, offset } of terms) {
      hash = this.mixed(this.mixed(Math.imul(hash, 0x01000193) ^ node, scale), offset);
    }
    // Below 2^30, so that it is no object of its own.
    return hash & 0x3fffffff;
  }

  /** With the bits of a number. Both zeros are one. */
  private mixed(hash: number, value: number): number {
    // Adding zero turns minus zero into zero.
    this.double[0] = value + 0;
    const high = Math.imul(hash ^ (this.bits[0] as number), 0x85ebca6b);
    return Math.imul(high ^ (high >>> 15) ^ (this.bits[1] as number), 0x01000193);
  }
}

function saysSame(one: Node, other: Node): boolean {
  if (one.does !== other.does || one.detail !== other.detail || one.terms.length !== other.terms.length) return false;
  for (let i = 0; i < one.terms.length; i++)
    if (!isSameTerm(one.terms[i] as Term, other.terms[i] as Term)) return false;
  return true;
}

const isSameTerm = (a: Term, b: Term): boolean =>
  a.node === b.node && isSameNumber(a.scale, b.scale) && isSameNumber(a.offset, b.offset);

/** What is unknown is the same as what is unknown. */
const isSameNumber = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

/** What a band has whose quantity and bounds are the same in every draw; undefined where they vary. */
function decidedBand(terms: readonly Term[], closed: readonly boolean[]): Term | undefined {
  const quantity = terms[0] as Term;
  const bounds = closed.map((_, k) => terms[1 + 2 * k] as Term);
  if (![quantity, ...bounds].every(isConstant)) return undefined;
  if ([quantity, ...bounds].some(({ offset }) => Number.isNaN(offset))) return constantOf(Number.NaN);
  const found = closed.findIndex((isClosed, k) => within(quantity.offset, (bounds[k] as Term).offset, isClosed));
  return found < 0 ? terms[terms.length - 1] : terms[2 + 2 * found];
}

/** Each column once, with all its scales together, in the order of the columns. */
function gathered(terms: Term[]): readonly Term[] {
  if (terms.length < 2) return terms;
  terms.sort((a, b) => a.node - b.node);
  const found: Term[] = [];
  for (const term of terms) {
    const last = found[found.length - 1];
    if (last?.node === term.node) found[found.length - 1] = { ...last, scale: last.scale + term.scale };
    else found.push(term);
  }
  return found;
}

function scaled({ node, scale, offset }: Term, by: number): Term {
  return node < 0 ? constantOf(offset * by) : { node, scale: scale * by, offset: offset * by };
}

function dividedBy(below: number): number {
  return below === 0 ? Number.NaN : 1 / below;
}

function distinct(terms: readonly Term[]): readonly Term[] {
  const seen: Term[] = [];
  for (const term of terms) if (!seen.some((each) => isSameTerm(each, term))) seen.push(term);
  return seen;
}

/** Registers are given back after the last use of what stands in them, so that few of them are in use at a time. */
function assembled(nodes: readonly Node[], outputs: readonly Term[]): Program {
  const writes = new Map<number, number[]>();
  outputs.forEach(({ node }, k) => {
    const known = writes.get(node);
    if (known === undefined) writes.set(node, [k]);
    else known.push(k);
  });
  const last = lastUses(nodes, outputs);
  const code: number[] = [];
  const numbers: number[] = [];
  const registers = new Int32Array(nodes.length).fill(-1);
  const free: number[] = [];
  let most = 0;
  const inputs: number[] = [];
  const emit = (does: Do, target: number, detail: number, terms: readonly Term[]): void => {
    code.push(DO[does], target, detail, terms.length);
    for (const { node, scale, offset } of terms) {
      code.push(node < 0 ? -1 : (registers[node] as number));
      numbers.push(scale, offset);
    }
  };
  const write = (node: number): void => {
    for (const k of writes.get(node) ?? []) emit('output', k, 0, [outputs[k] as Term]);
  };
  write(-1);
  nodes.forEach(({ does, detail, terms }, at) => {
    if ((last[at] as number) < 0) return;
    if (does === 'input') inputs.push(detail);
    const register = free.pop() ?? most++;
    registers[at] = register;
    emit(does, register, does === 'input' ? inputs.length - 1 : detail, terms);
    write(at);
    for (const { node } of terms) {
      if (node < 0 || last[node] !== at) continue;
      free.push(registers[node] as number);
      last[node] = Number.MAX_SAFE_INTEGER;
    }
    if (last[at] === at) free.push(register);
  });
  return {
    code: Int32Array.from(code),
    numbers: Float64Array.from(numbers),
    registers: most,
    outputs: outputs.length,
    inputs,
  };
}

/** For each instruction the last one that reads it: itself where only an output does, -1 where nothing does. */
function lastUses(nodes: readonly Node[], outputs: readonly Term[]): Float64Array {
  const last = new Float64Array(nodes.length).fill(-1);
  for (const { node } of outputs) if (node >= 0) last[node] = node;
  for (let at = nodes.length - 1; at >= 0; at--) {
    if ((last[at] as number) < 0) continue;
    for (const { node } of (nodes[at] as Node).terms) if (node >= 0 && (last[node] as number) < at) last[node] = at;
  }
  return last;
}
