import { type Figure, inWords, type Money, sum, Unknown } from '../figures/index.js';
import { type Problem, problem, readNumber, type Scalar, type Span } from '../language/index.js';
import { customerOf, type Example, type ListTier, type PriceList, type School, taxed } from '../model/index.js';
import { type Quote, quote } from '../pricing/index.js';
import { askableOf, madeUpSchool } from './made-up.js';

/** What some schools pay by a tier of a price list, each; undefined where nothing is published for one. Schools of one group are priced together. */
export function quotesOf({ price }: ListTier, schools: readonly School[]): (Quote | undefined)[] {
  const customers = schools.map((school) =>
    customerOf(school, (school.pupils.steps[0] as { value: School['pupils']['steps'][number]['value'] }).value),
  );
  return customers.map((customer) => quote(price, customer, undefined, customers));
}

/** A published figure that its own published rule does not give. */
export interface Anomaly {
  readonly example: string;
  readonly published: Money;
  readonly byRule: Money;
  readonly why: string | undefined;
}

/** What the examples of a price list came to. */
export interface Held {
  readonly anomalies: readonly Anomaly[];
  /** How many schools are refused because nothing is published for them. */
  readonly refused: number;
  readonly problems: readonly Problem[];
}

/** Every example of a price list, held against its own rules. */
export function heldExamples(list: PriceList): Held {
  const anomalies: Anomaly[] = [];
  const problems: Problem[] = [];
  let refused = 0;
  for (const [name, example] of list.examples) {
    const found = heldExample(name, example, list);
    problems.push(...found.problems);
    if (example.tag === 'ambiguous' && found.problems.length === 0) refused++;
    if (example.published !== undefined && found.pays !== undefined) {
      anomalies.push({ example: name, published: example.published, byRule: found.pays, why: example.why });
    }
  }
  return { anomalies, refused, problems };
}

function heldExample(name: string, example: Example, list: PriceList): { pays?: Money; problems: Problem[] } {
  const place = (example.pays ?? [...(example.schools[0]?.values() ?? [])][0])?.span;
  const found = tierOf(example, list);
  if (found === undefined) {
    const asked = { name: example.tier?.text ?? '(none named)', what: 'tier', known: [...list.tiers.keys()] };
    return { problems: [problem('unknown-name', example.tier?.span ?? place ?? 'the model', asked)] };
  }
  const askable = askableOf([found]);
  const made = example.schools.map((said) => madeUpSchool(said, ([...said.values()][0] as Scalar).span, askable));
  const problems = made.flatMap((each) => each.problems);
  const schools = made.flatMap(({ school }) => school ?? []);
  if (problems.length > 0 || schools.length === 0) return { problems };
  return heldPrice(name, example, found, schools, place);
}

/** The tier that an example names, or the only one of the list. */
function tierOf({ tier }: Example, { tiers }: PriceList): ListTier | undefined {
  if (tier !== undefined) return tiers.get(tier.text);
  return tiers.size === 1 ? [...tiers.values()][0] : undefined;
}

function heldPrice(
  name: string,
  example: Example,
  tier: ListTier,
  schools: readonly School[],
  place: Span | undefined,
): { pays?: Money; problems: Problem[] } {
  const quotes = quotesOf(tier, schools);
  const fees = quotes.flatMap((each) => each?.fee ?? []);
  const pays = sum('money', fees, `what ${name.replace(/_/g, ' ')} pays`);
  const priced = fees.length === quotes.length && pays.isKnown;
  const differs = (found: string, expected: string): Problem => problem('example-differs', place, { name, what: 'pays', found, expected });
  if (example.tag === 'ambiguous' || example.notOffered) return { problems: priced ? [differs(inWords(pays), 'no price')] : [] };
  if (!priced) return { problems: [differs(whyNone(quotes), example.pays?.text ?? '')] };
  return { pays, problems: differences(name, example, tier, quotes as Quote[], schools, pays) };
}

function whyNone(quotes: readonly (Quote | undefined)[]): string {
  const reasons = quotes.flatMap((each) => (each?.fee.value instanceof Unknown ? each.fee.value.reasons : []));
  return reasons.length > 0 ? `unknown (${reasons.join('; ')})` : 'no price';
}

function differences(name: string, example: Example, tier: ListTier, quotes: readonly Quote[], schools: readonly School[], pays: Money): Problem[] {
  const taxes = tier.vat === undefined ? [] : quotes.map(({ fee }, i) => taxed(fee, tier.vat as 'standard', (schools[i] as School).type, name));
  const total = (figures: readonly (Money | undefined)[]): Money | undefined =>
    figures.length > 0 && figures.every((each) => each !== undefined) ? sum('money', figures as Money[], name) : undefined;
  const held: readonly (readonly [string, Scalar | undefined, Money | undefined])[] = [
    ['pays', example.pays, pays],
    ['provider', example.provider, total(quotes.map(({ parts }) => parts?.provider))],
    ['commission', example.commission, total(quotes.map(({ parts }) => parts?.commission))],
    ['with_vat', example.withVat, total(taxes.map(({ withVat }) => withVat))],
    ['net', example.net, total(taxes.map(({ net }) => net))],
  ];
  return held.flatMap(([what, said, found]) => (said === undefined ? [] : difference(name, what, said, found)));
}

const EXPECTED = 'an amount in pounds, such as 4_978';

function difference(name: string, what: string, said: Scalar, found: Figure | undefined): Problem[] {
  const expected = readNumber({ kind: 'money', expected: EXPECTED }, said);
  if (typeof expected === 'string') return [problem('bad-value', said.span, { text: said.text, expected: EXPECTED, why: expected })];
  if (found === undefined)
    return [problem('example-differs', said.span, { name, what, found: 'nothing: the tier does not say it', expected: inWords(expected) })];
  if (found.isKnown && expected.isKnown && found.exact.compare(expected.exact) === 0) return [];
  return [problem('example-differs', said.span, { name, what, found: inWords(found), expected: inWords(expected) })];
}
