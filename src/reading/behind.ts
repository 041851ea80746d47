import { BASES, type Basis } from '../figures/index.js';
import { type Layer, type MapNode, Scalar } from '../language/index.js';

/** What stands behind the values of a map, and which overlay said so, if one did. */
export interface Behind {
  readonly basis: Basis;
  readonly basisBy: Layer | undefined;
  readonly source: string | undefined;
  readonly sourceBy: Layer | undefined;
}

export const NOTHING: Behind = { basis: 'not stated', basisBy: undefined, source: undefined, sourceBy: undefined };
const OVERLAID: readonly Basis[] = ['scenario', 'command line', 'made up', 'drawn', 'not stated'];
/** The bases that a file may give; the others are those of overlays. */
const GIVEN: readonly Basis[] = BASES.filter((basis) => !OVERLAID.includes(basis));
/** A value with its place in the model and what stands behind it. */
export function valued({ text, span, layer }: Scalar, path: string, behind: Behind): Scalar {
  const basis = layer === undefined || isSame(layer, behind.basisBy) ? behind.basis : layer.basis;
  const source = layer === undefined || isSame(layer, behind.sourceBy) ? behind.source : layer.source;
  return new Scalar(text, span, layer, path, basis, source);
}

/** What stands behind the values of a map, by what it says itself and by what stands behind it. */
export function behindOf({ entries }: MapNode, above: Behind): Behind {
  const basis = entries.get('basis')?.node;
  const source = entries.get('source')?.node;
  const said = basis instanceof Scalar ? (GIVEN.find((each) => each === basis.text) ?? 'not stated') : undefined;
  // A map that says how well its values are known, but not from where, does not have them from where the rest comes.
  const { source: from, sourceBy: fromBy } = said === undefined ? above : NOTHING;
  return {
    basis: said ?? above.basis,
    basisBy: said === undefined ? above.basisBy : (basis as Scalar).layer,
    source: source instanceof Scalar ? source.text : from,
    sourceBy: source instanceof Scalar ? source.layer : fromBy,
  };
}

/** Whether the same stands behind two maps. */
export function isSameBehind(a: Behind, b: Behind): boolean {
  return a.basis === b.basis && a.basisBy === b.basisBy && a.source === b.source && a.sourceBy === b.sourceBy;
}

/** Whether one overlay brought both. What the command line says in two places it says at once. */
function isSame(layer: Layer, other: Layer | undefined): boolean {
  return layer === other || (layer.basis === 'command line' && other?.basis === 'command line');
}
