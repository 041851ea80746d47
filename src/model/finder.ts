import {
  type Entry,
  isMap,
  type MapNode,
  nodeAt,
  type Problem,
  type ProblemCode,
  type ProblemData,
  problem,
  type Span,
  StandIn,
} from '../language/index.js';

/** Where the cross-checks put what they find. */
export class Finder {
  readonly problems: Problem[] = [];

  constructor(private readonly tree: MapNode) {}

  /** A problem at a path of the model; the nearest place above it where the path itself is not written. */
  at<C extends ProblemCode>(path: readonly (string | number)[], code: C, data: ProblemData[C]): void {
    if (!this.isStoodIn(path)) this.problems.push(problem(code, this.spanAt(path), data));
  }

  /** A problem with the key at the end of a path, and not with what stands under it. */
  atKey<C extends ProblemCode>(path: readonly (string | number)[], code: C, data: ProblemData[C]): void {
    if (this.isStoodIn(path)) return;
    this.problems.push(problem(code, this.entryAt(path)?.key ?? this.spanAt(path), data));
  }

  /**
   * Whether what stands at a path is taken from another file than the key above it: a price of a list, under the "use"
   * of a model.
   */
  isTaken(path: readonly (string | number)[]): boolean {
    const above = this.entryAt(path.slice(0, -1));
    return above !== undefined && above.key.file.name !== this.spanAt(path).file.name;
  }

  /** Where a path is written; undefined where it is not. */
  written(path: readonly (string | number)[]): Span | undefined {
    return nodeAt(this.tree, path)?.span;
  }

  /** Where the model writes a key of a school; undefined where it does not, or its roll does. */
  ofSchool(id: string, key: string): Span | undefined {
    return this.written(['schools', 'named', id, key]) ?? this.written(['schools', 'groups', id, key]);
  }

  add(found: Problem): void {
    this.problems.push(found);
  }

  /** What stands at a path, with its key; undefined where that is no key of a map. */
  private entryAt(path: readonly (string | number)[]): Entry | undefined {
    const above = nodeAt(this.tree, path.slice(0, -1));
    return above !== undefined && isMap(above) ? above.entries.get(String(path[path.length - 1])) : undefined;
  }

  /** Whether a path leads to what could not be worked out, which is told already. */
  private isStoodIn(path: readonly (string | number)[]): boolean {
    return path.some((_, i) => nodeAt(this.tree, path.slice(0, i + 1)) instanceof StandIn);
  }

  /** Where a path is written, or the nearest place above it. */
  spanAt(path: readonly (string | number)[]): Span {
    for (let length = path.length; length > 0; length--) {
      const node = nodeAt(this.tree, path.slice(0, length));
      if (node !== undefined) return node.span;
    }
    return this.tree.span;
  }
}
