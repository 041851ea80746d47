import { describe, expect, test } from 'vitest';
import type { Files } from '../support/disk.js';
import { play } from '../support/play.js';

const FILES: Files = {
  'model.yaml': `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
assumptions:
  buy_in: { value: 50% }
schools: { file: roll.csv, drivers: teachers }
tiers:
  gold: { price: { per_pupil: 10 }, joins: =buy_in }
overheads: { rent: { per_year: 5_000 } }
scenarios:
  fewer: { because: fewer, schools: { change: [{ school: Beech, pupils: { plus: -80 } }] } }
`,
  'roll.csv': `urn,name,phase,type,pupils,trust,teachers
100001,Ash,primary,community,200,,9
100002,"Beech, [Upper] = 1",primary,community,180,Oak,8
100003,Beech,primary,academy,300,Oak,12
100004,Twin,primary,community,100,,
100005,Twin,primary,community,100,,
`,
};
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const told = async (...argv: string[]): Promise<{ code: number; page: string }> => {
  const { code, out, err } = await play(argv, { files: FILES });
  return { code, page: flat(`${out} ${err}`) };
};
const solved = (sought: string, ...more: string[]): Promise<{ code: number; page: string }> =>
  told('solve', 'model.yaml', '--set', sought, '--target', 'income[2027]>=5_000', ...more);

describe('schools by number, name and condition stand wherever a path does', () => {
  // Half of 880 pupils at £10 is £4,400 a year, so 120 pupils more are needed.
  test.each<[string, string]>([
    ['schools[Ash].pupils', 'schools.100001.pupils at 320'],
    ['schools[100001].pupils', 'schools.100001.pupils at 320'],
    ['schools.100001.pupils', 'schools.100001.pupils at 320'],
    ['schools[" beech "].pupils', 'schools.100003.pupils at 420'],
    ['schools["Beech, [Upper] = 1"].pupils', 'schools.100002.pupils at 300'],
    ['schools[trust=Oak, pupils.over=200].pupils', 'schools.100003.pupils at 420'],
  ])('solve %s', async (sought, expected) => {
    const { code, page } = await solved(sought);
    expect(code).toBe(0);
    expect(page).toContain(expected);
  });

  test('in a scenario, from what stands there by then, and beside what is set', async () => {
    expect((await solved('schools[Beech].pupils', '--scenario', 'fewer')).page).toContain('As modelled 220 4,000.00');
    expect((await solved('schools[Beech].pupils', '--set', 'schools[Beech].pupils=250')).page).toContain(
      'As modelled 250 4,150.00',
    );
  });

  test.each<[string, string]>([
    ['schools[trust=Oak].pupils', 'name one of them: schools.100002.pupils, schools.100003.pupils'],
    ['schools[Beeech].pupils', 'did you mean "Beech"?'],
    ['schools[Twin].pupils', 'name the one that is meant by its number'],
    ['schools[trust=Elm].pupils', '"Elm" is not a value of trust'],
    ['schools[Ash].budget', 'nothing is said of "budget" of Ash'],
    ['schools[Ash].pupil', 'did you mean "pupils"?'],
    ['schools[Ash].name', 'it is "Ash"'],
  ])('solve %s is refused: %s', async (sought, expected) => {
    const { code, page } = await solved(sought);
    expect(code).toBe(2);
    expect(page).toContain(expected);
    expect(page).toContain('1 problem');
  });

  test('sensitivity: one school, or several in proportion, with commas and equals signs between the brackets', async () => {
    const grid = 'schools[Ash].pupils=100/200,schools[trust=Oak, pupils.over=100].pupils';
    const { code, page } = await told('sensitivity', 'model.yaml', '--on', 'income', '--grid', grid, '--points', '3');
    expect(code).toBe(0);
    // Half of 100 + 200 + 90% of 480 pupils, at £10.
    expect(page).toContain('schools.100001.pupils 100 3,660 3,900 4,140');
    expect(page).toContain('schools.100001.pupils 200 4,160 4,400 4,640');
    expect(page).toContain('the numbers of all these schools change in proportion');
    expect((await told('sensitivity', 'model.yaml', '--grid', 'schools[trust=Elm].pupils,buy_in')).page).toContain(
      '"Elm" is not a value of trust',
    );
    expect(
      (await told('sensitivity', 'model.yaml', '--grid', 'schools[Ash].pupils,schools.100001.pupils')).page,
    ).toContain('both turn schools.100001.pupils');
  });
});
