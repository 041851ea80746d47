import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedIn, barsOf, figureNames, sensitiveOf } from '../../src/analysis/index.js';
import { Trials } from '../../src/analysis/what-if/trials.js';
import { type Figure, Unknown, type Value } from '../../src/figures/index.js';
import { type Node, Scalar } from '../../src/language/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection, project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { nodeDisk } from '../../src/reading/node-disk.js';
import { models, type PlainMap, sourceOf } from '../support/models.js';
import { everyOf, inTurn, ofRuns, runs } from '../support/runs.js';

/* What is tried on the recorded workings is, to the penny, what the model says when it is read and played through with the value set. */

const LINES = ['reserves.closing', 'income', 'cash.lowest', 'buy_in', 'margin_of_safety'] as const;
const read = (projection: Projection): Figure[] => {
  const years = periodsOf(projection.model.calendar, 'year');
  return LINES.map((line) => figureOf(projection, line, years[years.length - 1] as (typeof years)[number]));
};
const said = (value: Value | undefined): string => {
  if (value === undefined) return 'none';
  return value instanceof Unknown ? 'unknown' : value.toString();
};

/** The places of a tree that hold a number, with another number for each. */
function numbersIn(node: Node, path: string): { path: string; text: string }[] {
  if (node instanceof Scalar) {
    const [, sign = '', digits, percent = ''] = /^(-?)([\d_]+(?:\.\d+)?)(%?)$/.exec(node.text) ?? [];
    return digits === undefined
      ? []
      : [{ path, text: `${sign}${Math.round(Number(digits.replace(/_/g, '')) * 90) / 100}${percent}` }];
  }
  if (node.kind === 'list') return node.items.flatMap((item, i) => numbersIn(item, `${path}.${i}`));
  return [...node.entries].flatMap(([key, { node: below }]) => numbersIn(below, path === '' ? key : `${path}.${key}`));
}

interface Tally {
  replayed: number;
  played: number;
  refused: number;
}

function held(source: Source, every: number, tally: Tally): void {
  const { model, tree } = source.load();
  const trials = new Trials(source, { scenarios: [], sets: [] }, project(model), read, true);
  const places = numbersIn(tree, '').filter(({ path }) => !/^(buyin|scenarios|checks|lints)\b/.test(path));
  for (const { path, text } of places.filter((_, i) => i % every === 0)) {
    const sets = [`${path}=${text}`];
    const [one, other] = [trials.at(sets), trials.played(sets)];
    if ('problem' in one || 'problem' in other) {
      expect('problem' in one && 'problem' in other, sets[0]).toBe(true);
      tally.refused++;
      continue;
    }
    expect(one.values.map(said), sets[0]).toEqual(other.values.map(said));
    if (one.isReplayed) tally.replayed++;
    else tally.played++;
  }
}

describe('a trial is what the command line says', () => {
  test.each([
    ['examples/haringey', 3],
    ['examples/borough', 7],
  ] as const)('for numbers of %s', (path, every) => {
    const tally: Tally = { replayed: 0, played: 0, refused: 0 };
    held(Source.open(nodeDisk, path), everyOf(every), tally);
    expect(tally.replayed).toBeGreaterThan(ofRuns(30));
  });

  test('for numbers of any model', () => {
    const tally: Tally = { replayed: 0, played: 0, refused: 0 };
    fc.assert(
      fc.property(models, fc.integer({ min: 9, max: 17 }), (model, every) => held(sourceOf(model), every, tally)),
      runs(25, 7),
    );
    expect(tally.replayed).toBeGreaterThan(tally.played);
    expect(tally.played).toBeGreaterThan(0);
  });
});

const short = (price: string): PlainMap => ({
  buyin: '1',
  name: 'Short of days',
  calendar: { starts: '2024-09', years: '1', year_starts: 'September' },
  schools: { groups: { all: { count: '10', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { gold: { price: { flat: '100' }, joins: '100%' } },
  services: {
    visits: { kind: 'traded', unit: 'day', price, delivery: { by: 'adviser', days: '1' }, demand: { per_member: '1' } },
    courses: {
      kind: 'traded',
      unit: 'day',
      price: '200',
      delivery: { by: 'adviser', days: '1' },
      demand: { per_member: '1' },
    },
  },
  staff: { adviser: { fte: '1', salary: '0', on_costs: '0%', days: '10', chargeable: '100%', when_short: 'unmet' } },
});

test('a number that decides an order is played through, because the workings hold one order only', () => {
  const source = sourceOf(short('100'));
  const trials = new Trials(source, { scenarios: [], sets: [] }, project(source.load().model), read, true);
  const sets = ['services.visits.price=300'];
  expect(trials.at(sets)).toEqual(trials.played(sets));
  expect(trials.at(sets)).toMatchObject({ isReplayed: false });
  expect(trials.at(['tiers.gold.price.flat=90'])).toMatchObject({ isReplayed: true });
});

test('a value that stands for a word, or is not known, is played through', () => {
  const source = Source.open(nodeDisk, 'examples/borough');
  const trials = new Trials(source, { scenarios: [], sets: [] }, project(source.load().model), read, true);
  for (const set of [
    'tiers.membership.term.instalments=3',
    'services.adviser_day.unit=visit',
    'overheads.audit.per_year=unknown',
  ]) {
    expect(trials.at([set]), set).toEqual(trials.played([set]));
  }
  expect(trials.at(['tiers.membership.term.instalments=0'])).toMatchObject({ problem: { code: 'bad-value' } });
});

test('the ends of a tornado are what forecast says with --set', () => {
  for (const path of ['examples/haringey', 'examples/borough']) {
    const source = Source.open(nodeDisk, path);
    const { model } = source.load();
    const asked = askedIn('reserves.closing', model);
    if ('what' in asked) throw new Error(asked.what);
    const sensitive = sensitiveOf(source, { scenarios: [], sets: [] }, project(model), asked);
    const bars = [...barsOf(sensitive as NonNullable<typeof sensitive>, () => undefined).values()].flatMap(
      (bar) => bar ?? [],
    );
    expect(bars.length).toBe(model.assumptions.size);
    for (const { atLow, atHigh } of inTurn(bars)) {
      for (const { sets, figure } of [atLow, atHigh]) {
        const there = asked.of(project(source.load({ scenarios: [], sets }).model));
        expect(figure?.pence, sets.join(' ')).toBe(there?.pence);
      }
    }
  }
});

test('every figure that only a period has to be said of can be tried, and comes to what it is in the model that is set', () => {
  const sets = ['assumptions.buy_in_primary.value=70%', 'assumptions.buy_in_secondary.value=95%'];
  const source = Source.open(nodeDisk, 'examples/haringey');
  const base = project(source.load().model);
  const other = project(source.tried({ scenarios: [], sets }).model);
  const names = figureNames(base.model).filter((_, i) => i % everyOf(3) === 0);
  const tally = { steady: 0, others: 0 };
  for (const name of names) {
    const asked = askedIn(name, base.model);
    if (!('of' in asked)) continue;
    const sensitive = sensitiveOf(source, { scenarios: [], sets: [] }, base, asked);
    if (sensitive === undefined) continue;
    const trial = sensitive.trials.at(sets);
    if ('problem' in trial) throw new Error(trial.problem.code);
    expect(trial.values.map(said), name).toEqual([said(asked.of(other)?.value)]);
    tally[asked.isSteady ? 'steady' : 'others']++;
  }
  expect(tally.steady).toBeGreaterThan(5);
  expect(tally.others).toBeGreaterThan(5);
});
