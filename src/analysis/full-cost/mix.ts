import {
  type Count,
  constant,
  type Exact,
  type Figure,
  inWords,
  type Kind,
  type Money,
  nothing,
  portion,
  quotient,
  type Rate,
  sum,
  unknown,
} from '../../figures/index.js';
import { type Model, type Period, streamsOf, yearLabel } from '../../model/index.js';
import { figureOf, inMonths, type Projection, periodNamed } from '../../projection/index.js';
import { eachOf, type FigureEntries, type FigureEntry, type NameParts, type YearAt } from '../shared/figure-entry.js';
import { fillingIn, roomIn } from '../shared/filling.js';
import { nameOf, varyingOf } from './share-out.js';

/**
 * How brokerage is looked at: as the model books each service, all of it as agent (commission alone), or all of it as
 * principal (the whole price).
 */
export type BrokerageView = 'modelled' | 'as_agent' | 'as_principal';
export const VIEWS: readonly BrokerageView[] = ['modelled', 'as_agent', 'as_principal'];

/** What sales come to and what moves with them, of a stream or of all. */
interface Sold {
  readonly sales: Money;
  readonly varying: Money;
  readonly contribution: Money;
  /** Contribution as a share of sales: the textbook's C/S ratio. Unknown where nothing is sold. */
  readonly ratio: Rate;
}

/** What it would take, where that is more than the schools that there are can bring. */
export interface Beyond {
  /** The sales at which the surplus would be nil. */
  readonly needed: Money;
  /** The sales in the same mix when all of the first school has joined: no more of it can. */
  readonly most: Money;
}

/** A tier or a service of which anything is sold. */
export interface MixStream extends Sold {
  /** `tiers.membership`, `services.courses`. */
  readonly id: string;
  readonly name: string;
  /**
   * Its sales at which the company's surplus is nil, all others as modelled; undefined where none do it. Below zero:
   * not even needed.
   */
  readonly breakEven: Money | undefined;
  /** Why none do it, where they would have to be of more schools than there are. */
  readonly beyond: Beyond | undefined;
  /** How far its sales alone can fall: the surplus as a share of its contribution. */
  readonly margin: Rate;
}

/** A company year at constant mix: all sales rise and fall in proportion, and fixed cost and contracts stay. */
export interface Mix extends Sold {
  readonly fixed: Money;
  readonly contracts: Money;
  /** Fixed cost that contracts and other income do not meet. */
  readonly net: Money;
  /** Before corporation tax, which is nil where there is no surplus. */
  readonly surplus: Money;
  /** Sales at which the surplus is nil; undefined where no sales do it. Zero or below: none are needed. */
  readonly breakEven: Money | undefined;
  /** Why none do it, where they would have to be of more schools than there are. */
  readonly beyond: Beyond | undefined;
  readonly margin: Money | undefined;
  readonly marginRate: Rate;
  /** By how many per cent the surplus moves with one per cent of sales; undefined where there is no surplus. */
  readonly leverage: Count | undefined;
}

/** The whole of a company year at constant mix. */
export function mixOf(projection: Projection, year: number, view: BrokerageView = 'modelled'): Mix {
  const { label, line, period } = within(projection, year);
  const passed = passedOn(projection, year, view);
  const moved = (name: string, figure: Money): Money =>
    view === 'modelled' ? figure : sum('money', [figure, ...passed.added], `${name}, ${label}`, passed.taken);
  const all = sold(moved('sales', line('sales')), moved('variable cost', line('cost.varying')), label);
  const contracts = sum(
    'money',
    [line('income.contract'), line('income.other')],
    `contracts and other income, ${label}`,
  );
  const surplus = line('surplus.before_tax');
  const net = sum('money', [all.contribution], `fixed cost that contracts and other income do not meet, ${label}`, [
    surplus,
  ]);
  const isUseful = !all.contribution.isKnown || all.contribution.pence > 0;
  const perPound = quotient<'rate'>('rate', all.sales, all.contribution, `sales for a pound of contribution, ${label}`);
  const needed = isUseful ? portion(net, perPound, `sales at which the surplus is nil, ${label}`) : undefined;
  const beyond = beyondOf(needed, all.sales, fillingIn(projection, period).steps[0]?.turn, label);
  const breakEven = beyond === undefined ? needed : undefined;
  return {
    ...all,
    fixed: sum('money', [net, contracts], `fixed cost, ${label}`),
    contracts,
    net,
    surplus,
    breakEven,
    beyond,
    margin: breakEven && sum('money', [all.sales], `margin of safety, ${label}`, [breakEven]),
    marginRate: quotient('rate', surplus, all.contribution, `margin of safety, ${label}`),
    leverage:
      surplus.isKnown && surplus.pence > 0
        ? quotient('count', all.contribution, surplus, `operating leverage, ${label}`)
        : undefined,
  };
}

