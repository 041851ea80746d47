import { ofFiles, type ProblemWords, type Say, words } from './file-words.js';
import { keyInWords } from './key-in-words.js';
import { nearest } from './nearest.js';
import type { Problem, ProblemCode, ProblemData } from './problem.js';
import { BY_DATE } from './tree.js';
import {
  counted,
  didYouMean,
  furtherKinds,
  ifNot,
  insteadOf,
  joined,
  lacking,
  listed,
  notReached,
  quoted,
  series,
  shapedAs,
  underWords,
  withBlanks,
} from './wording.js';

/** What is named by a date. */
const PERIODS = ['year', 'month', 'term', 'quarter'];

const say: Say = {
  ...ofFiles,
  'several-schools': ({ name, schools }) =>
    words(
      `${schools.length} schools are called "${name}": ${listed(schools)}`,
      'name the one that is meant by its number',
    ),
  'no-school-fits': ({ when }) =>
    words(
      `no school has ${when}`,
      'each of the conditions fits some school, and all of them together fit none: leave one out',
    ),
  'school-removed': ({ school }) =>
    words(`${school} is changed after it has been removed`, 'take out the change, or the removal'),
  'school-lacks': ({ key, schools }) =>
    words(
      `nothing is said of "${key}" of ${schools}, so there is nothing to change it by`,
      `say what it is: a value, in the place of the change`,
    ),
  'two-answers': ({ school, option, sameDay }) =>
    words(
      `the school "${school}" has answered twice about "${option}"${sameDay ? ' on its latest day' : ''}`,
      sameDay
        ? 'keep the one that holds'
        : 'keep one answer, or write "latest: yes" beside the file: then the one of the latest date counts',
    ),
  'two-orders': ({ school, service, date }) =>
    words(
      `the school "${school}" orders "${service}" twice for ${date}`,
      'keep one of the rows, with all that is ordered for the day',
    ),
  'unknown-key': ({ key, within, known, instead, lacks }) => {
    if (lacks !== undefined)
      return words(
        `"${key}" is not a key of ${within}, which has no "${lacks}"`,
        `write "${lacks}:" in its place, or beside what else is there: ${within} may hold ${listed(known)}`,
      );
    const hint = didYouMean(key, known, `${within} may hold`);
    return words(
      `"${key}" is not a key of ${within}`,
      instead === undefined ? hint : known.length === 0 ? instead : ifNot(hint, instead),
    );
  },
  'misplaced-key': ({ key, of }) =>
    words(
      `"${key}" is a key of ${of}, and stands one level too high`,
      `indent it more: it belongs below the name of ${of}`,
    ),
  'missing-key': ({ key, within, or = [], meaning }) => {
    if (or.length === 0) {
      // A key that is told with its value is written as it stands.
      const line = key.includes(':') ? key : `${key}:`;
      return words(`${within} has no "${key}"`, `add "${line}" to it${meaning === undefined ? '' : ` (${meaning})`}`);
    }
    const all = [key, ...or];
    return words(
      `${within} has ${all.length === 2 ? 'neither' : 'none of'} ${joined(all, all.length === 2 ? 'nor' : 'and')}`,
      `add ${joined(all, 'or')}`,
    );
  },
  'wrong-shape': ({ expected, found, keys, instead, meaning }) => {
    const [, what, choices] = /^([^:]+): ([\w-]+(?:, [\w-]+)+)$/.exec(expected) ?? [];
    return words(
      `${what ?? expected} is expected here, and ${found === BY_DATE ? 'these are' : 'this is'} ${found}`,
      instead ??
        (choices === undefined || found === BY_DATE ? shapedAs(found, keys, meaning) : `write one of ${choices}`),
    );
  },
  'bad-value': ({ text, expected, why, instead }, { span }) =>
    words(
      `${quoted(text)} is not ${expected.replace(/, such as .*$/, '')}: ${why}`,
      instead ?? insteadOf(text, expected, span?.file.name.endsWith('.csv') === true),
    ),
  'bad-choice': ({ text, what, known, instead }) =>
    words(`${quoted(text)} is not ${what}`, instead ?? didYouMean(text, known, 'choose from')),
  'either-or': ({ one, other, why }) => words(`"${one}" and "${other}" do not go together: ${why}`, 'keep one of them'),
  'spread-total': ({ total, of }) => {
    if (of === 'months')
      return words(
        `the shares of the months come to ${total}, and not to 100%`,
        'change one of them so that they do: a month that is not named has none',
      );
    return of === 'buyers'
      ? words(
          `schools that ask for at least one unit come to ${total}, which is more than all of them`,
          'scale their shares by less',
        )
      : words(
          `the shares of the spread come to ${total}, and not to 100%`,
          'change one of them so that they do: schools that ask for nothing stand under 0',
        );
  },
  'unknown-reference': ({ name, known, pieces = [] }) => {
    const none = pieces.length > 0 ? ', and no shared piece' : '';
    const all = [...known, ...pieces];
    return words(
      `there is no assumption "${name}"${none}`,
      withBlanks(name, known) ?? didYouMean(name, all, pieces.length > 0 ? 'there are' : 'the assumptions are'),
    );
  },
  'bad-formula': ({ text, why, instead }) =>
    words(
      `${quoted(text)} is no arithmetic: ${why}`,
      instead ?? 'write it as in =rate * 1.03 or =max(rate - 2, 15), with blanks round a minus',
    ),
  'reference-cycle': ({ names, what = 'assumptions' }) =>
    words(
      `these ${what} depend on each other: ${names.join(' → ')}`,
      what === 'assumptions'
        ? 'give one of them a value of its own'
        : what === 'shared pieces'
          ? 'write out in one of them what it takes of another'
          : 'work one of them out of what a school has',
    ),
  'unknown-scenario': ({ name, known }) =>
    words(
      `there is no scenario "${name}"`,
      name.toLowerCase() === 'base'
        ? 'leave it out: every scenario stands on the model as it is'
        : didYouMean(name, known, 'the scenarios are'),
    ),
  'scenario-cycle': ({ names }) =>
    words(`these scenarios extend each other: ${names.join(' → ')}`, 'let one of them stand on the base'),
  'overlay-lacks': ({ path, missing, known }, { span }) =>
    words(`the model has no "${path}" to change`, lacking(missing, known, span !== undefined)),
  'overlay-exists': ({ path }) =>
    words(`"${path}" is under "add:", but the model has it already`, 'take it out of "add:" to change it'),
  'overlay-clash': ({ path, scenarios }) =>
    words(
      `${scenarios.map((name) => `"${name}"`).join(' and ')} both set "${path}"`,
      `let "${scenarios.at(-1)}" extend "${scenarios[0]}", let it say "over: ${scenarios[0]}", or apply them one at a time`,
    ),
  'bad-set': ({ text, why }) =>
    words(
      `--set ${text} says nothing that can be set: ${why}`,
      'write --set path.to.a.key=value, as in --set assumptions.inflation.value=3%',
    ),
  'no-number': ({ path, found, known }) =>
    words(
      `"${path}" is not a number that could be changed: it is ${found}`,
      known.length === 0 ? 'name a place of the model that holds one number' : `name a number of it: ${listed(known)}`,
    ),
  'several-places': ({ path, places }) =>
    words(`"${path}" stands for ${places.length} places of the model`, `name one of them: ${listed(places)}`),
  'not-reached': notReached,
  'misspelt-name': ({ name, meant, uses }) =>
    words(
      `nothing uses "${name}", which is declared here, and ${uses === 1 ? 'one place uses' : `${uses} places use`} "${meant}", which is declared nowhere`,
      `did you mean "${meant}"?`,
    ),
  'unknown-name': ({ name, what, which, known, instead, declare }) => {
    const hint = instead ?? didYouMean(name, known, `known here:`);
    return words(
      `there is no ${what} "${name}"${which === undefined ? '' : `, which ${which}`}`,
      // A date that is nearly the same is another date.
      PERIODS.includes(what) && known.length > 0
        ? `this model has ${known[0]} to ${known[known.length - 1]}`
        : declare === undefined
          ? hint
          : ifNot(hint, `list it under "${declare}"`),
    );
  },
  'buyer-differs': ({ one, other, buyer, term }) =>
    words(
      `${one} and ${other} are one buyer (${buyer}), and "${term}" of its price says one thing of ${one} and another of ${other}`,
      'give each kind of school a price of its own, with its own "when" and "group": those whom one price fits are a buyer by themselves; or ask for what all of them share',
    ),
  'must-be-fixed': ({ path, assumption }) =>
    words(
      `"${path}" shapes the model, so that it must be one value; it rests on ${assumption}, which varies`,
      `take the range or the states of ${assumption} away, and try its values with --set`,
    ),
  'cap-below-floor': ({ cap, floor }) =>
    words(`the cap ${cap} is below the floor ${floor}`, 'raise the cap or lower the floor: no fee can hold both'),
  'bands-gap': ({ from, to, write, instead, whole }) =>
    words(
      from === to ? `no band holds ${from} itself` : `no band holds what lies between ${from} and ${to}`,
      `write "${write}" in the place of "${instead}"${
        whole === undefined
          ? ''
          : `; or, where ${keyInWords(whole)} are counted in whole ones, "blocks: { ${whole}: 1 }" beside the bands`
      }`,
    ),
  'bands-overlap': ({ at, why }) =>
    words(`this band overlaps at ${at}: ${why}`, 'end one band "up_to" a bound and begin the next "over" it'),
  'bands-empty': ({ from, to }) =>
    words(`a band from ${from} to ${to} holds nothing`, 'let the bounds rise from band to band'),
  'no-price': ({ school, tier, attributes, more, in: when, listed }) =>
    words(
      `no price of the tier "${tier}" fits ${school} (${attributes})${inYear(when)}${furtherKinds(more)}`,
      when === undefined
        ? listed?.length
          ? `say what its prices ask: ${listed.map((key) => `"${key}=…"`).join(', ')}`
          : `add a price whose "when" covers it, or ${listed ? 'ask for a school that one covers' : 'narrow the tier with "eligible"'}`
        : 'add a price whose "when" covers such numbers, or one without numbers as the last',
    ),
  'no-service-price': ({ school, service, buyer, attributes, more, in: when }) =>
    words(
      `no price of the service "${service}" fits ${school} (${attributes}) as ${buyer}${inYear(when)}${furtherKinds(more)}`,
      'add a price whose "when" covers it, or one without "when" as the last: it holds for all that are left',
    ),
  'no-share': ({ school, tier, attributes, more, starts }) =>
    words(
      `"joins" of the tier "${tier}" says nothing of ${school} (${attributes})${starts === undefined ? '' : ` in ${starts}, when the calendar starts`}${furtherKinds(more)}`,
      starts === undefined ? 'give its phase, or its intent, a share' : `say what the share is from ${starts} on`,
    ),
  'outside-calendar': ({ what, text, from, to }) =>
    words(`${what} ${text} lies outside the calendar, ${from} to ${to}`, 'change the date, or the calendar'),
  'ends-before-start': ({ start, end }) =>
    words(`this ends in ${end}, before it starts in ${start}`, 'put the later month last'),
  'life-order': ({ school, then, in: at, first, not }) =>
    words(`${school} ${does(then)} in ${at}, before it ${does(first)} in ${not}`, 'correct one of the two months'),
  'merger-cycle': ({ names }) =>
    words(`these schools go into each other: ${names.join(' → ')}`, 'take "into" out of the one that stays'),
  'control-total': ({ what, expected, found, tolerance }) =>
    words(
      `the roll has ${found} ${found === '1' ? what.replace(/s$/, '') : what}, and its control total is ${expected} (tolerance ${tolerance})`,
      'find the schools that are missing or listed twice, or correct the control total',
    ),
  'too-large': () =>
    words(
      'an amount of the model comes to more than 90 trillion pounds',
      'look for a number, a price or a growth that is far too large',
    ),
  'check-failed': ({ name, figure, found, expected, explain, beside = [] }) =>
    words(
      `the check "${name}" fails: ${figure} is ${found}, and ${expected} is promised${alsoFails(beside)}`,
      `see why: ${explain}`,
    ),
  'policy-missed': ({ key, figure, year, found, expected, explain }) =>
    words(
      `the policy asks for ${figure} of at least ${expected} in ${year}, and the model has ${found}`,
      `see why: ${explain}; or accept it with a reason: lints: { accepts: [{ lint: missed-policy, at: ${key}, because: … }] }`,
    ),
  'no-rate': ({ what, month, from, instead }) =>
    words(
      `nothing is known of ${what} in ${month}: the first is of ${from}`,
      instead ?? 'give a rate of its own in its place, or start later',
    ),
  'no-tax-code': ({ program, rate, invoice, known }) =>
    words(
      `invoice ${invoice} carries VAT of ${rate}, for which ${program} has no tax code; it has ${known}`,
      'put right the rate of "vat" in the parameters, or list the invoices with --to invoices and enter them by hand',
    ),
  linted: ({ lint, says }) =>
    words(
      `${lint}: ${says}`,
      `change it, or accept it with a reason: lints: { accepts: [{ lint: ${lint}, because: … }] }`,
    ),
  'shares-exceed': ({ school, tiers, total, month, because }) =>
    words(
      `${total} of ${school} would be members of ${tiers} in ${month}, which is more than all of it`,
      because === 'chosen'
        ? 'schools that change their tier are still members of the other: give both the same membership years under "term"'
        : 'lower a share under "joins", say with "eligible" who may join which tier, or say under "choice" how schools choose between them',
    ),
  'example-differs': ({ name, what, found, expected }) =>
    words(
      `the example "${name}": "${what}" is ${found} by the list's own terms, and ${expected} is said`,
      'correct the terms or the example; where a published figure is not what its rule gives, tag it "anomaly" and keep both',
    ),
  'no-anomaly': ({ name, amount }) =>
    words(
      `the example "${name}" is tagged "anomaly", and its rule gives what is published, ${amount}`,
      'tag it "worked", "price" or "rule", and take "published" away',
    ),
  'identity-broken': ({ identity, where, found, expected }) =>
    words(
      `the books do not balance: ${identity} in ${where}: ${found} against ${expected}`,
      'this is a fault of the program: please report it with the model',
    ),
  'unknown-figure': ({ name, known }) =>
    words(`there is no figure "${name}"`, didYouMean(name, known, 'figures are named like')),
  'not-drawable': ({ assumption, at, figure }) =>
    words(
      `${assumption} cannot be drawn: at ${at} it changes ${figure}, which a draw cannot follow`,
      'take its range or states away, and try its values with --set',
    ),
  'draw-differs': ({ figure, draw, sampled, exact }) =>
    words(
      `draw ${draw} gives ${sampled} for ${figure}, and ${exact} when it is played through exactly`,
      'a value that varies decides here on the shape of the model, and not only on its figures: take its range or states away, and try it with --set',
    ),
  'not-known': ({ path }) =>
    words(
      `${path} is not known, and a total of this page needs it`,
      'give it; or ask for the known part of each total, with --unknown part',
    ),
  'figure-unknown': ({ name, why, of, more = 0 }) =>
    of === 'value'
      ? words(
          `promises rest on ${name}${more === 0 ? ', which is' : ` and on ${counted(more, 'more value')}, which are`} not known${why === '' ? '' : `: ${why}`}`,
          'give it, or an estimate of it; or take out what is promised of it until it is known',
        )
      : words(
          `${name} is unknown: ${why}`,
          `give what is missing${of === 'check' ? ', or take the check out until it is known' : ''}`,
        ),
  'no-git': ({ revision }) =>
    words(
      `git is not installed, and only git has the model as it was at ${revision}`,
      'install git, or name two models: buyin diff before/model.yaml after/model.yaml',
    ),
  'no-repository': ({ path }) =>
    words(
      `${path} is in no git repository`,
      'keep the model in one (git init, git add, git commit), or name two models: buyin diff before/model.yaml after/model.yaml',
    ),
  'unknown-revision': ({ name, known }) =>
    words(
      `git knows no revision "${name}" here`,
      ifNot(
        didYouMean(name, known, 'branches and tags are'),
        'name a branch, a tag or a commit of git log; where only the last commits were fetched, git fetch --unshallow brings the others',
      ),
    ),
  'bad-school': ({ text, why, known, numbers }) =>
    words(
      `--school ${text}: ${why}`,
      known.length > 0
        ? ifNot(
            nearest(text, known) === undefined ? `the roll has ${listed(numbers)}` : didYouMean(text, known, ''),
            'give the attributes of a school, such as phase=primary,pupils=262',
          )
        : 'give the attributes of a school, such as phase=primary,pupils=262',
    ),
};

