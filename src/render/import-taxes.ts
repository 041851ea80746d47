import type { Invoice } from '../analysis/index.js';
import { Exact, entryOf } from '../figures/index.js';
import { Problems, problem } from '../language/problem.js';

const HUNDRED = Exact.of(100);

/** What an accounting program calls each kind of tax on a sale. */
export interface TaxNames {
  readonly program: string;
  /** By the rate, as a plain decimal: `0.2`. */
  readonly rates: Readonly<Record<string, string>>;
  readonly exempt: string;
  /** Of what is no supply, and of a company that is not registered. */
  readonly none: string;
}

/**
 * The tax of an invoice by its own rate. Throws Problems where the program has no name for a rate: it would add another
 * tax than was invoiced.
 */
export function taxNameOf({ rate, vat, number }: Invoice, { program, rates, exempt, none }: TaxNames): string {
  if (rate === undefined) return vat === 'exempt' ? exempt : none;
  const found = entryOf(rates, rate.exact.toString());
  if (found !== undefined) return found;
  const known = Object.keys(rates).map((each) => `${Number(each) * 100}%`);
  const data = {
    program,
    rate: `${rate.exact.times(HUNDRED).toString()}%`,
    invoice: number,
    known: known.join(' and '),
  };
  throw new Problems([problem('no-tax-code', 'the model', data)]);
}
