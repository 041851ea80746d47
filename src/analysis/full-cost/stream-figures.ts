import {
  type Count,
  type Figure,
  isZero,
  type Kind,
  type Money,
  named,
  type Price,
  quotient,
  totalOf,
} from '../../figures/index.js';
import { type Model, PHASES, streamsOf, yearLabel } from '../../model/index.js';
import { type Projection, postsWithDays } from '../../projection/index.js';
import {
  aloneAndEachOf,
  eachOf,
  type FigureEntries,
  type NameParts,
  unlisted,
  type YearAt,
} from '../shared/figure-entry.js';
import { type PhaseResult, phaseResults } from './phases.js';
import { nameOf, type PostRate, type Stream, shareOutOf } from './share-out.js';
import { type Subsidies, subsidiesOf } from './subsidies.js';

/** Who pays for whom among the streams of a company year. */
export function streamSubsidies(projection: Projection, year: number): Subsidies {
  return subsidiesOf(new Map(shareOutOf(projection, year).streams.map(({ id, result }) => [id, result])));
}

/** Who pays for whom among the phases of members. */
export function phaseSubsidies(projection: Projection, year: number): Subsidies {
  return subsidiesOf(new Map(phaseResults(projection, year).map(({ phase, result }) => [phase, result])));
}

/** The part is the stream; without one, all of them together. */
const STREAMS: NameParts = { ...aloneAndEachOf(streamsOf), takes: () => true };
const PHASES_OF_SCHOOLS: NameParts = {
  ...eachOf(({ schools }) => PHASES.filter((phase) => schools.some((school) => school.phase === phase))),
  takes: () => true,
};
type Amount = 'income' | 'direct' | 'contribution' | 'share' | 'result';

/** An amount of one stream, or of all of them. */
const amountOf = (what: Amount, means: string, all: string) => ({
  kind: 'money' as const,
  means,
  parts: STREAMS,
  make: ({ projection, year }: YearAt, id: string): Money | undefined => {
    const { streams } = shareOutOf(projection, year);
    if (id !== '') return streams.find((each) => each.id === id)?.[what];
    const total = totalOf(
      'money',
      streams.map((each) => each[what]),
    );
    return named(total, `${all}, all streams, ${yearLabel(projection.model.calendar, year)}`);
  },
});

function daysOf({ projection, year }: YearAt, id: string): Count | undefined {
  const { streams } = shareOutOf(projection, year);
  if (id !== '') return streams.find((each) => each.id === id)?.days;
  const label = `days, whoever delivers them, all streams, ${yearLabel(projection.model.calendar, year)}`;
  return totalOf(
    'count',
    streams.map(({ days }) => days),
    label,
  );
}

const ofPost = <K extends Kind>(kind: K, means: string, of: (post: PostRate) => Figure<K>) => ({
  kind,
  means,
  parts: eachOf(postsWithDays),
  make: ({ projection, year }: YearAt, id: string): Figure<K> | undefined => {
    const found = shareOutOf(projection, year).posts.find(({ post }) => post === id);
    return found && of(found);
  },
});

const ofPhase = <K extends Kind>(kind: K, means: string, of: (phase: PhaseResult) => Figure<K>) => ({
  kind,
  means,
  parts: PHASES_OF_SCHOOLS,
  make: ({ projection, year }: YearAt, id: string): Figure<K> | undefined => {
    const found = phaseResults(projection, year).find(({ phase }) => phase === id);
    return found && of(found);
  },
});

/** Who pays for whom depends on the results, so none of it is listed. */
const PAYS = unlisted((part) => /.\.for\../.test(part));

const paid = (subsidies: (projection: Projection, year: number) => Subsidies, whose: string) => ({
  kind: 'money' as const,
  means: `what ${whose} with a surplus pays for another, or keeps`,
  parts: PAYS,
  make: ({ projection, year }: YearAt, part: string): Money | undefined =>
    subsidyFigure(part, subsidies(projection, year)),
});

/**
 * What the share-out comes to: of streams (tiers, services and contracts), posts and phases. To add one: an entry here.
 */
