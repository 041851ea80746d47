import { offerOf, optionsOf } from '../../analysis/index.js';
import type { TierTerms } from '../../model/index.js';
import type { TierPrice } from '../../pricing/index.js';
import { tiersReport } from '../../report/index.js';
import { askedModel, listsAsked, schoolAsked, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

interface Options {
  readonly with: readonly string[];
  readonly year?: string;
}

/**
 * Schools that people ask about, with the pupils that they usually have; with nursery as Haringey published its
 * examples.
 */
const ARCHETYPES: readonly (readonly [label: string, said: string])[] = [
  ['1 form of entry', 'phase=primary,pupils=210'],
  ['1 form, with nursery', 'phase=primary,pupils=262,nursery=yes'],
  ['2 forms of entry', 'phase=primary,pupils=420'],
  ['2 forms, with nursery', 'phase=primary,pupils=446,nursery=yes'],
  ['3 forms of entry', 'phase=primary,pupils=630'],
  ['3 forms, with nursery', 'phase=primary,pupils=656,nursery=yes'],
  ['Special, 80 pupils', 'phase=special,pupils=80'],
  ['11 to 16, 900 pupils', 'phase=secondary,pupils=900'],
  ['11 to 18, 1,300 pupils', 'phase=secondary,pupils=1300,sixth_form=yes'],
  ['All-through, 1,300 pupils', 'phase=all_through,pupils=1300,sixth_form=yes'],
];

export const run: Run<Options> = ([path = ''], options, io) => {
  const { projection, standing } = askedModel(path, options, io);
  const { model } = standing;
  const year = yearAsked(model, options.year);
  const lists = listsAsked(options.with, io);
  const choices = optionsOf(projection, lists);
  if (choices.length === 0)
    throw new Usage(`${path} has no tiers: put a price list beside it with --with models/hep-2018.yaml`);
  const offers = choices.map((option) => {
    io.progress(`${path}: ${option.name}`);
    return offerOf(projection, option, year);
  });
  const tiers = new Map<string, { readonly price: readonly TierPrice[] }>(
    choices.map(({ terms }, i): [string, TierTerms] => [String(i), terms]),
  );
  const archetypes = ARCHETYPES.map(([label, said]) => ({
    label,
    said,
    school: schoolAsked({ schools: model.schools, tiers }, said, undefined, 'made up'),
  }));
  return { report: tiersReport(standing, projection, { year, offers, archetypes, lists }) };
};
