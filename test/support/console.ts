/** One command of a console block and what is written under it. */
export interface Played {
  readonly command: string;
  readonly expected: string;
  /** Where the expected text stands in the document. */
  readonly start: number;
  readonly end: number;
}

/** The commands of every ```console block of a document, in order. A line `...` stands for any number of lines. */
export function consoleBlocks(text: string): Played[] {
  const found: Played[] = [];
  for (const block of text.matchAll(/^```console\n([\s\S]*?)^```$/gm)) {
    const from = (block.index as number) + '```console\n'.length;
    const body = block[1] as string;
    const commands = [...body.matchAll(/^\$ (.+)\n/gm)];
    commands.forEach((match, i) => {
      const start = from + (match.index as number) + match[0].length;
      const end = from + (commands[i + 1]?.index ?? body.length);
      found.push({ command: match[1] as string, expected: text.slice(start, end), start, end });
    });
  }
  return found;
}

/** A command line as its words; single quotes hold what a shell would take for its own. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

/** Whether a text is what a document expects, with its `...` lines standing for whatever was left out. */
export function matches(expected: string, actual: string): boolean {
  const parts = expected.split(/^\.\.\.\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(?:.*\\n)*?')}$`).test(actual);
}

/**
 * The document with each expected text replaced by what was really written; what still fits is left, and `...` keeps
 * its place at the end.
 */
export function rewritten(text: string, played: readonly Played[], actual: readonly string[]): string {
  let result = text;
  for (let i = played.length - 1; i >= 0; i--) {
    const { start, end, expected } = played[i] as Played;
    if (matches(expected, actual[i] as string)) continue;
    const kept = /^\.\.\.$/m.test(expected) ? cut(actual[i] as string, expected) : (actual[i] as string);
    result = result.slice(0, start) + kept + result.slice(end);
  }
  return result;
}

/**
 * The same stretches of a new text: each starts at its first line that says anything, such as the title of a table, and
 * is as long as it was; the last goes on to the end, unless `...` follows it. Throws where that line is gone: somebody
 * has to choose another stretch.
 */
function cut(actual: string, expected: string): string {
  const lines = actual.replace(/\n$/, '').split('\n');
  let at = 0;
  const parts = expected.split(/^\.\.\.\n/m);
  const stretches = parts.map((part, i) => {
    const wanted = part.replace(/\n$/, '').split('\n');
    const first = wanted.findIndex((line) => line.trim() !== '');
    if (part === '' || first < 0) return part;
    const found = lines.indexOf(wanted[first] as string, at);
    if (found < 0) throw new Error(`nothing starts with "${wanted[first]}" any more: write another stretch of it`);
    const start = Math.max(0, found - first);
    at = i === parts.length - 1 ? lines.length : start + wanted.length;
    return `${lines.slice(start, at).join('\n')}\n`;
  });
  return stretches.join('...\n');
}
