import type { Model } from '../../model/index.js';
import { claim, subject, words } from './sentence.js';

/** Whether schools weigh what a tier costs them when they choose. */
const react = ({ choice }: Model): boolean => choice?.rule === 'best_value' || choice?.rule === 'logit';

/** What schools do, and do not, when prices change. */
export const reactions = subject('reactions', {
  none: claim(
    'law',
    (model: Model) => (react(model) || model.tiers.size === 0 ? undefined : true),
    () => words`Schools do not react to a change in price here: who joins changes only where the model, a scenario or --set says so.`,
  ),
  held: claim(
    'law',
    (model: Model) => (react(model) ? true : undefined),
    () => words`Who joins which tier is held as schools choose at the prices and rolls as modelled.`,
  ),
});
