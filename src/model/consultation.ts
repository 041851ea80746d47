import { type Count, Exact, input, type Rate, times } from '../figures/index.js';
import { type Month, monthName, monthOf, type Problem, problem, type Scalar, type Span } from '../language/index.js';
import type { Finder } from './finder.js';
import { BASE_OPTION } from './grid.js';
import { bareName, namesOfSchools, plainName, schoolsNamed } from './named-schools.js';
import type { Intent, School } from './school.js';
import type { TierTerms } from './tier.js';

/** What one school has said of one option, as a row of the consultation's file has it. */
export interface Answer {
  readonly school: Scalar;
  /** A tier, or a membership option of the board: `base`, or a scenario that `options` names. */
  readonly option: Scalar;
  readonly intent: Intent;
  /** `2026-03-14`. */
  readonly date: string;
  /** Where the date stands. */
  readonly dateAt: Span;
  /** Who said it, in which minute: what stands behind it. */
  readonly evidence: string | undefined;
  /** The answer as an input, 1: whatever rests on it explains down to its row. */
  readonly heard: Count;
}

/** The answers of one school that count under the scenarios applied. */
export interface Answers {
  readonly ofOption: Answer | undefined;
  readonly byTier: ReadonlyMap<string, Answer>;
}

/** A consultation of the schools on the roll, as a model reads it. */
export interface Consultation {
  readonly file: string;
  /** The options of which answers count, the closest first; `base` last. */
  readonly options: readonly string[];
  /** How many answers a later one of the same school has taken the place of. */
  readonly replaced: number;
  /** Every answer, with its date. */
  readonly said: readonly Pick<Answer, 'date' | 'dateAt'>[];
}

/** How the model reads it. */
export interface ConsultationTerms {
  readonly file: Scalar;
  /** Whether the latest of several answers of one school counts; without it two answers are a problem. */
  readonly latest: boolean;
  /** Columns of the file that nothing reads. */
  readonly ignore: readonly string[];
}

/** An answer with its row as the leaf of every working that rests on it. */
export function answer(said: Omit<Answer, 'heard'>, written: Scalar): Answer {
  const { school, option, date, evidence } = said;
  const { file, line, column } = written.span;
  const source = `said on ${date}${evidence === undefined ? '' : `: ${evidence}`}`;
  const path = `schools.consultation.${school.text}.${option.text}`;
  const origin = { file: file.name, line, column, path, text: written.text, basis: written.basis, source };
  return { ...said, heard: input('count', Exact.one, origin, `the answer of ${school.text}`) };
}

/** Answers by school and by option. */
type Heard = ReadonlyMap<string, ReadonlyMap<string, Answer>>;

/** What answers may be about. */
interface Asked {
  readonly tiers: readonly string[];
  /** Beside `base`. */
  readonly options: readonly string[];
  /** The scenarios applied, each after those that it extends. */
  readonly applied: readonly string[];
  /**
   * Tiers and options that the model has without these scenarios, or with others: an answer to them is no mistake, and
   * here does not count.
   */
  readonly elsewhere: readonly string[];
  /** The schools before any scenario. */
  readonly before: readonly School[];
  /** The end of the calendar: nobody has answered after it. */
  readonly last: Month;
}

/**
 * The roll with the answers that count, and every answer that does not fit: of a school that is not on the roll, to
 * what is no option, or one of several of one school. Of its answers to options a school's last word on the scenarios
 * applied counts, from the last of them back to `base`.
 */
export function consulted(
  { file, latest }: ConsultationTerms,
  answers: readonly Answer[],
  roll: readonly School[],
  { tiers, options, applied, elsewhere, before, last }: Asked,
): { schools: School[]; consultation: Consultation; problems: Problem[] } {
  const named = schoolsMeant(answers, before, roll);
  const strangers = [
    ...named.problems,
    ...unknownOptions(answers, [...new Set([...tiers, BASE_OPTION, ...options, ...elsewhere])]),
    ...ofEither(answers, tiers, options),
  ];
  const { heard, problems, replaced } = counted(bySchool(answers, named.ids), latest);
  const counting = [...applied]
    .reverse()
    .filter((name) => options.includes(name) && !tiers.includes(name) && name !== BASE_OPTION);
  const consultation = { file: file.text, options: [...counting, BASE_OPTION], replaced, said: answers };
  const schools = roll.map((school) => withAnswers(school, heard, tiers, consultation.options));
  return {
    schools,
    consultation,
    problems: [...strangers, ...laterThan(last, 'the end of the calendar', answers), ...problems],
  };
}

