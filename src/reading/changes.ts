import { type Entry, type MapNode, type Node, Scalar, type Span } from '../language/index.js';
import { dotted, entryAt, type Path, sameText } from './paths.js';
import { ChangedPlace, leavesAll } from './relative.js';

/** One key that scenarios or `--set` change, compared with the model as its file says it. */
export interface Change {
  /** Dotted, with list positions by number. */
  readonly path: string;
  readonly kind: 'set' | 'add' | 'remove';
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  /** The key that says it; undefined where nothing is left. */
  readonly said: Span | undefined;
  /** The scenario's name, or `--set`: whichever changed it last. */
  readonly by: string;
  /**
   * What is said of the school, or of all those of which the same is said at once; undefined for a change of anything
   * else.
   */
  readonly words: string | undefined;
  /** False where the new value is what the model says already. */
  readonly effective: boolean;
}

/** A change, with what has to be put where to make it. */
export interface ChangeStep {
  readonly change: Change;
  readonly path: Path;
  readonly entry: Entry | undefined;
}

/**
 * The places that overlays have touched: of places within each other only the outermost, because it holds the others.
 */
export class Touched {
  /** Who touched this very place last; undefined where only places within it are touched. */
  private by: string | undefined;
  private words: string | undefined;
  private readonly below = new Map<string, Touched>();

  touch(path: Path, by: string, words?: string): void {
    let here: Touched = this;
    for (const step of path) {
      if (here.by !== undefined) break;
      const next: Touched = here.below.get(step) ?? new Touched();
      here.below.set(step, next);
      here = next;
    }
    here.by = by;
    here.words = words;
    here.below.clear();
  }

  /** What the overlays come to, from the tree before them to the tree after them, in the order of the document. */
  steps(before: MapNode, after: MapNode, path: Path = []): ChangeStep[] {
    if (this.by !== undefined)
      return stepAt(path, this.by, this.words, entryAt(before, path)?.node, entryAt(after, path));
    const node = entryAt(before, path)?.node;
    const order = node === undefined || node instanceof Scalar || node.kind === 'list' ? [] : [...node.entries.keys()];
    const places = new Map(order.map((key, i) => [key, i]));
    const rank = (key: string): number => places.get(key) ?? order.length + (Number(key) || 0);
    const keys = [...this.below.keys()].sort((a, b) => rank(a) - rank(b));
    return keys.flatMap((key) => this.below.get(key)?.steps(before, after, [...path, key]) ?? []);
  }
}

function stepAt(
  path: Path,
  by: string,
  words: string | undefined,
  before: Node | undefined,
  entry: Entry | undefined,
): ChangeStep[] {
  const after = entry?.node;
  // What one scenario adds and the next removes was never there.
  if (before === undefined && after === undefined) return [];
  const kind = before === undefined ? 'add' : after === undefined ? 'remove' : 'set';
  const effective = !isSame(before, after);
  return [{ change: { path: dotted(path), kind, before, after, said: entry?.key, by, words, effective }, path, entry }];
}

/** Whether a place says what it said: word by word, or changed by nothing. */
function isSame(before: Node | undefined, after: Node | undefined): boolean {
  return (
    sameText(before, after) ||
    (after instanceof ChangedPlace && leavesAll(after.change) && sameText(before, after.before))
  );
}
