import { type Money, sum } from '../figures/index.js';
import { block, collection, keyInWords, optional, provenance, type Schema } from '../language/index.js';
import { bands } from './bands.js';
import { type Customer, fits, type When, when } from './customer.js';
import { flat } from './flat.js';
import { cap, floor } from './limits.js';
import { packs } from './packs.js';
import { per } from './per.js';
import { perPupil } from './per-pupil.js';
import { type BaseRule, type Below, type LimitRule, none, type Pricing } from './rule.js';
import { type VatClass, vatClass } from './vat.js';

/** What the price of a part may be made of, in the order in which it is evaluated. */
const within: readonly (BaseRule<never> | LimitRule<never>)[] = [flat, perPupil, per, bands, packs, floor, cap];

/** One part of a price: its terms by the keys of their rules, and its class of VAT. */
export interface PricePart {
  readonly terms: ReadonlyMap<string, unknown>;
  /** Undefined for that of the tier or service. */
  readonly vat: VatClass | undefined;
  /** The schools that pay it; all unless said. */
  readonly when: When | undefined;
}

const shape: Record<string, Schema<unknown>> = { when: optional(when), vat: optional(vatClass), ...provenance };
const words: Record<string, string> = {
  when: 'the schools that pay this part, by attributes: `{ training: yes }`; all unless said',
  vat: "the part's own class: `standard`, `exempt` or `outside_scope`; that of the tier or service unless said",
};
for (const { key, terms, summary } of within) {
  shape[key] = optional(terms);
  words[key] = summary;
}

const part: Schema<PricePart> = block('a part of a price', shape, words).transform((said): PricePart => {
  const given = within.filter(({ key }) => said[key] !== undefined);
  return {
    terms: new Map(given.map(({ key }) => [key, said[key]])),
    vat: said.vat as VatClass | undefined,
    when: said.when as When | undefined,
  };
});

type Parts = ReadonlyMap<string, PricePart>;
type Inner = (typeof within)[number];

/** The parts that a customer pays, in their order. */
const paidBy = (parts: Parts, { attributes }: Customer): readonly (readonly [string, PricePart])[] =>
  [...parts].filter(([, part]) => fits(part.when, attributes));

/** Each term of each part with its place below the key. */
function eachTerm(
  parts: Iterable<readonly [string, PricePart]>,
): { readonly rule: Inner; readonly terms: never; readonly path: Below }[] {
  return [...parts].flatMap(([id, { terms }]) =>
    within.flatMap((rule) =>
      terms.has(rule.key) ? [{ rule, terms: terms.get(rule.key) as never, path: [id, rule.key] }] : [],
    ),
  );
}

function placed<T extends { readonly path: Below }>(
  parts: Parts,
  saying: (rule: Inner, terms: never) => readonly T[],
): T[] {
  return eachTerm(parts).flatMap(({ rule, terms, path }) =>
    saying(rule, terms).map((each) => ({ ...each, path: [...path, ...each.path] })),
  );
}

/** Amounts of a part grow as `parts`, whichever term they stand in. */
const grown = (pricing: Pricing): Pricing => ({
  ...pricing,
  now: (_key, price) => pricing.now('parts', price),
  moving: (_key, price) => pricing.moving('parts', price),
});

/** What a part comes to, with what of it moves with the pupils where that is asked for. */
function workedPart({ terms }: PricePart, pricing: Pricing, label?: string): { fee: Money; moving: () => Money } {
  const bases = within.flatMap((rule) =>
    rule.does === 'base' && terms.has(rule.key) ? [{ rule, said: terms.get(rule.key) as never }] : [],
  );
  const charged = bases.map(({ rule, said }) => rule.charge(said, pricing));
  let fee = sum('money', charged, label);
  let moving = (): Money =>
    sum(
      'money',
      bases.map(({ rule, said }) => rule.moves(said, pricing)),
    );
  for (const rule of within) {
    if (rule.does !== 'limit' || !terms.has(rule.key)) continue;
    const said = terms.get(rule.key) as never;
    const [before, after, so] = [fee, rule.apply(said, fee, pricing), moving];
    fee = after;
    moving = () => rule.moves(said, so(), { before, after }, pricing);
  }
  return { fee, moving };
}

