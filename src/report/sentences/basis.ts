import { type Count, inWords, isZero, times, totalOf } from '../../figures/index.js';
import { inRow, keyInWords, type Month, monthName } from '../../language/index.js';
import { type Model, nameIn, type School, scenarioCalled, scenariosIn, statesBringing } from '../../model/index.js';
import { haveGroups, ONE_SCHOOL, type PupilBasis, pupilsInWords } from '../../pricing/index.js';
import {
  claim,
  counted,
  inFull,
  listed,
  method,
  number,
  type SentenceWords,
  shown,
  subject,
  words,
} from '../page/sentence.js';

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
const hasVatClass = ({ tiers, services, contracts }: Model): boolean =>
  [...tiers.values(), ...services.values(), ...contracts.values()].some(({ vat }) => vat !== undefined);

/** A registration that comes within the calendar: until then nothing is charged, whatever a price shows with VAT. */
const fromWhen = ({ tax: { vat }, calendar }: Model): string =>
  vat?.from === undefined || vat.from <= calendar.first
    ? ''
    : `, from ${monthName(vat.from)} on, when the company registers: until then it charges none`;

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
      const said = [...names, ...(sets.length > 0 ? [`--set ${sets.join(' --set ')}`] : [])];
      // What a state brings goes over what was set, and may say the same again.
      const all = said.length > 0 ? said : ['what states bring'];
      return words`${path}, with ${listed(all, ' and ', ' and ')} (${counted(changes, 'change', 'changes')}).`;
    },
  ),
  brought: claim(
    {
      reason:
        'it names what the states of assumptions bring, which no figure shows; the worked tests of states hold it',
    },
    (model: Model) => {
      const found = statesBringing(model.assumptions).map(({ id, state, scenario }) => {
        const names = scenariosIn(scenario.text).map((name) => scenarioCalled(model, name));
        return words`${nameIn(model, 'assumptions', id)} is ${keyInWords(state)}, with scenario ${listed(names, ' and ')}`;
      });
      return found.length === 0 ? undefined : found;
    },
    (found) => words`States bring scenarios: ${listed(found, '; ', '; ')}.`,
  ),
  draw: claim(
    'law',
    (drawn: { readonly draw: number; readonly seed: number } | undefined) => drawn,
    ({ draw, seed }) =>
      words`DRAW ${String(draw)} of seed ${String(seed)}: this is one possible outcome, not a forecast.`,
  ),
  beforeVat: claim(
    'law',
    (model: Model) => (model.tax.vat?.registered === true ? model : undefined),
    (model) =>
      words`Income and costs are before VAT; debtors, creditors and cash include it${fromWhen(model)}.${pupilsOf(model)}`,
  ),
  unregistered: claim(
    'law',
    (model: Model) => (model.tax.vat?.registered === false ? model : undefined),
    (model) =>
      words`The company is not registered for VAT: it charges none, and VAT on what it buys is a cost.${pupilsOf(model)}`,
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
    'law',
    ({ choice }: Model) => (choice?.rule === 'assigned' ? true : undefined),
    () => words`Schools take the tier that they are assigned.`,
  ),
  bestValue: claim(
    'law',
    (model: Model) => (model.choice?.rule === 'best_value' ? { ...model, choice: model.choice } : undefined),
    ({ choice, tiers }) =>
      words`Schools choose by best value: each takes the tier with the greatest net value to it, of those that it does not refuse, unless not joining is worth more${apart(choice)}.${beforeOthers(tiers)}`,
  ),
  byShares: claim(
    'law',
    ({ choice, tiers }: Model) =>
      choice === undefined || choice.rule === 'assigned' || choice.rule === 'best_value'
        ? undefined
        : { choice, tiers },
    ({ choice, tiers }) =>
      words`Schools choose by shares: each tier that they do not refuse, and not joining${apart(choice)}, by its net value, with a sensitivity of ${choice.sensitivity === undefined ? 'an unknown number' : inFull(choice.sensitivity)} for each £1,000 (multinomial logit).${beforeOthers(tiers)}`,
  ),
  inputs: claim(
    'law',
    (counts: readonly (readonly [of: string, count: number])[]) => (counts.length === 0 ? undefined : counts),
    (counts) => {
      const total = counts.reduce((sum, [, count]) => sum + count, 0);
      return words`The figures rest on ${counted(total, 'input', 'inputs')}: ${listed(counts.map(([of, count]) => words`${number(count)} ${BASIS_WORDS[of] ?? of}`))}.`;
    },
  ),
  illustrative: claim(
    { reason: 'it names inputs in the workings of the page, which the page does not show' },
    (parts: readonly string[]) => (parts.length === 0 ? undefined : parts),
    (parts) => words`ILLUSTRATIVE: figures that rest on ${listed(parts)} are not evidence.`,
  ),
  leftOut: claim(
    { reason: 'it names inputs that totals of the page leave out; the tests of --unknown hold it' },
    (said: OutOfTotals) => said,
    (said) => words`KNOWN PARTS leave out ${listed(leftOutWords(said), '; ', '; and ')}.`,
  ),
  held: claim(
    { reason: 'it names national values in the workings of the page; the worked tests of parameters hold it' },
    (values: readonly { readonly what: string; readonly knownTo: Month }[]) =>
      values.length === 0 ? undefined : values,
    (values) =>
      words`HELD at the last value that is known, from the month in brackets on: ${listed(values.map(({ what, knownTo }) => `${what} (${monthName(knownTo)})`))}.`,
  ),
  priceList: method((path: string) => words`${path}. Prices are before VAT.`),
  listPupils: claim(
    { reason: 'it repeats what the price list states' },
    (pupils: PupilBasis | undefined) => pupils,
    (pupils) => words`Its pupils are ${pupilsInWords(pupils)}.`,
  ),
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
        spans.map(({ names, first, last }) => `${inRow(names)} from ${monthName(first)} to ${monthName(last)}`),
        '; ',
        '; ',
      )}.`,
  ),
});

/** What totals leave out: schools of which something is not known, with their pupils as last known, and what else. */
export interface OutOfTotals {
  readonly schools: readonly { readonly school: School; readonly pupils: Count | undefined }[];
  /** All schools of the model. */
  readonly of: readonly School[];
  /** Places of the model. */
  readonly others: readonly string[];
}

const MOST_NAMED = 5;

function leftOutWords({ schools, of, others }: OutOfTotals): SentenceWords[] {
  const more = others.length - MOST_NAMED;
  const rest = more > 0 ? [words`${number(more)} more values`] : [];
  const places = others.slice(0, MOST_NAMED).map((path) => words`${path}`);
  if (schools.length === 0) return [...places, ...rest];
  const names = schools.slice(0, MOST_NAMED).map(({ school: { name, id } }) => (name === id ? id : `${name} (${id})`));
  const unnamed = schools.length > MOST_NAMED ? [`and ${schools.length - MOST_NAMED} more`] : [];
  const said = words`what is not known of ${numberOf(schools.map(({ school }) => school))} of ${numberOf(of)} schools: ${inRow([...names, ...unnamed])}; ${pupilsSaid(schools)}`;
  return [said, ...places, ...rest];
}

/** How many schools some entries of a roll stand for. */
function numberOf(schools: readonly School[]): SentenceWords {
  const count = totalOf(
    'count',
    schools.map((school) => school.count ?? ONE_SCHOOL),
    'schools',
  );
  return words`${shown(count, 'count')}`;
}

function pupilsSaid(schools: OutOfTotals['schools']): SentenceWords {
  const known = schools.flatMap(({ school: { count }, pupils }) =>
    pupils === undefined || count?.isKnown === false ? [] : count === undefined ? pupils : times(pupils, count),
  );
  const open = schools.length - known.length;
  const sum = words`${shown(totalOf('count', known, 'pupils as last known'), 'count')} pupils as last known`;
  if (known.length === 0) return words`of ${open === 1 ? 'it' : 'them'} no number of pupils is known`;
  return open === 0 ? sum : words`${sum}, and of ${number(open)} no number is known`;
}

/** How inputs of a basis are called where its own word does not follow a number. */
const BASIS_WORDS: Readonly<Record<string, string>> = {
  estimate: 'estimated',
  scenario: 'of scenarios',
  'command line': 'of the command line',
};

/** What schools go by where several pay one price together: who else joins is not decided then. */
const beforeOthers = (tiers: Model['tiers']): string =>
  [...tiers.values()].some(({ price }) => haveGroups(price))
    ? ' A price that several pay together counts as it is expected before anybody chooses.'
    : '';

const apart = ({ none }: NonNullable<Model['choice']>): string => (isZero(none) ? '' : ` (${inWords(none)} a year)`);
