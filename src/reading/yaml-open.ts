import type { CST } from 'yaml';

export const OPEN_BRACKET = 'a bracket is opened and not closed';
export const OPEN_QUOTE = 'a quote is opened and not closed';

const CLOSING: readonly string[] = ['flow-map-end', 'flow-seq-end'];

/**
 * Where the bracket or the quote stands that is missed at a place: the last one before it that is never closed. The
 * library points to where it is missed, which can be far below the line that lacks it. Undefined where every one is
 * closed.
 */
export function opening(why: string, tokens: readonly CST.Token[], missed: number): number | undefined {
  let found: number | undefined;
  const walk = (token: CST.Token | null | undefined): void => {
    if (token == null || token.offset >= missed) return;
    if (why === OPEN_BRACKET ? isOpenBracket(token) : isOpenQuote(token)) found = token.offset;
    if (token.type === 'document') walk(token.value);
    else if ('items' in token) {
      for (const { key, value } of token.items) {
        walk(key);
        walk(value);
      }
    }
  };
  if (why === OPEN_BRACKET || why === OPEN_QUOTE) for (const token of tokens) walk(token);
  return found;
}

function isOpenBracket(token: CST.Token): boolean {
  return token.type === 'flow-collection' && !token.end.some(({ type }) => CLOSING.includes(type));
}

function isOpenQuote(token: CST.Token): boolean {
  if (token.type !== 'double-quoted-scalar' && token.type !== 'single-quoted-scalar') return false;
  const quote = token.source[0] as string;
  return token.source.length < 2 || !token.source.endsWith(quote);
}
