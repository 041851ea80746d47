import {
  type Entry,
  isMap,
  type ListNode,
  type MapNode,
  type Node,
  nodeAt,
  type Problem,
  problem,
  Scalar,
  type SourceFile,
  type Span,
} from '../language/index.js';
import { UNITS } from '../pricing/index.js';
import type { Disk } from './disk.js';
import { missingFile } from './missing-file.js';
import { noMap } from './scenarios.js';
import { readText } from './text.js';
import { readYaml } from './yaml.js';

/**
 * A price list that comes with the program, by its bare name: `hep-2018`. Its places are shown as
 * `models/hep-2018.yaml`.
 */
export function shippedFile(disk: Disk, name: string): SourceFile | undefined {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) return undefined;
  const path = `models/${name}.yaml`;
  const bytes = disk.shipped(path);
  return bytes && readText(path, bytes, 'yaml');
}

/**
 * A model with the tiers and the prices of services that it takes from price lists in their place: `use: hep-2018`. What
 * the tier says itself replaces what the list says, and prices under `also` follow the list's own. A scenario's tier that
 * uses another list takes that list's prices, and keeps what the tier of the `model` has under `also`.
 */
export function withUsed(
  root: MapNode,
  file: SourceFile,
  disk: Disk,
  model = root,
): { root: MapNode; problems: Problem[] } {
  const work = new Using(file, disk, model);
  let used = work.partsOf(root, false);
  const scenarios = root.entries.get('scenarios');
  if (scenarios !== undefined && !(scenarios.node instanceof Scalar) && scenarios.node.kind === 'map') {
    const each = [...scenarios.node.entries].map(([name, entry]): [string, Entry] => {
      const { node } = entry;
      return [
        name,
        node instanceof Scalar || node.kind !== 'map' ? entry : { ...entry, node: work.partsOf(node, true) },
      ];
    });
    used = withEntry(used, 'scenarios', { ...scenarios, node: { ...scenarios.node, entries: new Map(each) } });
  }
  return { root: used, problems: work.problems };
}

/** The prices of what is said under a `use` of a tier or a service, in the place of those that it has. */
export function pricesUsed(
  use: Entry,
  [part, id]: readonly [PartOfLists, string],
  { raw, file, disk }: { readonly raw: MapNode; readonly file: SourceFile; readonly disk: Disk },
): { price: Entry | undefined; problems: Problem[] } {
  const work = new Using(file, disk, raw);
  const { entries } = work.used({ kind: 'map', span: use.key, entries: new Map([['use', use]]) }, part, id);
  return { price: entries.get('price'), problems: work.problems };
}

/** The parts of a model whose items may use a list, and what `use` may hold in them where it is a map. */
const USE = { tiers: ['list', 'tier'], services: ['list', 'tier', 'units'] } as const;
export type PartOfLists = keyof typeof USE;
/** What each of these is the name of. */
const NAMED: Readonly<Record<string, string>> = {
  list: 'the name of a price list, or the path of its file',
  tier: 'the name of a tier of the list',
  units: 'the name of a driver of the list',
};

class Using {
  readonly problems: Problem[] = [];
  private readonly lists = new Map<string, MapNode | undefined>();

  constructor(
    private readonly file: SourceFile,
    private readonly disk: Disk,
    /** The model whose parts a scenario changes. */
    private readonly model: MapNode,
  ) {}

  /** A model, or a scenario of it, with what it takes from lists. */
  partsOf(root: MapNode, isScenario: boolean): MapNode {
    return (Object.keys(USE) as PartOfLists[]).reduce((so, part) => this.partOf(so, part, isScenario), root);
  }

  private partOf(root: MapNode, part: PartOfLists, isScenario: boolean): MapNode {
    const items = root.entries.get(part);
    if (items === undefined || !isMap(items.node)) return root;
    if (![...items.node.entries.values()].some(({ node }) => isMap(node) && node.entries.has('use'))) return root;
    const each = [...items.node.entries].map(([id, entry]): [string, Entry] => {
      const { node } = entry;
      return [
        id,
        isMap(node) && node.entries.has('use')
          ? { ...entry, node: this.used(node, part, isScenario ? id : undefined) }
          : entry,
      ];
    });
    return withEntry(root, part, { ...items, node: { ...items.node, entries: new Map(each) } });
  }

