import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bridge, bridge } from '../../src/analysis/index.js';
import { sum } from '../../src/figures/index.js';
import { problemsIn } from '../../src/language/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, lineNames, type Projection, project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { linesOf as exactLines } from '../support/lines.js';
import { decimal, FILE, models, type PlainMap, put, yamlOf } from '../support/models.js';
import { at } from '../support/plain.js';
import { ofRuns, runs } from '../support/runs.js';

/* Schools that scenarios change, in any model with a roll file: by number, by name, and as the roll would say it itself. */

const COLUMNS = [
  'urn',
  'name',
  'phase',
  'type',
  'area',
  'trust',
  'pupils',
  'intent',
  'joins',
  'pays_now',
  'head',
  'teachers',
  'meetings',
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

const tenths = fc.integer({ min: 1, max: 15_000 });
const aRow = fc.record({
  phase: fc.constantFrom('primary', 'secondary'),
  type: fc.constantFrom('community', 'academy'),
  area: fc.constantFrom('north', 'south'),
  trust: fc.constantFrom('', 'Elm Trust', 'Oak Trust'),
  pupils: tenths,
  intent: fc.constantFrom('', 'member', 'likely', 'no'),
  head: fc.constantFrom('one', 'other'),
  pays: fc.option(fc.nat(9000), { nil: undefined }),
});
/** Odd names, of which no two are the same: what a name may hold is no matter. */
const NAMES = ["St Ann's", 'Elder, [Upper]', 'Oak: "the" #1', '100%', 'yes'];

const rolls = fc.array(aRow, { minLength: 2, maxLength: NAMES.length }).map((rows) =>
  rows.map(
    ({ pupils, pays, ...said }, i): Row => ({
      ...said,
      urn: String(900_001 + i),
      name: NAMES[i] as string,
      pupils: decimal(pupils, 1),
      joins: '',
      pays_now: pays === undefined ? '' : String(pays),
      teachers: String(5 + i),
      meetings: String(2 + i),
    }),
  ),
);

const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`;
const csvOf = (rows: readonly Row[]): string =>
  `${COLUMNS.join(',')}\n${rows.map((row) => `${COLUMNS.map((key) => quoted(row[key])).join(',')}\n`).join('')}`;

/** A model with a roll file beside its own schools, and a scenario `s` of changes of schools. */
function sourceOf(data: PlainMap, rows: readonly Row[], change: string): Source {
  const schools = { ...(at(data, ['schools']) as PlainMap), file: 'schools.csv', drivers: '[teachers, meetings]' };
  const whole = put(put(data, ['schools'], schools), ['scenarios'], {
    s: { because: 'to try it', schools: { change } },
  });
  return Source.open(diskOf({ [FILE]: yamlOf(whole), 'schools.csv': csvOf(rows) }), FILE);
}

const UNDER = { scenarios: ['s'], sets: [] };

/** Every line of every year, members, pupils and schools, exactly. */
const exact = (projection: Projection): Record<string, string> =>
  exactLines(projection, [...lineNames(projection.model), 'members', 'pupils', 'schools']);

/** The same of what is read; undefined where the files are no model. */
function linesOf(source: Source, isChanged: boolean): Record<string, string> | undefined {
  try {
    return exact(project(source.tried(isChanged ? UNDER : { scenarios: [], sets: [] }).model));
  } catch (error) {
    if (problemsIn(error) === undefined) throw error;
    return undefined;
  }
}

/** Halves of a hundredth away from zero. */
const scaled = (pupils: string, perCent: number): string => {
  const units = BigInt(Math.round(Number(pupils) * 10)) * BigInt(perCent);
  return decimal(Number((units + 5n) / 10n), 2);
};

/** What is said of a school, and the row as it then is. */
const edits: fc.Arbitrary<{ readonly said: string; readonly row: (row: Row) => Row }> = fc.oneof(
  tenths.map((pupils) => ({
    said: `pupils: ${decimal(pupils, 1)}`,
    row: (row: Row) => ({ ...row, pupils: decimal(pupils, 1) }),
  })),
  fc.integer({ min: 1, max: 150 }).map((times) => ({
    said: `pupils: { times: ${times}% }`,
    row: (row: Row) => ({ ...row, pupils: scaled(row.pupils, times) }),
  })),
  fc.nat(99).map((more) => ({
    said: `pupils: { plus: ${more} }`,
    row: (row: Row) => ({ ...row, pupils: decimal(Math.round(Number(row.pupils) * 10) + more * 10, 1) }),
  })),
  fc
    .constantFrom('Elm Trust', 'Oak Trust')
    .map((trust) => ({ said: `trust: ${trust}`, row: (row: Row) => ({ ...row, trust }) })),
  fc
    .constantFrom('member', 'likely', 'no')
    .map((intent) => ({ said: `intent: ${intent}`, row: (row: Row) => ({ ...row, intent }) })),
  fc.constantFrom('one', 'other').map((head) => ({ said: `head: ${head}`, row: (row: Row) => ({ ...row, head }) })),
  fc
    .constantFrom('primary', 'secondary')
    .map((phase) => ({ said: `phase: ${phase}`, row: (row: Row) => ({ ...row, phase }) })),
  fc.nat(40).map((teachers) => ({
    said: `teachers: ${teachers}`,
    row: (row: Row) => ({ ...row, teachers: String(teachers) }),
  })),
  fc.nat(9000).map((pays) => ({ said: `pays_now: ${pays}`, row: (row: Row) => ({ ...row, pays_now: String(pays) }) })),
  fc.constant({ said: 'joins: 0%', row: (row: Row) => ({ ...row, joins: '0%' }) }),
  fc.constant({ said: 'remove: [trust, intent]', row: (row: Row) => ({ ...row, trust: '', intent: '' }) }),
);
const yaml = (text: string): string => `'${text.replace(/'/g, "''")}'`;
const company = fc.record({ data: models, rows: rolls, which: fc.nat(NAMES.length - 1), edit: edits });

