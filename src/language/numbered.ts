import type { Count, Money, Rate } from '../figures/index.js';
import { collection, either } from './shapes.js';
import { Scalar } from './tree.js';
import { count, money, refuse, refuseKey, type Schema, share } from './values.js';

const LONGEST = /^(?:0|[1-9]\d{0,5})$/;

/** A map from whole numbers to values, in rising order: `{ 7: 100%, 14: 75% }`. `what` is said of a key that is none: `a number of days`. */
export function numbered<T>(what: string, item: Schema<T>): Schema<ReadonlyMap<number, T>> {
  return collection(item).transform((said, context) => {
    for (const key of said.keys()) {
      if (!LONGEST.test(key)) refuseKey(context, 'bad-value', { text: key, expected: what, why: 'it is not a whole number' }, [key]);
    }
    return new Map([...said].map(([key, value]) => [Number(key), value] as const).sort(([a], [b]) => a - b)) as ReadonlyMap<number, T>;
  }) as unknown as Schema<ReadonlyMap<number, T>>;
}

/** A percentage from 0% to 100%, or an amount in pounds. */
export const shareOrMoney: Schema<Rate | Money> = either((data) => data instanceof Scalar && data.text.includes('%'), share, money);

/** A number of `things` above nought, for what is divided by. */
export function positive(things: string): Schema<Count> {
  return count(things).transform((said, context) => {
    if (!said.isKnown || said.exact.sign > 0) return said;
    const data = { text: said.detail.origin?.text ?? '0', expected: `a number of ${things} above nought`, why: 'it is nought' };
    return refuse(context, 'bad-value', data);
  }) as unknown as Schema<Count>;
}