  /** `changed`: of a scenario, which of them it changes, whose prices under `also` stay. */
  used(tier: MapNode, part: PartOfLists, changed?: string): MapNode {
    const use = tier.entries.get('use') as Entry;
    const own = new Map([...tier.entries].filter(([key]) => key !== 'use' && key !== 'also'));
    const also = this.alsoIn(tier, part, changed);
    const found = this.taken(use, part);
    if (found === undefined) return { ...tier, entries: own };
    const entries = new Map<string, Entry>();
    if (changed === undefined)
      for (const key of ['name', 'vat'])
        if (found.tier.entries.has(key)) entries.set(key, found.tier.entries.get(key) as Entry);
    const price = found.tier.entries.get('price');
    if (price !== undefined) {
      const own = pricesOf(found.list, found.tier, price.node);
      const counted = this.counted(own, isMap(use.node) ? nodeAt(use.node, ['units']) : undefined);
      const node = also === undefined ? counted : { ...counted, items: [...counted.items, ...itemsOf(also.node)] };
      entries.set('price', { key: use.key, node });
    }
    for (const [key, entry] of own) entries.set(key, entry);
    return { ...tier, entries };
  }

  /** What follows the prices of the list. */
  private alsoIn({ entries }: MapNode, part: PartOfLists, changed: string | undefined): Entry | undefined {
    const also = entries.get('also');
    if (also !== undefined && entries.has('price')) {
      const why = '"also" follows the prices of the list, which "price" replaces';
      this.problems.push(problem('either-or', also.key, { one: 'price', other: 'also', why }));
    }
    if (also !== undefined || changed === undefined || entries.has('price')) return also;
    const stays = nodeAt(this.model, [part, changed]);
    return isMap(stays) ? stays.entries.get('also') : undefined;
  }

  /** Prices of a list that are charged by the units of a service, where it is said which driver of the list these are. */
  private counted(prices: ListNode, units: Node | undefined): ListNode {
    if (!(units instanceof Scalar)) return prices;
    const known = [...new Set(prices.items.flatMap(driversOf))];
    if (known.includes(units.text))
      return { ...prices, items: prices.items.map((price) => inUnits(price, units.text)) };
    this.problems.push(
      problem('unknown-name', units.span, { name: units.text, what: 'driver in the prices of the list', known }),
    );
    return prices;
  }

  /** The tier that is named, with its list. */
  private taken({ node, key }: Entry, part: PartOfLists): { list: MapNode; tier: MapNode } | undefined {
    if (isMap(node)) {
      const unknown = [...node.entries].filter(([each]) => !(USE[part] as readonly string[]).includes(each));
      for (const [each, { key: at }] of unknown)
        this.problems.push(problem('unknown-key', at, { key: each, within: '"use"', known: USE[part] }));
      const odd = (USE[part] as readonly string[]).flatMap((each) => {
        const said = node.entries.get(each)?.node;
        return said === undefined || (said instanceof Scalar && said.text !== '')
          ? []
          : noMap(said, NAMED[each] as string);
      });
      this.problems.push(...odd);
      if (odd.length > 0) return undefined;
    }
    const named = node instanceof Scalar ? node : nodeAt(node, ['list']);
    if (!(named instanceof Scalar) || named.text === '') {
      const lacks = problem('missing-key', key, { key: 'list', within: '"use"' });
      this.problems.push(isMap(node) || node instanceof Scalar ? lacks : noMap(node, NAMED.list as string));
      return undefined;
    }
    const list = this.listOf(named);
    return list && this.tierOf(list, named, node);
  }

