import { type Band, band, type Count, inWords, type Money } from '../figures/index.js';
import {
  block,
  count,
  either,
  isMapping,
  type Json,
  mapOf,
  oneOrMany,
  optional,
  refuse,
  type Schema,
  text,
} from '../language/index.js';
import { type Customer, canonical, counted, inPlain, type When } from './customer.js';

/** Numbers from one to another; each bound belongs to them or not. */
export interface NumberRange {
  readonly from: Count | undefined;
  readonly over: Count | undefined;
  readonly upTo: Count | undefined;
  readonly below: Count | undefined;
}

/** Within which numbers some quantities of a school lie, by their names. */
export type Numbers = ReadonlyMap<string, NumberRange>;
export const NO_NUMBERS: Numbers = new Map();

/** What a price asks of a school: attributes, and numbers. */
export interface NumberedWhen {
  readonly attributes: When | undefined;
  readonly numbers: Numbers;
}

const bound = optional(count('units'));
const range = block(
  'a range of numbers',
  { from: bound, over: bound, up_to: bound, below: bound },
  {
    from: 'the first number, which belongs to it',
    over: 'the number that it lies above, which does not',
    up_to: 'the last number, which belongs to it',
    below: 'the number that it lies below, which does not',
  },
).transform((said, context): NumberRange => {
  const found: NumberRange = { from: said.from, over: said.over, upTo: said.up_to, below: said.below };
  const [lower, upper] = [found.from ?? found.over, found.upTo ?? found.below];
  if (lower?.isKnown && upper?.isKnown && upper.exact.compare(lower.exact) < 0)
    refuse(context, 'bands-empty', { from: inWords(lower), to: inWords(upper) });
  return found;
});

const asked = either(isMapping, range, oneOrMany(text));
const conditions = mapOf(asked, 'a map of attributes to values').transform((found): NumberedWhen => {
  const said = [...found];
  const attributes = said.flatMap(([key, each]) => (isList(each) ? [[key, each.map(canonical)] as const] : []));
  const numbers = said.flatMap(([key, each]) => (isList(each) ? [] : [[key, each] as const]));
  return { attributes: attributes.length === 0 ? undefined : new Map(attributes), numbers: new Map(numbers) };
});

const isList = (each: NumberRange | readonly string[]): each is readonly string[] => Array.isArray(each);
const value: Json = { type: ['string', 'number', 'boolean'] };
/** `{ phase: primary, pupils: { over: 100, up_to: 300 } }`. */
export const whenNumbered: Schema<NumberedWhen> = conditions.showing((shows) => ({
  type: 'object',
  additionalProperties: { anyOf: [value, { type: 'array', items: value }, shows(range)] },
}));

/** The numbers at which a range begins and ends. */
export const endsOf = ({ from, over, upTo, below }: NumberRange): readonly Count[] =>
  [from, over, upTo, below].flatMap((each) => each ?? []);

/** Some ranges in words: `over 100, up to 300 pupils`; nothing for none. */
export const numbersInWords = (numbers: Numbers): string =>
  [...numbers]
    .map(([driver, { from, over, upTo, below }]) => {
      const said = Object.entries({ from, over, 'up to': upTo, below });
      return `${said.flatMap(([word, at]) => (at === undefined ? [] : `${word} ${inWords(at)}`)).join(', ')} ${inPlain(driver)}`;
    })
    .join('; ');

/** One amount where a quantity lies in a range, and another where it does not. */
export function inRange(
  { from, over, upTo, below }: Partial<NumberRange>,
  quantity: Count,
  inside: Money,
  outside: Money,
  label?: string,
): Money {
  const bands: Band<'money'>[] = [];
  if (from !== undefined) bands.push({ upTo: from, closed: false, value: outside });
  if (over !== undefined) bands.push({ upTo: over, closed: true, value: outside });
  if (upTo !== undefined) bands.push({ upTo, closed: true, value: inside });
  else if (below !== undefined) bands.push({ upTo: below, closed: false, value: inside });
  const isOpen = upTo === undefined && below === undefined;
  return band('money', quantity, bands, isOpen ? inside : outside, label);
}

/** One amount where a school lies within some numbers, and another where it does not. */
export function within(numbers: Numbers, customer: Customer, inside: Money, outside: Money): Money {
  return [...numbers].reduceRight<Money>(
    (held, [driver, range]) => inRange(range, counted(customer, driver), held, outside),
    inside,
  );
}

/** Whether a quantity may lie in a range: what is not known may lie anywhere. */
export function mayLieIn({ from, over, upTo, below }: Partial<NumberRange>, quantity: Count): boolean {
  const against = (at: Count | undefined, holds: (order: number) => boolean): boolean =>
    at === undefined || !quantity.isKnown || !at.isKnown || holds(quantity.exact.compare(at.exact));
  return (
    against(from, (order) => order >= 0) &&
    against(over, (order) => order > 0) &&
    against(upTo, (order) => order <= 0) &&
    against(below, (order) => order < 0)
  );
}

/** Whether a school lies within some numbers as it stands; a number that is not known lies within none. */
export function liesWithin(numbers: Numbers, customer: Customer): boolean {
  return [...numbers].every(([driver, range]) => {
    const has = counted(customer, driver);
    return [has, ...endsOf(range)].every(({ isKnown }) => isKnown) && mayLieIn(range, has);
  });
}
