import {
  type Entry,
  isMap,
  type ListNode,
  type MapNode,
  type Node,
  nearest,
  type Problem,
  type ProblemCode,
  parseTree,
  Scalar,
  toData,
} from '../language/index.js';
import { priceTerms, rules } from '../pricing/index.js';
import { priceList } from './price-list.js';
import { checkPriceList } from './tier-checks.js';

/**
 * What only a whole document can be asked is still asked of the parts that can be read, so that a wrong value in one
 * term of a price does not hide the overlap in the bands of another. Problems that could come of what was left out are
 * not told.
 */
const TOLD: readonly ProblemCode[] = [
  'unknown-name',
  'bad-choice',
  'bad-value',
  'bands-gap',
  'bands-overlap',
  'bands-empty',
  'cap-below-floor',
  'missing-key',
];

/** Whether a problem of such a document is one of the file's own. */
export function isTold({ code }: Problem): boolean {
  return TOLD.includes(code);
}

/** A price list with what cannot be read left out of its tiers, asked what can still be asked. */
export function salvagedListProblems(tree: MapNode): Problem[] {
  const rest = withoutUnread(tree);
  const { value } = parseTree(priceList, rest, toData(rest));
  return value === undefined ? [] : checkPriceList(value, rest, tiersIn(tree)).filter(isTold);
}

/** The tiers that a file has, whether or not they can be read. */
export function tiersIn(tree: MapNode): string[] {
  const tiers = tree.entries.get('tiers')?.node;
  return tiers === undefined || !isMap(tiers) ? [] : [...tiers.entries.keys()];
}

/**
 * A document without the terms of prices that cannot be read, and without the prices and the tiers that then have none.
 */
export function withoutUnread(tree: MapNode): MapNode {
  const tiers = tree.entries.get('tiers');
  if (tiers === undefined || !isMap(tiers.node)) return tree;
  const kept = [...tiers.node.entries].flatMap(([id, entry]): [string, Entry][] => {
    if (!isMap(entry.node)) return [];
    const price = entry.node.entries.get('price');
    if (price === undefined) return [];
    const prices = pricesIn(price.node).flatMap((each) => pruned(each) ?? []);
    if (prices.length === 0) return [];
    const node: ListNode = { kind: 'list', span: price.node.span, items: prices };
    return [
      [
        id,
        { ...entry, node: { ...entry.node, entries: new Map([...entry.node.entries, ['price', { ...price, node }]]) } },
      ],
    ];
  });
  return {
    ...tree,
    entries: new Map([...tree.entries, ['tiers', { ...tiers, node: { ...tiers.node, entries: new Map(kept) } }]]),
  };
}

function pricesIn(node: Node): readonly Node[] {
  return !(node instanceof Scalar) && node.kind === 'list' ? node.items : [node];
}

/**
 * A price with the terms that can be read; with a flat amount in the place of the only one that made a fee and cannot
 * be read.
 */
function pruned(node: Node): MapNode | undefined {
  if (!isMap(node)) return undefined;
  const isRead = (key: string, said: Node): boolean => {
    const schema = priceTerms.get(key);
    return schema !== undefined && parseTree(schema, said, toData(said)).value !== undefined;
  };
  // Whole blocks of what bands go by close gaps between them: without such blocks bands are no longer what was meant.
  const isOpen = [...node.entries].some(
    ([key, { node: said }]) =>
      nearest(key, ['blocks']) === 'blocks' && !isRead(key, said) && mayBlock(said, bandedIn(node)),
  );
  const entries = [...node.entries].filter(
    ([key, { node: said }]) => isRead(key, said) && !(isOpen && key === 'bands'),
  );
  const makesFee = (key: string): boolean => rules.some((rule) => rule.key === key && rule.does === 'base');
  // A key that is misspelt may have been the one that makes a fee.
  const meant = [...node.entries.keys()].some((key) => makesFee(key) || !priceTerms.has(key));
  const lost = meant && !entries.some(([key]) => makesFee(key));
  const flat: [string, Entry][] = !lost ? [] : [['flat', { key: node.span, node: new Scalar('0', node.span) }]];
  return { ...node, entries: new Map([...entries, ...flat]) };
}

/** What the bands of a price go by. */
function bandedIn(price: MapNode): string {
  const bands = price.entries.get('bands')?.node;
  const of = bands !== undefined && isMap(bands) ? bands.entries.get('of')?.node : undefined;
  return of instanceof Scalar ? of.text : 'pupils';
}

/** Whether blocks that cannot be read may be of a quantity: they name it, or nearly, or name nothing. */
function mayBlock(blocks: Node, quantity: string): boolean {
  return !isMap(blocks) || [...blocks.entries.keys()].some((key) => nearest(key, [quantity]) === quantity);
}
