import { keyInWords } from '../language/index.js';
import type { Model } from './model.js';

/** What a thing is called wherever a person reads of it: by its own `name`, else by its key in words. */
export const called = (thing: { readonly name?: string | undefined } | undefined, id: string): string =>
  thing?.name ?? keyInWords(id);

interface Named {
  readonly name?: string | undefined;
}

/** Where things of a kind are declared in a file, and the collection of a model that they then are. */
const kind = <Holder extends object>(
  at: string,
  things: (model: Holder) => ReadonlyMap<string, Named>,
): { readonly at: string; readonly things: typeof things } => ({ at, things });

/** The collections of a model whose things may have a name. */
const KINDS = {
  tiers: kind('tiers', ({ tiers }: { readonly tiers: ReadonlyMap<string, Named> }) => tiers),
  services: kind('services', ({ services }: Pick<Model, 'services'>) => services),
  contracts: kind('contracts', ({ contracts }: Pick<Model, 'contracts'>) => contracts),
  staff: kind('staff', ({ staff }: Pick<Model, 'staff'>) => staff),
  overheads: kind('overheads', ({ overheads }: Pick<Model, 'overheads'>) => overheads),
  loans: kind('loans', ({ loans }: Pick<Model, 'loans'>) => loans),
  capital: kind('capital', ({ capital }: Pick<Model, 'capital'>) => capital),
  risks: kind('reserves.policy.risks', ({ reserves }: Pick<Model, 'reserves'>) => reserves.risks),
  assumptions: kind('assumptions', ({ assumptions }: Pick<Model, 'assumptions'>) => assumptions),
  indicators: kind('indicators', ({ indicators }: Pick<Model, 'indicators'>) => indicators),
  scenarios: kind('scenarios', ({ scenarios }: Pick<Model, 'scenarios'>) => scenarios),
};

/** Names that places of a file use, and that are gone once the file is read, or called by no name of their own. */
const OTHERS: readonly string[] = [
  'shared',
  'quantities',
  'schools.named',
  'schools.groups',
  'parameters.pay_awards',
  'parameters.pensions',
  'parameters.scales',
];

/** The maps of a file whose keys are names that other places of it use, by their paths. */
export const DECLARED_AT: readonly string[] = [...Object.values(KINDS).map(({ at }) => at), ...OTHERS];

/** Lists whose items are such names, in a model and, of its roll, under `schools`. */
export const LISTED_AT: readonly string[] = ['drivers', 'attributes', 'schools.drivers', 'schools.attributes'];

export type NamedKind = keyof typeof KINDS;

/** What of a model holds the things of a kind. */
type HolderOf<K extends NamedKind> = Parameters<(typeof KINDS)[K]['things']>[0];

/** What a thing of a model is called, by its kind and key. */
export function nameIn<K extends NamedKind>(model: HolderOf<K>, kindOf: K, id: string): string {
  const things = KINDS[kindOf].things as (model: HolderOf<K>) => ReadonlyMap<string, Named>;
  return called(things(model).get(id), id);
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
