/**
 * A word of a command line as bash, zsh, fish and PowerShell take it alike: in quotes where one of them would part it or
 * replace something in it. A word with both kinds of quotes is as the first three take it.
 */
export function shellWord(word: string): string {
  if (/^[\w.:/+-][\w.:=+%/-]*$/.test(word)) return word;
  if (!word.includes("'")) return `'${word}'`;
  return /["$`\\!]/.test(word) ? `'${word.replace(/'/g, `'\\''`)}'` : `"${word}"`;
}
