import { type CleanRoll, cleanRoll, importedRoll, Source } from '../../reading/index.js';
import { lineOf } from '../../render/csv-line.js';
import { type Run, Usage } from '../command.js';

export const run: Run<{ map?: string }> = ([path = ''], { map, scenario, set }, io) => {
  if (scenario.length + set.length > 0)
    throw new Usage('buyin import reads files as they are: it takes no --scenario and no --set');
  const isModel = io.disk.isFolder(path) || /\.ya?ml$/i.test(path);
  if (isModel && map !== undefined)
    throw new Usage(`${path} says itself how its roll is read: --map is for a file alone`);
  const roll = isModel ? ofModel(Source.open(io.disk, path), path) : importedRoll(io.disk, path, map);
  io.err(saidOf(roll));
  const lines = [roll.headings, ...roll.rows].map((row) =>
    lineOf(
      row.map((text) => ({ text })),
      'a program',
    ),
  );
  return { text: lines.join('') };
};

function ofModel(source: Source, path: string): CleanRoll {
  const { model } = source.load();
  const { header, rows } = source.end().rows('roll');
  if (header.length === 0) throw new Usage(`${path} has no roll in a file: its schools stand in the model`);
  return cleanRoll(header, rows, model.roll.read);
}

/** What was found, a line a file. */
function saidOf({ rows, read }: CleanRoll): string {
  const schools = `${rows.length} ${rows.length === 1 ? 'school' : 'schools'}\n`;
  const files = (read?.files ?? []).map(({ file, rows: all, matched, leftOut, others, lacking }) => {
    const left = leftOut.reduce((sum, each) => sum + each.rows, 0);
    const most = leftOut.slice(0, MOST).map(({ why, rows: of }) => `${why} ${of}`);
    return `${file}: ${all} rows, ${matched} on the roll, ${left} left out${most.length === 0 ? '' : ` (${most.join('; ')}${leftOut.length > MOST ? '; …' : ''})`}${others === 0 ? '' : `, ${others} of other schools`}${lacking.length === 0 ? '' : `, no row of ${lacking.length}`}\n`;
  });
  return [...files, schools].join('');
}

/** So many reasons are named. */
const MOST = 5;
