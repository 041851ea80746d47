import { keyInWords } from '../language/index.js';
import { conditionsOf, fits, type TierPrice, type When } from '../pricing/index.js';
import { FLAG_NAMES } from './attributes.js';
import { PHASES, SCHOOL_TYPES, type SchoolType, TYPES } from './school.js';

/** Schools that the conditions of a tier's prices do not tell apart: one of them, and the price that fits them all. */
export interface KindOfSchool {
  readonly attributes: ReadonlyMap<string, string>;
  /**
   * What the conditions say of them: `primary`, `not primary or special`, `new joiner`; empty where they say nothing.
   */
  readonly says: string;
  readonly price: TierPrice;
  readonly position: number;
}

/** The values that schools of a kind may have of each attribute that is asked for. */
type Box = ReadonlyMap<string, readonly string[]>;

/** More kinds than these are not told apart; who asks is told so. */
const MOST_KINDS = 4000;
/** A value that no condition names. */
const OTHER = '(another)';
const FLAGS: readonly string[] = ['maintained', ...FLAG_NAMES];

/**
 * Every kind of school that some prices tell apart, by their conditions one after the other: as many as there are
 * differences, however many values an attribute may have. Undefined where there are more than anybody could look
 * through.
 */
export function kindsOf(prices: readonly TierPrice[]): KindOfSchool[] | undefined {
  const found: KindOfSchool[] = [];
  const all = domainsOf(prices);
  let remaining: Box[] = [all];
  for (const [position, price] of prices.entries()) {
    const here = remaining.map((box) => split(box, price.when));
    let boxes = here.flatMap(({ inside }) => inside ?? []);
    // Schools beyond the numbers of a price go on to those after it.
    if (price.numbers.size === 0) remaining = here.flatMap(({ outside }) => outside);
    for (const { when } of conditionsOf(price)) {
      boxes = parted(boxes, when);
      if (boxes.length + remaining.length > MOST_KINDS) return undefined;
    }
    found.push(...distinct(boxes.map((box) => ({ attributes: oneOf(box), says: said(box, all), price, position }))));
  }
  return found;
}

/**
 * Every kind of school that the conditions of some prices themselves tell apart, whatever stands within each: of every one
 * the prices among which its numbers choose are its own. Undefined where there are too many.
 */
export function kindsApart(prices: readonly TierPrice[]): Pick<KindOfSchool, 'attributes' | 'says'>[] | undefined {
  const all = domainsOf(prices);
  let boxes: Box[] = [all];
  for (const { when } of prices) {
    boxes = parted(boxes, when);
    if (boxes.length > MOST_KINDS) return undefined;
  }
  return boxes.map((box) => ({ attributes: oneOf(box), says: said(box, all) }));
}

/** Of several kinds for which the same conditions within a price hold, the first. */
function distinct(kinds: readonly KindOfSchool[]): KindOfSchool[] {
  const seen = new Set<string>();
  return kinds.filter(({ price, attributes }) => {
    const key = conditionsOf(price)
      .map(({ when }) => (fits(when, attributes) ? '1' : '0'))
      .join('');
    return !seen.has(key) && seen.add(key);
  });
}

function said(box: Box, all: Box): string {
  return [...box]
    .flatMap(([attribute, values]) => {
      const others = (all.get(attribute) ?? []).filter((value) => !values.includes(value));
      return others.length === 0 ? [] : saidOf(attribute, values, others);
    })
    .join(', ');
}

/** What sets the schools with some values of an attribute apart from those with others: the shorter of the two. */
function saidOf(attribute: string, values: readonly string[], others: readonly string[]): string {
  const name = keyInWords(attribute);
  if (values.includes('yes')) return name;
  if (others.includes('yes')) return `no ${name}`;
  // What no condition names has no name to list.
  const isNarrow = others.includes(OTHER) || (values.length <= others.length && !values.includes(OTHER));
  const listed = (isNarrow ? values : others).map((value) => keyInWords(value));
  const own = `${attribute === 'phase' || attribute === 'type' ? '' : `${name} `}${listed.join(' or ')}`;
  return isNarrow ? own : `not ${own}`;
}

/** All values that the attributes which are asked for may have. */
function domainsOf(prices: readonly TierPrice[]): Box {
  const asked = new Map<string, Set<string>>();
  for (const { when } of prices.flatMap(conditionsOf)) {
    for (const [attribute, values] of when ?? []) {
      const known = asked.get(attribute) ?? new Set<string>();
      for (const value of values) known.add(value);
      asked.set(attribute, known);
    }
  }
  return new Map([...asked].map(([attribute, named]) => [attribute, valuesOf(attribute, named)]));
}

function valuesOf(attribute: string, named: ReadonlySet<string>): readonly string[] {
  if (FLAGS.includes(attribute)) return ['yes', 'no'];
  const known: readonly string[] | undefined =
    attribute === 'phase' ? PHASES : attribute === 'type' ? SCHOOL_TYPES : undefined;
  if (known !== undefined)
    return [...known.filter((value) => named.has(value)), ...known.filter((value) => !named.has(value))];
  return [...named, OTHER];
}

/** Those of some schools for which a condition holds, and all others, in parts that do not meet. */
function split(
  box: Box,
  when: When | undefined,
): { readonly inside: Box | undefined; readonly outside: readonly Box[] } {
  let inside = box;
  const outside: Box[] = [];
  for (const [attribute, values] of when ?? []) {
    const all = inside.get(attribute) ?? [];
    const held = all.filter((value) => values.includes(value));
    const others = new Map([...inside, [attribute, all.filter((value) => !values.includes(value))]]);
    if (isPossible(others)) outside.push(others);
    inside = new Map([...inside, [attribute, held]]);
    if (!isPossible(inside)) return { inside: undefined, outside };
  }
  return { inside, outside };
}

/** Schools in the parts of those for which a condition holds, and of all others. */
const parted = (boxes: readonly Box[], when: When | undefined): Box[] =>
  boxes.map((box) => split(box, when)).flatMap(({ inside, outside }) => [...(inside ? [inside] : []), ...outside]);

/** Whether there are such schools: none is an academy and maintained. */
function isPossible(box: Box): boolean {
  const [maintained, types] = [box.get('maintained'), box.get('type')];
  return (
    [...box.values()].every((values) => values.length > 0) &&
    (maintained === undefined || types === undefined || types.some((type) => maintained.includes(statusOf(type))))
  );
}

const statusOf = (type: string): string => (TYPES[type as SchoolType] === 'maintained' ? 'yes' : 'no');

/** One school of a kind. */
function oneOf(box: Box): ReadonlyMap<string, string> {
  const firsts = new Map([...box].map(([attribute, values]) => [attribute, values[0] as string]));
  const [maintained, types] = [box.get('maintained'), box.get('type')];
  if (maintained === undefined || types === undefined) return firsts;
  const type = types.find((each) => maintained.includes(statusOf(each))) as string;
  return firsts.set('type', type).set('maintained', statusOf(type));
}
