import { asNumber, type Figure, type Money, totalOf } from '../../figures/index.js';
import type { Model, Period } from '../../model/index.js';
import { periodsOf as calendarPeriods } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { type Offer, offerOf, optionsOf, type TierFigureName, tierFigure } from '../offer/options.js';
import { membershipOf } from '../offer/taken.js';
import { constituencyOf } from '../shared/groups.js';
import type { Chances } from '../simulation/index.js';
import { spreadOf } from '../worth/spread.js';
import type { Against } from '../worth/worth.js';

/** What a limit is about. */
export type Limited =
  /** A line of the forecast, in a year or in every year. */
  | { readonly kind: 'line'; readonly name: string }
  /**
   * In how many draws a line of the forecast is at least, or at most, so much: in a year, or in every year of a draw.
   */
  | { readonly kind: 'drawn'; readonly name: string; readonly atMost: boolean; readonly bound: number }
  /** A figure of the tier as `buyin tiers` shows it. */
  | { readonly kind: 'tier'; readonly name: TierFigureName }
  /** The largest loss of any school, in pounds or as a share of what it would pay otherwise. */
  | { readonly kind: 'loss'; readonly share: boolean }
  /** The share of schools that is better off: of all, in the worst-off constituency, or in one. */
  | { readonly kind: 'better'; readonly where: 'all' | 'worst' | { readonly constituency: string } }
  /** How many different numbers the tariff has. */
  | { readonly kind: 'numbers' };

/** A limit that the board sets. */
export interface BoardLimit {
  /** As it is written on the command line. */
  readonly text: string;
  readonly of: Limited;
  readonly scenario: string | undefined;
  /** The company year; every year of the calendar where a line has none. */
  readonly year: number | undefined;
  readonly atMost: boolean;
  /** In pounds, as a fraction, or a number. */
  readonly bound: number;
  /** How the bound is measured: for showing. */
  readonly unit: 'money' | 'rate' | 'count' | 'price';
}

/** What candidates are measured by. */
export interface DesignAsked {
  readonly tier: string;
  /** The company year in which fees are held against what schools would pay otherwise. */
  readonly year: number;
  readonly against: Against;
  readonly limits: readonly BoardLimit[];
  /** How limits in a share of draws are drawn. */
  readonly chances: Chances;
}

/** What a candidate comes to. What is not known is NaN. */
export interface Score {
  /** Of all company years together, in pounds. */
  readonly surplus: number;
  /** The share of schools that is better off in the constituency where it is least. */
  readonly worst: number;
  readonly loss: number;
  readonly lossShare: number;
  readonly numbers: number;
  /** For each limit, what is held against it, and by how much it is met: below zero where it is not. */
  readonly values: readonly number[];
  readonly gaps: readonly number[];
}

/** What is measured of one projection: figures, and what their values come to. */
export interface Sheet {
  readonly scenario: string | undefined;
  readonly roots: readonly Figure[];
  /** Position among the roots of the surplus of each year. */
  readonly surplus: readonly number[];
  readonly schools: readonly Measured[];
  /** For each limit of this scenario, the positions of what it is about. */
  readonly limits: ReadonlyMap<BoardLimit, readonly number[]>;
}

/** A school of which it is known what it would pay otherwise. */
interface Measured {
  /** Position among the roots of what it gains. */
  readonly at: number;
  /** How many schools it counts for; where that is a part of them, the position among the roots. */
  readonly count: number | { readonly at: number };
  readonly baseline: number;
  readonly constituency: string;
}

/** The tier whose prices are searched, put on every school that may take it. */
function tierIn(projection: Projection, { tier, year }: Pick<DesignAsked, 'tier' | 'year'>): Offer {
  const option = optionsOf(projection, []).find((each) => each.tier === tier);
  if (option === undefined) throw new RangeError(`no tier ${tier}`);
  return offerOf(projection, option, year);
}

/** Whom a tariff is judged by: each school under the tier that it takes. */
export function judgedIn(projection: Projection, { year }: Pick<DesignAsked, 'year'>): Offer {
  const offer = membershipOf(projection, year);
  if (offer === undefined) throw new RangeError('no tier');
  return offer;
}

