import { type MapNode, type Month, monthName, nodeAt, type Scalar } from '../../language/index.js';
import type { Assumption, Model } from '../../model/index.js';
import type { Finding } from '../shared/lint.js';

/**
 * How far an assumption can be trusted: published or measured and still looked after; an estimate with a source; or
 * less than that.
 */
export type Quality = 'good' | 'fair' | 'weak';

/** What is known of one assumption beside its value. */
export interface Registered {
  readonly id: string;
  readonly terms: Assumption;
  /** As written: `92%`, or `2019: -1.0%; 2020: -1.5%`. */
  readonly value: string;
  readonly basis: string;
  readonly source: string | undefined;
  readonly isOverdue: boolean;
  readonly quality: Quality;
}

/** What stands behind the probabilities of its states, which may be less sure than its value. */
function stateBases({ states }: Assumption): string[] {
  return [...states.values()].flatMap(({ probability }) => probability.detail.origin?.basis ?? []);
}

/**
 * The last of them in the order from the best known to the worst; one that a scenario or the command line tries counts
 * for none.
 */
function weakest(bases: readonly string[]): string {
  return bases.reduce((worst, each) => (GIVEN.indexOf(each) > GIVEN.indexOf(worst) ? each : worst));
}

const GIVEN: readonly string[] = ['published', 'measured', 'estimate', 'illustrative', 'not stated'];
const GOOD: readonly string[] = ['published', 'measured'];

/** Every assumption of a model, as it stands in a month. */
export function registerOf({ assumptions }: Pick<Model, 'assumptions'>, today: Month): readonly Registered[] {
  return [...assumptions].map(([id, terms]) => {
    const first = terms.value.steps[0]?.value;
    const basis = weakest([terms.basis ?? first?.basis ?? 'not stated', ...stateBases(terms)]);
    const source = terms.source ?? first?.source;
    const isOverdue = terms.reviewBy !== undefined && terms.reviewBy < today;
    const isKept = terms.owner !== undefined && !isOverdue;
    const quality =
      source === undefined || !isKept ? 'weak' : GOOD.includes(basis) ? 'good' : basis === 'estimate' ? 'fair' : 'weak';
    return { id, terms, value: writtenValue(terms), basis, source, isOverdue, quality };
  });
}

/** The value as its file has it; dated values with their dates. */
export function writtenValue({ value: { steps } }: Assumption): string {
  const text = ({ text: said }: Scalar): string => said;
  if (steps.length === 1 && steps[0]?.since === undefined) return steps.map(({ value }) => text(value)).join('');
  return steps
    .map(({ since, value }) =>
      since === undefined
        ? text(value)
        : `${since.month === undefined ? since.year : monthName(since.month)}: ${text(value)}`,
    )
    .join('; ');
}

/** What a reader of the register would ask about: no source, no owner, a review that is overdue. */
export function registerFindings(model: Pick<Model, 'assumptions'>, tree: MapNode, today: Month): Finding[] {
  return registerOf(model, today).flatMap(({ id, terms, source, isOverdue }): Finding[] => {
    const place = {
      severity: 'warning' as const,
      at: `assumptions.${id}`,
      span: nodeAt(tree, ['assumptions', id])?.span,
    };
    return [
      ...(source === undefined
        ? [{ ...place, lint: 'assumption-without-source', says: `nothing says where the assumption ${id} comes from` }]
        : []),
      ...(terms.owner === undefined
        ? [{ ...place, lint: 'assumption-without-owner', says: `nobody answers for the assumption ${id}` }]
        : []),
      ...(isOverdue
        ? [
            {
              ...place,
              lint: 'assumption-overdue',
              says: `the assumption ${id} was to be reviewed by ${monthName(terms.reviewBy as Month)}`,
            },
          ]
        : []),
    ];
  });
}
