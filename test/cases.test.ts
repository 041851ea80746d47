import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { heldExamples } from '../src/analysis/index.js';
import { constant, Exact, type Money } from '../src/figures/index.js';
import { parseTree, toData } from '../src/language/index.js';
import type { Tag } from '../src/model/index.js';
import { type Brokered, service } from '../src/model/service.js';
import { splitOf } from '../src/projection/index.js';
import { Source } from '../src/reading/index.js';
import { nodeDisk } from '../src/reading/node-disk.js';
import { readValue } from '../src/reading/yaml.js';
import { diskOf } from './support/disk.js';

/*
 * Published prices, as their providers published them: every price list holds its own as examples. What the providers
 * worked out or priced themselves, or what follows from their rule, must come out to the penny. Where a published
 * figure contradicts the published rule both are reported; where the rule is silent, no price is given.
 */

const LISTS = 'models';

/** How many examples of each kind a shipped list has, so that none is lost. */
const HELD: Readonly<Record<string, Partial<Record<Tag, number>>>> = {
  'appropriate-body-shropshire': { price: 1, rule: 1 },
  birmingham: { rule: 1 },
  'bradford-property': { rule: 2 },
  brokerage: { worked: 2, rule: 2 },
  'bucks-finance-credits': { price: 3, rule: 2, worked: 3, anomaly: 1 },
  'cancellation-copthorne': { rule: 5 },
  'cornwall-music-hours': { rule: 1 },
  'creative-history': { worked: 1, price: 2, rule: 5 },
  'disclosure-checks': { rule: 2 },
  'hep-2018': { worked: 2, price: 3, rule: 3 },
  'hep-after-launch': { anomaly: 3, price: 3, rule: 1 },
  'hep-two-boroughs': { worked: 2, price: 2, rule: 5, ambiguous: 1 },
  'hes-payroll': { rule: 2 },
  'kent-training-package': { worked: 2, price: 2, rule: 2 },
  'late-exam-entries': { rule: 3 },
  'learn-sheffield-joining': { rule: 1 },
  'leicestershire-de-delegation': { rule: 1 },
  'norfolk-clerking': { price: 5, rule: 9 },
  'northamptonshire-psychology': { price: 2, rule: 7 },
  'ohio-dues': { rule: 3 },
  'oxford-diocese-core': { rule: 8, ambiguous: 1 },
  'oxfordshire-finance': { price: 5, rule: 1, ambiguous: 1 },
  'oxfordshire-services': { price: 14, rule: 9, ambiguous: 1 },
  'salisbury-appeals': { price: 4, rule: 5 },
  'stroud-association': { worked: 1, rule: 1 },
  'supervision-bundle': { worked: 1, rule: 4 },
  surrey: { rule: 1 },
  'transitional-grant': { price: 6 },
  'trust-top-slice': { rule: 2 },
  'twam-boxes': { price: 4, rule: 3 },
  'viability-suffolk': { price: 4 },
  'walsall-clerking': { price: 9, rule: 4 },
  'worcestershire-library': { worked: 1, rule: 1 },
};

const names = readdirSync(LISTS).flatMap((name) => (name.endsWith('.yaml') ? [name.replace('.yaml', '')] : []));
const listOf = (path: string) => Source.open(nodeDisk, path).loadPriceList();

test('every shipped price list is counted here', () => {
  expect(names).toEqual(Object.keys(HELD));
});

