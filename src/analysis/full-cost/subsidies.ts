import { larger, type Money, nothing, portion, quotient, smaller, sum, totalOf } from '../../figures/index.js';
import { sharedByWeight } from '../shared/by-weight.js';

/**
 * Who pays for whom: results above zero cover those below, each in proportion; what they cannot cover is drawn from
 * reserves.
 */
export interface Subsidies {
  /** Whose result is above zero, and below, as modelled. */
  readonly payers: readonly string[];
  readonly receivers: readonly string[];
  /** What one pays for another. */
  readonly pays: (payer: string, receiver: string) => Money;
  /** What a payer has left. */
  readonly kept: (payer: string) => Money;
  /** What nobody covers of a receiver's deficit. */
  readonly fromReserves: (receiver: string) => Money;
}

const ZERO = nothing('money');

/**
 * The cross-subsidies among some results. A result that is not known may pay, or be paid for: then nobody knows what the
 * others pay for whom either.
 */
export function subsidiesOf(results: ReadonlyMap<string, Money>): Subsidies {
  const above = [...results].flatMap(([id, result]) =>
    result.isKnown && result.pence > 0 ? [[id, result] as const] : [],
  );
  const below = [...results].flatMap(([id, result]) =>
    result.isKnown && result.pence < 0
      ? [[id, larger('money', [sum('money', [ZERO], `deficit of ${id}`, [result]), ZERO])] as const]
      : [],
  );
  const open = [...results.values()].filter(({ isKnown }) => !isKnown);
  const all = totalOf('money', [...above.map(([, amount]) => amount), ...open], 'all results above zero');
  const owed = totalOf('money', [...below.map(([, amount]) => amount), ...open], 'all results below zero');
  const covered = sharedByWeight(smaller('money', [all, owed], 'what is covered'), new Map(below), 'what is covered');
  const cells = cellsOf(new Map(above), covered, all);
  const pays = (payer: string, receiver: string): Money => cells.get(`${payer}|${receiver}`) ?? ZERO;
  return {
    payers: above.map(([id]) => id),
    receivers: below.map(([id]) => id),
    pays,
    kept: (payer) =>
      sum(
        'money',
        [results.get(payer) as Money],
        `what ${payer} keeps`,
        below.map(([receiver]) => pays(payer, receiver)),
      ),
    fromReserves: (receiver) =>
      sum('money', [new Map(below).get(receiver) as Money], `what reserves pay for ${receiver}`, [
        covered.get(receiver) as Money,
      ]),
  };
}

/**
 * What each pays for each, so that a column comes to what the receiver gets, and, where all is paid out, a row to what
 * the payer has: differences of what the payers so far pay for the receivers so far.
 */
function cellsOf(
  payers: ReadonlyMap<string, Money>,
  receivers: ReadonlyMap<string, Money>,
  all: Money,
): ReadonlyMap<string, Money> {
  const cells = new Map<string, Money>();
  const paidBefore = new Map<string, Money>();
  const has: Money[] = [];
  for (const [payer, amount] of payers) {
    has.push(amount);
    const hasSoFar = totalOf('money', [...has], `what those up to ${payer} have`);
    const gets: Money[] = [];
    let left = ZERO;
    let corner = ZERO;
    for (const [receiver, got] of receivers) {
      gets.push(got);
      const share = quotient('rate', totalOf('money', [...gets], `what those up to ${receiver} get`), all);
      const soFar = portion(hasSoFar, share, `what those up to ${payer} pay for those up to ${receiver}`);
      const above = paidBefore.get(receiver) ?? ZERO;
      cells.set(
        `${payer}|${receiver}`,
        sum('money', [soFar, corner], `what ${payer} pays for ${receiver}`, [left, above]),
      );
      paidBefore.set(receiver, soFar);
      left = soFar;
      corner = above;
    }
  }
  return cells;
}
