import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { play } from '../support/play.js';
import { model } from '../support/refused.js';

/* Exit codes: 2 for what is wrong with the command line, which a file, scenario or path of --set that it names and that is not there is; 1 for a model with problems. */

/** What each command cannot do without, after the model that it looks at; undefined for one that looks at none. */
const NEEDS: Readonly<Record<string, readonly string[] | undefined>> = {
  assumptions: [],
  simulate: ['--draws', '5'],
  sensitivity: [],
  solve: ['--set', 'tiers.membership.price.per_pupil', '--target', 'surplus>=0'],
  check: [],
  forecast: [],
  compare: [],
  diff: ['sound.yaml'],
  'break-even': [],
  services: [],
  obligations: [],
  price: [],
  tiers: [],
  value: [],
  consultation: [],
  sustainability: [],
  appraise: [],
  design: ['--vary', 'rate=9..11/1'],
  explain: ['income'],
  export: ['--to', 'hledger'],
  schools: [],
  complete: undefined,
  import: undefined,
  init: undefined,
  // It needs a model with orders, which this one has not.
  orders: undefined,
  models: undefined,
  schema: undefined,
};

const TIERS = (amount: string): string => `tiers:\n  membership: { price: { per_pupil: ${amount} }, joins: 90% }\n`;
const REST = 'scenarios: { low: { because: x, tiers: { membership: { joins: 50% } } } }\n';
const files = {
  'sound.yaml': model({ tiers: TIERS('10'), rest: REST }),
  'bad.yaml': model({ tiers: TIERS('lots'), rest: REST }),
};

test('every command has its exit codes tested', () => {
  expect(Object.keys(NEEDS).sort()).toEqual(commands.map(({ name }) => name).sort());
});

test.each(Object.entries(NEEDS).flatMap(([name, needs]) => (needs === undefined ? [] : [{ name, needs }])))(
  '$name ends with 2 for what the command line names and is not there, and with 1 for a model with problems',
  async ({ name, needs }) => {
    const at = async (path: string, ...more: string[]): Promise<readonly [number, string]> => {
      const { code, err } = await play([name, path, ...needs, ...more], { files });
      expect(err, `${name} ${path} ${more.join(' ')}`).not.toMatch(/fault of buyin/);
      return [code, err];
    };
    expect((await at('nowhere.yaml'))[0]).toBe(2);
    expect((await at('sound.yaml', '--scenario', 'nowhere'))[0]).toBe(2);
    expect((await at('sound.yaml', '--set', 'no.such.path=1'))[0]).toBe(2);
    expect((await at('sound.yaml', '--no-such-option'))[0]).toBe(2);
    expect((await at('sound.yaml', '--format', 'pdf'))[0]).toBe(2);
    const [code, err] = await at('bad.yaml');
    expect(code).toBe(1);
    expect(err).toContain('bad.yaml:8:');
  },
);

test.each([
  ['complete', 'nowhere'],
  ['models', 'nowhere'],
  ['schema', 'nowhere'],
  ['init', 'new', '--yes', '--from', 'nowhere'],
  ['explain', 'sound.yaml', 'incme'],
  ['price', 'sound.yaml', '--school', 'nobody'],
  ['tiers', 'sound.yaml', '--with', 'nowhere.yaml'],
  ['value', 'sound.yaml', '--tier', 'nowhere'],
  ['sustainability', 'sound.yaml', '--option', 'nowhere'],
  ['forecast', 'sound.yaml', '--scenario', 'nowhere.yaml'],
  ['forecast', 'sound.yaml', '--set', 'tiers.membership.joins=lots'],
  ['solve', 'sound.yaml', '--set', 'no.such', '--target', 'surplus>=0'],
  ['solve', 'sound.yaml', '--set', 'tiers.membership.price.per_pupil', '--target', 'surpls>=0'],
  ['simulate', 'sound.yaml', '--draws', '0'],
  ['check', 'sound.yaml', '--only', 'promises'],
  ['nowhere'],
])('buyin %s %s %s %s ends with 2', async (...argv) => {
  const { code, out, err } = await play(argv, { files });
  expect([code, out], err).toEqual([2, '']);
});

test.each([
  ['surplus', ['--among', 'phase=primary'], 'surplus is of the whole company: leave --among out'],
  ['surplus', ['--school', 'phase=primary,pupils=200'], 'surplus is of the whole company: leave --school out'],
  ['surplus', ['--tier', 'membership'], 'surplus is of the whole company: leave --tier out'],
  ['break_even.members', ['--among', 'phase=primary'], 'break_even.members is of the whole company: leave --among out'],
  [
    'gains.better.today',
    ['--school', 'phase=primary,pupils=200'],
    'gains.better.today can be narrowed with --tier, --with, --among alone: leave --school out',
  ],
  [
    'fee',
    ['--school', 'phase=primary,pupils=200', '--among', 'size=1-105'],
    'fee can be narrowed with --school, --tier, --with alone: leave --among out',
  ],
])('%s cannot be narrowed with %j', async (figure, more, says) => {
  const { code, err } = await play(['explain', 'sound.yaml', figure, ...more], { files, width: 200 });
  expect([code, err]).toEqual([2, `error: ${says}\n`]);
});
