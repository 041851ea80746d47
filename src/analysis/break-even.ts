import { asNumber, type Figure, lever, type Money, sum } from '../figures/index.js';
import type { Model, Period } from '../model/index.js';
import { figureOf, type Lever, type Projection, project } from '../projection/index.js';
import { type BreakEven, MOST_TURN, Search } from './crossings.js';
import { type BreakEvenMeasure, measures } from './measures.js';

/**
 * The figure of a name like `break_even.members` (its first crossing), `break_even.members.2` or `break_even.members.modelled` in a period;
 * undefined where the name is another, or there is no such crossing.
 */
export function breakEvenFigure(model: Model, name: string, period: Period): Figure | undefined {
  const [, measured, which = '1'] = /^break_even\.([a-z_]+)(?:\.(\d+|modelled))?$/.exec(name) ?? [];
  const measure = measures.find((each) => each.name === measured);
  if (measure === undefined) return undefined;
  const { modelled, crossings } = breakEven(model, measure, period);
  return which === 'modelled' ? modelled : crossings[Number(which) - 1]?.at;
}

/**
 * Every value of a measure at which a period's surplus is nil, all else as modelled. Step costs make several (textbook: break-even with
 * step-fixed costs); where there is none, it says so. Candidates are found on the recorded workings read as lines (`sweep`), then each is
 * worked out and verified on exact figures.
 */
export function breakEven(model: Model, measure: BreakEvenMeasure, period: Period): BreakEven {
  const { turn, projection } = turned(model, measure.lever);
  const modelled = measure.figure(projection, period);
  const surplus = figureOf(projection, BALANCED, period) as Money;
  const empty = { measure, modelled, crossings: [], zones: [], most: 0, isUnknown: false };
  if (measure.name === 'contract') return contractNeeded(measure, projection, period);
  if (modelled === undefined || !modelled.isKnown) return { ...empty, modelled: undefined, none: 'not known', isUnknown: true };
  if (!surplus.isKnown) return { ...empty, none: 'the surplus is unknown', isUnknown: true };
  // Where an offer waits for more than are expected there are no members as modelled, and there would be some if more joined.
  if (modelled.exact.sign === 0 && measure.lever !== 'members')
    return { ...empty, none: `the model has no ${measure.label.toLowerCase()} to change` };
  return new Search(measure, turn, surplus, modelled, mostTurn(measure, projection)).run();
}

interface TurnedModel {
  readonly turn: Figure<'rate'>;
  readonly projection: Projection;
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
    found = { turn, projection: project(model, { [name]: turn }) };
    known.set(name, found);
  }
  return found;
}

/** Members can grow until every school has joined; other levers by ten. */
function mostTurn({ lever: turned }: BreakEvenMeasure, { model }: Projection): number {
  if (turned !== 'members') return MOST_TURN;
  const shares = [...model.tiers.values()].flatMap(({ joins }) => [
    ...joins.byIntent.values(),
    ...joins.byPhase.values(),
    ...(joins.others ? [joins.others] : []),
  ]);
  const values = shares.flatMap(({ steps }) => steps.map(({ value }) => asNumber(value.value))).filter((share) => share > 0);
  return Math.min(1000, 1 / Math.min(1, ...values));
}

/** The surplus moves pound for pound with a contract, so what is needed is the contract less the surplus: also where there is none today. */
function contractNeeded(measure: BreakEvenMeasure, projection: Projection, period: Period): BreakEven {
  const modelled = figureOf(projection, 'income.contract', period) as Money;
  const needed = sum('money', [modelled], `contract at which the surplus is nil, ${period.label}`, [figureOf(projection, BALANCED, period) as Money]);
  const most = Math.max(asNumber(needed.value), asNumber(modelled.value));
  const found = { measure, modelled, zones: [], most, isUnknown: !needed.isKnown };
  if (needed.isKnown && needed.exact.sign >= 0) return { ...found, crossings: [{ at: needed, kind: 'nil', above: 'profit' }], none: undefined };
  return { ...found, crossings: [], none: needed.isKnown ? 'none is needed: there is a surplus without it' : 'the surplus is unknown' };
}
