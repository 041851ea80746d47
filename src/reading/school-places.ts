import type { By } from './overlay-nodes.js';
import type { Path } from './paths.js';
import type { SchoolChanges } from './school-changes.js';
import { changeOf } from './school-said.js';
import { readSet, SET } from './set-text.js';

/**
 * The places that a path of schools names, `schools[trust=Oak].pupils` or `schools.100002.pupils`, among schools as
 * they stand; undefined for a path of anything else. Tells of schools, and of a key, that are not there.
 */
export function placesOfSchools(path: string, schools: SchoolChanges): readonly Path[] | undefined {
  const said = readSet(`${path}=0`, []);
  const by: By = { name: SET, layer: { basis: 'command line', source: SET }, over: undefined, mayLack: false };
  if (typeof said === 'string') return undefined;
  if ('change' in said) return schools.placesOf(said.change, by);
  const [head, id = '', ...keys] = said.steps;
  if (head !== 'schools' || keys.length === 0 || !schools.has(id)) return undefined;
  return schools.placesOf(changeOf([id, ...keys], said.entry), by);
}
