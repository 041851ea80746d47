import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { HEADING, model, refused, rolled } from '../support/refused.js';
import { runs } from '../support/runs.js';
import { toldIn } from '../support/told.js';

const price = (files: Parameters<typeof rolled>[0], ...options: string[]): ReturnType<typeof play> =>
  play(['price', '.', ...options], { files: rolled(files) });
const times = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

test('a line of 10 MB is refused before it is looked at, and one of 2 MB is read', async () => {
  expect((await refused(model({ rest: `purpose: ${'x'.repeat(10_000_000)}\n` }))).told).toEqual([
    'file-too-large model.yaml',
  ]);
  const long = model({ rest: `purpose: ${'x '.repeat(990_000)}\n` });
  expect((await play(['forecast', '.'], { files: { 'model.yaml': long } })).code).toBe(0);
});

test('problems in a line of 2 MB are shown without the whole of it', async () => {
  const flow = `{ ${times(30, (i) => `a${i}: { per_yer: 1 }, `)} b: { name: "${'x'.repeat(1_900_000)}", per_yer: 1 } }`;
  const { err, told } = await refused(model({ rest: `overheads: ${flow}\n` }));
  expect(told).toHaveLength(20);
  expect(err).toContain('31 problems');
  expect(err.length).toBeLessThan(20_000);
});

test.each([
  ['brackets', `overheads: ${'['.repeat(100_000)}`],
  ['braces', `overheads: ${'{a: '.repeat(100_000)}`],
  ['dashes', `overheads:\n  ${'- '.repeat(100_000)}`],
  ['blanks', `overheads:\n${times(1_500, (i) => `${' '.repeat(i + 1)}a:\n`)}`],
])('a document that is nested by %s beyond all measure is refused', async (_, rest) => {
  const { told } = await refused(model({ rest }));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^too-deep model\.yaml:\d+:\d+$/);
});

test('a value of --set that is nested beyond all measure is refused', async () => {
  expect(
    (await refused(model(), ['forecast', '.', '--set', `tiers.membership.joins=${'['.repeat(100_000)}`], {}, 2)).told,
  ).toEqual(['bad-set']);
});

test('a hundred scenarios or assumptions may stand on each other, and a chain without end is refused', async () => {
  const scenarios = (count: number): string =>
    model({ rest: `scenarios:\n${times(count, (i) => `  a${i}: { extends: a${i + 1} }\n`)}  a${count}: {}\n` });
  const assumptions = (count: number): string =>
    model({
      tiers: 'tiers: { membership: { price: { per_pupil: 10 }, joins: =a0 } }\n',
      rest: `assumptions:\n${times(count, (i) => `  a${i}: { value: =a${i + 1} }\n`)}  a${count}: { value: 1% }\n`,
    });
  for (const text of [scenarios(90), assumptions(90)]) {
    expect(
      (
        await play(['check', '.', '--scenario', text.includes('scenarios') ? 'a0' : 'base'], {
          files: { 'model.yaml': text },
        })
      ).code,
    ).toBe(0);
  }
  expect((await refused(scenarios(20_000), ['forecast', '.', '--scenario', 'a0'])).told).toEqual([
    'too-deep model.yaml:109:19',
  ]);
  expect((await refused(assumptions(20_000))).told[0]).toMatch(/^too-deep model\.yaml:/);
});

test.each(['forecast', 'price', 'compare', 'break-even'])(
  '%s of amounts beyond 90 trillion pounds is refused, whatever they come from',
  async (command) => {
    const group =
      'schools: { groups: { all: { count: 900_000, phase: primary, type: community, pupils: 900_000_000 } } }\n';
    expect(
      (
        await refused(
          model({ schools: group, tiers: 'tiers: { a: { price: { per_pupil: 900_000 }, joins: 100% } }\n' }),
          [command, '.'],
        )
      ).told,
    ).toEqual(['too-large']);
  },
);

test('amounts that only together pass 90 trillion pounds are refused, and check goes on to the next model', async () => {
  const schools = 'schools: { groups: { all: { count: 90, phase: primary, type: community, pupils: 2 } } }\n';
  const overheads = `overheads:\n${times(100, (i) => `  a${i}: { per_year: 1_000_000_000, times: 90_000 }\n`)}`;
  const files = { 'large.yaml': model({ schools, rest: overheads }), 'small.yaml': model() };
  expect((await refused(files, ['forecast', 'large.yaml'])).told).toEqual(['too-large']);
  const { code, out, err } = await play(['check', 'large.yaml', 'small.yaml'], { files });
  expect([code, toldIn(err)]).toEqual([1, ['too-large']]);
  expect(out).toMatch(/small\.yaml +yes/);
});

test.each(['900_000_000_000', '1_000_000_001', '£1,000,000,000.01'])(
  'an amount of %s is refused where it stands',
  async (amount) => {
    const tiers = `tiers:\n  membership: { price: { flat: "${amount}" }, joins: 100% }\n`;
    const { told, err } = await refused(model({ tiers }));
    expect(told).toEqual(['bad-value model.yaml:8:32']);
    expect(err).toMatch(/above\s+a\s+thousand\s+million/);
  },
);

