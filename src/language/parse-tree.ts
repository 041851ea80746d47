import type { Formula } from './arithmetic.js';
import { nearest } from './nearest.js';
import { type Also, type Problem, type ProblemData, problem } from './problem.js';
import type { Issue, Schema } from './schema.js';
import { blockKeys, blockMeant, blockWords, provenance } from './shapes.js';
import { type MapNode, type Node, nodeAt, Scalar, type Span, shapeOf } from './tree.js';
import { whereSaid } from './where-said.js';

/** The typed value of a tree, or every problem that the schema has with it; `whole` is what the tree is called. */
export function parseTree<T>(
  schema: Schema<T>,
  tree: Node,
  data: unknown,
  whole = 'the model',
): { value: T | undefined; problems: Problem[] } {
  const result = schema.tried(data);
  if (result.issues === undefined) return { value: result.value, problems: [] };
  const { issues } = result;
  const misplaced = misplacedIn(issues, tree);
  const rest = issues.filter(
    (issue) => !misplaced.some((each) => comesOf(issue, each, tree)) && !isMisspelt(issue, issues, tree),
  );
  const lacking = new Map(rest.map((issue) => [issue, lackedBeside(issue, rest, tree)]));
  const lacked = new Set(lacking.values());
  return {
    value: undefined,
    problems: [
      ...misplaced.map((each) => misplacedKey(each, tree)),
      ...rest
        .filter((issue) => !lacked.has(issue))
        .flatMap((issue) => problemsOf(issue, tree, whole, lackedKey(lacking.get(issue), tree))),
    ],
  };
}

/**
 * The one key that a map lacks, of its one key that is unknown and near to none: it is most likely called by another
 * word, and is told there, once.
 */
function lackedBeside(unknown: Issue, issues: readonly Issue[], tree: Node): Issue | undefined {
  if (unknown.kind !== 'unknown-keys' || unknown.keys.length !== 1) return undefined;
  if (nearest(unknown.keys[0] as string, blockKeys().get(unknown.expected) ?? []) !== undefined) return undefined;
  const lacked = issues.filter((issue) => {
    const { keys, within } = keysMissing(issue, tree);
    return (
      keys.length === 1 && within.length === unknown.path.length && unknown.path.every((step, i) => step === within[i])
    );
  });
  return lacked.length === 1 ? lacked[0] : undefined;
}

/** The key that an issue says is missing. */
function lackedKey(issue: Issue | undefined, tree: Node): string | undefined {
  return issue && keysMissing(issue, tree).keys[0];
}

/** Whether an issue is that a key is not there. */
function isAbsent({ kind, path }: Issue, tree: Node): boolean {
  return kind !== 'unknown-keys' && path.length > 0 && nodeAt(tree, path) === undefined;
}

/** What an issue says that a place should be, where it does. */
function expectedBy(issue: Issue): string {
  return 'expected' in issue ? issue.expected : '';
}

/** A key that stands where names of things do, and is one of a thing itself: what is said below it is no such thing. */
interface Misplaced {
  readonly path: readonly PropertyKey[];
  readonly of: string;
}

function misplacedIn(issues: readonly Issue[], tree: Node): Misplaced[] {
  return issues.flatMap((issue): Misplaced[] => {
    const { path } = issue;
    const of = expectedBy(issue);
    const known = blockKeys().get(of) ?? [];
    if (path.length === 0 || !known.includes(String(path[path.length - 1]))) return [];
    const node = nodeAt(tree, path);
    if (node === undefined) return [];
    const isOther =
      node instanceof Scalar ||
      node.kind === 'list' ||
      ![...node.entries.keys()].some((key) => known.includes(key) && !(key in provenance));
    return isOther ? [{ path, of }] : [];
  });
}

/** Whether an issue lies below a misplaced key, or is that a thing beside it lacks the key. */
function comesOf(issue: Issue, { path }: Misplaced, tree: Node): boolean {
  if (path.every((step, i) => issue.path[i] === step)) return true;
  const { keys, within } = keysMissing(issue, tree);
  return (
    keys.includes(String(path[path.length - 1])) &&
    within.length === path.length &&
    path.slice(0, -1).every((step, i) => within[i] === step)
  );
}

function misplacedKey({ path, of }: Misplaced, tree: Node): Problem {
  const node = nodeAt(tree, path) as Node;
  return problem('misplaced-key', headOf(tree, path, node), { key: String(path[path.length - 1]), of });
}

/** Whether a key is missing because it is misspelt: that is told of the key as it is written, and once. */
function isMisspelt(missing: Issue, issues: readonly Issue[], tree: Node): boolean {
  const { keys, within } = keysMissing(missing, tree);
  if (keys.length === 0) return false;
  return issues.some((issue) => {
    if (issue.kind !== 'unknown-keys' || issue.path.length !== within.length) return false;
    if (!issue.path.every((step, i) => step === within[i])) return false;
    const known = absentFirst(blockKeys().get(issue.expected) ?? [], nodeAt(tree, within));
    // Where a colon is missed, the key stands before a blank.
    if (
      issue.keys.some(
        (said) => keys.includes(nearest(said, known) ?? '') || keys.includes(said.split(/\s/)[0] as string),
      )
    )
      return true;
    // A map of which no key is known is another map, and what it lacks is not told as well.
    const node = nodeAt(tree, within);
    return (
      node !== undefined &&
      !(node instanceof Scalar) &&
      node.kind === 'map' &&
      ![...node.entries.keys()].some((key) => known.includes(key))
    );
  });
}

