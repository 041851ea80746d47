import type { Figure, Value } from '../../figures/index.js';
import { problemsIn } from '../../language/index.js';
import { type Assumption, type Model, periodsOf, type RollChange, type TierTerms } from '../../model/index.js';
import { figureOf, lineNames, type Projection, project } from '../../projection/index.js';
import type { Change, Used, Way } from '../../reading/index.js';
import { traceOf } from '../books/trace.js';
import { obligationNames } from '../obligations/index.js';
import { inputsOf } from '../shared/inputs.js';
import { Comparison } from '../shared/same-workings.js';
import { figureFor } from './catalogue.js';

/**
 * Parts of a model whose numbers are read by the books alone, so that one that no figure of the books rests on has no
 * effect. Numbers of all other parts are shown, or asked for, by themselves: a price is one whether or not a school of
 * the roll pays it.
 */
const OF_THE_BOOKS: readonly (keyof Model)[] = [
  'contracts',
  'overheads',
  'loans',
  'capital',
  'paymentTerms',
  'badDebt',
  'staff',
  'roll',
];

/**
 * Whether a model gives what another one gives: every figure of every year, every price, obligation and promise, and
 * draws, ranges, states and classes of VAT. By what they come to, not by their text; where that cannot be told at once
 * they are taken to differ. `projection` is that of the first.
 */
export function isIdle(one: Used, other: Used, projection: () => Projection): boolean {
  // In numbers alone changes of the rolls differ as all that the books read.
  const areAlike = new Comparison(new Map()).isSame(one.model.roll.change, other.model.roll.change);
  const moved = movedInBooks(one, other, areAlike);
  if (moved === undefined || (!areAlike && movesRolls(one.model, other.model, projection))) return false;
  return (
    moved.size === 0 ||
    !areRead(new Set([...moved.keys()].map(({ detail }) => detail.origin?.path ?? '')), projection())
  );
}

/** Whether some figure rests on how the rolls of two models change, in different years, of other phases or of none. */
function movesRolls(one: Model, other: Model, projection: () => Projection): boolean {
  const [own, theirs] = [one, other].map(({ roll: { change } }) => figuresIn(change)) as [Figure[], Figure[]];
  if ([...own, ...theirs].some(({ isDecisive }) => isDecisive)) return true;
  const pathsOf = (figures: readonly Figure[]): ReadonlySet<string> => new Set(inputsOf(figures).keys());
  return (
    (own.length > 0 && areRead(pathsOf(own), projection())) ||
    (theirs.length > 0 && areRead(pathsOf(theirs), project(other)))
  );
}

function figuresIn(change: RollChange | undefined): Figure[] {
  if (change === undefined) return [];
  const all = 'all' in change ? [change.all] : [...change.byPhase.values()];
  return all.flatMap(({ steps }) => steps.map(({ value }) => value));
}

/** The numbers of the books in which two models differ, where they differ in nothing else. */
function movedInBooks(one: Used, other: Used, areAlike: boolean): ReadonlyMap<Figure, Value> | undefined {
  const [moved, strict] = [new Map<Figure, Value>(), new Map<Figure, Value>()];
  const [books, rest] = [new Comparison(moved), new Comparison(strict)];
  const [from, to] = [partsOf(one, areAlike), partsOf(other, areAlike)];
  const isSame = books.isSame(from.books, to.books) && rest.isSame(from.rest, to.rest);
  return !isSame || strict.size > 0 || [...moved.keys()].some(({ isDecisive }) => isDecisive) ? undefined : moved;
}

/**
 * What the books alone read of a model, and all else that is shown, asked for or drawn; how rolls change only where
 * both models say it alike but for its numbers.
 */
function partsOf(used: Used, areAlike: boolean): { readonly books: unknown; readonly rest: unknown } {
  const { assumptions: _assumptions, tiers: _tiers, roll, ...others } = used.model;
  const parts = Object.entries({ ...others, roll: { ...roll, change: areAlike ? roll.change : undefined } });
  const isOfBooks = (key: string): boolean => (OF_THE_BOOKS as readonly string[]).includes(key);
  return {
    books: [...parts.filter(([key]) => isOfBooks(key)), sharesOf(used.model)],
    rest: [...parts.filter(([key]) => !isOfBooks(key)), termsOf(used.model), varyingIn(used)],
  };
}

const sharesOf = ({ tiers }: Model): unknown => [...tiers].map(([id, { joins }]) => [id, joins]);
const termsOf = ({ tiers }: Model): unknown =>
  [...tiers].map(([id, { joins: _joins, ...terms }]: readonly [string, TierTerms]) => [id, terms]);

/** What varies of assumptions that something uses: what else they are shows in the places that use them. */
function varyingIn({ model, uses }: Used): ReadonlyMap<string, Pick<Assumption, 'range' | 'states'>> {
  const isUsed = (id: string, open: readonly string[]): boolean =>
    (uses.get(id) ?? []).some((place) => {
      const [head, by = ''] = place.split('.');
      return head !== 'assumptions' || (!open.includes(by) && isUsed(by, [...open, by]));
    });
  return new Map(
    [...model.assumptions].filter(([id]) => isUsed(id, [id])).map(([id, { range, states }]) => [id, { range, states }]),
  );
}

/** Whether any figure of the books, or of what the board must watch, rests on an input at one of some places. */
function areRead(paths: ReadonlySet<string>, projection: Projection): boolean {
  if (paths.has('')) return true;
  const years = periodsOf(projection.model.calendar, 'year');
  const isIn = (figures: readonly Figure[]): boolean => [...inputsOf(figures).keys()].some((path) => paths.has(path));
  const last = years[years.length - 1];
  // Most of what is read is read by the last reserves, which hold the surplus of every year.
  if (last !== undefined && isIn([figureOf(projection, 'reserves.closing', last)])) return true;
  if (isIn(lineNames(projection.model).flatMap((name) => years.map((year) => figureOf(projection, name, year)))))
    return true;
  const watched = obligationNames(projection.model).flatMap((figure) =>
    years.map(({ id }) => figureFor(projection, { figure, year: Number(id) })),
  );
  return isIn(watched.flatMap((figure) => ('what' in figure ? [] : figure)));
}

/**
 * The changes on the way from one model to another that move nothing: taken back by itself, each leaves every figure,
 * price, obligation and promise, and what draws look at, as it is. What keeps the rest from being a model moves
 * something.
 */
export function idleOnTheWay(
  way: Way,
  changes: readonly Change[],
  progress: (done: number) => void,
): readonly Change[] {
  if (changes.length === 0) return [];
  const whole: Used = { model: way.modelWith(() => true, true), uses: way.uses };
  const projection = project(whole.model);
  const trace = traceOf(projection);
  return changes.filter((change, i) => {
    progress(i / changes.length);
    try {
      const other: Used = { model: way.modelWith((each) => each !== change, true), uses: way.uses };
      return (
        isIdle(whole, other, () => projection) ||
        (isSameOfDraws(whole, other) && traceOf(project(other.model)) === trace)
      );
    } catch (error) {
      if (problemsIn(error) === undefined) throw error;
      return false;
    }
  });
}

/** Whether draws of two models look at the same. */
function isSameOfDraws(one: Used, other: Used): boolean {
  const moved = new Map<Figure, Value>();
  return (
    new Comparison(moved).isSame(
      [varyingIn(one), one.model.uncertainty],
      [varyingIn(other), other.model.uncertainty],
    ) && moved.size === 0
  );
}
