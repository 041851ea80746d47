import { type AskedModel, askedModel } from '../../src/cli/asked.js';
import { explained } from '../../src/cli/commands/explain.js';
import type { Io } from '../../src/cli/io.js';
import type { Figure } from '../../src/figures/index.js';
import { plainValue, unitOf } from '../../src/render/values.js';
import { blocksOf, type JsonBlock, type JsonCell, type JsonNode } from '../report/answers.js';

/* Numbers of reports, and what explain says of each. */

type Said = NonNullable<JsonCell['figure']>;

/** The cells of all tables. */
export const cellsOf = (blocks: readonly JsonBlock[]): JsonCell[] =>
  blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.rows.flatMap(({ cells }) => cells.filter((cell): cell is JsonCell => cell !== null))
      : [],
  );

/** The root of a working. Throws where there is none. */
export function rootOf(blocks: readonly JsonBlock[]): JsonNode {
  for (const block of blocks) if (block.kind === 'tree') return block.root;
  throw new Error('no working');
}

/** The command line that a cell's reference stands for. */
export function asking(model: string, { figure, ...at }: Said): string[] {
  return [
    'explain',
    model,
    String(figure),
    ...Object.entries(at).flatMap(([option, value]) => [value].flat().flatMap((each) => [`--${option}`, String(each)])),
  ];
}

/** What kind of number it is: `income`, `bridge`, `break_even.members.2`. */
function kindOf({ figure }: JsonCell): string {
  const name = String(figure?.figure);
  if (name.startsWith('gains.')) return name.replace(/\.[a-z]+$/, '');
  const heads = [
    'tier.',
    'obligation.',
    'value.',
    'consultation.',
    'npv.',
    'economy.',
    'efficiency.',
    'indicator.',
    'mix.',
  ];
  if (heads.some((head) => name.startsWith(head))) return name;
  return name.startsWith('break_even.') ? name.replace(/\.[a-z_]+/, '') : (name.split('.')[0] as string);
}

/** One number of every kind, now the first and now the last, so that each is asked for and the tests stay quick. */
export function oneOfEach(all: readonly JsonCell[]): readonly JsonCell[] {
  const kinds = all.map(kindOf);
  return [...new Set(kinds)].map(
    (kind, i) => all[i % 2 === 0 ? kinds.indexOf(kind) : kinds.lastIndexOf(kind)] as JsonCell,
  );
}

/** What a figure is in a report of data: its exact value, or null where nobody knows it. */
type Amount = { readonly value: string | null; readonly unit: string } | undefined;
const amountOf = (figure: Figure | undefined): Amount =>
  figure && { value: plainValue(figure) ?? null, unit: unitOf(figure) };

/** Asks `explain` for figures of one model after another, each of which is loaded and played through once. */
export function asker(io: Io): (model: string, ref: Said) => Amount {
  const played = new Map<string, AskedModel>();
  return (model, { figure, ...at }) => {
    const options = told(at);
    const key = JSON.stringify([model, options.scenario, options.set]);
    const asked = played.get(key) ?? askedModel(model, options, io);
    played.set(key, asked);
    const [tree] = explained(asked, String(figure), options, io).blocks;
    return amountOf(tree?.kind === 'tree' ? tree.root.figure : undefined);
  };
}

/** What explain says of a figure, asked by a command line of its own. */
export async function askedAlone(line: readonly string[]): Promise<Amount> {
  const { amount } = rootOf(await blocksOf(line));
  return amount === null ? undefined : { value: amount.value, unit: amount.unit };
}

/** A reference as the command line gives it: every value is text, and what may be said again is a list. */
function told({ scenario, set, with: list, ...at }: Omit<Said, 'figure'>) {
  const all = (said: Said[string] | undefined): string[] => [said ?? []].flat().map(String);
  const each = Object.fromEntries(Object.entries(at).map(([key, value]) => [key, String(value)]));
  return {
    scenario: all(scenario),
    set: all(set),
    with: all(list),
    draws: '1',
    seed: '1',
    ...(each as Partial<Record<'year' | 'school', string>>),
  };
}
