import { type BreakEven, type Crossing, membersAt, schoolsIn } from '../../analysis/index.js';
import { constant, type Figure } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { INTENTS, type Model, type Period, PHASES, type School } from '../../model/index.js';
import type { Text } from '../page/report.js';
import { inFull, listed, type Sentence, type SentenceWords, shown, titled, words } from '../page/sentence.js';
import { evens } from '../sentences/evens.js';

/**
 * Where members break even beyond the mix as modelled, or would have to: which schools are full when that mix ends, and
 * who the members are from there on. Nothing where each answer lies in the mix.
 */
export function mixEnds(model: Model, found: readonly BreakEven[], years: readonly Period[]): Text[] {
  const members = found.filter(({ measure }) => measure.name === 'members');
  const lines = members.flatMap((each, i) => {
    const beyond = each.crossings.filter(({ isInMix }) => !isInMix);
    return each.mixEnd === undefined || beyond.length === 0 ? [] : mixEndLine(model, each, beyond, years[i] as Period);
  });
  return lines.length === 0
    ? []
    : [{ kind: 'text', id: 'mix_ends', title: titled('Beyond the mix as modelled'), lines }];
}

const counted = (figure: Figure): SentenceWords => [shown(figure, 'exact')];

function mixEndLine(
  model: Model,
  { mixEnd }: BreakEven,
  beyond: readonly Crossing[],
  year: Period,
): readonly Sentence[] {
  const { at, filling } = mixEnd as NonNullable<BreakEven['mixEnd']>;
  const [first, ...others] = filling.steps.map(({ schools }) => schools);
  const who = beyond.map((crossing) => words`${counted(crossing.at)} members are ${phasesSaid(model, crossing, year)}`);
  return evens.say.mixEnd({ year: year.label, at: counted(at), full: fullSaid(first ?? [], others.flat()), who });
}

/** The members at a crossing by phase: `10 primary and 6.5 secondary`. */
function phasesSaid(model: Model, crossing: Crossing, year: Period): SentenceWords {
  const parts = [...membersAt(model, year, crossing)].filter(([, members]) => members.exact.sign > 0);
  return listed(
    parts.map(([phase, members]) => words`${counted(members)} ${keyInWords(phase)}`),
    ' and ',
  );
}

/** That some schools are full, by what they have in common and no other school has; else how many they are. */
function fullSaid(full: readonly School[], others: readonly School[]): SentenceWords {
  const phases = PHASES.filter((phase) => full.some((school) => school.phase === phase));
  if (others.every(({ phase }) => !phases.includes(phase)))
    return words`all ${listed(phases.map(keyInWords), ' and ')} schools are in`;
  const intents = INTENTS.filter((intent) => full.some((school) => school.intent === intent));
  if (
    full.every(({ intent }) => intent !== undefined) &&
    others.every(({ intent }) => intent === undefined || !intents.includes(intent))
  )
    return words`all schools whose intent is ${listed(intents.map(keyInWords), ' or ')} are in`;
  const [only] = full;
  if (full.length === 1 && only !== undefined) return words`all of ${only.name} is in`;
  return words`all of ${inFull(constant('count', schoolsIn(full), 'schools'))} schools is in`;
}
