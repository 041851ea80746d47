import {
  asNumber,
  Exact,
  type Figure,
  isRounded,
  leavesOf,
  Recording,
  restingOn,
  type Value,
} from '../../figures/index.js';
import { scenariosIn } from '../../model/index.js';
import { type Projection, project } from '../../projection/index.js';
import type { Pick, Source } from '../../reading/index.js';
import type { Subject } from '../simulation/index.js';
import {
  type BoardLimit,
  type DesignAsked,
  type FilledSheet,
  type Score,
  type Sheet,
  scoreOf,
  sheetOf,
} from './measures.js';
import { drawnLimits, TariffOdds } from './odds.js';
import { overlayText } from './overlay-text.js';
import { Space } from './space.js';
import { KEYS, type TariffAmount, type TariffPart, type TariffSlot, type TariffTerm } from './tariff.js';

/** How many candidates are replayed at a time: as many as keep what is worked out of each in some hundred megabytes. */
const [FEWEST, MOST, NUMBERS] = [64, 4096, 1.6e7];

/**
 * A number that changes nothing in the place of a term that is not there: no fee is below zero, and none above a
 * thousand million pounds. So one recording serves candidates with a floor and without.
 */
const NEUTRAL: Readonly<Record<TariffTerm, Exact>> = {
  fixed: Exact.zero,
  rate: Exact.zero,
  floor: Exact.zero,
  cap: Exact.of(999_999_999),
};
/** What stands in the recording's own model: any number would do. */
const STAND_IN: Readonly<Record<TariffTerm, Exact>> = {
  fixed: Exact.one,
  rate: Exact.one,
  floor: Exact.zero,
  cap: NEUTRAL.cap,
};

/** A model under one scenario with the tariff's numbers open. */
interface Recorded {
  readonly sheet: Sheet;
  readonly recording: Recording;
  /** The leaf of each place that anything rests on. */
  readonly leaves: readonly Leaf[];
  /** The same in draws, where a limit asks for them. */
  readonly odds: TariffOdds<Leaf> | undefined;
}

interface Leaf {
  readonly figure: Figure;
  readonly axis: number;
  readonly place: number;
  readonly term: TariffTerm;
}

/** A company as it is searched: where its text comes from, and what is applied to it. */
export interface Company {
  readonly source: Source;
  readonly pick: Pick;
}

/** Scores candidates of one space: many at once by replaying recorded workings, or one by one and to the penny. */
export class Bench {
  private readonly recorded: readonly Recorded[];
  /** How far the replayed surplus may be off, in pounds: half a penny for everything that is rounded on its way. */
  readonly margin: number;

  constructor(
    { source, pick }: Company,
    readonly space: Space,
    private readonly asked: DesignAsked,
  ) {
    source.adopt(TRIED, { name: TRIED, text: templateText(space, asked.tier, pick.scenarios) });
    this.recorded = scenariosOf(asked).map((scenario): Recorded => {
      const own = withScenario(pick, scenario);
      const { model } = source.load(own);
      const sheet = sheetOf(project(model), asked, scenario);
      const leaves = leavesIn(space, asked.tier, sheet.roots);
      return {
        sheet,
        recording: new Recording(sheet.roots),
        leaves,
        odds: oddsIn({ source, pick: own, model }, space, asked, scenario),
      };
    });
    const rounded = this.recorded.map(({ sheet, leaves }) =>
      roundings(
        sheet.roots,
        leaves.map(({ figure }) => figure),
      ),
    );
    this.margin = 0.005 * Math.max(1, ...rounded);
  }

  /** Scores of some candidates, to within the margin. */
  replay(candidates: readonly (readonly number[])[], told: (done: number) => void): Score[] {
    const scores: Score[] = [];
    const roots = this.recorded.reduce((most, { sheet }) => Math.max(most, sheet.roots.length), 1);
    const atOnce = Math.max(FEWEST, Math.min(MOST, Math.floor(NUMBERS / roots)));
    for (let start = 0; start < candidates.length; start += atOnce) {
      const some = candidates.slice(start, start + atOnce);
      const columns = this.recorded.map(({ recording, leaves }) => {
        const draws = new Map(
          leaves.map(({ figure, axis, place, term }) => [
            figure,
            Float64Array.from(some, (picks) => this.at(axis, place, term, picks).toNumber()),
          ]),
        );
        return recording.sampled(draws, some.length);
      });
      some.forEach((picks, i) => {
        const filled = this.recorded.map((recorded, r) => {
          const column = columns[r] as Float64Array[];
          return {
            sheet: recorded.sheet,
            value: (root: number) => (column[root] as Float64Array)[i] as number,
            drawn: this.drawn(recorded, picks),
          };
        });
        scores.push(scoreOf(this.asked, filled, this.space.numbersIn(picks), this.margin));
        if (i % DRAWN_AT_ONCE === 0) told(start + i);
      });
      told(start + some.length);
    }
    return scores;
  }

  /** The score of one candidate, every charge to the penny. */
  exactly(picks: readonly number[]): Score {
    const filled = this.recorded.map((recorded) => {
      const { sheet, recording, leaves } = recorded;
      const given = new Map(
        leaves.map(({ figure, axis, place, term }): [Figure, Value] => {
          const amount = this.at(axis, place, term, picks);
          return [figure, figure.kind === 'money' ? amount.toPence() : amount];
        }),
      );
      const values = recording.exactly(given);
      return { sheet, value: (root: number) => asNumber(values[root] as Value), drawn: this.drawn(recorded, picks) };
    });
    return scoreOf(this.asked, filled, this.space.numbersIn(picks), 0);
  }

