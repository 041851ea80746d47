import type { Block, Cell, Column, Report, Row, Table, TreeNode } from '../report/page/report.js';
import { textOf } from '../report/page/sentence.js';
import { type Field, lineOf } from './csv-line.js';
import type { Format } from './formats.js';
import { withoutDrawn } from './strip.js';
import { plainValue, unitOf } from './values.js';

interface Section {
  readonly id: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly Field[])[];
}

/**
 * The tables and trees of a report as RFC 4180 text with plain numbers: money in pounds with its pence, the rest with
 * all digits that end (twelve decimals of others), rates as fractions (the heading says so), `unknown` in a word,
 * nothing where there is nothing to show. What cannot stand in a column (title, basis, notes) is left out, and so are
 * texts, unless the report holds nothing else.
 *
 * Several tables follow each other, parted by an empty line, each under its own headings and with its id in a first
 * column `table`. Where two rows of a table have one label, each that is a part of another has that one's in front:
 * `Lowest cash: base`. Where the figures of a column are not all of one unit, a column `unit` follows the label. A text that
 * a spreadsheet would take for a formula gets an apostrophe in front.
 */
export const csv: Format = (report) => {
  const sections = sectionsOf(report);
  if (sections.length === 1) return sections.map(sectionText).join('');
  const written = sections.map(({ id, heading, rows }) =>
    sectionText({ id, heading: ['table', ...heading], rows: rows.map((row) => [{ text: id }, ...row]) }),
  );
  return written.join('\r\n');
};

/**
 * The same, each table or tree a text of its own with a name for its file: its id, told apart by number where two have
 * one.
 */
export function csvFiles(report: Report): { readonly name: string; readonly text: string }[] {
  const names = new Map<string, number>();
  return sectionsOf(report).map((section) => {
    const name = section.id.replace(/[^A-Za-z0-9._-]+/g, '-');
    const times = (names.get(name) ?? 0) + 1;
    names.set(name, times);
    return { name: times === 1 ? name : `${name}-${times}`, text: sectionText(section) };
  });
}

function sectionText({ heading, rows }: Section): string {
  return [heading.map(asText), ...rows].map((row) => lineOf(row, 'a spreadsheet')).join('');
}

function sectionsOf({ blocks }: Report): Section[] {
  const tabular = blocks.flatMap((block) => (block.kind === 'text' ? [] : [sectionOf(block)]));
  return tabular.length > 0 ? tabular : blocks.map(sectionOf);
}

function sectionOf(block: Block): Section {
  switch (block.kind) {
    case 'table':
      return tableSection(block);
    case 'tree':
      return {
        id: block.id,
        heading: ['level', 'label', 'amount', 'unit', 'place', 'source'],
        rows: nodeRows(block.root, 0),
      };
    case 'text':
      return { id: block.id, heading: ['text'], rows: block.lines.map((line) => [{ text: textOf(line) }]) };
    default:
      return block satisfies never;
  }
}

function tableSection(table: Table): Section {
  const { id, columns, rows } = withoutDrawn(table);
  const units = columns.map((_, i) => unitsOf(rows.map(({ cells }) => cells[i])));
  const heading = columns.map((column, i) => headingOf(column, units[i] ?? []));
  const of = wholesOf(rows);
  const body = rows.map(({ cells, partOf }, at) => {
    const whole = of[at] ?? partOf;
    return columns.map((_, i) => (i === 0 && whole !== undefined ? partField(cells[i], whole) : fieldOf(cells[i])));
  });
  if (units.every(({ length }) => length < 2)) return { id, heading, rows: body };
  const [label = '', ...others] = heading;
  const told = body.map(([first = asText(''), ...rest], i) => [
    first,
    asText(unitsOf(rows[i]?.cells ?? []).join('; ')),
    ...rest,
  ]);
  return { id, heading: [label, 'unit', ...others], rows: told };
}

function unitsOf(cells: readonly (Cell | undefined)[]): string[] {
  return [...new Set(cells.flatMap((cell) => (cell?.kind === 'figure' ? [unitOf(cell.figure)] : [])))];
}

/** A column of rates holds fractions here, whatever its heading says of per cent. */
function headingOf({ id, heading }: Column, units: readonly string[]): string {
  const text = heading === '' ? id : heading;
  if (units.length !== 1 || units[0] !== 'rate') return text;
  const bare = text.replace(/[ ,]*\(?%\)?$/, '');
  return `${bare === '' ? id : bare} (as a fraction)`;
}

function fieldOf(cell: Cell | undefined): Field {
  if (cell === undefined || cell.kind === 'none' || cell.kind === 'strip') return { text: '' };
  if (cell.kind === 'text') return { text: cell.text };
  return { number: plainValue(cell.figure) ?? 'unknown' };
}

/**
 * Of each row that is a part of others the labels of these, the outermost first, in a table in which a label stands
 * twice: a page sets parts in below what they are of, which is lost here.
 */
function wholesOf(rows: readonly Row[]): readonly (string | undefined)[] {
  const labels = rows.map(({ cells: [first] }) => (first?.kind === 'text' ? first.text : ''));
  const told = rows.map(({ partOf = '' }, i) => `${partOf}\n${labels[i]}`);
  if (new Set(told).size === told.length) return [];
  const open: { readonly level: number; readonly label: string }[] = [];
  return rows.map(({ level }, i) => {
    while ((open.at(-1)?.level ?? -1) >= level) open.pop();
    const wholes = open.map(({ label }) => label).join(': ');
    open.push({ level, label: labels[i] as string });
    return wholes === '' ? undefined : wholes;
  });
}

/** What a row is called that is a part of another: rows are sorted and filtered, and stand without the one above. */
function partField(cell: Cell | undefined, of: string): Field {
  return { text: `${of}: ${cell?.kind === 'text' ? cell.text : ''}` };
}

function nodeRows(node: TreeNode, level: number): Field[][] {
  const { figure, label, place = '', source = '', parts } = node;
  const amount = figure === undefined ? { text: '' } : { number: plainValue(figure) ?? 'unknown' };
  const unit = figure === undefined ? '' : unitOf(figure);
  const row: Field[] = [{ number: String(level) }, asText(label), amount, asText(unit), asText(place), asText(source)];
  return [row, ...parts.flatMap((part) => nodeRows(part, level + 1))];
}

function asText(text: string): Field {
  return { text };
}
