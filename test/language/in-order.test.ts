import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { toldIn } from '../support/told.js';

/* One slip is one problem: what only follows from it is not told beside it. */

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 1, year_starts: September }
assumptions:
  more: { value: 50%, source: a count, basis: measured, owner: clerk }
schools: { roll: { count: fte, census: october }, file: roll.csv }
tiers: { a: { price: { flat: 1_000 }, joins: =more } }
reserves: { opening: 0, policy: { cash_floor: 1_000_000 } }
checks: { floor: { figure: cash.lowest, at_least: -10_000 } }
lints: { accepts: [{ lint: missed-policy, at: reserves.policy.cash_floor, because: it is a wish }] }
`;
const ROLL = 'urn,name,phase,type,pupils\n900101,Millbrook Primary School,primary,community,212\n';

async function told(was: string, becomes: string): Promise<string[]> {
  expect(MODEL).toContain(was);
  const files = { 'model.yaml': MODEL.replace(was, becomes), 'roll.csv': ROLL };
  const { err } = await play(['check', 'model.yaml'], { files });
  return toldIn(err);
}

test('the model itself has no problem', async () => expect(await told('Small', 'Small')).toEqual([]));

test.each([
  ['a section whose names stand elsewhere', 'assumptions:', 'asumptions:', 'unknown-key model.yaml:4:1'],
  ['how a roll counts', 'count: fte', 'count: ftee', 'bad-choice model.yaml:6:27'],
  ['the census of a roll', 'census: october', 'census: octobr', 'bad-choice model.yaml:6:40'],
  ['the roll itself', 'roll: {', 'rol: {', 'unknown-key model.yaml:6:12'],
  ['the figure of a check', 'cash.lowest', 'cash.lowst', 'unknown-figure model.yaml:9:28'],
  ['the lint that is accepted', 'lint: missed-policy', 'lint: missd-policy', 'unknown-name model.yaml:10:28'],
  ['a number that is none in two ways', 'value: 50%', 'value: 50', 'bad-value model.yaml:5:18'],
])('%s: %s as %s', async (_, was, becomes, problem) => {
  expect(await told(was, becomes)).toEqual([problem]);
});

test('a line that is indented otherwise', async () => {
  const text = MODEL.replace('\nname: Small', '\n name: Small');
  const { err } = await play(['check', 'model.yaml'], { files: { 'model.yaml': text, 'roll.csv': ROLL } });
  expect(toldIn(err)).toHaveLength(1);
});

test('what is wrong beside it is told', async () => {
  const text = MODEL.replace('assumptions:', 'asumptions:').replace('flat: 1_000', 'flat: some');
  const { err } = await play(['check', 'model.yaml'], { files: { 'model.yaml': text, 'roll.csv': ROLL } });
  expect(toldIn(err).map((each) => each.split(' ')[0])).toEqual(['unknown-key', 'bad-value']);
});

test('a slip in one model hides nothing of another', async () => {
  const missed = MODEL.replace(/\nlints:[^\n]*/, '').replace(/\nchecks:[^\n]*/, '');
  const slip = MODEL.replace('cash.lowest', 'cash.lowst');
  const files = { 'a/model.yaml': missed, 'a/roll.csv': ROLL, 'b/model.yaml': slip, 'b/roll.csv': ROLL };
  const { err } = await play(['check', 'a', 'b'], { files });
  expect(toldIn(err)).toEqual(['policy-missed a/model.yaml:8:47', 'unknown-figure b/model.yaml:9:28']);
});
