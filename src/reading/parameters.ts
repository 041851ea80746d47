import { type MapNode, type Problem, problem, Scalar, type SourceFile } from '../language/index.js';
import type { Disk } from './disk.js';
import { missingFile } from './missing-file.js';
import { readText } from './text.js';
import { readYaml } from './yaml.js';

const FOLDER = 'models/parameters';

/**
 * A model with the national parameters that it names in their place, before any overlay: a scenario may change any of
 * them.
 */
export function withParameters(
  root: MapNode,
  { name: model }: SourceFile,
  disk: Disk,
): { root: MapNode; problems: Problem[] } {
  const said = root.entries.get('parameters');
  if (said === undefined || !(said.node instanceof Scalar)) return { root, problems: [] };
  const { text, span } = said.node;
  const refused = (found: Problem): { root: MapNode; problems: Problem[] } => ({ root, problems: [found] });
  const isPath = /[/.\\]/.test(text);
  const folder = disk.folderOf(model);
  const path = isPath ? disk.join(folder, text) : `${FOLDER}/${text}.yaml`;
  if (isPath && !disk.isInside(folder, path)) return refused(problem('outside-folder', span, { path: text, folder }));
  const bytes = isPath ? disk.read(path) : disk.shipped(path);
  if (bytes === undefined && isPath) return refused(missingFile(disk, path, span, { of: 'list' }));
  if (bytes === undefined)
    return refused(
      problem('unknown-name', span, { name: text, what: 'set of national parameters', known: ['england'] }),
    );
  const read = readYaml(readText(path, bytes, 'yaml'));
  if (read.root === undefined || read.problems.length > 0) return { root, problems: read.problems };
  return {
    root: { ...root, entries: new Map([...root.entries, ['parameters', { ...said, node: read.root }]]) },
    problems: [],
  };
}
