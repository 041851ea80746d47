import { type Contract, isOfCouncil, type Model, type NamedKind } from '../model/index.js';

/**
 * The parts of a line in a model: their ids, and the kind of thing that they are, whose name they have. Parts that are
 * no things of the model are called what stands under their ids.
 */
export type Parts = { readonly ids: (model: Model) => readonly string[] } & (
  | { readonly kind: NamedKind; readonly called?: Readonly<Record<string, string>> }
  | { readonly kind: undefined; readonly called: Readonly<Record<string, string>> }
);

/** One part for each thing of a kind. */
export const each = (kind: 'tiers' | 'overheads' | 'capital' | 'loans'): Parts => ({
  kind,
  ids: (model) => [...model[kind].keys()],
});

/** The ids of services of a kind. */
export const servicesOf =
  (kind: 'traded' | 'brokered') =>
  ({ services }: Model): readonly string[] =>
    [...services].filter(([, service]) => service.kind === kind).map(([id]) => id);

/** Posts with days that can be charged. */
export const postsWithDays = ({ staff }: Model): readonly string[] =>
  [...staff].filter(([, { days }]) => days !== undefined).map(([id]) => id);

const contractsOf = (isOne: (contract: Contract) => boolean): Parts => ({
  kind: 'contracts',
  ids: ({ contracts }) => [...contracts].filter(([, contract]) => isOne(contract)).map(([id]) => id),
});
export const OF_COUNCIL: Parts = contractsOf(isOfCouncil);
export const OTHER_INCOME: Parts = contractsOf((contract) => !isOfCouncil(contract));
export const TRADED: Parts = { kind: 'services', ids: servicesOf('traded') };
export const BROKERED: Parts = { kind: 'services', ids: servicesOf('brokered') };
export const POSTS: Parts = { kind: 'staff', ids: postsWithDays };
