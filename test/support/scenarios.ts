import fc from 'fast-check';
import { problemsIn } from '../../src/language/index.js';
import type { Source } from '../../src/reading/index.js';
import { decimal, models, type Plain, type PlainMap, put, sourceOf, yamlOf } from './models.js';
import { maybe } from './random/values.js';

/* Scenarios of random models: things that come and go, and what changes with them. */

const KINDS = ['tiers', 'services', 'contracts', 'staff', 'overheads', 'loans', 'capital', 'named', 'groups'] as const;
type Kind = (typeof KINDS)[number];

/** A change that a scenario makes, at the path of the model's own. */
type Edit =
  | { readonly remove: readonly string[] }
  | { readonly set: readonly string[]; readonly value: Plain }
  | { readonly add: readonly string[]; readonly value: Plain };

/** What a wish is made of: places and amounts, as numbers that a model makes something of. */
interface Chance {
  readonly kind: Kind;
  readonly at: number;
  readonly other: number;
  readonly amount: number;
  /** A number of its own for every wish of a scenario, to name what it adds. */
  readonly serial: number;
}

const isMap = (value: Plain | undefined): value is PlainMap =>
  value !== undefined && typeof value !== 'string' && !Array.isArray(value);
const mapAt = (data: PlainMap, path: readonly string[]): PlainMap => {
  const found = path.reduce<Plain | undefined>((here, key) => (isMap(here) ? here[key] : undefined), data);
  return isMap(found) ? found : {};
};
const idsAt = (data: PlainMap, path: readonly string[]): string[] =>
  Object.entries(mapAt(data, path)).flatMap(([id, value]) => (value === undefined ? [] : [id]));
const oneOf = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];
const placeOf = (kind: Kind): readonly string[] => (kind === 'named' || kind === 'groups' ? ['schools', kind] : [kind]);
const percent = (amount: number): string => `${decimal(amount, 1)}%`;
/** What a scenario may scale. */
const RELATIVE = [
  [['tiers'], 'joins'],
  [['schools', 'named'], 'pupils'],
  [['schools', 'groups'], 'count'],
  [['contracts'], 'per_year'],
  [['staff'], 'fte'],
  [['overheads'], 'per_year'],
] as const;
const RULES: readonly PlainMap[] = [{ rule: 'best_value' }, { rule: 'logit', sensitivity: '0.4' }];

/** Another of its kind, with another share where it has one. */
const likeIt = (said: PlainMap, amount: number): PlainMap =>
  said.joins === undefined ? said : { ...said, joins: percent(amount) };