/** Answers of a day after a month, which nobody can have given by then. */
export function laterThan(month: Month, what: string, answers: readonly Pick<Answer, 'date' | 'dateAt'>[]): Problem[] {
  return answers.flatMap(({ date, dateAt }) =>
    (monthOf(date.slice(0, MONTH_LENGTH)) ?? month) <= month
      ? []
      : [
          problem('bad-value', dateAt, {
            text: date,
            expected: `a day by ${monthName(month)}, ${what}`,
            why: 'it is later',
          }),
        ],
  );
}

/** Of `2026-03-14`, so much is the month. */
const MONTH_LENGTH = 7;

function unknownOptions(answers: readonly Answer[], known: readonly string[]): Problem[] {
  return answers.flatMap(({ option }) =>
    known.includes(option.text)
      ? []
      : [problem('unknown-name', option.span, { name: option.text, what: 'option', known })],
  );
}

/** A name that a tier and an option have in common, at the first answer to it: nobody can tell which of them is meant. */
function ofEither(answers: readonly Answer[], tiers: readonly string[], options: readonly string[]): Problem[] {
  const shared = tiers.filter((tier) => tier === BASE_OPTION || options.includes(tier));
  return shared.flatMap((name) => {
    const first = answers.find(({ option }) => option.text === name);
    const why = `an answer to "${name}" may be about either; give one of them another name`;
    return first === undefined
      ? []
      : [problem('either-or', first.option.span, { one: `tiers.${name}`, other: optionNamed(name), why })];
  });
}

const optionNamed = (name: string): string => (name === BASE_OPTION ? 'the model as it stands' : `scenarios.${name}`);

/** Schools by their names as these are compared, for those that a file may name. */
const plainNames = new WeakMap<School, string>();

/**
 * Which school each row of a file is of: by its number, or by a name that only one school has. The file speaks of the schools
 * before any scenario, and of those that a scenario adds where none of these is meant.
 */
export function schoolsMeant<R extends { readonly school: Scalar }>(
  rows: readonly R[],
  before: readonly School[],
  roll: readonly School[],
): { ids: ReadonlyMap<R, string>; problems: Problem[] } {
  // An archetype stands for schools that have no names yet, so none of them can be meant.
  const [own, all] = [before, [...before, ...roll]].map((schools) =>
    schools.filter(({ count }) => count === undefined),
  ) as [School[], School[]];
  const known = new Set(all.map(({ id }) => id));
  const ids = new Map<R, string>();
  const problems: Problem[] = [];
  let names: readonly ReadonlyMap<string, School[]>[] | undefined;
  for (const each of rows) {
    const { text, span } = each.school;
    if (known.has(text)) {
      ids.set(each, text);
      continue;
    }
    names ??= [byName(own), byName(all)];
    const found =
      names.map((map) => map.get(plainName(text)) ?? []).find((schools) => schools.length > 0) ??
      schoolsNamed(text, all);
    const [one, ...others] = [...new Set(found.map(({ id }) => id))];
    if (one === undefined)
      problems.push(
        problem('unknown-name', span, { name: text, what: 'school of the roll', known: namesOfSchools(all) }),
      );
    else if (others.length > 0)
      problems.push(problem('several-schools', span, { name: text, schools: [one, ...others] }));
    else ids.set(each, one);
  }
  return { ids, problems };
}

function byName(schools: readonly School[]): ReadonlyMap<string, School[]> {
  const found = new Map<string, School[]>();
  for (const school of schools) {
    const name = plainNames.get(school) ?? plainName(bareName(school));
    plainNames.set(school, name);
    found.set(name, [...(found.get(name) ?? []), school]);
  }
  return found;
}

/** Answers by school and by option. */
function bySchool(
  answers: readonly Answer[],
  ids: ReadonlyMap<Answer, string>,
): ReadonlyMap<string, ReadonlyMap<string, readonly Answer[]>> {
  const all = new Map<string, Map<string, Answer[]>>();
  for (const each of answers) {
    const id = ids.get(each);
    if (id === undefined) continue;
    const own = all.get(id) ?? new Map<string, Answer[]>();
    all.set(id, own);
    own.set(each.option.text, [...(own.get(each.option.text) ?? []), each]);
  }
  return all;
}