test('a change by number is the same by name, on the command line, and as the roll would say it itself', () => {
  let told = 0;
  fc.assert(
    fc.property(company, ({ data, rows, which, edit }) => {
      const row = rows[which % rows.length] as Row;
      // What is taken away of a row has to be there.
      if (edit.said.startsWith('remove') && (row.trust === '' || row.intent === '')) return;
      const byHand = linesOf(
        sourceOf(
          data,
          rows.map((each) => (each === row ? edit.row(each) : each)),
          '[]',
        ),
        false,
      );
      if (byHand === undefined) return;
      told++;
      expect(linesOf(sourceOf(data, rows, `[{ school: ${row.urn}, ${edit.said} }]`), true)).toEqual(byHand);
      expect(
        linesOf(sourceOf(data, rows, `[{ school: ${yaml(`  ${row.name.toUpperCase()} `)}, ${edit.said} }]`), true),
      ).toEqual(byHand);
      const set = `schools.change=[{ school: ${row.urn}, ${edit.said} }]`;
      expect(exact(project(sourceOf(data, rows, '[]').load({ scenarios: [], sets: [set] }).model))).toEqual(byHand);
      const [key = '', ...value] = edit.said.split(': ');
      const short = `schools["${row.name.replace(/"/g, '""')}"].${key}=${value.join(': ')}`;
      expect(exact(project(sourceOf(data, rows, '[]').load({ scenarios: [], sets: [short] }).model))).toEqual(byHand);
    }),
    runs(48, 821),
  );
  expect(told).toBeGreaterThan(ofRuns(18));
});

test('a school that is removed leaves nothing: all is as if its row were not there', () => {
  let told = 0;
  fc.assert(
    fc.property(company, ({ data, rows, which }) => {
      const row = rows[which % rows.length] as Row;
      const without = linesOf(
        sourceOf(
          data,
          rows.filter((each) => each !== row),
          '[]',
        ),
        false,
      );
      if (without === undefined) return;
      told++;
      const source = sourceOf(
        data,
        rows,
        `[{ school: ${row.urn}, pupils: { times: 50% } }, { school: ${row.urn}, remove: yes }]`,
      );
      expect(linesOf(source, true)).toEqual(without);
      expect(source.load(UNDER).model.schools.map(({ id }) => id)).not.toContain(row.urn);
    }),
    runs(40, 822),
  );
  expect(told).toBeGreaterThan(ofRuns(15));
});

