import { Problems, problem } from '../../language/index.js';
import { fits, priceFor } from '../../pricing/index.js';
import { Source } from '../../reading/index.js';
import { priceListReport, priceReport } from '../../report/index.js';
import { askedModel, schoolAsked, tierAsked, yearAsked } from '../asked.js';
import { type Answer, type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  readonly school?: string;
  readonly tier?: string;
  readonly year?: string;
}

export const run: Run<Options> = ([path = ''], options, io) => {
  if (Source.open(io.disk, path).isPriceList) return priceList(path, options, io);
  const { standing, projection } = askedModel(path, options, io);
  const { model } = standing;
  const only = options.school === undefined ? undefined : { school: schoolAsked(model.schools, options.school), said: options.school };
  const tier = tierAsked(model, options.tier);
  if (only !== undefined) {
    const tiers = [...model.tiers].filter(([id, terms]) => (tier === undefined || tier === id) && fits(terms.eligible, only.school.attributes));
    if (!tiers.some(([, { price }]) => priceFor(price, only.school.attributes)))
      throw noPrice(
        only.school.name,
        tiers.map(([id]) => id),
      );
  }
  return { report: priceReport(standing, projection, { year: yearAsked(model, options.year), tier, only }) };
};

function priceList(path: string, { school: said, tier, scenario, set, year }: Options & Common, io: Io): Answer {
  if (scenario.length + set.length > 0 || year !== undefined) throw new Usage(`${path} is a price list: it has no scenarios and no years`);
  if (said === undefined) throw new Usage(`${path} is a price list: name a school to price, as in --school phase=primary,pupils=262`);
  const list = Source.open(io.disk, path).loadPriceList();
  const named = tierAsked(list, tier);
  const school = schoolAsked([], said);
  const tiers = new Map([...list.tiers].filter(([id]) => named === undefined || named === id));
  if (![...tiers.values()].some(({ price }) => priceFor(price, school.attributes))) throw noPrice(school.name, [...tiers.keys()]);
  return { report: priceListReport(path, { ...list, tiers }, school, said) };
}

/** What nobody has published is refused, never guessed. */
function noPrice(school: string, tiers: readonly string[]): Problems {
  return new Problems([
    problem('no-price', undefined, { school, tier: tiers.join(', ') || 'membership', attributes: 'no "when" of a price holds for it' }),
  ]);
}
