import fc from 'fast-check';
import { at, changed, decimal, isMap, mapAt, type Plain, type PlainMap } from '../plain.js';
import { maybe } from './values.js';

/* Assumptions: judgements with a name, which stand where a number stands, certain or not. */

/** How far a value may lie from it: a range of one shape, or two states. */
const uncertainty = fc.oneof(
  fc.record({
    shape: fc.constantFrom('uniform', 'triangular', 'pert', 'normal'),
    down: fc.integer({ min: 0, max: 90 }),
    up: fc.nat(90),
  }),
  fc.record({ states: fc.integer({ min: 1, max: 99 }), down: fc.integer({ min: 0, max: 100 }) }),
);
type Uncertain = typeof uncertainty extends fc.Arbitrary<infer T> ? T : never;

/** Which of a model's numbers are assumptions, by their place among those that may be. */
export const references = fc.array(fc.record({ which: fc.nat(200), uncertain: maybe(uncertainty) }), { maxLength: 5 });
type References = typeof references extends fc.Arbitrary<infer T> ? T : never;

const NUMBER = /^(\d+)(?:\.(\d+))?(%?)$/;
/**
 * Numbers that may move by themselves: not a cap that must stay above its floor, the bounds of a band, or what has to
 * be a whole number.
 */
const MOVABLE: readonly RegExp[] = [
  /^tiers\.\w+\.price\.(\d+\.)?(flat|per_pupil)$/,
  /^tiers\.\w+\.price\.(\d+\.)?per\.\w+(\.price)?$/,
  /^tiers\.\w+\.price\.(\d+\.)?bands\.each\.\d+\.(amount|price)$/,
  /^tiers\.\w+\.price\.(\d+\.)?discounts\.\d+\.(amount|percent)$/,
  /^tiers\.\w+\.joins(\.(others|primary|by_intent\.\w+))?(\.[\d-]+)?$/,
  /^tiers\.\w+\.(worth|includes\.\w+\.(per_school|take_up)|discounts\.\w+)$/,
  /^services\.\w+\.(price(\.member|\.other)?|provider_fee|demand\.\w+|delivery\.(days|direct_cost))$/,
  /^contracts\.\w+\.per_year(\.[\d-]+)?$/,
  /^staff\.\w+\.(fte|salary|on_costs)(\.[\d-]+)?$/,
  /^overheads\.\w+\.(per_year(\.[\d-]+)?|per\.\w+)$/,
  /^schools\.(named|groups)\.\w+\.(pays_now|pupils(\.[\d-]+)?)$/,
  /^(reserves\.opening|bad_debt\.(council|schools(\.\w+)?)|loans\.facility\.rate)$/,
];

/**
 * The model with some of its numbers as assumptions. A share that schools join by is never more than it was: those of
 * all tiers stay below the whole.
 */
export function referring(data: PlainMap, chosen: References): PlainMap {
  const places: string[] = [];
  changed(data, (text, path) => {
    if (NUMBER.test(text) && MOVABLE.some((each) => each.test(path.join('.')))) places.push(path.join('.'));
    return text;
  });
  const named = new Map<string, { readonly name: string; readonly uncertain: Uncertain | undefined }>();
  for (const { which, uncertain } of chosen) {
    const place = places[which % places.length];
    if (place !== undefined && !named.has(place)) named.set(place, { name: `a_${named.size + 1}`, uncertain });
  }
  const assumptions: Record<string, Plain> = {};
  const all = changed(data, (text, path) => {
    const found = named.get(path.join('.'));
    if (found === undefined) return text;
    assumptions[found.name] = assumption(text, found.uncertain, path[2] === 'joins');
    return `=${found.name}`;
  }) as PlainMap;
  return { ...all, assumptions: { ...(all.assumptions as PlainMap), ...assumptions } };
}

function assumption(value: string, uncertain: Uncertain | undefined, onlyDown: boolean): PlainMap {
  const [, whole = '', part = '', percent = ''] = NUMBER.exec(value) ?? [];
  const units = Number(`${whole}${part}`);
  const written = (many: number): string => `${decimal(many, part.length)}${percent}`;
  if (uncertain === undefined || units === 0) return { value };
  const less = units - Math.max(1, Math.floor((units * uncertain.down) / 100));
  if ('states' in uncertain) {
    const other = { value: written(Math.max(0, less)), probability: `${100 - uncertain.states}%` };
    return { value, states: { as_now: { value, probability: `${uncertain.states}%` }, less: other } };
  }
  const isNormal = uncertain.shape === 'normal';
  const most = percent === '' ? Number.POSITIVE_INFINITY : 10 ** part.length * 100;
  // What is normal lies evenly about its value, which may then move up as far as down.
  const more = onlyDown
    ? units
    : Math.min(most, isNormal ? 2 * units - less : units + Math.floor((units * uncertain.up) / 100));
  const shape = isNormal && more !== 2 * units - less ? 'triangular' : uncertain.shape;
  return { value, range: { low: written(less), high: written(more), shape } };
}

/** The same model with its numbers in their places, and no assumption of this kind. */
export function inlined(data: PlainMap): PlainMap {
  const assumptions = mapAt(data, 'assumptions');
  const inPlace = (text: string): string =>
    /^=a_\d+$/.test(text) ? String(at(assumptions, [text.slice(1), 'value'])) : text;
  const kept = Object.fromEntries(Object.entries(assumptions).filter(([name]) => !/^a_\d+$/.test(name)));
  return { ...(changed(data, inPlace) as PlainMap), assumptions: kept };
}

/** The same model with nothing that may lie elsewhere; of what schools ask for, none buys more than another. */
export function certain(data: PlainMap): PlainMap {
  const known = Object.entries(mapAt(data, 'assumptions')).map(([name, said]) => [
    name,
    isMap(said) ? { ...said, range: undefined, states: undefined } : said,
  ]);
  const alike = changed(data, (text, path) =>
    path[path.length - 2] === 'spread' ? (path[path.length - 1] === '2' ? '100%' : '0%') : text,
  ) as PlainMap;
  return { ...alike, assumptions: Object.fromEntries(known) };
}
