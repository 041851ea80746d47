import type { TestVerdict } from '../../analysis/index.js';
import { Exact, type Figure } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { type Asking, basePriceOf, isSpread, type Model } from '../../model/index.js';
import { unitPriceIn } from '../../pricing/index.js';
import { claim, counted, listed, method, number, RESTATES, shown, subject, words } from '../page/sentence.js';

/** What the answers that count under a scenario are about. */
export interface AnswersAbout {
  /** How many are about it. */
  readonly own: number;
  readonly closest: string;
  /** How many are about a tier, and how many about neither. */
  readonly ofTiers: number;
  readonly rest: number;
  /** What else they may be about, the closest first. */
  readonly others: readonly string[];
}

/** What schools have said. */
export const asking = subject('consultation', {
  columns: method(
    () =>
      words`Not: has not answered. Expected: members, by the share that joins.by_intent gives an answer, and by an assumption where there is none.`,
  ),
  staysOut: claim(
    {
      reason:
        'what would be expected of them without a choice is not on the page; the worked tests of consultations hold it',
    },
    (schools: Figure | undefined) => (schools?.isKnown && schools.exact.sign > 0 ? schools : undefined),
    (schools) =>
      words`Schools of which none is expected, whatever is said, because not joining is worth more to them: ${shown(schools, 'count')}.`,
  ),
  fees: method(
    () => words`All to join: fees of a full year if every school joined. Fees, £: from the members expected.`,
  ),
  roll: claim(
    RESTATES,
    (isShown: boolean) => (isShown ? true : undefined),
    () => words`The roll: an intent that the roll gives a school which has not answered.`,
  ),
  kinds: method(() => words`An answer: of the school itself. An assumption: a share for all schools of a kind.`),
  nobody: claim(
    'law',
    ({ file, answers }: { readonly file: string; readonly answers: number }) => (answers === 0 ? file : undefined),
    (file) => words`${file}: no school has answered.`,
  ),
  answers: claim(
    'law',
    (of: { readonly file: string; readonly answers: number; readonly days: readonly string[] }) =>
      of.answers === 0 ? undefined : of,
    ({ file, answers, days }) =>
      words`${file}: ${counted(answers, 'answer counts', 'answers count')}${answers === 1 ? `, of ${days[0] ?? ''}` : `, the oldest of ${days[0] ?? ''}, the latest of ${days[days.length - 1] ?? ''}`}.`,
  ),
  replaced: claim(
    'law',
    (replaced: number) => (replaced === 0 ? undefined : replaced),
    (replaced) => words`${counted(replaced, 'answer is', 'answers are')} replaced by a later one of the same school.`,
  ),
  about: claim(
    { reason: 'what an answer is about is on the page only where it differs' },
    (of: AnswersAbout) => (of.others.length === 0 ? undefined : of),
    ({ own, closest, ofTiers, rest, others }) => {
      const first = ofTiers === 0 ? words`` : words`, and ${number(ofTiers)} about a tier, which counts before it`;
      const [who, said] = rest === 1 ? ['the other school', 'it has'] : ['the other schools', 'they have'];
      const then = words`; for ${who} what ${said} said of ${listed(others, ', or of ', ', or of ')} is taken`;
      return words`${counted(own, 'is', 'are')} about ${closest}${first}${rest === 0 ? words`` : then}.`;
    },
  ),
  everybody: claim(
    'law',
    (open: number) => (open === 0 ? true : undefined),
    () => words`Every school has answered.`,
  ),
  assumed: claim(
    'law',
    (open: number) => (open === 0 ? undefined : true),
    () => words`Assumed: the share that is expected to join. In each constituency the highest fee first.`,
  ),
  expected: method(
    () =>
      words`Expected: the share of the school that counts as a member. buyin explain … share --school shows the line of the file that it rests on.`,
  ),
});

/** What schools have ordered. */
export const ordering = subject('orders', {
  columns: method(
    () =>
      words`Planned for them: what demand would expect of the schools that have ordered. Expected of others: what it expects of those that have not.`,
  ),
  stands: method(
    () =>
      words`An order stands whether or not its school joins: as a member it pays the price for members, as often as it is expected to be one.`,
  ),
  days: method(
    () =>
      words`Ordered and asked for: beyond what members are promised. Orders are delivered before what is asked for.`,
  ),
  uncounted: claim(
    { reason: 'orders outside the calendar are on no line of the page' },
    (many: number) => (many === 0 ? undefined : many),
    (many) => words`${counted(many, 'order is', 'orders are')} for days that the calendar does not have.`,
  ),
});

/** The services of which an average that is no whole number meets a price that is not one rate for every unit. */
function averagedServices({ services }: Model): readonly string[] {
  const isAveraged = (asked: readonly Asking[]): boolean =>
    asked.some(({ quantity }) =>
      quantity.steps.some(
        ({ value }) => !isSpread(value) && value.isKnown && value.value instanceof Exact && !value.value.isWhole,
      ),
    );
  return [...services].flatMap(([id, service]) => {
    const price = basePriceOf(service);
    const { perMember, perOther } = service.demand;
    const meets =
      (isAveraged(perMember) && unitPriceIn(price, true) === undefined) ||
      (isAveraged(perOther) && unitPriceIn(price, false) === undefined);
    return meets ? (service.name ?? keyInWords(id)) : [];
  });
}

