import {
  asNumber,
  type Count,
  constant,
  Exact,
  type Figure,
  inPounds,
  inWords,
  lever,
  type Money,
  type Price,
  Recording,
  sum,
  times,
  unknown,
} from '../../figures/index.js';
import type { Model, Period, Phase } from '../../model/index.js';
import { figureOf, type Lever, type Projection, project } from '../../projection/index.js';
import { ALONE, type FigureEntries, type FigureEntry, type PeriodAt } from '../shared/figure-entry.js';
import { type Filling, fillingIn, membersByPhase, schoolsIn } from '../shared/filling.js';
import { type CrossingPoint, CrossingSearch, type CrossingsFound, MOST_TURN, NEAR, type Zone } from './crossings.js';
import { type BreakEvenMeasure, countedIn, measures } from './measures.js';
import { TurnedSurplus } from './turned-surplus.js';

/** A point at which the surplus is nil, or jumps from one side of zero to the other. */
export interface Crossing extends Pick<CrossingPoint, 'kind' | 'above'> {
  /** In the measure's unit; its working leads to the figure as modelled. */
  readonly at: Figure;
  /**
   * How far the lever is turned there, in multiples of what is modelled; undefined where it is worked out without one.
   */
  readonly turn: Exact | undefined;
  /**
   * Of members: whether it lies in the mix of schools and tiers as modelled. Beyond it the schools that are not full
   * yet are added alone.
   */
  readonly isInMix: boolean;
}

/** Where the mix as modelled ends, because all has joined of the first schools. */
export interface MixEnd {
  /** In the measure's unit. */
  readonly at: Figure;
  readonly surplus: Money;
  readonly filling: Filling;
}

export interface BreakEven {
  readonly measure: BreakEvenMeasure;
  /** As modelled; undefined where the model has nothing of the kind. */
  readonly modelled: Figure | undefined;
  /** All of them, in rising order. */
  readonly crossings: readonly Crossing[];
  /**
   * The one that matters from where the company stands, in the mix as modelled: the next below in surplus, the next
   * above in deficit; where there is none on that side, the nearest on the other. Undefined where no crossing lies in
   * the mix.
   */
  readonly next: Crossing | undefined;
  /** Of members: undefined where all schools are full at once. */
  readonly mixEnd: MixEnd | undefined;
  /** For measures in whole numbers, from none to the most there can be. */
  readonly zones: readonly Zone[];
  /** In the unit: the most that was looked at. */
  readonly most: number;
  /** Why there is no crossing, or none in the mix as modelled. */
  readonly none: string | undefined;
  /** Whether nobody can say if there is one. */
  readonly isUnknown: boolean;
}

/**
 * `break_even.members` is the crossing that matters from where the company stands; `break_even.members.2` the second
 * from below, and
 * `break_even.members.modelled` what it is held against. Undefined where there are not so many; unknown, with the
 * reason, where none matters.
 */
export const breakEvenFigures: FigureEntries<PeriodAt> = Object.fromEntries(
  measures.map((measure): [string, FigureEntry<PeriodAt>] => [
    `break_even.${measure.name}`,
    {
      kind: () => measure.unit,
      means: `${measure.label.toLowerCase()} at which the surplus is nil, the next from where the company stands: ${measure.means}`,
      parts: { ...ALONE, takes: (part) => part === '' || part === 'modelled' || /^\d+$/.test(part) },
      make: ({ projection, period }, which) => {
        const { modelled, crossings, next, none } = breakEven(
          projection.model,
          countedIn(measure, projection.model),
          period,
        );
        if (which === 'modelled') return modelled;
        return which === '' ? (next?.at ?? unknown(measure.unit, none ?? 'none')) : crossings[Number(which) - 1]?.at;
      },
    },
  ]),
);

/**
 * Every value of a measure at which a period's surplus is nil, all else as modelled. Step costs make several (textbook:
 * break-even with step-fixed costs); where there is none, it says so. Candidates are found on the recorded workings
 * read as lines (`sweep`), then each is worked out and verified on exact figures. Each is searched for once.
 */
export function breakEven(model: Model, measure: BreakEvenMeasure, period: Period): BreakEven {
  const known = searches.get(model) ?? new Map<string, BreakEven>();
  searches.set(model, known);
  const key = `${measure.name}|${period.grain}|${period.id}`;
  const found = known.get(key) ?? searchedFor(model, measure, period);
  known.set(key, found);
  return found;
}

const searches = new WeakMap<Model, Map<string, BreakEven>>();

