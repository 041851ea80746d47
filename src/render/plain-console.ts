/** Signs of pages, each with one of ASCII that is as wide. */
const PLAIN: Readonly<Record<string, string>> = {
  '─': '-',
  '━': '=',
  '│': '|',
  '┊': ':',
  '├': '+',
  '└': '+',
  '┼': '+',
  '█': '#',
  '●': 'o',
  '…': '~',
  '–': '-',
  '—': '-',
  '→': '>',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '×': 'x',
  '≤': '<',
  '≥': '>',
};
const SIGNS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/**
 * A page for a console that shows no UTF-8: lines, marks and dashes in ASCII, each column where it was. Names and pound
 * signs stay as they are.
 */
export function forPlainConsole(text: string): string {
  return text.replace(SIGNS, (sign) => PLAIN[sign] as string);
}
