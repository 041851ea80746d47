import { constant, Exact, type Figure, grouped, inWords } from '../../figures/index.js';
import { parting } from '../../language/index.js';
import type { Show } from './report.js';
import { shownFigure } from './show.js';

/**
 * A number within a sentence: a figure and how it is shown; `words` with its unit (`£4,978.00`, `92.5%`), as nothing
 * beside it names one; `signed` is the same to the pound.
 */
export interface SentenceAmount {
  readonly figure: Figure;
  readonly show: Show | 'words' | 'signed';
}

/** A sentence in its parts: texts (names, months, what a file says) and numbers. */
export type SentenceWords = readonly (string | SentenceAmount)[];

const REGISTERED: unique symbol = Symbol('registered');

/** Something that a report says in words. Only the register makes one, where its condition holds. */
export interface Sentence {
  /** Its name in the register: `books.cashRunsOut`. */
  readonly name: string;
  readonly words: SentenceWords;
  readonly [REGISTERED]: true;
}

const NAMED: unique symbol = Symbol('named');

/**
 * The name of what stands below it, or a question that it answers: it claims nothing. A title that claims something is
 * a sentence of the register.
 */
export type Heading = string & { readonly [NAMED]: true };

/** A heading. Its text may not claim anything, which a test of the house holds. */
export const titled = (text: string): Heading => text as Heading;

/** What stands over a page or a part of one: a heading, or a sentence of the register, of those that are true. */
export type Title = Heading | readonly Sentence[];

/** A title as text. */
export const titleText = (title: Title): string =>
  typeof title === 'string' ? title : (title as readonly Sentence[]).map(textOf).join(' ');

/** What keeps a sentence true: a law that holds it against the figures of its page, or the reason why none can. */
export type Backing = 'law' | { readonly reason: string };

/** Why no law holds a sentence that says nothing but its own condition. */
export const RESTATES: Backing = {
  reason: 'its condition is what it says, read from the model or the search that made the page',
};

/** A sentence of the register. */
export interface SentenceEntry<Known> {
  /** Its words where it is true; undefined where it is not. */
  readonly words: (known: Known) => SentenceWords | undefined;
  /**
   * `method` explains what a column holds or how a figure is worked out: a statement about the program, the same for
   * every model.
   */
  readonly held: Backing | 'method';
}

type Entries = Readonly<Record<string, SentenceEntry<never>>>;
type Say<E extends Entries> = {
  readonly [Name in keyof E]: E[Name] extends SentenceEntry<infer Known>
    ? (known: Known) => readonly Sentence[]
    : never;
};

/** The sentences of one subject, and what each says where it is true. */
export interface SentenceSubject<E extends Entries = Entries> {
  readonly name: string;
  readonly entries: E;
  readonly say: Say<E>;
}

/**
 * Registers the sentences of a subject. Each becomes a function from what a page knows to the sentence, or to nothing
 * where it is not true.
 */
export function subject<E extends Entries>(name: string, entries: E): SentenceSubject<E> {
  const say = Object.entries(entries).map(([id, entry]) => [
    id,
    (known: never): readonly Sentence[] => {
      const found = entry.words(known);
      return found === undefined ? [] : [{ name: `${name}.${id}`, words: found, [REGISTERED]: true }];
    },
  ]);
  return { name, entries, say: Object.fromEntries(say) as Say<E> };
}

/**
 * A sentence that says something of a model: `when` gives the facts that it states, or undefined where it would not be
 * true.
 */
export function claim<Known, Facts>(
  held: Backing,
  when: (known: Known) => Facts | undefined,
  says: (facts: Facts) => SentenceWords,
): SentenceEntry<Known> {
  return {
    held,
    words: (known) => {
      const facts = when(known);
      return facts === undefined ? undefined : says(facts);
    },
  };
}

/**
 * A sentence about the program: what a column holds, how a figure is worked out, what to type next. True wherever it is
 * printed.
 */
export function method(says: () => SentenceWords): SentenceEntry<void>;
/** The same where it needs to know something of its page, such as a number of draws. */
export function method<Known>(says: (known: Known) => SentenceWords): SentenceEntry<Known>;
/** See above. */
export function method<Known>(says: (known: Known) => SentenceWords): SentenceEntry<Known> {
  return { held: 'method', words: says };
}

/** The words of a sentence. A number in it is an amount, never text; words within words are joined. */
export function words(
  texts: TemplateStringsArray,
  ...parts: readonly (string | SentenceAmount | SentenceWords)[]
): SentenceWords {
  return texts.flatMap((text, i): (string | SentenceAmount)[] => {
    const part = parts[i];
    return [text, ...(part === undefined ? [] : typeof part === 'string' || 'figure' in part ? [part] : part)].filter(
      (each) => each !== '',
    );
  });
}

/** A figure within a sentence, with its unit. */
export const inFull = (figure: Figure): SentenceAmount => ({ figure, show: 'words' });

/** A figure within a sentence as a table shows it. */
export const shown = (figure: Figure, show: Show): SentenceAmount => ({ figure, show });

/** A number of things. */
export const number = (count: number, of = 'a number of things'): SentenceAmount => ({
  figure: constant('count', Exact.of(String(count)), of),
  show: 'count',
});

/** A share, with as many decimals as it has, up to four. */
export const share = (part: number, of = 'a share'): SentenceAmount => ({
  figure: constant('rate', Exact.of(part.toFixed(6)), of),
  show: 'words',
});

/** Several words as a list, parted so that one with a comma of its own is told from two. */
export function listed(
  all: readonly (string | SentenceAmount | SentenceWords)[],
  last = ', ',
  between = ', ',
): SentenceWords {
  const each = all.map((one) => (typeof one === 'string' || 'figure' in one ? [one] : one));
  const texts = each.map((parts) => parts.map((part) => (typeof part === 'string' ? part : '')).join(''));
  return each.flatMap((parts, i) =>
    i === 0 ? parts : [parting(i === all.length - 1 ? last : between, texts), ...parts],
  );
}

/** `1 school`, `2 schools`. */
export function counted(count: number, one: string, many: string): SentenceWords {
  return words`${number(count)} ${count === 1 ? one : many}`;
}

function amountText({ figure, show }: SentenceAmount): string {
  if (show === 'words') return inWords(figure);
  if (show !== 'signed') return shownFigure(figure, show);
  const text = figure.isKnown ? figure.exact.toFixed(0) : 'unknown';
  return !figure.isKnown ? text : text.startsWith('-') ? `-£${grouped(text.slice(1))}` : `£${grouped(text)}`;
}

/** A sentence as text. */
export function textOf(said: Sentence): string {
  return said.words.map((part) => (typeof part === 'string' ? part : amountText(part))).join('');
}

/** Each sentence once, of several that say the same. */
export function distinct(all: readonly Sentence[]): Sentence[] {
  return [...new Map(all.map((each) => [textOf(each), each])).values()];
}

/** The numbers of a sentence, in its order. */
export function amountsOf({ words: parts }: Sentence): readonly Figure[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : part.figure));
}
