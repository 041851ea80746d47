import { constant, Exact, type Figure, quotient, sum } from '../../figures/index.js';
import { keyInWords, valueIn } from '../../language/index.js';
import { type FileRead, PHASES, type RollRead, type School } from '../../model/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { countedCell, NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { roll as say } from '../sentences/roll.js';

/* Who is on the roll, and how it was put together of its files. */

/** The roll by phase with its control totals; of a roll of several files what of each counts, and what moved. */
export function schoolsReport(standing: Standing): Report {
  const { model } = standing;
  const { read } = model.roll;
  const blocks: Block[] = [
    ...(read === undefined ? [] : [filesTable(read), ...leftOutTable(read), ...marksTable(read)]),
    phasesTable(standing),
    ...(read?.before === undefined ? [] : [driftTable(standing, read.before)]),
  ];
  return Report.of({
    id: 'schools',
    title: titled(`${model.name}: who is on the roll`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

const left = (id: string, heading: string): Column => ({ id, heading, align: 'left' });
const right = (id: string, heading: string): Column => ({ id, heading, align: 'right' });
const counts = (value: number, of: string): Cell =>
  countedCell(constant('count', Exact.of(String(value)), of), 'count');
const line = (id: string, cells: readonly Cell[], role: Row['role'] = 'line'): Row => ({ id, role, level: 0, cells });

function filesTable(read: RollRead): Table {
  const sentences = read.files.flatMap((file): readonly Sentence[] => [
    ...say.say.titles(file),
    ...say.say.unmet(file),
    ...say.say.lacking(file),
    ...file.notices.flatMap((notice) => say.say.notice({ file: file.file, notice })),
  ]);
  const followed = read.followed.flatMap((each) => say.say.followed(each));
  return {
    kind: 'table',
    id: 'files',
    title: titled('The files of the roll'),
    columns: [
      left('file', 'File'),
      left('reads', 'Read as'),
      left('of', 'Of'),
      right('rows', 'Rows'),
      right('left_out', 'Left out'),
      right('matched', 'On the roll'),
      right('others', 'Not on it'),
      right('lacking', 'No row'),
    ],
    rows: read.files.map((each, i) =>
      line(String(i + 1), [
        textCell(each.file),
        each.reads === undefined ? NONE : textCell(each.reads),
        each.period === undefined ? NONE : textCell(each.period),
        counts(each.rows, `rows of ${each.file}`),
        counts(
          each.leftOut.reduce((all, { rows }) => all + rows, 0),
          `rows of ${each.file} that do not count`,
        ),
        counts(each.matched, `rows of ${each.file} of schools on the roll`),
        i === 0 || each.reads === 'links'
          ? NONE
          : counts(each.others, `rows of ${each.file} of schools that are not on the roll`),
        i === 0 || each.reads === 'links'
          ? NONE
          : counts(each.lacking.length, `schools of the roll without a row in ${each.file}`),
      ]),
    ),
    notes: [...say.say.files(), ...say.say.pupils(read), ...sentences, ...followed],
  };
}

/** So many reasons are shown of a file; the others are one row. */
const MOST_REASONS = 12;

function leftOutTable({ files }: RollRead): Table[] {
  const rows = files.flatMap(({ file, leftOut }: FileRead, i): Row[] => {
    const rest = leftOut.slice(MOST_REASONS);
    return [
      ...leftOut
        .slice(0, MOST_REASONS)
        .map(({ why, rows: of }, at) =>
          line(`${i + 1}.${at + 1}`, [textCell(file), textCell(why), counts(of, `rows of ${file}: ${why}`)]),
        ),
      ...(rest.length === 0
        ? []
        : [
            line(`${i + 1}.rest`, [
              textCell(file),
              textCell(`${rest.length} other values`),
              counts(
                rest.reduce((all, { rows: of }) => all + of, 0),
                `rows of ${file} with other values`,
              ),
            ]),
          ]),
    ];
  });
  const columns = [left('file', 'File'), left('why', 'Because of'), right('rows', 'Rows')];
  return rows.length === 0
    ? []
    : [{ kind: 'table', id: 'left_out', title: titled('Rows left out of the count'), columns, rows, notes: [] }];
}

function marksTable({ files }: RollRead): Table[] {
  const rows = files.flatMap(({ file, marks }, i) =>
    marks.map(({ column, mark, why, cells }, at) =>
      line(`${i + 1}.${at + 1}`, [
        textCell(file),
        textCell(column),
        textCell(mark),
        textCell(why),
        counts(cells, `schools of which ${column} is ${mark}`),
      ]),
    ),
  );
  const columns = [
    left('file', 'File'),
    left('heading', 'Heading'),
    left('mark', 'Mark'),
    left('why', 'Says'),
    right('schools', 'Schools'),
  ];
  return rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          id: 'unknown',
          title: titled('Numbers still to be found out'),
          columns,
          rows,
          notes: say.say.marks(),
        },
      ];
}

/** The pupils of a school at the start of the calendar; of a group those of all its schools. */
function pupilsOf(school: School, { calendar }: Standing['model']): Figure<'count'> | undefined {
  const each = valueIn(school.pupils, calendar.first, calendar.yearStarts);
  return each?.isKnown === true ? each : undefined;
}

const ONE = constant('count', Exact.one, 'one school');
const ZERO = constant('count', Exact.zero, 'none');
const total = (all: readonly Figure<'count'>[], label: string): Figure<'count'> =>
  all.length === 0 ? ZERO : sum('count', all, label);

function phasesTable(standing: Standing): Table {
  const { model } = standing;
  const row = (id: string, label: string, schools: readonly School[], role: Row['role'] = 'line'): Row => {
    const known = schools.flatMap((school) => {
      const pupils = pupilsOf(school, model);
      return pupils === undefined ? [] : [{ school, pupils }];
    });
    const many = (of: readonly School[]): Figure<'count'> =>
      total(
        of.map(({ count }) => count ?? ONE),
        `schools: ${label}`,
      );
    const pupils = known.flatMap(({ school, pupils: each }) =>
      school.count === undefined || !school.count.isKnown
        ? [each]
        : [constant('count', each.exact.times(school.count.exact), `pupils of ${school.name}`)],
    );
    const unknown = schools.filter((school) => pupilsOf(school, model) === undefined);
    return line(
      id,
      [
        textCell(label),
        countedCell(many(schools), 'count'),
        countedCell(total(pupils, `pupils: ${label}`), 'count'),
        unknown.length === 0 ? NONE : countedCell(many(unknown), 'count'),
      ],
      role,
    );
  };
  const { control } = model.roll;
  const has = PHASES.filter((phase) => model.schools.some((school) => school.phase === phase));
  const of = (figure: Figure<'count'> | undefined): Cell =>
    figure === undefined ? NONE : countedCell(figure, 'count');
  return {
    kind: 'table',
    id: 'phases',
    title: titled('The roll'),
    columns: [
      left('phase', 'Phase'),
      right('schools', 'Schools'),
      right('pupils', 'Pupils'),
      right('unknown', 'Not known'),
    ],
    rows: [
      ...has.map((phase) =>
        row(
          phase,
          keyInWords(phase),
          model.schools.filter((school) => school.phase === phase),
        ),
      ),
      row('all', 'All', model.schools, 'total'),
      ...(control === undefined
        ? []
        : [line('control', [textCell('Control'), of(control.schools), of(control.pupils), NONE])]),
    ],
    notes: [
      ...(control === undefined ? [] : say.say.control()),
      ...say.say.unknown(model.schools.filter((school) => pupilsOf(school, model) === undefined).length),
    ],
  };
}

function driftTable(standing: Standing, before: NonNullable<RollRead['before']>): Table {
  const { model } = standing;
  const both = model.schools.flatMap((school) => {
    const now = pupilsOf(school, model);
    const then = before.pupils.get(school.id);
    return now === undefined || then === undefined || !/^[\d.]+$/.test(then)
      ? []
      : [{ school, now, was: constant('count', Exact.of(then), `pupils of ${school.name} in ${before.period}`) }];
  });
  const row = (id: string, label: string, of: typeof both, role: Row['role'] = 'line'): Row => {
    const [was, is] = [
      total(
        of.map(({ was: each }) => each),
        `pupils in ${before.period}`,
      ),
      total(
        of.map(({ now }) => now),
        `pupils in ${before.now}`,
      ),
    ];
    const change = sum('count', [is], 'change', [was]);
    return line(
      id,
      [
        textCell(label),
        counts(of.length, `schools: ${label}`),
        countedCell(was, 'count'),
        countedCell(is, 'count'),
        countedCell(change, 'count'),
        was.exact.sign === 0 ? NONE : countedCell(quotient('rate', change, was, 'change by what it was'), 'percent'),
      ],
      role,
    );
  };
  const has = PHASES.filter((phase) => both.some(({ school }) => school.phase === phase));
  return {
    kind: 'table',
    id: 'drift',
    title: titled(`Change since ${before.period}`),
    columns: [
      left('phase', 'Phase'),
      right('schools', 'Schools'),
      right('before', before.period),
      right('now', before.now),
      right('change', 'Change'),
      right('share', '%'),
    ],
    rows: [
      ...has.map((phase) =>
        row(
          phase,
          keyInWords(phase),
          both.filter(({ school }) => school.phase === phase),
        ),
      ),
      row('all', 'All', both, 'total'),
    ],
    notes: say.say.drift(before),
  };
}
