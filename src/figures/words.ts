import { Exact } from './exact.js';
import type { Figure } from './figure.js';
import { Unknown } from './operation.js';

const HUNDRED = Exact.of(100);

/** Digits in groups of three: `1234567.5` as `1,234,567.5`. */
export function grouped(digits: string): string {
  const [whole = '0', decimals] = digits.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? groups : `${groups}.${decimals}`;
}

/** Pounds and pence within a sentence: `-£54,025.80`. */
export function inPounds(pounds: Exact): string {
  const text = pounds.toFixed(2);
  return text.startsWith('-') ? `-£${grouped(text.slice(1))}` : `£${grouped(text)}`;
}

/** A figure within a sentence: `£4,978.00`, `92.5%`, `72.9`, `unknown`. */
export function inWords(figure: Figure): string {
  if (figure.value instanceof Unknown) return 'unknown';
  const { exact, kind } = figure;
  if (kind === 'money') return inPounds(exact);
  if (kind === 'price') return inPounds(exact);
  const number = kind === 'rate' ? exact.times(HUNDRED) : exact;
  const text = Number(number.toFixed(4)) === 0 ? '0' : number.toFixed(4).replace(/\.?0+$/, '');
  const said = text.startsWith('-') ? `-${grouped(text.slice(1))}` : grouped(text);
  return kind === 'rate' ? `${said}%` : said;
}
