import {
  blockKeys,
  type Entry,
  isMap,
  type MapNode,
  type Node,
  nodeAt,
  type Problem,
  type ProblemCode,
  problem,
  Scalar,
  type Span,
} from '../language/index.js';

import { namedApart } from '../model/index.js';
import type { Elsewhere } from './elsewhere.js';
import { type By, isDated, isList, nested } from './overlay-nodes.js';
import { entryAt, type Path, ROWS, sameText } from './paths.js';
import { canBeChanged, type Relative, relativeIn } from './relative.js';
import type { Roll } from './roll.js';
import { noMap } from './scenarios.js';
import { type Picked, pickedByCondition, pickedByName, type RemovedSchool, saidOf } from './school-picks.js';
import { CHANGE_OF_SCHOOLS, keysTo, type Said, saidIn } from './school-said.js';
import { type RollOf, type StandingSchool, standingSchools, startOfModel } from './school-standing.js';
import { wordsOfChange } from './school-words.js';

/** The tree that changes of schools are made in, and how. */
export interface Ground {
  readonly tree: MapNode;
  readonly problems: Problem[];
  /** Whether another option has what a stress says something of. */
  readonly elsewhere: Elsewhere;
  /** What is said of what is not there, and is no mistake. */
  readonly absent: (path: Path, span: Span, problems: readonly Problem[], by: By) => void;
  /** What is said of several schools, of which some have no such key. */
  readonly skips: (path: Path, span: Span, items: readonly string[], by: By) => void;
  /** Sets a place, or takes it away, unless another scenario has set it. */
  readonly edit: (path: Path, entry: Entry | undefined, by: By, span?: Span) => void;
  /** Changes what stands at a place relative to it. */
  readonly change: (path: Path, before: Node, change: Relative, entry: Entry, by: By) => void;
  /** Sets a place, whoever has set it before. */
  readonly put: (path: Path, entry: Entry | undefined, by: By, span: Span) => void;
  /** Gives a place to what the files say already. */
  readonly lay: (path: Path, entry: Entry) => void;
}

/** What is wrong with schools that one model of a grid lacks and another may have. */
const NOT_THERE: readonly ProblemCode[] = ['unknown-name', 'no-school-fits', 'school-removed', 'bad-choice'];
/** The schools of a text, and those of its roll file that are not to be read from there. */
interface SchoolsOf {
  readonly tree: MapNode;
  readonly roll: Roll;
  readonly taken: ReadonlySet<string>;
  readonly gone: readonly RemovedSchool[];
}

function pickedIn({ isNamed, head }: Said, { tree, roll, taken, gone }: SchoolsOf): Picked {
  const among = { standing: standingSchools(tree, roll, taken), gone, roll: roll.schools, ...startOfModel(tree) };
  return isNamed ? pickedByName(head.node, among) : pickedByCondition(head.node, head.key, among);
}

/**
 * What overlays say of schools by number, by name and by condition. A school of the roll file that is changed stands in
 * the tree from then on, as if it were written in the model, so that its places are places like all others; the rest of
 * the file is not touched.
 */
export class SchoolChanges {
  /** The schools of the roll file that stand in the tree, or are gone. */
  readonly taken = new Set<string>();
  private readonly gone: RemovedSchool[] = [];
  private readonly added = new Map<string, Span>();

  constructor(
    private readonly ground: Ground,
    private readonly rollOf: RollOf,
  ) {}

  /** A list of changes, or one, in order: each asks the schools as they stand by then. */
  apply(node: Node, by: By): void {
    for (const item of isList(node) ? node.items : [node]) {
      if (isMap(item)) this.item(item, by);
      else this.ground.problems.push(noMap(item, CHANGE_OF_SCHOOLS));
    }
  }

  /**
   * The places of a key of schools, which stand in the tree from then on. Tells of schools, and of a key, that are not
   * there.
   */
  placesOf(change: MapNode, by: By): readonly Path[] {
    const said = saidIn(change, this.ground.problems);
    if (said === undefined) return [];
    const [key = '', ...rest] = keysTo(said);
    const picked = this.picked(said, by);
    this.lay(picked);
    const places = picked.map(({ path }) => [...this.placeOf(path, key), ...rest]);
    const known = places.filter((place) => entryAt(this.ground.tree, place) !== undefined);
    if (picked.length > 0 && known.length === 0) this.lacks(picked, key, said.head.key);
    return known;
  }

  /** Whether a school of that number stands. */
  has(id: string): boolean {
    return standingSchools(this.ground.tree, this.roll, this.taken).some((each) => each.id === id);
  }

  /** Schools that are new, each with its number under `school`. */
  add(node: Node, by: By): void {
    for (const item of isList(node) ? node.items : [node]) {
      const school = isMap(item) ? item.entries.get('school') : undefined;
      const id = school?.node;
      if (!isMap(item)) this.ground.problems.push(noMap(item, 'a school to add, with its number under "school"'));
      else if (!(id instanceof Scalar) || id.text.trim() === '')
        this.ground.problems.push(
          problem('missing-key', item.span, { key: 'school', within: 'a school that is added' }),
        );
      else this.addOne(id, item, by);
    }
  }

