import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turnable } from '../../src/analysis/offer/joining.js';
import { constant, Exact, lever, placeOf, workings } from '../../src/figures/index.js';
import { problemsIn } from '../../src/language/index.js';
import { type Model, periodsOf, type TierTerms } from '../../src/model/index.js';
import { figureOf, type Levers, type Projection, project } from '../../src/projection/index.js';
import type { Pick, Source } from '../../src/reading/index.js';
import { linesOf } from '../support/lines.js';
import { type PlainMap, sourceOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';
import { withScenarios } from '../support/scenarios.js';

/* What a stage of a projection made is kept for every model that has the same parts: see src/language/kept.ts. */

/** Each working once: a rate that two stages take from models of one text may be one figure or two that say the same. */
const distinct = (all: readonly unknown[][]): unknown[][] => [
  ...new Map(all.map((each) => [JSON.stringify(each, (_, part) => part ?? null), each])).values(),
];

/** All that a projection says: its books, its lines, its workings in full and its invoices. */
function toldOf(projection: Projection): unknown {
  const { journal, membership, trade, model } = projection;
  const surplus = periodsOf(model.calendar, 'year').map((year) => figureOf(projection, 'surplus', year));
  return {
    booked: journal.transactions.map(({ month, memo, postings }) => [
      month,
      memo,
      ...postings.map((each) => [each.account, each.side, String(each.amount.value)]),
    ]),
    lines: linesOf(projection),
    workings: distinct(
      workings(surplus).map(({ op, label, value, args, detail }) => [
        op,
        label,
        String(value),
        args.length,
        detail.origin && [placeOf(detail.origin), detail.origin.path, detail.origin.text, detail.origin.basis],
      ]),
    ),
    invoices: trade.issued.map(({ month, account, gross, by }) => [
      month,
      account,
      String(gross.value),
      by.map(({ payer }) => payer.name),
    ]),
    charges: membership.batches.flatMap(({ tier, charges }) =>
      charges.map(({ school, members, expected }) => [
        tier,
        school.id,
        String(members.value),
        expected.label,
        String(expected.value),
      ]),
    ),
  };
}

/** What playing a model through tells, or what it says of it where it is none. */
function outcomeOf(model: Model, levers: Levers): unknown {
  try {
    return toldOf(project(model, levers));
  } catch (error) {
    return problemsIn(error)?.map(({ code, data }) => [code, data]) ?? String(error);
  }
}

/** The model of a scenario, with other answers to what a scenario does not change here. */
function otherOf(data: PlainMap): Model {
  const model = sourceOf(data).load({ scenarios: ['one'], sets: [] }).model;
  const { tax, payroll, reserves } = model;
  return {
    ...model,
    tax: { ...tax, corporationTax: { mutual: tax.corporationTax?.mutual === 'yes' ? 'no' : 'yes' } },
    payroll: { ...payroll, allowance: payroll.allowance === 'yes' ? 'no' : 'yes' },
    reserves: { ...reserves, opening: constant('money', Exact.of(1234), 'another opening') },
    tiers: new Map(
      [...model.tiers].map(([id, tier], i, all) => [
        id,
        {
          ...tier,
          vat: tier.vat === 'exempt' ? 'standard' : 'exempt',
          price: all[(i + 1) % all.length]?.[1].price ?? [],
        },
      ]),
    ),
  };
}

/** One model with some parts of another. */
function mixed(one: Model, other: Model, keys: readonly string[]): Model {
  return { ...one, ...Object.fromEntries(Object.entries(other).filter(([key]) => keys.includes(key))) };
}

/** Tiers with some of what the tiers of the same names say in another model. */
function withTold(one: Model, other: Model, keys: readonly string[]): Model {
  if (keys.length === 0) return one;
  const tiers = [...one.tiers].map(([id, tier]): [string, TierTerms] => [
    id,
    { ...tier, ...Object.fromEntries(Object.entries(other.tiers.get(id) ?? {}).filter(([key]) => keys.includes(key))) },
  ]);
  return { ...one, tiers: new Map(tiers) };
}

/** What one key of a tier may say while another keeps what it says: each stage reads but some of them. */
const TOLD = ['name', 'eligible', 'price', 'vat', 'term', 'includes', 'discounts', 'uplift', 'joins', 'worth'];

const LEVERS = ['members', 'price', 'contract', 'traded', 'roll'] as const;
const KEYS = [
  ...[
    'calendar',
    'schools',
    'roll',
    'tiers',
    'choice',
    'services',
    'contracts',
    'staff',
    'payroll',
    'parameters',
    'overheads',
    'loans',
    'capital',
  ],
  ...['tax', 'reserves', 'paymentTerms', 'badDebt', 'uncertainty'],
];

test('a model is what its text says, whichever models were made of the same text before', () => {
  const sets = [
    'calendar.years=2',
    'calendar.year_starts=April',
    'assumptions.buy_in.value=37%',
    'assumptions.growth.value=3%',
    'name=Another',
  ];
  const seen = { models: 0 };
  fc.assert(
    fc.property(
      withScenarios,
      fc.array(fc.tuple(fc.subarray(['one', 'two']), fc.subarray(sets)), { minLength: 2, maxLength: 5 }),
      (data, picks) => {
        const together = sourceOf(data);
        const told = (source: Source, scenarios: readonly string[], set: readonly string[]): unknown => {
          try {
            return toldOf(project(source.load({ scenarios, sets: set }).model));
          } catch (error) {
            return (
              problemsIn(error)?.map(({ code, span, data: said }) => [code, span?.line, span?.column, said]) ??
              String(error)
            );
          }
        };
        for (const [scenarios, set] of picks) {
          const found = told(together, scenarios, set);
          expect(found).toEqual(told(sourceOf(data), scenarios, set));
          if (typeof found === 'object' && found !== null && 'booked' in found) seen.models++;
        }
      },
    ),
    runs(40, 242),
  );
  expect(seen.models).toBeGreaterThan(ofRuns(40));
});

test('a model is played as if nothing were kept, whichever parts it shares with models that were played before', () => {
  const seen = { moved: 0, played: 0, retold: 0 };
  fc.assert(
    fc.property(
      withScenarios,
      fc.subarray(KEYS),
      fc.subarray(TOLD),
      fc.subarray([...LEVERS]),
      (data, keys, told, turned) => {
        const ends = (): [Model, Model] => [sourceOf(data).load().model, otherOf(data)];
        const levers: Levers = Object.fromEntries(turned.map((each) => [each, lever(each)]));
        const [base, other] = ends();
        const [before] = [base, other].map((model) => outcomeOf(model, {}));
        for (const model of [base, other]) outcomeOf(model, levers);
        const [newBase, newOther] = ends();
        for (const each of [{}, levers]) {
          const found = outcomeOf(mixed(base, other, keys), each);
          expect(found).toEqual(outcomeOf(mixed(newBase, newOther, keys), each));
          const retold = outcomeOf(withTold(base, other, told), each);
          expect(retold).toEqual(outcomeOf(withTold(newBase, newOther, told), each));
          if (JSON.stringify(retold) !== JSON.stringify(found)) seen.retold++;
          if (typeof found === 'object' && found !== null && 'booked' in found) seen.played++;
          if (JSON.stringify(found) !== JSON.stringify(before)) seen.moved++;
        }
        // What was played first is as it was, whatever was played after it.
        expect(outcomeOf(base, {})).toEqual(before);
      },
    ),
    runs(40, 241),
  );
  expect(Math.min(seen.moved, seen.played, seen.retold)).toBeGreaterThan(ofRuns(40));
});

/** A company of two schools, with an option that changes prices alone, a stress that it takes no part of, and a range. */
const SHARING: PlainMap = {
  buyin: '1',
  name: 'Sharing',
  calendar: { starts: '2026-04', years: '2', year_starts: 'April' },
  parameters: 'england',
  tax: { vat: { registered: 'no' } },
  assumptions: { share: { value: '60%', range: { low: '40%', high: '80%' } } },
  schools: {
    roll: { count: 'headcount', census: 'october' },
    named: {
      oak: { name: 'Oak', type: 'community', phase: 'primary', pupils: '210' },
      elm: { name: 'Elm', type: 'community', phase: 'primary', pupils: '420' },
    },
  },
  tiers: {
    gold: { price: { flat: '500' }, joins: '=share', includes: { visit: { per_school: '1' } } },
    plus: { price: { flat: '700' }, vat: 'standard', joins: '10%' },
  },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      price: '600',
      demand: { per_member: '2' },
      delivery: { by: 'adviser', days: '1' },
    },
  },
  staff: { adviser: { fte: '1', salary: '40_000', on_costs: '25%', days: '190', chargeable: '80%' } },
  overheads: { licences: { per: { members: '100' } } },
  scenarios: {
    dearer: { tiers: { gold: { price: { flat: '900' } } } },
    fewer: { assumptions: { share: { value: '45%' } }, staff: { adviser: { fte: '0.8' } } },
    shrinks: { staff: { adviser: { fte: { times: '50%' } } } },
  },
};