test('the order of the rows changes nothing, whatever is said of schools by condition', () => {
  fc.assert(
    fc.property(
      company,
      fc.constantFrom('trust: Oak Trust', 'phase: primary', 'pupils: { up_to: 700 }', 'area: [north]'),
      ({ data, rows, edit }, when) => {
        const change = `[{ when: { ${when} }, ${edit.said} }, { when: { type: [community, academy] }, pupils: { plus: 1 } }]`;
        expect(linesOf(sourceOf(data, [...rows].reverse(), change), true)).toEqual(
          linesOf(sourceOf(data, rows, change), true),
        );
      },
    ),
    runs(40, 823),
  );
});

test('to scale by all, to add nothing, and to say what the roll says already change nothing', () => {
  fc.assert(
    fc.property(company, ({ data, rows, which }) => {
      const row = rows[which % rows.length] as Row;
      const base = linesOf(sourceOf(data, rows, '[]'), false);
      if (base === undefined) return;
      for (const said of [
        'pupils: { times: 100% }',
        'pupils: { plus: 0 }',
        `pupils: ${row.pupils}`,
        'joins: { times: 100% }',
      ])
        expect(linesOf(sourceOf(data, rows, `[{ school: ${row.urn}, ${said} }]`), true)).toEqual(base);
    }),
    runs(30, 824),
  );
});

function expectNoMoreThanAll(projection: Projection): void {
  for (const period of periodsOf(projection.model.calendar, 'year')) {
    const [members, schools] = ['members', 'schools'].map((name) => figureOf(projection, name, period));
    if (members?.isKnown && schools?.isKnown) expect(members.exact.compare(schools.exact)).toBeLessThanOrEqual(0);
  }
}

function expectOut({ membership }: Projection, urn: string): void {
  const charges = membership.batches.flatMap((batch) => batch.charges).filter(({ school }) => school.id === urn);
  expect(charges.every(({ members }) => members.isKnown && members.exact.sign === 0)).toBe(true);
}

test("no count exceeds the schools there are, and a school that is out is out of every tier, whatever is said of a school's share", () => {
  let told = 0;
  fc.assert(
    fc.property(company, fc.array(fc.nat(1000), { minLength: 2, maxLength: 2 }), ({ data, rows, which }, parts) => {
      const row = rows[which % rows.length] as Row;
      const tiers = Object.keys(at(data, ['tiers']) as PlainMap);
      // Together no more than all of the school.
      const share = (i: number): string => `${decimal(Math.floor((parts[i % 2] as number) / tiers.length), 1)}%`;
      const own = `{ ${tiers.map((tier, i) => `${tier}: ${share(i)}`).join(', ')} }`;
      for (const joins of [own, '0%', '{ times: 40% }', `{ ${tiers[0]}: 100% }`]) {
        const source = sourceOf(data, rows, `[{ school: ${row.urn}, joins: ${joins} }]`);
        if (linesOf(source, true) === undefined) continue;
        told++;
        const projection = project(source.load(UNDER).model);
        expectNoMoreThanAll(projection);
        if (joins === '0%') expectOut(projection, row.urn);
      }
    }),
    runs(40, 825),
  );
  expect(told).toBeGreaterThan(ofRuns(60));
});

test('bridges add through schools that change, come and go', () => {
  let told = 0;
  fc.assert(
    fc.property(company, ({ data, rows, which, edit }) => {
      const [row, other] = [rows[which % rows.length] as Row, rows[(which + 1) % rows.length] as Row];
      const source = sourceOf(
        data,
        rows,
        `[{ school: ${row.urn}, ${edit.said} }, { school: ${other.urn}, remove: yes }, { when: { area: [north, south] }, pupils: { plus: 1 } }]`,
      );
      if (linesOf(source, false) === undefined || linesOf(source, true) === undefined) return;
      told++;
      const [base, after, way] = [project(source.load().model), project(source.load(UNDER).model), source.way(UNDER)];
      for (const period of periodsOf(base.model.calendar, 'year')) {
        const { from, steps, to } = bridge(way, base, after, 'reserves.closing', period as Period) as Bridge;
        const effects = sum(
          'money',
          steps.map(({ effect }) => effect),
        );
        if (from.isKnown && to.isKnown) expect(from.pence + effects.pence).toBe(to.pence);
        expect(steps.flatMap(({ changes }) => changes.map(({ path }) => path)).sort()).toEqual(
          way.changes.map(({ path }) => path).sort(),
        );
      }
    }),
    runs(30, 826),
  );
  expect(told).toBeGreaterThan(ofRuns(10));
});
