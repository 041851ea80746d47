import type { PlayedDraw } from '../../analysis/simulation/index.js';
import { type Since, shellWord, sinceText } from '../../language/index.js';
import { nameIn, numberIn } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { forecastReport } from '../books/forecast.js';
import type { Standing } from '../frame/basis.js';
import { derivedCell, textCell } from '../page/cell.js';
import { type Block, Report, type Row, type Table, type Text } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { chance } from '../sentences/chance.js';
import { column, row } from './drawn.js';
import { outTable, takenTable } from './drawn-schools.js';

/**
 * One draw of a simulation in full: what was drawn of assumptions and of rolls, which schools are out of the membership
 * in each year and which tier the others take, how to have it again, and the forecast that comes of it. `typed` is what `--set` says on the command
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
    ...takenTable(projection),
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
