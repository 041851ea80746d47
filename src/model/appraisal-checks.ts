import { type MapNode, nearest, problem, type Scalar } from '../language/index.js';
import type { Criterion } from './appraisal.js';
import type { Finder } from './finder.js';
import { listed } from './grid.js';
import { checkListed, namedScenarios } from './grid-checks.js';
import type { Model } from './model.js';

/**
 * Options, the mitigation and scores speak of scenarios that there are, scores of all options, and criteria of years
 * that are projected.
 */
export function checkAppraisal(
  { options, stresses, appraisal, calendar, governance }: Model,
  tree: MapNode,
  finder: Finder,
): void {
  const known = namedScenarios(tree);
  for (const said of [options, stresses ?? []]) checkListed(said, known, finder);
  checkMitigation(governance, known.slice(1), finder);
  const named = options.length === 0 ? [] : listed(options.map(({ text }) => text));
  const { against, criteria } = appraisal;
  const choosable = named.length === 0 ? known : named;
  const isOption = ({ text }: Scalar): boolean => choosable.includes(text);
  // Where an option is misspelt, it is that which is told.
  const isMissed = ({ text }: Scalar): boolean =>
    known.includes(text) && named.some((option) => !known.includes(option));
  if (against !== undefined && !isOption(against) && !isMissed(against))
    finder.add(problem('unknown-name', against.span, { name: against.text, what: 'option', known: choosable }));
  const years = ['first', 'last', ...calendar.years.map(String)];
  for (const [id, { scores, year }] of criteria) {
    if (year !== undefined && !years.includes(year.text))
      finder.add(problem('unknown-name', year.span, { name: year.text, what: 'year', known: years }));
    if (scores !== undefined) checkScores(id, scores, named, known, finder);
  }
}

function checkMitigation({ mitigation }: Model['governance'], known: readonly string[], finder: Finder): void {
  if (mitigation !== undefined && !known.includes(mitigation.text))
    finder.add(problem('unknown-scenario', mitigation.span, { name: mitigation.text, known }));
}

function checkScores(
  id: string,
  scores: NonNullable<Criterion['scores']>,
  named: readonly string[],
  known: readonly string[],
  finder: Finder,
): void {
  const path = ['appraisal', 'criteria', id, 'scores'];
  const all = [...known, ...named];
  for (const option of scores.keys())
    if (!all.includes(option)) finder.atKey([...path, option], 'unknown-scenario', { name: option, known });
  const isScored = (option: string): boolean => option.split('+').some((name) => scores.has(name));
  const missing = named.filter(
    (option) => option.split('+').every((name) => known.includes(name)) && !isScored(option),
  );
  // A name that is misspelt is told once: it is no other option that lacks a score.
  const slips = [...scores.keys()].flatMap((said) => (all.includes(said) ? [] : (nearest(said, missing) ?? [])));
  for (const option of missing.filter((each) => !slips.includes(each))) {
    // Of scenarios that are applied together one has the score.
    const [key, ...or] = option.split('+') as [string, ...string[]];
    finder.atKey(path, 'missing-key', { key, or, within: `the scores of "${id}", which are of every option,` });
  }
}
