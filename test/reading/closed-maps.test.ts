import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { checked, model, refused } from '../support/refused.js';

/* Wherever its keys or values are known, a map takes no other. */

const SCHOOLS = `schools:
  attributes: [team]
  drivers: [teachers]
  named:
    oak: { phase: primary, type: community, pupils: 200, attributes: { team: north }, drivers: { teachers: 9 } }
`;

test.each([
  [
    'a condition of a constituency',
    { rest: 'governance: { constituencies: { heads: { when: { phse: primary } } } }\n' },
    'unknown-name',
    9,
  ],
  [
    'a value of one',
    { rest: 'governance: { constituencies: { heads: { when: { phase: [primary, prinary] } } } }\n' },
    'bad-choice',
    9,
  ],
  ['an attribute of a school', { schools: SCHOOLS.replace('{ team: north }', '{ tem: north }') }, 'unknown-key', 8],
  ['a driver of a school', { schools: SCHOOLS.replace('{ teachers: 9 }', '{ teacher: 9 }') }, 'unknown-key', 8],
  [
    'a key of use',
    { tiers: 'tiers: { m: { use: { list: hep-2018, teir: membership }, joins: 100% } }\n' },
    'unknown-key',
    7,
  ],
  ...['list', 'tier', 'units'].map((key): [string, { tiers: string; rest: string }, string, number] => {
    const use = { list: 'norfolk-clerking', tier: 'packs', units: 'meetings', [key]: '[[packs]]' };
    const said = Object.entries(use).map(([name, text]) => `${name}: ${text}`);
    const rest = `services: { s: { kind: traded, unit: day, use: { ${said.join(', ')} } } }\n`;
    return [
      `a list for the ${key} of use`,
      { tiers: 'tiers: { m: { joins: 100%, price: { flat: 1 } } }\n', rest },
      'wrong-shape',
      8,
    ];
  }),
  ['a list for use', { tiers: 'tiers: { m: { use: [[hep-2018]], joins: 100% } }\n' }, 'wrong-shape', 7],
  [
    'a bundle',
    {
      schools: 'schools: { attributes: [takes], named: { oak: { phase: primary, type: community, pupils: 200 } } }\n',
      tiers: 'tiers: { m: { price: { flat: 9, discounts: { amount: 5, bundle: [mm] } }, joins: 100% } }\n',
    },
    'unknown-name',
    5,
  ],
  [
    'an end of a range',
    { rest: 'assumptions: { a: { value: 5%, range: { low: 4%, high: banana } } }\n' },
    'bad-value',
    9,
  ],
  [
    'a state',
    {
      rest: 'assumptions: { a: { value: 5%, states: { b: { value: 5%, probability: 60% }, c: { value: 1k, probability: 40% } } } }\n',
    },
    'bad-value',
    9,
  ],
  [
    'the place of a lint',
    { rest: 'lints: { accepts: [{ lint: cliff, at: tiers.membershp, because: so }] }\n' },
    'unknown-name',
    9,
  ],
  ['a lint', { rest: 'lints: { accepts: [{ lint: clif, because: so }] }\n' }, 'unknown-name', 9],
  [
    'a size of a company',
    {
      rest: 'parameters: { name: P, company_sizes: { smal: { turnover: { 2026-01: 1 }, gross_assets: { 2026-01: 1 }, employees: { 2026-01: 1 } } } }\n',
    },
    'unknown-key',
    9,
  ],
  [
    'a year that nobody plans for',
    { rest: 'contracts: { c: { kind: grant, per_year: 5, to: 3027-08 } }\n' },
    'bad-value',
    9,
  ],
  [
    'a key one level too high',
    { tiers: 'tiers: { m: { joins: 100% }, price: { per_pupil: 5 } }\n' },
    'misplaced-key',
    7,
  ],
])('%s', async (_, parts, code, line) => {
  const { told } = await checked(model(parts));
  expect(told.filter((each) => each.startsWith(`${code} model.yaml:${line}:`)).length).toBe(1);
});

