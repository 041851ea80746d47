import { entryOf } from '../../figures/index.js';
import { type Node, Scalar } from '../../language/index.js';
import type { Change, Way } from '../../reading/index.js';

/** What a change is a change of. The order is that of the steps of a bridge. */
export const CAUSES = ['volume', 'tiers', 'price', 'services', 'contract', 'cost', 'shared', 'other'] as const;
export type Cause = (typeof CAUSES)[number];

/** Each cause as a row of a bridge, and in a few words. */
export const CAUSE_WORDS: Readonly<Record<Cause, { readonly label: string; readonly short: string }>> = {
  volume: { label: 'Volume: schools, rolls, who joins', short: 'volume' },
  tiers: { label: 'Tiers: which there are, what they cost and give', short: 'tiers' },
  price: { label: 'Price of membership', short: 'price' },
  services: { label: 'Services: prices and demand', short: 'services' },
  contract: { label: 'Contracts', short: 'contracts' },
  cost: { label: 'Costs: staff, overheads, finance and tax', short: 'costs' },
  shared: { label: 'Assumptions used in several places', short: 'assumptions' },
  other: { label: 'Calendar, reserves, terms', short: 'terms' },
};

/** Parts of a model that are maps of things which may come and go, each with what is then a change of. */
const KINDS: Readonly<Record<string, Cause>> = {
  tiers: 'tiers',
  services: 'services',
  contracts: 'contract',
  staff: 'cost',
  overheads: 'cost',
  loans: 'cost',
  capital: 'cost',
};
const COSTS: readonly string[] = [
  ...Object.keys(KINDS).filter((kind) => KINDS[kind] === 'cost'),
  'payroll',
  'parameters',
  'tax',
];
/** What a school weighs where it chooses: what a tier costs it against what it gives. */
const OFFER: readonly string[] = [
  'price',
  'use',
  'also',
  'uplift',
  'vat',
  'includes',
  'discounts',
  'worth',
  'collective',
];

/** Something that comes or goes with a scenario. */
interface Comer {
  readonly kind: string;
  readonly id: string;
}

/**
 * The cause of every change. That of an assumption goes by the places that use it. What is said of something that comes
 * or goes belongs to it; and where a tier does, or where schools weigh tiers against each other (`weighed`), what tiers
 * cost and give is one cause: a part of it alone would send schools where nobody means them to go.
 */
export function causesOf(
  { changes, uses }: Pick<Way, 'changes' | 'uses'>,
  weighed: boolean,
): ReadonlyMap<Change, Cause> {
  const comers = changes.flatMap(comersIn);
  const isTierChange = comers.some(({ kind }) => kind === 'tiers');
  const cause = (change: Change): Cause => {
    if (isTierChange && /^(tiers|choice)(\.|$)/.test(change.path)) return 'tiers';
    const named = comers.filter((comer) => isAbout(change, comer)).map(({ kind }) => KINDS[kind] as Cause);
    return named[0] ?? causeAt(change.path, { uses, weighed }, []);
  };
  return new Map(changes.map((change) => [change, cause(change)]));
}

function comersIn({ path, kind: how, before, after }: Change): Comer[] {
  const [kind = '', id, ...rest] = path.split('.');
  if (how === 'set' || entryOf(KINDS, kind) === undefined || rest.length > 0) return [];
  if (id !== undefined) return [{ kind, id }];
  const node = before ?? after;
  return node === undefined || node instanceof Scalar || node.kind === 'list'
    ? []
    : [...node.entries.keys()].map((each) => ({ kind, id: each }));
}

/** Whether a change is that of a thing, or of a place that names it. */
function isAbout({ path, before, after }: Change, { kind, id }: Comer): boolean {
  const words = [...wordsIn(before), ...wordsIn(after)];
  const name = `${kind}.${id}`;
  if (`.${path}.`.includes(`.${name}.`) || words.includes(name)) return true;
  if (kind === 'staff') return /^services\.[^.]+\.delivery(\.|$)/.test(path) && words.includes(id);
  return (
    kind === 'tiers' && /^schools\..*\.(tier|joins)(\.|$)/.test(path) && (words.includes(id) || path.endsWith(`.${id}`))
  );
}

/** The keys and values of a node. */
function wordsIn(node: Node | undefined): string[] {
  if (node === undefined) return [];
  if (node instanceof Scalar) return [node.text];
  if (node.kind === 'list') return node.items.flatMap(wordsIn);
  return [...node.entries].flatMap(([key, entry]) => [key, ...wordsIn(entry.node)]);
}

/** The cause of a change at a place; `open` are the assumptions that led there. */
function causeAt(
  path: string,
  told: { readonly uses: Way['uses']; readonly weighed: boolean },
  open: readonly string[],
): Cause {
  const [head = '', id = '', key = ''] = path.split('.');
  if (head === 'assumptions') {
    if (open.includes(id)) return 'other';
    const causes = new Set((told.uses.get(id) ?? []).map((place) => causeAt(place, told, [...open, id])));
    return causes.size === 1 ? ([...causes][0] as Cause) : causes.size === 0 ? 'other' : 'shared';
  }
  if (head === 'tiers') return tierCause(key, told.weighed);
  if (head === 'schools' || head === 'choice') return 'volume';
  return COSTS.includes(head) ? 'cost' : (entryOf(KINDS, head) ?? 'other');
}

function tierCause(key: string, weighed: boolean): Cause {
  if (key === 'joins' || key === 'eligible') return 'volume';
  if (weighed && OFFER.includes(key)) return 'tiers';
  if (key === 'includes' || key === 'discounts') return 'services';
  return key === 'term' ? 'other' : 'price';
}
