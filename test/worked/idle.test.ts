import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* What makes no difference is told, by what comes of it: a scenario, one change of it, and what is set on the command line. */

const HEAD = `buyin: 1
name: T
basis: estimate
source: s
calendar: { starts: 2026-09, years: 2, year_starts: September }
assumptions:
  j: { value: 90%, owner: o }
  k: { value: 5%, owner: o }
  r: { value: 1_000, range: { low: 500, high: 2_000 }, owner: o }
schools: { groups: { p: { count: 10, phase: primary, type: academy, pupils: 200 } } }
tiers: { m: { price: { per_pupil: 10 }, joins: { others: =j, secondary: 40% } } }
overheads: { rent: { per_year: =r }, later: { per_year: { 2026: 10, 2035: 20 } }, most: { per_year: "=max(r, 400)" } }
`;

async function told(scenarios: string, ...more: string[]): Promise<string[]> {
  const { out } = await play(['check', '.', '--reporter', 'json', ...more], {
    files: { 'model.yaml': `${HEAD}${scenarios}` },
  });
  const { models } = JSON.parse(out);
  return models[0].findings.flatMap(({ lint, says }: { lint: string; says: string }) =>
    ['idle-scenario', 'idle-change'].includes(lint) ? `${lint}: ${says}` : [],
  );
}
const scenario = (body: string): string => `scenarios: { z: { because: x, ${body} } }\n`;

test.each([
  ['an assumption that nothing uses', 'assumptions: { k: { value: 10% } }'],
  ['the same number written in another way', 'tiers: { m: { price: { per_pupil: 10.00 } } }'],
  ['a share of schools that there are none of', 'tiers: { m: { joins: { secondary: 70% } } }'],
  ['a number to itself, times one', 'overheads: { most: { per_year: { times: 100% } } }'],
  ['an assumption by nothing', 'assumptions: { j: { value: { plus: 0% } } }'],
  ['values by date by nothing', 'overheads: { later: { per_year: { times: { 2026: 1, 2027: 100% }, plus: 0 } } }'],
  ['all of a kind, times one', 'tiers: { each: { price: { per_pupil: { times: 1 } } } }'],
  ['a number within bounds that it keeps', 'tiers: { m: { price: { per_pupil: { at_least: 5, at_most: 10 } } } }'],
  ['an amount from after the calendar', 'overheads: { later: { per_year: { 2026: 10, 2035: 99 } } }'],
])('a scenario is idle that changes %s', async (_, body) => {
  expect(await told(scenario(body))).toEqual([
    'idle-scenario: the scenario z changes nothing: no figure, price or promise is other than in the model as it stands',
  ]);
});

test.each([
  ['a figure', 'assumptions: { j: { value: 80% } }'],
  ['a figure of the last year alone', 'overheads: { later: { per_year: { 2026: 10, 2027: 20 } } }'],
  ['a bound that an assumption may pass in its range', 'assumptions: { r: { value: { at_most: 1_500 } } }'],
  [
    'a number by an assumption that is one now',
    'assumptions: { add: { one: { value: 1, owner: o } } }, tiers: { m: { price: { per_pupil: { times: =one } } } }',
  ],
  ['a range of what is used', 'assumptions: { r: { range: { high: 3_000 } } }'],
  ['a price that no school of the roll pays', 'tiers: { m: { price: { add: { floor: 1 } } } }'],
  ['a class of VAT', 'tiers: { m: { add: { vat: exempt } } }'],
])('a scenario is not idle that changes %s', async (_, body) => {
  expect(await told(scenario(body))).toEqual([]);
});

test('what leaves a number as it is makes no difference beside a change that makes one', async () => {
  expect(
    await told(
      scenario('overheads: { later: { per_year: { plus: 0 } } }, assumptions: { j: { value: { plus: -5% } } }'),
    ),
  ).toEqual([
    'idle-change: what the scenario z says of overheads.later.per_year makes no difference beside the rest of it',
  ]);
});

test('a --set that leaves a number as it is is noted', async () => {
  const { code, err } = await play(['forecast', '.', '--set', 'tiers.m.price.per_pupil={ times: 100% }'], {
    files: { 'model.yaml': HEAD },
  });
  expect([code, err]).toEqual([
    0,
    'note: what is set of tiers.m.price.per_pupil makes no difference: no figure, price or promise is another\n',
  ]);
});

test('a change that another hides is told, and the other is not', async () => {
  expect(await told(scenario('assumptions: { j: { value: 60% } }, tiers: { m: { joins: { others: 70% } } }'))).toEqual([
    'idle-change: what the scenario z says of assumptions.j.value makes no difference beside the rest of it',
  ]);
});

test('a scenario that adds nothing to what it extends is told with that', async () => {
  const both =
    'scenarios: { low: { because: x, assumptions: { j: { value: 60% } } }, lower: { extends: low, because: y, assumptions: { k: { value: 9% } } } }\n';
  expect(await told(both)).toEqual([
    'idle-scenario: the scenario lower changes nothing: no figure, price or promise is other than in low',
  ]);
});

test('what a scenario that extends another takes back is a change', async () => {
  const both =
    'scenarios: { low: { because: x, assumptions: { j: { value: 60% } } }, back: { extends: low, because: y, assumptions: { j: { value: 90% } } } }\n';
  expect(await told(both)).toEqual([
    'idle-scenario: the scenario back changes nothing: no figure, price or promise is other than in the model as it stands',
  ]);
});

test.each(['forecast', 'price', 'compare', 'obligations', 'simulate', 'explain'])(
  '%s tells a --set that makes no difference',
  async (command) => {
    const files = { 'model.yaml': `${HEAD}${scenario('assumptions: { j: { value: 80% } }')}` };
    const more = command === 'explain' ? ['income'] : command === 'simulate' ? ['--draws', '5'] : [];
    const idle = await play([command, '.', ...more, '--set', 'assumptions.k.value=7%'], { files });
    expect([idle.code, idle.err]).toEqual([
      0,
      'note: what is set of assumptions.k.value makes no difference: no figure, price or promise is another\n',
    ]);
    expect((await play([command, '.', ...more, '--set', 'assumptions.j.value=85%'], { files })).err).toBe('');
  },
);

test('a --set that only a scenario has use for makes a difference where scenarios are shown, and none without', async () => {
  const files = {
    'model.yaml': `${HEAD}${scenario('overheads: { rent: { per_year: =k } }').replace('=k', '"=r * k"')}`,
  };
  const set = ['--set', 'assumptions.k.value=7%'];
  expect((await play(['compare', '.', ...set], { files })).err).toBe('');
  expect((await play(['forecast', '.', '--scenario', 'z', ...set], { files })).err).toBe('');
  expect((await play(['forecast', '.', ...set], { files })).err).toContain('makes no difference');
});
