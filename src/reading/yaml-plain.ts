import {
  type Entry,
  type ListNode,
  type MapNode,
  type Node,
  Scalar,
  type SourceFile,
  type Span,
} from '../language/index.js';

/*
 * The YAML that models are mostly written in, read line by line: maps and lists by their indent, values of one line,
 * brackets that close on their line, folded texts. It takes a fifth of what the library takes, which knows all of YAML.
 * Whatever is not plainly of this kind, or may be wrong, is left to the library: it alone tells what is wrong with a text.
 */

/** How deep this goes; the library tells of what is too deep. */
const MOST_LEVELS = 30;
/** Tabs, control characters, and blanks of other kinds than the space. */
const STRANGE = /[^\P{Cc}\n]|[\u00a0\u1680\u2000-\u200b\u2028-\u202f\u205f\u3000\ufeff]/u;
/** Marks of documents and directives. */
const MARK = /^(?:---|\.\.\.|%)/m;

/** A key of a model with its colon and the blanks behind it. */
const KEY = /([A-Za-z0-9](?:[A-Za-z0-9_ .-]{0,200}[A-Za-z0-9_.-])?):(?= |$) */y;
/** The dash of an item of a list. */
const ITEM = /- +(?=[^ #])/y;
/** A value without quotes, between brackets: with no sign in it that may mean something else. */
const BETWEEN_BRACKETS = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=[^\s,[\]{}]))[^,[\]{}:#]*/y;
/** How a value without quotes begins anywhere else. */
const PLAIN = /[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=\S)/y;
const QUOTED = /"([^"\\]*)"|'((?:[^']|'')*)'/y;
const TEXT = /^[>|]-$/;
/** What may stand behind a value on its line: nothing, or a comment. */
const NO_MORE = / *$| +#/y;

/** Thrown where a text is none of this kind. */
class Beyond extends Error {}