/** What each wish comes to in a model; nothing where the model has no such thing. */
const WISHES: Readonly<Record<string, (data: PlainMap, chance: Chance) => readonly Edit[]>> = {
  remove: (data, { kind, at }) => {
    const id = oneOf(idsAt(data, placeOf(kind)), at);
    return id === undefined ? [] : [{ remove: [...placeOf(kind), id] }];
  },
  add: (data, { kind, at, amount, serial }) => {
    const id = oneOf(idsAt(data, placeOf(kind)), at);
    return id === undefined
      ? []
      : [{ add: [...placeOf(kind), `new_${serial}`], value: likeIt(mapAt(data, [...placeOf(kind), id]), amount) }];
  },
  replace: replaced,
  joins: (data, { at, amount }) => setAt(data, ['tiers'], at, ['joins'], percent(amount)),
  price: (data, { at, amount }) => setAt(data, ['tiers'], at, ['price'], [{ flat: decimal(amount * 500, 2) }]),
  buy_in: (data, { amount }) => setAt(data, ['assumptions'], 0, ['value'], percent(amount)),
  growth: (data, { amount }) => setAt(data, ['assumptions'], 1, ['value'], `${decimal(amount, 2)}%`),
  includes: (data, { at, other, amount }) => {
    const [tier, service] = [oneOf(idsAt(data, ['tiers']), at), oneOf(idsAt(data, ['services']), other)];
    if (tier === undefined || service === undefined) return [];
    const path = ['tiers', tier, 'includes', service];
    return idsAt(data, path.slice(0, 3)).includes(service)
      ? [{ remove: path }]
      : [{ add: path, value: { per_school: decimal(amount, 2) } }];
  },
  post: (data, { at, amount }) => setAt(data, ['staff'], at, ['fte'], decimal(amount, 2)),
  demand: (data, { at, amount }) =>
    setAt(data, ['services'], at, ['demand'], { per_member: decimal(amount, 2), per_other: decimal(at, 1) }),
  contract: (data, { at, amount }) => setAt(data, ['contracts'], at, ['per_year'], decimal(amount * 300, 0)),
  pupils: (data, { at, amount }) => setAt(data, ['schools', 'named'], at, ['pupils'], decimal(amount, 0)),
  closes: (data, { at, amount }) =>
    setAt(data, ['schools', 'named'], at, ['pupils'], { 2018: decimal(amount, 0), 2019: '0' }),
  count: (data, { at, amount }) => setAt(data, ['schools', 'groups'], at, ['count'], decimal(amount % 40, 0)),
  relative: (data, { at, other, amount }) => {
    const [place, key] = RELATIVE[other % RELATIVE.length] as (typeof RELATIVE)[number];
    const id = oneOf(
      idsAt(data, place).filter((each) => mapAt(data, [...place, each])[key] !== undefined),
      at,
    );
    return id === undefined ? [] : [{ set: [...place, id, key], value: { times: percent(amount) } }];
  },
  terms: (_, { at, other }) => [
    { set: ['payment_terms'], value: { schools: String(at % 7), council: String(other % 7) } },
  ],
  years: (_, { at }) => [{ set: ['calendar', 'years'], value: String(1 + (at % 4)) }],
  choice: (data, { at }) =>
    data.choice === undefined ? [{ add: ['choice'], value: oneOf(RULES, at) as PlainMap }] : [{ remove: ['choice'] }],
};

/** One value of a thing that the model has. */
function setAt(
  data: PlainMap,
  place: readonly string[],
  at: number,
  key: readonly string[],
  value: Plain,
): readonly Edit[] {
  const id = oneOf(idsAt(data, place), at);
  return id === undefined ? [] : [{ set: [...place, id, ...key], value }];
}

/** One thing for another, with all that has to change with it: hardly any of these changes makes a model by itself. */
function replaced(data: PlainMap, { kind, at, other, amount, serial }: Chance): readonly Edit[] {
  const place = placeOf(kind);
  const id = oneOf(idsAt(data, place), at);
  if (id === undefined) return [];
  const name = `new_${serial}`;
  const gone: Edit = { remove: [...place, id] };
  const come: Edit = { add: [...place, name], value: likeIt(mapAt(data, [...place, id]), amount) };
  const rest = oneOf(
    idsAt(data, place).filter((each) => each !== id),
    other,
  );
  if (kind === 'tiers' && rest !== undefined && other % 2 === 0)
    return [gone, { set: ['tiers', rest, 'joins'], value: percent(amount) }];
  if (kind === 'services')
    return [gone, come, ...idsAt(data, ['tiers']).flatMap((tier) => promised(data, tier, id, name))];
  if (kind !== 'staff') return [gone, come];
  const served = idsAt(data, ['services']).filter(
    (service) => mapAt(data, ['services', service, 'delivery']).by === id,
  );
  return [
    gone,
    come,
    ...served.map((service): Edit => ({ set: ['services', service, 'delivery', 'by'], value: name })),
  ];
}

/** What a tier promises of a service is promised of the one in its place. */
function promised(data: PlainMap, tier: string, id: string, name: string): readonly Edit[] {
  return ['includes', 'discounts'].flatMap((key): Edit[] => {
    const said = mapAt(data, ['tiers', tier, key])[id];
    return said === undefined
      ? []
      : [{ remove: ['tiers', tier, key, id] }, { add: ['tiers', tier, key, name], value: said }];
  });
}

