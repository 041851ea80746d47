import { type Alias, isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, parseAllDocuments, type YAMLError, type Node as YamlNode } from 'yaml';
import { type Entry, type MapNode, type Node, type Problem, problem, Scalar, type SourceFile, type Span, shapeOf } from '../language/index.js';
import { startOf } from './text.js';

/** A model needs fewer than ten levels; the limit keeps a hostile document from exhausting the stack. */
const MOST_LEVELS = 40;
/** What the failsafe schema gives every node by itself. */
const STANDARD: readonly string[] = ['tag:yaml.org,2002:str', 'tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq'];
const KEY = /^[A-Za-z0-9][A-Za-z0-9_ .-]*$/;

/** A YAML text as a tree with the place and the source text of everything in it, and every problem at once. */
export function readYaml(file: SourceFile): { root: MapNode | undefined; problems: Problem[] } {
  const { node, problems } = new Reader(file, file.text, 0).document();
  if (node === undefined) return { root: undefined, problems: problems.length > 0 ? problems : [problem('empty-model', startOf(file), {})] };
  if (node instanceof Scalar || node.kind === 'list') {
    const empty = node instanceof Scalar && node.text === '';
    const found = empty
      ? problem('empty-model', startOf(file), {})
      : problem('wrong-shape', node.span, { expected: 'a map of keys', found: shapeOf(node instanceof Scalar ? node : []) });
    return { root: undefined, problems: [...problems, found] };
  }
  return { root: node, problems };
}

/** The value of a `path=value` text, read as YAML; places count from the start of the whole text, of which it is the end. */
export function readValue(file: SourceFile, value: string): { node: Node | undefined; problems: Problem[] } {
  return new Reader(file, value, file.text.length - value.length).document();
}

class Reader {
  private readonly problems: Problem[] = [];
  private readonly lines = new LineCounter();

  constructor(
    private readonly file: SourceFile,
    private readonly text: string,
    /** How many characters of the file's first line stand before the text. */
    private readonly before: number,
  ) {}

  document(): { node: Node | undefined; problems: Problem[] } {
    if (tooDeep(this.text)) return { node: undefined, problems: [this.deep()] };
    try {
      const node = this.parsed();
      return { node: this.problems.some(({ code }) => code === 'yaml-syntax') ? undefined : node, problems: this.problems };
    } catch (error) {
      if (error instanceof RangeError) return { node: undefined, problems: [this.deep()] };
      throw error;
    }
  }

  private deep(): Problem {
    return problem('too-deep', startOf(this.file), { levels: MOST_LEVELS });
  }

  private parsed(): Node | undefined {
    const options = {
      schema: 'failsafe',
      uniqueKeys: false,
      lineCounter: this.lines,
      prettyErrors: false,
      stringKeys: false,
      logLevel: 'silent',
    } as const;
    const documents = parseAllDocuments(this.text, options);
    if (!Array.isArray(documents)) return undefined;
    const [first, second] = documents;
    if (second !== undefined) this.feature(second.range[0], 3, 'several documents in one file', 'keep one model to a file');
    if (first === undefined) return undefined;
    for (const error of [...first.errors, ...first.warnings]) this.syntax(error);
    return first.contents === null ? undefined : this.node(first.contents as YamlNode, 0);
  }

  private syntax({ code, pos: [start, end] }: YAMLError): void {
    const why = SYNTAX[code] ?? 'its structure does not hold';
    this.problems.push(problem('yaml-syntax', this.span(start, Math.max(1, end - start)), { why }));
  }

  private feature(at: number, length: number, feature: string, instead: string): void {
    this.problems.push(problem('yaml-feature', this.span(at, length), { feature, instead }));
  }

  private span(at: number, length: number): Span {
    const { line, col } = this.lines.linePos(Math.max(0, at));
    const lineEnd = this.text.indexOf('\n', at);
    const rest = (lineEnd < 0 ? this.text.length : lineEnd) - at;
    return {
      file: this.file,
      line: Math.max(1, line),
      column: Math.max(1, col) + (line <= 1 ? this.before : 0),
      length: Math.max(1, Math.min(length, rest)),
    };
  }

