import { RootCommand, script } from '@bomb.sh/tab';

/** The shells whose completion the library knows. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** The library prints: what it prints while it works, instead. */
function heard(work: () => void): string[] {
  const said: string[] = [];
  const { log } = console;
  console.log = (text: string) => said.push(text);
  try {
    work();
  } finally {
    console.log = log;
  }
  return said;
}

/** What a shell sources: it asks `executable` for what may stand at the cursor. */
export function scriptOf(shell: Exclude<Shell, 'bash'>, executable: string): string {
  return `${heard(() => script(shell, 'buyin', executable)).join('\n')}\n`;
}

/** What may stand at the end of some words, by the library's protocol: `value<tab>description`, and a last `:4`. */
export function answered(root: RootCommand, words: readonly string[]): string[] {
  return heard(() => root.parse([...words]));
}

export { RootCommand };
