import { asNumber, type Figure, isRounded, workings } from '../../figures/index.js';
import { type Problem, Problems, problem } from '../../language/index.js';
import type { Assumption, Model } from '../../model/index.js';
import { type Projection, project } from '../../projection/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { setsBeside } from '../what-if/sets.js';
import { checkEnds, valuesOf } from './ends.js';
import { playedDraw } from './play.js';
import { type Chances, type Drawn, type Engine, simulate } from './simulate.js';
import { numbersOf, Strata } from './strata.js';
import { assumedVariables, type DrawnLeaf } from './uncertain.js';

/** A model that is drawn, and where it comes from: it is loaded anew to see whether what is drawn is true. */
export interface Drawing {
  readonly source: Source;
  readonly pick: Pick;
  readonly model: Model;
  readonly chances: Chances;
  readonly engine: Engine;
  /** How many draws are played exactly where no value decides on the shape of the model: two unless it says. */
  readonly exact?: number;
  /** Is told what is being done, and how much of it is done, from 0 to 1. */
  readonly progress?: (what: string, done?: number) => void;
}

/** Some figures of a projection by name, the same names for every projection of the model. */
export type Lines = (projection: Projection) => ReadonlyMap<string, Figure>;

/** Draws that the exact books confirm. */
export interface HeldDraws {
  readonly strata: Strata;
  /** Of which model of the strata each draw is. */
  readonly chosen: Uint8Array;
  /** Assumptions that vary and move nothing. */
  readonly unmoved: readonly string[];
  readonly roots: ReadonlyMap<string, Figure>;
  readonly drawn: Drawn;
  /** The draws that were played through exactly as well, and how far any figure lay from its exact one, in pounds. */
  readonly held: { readonly draws: readonly number[]; readonly furthest: number };
}

/**
 * Draws lines of a model, and holds the first of the draws against the books played through exactly. Throws Problems
 * where an end of a range makes no model, where a value that varies decides on the shape of the model and not only on
 * its figures, and where a draw differs from its exact one.
 */
export async function heldDraws(drawing: Drawing, lines: Lines): Promise<HeldDraws> {
  const { source, pick, model, chances, progress = () => undefined } = drawing;
  progress('trying the ends of ranges');
  checkEnds(source, pick, model);
  const strata = Strata.of(drawing, lines);
  const [{ roots }] = strata.all;
  const unmoved = unmovedIn(strata);
  checkUnmoved(drawing, lines, new Set(unmoved));
  const chosen = strata.chosen(0, chances.draws, () => chances.seed);
  const drawn = await simulatedAmong(strata, chosen, drawing, (draws) => progress('drawing', draws / chances.draws));
  progress('playing some draws exactly');
  const decides = strata.all.some((each) => each.chancy.varied([...each.roots.values()]).some(isDecisive));
  return {
    strata,
    roots,
    unmoved,
    chosen,
    drawn,
    held: heldAgainst(drawing, lines, { roots, drawn, decides, chosen }),
  };
}

const isDecisive = ({ leaf }: DrawnLeaf): boolean => leaf.isDecisive;

/** The assumptions that vary, and of which no figure of any of the models is made; nor do they bring a scenario. */
function unmovedIn({ all, deciding }: Strata): readonly string[] {
  const [first, ...others] = all.map(({ chancy, roots }) => chancy.unmoved([...roots.values()]));
  return (first ?? []).filter((id) => !deciding.includes(id) && others.every((each) => each.includes(id)));
}

/** Draws each model among which the draws are divided in those that are its own; NaN where it has no such figure. */
async function simulatedAmong(
  { all }: Strata,
  chosen: Uint8Array,
  { chances, engine }: Drawing,
  done: (draws: number) => void,
): Promise<Drawn> {
  const [{ chancy, roots }] = all;
  if (all.length === 1) return simulate(chancy, [...roots.values()], chances, engine, done);
  const mixed = new Map([...roots.values()].map((root) => [root, new Float64Array(chosen.length).fill(Number.NaN)]));
  let before = 0;
  for (const [k, stratum] of all.entries()) {
    const own = numbersOf(chosen, k);
    if (own.length === 0) continue;
    const told = (draws: number): void => done(before + draws);
    const drawn = await simulate(stratum.chancy, [...stratum.roots.values()], chances, engine, told, own);
    for (const [name, root] of roots) {
      const column = mixed.get(root) as Float64Array;
      drawn.get(stratum.roots.get(name) as Figure)?.forEach((value, i) => {
        column[own[i] as number] = value;
      });
    }
    before += own.length;
  }
  return mixed;
}

