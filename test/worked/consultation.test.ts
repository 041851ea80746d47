import { describe, expect, test } from 'vitest';
import { figureFor } from '../../src/analysis/index.js';
import { problemsIn } from '../../src/language/index.js';
import { project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { blocksOf, cellAt, type JsonTable, rowOf, said } from '../report/answers.js';
import { diskOf, type Files } from '../support/disk.js';
import { play } from '../support/play.js';
import { refused } from '../support/refused.js';

/* What schools have answered, as buy-in: three schools by hand. */

const model = (consultation = '{ file: intentions.csv }', more = ''): string => `buyin: 1
name: Asked
calendar: { starts: 2025-09, years: 1, year_starts: September }
schools:
  consultation: ${consultation}
  named:
    oak: { phase: primary, type: academy, pupils: 200 }
    elm: { phase: primary, type: academy, pupils: 300, intent: possible }
    ash: { phase: secondary, type: academy, pupils: 900 }
  groups:
    villages: { count: 4, phase: primary, type: academy, pupils: 50 }
tiers:
  membership:
    price: { per_pupil: 10 }
    joins: { by_intent: { committed: 95%, likely: 80%, possible: 40%, no: 0% }, primary: 70%, secondary: 50% }
options: [base, cheap, cheap_and_lean]
scenarios:
  cheap: { because: half the price, tiers: { membership: { price: { per_pupil: 5 } } } }
  cheap_and_lean: { extends: cheap, because: and fewer pupils, schools: { named: { ash: { pupils: 800 } } } }
  only_asked: { because: nothing changes }
${more}`;
const HEAD = 'school,option,intent,date,evidence\n';
const files = (rows: string, consultation?: string, more?: string): Files => ({
  'model.yaml': model(consultation, more),
  'intentions.csv': `${HEAD}${rows}`,
});
const share = (of: Files, school: string, scenarios: readonly string[] = [], tier = 'membership'): string => {
  const projection = project(Source.open(diskOf(of), '.').load({ scenarios, sets: [] }).model);
  const found = figureFor(projection, { figure: 'share', school, tier });
  return 'what' in found ? found.what : found.exact.toString();
};

test('an answer to a name that a tier and an option have in common is refused: it may be about either', async () => {
  const clash = { ...files('elm,base,no,2025-03-01,\noak,cheap,likely,2025-03-01,\nash,cheap,no,2025-03-01,\n') };
  clash['model.yaml'] = String(clash['model.yaml']).replace('tiers:\n  membership:', 'tiers:\n  cheap:');
  clash['model.yaml'] = String(clash['model.yaml']).replaceAll('tiers: { membership:', 'tiers: { cheap:');
  const { told, err } = await refused(clash);
  expect(told).toEqual(['either-or intentions.csv:3:5']);
  expect(err).toContain('"tiers.cheap" and "scenarios.cheap" do not go together');
  const unasked = { ...clash, 'intentions.csv': `${HEAD}elm,base,no,2025-03-01,\n` };
  expect((await play(['check', '.'], { files: unasked })).err).not.toContain('either-or');
});

describe('the share of a school that joins', () => {
  test('is that of its answer, else of the intent on the roll, else of its phase', () => {
    const of = files('oak,base,likely,2025-03-01,Call\n');
    expect([share(of, 'oak'), share(of, 'elm'), share(of, 'ash')]).toEqual(['0.8', '0.4', '0.5']);
    expect(share(files('elm,base,no,2025-03-01,\n'), 'elm')).toBe('0');
  });

  test('is that of the school by its name, where only one school has it', () => {
    const named = (rows: string, name: string): Files => {
      const of = files(rows);
      return { ...of, 'model.yaml': String(of['model.yaml']).replace('oak: { phase', `oak: { name: "${name}", phase`) };
    };
    expect(share(named("  st  ANN's ,base,likely,2025-03-01,Call\n", "St Ann's"), 'oak')).toBe('0.8');
    // By number and by name it is one school.
    const codes = (of: Files): string[] => {
      try {
        share(of, 'oak');
        return [];
      } catch (error) {
        return (problemsIn(error) ?? []).map(({ code }) => code);
      }
    };
    expect(codes(named("St Ann's,base,likely,2025-03-01,\noak,base,no,2025-03-02,\n", "St Ann's"))).toEqual([
      'two-answers',
    ]);
    expect(codes(named("St Anne's,base,likely,2025-03-01,\n", "St Ann's"))).toEqual(['unknown-name']);
    expect(codes(named('elm,base,likely,2025-03-01,\nELM,base,likely,2025-03-01,\n', 'Elm'))).toEqual([
      'several-schools',
    ]);
    // A school that a scenario names anew has answered under the name of the file.
    const renamed = named("St Ann's,base,likely,2025-03-01,\n", "St Ann's");
    const scenario = '  renamed: { because: new name, schools: { named: { oak: { name: St Bede } } } }\n';
    expect(share({ ...renamed, 'model.yaml': renamed['model.yaml'] + scenario }, 'oak', ['renamed'])).toBe('0.8');
  });

  test('goes by the option that is applied, by what that extends, and last by base', () => {
    const of = files(
      'oak,base,no,2025-03-01,\noak,cheap,likely,2025-02-01,\nash,cheap_and_lean,committed,2025-03-01,\nash,cheap,no,2025-03-01,\n',
    );
    expect([
      share(of, 'oak'),
      share(of, 'oak', ['cheap']),
      share(of, 'oak', ['cheap_and_lean']),
      share(of, 'oak', ['only_asked']),
    ]).toEqual(['0', '0.8', '0.8', '0']);
    expect([share(of, 'ash'), share(of, 'ash', ['cheap']), share(of, 'ash', ['cheap_and_lean'])]).toEqual([
      '0.5',
      '0',
      '0.95',
    ]);
  });

  test('goes by an answer to the tier before one to an option', () => {
    const of = files('oak,base,no,2025-03-01,\noak,membership,likely,2025-02-01,\n');
    expect([share(of, 'oak'), share(of, 'oak', ['cheap'])]).toEqual(['0.8', '0.8']);
  });

  test('goes by the latest day where the model says so, in whatever order the rows stand', () => {
    const rows = ['oak,base,no,2025-03-01,\n', 'oak,base,committed,2025-05-01,\n', 'oak,base,likely,2025-04-30,\n'];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ])
      expect(share(files(order.map((i) => rows[i]).join(''), '{ file: intentions.csv, latest: yes }'), 'oak')).toBe(
        '0.95',
      );
  });
});

