import { type Since, sinceText } from '../language/index.js';
import { numberIn } from '../model/index.js';
import type { Projection } from '../projection/index.js';
import type { Standing } from './basis.js';
import { column, row } from './drawn.js';
import { forecastReport } from './forecast.js';
import { textCell } from './lines.js';
import type { Report, Table, Text } from './report.js';

/** One draw of a simulation in full: what was drawn, which schools stay out, and the forecast that comes of it. `sets` are its assumptions, as `--set` takes them. */
export function drawReport(standing: Standing, projection: Projection, sets: readonly string[], asModelled: Projection): Report {
  const forecast = forecastReport(standing, projection, 'year', false);
  return { ...forecast, id: 'draw', blocks: [drawnTable(sets, asModelled), outText(projection), ...forecast.blocks] };
}

const CUT = /^assumptions\.([^.]+)\.value(?:\.([\d-]+))?=(.*)$/;

const dateOf = (since: Since | undefined): string | undefined => since && sinceText(since);

function drawnTable(sets: readonly string[], { model }: Projection): Table | Text {
  if (sets.length === 0) return { kind: 'text', id: 'drawn', title: 'What was drawn', lines: ['No assumption has a range or states.'] };
  const rows = sets.map((set) => {
    const [, id = '', date, drawn = ''] = CUT.exec(set) ?? [];
    const steps = model.assumptions.get(id)?.value.steps ?? [];
    const step = steps.find(({ since }) => dateOf(since) === date);
    const label = `${id.replace(/_/g, ' ')}${date === undefined ? '' : `, ${date}`}`;
    const modelled = step === undefined || numberIn(step.value) === undefined ? '' : step.value.text;
    return row(`${id}${date === undefined ? '' : `.${date}`}`, [textCell(label), textCell(modelled), textCell(drawn)]);
  });
  return {
    kind: 'table',
    id: 'drawn',
    title: 'What was drawn',
    columns: [column('assumption', 'Assumption', 'left'), column('modelled', 'As modelled'), column('drawn', 'Drawn')],
    rows,
    notes: [],
  };
}

/** Schools that are in no tier in the first year: by name, and of an archetype how many. */
function outText({ membership, model }: Projection): Text {
  const joined = new Map<string, number>();
  for (const { firstMonth, lastMonth, charges } of membership.batches) {
    if (model.calendar.first < firstMonth || model.calendar.first > lastMonth) continue;
    for (const { school, members } of charges)
      joined.set(school.id, (joined.get(school.id) ?? 0) + (members.isKnown ? members.exact.toNumber() : Number.NaN));
  }
  const out = model.schools.flatMap(({ id, name, count }) => {
    const all = count?.isKnown ? count.exact.toNumber() : 1;
    const left = all - (joined.get(id) ?? all);
    if (Number.isNaN(left)) return [`${name} (not known)`];
    if (left < NOISE) return [];
    return count === undefined ? [name] : [`${Number(left.toFixed(2))} of ${all} ${name}`];
  });
  const lines = out.length === 0 ? ['None: every school that may join does.'] : [`${out.join('; ')}.`];
  return { kind: 'text', id: 'out', title: 'Schools that stay out, in the first year', lines };
}

const NOISE = 1e-9;