test.each([
  [
    'a thousands comma between braces',
    'contracts: { c: { kind: grant, per_year: 1,200 } }\n',
    'bad-value model.yaml:9:42',
    'write 1_200',
  ],
  [
    'a decimal comma between braces',
    'overheads: { c: { per: { pupils: 0,5 } } }\n',
    'bad-value model.yaml:9:34',
    'write 0.5',
  ],
  [
    'a no-break space',
    'contracts: { c: { kind: grant, per_year: 12\u00a0500 } }\n',
    'bad-value model.yaml:9:42',
    'write 12_500',
  ],
  [
    'a tab',
    'contracts:\n\tc: { kind: grant, per_year: 5 }\n  d: { kind: grant, per_year: 6 }\n',
    'yaml-syntax model.yaml:10:1',
    'a tab stands',
  ],
])('%s is told once, and how to write it', async (_, rest, told, says) => {
  const found = await checked(model({ rest }));
  expect(found.told).toEqual([told]);
  expect(found.err.replace(/\s+/g, ' ')).toContain(says);
});

test('a name that is missing in several places is told once, with the others', async () => {
  const rest =
    'contracts: { a: { kind: grant, per_year: =rnt }, b: { kind: grant, per_year: =rnt }, c: { kind: grant, per_year: =rent } }\nassumptions: { rent: { value: 5 } }\n';
  const { told, err } = await checked(model({ rest }));
  expect(told).toEqual(['unknown-reference model.yaml:9:42']);
  expect(err).toContain('and here: model.yaml:9:78');
});

test('a name that several places use alike is misspelt where it is declared, and told there', async () => {
  const uses = 'contracts: { a: { kind: grant, per_year: =rent }, b: { kind: grant, per_year: =rent } }';
  const { told } = await checked(model({ rest: `${uses}\nassumptions: { rnt: { value: 5 } }\n` }));
  expect(told).toEqual(['misspelt-name model.yaml:10:16']);
  // One use alone may be the slip itself.
  const once = 'contracts: { a: { kind: grant, per_year: =rent } }\nassumptions: { rnt: { value: 5 } }\n';
  expect((await checked(model({ rest: once }))).told).toEqual(['unknown-reference model.yaml:9:42']);
});

test('blocks of a driver that is misspelt bring no gap between bands', async () => {
  const list = (driver: string): string =>
    `buyin: 1\nname: List\nsource: made up\nyear: 2026-27\ndrivers: [visits]\ntiers:\n  a: { price: { blocks: { ${driver}: 1 }, bands: { of: visits, mode: slab, each: [{ up_to: 10, price: 30 }, { from: 11, price: 35 }] } } }\n`;
  const codes = async (driver: string): Promise<readonly (string | undefined)[]> =>
    (await checked(list(driver))).told.map((each) => each.split(' ')[0]);
  expect(await codes('vists')).toEqual(['unknown-name']);
  expect(await codes('pupils')).toEqual(['bands-gap']);
});

test('what a school says by itself in words is no driver, in a model and in a list', async () => {
  const schools = (driver: string): string =>
    `schools: { drivers: [${driver}], named: { oak: { phase: primary, type: community, pupils: 200 } } }\n`;
  for (const name of ['nursery', 'trust']) {
    expect((await refused(model({ schools: schools(name) }))).told).toEqual(['bad-value model.yaml:4:22']);
    const list = `buyin: 1\nname: A list\nsource: Invented\nyear: 2025-26\ndrivers: [${name}]\ntiers: { a: { price: { flat: 9 } } }\n`;
    expect((await checked({ 'model.yaml': list })).told).toEqual(['bad-value model.yaml:5:11']);
  }
  const { code } = await play(['check', '.'], { files: { 'model.yaml': model({ schools: schools('nurseries') }) } });
  expect(code).toBe(0);
});