test('an answer to a tier or an option that only another scenario has is no mistake, and counts for nothing there', async () => {
  const more = `  removes: { because: one tier for another, remove: [tiers.membership], tiers: { add: { own: { price: { flat: 9 }, joins: 30% } } } }
  adds:
    because: a tier beside the first
    tiers: { add: { top: { price: { flat: 9 }, joins: { by_intent: { likely: 15% }, others: 0% } } } }
  fewer: { because: no option, options: [base] }
`;
  const of = files(
    'oak,membership,likely,2025-03-01,\noak,top,likely,2025-03-01,\nash,cheap,likely,2025-03-01,\n',
    undefined,
    more,
  );
  expect([share(of, 'oak'), share(of, 'oak', ['removes'], 'own'), share(of, 'oak', ['adds'], 'top')]).toEqual([
    '0.8',
    '0.3',
    '0.15',
  ]);
  expect([share(of, 'ash', ['fewer']), share(of, 'ash', ['fewer', 'cheap'])]).toEqual(['0.5', '0.5']);
  expect((await play(['check', '.'], { files: of })).code).toBe(0);
  const { told, err } = await refused({ ...of, 'intentions.csv': `${HEAD}oak,tpo,likely,2025-03-01,\n` });
  expect(told).toEqual(['unknown-name intentions.csv:2:5']);
  expect(err).toContain('top');
});

