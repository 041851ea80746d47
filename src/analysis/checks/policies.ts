import { type Figure, inWords, Unknown } from '../../figures/index.js';
import {
  type MapNode,
  nodeAt,
  type Problem,
  type ProblemData,
  problem,
  readNumber,
  type Span,
} from '../../language/index.js';
import { type Model, type Period, periodsOf } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { acceptedIn, type Finding } from '../lints/index.js';
import { type Obligation, obligations, outcomeOf, type TestPart } from '../obligations/index.js';
import { concerns, explainCommand, unknownPromise } from './promises.js';

/** A policy that the board states in the model, and how the model as it stands keeps it. */
export interface HeldPolicy {
  /** The key that states it: `reserves.policy.months_of_cost`. */
  readonly key: string;
  /** What is wrong: nothing where it is kept, or where the file accepts that it is missed. */
  readonly problems: readonly Problem[];
  /** That it is missed, where the file accepts that with a reason. */
  readonly accepted: Finding | undefined;
}

/** The code under which a file accepts that a policy is missed. */
const CODE = 'missed-policy';

/**
 * Every policy that the board states for reserves and cash, held in every company year of the model as it stands. One
 * that a check of the model's own promises too is that check, and is not held a second time.
 */
export function heldPolicies(projection: Projection, tree: MapNode, path: string): HeldPolicy[] {
  const { model } = projection;
  return obligations.flatMap((test): HeldPolicy[] => {
    const key = test.policy?.key(model);
    if (key === undefined) return [];
    const span = nodeAt(tree, key.split('.'))?.span;
    const years = yearsOf(test, projection);
    const missed = missOf(test, key, span, years, path);
    const isPromised = isPromisedToo(test, years, projection);
    if (missed === undefined) return isPromised ? [] : [{ key, problems: [], accepted: undefined }];
    const finding: Finding = { lint: CODE, severity: 'warning', at: key, span, says: missed.says };
    if (acceptedIn(model.lints.accepts, finding)) return [{ key, problems: [], accepted: finding }];
    return isPromised ? [] : [{ key, problems: [missed.problem], accepted: undefined }];
  });
}

/** The policies that the board states in a model, by the key of each. */
export function statedPolicies(model: Model): string[] {
  return obligations.flatMap((test) => test.policy?.key(model) ?? []);
}

/** What a policy asks for in a company year: a value, the least that it may be, and what it has above that. */
interface Held {
  readonly year: Period;
  readonly value: TestPart;
  readonly least: TestPart;
  readonly headroom: Figure;
}

function yearsOf(test: Obligation, projection: Projection): Held[] {
  return periodsOf(projection.model.calendar, 'year').flatMap((year): Held[] => {
    const [value, least, headroom] = outcomeOf(test, projection, year).parts;
    return value && least && headroom ? [{ year, value, least, headroom: headroom.figure }] : [];
  });
}

/**
 * Whether a check of the model as it stands promises at least as much in every year: the figure that the policy asks
 * for, of no less, or what there is above it, of zero or more.
 */
function isPromisedToo({ id, policy }: Obligation, years: readonly Held[], { model }: Projection): boolean {
  return [...model.checks.values()].some((check) => {
    const { figure, atLeast } = check;
    const isOfAll = check.year === undefined && check.month === undefined && concerns(check, undefined);
    if (figure === undefined || atLeast === undefined || !isOfAll) return false;
    const bound = readNumber({ kind: 'money', expected: 'money', negative: true }, atLeast);
    if (typeof bound === 'string' || !bound.isKnown) return false;
    if ([policy?.headroom, `obligation.${id}.headroom`].includes(figure.text)) return bound.exact.sign >= 0;
    const isValue = [policy?.value, `obligation.${id}.value`].includes(figure.text);
    return isValue && years.every(({ least }) => least.figure.isKnown && bound.exact.compare(least.figure.exact) >= 0);
  });
}

interface Miss {
  readonly says: string;
  readonly problem: Problem;
}

/**
 * The year in which a policy is missed by most; undefined where every year keeps it. A year of which the figure is not
 * known keeps nothing.
 */
function missOf(
  test: Obligation,
  key: string,
  span: Span | undefined,
  all: readonly Held[],
  path: string,
): Miss | undefined {
  const open = all.find(({ headroom }) => !headroom.isKnown);
  if (open !== undefined) {
    const why = open.headroom.value instanceof Unknown ? open.headroom.value.reasons.join('; ') : '';
    const name = `obligation.${test.id}.headroom in ${open.year.id}`;
    return { says: `${key} cannot be held: ${why}`, problem: unknownPromise(name, open.headroom, span) };
  }
  const missed = all
    .filter(({ headroom }) => headroom.exact.sign < 0)
    .sort((a, b) => a.headroom.exact.compare(b.headroom.exact));
  const [worst] = missed;
  if (worst === undefined) return undefined;
  const { year, value, least } = worst;
  const others =
    missed.length === 1
      ? ''
      : `, and falls short in ${missed.length - 1} other ${missed.length === 2 ? 'year' : 'years'}`;
  const data = {
    key,
    figure: value.label.charAt(0).toLowerCase() + value.label.slice(1),
    year: year.label,
    found: `${inWords(value.figure)}${others}`,
    expected: inWords(least.figure),
    explain: explainCommand(path, { figure: `obligation.${test.id}.headroom`, year: Number(year.id) }),
  };
  return { says: saysOf(data), problem: problem('policy-missed', span, data) };
}

const saysOf = ({ figure, year, found, expected }: ProblemData['policy-missed']): string =>
  `the policy asks for ${figure} of at least ${expected} in ${year}, and the model has ${found}`;
