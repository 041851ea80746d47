import {
  type MapNode,
  type Node,
  type Problem,
  type ProblemCode,
  type ProblemData,
  Scalar,
  type Span,
  type Under,
} from '../language/index.js';
import type { ChangeStep } from './changes.js';
import { SET } from './set-text.js';

/** One thing that scenarios or `--set` change, with the place that says so. */
export interface Suspect {
  readonly step: ChangeStep;
  readonly span: Span;
}

/** What is asked to find out whose fault a problem is. */
export interface BlameCase {
  readonly suspects: readonly Suspect[];
  /** The scenarios applied, by name, with what each says. */
  readonly scenarios: ReadonlyMap<string, { readonly key: Span; readonly node: Node }>;
  /** Those that came with a state: what they say wrongly is theirs, whoever brings them. */
  readonly brought: ReadonlySet<string>;
  /** The problems of the model with only some of the changes. */
  readonly problemsWith: (keep: (step: ChangeStep) => boolean) => readonly Problem[];
}

/**
 * Problems that the model has only with some scenarios or with what `--set` says, each at the place that brings it
 * about and under its name: a roll is not to blame for a tier that a scenario removes. What one change brings about in
 * many places is one problem. What stands in a scenario keeps its own place.
 */
export function blamed(problems: readonly Problem[], all: BlameCase): Problem[] {
  const found = { ...all, suspects: all.suspects.filter(({ step }) => step.change.effective) };
  const key = (each: Problem): string => `${each.code}|${placeOf(each.span)}`;
  const known = new Set(found.problemsWith(() => false).map(key));
  // What is typed and has no place is said of the command line already.
  const isOwn = (each: Problem): boolean => known.has(key(each)) || (each.isTyped && each.span === undefined);
  const brought = problems.filter((each) => !isOwn(each));
  // What --set brings about in the words of a scenario is no fault of the scenario.
  const isSet = found.suspects.some(({ step }) => step.change.by === SET);
  const unset = new Set(isSet ? found.problemsWith((step) => step.change.by !== SET).map(key) : brought.map(key));
  const owner = (each: Problem): string | undefined => {
    const by = ownerOf(each, found);
    return by === SET || unset.has(key(each)) || found.brought.has(by ?? '') ? by : undefined;
  };
  const elsewhere = brought.filter((each) => owner(each) === undefined);
  const here = problems.flatMap((each) => {
    const by = isOwn(each) ? SET : owner(each);
    return by === undefined ? [] : named(each, by);
  });
  return [...here, ...(elsewhere.length === 0 ? [] : movedOf(elsewhere, found, key))];
}

/** Whether a problem names the scenarios that it is about. */
function isOfScenarios({ code, data }: Problem): boolean {
  return OF_SCENARIOS.includes(code) || (code === 'no-file' && (data as ProblemData['no-file']).of === 'scenario');
}

/** The scenario, or `--set`, in whose words a problem stands. */
function ownerOf({ span }: Problem, { scenarios }: BlameCase): string | undefined {
  if (span === undefined) return undefined;
  if (span.file.name === SET) return SET;
  return [...scenarios].find(([, { key, node }]) => isWithin(span, key, node))?.[0];
}

/** What is said of the scenarios themselves. */
const OF_SCENARIOS: readonly ProblemCode[] = [
  'overlay-clash',
  'scenario-cycle',
  'unknown-scenario',
  'reserved-name',
  'too-deep',
];

function named(found: Problem, by: string): Problem {
  return by === SET || found.under !== undefined || isOfScenarios(found) || found.span?.file.name === by
    ? found
    : { ...found, under: underOf([by], 0) };
}

function underOf(by: readonly string[], more: number): Under {
  return {
    scenarios: [...new Set(by.filter((each) => each !== SET))],
    tried: by.includes(SET) ? 'what is set' : undefined,
    more,
  };
}

