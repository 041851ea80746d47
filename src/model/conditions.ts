import { canonical, type When } from '../pricing/index.js';
import type { Finder } from './assemble.js';
import type { Model } from './model.js';
import { ATTRIBUTES, INTENTS, PHASES, SCHOOL_TYPES } from './school.js';

const YES_NO = ['yes', 'no'] as const;

/** The values that an attribute of the language can take; those of the others are whatever the roll holds. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  phase: PHASES,
  type: SCHOOL_TYPES,
  intent: INTENTS,
  maintained: YES_NO,
  sixth_form: YES_NO,
  nursery: YES_NO,
  new_joiner: YES_NO,
};

/** A condition on an attribute that does not exist, or on a value that no school can have, would silently leave schools out. */
export function checkConditions(
  when: When | undefined,
  path: readonly (string | number)[],
  declared: readonly string[],
  model: Model,
  finder: Finder,
): void {
  if (when === undefined) return;
  const known = [...new Set([...ATTRIBUTES, ...declared, ...model.schools.flatMap(({ attributes }) => [...attributes.keys()])])];
  for (const [attribute, values] of when) {
    if (!known.includes(attribute)) {
      finder.at([...path, attribute], 'unknown-name', { name: attribute, what: 'attribute of a school', known });
      continue;
    }
    const possible = VALUES[attribute] ?? [...new Set(model.schools.map(({ attributes }) => attributes.get(attribute) ?? ''))];
    for (const value of values) {
      if (!possible.includes(canonical(value)))
        finder.at([...path, attribute], 'bad-choice', { text: value, what: `a value of ${attribute}`, known: possible });
    }
  }
}