  private node(node: YamlNode | null, level: number): Node {
    if (level > MOST_LEVELS) throw new RangeError('too deep');
    const [start, end] = node?.range ?? [0, 1];
    const span = this.span(start, end - start);
    if (node === null) return new Scalar('', span);
    if (isAlias(node)) {
      this.feature(
        start,
        end - start,
        `aliases (*${(node as Alias).source})`,
        'write the value out, or make it an assumption and refer to it with =name',
      );
      return new Scalar('', span);
    }
    this.decorated(node, start);
    if (isMap(node)) return { kind: 'map', span, entries: this.entries(node.items as Pair<YamlNode, YamlNode | null>[], level) };
    if (isSeq(node)) return { kind: 'list', span, items: (node.items as (YamlNode | null)[]).map((item) => this.node(item, level + 1)) };
    return new Scalar(isScalar(node) ? String(node.value ?? '') : '', span);
  }

  private decorated(node: YamlNode, start: number): void {
    if (isAlias(node)) return;
    if (node.anchor !== undefined) this.feature(start, 1, `anchors (&${node.anchor})`, 'write the value where it is used, or make it an assumption');
    if (node.tag !== undefined && !STANDARD.includes(node.tag))
      this.feature(start, 1, `tags (${node.tag})`, 'leave the tag out: the language knows what each value is');
  }

  private entries(pairs: readonly Pair<YamlNode, YamlNode | null>[], level: number): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const { key, value } of pairs) {
      const at = key?.range?.[0] ?? 0;
      const length = (key?.range?.[1] ?? at + 1) - at;
      const place = this.span(at, length);
      if (key === null || !isScalar(key)) {
        this.feature(at, length, 'maps and lists as keys', 'write a plain key');
        continue;
      }
      this.decorated(key, at);
      const name = String(key.value ?? '');
      this.entry(entries, name, place, value, at, level);
    }
    return entries;
  }

  private entry(entries: Map<string, Entry>, name: string, place: Span, value: YamlNode | null, at: number, level: number): void {
    if (name === '<<') return this.feature(at, 2, 'merge keys (<<)', 'write the keys out');
    if (!KEY.test(name)) return void this.problems.push(problem('bad-key', place, { key: name }));
    const first = entries.get(name);
    if (first !== undefined)
      return void this.problems.push(problem('duplicate-key', place, { key: name }, [{ span: first.key, role: 'first here' }]));
    const node = value === null ? new Scalar('', place) : this.node(value, level + 1);
    entries.set(name, { key: place, node });
  }
}

/** Open brackets beyond the limit, before a parser descends into them; brackets in texts and comments are counted too, which errs on the safe side. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) depth++;
    else if (code === 93 || code === 125) depth--;
    else if (code === 10 && depth < 4) depth = 0;
    if (depth > MOST_LEVELS * 4) return true;
  }
  return false;
}

const SYNTAX: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation does not fit the lines above',
  TAB_AS_INDENT: 'a tab stands where spaces are needed',
  MISSING_CHAR: 'a bracket, quote, comma or colon is missing',
  UNEXPECTED_TOKEN: 'this cannot stand here',
  MULTILINE_IMPLICIT_KEY: 'a key runs over more than one line',
  BLOCK_AS_IMPLICIT_KEY: 'two keys stand on one line',
  IMPOSSIBLE: 'its structure does not hold',
  KEY_OVER_1024_CHARS: 'a key is longer than a thousand characters',
  BAD_DQ_ESCAPE: 'a backslash in double quotes begins nothing known',
  DUPLICATE_KEY: 'a key stands twice',
  MULTIPLE_DOCS: 'there is more than one document',
  MULTIPLE_ANCHORS: 'there is more than one anchor',
  MULTIPLE_TAGS: 'there is more than one tag',
  TAG_RESOLVE_FAILED: 'a tag is not known',
  BAD_ALIAS: 'an alias points to nothing',
  BAD_DIRECTIVE: 'a line that starts with % is not known',
  BAD_SCALAR_START: 'a value cannot start with this character: quote it',
  BAD_COLLECTION_TYPE: 'this collection cannot stand here',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
};
