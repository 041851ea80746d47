import type { Basis } from '../../figures/index.js';
import { type Entry, isMap, type MapNode, type Node, nodeAt, Scalar, type Span } from '../../language/index.js';
import { DOWNLOADS } from '../../model/index.js';
import { clockIn } from '../moments.js';
import { census } from './census.js';
import type { DownloadForm } from './format.js';
import { gias } from './gias.js';
import { links } from './links.js';
import { aar, cfr } from './returns.js';

/** Every download that is read. To add one: a file beside this, and a line here and in `DOWNLOADS`. */
const FORMATS: Readonly<Record<(typeof DOWNLOADS)[number], DownloadForm>> = { gias, census, links, cfr, aar };

/** Every download, for who has to see which one a file is. */
export const FORMS: readonly DownloadForm[] = Object.values(FORMATS);

/** A condition on the rows of a file: a heading, and the values of which a row has one. */
export interface RowCondition {
  readonly heading: string;
  readonly key: Span;
  readonly values: readonly Scalar[];
}

/** How one file of a roll is read, as the model says it. */
export interface FileTerms {
  readonly file: Scalar;
  readonly format: DownloadForm | undefined;
  /** Where that is said. */
  readonly readsAt: Span;
  /** The model's own columns: the heading of each, and where that is said. */
  readonly columns: ReadonlyMap<string, { readonly heading: Scalar; readonly key: Span }>;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Scalar> | Scalar>;
  /** Where each of these is said, and each of the values that it gives a meaning. */
  readonly valuesAt: ReadonlyMap<string, { readonly key: Span; readonly within: ReadonlyMap<string, Span> }>;
  readonly where: readonly RowCondition[];
  readonly basis: Basis;
  readonly source: string | undefined;
}

/** How a roll is put together of its files; undefined where its file is one of the language's own form and alone. */
export interface RollTermsSaid {
  readonly main: FileTerms;
  readonly beside: readonly FileTerms[];
  /** Whether each of these has its file: one whose key is misspelt is told where the text is read. */
  readonly isWhole: boolean;
  readonly count: Scalar | undefined;
  readonly census: Scalar | undefined;
  readonly from: Scalar | undefined;
  /** Whose rows count for a school that has none of its own, and where each school is named. */
  readonly follows: ReadonlyMap<string, { readonly key: Span; readonly from: Scalar }>;
  /** How many enter each year, where rolls move up by year groups, and the company years to which they are rolled. */
  readonly intake: Scalar | undefined;
  readonly years: readonly number[];
  /** Where a change of every roll is said. */
  readonly change: Span | undefined;
  /** Where the basis of the roll stands, or would. */
  readonly rollAt: Span;
}

const KEYS = ['reads', 'columns', 'values', 'where', 'with'];

/** What a settled text says of the files of its roll. What has no shape is told by whoever reads the text. */
export function rollTermsIn(tree: MapNode): RollTermsSaid | 'unread' | undefined {
  const schools = nodeAt(tree, ['schools']);
  if (schools === undefined || schools instanceof Scalar || schools.kind === 'list') return undefined;
  if (!KEYS.some((key) => schools.entries.has(key))) return undefined;
  const main = fileTerms(schools, [schools]);
  if (main === undefined) return undefined;
  const beside = itemsOf(nodeAt(schools, ['with'])).filter(isMap);
  // A kind of file that nobody knows is told by whoever reads the text.
  if ([schools, ...beside].some((each) => each.entries.has('reads') && readsIn(each) === undefined)) return 'unread';
  const files = beside.flatMap((each) => fileTerms(each, [each, schools]) ?? []);
  const said = (key: string): Scalar | undefined => scalarAt(schools, ['roll', key]);
  return {
    main,
    beside: files,
    isWhole: files.length === beside.length,
    count: said('count'),
    census: said('census'),
    from: said('from'),
    follows: new Map(
      [...entriesOf(schools, 'follows')].flatMap(([id, { key, node }]) =>
        node instanceof Scalar ? [[id, { key, from: node }] as const] : [],
      ),
    ),
    intake: scalarAt(schools, ['intake']),
    years: laterYears(tree),
    change: schools.entries.get('roll_change')?.key,
    rollAt: schools.entries.get('roll')?.key ?? main.file.span,
  };
}

/** The company years of a model after its first; none where its calendar cannot be read, which is told elsewhere. */
function laterYears(tree: MapNode): readonly number[] {
  const years = Number(scalarAt(tree, ['calendar', 'years'])?.text);
  const { first: month, yearStarts } = clockIn(tree);
  if (!Number.isInteger(years) || years > MOST_YEARS || month === undefined || yearStarts === undefined) return [];
  const first = Math.floor((month - yearStarts) / 12);
  return Array.from({ length: Math.max(0, years - 1) }, (_, i) => first + i + 1);
}

const MOST_YEARS = 100;

/** `behind`: where the model may say what stands behind the file, and not behind all that it writes itself. */
function fileTerms(map: MapNode, behind: readonly MapNode[]): FileTerms | undefined {
  const file = scalarAt(map, ['file']);
  if (file === undefined || file.text === '') return undefined;
  const reads = readsIn(map);
  const format = reads && FORMATS[reads];
  const isSaid = (key: string): boolean => format === undefined || behind.some(({ entries }) => entries.has(key));
  const columns = [...entriesOf(map, 'columns')].flatMap(([name, { key, node }]) =>
    node instanceof Scalar ? [[name, { heading: node, key }] as const] : [],
  );
  const values = [...entriesOf(map, 'values')].flatMap(([name, { node }]): [string, Scalar | Map<string, Scalar>][] => {
    if (node instanceof Scalar) return [[name, node]];
    return isMap(node) ? [[name, new Map(scalarsOf(node))]] : [];
  });
  // A condition whose values cannot be read leaves nothing out: it is told where the text is read.
  const where = [...entriesOf(map, 'where')].flatMap(([heading, { key, node }]): RowCondition[] => {
    const values = itemsOf(node).filter((each): each is Scalar => each instanceof Scalar);
    return values.length === 0 ? [] : [{ heading, key, values }];
  });
  return {
    file,
    format,
    readsAt: scalarAt(map, ['reads'])?.span ?? file.span,
    valuesAt: new Map(
      [...entriesOf(map, 'values')].map(([name, { key, node }]) => [name, { key, within: placesIn(node) }]),
    ),
    columns: new Map(columns),
    values: new Map(values),
    where,
    // What is published is so, unless the model says otherwise of its schools or of the file.
    basis: isSaid('basis') ? file.basis : 'published',
    source: isSaid('source') ? file.source : format?.called,
  };
}

const readsIn = (map: MapNode): (typeof DOWNLOADS)[number] | undefined =>
  DOWNLOADS.find((each) => each === scalarAt(map, ['reads'])?.text);

function scalarAt(node: Node, path: readonly string[]): Scalar | undefined {
  const found = nodeAt(node, path);
  return found instanceof Scalar ? found : undefined;
}

function entriesOf(map: MapNode, key: string): ReadonlyMap<string, Entry> {
  const node = map.entries.get(key)?.node;
  return isMap(node) ? node.entries : new Map();
}

function placesIn(node: Node): ReadonlyMap<string, Span> {
  return new Map(isMap(node) ? [...node.entries].map(([name, { key }]) => [name, key]) : []);
}

function scalarsOf({ entries }: MapNode): (readonly [string, Scalar])[] {
  return [...entries].flatMap(([key, { node }]) => (node instanceof Scalar ? [[key, node] as const] : []));
}

function itemsOf(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return !(node instanceof Scalar) && node.kind === 'list' ? node.items : [node];
}
