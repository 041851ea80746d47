import type { Model } from '../../src/model/index.js';
import { type Projection, project } from '../../src/projection/index.js';
import { type Pick, Source } from '../../src/reading/index.js';
import { diskOf } from './disk.js';
import { type PlainMap, yamlOf } from './plain.js';

export { decimal, type Plain, type PlainMap, put, yamlOf } from './plain.js';
export { lasting, models, oneTier, plain, registered, unmoved, unseasoned } from './random/models.js';
export { certain, inlined } from './random/references.js';
export { taxedModels } from './random/taxed.js';

export const FILE = 'model.yaml';

/** What is read from a file with the data. */
export function sourceOf(data: PlainMap): Source {
  return Source.open(diskOf({ [FILE]: yamlOf(data) }), FILE);
}

export function modelOf(data: PlainMap, pick: Partial<Pick> = {}): Model {
  return sourceOf(data).load({ scenarios: [], sets: [], ...pick }).model;
}

export function projectionOf(data: PlainMap, pick: Partial<Pick> = {}): Projection {
  return project(modelOf(data, pick));
}
