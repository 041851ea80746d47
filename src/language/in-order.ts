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
  return oncePerPromise(gathered(distinct.filter((each) => !isFollowing(each, distinct))));
}

/** A check that fails in several scenarios is one problem, which names them; the model as it stands comes first. */
function oncePerPromise(sorted: readonly Problem[]): Problem[] {
  const isFailed = (each: Problem): each is Problem<'check-failed'> => each.code === 'check-failed';
  const failed = sorted.filter(isFailed);
  return sorted.flatMap((each): Problem[] => {
    if (!isFailed(each)) return [each];
    const [first, ...others] = failed.filter((other) => isOnePlace(other, each) && checkOf(other) === checkOf(each));
    if (each !== first) return [];
    const beside = others.flatMap(({ data: { scenario, worst } }) =>
      scenario === undefined ? [] : { scenario, worst },
    );
    return [beside.length === 0 ? each : ({ ...each, data: { ...each.data, beside } } as Problem)];
  });
}

/** The name of a check, without the scenario in which it fails: several may be held against one assumption. */
const checkOf = ({ data: { name, scenario } }: Problem<'check-failed'>): string =>
  scenario === undefined ? name : name.slice(0, -` in ${scenario}`.length);

/** What of a problem's data is about the fault itself: the names that are known differ from scenario to scenario. */
function causeOf({ code, data }: Problem): unknown {
  if (code === 'wrong-shape') return code;
  // One value that is none in two ways is told in the first.
  if (code === 'bad-value') return { code, text: (data as ProblemData['bad-value']).text };
  return { ...data, known: undefined };
}

/** A pair of problems: one that may only follow from the other. */
type Follows = (own: Problem, other: Problem) => boolean;

const isOneFile: Follows = (own, other) => own.span?.file.name === other.span?.file.name;
/** Of two models that are checked together neither says anything of the other. */
const isOneFolder: Follows = (own, other) => folderOf(own) === folderOf(other);
const folderOf = ({ span }: Problem): string | undefined => span?.file.name.replace(/[^/\\]*$/, '');
const isOnePlace: Follows = (own, other) =>
  isOneFile(own, other) && own.span?.line === other.span?.line && own.span?.column === other.span?.column;

/** Sections whose names stand after an equals sign. */
const REFERRED = ['assumptions', 'quantities', 'shared'];
/** Keys of a roll that say of which columns it has what. */
const READING = ['roll', 'count', 'census', 'reads', 'columns', 'with', 'file'];

/**
 * The problems that may only follow from another: of what a key is meant for, where that is misspelt or stands elsewhere;
 * of what a part would have said that cannot be read. Once the other is mended they are gone, or are told then.
 */
const FOLLOWS: { readonly [C in ProblemCode]?: Follows } = {
  'overlay-lacks': ({ data }, other) => isFor(other, (data as ProblemData['overlay-lacks']).missing),
  // Two scenarios that clash because one does not say which it stands over.
  'overlay-clash': (_, other) => other.code === 'unknown-scenario' || isFor(other, 'over') || isFor(other, 'extends'),
  'missing-key': (own, other) => {
    const { key, or = [] } = own.data as ProblemData['missing-key'];
    if (!isOneFile(own, other)) return false;
    return [key, ...or].some(
      (each) =>
        (other.code === 'unknown-key' && isFor(other, each)) || (other.code === 'wrong-shape' && isAtKey(other, each)),
    );
  },
  // A term of a price goes by what another would have charged for.
  'bad-value': (own, other) =>
    isMisshapen(own, other, (own.data as ProblemData['bad-value']).text) || isOfCharge(own, other),
  // What a cell of a file would have meant.
  'bad-choice': (own, other) =>
    isOneFolder(own, other) && !isOneFile(own, other) && isShapeAt(other, (own.data as ProblemData['bad-choice']).text),
  // A date that is none, where dates or keys of its own may stand.
  'unknown-key': (own, other) => isOnePlace(own, other) && other.code === 'bad-value',
  'unknown-name': (own, other) =>
    [(own.data as ProblemData['unknown-name']).name, ...NAMING].some((key) => isMisshapen(own, other, key)),
  // What stands one level too high leaves nothing where it would stand.
  'wrong-shape': (own, other) =>
    (own.data as ProblemData['wrong-shape']).found === NOTHING && isOutOf(other) && isBeside(own, other),
  'unknown-reference': (own, other) =>
    isOneFile(own, other) &&
    REFERRED.some((key) => (other.code === 'unknown-key' && isFor(other, key)) || isShapeAt(other, key)),
  'roll-basis': (own, other) =>
    isOnePlace(own, other) ? other.code !== own.code : isOneFile(own, other) && isOfReading(other),
  'no-column': (own, other) =>
    isOneFolder(own, other) &&
    (isOfReading(other) ||
      isOfRoll(other) ||
      isOfHeadings(other) ||
      isShapeAt(other, (own.data as ProblemData['no-column']).column)),
  'missing-column': (own, other) => isOneFolder(own, other) && isOfReading(other),
  // A column that the model would have named.
  'unknown-column': (own, other) => isOneFolder(own, other) && (isOfReading(other) || isNaming(other)),
  // A line that is indented otherwise goes on the line before, and makes a key of it.
  'bad-key': (own, other) =>
    isOneFile(own, other) &&
    (other.code === 'yaml-syntax' ||
      (other.code === own.code && isBefore(other, own) && own.span?.line === other.span?.line)),
  // A check that holds the policy, or its acceptance, names something that is not there.
  'policy-missed': (own, other) => isOneFile(own, other) && (other.code === 'unknown-figure' || isOfLints(other)),
};