/** The variable cost that no sales cause: of schools that have not joined, and what is for a contract. */
export const REST = 'rest';

/**
 * Each tier and service that sells anything in a company year, or has cost that moves with what it does; last the
 * variable cost of none of them.
 */
export function mixStreams(projection: Projection, year: number): readonly MixStream[] {
  const { model } = projection;
  const { label, line, period } = within(projection, year);
  const costs = varyingOf(projection, year);
  const surplus = line('surplus.before_tax');
  const stream = (id: string, name: string, sales: Money, varying: Money): MixStream[] => {
    if ([sales, varying].every((each) => each.isKnown && each.pence === 0)) return [];
    const all = sold(sales, varying, `${name}, ${label}`);
    const isUseful = !all.contribution.isKnown || all.contribution.pence > 0;
    const perPound = quotient<'rate'>(
      'rate',
      sales,
      all.contribution,
      `sales of ${name} for a pound of contribution, ${label}`,
    );
    const spare = portion(surplus, perPound, `sales of ${name} that the surplus could do without, ${label}`);
    const needed = isUseful
      ? sum('money', [sales], `sales of ${name} at which the surplus is nil, ${label}`, [spare])
      : undefined;
    const room = id.startsWith('tiers.') ? roomIn(projection, period, id.slice('tiers.'.length)) : undefined;
    const beyond = beyondOf(needed, sales, room, label);
    const breakEven = beyond === undefined ? needed : undefined;
    const margin = quotient<'rate'>('rate', surplus, all.contribution, `how far sales of ${name} can fall, ${label}`);
    return [{ id, name, ...all, breakEven, beyond, margin }];
  };
  const ids = sellers(model);
  const own = ids.map((id) => costs.get(id) ?? nothing('money'));
  const rest = sum('money', [line('cost.varying')], `variable cost of no sales, ${label}`, own);
  return [
    ...ids.flatMap((id, i) => stream(id, nameOf(model, id), line(incomeLine(model, id)), own[i] as Money)),
    ...stream(REST, 'Of no sales', nothing('money'), rest),
  ];
}

/** Whether anything is brokered in a company year, so that it matters how it is looked at. */
export function hasBrokerage(projection: Projection, year: number): boolean {
  const sales = within(projection, year).line('income.brokered');
  return !sales.isKnown || sales.pence !== 0;
}

function sellers(model: Model): readonly string[] {
  return streamsOf(model).filter((id) => !id.startsWith('contracts.'));
}

/**
 * Whether it would take more sales than the schools that there are can bring: `room` is how many times as many can join
 * in the same mix.
 */
function beyondOf(needed: Money | undefined, sales: Money, room: Exact | undefined, label: string): Beyond | undefined {
  if (needed === undefined || room === undefined || !needed.isKnown || !sales.isKnown) return undefined;
  const most = portion(
    sales,
    constant('rate', room, 'as many as can join in the same mix'),
    `the most sales in the same mix, ${label}`,
  );
  // Each of the two is rounded to the penny.
  return needed.pence > most.pence + 1 ? { needed, most } : undefined;
}

function within(
  projection: Projection,
  year: number,
): { readonly label: string; readonly period: Period; readonly line: (name: string) => Money } {
  const { calendar } = projection.model;
  const period = periodNamed(calendar, 'year', String(year));
  if (period === undefined) throw new RangeError(`no company year ${year}`);
  return { label: yearLabel(calendar, year), period, line: (name) => figureOf(projection, name, period) as Money };
}

function incomeLine(model: Model, id: string): string {
  const name = id.slice(id.indexOf('.') + 1);
  return id.startsWith('tiers.') ? `income.membership.${name}` : `income.${model.services.get(name)?.kind}.${name}`;
}

function sold(sales: Money, varying: Money, label: string): Sold {
  const contribution = sum('money', [sales], `contribution, ${label}`, [varying]);
  return {
    sales,
    varying,
    contribution,
    ratio: quotient('rate', contribution, sales, `contribution as a share of sales, ${label}`),
  };
}

/** What providers get that a view adds to sales and cost alike, or takes from both. */
function passedOn(
  projection: Projection,
  year: number,
  view: BrokerageView,
): { readonly added: readonly Money[]; readonly taken: readonly Money[] } {
  const { model, services } = projection;
  const { line } = within(projection, year);
  const added: Money[] = [];
  const taken: Money[] = [];
  for (const [id, service] of model.services) {
    if (service.kind !== 'brokered') continue;
    if (service.actsAs === 'principal') taken.push(line(`cost.providers.${id}`));
    else {
      const { parts, orders } = services.in(id, year);
      added.push(
        ...parts.flatMap(({ providers, months }) =>
          inMonths(providers as Money, service.season, model.calendar, months).map(({ amount }) => amount),
        ),
        ...orders.flatMap(({ provider }) => provider ?? []),
      );
    }
  }
  return { added: view === 'as_principal' ? added : [], taken: view === 'as_agent' ? taken : [] };
}

