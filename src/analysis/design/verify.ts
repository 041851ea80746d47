import { type Figure, isZero, type Money } from '../../figures/index.js';
import { scenariosIn } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { type Cascade, cascadeOf } from '../leaving/cascade.js';
import { amongOf, groupsBy, inAmong, type SchoolGroup } from '../shared/groups.js';
import { type Chances, type Likely, USUAL_CHANCES } from '../simulation/index.js';
import { spreadFigure } from '../worth/gains.js';
import { knownOf, spreadOf } from '../worth/spread.js';
import { type Company, type PlayedAlone, playedAlone, scenariosOf, scoreAlone, TRIED, withScenario } from './bench.js';
import { type BoardLimit, type DesignAsked, judgedIn, type Score, surplusOf } from './measures.js';
import { drawnLimits, TariffOdds } from './odds.js';
import { type OverlaySaid, overlayText } from './overlay-text.js';
import type { TariffCandidate } from './search.js';

/** A tariff with the figures of a model of its own. */
export interface Verified {
  /** Undefined for the tariff as it stands. */
  readonly candidate: TariffCandidate | undefined;
  readonly score: Score;
  readonly surplus: Money;
  /**
   * The share better off in the constituency where it is least, and which that is; undefined where nobody knows what
   * schools would pay otherwise.
   */
  readonly worst: Figure | undefined;
  readonly worstIn: SchoolGroup | undefined;
  /** Of how many schools that share is. */
  readonly worstOf: Figure | undefined;
  readonly loss: Figure | undefined;
  readonly lossShare: Figure | undefined;
  /** Who stays if schools that lose leave, and the others pay for them. */
  readonly cascade: Cascade;
  /** Limits in a share of draws, each on draws that the search knew nothing of. */
  readonly fresh: readonly Fresh[];
  /** The overlay that makes it of the model. */
  readonly text: string | undefined;
}

/** In how many fresh draws a limit holds. */
export interface Fresh {
  readonly limit: BoardLimit;
  readonly likely: Likely;
}

/**
 * Whether nobody is left of those of whom it is known what they pay today, even if all others stay: a tariff that loses
 * everybody.
 */
export function isEmptied({ cascade: { known, rounds } }: Pick<Verified, 'cascade'>): boolean {
  return rounds.length > 0 && isZero(known);
}

/** Whether anything but simplicity is known of some tariffs, so that one can be better than another. */
export function canBeCompared(all: readonly Verified[]): boolean {
  return all.some(({ score: { surplus, worst, loss } }) => [surplus, worst, loss].some((good) => !Number.isNaN(good)));
}

/** The tariff as it stands, by the model that the search starts from. */
export function verifiedToday(
  { source, pick }: Company,
  projection: Projection,
  asked: DesignAsked,
  numbers: number,
): Verified {
  const all = scenariosOf(asked).map(
    (scenario): PlayedAlone =>
      scenario === undefined
        ? { scenario, projection, subject: { source, pick, model: projection.model } }
        : playedAlone(source, { ...pick, scenarios: [...pick.scenarios, ...scenariosIn(scenario)] }, scenario),
  );
  return {
    ...figuresOf(projection, asked),
    candidate: undefined,
    score: scoreAlone(all, asked, numbers),
    fresh: freshOf(all, asked),
    text: undefined,
  };
}

/** What is said of a tariff in its file, once its figures are known. */
export interface TariffSaid extends Pick<OverlaySaid, 'comment'> {
  readonly because: (found: Pick<Verified, 'surplus' | 'loss' | 'score' | 'cascade'>) => string;
}

/**
 * A candidate as `--scenario` would make it of its file: loaded, and played through. Throws Problems where that is no
 * model.
 */
export function verified(
  { source, pick }: Company,
  candidate: TariffCandidate,
  asked: DesignAsked,
  { because, comment }: TariffSaid,
  name: string,
): Verified {
  const { space, picks } = candidate;
  const textOf = (why: string): string =>
    overlayText({ because: why, comment, tier: asked.tier, extends: pick.scenarios }, space, picks);
  source.adopt(TRIED, { name, text: textOf('a tariff that is tried') });
  const all = scenariosOf(asked).map((scenario) => playedAlone(source, withScenario(pick, scenario), scenario));
  const { projection } = all[0] as PlayedAlone;
  const found = {
    ...figuresOf(projection, asked),
    score: scoreAlone(all, asked, space.numbersIn(picks)),
    fresh: freshOf(all, asked),
  };
  return { ...found, candidate, text: textOf(because(found)) };
}

/**
 * What the search chose among tariffs on some draws is asked again on others: of many that are tried, the best looks a
 * little better than it is.
 */
export function freshChances({ chances }: DesignAsked): Chances {
  return { draws: Math.max(USUAL_CHANCES.draws, chances.draws), seed: chances.seed + 1 };
}

function freshOf(all: readonly PlayedAlone[], asked: DesignAsked): Fresh[] {
  const chances = freshChances(asked);
  return all.flatMap(({ scenario, subject }) => {
    const limits = drawnLimits(asked, scenario);
    if (limits.length === 0) return [];
    const shares = new TariffOdds<never>(subject, limits, chances, () => []).shares(() => 0);
    return limits.map((limit) => ({
      limit,
      likely: { hits: Math.round((shares.get(limit) ?? Number.NaN) * chances.draws), draws: chances.draws },
    }));
  });
}

function figuresOf(
  projection: Projection,
  asked: DesignAsked,
): Omit<Verified, 'candidate' | 'score' | 'fresh' | 'text'> {
  const offer = judgedIn(projection, asked);
  const known = knownOf(spreadOf(offer, asked.against, projection));
  const of = (
    measure: 'better_share' | 'known' | 'largest_loss' | 'largest_loss_share',
    among = {},
  ): Figure | undefined => spreadFigure(`gains.${measure}.${asked.against}`, offer, among, projection);
  const schools = known.map(({ each }) => each);
  let worst: { figure: Figure; group: SchoolGroup; among: object } | undefined;
  for (const group of groupsBy('constituency', schools, projection.model)) {
    const among = amongOf(
      group,
      schools.filter((each) => inAmong(each, { group }, projection.model)),
    );
    const figure = of('better_share', among);
    if (figure?.isKnown && (worst === undefined || figure.exact.compare(worst.figure.exact) < 0))
      worst = { figure, group, among };
  }
  return {
    surplus: surplusOf(projection),
    worst: worst?.figure,
    worstIn: worst?.group,
    worstOf: worst && of('known', worst.among),
    loss: known.length === 0 ? undefined : of('largest_loss'),
    lossShare: known.length === 0 ? undefined : of('largest_loss_share'),
    cascade: cascadeOf(projection, offer),
  };
}
