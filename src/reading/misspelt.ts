import {
  blockKeys,
  type MapNode,
  type Node,
  nearest,
  type Problem,
  type ProblemCode,
  type ProblemData,
  Problems,
  problem,
  rarer,
  Scalar,
  type Span,
} from '../language/index.js';
import { DECLARED_AT, LISTED_AT } from '../model/index.js';

/* A name that is misspelt where it is declared is missing wherever it is used: one cause, to be told once, at its place. */

/** Keys under which people write what they like. */
const FREE_TEXT = ['name', 'purpose', 'source', 'because', 'owner', 'note', 'why', 'evidence', 'works'];
/** Maps of which a key is a use of a name that stands elsewhere: in a scenario, those that declare it. */
const USING = [
  ...DECLARED_AT.map((path) => path.slice(path.lastIndexOf('.') + 1)),
  'includes',
  'discounts',
  'per',
  'when',
  'blocks',
  'bundle',
  'drivers',
];
/** Maps of schools, whose keys may be attributes that the file declares. */
const OF_SCHOOLS = ['named', 'groups'];

/**
 * Problems of a name that is missing are those of its declaration from so many uses on. One use may be the slip itself,
 * unless the file has its spelling more often than that of the declaration.
 */
const LEAST_USES = 2;

/** A word of a file, and where it stands. */
interface Word {
  readonly text: string;
  readonly span: Span;
}

/** The names that a file declares, and the places that use a name, whichever it is. */
interface Words {
  readonly declared: readonly Word[];
  readonly used: readonly Word[];
}

/**
 * Does what reads a file. Where it has problems, those of a name that is missing in several places, while one that is
 * nearly the same is declared and used by nobody, are one problem of the declaration.
 */
export function atDeclarations<T>(base: MapNode, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    throw new Problems(declaredIn(base, error.problems)(error.problems));
  }
}

/** How some of all the problems of a file are told once those of a declaration are known. */
export function declaredIn(
  base: MapNode,
  all: readonly Problem[],
): (problems: readonly Problem[]) => readonly Problem[] {
  if (!all.some((each) => missingIn(each) !== undefined)) return (problems) => problems;
  const words = wordsIn(base);
  const found = new Map<string, Problem | undefined>();
  const slipOf = (name: string): Problem | undefined => {
    if (!found.has(name)) found.set(name, slipIn(name, all, words));
    return found.get(name);
  };
  return (problems) => problems.map((each) => slipOf(missingIn(each) ?? '') ?? each);
}

/** The slip in a declaration that a missing name comes of; undefined where there is none. */
function slipIn(name: string, problems: readonly Problem[], { declared, used }: Words): Problem | undefined {
  if (name === '' || declared.some(({ text }) => text === name)) return undefined;
  const isUsed = new Set(used.map(({ text }) => text));
  const free = declared.filter(({ text }) => !isUsed.has(text));
  const near = nearest(
    name,
    free.map(({ text }) => text),
  );
  const declaration = free.filter(({ text }) => text === near);
  const [only, ...others] = declaration;
  if (only === undefined || others.length > 0) return undefined;
  // Which uses a load meets differs from scenario to scenario: those of the file are the same in each.
  const own = used.flatMap(({ text, span }) => (text === name ? span : []));
  const met = problems.flatMap((each) => (missingIn(each) === name ? (each.span ?? []) : []));
  // A name within arithmetic is told at its own place, and used at that of the whole.
  const apart = met.filter((span) => !own.some((each) => holds(each, span)));
  const uses = placesOf(placesOf(own).size >= LEAST_USES ? own : [...own, ...apart]);
  // A word of the language stands in the file whatever it is that the file declares.
  const isOfLanguage = [...blockKeys().values()].some((keys) => keys.includes(name));
  const isRarer = !isOfLanguage && rarer(only.text, name, only.span.file.text) === only.text;
  const isSure = uses.size >= LEAST_USES || isRarer;
  return !isSure ? undefined : problem('misspelt-name', only.span, { name: only.text, meant: name, uses: uses.size });
}

