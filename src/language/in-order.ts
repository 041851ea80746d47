import { nearest } from './nearest.js';
import type { Also, Problem, ProblemCode, ProblemData } from './problem.js';
import type { Span } from './tree.js';

/**
 * By file as first met, then line, column and code. What comes of one cause is one problem: the same told twice of a
 * place, in whatever scenario, and a name that is missing wherever it is used, with the other places beside the first.
 */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const files = [...new Set(problems.map(({ span }) => span?.file.name))];
  const key = ({ span, code }: Problem): [number, number, number, string] => [
    files.indexOf(span?.file.name),
    span?.line ?? 0,
    span?.column ?? 0,
    code,
  ];
  const sorted = [...problems].sort((a, b) => {
    const [fileA, lineA, columnA, codeA] = key(a);
    const [fileB, lineB, columnB, codeB] = key(b);
    return fileA - fileB || lineA - lineB || columnA - columnB || (codeA < codeB ? -1 : codeA > codeB ? 1 : 0);
  });
  const seen = new Set<string>();
  const distinct = sorted.filter((each) => {
    const said = JSON.stringify([key(each), causeOf(each)]);
    return !seen.has(said) && seen.add(said);
  });
  return gathered(distinct.filter((each) => !isFollowing(each, distinct)));
}

/** What of a problem's data is about the fault itself: the names that are known differ from scenario to scenario. */
function causeOf({ code, data }: Problem): unknown {
  return code === 'wrong-shape' ? 'wrong-shape' : { ...data, known: undefined };
}

/**
 * Whether a problem only follows from another: of what a key is meant for, where that is misspelt or stands elsewhere.
 */
function isFollowing({ code, data }: Problem, all: readonly Problem[]): boolean {
  if (code === 'overlay-lacks') {
    const name = lastOf((data as ProblemData['overlay-lacks']).path);
    return all.some((each) => isFor(each, name));
  }
  // Two scenarios that clash because one does not say which it stands over.
  return (
    code === 'overlay-clash' &&
    all.some((each) => each.code === 'unknown-scenario' || isFor(each, 'over') || isFor(each, 'extends'))
  );
}

/** Whether a key that is not known is, or is most likely meant for, one that is missed. */
function isFor({ code, data }: Problem, missed: string): boolean {
  if (code === 'unknown-key') {
    const { key, known } = data as ProblemData['unknown-key'];
    return key === missed || nearest(key, known) === missed;
  }
  if (code === 'misplaced-key') return (data as ProblemData['misplaced-key']).key === missed;
  if (code !== 'overlay-lacks' || !['over', 'extends'].includes(missed)) return false;
  const { path, known } = data as ProblemData['overlay-lacks'];
  return nearest(lastOf(path), known) === missed;
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The name that a problem says is not there; undefined where it says something else. */
function missingName({ code, data }: Problem): string | undefined {
  if (code === 'overlay-lacks') return lastOf((data as ProblemData['overlay-lacks']).path);
  return MISSING.includes(code) ? (data as { name: string }).name : undefined;
}

const MISSING: readonly ProblemCode[] = ['unknown-name', 'unknown-reference', 'unknown-scenario'];
/** So many further places are shown; the rest are counted. */
const MOST_PLACES = 3;

function gathered(sorted: readonly Problem[]): Problem[] {
  const places = new Map<string, Span[]>();
  const firsts = sorted.filter((each) => {
    const name = missingName(each);
    if (name === undefined || each.span === undefined) return true;
    const known = places.get(name);
    if (known === undefined) places.set(name, []);
    else known.push(each.span);
    return known === undefined;
  });
  return firsts.map((each) => {
    const more = places.get(missingName(each) ?? '') ?? [];
    return more.length === 0 ? each : { ...each, also: [...each.also, ...alsoUsed(more)] };
  });
}

function alsoUsed(spans: readonly Span[]): Also[] {
  const rest = spans.length - MOST_PLACES;
  return spans.slice(0, MOST_PLACES).map((span, i) => ({
    span,
    role: rest > 0 && i === MOST_PLACES - 1 ? `here, and in ${rest} more places` : 'and here',
  }));
}
