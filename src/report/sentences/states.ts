import type { Rate } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { type Model, nameIn, type State, scenarioCalled, scenariosIn } from '../../model/index.js';
import { claim, inFull, listed, type SentenceWords, subject, words } from '../page/sentence.js';

/** A state of an assumption, and what it brings. */
export interface StateTold {
  readonly assumption: string;
  readonly state: string;
  readonly probability: Rate;
  /** The scenarios that it brings, as they are called. */
  readonly scenarios: readonly string[];
}

/** A state of an assumption of a model, in words. */
export function stateTold(model: Model, id: string, name: string, { probability, scenario }: State): StateTold {
  return {
    assumption: nameIn(model, 'assumptions', id),
    state: keyInWords(name),
    probability,
    scenarios: scenariosIn(scenario?.text).map((each) => scenarioCalled(model, each)),
  };
}

/** A state as it is called in a heading. */
export const stateCalled = ({ assumption, state }: StateTold): string => `${assumption}: ${state}`;

/** Every state of a model that brings scenarios. */
function bringingIn(model: Model): readonly StateTold[] {
  return [...model.assumptions].flatMap(([id, { states }]) =>
    [...states].flatMap(([name, state]) => (state.scenario === undefined ? [] : [stateTold(model, id, name, state)])),
  );
}

const brings = ({ scenarios }: StateTold): SentenceWords =>
  scenarios.length === 0 ? words`` : words` with scenario ${listed(scenarios, ' and ', ' and ')}`;

const NOT_SHOWN = {
  reason: 'what states bring is in no cell of the page; the laws and worked tests of states play each of them',
};

/** States of assumptions that bring scenarios with them: what the company would do. */
export const states = subject('states', {
  bring: claim(
    NOT_SHOWN,
    (model: Model) => {
      const found = bringingIn(model);
      return found.length === 0 ? undefined : found;
    },
    (found) => {
      const each = found.map((state) => words`${stateCalled(state)},${brings(state)}`);
      return words`States of assumptions bring scenarios with them: ${listed(each, '; ', '; ')}.`;
    },
  ),
  watched: claim(
    NOT_SHOWN,
    (of: { readonly all: readonly StateTold[]; readonly beside: string }) => (of.all.length === 0 ? undefined : of),
    ({ all, beside }) => {
      const each = all.map((state) => words`${stateCalled(state)}, ${inFull(state.probability)}${brings(state)}`);
      return words`One state at a time, all else as in ${beside}, each with its probability: ${listed(each, '; ', '; ')}.`;
    },
  ),
  alone: claim(
    NOT_SHOWN,
    (names: readonly string[]) => (names.length === 0 ? undefined : names),
    (names) =>
      words`Of ${listed(names, ' and ', ' and ')}, whose states bring scenarios, the states alone were tried, each worked out exactly.`,
  ),
});
