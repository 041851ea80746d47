import { expect, test } from 'vitest';
import { scaleOf } from '../../src/report/chance/drawn.js';
import { movedCells } from '../../src/report/frame/moved.js';
import { Report } from '../../src/report/page/report.js';
import { textOf, titled } from '../../src/report/page/sentence.js';
import { options } from '../../src/report/sentences/options.js';
import { columns, pounds, row, sentences, tableOf } from '../render/sample.js';
import { play } from '../support/play.js';

/* What sentences say of the things and the columns that they name. */

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools:
  named:
    oak: { name: Oak, phase: primary, type: community, pupils: 200, pays_now: 1_000 }
    elm: { name: Elm, phase: sixteen_plus, type: sixth_form_college, pupils: 100, pays_now: 1_000 }
tiers: { gold: { price: { per_pupil: 10 }, joins: 50%, vat: standard } }
parameters: england
tax: { vat: { registered: yes, quarter_ends: March } }
governance:
  constituencies:
    primary: { name: "Primary, maintained", when: { phase: primary }, seats: 1 }
    others: { name: Others, when: { phase: sixteen_plus }, seats: 1 }
    third: { name: Third, when: { phase: special }, seats: 1 }
scenarios:
  dear: { because: dearer, tiers: { gold: { price: { per_pupil: 11 } } } }
stresses: [dear]
`;

const told = (...argv: string[]): Promise<string> => toldOf(MODEL, ...argv);
const toldOf = async (model: string, ...argv: string[]): Promise<string> => {
  const [command = '', ...more] = argv;
  const { out, err } = await play([command, 'model.yaml', ...more], { files: { 'model.yaml': model } });
  return `${out}\n${err}`.replace(/\s+/g, ' ');
};

test('what one school pays is said with the VAT that it bears, or without the VAT that it gets back', async () => {
  expect(await told('compare', '--grid', '--school', 'oak')).toContain('Without VAT, which it gets back.');
  expect(await told('compare', '--grid', '--school', 'elm')).toContain('With the VAT that it does not get back.');
});

test('names with a comma are told from each other', async () => {
  expect(await told('sustainability')).toContain(
    'the fewest constituencies that have them: Others; Primary, maintained.',
  );
});

test('a list of stresses is one text', () => {
  const [said] = options.say.idle({
    option: 'base',
    under: ['dear', 'cheap'],
    by: '--set',
    path: 'tiers.gold.price.flat',
    place: undefined,
    whose: 'base',
  });
  expect(said && textOf(said)).toMatch(/^base under dear, cheap: what --set says of /);
});

test('what moved is told by the title of its table, which may be a sentence', () => {
  const page = (amount: string): Report => {
    const table = tableOf(columns('', '2026-27'), [row('Fee', [pounds(amount)])]);
    return Report.of({
      id: 'r',
      title: titled('R'),
      basis: [],
      blocks: [{ ...table, title: sentences('No tariff meets every limit') }],
    });
  };
  expect(movedCells(page('1'), page('2')).map(({ what }) => what)).toEqual([
    'No tariff meets every limit: Fee, 2026-27',
  ]);
});

test('what is so of every year is said of every year, and not of each by name', async () => {
  expect(await told('break-even')).toMatch(/: none[^.]* \(every year\)/);
  expect(await told('break-even')).not.toContain('(2026-27, 2027-28)');
  expect(await told('break-even', '--year', '2026')).toContain('(2026-27)');
});

test('the ends of a scale are said in few characters, and whole', () => {
  const heading = (...values: readonly number[]): string => scaleOf(values, true).heading;
  expect(heading(0, 9_500_000)).toBe('£0 … £10m');
  expect(heading(0, 1_450_000)).toBe('£0 … £1.6m');
  expect(heading(-155_000, 39_000)).toBe('-£160k … £40k');
});

test('one school is not called all of them', async () => {
  const dear = (model: string): string => model.replace('tax:', 'overheads: { rent: { per_year: 90_000 } }\ntax:');
  const one = dear(MODEL).replace(/ {4}elm: .*\n/, '');
  expect(await toldOf(one, 'break-even', '--year', '2026')).toMatch(
    /none: a deficit of £[\d,.]+ with the one school \(/,
  );
  expect(await toldOf(one, 'break-even', '--by', 'coalition')).toContain('even with the only one.');
  expect(await toldOf(dear(MODEL), 'break-even', '--year', '2026')).toMatch(/ with all 2 schools \(/);
  expect(await toldOf(dear(MODEL), 'break-even', '--by', 'coalition')).toContain('even with all 2.');
});
