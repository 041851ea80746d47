import { type Entry, isMap, keyInWords, type Node, Scalar } from '../language/index.js';
import { isDated } from './overlay-nodes.js';
import { relativeIn } from './relative.js';
import { saidOf } from './school-picks.js';

/** What a change says of schools, in a sentence: "Oak trust leaves in 2028", "Beech: pupils minus 20". */
export function wordsOfChange(
  head: Entry & { readonly isNamed: boolean },
  names: readonly string[],
  keys: readonly (readonly [string, Entry])[],
  removes: boolean | Node,
): string {
  const subject = head.isNamed ? namedOf(names) : fittingOf(head.node, names.length);
  const many = names.length !== 1 && (head.isNamed || trustIn(head.node) === undefined);
  if (removes === true) return `${subject} ${many ? 'are' : 'is'} taken off the roll`;
  const joins =
    keys.length === 1 && keys[0]?.[0] === 'joins' && removes === false ? joiningOf(keys[0][1].node, many) : undefined;
  if (joins !== undefined) return `${subject} ${joins}`;
  const cleared = typeof removes === 'boolean' ? [] : [`nothing is said of ${saidOf(removes)}`];
  return `${subject}: ${[...keys.map(([key, { node }]) => `${keyInWords(key)} ${valueText(node)}`), ...cleared].join(', ')}`;
}

/** More names than these are counted. */
const MOST_NAMES = 3;

function namedOf(names: readonly string[]): string {
  if (names.length > MOST_NAMES) return `${names.length} schools`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** One trust is one body; any other condition is told as it is written. */
function fittingOf(node: Node, schools: number): string {
  const trust = trustIn(node);
  if (trust !== undefined) return /trust$/i.test(trust) ? trust : `${trust} trust`;
  return `${schools} ${schools === 1 ? 'school' : 'schools'} with ${saidOf(node)}`;
}

function trustIn(node: Node): string | undefined {
  const trust = isMap(node) && node.entries.size === 1 ? node.entries.get('trust')?.node : undefined;
  const only =
    trust !== undefined && !(trust instanceof Scalar) && trust.kind === 'list' && trust.items.length === 1
      ? trust.items[0]
      : trust;
  return only instanceof Scalar ? only.text : undefined;
}

/** Whether schools join, where that is all that is said; undefined for a share between none and all. */
function joiningOf(node: Node, many: boolean): string | undefined {
  const [date, value] = onlyDate(node);
  const text = value instanceof Scalar ? value.text.replace(/\.0+(?=%)/, '') : undefined;
  if (text === '100%') return `${many ? 'join' : 'joins'}${date === undefined ? '' : ` in ${date}`}`;
  if (text !== '0%' && text !== '0') return undefined;
  if (date === undefined) return `${many ? 'do' : 'does'} not join`;
  return `${many ? 'leave' : 'leaves'} in ${date}`;
}

/** A value with its date, where it has just one. */
function onlyDate(node: Node): readonly [string | undefined, Node] {
  const [only] = isMap(node) && isDated(node) && node.entries.size === 1 ? node.entries : [];
  return only === undefined ? [undefined, node] : [only[0], only[1].node];
}

const RELATIVE: Readonly<Record<string, string>> = {
  times: 'times',
  plus: 'plus',
  at_most: 'at most',
  at_least: 'at least',
};

function valueText(node: Node): string {
  if (node instanceof Scalar) return node.text;
  if (node.kind === 'list') return saidOf(node);
  if (relativeIn(node) !== undefined)
    return [...node.entries]
      .map(([key, entry]) => {
        const value = valueText(entry.node);
        return key === 'plus' && value.startsWith('-') ? `minus ${value.slice(1)}` : `${RELATIVE[key]} ${value}`;
      })
      .join(', ');
  return [...node.entries]
    .map(([key, entry]) => (isDated(node) ? `${valueText(entry.node)} from ${key}` : `${key} ${valueText(entry.node)}`))
    .join(', ');
}