describe('the report', () => {
  const rows = 'oak,base,likely,2025-03-01,"Minutes, item 4"\nash,base,no,2025-05-20,=cmd() 🙂\n';
  const at = { files: files(rows) };

  test('counts who has answered, and what the buy-in rests on', async () => {
    const found = await blocksOf(['consultation', '.'], at);
    // 7 schools: oak 80%, elm 40% by the roll, ash none, four villages at 70%: 0.8 + 0.4 + 0 + 2.8 = 4.
    expect(rowOf(found, 'all')?.map((cell) => cell?.value)).toEqual([
      '7',
      '2',
      '5',
      '1',
      '1',
      '4',
      expect.stringMatching(/^0\.5714/),
    ]);
    const rests = found.find(({ id }) => id === 'rests.membership') as JsonTable;
    const values = (id: string) =>
      rests.rows.find((each) => each.id === id)?.cells.flatMap((cell) => cell?.value ?? []);
    // Schools, pupils, fees if all join at £10 a pupil, members and their fees
    expect(values('answer')).toEqual(['2', '1100', '11000.00', '0.8', '1600.00']);
    expect(values('roll')).toEqual(['1', '300', '3000.00', '0.4', '1200.00']);
    expect(values('assumption')).toEqual(['4', '200', '2000.00', '2.8', '1400.00']);
    expect(values('all')).toEqual(['7', '1600', '16000.00', '4', '4200.00']);
    expect(values('answer_share')?.[1]).toBe('0.6875');
    expect(JSON.stringify(found)).toContain('2 answers count, the oldest of 2025-03-01, the latest of 2025-05-20');
  });

  test('lists who has not answered, the dearest first, and says who said what', async () => {
    const found = await blocksOf(['consultation', '.'], at);
    const open = found.find(({ id }) => id === 'open.membership') as JsonTable;
    expect(open.rows.map(({ id }) => id)).toEqual(['primary_academies', 'elm', 'villages']);
    expect(cellAt(found, 'oak', 2)).toBe('2025-03-01: Minutes, item 4');
    expect(await said(['consultation', '.', '--format', 'csv'], at)).not.toMatch(/(^|,)=cmd/m);
  });

  test('says under an option how many answers are about it', async () => {
    const about = { files: files(`${rows}oak,cheap,committed,2025-06-01,Call\n`) };
    const out = await said(['consultation', '.', '--scenario', 'cheap', '--format', 'json'], about);
    expect(out).toContain('1 is about cheap; for the other school what it has said of base is taken.');
    const ofTier = { files: files(`${rows}oak,cheap,committed,2025-06-01,Call\nelm,membership,no,2025-06-02,Call\n`) };
    expect(await said(['consultation', '.', '--scenario', 'cheap', '--format', 'json'], ofTier)).toContain(
      '1 is about cheap, and 1 about a tier, which counts before it; for the other school what it has said of base is taken.',
    );
  });

  test('of a scenario that only answers change, says so and keeps its name in every reference', async () => {
    const asked = {
      files: {
        ...files('oak,only_asked,no,2025-06-01,Call\n'),
        'model.yaml': model().replace('[base, cheap,', '[base, only_asked, cheap,'),
      },
    };
    const out = await said(['consultation', '.', '--scenario', 'only_asked', '--format', 'json'], asked);
    expect(out).toContain('with scenario only asked (0 changes)');
    expect(out).toContain('"scenario": "only_asked"');
  });
});

test('a figure explains down to the line of the answer, with who said it and when', async () => {
  const out = await said(['explain', '.', 'income.membership'], {
    files: files('oak,base,likely,2025-03-01,"Minutes, item 4"\n'),
  });
  expect(out).toContain('share of oak, which has answered "likely"');
  expect(out).toContain('intentions.csv:2:10');
  expect(out.replace(/\s+│?\s*/g, ' ')).toContain('said on 2025-03-01: Minutes, item 4 (written likely)');
});

