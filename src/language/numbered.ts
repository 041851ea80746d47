import type { Count, Money, Price, Rate } from '../figures/index.js';
import { refuse, refuseKey, type Schema } from './schema.js';
import { collection, either } from './shapes.js';
import { Scalar } from './tree.js';
import { count, money, price, share } from './values.js';

const LONGEST = /^(?:0|[1-9]\d{0,8})$/;

/**
 * A map from whole numbers to values, in rising order: `{ 7: 100%, 14: 75% }`. `what` is said of a key that is none, or is above `most`: `a
 * number of days`.
 */
export function numbered<T>(
  what: string,
  item: Schema<T>,
  most = Number.POSITIVE_INFINITY,
): Schema<ReadonlyMap<number, T>> {
  return collection(item).transform((said, context) => {
    const numbers = new Map<number, string>();
    for (const key of said.keys()) {
      const plain = /^\d{1,3}(_\d{3})+$/.test(key) ? key.replace(/_/g, '') : key;
      const same = numbers.get(Number(plain));
      const refused = (why: string, expected = what): void => {
        refuseKey(context, 'bad-value', { text: key, expected, why }, [key]);
      };
      if (!LONGEST.test(plain)) refused('it is not a whole number');
      else if (same !== undefined) refused(`it is the same number as ${same}`);
      else if (Number(plain) > most) refused(`it is above ${most}`, `${what} from 0 to ${most}`);
      else numbers.set(Number(plain), key);
    }
    const sorted = [...numbers].sort(([a], [b]) => a - b);
    return new Map(sorted.map(([number, key]) => [number, said.get(key) as T])) as ReadonlyMap<number, T>;
  });
}

/** A percentage from 0% to 100%, or an amount in pounds. */
export const shareOrMoney: Schema<Rate | Money> = either(
  (data) => data instanceof Scalar && data.text.includes('%'),
  share,
  money,
);

/** Pounds above zero, for what is rounded to. */
export const positivePrice: Schema<Price> = price.transform((said, context) => {
  if (!said.isKnown || said.exact.sign > 0) return said;
  const text = said.detail.origin?.text ?? '0';
  return refuse(context, 'bad-value', { text, expected: 'pounds above zero, such as 0.05', why: 'it is zero' });
});

/** A number of `things` above zero, for what is divided by. */
export function positive(things: string): Schema<Count> {
  return count(things).transform((said, context) => {
    if (!said.isKnown || said.exact.sign > 0) return said;
    const data = {
      text: said.detail.origin?.text ?? '0',
      expected: `a number of ${things} above zero`,
      why: 'it is zero',
    };
    return refuse(context, 'bad-value', data);
  });
}
