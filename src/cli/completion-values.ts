import { figureNames } from '../analysis/index.js';
import { type Disk, Source } from '../reading/index.js';
import type { Candidate, ModelKind } from './completion.js';

/** What a model has for each kind of place on the command line. Throws the Problems of a model that is none. */
export function valuesIn(disk: Disk, path: string, kind: ModelKind): readonly Candidate[] {
  const source = Source.open(disk, path);
  if (kind === 'scenario') return source.scenarios.map(({ name, because }) => ({ value: name, says: because ?? '' }));
  if (source.isPriceList) return kind === 'tier' ? plain([...source.loadPriceList().tiers.keys()]) : [];
  const { model } = source.load();
  switch (kind) {
    case 'school':
      return model.schools.flatMap(({ id, name }) => [
        { value: id, says: name },
        ...(name === id ? [] : [{ value: name, says: id }]),
      ]);
    case 'tier':
      return [...model.tiers].map(([id, { name }]) => ({ value: id, says: name ?? '' }));
    case 'year':
      return plain(model.calendar.years.map(String));
    case 'figure':
      return plain(figureNames(model));
    default:
      return kind satisfies never;
  }
}

const plain = (values: readonly string[]): Candidate[] => values.map((value) => ({ value, says: '' }));
