import { inWords, type Money, sum, Unknown } from '../../figures/index.js';
import { keyInWords, type Problem, problem, readNumber, type Scalar, type Span } from '../../language/index.js';
import {
  buyerProblems,
  customerOf,
  type Example,
  type ListTier,
  type PriceList,
  type School,
  taxed,
} from '../../model/index.js';
import {
  askedOf,
  type Customer,
  candidatesFor,
  choosingOf,
  heldFor,
  quotesOf as pricedTogether,
  type Quote,
  unsaidIn,
} from '../../pricing/index.js';
import { askableOf, madeUpSchool } from '../shared/made-up.js';

/** Where an example is told of: a place of its own, or the file where it has none. */
type Place = Span | 'the model';

/**
 * What some schools pay by a tier of a price list, each; undefined where nothing is published for one. Schools of one
 * group are priced together.
 */
export function quotesOf({ price }: ListTier, schools: readonly School[]): (Quote | undefined)[] {
  return pricedTogether(price, schools.map(customerIn));
}

/** A school as the prices of a list see it. */
const customerIn = (school: School): Customer =>
  customerOf(school, (school.pupils.steps[0] as School['pupils']['steps'][number]).value);

/** A published figure that its own published rule does not give. */
export interface Anomaly {
  readonly example: string;
  readonly published: Money;
  readonly byRule: Money;
  readonly because: string | undefined;
}

/** What one example of a price list came to. */
export interface HeldExample {
  readonly name: string;
  /** Everything that is wrong in it, or with what it says. */
  readonly problems: readonly Problem[];
}

/** What the examples of a price list came to. */
export interface ListOutcome {
  readonly each: readonly HeldExample[];
  readonly anomalies: readonly Anomaly[];
  /** How many schools are refused because nothing is published for them. */
  readonly refused: number;
  /** Those of all examples. */
  readonly problems: readonly Problem[];
}

/** Every example of a price list, held against its own rules. */
export function heldExamples(list: PriceList): ListOutcome {
  const each: HeldExample[] = [];
  const anomalies: Anomaly[] = [];
  for (const [name, example] of list.examples) {
    const { pays, problems } = heldExample(name, example, list);
    const { published, because } = example;
    each.push({ name, problems });
    if (published !== undefined && pays !== undefined)
      anomalies.push({ example: name, published, byRule: pays, because });
  }
  const refused = each.filter(
    ({ name, problems }) => list.examples.get(name)?.tag === 'ambiguous' && problems.length === 0,
  ).length;
  return { each, anomalies, refused, problems: each.flatMap(({ problems }) => problems) };
}

function heldExample(name: string, example: Example, list: PriceList): { pays?: Money; problems: Problem[] } {
  const first = [...(example.schools[0]?.values() ?? [])][0];
  const place = (example.pays ?? first)?.span ?? 'the model';
  const { tier, problem: unnamed } = tierOf(name, example, list, place);
  const askable = askableOf(tier === undefined ? list.tiers.values() : [tier]);
  const made = example.schools.map((said) => madeUpSchool(said, ([...said.values()][0] as Scalar).span, askable));
  const schools = made.flatMap(({ school }) => school ?? []);
  const misread = amountsOf(example).flatMap(([, said]) => readAmount(said).problem ?? []);
  const problems = [...(unnamed === undefined ? [] : [unnamed]), ...made.flatMap((each) => each.problems), ...misread];
  if (tier === undefined || problems.length > 0) return { problems };
  const isPriced = example.tag !== 'ambiguous' && !example.notOffered;
  const lacking = example.schools.flatMap((said, i) => [
    ...(isPriced ? unsaidOf(name, tier, schools[i] as School, said) : []),
    ...lackingIn(name, tier, schools[i] as School, said),
  ]);
  const differing = [...lacking, ...buyerProblems(tier.price, schools)];
  return differing.length > 0 ? { problems: differing } : heldPrice(name, example, tier, schools, place);
}

/** The tier that an example names, or the only one of the list. */
function tierOf(
  name: string,
  { tier }: Example,
  { tiers }: PriceList,
  place: Place,
): { tier?: ListTier; problem?: Problem } {
  const known = [...tiers.keys()];
  if (tier === undefined) {
    const only = tiers.size === 1 ? [...tiers.values()][0] : undefined;
    return only === undefined
      ? {
          problem: problem('missing-key', place, {
            key: 'tier',
            within: `the example "${name}" of a list of ${known.length} tiers`,
          }),
        }
      : { tier: only };
  }
  const found = tiers.get(tier.text);
  return found === undefined
    ? { problem: problem('unknown-name', tier.span, { name: tier.text, what: 'tier', known }) }
    : { tier: found };
}

/** Each attribute that prices ask and an example does not say of its school, where none of them fits it without. */
function unsaidOf(
  name: string,
  { price }: ListTier,
  { attributes }: School,
  said: ReadonlyMap<string, Scalar>,
): Problem[] {
  if (candidatesFor(price, attributes).length > 0) return [];
  const { span } = [...said.values()][0] as Scalar;
  const within = `the school of the example "${name}"`;
  return unsaidIn(price, attributes).map((key) => problem('missing-key', span, { key, within }));
}

