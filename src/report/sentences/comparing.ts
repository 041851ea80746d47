import { type Bridge, CAUSE_WORDS } from '../../analysis/index.js';
import { claim, method, RESTATES, type Sentence, subject, words } from '../page/sentence.js';

type Steps = Bridge['steps'];

/** Scenarios side by side. */
export const comparing = subject('compare', {
  ownYears: claim(
    RESTATES,
    (calendars: readonly Sentence[]) => (calendars.length === 0 ? undefined : true),
    () => words`Each has its own year of that name; – where it has none.`,
  ),
  inOrder: method(
    () =>
      words`One cause is applied after another, in this order. What two causes do only together stands in the later one.`,
  ),
  tiers: claim(
    'law',
    (steps: Steps) => (steps.some(({ causes }) => causes.includes('tiers')) ? true : undefined),
    () =>
      words`Tiers: where one is added or removed, or schools choose between them, what they cost and what they give is one step.`,
  ),
  ofSchools: claim(
    {
      reason:
        'It repeats what a scenario says of schools; what that does is the figure of the step, and is held with it.',
    },
    ({ name, step }: { readonly name: string; readonly step: Steps[number] }) => {
      const said = [...new Set(step.changes.flatMap((change) => change.words ?? []))];
      return said.length === 0
        ? undefined
        : { name, cause: step.causes.map((each) => CAUSE_WORDS[each].short).join(' and '), said };
    },
    ({ name, cause, said }) => words`${cause.charAt(0).toUpperCase()}${cause.slice(1)} in ${name}: ${said.join('; ')}.`,
  ),
  joined: claim(
    'law',
    (steps: Steps) => (steps.some(({ causes }) => causes.length > 1) ? true : undefined),
    () => words`With another cause: the changes of both are one step, because the earlier ones alone make no model.`,
  ),
});
