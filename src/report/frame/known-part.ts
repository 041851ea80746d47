import { type Figure, partialAmong } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import { derivedCell, NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, Report, type Row, type Table, type Tree, type TreeNode } from '../page/report.js';
import { titled } from '../page/sentence.js';

type FigureCell = Extract<Cell, { kind: 'figure' }>;

/** What a row with the known part of that above it is called. */
export const KNOWN_PART = 'known part';
const PARTIAL = ' (partial)';

/** Whether anything that a report shows is not known. */
export function hasUnknown({ blocks }: Report): boolean {
  return figuresIn(blocks).some(({ isKnown }) => !isKnown);
}

/** Every figure in the tables and trees of a report. */
export function figuresIn(blocks: readonly Block[]): Figure[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'text') return [];
    if (block.kind === 'tree') return nodesOf(block.root).flatMap(({ figure }) => figure ?? []);
    return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'figure' ? cell.figure : [])));
  });
}

const nodesOf = (node: TreeNode): TreeNode[] => [node, ...node.parts.flatMap(nodesOf)];

/** A report of totals that leave out what is not known: each such total is named as partial. */
export function namedPartial(leavingOut: Report): Report {
  const partial = partialAmong(figuresIn(leavingOut.blocks));
  if (partial.size === 0) return leavingOut;
  const ofCell = (cell: Cell): Cell =>
    cell.kind === 'figure' && partial.has(cell.figure) ? { ...cell, isPartial: true } : cell;
  const ofRow = (row: Row): Row => {
    const cells = row.cells.map(ofCell);
    const isNamed = cells.some((cell) => cell.kind === 'figure' && cell.isPartial === true);
    return isNamed ? { ...row, cells: cells.map((cell, i) => (i === 0 ? labelled(cell) : cell)) } : row;
  };
  const ofNode = (node: TreeNode): TreeNode => ({
    ...node,
    ...(node.figure !== undefined && partial.has(node.figure) && { label: `partial: ${node.label}` }),
    parts: node.parts.map(ofNode),
  });
  const blocks = leavingOut.blocks.map((block): Block => {
    if (block.kind === 'table') return { ...block, rows: block.rows.map(ofRow) };
    return block.kind === 'tree' ? { ...block, root: ofNode(block.root), shown: ofNode(block.shown) } : block;
  });
  return Report.of({ ...leavingOut, blocks });
}

const labelled = (cell: Cell): Cell => (cell.kind === 'text' ? textCell(cell.text + PARTIAL) : cell);

/**
 * A report with the known part beneath each row of which something is not known, as the same report has it whose totals
 * leave that out; and with the sentences of that report that say what is left out.
 */
export function withKnownParts(whole: Report, leavingOut: Report): Report {
  const part = namedPartial(leavingOut);
  const met = new Map<string, number>();
  const blocks = whole.blocks.flatMap((block): Block[] => {
    const times = met.get(block.id) ?? 0;
    met.set(block.id, times + 1);
    const other = part.blocks.filter(({ id }) => id === block.id)[times];
    if (block.kind === 'table' && other?.kind === 'table') return [tableWith(block, other)];
    return block.kind === 'tree' && other?.kind === 'tree' ? [block, ...knownRoot(block, other)] : [block];
  });
  const isOther = blocks.some((block, i) => block !== whole.blocks[i]);
  const said = part.basis.filter(({ name }) => name === 'basis.leftOut');
  return isOther ? Report.of({ ...whole, basis: [...whole.basis, ...said], blocks }) : whole;
}

function tableWith(table: Table, part: Table): Table {
  const rows = table.rows.flatMap((row): Row[] => {
    const other = part.rows.find(({ id }) => id === row.id);
    const known = table.columns.map(({ id }, i) => {
      const cell = other?.cells[part.columns.findIndex((column) => column.id === id)];
      return knownPart(row.cells[i] as Cell, cell);
    });
    if (known.every((cell) => cell === undefined)) return [row];
    const cells = known.map((cell, i) => cell ?? (i === 0 ? textCell(KNOWN_PART) : NONE));
    const [label] = row.cells;
    const partOf = label?.kind === 'text' && cells[0]?.kind === 'text' ? label.text : undefined;
    return [row, { id: `${row.id}.known_part`, role: 'line', level: row.level + 1, cells, ...whereSaid({ partOf }) }];
  });
  return rows.length === table.rows.length ? table : { ...table, rows };
}

/** What is known where something is not known in whole: a figure, or the word that stands in the place of one. */
function knownPart(cell: Cell, part: Cell | undefined): Cell | undefined {
  if (part?.kind === 'text') return isUnknownWord(cell) && !isUnknownWord(part) ? part : undefined;
  if (part?.kind !== 'figure' || !part.figure.isKnown) return undefined;
  const isOpen = cell.kind === 'figure' ? !cell.figure.isKnown : isUnknownWord(cell) || isMissing(cell, part);
  if (!isOpen) return undefined;
  const { figure, show, shown, places, ref, derived } = part;
  const found = derivedCell(figure, show, LEFT_OUT, ref === undefined ? derived.of : [ref]);
  return { ...found, isPartial: true, ...whereSaid({ shown, places }) };
}

const LEFT_OUT = 'what is known of it, as --unknown part has it';
const isUnknownWord = (cell: Cell): boolean => cell.kind === 'text' && cell.text === 'unknown';
/** Nothing is shown of it, because nothing is known of all of it. */
const isMissing = (cell: Cell, { isPartial }: FigureCell): boolean => cell.kind === 'none' && isPartial === true;

/** The known part of a figure that is explained, in a table of its own: in its tree it would be one of its parts. */
function knownRoot({ root, id }: Tree, part: Tree): Table[] {
  const figure = part.root.figure;
  if (root.figure?.isKnown !== false || figure?.isKnown !== true) return [];
  return [
    {
      kind: 'table',
      id: `${id}.known_part`,
      title: titled('What is known of it'),
      columns: [
        { id: 'figure', heading: '', align: 'left' },
        { id: 'known_part', heading: 'Known part', align: 'right' },
      ],
      rows: [
        {
          id: 'known_part',
          role: 'line',
          level: 0,
          cells: [textCell(root.label), { ...derivedCell(figure, 'full', LEFT_OUT), isPartial: true }],
        },
      ],
      notes: [],
    },
  ];
}
