import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { main } from '../src/cli/main.js';
import { constant, Exact, type Money } from '../src/figures/index.js';
import { parseTree, toData } from '../src/language/index.js';
import { type Brokered, service } from '../src/model/service.js';
import { splitOf } from '../src/projection/index.js';
import { nodeDisk } from '../src/reading/node-disk.js';
import { readValue } from '../src/reading/yaml.js';

/*
 * Published prices, as their providers published them. A case that the providers worked out or priced themselves, or that follows from their rule,
 * must come out to the penny. Where a published figure contradicts the published rule both stand in the title; where the rule is silent, we refuse.
 */

const ROOT = new URL('..', import.meta.url);
const FOLDER = new URL('cases/', import.meta.url);

// Strict, so that a misspelt key cannot leave a case half read; every value stays the text that was written.
const fee = z.strictObject({ fee: z.string() });
const refused = z.strictObject({ problem: z.string() });
const split = z.strictObject({ buyer: z.string(), commission: z.string(), provider: z.string() });
const agreeing = z.enum(['worked', 'price', 'rule']);
const school = z.record(z.string(), z.string());
const common = { case: z.string() };

const priceCase = z.union([
  z.strictObject({ ...common, given: school, expect: fee, tag: agreeing }),
  z.strictObject({ ...common, given: school, expect: fee, tag: z.literal('anomaly'), published: z.string() }),
  z.strictObject({ ...common, given: school, expect: refused, tag: z.literal('ambiguous') }),
]);
const brokerageCase = z.strictObject({
  ...common,
  given: z.strictObject({
    provider_fee: z.string().optional(),
    price: z.string().optional(),
    units: z.string(),
    commission: z.record(z.string(), z.string()),
  }),
  expect: split,
  tag: agreeing,
});
const origin = { name: z.string(), source: z.string() };
const priceFile = z.strictObject({ ...origin, price_list: z.string(), tier: z.string(), cases: z.array(priceCase).min(1) });
const brokerageFile = z.strictObject({ ...origin, cases: z.array(brokerageCase).min(1) });

type PriceFile = z.output<typeof priceFile>;
type PriceCase = z.output<typeof priceCase>;
type BrokerageCase = z.output<typeof brokerageCase>;

/** The exact number of a text such as `12_500` or `52.50`. */
const exact = (text: string): Exact => Exact.of(text.replace(/[_,£]/g, ''));
const pounds = (text: string): string =>
  `£${exact(text)
    .toFixed(2)
    .replace(/\.00$/, '')
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;

/** What `buyin price` answers for a school that is not on any roll. */
async function priced({ price_list, tier }: PriceFile, given: Readonly<Record<string, string>>): Promise<{ code: number; out: string; err: string }> {
  const said = Object.entries(given).map(([key, value]) => `${key}=${value}`);
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(['price', fileURLToPath(new URL(price_list, ROOT)), '--tier', tier, '--school', said.join(','), '--format', 'json'], {
    disk: nodeDisk,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    write: () => expect.unreachable('a price is not written to a file'),
    progress: () => undefined,
    width: 200,
    colour: { out: false, err: false },
    version: '0',
  });
  return { code, out: out.join(''), err: err.join('') };
}

interface PriceAnswer {
  readonly blocks: readonly {
    readonly rows: readonly { readonly cells: readonly { readonly value?: string; readonly figure?: { readonly figure: string } }[] }[];
  }[];
}

/** The fee in pounds and pence that `buyin price` gives. */
async function feeOf(file: PriceFile, given: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { code, out, err } = await priced(file, given);
  expect(err).toBe('');
  expect(code).toBe(0);
  const cells = (JSON.parse(out) as PriceAnswer).blocks.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const fees = cells.filter(({ figure }) => figure?.figure === 'fee');
  expect(fees).toHaveLength(1);
  return fees[0]?.value;
}

function titleOf(each: PriceCase): string {
  if (each.tag === 'ambiguous') return `${each.case}: nothing is published, so it is refused (${each.expect.problem})`;
  const ours = pounds(each.expect.fee);
  if (each.tag === 'anomaly') return `${each.case}: ${ours} by the published rule, though ${pounds(each.published)} is published (anomaly)`;
  return `${each.case}: ${ours} (${each.tag})`;
}

async function runPrice(file: PriceFile, each: PriceCase): Promise<void> {
  if (each.tag === 'ambiguous') {
    const { code, out, err } = await priced(file, each.given);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`[${each.expect.problem}]`);
    return;
  }
  const ours = await feeOf(file, each.given);
  expect(ours).toBe(exact(each.expect.fee).toFixed(2));
  if (each.tag === 'anomaly') expect(ours).not.toBe(exact(each.published).toFixed(2));
}

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

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

test('there are worked cases', () => {
  expect(files).toEqual(expect.arrayContaining(['brokerage.yaml', 'hep-2018.yaml', 'hep-after-launch.yaml', 'hep-two-boroughs.yaml']));
});

for (const name of files) {
  const data: unknown = parse(readFileSync(new URL(name, FOLDER), 'utf8'), { schema: 'failsafe' });
  if (name === 'brokerage.yaml') {
    const file = brokerageFile.parse(data);
    describe(file.name, () => {
      for (const each of file.cases)
        test(`${each.case}: ${pounds(each.expect.buyer)}, of which ${pounds(each.expect.commission)} (${each.tag})`, () => runBrokerage(each));
    });
  } else {
    const file = priceFile.parse(data);
    describe(file.name, () => {
      for (const each of file.cases) test(titleOf(each), () => runPrice(file, each));
    });
  }
}
