import { Exact, inWords, type Rate, sum } from '../figures/index.js';
import {
  type MapNode,
  type Month,
  monthName,
  type Problem,
  type ProblemCode,
  type ProblemData,
  problem,
  whereSaid,
} from '../language/index.js';
import { conditionsOf, fits, priceFor, type TierPrice, yearsTogether } from '../pricing/index.js';
import { allMonths, type Calendar } from './calendar.js';
import { Attributes, checkConditions, checkFlags, flagsAmong } from './conditions.js';
import type { Document } from './document.js';
import { Finder } from './finder.js';
import { kindsOf } from './kinds.js';
import { eligibleIn, firstThere, mayJoin } from './life.js';
import { checkLintTerms } from './lint-terms.js';
import { clocksOf, membershipYears } from './membership-years.js';
import type { Model } from './model.js';
import {
  addFirst,
  checkDrivers,
  checkGrouped,
  checkPrice,
  checkTaken,
  checkVat,
  crossedAmong,
  crossedBounds,
  driversOf,
  kindOf,
  type Offered,
  takable,
  takableIn,
} from './price-checks.js';
import type { PriceList } from './price-list.js';
import { Rolls, stagesWithin } from './rolls.js';
import { ownMonth, type School, TYPES } from './school.js';
import { saidShare, shareOf, type TierTerms } from './tier.js';

/** What is told of a condition that no school can meet. */
const CONDITION: readonly ProblemCode[] = ['unknown-name', 'bad-choice'];

/** Conditions, prices and shares of every tier, held against the schools and the services of the model. */
export function checkTiers(
  model: Model,
  { attributes: declared, drivers: columns }: Document['schools'],
  offered: Offered,
  finder: Finder,
): void {
  const drivers = driversOf(model.schools, columns);
  const conditions = [...model.tiers.values()].flatMap(({ eligible, price }) => [
    eligible,
    ...price.flatMap(conditionsOf).map(({ when }) => when),
  ]);
  const { wrong, flags } = checkFlags(conditions, model.schools, finder);
  const attributes = new Attributes(model.schools, declared, flags);
  const rest = { ...model, schools: model.schools.filter((school) => !wrong.has(school)) };
  const taken = takableIn(model, offered, attributes.valuesOf('takes'));
  for (const [id, tier] of model.tiers) {
    const before = finder.problems.length;
    const sold = { what: 'tier', vat: tier.vat, isUntaxed: model.tax.vat?.registered === false, isBrokered: false };
    checkConditions(tier.eligible, ['tiers', id, 'eligible'], attributes, finder);
    tier.price.forEach((price, i) => {
      checkPrice(price, ['tiers', id, 'price', i], { attributes, drivers }, finder);
      checkDrivers(price, ['tiers', id, 'price', i], drivers, finder);
      checkTaken(price, ['tiers', id, 'price', i], taken, false, finder);
      checkVat(price, ['tiers', id, 'price', i], sold, finder);
      checkYears(id, i, tier, finder);
    });
    checkGrouped(tier.price, ['tiers', id, 'price'], finder);
    // A condition that is misspelt leaves out the schools that it is meant for.
    if (!finder.problems.slice(before).some(({ code }) => CONDITION.includes(code)))
      checkCoverage(id, tier, rest, finder);
    for (const part of ['includes', 'discounts'] as const) {
      for (const name of tier[part].keys()) {
        if (model.services.get(name)?.kind === 'traded') continue;
        const known = [...model.services].flatMap(([service, { kind }]) => (kind === 'traded' ? [service] : []));
        finder.atKey(['tiers', id, part, name], 'unknown-name', { name, what: 'traded service', known });
      }
    }
  }
  checkAssigned(model, finder);
  checkOwnShares(model, offered.tiers, finder);
  if (model.choice === undefined) checkShares(model, finder);
}

/** Prices that stand still for some years stand for whole sign-ups. */
function checkYears(id: string, position: number, { price, term }: TierTerms, finder: Finder): void {
  const years = yearsTogether(price[position]);
  if (term.frozenFor === 1 || term.frozenFor % years === 0) return;
  finder.at(['tiers', id, 'term', 'frozen_for'], 'bad-value', {
    text: String(term.frozenFor),
    expected: `${years}, or a multiple of it`,
    why: `a price of the tier is for ${years} years together`,
  });
}