const NAMES = [
  '🎓 Oak',
  'Oak, Ash',
  'Oak\nand Ash',
  '=cmd()',
  '+1',
  '@SUM(A1)',
  '-2',
  '\tOak',
  'Oak "the Great"',
  '__proto__',
  'constructor',
  '\u001b[31mOak',
  '<b>Oak</b>',
  '| Oak |',
];
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

test.each(NAMES)('a school named %j is data in every format', async (name) => {
  const csv = `${HEADING}1,${quoted(name)},primary,community,200\n`;
  for (const format of ['table', 'markdown', 'csv', 'json']) {
    const { code, out, err } = await price(csv, '--format', format);
    expect([code, err]).toEqual([0, '']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    if (format === 'table' || format === 'markdown') expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    if (format === 'csv') expect(cells(out)).toContainEqual(['200', '2000.00', '10']);
    if (format === 'json') expect(JSON.stringify(JSON.parse(out))).toContain(JSON.stringify(name).slice(1, -1));
  }
});

/** Pupils, fee and fee for each pupil of every row of a table of prices. */
function cells(csv: string): string[][] {
  const rows: string[][] = parse(csv, { relax_column_count: true });
  return rows.map((row) => row.slice(2, 5));
}

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  '%s is only a text as the id of a school, and its price can be asked for',
  async (id) => {
    const { code, out } = await price(`${HEADING}${id},Oak,primary,community,200\n`, '--school', id);
    expect(code).toBe(0);
    expect(out).toContain('2,000.00');
  },
);

test('the ids of tiers, services, posts, scenarios and checks may be names that every object has', async () => {
  const rest = `services: { constructor: { kind: traded, unit: day, price: 5 } }
staff: { toString: { fte: 1, salary: 5, on_costs: 1% } }
scenarios: { valueOf: { tiers: { constructor: { joins: 60% } } } }
checks: { hasOwnProperty: { figure: income, at_least: 0 } }
`;
  const tiers = 'tiers: { constructor: { price: { per_pupil: 10 }, joins: 100%, discounts: { constructor: 5% } } }\n';
  const { code, out, err } = await play(['check', '.'], { files: { 'model.yaml': model({ tiers, rest }) } });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Does it balance? Yes');
});

const ROLL = `${HEADING}1,"St John’s,\nHill Road",primary,community,200\n2,Ash,primary,community,100\n`;
const fees = async (csv: string | Uint8Array): Promise<string[][]> =>
  cells((await price(csv, '--format', 'csv')).out).slice(1);

test('a roll is the same with a byte order mark, with CRLF, in windows-1252, and with blank lines', async () => {
  const windows = Uint8Array.from(ROLL, (char) => (char === '’' ? 0x92 : char.charCodeAt(0)));
  const plain = await fees(ROLL);
  expect(plain).toEqual([
    ['200', '2000.00', '10'],
    ['100', '1000.00', '10'],
  ]);
  for (const csv of [
    `\ufeff${ROLL}`,
    ROLL.replaceAll('\n', '\r\n'),
    windows,
    `\n${ROLL.replace('2,Ash', '\n\n2,Ash')}\n`,
  ])
    expect(await fees(csv)).toEqual(plain);
  expect((await price(windows, '--format', 'json')).out).toContain('St John’s');
});

test('a model is the same with a byte order mark and with CRLF', async () => {
  const plain = await play(['forecast', '.'], { files: { 'model.yaml': model() } });
  for (const text of [`\ufeff${model()}`, model().replaceAll('\n', '\r\n')])
    expect(await play(['forecast', '.'], { files: { 'model.yaml': text } })).toEqual(plain);
});

test('a scenario that sets nothing gives what the base gives', async () => {
  const files = { 'model.yaml': model({ rest: 'scenarios: { same: { because: nothing changes }, none: {} }\n' }) };
  const [base, same, none] = await Promise.all(
    [[], ['--scenario', 'same'], ['--scenario', 'none']].map((options) =>
      play(['forecast', '.', '--format', 'csv', ...options], { files }),
    ),
  );
  expect(base?.code).toBe(0);
  expect([same?.out, none?.out]).toEqual([base?.out, base?.out]);
});

test('no bytes whatever in a model or a roll are more than a problem', async () => {
  const piece = fc.constantFrom(
    ...'buyin: 1|calendar:|schools:|tiers:| |\n|  |- |{|}|[|]|"|: |,|=a|&a|*a|!|~|1|9e9|-|%|urn,name|\0|\r'.split('|'),
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(piece, { maxLength: 60 }).map((parts) => new TextEncoder().encode(parts.join(''))),
    fc
      .tuple(fc.nat(model().length - 1), fc.uint8Array({ minLength: 1, maxLength: 6 }))
      .map(([at, few]) => spoilt(model(), at, few)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      for (const files of [
        { 'model.yaml': content },
        rolled(content),
        rolled(spoilt(ROLL, content.length, content.subarray(0, 9))),
      ]) {
        const { code, err } = await play(['forecast', '.'], { files });
        expect([0, 1, 2], err).toContain(code);
        expect(err === '').toBe(code === 0);
      }
    }),
    runs(300, 24),
  );
});

/** A text with some bytes of it replaced. */
function spoilt(text: string, at: number, bytes: Uint8Array): Uint8Array {
  const all = new TextEncoder().encode(text);
  all.set(bytes.subarray(0, Math.max(0, all.length - at)), Math.min(at, all.length));
  return all;
}
