import type { Count } from '../figures/index.js';
import { block, choice, collection, count, optional, provenance, type Schema, valueOr } from '../language/index.js';
import { classesSold } from '../pricing/index.js';
import type { Model } from './model.js';
import type { VatClass } from './vat.js';

/** What overheads are shared out by: what each service earns, takes directly, takes in days, or the same for each. */
export const SHARE_DRIVERS = ['income', 'direct_cost', 'days', 'equal'] as const;
export type ShareDriver = (typeof SHARE_DRIVERS)[number];

/** By a driver, or by weights of one's own by stream (`tiers.membership`, `services.courses`, `contracts.council`). */
export type ShareBy = { readonly driver: ShareDriver } | { readonly weights: ReadonlyMap<string, Count> };

export const shareBy: Schema<ShareBy> = valueOr(
  choice('a driver to share by', SHARE_DRIVERS).transform((driver): ShareBy => ({ driver })),
  collection(count('parts')).transform((weights): ShareBy => ({ weights })),
);

/** Which of its members a membership's cost is for, where phases are held against each other. */
export const PHASE_DRIVERS = ['members', 'pupils'] as const;
export type PhaseDriver = (typeof PHASE_DRIVERS)[number];

/** How the cost that is nobody's own is shared out. */
export interface Sharing {
  readonly by: ShareBy;
  readonly phasesBy: PhaseDriver;
}

export const USUAL_SHARING: Sharing = { by: { driver: 'direct_cost' }, phasesBy: 'members' };

/** `{ by: income, phases_by: pupils }`. */
export const sharing: Schema<Sharing> = block(
  'how overheads are shared out',
  {
    by: optional(shareBy),
    phases_by: optional(choice('a driver of phases', PHASE_DRIVERS)),
    ...provenance,
  },
  {
    by: '`income`, `direct_cost` (unless said), `days`, `equal`, or parts by stream: `{ tiers.membership: 2, services.courses: 1 }`',
    phases_by: "how a membership's cost is shared over phases: by `members` (unless said) or `pupils`",
  },
).transform(
  (said): Sharing => ({ by: said.by ?? USUAL_SHARING.by, phasesBy: said.phases_by ?? USUAL_SHARING.phasesBy }),
);

/**
 * A cost can be for all streams of a kind, `contracts`: each takes it by what it earns, so that one contract may follow
 * another.
 */
export const STREAM_KINDS = ['tiers', 'services', 'contracts'] as const;

/** What earns income, and what cost can be for: `tiers.membership`, `services.courses`, `contracts.council`. */
export function streamsOf({
  tiers,
  services,
  contracts,
}: Pick<Model, 'tiers' | 'services' | 'contracts'>): readonly string[] {
  return [
    ...[...tiers.keys()].map((id) => `tiers.${id}`),
    ...[...services.keys()].map((id) => `services.${id}`),
    ...[...contracts.keys()].map((id) => `contracts.${id}`),
  ];
}

type Sold = Pick<Model, 'tiers' | 'services' | 'contracts'>;

/**
 * The classes of VAT that a stream, `services.courses`, is sold in: those of the parts of its price, and its own where
 * something has no other; undefined is what nobody has said.
 */
function classesOfStream({ tiers, services, contracts }: Sold, stream: string): readonly (VatClass | undefined)[] {
  const [kind, id] = [stream.slice(0, stream.indexOf('.')), stream.slice(stream.indexOf('.') + 1)];
  const sold = kind === 'tiers' ? tiers.get(id) : kind === 'services' ? services.get(id) : undefined;
  return classesSold(sold?.price ?? [], sold === undefined ? contracts.get(id)?.vat : sold.vat);
}

/** Whether anything that is sold is exempt from VAT, if but a part of a price. */
export const sellsExempt = (model: Sold): boolean =>
  streamsOf(model).some((stream) => classesOfStream(model, stream).includes('exempt'));

/**
 * What the VAT on a cost is for (VAT Notice 706, 3.2): wholly for taxable supplies, wholly for exempt ones, for both or
 * for the company as a whole, or for what is no supply.
 */
export type VatUse = 'taxable' | 'exempt' | 'residual' | 'no supply';

const USES: Readonly<Record<VatClass, VatUse>> = { standard: 'taxable', exempt: 'exempt', outside_scope: 'no supply' };

/** The use of a cost that is for one stream. */
function useOfClass(vat: VatClass | undefined): VatUse {
  return vat === undefined ? 'residual' : USES[vat];
}

/** The use of a cost that is for what is sold in several classes: for both kinds of supplies where they differ. */
export function useOfClasses(classes: readonly (VatClass | undefined)[]): VatUse {
  const uses = new Set(classes.map(useOfClass));
  return uses.size === 1 ? ([...uses][0] as VatUse) : 'residual';
}

/**
 * The use of a cost by what it is `for`: one stream, all of a kind, or nothing in particular. Streams of several
 * classes make it residual.
 */
export function vatUseOf(model: Sold, what: string | undefined): VatUse {
  const streams = streamsOf(model).filter((stream) => stream === what || stream.startsWith(`${what}.`));
  return useOfClasses(streams.flatMap((stream) => classesOfStream(model, stream)));
}