test('a bridge has answers about the scenario as volume, and adds', async () => {
  const of = { files: files('oak,base,no,2025-03-01,\noak,cheap,committed,2025-06-01,\n') };
  const found = await blocksOf(['compare', '.', '--scenario', 'cheap'], of);
  const bridge = found.find(({ id }) => id === 'bridge') as JsonTable;
  // Base: oak 0, elm 0.4 × 3,000, ash 0.5 × 9,000, villages 2.8 × 500 = 7,100. Then 0.95 × 2,000 more, and half of all.
  expect(bridge.rows.map(({ id, cells }) => [id, cells[1]?.value])).toEqual([
    ['from', '7100.00'],
    ['volume', '1900.00'],
    ['price', '-4500.00'],
    ['to', '4500.00'],
  ]);
});

describe('is refused with its place where', () => {
  const told = async (rows: string, consultation?: string): Promise<readonly string[]> =>
    (await refused(files(rows, consultation))).told;

  test('a school is not on the roll, or stands for several', async () => {
    expect(await told('oka,base,likely,2025-03-01,\nvillages,base,no,2025-03-01,\n')).toEqual([
      'unknown-name intentions.csv:2:1',
      'unknown-name intentions.csv:3:1',
    ]);
  });

  test('an option is neither a tier nor one of the options', async () => {
    expect(await told('oak,baze,likely,2025-03-01,\noak,only_asked,likely,2025-03-01,\n')).toEqual([
      'unknown-name intentions.csv:2:5',
      'unknown-name intentions.csv:3:5',
    ]);
  });

  test('an intent or a date is none, or a cell is empty', async () => {
    expect(
      await told('oak,base,maybe,2025-03-01,\nelm,base,no,2025-02-29,\nash,base,no,1 May,\n,base,no,2025-03-01,\n'),
    ).toEqual(['bad-choice intentions.csv:2:10', 'bad-value intentions.csv:3:13', 'wrong-shape intentions.csv:5:1']);
    expect(
      await told(
        'oak,base,no,2024-02-30,\noak,base,no,2025-13-01,\noak,base,no,2025-00-10,\noak,base,no,2025-04-00,\n',
      ),
    ).toHaveLength(1);
    expect(share(files('oak,base,no,2024-02-29,\n'), 'oak')).toBe('0');
  });

  test('a school has answered twice, also on one day where the latest counts', async () => {
    const twice = 'oak,base,no,2025-03-01,\noak,base,likely,2025-03-01,\n';
    expect(await told(twice)).toEqual(['two-answers intentions.csv:3:1']);
    const { told: again, err } = await refused(files(twice, '{ file: intentions.csv, latest: yes }'));
    expect(again).toEqual(['two-answers intentions.csv:3:1']);
    expect(err).toContain('keep the one that holds');
  });

  test('the file is missing, outside the folder, empty, or lacks a column', async () => {
    const only = { 'model.yaml': model() };
    expect((await refused(only)).told).toEqual(['no-file model.yaml:5:25']);
    expect(await told('', '{ file: ../intentions.csv }')).toEqual(['outside-folder model.yaml:5:25']);
    const nothing = await refused({ ...only, 'intentions.csv': '' });
    expect(nothing.told).toEqual(['missing-column intentions.csv']);
    expect(nothing.err).toContain('the consultation has no column "school"');
    const lacking = await refused({ ...only, 'intentions.csv': 'school,option,intnet\noak,base,no\n' });
    expect(lacking.told).toEqual(['missing-column intentions.csv:1:1', 'unknown-column intentions.csv:1:15']);
    const misspelt = await refused({
      ...only,
      'intentions.csv': 'school,option,intnet,date\noak,base,no,2026-03-14\n',
    });
    expect(misspelt.told).toEqual(['unknown-column intentions.csv:1:15']);
  });

  test('no share stands for an answer', async () => {
    expect(await told('oak,base,unlikely,2025-03-01,\noak,membership,member,2025-03-01,\n')).toEqual([
      'missing-key model.yaml:15:14',
      'missing-key model.yaml:15:14',
    ]);
  });

  test('and the share of a tier is an assumption: once, where the tier says who joins, whatever scenarios make of it', async () => {
    const text = `buyin: 1
name: Asked
calendar: { starts: 2025-09, years: 1, year_starts: September }
assumptions: { buy_in: { value: 80%, basis: estimate, source: a guess } }
schools: { consultation: { file: intentions.csv }, named: { oak: { phase: primary, type: academy, pupils: 200 } } }
tiers: { core: { price: { per_pupil: 10 }, joins: =buy_in } }
scenarios: { fewer: { because: less, assumptions: { buy_in: { value: 70% } } } }
`;
    const found = await refused({ 'model.yaml': text, 'intentions.csv': `${HEAD}oak,core,likely,2025-03-01,\n` });
    expect(found.told).toEqual(['missing-key model.yaml:6:44']);
    expect(found.err).toMatch(/has\s+no "by_intent"/);
  });
});

