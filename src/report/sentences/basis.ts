import { inWords } from '../../figures/index.js';
import { type Month, monthName } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { claim, counted, inFull, listed, method, number, subject, words } from '../page/sentence.js';

/** What a model is changed by: scenarios and `--set`, and how many values differ. */
export interface Changed {
  readonly path: string;
  readonly scenarios: readonly string[];
  readonly sets: readonly string[];
  readonly changes: number;
  /** Whether schools are asked about the scenarios themselves, so that they matter even where they change no value. */
  readonly asked: boolean;
}

const isChanged = ({ changes, asked }: Changed): boolean => changes > 0 || asked;

/** Whether VAT is charged on anything that is sold. */
const hasVatClass = ({ tiers, services }: Model): boolean =>
  [...tiers.values(), ...services.values()].some(({ vat }) => vat !== undefined);

/** Which pupils are counted, where any are. */
const pupilsOf = ({ schools, roll }: Model): string => (schools.length === 0 ? '' : ` Pupils: ${roll.basis}.`);

/** What every page stands on. */
export const basis = subject('basis', {
  unchanged: claim(
    'law',
    (of: Changed) => (isChanged(of) ? undefined : of),
    ({ path }) => words`${path}, with no changes.`,
  ),
  changed: claim(
    'law',
    (of: Changed) => (isChanged(of) ? of : undefined),
    ({ path, scenarios, sets, changes }) => {
      const names = scenarios.map((name) => `scenario ${name}`);
      const all = [...names, ...(sets.length > 0 ? [`--set ${sets.join(' --set ')}`] : [])];
      return words`${path}, with ${listed(all, ' and ', ' and ')} (${counted(changes, 'change', 'changes')}).`;
    },
  ),
  draw: claim(
    { reason: 'it repeats what the command line asks for' },
    (drawn: { readonly draw: number; readonly seed: number } | undefined) => drawn,
    ({ draw, seed }) =>
      words`DRAW ${String(draw)} of seed ${String(seed)}: this is one possible outcome, not a forecast.`,
  ),
  beforeVat: claim(
    'law',
    (model: Model) => (model.tax.vat === undefined ? undefined : model),
    (model) => words`Income and costs are before VAT; debtors, creditors and cash include it.${pupilsOf(model)}`,
  ),
  noReturn: claim(
    'law',
    (model: Model) => (model.tax.vat === undefined && hasVatClass(model) ? model : undefined),
    (model) => words`Amounts are before VAT; no VAT return is modelled.${pupilsOf(model)}`,
  ),
  noVat: claim(
    'law',
    (model: Model) => (model.tax.vat === undefined && !hasVatClass(model) ? model : undefined),
    (model) => words`VAT is not modelled.${pupilsOf(model)}`,
  ),
  assigned: claim(
    { reason: 'it repeats the rule that the model states' },
    ({ choice }: Model) => (choice?.rule === 'assigned' ? true : undefined),
    () => words`Schools take the tier that they are assigned.`,
  ),
  bestValue: claim(
    { reason: 'it repeats the rule that the model states' },
    ({ choice }: Model) => (choice?.rule === 'best_value' ? choice : undefined),
    (choice) =>
      words`Schools choose by best value: of the tiers that they do not refuse the one with the greatest net value to them, if that is no less than not joining is worth${apart(choice)}.`,
  ),
  byShares: claim(
    { reason: 'it repeats the rule that the model states' },
    ({ choice }: Model) =>
      choice === undefined || choice.rule === 'assigned' || choice.rule === 'best_value' ? undefined : choice,
    (choice) =>
      words`Schools choose by shares: each tier that they do not refuse, and not joining${apart(choice)}, by its net value, with a sensitivity of ${choice.sensitivity === undefined ? 'an unknown number' : inFull(choice.sensitivity)} for each £1,000 (multinomial logit).`,
  ),
  inputs: claim(
    { reason: 'it counts the inputs in the workings of the page, which the page does not show' },
    (counts: readonly (readonly [of: string, count: number])[]) => (counts.length === 0 ? undefined : counts),
    (counts) => {
      const total = counts.reduce((sum, [, count]) => sum + count, 0);
      return words`Rests on ${counted(total, 'input', 'inputs')}: ${listed(counts.map(([of, count]) => words`${number(count)} ${BASIS_WORDS[of] ?? of}`))}.`;
    },
  ),
  illustrative: claim(
    { reason: 'it names inputs in the workings of the page, which the page does not show' },
    (parts: readonly string[]) => (parts.length === 0 ? undefined : parts),
    (parts) => words`ILLUSTRATIVE, not evidence: figures that rest on ${listed(parts)}.`,
  ),
  held: claim(
    { reason: 'it names national values in the workings of the page; the worked tests of parameters hold it' },
    (values: readonly { readonly what: string; readonly knownTo: Month }[]) =>
      values.length === 0 ? undefined : values,
    (values) =>
      words`HELD after the last month for which it is known, in brackets: ${listed(values.map(({ what, knownTo }) => `${what} (${monthName(knownTo)})`))}.`,
  ),
  priceList: method((path: string) => words`${path}. Prices are before VAT.`),
  source: claim(
    { reason: 'it repeats what the price list states' },
    (source: string | undefined) => source,
    (source) => words`Source: ${source}`,
  ),
  calendars: claim(
    { reason: 'the calendars of the models are in no figure of the page' },
    (spans: readonly { readonly names: readonly string[]; readonly first: Month; readonly last: Month }[]) =>
      spans.length < 2 ? undefined : spans,
    (spans) =>
      words`NOT THE SAME YEARS: ${listed(
        spans.map(({ names, first, last }) => `${names.join(', ')} from ${monthName(first)} to ${monthName(last)}`),
        '; ',
        '; ',
      )}.`,
  ),
});

/** How inputs of a basis are called where its own word does not follow a number. */
const BASIS_WORDS: Readonly<Record<string, string>> = {
  estimate: 'estimated',
  scenario: 'of scenarios',
  'command line': 'of the command line',
};

const apart = ({ none }: NonNullable<Model['choice']>): string =>
  none.isKnown && none.exact.sign === 0 ? '' : ` (${inWords(none)} a year)`;
