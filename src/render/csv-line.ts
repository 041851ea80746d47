import { visible } from './text.js';

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** A field of a CSV line: a text, which is data whatever it begins with, or a number as it stands. */
export type Field = { readonly text: string } | { readonly number: string };

/**
 * Who opens a file: a spreadsheet, which runs what begins like a formula, or another program, which takes each
 * character for what it is.
 */
export type Opens = 'a spreadsheet' | 'a program';

/**
 * One line of RFC 4180 text. Where a spreadsheet opens it, a text that it would take for a formula gets an apostrophe
 * in front.
 */
export function lineOf(fields: readonly Field[], opens: Opens): string {
  return `${fields.map((field) => written(field, opens)).join(',')}\r\n`;
}

/** Whether a spreadsheet would take a text for a formula. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text);
}

function written(field: Field, opens: Opens): string {
  if ('number' in field) return field.number;
  const text = opens === 'a spreadsheet' && isFormula(field.text) ? `'${field.text}` : field.text;
  const safe = text.split(/([\t\r\n]+)/).map((part, i) => (i % 2 === 1 ? part : visible(part)));
  const whole = safe.join('');
  return /[",\r\n]|^\s|\s$/.test(whole) ? `"${whole.replace(/"/g, '""')}"` : whole;
}