  /** The tier of a list that is asked for; the only one where none is. */
  private tierOf(list: MapNode, named: Scalar, node: Node): { list: MapNode; tier: MapNode } | undefined {
    const tiers = list.entries.get('tiers')?.node;
    if (tiers === undefined || !isMap(tiers)) {
      this.problems.push(problem('missing-key', named.span, { key: 'tiers', within: `the price list ${named.text}` }));
      return undefined;
    }
    const asked = isMap(node) ? nodeAt(node, ['tier']) : undefined;
    const known = [...tiers.entries.keys()];
    const id = asked instanceof Scalar ? asked.text : known.length === 1 ? known[0] : undefined;
    const tier = id === undefined ? undefined : tiers.entries.get(id)?.node;
    if (tier !== undefined && isMap(tier)) return { list, tier };
    const place = asked instanceof Scalar ? asked.span : named.span;
    this.problems.push(
      problem('unknown-name', place, { name: id ?? '(none named)', what: `tier in ${named.text}`, known }),
    );
    return undefined;
  }

  private listOf(named: Scalar): MapNode | undefined {
    if (!this.lists.has(named.text)) this.lists.set(named.text, this.read(named));
    return this.lists.get(named.text);
  }

  private read({ text, span }: Scalar): MapNode | undefined {
    const file = /[/.\\]/.test(text) ? this.fileAt(text, span) : this.shipped(text, span);
    if (file === undefined) return undefined;
    const { root, problems } = readYaml(file);
    this.problems.push(...problems);
    if (root === undefined || !(root.entries.has('calendar') || root.entries.has('schools'))) return root;
    this.problems.push(
      problem('bad-value', span, { text, expected: 'a price list', why: 'it is a model, with schools and a calendar' }),
    );
    return undefined;
  }

  private shipped(name: string, span: Span): SourceFile | undefined {
    const found = shippedFile(this.disk, name);
    if (found !== undefined) return found;
    const known = this.disk.allShipped().flatMap((path) => /^models\/(.*)\.yaml$/.exec(path)?.[1] ?? []);
    this.problems.push(problem('unknown-name', span, { name, what: 'price list that is shipped', known }));
    return undefined;
  }

  private fileAt(path: string, span: Span): SourceFile | undefined {
    const folder = this.disk.folderOf(this.file.name);
    const full = this.disk.join(folder, path);
    if (!this.disk.isInside(folder, full)) {
      this.problems.push(problem('outside-folder', span, { path, folder }));
      return undefined;
    }
    const bytes = this.disk.read(full);
    if (bytes !== undefined) return readText(full, bytes, 'yaml');
    this.problems.push(missingFile(this.disk, full, span, { of: 'list' }));
    return undefined;
  }
}

/** The terms whose keys are drivers, and those of which the keys are where they are maps; and the key that names one. */
const BY_DRIVER: readonly string[] = ['per', 'blocks', 'free', 'bundle'];
const WHEN = 'when';
const NAMES_DRIVER = 'of';
/** A name in arithmetic, and what stands there in the place of one. */
const IN_ARITHMETIC = /(?<![\w-])[a-z][\w-]*(?![\w-])/g;
const WORDS_OF_ARITHMETIC = ['min', 'max', 'round', 'up', 'down', 'nearest'];
const isArithmetic = ({ text }: Scalar): boolean => text.startsWith('=');

/** The drivers that a price asks of a school: of a quantity that it works out, those that it is worked out of. */
function driversOf(price: Node): string[] {
  if (!isMap(price)) return [];
  const quantities = price.entries.get('quantities')?.node;
  const derived = quantities !== undefined && isMap(quantities) ? quantities.entries : new Map<string, Entry>();
  const terms = { ...price, entries: new Map([...price.entries].filter(([key]) => key !== 'quantities')) };
  const met = new Set<string>();
  const sources = (name: string): string[] => {
    const said = derived.get(name)?.node;
    if (said === undefined) return [name];
    if (met.has(name)) return [];
    met.add(name);
    return driversIn(said).flatMap(sources);
  };
  return driversIn(terms).flatMap(sources);
}