test('a consultation of nobody yet is one in which nobody has answered', async () => {
  const found = await blocksOf(['consultation', '.'], { files: files('') });
  expect(
    rowOf(found, 'all')
      ?.slice(0, 3)
      .map((cell) => cell?.value),
  ).toEqual(['7', '0', '7']);
  expect(JSON.stringify(found)).toContain('no school has answered');
});

test('a model that reads none says how to', async () => {
  const { code, err } = await play(['consultation', 'examples/haringey']);
  expect({ code, told: err.includes('reads no consultation') }).toEqual({ code: 2, told: true });
});

test('a school that is not on the roll is told what the roll has, each school once', async () => {
  const { err } = await play(['price', '.', '--school', 'zzzzzzzz'], { files: files('') });
  // Each has a name beside its id.
  expect(err.replace(/\s+/g, ' ')).toMatch(/the roll has (oak|elm|ash|villages)(, (oak|elm|ash|villages)){3}; or give/);
});

test('a school that is closed in a year is told as that where worth is judged', async () => {
  const text = `buyin: 1
name: Closing
calendar: { starts: 2025-09, years: 2, year_starts: September }
schools:
  named:
    oak: { phase: primary, type: academy, pupils: 200 }
    elm: { phase: primary, type: academy, pupils: 300, closes: 2026-08 }
tiers: { core: { price: { flat: 100 }, joins: 40% }, plus: { price: { flat: 200 }, joins: 40% } }
`;
  const told = await said(['value', '.', '--year', '2026'], { files: { 'model.yaml': text } });
  expect(told).toContain('Not open in 2026-27: elm.');
  expect(told).not.toContain('No tier is open');
});

describe('a school to which not joining is worth more', () => {
  const choosing = (rows: string): Files => {
    const of = files(rows, undefined, 'choice: { rule: best_value, because: heads compare }\n');
    return {
      ...of,
      'model.yaml': String(of['model.yaml']).replace('per_pupil: 10 }\n', 'per_pupil: 10 }\n    worth: 2_500\n'),
    };
  };
  const page = (of: Files): Promise<string> => said(['consultation', '.'], { files: of });

  test('is told, because nothing is expected of it whatever it has said', async () => {
    // £2,500 is more than £2,000 (Oak) and £500 (villages), and less than £3,000 (Elm) and £9,000 (Ash, which has said no).
    const told = await page(
      choosing('oak,base,likely,2025-03-01,Call\nelm,base,committed,2025-03-01,Call\nash,base,no,2025-03-01,Call\n'),
    );
    expect(told.replace(/\s+/g, ' ')).toContain(
      'Schools of which none is expected, whatever is said, because not joining is worth more to them: 1.',
    );
  });

  test('is not told of where all that are expected by what is said join', async () => {
    expect(await page(choosing('elm,base,no,2025-03-01,Call\nash,base,no,2025-03-01,Call\n'))).not.toContain(
      'Schools of which none is expected',
    );
    expect(await page(files('oak,base,no,2025-03-01,Call\n'))).not.toContain('Schools of which none is expected');
  });
});
