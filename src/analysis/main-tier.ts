import { type Count, type Rate, times } from '../figures/index.js';
import type { School } from '../model/index.js';
import type { Projection } from '../projection/index.js';
import { type Option, offerOf, optionsOf } from './options.js';

/** How many of a line of the roll are expected to join a tier in a company year: a share of one school, or of as many as an archetype stands for. Undefined where nothing is said. */
export function joining({ membership, model }: Projection, { tier, terms }: Option, school: School, year: number): Rate | Count | undefined {
  const at = Math.max(model.calendar.first, year * 12 + model.calendar.yearStarts);
  const share = membership.choice.share(tier, terms, school, at);
  return share === undefined || school.count === undefined ? share : times(school.count, share);
}

const found = new WeakMap<Projection, Map<number, Option>>();

/**
 * The tier that most members are expected to join in a company year; the first by its id among equals. Gains and the exit cascade are of it where no tier is
 * named. What is not known counts for nothing here. Undefined for a model without tiers.
 */
export function mainOption(projection: Projection, year: number): Option | undefined {
  const options = optionsOf(projection, []);
  if (options.length < 2) return options[0];
  const known = found.get(projection) ?? new Map<number, Option>();
  found.set(projection, known);
  const main = known.get(year) ?? mostJoined(projection, options, year);
  known.set(year, main);
  return main;
}

function mostJoined(projection: Projection, options: readonly Option[], year: number): Option {
  const each = options.map((option) => ({ option, members: membersOf(projection, option, year) }));
  each.sort((a, b) => b.members - a.members || (a.option.tier < b.option.tier ? -1 : 1));
  return (each[0] as (typeof each)[number]).option;
}

function membersOf(projection: Projection, option: Option, year: number): number {
  const { priced, unknown } = offerOf(projection, option, year);
  return [...priced, ...unknown].reduce((sum, { school }) => {
    const joins = joining(projection, option, school, year);
    return joins?.isKnown ? sum + joins.exact.toNumber() : sum;
  }, 0);
}