/** The one answer of each school to each option: the only one, or where the latest counts the one of the latest day. */
function counted(
  all: ReturnType<typeof bySchool>,
  latest: boolean,
): { heard: Heard; problems: Problem[]; replaced: number } {
  const problems: Problem[] = [];
  let replaced = 0;
  const heard = new Map<string, Map<string, Answer>>();
  for (const [id, own] of all) {
    const last = new Map<string, Answer>();
    heard.set(id, last);
    for (const [option, said] of own) {
      const day = said.reduce((so, { date }) => (date > so ? date : so), '');
      const [first, ...others] = latest ? said.filter(({ date }) => date === day) : said;
      if (first === undefined) continue;
      last.set(option, first);
      replaced += said.length - 1 - others.length;
      const also = [{ span: first.school.span, role: 'first here' }];
      for (const { school } of others)
        problems.push(problem('two-answers', school.span, { school: id, option, sameDay: latest }, also));
    }
  }
  return { heard, problems, replaced };
}

/** A school with what it has said, in the place of what the roll says of it. */
function withAnswers(school: School, heard: Heard, tiers: readonly string[], options: readonly string[]): School {
  const own = heard.get(school.id);
  if (own === undefined || school.count !== undefined || school.isIntentSet) return school;
  const byTier = new Map([...own].filter(([option]) => tiers.includes(option)));
  const ofOption = options.flatMap((option) => (tiers.includes(option) ? [] : (own.get(option) ?? [])))[0];
  const answers: Answers = { ofOption, byTier };
  if (ofOption === undefined) return byTier.size === 0 ? school : { ...school, answers };
  return {
    ...school,
    answers,
    intent: ofOption.intent,
    attributes: new Map([...school.attributes, ['intent', ofOption.intent]]),
  };
}

/** Whether schools have answered about the scenarios applied, and not only about the model as it stands. */
export function areAsked({ schools }: { readonly schools: readonly School[] }): boolean {
  return schools.some(({ answers }) => answers?.ofOption !== undefined && answers.ofOption.option.text !== BASE_OPTION);
}

/** What a school has said of a tier: of the tier itself, else of the option that the model stands for. */
export function answerOf({ answers }: School, tier: string): Answer | undefined {
  return answers?.byTier.get(tier) ?? answers?.ofOption;
}

const weighed = new WeakMap<Answer, Map<Rate, Rate>>();

/**
 * The share of an intent for a school that has said so: the same share, resting on the answer; one figure for one share
 * and answer.
 */
export function restingOn(said: Answer, share: Rate, { name }: School): Rate {
  const known = weighed.get(said) ?? new Map<Rate, Rate>();
  weighed.set(said, known);
  const found = known.get(share) ?? times(share, said.heard, `share of ${name}, which has answered "${said.intent}"`);
  known.set(share, found);
  return found;
}

/** An answer that no share of `by_intent` stands for would change nothing, without a word. */
export function checkAnswers(schools: readonly School[], tiers: ReadonlyMap<string, TierTerms>, finder: Finder): void {
  const told = new Set<string>();
  const blame = (tier: string, intent: Intent): void => {
    const joins = ['tiers', tier, 'joins'];
    const hasIntents = (tiers.get(tier)?.joins.byIntent.size ?? 0) > 0;
    const key = hasIntents ? `${tier}|${intent}` : tier;
    if (told.has(key)) return;
    told.add(key);
    if (hasIntents)
      finder.atKey([...joins, 'by_intent'], 'missing-key', {
        key: intent,
        within: `"by_intent" of the tier "${tier}", to which schools have answered so,`,
      });
    else
      finder.atKey(joins, 'missing-key', {
        key: 'by_intent',
        within: `"joins" of the tier "${tier}", to which schools have answered,`,
      });
  };
  for (const { answers } of schools) {
    for (const [tier, { intent }] of answers?.byTier ?? [])
      if (!tiers.get(tier)?.joins.byIntent.has(intent)) blame(tier, intent);
    const { ofOption } = answers ?? {};
    const [first] = tiers.keys();
    if (ofOption === undefined || first === undefined) continue;
    if (![...tiers.values()].some(({ joins }) => joins.byIntent.has(ofOption.intent))) blame(first, ofOption.intent);
  }
}
