import { type Evidence, evidenceOf } from '../analysis/index.js';
import { type Figure, heldIn } from '../figures/index.js';
import { monthName } from '../language/index.js';
import { areAsked, type Model } from '../model/index.js';
import type { Change } from '../reading/index.js';
import { choiceNote } from './choice.js';
import type { Block, TreeNode } from './report.js';

/** Which model a report stands on. */
export interface Standing {
  /** As named on the command line. */
  readonly path: string;
  readonly model: Model;
  /** The scenarios applied together, and what they and `--set` change. */
  readonly scenarios: readonly string[];
  readonly changes: readonly Change[];
  /** The draw of a simulation that it is, where it is one. */
  readonly drawn?: { readonly draw: number; readonly seed: number };
}

/** What a report stands on, a sentence a line: the model and what is changed of it, units, and how well its inputs are known. */
export function basisOf({ path, model, scenarios, changes, drawn }: Standing, blocks: readonly Block[]): string[] {
  return [
    `${path}${changed(scenarios, changes, areAsked(model))}`,
    ...(drawn === undefined ? [] : [`DRAW ${drawn.draw} of seed ${drawn.seed}: one of many things that could happen, and no forecast.`]),
    `${model.tax.vat === undefined ? 'Excluding VAT' : 'Before VAT; debtors, creditors and cash with it'}. Pupils: ${model.roll.basis}.`,
    ...choiceNote(model),
    ...evidenceLines(evidenceOf(figuresOf(blocks))),
    ...heldLines(figuresOf(blocks)),
  ];
}

function changed(scenarios: readonly string[], changes: readonly Change[], asked: boolean): string {
  const effective = changes.filter((change) => change.effective);
  if (effective.length === 0 && !asked) return ', as it stands.';
  const sets = effective
    .filter(({ by }) => by === '--set')
    .map(({ path, after }) => `${path}=${after !== undefined && 'text' in after ? after.text : '…'}`);
  const names = asked || effective.some(({ by }) => by !== '--set') ? scenarios.map((name) => `scenario ${name}`) : [];
  const values = effective.length === 1 ? '1 change' : `${effective.length} changes`;
  return `, with ${[...names, ...(sets.length > 0 ? [`--set ${sets.join(' --set ')}`] : [])].join(' and ')} (${values}).`;
}

/** How many inputs stand on which basis, and which parts of the model are only illustrative. */
export function evidenceLines({ counts, illustrative }: Evidence): string[] {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const parts = counts.map(([basis, count]) => `${count} ${basis}`);
  const lines = [`Rests on ${total} ${total === 1 ? 'input' : 'inputs'}: ${parts.join(', ')}.`];
  if (illustrative.length > 0) lines.push(`ILLUSTRATIVE, not evidence: figures that rest on ${illustrative.join(', ')}.`);
  return lines;
}

/** What some figures rest on that stands in for months after the last for which it is known, the longest gone first. */
function heldLines(figures: readonly Figure[]): string[] {
  const values = new Map(
    heldIn(figures).flatMap(({ detail: { held } }) => (held === undefined ? [] : [[`${held.knownTo}|${held.what}`, held] as const])),
  );
  if (values.size === 0) return [];
  const list = [...values.values()].sort((a, b) => a.knownTo - b.knownTo || (a.what < b.what ? -1 : 1));
  return [
    `HELD at the last value that is known, of the month in brackets: ${list.map(({ what, knownTo }) => `${what} (${monthName(knownTo)})`).join(', ')}.`,
  ];
}

function figuresOf(blocks: readonly Block[]): Figure[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'text') return [];
    if (block.kind === 'tree') return treeFigures(block.root);
    return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'figure' ? cell.figure : [])));
  });
}

function treeFigures({ figure }: TreeNode): Figure[] {
  return figure === undefined ? [] : [figure];
}