  private addOne(scalar: Scalar, item: MapNode, whose: By): void {
    const id = scalar.text.trim();
    const { roll } = this;
    const there = standingSchools(this.ground.tree, roll, this.taken).find((each) => each.id === id);
    if (there !== undefined) {
      const span =
        this.added.get(id) ??
        entryAt(this.ground.tree, there.path)?.node.span ??
        roll.schools.find((school) => school.id === id)?.span;
      this.ground.problems.push(
        problem('duplicate-school', scalar.span, { id }, span === undefined ? [] : [{ span, role: 'here already' }]),
      );
      return;
    }
    this.added.set(id, scalar.span);
    this.rows();
    const entries = new Map([...item.entries].filter(([key]) => key !== 'school'));
    const name = item.entries.get('name')?.node;
    const by = { ...whose, words: `${name instanceof Scalar ? name.text : `school ${id}`} is new on the roll` };
    this.ground.put(
      ['schools', ROWS, id],
      { key: scalar.span, node: { ...item, span: scalar.span, entries } },
      by,
      scalar.span,
    );
  }

  /** The roll file as the tree names it. */
  private get roll(): Roll {
    return this.rollOf(this.ground.tree);
  }

  /** Whether there are no schools because the key under which they stand is no key, which is told where it is read. */
  private isMisread(): boolean {
    const { tree } = this.ground;
    const schools = entryAt(tree, ['schools'])?.node;
    if (schools === undefined || !isMap(schools) || standingSchools(tree, this.roll, this.taken).length > 0)
      return false;
    const known = blockKeys().get('the schools') ?? [];
    return [...schools.entries.keys()].some((key) => !known.includes(key));
  }

  private rows(): void {
    const { tree } = this.ground;
    const span = tree.entries.get('schools')?.key ?? tree.span;
    if (entryAt(tree, ['schools', ROWS]) === undefined)
      this.ground.lay(['schools', ROWS], { key: span, node: { kind: 'map', span, entries: new Map() } });
  }

  private item(item: MapNode, whose: By): void {
    const said = saidIn(item, this.ground.problems);
    // A roll that could not be read would be blamed again by every change that misses its schools.
    if (said === undefined || !this.roll.isRead || this.isMisread()) return;
    const { head, keys, removes } = said;
    const picked = this.picked(said, whose);
    const names = picked.map(({ name }) => name);
    const by = { ...whose, words: wordsOfChange({ ...head, isNamed: said.isNamed }, names, keys, removes) };
    if (removes === true) for (const school of picked) this.remove(school, head.key, by);
    if (removes === true || picked.length === 0) return;
    this.lay(picked);
    if (removes !== false) this.clear(picked, removes, by);
    for (const [key, entry] of keys) this.key(picked, key, entry, saidOf(head.node), by);
  }

  /** The schools that a change is of. Tells of those that are not there. */
  private picked(said: Said, by: By): readonly StandingSchool[] {
    const { tree, problems } = this.ground;
    const { head, isNamed, removes } = said;
    const picked = pickedIn(said, { tree, roll: this.roll, taken: this.taken, gone: this.gone });
    // Those of a condition that are gone are no longer asked, while others fit it.
    const late = removes === true || (!isNamed && picked.schools.length > 0) ? [] : picked.gone;
    const missed = [
      ...picked.problems,
      ...late.map(({ name, span }) =>
        problem('school-removed', head.key, { school: name }, [{ span, role: 'removed' }]),
      ),
    ];
    if (missed.length === 0) return picked.schools;
    if (by.mayLack ? missed.every(({ code }) => NOT_THERE.includes(code)) : this.isElsewhere(said, by))
      this.ground.absent(['schools', saidOf(head.node)], head.key, missed, by);
    else problems.push(...missed);
    return picked.schools;
  }

  /** Whether the model as it stands, or another option, has the schools that a stress speaks of. */
  private isElsewhere(said: Said, by: By): boolean {
    return this.ground.elsewhere.isOf(by.name, ({ tree, taken }) => {
      const { schools, problems } = pickedIn(said, { tree, roll: this.rollOf(tree), taken, gone: [] });
      return schools.length > 0 && problems.length === 0;
    });
  }

  /** Gives schools of the roll file their places in the tree. */
  private lay(schools: readonly StandingSchool[]): void {
    const { tree } = this.ground;
    const missing = schools.filter(({ path }) => path[1] === ROWS && entryAt(tree, path) === undefined);
    if (missing.length === 0) return;
    const { roll } = this;
    const { firstYear } = startOfModel(tree);
    this.rows();
    for (const { id, path } of missing) {
      const node = roll.nodeOf(id, firstYear);
      if (node === undefined) continue;
      this.taken.add(id);
      this.ground.lay(path, { key: node.span, node });
    }
  }

