import {
  type Entry,
  type MapNode,
  type Node,
  Scalar,
  type SourceFile,
  type Span,
  wordsFor,
} from '../language/index.js';
import { nested } from './overlay-nodes.js';
import { isKey, readValue } from './yaml.js';

/** How the command line is named where a change comes from it. */
export const SET = '--set';

/** What one `--set` says: the steps of its path, and the value with its places. */
export interface SetText {
  readonly steps: readonly string[];
  readonly entry: Entry;
}

/** What one `--set` says of some schools: the text before its value, and a change of schools. */
export interface SchoolSet {
  readonly name: string;
  readonly change: MapNode;
}

const known = new Map<string, SetText | SchoolSet>();
/** So many texts are remembered, the newest: a search tries more than anybody asks for again. */
const MOST_KNOWN = 64;

/**
 * One `path=value` of the command line, or why it is none. `fixed` are parts that no value is tried in. The same nodes
 * for the same text, so that what is made of them is found again.
 */
export function readSet(text: string, fixed: readonly string[]): SetText | SchoolSet | string {
  const key = `${fixed.join(' ')}\n${text}`;
  const found = known.get(key) ?? readAnew(text, fixed);
  if (typeof found === 'string') return found;
  known.delete(key);
  known.set(key, found);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value as string);
  return found;
}

function readAnew(text: string, fixed: readonly string[]): SetText | SchoolSet | string {
  const picked = /^\s*schools\s*\[/.exec(text);
  if (picked !== null) return ofSchools(text, picked[0].length);
  const { path, value } = /^(?<path>[^=]+)=(?<value>.*)$/s.exec(text)?.groups ?? {};
  if (path === undefined || value === undefined) return 'it has no path before an equals sign';
  const steps = stepsIn(path);
  if (typeof steps === 'string') return steps;
  if (fixed.includes(steps[0] as string)) return `"${steps[0]}" is no part of the model that a value can be tried in`;
  const node = valueIn(text, value);
  return typeof node === 'string' ? node : { steps, entry: { key: keyOf(text, path.length), node } };
}

/**
 * What a `--set` says before its equals sign and after it; without one no value. An equals sign between brackets is
 * part of a condition.
 */
export function partedAtEquals(text: string): { readonly path: string; readonly value: string | undefined } {
  const picked = /^\s*schools\s*\[/.exec(text);
  const end = picked === null ? 0 : (partsIn(text, picked[0].length)?.end ?? 0);
  const at = text.indexOf('=', end);
  return at < 0
    ? { path: text.trim(), value: undefined }
    : { path: text.slice(0, at).trim(), value: text.slice(at + 1) };
}

/** Texts that commas part; one between brackets is part of what stands in them. */
export function partedAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  while (from <= text.length) {
    const picked = /^\s*schools\s*\[/.exec(text.slice(from));
    const end = picked === null ? from : (partsIn(text, from + picked[0].length)?.end ?? from);
    const at = text.indexOf(',', end);
    const to = at < 0 ? text.length : at;
    parts.push(text.slice(from, to));
    from = to + 1;
  }
  return parts;
}

function stepsIn(path: string): readonly string[] | string {
  const steps = path.trim().split('.');
  const odd = steps.find((step) => !isKey(step));
  if (odd === undefined) return steps;
  const item = /^(.+)\[(\d+)\]$/.exec(odd);
  return item === null ? `"${odd}" is no key` : `"${odd}" is no key; an item of a list is ${item[1]}.${item[2]}`;
}

function valueIn(text: string, value: string): Node | string {
  if (value.trim() === '') return 'there is no value after the equals sign';
  const { node, problems } = readValue(value, { name: SET, text });
  return node === undefined || problems.length > 0
    ? (problems.map((each) => wordsFor(each).message)[0] ?? 'there is no value')
    : node;
}

const keyOf = (text: string, length: number): Span => ({
  file: { name: SET, text } satisfies SourceFile,
  line: 1,
  column: 1,
  length,
});

/**
 * `schools[Beech].joins=0%`, `schools[trust=Oak, phase=primary].pupils.plus=-20`: a change of the schools that stand
 * between the brackets.
 */
function ofSchools(text: string, from: number): SchoolSet | string {
  const parts = partsIn(text, from);
  if (parts === undefined) return 'the bracket after "schools" is not closed';
  const { path, value } = /^\s*\.(?<path>[^=]+)=(?<value>.*)$/s.exec(text.slice(parts.end))?.groups ?? {};
  if (path === undefined || value === undefined)
    return 'after the brackets a key of a school is missing, as in schools[Beech].joins=0%';
  const steps = stepsIn(path);
  if (typeof steps === 'string') return steps;
  const node = valueIn(text, value);
  if (typeof node === 'string') return node;
  const head = headOf(text, parts.parts);
  if (typeof head === 'string') return head;
  const key = keyOf(text, text.length - value.length - 1);
  const entries = new Map([head, ...nested(steps, { key, node }).entries]);
  return { name: text.slice(0, key.length).trim(), change: { kind: 'map', span: key, entries } };
}

/** A part between brackets: `key=value`, or a name without a key. */
interface Part {
  readonly key: string | undefined;
  readonly text: string;
}

/** Which schools the parts between brackets are of: one by its name, or all that some conditions fit. */
function headOf(text: string, parts: readonly Part[]): readonly [string, Entry] | string {
  const key = keyOf(text, text.length);
  if (parts.some((part) => part.text === '')) return 'nothing between the brackets says which school';
  if (parts.every((part) => part.key === undefined))
    return ['school', { key, node: new Scalar(parts.map((part) => part.text).join(', '), key) }];
  const odd = parts.find((part) => part.key === undefined);
  if (odd !== undefined)
    return `"${odd.text}" is no condition, such as trust=Oak; a name with an equals sign stands in quotes`;
  const names = [...new Set(parts.map((part) => nameOf(part)))];
  const when = names.map((name): [string, Entry] => [
    name,
    {
      key,
      node: conditionOf(
        parts.filter((part) => nameOf(part) === name),
        key,
      ),
    },
  ]);
  return ['when', { key, node: { kind: 'map', span: key, entries: new Map(when) } }];
}

const nameOf = ({ key = '' }: Part): string => key.split('.')[0] as string;

/** What is said of one attribute: any of some values, or the bounds of a number, `pupils.up_to=100`. */
function conditionOf(parts: readonly Part[], span: Span): Node {
  const scalar = ({ text }: Part): Scalar => new Scalar(text, span);
  const bounds = parts.flatMap((part): [string, Entry][] => {
    const bound = part.key?.split('.').slice(1).join('.');
    return bound ? [[bound, { key: span, node: scalar(part) }]] : [];
  });
  return bounds.length > 0
    ? { kind: 'map', span, entries: new Map(bounds) }
    : { kind: 'list', span, items: parts.map(scalar) };
}

/**
 * What stands between brackets, parted by commas. A part may stand in quotes, in which all else is to the letter and a
 * quote is written twice.
 */
function partsIn(text: string, from: number): { readonly parts: readonly Part[]; readonly end: number } | undefined {
  const part = /\s*(?:(?<key>[A-Za-z0-9_.]+)\s*=\s*)?(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^,\]]*?))\s*(?<end>[,\]])/y;
  const parts: Part[] = [];
  part.lastIndex = from;
  for (let found = part.exec(text)?.groups; found !== undefined; found = part.exec(text)?.groups) {
    parts.push({ key: found.key, text: found.quoted?.replace(/""/g, '"') ?? found.plain ?? '' });
    if (found.end === ']') return { parts, end: part.lastIndex };
  }
  return undefined;
}
