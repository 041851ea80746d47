import {
  type Entry,
  type MapNode,
  nodeAt,
  Problems,
  problem,
  Scalar,
  type SourceFile,
  type Span,
} from '../language/index.js';
import type { Disk } from './disk.js';
import { missingFile } from './missing-file.js';
import { renewed } from './renewed.js';
import { textsAt } from './scenarios.js';
import { asWritten, sameLists } from './set-list.js';
import { readText } from './text.js';
import { withUsed } from './used.js';
import { readYaml } from './yaml.js';

/** A scenario that is picked by the name of a file of its own. */
const SCENARIO_FILE = /\.ya?ml$/i;

/**
 * Scenarios that are not the model's own, by the name under which they are picked: those of other files, and those that
 * a search tries.
 */
export class Adopted {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly disk: Disk,
    private readonly base: MapNode,
  ) {}

  /** Puts a scenario of another text beside the model's own, under a name. Throws Problems where it is no YAML map. */
  adopt(name: string, file: SourceFile): void {
    const { root, problems } = readYaml(file);
    if (root === undefined || problems.length > 0) throw new Problems(problems);
    const whole = root.entries.get('buyin');
    // A model in the place of a scenario would be told key by key of all that the other lacks.
    if (whole !== undefined) {
      const known = [
        'name',
        'because',
        'extends',
        'remove',
        'add',
        ...[...this.base.entries.keys()].filter((key) => key !== 'buyin' && key !== 'scenarios'),
      ];
      throw new Problems([problem('unknown-key', whole.key, { key: 'buyin', within: 'a scenario', known })]);
    }
    const used = withUsed(mapOf('scenarios', mapOf(name, root)), file, this.disk, asWritten(this.base));
    const now = renewed(used.root);
    const missing = [...used.problems, ...now.problems];
    if (missing.length > 0) throw new Problems(missing);
    this.entries.set(name, {
      key: { ...root.span, length: 1 },
      node: nodeAt(now.root, ['scenarios', name]) as MapNode,
    });
  }

  /**
   * The model with the picked scenarios of other files, and those that these extend, among its own, which come first
   * where a name is both. Throws Problems with such a file.
   */
  baseFor(picks: readonly string[]): MapNode {
    const said = this.base.entries.get('scenarios');
    const own = said?.node;
    if (own !== undefined && (own instanceof Scalar || own.kind === 'list')) return this.base;
    const asked: { readonly pick: string; readonly span?: Span }[] = picks.map((pick) => ({ pick }));
    for (let next = asked.pop(); next !== undefined; next = asked.pop()) {
      const { pick, span } = next;
      if (!SCENARIO_FILE.test(pick) || own?.entries.has(pick) || this.entries.has(pick)) continue;
      const bytes = this.disk.read(pick);
      if (bytes === undefined)
        throw new Problems([missingFile(this.disk, pick, span, { of: 'scenario', ...this.plusIn(picks) })]);
      this.adopt(pick, readText(pick, bytes, 'yaml'));
      asked.push(
        ...textsAt(this.entries.get(pick)?.node as MapNode, 'extends').texts.map(({ text, span }) => ({
          pick: text,
          span,
        })),
      );
    }
    if (this.entries.size === 0) return this.base;
    const node: MapNode = {
      kind: 'map',
      span: this.base.span,
      ...own,
      entries: new Map([...this.entries, ...(own?.entries ?? [])]),
    };
    return sameLists(this.base, {
      ...this.base,
      entries: new Map([...this.base.entries, ['scenarios', { key: said?.key ?? this.base.span, node }]]),
    });
  }

  /** The file that was meant, where its name has a plus in it and so was taken for several. */
  private plusIn(picks: readonly string[]): { plus?: string } {
    const plus = picks.join('+');
    return picks.length > 1 && this.disk.read(plus) !== undefined ? { plus } : {};
  }
}

function mapOf(key: string, node: MapNode): MapNode {
  return { kind: 'map', span: node.span, entries: new Map([[key, { key: node.span, node }]]) };
}
