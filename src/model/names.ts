import { keyInWords } from '../language/index.js';
import type { Model } from './model.js';

/** What a thing is called wherever a person reads of it: by its own `name`, else by its key in words. */
export const called = (thing: { readonly name?: string | undefined } | undefined, id: string): string =>
  thing?.name ?? keyInWords(id);

/** The collections of a model whose things may have a name. */
const KINDS = {
  tiers: ({ tiers }: Pick<Model, 'tiers'>) => tiers,
  services: ({ services }: Pick<Model, 'services'>) => services,
  contracts: ({ contracts }: Pick<Model, 'contracts'>) => contracts,
  staff: ({ staff }: Pick<Model, 'staff'>) => staff,
  overheads: ({ overheads }: Pick<Model, 'overheads'>) => overheads,
  loans: ({ loans }: Pick<Model, 'loans'>) => loans,
  capital: ({ capital }: Pick<Model, 'capital'>) => capital,
  risks: ({ reserves }: Pick<Model, 'reserves'>) => reserves.risks,
  assumptions: ({ assumptions }: Pick<Model, 'assumptions'>) => assumptions,
  indicators: ({ indicators }: Pick<Model, 'indicators'>) => indicators,
} satisfies Record<string, (model: Model) => ReadonlyMap<string, { readonly name?: string | undefined }>>;

export type NamedKind = keyof typeof KINDS;

/** What of a model holds the things of a kind. */
type HolderOf<K extends NamedKind> = Parameters<(typeof KINDS)[K]>[0];

/** What a thing of a model is called, by its kind and key. */
export function nameIn<K extends NamedKind>(model: HolderOf<K>, kind: K, id: string): string {
  const named = KINDS[kind] as (model: HolderOf<K>) => ReadonlyMap<string, { readonly name?: string | undefined }>;
  const things = named(model);
  return called(things.get(id), id);
}

/** What scenarios are called that are applied together, as `--scenario` takes them: `low_buy_in+bad_year`. */
export function scenarioCalled({ scenarios }: Pick<Model, 'scenarios'>, pick: string): string {
  return scenarios.has(pick)
    ? called(scenarios.get(pick), pick)
    : pick
        .split('+')
        .map((id) => called(scenarios.get(id), id))
        .join(' + ');
}
