import { Exact, Figure } from '../figures/index.js';
import { type MapNode, type Node, Problems, problem, Scalar, shapeOf, sinceOf } from '../language/index.js';
import type { Model } from '../model/index.js';
import { namesNear, placesAt } from '../reading/index.js';
import { type Dial, dialInProportion, dialOf, dialOfAssumption, type Numeral, numeralIn, type Stretch, tenthEitherWay } from './dials.js';
import { decimalsOf } from './effects.js';
import { writtenValue } from './register.js';

/** All the prices of membership together, in proportion. */
const PRICE = 'price';

/** What dials are made for: a model with its settled text, and the inputs that are asked about. */
export interface Turnable {
  readonly model: Model;
  readonly tree: MapNode;
  readonly inputs: ReadonlyMap<string, readonly Figure[]>;
}

/** One number of a model, under the path by which the command line sets it. */
export interface Place extends Numeral {
  readonly path: string;
  /** As written. */
  readonly text: string;
}

/** The one number that a path names. Throws Problems where it is none, or several. */
export function placeNamed(path: string, tree: MapNode): Place {
  const places = placesAt(tree, path);
  const [first, second] = places;
  if (first === undefined) throw refused(problem('overlay-lacks', undefined, { path, known: namesNear(tree, path) }));
  if (second !== undefined) throw refused(problem('several-places', undefined, { path, places: places.map((each) => each.path) }));
  const { node } = first;
  if (!(node instanceof Scalar)) {
    const below = numbersBelow(node, first.path);
    if (isDated(node)) throw refused(problem('several-places', undefined, { path, places: below }));
    const found = node.kind === 'list' ? shapeOf([]) : shapeOf(node);
    throw refused(problem('no-number', undefined, { path, found, known: below }));
  }
  const number = numeralIn(node.text);
  if (number === undefined) throw refused(problem('no-number', undefined, { path, found: `"${node.text}"`, known: [] }));
  // A value that one of several dates gives an assumption is set where it stands.
  return { ...number, path: isDatedByAssumption(first.path, node.path) ? node.path : first.path, text: node.text };
}

function isDatedByAssumption(path: string, own: string): boolean {
  const last = (each: string): string => each.slice(each.lastIndexOf('.') + 1);
  return own !== path && sinceOf(last(own)) !== undefined && last(own) === last(path);
}

function isDated(node: Node): boolean {
  return (
    !(node instanceof Scalar) && node.kind === 'map' && node.entries.size > 0 && [...node.entries.keys()].every((key) => sinceOf(key) !== undefined)
  );
}

/** The places below a node that hold a number. */
function numbersBelow(node: Node, path: string): string[] {
  if (node instanceof Scalar) return numeralIn(node.text) === undefined ? [] : [path];
  if (node.kind === 'list') return node.items.flatMap((item, i) => numbersBelow(item, `${path}.${i}`));
  return [...node.entries].flatMap(([key, { node: below }]) => numbersBelow(below, `${path}.${key}`));
}

function refused(found: ReturnType<typeof problem>): Problems {
  return new Problems([found]);
}

/** The dial of an assumption by its name, of all prices in proportion (`price`), or of one number by its path. Throws Problems where there is none. */
export function dialNamed(name: string, { model, tree, inputs }: Turnable): Dial {
  const terms = model.assumptions.get(name);
  if (terms !== undefined) {
    const dial = dialOfAssumption(name, terms, writtenValue(terms), (path) => decimalsOf(inputs.get(path) ?? []));
    if (dial === undefined) throw refused(problem('no-number', undefined, { path: name, found: `"${writtenValue(terms)}"`, known: [] }));
    return dial;
  }
  if (name === PRICE) return priceDial(model);
  if (!name.includes('.')) {
    throw refused(problem('unknown-name', undefined, { name, what: 'assumption', known: [...model.assumptions.keys(), PRICE] }));
  }
  const place = placeNamed(name, tree);
  const places = decimalsOf(inputs.get(place.path) ?? []);
  return stretched(place, tenthEitherWay({ ...place, ...(places === undefined ? {} : { places }) }), false);
}

/** The dial of one number of a model from one value to another. */
export function stretched({ path, text, style }: Place, stretch: Stretch, isStated = true): Dial {
  return dialOf({ id: path, text, isStated }, [path], stretch, style);
}

/** Rates, flat fees, floors, caps, bands and packs of every tier: whatever of a price is an amount. */
function priceDial({ tiers }: Model): Dial {
  const found = new Map<string, Figure>();
  for (const { price } of tiers.values()) amountsIn(price, found, new Set());
  const puts = [...found].flatMap(([path, figure]) => {
    const number = numeralIn(figure.detail.origin?.text ?? '');
    return number === undefined ? [] : [{ path, value: number.value, style: number.style, places: figure.kind === 'money' ? 2 : 6 }];
  });
  if (puts.length === 0) throw refused(problem('no-number', undefined, { path: PRICE, found: 'not known for any tier', known: [] }));
  return dialInProportion({ id: PRICE, text: '100%' }, puts, (factor) => `${factor.times(Exact.of(100))}%`);
}

function amountsIn(part: unknown, found: Map<string, Figure>, seen: Set<object>): void {
  if (typeof part !== 'object' || part === null || seen.has(part)) return;
  seen.add(part);
  if (part instanceof Figure) note(part, found);
  for (const each of partsOf(part)) amountsIn(each, found, seen);
}

function note(figure: Figure, found: Map<string, Figure>): void {
  const path = figure.detail.origin?.path;
  if (figure.isKnown && path !== undefined && (figure.kind === 'money' || figure.kind === 'price')) found.set(path, figure);
}

function partsOf(part: object): Iterable<unknown> {
  if (part instanceof Figure) return part.args;
  return part instanceof Map ? part.values() : Object.values(part);
}
