import { Exact } from '../../figures/index.js';
import {
  isMap,
  keyInWords,
  type MapNode,
  type Node,
  nodeAt,
  Scalar,
  type Span,
  valueIn,
} from '../../language/index.js';
import { type Model, NO_NAME, type School } from '../../model/index.js';
import { groupingOf } from '../../pricing/index.js';
import type { Finding } from '../shared/lint.js';

/* What a reader would ask about the rows of a roll and the names in it. */

const TOTAL = /^((grand|sub|over)[ -]?)?totals?\b|^all schools$/i;
const URN = /^\d{6}$/;
/** Among fewer schools one may well have as many pupils as all others together. */
const FEW = 5;

/** What a reader would ask about the rows of a roll, and about names of the model that are nearly the same. */
export function rollFindings(model: Model, tree: MapNode): Finding[] {
  const spelling = spellingFindings(model, tree);
  const told = new Set(spelling.map(({ at }) => at));
  const ofRows = rowFindings(model).filter(({ at }) => !told.has(at));
  return [...placeholderFindings(model), ...spelling, ...ofRows, ...changeFindings(model, tree)];
}

/** Changes of the rolls of a phase that no school has, of the model as it stands or of a scenario. */
function changeFindings({ schools, roll: { change } }: Model, tree: MapNode): Finding[] {
  if (change === undefined || 'all' in change) return [];
  const said = nodeAt(tree, ['schools', 'roll_change']);
  const scenarios = nodeAt(tree, ['scenarios']);
  return [...change.byPhase.keys()].flatMap((phase): Finding[] => {
    const isThere = schools.some((school) => school.phase === phase);
    if (isThere || (scenarios !== undefined && says(scenarios, phase))) return [];
    const span = isMap(said) ? said.entries.get(phase)?.key : undefined;
    const at = `schools.roll_change.${phase}`;
    const words = `the rolls of ${keyInWords(phase)} schools change, and there is none: nothing moves by it`;
    return [{ lint: 'idle-change', severity: 'warning', at, span, says: words }];
  });
}

/** Whether a text stands anywhere in a part of a tree. */
function says(node: Node, text: string): boolean {
  if (node instanceof Scalar) return node.text === text;
  return node.kind === 'list'
    ? node.items.some((item) => says(item, text))
    : [...node.entries.values()].some((entry) => says(entry.node, text));
}

/** Values of a school that say that there is none, and are taken for a name. */
function placeholderFindings(model: Model): Finding[] {
  return groupers(model).flatMap((attribute) => {
    const found = new Map<string, School[]>();
    for (const school of model.schools) {
      const value = school.attributes.get(attribute) ?? '';
      if (NO_NAME.test(value.trim())) found.set(value, [...(found.get(value) ?? []), school]);
    }
    return [...found].map(([value, schools]): Finding => {
      const first = schools[0] as School;
      const whose = schools.length === 1 ? `${first.name} has` : `${first.name} and ${schools.length - 1} more have`;
      const says = `${whose} the ${keyInWords(attribute)} "${value}", which is taken for a name: leave it empty where there is none`;
      return {
        lint: 'placeholder',
        severity: 'warning',
        at: `schools.${first.id}.${attribute}`,
        span: first.span,
        says,
      };
    });
  });
}

/** What schools are taken together by: their trust, and whatever a price or the uncertainty names. */
function groupers({ tiers, uncertainty: { together } }: Model): string[] {
  const by = [...tiers.values()].flatMap(({ price }) => price.flatMap((each) => groupingOf(each)?.by ?? []));
  return [...new Set(['trust', ...by, ...(together === undefined || together.text === 'none' ? [] : [together.text])])];
}

