import { expect, test } from 'vitest';
import { type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* A state of an assumption brings a scenario with it: what the company would do. */

const data: PlainMap = {
  buyin: '1',
  name: 'Contract',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  assumptions: {
    renewal: {
      value: '100_000',
      states: {
        kept: { value: '100_000', probability: '60%' },
        lower: { value: '60_000', probability: '15%' },
        lost: { value: '0', probability: '25%', scenario: 'smaller' },
      },
      owner: 'director',
      source: 'a talk',
    },
    head: {
      value: '1',
      states: {
        stays: { value: '1', probability: '80%' },
        goes: { value: '0', probability: '20%', scenario: 'acting' },
      },
      owner: 'board',
      source: 'a talk',
    },
  },
  schools: { groups: { any: { count: '4', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { core: { price: { flat: '1000' }, joins: '100%' } },
  contracts: { council: { kind: 'commission', per_year: '=renewal' } },
  overheads: { people: { per_year: '80_000' }, head: { per_year: '20_000' } },
  reserves: { opening: '50_000' },
  scenarios: {
    smaller: { because: 'half go', overheads: { people: { per_year: '40_000' } } },
    acting: {
      because: 'the deputy acts',
      overheads: { head: { per_year: '15_000' }, people: { per_year: { plus: '1_000' } } },
    },
    lost: { because: 'it is lost', assumptions: { renewal: { value: '0' } } },
  },
};

const told = async (args: readonly string[], model: PlainMap = data): Promise<{ code: number; text: string }> => {
  const { code, out, err } = await play(args, { files: { 'model.yaml': yamlOf(model) }, width: 200 });
  return { code, text: `${out}${err}` };
};
const reserves = async (...args: readonly string[]): Promise<string | undefined> => {
  const { text } = await told(['forecast', 'model.yaml', '--format', 'csv', ...args]);
  return /Reserves at end,(-?[\d.]+)/.exec(text)?.[1];
};

test('the value decides: set, or by another scenario, it brings the scenario of its state once and last', async () => {
  // 50,000 + 4,000 + 100,000 − 100,000; with nothing of the contract the people are half.
  expect(await reserves()).toBe('54000.00');
  expect(await reserves('--set', 'assumptions.renewal.value=0')).toBe('-6000.00');
  expect(await reserves('--scenario', 'lost')).toBe('-6000.00');
  expect(await reserves('--scenario', 'lost+smaller')).toBe('-6000.00');
  expect(await reserves('--set', 'assumptions.renewal.value=60_000')).toBe('14000.00');
  expect(await reserves('--set', 'assumptions.renewal.value.times=0')).toBe('-6000.00');
  // Last: over what --set says of the same place.
  expect(await reserves('--set', 'assumptions.renewal.value=0', '--set', 'overheads.people.per_year=70_000')).toBe(
    '-6000.00',
  );
  // Both: 40,000 and 1,000 more, and 15,000.
  const both = ['--set', 'assumptions.renewal.value=0', '--set', 'assumptions.head.value=0'];
  expect(await reserves(...both)).toBe('-2000.00');
});

test('pages say what states bring, and call nothing idle that does', async () => {
  const { text } = await told(['forecast', 'model.yaml', '--set', 'assumptions.head.value=0']);
  expect(text).toContain('States bring scenarios: head is goes, with scenario acting.');
  expect(text).not.toContain('no difference');
  expect((await told(['check', 'model.yaml', '--strict'])).text).not.toContain('unused-assumption');
});

test('simulate has in each draw what the company would do in it, and sensitivity in each state', async () => {
  const { text } = await told(['simulate', 'model.yaml', '--draws', '400', '--format', 'json']);
  expect(text).toMatch(
    /States of assumptions bring scenarios with them: smaller in \d+\.\d% of draws; acting in \d+\.\d% of draws; /,
  );
  const lost = Array.from({ length: 40 }, (_, i) => i + 1);
  const seen = new Set<string>();
  for (const draw of lost.slice(0, 12)) {
    const page = (await told(['simulate', 'model.yaml', '--draw', `${draw}`, '--format', 'csv'])).text;
    const renewal = /renewal,"?100_?000"?,"?([\d_]+)/.exec(page)?.[1]?.replace('_', '');
    const end = /Reserves at end,(-?[\d.]+)/.exec(page)?.[1];
    seen.add(`${renewal}|${end}`);
  }
  for (const each of seen)
    expect([
      '100000|54000.00',
      '100000|58000.00',
      '60000|14000.00',
      '60000|18000.00',
      '0|-6000.00',
      '0|-2000.00',
    ]).toContain(each);
  const bars = (await told(['sensitivity', 'model.yaml'])).text;
  expect(bars).toMatch(/\(6,000\)/);
});

test('a board sees each state that brings a scenario as the company that it is then, with its probability', async () => {
  const { text } = await told(['obligations', 'model.yaml', '--format', 'csv']);
  const heads = text.split('\r\n').find((line) => line.includes(',Test,'));
  expect(heads).toBe('table,Test,base,smaller,acting,lost,head: goes,renewal: lower,renewal: lost');
  // 54,000 as it stands, 14,000 with the lower contract, and an overdraft of 6,000 where it is lost and half go.
  expect(text).toMatch(/^results,Net assets,holds,holds,holds,FAILS every year,holds,holds,FAILS every year\r$/m);
  const page = (await told(['obligations', 'model.yaml'])).text;
  expect(page.replace(/\s+/g, ' ')).toContain(
    'One state at a time, all else as in base, each with its probability: head: goes, 20% with scenario acting; renewal: lower, 15%; renewal: lost, 25% with scenario smaller.',
  );
  // Where it is lost already, the others are what is left.
  const lost = (await told(['obligations', 'model.yaml', '--scenario', 'lost', '--format', 'csv'])).text;
  expect(lost).toMatch(/^table,Test,base,head: goes,renewal: kept,renewal: lower\r$/m);
  expect(lost).toMatch(/^results,Net assets,FAILS every year,FAILS every year,holds,holds\r$/m);
});

test('sensitivity tries the states alone where they bring scenarios: what lies between is nobody’s plan', async () => {
  const { text } = await told(['sensitivity', 'model.yaml', '--switching', '--format', 'csv']);
  expect(text).toMatch(/^switching,renewal,0,-6000\.00,"?60[,_]?000"?,14000\.00\r$/m);
  const crossed = (await told(['sensitivity', 'model.yaml', '--grid', 'renewal,head', '--format', 'csv'])).text;
  expect(crossed).toMatch(/^renewal 0,-2000(\.00)?,-6000(\.00)?\r$/m);
  expect(crossed.match(/renewal [016]/g)).toHaveLength(3);
});

test('solve plays each value through, at which a state may bring a scenario', async () => {
  const steps = ['--set', 'assumptions.renewal.value', '--to', '100_000', '--step', '20_000'];
  // With nothing of the contract three quarters go, and reserves are 14,000; with 40,000 nobody goes.
  const half = put(data, ['scenarios', 'smaller', 'overheads', 'people', 'per_year'], '20_000');
  const { text } = await told(['solve', 'model.yaml', '--target', 'reserves.closing>=0', ...steps], half);
  expect(text.replace(/\s+/g, ' ')).toContain('At least 0 with assumptions.renewal.value at 0, or 60,000 to 100,000.');
  const lower = put(data, ['assumptions', 'renewal', 'states', 'lower', 'scenario'], 'smaller');
  const found = await told(['solve', 'model.yaml', '--target', 'reserves.closing>=50_000', ...steps], lower);
  const wide = put(data, ['assumptions', 'renewal', 'states', 'lower', 'scenario'], 'smaller');
  const every = ['--set', 'assumptions.renewal.value', '--to', '100_000', '--step', '1'];
  const one = await told(['solve', 'model.yaml', '--target', 'reserves.closing>=50_000', ...every], wide);
  expect(one.text.replace(/\s+/g, ' ')).toContain('with assumptions.renewal.value at 60,000, or 96,000 to 100,000.');
  // 54,000 at 60,000, where half go; 34,000 at 80,000, where nobody does.
  expect(found.text.replace(/\s+/g, ' ')).toContain('with assumptions.renewal.value at 60,000, or 100,000.');
});

test('each page of odds says which states bring what, and the basis names what was set', async () => {
  for (const args of [
    ['break-even', 'model.yaml', '--by', 'chance', '--draws', '50'],
    ['sensitivity', 'model.yaml'],
  ])
    expect((await told(args)).text.replace(/\s+/g, ' ')).toContain(
      'States of assumptions bring scenarios with them: renewal: lost, with scenario smaller; head: goes, with scenario acting.',
    );
  // The scenario says the value of its state again, over what was set.
  const again = put(data, ['scenarios', 'smaller', 'assumptions'], { renewal: { value: '0' } });
  const { text } = await told(['forecast', 'model.yaml', '--set', 'assumptions.renewal.value=0'], again);
  expect(text).toContain('model.yaml, with what states bring (2 changes).');
});

test('check makes every combination, and names it', async () => {
  const clash = put(data, ['scenarios', 'acting', 'overheads', 'people', 'per_year'], '70_000');
  const { code, text } = await told(['check', 'model.yaml'], clash);
  expect(code).toBe(1);
  expect(text).toContain('"head" at 0, its state "goes", and "renewal" at 0, its state "lost"');
  const broken = put(data, ['scenarios', 'smaller', 'overheads', 'people', 'per_year'], '-1');
  expect((await told(['check', 'model.yaml'], broken)).text).toContain('is below zero');
});

test('what a state cannot bring is a problem with its place', async () => {
  const set = (path: string, value: string): PlainMap => put(data, path.split('.'), value);
  const own = await told(['check', 'model.yaml'], set('assumptions.renewal.states.kept.scenario', 'smaller'));
  expect(own.text).toMatch(/the model as it stands is what the company does in this state/);
  const unknown = await told(['check', 'model.yaml'], set('assumptions.renewal.states.lost.scenario', 'smallr'));
  expect(unknown.text).toMatch(/there is no scenario "smallr"[\s\S]*smaller/);
  const back = put(data, ['scenarios', 'smaller', 'assumptions'], { renewal: { value: '60_000' } });
  expect((await told(['check', 'model.yaml'], back)).text).toMatch(/a scenario that leaves "renewal" at 0/);
  const longer = put(data, ['scenarios', 'smaller', 'calendar'], { years: '2' });
  expect((await told(['check', 'model.yaml'], longer)).text).toMatch(/a scenario that leaves the calendar as it is/);
});
