import { entryOf } from '../figures/table.js';
import { Problems, problem } from '../language/index.js';
import type { NotedDisk, TextFile } from '../reading/index.js';
import { type FormatName, formats } from '../render/formats.js';
import type { Report } from '../report/page/report.js';
import { Usage } from './command.js';

/** What the command line says of where a result goes, and in which form. */
export interface Output {
  readonly format?: FormatName;
  readonly output?: string;
}

/** The format of a file by how its name ends. */
const BY_ENDING: Readonly<Record<string, FormatName>> = {
  csv: 'csv',
  json: 'json',
  md: 'markdown',
  markdown: 'markdown',
};
/** Endings of files in forms that no format here writes: a table in one would not open. */
const FOREIGN = ['xlsx', 'xls', 'ods', 'html', 'htm', 'pdf', 'doc', 'docx', 'odt', 'xml', 'yaml', 'yml'];
/** By this a spreadsheet sees that a file is in UTF-8, so that its pound signs are. */
const MARK = '\uFEFF';

/** A result as text, where it is shown; else as files. */
export type Shown = { readonly text: string } | { readonly files: readonly TextFile[] };

/**
 * A report in the form and the place that are asked for: a format of `--format`, else that of the file's ending, else a
 * table. In a folder each table is a CSV file of its own. Throws Usage where the ending or the folder asks for a form
 * that there is not.
 */
export async function reported(
  report: Report,
  { format, output }: Output,
  page: { width: number; colour: boolean },
  disk: NotedDisk,
): Promise<Shown> {
  if (output !== undefined && isFolder(output, disk)) return { files: await filesIn(report, output, format, disk) };
  const chosen = format ?? (output === undefined ? 'table' : byEnding(output));
  const render = await formats[chosen]();
  const text = render(report, { width: page.width, colour: page.colour && output === undefined });
  return output === undefined ? { text } : { files: [{ path: output, text: chosen === 'csv' ? MARK + text : text }] };
}

const endingOf = (path: string): string => /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

function byEnding(path: string): FormatName {
  const ending = endingOf(path);
  if (FOREIGN.includes(ending))
    throw new Usage(
      `--output ${path}: no format writes .${ending}; end the name in .csv for a spreadsheet, .json, .md or .txt, or name a --format`,
    );
  return entryOf(BY_ENDING, ending) ?? 'table';
}

function isFolder(path: string, disk: NotedDisk): boolean {
  return /[/\\]$/.test(path) || disk.isFolder(path);
}

async function filesIn(
  report: Report,
  folder: string,
  format: FormatName | undefined,
  disk: NotedDisk,
): Promise<TextFile[]> {
  if (format !== undefined && format !== 'csv')
    throw new Usage(
      `--output ${folder} is a folder, which takes a CSV file for each table: leave --format ${format} out, or name a file`,
    );
  const { csvFiles } = await import('../render/csv.js');
  return csvFiles(report).map(({ name, text }) => ({
    path: disk.join(folder, `${name}.csv`),
    text: MARK + text,
    makesFolder: true,
  }));
}

/** Throws Problems where one of the files was read by the command, and Usage where two of them are one. */
export function checkOverwriting(files: readonly TextFile[], disk: NotedDisk): void {
  const read = files.filter(({ path }) => disk.wasRead(path));
  if (read.length > 0) {
    const why = 'the command reads it, and a result never takes the place of what it came from';
    throw new Problems(read.map(({ path }) => problem('unwritable-file', undefined, { path, why })));
  }
  const twice = files.find(
    ({ path }, i) => files.findIndex((other) => disk.identity(other.path) === disk.identity(path)) < i,
  );
  if (twice !== undefined) throw new Usage(`${twice.path} is named for two results: give each a file of its own`);
}