function searchedFor(model: Model, measure: BreakEvenMeasure, period: Period): BreakEven {
  const { projection } = turned(model, measure.lever);
  const modelled = measure.figure(projection, period);
  const surplus = figureOf(projection, BALANCED, period) as Money;
  const empty = {
    measure,
    modelled,
    crossings: [],
    next: undefined,
    mixEnd: undefined,
    zones: [],
    most: 0,
    isUnknown: false,
  };
  if (measure.name === 'contract') return contractNeeded(measure, projection, period);
  if (modelled === undefined || !modelled.isKnown)
    return { ...empty, modelled: undefined, none: 'not known', isUnknown: true };
  if (!surplus.isKnown) return { ...empty, none: 'the surplus is unknown', isUnknown: true };
  const still = `the model has no ${measure.label.toLowerCase()} to change`;
  // Where an offer waits for more than are expected there are no members as modelled, and there would be some if more
  // joined.
  if (modelled.exact.sign === 0 && measure.lever !== 'members') return { ...empty, none: still };
  const filling = measure.lever === 'members' ? fillingIn(projection, period) : undefined;
  const charged = filling === undefined ? modelled : figureOf(projection, 'members', period);
  const most = filling === undefined ? MOST_TURN : mostTurn(filling);
  const followed = surplusTurned(model, measure.lever, surplus, most);
  if (followed.segments.length === 0) return { ...empty, none: 'the surplus is unknown at once', isUnknown: true };
  const search = new CrossingSearch(measure, followed, modelled, charged);
  const searched = search.run();
  if (searched.isStill) return { ...empty, none: still };
  const mixEnd = filling && endOf(filling, search, measure);
  const crossings = placed(searched.found, { measure, modelled, mixEnd });
  const next = nextFrom(crossings, modelled.exact, surplus.exact.sign);
  const filled = filling && { filling, mixEnd, eligible: figureOf(projection, 'schools', period) as Count };
  const none = next === undefined ? whyNone(searched, search, filled) : undefined;
  return {
    measure,
    modelled,
    crossings,
    next,
    mixEnd,
    zones: searched.zones,
    most: searched.most,
    none,
    isUnknown: false,
  };
}

interface TurnedModel {
  readonly turn: Figure<'rate'>;
  readonly projection: Projection;
  /** By the figure, which is one for each period. */
  readonly surpluses: Map<Money, TurnedSurplus>;
}

/** Struck before corporation tax, which is nil where there is no profit. */
const BALANCED = 'surplus.before_tax';

const turnedModels = new WeakMap<Model, Map<Lever, TurnedModel>>();

/** A model projected with one lever in its workings: once, for all measures and years that turn it. */
function turned(model: Model, name: Lever): TurnedModel {
  const known = turnedModels.get(model) ?? new Map<Lever, TurnedModel>();
  turnedModels.set(model, known);
  let found = known.get(name);
  if (found === undefined) {
    const turn = lever(`the lever ${name}`);
    found = { turn, projection: project(model, { [name]: turn }), surpluses: new Map() };
    known.set(name, found);
  }
  return found;
}

/** The surplus of one period under a lever: once for all measures that turn it, which look equally far. */
function surplusTurned(model: Model, name: Lever, surplus: Money, most: number): TurnedSurplus {
  const { turn, surpluses } = turned(model, name);
  const found = surpluses.get(surplus) ?? new TurnedSurplus(turn, surplus, most);
  surpluses.set(surplus, found);
  return found;
}

/** A share of a hundred thousandth is turned no further: whoever follows lines in doubles sees no more. */
const FURTHEST = 1e5;
const mostTurn = ({ most }: Filling): number => Math.min(FURTHEST, most.toNumber());

function endOf(filling: Filling, search: CrossingSearch, measure: BreakEvenMeasure): MixEnd | undefined {
  const [first, ...others] = filling.steps;
  if (first === undefined || (others.length === 0 && filling.most.compare(first.turn) === 0)) return undefined;
  const end = search.anchorIfKnown(first.turn);
  if (end === undefined) return undefined;
  const { unit, surplus } = end;
  return {
    at: constant(measure.unit, unit, `${measure.label.toLowerCase()} at which the mix as modelled ends`),
    surplus: constant('money', surplus, 'surplus where the mix as modelled ends'),
    filling,
  };
}

/** The crossings that were found as figures: so much of what is modelled, so that their workings lead to the model. */
function placed(
  found: readonly CrossingPoint[],
  told: Pick<BreakEven, 'measure' | 'mixEnd'> & { readonly modelled: Figure },
): Crossing[] {
  const { measure, modelled, mixEnd } = told;
  const name = `break-even: ${measure.label.toLowerCase()}`;
  const all = found.map(({ at }) => inWords(constant(measure.unit, at, name)));
  return found.map(({ at, turn, why, kind, above }, i): Crossing => {
    const label =
      all.length === 1
        ? name
        : `${name}, one of ${all.length} (${all.map((each, k) => (k === i ? 'this' : each)).join(', ')})`;
    const isInMix = mixEnd === undefined || at.toNumber() <= mixEnd.at.exact.toNumber() + NEAR;
    return {
      at: figureAt(at, isInMix ? label : `${label}, beyond the mix as modelled`, why, modelled),
      turn,
      kind,
      above,
      isInMix,
    };
  });
}

