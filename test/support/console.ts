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

/** A command line as its words: no quotes are needed in a tour. */
export function wordsOf(command: string): string[] {
  return command.split(/\s+/);
}

/** Whether a text is what a document expects, with its `...` lines standing for whatever was left out. */
export function matches(expected: string, actual: string): boolean {
  const parts = expected.split(/^\.\.\.\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(?:.*\\n)*?')}$`).test(actual);
}

/** The document with each expected text replaced by what was really written; what still fits is left, and `...` keeps its place at the end. */
export function rewritten(text: string, played: readonly Played[], actual: readonly string[]): string {
  let result = text;
  for (let i = played.length - 1; i >= 0; i--) {
    const { start, end, expected } = played[i] as Played;
    if (matches(expected, actual[i] as string)) continue;
    const kept = /^\.\.\.\n$/m.test(expected) ? cut(actual[i] as string, expected) : (actual[i] as string);
    result = result.slice(0, start) + kept + result.slice(end);
  }
  return result;
}

/** As many lines before the `...` as the document has had, and none after it. */
function cut(actual: string, expected: string): string {
  const lines = expected.split('\n').indexOf('...');
  return `${actual.split('\n').slice(0, lines).join('\n')}\n...\n`;
}
