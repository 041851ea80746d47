import type { PlayedDraw } from '../../analysis/simulation/index.js';
import { constant, Exact } from '../../figures/index.js';
import { type Since, shellWord, sinceText } from '../../language/index.js';
import { isThere, nameIn, numberIn, type Period, periodsOf, type School } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { forecastReport } from '../books/forecast.js';
import type { Standing } from '../frame/basis.js';
import { countedCell, derivedCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, Report, type Row, type Table, type Text } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { chance } from '../sentences/chance.js';
import { column, row } from './drawn.js';

/**
 * One draw of a simulation in full: what was drawn of assumptions and of rolls, which schools are out of the membership
 * in each year, how to have it again, and the forecast that comes of it. `typed` is what `--set` says on the command
 * line itself.
 */
export function drawReport(
  standing: Standing,
  { projection, sets, rolls }: PlayedDraw,
  asModelled: Projection,
  typed: readonly string[],
): Report {
  const forecast = forecastReport(standing, projection, 'year', false);
  const blocks: Block[] = [
    drawnTable(sets, asModelled),
    ...rollsTable(rolls, projection),
    outTable(projection),
    againText(standing, sets, typed),
  ];
  return Report.of({ ...forecast, id: 'draw', blocks: [...blocks, ...forecast.blocks] });
}

const CUT = /^assumptions\.([^.]+)\.value(?:\.([\d-]+))?=(.*)$/;

const dateOf = (since: Since | undefined): string | undefined => since && sinceText(since);

function drawnTable(sets: readonly string[], { model }: Projection): Table | Text {
  if (sets.length === 0)
    return { kind: 'text', id: 'drawn', title: titled('What was drawn'), lines: chance.say.nothingDrawn(sets) };
  const rows = sets.map((set) => {
    const [, id = '', date, drawn = ''] = CUT.exec(set) ?? [];
    const steps = model.assumptions.get(id)?.value.steps ?? [];
    const step = steps.find(({ since }) => dateOf(since) === date);
    const label = `${nameIn(model, 'assumptions', id)}${date === undefined ? '' : `, ${date}`}`;
    const modelled = step === undefined || numberIn(step.value) === undefined ? '' : step.value.text;
    return row(`${id}${date === undefined ? '' : `.${date}`}`, [textCell(label), textCell(modelled), textCell(drawn)]);
  });
  return {
    kind: 'table',
    id: 'drawn',
    title: titled('What was drawn'),
    columns: [column('assumption', 'Assumption', 'left'), column('modelled', 'As modelled'), column('drawn', 'Drawn')],
    rows,
    notes: [],
  };
}

/** What the roll of each school was multiplied by. */
function rollsTable(rolls: PlayedDraw['rolls'], { model }: Projection): Table[] {
  if (rolls.size === 0) return [];
  const rows = model.schools.flatMap(({ id, name }): Row[] => {
    const roll = rolls.get(id);
    return roll === undefined
      ? []
      : [row(id, [textCell(name), derivedCell(roll, 'percent', 'drawn for this school, in every year')])];
  });
  const columns = [column('school', 'School', 'left'), column('roll', 'Roll, % of what is expected')];
  return [{ kind: 'table', id: 'rolls', title: titled('Rolls that were drawn'), columns, rows, notes: [] }];
}

/** The schools that are out of the membership at the start of a year, or part of them: of an archetype how many. */
function outTable(projection: Projection): Table | Text {
  const { calendar, schools } = projection.model;
  const years = periodsOf(calendar, 'year');
  const left = years.map((year) => leftIn(projection, year));
  const out = schools.filter(({ id }) =>
    left.some((year) => (year.get(id) as number) > NOISE || Number.isNaN(year.get(id))),
  );
  const title = titled('Schools that stay out or leave');
  if (out.length === 0) return { kind: 'text', id: 'out', title, lines: chance.say.nobodyOut(out) };
  const rows = out.map((school) =>
    row(school.id, [textCell(school.name), ...left.map((year) => outCell(school, year.get(school.id) as number))]),
  );
  return {
    kind: 'table',
    id: 'out',
    title,
    columns: [column('school', 'School', 'left'), ...years.map(({ id, label }) => column(id, label, 'left'))],
    rows,
    notes: chance.say.outAt(),
  };
}

function outCell({ count }: School, left: number): Cell {
  if (Number.isNaN(left)) return saidCell(told.say.notKnown(false));
  if (left < NOISE) return NONE;
  return count === undefined
    ? saidCell(told.say.out(left))
    : countedCell(constant('count', Exact.near(left), 'of the schools that it stands for are out'), 'exact');
}

/**
 * How many of each school, one or an archetype's count, are open and in no tier in the first month of a year; NaN where
 * that is not known.
 */
function leftIn({ membership, model }: Projection, { first }: Period): ReadonlyMap<string, number> {
  const joined = new Map<string, number>();
  const mayJoin = new Set(membership.batches.flatMap(({ charges }) => charges.map(({ school }) => school.id)));
  for (const { firstMonth, lastMonth, charges } of membership.batches) {
    if (first < firstMonth || first > lastMonth) continue;
    for (const { school, members } of charges)
      joined.set(school.id, (joined.get(school.id) ?? 0) + (members.isKnown ? members.exact.toNumber() : Number.NaN));
  }
  return new Map(
    model.schools.map((school) => {
      const { id, count } = school;
      if (!isThere(school, first)) return [id, 0];
      const all = count === undefined ? 1 : count.isKnown ? count.exact.toNumber() : Number.NaN;
      return [id, mayJoin.has(id) ? all - (joined.get(id) ?? 0) : 0];
    }),
  );
}

const NOISE = 1e-9;

/** The command lines that give this draw again, and its assumptions with schools as expected. */
function againText({ path, scenarios, drawn }: Standing, sets: readonly string[], typed: readonly string[]): Text {
  const said = [
    shellWord(path),
    ...(scenarios.length === 0 ? [] : [`--scenario ${shellWord(scenarios.join('+'))}`]),
    ...typed.map((set) => `--set ${shellWord(set)}`),
  ].join(' ');
  const chances = `--draw ${drawn?.draw} --seed ${drawn?.seed}`;
  const { say } = chance;
  const lines = [
    ...say.again({ said, chances }),
    ...say.againExpected(sets),
    ...say.againTyped({ said, sets: sets.map(shellWord) }),
  ];
  return { kind: 'text', id: 'again', title: titled('To have this draw again'), lines };
}
