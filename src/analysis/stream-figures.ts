import { entryOf, type Figure, isKeyOf, type Money, named, quotient, sum } from '../figures/index.js';
import { type Model, PHASES, streamsOf, yearLabel } from '../model/index.js';
import { type Projection, postsWithDays } from '../projection/index.js';
import { type PhaseResult, phaseResults } from './phases.js';
import { nameOf, type PostRate, type Stream, shareOutOf } from './share-out.js';
import { type Subsidies, subsidiesOf } from './subsidies.js';

/** What can be asked of a stream, `stream.result.tiers.membership`; without one, of all together. */
const STREAM = {
  income: 'income of a stream: a tier, a service or a contract',
  direct: 'what a stream alone causes: delivery, providers, days of posts by use, costs that are for it',
  contribution: 'income of a stream less its direct cost',
  share: 'its share of what is shared out: overheads, time that nobody uses, posts for no stream',
  result: 'income of a stream less direct cost and share: its result on full cost',
  days: 'days that a stream takes, whoever delivers them',
  full: 'direct cost of a stream and its share: its full cost',
  day: 'full cost of what is delivered in days (a service whose unit is the day) over the days that it takes',
} as const satisfies Partial<Record<keyof Stream | 'full' | 'day', string>>;

const POST = {
  cost: 'pay and on-costs of a post with days that can be charged',
  share: 'overheads by the cost of the post among all direct cost',
  full: 'cost of the post and its overheads',
  rate: 'full cost of the post over its days that can be charged',
} as const satisfies Partial<Record<keyof PostRate, string>>;

const PHASE = {
  members: 'members of a phase, average of the year',
  pupils: 'pupils in members of a phase, average of the year',
  income: 'membership income of a phase',
  cost: 'full cost of membership by phase',
  result: 'membership income of a phase less its full cost',
} as const satisfies Partial<Record<keyof PhaseResult, string>>;

const PAYS = /\.pays\.(.+)\.for\.(.+)$/;

/** Who pays for whom among the streams of a company year. */
export function streamSubsidies(projection: Projection, year: number): Subsidies {
  return subsidiesOf(new Map(shareOutOf(projection, year).streams.map(({ id, result }) => [id, result])));
}

/** Who pays for whom among the phases of members. */
export function phaseSubsidies(projection: Projection, year: number): Subsidies {
  return subsidiesOf(new Map(phaseResults(projection, year).map(({ phase, result }) => [phase, result])));
}

/** A figure of the share-out by its name; undefined where the name is no such figure. */
export function streamFigure(name: string, projection: Projection, year: number): Figure | undefined {
  const [, head = '', what = '', id] = /^(stream|post|phase)\.([a-z]+)(?:\.(.+))?$/.exec(name) ?? [];
  if (what === 'pays') return subsidyFigure(name, head === 'phase' ? phaseSubsidies(projection, year) : streamSubsidies(projection, year));
  if (head === 'stream' && isKeyOf(STREAM, what)) return ofStream(what as keyof typeof STREAM, id, projection, year);
  if (head === 'post' && isKeyOf(POST, what)) {
    return shareOutOf(projection, year).posts.find(({ post }) => post === id)?.[what as keyof typeof POST];
  }
  if (head !== 'phase' || !isKeyOf(PHASE, what)) return undefined;
  return phaseResults(projection, year).find(({ phase }) => phase === id)?.[what as keyof typeof PHASE];
}

function ofStream(what: keyof typeof STREAM, id: string | undefined, projection: Projection, year: number): Figure | undefined {
  const { streams } = shareOutOf(projection, year);
  if (what === 'full' || what === 'day') return ofFullCost(what, id, projection, year);
  if (id !== undefined) return streams.find((each) => each.id === id)?.[what];
  const label = `${STREAM[what].replace(/ of a stream|that a stream takes, /, '')}, all streams, ${yearLabel(projection.model.calendar, year)}`;
  if (what === 'days')
    return sum(
      'count',
      streams.map(({ days }) => days),
      label,
    );
  return named(
    sum(
      'money',
      streams.map((each): Money => each[what]),
    ),
    label,
  );
}

/** Full cost, and what each day of it comes to; undefined where a stream takes none. */
function ofFullCost(what: 'full' | 'day', id: string | undefined, projection: Projection, year: number): Figure | undefined {
  const { model } = projection;
  const { streams } = shareOutOf(projection, year);
  const own = streams.filter((each) => (id === undefined || each.id === id) && (what === 'full' || isByDay(each.id, model)));
  if (own.length === 0) return undefined;
  const whose = `${id === undefined ? 'all streams' : nameOf(model, id)}, ${yearLabel(model.calendar, year)}`;
  const full = sum(
    'money',
    own.flatMap(({ direct, share }) => [direct, share]),
    `full cost of ${whose}`,
  );
  if (what === 'full') return full;
  const days = sum(
    'count',
    own.map((each) => each.days),
    `days of ${whose}`,
  );
  return days.isKnown && days.exact.sign === 0 ? undefined : quotient('price', full, days, `full cost of a day of ${whose}`);
}

/** Whether a stream is delivered in days: a service that is sold by the day. */
const isByDay = (stream: string, { services }: Model): boolean =>
  stream.startsWith('services.') && services.get(stream.slice('services.'.length))?.unit === 'day';

function subsidyFigure(name: string, subsidies: Subsidies): Figure | undefined {
  const [, payer = '', receiver = ''] = PAYS.exec(name) ?? [];
  if (receiver === 'itself') return subsidies.payers.includes(payer) ? subsidies.kept(payer) : undefined;
  if (!subsidies.receivers.includes(receiver)) return undefined;
  if (payer === 'reserves') return subsidies.fromReserves(receiver);
  return subsidies.payers.includes(payer) ? subsidies.pays(payer, receiver) : undefined;
}

/** Every name but those of who pays for whom, which depend on the results. */
export function streamFigureNames(model: Model): readonly string[] {
  return [
    ...Object.keys(STREAM).flatMap((what) => [`stream.${what}`, ...streamsOf(model).map((id) => `stream.${what}.${id}`)]),
    ...Object.keys(POST).flatMap((what) => postsWithDays(model).map((id) => `post.${what}.${id}`)),
    ...Object.keys(PHASE).flatMap((what) =>
      PHASES.filter((phase) => model.schools.some((school) => school.phase === phase)).map((phase) => `phase.${what}.${phase}`),
    ),
  ];
}

/** What a name means, in one sentence. */
export function streamFigureMeans(name: string): string | undefined {
  const [, head = '', what = ''] = /^(stream|post|phase)\.([a-z]+)/.exec(name) ?? [];
  const of: Readonly<Record<string, string>> = head === 'stream' ? STREAM : head === 'post' ? POST : head === 'phase' ? PHASE : {};
  return entryOf(of, what);
}