const byPrice = (pick: Pick): readonly [Projection, Projection] => {
  const source = sourceOf(SHARING);
  const played = (scenarios: readonly string[]): Projection =>
    project(source.load({ ...pick, scenarios: [...scenarios, ...pick.scenarios] }).model);
  return [played([]), played(['dearer'])];
};

const PICKS: readonly Pick[] = [
  { scenarios: [], sets: [] },
  { scenarios: ['fewer'], sets: [] },
  { scenarios: ['shrinks'], sets: [] },
  { scenarios: [], sets: ['assumptions.share.value=70%', 'staff.adviser.fte=0.9'] },
  { scenarios: ['fewer'], sets: [], drawn: ['assumptions.share.value=71.5%'] },
];

test.each(PICKS)('where an option changes prices alone, all else is played once for it and the base: %j', (pick) => {
  const [base, dearer] = byPrice(pick);
  expect(dearer.membership.batches[0]?.amount.value).not.toEqual(base.membership.batches[0]?.amount.value);
  expect(dearer.membership.joiners).toBe(base.membership.joiners);
  expect(dearer.services).toBe(base.services);
  expect(dearer.staff).toBe(base.staff);
});

test('of those who are left when some leave, what follows them is played once for all prices', () => {
  const [base, dearer] = byPrice({ scenarios: ['fewer'], sets: [] }).map((each) => turnable(each, 'expected', 2026));
  expect(dearer?.projection.services).toBe(base?.projection.services);
  expect(dearer?.levers).toBe(base?.levers);
});