function figureAt(at: Exact, label: string, why: string, modelled: Figure): Figure {
  if (modelled.exact.sign === 0) return constant(modelled.kind, at, label);
  const share = constant('rate', at.over(modelled.exact), why);
  return modelled.kind === 'money'
    ? sum('money', [modelled as Money], label)
    : times(modelled as Count | Price, share, label);
}

/** The crossing that matters from where the company stands. */
function nextFrom(crossings: readonly Crossing[], modelled: Exact, sign: number): Crossing | undefined {
  const all = crossings
    .filter(({ isInMix }) => isInMix)
    .map((crossing) => ({ crossing, away: crossing.at.exact.minus(modelled) }));
  const nearest = (some: typeof all): Crossing | undefined =>
    some.reduce<(typeof all)[number] | undefined>(
      (best, each) => (best === undefined || size(each.away) < size(best.away) ? each : best),
      undefined,
    )?.crossing;
  if (sign === 0) return nearest(all);
  // At a jump at the very number as modelled there is a surplus above it or there is none: it is passed only on the way
  // to the other side.
  const isAhead = ({ crossing, away }: (typeof all)[number]): boolean =>
    away.sign === -sign || (away.sign === 0 && crossing.above === 'profit');
  return nearest(all.filter(isAhead)) ?? nearest(all);
}

const size = (away: Exact): number => Math.abs(away.toNumber());

/** Why no crossing lies in the mix as modelled, or none anywhere. */
function whyNone(searched: CrossingsFound, search: CrossingSearch, of: Filled | undefined): string {
  const { lastSign, found, unknownBeyond } = searched;
  const side = lastSign > 0 ? 'a surplus' : lastSign < 0 ? 'a deficit' : 'neither surplus nor deficit';
  if (unknownBeyond !== undefined) {
    const { times: most, why } = unknownBeyond;
    return `none: ${side} up to ${inWords(constant('count', Exact.of(most.toFixed(2)), 'times'))} times, and beyond that it is unknown: ${why}`;
  }
  if (of === undefined) return `none: ${side} up to ${MOST_TURN} times`;
  const { filling, mixEnd, eligible } = of;
  if (found.length > 0 && mixEnd !== undefined)
    return `none in the same mix, which ends with ${sidedBy(mixEnd.surplus.exact)}`;
  if (lastSign >= 0) return `none: ${side} however many join`;
  const all = schoolsIn(filling.steps.flatMap(({ schools }) => schools));
  const { surplus } = search.anchor(Exact.near(mostTurn(filling)));
  const who =
    all.compare(Exact.one) === 0 ? 'the one school' : `all ${inWords(constant('count', all, 'schools'))} schools`;
  const left = eligible.isKnown && eligible.exact.compare(all) === 0 ? '' : ' of which any share is expected';
  return `none: ${sidedBy(surplus)} with ${who}${left}`;
}

/** How members fill the schools there are. */
interface Filled {
  readonly filling: Filling;
  readonly mixEnd: MixEnd | undefined;
  /** The schools that may join. */
  readonly eligible: Count;
}

function sidedBy(surplus: Exact): string {
  return surplus.sign < 0 ? `a deficit of ${inPounds(surplus.negated())}` : `a surplus of ${inPounds(surplus)}`;
}

/** The members of each phase at a crossing of members: who they are where the mix is not the one as modelled. */
export function membersAt(model: Model, period: Period, { turn: at }: Crossing): ReadonlyMap<Phase, Count> {
  const { turn, projection } = turned(model, 'members');
  const phases = [...membersByPhase(projection, period)];
  const values = new Recording(phases.map(([, members]) => members)).exactly(new Map([[turn, at ?? Exact.one]]));
  return new Map(phases.map(([phase, { label }], i) => [phase, constant('count', values[i] as Exact, label ?? phase)]));
}

/**
 * The surplus moves pound for pound with a contract, so what is needed is the contract less the surplus: also where
 * there is none today.
 */
function contractNeeded(measure: BreakEvenMeasure, projection: Projection, period: Period): BreakEven {
  const modelled = figureOf(projection, 'income.contract', period) as Money;
  const needed = sum('money', [modelled], `contract at which the surplus is nil, ${period.label}`, [
    figureOf(projection, BALANCED, period) as Money,
  ]);
  const most = Math.max(asNumber(needed.value), asNumber(modelled.value));
  const found = { measure, modelled, zones: [], most, mixEnd: undefined, isUnknown: !needed.isKnown };
  if (needed.isKnown && needed.exact.sign >= 0) {
    const next: Crossing = { at: needed, turn: undefined, kind: 'nil', above: 'profit', isInMix: true };
    return { ...found, crossings: [next], next, none: undefined };
  }
  const none = needed.isKnown ? 'none is needed: there is a surplus without it' : 'the surplus is unknown';
  return { ...found, crossings: [], next: undefined, none };
}
