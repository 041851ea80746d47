import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { model } from '../support/refused.js';
import { toldIn } from '../support/told.js';

/* What a scenario, an end of a range, a state or `--set` brings about is told at its own place and under its name, once, in every format. */

const HEAD = `buyin: 1
name: T
calendar: { starts: 2026-09, years: 1, year_starts: September }
`;
const dropping = {
  'model.yaml': `${HEAD}schools: { file: schools.csv }
tiers:
  core: { price: { flat: 1_000 }, joins: 100% }
  plus: { price: { flat: 4_000 }, joins: 100% }
choice: { rule: assigned }
scenarios: { one_tier: { because: one for all, remove: [tiers.core], choice: { rule: best_value } } }
`,
  'schools.csv': `urn,name,phase,type,pupils,tier
900001,A,primary,community,200,core
900002,B,primary,community,200,core
900003,C,primary,community,200,plus
`,
};
const flat = (text: string): string => text.replace(/\s+/g, ' ');

test('a scenario that removes a tier is to blame for the schools that are assigned it, once, at its line', async () => {
  for (const argv of [
    ['check', '.'],
    ['forecast', '.', '--scenario', 'one_tier'],
    ['compare', '.'],
    ['obligations', '.'],
  ]) {
    const { code, err } = await play(argv, { files: dropping });
    expect([code, toldIn(err)], err).toEqual([1, ['unknown-name model.yaml:9:57']]);
    expect(flat(err)).toContain(
      'in the scenario one_tier: there is no tier "core", which A is assigned; and so in 1 more place',
    );
    expect(err).toContain('it shows here: schools.csv:2:1');
  }
  expect((await play(['forecast', '.'], { files: dropping })).code).toBe(0);
});

const ends = (a: string, b: string, more = ''): string => `${HEAD}assumptions:
  more: { value: 50%, ${a}, owner: finance lead }
  other: { value: 20%, ${b}, owner: finance lead }
schools: { groups: { p: { count: 10, phase: primary, type: academy, pupils: 200 } } }
tiers:
  a: { price: { flat: 1_000 }, joins: =more }
  b: { price: { flat: 1_500 }, joins: =other }
${more}`;
const RANGE = 'range: { low: 40%, high: 90% }';
const NARROW = 'range: { low: 10%, high: 30% }';

test.each([
  ['an end of a range', ends(RANGE, NARROW), 'model.yaml:5:48', 'with "more" at 90%, the high end of its range:'],
  [
    'a state',
    ends('states: { kept: { value: 50%, probability: 60% }, up: { value: 90%, probability: 40% } }', NARROW),
    'model.yaml:5:86',
    'with "more" at 90%, its state "up":',
  ],
  [
    'a low end',
    ends(RANGE, NARROW).replace('joins: =other', 'joins: "=100% - other * 3"'),
    'model.yaml:6:38',
    'with "other" at 10%, the low end of its range:',
  ],
])('%s that makes no model is told at its place, in every format', async (_, text, place, says) => {
  const files = { 'model.yaml': text };
  for (const argv of [
    ['check', '.'],
    ['simulate', '.', '--draws', '10'],
  ]) {
    const { code, err } = await play(argv, { files });
    expect([code, toldIn(err)], err).toEqual([1, [`shares-exceed ${place}`]]);
    expect(flat(err)).toContain(says);
  }
  const [, line, column] = place.split(':');
  const github = await play(['check', '.', '--reporter', 'github'], { files });
  expect(github.out).toContain(
    `::error file=model.yaml,line=${line},col=${column},title=shares-exceed::${says.replaceAll('%', '%25')}`,
  );
  const json = JSON.parse((await play(['check', '.', '--reporter', 'json'], { files })).out);
  const [found] = json.models[0].cases.flatMap(({ problems }: { problems: object[] }) => problems);
  expect(found).toMatchObject({
    code: 'shares-exceed',
    place: { file: 'model.yaml', line: Number(line), column: Number(column) },
  });
  expect(found.message).toContain(says);
  const junit = await play(['check', '.', '--reporter', 'junit'], { files });
  expect(junit.out).toContain(says.replaceAll('"', '&quot;'));
});

test('two ends that only together make no model are both named', async () => {
  const { err } = await play(['check', '.'], {
    files: { 'model.yaml': ends('range: { low: 40%, high: 75% }', 'range: { low: 10%, high: 30% }') },
  });
  expect(toldIn(err)).toEqual(['shares-exceed model.yaml:5:48']);
  expect(flat(err)).toContain('together with this: model.yaml:6:49');
});

test('an end that only a scenario makes impossible is told with the scenario', async () => {
  const files = {
    'model.yaml': ends(
      'range: { low: 40%, high: 60% }',
      NARROW,
      'scenarios: { wide: { because: x, tiers: { b: { joins: 45% } } } }\n',
    ),
  };
  const { err, code } = await play(['check', '.'], { files });
  expect([code, toldIn(err)], err).toEqual([1, ['shares-exceed model.yaml:5:48']]);
  expect(flat(err)).toContain('with "more" at 60%, the high end of its range, in the scenario wide: 105% of p');
  expect(err).toContain('together with this: model.yaml:11:');
});

test('what --set brings about is the fault of the command line, with the place at which it shows', async () => {
  const files = { 'model.yaml': ends('owner: x', 'owner: y').replaceAll(', owner: finance lead', '') };
  const { code, err } = await play(['forecast', '.', '--set', 'assumptions.more.value=90%'], { files });
  expect([code, toldIn(err)], err).toEqual([2, ['shares-exceed --set:1:1']]);
  expect(err).toContain('it shows here: model.yaml:10:');
});

test('a problem of the model as it stands is told once, and no scenario is blamed for it', async () => {
  const text = model({
    rest: 'overheads: { o: { per_year: lots } }\nscenarios: { low: { because: x, tiers: { membership: { joins: 80% } } } }\n',
  });
  const { err } = await play(['check', '.'], { files: { 'model.yaml': text } });
  expect(toldIn(err)).toEqual(['bad-value model.yaml:9:29']);
  expect(err).not.toContain('scenario');
});

test('a fault in the words of a scenario is told at its place, and once where others extend it', async () => {
  const text = model({
    rest: 'scenarios:\n  low: { because: x, tiers: { membership: { joins: lots } } }\n  lower: { extends: low, tiers: { membership: { price: { per_pupil: 9 } } } }\n',
  });
  const { err } = await play(['check', '.'], { files: { 'model.yaml': text } });
  expect(toldIn(err), err).toEqual(['bad-value model.yaml:10:52']);
  expect(flat(err)).toContain('in the scenario low: "lots" is not');
});