/**
 * Each quantity that the price of an example's school multiplies by and the example does not say: no example is held
 * without it.
 */
function lackingIn(name: string, { price }: ListTier, school: School, said: ReadonlyMap<string, Scalar>): Problem[] {
  const place = ([...said.values()][0] as Scalar).span;
  // Its numbers choose between prices; where these are not said, all of them may be asked.
  const held = heldFor(price, customerIn(school));
  const fitting = candidatesFor(price, school.attributes);
  const chosen = fitting.flatMap(({ price: each }) => choosingOf(each));
  const charged = (held === undefined ? fitting : [held]).flatMap(({ price: each }) =>
    askedOf(each).flatMap(({ driver, needed }) => (needed ? [driver] : [])),
  );
  const asked = [...chosen, ...charged];
  return [...new Set(asked)].flatMap((driver): Problem[] => {
    const scalar = said.get(driver);
    if (scalar === undefined)
      return [problem('missing-key', place, { key: driver, within: `the school of the example "${name}"` })];
    if (!/^unknown\b/i.test(scalar.text)) return [];
    const why = 'the example is held against a price that multiplies by it';
    return [
      problem('bad-value', scalar.span, {
        text: scalar.text,
        expected: `a number of ${keyInWords(driver)}`,
        why,
      }),
    ];
  });
}

function heldPrice(
  name: string,
  example: Example,
  tier: ListTier,
  schools: readonly School[],
  place: Place,
): { pays?: Money; problems: Problem[] } {
  const quotes = quotesOf(tier, schools);
  const fees = quotes.flatMap((each) => each?.fee ?? []);
  const pays = sum('money', fees, `what ${keyInWords(name)} pays`);
  const priced = fees.length === quotes.length && pays.isKnown;
  const differs = (found: string, expected: string): Problem =>
    problem('example-differs', place, { name, what: 'pays', found, expected });
  if (example.tag === 'ambiguous' || example.notOffered)
    return { problems: priced ? [differs(inWords(pays), 'no price')] : [] };
  const said = example.pays && readAmount(example.pays).amount;
  if (!priced) return { problems: [differs(whyNone(quotes), said === undefined ? '' : inWords(said))] };
  const { published } = example;
  const isNone = published?.isKnown === true && published.pence === pays.pence;
  const same = isNone ? [problem('no-anomaly', place, { name, amount: inWords(pays) })] : [];
  return { pays, problems: [...differences(name, example, tier, quotes as Quote[], schools, pays), ...same] };
}

function whyNone(quotes: readonly (Quote | undefined)[]): string {
  const reasons = quotes.flatMap((each) => (each?.fee.value instanceof Unknown ? each.fee.value.reasons : []));
  return reasons.length > 0 ? `unknown (${reasons.join('; ')})` : 'no price';
}

function differences(
  name: string,
  example: Example,
  tier: ListTier,
  quotes: readonly Quote[],
  schools: readonly School[],
  pays: Money,
): Problem[] {
  const taxes = quotes.map((quote, i) => taxed(quote, tier.vat, (schools[i] as School).type, name));
  const total = (figures: readonly (Money | undefined)[]): Money | undefined =>
    figures.length > 0 && figures.every((each) => each !== undefined)
      ? sum('money', figures as Money[], name)
      : undefined;
  const found: Readonly<Record<string, Money | undefined>> = {
    pays,
    provider: total(quotes.map(({ parts }) => parts?.provider)),
    commission: total(quotes.map(({ parts }) => parts?.commission)),
    with_vat: total(taxes.map((each) => each?.withVat)),
    net: total(taxes.map((each) => each?.net)),
  };
  return amountsOf(example).flatMap(([what, said]) => difference(name, what, said, found[what]));
}

/** What an example says of its price, by the keys of the file. */
function amountsOf({ pays, provider, commission, withVat, net }: Example): [string, Scalar][] {
  const said = { pays, provider, commission, with_vat: withVat, net };
  return Object.entries(said).flatMap(([what, scalar]): [string, Scalar][] =>
    scalar === undefined ? [] : [[what, scalar]],
  );
}

const EXPECTED = 'an amount in pounds, such as 4_978';

function readAmount(said: Scalar): { amount?: Money; problem?: Problem } {
  const read = readNumber({ kind: 'money', expected: EXPECTED }, said);
  return typeof read === 'string'
    ? { problem: problem('bad-value', said.span, { text: said.text, expected: EXPECTED, why: read }) }
    : { amount: read };
}

function difference(name: string, what: string, said: Scalar, found: Money | undefined): Problem[] {
  const expected = readAmount(said).amount as Money;
  if (found?.isKnown && expected.isKnown && found.pence === expected.pence) return [];
  const is = found === undefined ? 'nothing: the tier does not say it' : inWords(found);
  return [problem('example-differs', said.span, { name, what, found: is, expected: inWords(expected) })];
}
