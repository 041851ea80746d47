import type { Figure } from '../figures/index.js';
import type { Block, Cell, Ref, Report, TreeNode } from '../report/page/report.js';
import { amountsOf, type Sentence, textOf, titleText } from '../report/page/sentence.js';
import type { Format } from './formats.js';
import { withoutDrawn } from './strip.js';
import { plainValue, reasonsOf, unitOf } from './values.js';

/** Changes only when a program that reads today's reports could no longer read tomorrow's. */
const FORMAT = 'buyin-report/1';

/**
 * Characters that JSON allows and a terminal may act on, or that hide text: written as escapes, which read back as the
 * same characters.
 */
const UNSAFE = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A report for programs, as `docs/report.schema.json` describes it. Numbers are exact decimals in strings and never
 * what was rounded for a reader; money always has its pence.
 */
export const json: Format = (report) => {
  const { id, title, basis, blocks } = report;
  const text = JSON.stringify(
    {
      format: FORMAT,
      id,
      title: titleText(title),
      basis: basis.map(textOf),
      blocks: blocks.map(blockData),
      sentences: sentencesOf(report),
    },
    null,
    2,
  );
  return safeJson(text);
};

/**
 * What the report says in words, each sentence under its name and with its numbers: the same texts as in `basis`,
 * `notes` and `lines`, and titles that claim something.
 */
function sentencesOf({ basis, blocks }: Report): object[] {
  const of = (said: readonly Sentence[], block?: string): object[] =>
    said.map((each) => ({ name: each.name, block, text: textOf(each), amounts: amountsOf(each).map(amountData) }));
  return [
    ...of(basis),
    ...blocks.flatMap((block) => [
      ...(typeof block.title === 'string' ? [] : of(block.title as readonly Sentence[], block.id)),
      ...(block.kind === 'tree' ? [] : of(block.kind === 'table' ? block.notes : block.lines, block.id)),
    ]),
  ];
}

/** JSON text that a terminal can show: it reads back as the same. */
export function safeJson(text: string): string {
  return `${text.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

function blockData(block: Block): object {
  const { kind, id } = block;
  const title = titleText(block.title);
  switch (kind) {
    case 'table': {
      const { columns: kept, rows: told } = withoutDrawn(block);
      const columns = kept.map((column) => ({ id: column.id, heading: column.heading, align: column.align }));
      const rows = told.map((row) => ({
        id: row.id,
        role: row.role,
        level: row.level,
        cells: row.cells.map(cellData),
      }));
      return { kind, id, title, columns, rows, notes: block.notes.map(textOf) };
    }
    case 'tree':
      return { kind, id, title, root: nodeData(block.root) };
    case 'text':
      return { kind, id, title, lines: block.lines.map(textOf) };
    default:
      return block satisfies never;
  }
}

function cellData(cell: Cell): object | null {
  if (cell.kind === 'none' || cell.kind === 'strip') return null;
  if (cell.kind === 'text') return { text: cell.text, said: cell.said };
  const { value, unit, ...why } = amountData(cell.figure);
  const derived = cell.derived && { says: cell.derived.says, of: cell.derived.of.map(refData) };
  const partial = cell.isPartial === true ? { partial: true } : {};
  return { value, unit, figure: cell.ref && refData(cell.ref), derived, ...partial, ...why };
}

interface Amount {
  readonly value: string | null;
  readonly unit: string;
  readonly unknown?: readonly string[];
}

function amountData(figure: Figure): Amount {
  const amount = { value: plainValue(figure) ?? null, unit: unitOf(figure) };
  return figure.isKnown ? amount : { ...amount, unknown: reasonsOf(figure) };
}

/** The keys of a reference in the order in which they are written, each once, required by its type. */
const REF_KEYS = Object.keys({
  figure: true,
  scenario: true,
  year: true,
  quarter: true,
  month: true,
  term: true,
  school: true,
  tier: true,
  with: true,
  invoice: true,
  among: true,
  draw: true,
  seed: true,
  set: true,
  model: true,
} satisfies Readonly<Record<keyof Ref, true>>) as readonly (keyof Ref)[];

/** Its keys in one order, whoever made it: a key that is undefined is not written. */
function refData(ref: Ref): object {
  return Object.fromEntries(REF_KEYS.map((key) => [key, ref[key]]));
}

function nodeData({ label, figure, place, source, parts }: TreeNode): object {
  return { label, amount: figure === undefined ? null : amountData(figure), place, source, parts: parts.map(nodeData) };
}