/** Problems of other places, each at the change without which it is not there. */
function movedOf(problems: readonly Problem[], found: BlameCase, key: (each: Problem) => string): Problem[] {
  const all = problems.map(key);
  const left = (keep: (step: ChangeStep) => boolean): ReadonlySet<string> => new Set(found.problemsWith(keep).map(key));
  // Without a change that others stand on there is another problem, which may hide this one.
  const isTelling = (after: ReadonlySet<string>): boolean => [...after].every((each) => all.includes(each));
  const without = found.suspects.map((suspect) => ({ suspect, after: left((step) => step !== suspect.step) }));
  const byLayer = new Map(
    [...new Set(found.suspects.map(({ step }) => step.change.by))].map((by) => [
      by,
      left(({ change }) => change.by !== by),
    ]),
  );
  const culpritsOf = (each: string): Suspect[] => {
    const gone = without.filter(({ after }) => !after.has(each));
    const sure = gone.filter(({ after }) => isTelling(after)).map(({ suspect }) => suspect);
    const others = [...byLayer].flatMap(([by, after]) => {
      if (after.has(each) || !isTelling(after) || sure.some(({ step }) => step.change.by === by)) return [];
      const first = gone.find(({ suspect }) => suspect.step.change.by === by);
      return first === undefined ? [] : [first.suspect];
    });
    const told = [...sure, ...others];
    return told.length > 0 ? told : gone.map(({ suspect }) => suspect);
  };
  const groups = new Map<string, { readonly culprits: readonly Suspect[]; readonly problems: Problem[] }>();
  for (const each of problems) {
    const culprits = culpritsOf(key(each));
    const group = `${each.code}|${culprits.map(({ span }) => placeOf(span)).join('|')}`;
    const known = groups.get(group) ?? { culprits, problems: [] };
    groups.set(group, known);
    known.problems.push(each);
  }
  return [...groups.values()].map(({ culprits, problems: all }) => atCulprit(all, culprits, found));
}

/** What one change brings about: told once, at the change, with the first place at which it shows. */
function atCulprit(all: readonly Problem[], culprits: readonly Suspect[], { scenarios }: BlameCase): Problem {
  const first = all[0] as Problem;
  const isSet = ({ step }: Suspect): boolean => step.change.by === SET;
  const [culprit, ...others] = [...culprits.filter(isSet), ...culprits.filter((each) => !isSet(each))];
  const last = [...scenarios].pop();
  const by = culprit === undefined ? [last?.[0] ?? SET] : culprits.map(({ step }) => step.change.by);
  const span = culprit?.span ?? last?.[1].key;
  if (span === undefined) return first;
  const shows = first.span === undefined ? [] : [{ span: first.span, role: 'it shows here' }];
  const beside = others.map((each) => ({ span: each.span, role: 'together with this' }));
  return {
    ...first,
    span,
    isTyped: by.includes(SET),
    also: [...beside, ...shows, ...first.also],
    under: underOf(by, all.length - 1),
  };
}

const placeOf = (span: Span | undefined): string =>
  span === undefined ? '' : `${span.file.name}:${span.line}:${span.column}`;

/** Whether a place lies in a node or on its key: between the first and the last of its places in their file. */
function isWithin(span: Span, key: Span, node: Node): boolean {
  if (span.file !== key.file) return false;
  const last = lastIn(node, key);
  const isAfter = span.line > key.line || (span.line === key.line && span.column >= key.column);
  const isBefore = span.line < last.line || (span.line === last.line && span.column <= last.column + last.length);
  return isAfter && isBefore;
}

/** The last place of a node in a file. */
function lastIn(node: Node, so: Span): Span {
  const later = (a: Span, b: Span): Span =>
    b.file === a.file && (b.line > a.line || (b.line === a.line && b.column > a.column)) ? b : a;
  const here = later(so, node.span);
  if (node instanceof Scalar) return here;
  if (node.kind === 'list') return node.items.reduce((last, item) => lastIn(item, last), here);
  return [...(node as MapNode).entries.values()].reduce(
    (last, entry) => lastIn(entry.node, later(last, entry.key)),
    here,
  );
}
