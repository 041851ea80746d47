import { isFixed, type MapNode, type Node, problem, Scalar, type Span, scalarsIn } from '../language/index.js';
import type { Assumption } from './assumption.js';
import type { Finder } from './finder.js';

/**
 * What shapes a model (a number of years, of instalments, a date, a word) cannot vary from draw to draw: it rests on no
 * assumption that has a range or states.
 */
export function checkFixed(assumptions: ReadonlyMap<string, Assumption>, tree: MapNode, finder: Finder): void {
  const varying = varyingIn(assumptions);
  if (varying.size === 0) return;
  for (const { path, key, scalar } of placesIn(tree, [], tree.span)) {
    const found = isFixed(scalar)
      ? [scalar, ...partsOf(scalar)].flatMap((each) => varying.get(each) ?? [])[0]
      : undefined;
    if (found !== undefined)
      finder.add(problem('must-be-fixed', key, { path: path.join('.'), assumption: found.id }, spreadOf(found.said)));
  }
}

/** The values of assumptions that vary, where something that cannot vary has been read from them. */
function varyingIn(
  assumptions: ReadonlyMap<string, Assumption>,
): ReadonlyMap<Scalar, { readonly id: string; readonly said: Assumption }> {
  const all = [...assumptions].filter(([, { range, states }]) => range !== undefined || states.size > 0);
  return new Map(
    all.flatMap(([id, said]) =>
      said.value.steps.flatMap(({ value }) => (isFixed(value) ? [[value, { id, said }] as const] : [])),
    ),
  );
}

/** Where an assumption varies. */
function spreadOf({ range, states }: Assumption): { span: Span; role: string }[] {
  const spread = range?.low ?? [...states.values()][0]?.value;
  return spread === undefined ? [] : [{ span: spread.span, role: 'it varies here' }];
}

function partsOf({ formula }: Scalar): Scalar[] {
  return formula === undefined ? [] : scalarsIn(formula).flatMap((scalar) => [scalar, ...partsOf(scalar)]);
}

interface Place {
  readonly path: readonly string[];
  /** Where the key stands that holds the value. */
  readonly key: Span;
  readonly scalar: Scalar;
}

function placesIn(node: Node, path: readonly string[], key: Span): Place[] {
  if (node instanceof Scalar) return [{ path, key, scalar: node }];
  if (path[0] === 'assumptions' || path[0] === 'scenarios') return [];
  if (node.kind === 'list') return node.items.flatMap((item, i) => placesIn(item, [...path, String(i)], key));
  return [...node.entries].flatMap(([name, entry]) => placesIn(entry.node, [...path, name], entry.key));
}
