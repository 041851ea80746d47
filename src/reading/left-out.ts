import { Figure, Unknown } from '../figures/index.js';
import type { Model } from '../model/index.js';

/**
 * Marks all that a model does not know, so that totals leave it out. It is marked before anything is made of it, and
 * models that share a part share its marks: all models of one text are read in one way.
 */
export function leaveOut(model: Model): void {
  const met = new Set<unknown>();
  const waiting: unknown[] = [model];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || met.has(next)) continue;
    met.add(next);
    if (next instanceof Figure) mark(next);
    else for (const part of partsOf(next)) waiting.push(part);
  }
}

function partsOf(thing: object): Iterable<unknown> {
  if (thing instanceof Map) return [...thing.keys(), ...thing.values()];
  return thing instanceof Set ? thing : Object.values(thing);
}

function mark({ value }: Figure): void {
  if (value instanceof Unknown) value.isLeftOut = true;
}
