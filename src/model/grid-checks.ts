import { problem, type Scalar } from '../language/index.js';
import type { Finder } from './finder.js';
import { BASE_OPTION, joinedName, NO_BASE, scenariosIn } from './grid.js';

/**
 * A list of options or of stresses names scenarios that there are, each once, and holds at least one. `known` has the
 * model as it stands.
 */
export function checkListed(said: readonly Scalar[], known: readonly string[], finder: Finder): void {
  const seen = new Map<string, Scalar>();
  for (const each of said.filter(({ text }) => text !== NO_BASE)) {
    const unknown = each.text.split('+').find((name) => !known.includes(name));
    if (unknown !== undefined) finder.add(problem('unknown-scenario', each.span, { name: unknown, known }));
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
