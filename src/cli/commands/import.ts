import { type CleanRoll, cleanRoll, importedRoll, Source } from '../../reading/index.js';
import { lineOf } from '../../render/csv-line.js';
import { type Run, Usage } from '../command.js';
import { rollInShort } from '../roll-in-short.js';

export const run: Run<{ map?: string }> = ([path = ''], { map, scenario, set }, io) => {
  if (scenario.length + set.length > 0)
    throw new Usage('buyin import reads files as they are: it takes no --scenario and no --set');
  const isModel = io.disk.isFolder(path) || /\.ya?ml$/i.test(path);
  if (isModel && map !== undefined)
    throw new Usage(`${path} says itself how its roll is read: --map is for a file alone`);
  const roll = isModel ? ofModel(Source.open(io.disk, path), path) : importedRoll(io.disk, { path, map });
  io.err(rollInShort(roll.rows.length, roll.read));
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
