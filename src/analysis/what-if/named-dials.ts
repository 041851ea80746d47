import { Exact, Figure } from '../../figures/index.js';
import {
  type MapNode,
  type Node,
  Problems,
  problem,
  Scalar,
  shapeOf,
  sinceOf,
  whereSaid,
} from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { lackedIn, type Pick, placesAt, renewedPath, type Source } from '../../reading/index.js';
import {
  type Dial,
  type DialStretch,
  dialInProportion,
  dialOf,
  dialOfAssumption,
  type Numeral,
  numeralIn,
  tenthEitherWay,
} from './dials.js';
import { decimalsOf } from './effects.js';
import { writtenValue } from './register.js';

/** All the prices of membership together, in proportion. */
const PRICE = 'price';

/** What a path names in a model's text: its places, or what is missing where there are none. */
export interface Named {
  readonly places: readonly { readonly path: string; readonly node: Node }[];
  readonly lacked: ReturnType<typeof lackedIn>;
}

/**
 * The places that a path names in a model, of its settled text or of schools by number, name or condition. Throws the
 * Problems of how schools are named.
 */
export function namedIn(path: string, source: Source, pick: Pick, tree: MapNode): Named {
  const ofSchools = path.trim().startsWith('schools') ? source.placesOfSchools(path, pick) : undefined;
  const now = renewedPath(path.split('.')).join('.');
  return { places: ofSchools ?? placesAt(tree, now), lacked: lackedIn(tree, now) };
}

/** What dials are made for: a model with the places that its paths name, and the inputs that are asked about. */
export interface DialModel {
  readonly model: Model;
  readonly named: (path: string) => Named;
  readonly inputs: ReadonlyMap<string, readonly Figure[]>;
}

/** One number of a model, under the path by which the command line sets it. */
export interface NumberPlace extends Numeral {
  readonly path: string;
  /** As written. */
  readonly text: string;
}

/** The one number that a path names. Throws Problems where it is none, or several. */
export function placeNamed(path: string, { places, lacked }: Named): NumberPlace {
  const [first, second] = places;
  if (first === undefined) throw refused(problem('overlay-lacks', undefined, { path, ...lacked }));
  if (second !== undefined)
    throw refused(problem('several-places', undefined, { path, places: places.map((each) => each.path) }));
  const { node } = first;
  if (!(node instanceof Scalar)) {
    const below = numbersBelow(node, first.path);
    if (isDated(node)) throw refused(problem('several-places', undefined, { path, places: below }));
    const found = node.kind === 'list' ? shapeOf([]) : shapeOf(node);
    throw refused(problem('no-number', undefined, { path, found, known: below }));
  }
  const number = numeralIn(node.text);
  if (number === undefined)
    throw refused(problem('no-number', undefined, { path, found: `"${node.text}"`, known: [] }));
  // A value that one of several dates gives an assumption is set where it stands.
  return { ...number, path: isDatedByAssumption(first.path, node.path) ? node.path : first.path, text: node.text };
}

function isDatedByAssumption(path: string, own: string): boolean {
  const last = (each: string): string => each.slice(each.lastIndexOf('.') + 1);
  return own !== path && sinceOf(last(own)) !== undefined && last(own) === last(path);
}

function isDated(node: Node): boolean {
  return (
    !(node instanceof Scalar) &&
    node.kind === 'map' &&
    node.entries.size > 0 &&
    [...node.entries.keys()].every((key) => sinceOf(key) !== undefined)
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

/**
 * The dial of an assumption by its name, of all prices in proportion (`price`), or of one number by its path. Throws
 * Problems where there is none.
 */
export function dialNamed(name: string, { model, named, inputs }: DialModel): Dial {
  const terms = model.assumptions.get(name);
  if (terms !== undefined) {
    const dial = dialOfAssumption(name, terms, writtenValue(terms), (path) => decimalsOf(inputs.get(path) ?? []));
    if (dial === undefined)
      throw refused(problem('no-number', undefined, { path: name, found: `"${writtenValue(terms)}"`, known: [] }));
    return dial;
  }
  if (name === PRICE) return priceDial(model);
  if (!name.includes('.') && !name.includes('[')) {
    throw refused(
      problem('unknown-name', undefined, { name, what: 'assumption', known: [...model.assumptions.keys(), PRICE] }),
    );
  }
  const found = named(name);
  if (name.includes('[') && found.places.length > 1) return dialOfSchools(name, found);
  const place = placeNamed(name, found);
  const places = decimalsOf(inputs.get(place.path) ?? []);
  return stretched(place, tenthEitherWay({ ...place, ...whereSaid({ places }) }), false);
}

/** Numbers of several schools together, in proportion. */
function dialOfSchools(name: string, { places }: Named): Dial {
  const puts = places.map(({ path, node }) => {
    const number = node instanceof Scalar ? numeralIn(node.text) : undefined;
    if (number === undefined)
      throw refused(
        problem('no-number', undefined, {
          path,
          found: node instanceof Scalar ? `"${node.text}"` : shapeOf(node),
          known: [],
        }),
      );
    return { path, value: number.value, style: number.style, places: PLACES_OF_SCHOOLS };
  });
  return dialInProportion({ id: name, text: '100%' }, puts, (factor) => `${factor.times(Exact.of(100))}%`);
}

/** Pupils, and what schools pay, are given to two decimals. */
const PLACES_OF_SCHOOLS = 2;

/** The dial of one number of a model from one value to another. */
export function stretched({ path, text, style }: NumberPlace, stretch: DialStretch, isStated = true): Dial {
  return dialOf({ id: path, text, isStated }, [path], stretch, style);
}

/** Rates, flat fees, floors, caps, bands and packs of every tier: whatever of a price is an amount. */
function priceDial({ tiers }: Model): Dial {
  const found = new Map<string, Figure>();
  for (const { price } of tiers.values()) amountsIn(price, found, new Set());
  const puts = [...found].flatMap(([path, figure]) => {
    const number = numeralIn(figure.detail.origin?.text ?? '');
    return number === undefined
      ? []
      : [{ path, value: number.value, style: number.style, places: figure.kind === 'money' ? 2 : 6 }];
  });
  if (puts.length === 0)
    throw refused(problem('no-number', undefined, { path: PRICE, found: 'not known for any tier', known: [] }));
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
  if (figure.isKnown && path !== undefined && (figure.kind === 'money' || figure.kind === 'price'))
    found.set(path, figure);
}

function partsOf(part: object): Iterable<unknown> {
  if (part instanceof Figure) return part.args;
  return part instanceof Map ? part.values() : Object.values(part);
}
