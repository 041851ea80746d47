import { BASE_OPTION, type Model, scenarioCalled } from '../../model/index.js';
import { type Absent, type Idle, SET, type Skips } from '../../reading/index.js';
import type { Sentence } from '../page/sentence.js';
import { options } from '../sentences/options.js';

/** One model of a grid, and what is said without an effect in it. */
interface IdleIn {
  readonly option: string;
  readonly stress: string;
  readonly idle: readonly Idle[];
}

/**
 * What is said without an effect in the models of a page: of what an option lacks, a sentence for each change and
 * option; and what a change of several things skips.
 */
export function idleLines(model: Model, cells: readonly IdleIn[]): readonly Sentence[] {
  const told = new Set(cells.map(({ option }) => option));
  return [
    ...[...told].flatMap((option) => absentIn(model, option, cells)),
    ...skipLines(
      model,
      cells.flatMap(({ idle }) => idle),
    ),
  ];
}

function absentIn(model: Model, option: string, cells: readonly IdleIn[]): readonly Sentence[] {
  const said = (name: string): string => scenarioCalled(model, name);
  const own = cells.filter((cell) => cell.option === option);
  const found = new Map<string, { each: Absent; stresses: string[] }>();
  for (const { stress, idle } of own) {
    for (const each of idle.filter(isAbsent)) {
      const known = found.get(keyOf(each)) ?? { each, stresses: [] };
      found.set(keyOf(each), known);
      if (!known.stresses.includes(stress)) known.stresses.push(stress);
    }
  }
  const all = new Set(own.map(({ stress }) => stress)).size;
  const whose = option === BASE_OPTION ? 'the model without any scenario' : said(option);
  return [...found.values()].flatMap(({ each: { path, span, by }, stresses }) => {
    const isAll = stresses.length === all;
    const under =
      isAll && all === 1 && stresses[0] === BASE_OPTION ? [] : isAll && all > 1 ? ['every stress'] : stresses.map(said);
    return options.say.idle({ option: said(option), under, ...whereOf(model, { span, by }), path, whose });
  });
}

/** What changes of several things skip, in whichever of the models, each change told once. */
export function skipLines(model: Model, idle: readonly Idle[]): readonly Sentence[] {
  const found = new Map<string, { each: Skips; items: Set<string> }>();
  for (const each of idle.filter(isSkips)) {
    const known = found.get(keyOf(each)) ?? { each, items: new Set() };
    found.set(keyOf(each), known);
    for (const item of each.items) known.items.add(item);
  }
  return [...found.values()].flatMap(({ each, items }) =>
    options.say.skips({ ...whereOf(model, each), path: each.path, items: [...items] }),
  );
}

const isAbsent = (each: Idle): each is Absent => each.kind === 'absent';
const isSkips = (each: Idle): each is Skips => each.kind === 'skips';

/** Who says it, and where; what the command line sets needs no place. */
function whereOf(
  model: Model,
  { by, span: { file, line, column } }: Pick<Idle, 'by' | 'span'>,
): { readonly by: string; readonly place: string | undefined } {
  return by === SET
    ? { by, place: undefined }
    : { by: scenarioCalled(model, by), place: `${file.name}:${line}:${column}` };
}

function keyOf({ by, path, span: { file, line, column } }: Idle): string {
  return `${by}|${path}|${file.name}|${by === SET ? file.text : ''}|${line}|${column}`;
}