const WHOLE_MIX = {
  sales: 'membership, traded and brokered income',
  varying: 'cost that moves with sales and members',
  contribution: 'sales less variable cost',
  ratio: 'contribution as a share of sales',
  fixed: 'all other cost, before corporation tax',
  contracts: "the council's contracts and grants, and other income, which count against fixed cost",
  net: 'fixed cost that contracts and other income do not meet',
  surplus: 'surplus before corporation tax',
  break_even: 'sales at which the surplus is nil, at constant mix',
  margin: 'sales above those at which the surplus is nil',
  margin_rate: 'the same as a share of sales, which is the surplus as a share of contribution',
  leverage: 'contribution over surplus: by how many per cent the surplus moves with one per cent of sales',
} as const;

const STREAM = {
  sales: 'sales of a tier or service',
  varying: 'cost that moves with them',
  contribution: 'its sales less its variable cost',
  ratio: 'its contribution as a share of its sales',
  break_even: 'its sales at which the surplus is nil, all others as modelled',
  margin_rate: 'how far its sales alone can fall',
} as const;

/** What can be asked of the whole: `mix.ratio`, and of all brokerage as agent or as principal, `mix.ratio.as_agent`. */
export type MixName = keyof typeof WHOLE_MIX;
export type MixStreamName = keyof typeof STREAM;

/** A figure of the whole by its name; undefined where there is none. */
export function ofMix(name: MixName, { breakEven, marginRate, beyond: _beyond, ...mix }: Mix): Figure | undefined {
  return name === 'break_even' ? breakEven : name === 'margin_rate' ? marginRate : mix[name];
}

/** A figure of a stream by its name; undefined where there is none. */
export function ofMixStream(
  name: MixStreamName,
  { breakEven, margin, beyond: _beyond, ...stream }: MixStream,
): Figure | undefined {
  return name === 'break_even' ? breakEven : name === 'margin_rate' ? margin : stream[name];
}

const WHOLES: NameParts = {
  ...eachOf(() => VIEWS.map((view) => (view === 'modelled' ? '' : view))),
  means: (part) => (part === '' ? '' : `, all brokerage ${part === 'as_agent' ? 'as agent' : 'as principal'}`),
};
const NAMED: NameParts = { ...eachOf(sellers), takes: (part) => part.includes('.') || part === REST };
const WITH_REST: NameParts = { ...NAMED, listed: (model) => [...sellers(model), REST] };

const KINDS: Readonly<Record<MixName, Kind>> = {
  sales: 'money',
  varying: 'money',
  contribution: 'money',
  ratio: 'rate',
  fixed: 'money',
  contracts: 'money',
  net: 'money',
  surplus: 'money',
  break_even: 'money',
  margin: 'money',
  margin_rate: 'rate',
  leverage: 'count',
};

const wholeEntry = (name: MixName): FigureEntry<YearAt> => ({
  kind: () => KINDS[name],
  means: WHOLE_MIX[name],
  parts: WHOLES,
  make: ({ projection, year }, part) => {
    const mix = mixOf(projection, year, VIEWS.find((each) => each === part) ?? 'modelled');
    return (
      ofMix(name, mix) ??
      (name === 'leverage' ? unknown('count', 'there is no surplus') : unknown('money', whyNone(mix)))
    );
  },
});
const streamEntry = (name: MixStreamName): FigureEntry<YearAt> => ({
  kind: () => KINDS[name],
  means: STREAM[name],
  parts: name === 'varying' || name === 'contribution' ? WITH_REST : NAMED,
  make: ({ projection, year }, part) => {
    const stream = mixStreams(projection, year).find(({ id }) => id === part);
    return stream && (ofMixStream(name, stream) ?? unknown('money', whyNone(stream)));
  },
});

/**
 * A company year at constant mix, and looked at with all brokerage as agent or as principal; unknown with the reason
 * where no sales break even.
 */
export const mixFigures: FigureEntries<YearAt> = Object.fromEntries(
  (Object.keys(WHOLE_MIX) as MixName[]).map((name) => [`mix.${name}`, wholeEntry(name)]),
);

/** The same of one tier or service, and of what no sales cause. */
export const mixStreamFigures: FigureEntries<YearAt> = Object.fromEntries(
  (Object.keys(STREAM) as MixStreamName[]).map((name) => [`mix.${name}`, streamEntry(name)]),
);

/** Why no sales break even. */
export function whyNone({ beyond }: Pick<Mix, 'beyond'>): string {
  if (beyond === undefined) return 'no sales do it: they bring no contribution';
  return `it would take sales of ${inWords(beyond.needed)}, and in the same mix the schools that there are bring ${inWords(beyond.most)} at most`;
}
