import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { sharingByDefault } from '../support/sources.js';

/* Names that every JavaScript object has are names like any other, wherever a user may give one; `__proto__` is refused as a key, and is a text elsewhere. */

const NAMES = Object.getOwnPropertyNames(Object.prototype).filter(
  (name) => name !== '__proto__' && !name.startsWith('_'),
);
const NAMED_LIST = (n: string): string => `buyin: 1
name: ${n}
attributes: [own]
drivers: [constructor]
tiers: { ${n}: { price: [{ when: { own: ${n} }, flat: 5, per: { constructor: 3 } }, { per_pupil: 2, per: { constructor: 1 }, floor: 8 }] } }
examples: { ${n}: { school: { own: ${n}, constructor: 4, pupils: 1 }, tier: ${n}, tag: worked, pays: 17 } }
`;
/** What the names of figures begin with that name something after it. */
const HEADS = [
  'stream',
  'post',
  'phase',
  'efficiency',
  'economy',
  'indicator',
  'npv',
  'gains',
  'break_even',
  'margin_rate',
  'tier',
  'cascade',
  'fee',
];
const FAULT = /fault of buyin|\[native code\]|\n\s+at /;

/** A model in which everything that has a name has this one. */
const namedAll = (n: string): string => `buyin: 1
name: ${n}
basis: estimate
source: ${n}
calendar: { starts: 2026-09, years: 2, year_starts: September }
assumptions: { ${n}: { value: 50%, range: { low: 40%, high: 60% }, owner: ${n} } }
schools:
  attributes: [${n}]
  drivers: [meetings]
  groups:
    ${n}: { count: 10, phase: primary, type: community, pupils: 200, trust: ${n}, pays_now: 500, attributes: { ${n}: ${n} }, drivers: { meetings: 3 } }
    other: { count: 2, phase: secondary, type: academy, pupils: 900, trust: x, pays_now: 500, attributes: { ${n}: other } }
tiers:
  ${n}:
    price: [{ when: { ${n}: ${n} }, flat: 100, discounts: { percent: 5%, when: { ${n}: ${n} } } }, { flat: 900 }]
    joins: =${n}
    includes: { ${n}: unlimited }
services:
  ${n}: { kind: traded, unit: day, price: 300, demand: { per_member: 3 }, delivery: { by: ${n}, days: 1 } }
contracts: { ${n}: { kind: grant, per_year: 1_000 } }
staff: { ${n}: { fte: 1, salary: 500, on_costs: 1%, days: 195, chargeable: 80% } }
overheads: { ${n}: { per_year: 10 } }
reserves: { opening: 5_000 }
governance: { constituencies: { ${n}: { name: ${n}, when: { ${n}: ${n} }, seats: 1 }, rest: { when: { phase: secondary }, seats: 1 } } }
appraisal: { criteria: { ${n}: { weight: 1, figure: reserves.closing, better: higher } } }
options: [base, ${n}]
scenarios: { ${n}: { because: ${n}, tiers: { ${n}: { joins: 60% } } } }
checks: { ${n}: { figure: income, at_least: 0, scenarios: [${n}] } }
`;

/**
 * What is wrong with how some command lines end: a fault of the program, an unforeseen code, or a page full of source.
 */
function faults(
  commands: readonly (readonly string[])[],
  files: Readonly<Record<string, string>>,
  code: number,
): Promise<string[]> {
  return sharingByDefault(async () => {
    const found: string[] = [];
    for (const argv of commands) {
      const played = await play(argv, { files });
      const isSound = !FAULT.test(played.out + played.err) && played.code === code && played.err.length < 3_000;
      if (!isSound)
        found.push(`${argv.join(' ')} ends with ${played.code}: ${played.err.slice(0, 120).replace(/\s+/g, ' ')}`);
    }
    return found;
  });
}

test.each(NAMES)('%s is a name like any other of whatever a model names', async (n) => {
  const files = { 'model.yaml': namedAll(n) };
  const commands = [
    ['check', '.'],
    ['forecast', '.', '--scenario', n],
    ['forecast', '.', '--set', `assumptions.${n}.value=45%`],
    ['price', '.'],
    ['tiers', '.'],
    ['services', '.'],
    ['value', '.', '--by', 'trust'],
    ['compare', '.'],
    ['sustainability', '.'],
    ['appraise', '.'],
    ['assumptions', '.'],
    ['obligations', '.'],
    ['simulate', '.', '--draws', '50'],
    ['sensitivity', '.'],
    ['explain', '.', 'fee', '--school', n],
    ['explain', '.', `stream.full.services.${n}`],
    ['break-even', '.', '--by', 'stream'],
  ];
  expect(await faults(commands, files, 0)).toEqual([]);
  // 10 schools at half and 50 pounds less 5%, 2 at half and 900: 475 and 900.
  const { out } = await play(['forecast', '.', '--format', 'json'], { files });
  expect(out).toContain('"1375.00"');
});

test.each(NAMES)('%s that is not there is told as such, wherever the command line names something', async (n) => {
  const files = { 'model.yaml': namedAll('a') };
  const commands = [
    ['price', '.', '--school', `phase=${n}`],
    ['price', '.', '--school', `type=${n},pupils=200`],
    ['price', '.', '--school', `${n}=1,pupils=200`],
    ['price', '.', '--school', n],
    ['price', '.', '--tier', n],
    ['forecast', '.', '--scenario', n],
    ['forecast', '.', '--set', `${n}=1`],
    ['forecast', '.', '--set', `${n}.${n}=1`],
    ['forecast', '.', '--set', `tiers.a.${n}=1`],
    ['explain', '.', n],
    // The name stands alone, twice, or before others: each in turn, so that every kind of figure is asked for in each
    // way.
    ...HEADS.map((head, i) => ['explain', '.', `${head}.${[n, `${n}.${n}`, `${n}.a.a`][(i + NAMES.indexOf(n)) % 3]}`]),
    ['explain', '.', 'fee', '--school', n],
    ['explain', '.', 'gains.better.today', '--among', `${n}=${n}`],
    ['solve', '.', '--figure', n, '--target', '0', '--by', n],
    ['sensitivity', '.', '--figure', n],
    ['sensitivity', '.', '--grid', `${n},a`],
    ['appraise', '.', '--weights', `${n}=3`],
    ['sustainability', '.', '--option', n],
    ['value', '.', '--by', n],
    ['schema', n],
    ['models', n],
    ['check', n],
    ['forecast', '.', '--format', n],
    ['export', '.', '--to', n],
    ['forecast', '.', '--year', n],
    ['forecast', '.', '--statement', n],
  ];
  expect(await faults(commands, files, 2)).toEqual([]);
});

test.each(NAMES)('%s is a name like any other in a price list', async (n) => {
  const files = { 'list.yaml': NAMED_LIST(n) };
  expect(await faults([['check', 'list.yaml']], files, 0)).toEqual([]);
  const { out } = await play(['price', 'list.yaml', '--school', 'constructor=6,pupils=4'], { files });
  expect(out).toMatch(/14\.00/);
});
