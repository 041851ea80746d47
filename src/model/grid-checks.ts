import { type MapNode, problem, Scalar } from '../language/index.js';
import type { Finder } from './finder.js';
import { BASE_OPTION, JOINED, joinedName, listed, NO_BASE, scenariosIn, slipOfJoining } from './grid.js';

/** What may be named where scenarios are: the model as it stands, and those of its text. */
export function namedScenarios(tree: MapNode): readonly string[] {
  const said = tree.entries.get('scenarios')?.node;
  return [BASE_OPTION, ...(said instanceof Scalar || said?.kind !== 'map' ? [] : said.entries.keys())];
}

/**
 * The options that answers may be about: where the list of them names one that there is not, which is told, any
 * scenario may be meant.
 */
export function answerableOptions(said: readonly Scalar[], tree: MapNode): readonly string[] {
  const known = namedScenarios(tree);
  const isRight = ({ text }: Scalar): boolean =>
    text === NO_BASE || (slipOfJoining(text) === undefined && text.split('+').every((name) => known.includes(name)));
  const options = listed(said.map(({ text }) => text));
  return said.every(isRight) ? options : [...options, ...known];
}

/** Scenarios that are named together, `a+b`, are names that there are, each once. `known` has the model as it stands. */
export function checkJoined({ text, span }: Scalar, known: readonly string[], finder: Finder): void {
  const why = slipOfJoining(text);
  const unknown = text.split('+').find((name) => !known.includes(name));
  if (why !== undefined) finder.add(problem('bad-value', span, { text, expected: JOINED, why }));
  else if (unknown !== undefined) finder.add(problem('unknown-scenario', span, { name: unknown, known }));
}

/**
 * A list of options or of stresses names scenarios that there are, each once, and holds at least one. `known` has the
 * model as it stands.
 */
export function checkListed(said: readonly Scalar[], known: readonly string[], finder: Finder): void {
  const seen = new Map<string, Scalar>();
  for (const each of said.filter(({ text }) => text !== NO_BASE)) {
    checkJoined(each, known, finder);
    const name = joinedName(scenariosIn(each.text));
    const first = seen.get(name);
    const data = { text: each.text, expected: 'each of them once', why: 'the list has it already' };
    if (first !== undefined)
      finder.add(problem('bad-value', each.span, data, [{ span: first.span, role: 'first here' }]));
    else seen.set(name, each);
  }
  const without = said.find(({ text }) => text === NO_BASE);
  if (without === undefined) return;
  const data = { one: NO_BASE, other: BASE_OPTION, why: 'the model as it stands is in the list or it is not' };
  if (seen.has(BASE_OPTION)) finder.add(problem('either-or', without.span, data));
  else if (seen.size === 0)
    finder.add(
      problem('bad-value', without.span, {
        text: NO_BASE,
        expected: 'scenarios beside it',
        why: 'nothing else is in the list',
      }),
    );
}
