import { isMap, isScalar, isSeq, type Node, parseDocument, type Scalar, type YAMLMap } from 'yaml';

/* The keys and the values of a YAML file, with their places. */

/** A key or a value. */
export interface Token {
  readonly is: 'key' | 'value';
  /** Of a key, its own; of a value, that of the key that it stands under, with positions in lists. */
  readonly path: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether it stands between { } or [ ]. */
  readonly inFlow: boolean;
  readonly quoted: boolean;
  /** Of a key: from where to where all that stands under it goes, and what that is. */
  readonly below?: {
    readonly start: number;
    readonly end: number;
    readonly is: 'map' | 'list' | 'value';
    readonly inFlow: boolean;
  };
}

/** All keys and values of a file, in its order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const add = (
    is: Token['is'],
    scalar: Scalar,
    path: readonly string[],
    inFlow: boolean,
    below?: Token['below'],
  ): void => {
    const [start, end] = scalar.range as [number, number, number];
    const quoted = scalar.type !== 'PLAIN';
    tokens.push({ is, path, text: String(scalar.value), start, end, inFlow, quoted, ...(below && { below }) });
  };
  const pairs = ({ items, flow: own }: YAMLMap, path: readonly string[], inFlow: boolean): void => {
    const flow = inFlow || own === true;
    for (const { key, value } of items) {
      if (!isScalar(key)) continue;
      const here = [...path, String(key.value)];
      add('key', key, here, flow, belowOf(value as Node | null));
      walk(value, here, flow);
    }
  };
  const walk = (node: unknown, path: readonly string[], inFlow: boolean): void => {
    if (isSeq(node))
      node.items.forEach((item, i) => void walk(item, [...path, String(i)], inFlow || node.flow === true));
    else if (isMap(node)) pairs(node, path, inFlow);
    else if (isScalar(node) && node.type !== 'BLOCK_FOLDED' && node.type !== 'BLOCK_LITERAL')
      add('value', node, path, inFlow);
  };
  walk(parseDocument(text, { schema: 'failsafe' }).contents, [], false);
  return tokens;
}

function belowOf(node: Node | null): Token['below'] {
  if (node === null || node.range == null) return undefined;
  const [start, end] = node.range;
  const inFlow = (isMap(node) || isSeq(node)) && node.flow === true;
  return { start, end, is: isMap(node) ? 'map' : isSeq(node) ? 'list' : 'value', inFlow };
}
