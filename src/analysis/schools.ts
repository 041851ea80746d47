import { constant, Exact, type Figure, quotient, sum } from '../figures/index.js';
import type { School, TierTerms } from '../model/index.js';
import type { Quote } from '../pricing/index.js';
import type { Projection } from '../projection/index.js';

/** One school under one tier in one company year. */
export interface SchoolAsked {
  readonly school: School;
  readonly tier: TierTerms;
  readonly year: number;
}

interface Maker {
  readonly means: string;
  readonly of: (asked: SchoolAsked, quote: Quote, projection: Projection) => Figure | undefined;
}

const ONE_SCHOOL = constant('count', Exact.one, 'one school');

/** Figures of a school, by name; undefined where the roll does not say what they need. To add one: an entry here. */
const makers = {
  fee: { means: "a school's membership for a full year", of: (_asked, { fee }) => fee },
  'fee.per_pupil': {
    means: 'its fee over its pupils',
    of: ({ school, year }, { fee }, { membership }) => quotient('price', fee, membership.pupilsOf(school, year), `fee of ${school.name} per pupil`),
  },
  'fee.change': {
    means: 'its fee less what it pays now',
    of: ({ school: { name, paysNow } }, { fee }) => paysNow && sum('money', [fee], `fee of ${name} less what it pays now`, [paysNow]),
  },
  'fee.share_of_budget': {
    means: 'its fee as a share of its budget',
    of: ({ school: { name, budget } }, { fee }) => budget && quotient('rate', fee, budget, `fee of ${name} as a share of its budget`),
  },
  'school.pupils': { means: "a school's pupils in the year", of: ({ school, year }, _quote, { membership }) => membership.pupilsOf(school, year) },
  'school.count': { means: 'how many schools an archetype stands for', of: ({ school: { count } }) => count ?? ONE_SCHOOL },
  'school.pays_now': { means: 'what a school pays now', of: ({ school: { paysNow } }) => paysNow },
  'school.budget': { means: "a school's budget", of: ({ school: { budget } }) => budget },
} as const satisfies Readonly<Record<string, Maker>>;

export type SchoolFigureName = keyof typeof makers;
export const SCHOOL_FIGURES = Object.keys(makers) as SchoolFigureName[];

/** A figure of a school; undefined where the roll does not say what it needs. */
export function schoolFigure(name: SchoolFigureName, asked: SchoolAsked, quote: Quote, projection: Projection): Figure | undefined {
  return (makers[name] as Maker).of(asked, quote, projection);
}

/** What a figure of a school is, in a few words; undefined for another name. */
export function schoolFigureMeans(name: string): string | undefined {
  return (makers as Readonly<Record<string, Maker>>)[name]?.means;
}