/** An assumption that varies, and of which no figure is made, moves nothing; if it does all the same, it is told. */
function checkUnmoved({ source, pick, model }: Drawing, lines: Lines, unmoved: ReadonlySet<string>): void {
  if (unmoved.size === 0) return;
  const before = lines(project(model));
  const problems = [...unmoved].flatMap((id): Problem[] => {
    const terms = model.assumptions.get(id) as Assumption;
    const paths = assumedVariables(model).flatMap((each) => (each.id === id ? [each.path] : []));
    for (const value of valuesOf(terms)) {
      const own = setsBeside(pick.sets, paths);
      const after = lines(
        project(source.load({ ...pick, sets: [...own, ...paths.map((path) => `${path}=${value.text}`)] }).model),
      );
      const moved = [...before].find(([name, figure]) => !isSame(figure, after.get(name) as Figure));
      if (moved !== undefined)
        return [problem('not-drawable', value.span, { assumption: id, at: value.text, figure: nameOf(moved[0]) })];
    }
    return [];
  });
  if (problems.length > 0) throw new Problems(problems);
}

const isSame = (a: Figure, b: Figure): boolean =>
  a.isKnown && b.isKnown ? a.exact.compare(b.exact) === 0 : a.isKnown === b.isKnown;
const nameOf = (key: string): string => key.replace(/\|\w+\|/, ' of ');

/** Rolls of more schools are held against one exact draw alone: each takes as long as the forecast itself. */
const MANY_SCHOOLS = 2000;
/** Where workings were made as they are because of a value that varies, so many draws are; of a large roll fewer. */
const WHERE_ONE_DECIDES = { few: 20, many: 3 };

/**
 * Draws are worked out in floats, along the workings of the model as it stands. To show that nothing was lost on the
 * way, the first are played through exactly, from the file on. A model whose very shape hangs on a value that varies
 * would differ.
 */
function heldAgainst(
  { source, pick, model, chances: { seed, draws }, exact: usual = 2 }: Drawing,
  lines: Lines,
  {
    roots,
    drawn,
    decides,
    chosen,
  }: { readonly roots: ReadonlyMap<string, Figure>; readonly drawn: Drawn } & {
    readonly decides: boolean;
    readonly chosen: Uint8Array;
  },
): HeldDraws['held'] {
  const isLarge = model.schools.length > MANY_SCHOOLS;
  const most = decides ? WHERE_ONE_DECIDES[isLarge ? 'many' : 'few'] : isLarge ? 1 : usual;
  const first = Array.from({ length: Math.min(most, draws) }, (_, i) => i + 1);
  // And the first of each model that the states bring about.
  const others = [...new Set(chosen)].map((stratum) => chosen.indexOf(stratum) + 1);
  const held = [...new Set([...first, ...others])].sort((a, b) => a - b);
  const tolerance = toleranceOf([...roots.values()], model);
  let furthest = 0;
  for (const draw of held) {
    const exact = lines(playedDraw(source, pick, model, { seed, draw }).projection);
    for (const [name, root] of roots) {
      const [ours, theirs] = [drawn.get(root)?.[draw - 1] as number, asNumber((exact.get(name) as Figure).value)];
      const apart = Math.abs(ours - theirs);
      if (Number.isNaN(ours) !== Number.isNaN(theirs) || apart > tolerance) {
        const data = { figure: nameOf(name), draw, sampled: ours.toFixed(2), exact: theirs.toFixed(2) };
        throw new Problems([problem('draw-differs', 'the model', data)]);
      }
      if (!Number.isNaN(apart)) furthest = Math.max(furthest, apart);
    }
  }
  return { draws: held, furthest };
}

/**
 * Half a penny for each amount that is rounded on the way, as many times as the largest archetype stands for schools,
 * and what a double is short of a hundred million pounds.
 */
function toleranceOf(roots: readonly Figure[], { schools }: Model): number {
  const rounded = workings(roots).filter(isRounded).length;
  const most = schools.reduce(
    (largest, { count }) => Math.max(largest, count?.isKnown ? count.exact.toNumber() : 1),
    1,
  );
  return 0.005 * rounded * most + 0.01;
}
