import {
  band,
  type Count,
  type Figure,
  larger,
  multiple,
  nothing,
  quotient,
  type Rate,
  settled,
  smaller,
  sum,
  times,
} from '../figures/index.js';
import type { Formula } from './arithmetic.js';
import { type AskedAmount, askedBy } from './asked.js';
import { type AskedLeaf, type Binary, type Inner, type Maker, partsFor, type Sort } from './worked-out.js';

/** The part of what a school has that moves with something; undefined where none of it does. */
export type MovingLeaf = (name: string, kind: 'count' | 'money') => Figure | undefined;

/**
 * The part of an amount for one school that moves with some of what the school has: `4 * pupils` of `20 + 4 * pupils`; of
 * the larger of two, that of the one which is taken. Never below zero, or above the whole. Undefined where nothing of it
 * moves, as in an amount that hangs on no school.
 */
export function movingFor<F extends Figure>(
  figure: F,
  ofSchool: AskedLeaf,
  moves: MovingLeaf,
  whose: string,
): F | undefined {
  const asked: AskedAmount | undefined = askedBy(figure);
  if (asked === undefined) return undefined;
  const { kind, formula, places, leaf, scalar } = asked;
  const { maker, wanted } = partsFor(kind, formula, leaf, ofSchool);
  const found = new Moving(maker, moves).within(formula, wanted);
  const label = `what moves of ${scalar.text.slice(1)} of ${whose}`;
  return found && (settled(kind, found, places, label) as Figure as F);
}

class Moving {
  constructor(
    private readonly maker: Maker,
    private readonly moves: MovingLeaf,
  ) {}

  /** What moves of a formula, no more than the whole of it, and no less than nothing. */
  within(formula: Formula, wanted: Sort): Figure<Inner> | undefined {
    const found = this.of(formula, wanted);
    if (found === undefined) return undefined;
    const kind = this.maker.kindOf(wanted);
    return larger(kind, [smaller(kind, [found, this.maker.figure(formula, wanted)]), nothing(kind)]);
  }

  private of(formula: Formula, wanted: Sort): Figure<Inner> | undefined {
    const { maker } = this;
    if (formula.op === 'value') {
      const { scalar, role } = formula;
      if (role === 'asked') return this.moves(scalar.text, maker.askedAs(wanted)) as Figure<Inner> | undefined;
      return scalar.formula && this.of(scalar.formula, wanted);
    }
    if (formula.op === 'round') {
      const [what, unit] = formula.of;
      const found = this.of(what, wanted);
      return found && multiple(found, maker.figure(unit, wanted), formula.direction);
    }
    if (formula.op === 'min' || formula.op === 'max') return this.ofEnd(formula.op, formula.of, wanted);
    const [left, right] = formula.of as readonly [Formula, Formula | undefined];
    if (right !== undefined) return this.ofTwo({ op: formula.op, left, right }, wanted);
    const found = this.of(left, wanted);
    return found && sum(maker.kindOf(wanted), [], 'what is taken from zero', [found]);
  }

  /** Of the smallest or largest of some: what moves of that one. */
  private ofEnd(op: 'min' | 'max', of: readonly Formula[], wanted: Sort): Figure<Inner> | undefined {
    const kind = this.maker.kindOf(wanted);
    const all = of.map((each) => ({
      whole: this.maker.figure(each, wanted),
      moving: this.within(each, wanted),
    }));
    if (all.every(({ moving }) => moving === undefined)) return undefined;
    const end = all.reduce((so, next) => {
      const [lower, upper] = op === 'max' ? [next.whole, so.whole] : [so.whole, next.whole];
      const ofSo = { upTo: upper, closed: true, value: so.moving ?? nothing<Inner>(kind) };
      return {
        whole: op === 'max' ? larger(kind, [so.whole, next.whole]) : smaller(kind, [so.whole, next.whole]),
        moving: band(kind, lower, [ofSo], next.moving ?? nothing<Inner>(kind)),
      };
    });
    return end.moving;
  }

  private ofTwo({ op, left, right }: Binary, wanted: Sort): Figure<Inner> | undefined {
    const { maker } = this;
    const [first, second] = maker.sidesOf({ op, left, right }, wanted);
    const [a, b] = [this.of(left, first), this.of(right, second)];
    if (a === undefined && b === undefined) return undefined;
    const kind = maker.kindOf(wanted);
    const given = (each: Figure<Inner> | undefined): Figure<Inner>[] => (each === undefined ? [] : [each]);
    if (op === '+') return sum(kind, [...given(a), ...given(b)]);
    if (op === '-') return sum(kind, given(a), undefined, given(b));
    // Of a product of two that move, and of what is divided by one that moves, all of it does.
    if (b !== undefined && (a !== undefined || op === '/')) return maker.figure({ op, of: [left, right] }, wanted);
    const [one, other] = [a ?? maker.figure(left, first), b ?? maker.figure(right, second)];
    if (op === '/') return quotient(kind, one, other);
    return first === wanted ? times(one, other as Rate | Count) : times(other, one as Rate | Count);
  }
}
