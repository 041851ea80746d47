import {
  type Entry,
  keyInWords,
  type MapNode,
  monthOf,
  type Node,
  nodeAt,
  type Problem,
  parseTree,
  Scalar,
  toData,
} from '../language/index.js';
import { group, namedSchool, type School, schoolFrom } from '../model/index.js';
import { firstYearIn, yearStartsIn } from './formulas.js';
import { entryAt, type Path, put, ROWS } from './paths.js';
import type { Roll } from './roll.js';
import { settledAt } from './settle.js';

/**
 * The roll file of a model's text as it stands; its schools are none where it has problems, which are told where it is
 * read.
 */
export type RollOf = (tree: MapNode) => Roll;

/** A school as it stands while scenarios are applied. */
export interface StandingSchool {
  readonly id: string;
  readonly name: string;
  readonly path: Path;
  /** As it stands; undefined where it has problems, which are told where it is read. */
  readonly school: () => School | undefined;
}

/**
 * The schools of a model's text as they stand, those of the roll file first. `taken` are those of the file that stand
 * in the text by now, or are gone.
 */
export function standingSchools(tree: MapNode, roll: Roll, taken: ReadonlySet<string>): StandingSchool[] {
  const ofFile = roll.schools.flatMap((school): StandingSchool[] =>
    taken.has(school.id)
      ? []
      : [{ id: school.id, name: school.name, path: ['schools', ROWS, school.id], school: () => school }],
  );
  const written = [ROWS, 'groups', 'named'].flatMap((kind): StandingSchool[] => {
    const node = nodeAt(tree, ['schools', kind]);
    if (node === undefined || node instanceof Scalar || node.kind === 'list') return [];
    return [...node.entries].map(([id, { node: each }]) => {
      const path = ['schools', kind, id];
      return { id, name: nameIn(each) ?? keyInWords(id), path, school: () => schoolAt(tree, path) };
    });
  });
  return [...ofFile, ...written];
}

function nameIn(node: Node): string | undefined {
  const name = nodeAt(node, ['name']);
  return name instanceof Scalar && name.text !== '' ? name.text : undefined;
}

function schoolAt(tree: MapNode, path: Path): School | undefined {
  const node = settledAt(tree, path);
  return node && schoolIn(path, node).school;
}

/** A school from a settled part of a tree, with every problem that it has. */
export function schoolIn(
  [, kind, id = '']: Path,
  node: Node,
): { school: School | undefined } & Pick<ReturnType<typeof parseTree>, 'problems'> {
  const isGroup = kind === 'groups';
  const whole = isGroup ? 'the group of schools' : 'the school';
  const { value, problems } = parseTree(isGroup ? group : namedSchool, node, toData(node), whole);
  return { school: value && schoolFrom(id, value, node), problems };
}

/**
 * The first month of a model's calendar, and the month in which its company years start; what is wrong with them is
 * told elsewhere.
 */
export function startOfModel(tree: MapNode): {
  readonly first: number;
  readonly yearStarts: number;
  readonly firstYear: number;
} {
  const yearStarts = yearStartsIn(tree);
  const starts = entryAt(tree, ['calendar', 'starts'])?.node;
  return {
    first: (starts instanceof Scalar ? monthOf(starts.text) : undefined) ?? 0,
    yearStarts,
    firstYear: firstYearIn(tree, yearStarts),
  };
}

/**
 * A tree with some schools of the roll file written into it, as the file has them, under those that stand in it
 * already.
 */
export function withRows(tree: MapNode, taken: ReadonlySet<string>, rollOf: RollOf): MapNode {
  const at = ['schools', ROWS];
  const known = entryAt(tree, at)?.node as MapNode | undefined;
  if (taken.size === 0) return tree;
  const roll = rollOf(tree);
  const { firstYear } = startOfModel(tree);
  const rows = [...taken].flatMap((id): [string, Entry][] => {
    const node = roll.nodeOf(id, firstYear);
    return node === undefined ? [] : [[id, { key: node.span, node }]];
  });
  const span = known?.span ?? tree.span;
  return put(tree, at, {
    key: span,
    node: { kind: 'map', span, entries: new Map([...rows, ...(known?.entries ?? [])]) },
  });
}

/** No roll file. */
export const NO_ROLL: Roll = {
  schools: [],
  problems: [],
  isRead: true,
  read: undefined,
  byDate: [],
  nodeOf: () => undefined,
};

/**
 * The schools of a settled text that stand in it in the place of rows of the roll file, or beside them, and the text
 * without them.
 */
export function withoutRows(tree: MapNode): {
  tree: MapNode;
  schools: ReadonlyMap<string, School | undefined>;
  problems: Problem[];
} {
  const rows = entryAt(tree, ['schools', ROWS])?.node;
  if (rows === undefined || rows instanceof Scalar || rows.kind === 'list')
    return { tree, schools: new Map(), problems: [] };
  const found = [...rows.entries].map(([id, { node }]) => ({ id, ...schoolIn(['schools', ROWS, id], node) }));
  return {
    tree: put(tree, ['schools', ROWS], undefined),
    schools: new Map(found.map(({ id, school }) => [id, school])),
    problems: found.flatMap(({ problems }) => problems),
  };
}

/** The roll of a file as it has been changed: what is changed stands in its own row, what is new at the end. */
export function changedRoll(
  roll: readonly School[],
  changed: ReadonlyMap<string, School | undefined>,
  taken: ReadonlySet<string>,
): readonly School[] {
  if (taken.size === 0 && changed.size === 0) return roll;
  const ids = new Set(roll.map(({ id }) => id));
  const added = [...changed].flatMap(([id, school]) => (ids.has(id) || school === undefined ? [] : [school]));
  return [...roll.flatMap((school) => (taken.has(school.id) ? (changed.get(school.id) ?? []) : [school])), ...added];
}

/** The schools that a text writes out itself. */
export function writtenSchools(tree: MapNode): School[] {
  return ['groups', 'named'].flatMap((kind) => {
    const node = settledAt(tree, ['schools', kind]);
    if (node === undefined || node instanceof Scalar || node.kind === 'list') return [];
    return [...node.entries].flatMap(([id, entry]) => schoolIn(['schools', kind, id], entry.node).school ?? []);
  });
}
