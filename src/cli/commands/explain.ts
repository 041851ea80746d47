import {
  figureFor,
  figureNamed,
  figureNames,
  type ListSaid,
  type NoFigure,
  quotesOf,
  type Ref,
  SCHOOL_FIGURES,
  SCOPES,
} from '../../analysis/index.js';
import { belowIn, drawnFigure, rankedAt } from '../../analysis/simulation/index.js';
import { asNumber, constant, Exact, type Figure, type Kind } from '../../figures/index.js';
import { shellWord, whereSaid } from '../../language/index.js';
import { type Model, scenariosIn, schoolsNamed, type TierTerms } from '../../model/index.js';
import { Source } from '../../reading/index.js';
import {
  chanceSentences,
  type Depth,
  explainListReport,
  explainReport,
  listFigure,
  livesSentences,
  namesReport,
  type Report,
  type Sentence,
} from '../../report/index.js';
import {
  type AskedModel,
  askedModel,
  besideOf,
  chancesAsked,
  drawAsked,
  listsAsked,
  noFigure,
  schoolAsked,
  tierAsked,
  yearAsked,
} from '../asked.js';
import { type CommandAnswer, type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  readonly year?: string;
  readonly month?: string;
  readonly term?: string;
  readonly quarter?: string;
  readonly invoice?: string;
  readonly school?: string;
  readonly tier?: string;
  readonly with: readonly string[];
  readonly among?: string;
  readonly depth?: string;
  readonly draw?: string;
  readonly percentile?: string;
  readonly below?: string;
  readonly draws: string;
  readonly seed: string;
}

export const run: Run<Options> = async ([path = '', name], options, io) => {
  if (Source.open(io.disk, path).isPriceList) return ofList(path, name, options, io);
  const asModelled = askedModel(path, options, io);
  const ofDraws = ['draw', 'percentile', 'below'].filter((each) => options[each as 'draw'] !== undefined);
  if (ofDraws.length > 1) throw new Usage(`${ofDraws.map((each) => `--${each}`).join(' and ')}: name one of them`);
  if (options.percentile !== undefined || options.below !== undefined) return amongDraws(asModelled, name, options, io);
  const asked = options.draw === undefined ? asModelled : drawAsked(asModelled, options);
  return { report: explained(asked, name, options, io) };
};

/** A figure in the draw that stands at a percentile, or in the first that is below a value, and how that was found. */
async function amongDraws(
  asModelled: AskedModel,
  name: string | undefined,
  options: Options & Common,
  io: Io,
): Promise<CommandAnswer> {
  const option = options.percentile === undefined ? '--below' : '--percentile';
  if (name === undefined) throw new Usage(`${option} is of one figure: name it, as in reserves.closing`);
  const { source, standing } = asModelled;
  // What is wrong with the figure is told before any draw is made.
  explained(asModelled, name, options, io);
  const asked = figureNamed(name, standing.model);
  if (asked?.isSteady !== true)
    throw new Usage(
      `${name} cannot be drawn many times over: its working is another in each draw. Ask one with --draw`,
    );
  const share = options.percentile === undefined ? undefined : percentileIn(options.percentile);
  const value = options.below === undefined ? undefined : valueIn(options.below, asked.kind);
  const chances = chancesAsked(options);
  const pick = { scenarios: standing.scenarios, sets: options.set };
  const lists = listsAsked(options.with, io);
  const ref = refOf(name, options, standing.model, lists);
  const column = await drawnFigure(
    { source, pick, model: standing.model, chances, engine: io.engine, progress: io.progress },
    name,
    (projection) => figureOf({ ...asModelled, projection }, ref, lists, options),
  );
  const ranked = share === undefined ? undefined : rankedAt(column, share);
  const below = value && belowIn(column, asNumber(value.value));
  const { draw } = ranked ?? below ?? {};
  if (draw === undefined) throw new Usage(`${name} is unknown in at least one draw, and has no ${option.slice(2)}`);
  const { say } = chanceSentences;
  const found = [
    ...(ranked === undefined ? [] : say.ranked(ranked)),
    ...(below === undefined || value === undefined ? [] : say.below({ ...below, value })),
  ];
  const drawn = drawAsked(asModelled, { ...options, draw: String(draw) });
  return { report: explained(drawn, name, options, io, found) };
}

