import {
  type Entry,
  type ListNode,
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
import { type Disk, NotedDisk } from './disk.js';
import { type DownloadForm, plainly } from './downloads/format.js';
import { FORMS } from './downloads/terms.js';
import { FilesBeside } from './files-beside.js';
import { missingFile } from './missing-file.js';
import type { Roll } from './roll.js';
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

/** Files of a roll as a command line names them. */
export interface NamedRoll {
  readonly path: string;
  /** A file that says how it is read: what stands under `schools` of a model. */
  readonly map?: string | undefined;
  /** Which rows count, as they are typed: `LA (name)=Northmarsh`. Several of one heading are several values of it. */
  readonly where?: readonly string[];
  /** Files that say more of the same schools. */
  readonly beside?: readonly string[];
}

/** What a model says of the files of a roll, so that they are read as they were found to be. */
export interface RollSaid {
  readonly reads: string | undefined;
  /** How its pupils are counted, where a download says. */
  readonly basis: { readonly count: string; readonly census: string } | undefined;
  readonly where: ReadonlyMap<string, readonly string[]>;
  /** The heading under which the file says in which council's area a school lies. */
  readonly areaUnder: string | undefined;
  readonly beside: readonly { readonly path: string; readonly reads: string | undefined }[];
}

/**
 * The roll of a file as it was downloaded, or of any other by a map. What the file is, and how it counts, is seen from
 * its heading where the map does not say. Throws Problems.
 */
export function importedRoll(disk: Disk, named: NamedRoll): CleanRoll {
  const { tree, files } = madeOf(disk, named);
  const { header, rows, problems, read } = files.table(tree);
  if (problems.length > 0) throw new Problems(problems);
  return cleanRoll(header, rows, read);
}

/** The schools of files that a command line names, and what a model has to say to have them. Throws Problems. */
export function namedRoll(disk: Disk, named: NamedRoll): { readonly roll: Roll; readonly said: RollSaid } {
  const { tree, files, said } = madeOf(disk, named);
  const roll = files.roll(tree, undefined);
  if (roll.problems.length > 0) throw new Problems(roll.problems);
  return { roll, said };
}

/** What stands in a model that names the files, and who reads them. */
function madeOf(disk: Disk, named: NamedRoll): { tree: MapNode; files: FilesBeside; said: RollSaid } {
  const { path, map, where = [], beside = [] } = named;
  const own = map === undefined ? undefined : mapIn(disk, map);
  const isSaid = ['reads', 'columns'].some((key) => own?.entries.has(key));
  const kind = own?.entries.get('reads')?.node;
  const form = isSaid ? FORMS.find(({ reads }) => kind instanceof Scalar && kind.text === reads) : formIn(disk, path);
  const more = beside.map((each) => ({ path: each, form: formIn(disk, each) }));
  const basis = basisOf([form, ...more.map((each) => each.form)]);
  const conditions = conditionsIn(where);
  const at = own?.span ?? wholeFile(path);
  const entries = new Map<string, Entry>([
    ['roll', { key: at, node: mapOf(at, basis ?? USUAL_BASIS) }],
    ...(own?.entries ?? []),
    ...mapOf(at, { file: path, ...(!isSaid && { reads: form?.reads }) }).entries,
  ]);
  if (conditions.size > 0) entries.set('where', { key: at, node: { kind: 'map', span: at, entries: conditions } });
  const items = more.map((each) => mapOf(wholeFile('--with'), { file: each.path, reads: each.form?.reads }));
  if (items.length > 0) entries.set('with', { key: at, node: { kind: 'list', span: at, items } });
  const schools: MapNode = { kind: 'map', span: at, entries };
  const model = { name: disk.join(disk.folderOf(path), 'model.yaml'), text: '' };
  return {
    tree: settle({ kind: 'map', span: at, entries: new Map([['schools', { key: at, node: schools }]]) }).tree,
    files: new FilesBeside(new AsTyped(disk, [path, ...beside]), model),
    said: {
      reads: form?.reads,
      basis,
      where: new Map([...conditions].map(([heading, { node }]) => [heading, textsIn(node)])),
      areaUnder: form?.words.area?.headings[0],
      beside: more.map((each) => ({ path: each.path, reads: each.form?.reads })),
    },
  };
}

/** A map of single values; what is undefined is not in it. */
function mapOf(span: Span, said: Readonly<Record<string, string | undefined>>): MapNode {
  const entries = Object.entries(said).flatMap(([key, text]): [string, Entry][] =>
    text === undefined ? [] : [[key, { key: span, node: new Scalar(text, span) }]],
  );
  return { kind: 'map', span, entries: new Map(entries) };
}

/** A disk on which files that a command line names lie where it says; others beside the first of them. */
class AsTyped extends NotedDisk {
  constructor(
    disk: Disk,
    private readonly typed: readonly string[],
  ) {
    super(disk);
    const { join, isInside } = this;
    this.join = (folder, path) => (this.typed.includes(path) ? path : join(folder, path));
    this.isInside = (folder, path) => this.typed.includes(path) || isInside(folder, path);
  }
}

/** How pupils are counted where no download says. */
const USUAL_BASIS = { count: 'headcount', census: 'january' } as const;

/** How the pupils of downloads are counted: in full-time equivalents where one of them has those. */
function basisOf(forms: readonly (DownloadForm | undefined)[]): RollSaid['basis'] {
  const counting = forms.filter((form): form is DownloadForm => Object.keys(form?.pupils ?? {}).length > 0);
  const [first] = counting;
  if (first === undefined) return undefined;
  const count = counting.some(({ pupils }) => pupils.fte !== undefined) ? 'fte' : 'headcount';
  return { count, census: first.census ?? 'january' };
}

/** Conditions as they are typed, by their headings. Throws Problems. */
function conditionsIn(where: readonly string[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const text of where) {
    const file: SourceFile = { name: '--where', text };
    const span = (column: number, length: number): Span => ({ file, line: 1, column, length: Math.max(1, length) });
    const equals = text.indexOf('=');
    if (equals <= 0 || equals === text.length - 1)
      throw new Problems([
        problem('bad-value', span(1, text.length), {
          text,
          expected: 'a heading of the file and a value, such as "LA (name)=Northmarsh"',
          why: 'one of them is missing',
        }),
      ]);
    const value = new Scalar(text.slice(equals + 1), span(equals + 2, text.length - equals - 1));
    const heading = text.slice(0, equals);
    const known = found.get(heading);
    const items = known === undefined ? [] : (known.node as ListNode).items;
    const key = known?.key ?? span(1, equals);
    found.set(heading, { key, node: { kind: 'list', span: key, items: [...items, value] } });
  }
  return found;
}

const textsIn = (node: Node): readonly string[] =>
  node instanceof Scalar || node.kind !== 'list'
    ? []
    : node.items.flatMap((each) => (each instanceof Scalar ? each.text : []));

function mapIn(disk: Disk, path: string): MapNode {
  const bytes = disk.read(path);
  if (bytes === undefined) throw new Problems([missingFile(disk, path, undefined, { of: 'named' })]);
  const { root, problems } = readYaml(readText(path, bytes, 'yaml'));
  if (root === undefined || problems.length > 0) throw new Problems(problems);
  return root;
}

/** Which download a file is, by its heading; undefined where it is none. */
function formIn(disk: Disk, path: string): DownloadForm | undefined {
  const bytes = disk.read(path);
  if (bytes === undefined) throw new Problems([missingFile(disk, path, undefined, { of: 'named' })]);
  const file: SourceFile = readText(path, bytes.subarray(0, HEAD), 'csv');
  const found = FORMS.map((form) => {
    const known = new Set(form.known.map(plainly));
    const { heading } = formOf(file, (name) => known.has(plainly(name)));
    return { form, named: heading?.texts.filter((name) => known.has(plainly(name))).length ?? 0 };
  });
  const [best] = found.sort((a, b) => b.named - a.named);
  return best === undefined || best.named < ENOUGH ? undefined : best.form;
}

/** Titles and a heading stand in so many bytes: the whole of a large file is not read to see what it is. */
const HEAD = 200_000;

/** A file that has so many headings of a download is one. */
const ENOUGH = 3;
