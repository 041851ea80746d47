import { type Against, GROUPINGS, type Grouping, knownOf, offerOf, optionsOf, spreadOf } from '../../analysis/index.js';
import { forMoneyReport, valueReport } from '../../report/index.js';
import { askedModel, listsAsked, offersAsked, rollAsked, tierAsked, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

interface Options {
  readonly year?: string;
  readonly tier?: string;
  readonly school: readonly string[];
  readonly by?: string;
  readonly against?: Against;
  readonly forMoney?: boolean;
  readonly with: readonly string[];
}

export const run: Run<Options> = ([path = ''], options, io) => {
  const { standing, projection } = askedModel(path, options, io);
  const { model } = standing;
  const year = yearAsked(model, options.year);
  const tier = tierAsked(model, options.tier);
  const only = rollAsked(model.schools, options.school).map(({ id }) => id);
  const offers = offersAsked(projection, tier, year);
  const by: Grouping | undefined = GROUPINGS.find((name) => name === options.by);
  // Today is what a school knows; where nobody has said what that is, typical prices elsewhere stand in for it.
  const isSaid = offers.some((offer) => knownOf(spreadOf(offer, 'today', projection)).length > 0);
  const against = options.against ?? (isSaid ? 'today' : 'typical');
  if (options.forMoney === true) {
    if (by !== undefined || options.school.length > 0)
      throw new Usage('--for-money looks at all schools at once: leave out --by and --school');
    const given = listsAsked(options.with, io);
    const choices = optionsOf(projection, given).filter(({ list }) => list !== undefined);
    const lists = choices.map((option) => offerOf(projection, option, year));
    return { report: forMoneyReport(standing, projection, { year, offers, against, given, lists }) };
  }
  if (by !== undefined && options.school.length > 0)
    throw new Usage('--by counts all schools in their groups: leave out --school');
  if (options.with.length > 0)
    throw new Usage(
      '--with puts price lists beside the economy of --for-money; to compare tariffs, try buyin tiers --with',
    );
  return { report: valueReport(standing, projection, { year, offers, by, against, only }) };
};