/** `5` as a share. Throws Usage for what is no percentile. */
function percentileIn(said: string): number {
  const share = /^\d{1,2}(\.\d{1,2})?%?$/.test(said) ? Number(said.replace('%', '')) / 100 : 0;
  if (share <= 0) throw new Usage(`--percentile ${said} is none: write it as 5, above 0 and below 100`);
  return share;
}

/** An amount, a count or a percentage of the command line. Throws Usage for what is none. */
function valueIn(said: string, kind: Kind): Figure {
  const [, minus, digits, percent] = /^(-?)£?(\d[\d_,]*(?:\.\d+)?)(%?)$/.exec(said) ?? [];
  if (digits === undefined) throw new Usage(`--below ${said} is no number: write it as 0, -5_000 or 60%`);
  const number = Exact.of(`${minus}${digits.replace(/[_,]/g, '')}`);
  return constant(kind, percent === '%' ? number.over(Exact.of(100)) : number, 'what --below says');
}

/**
 * What `explain` says of a model that is played through already: of the figure of a name, or of all that there are.
 * Throws Usage and Problems for what the model has no figure for.
 */
export function explained(
  asked: AskedModel,
  name: string | undefined,
  options: Options & Common,
  io: Io,
  found: readonly Sentence[] = [],
): Report {
  const { model } = asked.standing;
  if (name === undefined) return namesReport(asked.standing, figureNames(model));
  if ([options.year, options.month, options.term, options.quarter].filter((said) => said !== undefined).length > 1) {
    throw new Usage('name a year, a month, a term or a quarter, and not two of them');
  }
  if (options.school === undefined && figureNamed(name, model)?.of === 'school')
    throw new Usage(`${name} is of a school: name it with --school, as in --school 'phase=primary,pupils=262'`);
  if (options.with.length > 1) throw new Usage('a figure is of one price list: name one with --with');
  const lists = listsAsked(options.with, io);
  const ref = refOf(name, options, model, lists);
  const figure = figureOf(asked, ref, lists, options);
  checkScopes(name, model, options);
  const shut = shutIn(asked, ref);
  return explainReport(asked.standing, describe(ref), figure, depthIn(options.depth), [...found, ...shut]);
}

/** What is said of a school that is not open in the year that is asked about. */
function shutIn({ standing: { model } }: AskedModel, { school: said, year }: Ref): readonly Sentence[] {
  const [school, ...others] = said === undefined ? [] : schoolsNamed(said, model.schools);
  return school === undefined || others.length > 0 || year === undefined
    ? []
    : livesSentences.say.shut({ school, model, year });
}

/** Throws Usage for what the command line narrows a figure to and the figure cannot be narrowed to. */
function checkScopes(name: string, model: Model, options: Options): void {
  const taken = figureNamed(name, model)?.takes ?? [];
  for (const scope of SCOPES) {
    const said = options[scope];
    if (said === undefined || said.length === 0 || taken.includes(scope)) continue;
    const whole =
      taken.length === 0
        ? `${name} is of the whole company`
        : `${name} can be narrowed with ${taken.map((each) => `--${each}`).join(', ')} alone`;
    throw new Usage(`${whole}: leave --${scope} out`);
  }
}

