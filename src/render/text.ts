/** One thing that a reader sees as a character, and how many terminal cells it takes. */
export interface Cluster {
  readonly text: string;
  readonly width: number;
}

const PLAIN = /^[ -~£§±·×÷À-ž–—‘’“”…→─│├└]*$/u;
/** What would move the cursor, start an escape sequence, or reorder or hide the text round it. */
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const EVERY_UNSAFE = new RegExp(UNSAFE, 'gu');
const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const ZERO = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;
const PICTURE = /^\p{Extended_Pictographic}/u;
const SKIN = /^\p{Emoji_Modifier}$/u;
const FLAG = /^\p{Regional_Indicator}$/u;
const EMOJI = /^\p{Emoji}/u;
const JOINER = '\u200d';
const AS_EMOJI = '\ufe0f';
/** East Asian wide and fullwidth characters, and what is drawn as an emoji by itself. */
const WIDE = new RegExp(
  '^[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\ua4cf\\ua960-\\ua97c\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe10-\\ufe19' +
    '\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6\\u{16fe0}-\\u{18dff}\\u{1b000}-\\u{1b2ff}\\u{1f200}-\\u{1f2ff}\\u{20000}-\\u{3fffd}' +
    '\\p{Emoji_Presentation}]',
  'u',
);

/**
 * Text from a file as it may be printed: control characters, escape sequences and invisible marks are spelt out
 * (`\x1b`, `\n`, `\u202e`).
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(EVERY_UNSAFE, (char) => NAMES[char] ?? spelt(char));
}

function spelt(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** How many cells of a terminal a text takes: two for an ideogram or an emoji, none for a combining mark. */
export function cellWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return clusters(text).reduce((width, cluster) => width + cluster.width, 0);
}

/** A text as a reader counts it: an accent with its letter, a family of joined emoji as one. */
export function clusters(text: string): Cluster[] {
  const list: { text: string; width: number }[] = [];
  for (const char of text) {
    const last = list[list.length - 1];
    if (last === undefined || !belongs(char, last.text)) {
      list.push({ text: char, width: ZERO.test(char) ? 0 : WIDE.test(char) ? 2 : 1 });
      continue;
    }
    if (char === AS_EMOJI && last.width === 1 && EMOJI.test(last.text)) last.width = 2;
    last.text += char;
  }
  return list;
}

function belongs(char: string, last: string): boolean {
  if (ZERO.test(char)) return true;
  if (FLAG.test(char)) return FLAG.test(last);
  return PICTURE.test(last) && (SKIN.test(char) || (last.endsWith(JOINER) && PICTURE.test(char)));
}

/** A text set right in a width of terminal cells. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - cellWidth(text))) + text;
}

/**
 * A text in lines of at most `width` cells, parted between words. A longer word is broken, after a `/`, `-`, `.` or `_`
 * where there is one, or kept whole (`keep`) where it has to stay copyable. At least one line.
 */
export function wrap(text: string, width: number, long: 'break' | 'keep' = 'break'): string[] {
  if (cellWidth(text) <= width) return [text];
  const words = text.split(' ').filter((word) => word !== '');
  const lines = packed(words, ' ', width, (word) => (long === 'keep' ? [word] : broken(word, width)));
  return lines.length > 0 ? lines : [''];
}

/** A text in lines of at most `width` cells under a hanging indent: each line starts as far in as the text does. */
export function paragraph(text: string, width: number): string[] {
  const words = text.trimStart();
  const indent = text.length - words.length;
  return wrap(words, Math.max(1, width - indent), 'keep').map((line) => ' '.repeat(indent) + line);
}

/** An option with its value, which somebody may copy. */
const OPTION = /--[a-z-]+ (?:'[^'\n]*'|[^\s'-]\S*)/g;
/** Stands for a blank at which no line ends. */
const HELD = '\ue000';

/**
 * What a command says beside its page, in lines that a terminal of `width` cells does not tear within a word, nor an
 * option from its value. Lines that fit, and those that are set already (`\x1b`), stay as they are.
 */
export function fitted(text: string, width: number): string {
  const set = (line: string): string[] =>
    paragraph(
      line.replace(OPTION, (option) => option.replaceAll(' ', HELD)),
      width,
    ).map((each) => each.replaceAll(HELD, ' '));
  return text
    .split('\n')
    .flatMap((line) => (line.includes('\u001b') || cellWidth(line) <= width ? [line] : set(line)))
    .join('\n');
}

function broken(word: string, width: number): string[] {
  return packed(word.split(/(?<=[/._-])/), '', width, (part) => {
    const characters = clusters(part).map((cluster) => cluster.text);
    return packed(characters, '', width, (character) => [character]);
  });
}

function packed(units: readonly string[], glue: string, width: number, split: (unit: string) => string[]): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of units) {
    const longer = line === '' ? unit : `${line}${glue}${unit}`;
    if (cellWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cellWidth(unit) <= width ? [unit] : split(unit);
    line = pieces.pop() ?? '';
    // One by one: a long word has too many pieces for the arguments of one call.
    for (const piece of pieces) lines.push(piece);
  }
  return line === '' ? lines : [...lines, line];
}