const placesOf = (spans: readonly Span[]): ReadonlySet<string> =>
  new Set(spans.map(({ file, line, column }) => `${file.name}:${line}:${column}`));

const holds = (outer: Span, inner: Span): boolean =>
  outer.file.name === inner.file.name &&
  outer.line === inner.line &&
  outer.column <= inner.column &&
  inner.column < outer.column + outer.length;

const NAMING: readonly ProblemCode[] = ['unknown-name', 'unknown-reference', 'unknown-scenario', 'unknown-figure'];
const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The name that a problem says is not there; undefined where it says something else, or the command line is to blame. */
function missingIn({ code, data, span, isTyped }: Problem): string | undefined {
  if (isTyped) return undefined;
  if (code === 'overlay-lacks') return (data as ProblemData['overlay-lacks']).missing;
  if (code === 'unknown-column') return (data as ProblemData['unknown-column']).column;
  if (code === 'unknown-key') {
    const { key, known } = data as ProblemData['unknown-key'];
    // What is nearly a key of the language is a slip for that one.
    return nearest(key, known) === undefined ? key : undefined;
  }
  // A scenario that changes what is not there makes something new of that name, which then lacks its keys.
  if (code === 'missing-key') return span && wordAt(span);
  return NAMING.includes(code) ? lastOf((data as { name: string }).name) : undefined;
}

const wordAt = ({ file, line, column, length }: Span): string =>
  (file.text.split('\n')[line - 1] ?? '').slice(column - 1, column - 1 + length);

/** What the file of a model declares and uses; what it takes from others is theirs. */
function wordsIn(base: MapNode): Words {
  const declared: Word[] = [];
  const used: Word[] = [];
  const isOwn = ({ span }: Word): boolean => span.file.name === base.span.file.name;
  const visit = (node: Node, path: readonly string[]): void => {
    if (node instanceof Scalar) {
      const word = { text: node.text, span: node.span };
      if (isListing(path)) declared.push(word);
      else if (!FREE_TEXT.includes(lastIn(path))) used.push(...namesIn(word));
      return;
    }
    if (node.kind === 'map') keysIn(node, path);
    for (const [step, below] of stepsIn(node)) visit(below, [...path, step]);
  };
  const keysIn = (node: MapNode, path: readonly string[]): void => {
    const keys = [...node.entries].map(([text, { key }]): Word => ({ text, span: key }));
    if (isDeclaring(path)) declared.push(...keys);
    else if (USING.includes(lastIn(path)) || OF_SCHOOLS.includes(path[path.length - 2] ?? '')) used.push(...keys);
  };
  visit(base, []);
  return { declared: declared.filter(isOwn), used: used.filter(isOwn) };
}

const lastIn = (path: readonly string[]): string => path[path.length - 1] ?? '';

/** What stands below a map or a list, by its key or its position. */
const stepsIn = (node: Exclude<Node, Scalar>): (readonly [string, Node])[] =>
  node.kind === 'list'
    ? node.items.map((item, i) => [String(i), item] as const)
    : [...node.entries].map(([key, entry]) => [key, entry.node] as const);

/** The part of a model that a path lies in: a scenario may add to each. */
const inModel = (path: readonly string[]): readonly string[] =>
  path[0] === 'scenarios' && path[2] === 'add' ? path.slice(3) : path;

const isDeclaring = (path: readonly string[]): boolean => DECLARED_AT.includes(inModel(path).join('.'));

/** Whether an item of such a list stands at a path. */
const isListing = (path: readonly string[]): boolean => LISTED_AT.includes(path.slice(0, -1).join('.'));

/** The names in a value: `=rate * 2` has one, `tiers.core` and `low+late` have two. */
const namesIn = ({ text, span }: Word): Word[] =>
  (text.match(/[A-Za-z][A-Za-z0-9_-]*/g) ?? []).map((name) => ({ text: name, span }));
