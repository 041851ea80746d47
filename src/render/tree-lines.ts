import type { TreeNode } from '../report/page/report.js';
import type { Paints } from './paint.js';
import { cellWidth, padStart, visible, wrap } from './text.js';
import { amountOf, reasonsOf } from './values.js';

/** Beyond this share of the page the branches are drawn closer together. */
const BRANCH_SHARE = 0.5;
/** Labels get at least this much room, even where a very deep tree then leaves the page. */
const LEAST_LABEL = 20;

interface Setting {
  readonly width: number;
  readonly paint: Paints;
  /** Cells of the column of amounts, of which `bracket` is kept for a closing bracket. */
  readonly amounts: number;
  readonly bracket: '' | ' ';
  /** How far a level is indented. */
  readonly step: number;
}

/**
 * The lines of a tree: all amounts in one column at the left, where they can be compared, then the branches and labels.
 * At a leaf stand its place and source, beneath the label where they do not fit beside it; under an unknown leaf, why
 * it is unknown.
 */
export function treeLines(root: TreeNode, width: number, paint: Paints): string[] {
  let amounts = 0;
  let bracketed = false;
  let deepest = 0;
  const measure = (node: TreeNode, level: number): void => {
    const text = shownAmount(node);
    amounts = Math.max(amounts, cellWidth(text) + (text.endsWith(')') ? 0 : 1));
    bracketed ||= text.endsWith(')');
    deepest = Math.max(deepest, level);
    for (const part of node.parts) measure(part, level + 1);
  };
  measure(root, 0);
  const step = Math.min(3, Math.max(1, Math.floor((width * BRANCH_SHARE) / Math.max(1, deepest))));
  const setting: Setting = {
    width,
    paint,
    amounts: bracketed ? amounts : amounts - 1,
    bracket: bracketed ? ' ' : '',
    step,
  };
  const lines: string[] = [];
  write(root, '', '', setting, lines);
  return lines;
}

function shownAmount({ figure }: TreeNode): string {
  return figure === undefined ? '' : amountOf(figure, 'full');
}

function write(node: TreeNode, first: string, rest: string, setting: Setting, lines: string[]): void {
  const { amounts, bracket, paint, step } = setting;
  const text = shownAmount(node);
  const amount = padStart(text.endsWith(')') ? text : text + bracket, amounts);
  const below = node.parts.length > 0 ? rest + '│'.padEnd(step) : rest + ' '.repeat(step);
  labelled(node, first, below, setting).forEach((line, i) => {
    const shown =
      i === 0 && line.branch === '' ? paint.strong(line.text) : line.quiet ? paint.quiet(line.text) : line.text;
    lines.push(`${i === 0 ? amount : ' '.repeat(amounts)}  ${line.branch}${shown}`.trimEnd());
  });
  node.parts.forEach((part, i) => {
    const last = i === node.parts.length - 1;
    write(
      part,
      rest + `${last ? '└' : '├'}─`.slice(0, step).padEnd(step),
      rest + (last ? '' : '│').padEnd(step),
      setting,
      lines,
    );
  });
}

interface Labelled {
  readonly branch: string;
  readonly text: string;
  readonly quiet: boolean;
}

function labelled(node: TreeNode, first: string, below: string, { width, amounts }: Setting): Labelled[] {
  const room = width - amounts - 2;
  const label = visible(node.label);
  const extra = remarks(node);
  const beside = `${label}  ${extra.join('  ')}`;
  if (extra.length === 0 || cellWidth(first) + cellWidth(beside) <= room) {
    return wrapped(extra.length === 0 ? label : beside, first, below, room, false);
  }
  return [
    ...wrapped(label, first, below, room, false),
    ...extra.flatMap((text) => wrapped(text, below, below, room, true)),
  ];
}

function wrapped(text: string, first: string, below: string, room: number, quiet: boolean): Labelled[] {
  const [head = '', ...more] = wrap(text, Math.max(LEAST_LABEL, room - cellWidth(below)), 'keep');
  if (cellWidth(text) <= room - cellWidth(first)) return [{ branch: first, text, quiet }];
  return [{ branch: first, text: head, quiet }, ...more.map((line) => ({ branch: below, text: line, quiet }))];
}

/** Where a leaf stands, what stands behind it, and why it is unknown unless its label says so. */
function remarks({ label, figure, place, source, parts }: TreeNode): string[] {
  const reasons =
    figure === undefined || parts.length > 0 ? [] : reasonsOf(figure).filter((reason) => !label.includes(reason));
  const why = reasons.length > 0 ? `unknown: ${reasons.join('; ')}` : undefined;
  return [place, source, why].filter((text) => text !== undefined).map(visible);
}
