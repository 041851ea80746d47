import fc from 'fast-check';
import { expect, test } from 'vitest';
import { constant, Exact, lever, workings } from '../../src/figures/index.js';
import { problemsIn } from '../../src/language/index.js';
import { type Model, periodsOf, type TierTerms } from '../../src/model/index.js';
import { figureOf, type Levers, type Projection, project } from '../../src/projection/index.js';
import type { Source } from '../../src/reading/index.js';
import { linesOf } from '../support/lines.js';
import { type PlainMap, sourceOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';
import { withScenarios } from '../support/scenarios.js';

/* What a stage of a projection made is kept for every model that has the same parts: see src/language/kept.ts. */

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
    workings: workings(surplus).map(({ op, label, value, args, detail }) => [
      op,
      label,
      String(value),
      args.length,
      detail.origin,
    ]),
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
