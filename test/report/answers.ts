import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { type Options, play } from '../support/play.js';

/** A cell of a report as JSON gives it. */
export interface JsonCell {
  readonly text?: string;
  readonly said?: string;
  readonly value?: string | null;
  readonly unit?: string;
  readonly figure?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly derived?: {
    readonly says: string;
    readonly of: readonly Readonly<Record<string, string | number | readonly string[]>>[];
  };
}
interface JsonRow {
  readonly id: string;
  readonly cells: readonly (JsonCell | null)[];
}
export interface JsonTable {
  readonly kind: 'table';
  readonly id: string;
  readonly title: string;
  readonly columns: readonly { readonly id: string; readonly heading: string }[];
  readonly rows: readonly JsonRow[];
  readonly notes: readonly string[];
}
export interface JsonNode {
  readonly label: string;
  readonly amount: { readonly value: string | null; readonly unit: string } | null;
  readonly place?: string;
  readonly source?: string;
  readonly parts: readonly JsonNode[];
}
export type JsonBlock =
  | JsonTable
  | { readonly kind: 'text'; readonly id: string; readonly lines: readonly string[] }
  | { readonly kind: 'tree'; readonly id: string; readonly root: JsonNode };

/** What one command line writes, which must end well. */
export async function said(argv: readonly string[], options: Options = {}): Promise<string> {
  const { code, out, err } = await play(argv, { width: 120, ...options });
  if (code !== 0) throw new Error(`buyin ${argv.join(' ')} ends with ${code}: ${err}${out}`);
  return out;
}

/** The blocks of the report of one command line. */
export async function blocksOf(argv: readonly string[], options: Options = {}): Promise<readonly JsonBlock[]> {
  return (JSON.parse(await said([...argv, '--format', 'json'], options)) as { blocks: readonly JsonBlock[] }).blocks;
}

/** The report of a command about one model of plain data. */
export function reported(
  command: string,
  data: PlainMap,
  ...options: readonly string[]
): Promise<readonly JsonBlock[]> {
  return blocksOf([command, FILE, ...options], { files: { [FILE]: yamlOf(data) } });
}

/** The cells of a row after its label; undefined where there is no such row. */
export function rowOf(blocks: readonly JsonBlock[], id: string): readonly (JsonCell | null)[] | undefined {
  for (const block of blocks) {
    const row = block.kind === 'table' ? block.rows.find((each) => each.id === id) : undefined;
    if (row !== undefined) return row.cells.slice(1);
  }
  return undefined;
}

/** The value of a row in a column, or its text. */
export function cellAt(blocks: readonly JsonBlock[], id: string, column = 0): string | undefined {
  const cell = rowOf(blocks, id)?.[column];
  return cell?.value ?? cell?.text;
}
