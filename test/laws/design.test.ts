import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TariffCandidate } from '../../src/analysis/design/search.js';
import {
  axisOf,
  Bench,
  type BoardLimit,
  type Company,
  type DesignAsked,
  offerOf,
  optionsOf,
  type Score,
  Space,
  search,
  shapeAnew,
  shapeToday,
  type Vary,
  verified,
} from '../../src/analysis/index.js';
import { asNumber, Exact } from '../../src/figures/index.js';
import { project } from '../../src/projection/index.js';
import { models, type PlainMap, sourceOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* A search on small grids against one that loads and plays every tariff through, on random models. */

const amount = (number: number): { amount: Exact } => ({ amount: Exact.of(number) });
const VALUES: Readonly<Record<string, readonly Vary['values'][number][]>> = {
  fixed: ['none', amount(750), amount(1500)],
  rate: ['none', amount(7.125), amount(18)],
  floor: ['none', amount(1200), amount(3000)],
  cap: ['none', amount(2500), amount(9000)],
};
const SLOTS = Object.keys(VALUES);

/** Which numbers are turned, how prices are cut, and the limits. */
const asking = fc.record({
  slots: fc.uniqueArray(fc.constantFrom(...SLOTS), { minLength: 1, maxLength: 3 }),
  cut: fc.constantFrom('price', 'price', 'phase', 'none'),
  limits: fc.oneof(fc.constant<string[]>([]), fc.subarray(['loss', 'reserves', 'better', 'highest', 'surplus'])),
});

const limitOf = (name: string): BoardLimit => {
  const limit = { text: name, scenario: undefined, year: undefined, atMost: false, bound: 0 };
  if (name === 'loss') return { ...limit, of: { kind: 'loss', share: true }, atMost: true, bound: 0.5, unit: 'rate' };
  if (name === 'better') return { ...limit, of: { kind: 'better', where: 'worst' }, bound: 0.4, unit: 'rate' };
  if (name === 'highest')
    return { ...limit, of: { kind: 'tier', name: 'tier.highest' }, atMost: true, bound: 8000, unit: 'money' };
  if (name === 'surplus')
    return { ...limit, of: { kind: 'line', name: 'surplus' }, year: 2018, bound: -100_000, unit: 'money' };
  return { ...limit, of: { kind: 'line', name: 'reserves.closing' }, bound: -300_000, unit: 'money' };
};

interface Searching {
  readonly company: Company;
  readonly spaces: readonly Space[];
  readonly asked: DesignAsked;
}

function searching(
  data: PlainMap,
  { slots, cut, limits }: { slots: string[]; cut: string; limits: string[] },
): Searching | undefined {
  const source = sourceOf(data);
  const pick = { scenarios: [], sets: [] };
  const { model, tree } = source.load(pick);
  const projection = project(model);
  const option = optionsOf(projection, [])[0];
  if (option === undefined) return undefined;
  const year = model.calendar.years[0] as number;
  const offer = offerOf(projection, option, year);
  const paying = [...offer.priced, ...offer.unknown].map(({ school, quote, pupils, count }) => ({
    school,
    fee: asNumber(quote.fee.value) * asNumber(count.value),
    pupils: asNumber(pupils.value) * asNumber(count.value),
    position: quote.position,
  }));
  if (paying.length === 0) return undefined;
  const shape =
    cut === 'price'
      ? shapeToday(model, option.tier, source.written(pick), tree, paying)
      : shapeAnew(cut as 'phase', tree.span, paying);
  const axes = slots.flatMap(
    (slot) => axisOf(shape, { part: undefined, slot, values: VALUES[slot] as Vary['values'] }) ?? [],
  );
  const chances = { draws: 100, seed: 1 };
  const asked = { tier: option.tier, year, against: 'today' as const, limits: limits.map(limitOf), chances };
  return { company: { source, pick }, spaces: [new Space(shape, axes)], asked };
}

/** Every pick of a space. */
const picksOf = ({ axes }: Space): number[][] =>
  axes.reduce<number[][]>((all, { steps }) => all.flatMap((picks) => steps.map((_, i) => [...picks, i])), [[]]);

const met = ({ gaps }: Score): boolean => gaps.every((gap) => gap >= -1e-9);
const goodsOf = (score: Score): number[] =>
  [score.surplus, score.worst, -score.loss, -score.numbers].map((good) => (Number.isNaN(good) ? -Infinity : good));
const isOutdone = (a: number[], b: number[]): boolean =>
  b.every((good, i) => good >= (a[i] as number)) && b.some((good, i) => good > (a[i] as number));
const text = (goods: readonly number[]): string => goods.map((good) => good.toFixed(6)).join(' ');

/** The frontier of those that meet all limits, each as what speaks for it, by holding every one against every other. */
function exhaustively(scores: readonly Score[]): string[] {
  const goods = scores.filter(met).map(goodsOf);
  return [...new Set(goods.filter((own) => !goods.some((other) => isOutdone(own, other))).map(text))].sort();
}

function always(all: number, holds: (found: Searching) => void): void {
  let seen = 0;
  fc.assert(
    fc.property(models, asking, (data, asked) => {
      const found = searching(data, asked);
      if (found === undefined || found.spaces.some(({ axes }) => axes.length === 0)) return;
      seen++;
      holds(found);
    }),
    runs(all, 1),
  );
  expect(seen).toBeGreaterThan(ofRuns(all) / 2);
}

const alone = ({ company, asked }: Searching, candidate: Pick<TariffCandidate, 'space' | 'picks'>): Score =>
  verified(
    company,
    { ...candidate, score: undefined as never },
    asked,
    { because: () => 'tried', comment: [] },
    'tried.yaml',
  ).score;

test('the frontier is that of an exhaustive search, in which every tariff is loaded and played through', () => {
  let several = 0;
  always(25, (found) => {
    const space = found.spaces[0] as Space;
    const scores: Score[] = [];
    for (const picks of picksOf(space)) {
      if (space.isTariff(picks)) scores.push(alone(found, { space, picks }));
      else if (space.shape.parts.every(({ schools }) => schools.length > 0))
        expect(() => alone(found, { space, picks })).toThrow();
    }
    const expected = exhaustively(scores);
    // To the penny, and by replaying all of them first as a large grid is.
    for (const exact of [1000, 0]) {
      const { frontier, tried, meeting } = search(found.company, found.spaces, found.asked, () => undefined, {
        tried: 1000,
        exact,
      });
      expect(tried).toBe(scores.length);
      expect(frontier.map(({ goods }) => text(goods)).sort()).toEqual(expected);
      expect(meeting > 0).toBe(scores.some(met));
    }
    if (expected.length > 1) several++;
  });
  expect(several).toBeGreaterThan(ofRuns(4));
});

test('of a tariff on the frontier the figures are those of a model of its own, and a replay is near them', () => {
  let known = 0;
  always(25, (found) => {
    const { frontier } = search(found.company, found.spaces, found.asked, () => undefined);
    const bench = new Bench(found.company, found.spaces[0] as Space, found.asked);
    const replayed = bench.replay(
      frontier.map(({ of }) => of.picks),
      () => undefined,
    );
    frontier.slice(0, 3).forEach(({ of: { space, picks, score } }, i) => {
      expect(alone(found, { space, picks })).toEqual(score);
      const near = replayed[i] as Score;
      if (!Number.isNaN(score.surplus))
        expect(Math.abs(near.surplus - score.surplus)).toBeLessThanOrEqual(bench.margin);
      if (!Number.isNaN(score.loss)) expect(Math.abs(near.loss - score.loss)).toBeLessThan(0.03);
      if (score.loss > 0) known++;
    });
  });
  expect(known).toBeGreaterThan(ofRuns(5));
});

test('of a grid that is too large a part is tried, and none of that part outdoes what is found', () => {
  always(15, (found) => {
    const space = found.spaces[0] as Space;
    if (space.size < 9) return;
    const { frontier, tried, impossible } = search(found.company, found.spaces, found.asked, () => undefined, {
      tried: 8,
      exact: 0,
    });
    expect(tried + impossible).toBeLessThanOrEqual(space.size);
    for (const { of } of frontier) expect(space.isTariff(of.picks) && met(of.score)).toBe(true);
    const goods = frontier.map((each) => [...each.goods]);
    for (const own of goods) expect(goods.some((other) => isOutdone(own, other))).toBe(false);
  });
});
