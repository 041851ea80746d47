import type { Block, Row, Table, TreeNode } from '../report/page/report.js';
import { textOf, titleText } from '../report/page/sentence.js';
import { shownCell, shownHeading } from '../report/page/show.js';
import { withEvenDecimals } from './decimals.js';
import type { Format } from './formats.js';
import { stripText } from './strip.js';
import { visible } from './text.js';
import { amountOf, notesOf, reasonsOf } from './values.js';

/** What would start a heading, a quotation, a list or a rule at the beginning of a line. */
const STARTS = /^(?:[-+#=>~]|\d+[.)])/;

/** How many characters a picture takes. */
const STRIP = 30;

/** A report as GitHub-flavoured Markdown to paste in a document. Names are text in it, whatever they contain. */
export const markdown: Format = (report) => {
  const blocks = report.blocks.map((block) => {
    const said = titleText(block.title);
    const title = said === '' || said === titleText(report.title) ? [] : [`## ${escaped(said)}`, ''];
    return [...title, ...blockLines(block)];
  });
  const head = [
    `# ${escaped(titleText(report.title))}`,
    ...report.basis.flatMap((line) => ['', paragraph(textOf(line))]),
  ];
  return `${[head, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'table':
      return tableLines(block);
    case 'tree':
      return treeLines(block.shown, 0);
    case 'text':
      return block.lines.flatMap((line, i) => (i === 0 ? [paragraph(textOf(line))] : ['', paragraph(textOf(line))]));
    default:
      return block satisfies never;
  }
}

function tableLines(whole: Table): string[] {
  const block = withEvenDecimals(whole);
  const cells = block.columns.map((column) => escaped(shownHeading(column)));
  const marks = block.columns.map(({ align }) => (align === 'right' ? '---:' : ':---'));
  const rows = block.rows.map((row) => tableRow(block.columns.map((_, i) => cellText(row, i))));
  const notes = notesOf(block).flatMap((note) => ['', paragraph(note)]);
  // A table that has no row is what its notes say of that.
  if (rows.length === 0 && notes.length > 0) return notes.slice(1);
  return [tableRow(cells), tableRow(marks), ...rows, ...notes];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Totals and headings are bold; a level is an em space, because plain spaces at the start of a cell are dropped. */
function cellText({ cells, role, level }: Row, index: number): string {
  const cell = cells[index];
  // Blanks that no renderer closes up.
  if (cell?.kind === 'strip') return `\`${stripText(cell, STRIP).replace(/ /g, '\u00a0')}\``;
  const silent = cell === undefined || (role === 'heading' && index > 0 && cell.kind === 'none');
  const text = silent ? '' : escaped(shownCell(cell));
  const weighed = role === 'line' || text === '' ? text : `**${text}**`;
  return index === 0 ? '&emsp;'.repeat(level) + weighed : weighed;
}

function treeLines({ label, figure, place, source, parts }: TreeNode, level: number): string[] {
  const amount = figure === undefined ? '' : `**${escaped(amountOf(figure, 'full'))}** `;
  const reasons =
    figure === undefined || parts.length > 0 ? [] : reasonsOf(figure).filter((reason) => !label.includes(reason));
  const remarks = [place, source, reasons.length > 0 ? `unknown: ${reasons.join('; ')}` : undefined];
  const told = remarks.filter((text) => text !== undefined).map((text) => ` · ${escaped(text)}`);
  const start = amount === '' ? paragraph(label) : amount + escaped(label);
  return [`${'  '.repeat(level)}- ${start}${told.join('')}`, ...parts.flatMap((part) => treeLines(part, level + 1))];
}

/** A text at the start of a line. */
function paragraph(text: string): string {
  const safe = escaped(text);
  if (!STARTS.test(safe)) return safe;
  return safe.replace(/^(\d*)/, '$1\\');
}

/** A text in which nothing is markup. An underscore within a word is none, and escaped it would spoil an address. */
function escaped(text: string): string {
  return visible(text)
    .trim()
    .replace(/[\\`*[\]|~$]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
