import { Problems, problem, whereSaid } from '../../language/index.js';
import { basePriceOf, buyerProblems, isPriced, type Model, type School } from '../../model/index.js';
import { fits, type TierPrice, unsaidIn } from '../../pricing/index.js';
import { Source } from '../../reading/index.js';
import {
  listServicesReport,
  priceListReport,
  priceReport,
  type SchoolSaid,
  schoolServicesReport,
  servicesReport,
} from '../../report/index.js';
import { askedModel, schoolAsked, tierAsked, yearAsked } from '../asked.js';
import { type CommandAnswer, type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  readonly school: readonly string[];
  readonly tier?: string;
  readonly year?: string;
  readonly explain?: boolean;
  readonly services?: boolean;
}

export const run: Run<Options> = ([path = ''], options, io) => {
  if (Source.open(io.disk, path).isPriceList) return priceList(path, options, io);
  const { standing, projection } = askedModel(path, options, io);
  const { model } = standing;
  const { explain = false } = options;
  if (options.services === true) {
    const year = yearAsked(model, options.year);
    const said = servicesFor(options);
    if (said === undefined) return { report: servicesReport(standing, projection, year) };
    const school = schoolAsked({ schools: model.schools, tiers: soldIn(model) }, said);
    return { report: schoolServicesReport(standing, projection, year, { school, said }) };
  }
  if (explain && options.school.length === 0)
    throw new Usage('--explain shows how the fee of a school is made: name it with --school');
  const tier = tierAsked(model, options.tier);
  const only = options.school.length === 0 ? undefined : schoolsAsked(model, options.school, tier);
  for (const { school } of only ?? []) {
    const tiers = [...model.tiers].filter(
      ([id, terms]) => (tier === undefined || tier === id) && fits(terms.eligible, school.attributes),
    );
    refuseUnpriced(school, new Map(tiers));
  }
  return { report: priceReport(standing, projection, { year: yearAsked(model, options.year), tier, only, explain }) };
};

/** The school that prices of services are asked for; undefined where none is named. */
function servicesFor({ school, tier, explain }: Options): string | undefined {
  if (school.length > 1 || tier !== undefined || explain === true)
    throw new Usage('--services shows what services cost: it takes one --school, and no --tier or --explain');
  return school[0];
}

/** All that has prices in a model: a school that is made up says what these ask. */
const soldIn = ({ tiers, services }: Model): Parameters<typeof schoolAsked>[0]['tiers'] =>
  new Map([...tiers, ...[...services].map(([id, service]) => [id, { price: basePriceOf(service) }] as const)]);

/** Each school of the roll once, however often it is named; each that is made up is another one. */
function schoolsAsked(model: Model, names: readonly string[], tier: string | undefined): SchoolSaid[] {
  const asked = names.map((said) => ({ school: schoolAsked(model, said, tier), said }));
  return asked.filter(({ school }, i) => asked.findIndex((each) => each.school === school) === i);
}

function priceList(
  path: string,
  { school: names, tier, scenario, set, year, explain = false, services = false }: Options & Common,
  io: Io,
): CommandAnswer {
  if (scenario.length + set.length > 0 || year !== undefined)
    throw new Usage(`${path} is a price list: it has no scenarios and no years`);
  if (names.length === 0)
    throw new Usage(`${path} is a price list: name a school to price, as in --school 'phase=primary,pupils=262'`);
  const list = Source.open(io.disk, path).loadPriceList();
  if (services) {
    const said = servicesFor({ school: names, explain, ...whereSaid({ tier }) }) as string;
    return { report: listServicesReport(path, list, { school: schoolAsked(list, said), said }) };
  }
  const named = tierAsked(list, tier);
  const tiers = new Map([...list.tiers].filter(([id]) => named === undefined || named === id));
  const schools = names.map((said) => ({ school: schoolAsked(list, said, named), said }));
  for (const { school } of schools) refuseUnpriced(school, tiers);
  const problems = [...tiers.values()].flatMap(({ price }) =>
    buyerProblems(
      price,
      schools.map(({ school }) => school),
    ),
  );
  if (problems.length > 0) throw new Problems(problems);
  return { report: priceListReport(path, { ...list, tiers }, schools, explain) };
}

/** What nobody has published is refused, never guessed: of its kind, or of a size that lies between all prices. */
function refuseUnpriced(school: School, tiers: ReadonlyMap<string, { readonly price: readonly TierPrice[] }>): void {
  if ([...tiers.values()].some(({ price }) => isPriced(price, school))) return;
  const tier = [...tiers.keys()].join(', ') || 'membership';
  const prices = [...tiers.values()].flatMap(({ price }) => price);
  const found = { school: school.name, tier, attributes: 'no "when" of a price holds for it', more: [] };
  throw new Problems([problem('no-price', undefined, { ...found, listed: unsaidIn(prices, school.attributes) })]);
}
