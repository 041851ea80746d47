import { expect, test } from 'vitest';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* One slip is one problem: what only follows from it is not told beside it. */

const MODEL: PlainMap = {
  buyin: '1',
  name: 'M',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  parameters: 'england',
  schools: { file: 'schools.csv', drivers: ['teachers'] as never },
  tiers: {
    m: {
      price: {
        bands: {
          of: 'pupils',
          mode: 'flat',
          each: [
            { from: '1', up_to: '50', amount: '100' },
            { from: '51', amount: '150' },
          ] as never,
        },
        blocks: { pupils: '1' },
      },
      joins: '50%',
    },
  },
  staff: {
    head: { fte: '1', salary: '50_000', on_costs: '30%', pay_award: { named: 'njc', after: '3%' } },
    adviser: { fte: '1', salary: { scale: 'soulbury', point: '18' }, on_costs: '30%' },
    clerk: { fte: '1', salary: '30_000', on_costs: '30%', pay_award: { month: 'April', awards: { 2026: '2%' } } },
  },
  scenarios: {
    cheap: { because: 'c', tiers: { m: { joins: '40%' } } },
    leaves: { because: 'l', schools: { change: [{ when: { trust: 'Oak Learning Trust' }, joins: '0%' }] as never } },
    small: { because: 's', schools: { change: [{ school: 'Ash School', joins: '0%' }] as never } },
  },
  options: ['base', 'cheap'] as never,
  appraisal: {
    criteria: { asked: { name: 'Asked for', weight: '100', scores: { base: '60', cheap: '40' } } },
  },
  reserves: { opening: '0' },
};
const ROLL =
  'urn,name,phase,type,trust,pupils,teachers\n100001,Ash School,primary,academy,Oak Learning Trust,200,10\n100002,Elm School,primary,community,,100,5\n';

const checked = async (text: string) => {
  const { err } = await play(['check', FILE], { files: { [FILE]: text, 'schools.csv': ROLL }, width: 200 });
  return err;
};
const WHOLE = yamlOf(MODEL);

test('the model of these slips has none', async () => {
  expect(await checked(WHOLE)).toBe('');
});

test.each([
  ['the file of the roll', 'file:', 'fiel:', 'did you mean "file"?'],
  ['a score of a criterion', 'cheap: 40', 'chaep: 40', 'did you mean "cheap"?'],
  ['a set of pay awards', 'named:', 'naemd:', 'did you mean "named"?'],
  ['a pay scale', 'scale:', 'scael:', 'did you mean "scale"?'],
  ['pay awards', 'awards:', 'awrds:', 'did you mean "awards"?'],
  ['blocks that close a gap of bands', 'blocks:', 'blcoks:', 'did you mean "blocks"?'],
  ['the size of such blocks', 'pupils: 1', 'pupils: { siez: 1 }', 'did you mean "size"?'],
  ['the first word of a trust alone', 'Oak Learning Trust', 'Oak', 'did you mean "Oak Learning Trust"?'],
])('%s', async (_, right, wrong, remedy) => {
  const at = WHOLE.split('\n').find((line) => line.includes(right));
  expect(at).toBeDefined();
  const err = await checked(WHOLE.replace(right, wrong));
  expect(err).toContain(remedy);
  expect(err.trimEnd()).toMatch(/\n1 problem$/);
});
