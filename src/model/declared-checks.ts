import { Attributes, checkConditions } from './conditions.js';
import type { Document } from './document.js';
import type { Finder } from './finder.js';
import type { Model } from './model.js';
import { ATTRIBUTES } from './school.js';

/** Which attributes and drivers schools of the model may have, and what constituencies and demand may ask of them. */
export function checkDeclared(
  { schools, governance, services }: Model,
  { attributes, drivers, groups, named }: Document['schools'],
  finder: Finder,
): void {
  for (const [kind, written] of Object.entries({ groups, named })) {
    for (const [id, school] of written) {
      checkKeys(school.attributes, ['schools', kind, id, 'attributes'], attributes, finder);
      checkKeys(school.drivers, ['schools', kind, id, 'drivers'], drivers, finder);
    }
  }
  const known = new Attributes(schools, attributes);
  for (const [id, { when }] of governance.constituencies)
    checkConditions(when, ['governance', 'constituencies', id, 'when'], known, finder);
  for (const [id, { demand }] of services) {
    for (const [key, said] of [
      ['per_member', demand.perMember],
      ['per_other', demand.perOther],
    ] as const) {
      const path = ['services', id, 'demand', key];
      said.forEach(({ when }, i) => {
        const own = finder.written([...path, i]) === undefined ? path : [...path, i];
        checkConditions(when, [...own, 'when'], known, finder);
      });
    }
  }
}

/** What every school has without further words: said twice, one of the two would be lost. */
const OWN: Readonly<Record<string, readonly string[]>> = { attributes: ATTRIBUTES, drivers: ['pupils', 'budget'] };

/**
 * A key that is not declared is most likely one that is, misspelt: a price that asks for it would pass the school by.
 */
function checkKeys(
  said: ReadonlyMap<string, unknown> | undefined,
  path: readonly string[],
  declared: readonly string[],
  finder: Finder,
): void {
  const list = path[path.length - 1] as string;
  for (const key of said?.keys() ?? []) {
    if (OWN[list]?.includes(key) === true) {
      finder.atKey([...path, key], 'either-or', {
        one: `${list}.${key}`,
        other: key,
        why: `a school says "${key}" by itself`,
      });
      continue;
    }
    if (declared.includes(key)) continue;
    finder.atKey([...path, key], 'unknown-key', {
      key,
      within: `the ${list} of a school`,
      known: declared,
      instead: `list it under "schools.${list}"`,
    });
  }
}
