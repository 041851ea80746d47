import type { Month } from '../../language/index.js';
import { called, type TierTerms } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Sentence } from '../page/sentence.js';
import { pricing } from '../sentences/pricing.js';

/** The months of a page: of what years, terms or months it is. */
interface Months {
  readonly first: Month;
  readonly last: Month;
}

/** Which prices wait in some months for more schools than commit, so that nobody joins by them; of all tiers or of one. */
export function waitingNotes(
  { membership, model }: Projection,
  { first, last }: Months,
  of?: string,
): readonly Sentence[] {
  const waiting = membership.joiners.waiting(first, last).filter(({ tier }) => of === undefined || tier === of);
  return pricing.say.waits(
    waiting.map(({ tier, ...each }) => ({ ...each, offer: called(model.tiers.get(tier) as TierTerms, tier) })),
  );
}
