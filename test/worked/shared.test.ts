import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* A piece that several places share is written once. */

const MODEL = `buyin: 1
name: Shared
calendar: { starts: 2026-09, years: 1, year_starts: September }
assumptions:
  likely: { value: 80% }
shared:
  answers: { by_intent: { likely: =likely, no: 0% }, others: 50% }
  terms: { exams: =exams }
  exams: { May: 40%, June: 60% }
schools:
  named:
    oak: { phase: primary, type: academy, pupils: 200, intent: likely }
    elm: { phase: secondary, type: academy, pupils: 900 }
tiers:
  core: { price: { flat: 1_000, when: { phase: primary } }, joins: =answers, eligible: { phase: primary } }
  plus: { price: { flat: 3_000 }, joins: =answers, eligible: { phase: secondary } }
contracts:
  council: { kind: commission, per_year: 10_000, season: =exams }
scenarios:
  colder: { because: fewer, shared: { answers: { others: 30% } } }
  own: { because: core alone, tiers: { plus: { joins: { others: 10% } } } }
  later: { because: all in June, shared: { exams: { May: 0%, June: 100% } } }
  fewer: { because: a half, tiers: { each: { joins: { times: 50% } } } }
`;
const run = async (args: string, model = MODEL): Promise<{ code: number; text: string }> => {
  const { code, out, err } = await play(args.split(' '), { files: { 'model.yaml': model }, width: 160 });
  return { code, text: `${out}${err}` };
};
const income = async (args = '', model = MODEL): Promise<string | undefined> =>
  /^money,Membership,([\d.]+)/m.exec((await run(`forecast model.yaml --format csv${args}`, model)).text)?.[1];

test('a piece stands at each of its places, and a scenario or --set changes it at all of them', async () => {
  // Oak with 80% of £1,000, and elm with 50% of £3,000.
  expect(await income()).toBe('2300.00');
  expect(await income(' --scenario colder')).toBe('1700.00');
  expect(await income(' --scenario own')).toBe('1100.00');
  expect(await income(' --scenario fewer')).toBe('1150.00');
  expect(await income(' --set shared.answers.others=100%')).toBe('3800.00');
  expect(await income(' --set tiers.plus.joins.others=100%')).toBe('3800.00');
  expect(await income(' --set assumptions.likely.value=10%')).toBe('1600.00');
  const june = await run('forecast model.yaml --by month --format csv --scenario later');
  expect(june.text).toMatch(/Contracts,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,10000.00/);
});

test('a model with its pieces is the model with each written out', async () => {
  const answers = '{ by_intent: { likely: =likely, no: 0% }, others: 50% }';
  const out = MODEL.replace(/shared:[\s\S]*?schools:/, 'schools:')
    .replaceAll('=answers', answers)
    .replaceAll('=exams', '{ May: 40%, June: 60% }')
    .replace(/ {2}colder.*\n/, '')
    .replace(/ {2}later.*\n/, '');
  for (const args of ['forecast model.yaml --by month', 'price model.yaml', 'simulate model.yaml --draws 50'])
    expect((await run(args)).text).toBe((await run(args, out)).text);
});

test('explain names the line of the piece', async () => {
  const { text } = await run('explain model.yaml income.membership --depth all');
  expect(text).toMatch(/tiers\.plus\.joins\.others\s+[│ ]*model\.yaml:7:/);
});

test('unknown names, circles, arithmetic and single values are problems with places', async () => {
  const check = async (from: string, to: string): Promise<string> => {
    const { code, text } = await run('check model.yaml', MODEL.replace(from, to));
    expect(code).toBe(1);
    return text;
  };
  expect(await check('joins: =answers, eligible: { phase: primary }', 'joins: =answrs')).toMatch(
    /"answrs"[\s\S]*did you mean "?answers/i,
  );
  expect(await check('exams: { May', 'exams: { x: =terms, May')).toMatch(
    /these shared pieces depend on each other: terms → exams → terms|exams → terms → exams/,
  );
  expect(await check('season: =exams', 'season: =exams * 2')).toMatch(/"exams" is a shared piece, and no number/);
  expect(await check('answers: {', 'one: 5\n  answers: {')).toMatch(/a single value with a name is an assumption/);
  expect(await check('  exams: {', '  likely: { a: 1 }\n  exams: {')).toMatch(/one name would stand for two things/);
  expect(await check('shared: { answers: { others: 30% } }', 'shared: { answrs: { others: 30% } }')).toMatch(
    /shared\.answrs/,
  );
});
