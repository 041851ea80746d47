import { Exact } from './exact.js';
import type { Figure } from './figure.js';
import { Unknown } from './operation.js';

const HUNDRED = Exact.of(100);

/** Digits in groups of three: `-1234567.5` as `-1,234,567.5`. */
export function grouped(digits: string): string {
  const [whole = '0', decimals] = digits.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? groups : `${groups}.${decimals}`;
}

/** Pounds and pence within a sentence: `-£54,025.80`. */
export function inPounds(pounds: Exact): string {
  return grouped(pounds.toFixed(2)).replace(/\d/, '£$&');
}

/** A rate in pounds within a sentence, with all the decimals that it may be written with: `£19.00`, `£18.9549`. */
export function rateInWords(figure: Figure<'money' | 'price'>): string {
  if (figure.value instanceof Unknown) return 'unknown';
  return grouped(figure.exact.toFixed(6).replace(/0{1,4}$/, '')).replace(/\d/, '£$&');
}

/** A figure within a sentence: `£4,978.00`, `92.5%`, `72.9`, `unknown`. */
export function inWords(figure: Figure): string {
  if (figure.value instanceof Unknown) return 'unknown';
  const { exact, kind } = figure;
  if (kind === 'money' || kind === 'price') return inPounds(exact);
  const number = kind === 'rate' ? exact.times(HUNDRED) : exact;
  const said = grouped(number.toFixed(4).replace(/\.?0+$/, ''));
  return kind === 'rate' ? `${said}%` : said;
}