/** What has to be worked out of a projection under one scenario. */
export function sheetOf(projection: Projection, asked: DesignAsked, scenario: string | undefined): Sheet {
  const roots: Figure[] = [];
  const add = (figure: Figure): number => roots.push(figure) - 1;
  const own = asked.limits.filter((limit) => limit.scenario === scenario);
  const isBase = scenario === undefined;
  const surplus = isBase ? yearsOf(projection.model).map((year) => add(figureOf(projection, 'surplus', year))) : [];
  const people = isBase || own.some(({ of }) => of.kind === 'loss' || of.kind === 'better');
  const schools = people ? schoolsIn(projection, asked, add) : [];
  const limits = new Map(own.map((limit) => [limit, rootsOf(limit, projection, asked).map(add)]));
  return { scenario, roots, surplus, schools, limits };
}

const yearsOf = ({ calendar }: Model): readonly Period[] => calendarPeriods(calendar, 'year');

/** The company years that a limit speaks of: one, or all. */
export function periodsOf(model: Model, year: number | undefined): readonly Period[] {
  return yearsOf(model).filter(({ id }) => year === undefined || id === String(year));
}

function schoolsIn(projection: Projection, asked: DesignAsked, add: (figure: Figure) => number): Measured[] {
  return spreadOf(judgedIn(projection, asked), asked.against, projection).known.map(({ each, gain, baseline }) => ({
    at: add(gain),
    count: each.part === undefined ? asNumber(each.count.value) : { at: add(each.count) },
    baseline: asNumber(baseline.value),
    constituency: constituencyOf(each.school, projection.model).id,
  }));
}

function rootsOf({ of, year }: BoardLimit, projection: Projection, asked: DesignAsked): Figure[] {
  if (of.kind === 'line') {
    return periodsOf(projection.model, year).map((period) => figureOf(projection, of.name, period));
  }
  if (of.kind !== 'tier') return [];
  return [tierFigure(of.name, tierIn(projection, asked), {})].flatMap((figure) => figure ?? []);
}

/** A sheet with the value of each of its roots, in pounds, counts or fractions. */
export interface FilledSheet {
  readonly sheet: Sheet;
  readonly value: (root: number) => number;
  /** In how many draws a limit of this scenario holds, as a share. */
  readonly drawn: (limit: BoardLimit) => number;
}

/**
 * What a candidate comes to, by the sheets of every scenario that is asked for. Limits in a share of draws take long,
 * so that where it misses another limit, by more than `slack` where that is money, they are not asked, and are not
 * known; unless they are `always`.
 */
export function scoreOf(
  asked: DesignAsked,
  filled: readonly FilledSheet[],
  numbers: number,
  slack: number | 'always' = 'always',
): Score {
  const base = filled.find(({ sheet }) => sheet.scenario === undefined) as FilledSheet;
  const political = new Map<string | undefined, Political>();
  const of = (scenario: string | undefined): Political => {
    const found =
      political.get(scenario) ?? politicalOf(filled.find(({ sheet }) => sheet.scenario === scenario) as FilledSheet);
    political.set(scenario, found);
    return found;
  };
  const gapOf = ({ atMost, bound }: BoardLimit, value: number): number => (atMost ? bound - value : value - bound);
  const plain = asked.limits.map((limit) =>
    limit.of.kind === 'drawn' ? Number.NaN : limitedValue(limit, filled, of(limit.scenario), numbers),
  );
  const isMissed = (limit: BoardLimit, i: number): boolean => {
    if (slack === 'always' || limit.of.kind === 'drawn') return false;
    return !isMet(gapOf(limit, plain[i] as number) + (isOff(limit.unit) ? slack : 0));
  };
  const isOut = asked.limits.some(isMissed);
  const values = asked.limits.map((limit, i) =>
    limit.of.kind !== 'drawn' || isOut ? (plain[i] as number) : drawnIn(limit, filled),
  );
  const { worst, loss, lossShare } = of(undefined);
  return {
    surplus: base.sheet.surplus.reduce((total, at) => total + base.value(at), 0),
    worst,
    loss,
    lossShare,
    numbers,
    values,
    gaps: asked.limits.map((limit, i) => gapOf(limit, values[i] as number)),
  };
}