/** What each part of a price comes to, with its own class of VAT. */
export function partsCharged(
  parts: Parts,
  pricing: Pricing,
): { readonly vat: VatClass | undefined; readonly fee: Money }[] {
  return paidBy(parts, pricing.customer).map(([id, each]) => ({
    vat: each.vat,
    fee: workedPart(each, grown(pricing), keyInWords(id)).fee,
  }));
}

/** A price in parts, each of a class of VAT of its own: a fee of the State and what the company asks for its work. */
export const parts: BaseRule<Parts> = {
  key: 'parts',
  summary:
    'parts of a price, by name, each with terms, a class of VAT (`vat`) and, where not all schools pay it, a `when` of its own: a fee of the State that bears no VAT and the administration that does; services that are sold under one cap. What floors, caps and discounts of the whole make of it is shared by what the parts come to',
  does: 'base',
  terms: collection(part),
  priced: true,
  charge: (said, pricing) =>
    sum(
      'money',
      partsCharged(said, pricing).map(({ fee }) => fee),
      `parts of the price of ${pricing.customer.name}`,
    ),
  moves: (said, pricing) =>
    sum(
      'money',
      paidBy(said, pricing.customer).map(([, each]) => workedPart(each, grown(pricing)).moving()),
    ),
  decides: 'parts',
  tells: (said, pricing) =>
    paidBy(said, pricing.customer)
      .map(([id, each]) => {
        const says = within.flatMap((rule) =>
          each.terms.has(rule.key) ? [rule.tells(each.terms.get(rule.key) as never, grown(pricing))] : [],
        );
        const vat = each.vat === undefined ? '' : `; VAT: ${keyInWords(each.vat)}`;
        return `${keyInWords(id)} (${says.join(', ')}${vat})`;
      })
      .join(' + ') || 'none holds',
  conditions: (said) => [
    ...[...said].flatMap(([id, part]) => (part.when === undefined ? [] : [{ when: part.when, path: [id, 'when'] }])),
    ...placed(said, (rule, terms) => rule.conditions(terms)),
  ],
  asks: (said) => placed(said, (rule, terms) => rule.asks(terms)),
  holding: (said, customer: Customer) =>
    eachTerm(paidBy(said, customer)).flatMap(({ rule, terms }, i) =>
      rule.holding(terms, customer).length > 0 ? [i] : [],
    ),
  bounds: (said, driver) => eachTerm(said).flatMap(({ rule, terms }) => rule.bounds(terms, driver)),
  faults: (said, among) => [
    ...placed(said, (rule, terms) => rule.faults(terms, among)),
    ...[...said].flatMap(([id, { terms }]) =>
      within.some((rule) => rule.does === 'base' && terms.has(rule.key))
        ? []
        : [{ code: 'missing-key' as const, data: { key: 'flat', within: 'the part', or: ['per'] }, path: [id] }],
    ),
  ],
  takes: none,
  doubts: (said, among) => placed(said, (rule, terms) => rule.doubts(terms, among)),
  examples: [
    {
      terms:
        'parts: { membership: { per_pupil: 9 }, training: { when: { training: yes }, flat: 300 }, advice: { per: { adviser_days: 550 } } }, cap: 2_500',
      school: 'phase=primary,pupils=100,training=yes,adviser_days=3',
      fee: '2500.00',
      source: 'by hand: £900, £300 and £1,650 are £2,850, and no school pays above £2,500 for all services',
    },
    {
      terms:
        'parts: { disclosure: { per: { checks: 38 }, vat: outside_scope }, administration: { per: { checks: 10 } } }',
      school: 'phase=primary,checks=3',
      fee: '144.00',
      source: 'Enhanced disclosure checks: £38 of the State without VAT, and £10 plus VAT for the administration',
    },
  ],
};