/** A figure of a published price list, which are those of a school. */
function ofList(
  path: string,
  name: string | undefined,
  { school: said, tier: asked, depth, scenario, set, ...others }: Options & Common,
  io: Io,
): CommandAnswer {
  const figure = SCHOOL_FIGURES.find((each) => each === name);
  const { year, month, term, quarter, invoice, draw, percentile, below } = others;
  const time = [year, month, term, quarter, invoice, draw, percentile, below].some((each) => each !== undefined);
  if (time || scenario.length + set.length > 0 || others.with.length > 0)
    throw new Usage(`${path} is a price list: it has no scenarios, no years and no draws`);
  const list = Source.open(io.disk, path).loadPriceList();
  if (name !== undefined && figure === undefined) throw noFigure({ what: 'figure', name, known: SCHOOL_FIGURES });
  if (figure === undefined || said === undefined)
    throw new Usage(
      `${path} is a price list: ask as in buyin explain ${shellWord(path)} fee --school 'phase=primary,pupils=262'`,
    );
  const id = tierAsked(list, asked) ?? [...list.tiers.keys()][0] ?? '';
  const tier = list.tiers.get(id);
  const school = schoolAsked(list, said, id);
  const quote = tier && quotesOf(tier, [school])[0];
  const found = tier && quote && listFigure(figure, tier, { school, said }, quote);
  if (found === undefined)
    throw noFigure({ what: 'figure', name: `${figure} of ${school.name} under ${id}`, known: SCHOOL_FIGURES });
  const title = describe({ figure, school: said, tier: id });
  return { report: explainListReport(list.name, list.source, path, title, found, depthIn(depth)) };
}

/** How deep the command line asks for. Throws Usage for what is no number of levels. */
function depthIn(said: string | undefined): Depth {
  if (said === undefined) return 'screen';
  if (said === 'all') return said;
  if (!/^[1-9]\d{0,2}$/.test(said)) throw new Usage(`--depth ${said} is no number of levels from 1 to 999, nor all`);
  return Number(said);
}

/** The reference that the command line asks for. */
function refOf(name: string, options: Options, model: Model, lists: readonly ListSaid[]): Ref {
  return {
    figure: name,
    // A figure of no named time is that of the first year, and says so.
    ...(options.month === undefined && options.term === undefined && options.quarter === undefined
      ? { year: yearAsked(model, options.year) }
      : {}),
    ...whereSaid({
      month: options.month,
      term: options.term,
      quarter: options.quarter,
      invoice: options.invoice,
      school: options.school,
    }),
    ...(options.tier === undefined ? {} : { tier: tierAsked(lists[0]?.list ?? model, options.tier) as string }),
    ...whereSaid({ with: lists[0]?.path }),
    ...whereSaid({ among: options.among }),
  };
}

function figureOf(asked: AskedModel, ref: Ref, lists: readonly ListSaid[], { scenario, set }: Common): Figure {
  const { projection, standing, source } = asked;
  const { model } = standing;
  const ofLists = lists.flatMap(({ path, list }) =>
    [...list.tiers].map(([id, tier]) => [inList(path, id), tier] as const),
  );
  const about = ref.with === undefined || ref.tier === undefined ? ref.tier : inList(ref.with, ref.tier);
  const tiers = new Map<string, Pick<TierTerms, 'price'>>([...model.tiers, ...ofLists]);
  const school =
    ref.school === undefined ? undefined : schoolAsked({ schools: model.schools, tiers }, ref.school, about);
  const beside = besideOf(source, { scenarios: scenariosIn(scenario[0]), sets: set }, projection);
  return known(figureFor(projection, ref, { ...beside, school, lists }));
}

const inList = (path: string, tier: string): string => `${path} ${tier}`;

function known(found: Figure | NoFigure): Figure {
  if ('what' in found) throw noFigure(found);
  return found;
}

function describe({ figure, year, month, term, quarter, invoice, school, tier, with: list, among }: Ref): string {
  const at = invoice === undefined ? (year ?? month ?? term ?? quarter) : undefined;
  return [
    figure,
    ...(at === undefined ? [] : [`in ${at}`]),
    ...(invoice === undefined ? [] : [`of ${invoice}`]),
    ...(school === undefined ? [] : [`of ${school}`]),
    ...(among === undefined ? [] : [`among ${among}`]),
    ...(tier === undefined ? [] : [`under ${tier}`]),
    ...(list === undefined ? [] : [`of ${list}`]),
  ].join(' ');
}