/** The drivers and quantities that some terms name. */
function driversIn(node: Node): string[] {
  if (node instanceof Scalar)
    return isArithmetic(node)
      ? [...node.text.matchAll(IN_ARITHMETIC)].flatMap(([name]) => (WORDS_OF_ARITHMETIC.includes(name) ? [] : [name]))
      : [];
  if (node.kind === 'list') return node.items.flatMap(driversIn);
  return [...node.entries].flatMap(([key, { node: below }]) => [
    ...(key === NAMES_DRIVER && below instanceof Scalar ? [below.text] : []),
    ...keysOfDrivers(key, below),
    ...driversIn(below),
  ]);
}

/** The drivers that a term names by its keys; of a condition, those of which it asks a number. */
function keysOfDrivers(key: string, below: Node): string[] {
  if (!isMap(below)) return [];
  if (BY_DRIVER.includes(key)) return [...below.entries.keys()];
  return key === WHEN ? [...below.entries].flatMap(([name, { node }]) => (isMap(node) ? [name] : [])) : [];
}

/** Prices that are charged by units of a service, in the place of a driver of a list; the same where none asks it. */
function inUnits(node: Node, driver: string): Node {
  if (node instanceof Scalar) {
    if (!isArithmetic(node)) return node;
    const text = node.text.replace(IN_ARITHMETIC, (name) => (name === driver ? UNITS : name));
    return text === node.text ? node : new Scalar(text, node.span, node.layer);
  }
  if (node.kind === 'list') {
    const items = node.items.map((item) => inUnits(item, driver));
    return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
  }
  let isSame = true;
  const entries = [...node.entries].map(([key, entry]): [string, Entry] => {
    const within = inUnits(entry.node, driver);
    const below = isMap(within) && keysOfDrivers(key, within).includes(driver) ? renamed(within, driver) : within;
    const isNamed = key === NAMES_DRIVER && below instanceof Scalar && below.text === driver;
    if (below === entry.node && !isNamed) return [key, entry];
    isSame = false;
    return [key, { ...entry, node: isNamed ? new Scalar(UNITS, below.span, below.layer) : below }];
  });
  return isSame ? node : { ...node, entries: new Map(entries) };
}

function renamed(map: MapNode, driver: string): MapNode {
  const entries = [...map.entries].map(([key, entry]): [string, Entry] => [key === driver ? UNITS : key, entry]);
  return { ...map, entries: new Map(entries) };
}

/** The prices of a list's tier, each with what stands behind it. */
function pricesOf(list: MapNode, tier: MapNode, price: Node): ListNode {
  const quantities = list.entries.get('quantities');
  const items = itemsOf(price).map((item) =>
    isMap(item) ? withQuantitiesOf(quantities, withRollOf(list, withProvenance(item, tier, list))) : item,
  );
  return { kind: 'list', span: price.span, items };
}

function itemsOf(node: Node): readonly Node[] {
  return !(node instanceof Scalar) && node.kind === 'list' ? node.items : [node];
}

function withProvenance(item: MapNode, ...above: readonly MapNode[]): MapNode {
  const entries = new Map(item.entries);
  for (const key of ['basis', 'source']) {
    for (const block of above) {
      const found = block.entries.get(key);
      if (found !== undefined && !entries.has(key)) entries.set(key, found);
    }
  }
  return { ...item, entries };
}

/** A price with what its list means by pupils, where it does not say so itself. */
function withRollOf({ entries }: MapNode, price: MapNode): MapNode {
  const roll = entries.get('roll');
  return roll === undefined || price.entries.has('roll') ? price : withEntry(price, 'roll', roll);
}

/** A price with the quantities of its list that it does not say itself. */
function withQuantitiesOf(shared: Entry | undefined, price: MapNode): MapNode {
  if (shared === undefined || !isMap(shared.node)) return price;
  const own = price.entries.get('quantities');
  const entries = new Map([...shared.node.entries, ...(own !== undefined && isMap(own.node) ? own.node.entries : [])]);
  return withEntry(price, 'quantities', { key: own?.key ?? shared.key, node: { ...shared.node, entries } });
}

function withEntry(map: MapNode, key: string, entry: Entry): MapNode {
  return { ...map, entries: new Map([...map.entries, [key, entry]]) };
}
