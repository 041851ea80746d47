import { type Entry, flagOf, type MapNode, type Node, type Problem, problem, Scalar } from '../language/index.js';
import { nested } from './overlay-nodes.js';

/** Keys of a change that are about it, and no key of a school. */
const OWN: readonly string[] = ['school', 'when', 'remove'];
/** What a change of schools is called. */
export const CHANGE_OF_SCHOOLS = 'a change of schools';

/** A change of one school, by its number and the keys that lead to what is said: `schools.100002.joins`. */
export function changeOf([school = '', ...keys]: readonly string[], entry: Entry): MapNode {
  const entries = new Map([
    ['school', { key: entry.key, node: new Scalar(school, entry.key) } as Entry],
    ...nested(keys, entry).entries,
  ]);
  return { kind: 'map', span: entry.key, entries };
}

/** Whether a school goes, or which of its keys do. */
function removedIn(node: Node): boolean | Node {
  return (node instanceof Scalar ? flagOf(node.text) : undefined) ?? node;
}

/** What one change says: the schools that it is of, their keys, and whether they go or which of their keys do. */
export interface Said {
  readonly head: Entry;
  readonly isNamed: boolean;
  readonly keys: readonly [string, Entry][];
  readonly removes: boolean | Node;
}

/** The keys that lead to the first value that a change says. */
export function keysTo({ keys: [first] }: Said): readonly string[] {
  const found: string[] = [];
  for (let next = first; next !== undefined; ) {
    const [key, { node }]: readonly [string, Entry] = next;
    found.push(key);
    next = node instanceof Scalar || node.kind === 'list' ? undefined : [...node.entries][0];
  }
  return found;
}

/** What a change says of which schools; undefined where it cannot be told. */
export function saidIn(item: MapNode, problems: Problem[]): Said | undefined {
  const [school, when, remove] = OWN.map((key) => item.entries.get(key));
  const keys = [...item.entries].filter(([key]) => !OWN.includes(key));
  const head = school ?? when;
  const removes = remove === undefined ? false : removedIn(remove.node);
  const before = problems.length;
  const refuse = (...found: readonly Problem[]): void => void problems.push(...found);
  if (head === undefined)
    refuse(problem('missing-key', item.span, { key: 'school', within: CHANGE_OF_SCHOOLS, or: ['when'] }));
  if (school !== undefined && when !== undefined)
    refuse(
      problem('either-or', when.key, {
        one: 'school',
        other: 'when',
        why: 'a change is of schools by name, or of all that a condition fits',
      }),
    );
  if (keys.length === 0 && remove === undefined)
    refuse(
      problem('missing-key', head?.key ?? item.span, {
        key: 'joins',
        within: CHANGE_OF_SCHOOLS,
        or: ['pupils', 'another key of a school', 'remove'],
      }),
    );
  if (remove && removes === true && keys.length > 0)
    refuse(
      problem('either-or', remove.key, {
        one: 'remove',
        other: keys[0]?.[0] ?? '',
        why: 'a school that is removed has nothing to change',
      }),
    );
  return head === undefined || problems.length > before
    ? undefined
    : { head, isNamed: school !== undefined, keys, removes };
}
