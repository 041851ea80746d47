import { Problems, problem } from '../../language/index.js';
import { buyerProblems, isPriced, type Model, type School } from '../../model/index.js';
import { fits, type TierPrice } from '../../pricing/index.js';
import { Source } from '../../reading/index.js';
import { priceListReport, priceReport, type SchoolSaid, servicesReport } from '../../report/index.js';
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
    if (options.school.length > 0 || options.tier !== undefined || explain)
      throw new Usage('--services shows what services cost: it takes no --school, --tier or --explain');
    return { report: servicesReport(standing, projection, yearAsked(model, options.year)) };
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

/** Each school of the roll once, however often it is named; each that is made up is another one. */
function schoolsAsked(model: Model, names: readonly string[], tier: string | undefined): SchoolSaid[] {
  const asked = names.map((said) => ({ school: schoolAsked(model, said, tier), said }));
  return asked.filter(({ school }, i) => asked.findIndex((each) => each.school === school) === i);
}

function priceList(
  path: string,
  { school: names, tier, scenario, set, year, explain = false }: Options & Common,
  io: Io,
): CommandAnswer {
  if (scenario.length + set.length > 0 || year !== undefined)
    throw new Usage(`${path} is a price list: it has no scenarios and no years`);
  if (names.length === 0)
    throw new Usage(`${path} is a price list: name a school to price, as in --school 'phase=primary,pupils=262'`);
  const list = Source.open(io.disk, path).loadPriceList();
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
  throw new Problems([
    problem('no-price', undefined, {
      school: school.name,
      tier,
      attributes: 'no "when" of a price holds for it',
      more: [],
    }),
  ]);
}
