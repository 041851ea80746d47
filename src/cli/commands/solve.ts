import {
  type Dial,
  type DialStretch,
  decimalsOf,
  inputsOf,
  isAtBound,
  type NumberPlace,
  namedIn,
  placeNamed,
  type Sensitive,
  type Solved,
  sensitiveOf,
  solve,
  stretched,
  stretchOf,
  type Target,
  targetIn,
  textIn,
} from '../../analysis/index.js';
import { inWords, Unknown } from '../../figures/index.js';
import { type Problem, problem, wordsFor } from '../../language/index.js';
import { partedAtEquals } from '../../reading/index.js';
import { solveReport } from '../../report/index.js';
import { askedModel, trialFigureAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

interface Options {
  readonly target: string;
  readonly from?: string;
  readonly to?: string;
  readonly step?: string;
  readonly year?: string;
}

export const run: Run<Options> = ([path = ''], options, io) => {
  const target = targetIn(options.target);
  if (target === undefined)
    throw new Usage(`--target ${options.target}: write it as 'reserves.closing[2022]=150_000', with =, >= or <=`);
  const { sought, set } = soughtIn(options.set);
  const model = askedModel(path, { ...options, set }, io);
  const { source, loaded, standing, projection } = model;
  const asked = trialFigureAsked(target.figure, options.year, projection);
  checkUnit(target, asked.measure === 'rate');
  const pick = { scenarios: standing.scenarios, sets: set };
  const sensitive = sensitiveOf(source, pick, projection, asked) as Sensitive;
  const named = standing.model.assumptions.has(sought) ? `assumptions.${sought}.value` : sought;
  const place = placeNamed(named, namedIn(named, source, pick, loaded.tree));
  const decimals = decimalsOf(inputsOf([sensitive.base]).get(place.path) ?? []);
  const stretch = stretchOf(place, { from: options.from, to: options.to, step: options.step }, decimals);
  if (typeof stretch === 'string') throw new Usage(stretch);
  const dial = stretched(place, stretch);
  io.progress(`looking for ${place.path}`);
  const solved = solve(sensitive, dial, target);
  const step = textIn(place.style, stretch.step);
  const report = solveReport({ standing, asked, target, base: sensitive.base, place, dial, step, solved });
  const missed = missedBy(solved, { sensitive, target, place, dial, stretch });
  return missed === undefined ? { report } : { report, problems: [missed] };
};

interface Search {
  readonly sensitive: Sensitive;
  readonly target: Target;
  readonly place: NumberPlace;
  readonly dial: Dial;
  readonly stretch: DialStretch;
}

/** Why no value gives the target; undefined where one does. */
function missedBy(solved: Solved, search: Search): Problem | undefined {
  const { solutions, holding, nearest, level } = solved;
  const { sensitive, target, place, dial, stretch } = search;
  const about = {
    target: `${target.figure} ${target.is} ${target.text}`,
    path: place.path,
    from: dial.at(0).text,
    to: dial.at(dial.count - 1).text,
  };
  const isGiven =
    holding.length > 0 || solutions.some(({ isExact, isJump }) => target.is !== '=' || isExact || isJump !== true);
  if (isGiven) return undefined;
  const [jump] = solutions;
  if (jump?.at.figure !== undefined && jump.short.figure !== undefined) {
    const { at, short } = jump;
    const data = {
      nearest: short.text,
      figure: inWords(jump.short.figure),
      beyond: `${inWords(jump.at.figure)} at ${at.text}`,
    };
    return problem('not-reached', 'the model', { ...about, ...data, because: 'jumps' });
  }
  const [refused] = solved.refused;
  if (nearest?.figure === undefined && solved.isImpossible && refused?.problem !== undefined)
    return problem('not-reached', 'the model', {
      ...about,
      nearest: refused.text,
      figure: wordsFor(refused.problem).message,
      because: 'no-model',
    });
  if (nearest?.figure === undefined) {
    const { value } = sensitive.base;
    const why = value instanceof Unknown ? value.reasons.join('; ') : 'it is known at no value that was looked at';
    return problem('figure-unknown', 'the model', { name: target.figure, why });
  }
  const data = {
    ...about,
    nearest: level === undefined ? nearest.text : `${level.from} to ${level.to}`,
    figure: inWords(nearest.figure),
  };
  if (level !== undefined && level.reach !== 'within')
    return problem('not-reached', 'the model', { ...data, because: level.reach === 'all' ? 'still' : 'level' });
  return problem(
    'not-reached',
    'the model',
    isAtBound(sensitive, place, nearest, stretch) ? { ...data, because: 'ends' } : data,
  );
}

/** The one `--set` without a value names what is looked for; the others set what they say. */
function soughtIn(all: readonly string[]): { sought: string; set: readonly string[] } {
  const [sought, another] = all.filter((each) => partedAtEquals(each).value === undefined);
  if (sought === undefined || another !== undefined) {
    const found = sought === undefined ? 'none is' : `${sought} and ${another} are`;
    throw new Usage(
      `name what is looked for with one --set without a value, as in --set tiers.membership.price.per_pupil: ${found}`,
    );
  }
  return { sought: sought.trim(), set: all.filter((each) => partedAtEquals(each).value !== undefined) };
}

function checkUnit({ figure, text, percent, value }: Target, isRate: boolean): void {
  if (percent === isRate || value.sign === 0) return;
  throw new Usage(
    `--target ${text}: ${figure} is ${isRate ? 'a percentage: write it with its per cent sign' : 'no percentage'}`,
  );
}
