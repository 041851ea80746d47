import { kept } from '../language/index.js';
import { type Calendar, Growth } from '../model/index.js';

export type { Growth } from '../model/index.js';

/** What grows over the months of a calendar: the same amount at the same rate is one figure, whoever asks for it. */
export const growthOf = kept(
  { calendar: true },
  ({ calendar }: { readonly calendar: Calendar }) => new Growth(calendar),
);
