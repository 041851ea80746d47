import { type Entry, type SourceFile, type Span, wordsFor } from '../language/index.js';
import { isKey, readValue } from './yaml.js';

/** How the command line is named where a change comes from it. */
export const SET = '--set';

/** One `path=value` of the command line: the steps of its path, and the value with its places; or why it is none. `fixed` are parts that no value is tried in. */
export function readSet(text: string, fixed: readonly string[]): { readonly steps: readonly string[]; readonly entry: Entry } | string {
  const { path, value } = /^(?<path>[^=]+)=(?<value>.*)$/s.exec(text)?.groups ?? {};
  if (path === undefined || value === undefined) return 'it has no path before an equals sign';
  if (value.trim() === '') return 'there is no value after the equals sign';
  const steps = path.trim().split('.');
  const odd = steps.find((step) => !isKey(step));
  if (odd !== undefined) return `"${odd}" is no key`;
  if (fixed.includes(steps[0] as string)) return `"${steps[0]}" is no part of the model that a value can be tried in`;
  const file: SourceFile = { name: SET, text };
  const { node, problems } = readValue(value, file);
  if (node === undefined || problems.length > 0) return problems.map((each) => wordsFor(each).message)[0] ?? 'there is no value';
  const key: Span = { file, line: 1, column: 1, length: path.length };
  return { steps, entry: { key, node } };
}
