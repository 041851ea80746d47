import type { YAMLError } from 'yaml';
import { OPEN_BRACKET, OPEN_QUOTE } from './yaml-open.js';

/** Errors of the library that only a feature which models do without can cause. */
const OF_FEATURES: ReadonlySet<string> = new Set([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_PROP_ORDER',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
]);

export const NOT_INDENTED = 'this line is not indented like its neighbours';

/** Where in the message of an error of many causes a cause can be told, and how we say it. */
const MISSING: readonly [RegExp, string][] = [
  [/quote/, OPEN_QUOTE],
  [/Implicit map keys/, 'a key needs a colon and a blank after it'],
  [/Missing , or : |Missing , /, 'a comma is missing'],
  [/must end with|end with a/, OPEN_BRACKET],
  [/without - /, 'an item of a list has no dash, or the line is not indented like its neighbours'],
  [/Comments/, 'a comment needs a blank before its #'],
  [/space after :/, 'a colon needs a blank after it'],
];

/** Whether an error is about anchors, aliases or tags. */
export function isOfFeature(error: YAMLError): boolean {
  return OF_FEATURES.has(error.code);
}

/** Whether an error leaves the rest of the text as it is meant: it lies within one value. */
export function isOfValue(error: YAMLError): boolean {
  return isOfFeature(error) || error.code === 'BAD_DQ_ESCAPE';
}

/** Said of the line below the one at which the library stops. */
export const BELONGS_ABOVE = 'this line is indented as though it were part of the value above it';
export const TAB = 'a tab stands where blanks must indent';

/** What is wrong at a place, in plain words. `rest` is the user's line from that place on. */
export function reasonFor({ code, message }: YAMLError, rest: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return TAB;
    case 'MISSING_CHAR':
      return MISSING.find(([pattern]) => pattern.test(message))?.[1] ?? 'a character is missing';
    case 'BAD_INDENT':
      return /Flow|end with/.test(message) ? OPEN_BRACKET : NOT_INDENTED;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:(\s|$)/.test(rest) ? 'a text that holds a colon and a blank must stand in quotes' : BELONGS_ABOVE;
    case 'MULTILINE_IMPLICIT_KEY':
      return 'this text runs on into the next line, which holds a key';
    case 'BAD_SCALAR_START':
      return `a text that begins with ${rest.slice(0, 1)} must stand in quotes`;
    case 'BAD_DQ_ESCAPE':
      return 'between double quotes a backslash has a meaning of its own: use single quotes';
    case 'KEY_OVER_1024_CHARS':
      return 'a key is longer than 1024 characters';
    default:
      return unexpected(message, rest);
  }
}

function unexpected(message: string, rest: string): string {
  if (/^[\]}]/.test(rest)) return 'a bracket is closed that was not opened';
  if (rest.startsWith(',')) return 'there is a comma too many';
  if (/on same line with key/.test(message)) return 'a list begins on the line below its key';
  return /node end/.test(message)
    ? 'more text follows where the value has ended'
    : 'nothing of this kind can stand here';
}
