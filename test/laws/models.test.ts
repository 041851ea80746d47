import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, lineNames, type Projection, project } from '../../src/projection/index.js';
import { said } from '../report/answers.js';
import { linesOf as exactLines } from '../support/lines.js';
import {
  FILE,
  modelOf,
  models,
  oneTier,
  type Plain,
  type PlainMap,
  plain,
  projectionOf,
  put,
  yamlOf,
} from '../support/models.js';
import { runs } from '../support/runs.js';
import { sharingByDefault } from '../support/sources.js';

/* What may be changed in a model without changing what it says. */

const RUNS = runs(25, 12);

/** Every line in every year and month, exactly. */
const linesOf = (projection: Projection, names?: readonly string[]): Record<string, string> =>
  exactLines(projection, names, ['year', 'month']);

const terms = fc.integer({ min: 0, max: 6 }).map(String);

test('payment terms move cash and debts between months, and never income, cost or the other lines', () => {
  const MOVED = /^(cash\.|balance\.(cash|overdraft|debtors|creditors|owed_to_providers|assets|liabilities))/;
  fc.assert(
    fc.property(models, fc.record({ schools: terms, council: terms, suppliers: terms }), (raw, other) => {
      // A facility's interest goes by cash, and by nothing else.
      const data = put(put(raw, ['loans', 'facility'], undefined), ['bad_debt'], undefined);
      const before = projectionOf(data);
      const after = projectionOf(put(data, ['payment_terms'], other));
      const still = lineNames(before.model).filter((name) => !MOVED.test(name));
      expect(linesOf(after, still)).toEqual(linesOf(before, still));
    }),
    RUNS,
  );
});

test('later payment by schools never means more cash', () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 0, max: 5 }), (data, months) => {
      // Others' terms stay; traded demand of schools that are not members may be below zero where two tiers overlap.
      const one = put(oneTier(plain(data)), ['payment_terms'], { schools: String(months) });
      const later = put(one, ['payment_terms'], { schools: String(months + 1) });
      const [soon, late] = [projectionOf(one), projectionOf(later)];
      for (const month of periodsOf(soon.model.calendar, 'month')) {
        expect(late.journal.balance('cash', month.last).pence).toBeLessThanOrEqual(
          soon.journal.balance('cash', month.last).pence,
        );
      }
    }),
    RUNS,
  );
});

/** The same keys of every map in another order; lists, whose order matters, stay. */
function shuffled(said: Plain, random: () => number): Plain {
  if (typeof said === 'string') return said;
  if (Array.isArray(said)) return (said as readonly Plain[]).map((item) => shuffled(item, random));
  const entries = Object.entries(said as PlainMap).map(([key, value]) => ({ key, value, at: random() }));
  entries.sort((a, b) => a.at - b.at);
  return Object.fromEntries(entries.map(({ key, value }) => [key, value && shuffled(value, random)]));
}

test('the order of keys is irrelevant', () => {
  fc.assert(
    fc.property(models, fc.infiniteStream(fc.nat(1_000_000)), (data, numbers) => {
      const other = shuffled(data, () => numbers.next().value as number) as PlainMap;
      const before = projectionOf(data);
      expect(linesOf(projectionOf(other), lineNames(before.model))).toEqual(linesOf(before));
    }),
    RUNS,
  );
});

test('an empty scenario changes nothing, to the letter, in any format', async () => {
  const LINES = [['forecast', '--by', 'term', '--detail'], ['price'], ['break-even']];
  await fc.assert(
    fc.asyncProperty(models, (data) =>
      sharingByDefault(async () => {
        const options = { files: { [FILE]: yamlOf(data) } };
        for (const [command = '', ...rest] of LINES) {
          for (const format of ['table', 'markdown', 'csv', 'json']) {
            const line = [command, FILE, ...rest, '--format', format];
            const base = await said(line, options);
            const same = await said([...line, '--scenario', 'nothing'], options);
            // In JSON a figure names its scenario, so that it can be asked for again.
            expect(same.replace(/\n *"scenario": "nothing",/g, '')).toBe(base);
          }
        }
      }),
    ),
    runs(3, 13),
  );
});

test('the model of an empty scenario is the model', () => {
  fc.assert(
    fc.property(models, (data) => {
      expect(linesOf(project(modelOf(data, { scenarios: ['nothing'] })))).toEqual(linesOf(projectionOf(data)));
    }),
    RUNS,
  );
});

test('as agent or as principal the surplus and the margin of safety are the same', () => {
  const role = (data: PlainMap, acts_as: string): PlainMap =>
    ['audit', 'leaders'].reduce(
      (so, id) => ((so.services as PlainMap)[id] === undefined ? so : put(so, ['services', id, 'acts_as'], acts_as)),
      data,
    );
  const SAME = [
    'surplus',
    'contribution',
    'margin_of_safety',
    'reserves.closing',
    'income.membership',
    'cost.staff',
    'cash.closing',
  ];
  fc.assert(
    fc.property(models, (data) => {
      const agent = projectionOf(role(plain(data), 'agent'));
      const principal = projectionOf(role(plain(data), 'principal'));
      expect(linesOf(principal, SAME)).toEqual(linesOf(agent, SAME));
      for (const period of periodsOf(agent.model.calendar, 'year')) {
        const [net, gross] = [agent, principal].map((each) => figureOf(each, 'income.brokered', period).exact);
        const providers = figureOf(principal, 'cost.providers', period).exact;
        expect(gross?.minus(providers).compare(net ?? providers)).toBe(0);
        expect(figureOf(agent, 'cost.providers', period).exact.sign).toBe(0);
      }
    }),
    RUNS,
  );
});
