import { type Evidence, evidenceOf } from '../../analysis/index.js';
import { type Figure, heldIn, leftOutIn } from '../../figures/index.js';
import { type Dated, sinceMonth } from '../../language/index.js';
import { areAsked, type Model, type School, scenarioCalled } from '../../model/index.js';
import { type Change, type Idle, SET } from '../../reading/index.js';
import type { Block, TreeNode } from '../page/report.js';
import type { Sentence } from '../page/sentence.js';
import { basis, type Changed } from '../sentences/basis.js';
import { skipLines } from './idle.js';

/** Which model a report stands on. */
export interface Standing {
  /** As named on the command line. */
  readonly path: string;
  readonly model: Model;
  /** The scenarios applied together, and what they and `--set` change. */
  readonly scenarios: readonly string[];
  readonly changes: readonly Change[];
  /** What they say without an effect. */
  readonly idle: readonly Idle[];
  /** The draw of a simulation that it is, where it is one. */
  readonly drawn?: { readonly draw: number; readonly seed: number };
}

/** As it was typed, so that it can be given again; what a removal leaves no text of, by its place. */
function setText({ path, after, said, words }: Change): string {
  if (said?.file.name === SET) return said.file.text.trim().replace(/\s*=\s*/, '=');
  return words === undefined ? `${path}=${after !== undefined && 'text' in after ? after.text : '…'}` : `(${words})`;
}

/**
 * What a report stands on, a sentence a line: the model and what is changed of it, units, and how well its inputs are
 * known.
 */
export function basisOf(
  { path, model, scenarios, changes, idle, drawn }: Standing,
  blocks: readonly Block[],
): Sentence[] {
  const effective = changes.filter((change) => change.effective);
  const asked = areAsked(model);
  const changed: Changed = {
    path,
    scenarios:
      asked || effective.some(({ by }) => by !== SET) ? scenarios.map((name) => scenarioCalled(model, name)) : [],
    // What is said of several schools at once is said once.
    sets: [...new Set(effective.filter(({ by }) => by === SET).map(setText))],
    changes: effective.length,
    asked,
  };
  const { say } = basis;
  return [
    ...say.unchanged(changed),
    ...say.changed(changed),
    ...say.brought(model),
    ...skipLines(model, idle),
    ...say.draw(drawn),
    ...say.beforeVat(model),
    ...say.unregistered(model),
    ...say.noReturn(model),
    ...say.noVat(model),
    ...choiceNote(model),
    ...leftOutLines(model, figuresOf(blocks)),
    ...evidenceLines(evidenceOf(figuresOf(blocks))),
    ...say.held(heldOf(figuresOf(blocks))),
  ];
}

/** How the model's schools come to a tier, in words: said wherever what they choose is shown. */
function choiceNote(model: Model): Sentence[] {
  const { say } = basis;
  return [...say.assigned(model), ...say.bestValue(model), ...say.byShares(model)];
}

/** What totals leave out, of which schools and of what else. */
function leftOutLines({ schools, calendar }: Model, figures: readonly Figure[]): readonly Sentence[] {
  const paths = [...new Set(leftOutIn(figures).flatMap(({ detail: { origin } }) => origin?.path ?? []))];
  if (paths.length === 0) return [];
  const ids = new Map(schools.map((school) => [school.id, school]));
  const named = paths.map((path) => ({ path, school: schoolAt(path, ids) }));
  const of = new Set(named.map(({ school }) => school));
  const gone = schools.filter((school) => of.has(school));
  return basis.say.leftOut({
    schools: gone.map((school) => ({ school, pupils: lastKnown(school.pupils, calendar.yearStarts) })),
    of: schools,
    others: named.flatMap(({ path, school }) => (school === undefined ? path : [])),
  });
}

/** The school of which a place of a model says something. */
function schoolAt(path: string, schools: ReadonlyMap<string, School>): School | undefined {
  const [, below] = /^schools\.(?:named\.|groups\.)?(.*)$/.exec(path) ?? [];
  const steps = below?.split('.') ?? [];
  for (let end = steps.length - 1; end > 0; end--) {
    const found = schools.get(steps.slice(0, end).join('.'));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The last of dated values that is known. */
function lastKnown<T extends Figure>({ steps }: Dated<T>, yearStarts: number): T | undefined {
  const known = steps.filter(({ value }) => value.isKnown);
  const at = ({ since }: (typeof steps)[number]): number =>
    since === undefined ? Number.NEGATIVE_INFINITY : sinceMonth(since, yearStarts);
  return known.sort((a, b) => at(b) - at(a))[0]?.value;
}

/** How many inputs stand on which basis, and which parts of the model are only illustrative. */
function evidenceLines({ counts, illustrative }: Evidence): Sentence[] {
  return counts.length === 0 ? [] : [...basis.say.inputs(counts), ...basis.say.illustrative(illustrative)];
}

/** What some figures rest on that stands in for months after the last for which it is known, the longest gone first. */
function heldOf(figures: readonly Figure[]): readonly { readonly what: string; readonly knownTo: number }[] {
  const values = new Map(
    heldIn(figures).flatMap(({ detail: { held } }) =>
      held === undefined ? [] : [[`${held.knownTo}|${held.what}`, held] as const],
    ),
  );
  return [...values.values()].sort((a, b) => a.knownTo - b.knownTo || (a.what < b.what ? -1 : 1));
}

function figuresOf(blocks: readonly Block[]): Figure[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'text') return [];
    if (block.kind === 'tree') return treeFigures(block.shown);
    return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'figure' ? cell.figure : [])));
  });
}

function treeFigures({ figure }: TreeNode): Figure[] {
  return figure === undefined ? [] : [figure];
}
