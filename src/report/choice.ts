import { inWords } from '../figures/index.js';
import type { Model } from '../model/index.js';

/** How the model's schools come to a tier, in words: said wherever what they choose is shown. */
export function choiceNote({ choice }: Model): string[] {
  if (choice === undefined) return [];
  const { rule, sensitivity, none } = choice;
  const apart = none.isKnown && none.exact.sign === 0 ? '' : ` (${inWords(none)} a year)`;
  if (rule === 'assigned') return ['Schools take the tier that they are assigned.'];
  if (rule === 'best_value')
    return [
      `Schools choose by best value: of the tiers that they do not refuse the one with the greatest net value to them, if that is no less than not joining is worth${apart}.`,
    ];
  return [
    `Schools choose by shares: each tier that they do not refuse, and not joining${apart}, by its net value, with a sensitivity of ${sensitivity === undefined ? '?' : inWords(sensitivity)} for each £1,000 (multinomial logit).`,
  ];
}