const drawnIn = (limit: BoardLimit, filled: readonly FilledSheet[]): number =>
  (filled.find(({ sheet }) => sheet.scenario === limit.scenario) as FilledSheet).drawn(limit);

interface Political {
  readonly worst: number;
  readonly all: number;
  readonly loss: number;
  readonly lossShare: number;
  readonly shares: ReadonlyMap<string, number>;
}

/**
 * A gain to the penny. A replay does not round, and whoever gains or loses less than half a penny is as well off as
 * before; a fee is rounded half up, and so what is left of a gain half down.
 */
const toPenny = (gain: number): number => Math.ceil(gain * 100 - 0.5 - 1e-6) / 100;

function politicalOf({ sheet, value }: FilledSheet): Political {
  const known = new Map<string, { better: number; all: number }>();
  let loss = 0;
  let lossShare = 0;
  for (const { at, count: counted, baseline, constituency } of sheet.schools) {
    const count = typeof counted === 'number' ? counted : tidy(value(counted.at));
    if (count === 0) continue;
    const gain = toPenny(value(at));
    const group = known.get(constituency) ?? { better: 0, all: 0 };
    known.set(constituency, group);
    group.all += count;
    if (gain > 0) group.better += count;
    loss = Math.max(loss, -gain);
    // A school that pays nothing today loses more than any share of it.
    if (gain < 0 || Number.isNaN(gain))
      lossShare = Math.max(lossShare, baseline === 0 ? Number.POSITIVE_INFINITY : -gain / baseline);
  }
  if (known.size === 0)
    return { worst: Number.NaN, all: Number.NaN, loss: Number.NaN, lossShare: Number.NaN, shares: new Map() };
  const shares = new Map(
    [...known].filter(([, { all }]) => all > 0).map(([id, { better, all }]) => [id, tidy(better / all)]),
  );
  const [better, all] = [...known.values()].reduce(([a, b], group) => [a + group.better, b + group.all], [0, 0]);
  return { worst: Math.min(...shares.values()), all: tidy(better / all), loss, lossShare: tidy(lossShare), shares };
}

/** Without the noise of a double, so that equal shares are equal. */
const tidy = (share: number): number => (Number.isFinite(share) ? Math.round(share * 1e9) / 1e9 : share);

function limitedValue(
  limit: BoardLimit,
  filled: readonly FilledSheet[],
  political: Political,
  numbers: number,
): number {
  const { of, atMost, scenario } = limit;
  if (of.kind === 'numbers') return numbers;
  if (of.kind === 'loss') return of.share ? political.lossShare : political.loss;
  if (of.kind === 'better') {
    if (typeof of.where !== 'string') return political.shares.get(of.where.constituency) ?? Number.NaN;
    return of.where === 'all' ? political.all : political.worst;
  }
  const { sheet, value } = filled.find((each) => each.sheet.scenario === scenario) as FilledSheet;
  const all = (sheet.limits.get(limit) ?? []).map(value);
  // Without a year a limit is for every year, so what counts is the worst of them; an unknown one makes it unknown.
  return all.length === 0 ? Number.NaN : atMost ? Math.max(...all) : Math.min(...all);
}

/** The surplus of all company years together, as a figure. */
export function surplusOf(projection: Projection): Money {
  const years = yearsOf(projection.model).map((year) => figureOf(projection, 'surplus', year) as Money);
  return totalOf('money', years, 'surplus of all years together');
}

/** Money may be off by the margin in a replay; shares and numbers are not. */
export const isOff = (unit: BoardLimit['unit']): boolean => unit !== 'rate' && unit !== 'count';

/** Whether a limit is met, to within the noise of a double; what is not known meets none. */
export const isMet = (gap: number): boolean => gap >= -1e-9;
