import {
  type Entry,
  type MapNode,
  type Node,
  Problems,
  problem,
  Scalar,
  type SourceFile,
  type Span,
} from '../language/index.js';
import type { RollRead } from '../model/index.js';
import { formOf, type HeaderCell, type RollRow } from './csv.js';
import type { Disk } from './disk.js';
import { plainly } from './downloads/format.js';
import { FORMS } from './downloads/terms.js';
import { FilesBeside } from './files-beside.js';
import { PROVENANCE } from './roll-columns.js';
import { settle } from './settle.js';
import { readText, wholeFile } from './text.js';
import { readYaml } from './yaml.js';

/** A roll as one table of the language's own form: what each school is, and where each row comes from. */
export interface CleanRoll {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly read: RollRead | undefined;
}

/** The rows of a roll with where each comes from. */
export function cleanRoll(
  header: readonly HeaderCell[],
  rows: readonly RollRow[],
  read: RollRead | undefined,
): CleanRoll {
  return {
    headings: [...header.map(({ name }) => name).filter((name) => name !== PROVENANCE), PROVENANCE],
    rows: rows.map((row) => {
      const said = header.flatMap(({ name }, i) => (name === PROVENANCE ? [] : [i]));
      const places = said.flatMap((i) => (row.text(i) === '' ? [] : [placeIn(row.cell(i).span)]));
      return [...said.map((i) => textOf(row, i, header[i]?.name ?? '')), [...new Set(places)].join('; ')];
    }),
    read,
  };
}

/** What a cell says; of a number that somebody has estimated, that too. */
function textOf(row: RollRow, column: number, name: string): string {
  const text = row.text(column);
  const isNumber = /^[\d£]/.test(text) && name !== 'urn' && name !== 'name';
  return isNumber && row.cell(column).basis === 'estimate' ? `estimate: ${text}` : text;
}

const placeIn = ({ file, line }: Span): string => `${file.name}:${line}`;

/**
 * The roll of a file as it was downloaded, or of any other by a map: a YAML file that holds what stands under `schools`
 * of a model. What the file is, and how it counts, is seen from its heading where the map does not say. Throws
 * Problems.
 */
export function importedRoll(disk: Disk, path: string, map: string | undefined): CleanRoll {
  const folder = disk.folderOf(path);
  const file = path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`) ? path.slice(folder.length + 1) : path;
  const said = map === undefined ? undefined : mapIn(disk, map);
  const at = said?.span ?? wholeFile(path);
  const scalar = (text: string): Entry => ({ key: at, node: new Scalar(text, at) });
  const entries = new Map<string, Entry>([...(said?.entries ?? []), ['file', scalar(file)]]);
  const isSaid = ['reads', 'columns'].some((key) => entries.has(key));
  const reads = isSaid ? undefined : readsIn(disk, path);
  if (reads !== undefined) entries.set('reads', scalar(reads));
  const kind = entries.get('reads')?.node;
  if (!entries.has('roll')) {
    const isCensus = kind instanceof Scalar && kind.text === 'census';
    const basis = new Map([
      ['count', scalar(isCensus ? 'fte' : 'headcount')],
      ['census', scalar('january')],
    ]);
    entries.set('roll', { key: at, node: { kind: 'map', span: at, entries: basis } });
  }
  const schools: MapNode = { kind: 'map', span: at, entries };
  const tree: MapNode = { kind: 'map', span: at, entries: new Map([['schools', { key: at, node: schools as Node }]]) };
  const beside = new FilesBeside(disk, { name: disk.join(folder, 'model.yaml'), text: '' });
  const { header, rows, problems, read } = beside.table(settle(tree).tree);
  if (problems.length > 0) throw new Problems(problems);
  return cleanRoll(header, rows, read);
}

function mapIn(disk: Disk, path: string): MapNode {
  const bytes = disk.read(path);
  if (bytes === undefined) throw new Problems([problem('no-file', undefined, { path, of: 'list' })]);
  const { root, problems } = readYaml(readText(path, bytes, 'yaml'));
  if (root === undefined || problems.length > 0) throw new Problems(problems);
  return root;
}

/** What a file is, by its heading; undefined where it is no download. */
function readsIn(disk: Disk, path: string): string | undefined {
  const bytes = disk.read(path);
  if (bytes === undefined) throw new Problems([problem('no-file', undefined, { path, of: 'roll' })]);
  const file: SourceFile = readText(path, bytes, 'csv');
  const found = FORMS.map((form) => {
    const known = new Set(form.known.map(plainly));
    const { heading } = formOf(file, (name) => known.has(plainly(name)));
    return { form, named: heading?.texts.filter((name) => known.has(plainly(name))).length ?? 0 };
  });
  const [best] = found.sort((a, b) => b.named - a.named);
  return best === undefined || best.named < ENOUGH ? undefined : best.form.reads;
}

/** A file that has so many headings of a download is one. */
const ENOUGH = 3;
