import { readdirSync, readFileSync } from 'node:fs';
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { diskOf } from './disk.js';

/* A model of which every thing has a name that its key does not tell. */

const ALLIANCE = 'examples/alliance';
/** The collections whose things may have a name, as paths of the model. */
const KINDS: readonly (readonly string[])[] = [
  ...[
    'tiers',
    'services',
    'contracts',
    'staff',
    'overheads',
    'loans',
    'capital',
    'assumptions',
    'scenarios',
    'indicators',
  ].map((kind) => [kind]),
  ['reserves', 'risks'],
  ['schools', 'groups'],
  ['schools', 'named'],
];
/** Keys whose values are prose. */
const PROSE = ['name', 'because', 'source', 'note', 'purpose', 'owner', 'says', 'question', 'why'];

/** Names of the alliance that are keys of the language too. */
const LANGUAGE = ['take_up', 'council'];

/** What every key starts with, so that it is seen wherever it is shown. */
export const MARK = 'zz';

/**
 * The alliance with a mark before every key and a name for everything: none of its pages has a reason to show a key.
 */
export function namedAlliance(): ReturnType<typeof diskOf> {
  const document = parseDocument(readFileSync(`${ALLIANCE}/model.yaml`, 'utf8'));
  const ids = KINDS.flatMap((path) => {
    const kind = document.getIn(path);
    return isMap(kind) ? kind.items.map(({ key }) => String(key)) : [];
  });
  // A reference is the whole of a word, or a step of a path.
  const reference = new RegExp(`(?<![\\w-])(${ids.join('|')})(?![\\w-])`, 'g');
  const marked = (text: string): string => text.replace(reference, `${MARK}_$1`);
  visit(document, {
    Pair(_, { key, value }) {
      if (isScalar(value) && PROSE.includes(String(key))) value.value = 'said by somebody';
    },
    Scalar(key, node) {
      if (key !== 'key' && typeof node.value === 'string') node.value = marked(node.value);
    },
  });
  for (const path of KINDS) {
    const kind = document.getIn(path);
    if (!isMap(kind)) continue;
    for (const pair of kind.items) {
      if (isMap(pair.value))
        pair.value.set('name', `Thing ${String(pair.key).length}${String(pair.key).slice(-2)} of ${path.at(-1)}`);
      if (isScalar(pair.key)) pair.key.value = `${MARK}_${String(pair.key.value)}`;
    }
  }
  // Keys below a scenario, of entitlements, discounts and the like are references too.
  visit(document, {
    Pair(_, { key }) {
      const isOurs =
        isScalar(key) && typeof key.value === 'string' && ids.includes(key.value) && !LANGUAGE.includes(key.value);
      if (isOurs) key.value = `${MARK}_${key.value}`;
    },
  });
  const files = readdirSync(ALLIANCE)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => [`named/${name}`, marked(readFileSync(`${ALLIANCE}/${name}`, 'utf8'))] as const);
  return diskOf({ 'named/model.yaml': String(document), ...Object.fromEntries(files) });
}
