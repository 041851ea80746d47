import type { Bridge } from '../../analysis/index.js';
import { claim, method, type Sentence, subject, words } from './sentence.js';

type Steps = Bridge['steps'];

/** Scenarios side by side. */
export const comparing = subject('compare', {
  ownYears: claim(
    'law',
    (calendars: readonly Sentence[]) => (calendars.length === 0 ? undefined : true),
    () => words`Each has its own year of that name; – where it has none.`,
  ),
  inOrder: method(() => words`One cause is applied after another, in this order. What two causes do only together stands in the later one.`),
  tiers: claim(
    'law',
    (steps: Steps) => (steps.some(({ causes }) => causes.includes('tiers')) ? true : undefined),
    () => words`Tiers: where one is added or removed, or schools choose between them, what they cost and what they give is one step.`,
  ),
  joined: claim(
    'law',
    (steps: Steps) => (steps.some(({ causes }) => causes.length > 1) ? true : undefined),
    () => words`With another cause: the changes of both are one step, because the earlier ones alone make no model.`,
  ),
});