/** A school that is assigned a tier may join it; where tiers are assigned, some school is. */
function checkAssigned({ schools, tiers, choice }: Model, finder: Finder): void {
  for (const { id, tier, name, span, attributes } of schools) {
    if (tier === undefined) continue;
    const terms = tiers.get(tier);
    if (terms === undefined)
      finder.add(
        problem('unknown-name', finder.ofSchool(id, 'tier') ?? span, {
          name: tier,
          what: 'tier',
          which: `${name} is assigned`,
          known: [...tiers.keys()],
        }),
      );
    else if (!fits(terms.eligible, attributes)) {
      finder.add(
        problem('either-or', finder.ofSchool(id, 'tier') ?? span, {
          one: `tier: ${tier}`,
          other: `tiers.${tier}.eligible`,
          why: `${name} may not join the tier that it is assigned`,
        }),
      );
    }
  }
  if (choice?.rule === 'assigned' && schools.every(({ tier }) => tier === undefined)) {
    finder.atKey(['choice', 'rule'], 'missing-key', {
      key: 'tier',
      within: 'every school, while the rule is that tiers are assigned,',
    });
  }
}

/**
 * A school's own share is of tiers that there are, here or in another scenario; and of a school that may join several
 * between which nothing chooses, it says of which.
 */
function checkOwnShares({ schools, tiers, choice }: Model, elsewhere: readonly string[], finder: Finder): void {
  for (const school of schools) {
    if (school.joins === undefined) continue;
    const { joinsAt: span, name, joins } = school;
    const unknown = [...joins.byTier.keys()].find((tier) => !tiers.has(tier) && !elsewhere.includes(tier));
    if (unknown !== undefined)
      finder.add(problem('unknown-name', span, { name: unknown, what: `tier, of ${name},`, known: [...tiers.keys()] }));
    const open = [...tiers].filter(([, tier]) => mayJoin(school, [tier])).map(([id]) => id);
    const some = saysNotWhich(school);
    if (some === undefined || open.length < 2 || choice !== undefined) continue;
    const why = `${name} may join ${open.join(' and ')}, and nothing says which`;
    finder.add(
      problem('bad-value', span, {
        text: inWords(some),
        expected: `a share for each tier, such as { ${open[0]}: ${inWords(some)} }`,
        why,
      }),
    );
  }
}

/** A share that a school has in whichever tier, where that is not none. */
function saysNotWhich({ joins }: School): Rate | undefined {
  const all = joins?.all !== undefined && 'is' in joins.all ? joins.all.is.steps : [];
  return all.find(({ value }) => value.isKnown && value.exact.sign > 0)?.value;
}

/**
 * Where no choice is made between them, the shares of a school that are expected in each tier come to no more than all
 * of it.
 */
function checkShares({ schools, tiers, calendar }: Model, finder: Finder): void {
  const said = new Set<string>();
  for (const school of schools) {
    const open = [...tiers].filter(([, tier]) => mayJoin(school, [tier]));
    if (open.length < 2) continue;
    // What a school has answered is its own.
    const own = [
      school.phase,
      school.intent,
      school.converts,
      ownMonth(TYPES[school.type]),
      (school.answers ?? school.joins ?? school.life ?? school.there) && school.id,
    ];
    const kind = `${open.map(([id]) => id).join(' and ')}|${own.map((each) => each ?? '').join('|')}`;
    if (said.has(kind) || saysNotWhich(school)) continue;
    said.add(kind);
    const excess = excessOf(open, school, calendar);
    if (excess === undefined) continue;
    if (school.joins === undefined)
      finder.atKey(['tiers', open[open.length - 1]?.[0] as string, 'joins'], 'shares-exceed', excess);
    else finder.add(problem('shares-exceed', school.joinsAt, excess));
  }
}

/**
 * The first month in which more than all of a school is a member: of what is said for the month, and of memberships
 * that still run in it.
 */
function excessOf(
  tiers: readonly (readonly [string, TierTerms])[],
  school: School,
  calendar: Calendar,
): ProblemData['shares-exceed'] | undefined {
  const shareIn = ([id, tier]: readonly [string, TierTerms], at: Month): readonly Rate[] => {
    const now = eligibleIn(school, at, tier);
    const share = now && shareOf(tier, now, at, calendar, id);
    return share === undefined ? [] : [share];
  };
  const runs = tiers.map((tier) => ({ tier, years: membershipYears(calendar, clocksOf(school, tier[1])) }));
  for (const month of allMonths(calendar)) {
    const running = runs.flatMap(({ tier, years }) => {
      const since = years.find(({ first, last }) => first <= month && month <= last);
      return since === undefined ? [] : shareIn(tier, since.first);
    });
    for (const shares of [tiers.flatMap((tier) => shareIn(tier, month)), running]) {
      const total = sum('rate', shares);
      if (total.isKnown && total.exact.compare(Exact.one) > 0)
        return {
          school: school.name,
          tiers: tiers.map(([id]) => id).join(' and '),
          total: inWords(total),
          month: monthName(month),
        };
    }
  }
  return undefined;
}

