import { constant, Exact, type Figure } from '../../src/figures/index.js';
import { type Problem, parseTree, toData } from '../../src/language/index.js';
import { type Customer, prices, type Quote, quote, type TierPrice } from '../../src/pricing/index.js';
import { readValue } from '../../src/reading/yaml.js';

/** Prices as a model or list has them: `{ flat: 100, cap: 90 }`. */
export function pricesIn(text: string): { prices: readonly TierPrice[]; problems: readonly Problem[] } {
  const { node } = readValue(text, { name: 'price', text });
  const tree = node as NonNullable<typeof node>;
  const { value = [], problems } = parseTree(prices, tree, toData(tree));
  return { prices: value, problems };
}

/** The one price that is written. */
export function priceIn(text: string): TierPrice {
  const { prices, problems } = pricesIn(text);
  const [price] = prices;
  if (price === undefined || problems.length > 0) throw new Error(problems.map(({ code }) => code).join());
  return price;
}

/**
 * Whoever is charged, by a list of what is known of it: `pupils=200,days=3,early=yes,lump_sum=£1000`. What is a number is a
 * count, what has a pound sign an amount, and all else an attribute.
 */
export function customerOf(asked: string): Customer {
  const said = new Map(asked.split(',').map((pair) => pair.split('=') as [string, string]));
  const isNumber = (text: string): boolean => /^[\d.]+$/.test(text);
  const count = (text: string | undefined): Figure<'count'> =>
    constant('count', Exact.of(text !== undefined && isNumber(text) ? text : '0'), 'units');
  const quantity = ((driver: string, kind: string) => {
    const text = said.get(driver);
    if (text === undefined) return undefined;
    if (kind === 'money') return text.startsWith('£') ? constant('money', Exact.of(text.slice(1)), driver) : undefined;
    return isNumber(text) ? count(text) : undefined;
  }) as Customer['quantity'];
  return { name: 'Oak', attributes: said, pupils: count(said.get('pupils')), quantity };
}

/** What a customer pays by a price; throws where the price has problems or does not fit. */
export function quoteOf(text: string, asked: string): Quote {
  const found = quote([priceIn(text)], customerOf(asked));
  if (found === undefined) throw new Error('no price fits');
  return found;
}

/** An amount to the penny; `unknown` where it is. */
export const pounds = (figure: Figure | undefined): string =>
  figure === undefined ? 'none' : figure.isKnown ? figure.exact.toFixed(2) : 'unknown';
