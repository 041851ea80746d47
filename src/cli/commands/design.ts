import {
  type Against,
  type Company,
  CUTS,
  canBeCompared,
  type DesignAsked,
  fewOf,
  isEmptied,
  MOST_TRIED,
  membershipOf,
  numbersToday,
  type Option,
  offerOf,
  optionsOf,
  type PayingSchool,
  type PriceCut,
  Space,
  search,
  shapeAnew,
  shapeToday,
  spreadOf,
  spreadOver,
  type TariffSearch,
  type TariffShape,
  type TierOffer,
  TRIED,
  usualAxes,
  type Verified,
  verified,
  verifiedToday,
} from '../../analysis/index.js';
import { asNumber } from '../../figures/index.js';
import { Problems, problemsIn } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { designReport, whyDesigned } from '../../report/index.js';
import { askedModel, chancesAsked, type AskedModel as Loaded, tierAsked, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';
import type { Io } from '../io.js';
import { limitIn } from '../limits.js';
import { axesIn, varyIn } from '../vary.js';

interface Options {
  readonly tier?: string;
  readonly year?: string;
  readonly against?: Against;
  readonly by: readonly string[];
  readonly vary: readonly string[];
  readonly draws: string;
  readonly seed: string;
  readonly limit: readonly string[];
  readonly most: string;
  readonly sort: Sort;
  readonly pick?: string;
  readonly write?: string;
}

type Sort = 'surplus' | 'better_off' | 'largest_loss' | 'numbers';
/** What each order begins with; the others follow. */
const ORDERS: Readonly<Record<Sort, { readonly says: string; readonly of: (verified: Verified) => number }>> = {
  surplus: { says: 'surplus, the highest first', of: ({ score }) => -score.surplus },
  better_off: { says: 'the share better off where it is least, the highest first', of: ({ score }) => -score.worst },
  largest_loss: { says: 'the largest loss, the lowest first', of: ({ score }) => score.loss },
  numbers: { says: 'how many numbers they have, the fewest first', of: ({ score }) => score.numbers },
};
/** A grid beyond this is a slip of the keyboard. */
const MOST_SIZE = 1e12;

export const run: Run<Options> = ([path = ''], options, io) => {
  checkFile(options.write);
  const loaded = askedModel(path, options, io);
  const { standing, projection, source } = loaded;
  if (source.scenarios.some(({ name }) => name === options.write))
    throw new Usage(`--write ${options.write}: the model has a scenario of that name`);
  const { model } = standing;
  const tier = tierIn(model, options.tier, path);
  const year = yearAsked(model, options.year);
  const option = optionsOf(projection, []).find((each) => each.tier === tier) as Option;
  const offer = offerOf(projection, option, year);
  const judged = membershipOf(projection, year) ?? offer;
  const against = options.against ?? (spreadOf(judged, 'today', projection).known.length > 0 ? 'today' : 'typical');
  const limits = options.limit.map((text) => limitIn(text, { projection, offer, judged, against }));
  const asked: DesignAsked = { tier, year, against, limits, chances: chancesAsked(options) };
  const company: Company = { source, pick: { scenarios: standing.scenarios, sets: options.set } };
  const shapes = shapesIn(cutsIn(options.by), company, loaded, tier, offer);
  const spaces = spacesOf(shapes, options.vary);
  const most = mostIn(options.most);
  const file = options.write ?? 'design.yaml';
  const { searched, today, ...found } = clashTold(limits, () => {
    const today = verifiedToday(
      company,
      projection,
      asked,
      numbersToday(shapeToday(model, tier, source.written(company.pick), loaded.loaded.tree, [])),
    );
    const searched = search(company, spaces, asked, (what, done) => io.progress(`${path}: ${what}`, done));
    return { searched, today, shown: shownOf(searched, company, asked, { most, sort: options.sort, file, io }) };
  });
  const shown = canBeCompared([today, ...found.shown]) ? found.shown : [];
  const written = writtenRow(options, shown.length);
  const sortedBy = ORDERS[options.sort].says;
  const report = designReport(standing, {
    tier: option.name,
    projection,
    year,
    against,
    limits,
    chances: asked.chances,
    spaces,
    searched,
    today,
    shown,
    sortedBy,
    written,
  });
  const text = written && shown[written.row - 1]?.text;
  return { report, ...(written === undefined || text === undefined ? {} : { files: [{ path: written.file, text }] }) };
};

/** The tier whose prices are searched: the only one where none is named. */
function tierIn(model: Model, said: string | undefined, path: string): string {
  const [only, ...others] = model.tiers.keys();
  if (only === undefined) throw new Usage(`${path} has no tier whose prices could be searched`);
  const tier = tierAsked(model, said);
  if (tier === undefined && others.length > 0)
    throw new Usage(
      `the prices of one tier are searched: name it with --tier, as in --tier ${only}; there are ${[only, ...others].join(', ')}`,
    );
  return tier ?? only;
}

/** A file that `--scenario` takes for one. */
function checkFile(file: string | undefined): void {
  if (file !== undefined && !/[^/\\+]\.ya?ml$/i.test(file))
    throw new Usage(
      `--write ${file}: a scenario in a file is named by it, so let it end in .yaml, as in --write design.yaml`,
    );
  if (file?.includes('+'))
    throw new Usage(`--write ${file}: a plus joins scenarios, so no file of one has it in its name`);
}

function cutsIn(said: readonly string[]): readonly PriceCut[] {
  const cuts = said.map((each) => {
    const found = CUTS.find((cut) => cut === each);
    if (found === undefined) throw new Usage(`--by ${each}: prices go by ${CUTS.join(', ')}`);
    return found;
  });
  return cuts.length === 0 ? ['price'] : [...new Set(cuts)];
}

function shapesIn(
  cuts: readonly PriceCut[],
  { source, pick }: Company,
  { loaded: { model, tree } }: Loaded,
  tier: string,
  offer: TierOffer,
): readonly TariffShape[] {
  const paying = [...offer.priced, ...offer.unknown].map(({ school, quote, pupils, count }): PayingSchool => {
    const of = (value: number): number => (Number.isFinite(value) ? value * (asNumber(count.value) || 1) : 0);
    const [fee, roll] = [quote.fee, pupils].map(({ value }) => of(asNumber(value))) as [number, number];
    return { school, fee, pupils: roll, position: quote.position };
  });
  return cuts.map((cut) =>
    cut === 'price' ? shapeToday(model, tier, source.written(pick), tree, paying) : shapeAnew(cut, tree.span, paying),
  );
}

function spacesOf(shapes: readonly TariffShape[], said: readonly string[]): readonly Space[] {
  const each = Math.floor(MOST_TRIED / shapes.length);
  const axes = said.length === 0 ? shapes.map((shape) => usualAxes(shape, each)) : axesIn(shapes, said.map(varyIn));
  const spaces = shapes.map((shape, i) => new Space(shape, axes[i] ?? []));
  if (spaces.every((space) => space.axes.length === 0))
    throw new Usage('there is no number to turn: name some, as in --vary rate=10..20/1');
  for (const space of spaces) {
    const coarsest = space.axes.reduce((product, { steps }) => product * Math.min(2, steps.length), 1);
    if (space.size > MOST_SIZE || coarsest > each)
      throw new Usage('that is far more tariffs than can be searched: vary fewer numbers, or take larger steps');
  }
  return spaces;
}

function mostIn(said: string): number {
  if (said === 'all') return Number.POSITIVE_INFINITY;
  const most = Number(said);
  if (!/^\d+$/.test(said) || most < 1 || most > 10_000)
    throw new Usage(`--most ${said}: write how many rows are shown, or all`);
  return most;
}

/** A scenario that a limit names and that sets the tariff itself cannot stand beside another tariff. */
function clashTold<T>(limits: DesignAsked['limits'], work: () => T): T {
  try {
    return work();
  } catch (error) {
    const problems = problemsIn(error);
    const clash = problems?.find(
      ({ code, data }) => code === 'overlay-clash' && (data as { scenarios: string[] }).scenarios.includes(TRIED),
    );
    // Scenarios that clash among themselves are told as they are everywhere.
    if (clash === undefined || !(error instanceof Problems)) throw error;
    const named = limits.filter(({ scenario }) => scenario !== undefined).map(({ text }) => text);
    const { path } = clash.data as { path: string };
    throw new Usage(
      `a scenario of ${named.map((text) => `--limit ${text}`).join(', ')} sets ${path} itself, so no other tariff can be tried under it`,
    );
  }
}

interface Showing {
  readonly most: number;
  readonly sort: Sort;
  readonly file: string;
  readonly io: Io;
}

/** The rows: each candidate that is shown has a model of its own, as its file would make it. */
function shownOf(
  { frontier, nearest }: TariffSearch,
  company: Company,
  asked: DesignAsked,
  { most, sort, file, io }: Showing,
): readonly Verified[] {
  const chosen = frontier.length > 0 ? spreadOver(frontier, most).map(({ of }) => of) : fewOf(nearest, most);
  const all = chosen.map((candidate, i) => {
    io.progress('playing through the tariffs that are shown', i / chosen.length);
    return verified(
      company,
      candidate,
      asked,
      { because: (found) => whyDesigned(found, asked), comment: commentOf(company) },
      file,
    );
  });
  if (frontier.length === 0) return all;
  const orders = [ORDERS[sort], ...Object.values(ORDERS)];
  return [...all].sort((a, b) =>
    orders.reduce((found, { of }) => found || of(a) - of(b) || 0, Number(isEmptied(a)) - Number(isEmptied(b))),
  );
}

function commentOf({ source, pick: { sets } }: Company): string[] {
  const set = sets.map((each) => ` --set ${each.replace(/\s+/g, ' ')}`).join('');
  return [
    `A tariff that buyin design found for ${source.path.replace(/\s+/g, ' ')}${set === '' ? '' : `, with${set}`}.`,
  ];
}

function writtenRow({ write, pick }: Options, rows: number): { row: number; file: string } | undefined {
  if (write === undefined && pick !== undefined)
    throw new Usage('--pick names the row that --write writes: name the file with --write design.yaml');
  if (write === undefined) return undefined;
  const row = pick === undefined ? 1 : Number(pick);
  if (rows === 0) throw new Usage('there is no tariff to write');
  if (!Number.isInteger(row) || row < 1 || row > rows) throw new Usage(`--pick ${pick}: there are rows 1 to ${rows}`);
  return { row, file: write };
}
