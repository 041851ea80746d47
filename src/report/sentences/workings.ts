import { claim, number, subject, words } from '../page/sentence.js';

/** What closes a line of a working that is not opened. */
export const workings = subject('workings', {
  opens: claim(
    'law',
    (depth: number | undefined) => depth,
    (depth) => words` (--depth ${String(depth)} opens it)`,
  ),
  above: claim(
    'law',
    (isAbove: boolean | undefined) => (isAbove === true ? true : undefined),
    () => words` (as above)`,
  ),
  below: claim(
    'law',
    (isAbove: boolean | undefined) => (isAbove === false ? true : undefined),
    () => words` (as below)`,
  ),
  more: claim(
    'law',
    (of: { readonly rest: number; readonly depth: number }) => (of.rest > 0 ? of : undefined),
    ({ rest, depth }) => words`${number(rest)} more (--depth ${String(depth)} shows each)`,
  ),
  nothing: claim(
    { reason: 'a sum of no parts has none that the page could show' },
    (parts: number) => (parts === 0 ? true : undefined),
    () => words`nothing`,
  ),
});
