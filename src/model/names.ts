import type { Model } from './model.js';

/** What a thing is called wherever a person reads of it: by its own `name`, else by its key in words. */
export const called = (thing: { readonly name?: string | undefined } | undefined, id: string): string => thing?.name ?? keyInWords(id);

/** A key as words: `buy_in` as "buy in". */
export const keyInWords = (id: string): string => id.replace(/_/g, ' ');

/** The collections of a model whose things may have a name. */
const KINDS = {
  tiers: ({ tiers }: Model) => tiers,
  services: ({ services }: Model) => services,
  contracts: ({ contracts }: Model) => contracts,
  staff: ({ staff }: Model) => staff,
  overheads: ({ overheads }: Model) => overheads,
  loans: ({ loans }: Model) => loans,
  capital: ({ capital }: Model) => capital,
  risks: ({ reserves }: Model) => reserves.risks,
  assumptions: ({ assumptions }: Model) => assumptions,
  indicators: ({ indicators }: Model) => indicators,
} satisfies Record<string, (model: Model) => ReadonlyMap<string, { readonly name?: string | undefined }>>;

export type NamedKind = keyof typeof KINDS;

/** What a thing of a model is called, by its kind and key. */
export function nameIn(model: Model, kind: NamedKind, id: string): string {
  const things: ReadonlyMap<string, { readonly name?: string | undefined }> = KINDS[kind](model);
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