export const streamFigures = {
  'stream.income': amountOf(
    'income',
    'income of a stream: a tier, a service or a contract',
    'income: a tier, a service or a contract',
  ),
  'stream.direct': amountOf(
    'direct',
    'what a stream alone causes: delivery, providers, days of posts by use, costs that are for it',
    'what a stream alone causes: delivery, providers, days of posts by use, costs that are for it',
  ),
  'stream.contribution': amountOf(
    'contribution',
    'income of a stream less its direct cost',
    'income less its direct cost',
  ),
  'stream.share': amountOf(
    'share',
    'its share of what is shared out: overheads, time that nobody uses, posts for no stream',
    'its share of what is shared out: overheads, time that nobody uses, posts for no stream',
  ),
  'stream.result': amountOf(
    'result',
    'income of a stream less direct cost and share: its result on full cost',
    'income less direct cost and share: its result on full cost',
  ),
  'stream.days': {
    kind: 'count',
    means: 'days that a stream takes, whoever delivers them',
    parts: STREAMS,
    make: daysOf,
  },
  'stream.full': {
    kind: 'money',
    means: 'direct cost of a stream and its share: its full cost',
    parts: STREAMS,
    make: ({ projection, year }, id) => fullCost(id, projection, year),
  },
  'stream.day': {
    kind: 'price',
    means: 'full cost of what is delivered in days (a service whose unit is the day) over the days that it takes',
    parts: STREAMS,
    make: ({ projection, year }, id) => costOfDay(id, projection, year),
  },
  'stream.pays': paid(streamSubsidies, 'a stream'),
  'post.cost': ofPost('money', 'pay and on-costs of a post with days that can be charged', ({ cost }) => cost),
  'post.share': ofPost('money', 'overheads by the cost of the post among all direct cost', ({ share }) => share),
  'post.full': ofPost('money', 'cost of the post and its overheads', ({ full }) => full),
  'post.rate': ofPost('price', 'full cost of the post over its days that can be charged', ({ rate }) => rate),
  'phase.members': ofPhase('count', 'members of a phase, average of the year', ({ members }) => members),
  'phase.pupils': ofPhase('count', 'pupils in members of a phase, average of the year', ({ pupils }) => pupils),
  'phase.income': ofPhase('money', 'membership income of a phase', ({ income }) => income),
  'phase.cost': ofPhase('money', 'full cost of membership by phase', ({ cost }) => cost),
  'phase.result': ofPhase('money', 'membership income of a phase less its full cost', ({ result }) => result),
  'phase.pays': paid(phaseSubsidies, 'a phase'),
} as const satisfies FigureEntries<YearAt>;

const whoseOf = (id: string, { model }: Projection, year: number): string =>
  `${id === '' ? 'all streams' : nameOf(model, id)}, ${yearLabel(model.calendar, year)}`;

const fullOf = (own: readonly Stream[], label: string): Money =>
  totalOf(
    'money',
    own.flatMap(({ direct, share }) => [direct, share]),
    label,
  );

/** Full cost of a stream, or of all of them where the id is ''; undefined where there is none such. */
export function fullCost(id: string, projection: Projection, year: number): Money | undefined {
  const own = shareOutOf(projection, year).streams.filter((each) => id === '' || each.id === id);
  return own.length === 0 ? undefined : fullOf(own, `full cost of ${whoseOf(id, projection, year)}`);
}

/** What each day of the full cost comes to; undefined where a stream takes none. */
function costOfDay(id: string, projection: Projection, year: number): Price | undefined {
  const own = shareOutOf(projection, year).streams.filter(
    (each) => (id === '' || each.id === id) && isByDay(each.id, projection.model),
  );
  if (own.length === 0) return undefined;
  const whose = whoseOf(id, projection, year);
  const days = totalOf(
    'count',
    own.map((each) => each.days),
    `days of ${whose}`,
  );
  const full = fullOf(own, `full cost of ${whose}`);
  return isZero(days) ? undefined : quotient('price', full, days, `full cost of a day of ${whose}`);
}

/** Whether a stream is delivered in days: a service that is sold by the day. */
const isByDay = (stream: string, { services }: Model): boolean =>
  stream.startsWith('services.') && services.get(stream.slice('services.'.length))?.unit === 'day';

/** `tiers.gold.for.services.visits`: what one pays for another; of what it keeps, `for.itself`. */
function subsidyFigure(part: string, subsidies: Subsidies): Money | undefined {
  const [, payer = '', receiver = ''] = /^(.+)\.for\.(.+)$/.exec(part) ?? [];
  if (receiver === 'itself') return subsidies.payers.includes(payer) ? subsidies.kept(payer) : undefined;
  if (!subsidies.receivers.includes(receiver)) return undefined;
  if (payer === 'reserves') return subsidies.fromReserves(receiver);
  return subsidies.payers.includes(payer) ? subsidies.pays(payer, receiver) : undefined;
}
