import {
  barsOf,
  type Dial,
  type DialModel,
  dialNamed,
  evenlyBetween,
  evenlyOver,
  gridOf,
  inputsOf,
  namedIn,
  type RivalOption,
  rankSwitches,
  type Sensitive,
  type Setting,
  sensitiveOf,
  signSwitches,
  type TornadoBar,
} from '../../analysis/index.js';
import { scenariosIn } from '../../model/index.js';
import { project } from '../../projection/index.js';
import { type Pick, partedAtCommas, partedAtEquals } from '../../reading/index.js';
import { type Crossed, gridReport, type RankOrder, sensitivityReport } from '../../report/index.js';
import { type AskedModel, askedModel, pairAsked, trialFigureAsked } from '../asked.js';
import { type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  readonly on: string;
  readonly year?: string;
  readonly grid?: string;
  readonly points?: string;
  readonly switching?: boolean;
}

export const run: Run<Options> = ([path = ''], options, io) => {
  const model = askedModel(path, options, io);
  const asked = trialFigureAsked(options.on, options.year, model.projection);
  const pick = { scenarios: model.standing.scenarios, sets: options.set };
  const sensitive = sensitiveOf(model.source, pick, model.projection, asked) as Sensitive;
  if (options.grid !== undefined) {
    if (options.switching === true)
      throw new Usage('--switching goes with the tornado, and --grid takes its place: ask for one of them');
    return {
      report: gridReport(crossed(options.grid, pointsIn(options.points ?? '5'), model, { ...sensitive, pick }, io)),
    };
  }
  if (options.points !== undefined)
    throw new Usage('--points is how many values of each a grid has: name two things with --grid');
  const bars = barsOf(sensitive, io.progress);
  const turned = [...bars].flatMap(([id, bar]): readonly (readonly [string, TornadoBar])[] =>
    bar === undefined ? [] : [[id, bar]],
  );
  const switches =
    options.switching === true ? new Map(turned.map(([id, bar]) => [id, signSwitches(sensitive, bar)])) : undefined;
  const order = options.switching === true ? orderOf(model, options, sensitive, turned, io) : undefined;
  return {
    report: sensitivityReport({ standing: model.standing, asked, base: sensitive.base, bars, switches, order }),
  };
};

/** The options that the model names, each as a model of its own; nothing where there are not two of them. */
function orderOf(
  { source, standing }: AskedModel,
  { set }: Common,
  { asked }: Sensitive,
  bars: readonly (readonly [string, TornadoBar])[],
  io: Io,
): RankOrder | undefined {
  const { options } = source.grid;
  if (options.length < 2) return undefined;
  const rivals: RivalOption[] = [];
  const leftOut: RankOrder['leftOut'][number][] = [];
  for (const option of options) {
    io.progress(`playing ${option}`);
    const scenarios = [...new Set([...scenariosIn(option), ...standing.scenarios])];
    const found = pairAsked(source, scenariosIn(option), standing.scenarios, set);
    if ('problem' in found) {
      leftOut.push({ option, beside: standing.scenarios.join('+'), problem: found.problem });
      continue;
    }
    const sensitive = sensitiveOf(source, { scenarios, sets: set }, project(found.model), asked);
    if (sensitive !== undefined)
      rivals.push({ name: scenarios.length === 0 ? 'base' : scenarios.join('+'), sensitive });
  }
  if (rivals.length < 2) return leftOut.length === 0 ? undefined : { by: new Map(), leftOut };
  const by = bars.map(([id, { dial }]) => {
    io.progress(`the order of the options by ${id}`);
    return [id, rankSwitches(rivals, dial)] as const;
  });
  return { by: new Map(by), leftOut };
}

function pointsIn(text: string): number {
  const points = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (points < 2 || points > 25) throw new Usage(`--points ${text}: a grid has from 2 to 25 values of each`);
  return points;
}

function crossed(
  said: string,
  points: number,
  { source, loaded, standing }: AskedModel,
  sensitive: Sensitive & { readonly pick: Pick },
  io: Io,
): Crossed {
  const parts = partedAtCommas(said);
  if (parts.length !== 2) throw new Usage(`--grid ${said}: name two things, as in --grid buy_in_primary,price`);
  const { base, asked } = sensitive;
  const named: DialModel['named'] = (path) => namedIn(path, source, sensitive.pick, loaded.tree);
  const turnable: DialModel = { model: standing.model, named, inputs: inputsOf([base]) };
  const [down, across] = parts.map((part) => axisOf(part, points, turnable)) as [Axis, Axis];
  const same =
    down.settings[0]?.sets.filter((set) => across.settings[0]?.sets.some((other) => pathOf(other) === pathOf(set))) ??
    [];
  if (same.length > 0) throw new Usage(`--grid ${said}: both turn ${pathOf(same[0] as string)}`);
  return { standing, asked, base, down, across, cells: gridOf(sensitive, down.settings, across.settings, io.progress) };
}

const pathOf = (set: string): string => set.slice(0, set.indexOf('='));

interface Axis {
  readonly dial: Dial;
  readonly settings: readonly Setting[];
}

/** `buy_in_primary`, `buy_in_primary=70%..95%` or `buy_in_primary=70%/80%/90%`. */
function axisOf(said: string, points: number, turnable: DialModel): Axis {
  const { path: name, value: values } = partedAtEquals(said);
  const dial = dialNamed(name, turnable);
  if (values === undefined) return { dial, settings: evenlyOver(dial, points) };
  const [from = '', to] = values.trim().split('..');
  const texts = to === undefined ? values.trim().split('/') : (evenlyBetween(from, to, points) ?? ['']);
  const settings = texts.map((text) => dial.said(text.trim()));
  const known = settings.flatMap((setting) => setting ?? []);
  if (known.length < settings.length)
    throw new Usage(`--grid ${said}: write values as ${name}=70%..90% or ${name}=70%/80%/90%, in the unit of ${name}`);
  return { dial: { ...dial, isStated: true }, settings: known };
}
