import {
  isSlip,
  keyInWords,
  type MapNode,
  type Node,
  nearest,
  type Problem,
  problem,
  rarer,
  Scalar,
} from '../../language/index.js';
import type { PriceList } from '../../model/index.js';
import { askableOf } from '../shared/made-up.js';
import type { HeldExample } from './price-lists.js';

/**
 * The examples of a price list, of which one that comes out differently because its school has nearly, and not quite, a
 * value that a price asks for is told at that value: in the example, or in the price, whichever spelling the file has
 * less often.
 */
export function withSlips(each: readonly HeldExample[], list: PriceList, tree: MapNode): HeldExample[] {
  return each.map((held) => {
    const isDiffering = held.problems.some(({ code }) => code === 'example-differs');
    const slip = isDiffering ? slipOf(held.name, list, tree) : undefined;
    return slip === undefined ? held : { ...held, problems: [slip] };
  });
}

/** The value for which an example comes to another price; undefined where none is nearly one that is asked for. */
function slipOf(name: string, { examples, tiers }: PriceList, tree: MapNode): Problem | undefined {
  const { schools = [], tier } = examples.get(name) ?? {};
  const named = tier === undefined ? undefined : tiers.get(tier.text);
  const { attributes } = askableOf(named === undefined ? tiers.values() : [named]);
  for (const [key, { text, span }] of schools.flatMap((school) => [...school])) {
    const asked = [...(attributes.get(key) ?? [])];
    const meant = asked.includes(text) ? undefined : (asked.find((each) => isSlip(text, each)) ?? nearest(text, asked));
    if (meant === undefined) continue;
    const inPrices = conditionsAt(tree.entries.get('tiers')?.node, key).filter((each) => each.text === meant);
    const [only, ...others] = inPrices;
    const isOfPrice = only !== undefined && others.length === 0 && rarer(meant, text, span.file.text) === meant;
    const what = keyInWords(key);
    return isOfPrice
      ? problem('bad-choice', only.span, { text: meant, what: `a ${what} that an example has`, known: [text] })
      : problem('bad-choice', span, { text, what: `a ${what} that a price asks for`, known: asked });
  }
  return undefined;
}

/** The values that conditions below a place ask of an attribute. */
function conditionsAt(node: Node | undefined, attribute: string): Scalar[] {
  if (node === undefined || node instanceof Scalar) return [];
  if (node.kind === 'list') return node.items.flatMap((item) => conditionsAt(item, attribute));
  return [...node.entries].flatMap(([key, entry]) => {
    if (key !== 'when' && key !== 'eligible') return conditionsAt(entry.node, attribute);
    const said =
      entry.node instanceof Scalar || entry.node.kind === 'list' ? undefined : entry.node.entries.get(attribute);
    return said === undefined ? [] : scalarsIn(said.node);
  });
}

const scalarsIn = (node: Node): Scalar[] =>
  node instanceof Scalar ? [node] : node.kind === 'list' ? node.items.flatMap(scalarsIn) : [];