/** So many further scenarios of a check are named. */
const MOST_BESIDE = 4;

/** In which further scenarios a check fails: `; it fails in the scenarios low (-£500.00) and late (-£20.00) too`. */
function alsoFails(beside: NonNullable<ProblemData['check-failed']['beside']>): string {
  if (beside.length === 0) return '';
  const named = beside.slice(0, MOST_BESIDE).map(({ scenario, worst }) => `${scenario} (${worst})`);
  const all = beside.length > MOST_BESIDE ? [...named, `${beside.length - MOST_BESIDE} more`] : named;
  return `; it fails in the ${beside.length === 1 ? 'scenario' : 'scenarios'} ${series(all)} too`;
}

/** What a school does in the month that a key of it says. */
function does(key: string): string {
  const said = { member_from: 'becomes a member', converts: 'becomes an academy' }[key];
  return said ?? key;
}

/** Every code that there is. */
export const problemCodes = Object.keys(say) as readonly ProblemCode[];

/** The words for a problem, in one sentence each. */
export function wordsFor<C extends ProblemCode>(found: Problem<C>): ProblemWords {
  const { code, data, under } = found;
  const said = say[code](data as never, found);
  if (under === undefined) return said;
  const more = under.more === 0 ? '' : `; and so in ${under.more} more ${under.more === 1 ? 'place' : 'places'}`;
  return words(`${underWords(under)}: ${said.message}${more}`, said.remedy);
}

const inYear = (when: string | undefined): string => (when === undefined ? '' : ` in ${when}`);
