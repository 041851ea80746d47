/** A text cut to so many characters, never within one. */
export function cutTo(text: string, longest: number): string {
  return [...text].slice(0, longest).join('');
}

/**
 * A reference of at most so many characters for each of some texts, no two of them the same. A text that is short
 * enough, and of characters that `plain` leaves, is its own; of another it is the start and a hash of the whole, so
 * that it is the same in every run, whatever else is exported with it.
 */
export function referencesOf(
  texts: Iterable<string>,
  longest: number,
  plain: (text: string) => string = (text) => text,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const isItself = (text: string): boolean =>
    plain(text).toLowerCase() === text.toLowerCase() && [...plain(text)].length <= longest;
  // Those that are their own come first: a hash gives way to them.
  const all = [...new Set(texts)].sort((a, b) => Number(isItself(b)) - Number(isItself(a)) || (a < b ? -1 : 1));
  for (const text of all) {
    let reference = plain(text);
    for (let salt = 0; taken.has(reference) || (salt === 0 && !isItself(text)); salt++)
      reference = shortened(plain(text), text, salt, longest);
    taken.add(reference);
    found.set(text, reference);
  }
  return found;
}

const MOST_OF_HASH = 7;

function shortened(plain: string, text: string, salt: number, longest: number): string {
  const length = Math.min(MOST_OF_HASH, Math.floor(longest / 2));
  const hash = hashOf(`${salt}|${text}`).toString(36).toUpperCase().padStart(MOST_OF_HASH, '0').slice(-length);
  return `${cutTo(plain, longest - length)}${hash}`;
}

/** Of 32 bits (Fowler, Noll and Vo, variant 1a), over the text's UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