describe('a shipped price list gives what is published, and says where', () => {
  test.each(names)('%s', (name) => {
    const list = listOf(`${LISTS}/${name}.yaml`);
    const held = heldExamples(list);
    expect(held.problems).toEqual([]);
    const tags: Partial<Record<Tag, number>> = {};
    for (const { tag } of list.examples.values()) tags[tag] = (tags[tag] ?? 0) + 1;
    expect(tags).toEqual(HELD[name]);
    expect(held.refused).toBe(HELD[name]?.ambiguous ?? 0);
    expect(list.source).toMatch(/\S/);
    expect(`${list.year} ${list.note}`).toMatch(/\d{4}|not dated/i);
    expect(readFileSync(`${LISTS}/${name}.yaml`, 'utf8')).toMatch(/^# Read \d{1,2} [A-Z][a-z]+ \d{4}: .{20}/m);
  });
});

test('the published figures that their rules do not give are those of Haringey after its launch, and of a rounded credit', () => {
  const found = names.flatMap((name) =>
    heldExamples(listOf(`${LISTS}/${name}.yaml`)).anomalies.map((each) => [
      name,
      each.published.pence,
      each.byRule.pence,
    ]),
  );
  expect(found).toEqual([
    ['bucks-finance-credits', 11_800, 11_880],
    ['hep-after-launch', 490_000, 497_800],
    ['hep-after-launch', 840_000, 847_400],
    ['hep-after-launch', 1_220_000, 1_246_400],
  ]);
});

test('an amount that is changed in a price list is told by an example', () => {
  const text = readFileSync(`${LISTS}/hep-2018.yaml`, 'utf8').replace('per_pupil: 19,', 'per_pupil: 19.01,');
  const list = Source.open(diskOf({ 'list.yaml': text }), 'list.yaml').loadPriceList();
  expect(heldExamples(list).problems.map(({ code }) => code)).toEqual(Array(4).fill('example-differs'));
});

test('kinds of terms that other price lists hold come to what is worked out by hand', () => {
  const list = listOf('test/cases/kinds.yaml');
  expect(list.examples.size).toBeGreaterThan(30);
  expect(heldExamples(list).problems).toEqual([]);
  // Every tier has an example of its own.
  expect(new Set([...list.examples.values()].map(({ tier }) => tier?.text))).toEqual(new Set(list.tiers.keys()));
});

// Strict, so that a misspelt key cannot leave a case half read; every value stays the text that was written.
const split = z.strictObject({ buyer: z.string(), commission: z.string(), provider: z.string() });
const brokerageCase = z.strictObject({
  case: z.string(),
  given: z.strictObject({
    provider_fee: z.string().optional(),
    price: z.string().optional(),
    units: z.string(),
    commission: z.record(z.string(), z.string()),
  }),
  expect: split,
  tag: z.enum(['worked', 'price', 'rule']),
});
const brokerageFile = z.strictObject({ name: z.string(), source: z.string(), cases: z.array(brokerageCase).min(1) });
type BrokerageCase = z.output<typeof brokerageCase>;

/** The exact number of a text such as `12_500` or `52.50`. */
const exact = (text: string): Exact => Exact.of(text.replace(/[_,£]/g, ''));

function runBrokerage({ given, expect: expected }: BrokerageCase): void {
  const { units, ...terms } = given;
  const written = JSON.stringify({ kind: 'brokered', unit: 'day', acts_as: 'agent', ...terms });
  const { node, problems } = readValue(written, { name: 'brokerage', text: written });
  expect(problems).toEqual([]);
  const parsed = parseTree(service, node as NonNullable<typeof node>, toData(node as NonNullable<typeof node>));
  expect(parsed.problems).toEqual([]);
  const shares = splitOf(parsed.value as Brokered, constant('count', exact(units), 'units'), (price) => price);
  const text = (money: Money): string => money.exact.toFixed(2);
  expect({ buyer: text(shares.buyer), commission: text(shares.commission), provider: text(shares.provider) }).toEqual({
    buyer: exact(expected.buyer).toFixed(2),
    commission: exact(expected.commission).toFixed(2),
    provider: exact(expected.provider).toFixed(2),
  });
}

const brokerage = brokerageFile.parse(
  parse(readFileSync('test/cases/brokerage.yaml', 'utf8'), { schema: 'failsafe' }) as unknown,
);
const penny = (text: string): string => exact(text).plus(Exact.of('0.01')).toFixed(2);
describe(`${brokerage.name}, as a service of a model`, () => {
  test('is told where a case is wrong by a penny', () => {
    for (const each of brokerage.cases) {
      for (const part of ['buyer', 'commission', 'provider'] as const) {
        expect(
          () => runBrokerage({ ...each, expect: { ...each.expect, [part]: penny(each.expect[part]) } }),
          `${each.case}: ${part}`,
        ).toThrow();
      }
    }
  });

  test.each(brokerage.cases.map((each) => [`${each.case} (${each.tag})`, each] as const))('%s', (_, each) => {
    runBrokerage(each);
  });
});
