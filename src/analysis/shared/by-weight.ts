import { type Figure, isZero, type Money, portion, quotient, sum, unknown } from '../../figures/index.js';

/**
 * An amount cut by weights of one kind, each from zero up, in whole pence: each part is what the weights so far come
 * to, less what went before, so that the parts add to the whole (the cumulative method of allocation). Unknown where
 * the weights come to zero, because then it is nobody's.
 */
export function sharedByWeight<Id extends string>(
  amount: Money,
  weights: ReadonlyMap<Id, Figure>,
  label: string,
): ReadonlyMap<Id, Money> {
  const kind = [...weights.values()][0]?.kind ?? 'count';
  const all = sum(kind, [...weights.values()], `${label}: all weights`);
  if (isZero(all)) return new Map([...weights.keys()].map((id) => [id, nobodys(amount, label)]));
  const found = new Map<Id, Money>();
  const before: Figure[] = [];
  let given: Money | undefined;
  for (const [id, weight] of weights) {
    before.push(weight);
    const soFar = portion(
      amount,
      quotient('rate', sum(kind, [...before], `${label}: weights so far`), all),
      `${label}: so far`,
    );
    found.set(id, given === undefined ? soFar : sum('money', [soFar], `${label}: part of ${id.trim()}`, [given]));
    given = soFar;
  }
  return found;
}

function nobodys(amount: Money, label: string): Money {
  if (amount.isKnown && amount.pence === 0) return amount;
  return unknown('money', `${label}: what it is shared out by comes to zero; name another driver under "sharing"`);
}
