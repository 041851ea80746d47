import {
  cascadeMeans,
  choiceFigureMeans,
  consultationMeans,
  economyMeans,
  efficiencyMeans,
  indicatorMeans,
  joiningMeans,
  measureMeans,
  mixMeans,
  obligationMeans,
  presentValueMeans,
  schoolFigureMeans,
  spreadFigureMeans,
  streamFigureMeans,
  takenMeans,
  tierFigureMeans,
} from '../analysis/index.js';
import { type Figure, placeOf, sum } from '../figures/index.js';
import { lineNamed, partCalled } from '../projection/index.js';
import { basisOf, type Standing } from './basis.js';
import { textCell } from './lines.js';
import { type Column, Report, type Row, type Table, type Tree, type TreeNode } from './report.js';

/** How much of a working is shown. */
export interface Depth {
  /** Levels below the figure. */
  readonly levels: number;
  /** Parts of one sum; the rest is added up in one line. */
  readonly parts: number;
}

export const USUAL: Depth = { levels: 9, parts: 8 };
export const ALL: Depth = { levels: 200, parts: 1_000_000 };

/** The working of a figure, down to the lines of the files that it rests on. `asked` is how the figure was named. */
export function explainReport(standing: Standing, asked: string, figure: Figure, depth: Depth): Report {
  const tree = treeOf(asked, figure, depth);
  return Report.of({
    id: 'explain',
    title: `${standing.model.name}: ${asked}`,
    basis: [...basisOf(standing, [tree]), ...digitsNote(tree.root)],
    blocks: [tree],
  });
}

/** The working of what a published price list charges a school: there is no model behind it. */
export function explainListReport(name: string, source: string | undefined, path: string, asked: string, figure: Figure, depth: Depth): Report {
  const tree = treeOf(asked, figure, depth);
  const basis = [`${path}. Excluding VAT.`, ...(source === undefined ? [] : [`Source: ${source}`]), ...digitsNote(tree.root)];
  return Report.of({ id: 'explain', title: `${name}: ${asked}`, basis, blocks: [tree] });
}

function treeOf(asked: string, figure: Figure, depth: Depth): Tree {
  const root = { ...new Explainer(depth).node(figure, 0), label: rootLabel(figure, asked) };
  return { kind: 'tree', id: 'working', title: asked, root };
}

/** What the page says of numbers that no decimal ends on, where it shows one. */
function digitsNote(root: TreeNode): string[] {
  const isCut = ({ figure, parts }: TreeNode): boolean => (figure?.isKnown === true && !figure.exact.ends) || parts.some(isCut);
  return isCut(root) ? ['All digits are shown; … stands for those that have no end.'] : [];
}

/** The first line always has a name, if only the one that was asked for, and says how the figure is made like every line below it. */
function rootLabel(figure: Figure, asked: string): string {
  const { origin, why } = figure.detail;
  return `${figure.label ?? asked}: ${figure.args.length > 0 ? phrase(figure) : (origin?.path ?? why ?? 'nothing')}`;
}

class Explainer {
  private readonly told = new Set<Figure>();

  constructor(private readonly depth: Depth) {}

  node(figure: Figure, level: number): TreeNode {
    const { origin, why } = figure.detail;
    if (origin !== undefined) return { label: origin.path, figure, place: placeOf(origin), source: sourceOf(origin), parts: [] };
    if (figure.args.length === 0) return { label: why ?? `${figure.label ?? 'the sum of'}: nothing`, figure, parts: [] };
    const label = `${figure.label === undefined ? '' : `${figure.label}: `}${phrase(figure)}`;
    if (this.told.has(figure)) return { label: `${label} (as above)`, figure, parts: [] };
    if (level >= this.depth.levels) return { label: `${label} (deeper with --all)`, figure, parts: [] };
    this.told.add(figure);
    return { label, figure, parts: this.parts(figure, level) };
  }

  private parts({ op, args, detail }: Figure, level: number): TreeNode[] {
    // What falls to each of those among whom an amount is shared out is their business, and shown where it is asked of them.
    if (op === 'apportionment') return this.group(args.slice(0, 1), '', level);
    const from = op === 'sum' ? (detail.from ?? args.length) : args.length;
    return [...this.group(args.slice(0, from), '', level), ...this.group(args.slice(from), 'less ', level)];
  }

