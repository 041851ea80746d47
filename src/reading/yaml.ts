import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  type ParsedNode,
  Parser,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import {
  type Entry,
  type MapNode,
  type Node,
  type Problem,
  type ProblemCode,
  type ProblemData,
  problem,
  Scalar,
  type SourceFile,
  type Span,
  shapeOf,
} from '../language/index.js';
import { Places } from './places.js';
import { wholeFile } from './text.js';
import { Cuts, type CutValue } from './yaml-cut.js';
import { opening } from './yaml-open.js';
import { readPlainYaml } from './yaml-plain.js';
import { BELONGS_ABOVE, isOfFeature, isOfValue, NOT_INDENTED, reasonFor, TAB } from './yaml-words.js';

/**
 * How deep a document may be nested. The library composes by recursion, and far deeper it brings the whole process
 * down.
 */
const MOST_LEVELS = 40;
/** The parser's stack holds the document and the scalar beside the levels. */
const MOST_STACK = MOST_LEVELS + 2;
/** After so many stray tokens a file is something else than YAML. */
const MOST_STRAY = 100;

const KEY = /^[A-Za-z0-9][A-Za-z0-9_ .-]*$/;
/** Whether a text can be a key of a model. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** Keys below which headings and values of a file stand, which are written as the file has them. */
const OF_A_FILE: ReadonlySet<string> = new Set(['where', 'columns', 'values']);
const NESTED = 'the document is nested';
const WRITE_OUT =
  'write the value out where it is used; in a model it may have a name under "shared", and =name stands for it';

/**
 * The tree of a YAML file, every scalar as it is written, with every problem that it has. There is no root where the
 * file is no map. Never throws, whatever the text.
 */
export function readYaml(file: SourceFile): { root: MapNode | undefined; problems: Problem[] } {
  const root = readPlainYaml(file);
  return root === undefined ? readAnyYaml(file) : { root, problems: [] };
}

/** The same, whatever of YAML the file is written in. */
export function readAnyYaml(file: SourceFile): { root: MapNode | undefined; problems: Problem[] } {
  const { node, problems } = new Reader(file, file.text).read();
  const found = problems.length > 0;
  if (node === undefined || (node instanceof Scalar && node.text === '')) {
    return {
      root: undefined,
      problems: found ? problems : [problem('empty-model', wholeFile(file.name, file.text), {})],
    };
  }
  if (!(node instanceof Scalar) && node.kind === 'map') return { root: node, problems };
  const wrong = problem('wrong-shape', node.span, {
    expected: 'a map of keys',
    found: shapeOf(node instanceof Scalar ? node : []),
    instead: /\.(csv|tsv|txt)$/i.test(file.name)
      ? 'a table is no model: name the model that reads it, or a folder with a model.yaml'
      : 'begin with "buyin: 1" and a name; see docs/language/core.md',
  });
  return { root: undefined, problems: found ? problems : [wrong] };
}

/**
 * The value behind `--set path=`: `text` is the end of the file's text. What begins with a bracket or a quote is YAML;
 * anything else is taken to the letter, so that a colon or a # in it needs no quotes. Never throws.
 */
