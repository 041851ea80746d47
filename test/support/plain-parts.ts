import { monthText, Scalar } from '../../src/language/index.js';

interface Steps {
  readonly steps: readonly {
    readonly since: { readonly year: number; readonly month: number | undefined } | undefined;
    readonly value: unknown;
  }[];
}

const sinceText = (since: Steps['steps'][number]['since']): string =>
  since === undefined ? 'first' : since.month === undefined ? String(since.year) : monthText(since.month);

/**
 * What a part of a model holds, as plain data: figures with their kind, values by date as maps, texts as they stand;
 * without places, and without what is not said.
 */
export function plainOf(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return typeof part === 'function' ? undefined : part;
  if (part instanceof Scalar) return part.text;
  if (part instanceof Map)
    return Object.fromEntries([...part].map(([key, value]) => [key, plainOf(value) ?? 'nothing']));
  if (Array.isArray(part)) return part.map(plainOf);
  if ('isKnown' in part && 'exact' in part && 'kind' in part)
    return part.isKnown ? `${String(part.kind)} ${String(part.exact)}` : `unknown ${String(part.kind)}`;
  if ('steps' in part) {
    const { steps } = part as Steps;
    const [only] = steps;
    return steps.length === 1 && only?.since === undefined
      ? plainOf(only?.value)
      : Object.fromEntries(steps.map(({ since, value }) => [sinceText(since), plainOf(value)]));
  }
  const said = Object.entries(part).flatMap(([key, value]) => {
    const plain = key === 'span' ? undefined : plainOf(value);
    return plain === undefined ? [] : [[key, plain] as const];
  });
  return Object.fromEntries(said);
}