/** The keys of which one is missing, and the path of the map that lacks it. */
function keysMissing(issue: Issue, tree: Node): { keys: readonly string[]; within: readonly PropertyKey[] } {
  const { path } = issue;
  if (issue.kind === 'refused' && issue.refusal.problem === 'missing-key') {
    const { key, or = [] } = issue.refusal.data as ProblemData['missing-key'];
    return { keys: [key, ...or], within: path };
  }
  return { keys: isAbsent(issue, tree) ? [String(path[path.length - 1])] : [], within: path.slice(0, -1) };
}

/** What stands under the key at which an issue lies, in a phrase: the words of the reference, without those after them. */
function meaningOf({ path, block: name }: Issue): string | undefined {
  const all =
    name === undefined
      ? undefined
      : blockWords()
          .get(name)
          ?.get(String(path[path.length - 1]));
  return (all !== undefined && all.length > 200 ? all.split('. ')[0] : all)?.replaceAll('`', '');
}

/** The problems of an issue; of an unknown key in the place of one that its map lacks, with that one. */
function problemsOf(issue: Issue, tree: Node, whole: string, lacks?: PropertyKey): Problem[] {
  const node = nodeAt(tree, issue.path);
  if (issue.kind === 'unknown-keys') return issue.keys.map((key) => unknownKey(key, issue, node, lacks));
  if (node === undefined) return [missingKey(issue, tree, whole)];
  if (issue.kind === 'refused') {
    const { problem: code, data, onKey } = issue.refusal;
    const said = code === 'bad-value' ? { ...data, ...whereSaid({ instead: aboveZero(issue, node) }) } : data;
    return [problem(code, onKey ? headOf(tree, issue.path, node) : node.span, said, alsoIn(node))];
  }
  const expected = expectedBy(issue);
  const keys = blockKeys().get(expected);
  const found = node instanceof Scalar || node.kind === 'map' ? shapeOf(node) : shapeOf([]);
  const instead = node instanceof Scalar ? blockMeant().get(expected)?.single?.(node.text) : undefined;
  const said = whereSaid({ keys, instead, meaning: meaningOf(issue) });
  return [problem('wrong-shape', node.span, { expected, found, ...said })];
}

/** What to write in the place of a number below zero, where the block says so under whose key it stands. */
function aboveZero({ block: name, path }: Issue, node: Node): string | undefined {
  const [, positive] = /^-(\S+)$/.exec(node instanceof Scalar ? node.text : '') ?? [];
  if (positive === undefined || name === undefined) return undefined;
  return blockMeant()
    .get(name)
    ?.belowZero?.(String(path[path.length - 1]), positive);
}

/** Of a value that is worked out, the other places that it is made of. */
function alsoIn(node: Node): Also[] {
  if (!(node instanceof Scalar) || node.formula === undefined) return [];
  const found = partsOf(node.formula).filter(
    ({ scalar, role }) => role !== 'written' && role !== 'asked' && scalar.span !== node.span,
  );
  return found.map(({ scalar, role }) => ({
    span: scalar.span,
    role: role === 'before' ? `${scalar.text} stands` : `${scalar.path} stands`,
  }));
}

function partsOf(formula: Formula): Extract<Formula, { op: 'value' }>[] {
  return formula.op === 'value' ? [formula] : formula.of.flatMap(partsOf);
}

/** The keys that a map may have, those first that it has not: one of them is what another is meant for. */
function absentFirst(known: readonly string[], node: Node | undefined): readonly string[] {
  const isThere = (key: string): boolean => nodeAt(node as Node, [key]) !== undefined;
  return node === undefined ? known : [...known.filter((key) => !isThere(key)), ...known.filter(isThere)];
}

function unknownKey(
  key: string,
  { expected: within, or }: Extract<Issue, { kind: 'unknown-keys' }>,
  node: Node | undefined,
  lacks?: PropertyKey,
): Problem {
  const known = [within, or].flatMap((name) => (name === undefined ? [] : (blockKeys().get(name) ?? [])));
  const [first, ...rest] = key.split(/\s+/);
  const entry =
    node !== undefined && !(node instanceof Scalar) && node.kind === 'map' ? node.entries.get(key) : undefined;
  const isCut = rest.length > 0 && known.includes(first as string);
  const instead = isCut ? { instead: `put a colon after "${first}"` } : {};
  return problem('unknown-key', entry?.key ?? node?.span, {
    key,
    within,
    known: isCut ? [] : nearest(key, known) === undefined ? known : absentFirst(known, node),
    ...instead,
    ...whereSaid({ lacks: isCut ? undefined : lacks?.toString() }),
  });
}

function missingKey(issue: Issue, tree: Node, whole: string): Problem {
  const { path } = issue;
  const parents = path.slice(0, -1);
  const parent = nodeAt(tree, parents);
  return problem('missing-key', parent === undefined ? tree.span : headOf(tree, parents, parent), {
    key: String(path[path.length - 1]),
    within: parents.length === 0 ? whole : parents.join('.'),
    ...whereSaid({ meaning: meaningOf(issue) }),
  });
}

/** The key under which a block stands: a better place for "it lacks …" than the block's first line. */
function headOf(tree: Node, path: readonly PropertyKey[], node: Node): Span {
  const above = path.length === 0 ? undefined : nodeAt(tree, path.slice(0, -1));
  if (above === undefined || above instanceof Scalar || above.kind === 'list') return node.span;
  return (above as MapNode).entries.get(String(path[path.length - 1]))?.key ?? node.span;
}
