import { inWords, Unknown } from '../../figures/index.js';
import { type MapNode, nodeAt, type Problem, type ProblemData, problem, type Span } from '../../language/index.js';
import { periodsOf } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { acceptedIn, type Finding } from '../lints/index.js';
import { type Obligation, obligations, outcomeOf } from '../obligations/index.js';
import { explainCommand } from './promises.js';

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

/** Every policy that the board states for reserves and cash, held in every company year of the model as it stands. */
export function heldPolicies(projection: Projection, tree: MapNode, path: string): HeldPolicy[] {
  const { model } = projection;
  return obligations.flatMap((test): HeldPolicy[] => {
    const key = test.policy?.(model);
    if (key === undefined) return [];
    const span = nodeAt(tree, key.split('.'))?.span;
    const missed = missOf(test, key, span, projection, path);
    if (missed === undefined) return [{ key, problems: [], accepted: undefined }];
    const finding: Finding = { lint: CODE, severity: 'warning', at: key, span, says: missed.says };
    return [
      acceptedIn(model.lints.accepts, finding)
        ? { key, problems: [], accepted: finding }
        : { key, problems: [missed.problem], accepted: undefined },
    ];
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
  projection: Projection,
  path: string,
): Miss | undefined {
  const years = periodsOf(projection.model.calendar, 'year').map((year) => ({
    year,
    parts: outcomeOf(test, projection, year).parts,
  }));
  const all = years.flatMap(({ year, parts: [value, least, headroom] }) =>
    value && least && headroom ? [{ year, value, least, headroom: headroom.figure }] : [],
  );
  const open = all.find(({ headroom }) => !headroom.isKnown);
  if (open !== undefined) {
    const why = open.headroom.value instanceof Unknown ? open.headroom.value.reasons.join('; ') : '';
    return {
      says: `${key} cannot be held: ${why}`,
      problem: problem('figure-unknown', span, {
        name: `obligation.${test.id}.headroom in ${open.year.id}`,
        why,
        of: 'check',
      }),
    };
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
