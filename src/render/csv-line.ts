import { visible } from './text.js';

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** A field of a CSV line: a text, which is data whatever it begins with, or a number as it stands. */
export type Field = { readonly text: string } | { readonly number: string };

/** One line of RFC 4180 text. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function lineOf(fields: readonly Field[]): string {
  return `${fields.map(written).join(',')}\r\n`;
}

function written(field: Field): string {
  if ('number' in field) return field.number;
  const text = FORMULA.test(field.text) ? `'${field.text}` : field.text;
  const safe = text.split(/([\t\r\n]+)/).map((part, i) => (i % 2 === 1 ? part : visible(part)));
  const whole = safe.join('');
  return /[",\r\n]|^\s|\s$/.test(whole) ? `"${whole.replace(/"/g, '""')}"` : whole;
}