export function readValue(text: string, file: SourceFile): { node: Node | undefined; problems: Problem[] } {
  const blanks = file.text.length - text.length;
  const plain = text.trim();
  if (/^[[{"']/.test(plain)) return new Reader(file, ' '.repeat(blanks) + text).read();
  const start = blanks + text.length - text.trimStart().length;
  return { node: new Scalar(plain, new Places(file).span(start, start + plain.length)), problems: [] };
}

/** One problem a line. */
function distinctLines(problems: readonly Problem[]): Problem[] {
  const lines = new Set<number | undefined>();
  return problems.filter(({ span }) => !lines.has(span?.line) && lines.add(span?.line));
}

class Reader {
  private readonly problems: Problem[] = [];
  private readonly places: Places;
  private tokens: readonly CST.Token[] = [];
  /** How many of the keys round the place at hand have headings and values of a file below them. */
  private ofFile = 0;

  /** `source` is the file's text, or as long as it: offsets in one are offsets in the other. */
  constructor(
    file: SourceFile,
    private readonly source: string,
  ) {
    this.places = new Places(file);
  }

  read(): { node: Node | undefined; problems: Problem[] } {
    const documents = this.documents();
    const document = documents[0];
    if (document === undefined) return { node: undefined, problems: this.problems };
    this.features(documents);
    const contents = document.contents as ParsedNode | null;
    const node = contents === null ? undefined : this.node(contents, 1, document.range[0]);
    return { node, problems: this.tellSyntax(document) };
  }

  private documents(): Document.Parsed[] {
    const tokens = this.lexed();
    if (tokens === undefined) return [];
    this.tokens = tokens;
    try {
      const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
      return [...composer.compose(tokens, true, this.source.length)];
    } catch {
      this.tell('yaml-syntax', this.places.span(0, 1), { why: 'nothing in it can be understood' });
      return [];
    }
  }

  /** The parts of the text; undefined where it is nested too deep. Stops where more would say nothing new. */
  private lexed(): CST.Token[] | undefined {
    const parser = new Parser();
    const tokens: CST.Token[] = [];
    let stray = 0;
    let documents = 0;
    for (const lexeme of new Lexer().lex(this.source)) {
      for (const token of parser.next(lexeme)) {
        tokens.push(token);
        if (token.type === 'error' || token.type === 'directive') stray++;
        if (token.type === 'document') documents++;
      }
      if (parser.stack.length > MOST_STACK) {
        this.tell('too-deep', this.places.span(parser.offset - 1, parser.offset), {
          what: NESTED,
          levels: MOST_LEVELS,
        });
        return undefined;
      }
      if (stray > MOST_STRAY || documents > 1) return tokens;
    }
    return [...tokens, ...parser.end()];
  }

  /** What concerns the stream and no node of it. */
  private features(documents: readonly Document.Parsed[]): void {
    const [first, second] = documents;
    if (second !== undefined) {
      this.feature(
        'several documents in one file',
        this.places.span(second.range[0], second.range[0] + 3),
        'keep each model in a file of its own',
      );
    }
    const directives = first?.directives;
    const warned = first?.warnings.some(({ code }) => code === 'BAD_DIRECTIVE') === true;
    if (directives?.yaml.explicit === true || Object.keys(directives?.tags ?? {}).length > 1 || warned) {
      const start = Math.max(0, this.source.search(/^%/m));
      this.feature('directives', this.places.span(start, this.source.length), 'leave the line that begins with % out');
    }
  }

  /**
   * The first syntax error, after everything that was found before it: the rest of a broken text is guesswork. Only an
   * error within one value lets the rest stand.
   */
  private tellSyntax({ errors }: Document.Parsed): Problem[] {
    const real = errors.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED').sort((a, b) => a.pos[0] - b.pos[0]);
    const last = real.findIndex((error) => !isOfValue(error));
    const broken = last < 0 ? undefined : real[last];
    const told = distinctLines((last < 0 ? real : real.slice(0, last)).map((error) => this.syntax(error)));
    const fatal = broken && (this.tabBefore(broken) ?? this.syntax(broken));
    const first = fatal?.span?.line ?? Number.POSITIVE_INFINITY;
    const before = ({ span }: Problem): boolean => (span?.line ?? 0) < first;
    const lines = new Set(told.map(({ span }) => span?.line));
    const others = this.problems.filter((each) => before(each) && !lines.has(each.span?.line));
    return [...others, ...told.filter(before), ...(fatal === undefined ? [] : [fatal])];
  }

  /** A tab that indents the line of an error or one above it: whatever is told below it comes of the tab. */
  private tabBefore({ pos: [start] }: YAMLError): Problem | undefined {
    const end = this.source.indexOf('\n', start);
    const { index } = /^ *\t/m.exec(this.source.slice(0, end < 0 ? this.source.length : end)) ?? {};
    if (index === undefined) return undefined;
    const tab = this.source.indexOf('\t', index);
    return problem('yaml-syntax', this.places.span(tab, tab + 1), { why: TAB });
  }

  private syntax(error: YAMLError): Problem {
    const start = this.oddLine(error) ?? this.belowComments(error.pos[0]);
    const span = this.places.span(start, Math.max(error.pos[1], start + 1));
    if (isOfFeature(error))
      return problem('yaml-feature', span, { feature: 'anchors, aliases and tags', instead: WRITE_OUT });
    const rest = /^.*/.exec(this.source.slice(start, start + 500))?.[0] ?? '';
    const why = reasonFor(error, rest);
    const open = opening(why, this.tokens, start) ?? this.nextLine(why, start);
    return problem('yaml-syntax', open === undefined ? span : this.places.span(open, open + 1), { why });
  }

  /**
   * Of lines that are not indented alike, the one above that is indented by an odd number of blanks, where no other line
   * of the file is: the key that lost a blank is told, and not the next that kept its own.
   */
  private oddLine(error: YAMLError): number | undefined {
    if (reasonFor(error, '') !== NOT_INDENTED) return undefined;
    const odd = [...this.source.matchAll(/^(?: {2})* (?=[^\s#])/gm)];
    const [only, ...others] = odd;
    return only !== undefined && others.length === 0 && only.index < error.pos[0]
      ? only.index + only[0].length
      : undefined;
  }

  /** A line that is indented otherwise is told with the comments above it: where it begins itself. */
  private belowComments(start: number): number {
    const [above = ''] = /^#.*\n(?:\s*#.*\n)*\s*/.exec(this.source.slice(start, start + 5_000)) ?? [];
    return start + above.length;
  }

  /** Where the line begins that is told of the one above it, into which the library reads it. */
  private nextLine(why: string, start: number): number | undefined {
    const end = why === BELONGS_ABOVE ? this.source.indexOf('\n', start) : -1;
    const next = end < 0 ? undefined : /^\s*/.exec(this.source.slice(end))?.[0].length;
    return next === undefined || end + next >= this.source.length ? undefined : end + next;
  }

  private node(node: ParsedNode | null, level: number, at: number): Node {
    if (node === null) return new Scalar('', this.places.span(at, at));
    const [start, end] = node.range;
    const span = this.places.span(start, end);
    if (isAlias(node)) {
      this.feature('aliases (*name)', span, WRITE_OUT);
      return new Scalar('', span);
    }
    this.marks(node, start);
    if (isScalar(node)) return new Scalar(typeof node.value === 'string' ? node.value : '', span);
    if (level > MOST_LEVELS) {
      this.tell('too-deep', span, { what: NESTED, levels: MOST_LEVELS });
      return new Scalar('', span);
    }
    if (isSeq(node)) {
      const items = (node as YAMLSeq.Parsed).items as ParsedNode[];
      const cuts = new Cuts(this.source, /,\s/.test(this.source.slice(start, end)));
      for (const item of items) {
        if (cuts.goesOn(item)) continue;
        this.tellCut(cuts.numberBefore(item));
        this.tellCut(cuts.formulaFrom(item));
      }
      return { kind: 'list', span, items: items.map((item) => this.node(item, level + 1, end)) };
    }
    return { kind: 'map', span, entries: this.entries(node as YAMLMap.Parsed, level) };
  }

  /** Anchors and tags stand before what they mark, and only there. */
  private marks(node: Exclude<ParsedNode, { type: 'ALIAS' }>, start: number): void {
    const { anchor, tag } = node as { anchor?: string; tag?: string };
    if (anchor !== undefined) this.feature('anchors (&name)', this.before(`&${anchor}`, start), WRITE_OUT);
    if (tag !== undefined)
      this.feature('tags (!name)', this.before('!', start), 'leave it out: what a value means is clear from its place');
  }

  private before(mark: string, start: number): Span {
    let from = this.source.lastIndexOf(mark, start);
    while (this.source[from - 1] === '!') from--;
    const word = /^\S+/.exec(this.source.slice(from, start))?.[0] ?? mark;
    return this.places.span(from, from + word.length);
  }

  /** Reads what stands under a key. */
  private below(key: string | undefined, read: () => Node): Node {
    const isOfFile = key !== undefined && OF_A_FILE.has(key);
    if (isOfFile) this.ofFile++;
    const node = read();
    if (isOfFile) this.ofFile--;
    return node;
  }

  private entries(map: YAMLMap.Parsed, level: number): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    const cuts = new Cuts(this.source);
    for (const pair of map.items as Pair<ParsedNode | null, ParsedNode | null>[]) {
      if (cuts.goesOn(pair.key)) continue;
      const number = pair.value === null ? cuts.numberBefore(pair.key) : undefined;
      this.tellCut(number);
      if (number !== undefined) continue;
      this.tellCut(cuts.formulaFrom(pair.value));
      const at = pair.key?.range[1] ?? map.range[0];
      const key = this.key(pair.key, at);
      const node = this.below(key?.text, () => this.node(pair.value, level + 1, at));
      if (key === undefined) continue;
      const first = entries.get(key.text);
      if (first === undefined) entries.set(key.text, { key: key.span, node });
      else
        this.problems.push(
          problem('duplicate-key', key.span, { key: key.text }, [{ span: first.key, role: 'first here' }]),
        );
    }
    return entries;
  }

  /** A key, or undefined where it is none that a model may have. */
  private key(node: ParsedNode | null, at: number): { text: string; span: Span } | undefined {
    if (node !== null && !isScalar(node)) {
      const span = this.places.span(node.range[0], node.range[1]);
      if (isAlias(node)) this.feature('aliases (*name)', span, WRITE_OUT);
      else
        this.feature(
          'maps and lists as keys',
          span,
          'give the entry a name; a text that begins with a bracket must stand in quotes',
        );
      return undefined;
    }
    const { text, span } = this.node(node, MOST_LEVELS, at) as Scalar;
    if (isKey(text) || (this.ofFile > 0 && text !== '' && text !== '<<')) return { text, span };
    if (text === '<<') this.feature('merge keys (<<)', span, 'write the keys out; a variant of a model is a scenario');
    else this.tell('bad-key', span, { key: text });
    return undefined;
  }

  /** Between brackets of YAML a comma ends a value, and so cuts arithmetic, or a number with a comma, in two. */
  private tellCut(cut: CutValue | undefined): void {
    if (cut === undefined) return;
    const { kind, start, end } = cut;
    const text = this.source.slice(start, end);
    const span = this.places.span(start, end);
    const why = 'between { } or [ ] a comma ends the value';
    const whole = /^=[^\n{}[\]]*\)/.exec(this.source.slice(start))?.[0] ?? text;
    if (kind === 'formula') this.tell('bad-formula', span, { text, why, instead: `put it in quotes: "${whole}"` });
    else this.tell('bad-value', span, { text, expected: 'a number, such as 12_500 or 0.5', why });
  }

  private feature(feature: string, span: Span, instead: string): void {
    this.tell('yaml-feature', span, { feature, instead });
  }

  private tell<C extends ProblemCode>(code: C, span: Span, data: ProblemData[C]): void {
    this.problems.push(problem(code, span, data));
  }
}
