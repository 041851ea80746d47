import { type Problem, problem } from '../../language/index.js';
import { type Accepted, basePriceOf, type Model } from '../../model/index.js';
import type { Finding, Lint, Linted, LintSubject } from '../shared/lint.js';
import {
  dominatedPack,
  hiddenLimit,
  idleDiscount,
  retiredKey,
  unitAtBound,
  unreachable,
  unusedDeclaration,
} from './clauses.js';
import { floorUndercut, idleLimit } from './limits.js';
import { cliff, priceGap, priceInversion, tooManyKinds } from './steps.js';

export type { Finding, LintSubject } from '../shared/lint.js';
export { dateFindings } from './dates.js';
export { exampleFindings } from './examples.js';
export { idleChanges, idleFindings } from './idle.js';
export { orderFindings } from './orders.js';
export { pupilFindings } from './pupils.js';
export { rollFindings } from './roll.js';
export { schoolFindings } from './schools.js';

/** Every lint of prices. To add one: a line here. */
export const lints: readonly Lint[] = [
  priceInversion,
  cliff,
  priceGap,
  unreachable,
  hiddenLimit,
  idleLimit,
  floorUndercut,
  idleDiscount,
  unitAtBound,
  dominatedPack,
  unusedDeclaration,
  tooManyKinds,
  retiredKey,
];

/** Lints that are found beside the prices, by whoever knows what they need. */
export const OTHER_LINTS = [
  { code: 'unused-assumption', severity: 'note', summary: 'an assumption that nothing uses' },
  {
    code: 'assumption-without-source',
    severity: 'warning',
    summary: 'an assumption that names no source, itself or in the file',
  },
  { code: 'assumption-without-owner', severity: 'warning', summary: 'an assumption that nobody answers for' },
  { code: 'assumption-overdue', severity: 'warning', summary: 'an assumption that was to be reviewed by now' },
  {
    code: 'misspelt-value',
    severity: 'warning',
    summary: 'an example whose school has nearly, and not quite, a value that a price asks for',
  },
  {
    code: 'school-without-pupils',
    severity: 'warning',
    summary: 'a school that has no pupils in some years, and is taken for closed in them',
  },
  {
    code: 'floor-in-a-part-year',
    severity: 'note',
    summary: 'a floor of a year that the months before a first full invoice come to less than',
  },
  {
    code: 'other-pupils',
    severity: 'warning',
    summary: 'a price for pupils that are counted in another way, or at another census, than those of the roll',
  },
  {
    code: 'order-above-days',
    severity: 'warning',
    summary: 'more days of a post are ordered in a company year than there are',
  },
  {
    code: 'month-above-days',
    severity: 'note',
    summary: 'more days of a post are needed in a month than there are, in a year that has enough',
  },
  {
    code: 'order-outside-calendar',
    severity: 'warning',
    summary: 'orders for days that the calendar does not have',
  },
  {
    code: 'no-members',
    severity: 'warning',
    summary: 'a demand of members for a service, where no tier is offered that anybody could join',
  },
  {
    code: 'placeholder',
    severity: 'warning',
    summary: 'a trust, or another name that schools are taken together by, which says that there is none',
  },
  {
    code: 'near-equal',
    severity: 'warning',
    summary: 'names that differ in capitals, blanks, punctuation or zeros before a number alone',
  },
  { code: 'no-urn', severity: 'warning', summary: 'a school whose id is no URN, where most others are' },
  { code: 'total-row', severity: 'warning', summary: 'a row of a roll that is most likely the total of others' },
  { code: 'far-date', severity: 'warning', summary: 'a value by date of which a date lies far outside the calendar' },
  { code: 'idle-scenario', severity: 'warning', summary: 'a scenario that changes nothing' },
  {
    code: 'idle-change',
    severity: 'warning',
    summary: 'a change of a scenario, of --set or of the roll that makes no difference beside the rest',
  },
  {
    code: 'missed-policy',
    severity: 'promise',
    summary: "a policy of the board's own, for reserves or for cash, that the model as it stands does not keep",
  },
  { code: 'accepts-nothing', severity: 'warning', summary: 'an acceptance under `lints` that accepts nothing' },
] as const;

/** A finding, and why it is accepted where the file says so. */
export interface Judged extends Finding {
  readonly because: string | undefined;
}

/** Acceptances of lints that there are not: they would accept nothing. */
export function unknownLints(accepts: readonly Accepted[]): Problem[] {
  const known = [...lints, ...OTHER_LINTS].map(({ code }) => code);
  return accepts.flatMap(({ lint: { text: name, span } }) =>
    known.includes(name) ? [] : problem('unknown-name', span, { name, what: 'lint', known }),
  );
}

/** The prices of a model that lints look at: those of its tiers, and what its services are charged by. */
export function pricedIn({ tiers, services }: Pick<Model, 'tiers' | 'services'>): Linted[] {
  return [
    ...[...tiers].map(([id, { price }]) => ({ id, price, path: ['tiers', id, 'price'] })),
    ...[...services].map(([id, service]): Linted => {
      const isFee = service.kind === 'brokered' && service.providerFee !== undefined;
      return {
        id,
        price: basePriceOf(service),
        path: ['services', id, isFee ? 'provider_fee' : 'price'],
        isRetired: service.kind === 'traded' && service.isOldPrice,
      };
    }),
  ];
}

/** All that lints find in the prices of a subject. */
export function findingsIn(subject: LintSubject): Finding[] {
  return lints.flatMap(({ code, severity, find }) => find(subject).map((each) => ({ lint: code, severity, ...each })));
}

const covers = ({ lint, at }: Accepted, found: Finding): boolean =>
  lint.text === found.lint && (at === undefined || found.at === at.text || found.at.startsWith(`${at.text}.`));

/** Whether a file accepts what is found. */
export const acceptedIn = (accepts: readonly Accepted[], found: Finding): boolean =>
  accepts.some((each) => covers(each, found));

/**
 * Findings with the file's own acceptances; and, where the file `isSound`, each acceptance that accepts none of them:
 * in one that has problems, a price that could not be read might be what it is for.
 */
export function judged(findings: readonly Finding[], accepts: readonly Accepted[], isSound: boolean): Judged[] {
  const used = new Set<Accepted>();
  const result = findings.map((found): Judged => {
    const accepted = accepts.filter((each) => covers(each, found));
    for (const each of accepted) used.add(each);
    return { ...found, because: accepted[0]?.because };
  });
  const idle = isSound ? accepts.filter((each) => !used.has(each)) : [];
  return [
    ...result,
    ...idle.map(
      ({ lint, at }): Judged => ({
        lint: 'accepts-nothing',
        severity: 'warning',
        at: 'lints.accepts',
        span: lint.span,
        says: `nothing is found that accepting ${lint.text}${at === undefined ? '' : ` at ${at.text}`} would cover`,
        because: undefined,
      }),
    ),
  ];
}
