import { constant, Exact, type Figure, larger, type Money, nothing, portion, quotient, type Rate, smaller, sum } from '../figures/index.js';
import type { Period, Protection } from '../model/index.js';
import { periodsOf, yearLabel } from '../model/index.js';
import { figureOf, type Projection } from '../projection/index.js';
import { type Option, offerOf } from './options.js';
import { feeOf } from './worth.js';

/** One school that pays less than its fee because its loss is limited. */
export interface Protected {
  readonly school: string;
  readonly name: string;
  /** What it is let off, for as much of it as is expected to join. */
  readonly relief: Money;
}

/** What transitional protection costs in a company year, and who pays for it. */
export interface ProtectionYear {
  readonly year: number;
  readonly schools: readonly Protected[];
  readonly cost: Money;
  /** What those who would pay less than today gain, before they give any of it. */
  readonly gains: Money;
  /** The share of their gains that gainers give, and what that comes to; nothing where reserves pay. */
  readonly taken: Rate | undefined;
  readonly given: Money;
  /** Reserves at the end of the year after what they have paid so far. */
  readonly reserves: Money;
}

const NOUGHT = nothing('money');
const PENNY = constant('money', Exact.of('0.01'), 'a penny, where nobody gains');
const ONE = constant('rate', Exact.one, 'all of it');

/**
 * Year by year: a school that pays today is asked for no more than that and the most loss, compounded for each year of membership; the rest of its
 * fee is let off. Reserves pay for it, or gainers give an equal share of what they gain; what their gains cannot cover reserves pay. What is let off is
 * exactly what is given and drawn. The forecast itself is not changed: this is what the board would decide on top of it.
 */
export function protectionOf(projection: Projection, option: Option, terms: Protection): readonly ProtectionYear[] {
  const { calendar } = projection.model;
  const drawn: Money[] = [];
  return periodsOf(calendar, 'year').map((period, i) => {
    const found = inYear(projection, option, terms, period, i);
    drawn.push(sum('money', [found.cost], `drawn for protection, ${period.label}`, [found.given]));
    const reserves = sum('money', [figureOf(projection, 'reserves.closing', period) as Money], `reserves after protection, ${period.label}`, [
      ...drawn,
    ]);
    return { ...found, reserves };
  });
}

function inYear(
  projection: Projection,
  option: Option,
  { mostLoss, fundedBy }: Protection,
  period: Period,
  index: number,
): Omit<ProtectionYear, 'reserves'> {
  const { model, membership } = projection;
  const year = Number(period.id);
  const at = Math.max(model.calendar.first, year * 12 + model.calendar.yearStarts);
  const schools: Protected[] = [];
  const gains: Money[] = [];
  for (const { school, quote } of offerOf(projection, option, year).priced) {
    const joins = membership.choice.share(option.tier, option.terms, school, at);
    if (school.paysNow === undefined || joins === undefined) continue;
    const fee = feeOf({ school, tier: option.terms, year }, quote);
    let most: Money = school.paysNow;
    for (let n = 0; n <= index; n++)
      most = portion(most, sum('rate', [ONE, mostLoss], 'as much as today, and the most loss'), `most that ${school.name} is asked for`);
    const share = (amount: Money, label: string): Money => {
      const expected = portion(amount, joins, label);
      return school.count === undefined ? expected : portion(expected, school.count, label);
    };
    const relief = share(larger('money', [sum('money', [fee], 'above the most', [most]), NOUGHT]), `let off ${school.name}`);
    if (relief.isKnown && relief.pence > 0) schools.push({ school: school.id, name: school.name, relief });
    gains.push(share(larger('money', [sum('money', [school.paysNow], 'gain', [fee]), NOUGHT]), `gain of ${school.name}`));
  }
  const label = yearLabel(model.calendar, year);
  const cost = sum(
    'money',
    schools.map(({ relief }) => relief),
    `cost of protection, ${label}`,
  );
  const gained = sum('money', gains, `gains of those who pay less than today, ${label}`);
  const given = fundedBy === 'reserves' ? NOUGHT : smaller('money', [cost, gained], `given by gainers, ${label}`);
  const taken =
    fundedBy === 'reserves' ? undefined : quotient<'rate'>('rate', given, larger('money', [gained, PENNY]), `share of gains that is given, ${label}`);
  return { year, schools, cost, gains: gained, taken, given };
}

/** What protection costs, by name. */
export const PROTECTION_FIGURES = ['protection.cost', 'protection.gains', 'protection.taken', 'protection.given', 'protection.reserves'] as const;
export type ProtectionFigureName = (typeof PROTECTION_FIGURES)[number];

/** A figure of protection in a company year; undefined where the model has no protection. */
export function protectionFigure(name: ProtectionFigureName, projection: Projection, option: Option, year: number): Figure | undefined {
  const terms = projection.model.protection;
  const found = terms && protectionOf(projection, option, terms).find((each) => each.year === year);
  return found?.[name.slice('protection.'.length) as 'cost' | 'gains' | 'taken' | 'given' | 'reserves'];
}