  /** The parts of a figure, with all monthly parts of one amount as one line, and the parts beyond the limit added up. */
  private group(args: readonly Figure[], prefix: string, level: number): TreeNode[] {
    const bundles = new Map<Figure, Figure[]>();
    for (const arg of args) {
      const key = arg.op === 'part' && arg.label === undefined ? (arg.args[0] as Figure) : arg;
      bundles.set(key, [...(bundles.get(key) ?? []), arg]);
    }
    const nodes: TreeNode[] = [];
    for (const [whole, parts] of [...bundles].slice(0, this.depth.parts)) nodes.push(this.bundle(whole, parts, prefix, level));
    const rest = [...bundles.values()].slice(this.depth.parts).flat();
    if (rest.length === 0) return nodes;
    const figure = sum((rest[0] as Figure).kind, rest, 'the rest');
    return [...nodes, { label: `${prefix}${rest.length} more (each with --all)`, figure, parts: [] }];
  }

  private bundle(whole: Figure, parts: readonly Figure[], prefix: string, level: number): TreeNode {
    const first = parts[0] as Figure;
    if (parts.length === 1 && first === whole) return prefixed(prefix, this.node(whole, level + 1));
    const figure = parts.length === 1 ? first : sum(first.kind, parts, 'parts');
    const { of = 1, index = 0 } = first.detail;
    const label = parts.length === 1 ? `part ${index + 1} of ${of} of` : `${parts.length} of ${of} equal parts of`;
    return { label: `${prefix}${label}`, figure, parts: [this.node(whole, level + 1)] };
  }
}

function prefixed(prefix: string, node: TreeNode): TreeNode {
  return { ...node, label: `${prefix}${node.label}` };
}

function sourceOf({ basis, source, text }: NonNullable<Figure['detail']['origin']>): string {
  return `${basis}${source === undefined ? '' : `: ${source}`} (written ${text})`;
}

/** What an operation does, in words. */
function phrase({ op, args, detail }: Figure): string {
  switch (op) {
    case 'sum':
      return args.length === 1 ? 'the same as' : (detail.from ?? args.length) < args.length ? 'the sum of, less' : 'the sum of';
    case 'product':
      return 'the product of';
    case 'charge':
      return 'price times quantity, to the penny';
    case 'portion':
      return 'amount times share, to the penny';
    case 'part':
      return `part ${(detail.index ?? 0) + 1} of ${detail.of} of`;
    case 'quotient':
      return 'the first divided by the second';
    case 'smaller':
      return 'the smaller of';
    case 'larger':
      return 'the larger of';
    case 'started':
      return 'blocks started: quantity, and size of a block';
    case 'multiple':
      return `rounded ${detail.direction === 'nearest' ? 'to the nearest' : `${detail.direction} to a`} multiple: the amount, and the unit`;
    case 'rounded':
      return `rounded to ${detail.places === 2 ? 'two' : String(detail.places ?? 0)} decimals`;
    case 'logit':
      return 'its share by the exponentials of the values: the sensitivity for each £1,000, then each value with the share that acts on it (one of 0% is not weighed)';
    case 'band':
      return 'by the band in which the first lies: bounds, each with its value, then the value above them';
    case 'apportionment':
      return 'shared out in whole pence, by the largest remainders:';
    case 'apportioned':
      return `its part in whole pence: what is shared out, and what falls to ${args.length === 2 ? 'it' : 'each, and how many they are'}`;
    case 'input':
    case 'constant':
    case 'lever':
      return 'as given';
    default:
      return op satisfies never;
  }
}

/** The names that `explain` takes, with what each means. */
export function namesReport(standing: Standing, names: readonly string[]): Report {
  const rows = names.map((name): Row => {
    const found = lineNamed(name, standing.model);
    const means =
      found === undefined
        ? (schoolFigureMeans(name) ??
          joiningMeans(name) ??
          takenMeans(name) ??
          mixMeans(name) ??
          tierFigureMeans(name) ??
          choiceFigureMeans(name) ??
          consultationMeans(name) ??
          economyMeans(name) ??
          efficiencyMeans(name) ??
          indicatorMeans(name) ??
          measureMeans(name) ??
          streamFigureMeans(name) ??
          obligationMeans(name) ??
          spreadFigureMeans(name) ??
          cascadeMeans(name) ??
          presentValueMeans(name) ??
          '')
        : `${found.line.means}${found.part === undefined ? '' : `: ${partCalled(found.line, found.part, standing.model)}`}`;
    return { id: name, role: 'line', level: 0, cells: [textCell(name), textCell(means)] };
  });
  const columns: Column[] = [
    { id: 'figure', heading: 'Figure', align: 'left' },
    { id: 'means', heading: 'What it is', align: 'left' },
  ];
  const table: Table = { kind: 'table', id: 'figures', title: 'Figures that can be explained', columns, rows, notes: [] };
  return Report.of({ id: 'explain', title: `${standing.model.name}: figures`, basis: [], blocks: [table] });
}
