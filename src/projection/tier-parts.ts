import { kept } from '../language/index.js';
import type { Model, TierTerms } from '../model/index.js';

/** Tiers with some of what they say. */
export type TiersWith<K extends keyof TierTerms> = ReadonlyMap<string, Pick<TierTerms, K>>;

/**
 * Tiers with no more than some of what they say: one map for all tiers that say the same of it, whatever else they say.
 * A stage that takes it cannot read the rest, and is found again where only the rest is another.
 */
export function tiersWith<K extends keyof TierTerms>(
  reads: Readonly<Record<K, true>>,
): (tiers: Model['tiers']) => TiersWith<K> {
  type Said = Pick<TierTerms, K>;
  const oneOf = kept<Said, Said>(reads as Parameters<typeof kept<Said, Said>>[0], (said) => said);
  const nobody: TiersWith<K> = new Map();
  const followed = kept(
    { before: true, id: true, said: true },
    ({ before, id, said }: { readonly before: TiersWith<K>; readonly id: string; readonly said: Said }) =>
      new Map([...before, [id, said]]),
  );
  return (tiers) =>
    [...tiers].reduce<TiersWith<K>>((before, [id, tier]) => followed({ before, id, said: oneOf(tier) }), nobody);
}
