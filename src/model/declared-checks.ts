import { Attributes, checkConditions } from './conditions.js';
import type { Document } from './document.js';
import type { Finder } from './finder.js';
import type { Model } from './model.js';

/** Which attributes and drivers schools of the model may have, and what constituencies may ask of them. */
export function checkDeclared({ schools, governance }: Model, { attributes, drivers, groups, named }: Document['schools'], finder: Finder): void {
  for (const [kind, written] of Object.entries({ groups, named })) {
    for (const [id, school] of written) {
      checkKeys(school.attributes, ['schools', kind, id, 'attributes'], attributes, finder);
      checkKeys(school.drivers, ['schools', kind, id, 'drivers'], drivers, finder);
    }
  }
  const known = new Attributes(schools, attributes);
  for (const [id, { when }] of governance.constituencies) checkConditions(when, ['governance', 'constituencies', id, 'when'], known, finder);
}

/** A key that is not declared is most likely one that is, misspelt: a price that asks for it would pass the school by. */
function checkKeys(said: ReadonlyMap<string, unknown> | undefined, path: readonly string[], declared: readonly string[], finder: Finder): void {
  const list = path[path.length - 1] as string;
  for (const key of said?.keys() ?? []) {
    if (declared.includes(key)) continue;
    finder.atKey([...path, key], 'unknown-key', {
      key,
      within: `the ${list} of a school`,
      known: declared,
      instead: `list it under "schools.${list}"`,
    });
  }
}
