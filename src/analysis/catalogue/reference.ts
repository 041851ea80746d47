import { type Calendar, GRAINS, type Grain, type Period, periodsOf, type School } from '../../model/index.js';
import { type Projection, periodNamed } from '../../projection/index.js';
import { type ListSaid, type Offer, type Option, offerOf, optionsOf } from '../offer/options.js';
import { membershipOf, noMembership, takenBy } from '../offer/taken.js';

/** Which figure of which projection: what `explain` takes, and what every number of a report carries. */
export interface Ref {
  /** `income.membership`, `reserves.closing`, `fee`. */
  readonly figure: string;
  /** The scenarios applied, joined by `+`; undefined for the model as it stands. */
  readonly scenario?: string;
  /**
   * A company year by the calendar year it starts in, a month `2019-04`, a term `2019-autumn`, or a quarter `2019-q3`.
   */
  readonly year?: number;
  readonly month?: string;
  readonly term?: string;
  readonly quarter?: string;
  readonly school?: string;
  readonly tier?: string;
  /** The path of a price list that is put beside the model's own tiers. */
  readonly with?: string;
  /** An invoice by its number. */
  readonly invoice?: string;
  /** What the command line sets: `assumptions.buy_in.value=80%`. */
  readonly set?: readonly string[];
  /** Some schools of the roll: `phase=primary,size=211-420`. */
  readonly among?: string;
  /** A draw of a simulation, and the seed that it is drawn by. */
  readonly draw?: number;
  readonly seed?: number;
  /** The path of the model, where a report holds figures of several. */
  readonly model?: string;
}

/** Why there is no figure for a reference, with the names that there are. */
export interface NoFigure {
  readonly what: 'figure' | 'year' | 'month' | 'term' | 'quarter' | 'school' | 'tier' | 'invoice' | 'group of schools';
  readonly name: string;
  readonly known: readonly string[];
  /** What to name, where nothing was. */
  readonly says?: string;
}

/** The period that a reference speaks of; the first company year where it says none. */
export function periodFor(calendar: Calendar, ref: Ref): Period | NoFigure {
  const grain = GRAINS.find((each) => each !== 'year' && ref[each] !== undefined) ?? 'year';
  const id = ref[grain];
  const all = periodsOf(calendar, grain);
  if (id === undefined) return all[0] as Period;
  return (
    periodNamed(calendar, grain, String(id)) ?? { what: grain, name: String(id), known: all.map((period) => period.id) }
  );
}

/** A reference's place in time, for the cells of a period. */
export function timeOf({ grain, id }: Period): Pick<Ref, Grain> {
  return grain === 'year' ? { year: Number(id) } : { [grain]: id };
}

/** The options that a reference may name: the model's own tiers, or those of the price list that it names. */
export const optionsFor = (projection: Projection, ref: Ref, lists: readonly ListSaid[]): readonly Option[] =>
  optionsOf(projection, lists).filter(({ list }) => list === ref.with);

/** Why a reference is of no tier: there is none of that name, or several and it names none. */
export function notOne(ref: Ref, options: readonly Option[], why = `${ref.figure} is of one tier`): NoFigure {
  const known = options.map(({ tier }) => tier);
  if (ref.tier !== undefined || known.length === 0) return { what: 'tier', name: ref.tier ?? '(none)', known };
  return {
    what: 'tier',
    name: '(none named)',
    known,
    says: `${why}: name it with --tier, as in --tier ${known[0]}; there are ${known.join(', ')}`,
  };
}

/** The option that a reference names; the only one where it names none, and the first of a price list. */
export function optionFor(projection: Projection, ref: Ref, lists: readonly ListSaid[]): Option | NoFigure {
  const options = optionsFor(projection, ref, lists);
  const unsaid = options.length === 1 || ref.with !== undefined ? options[0]?.tier : undefined;
  return options.find(({ tier }) => tier === (ref.tier ?? unsaid)) ?? notOne(ref, options);
}

/** The same of one school: where the reference names no tier, that which it takes. */
export function optionOfSchool(
  projection: Projection,
  ref: Ref,
  school: School,
  year: number,
  lists: readonly ListSaid[],
): Option | NoFigure {
  const found = optionFor(projection, ref, lists);
  if (!('what' in found) || ref.tier !== undefined || ref.with !== undefined) return found;
  const taken = takenBy(projection, school, year);
  const [only] = taken === 'no price' ? [] : taken;
  if (only !== undefined && taken.length === 1) return only.option;
  const several = taken === 'no price' ? [] : taken;
  const why =
    several.length === 0 ? 'may take no tier' : `may take ${several.map(({ option: { tier } }) => tier).join(' or ')}`;
  return notOne(ref, optionsFor(projection, ref, lists), `${ref.figure} is of one tier, and ${school.name} ${why}`);
}

/** What schools are judged under: the tier that a reference names, or each in the tier that it takes. */
export function offerFor(projection: Projection, ref: Ref, year: number, lists: readonly ListSaid[]): Offer | NoFigure {
  if (ref.tier === undefined && ref.with === undefined)
    return membershipOf(projection, year) ?? noMembership(projection, year);
  const option = optionFor(projection, ref, lists);
  return 'what' in option ? option : offerOf(projection, option, year);
}
