import { constant, Exact, type Rate } from '../../figures/index.js';
import { kept } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { type Chance, type Deciders, decidersOf, type Projection, project } from '../../projection/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { setsBeside } from '../what-if/sets.js';
import { drawer, type Variable } from './draws.js';
import { keyOf } from './random.js';
import { bringingIn, pickOf, stateIn } from './strata.js';
import { assumedVariables, movesRolls, rollOf, setsFor, sharedOf, UNIT_SHAPE, unitNames } from './uncertain.js';

/** One draw of a seed; draws are counted from 1. */
export interface OneDraw {
  readonly seed: number;
  readonly draw: number;
}

/** What the command line would set to have the assumptions of a draw: `assumptions.buy_in.value=87.2184%`. */
function setsOf(model: Model, { seed, draw }: OneDraw): string[] {
  const drawn = assumedVariables(model).map(
    ({ path, written, variable }) => [path, written(drawer(variable, seed)(draw - 1))] as const,
  );
  return setsFor(model, new Map(drawn)).map(({ set }) => set);
}

/** A model as one draw has it. */
export interface PlayedDraw {
  readonly projection: Projection;
  /** What was drawn of its assumptions, as `--set` takes it. */
  readonly sets: readonly string[];
  /** What the roll of each school is multiplied by, by its id; empty where chance does not move rolls. */
  readonly rolls: ReadonlyMap<string, Rate>;
}

/**
 * A model as one draw has it, played through exactly: its assumptions are set, and each school has decided. Throws the
 * Problems of a model that cannot be.
 */
export function playedDraw(source: Source, pick: Pick, model: Model, one: OneDraw): PlayedDraw {
  // What chance draws of the others is drawn of the model that the states bring about.
  const sets = setsOf(stateDrawn(source, pick, model, one), one);
  const own = setsBeside(
    pick.sets,
    assumedVariables(model).map(({ path }) => path),
  );
  const drawn = sets.length === 0 ? model : source.load({ ...pick, sets: own, drawn: sets }).model;
  const { uncertainty } = drawn;
  const chance = drawnChance({ deciders: decidersOf(drawn), uncertainty, ...one });
  const rolls = drawn.schools.flatMap((school): (readonly [string, Rate])[] => {
    const roll = chance.roll(school);
    return roll === undefined ? [] : [[school.id, roll]];
  });
  return { projection: project(drawn, {}, chance), sets, rolls: new Map(rolls) };
}

/** The model with the states that a draw has, where states bring scenarios. */
function stateDrawn(source: Source, pick: Pick, model: Model, { seed, draw }: OneDraw): Model {
  const bringing = bringingIn(model);
  if (bringing.length === 0) return model;
  const combination = bringing.map((of) => ({ of, state: stateIn(of, seed, draw - 1) }));
  return source.load(pickOf({ pick, model }, combination)).model;
}

interface DrawnParts extends OneDraw {
  readonly deciders: Deciders;
  readonly uncertainty: Model['uncertainty'];
}

/** What chance has decided of each school in one draw: the same for all models in which the same schools decide. */
const drawnChance = kept(
  { deciders: true, uncertainty: true, seed: true, draw: true },
  ({ deciders, uncertainty, seed, draw }: DrawnParts): Chance => {
    const known = new Map<string, Rate>();
    const drawn = (name: string, shape: Variable['shape'], most: number): Rate => {
      let found = known.get(name);
      if (found === undefined) {
        const value = Math.min(most, drawer({ key: keyOf(name), shape, step: 0 }, seed)(draw - 1));
        found = constant('rate', Exact.of(value.toFixed(DIGITS)), `${name}, draw ${draw} of seed ${seed}`);
        known.set(name, found);
      }
      return found;
    };
    return {
      decisions: (school) =>
        deciders
          .decisionsOf(school)
          .map((name) => drawn(name, { kind: 'decision', shared: sharedOf({ uncertainty }) }, BELOW_ONE)),
      units: (school, service) => unitNames(school, service).map((name) => drawn(name, UNIT_SHAPE, BELOW_ONE)),
      roll: (school) => {
        const rolled = rollOf({ uncertainty }, school);
        return rolled && drawn(rolled.name, rolled.shape, Number.POSITIVE_INFINITY);
      },
      movesRolls: movesRolls({ uncertainty }),
    };
  },
);

const DIGITS = 12;
/** A number that was drawn is below one, and so is what is written of it: a school whose share is all of it joins. */
const BELOW_ONE = 1 - 10 ** -DIGITS;
