import { type Figure, placeOf, sum } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import { phrase } from '../page/phrase.js';
import type { TreeNode } from '../page/report.js';
import { textOf } from '../page/sentence.js';
import { workings } from '../sentences/workings.js';
import type { Depth } from './explain.js';

/**
 * How many lines of a working are opened where nobody says how deep: with their places and sources they fit a screen or
 * so.
 */
const SCREEN = 24;
/** Parts of one sum that are shown there; the others are added up in one line. */
const PARTS = 8;
/** No working is deeper. */
const DEEPEST = 200;

const NOTHING = workings.say.nothing(0).map(textOf).join('');

/** A line of a working before it is decided whether what is below it is shown. */
interface Line {
  readonly label: string;
  readonly figure: Figure;
  readonly place?: string;
  readonly source?: string;
  /** The figure whose parts stand below it; undefined at a leaf. */
  readonly whole: Figure | undefined;
  readonly level: number;
  /** The lines below it, once it is open. */
  below?: readonly Line[];
  /** Why it is not: where else it is open, or at which depth it would be. */
  closed?: { readonly instead: Line } | { readonly depth: number };
}

/**
 * The working of a figure, opened level by level: as deep as is asked for, or until a screen is full. A figure that
 * stands in it twice is opened once. A line that is not open says what opens it.
 */
export function opened(figure: Figure, label: string, depth: Depth): TreeNode {
  const root: Line = { ...lineOf(figure, '', 0), label };
  const opening = new Opening(depth);
  for (let level: readonly Line[] = [root]; level.length > 0; level = level.flatMap(({ below = [] }) => below))
    opening.level(level);
  return nodeOf(root, orderOf(root));
}

class Opening {
  private readonly open = new Map<Figure, Line>();
  private lines = 1;

  constructor(private readonly depth: Depth) {}

  /** Opens the lines of a level in their order. Once one of them does not fit, none after it is opened. */
  level(lines: readonly Line[]): void {
    let isFull = false;
    for (const line of lines) {
      if (line.whole === undefined) continue;
      const instead = line.whole === line.figure ? this.open.get(line.whole) : undefined;
      if (instead !== undefined) {
        line.closed = { instead };
        continue;
      }
      const below = partsOf(line, this.depth === 'screen' ? PARTS : Number.POSITIVE_INFINITY);
      isFull ||= this.isBeyond(line, below.length);
      if (isFull) line.closed = { depth: line.level + 1 };
      else this.show(line, below);
    }
  }

  private show(line: Line, below: readonly Line[]): void {
    if (line.whole === line.figure) this.open.set(line.figure, line);
    line.below = below;
    this.lines += below.length;
  }

  private isBeyond({ level }: Line, more: number): boolean {
    if (this.depth === 'screen') return level > 0 && this.lines + more > SCREEN;
    return level >= (this.depth === 'all' ? DEEPEST : this.depth);
  }
}

/** Which line comes before which on the page. */
function orderOf(root: Line): ReadonlyMap<Line, number> {
  const order = new Map<Line, number>();
  const visit = (line: Line): void => {
    order.set(line, order.size);
    for (const each of line.below ?? []) visit(each);
  };
  visit(root);
  return order;
}

function nodeOf(line: Line, order: ReadonlyMap<Line, number>): TreeNode {
  const { label, figure, place, source, below = [] } = line;
  return {
    label: `${label}${closedText(line, order)}`,
    figure,
    ...whereSaid({ place, source }),
    parts: below.map((each) => nodeOf(each, order)),
  };
}

function closedText(line: Line, order: ReadonlyMap<Line, number>): string {
  const { closed } = line;
  const isAbove =
    closed !== undefined && 'instead' in closed
      ? (order.get(closed.instead) as number) < (order.get(line) as number)
      : undefined;
  const said = [
    ...workings.say.opens(closed !== undefined && 'depth' in closed ? closed.depth : undefined),
    ...workings.say.above(isAbove),
    ...workings.say.below(isAbove),
  ];
  return said.map(textOf).join('');
}