/** Keys that name what a price or a file may go by. */
const NAMING = ['quantities', 'attributes', 'drivers'];

/** Whether what stands under a key is no such thing as the key takes. */
const isShapeAt = (other: Problem, key: string): boolean => other.code === 'wrong-shape' && isAtKey(other, key);
const isMisshapen = (own: Problem, other: Problem, key: string): boolean =>
  isOneFile(own, other) && isShapeAt(other, key);

/** Whether a price would have charged for what one of its terms goes by, had it been read. */
const isOfCharge: Follows = (own, other) =>
  (own.data as ProblemData['bad-value']).expected === 'what the price charges by' &&
  isBeside(own, other) &&
  (other.code === 'wrong-shape' || other.code === 'unknown-key');

/** What a place holds where a key has no value. */
const NOTHING = 'nothing';

/** Whether a key stands where it may not. */
const isOutOf = ({ code }: Problem): boolean => code === 'unknown-key' || code === 'misplaced-key';

/** Whether two problems stand a few lines from each other in a file. */
const isBeside: Follows = (own, other) =>
  isOneFile(own, other) && Math.abs((own.span?.line ?? 0) - (other.span?.line ?? 0)) <= FEW_LINES;
const FEW_LINES = 3;

const isBefore = (one: Problem, other: Problem): boolean => (one.span?.column ?? 0) < (other.span?.column ?? 0);

/** Whether a problem is of what stands under a key, on the line of the key. */
function isAtKey({ span }: Problem, key: string): boolean {
  const line = span?.file.text.split('\n')[span.line - 1] ?? '';
  const before = line.slice(0, (span?.column ?? 1) - 1).trimEnd();
  return before.endsWith(`${key}:`) && !/[\w-]/.test(before.charAt(before.length - key.length - 2));
}

/** Whether a problem only follows from another. */
function isFollowing(own: Problem, all: readonly Problem[]): boolean {
  const follows = FOLLOWS[own.code];
  return all.some((other) => other !== own && (follows?.(own, other) === true || showsAt(own, other)));
}

/** Whether a problem is blamed on a scenario and shows where the same is told of the model as it stands. */
const showsAt: Follows = (own, other) =>
  own.under !== undefined &&
  other.under === undefined &&
  own.code === other.code &&
  own.also.some(({ span }) => isOnePlace({ ...own, span }, other));

/** Whether a key is misspelt that says of what a roll is read. */
const isOfReading = (other: Problem): boolean => READING.some((key) => isFor(other, key) || isShapeAt(other, key));

/** Whether a key is misspelt that names further columns of a file. */
const isNaming = (other: Problem): boolean => ['attributes', 'drivers', 'ignore'].some((key) => isFor(other, key));

/** Whether a column is wrong of which the model names the heading. */
const isOfHeadings = ({ code, data }: Problem): boolean =>
  code === 'unknown-key' && (data as ProblemData['unknown-key']).within === '"columns"';

/** Whether a word is wrong that says how a roll counts. */
const isOfRoll = ({ code, data }: Problem): boolean =>
  code === 'bad-choice' && (data as ProblemData['bad-choice']).known.includes('headcount');

/** Whether the name of a lint is wrong. */
const isOfLints = ({ code, data }: Problem): boolean =>
  code === 'unknown-name' && (data as ProblemData['unknown-name']).known.includes('missed-policy');

/** Whether a key that is not known is, or is most likely meant for, one that is missed. */
function isFor({ code, data }: Problem, missed: string): boolean {
  if (code === 'unknown-key') {
    const { key, known } = data as ProblemData['unknown-key'];
    return key === missed || nearest(key, known) === missed;
  }
  if (code === 'misplaced-key') return (data as ProblemData['misplaced-key']).key === missed;
  if (code !== 'overlay-lacks' || !['over', 'extends'].includes(missed)) return false;
  const { missing, known } = data as ProblemData['overlay-lacks'];
  return nearest(missing, known) === missed;
}

/** The name that a problem says is not there; undefined where it says something else. */
function missingName({ code, data }: Problem): string | undefined {
  if (code === 'overlay-lacks') return (data as ProblemData['overlay-lacks']).missing;
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