/** A scenario of some edits, as it is written. */
function written(edits: readonly Edit[]): PlainMap {
  const removed = edits.flatMap((edit) => ('remove' in edit ? edit.remove.join('.') : []));
  const because: PlainMap = { because: 'to try it', ...(removed.length > 0 && { remove: removed }) };
  return edits.reduce((so, edit) => {
    if ('remove' in edit) return so;
    if ('set' in edit) return put(so, edit.set, edit.value);
    return put(so, [...edit.add.slice(0, -1), 'add', edit.add[edit.add.length - 1] as string], edit.value);
  }, because);
}

/** Whether a source has a model with some edits; nobody asks which of them is to blame where it has none. */
function isModel(source: Source, edits: readonly Edit[]): boolean {
  try {
    source.adopt(TRIED, { name: TRIED, text: yamlOf(written(edits)) });
    source.tried({ scenarios: [TRIED], sets: [] });
    return true;
  } catch (error) {
    if (problemsIn(error) === undefined) throw error;
    return false;
  }
}

const TRIED = 'tried';

/**
 * The model with a scenario of as many of some wishes as make a model together, whether or not each of them makes one
 * alone.
 */
function withScenario(data: PlainMap, source: Source, name: string, wishes: readonly (readonly Edit[])[]): PlainMap {
  for (let some = wishes; some.length > 0; some = some.slice(0, -1)) {
    const without = [...some.keys()].reverse().map((left) => some.filter((_, i) => i !== left));
    for (const each of [some, ...without])
      if (isModel(source, each.flat())) return put(data, ['scenarios', name], written(each.flat()));
  }
  return put(data, ['scenarios', name], { because: 'to try it' });
}

const wishes = fc.array(
  fc.record({
    what: fc.constantFrom(...Object.keys(WISHES), 'remove', 'remove', 'remove', 'replace', 'replace'),
    kind: fc.constantFrom(...KINDS, 'tiers', 'services', 'staff'),
    at: fc.nat(11),
    other: fc.nat(11),
    amount: fc.integer({ min: 0, max: 1000 }),
  }),
  { minLength: 1, maxLength: 5 },
);

const APPRAISAL: PlainMap = {
  criteria: {
    reserves: { weight: '60', range: { low: '40', high: '80' }, figure: 'reserves.closing', better: 'higher' },
    members: { weight: '40', figure: 'members', year: 'first', better: 'higher' },
  },
};

const BROUGHT = ['one', 'two', 'nothing', 'one+two'] as const;

/** The model with a scenario that its first state of another value brings; as it is where that makes no model. */
function bringing(data: PlainMap, scenario: string): PlainMap {
  const id = idsAt(data, ['assumptions']).find((each) => mapAt(data, ['assumptions', each]).states !== undefined);
  if (id === undefined) return data;
  const found = put(data, ['assumptions', id, 'states', 'less', 'scenario'], scenario);
  try {
    sourceOf(found).load();
    return found;
  } catch (error) {
    if (problemsIn(error) === undefined) throw error;
    return data;
  }
}

/**
 * A random model with the scenarios `one` and `two`, in which things come, go and change; `one` is an option of its
 * board, and `two` a stress.
 */
export const withScenarios: fc.Arbitrary<PlainMap> = fc
  .tuple(models, wishes, wishes, maybe(fc.nat(3)))
  .map(([data, one, two, state]) => {
    const editsOf = (some: typeof one): (readonly Edit[])[] =>
      some.map(({ what, ...each }, serial) => WISHES[what]?.(data, { ...each, serial }) ?? []);
    const source = sourceOf(data);
    const both = withScenario(withScenario(data, source, 'one', editsOf(one)), source, 'two', editsOf(two));
    const brought = state === undefined ? both : bringing(both, BROUGHT[state] as string);
    return { ...brought, options: ['base', 'one'], appraisal: APPRAISAL };
  });

/** The same with `base` and `one` for options, and `two` for the stress that each is held against. */
export const gridded: fc.Arbitrary<PlainMap> = withScenarios.map(
  (data): PlainMap => ({ ...data, options: ['base', 'one'], stresses: ['two'] }),
);