function lineOf(figure: Figure, prefix: string, level: number): Line {
  const { origin, why } = figure.detail;
  if (origin !== undefined)
    return {
      label: `${prefix}${origin.path}`,
      figure,
      place: placeOf(origin),
      source: sourceOf(origin),
      whole: undefined,
      level,
    };
  if (figure.args.length === 0)
    return {
      label: `${prefix}${why ?? `${figure.label ?? 'the sum of'}: ${NOTHING}`}`,
      figure,
      whole: undefined,
      level,
    };
  return {
    label: `${prefix}${figure.label === undefined ? '' : `${figure.label}: `}${phrase(figure)}`,
    figure,
    whole: figure,
    level,
  };
}

function partsOf({ whole, figure, level }: Line, most: number): Line[] {
  if (whole === undefined) return [];
  // Equal parts of one amount stand for it, and it stands below them.
  if (whole !== figure) return [lineOf(whole, '', level + 1)];
  const { op, args, detail } = whole;
  // What falls to each of those among whom an amount is shared out is their business, and shown where it is asked of
  // them.
  if (op === 'apportionment') return group(args.slice(0, 1), '', level, most);
  const from = op === 'sum' ? (detail.from ?? args.length) : args.length;
  return [...group(args.slice(0, from), '', level, most), ...group(args.slice(from), 'less ', level, most)];
}

/** The parts of a figure, with all monthly parts of one amount as one line, and the parts beyond the limit added up. */
function group(args: readonly Figure[], prefix: string, level: number, most: number): Line[] {
  const bundles = new Map<Figure, Figure[]>();
  for (const arg of args) {
    const key = arg.op === 'part' && arg.label === undefined ? (arg.args[0] as Figure) : arg;
    bundles.set(key, [...(bundles.get(key) ?? []), arg]);
  }
  const all = bundles.size > most ? [...bundles].sort((a, b) => sizeOf(b[1]) - sizeOf(a[1])) : [...bundles];
  const lines = all.slice(0, most).map(([whole, parts]) => bundle(whole, parts, prefix, level));
  const rest = all.slice(most).flatMap(([, parts]) => parts);
  if (rest.length === 0) return lines;
  const figure = sum((rest[0] as Figure).kind, rest, 'the rest');
  return [
    ...lines,
    {
      label: `${prefix}${workings.say
        .more({ rest: rest.length, depth: level + 1 })
        .map(textOf)
        .join('')}`,
      figure,
      whole: undefined,
      level: level + 1,
    },
  ];
}

/**
 * How much some parts come to, whichever way: where not all of them are shown, the largest are. What is not known comes
 * first.
 */
function sizeOf(parts: readonly Figure[]): number {
  return Math.abs(
    parts.reduce((size, { isKnown, exact }) => size + (isKnown ? exact.toNumber() : Number.POSITIVE_INFINITY), 0),
  );
}

function bundle(whole: Figure, parts: readonly Figure[], prefix: string, level: number): Line {
  const first = parts[0] as Figure;
  if (parts.length === 1 && first === whole) return lineOf(whole, prefix, level + 1);
  const figure = parts.length === 1 ? first : sum(first.kind, parts, 'parts');
  const { of = 1, index = 0 } = first.detail;
  const label = `${parts.length === 1 ? `part ${index + 1} of ${of} of` : `${parts.length} of ${of} equal parts of`}${nameOf(whole)}`;
  return { label: `${prefix}${label}`, figure, whole, level: level + 1 };
}

function sourceOf({ basis, source, text }: NonNullable<Figure['detail']['origin']>): string {
  return `${basis}${source === undefined ? '' : `: ${source}`} (written ${text})`;
}

/** What an amount of which equal parts are taken is called; nothing where it has no name. */
const nameOf = ({ label, detail: { origin } }: Figure): string => {
  const name = origin?.path ?? label;
  return name === undefined ? '' : ` ${name}`;
};