  /** In how many draws limits hold for a candidate: worked out when it is first asked for. */
  private drawn({ odds }: Recorded, picks: readonly number[]): FilledSheet['drawn'] {
    let shares: ReadonlyMap<BoardLimit, number> | undefined;
    return (limit) => {
      shares ??= odds?.shares(({ axis, place, term }) => this.at(axis, place, term, picks).toNumber());
      return shares?.get(limit) ?? Number.NaN;
    };
  }

  private at(axis: number, place: number, term: TariffTerm, picks: readonly number[]): Exact {
    const amount: TariffAmount = this.space.axes[axis]?.steps[picks[axis] as number]?.[place];
    return amount ?? NEUTRAL[term];
  }
}

/** The model as it stands, and every scenario that a limit names. */
export function scenariosOf({ limits }: DesignAsked): (string | undefined)[] {
  return [...new Set([undefined, ...limits.map(({ scenario }) => scenario)])];
}

/** The tariff that is tried, as a scenario of the model: no model can have one of that name. */
export const TRIED = '(the tariff that is tried)';

/** A pick with the tariff that is tried on it, and with a scenario beside that. */
export function withScenario({ sets }: Pick, scenario: string | undefined): Pick {
  return { scenarios: [TRIED, ...scenariosIn(scenario)], sets };
}

/** A tariff in a model of its own under one scenario, played through. */
export interface PlayedAlone {
  readonly scenario: string | undefined;
  readonly subject: Subject;
  readonly projection: Projection;
}

/** The same as `--scenario` would make it. */
export function playedAlone(source: Source, pick: Pick, scenario: string | undefined): PlayedAlone {
  const { model } = source.load(pick);
  return { scenario, subject: { source, pick, model }, projection: project(model) };
}

/**
 * The score of a tariff in a model of its own, for which it is loaded and played through: what every reported figure
 * is.
 */
export function scoreAlone(projections: readonly PlayedAlone[], asked: DesignAsked, numbers: number): Score {
  const filled = projections.map(({ scenario, projection, subject }) => {
    const sheet = sheetOf(projection, asked, scenario);
    const limits = drawnLimits(asked, scenario);
    const shares =
      limits.length === 0 ? undefined : new TariffOdds<never>(subject, limits, asked.chances, () => []).shares(() => 0);
    return {
      sheet,
      value: (root: number) => asNumber((sheet.roots[root] as Figure).value),
      drawn: (limit: BoardLimit) => shares?.get(limit) ?? Number.NaN,
    };
  });
  return scoreOf(asked, filled, numbers);
}

/** After so many candidates it is told how far the draws are. */
const DRAWN_AT_ONCE = 16;

function oddsIn(subject: Subject, space: Space, asked: DesignAsked, scenario: string | undefined): Recorded['odds'] {
  const limits = drawnLimits(asked, scenario);
  if (limits.length === 0) return undefined;
  return new TariffOdds(subject, limits, asked.chances, (roots) => leavesIn(space, asked.tier, roots));
}

/** Every number that is turned, each with a leaf of its own. */
function templateText(space: Space, tier: string, parents: readonly string[]): string {
  const steps = space.axes.map(({ places }) => places.map(({ slot }) => STAND_IN[slot.term]));
  const open = new Space(
    space.shape,
    space.axes.map((axis, a) => ({ ...axis, steps: [steps[a] as Exact[]] })),
  );
  const none = open.axes.map(() => 0);
  return overlayText({ tier, extends: parents, because: 'a tariff whose numbers are open', comment: [] }, open, none);
}

function leavesIn(space: Space, tier: string, roots: readonly Figure[]): Recorded['leaves'] {
  const byPath = new Map(
    leavesOf(roots).flatMap((leaf) =>
      leaf.detail.origin === undefined ? [] : [[leaf.detail.origin.path, leaf] as const],
    ),
  );
  return space.axes.flatMap(({ places }, axis) =>
    places.flatMap(({ part, slot }, place) => {
      const figure = byPath.get(`tiers.${tier}.price.${part}.${pathOf(space, part, slot)}`);
      // Nothing rests on a number that no school pays.
      return figure === undefined ? [] : [{ figure, axis, place, term: slot.term }];
    }),
  );
}

/** Where a slot's number stands in the text of the template, in which every slot that is turned has one. */
function pathOf({ shape, axes }: Space, part: number, { term, item }: TariffSlot): string {
  const slots = (shape.parts[part] as TariffPart).slots.filter((slot) => slot.term === term);
  const turned = new Set(
    axes.flatMap(({ places }) => places.flatMap((each) => (each.part === part ? [each.slot.name] : []))),
  );
  const conditional = slots.filter((slot) => slot.item !== undefined).length;
  const hasGeneral = slots.some(
    (slot) => slot.item === undefined && (turned.has(slot.name) || slot.today !== undefined),
  );
  const single = conditional + (hasGeneral ? 1 : 0) === 1;
  if (item === undefined) return single || conditional === 0 ? KEYS[term] : `${KEYS[term]}.${conditional}`;
  return single ? `${KEYS[term]}.amount` : `${KEYS[term]}.${item}.amount`;
}

/** What is rounded on the way from some leaves to some figures. */
function roundings(roots: readonly Figure[], leaves: Iterable<Figure>): number {
  return restingOn(roots, leaves).moving.filter((figure) => isRounded(figure) || figure.op === 'logit').length;
}
