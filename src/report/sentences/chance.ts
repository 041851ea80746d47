import {
  type DrawsBelow,
  FEWEST_TOLD,
  type GoingTogether,
  type Ranked,
  type Simulated,
} from '../../analysis/simulation/index.js';
import { constant, Exact, type Figure, type Money, type Rate } from '../../figures/index.js';
import { called, type Model, nameIn, scenarioCalled } from '../../model/index.js';
import { FREE_RESERVES, type Projection } from '../../projection/index.js';
import {
  claim,
  counted,
  inFull,
  listed,
  method,
  number,
  type SentenceAmount,
  share,
  shown,
  subject,
  words,
} from '../page/sentence.js';
import { type Uses, withFollowers } from './reactions.js';

/** A share of draws as a page shows it, and what it is a share of. */
export interface ShareTold {
  readonly what: string;
  readonly hits: number;
  readonly draws: number;
}

/**
 * The confidence with which a share of which no draw is one is small, and the share that is seen as a percentage with
 * one decimal.
 */
const DOUBT = 0.05;
const SEEN = 0.0005;

/**
 * The share that an event has at most, with 95% confidence, where none of so many draws shows it: two digits, rounded
 * up.
 */
export function mostUnseen(draws: number): number {
  const exact = 1 - DOUBT ** (1 / draws);
  const unit = 10 ** (Math.floor(Math.log10(exact)) - 1);
  return Math.ceil(exact / unit - 1e-9) * unit;
}

/**
 * The correlation of two decisions of 50% each, of which what moves them has a correlation: two over pi times its arc
 * sine (Sheppard, 1899).
 */
export const decisionCorrelation = (latent: number): number => (2 / Math.PI) * Math.asin(latent);

const isPositive = (rate: Rate | undefined): rate is Rate => rate?.isKnown === true && rate.exact.sign > 0;

/** The assumptions of a model that vary in draws. */
export function varying({ assumptions }: Model): string[] {
  return [...assumptions].flatMap(([id, each]) =>
    each.range !== undefined || each.states.size > 0 ? [called(each, id)] : [],
  );
}

/** A model that is drawn, and how many decisions of schools are drawn with it. */
export interface DrawnModel {
  readonly model: Model;
  readonly decisions: number;
}

/** How many of a projection's charges are of a part of a school: it joins by chance, or some of an archetype do. */
export function decisionsIn({ membership }: Projection): number {
  const charges = membership.batches.flatMap((batch) => batch.charges);
  return charges.filter(({ school: { count }, members }) => {
    if (!members.isKnown || members.exact.sign === 0) return false;
    return members.exact.compare(count === undefined ? Exact.one : count.isKnown ? count.exact : Exact.zero) < 0;
  }).length;
}

/** What varies beside the assumptions. */
const besides = ({ model, decisions }: DrawnModel): string[] => [
  ...(isPositive(model.uncertainty.rolls) ? ['rolls'] : []),
  ...(decisions > 0 ? ['what moves the decisions of schools'] : []),
];

/** A year of a fan, of which what is modelled lies outside the middle half of draws. */
export interface Outside {
  readonly label: string;
  readonly side: 'above' | 'below';
}

const sides = (all: readonly Outside[], side: Outside['side']): readonly string[] =>
  all.flatMap((each) => (each.side === side ? each.label : []));

/** Assumptions that go together as stated, by their names; undefined where none do. */
function goingTogether(model: Model) {
  const all = model.uncertainty.assumptions.map(({ one, other, rank }) => ({
    one: nameIn(model, 'assumptions', one),
    other: nameIn(model, 'assumptions', other),
    rank,
  }));
  return all.length === 0 ? undefined : all;
}

/** A model of which some assumptions are the same in every draw. */
interface Fixed {
  readonly model: Model;
  readonly uses: Uses;
  /** Those that scenarios change which states bring. */
  readonly changed: readonly string[];
}

/** What a spread comes from: its standard deviation, over so many of all draws, and whether several things vary. */
interface Spread {
  readonly together: Money;
  readonly draws: number;
  readonly of: number;
  readonly several: boolean;
}