  /** A school that goes is gone, whatever has been said of it. */
  private remove(standing: StandingSchool, span: Span, by: By): void {
    const school = standing.school();
    this.lay([standing]);
    this.gone.push({ ...standing, school: () => school, span });
    this.ground.put(standing.path, undefined, by, span);
  }

  /** Takes keys away from schools that have them. */
  private clear(schools: readonly StandingSchool[], node: Node, by: By): void {
    for (const item of isList(node) ? node.items : [node]) {
      const key = item instanceof Scalar ? item.text : '';
      const having = schools.filter(({ path }) => entryAt(this.ground.tree, this.placeOf(path, key)) !== undefined);
      if (having.length === 0) this.lacks(schools, key, item.span);
      for (const { path } of having) this.ground.edit(this.placeOf(path, key), undefined, by, item.span);
    }
  }

  /**
   * Says one key of schools. A relative change is of those that have the key; where none has it, there is nothing to
   * change.
   */
  private key(schools: readonly StandingSchool[], key: string, entry: Entry, said: string, by: By): void {
    const lacking = schools.filter(({ path }) => !this.at(this.placeOf(path, key), entry, by));
    if (lacking.length === schools.length) this.lacks(schools, key, entry.key);
    else if (lacking.length > 0)
      this.ground.skips(
        [`${key} (${said})`],
        entry.key,
        namedApart(lacking).map(({ name }) => name),
        by,
      );
  }

  private lacks(schools: readonly StandingSchool[], key: string, span: Span): void {
    const known = blockKeys().get('a school') ?? [];
    const names = schools.length === 1 ? (schools[0]?.name ?? '') : `these ${schools.length} schools`;
    const isKey = known.includes(key) || [...this.declared('attributes'), ...this.declared('drivers')].includes(key);
    const found = isKey
      ? problem('school-lacks', span, { key, schools: names })
      : problem('unknown-key', span, { key, within: 'a school', known });
    this.ground.problems.push(found);
  }

  /**
   * Where a key of a school stands: columns that a roll adds to the language's own stand with the attributes, or the
   * quantities that prices ask for.
   */
  private placeOf(path: Path, key: string): Path {
    if ((blockKeys().get('a school') ?? []).includes(key)) return [...path, key];
    for (const kind of ['attributes', 'drivers'] as const) {
      if (this.declared(kind).includes(key) || entryAt(this.ground.tree, [...path, kind, key]) !== undefined)
        return [...path, kind, key];
    }
    return [...path, key];
  }

  private declared(kind: 'attributes' | 'drivers'): readonly string[] {
    const node = nodeAt(this.ground.tree, ['schools', kind]);
    const items = node === undefined ? [] : isList(node) ? node.items : [node];
    return items.flatMap((item) => (item instanceof Scalar ? [item.text] : []));
  }

  /**
   * Says what stands at a place of a school; false where it is to be changed relative to something that is not there.
   */
  private at(path: Path, entry: Entry, by: By): boolean {
    const { ground } = this;
    const old = entryAt(ground.tree, path)?.node;
    const change = relativeIn(entry.node);
    const isShare = path.slice(3).includes('joins');
    if (change !== undefined) return this.relative(path, old, change, entry, isShare, by);
    if (
      isMap(entry.node) &&
      !isDated(entry.node) &&
      (old === undefined || (isMap(old) && !isDated(old) && relativeIn(old) === undefined))
    ) {
      const done = [...entry.node.entries].map(([key, below]) => this.at([...path, key], below, by));
      return done.some((each) => each);
    }
    // What is said twice alike is said once.
    if (old !== undefined && sameText(old, entry.node)) ground.put(path, entry, by, entry.key);
    else this.set(path, entry, by);
    return true;
  }

  private relative(
    path: Path,
    old: Node | undefined,
    change: Relative,
    entry: Entry,
    isShare: boolean,
    by: By,
  ): boolean {
    const { ground } = this;
    const times =
      old !== undefined && isMap(old) && relativeIn(old) !== undefined ? old.entries.get('times')?.node : undefined;
    // The share that a school would have is no place of the tree: what it is multiplied by is.
    if (times !== undefined && change.size === 1 && change.has('times'))
      ground.change([...path, 'times'], times, change, entry, by);
    else if (old === undefined && isShare) this.set(path, entry, by);
    else if (old === undefined) return false;
    else if (canBeChanged(old, path, change)) ground.change(path, old, change, entry, by);
    else ground.edit(path, entry, by);
    return true;
  }

  /** Sets a place, with the maps that lead to it. */
  private set(path: Path, entry: Entry, by: By): void {
    const above = path.slice(0, -1);
    const isSaid = entryAt(this.ground.tree, path) !== undefined;
    // Where nothing is said by then, no other scenario can have said something else.
    if (entryAt(this.ground.tree, above) !== undefined)
      this.ground[isSaid ? 'edit' : 'put'](path, entry, by, entry.key);
    else this.set(above, { key: entry.key, node: nested([path[path.length - 1] as string], entry) }, by);
  }
}