/** What each service and each part of the company earns. */
export const results = subject('services', {
  columns: method(
    () =>
      words`Contribution: income less what the stream alone causes. Result: on full cost, after its share of overheads, posts for no stream and time that is not used.`,
  ),
  shares: method(
    (driver: string) =>
      words`Overheads are shared out by ${driver} unless a cost says otherwise; the shares add to what there is. All results together are the surplus before corporation tax.`,
  ),
  averaged: claim(
    { reason: 'whether a price bends is not on the page; a worked case holds it' },
    (model: Model) => {
      const names = averagedServices(model);
      return names.length === 0 ? undefined : names;
    },
    (names) =>
      words`${listed(names, ' and ', ', ')}: the price is not one rate for every unit, and what is asked for is an average. It is spread over its two neighbouring whole numbers: 1.5 units are one for half of those who ask and two for the other half.`,
  ),
  rounded: method(
    () => words`To the pound: each column adds up, and a row may be out by a pound; --format csv and json give pence.`,
  ),
  covers: method(
    (from: string | undefined) =>
      words`Results above zero cover those below, each in proportion${from === undefined ? '' : `; what they cannot cover comes from ${from}`}.`,
  ),
  phases: method((by: string) => words`Cost: the full cost of each tier, by ${by}.`),
  demand: method(
    () =>
      words`On average: units a year that one of these schools asks for, beyond what membership includes. Spread: so many units for such a share of schools.`,
  ),
  days: method(
    () =>
      words`Days: those that can be charged. Overheads go to posts by their cost among all that is direct; time that is not used is in the days and is not counted again.`,
  ),
});

/** What a board must watch. */
export const watching = subject('obligations', {
  unclear: claim(
    'law',
    (verdicts: readonly TestVerdict[]) => (verdicts.includes('unclear') ? true : undefined),
    () => words`Unclear: it depends on an answer that the model leaves open.`,
  ),
  unknown: claim(
    'law',
    (verdicts: readonly TestVerdict[]) => (verdicts.includes('unknown') ? true : undefined),
    () => words`Unknown: a figure is not known, or the model ends too soon to tell.`,
  ),
  noAdvice: method(() => words`This program works out what follows from each answer. It does not give the answer.`),
  untested: claim(
    'law',
    (of: {
      readonly title: string;
      readonly why: string;
      /** The scenarios in which it is so; none for all that are shown. */
      readonly where: readonly string[];
    }) => of,
    ({ title, why, where }) =>
      words`${title}${where.length === 0 ? '' : words`, in ${listed(where, ' and ')}`}: ${why}.`,
  ),
});

/** More reasons than this for the unknowns of one table are counted and not told. */
const MOST_REASONS = 5;

/** What is checked, what is shipped, and where figures come from. */
export const tools = subject('tools', {
  lints: method(() => words`docs/lints.md says what each means; --strict fails on warnings.`),
  verdict: claim(
    'law',
    (said: string) => said,
    (said) => words`${said}`,
  ),
  priceLists: method(
    () =>
      words`buyin price NAME --school … asks one; a tier takes its prices with "use: NAME"; buyin models NAME tells more.`,
  ),
  models: method(() => words`buyin forecast NAME plays one, from the folder of the package.`),
  shipped: method(({ name, path }: { readonly name: string; readonly path: string }) => words`${name}: ${path}.`),
  note: claim(
    { reason: 'it repeats what the file says of itself' },
    (note: string) => note,
    (note) => words`${note}`,
  ),
  cut: claim(
    RESTATES,
    (isCut: boolean) => (isCut ? true : undefined),
    () => words`All digits are shown; … stands for those that have no end.`,
  ),
  foot: claim(
    RESTATES,
    (of: { readonly by: string; readonly said: readonly string[] } | undefined) => of,
    ({ by, said }) =>
      words`* Each amount is its nearest pound, so these are ${by} from what the amounts shown come to: ${listed(said, '; ', '; ')}.`,
  ),
  rowsOut: claim(
    RESTATES,
    (of: { readonly heading: string; readonly by: string; readonly rows: readonly string[] }) => of,
    ({ heading, by, rows }) =>
      words`Each column adds up, so ${heading} is ${by} from what its row comes to: ${listed(rows, '; ', '; ')}.`,
  ),
  leftOut: claim(
    { reason: 'what is left out is not on the page; the tests of tables hold it' },
    (headings: readonly string[]) => (headings.length === 0 ? undefined : headings),
    (headings) => words`Nil or empty in every row, and left out: ${listed(headings, '; ', '; ')}.`,
  ),
  unknown: claim(
    RESTATES,
    (reasons: readonly string[]) => (reasons.length === 0 ? undefined : reasons),
    (reasons) => {
      const rest = reasons.length - MOST_REASONS;
      return words`unknown: ${listed(reasons.slice(0, MOST_REASONS), '; ', '; ')}${rest > 0 ? words`; and ${number(rest)} more` : ''}`;
    },
  ),
});