/** Draws of what could happen: shares of them, their spread, and how they are made. */
export const chance = subject('chance', {
  shareOfDraws: method(
    () => words`A share of the draws. Error: its standard error; there is none where no draw or every draw is one.`,
  ),
  ranked: claim(
    { reason: 'the other draws are not on the page; test/worked/draws-explained.test.ts plays them' },
    (found: Ranked) => found,
    ({ share: part, rank, draws, draw }) =>
      words`At least ${share(part)} of ${counted(draws, 'draw', 'draws')} are no higher than this: it is number ${number(rank)} of them in rising order, draw ${String(draw)}.`,
  ),
  below: claim(
    { reason: 'the other draws are not on the page; test/worked/draws-explained.test.ts plays them' },
    (found: DrawsBelow & { readonly value: Figure }) => found,
    ({ hits, draws, draw, value }) =>
      hits === 0
        ? words`None of ${counted(draws, 'draw', 'draws')} is below ${inFull(value)}. This is the lowest of them, draw ${String(draw)}.`
        : words`${number(hits)} of ${counted(draws, 'draw is', 'draws are')} below ${inFull(value)}, ${share(hits / draws)}. This is the first of them, draw ${String(draw)}.`,
  ),
  none: claim(
    'law',
    (all: readonly ShareTold[]) => all.find(({ hits, draws }) => hits === 0 && draws > 0),
    ({ draws }) =>
      words`None: it happens in none of ${counted(draws, 'draw', 'draws')}, so its probability is below ${share(mostUnseen(draws))}, with 95% confidence.`,
  ),
  all: claim(
    'law',
    (all: readonly ShareTold[]) => all.find(({ hits, draws }) => hits === draws && draws > 0),
    ({ draws }) =>
      words`All: it happens in ${draws === 1 ? 'the one draw' : words`each of ${number(draws)} draws`}, so its probability is above ${share(1 - mostUnseen(draws))}, with 95% confidence.`,
  ),
  few: claim(
    'law',
    (all: readonly ShareTold[]) => some(all.filter(({ hits, draws }) => hits > 0 && hits / draws < SEEN)),
    (all) =>
      words`<0.1%: ${listed(
        all.map(({ what, hits, draws }) => words`${what}, ${number(hits)} of ${number(draws)}`),
        '; ',
        '; ',
      )}.`,
  ),
  nearlyAll: claim(
    'law',
    (all: readonly ShareTold[]) => some(all.filter(({ hits, draws }) => hits < draws && hits / draws >= 1 - SEEN)),
    (all) =>
      words`>99.9%: ${listed(
        all.map(({ what, hits, draws }) => words`${what}, ${number(hits)} of ${number(draws)}`),
        '; ',
        '; ',
      )}.`,
  ),
  cash: method(
    ({ loans }: Model) =>
      words`Cash: at the end of any month of the year${[...loans.values()].some(({ drawn }) => drawn === 'when_needed') ? ', after what a facility lends' : ''}.`,
  ),
  policy: claim(
    'law',
    ({ reserves }: Model) => (reserves.monthsOfCost === undefined ? undefined : true),
    () => words`The policy is held against free reserves: ${FREE_RESERVES}.`,
  ),
  unknown: claim(
    'law',
    (isUnknown: boolean) => (isUnknown ? true : undefined),
    () => words`Unknown: an amount is unknown in at least one draw.`,
  ),
  cashUnknown: claim(
    'law',
    (isUnknown: boolean) => (isUnknown ? true : undefined),
    () => words`Unknown: cash is unknown in at least one draw.`,
  ),
  reservesUnknown: claim(
    'law',
    (last: string | undefined) => last,
    (last) => words`Unknown: reserves at the end of ${last} are unknown in at least one draw.`,
  ),
  surplusUnknown: claim(
    'law',
    (isUnknown: boolean) => (isUnknown ? true : undefined),
    () => words`Unknown: the surplus is unknown in at least one draw.`,
  ),
  fan: method(
    ({ lowest, hasErrors }: { readonly lowest: number; readonly hasErrors: boolean }) =>
      words`${share(lowest)}: at least so many of the draws are no higher. ─ from 5% to 95%, █ the middle half, ● half of the draws, ┊ zero.${hasErrors ? ' Error: the standard error of the mean and of each percentile; there is none where the draws are too few to tell it.' : ''}`,
  ),
  outsideMiddle: claim(
    'law',
    (all: readonly Outside[]) => some(all),
    (all) => {
      const [above, below] = [sides(all, 'above'), sides(all, 'below')];
      const parts = [
        ...(above.length > 0 ? [words`above the middle half of draws in ${listed(above, ' and ')}`] : []),
        ...(below.length > 0 ? [words`below the middle half of draws in ${listed(below, ' and ')}`] : []),
      ];
      return words`* As modelled lies ${listed(parts, ', and ')}.`;
    },
  ),
  spread: method(
    ({ together, draws, of, several }: Spread) =>
      words`All: a standard deviation of ${inFull(together)}. Of the spread: the part of the variance that would go if this alone were known, from ${number(draws)} of ${counted(of, 'draw', 'draws')}. Error: its standard error.${several ? ' Only together: what several account for by acting on each other.' : ''}`,
  ),
  tooFew: claim(
    'law',
    ({ draws, spreads, told }: { readonly draws: number; readonly spreads: boolean; readonly told: number }) =>
      spreads && told === 0 && draws < FEWEST_TOLD ? true : undefined,
    () => words`Fewer than ${number(FEWEST_TOLD)} draws do not tell how much of it comes from what.`,
  ),
  fixed: claim(
    'law',
    ({ model: { assumptions }, uses, changed }: Fixed) => {
      const varied = [...assumptions].flatMap(([id, { range, states }]) =>
        range !== undefined || states.size > 0 ? id : [],
      );
      const moved = withFollowers([...varied, ...changed], uses);
      return some([...assumptions].flatMap(([id, each]) => (moved.has(id) ? [] : [called(each, id)])));
    },
    (ids) => words`Without a range or states, and so as modelled in every draw: ${listed(ids)}.`,
  ),
  showsOne: method(
    (draw: number) =>
      words`--draw ${String(draw)} shows one in full: what was drawn, and the forecast that comes of it.`,
  ),
  decisions: claim(
    'law',
    ({ decisions }: DrawnModel) => (decisions > 0 ? decisions : undefined),
    (decisions) => words`Each school joins or not, by its share: ${counted(decisions, 'decision', 'decisions')}.`,
  ),
  noDecisions: claim(
    'law',
    ({ decisions }: DrawnModel) => (decisions > 0 ? undefined : true),
    () => words`No school decides by chance.`,
  ),
  independent: claim(
    'law',
    (varied: DrawnModel) => {
      const [ids, others] = [varying(varied.model), besides(varied)];
      const stated = varied.model.uncertainty.assumptions.length;
      const isAll = ids.length > 1 && stated >= (ids.length * (ids.length - 1)) / 2;
      const isAlone = ids.length === 0 || ids.length + others.length === 1 || (isAll && others.length === 0);
      return isAlone ? undefined : { ids, others, stated, isAll };
    },
    ({ ids, others, stated, isAll }) => {
      const each = stated === 0 ? 'of each other' : 'of each other where no rank correlation is stated';
      const of = [...(ids.length > 1 && !isAll ? [each] : []), ...others.map((other) => `of ${other}`)];
      if (stated > 0) return words`Assumptions vary independently ${listed(of, ', and ')}.`;
      return words`${ids.length > 1 ? 'Assumptions vary' : words`${ids[0] as string} varies`} independently ${listed(of, ' and ')}: no correlation between them is modelled.`;
    },
  ),
  together: claim(
    { reason: 'what is drawn together is on no page that shows each draw; the laws of correlations hold it' },
    (all: readonly GoingTogether[]) => (all.length === 0 ? undefined : all),
    (all) => {
      const each = all.map(({ one, other, rank, obtained }) => {
        const drawn = obtained === undefined ? 'the same in all draws' : words`${rate(obtained)} in these draws`;
        return words`${one} and ${other} ${inFull(rank)} as stated, ${drawn}`;
      });
      return words`Rank correlations: ${listed(each, '; ', '; ')}.`;
    },
  ),
  togetherAsStated: claim(
    'law',
    (model: Model) => goingTogether(model),
    (all) => {
      const each = all.map(({ one, other, rank }) => words`${one} and ${other} ${inFull(rank)}`);
      return words`Drawn with rank correlations as stated: ${listed(each, '; ', '; ')}.`;
    },
  ),
  oneAtATime: claim(
    'law',
    (model: Model) => goingTogether(model),
    (all) => {
      const each = all.map(({ one, other }) => `${one} and ${other}`);
      return words`One assumption at a time: simulate draws together what goes together (${listed(each, '; ', '; ')}).`;
    },
  ),
  correlated: claim(
    'law',
    ({ model: { uncertainty }, decisions }: DrawnModel) =>
      decisions > 1 && isPositive(uncertainty.correlation) ? uncertainty.correlation : undefined,
    (correlation) =>
      words`What moves the decisions of schools has a correlation of ${inFull(correlation)}, as stated. The decisions themselves, to join or not, then have a correlation of ${rate(decisionCorrelation(correlation.exact.toNumber()))} where two schools each join with 50%, and of less where both shares are nearer 0% or 100%.`,
  ),
  uncorrelated: claim(
    'law',
    ({ model: { uncertainty }, decisions }: DrawnModel) =>
      decisions > 1 && !isPositive(uncertainty.correlation) ? true : undefined,
    () => words`Schools that do not decide together decide independently of each other (key "correlation").`,
  ),
  rolls: claim(
    'law',
    ({ uncertainty: { rolls } }: Model) => (isPositive(rolls) ? rolls : undefined),
    (rolls) =>
      words`The roll of each school varies about what is expected of it, with a standard deviation of ${inFull(rolls)}.`,
  ),
  brought: claim(
    { reason: 'which draws states bring scenarios in is on no page; the laws of states count them' },
    ({ model, brought, chances }: Pick<Simulated, 'brought' | 'chances'> & { readonly model: Model }) =>
      some(
        brought.map(({ scenarios, draws }) => ({
          names: scenarios.map((name) => scenarioCalled(model, name)),
          part: draws / chances.draws,
        })),
      ),
    (all) => {
      const each = all.map(({ names, part }) => words`${listed(names, ' and ')} in ${rate(part)} of draws`);
      return words`States of assumptions bring scenarios with them: ${listed(each, '; ', '; ')}.`;
    },
  ),
  checked: claim(
    { reason: 'the simulation itself compares the draws with the exact books, and stops where they differ' },
    ({ held }: Pick<Simulated, 'held'>) => (held.draws.length === 0 ? undefined : held),
    ({ draws, furthest }) =>
      words`Draws are worked out in floating-point numbers. ${draws.length === 1 ? 'Draw 1 was' : draws.length === 2 ? 'Draws 1 and 2 were' : words`Draws 1 to ${number(draws.length)} were`} also worked out exactly: no figure differs by more than ${pounds(furthest)}.`,
  ),
  unmoved: claim(
    { reason: 'what an assumption moves is in the workings of the page, which it does not show' },
    ({ ids, model }: { readonly ids: readonly string[]; readonly model: Model }) =>
      some(ids.map((id) => nameIn(model, 'assumptions', id))),
    (names) => words`Varies, and moves none of these figures: ${listed(names)}.`,
  ),
  onlyTheModel: method(() => words`A simulation shows the spread of what the model states, and of nothing else.`),
  evenOdds: method(
    ({ draws, seed }: { readonly draws: number; readonly seed: number }) =>
      words`A share of ${counted(draws, 'draw', 'draws')}, seed ${String(seed)}: schools join or not by their shares, and what has a range or states varies. buyin simulate says more.`,
  ),
  byMembers: method(
    () => words`Members: average of the year. Which schools join, and what else varies, decides within each row.`,
  ),
  anyYear: claim(
    'law',
    (all: readonly ShareTold[]) => {
      const [first] = all;
      return first === undefined
        ? undefined
        : { draws: first.draws, error: Math.max(...all.map(({ hits, draws }) => deviationOf(hits, draws))) };
    },
    ({ draws, error }) =>
      words`Any year: a share of ${counted(draws, 'draw', 'draws')}${error > 0 ? words`, with a standard error of ${rate(Math.ceil(error * 1000) / 1000)} at most` : ''}; buyin simulate says more.`,
  ),
  nothingDrawn: claim(
    'law',
    (sets: readonly string[]) => (sets.length === 0 ? true : undefined),
    () => words`No assumption has a range or states.`,
  ),
  nobodyOut: claim(
    'law',
    (out: readonly unknown[]) => (out.length === 0 ? true : undefined),
    () => words`None: every school that may join is a member at the start of every year.`,
  ),
  outAt: method(() => words`At the start of each year; of an archetype, how many of its schools.`),
  again: method(
    ({ said, chances }: { readonly said: string; readonly chances: string }) =>
      words`All of it, with what each school decides: buyin simulate ${said} ${chances}; any figure of it: buyin explain ${said} reserves.closing ${chances}.`,
  ),
  againExpected: claim(
    { reason: 'a command line to type; the tests of draws play it' },
    (sets: readonly string[]) => (sets.length === 0 ? undefined : true),
    () => words`Its assumptions, with schools as they are expected to decide:`,
  ),
  againTyped: claim(
    { reason: 'a command line to type; the tests of draws play it' },
    ({ said, sets }: { readonly said: string; readonly sets: readonly string[] }) =>
      sets.length === 0 ? undefined : { said, sets },
    ({ said, sets }) => words`buyin forecast ${said} ${sets.map((set) => `--set ${set}`).join(' ')}`,
  ),
});

/** A list that has something in it. */
function some<T>(all: readonly T[]): readonly T[] | undefined {
  return all.length === 0 ? undefined : all;
}

const deviationOf = (hits: number, draws: number): number => Math.sqrt(((hits / draws) * (1 - hits / draws)) / draws);
const rate = (part: number): SentenceAmount => shown(constant('rate', Exact.of(part.toFixed(6)), 'a share'), 'rate');
const pounds = (amount: number): SentenceAmount => inFull(constant('money', Exact.of(amount.toFixed(2)), 'an amount'));