/** The tree of a YAML file in which nothing is wrong; undefined where the library has to look at it. */
export function readPlainYaml(file: SourceFile): MapNode | undefined {
  if (STRANGE.test(file.text) || MARK.test(file.text)) return undefined;
  try {
    return new PlainReader(file).root();
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

function matched(pattern: RegExp, line: string, at: number): RegExpExecArray {
  pattern.lastIndex = at;
  const found = pattern.exec(line);
  if (found === null) throw new Beyond();
  return found;
}

function matches(pattern: RegExp, line: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(line);
}

/** A value that stands on one line, and where it ends. */
interface OnLine {
  readonly node: Node;
  readonly end: number;
}

class PlainReader {
  private readonly lines: readonly string[];
  /** The line at hand, which says something, and its indent; less than any where there is no more. */
  private at = -1;
  private line = '';
  private indent = -1;

  constructor(private readonly file: SourceFile) {
    this.lines = file.text.split('\n');
    this.step();
  }

  root(): MapNode {
    if (this.indent !== 0) throw new Beyond();
    return this.map(0, 1);
  }

  /** Goes on to the next line that says something. */
  private step(): void {
    do {
      this.at++;
      this.line = this.lines[this.at] ?? '';
      this.indent = this.line.search(/[^ ]/);
    } while (this.at < this.lines.length && (this.indent < 0 || this.line[this.indent] === '#'));
  }

  private get isItem(): boolean {
    return this.line[this.indent] === '-' && (this.line[this.indent + 1] ?? ' ') === ' ';
  }

  /** The map whose first key stands on the line at hand, and the others under it. */
  private map(column: number, level: number): MapNode {
    const span = this.opening(column, level);
    const entries = new Map<string, Entry>();
    do this.entry(entries, column, level);
    while (this.indent === column);
    // What stands further in goes on with the last value.
    if (this.indent > column) throw new Beyond();
    return { kind: 'map', span, entries };
  }

  private entry(entries: Map<string, Entry>, column: number, level: number): void {
    const { 1: key = '' } = matched(KEY, this.line, column);
    const from = KEY.lastIndex;
    if (entries.has(key)) throw new Beyond();
    const span = this.span(column, column + key.length);
    entries.set(key, { key: span, node: this.value(from, column, level + 1) });
  }

  /** The list whose first item stands on the line at hand, and the others under it. */
  private list(column: number, level: number): ListNode {
    const span = this.opening(column, level);
    const items: Node[] = [];
    do {
      matched(ITEM, this.line, column);
      const from = ITEM.lastIndex;
      items.push(matches(KEY, this.line, from) ? this.map(from, level + 1) : this.value(from, column, level + 1));
    } while (this.indent === column && this.isItem);
    if (this.indent > column) throw new Beyond();
    return { kind: 'list', span, items };
  }

  /** Where a map or a list that goes by its indent is shown to be: the rest of its first line. */
  private opening(column: number, level: number): Span {
    if (level > MOST_LEVELS) throw new Beyond();
    return this.span(column, this.line.length);
  }

  /** What stands behind the colon of a key, or the dash of an item, that stands in a column; or below it. */
  private value(from: number, column: number, level: number): Node {
    if (from >= this.line.length || this.line[from] === '#') return this.below(from, column, level);
    if (TEXT.test(this.line.slice(from))) return this.folded(from, column);
    const { node, end } = this.onLine(from, level, () => this.plain(from));
    matched(NO_MORE, this.line, end);
    this.step();
    return node;
  }

  private below(from: number, column: number, level: number): Node {
    const nothing = this.span(from, from);
    this.step();
    if (this.indent < column || (this.indent === column && !this.isItem)) return new Scalar('', nothing);
    if (this.isItem) return this.list(this.indent, level);
    return matches(KEY, this.line, this.indent) ? this.map(this.indent, level) : this.value(this.indent, column, level);
  }

  /** A text over the lines below, all with one indent. */
  private folded(from: number, column: number): Scalar {
    const span = this.span(from, this.line.length);
    const glue = this.line[from] === '>' ? ' ' : '\n';
    const parts: string[] = [];
    let indent = column + 1;
    let last = this.at;
    for (let at = this.at + 1; at < this.lines.length; at++) {
      const line = this.lines[at] as string;
      const own = line.search(/[^ ]/);
      if (own < 0) continue;
      if (own <= column) break;
      // A line of its own indent, or one behind a blank line, is put together in another way.
      if (parts.length === 0) indent = own;
      if (own !== indent || at !== last + 1 || line.endsWith(' ')) throw new Beyond();
      parts.push(line.slice(own));
      last = at;
    }
    if (parts.length === 0) throw new Beyond();
    this.at = last;
    this.step();
    return new Scalar(parts.join(glue), span);
  }

  private onLine(from: number, level: number, plain: () => OnLine): OnLine {
    const first = this.line[from];
    if (first === '{' || first === '[') return this.bracketed(from, level);
    return first === '"' || first === "'" ? this.quoted(from) : plain();
  }

  private plain(from: number): OnLine {
    matched(PLAIN, this.line, from);
    const comment = this.line.indexOf(' #', from);
    const text = this.line.slice(from, comment < 0 ? undefined : comment).trimEnd();
    if (text.includes(': ') || text.endsWith(':')) throw new Beyond();
    return this.scalar(text, from, from + text.length);
  }

  private quoted(from: number): OnLine {
    const [whole, double, single = ''] = matched(QUOTED, this.line, from);
    return this.scalar(double ?? single.replaceAll("''", "'"), from, from + whole.length);
  }

  private plainBetween(from: number): OnLine {
    const text = matched(BETWEEN_BRACKETS, this.line, from)[0].trimEnd();
    // A comma may have cut arithmetic in two.
    if (text.startsWith('=') && text.split('(').length !== text.split(')').length) throw new Beyond();
    return this.scalar(text, from, from + text.length);
  }

  /** A map or a list in brackets that close on the line. */
  private bracketed(from: number, level: number): OnLine {
    if (level > MOST_LEVELS) throw new Beyond();
    const isMap = this.line[from] === '{';
    const close = isMap ? '}' : ']';
    const items: Node[] = [];
    const entries = new Map<string, Entry>();
    let at = this.blanks(from + 1);
    while (this.line[at] !== close) {
      // A comma without a blank behind it may stand in a number.
      if (items.length + entries.size > 0) {
        if (!this.line.startsWith(', ', at)) throw new Beyond();
        at = this.blanks(at + 1);
      }
      const key = isMap ? this.keyBetween(entries, at) : undefined;
      const start = key?.end ?? at;
      const { node, end } = this.onLine(start, level + 1, () => this.plainBetween(start));
      if (key === undefined) items.push(node);
      else entries.set(key.text, { key: key.span, node });
      at = this.blanks(end);
    }
    const span = this.span(from, at + 1);
    return { node: isMap ? { kind: 'map', span, entries } : { kind: 'list', span, items }, end: at + 1 };
  }

  private keyBetween(
    entries: ReadonlyMap<string, Entry>,
    at: number,
  ): { readonly text: string; readonly span: Span; readonly end: number } {
    const { 1: text = '' } = matched(KEY, this.line, at);
    if (entries.has(text)) throw new Beyond();
    return { text, span: this.span(at, at + text.length), end: KEY.lastIndex };
  }

  private blanks(from: number): number {
    let at = from;
    while (this.line[at] === ' ') at++;
    return at;
  }

  private scalar(text: string, start: number, end: number): OnLine {
    return { node: new Scalar(text, this.span(start, end)), end };
  }

  private span(start: number, end: number): Span {
    const length = this.line.slice(start, end).trimEnd().length;
    return { file: this.file, line: this.at + 1, column: start + 1, length };
  }
}