/** Every way in which the prices of a price list cannot be right, whatever the school. */
export function checkPriceList(
  { tiers, attributes: declared, drivers, examples, lints }: PriceList,
  tree: MapNode,
  named: readonly string[] = [...tiers.keys()],
): Problem[] {
  const finder = new Finder(tree);
  const conditions = [...tiers.values()].flatMap(({ price }) => price.flatMap(conditionsOf).map(({ when }) => when));
  const flags = flagsAmong(
    conditions,
    [...examples.values()].flatMap(({ schools }) => schools),
  );
  const attributes = new Attributes(undefined, declared, flags);
  const said = [...examples.values()].flatMap(({ schools }) =>
    schools.map((school) => school.get('takes')?.text ?? ''),
  );
  const taken = takable(named, said);
  for (const [id, { price, vat }] of tiers) {
    price.forEach((each, i) => {
      checkPrice(each, ['tiers', id, 'price', i], { attributes, drivers }, finder);
      checkDrivers(each, ['tiers', id, 'price', i], ['pupils', 'budget', ...drivers], finder, 'drivers');
      checkTaken(each, ['tiers', id, 'price', i], taken, true, finder);
      checkVat(each, ['tiers', id, 'price', i], { what: 'tier', vat, isUntaxed: false, isBrokered: false }, finder);
    });
    checkGrouped(price, ['tiers', id, 'price'], finder);
    checkBounds(id, price, finder);
  }
  checkLintTerms(lints, tree, finder);
  return finder.problems;
}

/** A cap that is below the floor, for any kind of school that the prices of a list tell apart. */
function checkBounds(id: string, prices: readonly TierPrice[], finder: Finder): void {
  const said = new Set<string>();
  for (const { price, position, attributes } of kindsOf(prices) ??
    prices.map((price, i) => ({ price, position: i, attributes: NO_ATTRIBUTES }))) {
    const crossed = crossedBounds(price, attributes);
    if (crossed === undefined || said.has(`${position}|${crossed.cap}|${crossed.floor}`)) continue;
    said.add(`${position}|${crossed.cap}|${crossed.floor}`);
    finder.at(['tiers', id, 'price', position, 'cap'], 'cap-below-floor', crossed);
  }
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/**
 * Every school that may join has a price whose cap is not below its floor, and a share. Said once for a tier, of the
 * first kind of school and how many more.
 */
function checkCoverage(id: string, tier: TierTerms, model: Model, finder: Finder): void {
  const unpriced = new Map<string, School>();
  const unshared = new Map<string, School>();
  const crossing = new Set<number>();
  const seen = new Set<School['attributes']>();
  const tellCrossed = ({ attributes }: School): void => {
    if (seen.has(attributes)) return;
    seen.add(attributes);
    for (const { position, ...data } of crossedAmong(tier.price, attributes)) {
      if (!crossing.has(position)) finder.at(['tiers', id, 'price', position, 'cap'], 'cap-below-floor', data);
      crossing.add(position);
    }
  };
  const rolls = new Rolls(model);
  let beyond: string | undefined;
  for (const stage of model.schools.flatMap(stagesWithin)) {
    const { school } = stage;
    if (!fits(tier.eligible, school.attributes)) continue;
    const found = priceFor(tier.price, school.attributes);
    const grown = found && rolls.beyond(tier.price, stage);
    if (unpriced.size === 0) beyond = grown;
    if (found === undefined || grown !== undefined) addFirst(unpriced, kindOf(school), school);
    else tellCrossed(school);
    if (saidShare(tier, school, firstThere(school, model.calendar), model.calendar, id) === undefined)
      addFirst(unshared, kindOf(school), school);
  }
  const noPrice = toldFirst(id, unpriced);
  if (noPrice !== undefined)
    finder.at(['tiers', id, 'price'], 'no-price', { ...noPrice, ...whereSaid({ in: beyond }) });
  const noShare = toldFirst(id, unshared);
  if (noShare === undefined) return;
  // What is said only from a later date on lacks the start of the calendar alone.
  const { first, last } = model.calendar;
  const isLate = [...unshared.values()].slice(0, 1).some((school) => saidShare(tier, school, last, model.calendar, id));
  finder.at(['tiers', id, 'joins'], 'no-share', isLate ? { ...noShare, starts: monthName(first) } : noShare);
}

/** Kinds of school that lack something of a tier: the first school of the first, and the others; nothing where none does. */
function toldFirst(tier: string, kinds: ReadonlyMap<string, School>) {
  const [one, ...more] = kinds;
  return one && { school: one[1].name, tier, attributes: one[0], more: more.map(([kind]) => kind) };
}
