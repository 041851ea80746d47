import { type Entry, type MapNode, type Problem, parseTree, Scalar, type SourceFile, type Span, toData } from '../language/index.js';
import { makeSchool, namedSchool, type School } from '../model/index.js';

/** What a made-up school is where nobody says: only the prices that ask for it depend on it. */
const UNSAID: Readonly<Record<string, string>> = { type: 'community', pupils: 'unknown: no number of pupils is given' };

/**
 * A school that is not on the roll, from its attributes: `phase` is needed, `type` is community unless said, and without `pupils` a rate for each
 * pupil is unknown. Keys and values are those of a school in a model.
 */
export function madeUpSchool(said: ReadonlyMap<string, Scalar>, span: Span): { school: School | undefined; problems: Problem[] } {
  const entries = new Map<string, Entry>();
  for (const [key, text] of Object.entries(UNSAID)) entries.set(key, { key: span, node: new Scalar(text, span, undefined, key) });
  for (const [key, scalar] of said) entries.set(key, { key: scalar.span, node: scalar });
  const tree: MapNode = { kind: 'map', span, entries };
  const { value, problems } = parseTree(namedSchool, tree, toData(tree));
  const name = [...said].map(([key, { text }]) => `${key}=${text}`).join(', ');
  return { school: value && makeSchool('made-up', { ...value, name: value.name ?? `a school with ${name}` }, span), problems };
}

/** `phase=primary,pupils=262` as attributes, with the place of each value in the text; undefined where it is no such list. */
export function attributesIn(file: SourceFile): ReadonlyMap<string, Scalar> | undefined {
  const found = new Map<string, Scalar>();
  let column = 1;
  for (const part of file.text.split(',')) {
    const match = /^\s*([a-z_]+)\s*=\s*(.*?)\s*$/.exec(part);
    if (match === null) return undefined;
    const [, key = '', value = ''] = match;
    const span: Span = { file, line: 1, column: column + part.indexOf('=') + 1, length: value.length };
    found.set(key, new Scalar(value, span, undefined, key, 'command line', `--school ${file.text}`));
    column += part.length + 1;
  }
  return found;
}