/** Names that differ in capitals, blanks or punctuation alone: two to the program, and one to a reader. */
function spellingFindings(model: Model, tree: MapNode): Finding[] {
  const { schools } = model;
  const attributes = ['trust', 'area', ...new Set(schools.flatMap(({ own }) => [...own.keys()]))];
  const ofSchools = attributes.flatMap((attribute) =>
    alike(
      schools.map((school) => ({ text: school.attributes.get(attribute) ?? '', span: school.span, id: school.id })),
      spelt,
    ).map(({ first, other }): Finding => {
      const says = `the ${keyInWords(attribute)} is "${first.text}" ${placed(first.span)} and "${other.text}" ${placed(other.span)}, and they differ in capitals, blanks or punctuation alone`;
      return {
        lint: 'near-equal',
        severity: 'warning',
        at: `schools.${other.id}.${attribute}`,
        span: other.span,
        says,
      };
    }),
  );
  const ids = schools.map(({ id, span }) => ({ text: id, span, id }));
  const ofIds = alike(ids, (text) => spelt(text.replace(/^0+(?=\d)/, '').replace(/\.0+$/, ''))).map(
    ({ first, other }): Finding => {
      const says = `the school "${other.text}" is another than "${first.text}" ${placed(first.span)}`;
      return { lint: 'near-equal', severity: 'warning', at: `schools.${other.id}`, span: other.span, says };
    },
  );
  return [...ofSchools, ...ofIds, ...COLLECTIONS.flatMap((path) => ofKeys(path, tree))];
}

/** Whatever has names of the model's own. */
const COLLECTIONS = [
  'assumptions',
  'tiers',
  'services',
  'contracts',
  'staff',
  'overheads',
  'scenarios',
  'checks',
  'governance.constituencies',
] as const;

function ofKeys(path: string, tree: MapNode): Finding[] {
  const node = nodeAt(tree, path.split('.'));
  if (node === undefined || !('entries' in node)) return [];
  const keys = [...node.entries].map(([text, { key }]) => ({ text, span: key, id: text }));
  return alike(keys, spelt).map(({ first, other }): Finding => {
    const says = `"${other.text}" is another than "${first.text}" ${placed(first.span)}`;
    return { lint: 'near-equal', severity: 'warning', at: `${path}.${other.text}`, span: other.span, says };
  });
}

interface Named {
  readonly text: string;
  readonly span: Span;
  readonly id: string;
}

/** The first use of each spelling that is not the first of those which are alike. */
function alike(
  names: readonly Named[],
  key: (text: string) => string,
): { readonly first: Named; readonly other: Named }[] {
  const firsts = new Map<string, Named>();
  const told = new Set<string>();
  return names.flatMap((other) => {
    const same = key(other.text);
    if (same === '') return [];
    const first = firsts.get(same);
    if (first === undefined) firsts.set(same, other);
    if (first === undefined || first.text === other.text || told.has(other.text)) return [];
    told.add(other.text);
    return [{ first, other }];
  });
}

const spelt = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
const placed = ({ file, line }: Span): string => `in line ${line} of ${file.name}`;
/** Rows of a roll that are most likely no school: an id that is no URN among URNs, a total. */
function rowFindings({ schools, calendar }: Model): Finding[] {
  const single = schools.filter(({ count }) => count === undefined);
  const pupils = single.map((school) => {
    const value = valueIn(school.pupils, calendar.first, calendar.yearStarts);
    return value?.isKnown ? value.exact : undefined;
  });
  const all = pupils.every((each) => each !== undefined)
    ? pupils.reduce((so: Exact, each) => so.plus(each ?? Exact.zero), Exact.zero)
    : undefined;
  const urns = single.filter(({ id }) => URN.test(id)).length;
  return single.flatMap((school, i): Finding[] => {
    const { id, name, span } = school;
    const own = pupils[i];
    const isOdd = !URN.test(id) && urns > single.length / 2;
    const isSum =
      own !== undefined && own.sign > 0 && all !== undefined && single.length > 2 && all.compare(own.plus(own)) === 0;
    const place = { at: `schools.${id}`, span, severity: 'warning' as const };
    if (TOTAL.test(id) || TOTAL.test(name) || (isSum && (isOdd || single.length >= FEW)))
      return [
        {
          ...place,
          lint: 'total-row',
          says: `${name} is most likely the total of other rows${isSum ? ', whose pupils come to as many' : ''}: take it out`,
        },
      ];
    return isOdd
      ? [
          {
            ...place,
            lint: 'no-urn',
            says: `"${id}" of ${name} is no URN, which has six digits, as most others here are`,
          },
        ]
      : [];
  });
}
