import { type Origin, TooLarge } from '../figures/index.js';
import type { Span } from './tree.js';

/**
 * What a user can cause, as a code and its data; the words are in `words.ts`. Every code has one tiny model in
 * `test/problems/` that shows it.
 */
export interface ProblemData {
  // reading
  /**
   * `plus`: a file of that name is there, which `--scenario` takes for several scenarios. `named`: a file that the
   * command line names, and that is no model. `near`: a file or folder whose name is nearly that.
   */
  'no-file': {
    path: string;
    of?: 'roll' | 'list' | 'answers' | 'orders' | 'scenario' | 'named' | undefined;
    plus?: string | undefined;
    near?: string | undefined;
  };
  'unreadable-file': { path: string; why: string };
  'unwritable-file': { path: string; why: string };
  'outside-folder': { path: string; folder: string };
  'file-too-large': { megabytes: string; limit: string; of: 'yaml' | 'csv' };
  'too-deep': { what: string; levels: number };
  /** `instead`: what to do, where saving it in another way is not it. */
  'not-text': { why: string; instead?: string };
  'yaml-syntax': { why: string };
  'yaml-feature': { feature: string; instead: string };
  /** `other`: a key that is written in another way and means the same; `moment`: the month that both are about. */
  'duplicate-key': { key: string; other?: string; moment?: string };
  /** A name that means something else. */
  'reserved-name': { name: string; why: string };
  'bad-key': { key: string };
  'empty-model': Record<never, never>;
  // roll
  /** `instead`: what to do, where it is more than quoting. */
  'csv-syntax': { why: string; instead?: string };
  /** `unused`: the columns that nothing reads, any of which may be it under another name. */
  'missing-column': {
    column: string;
    known: readonly string[];
    unused?: readonly string[];
    of?: 'answers' | 'orders';
  };
  'unknown-column': { column: string; known: readonly string[]; of?: 'answers' | 'orders' };
  /** `other`: a column of another name that says the same; `moment`: the month that both are about. */
  'duplicate-column': { column: string; other?: string; moment?: string };
  'ragged-row': { expected: number; found: number };
  /** `leftOut`: why rows of its file do not count, where it has some. */
  'empty-roll': { leftOut?: readonly string[] };
  /** A row that lacks most of what it needs: `lacks`. */
  'no-school': { lacks: readonly string[]; of?: 'answers' | 'orders' };
  /** `of`: the file beside the roll, where that has two rows of it. */
  'duplicate-school': { id: string; of?: string };
  /** Pupils of a download are not those that the model says. */
  'roll-basis': { why: string; instead: string };
  /** A heading that a file lacks, of those that the model names. */
  'unknown-heading': { heading: string; file: string; known: readonly string[] };
  /**
   * A column of the roll that no file gives; `called`: what the file is read as; `byCouncil`: whether it has the numbers
   * that schools have in their councils.
   */
  'no-column': {
    column: string;
    files: readonly string[];
    called: string | undefined;
    /** The columns that such a download has. */
    knows?: readonly string[];
    /** The headings that nothing looks at, any of which may be it under another name. */
    headings?: readonly string[];
    byCouncil?: boolean;
  };
  /**
   * A condition on the rows of a file that none of them fits; `beside`: the others, by heading and value, where each by
   * itself fits some row.
   */
  'no-row-fits': {
    heading: string;
    text: string;
    file: string;
    known: readonly string[];
    beside?: readonly { readonly heading: string; readonly text: string }[];
  };
  /** `schools`: the numbers of those that bear the name. */
  'several-schools': { name: string; schools: readonly string[] };
  'no-school-fits': { when: string };
  'school-removed': { school: string };
  /** A relative change of what is not said of any of the schools. */
  'school-lacks': { key: string; schools: string };
  /** `sameDay`: the latest would count, and there are two of that day. */
  'two-answers': { school: string; option: string; sameDay: boolean };
  /** Orders of one school for one service and day, which say nothing else apart. */
  'two-orders': { school: string; service: string; date: string };
  // shape and values
  /** `instead`: what to do where it is meant. */
  'unknown-key': { key: string; within: string; known: readonly string[]; instead?: string; lacks?: string };
  /** `or`: other keys, any of which would do as well. */
  /** A key of what stands under the keys round it: `of` what. */
  'misplaced-key': { key: string; of: string };
  'missing-key': { key: string; within: string; or?: readonly string[]; meaning?: string };
  /** `keys`: what the expected map may hold. */
  'wrong-shape': {
    expected: string;
    found: string;
    keys?: readonly string[];
    instead?: string;
    meaning?: string;
  };
  'bad-value': { text: string; expected: string; why: string; instead?: string };
  'bad-choice': { text: string; what: string; known: readonly string[]; instead?: string };
  /**
   * `buyers`: those who buy come to more than all; `all`: all shares come to another total; `months`: those of a season
   * do.
   */
  'spread-total': { total: string; of: 'buyers' | 'all' | 'months' };
  'either-or': { one: string; other: string; why: string };
  // overlays
  /** `known`: the assumptions; `pieces`: the shared pieces, which may stand by themselves. */
  'unknown-reference': { name: string; known: readonly string[]; pieces?: readonly string[] };
  /** `instead`: how it would be written, where one mistake is likely. */
  'bad-formula': { text: string; why: string; instead?: string };
  'reference-cycle': { names: readonly string[]; what?: 'quantities' | 'shared pieces' };
  'unknown-scenario': { name: string; known: readonly string[] };
  'scenario-cycle': { names: readonly string[] };
  /** `missing`: the first name of the path that is not there; `known` stand in its place. */
  'overlay-lacks': { path: string; missing: string; known: readonly string[] };
  'overlay-exists': { path: string };
  'overlay-clash': { path: string; scenarios: readonly string[] };
  'bad-set': { text: string; why: string };
  // what an analysis turns and looks for
  /** `found`: what stands there instead. */
  'no-number': { path: string; found: string; known: readonly string[] };
  'several-places': { path: string; places: readonly string[] };
  /**
   * `ends`: no model has the number beyond the nearest; `level`: round it, up to an end of the search, it does not move
   * the figure; `still`: nor anywhere.
   */
  'not-reached': {
    target: string;
    path: string;
    from: string;
    to: string;
    nearest: string;
    figure: string;
    /** `no-model`: no value makes one; `figure` is then what is wrong with the model of `nearest`. */
    because?: 'ends' | 'level' | 'still' | 'jumps' | 'no-model';
    /** Where it jumps: the figure on the other side, and the value. */
    beyond?: string;
  };
  // cross-checks of a model
  /** A declaration that nothing uses, of a name that is nearly one that `uses` places use and nothing declares. */
  'misspelt-name': { name: string; meant: string; uses: number };
  /** `which`: who names it, `Oak is assigned`. `declare`: the key under which such a name can be declared. */
  'unknown-name': {
    name: string;
    what: string;
    which?: string;
    known: readonly string[];
    instead?: string;
    declare?: string;
  };
  /** What shapes a model rests on an assumption that varies. */
  'must-be-fixed': { path: string; assumption: string };
  'cap-below-floor': { cap: string; floor: string };
  /** `buyer`: `trust Bay`; `term`: the key of a price's term, or a driver that is no quantity. */
  'buyer-differs': { one: string; other: string; buyer: string; term: string };
  /**
   * `write`: how this band begins where the one below ends, `instead` of how it does; `whole`: the driver, where no
   * whole number lies in the gap.
   */
  'bands-gap': { from: string; to: string; write: string; instead: string; whole: string | undefined };
  'bands-overlap': { at: string; why: string };
  'bands-empty': { from: string; to: string };
  /**
   * `more`: the further kinds of school of which it is so. `in` where its numbers alone lie outside all prices: the year,
   * with the numbers. `listed` of a school that is asked for by name: what the prices ask and nobody has said of it.
   */
  'no-price': {
    school: string;
    tier: string;
    attributes: string;
    more: readonly string[];
    in?: string;
    listed?: readonly string[];
  };
  /** `buyer`: as a member, or as no member. */
  'no-service-price': {
    school: string;
    service: string;
    buyer: string;
    attributes: string;
    more: readonly string[];
    in?: string;
  };
  /** `starts` where shares are said, but only from after the start of the calendar. */
  'no-share': { school: string; tier: string; attributes: string; more: readonly string[]; starts?: string };
  'outside-calendar': { what: string; text: string; from: string; to: string };
  'ends-before-start': { start: string; end: string };
  /** `then`: the key that comes last, in the month `in`; `first` that which is to come before it, in the month `not`. */
  'life-order': { school: string; then: string; in: string; first: string; not: string };
  'merger-cycle': { names: readonly string[] };
  'control-total': { what: string; expected: string; found: string; tolerance: string };
  'too-large': Record<never, never>;
  // the model's own checks and the program's identities
  /** Of a policy of the board: the year in which it is missed by most. */
  'policy-missed': { key: string; figure: string; year: string; found: string; expected: string; explain: string };
  /** `worst`: the figure itself. `beside`: the further scenarios in which the same check fails, with what it then is. */
  'check-failed': {
    name: string;
    figure: string;
    found: string;
    expected: string;
    explain: string;
    scenario?: string;
    worst: string;
    beside?: readonly { readonly scenario: string; readonly worst: string }[];
  };
  'no-rate': { what: string; month: string; from: string; instead?: string };
  /** Of an export: the program that is to read it has no tax of the rate that is invoiced. */
  'no-tax-code': { program: string; rate: string; invoice: string; known: string };
  linted: { lint: string; says: string };
  'shares-exceed': { school: string; tiers: string; total: string; month: string; because?: 'chosen' };
  'example-differs': { name: string; what: string; found: string; expected: string };
  'no-anomaly': { name: string; amount: string };
  'identity-broken': { identity: string; where: string; found: string; expected: string };
  'unknown-figure': { name: string; known: readonly string[] };
  /** A simulation that its own exact draw does not confirm. */
  /** An assumption that varies, and does more than move figures. */
  'not-drawable': { assumption: string; at: string; figure: string };
  'draw-differs': { figure: string; draw: number; sampled: string; exact: string };
  'not-known': { path: string };
  /**
   * `of`: what is unknown is a figure that a `check` asks for, or a `value` of a file, on which promises rest; `more`:
   * how many values are unknown beside it. `origins`: the values for which a figure is unknown, where files say them.
   */
  'figure-unknown': {
    name: string;
    why: string;
    of?: 'check' | 'value';
    more?: number;
    origins?: readonly Origin[];
  };
  // revisions
  'no-git': { revision: string };
  'no-repository': { path: string };
  'unknown-revision': { name: string; known: readonly string[] };
  'bad-school': { text: string; why: string; known: readonly string[]; numbers: readonly string[] };
}

export type ProblemCode = keyof ProblemData;

/** Another place that a problem points at, with what it is: `first here`. */
export interface Also {
  readonly span: Span;
  readonly role: string;
}

export interface Problem<C extends ProblemCode = ProblemCode> {
  readonly code: C;
  readonly data: ProblemData[C];
  /** Undefined where no place in a file is to blame: the command line is, or the model as a whole. */
  readonly span: Span | undefined;
  readonly also: readonly Also[];
  /** Whether what the command line says is wrong, and no file. */
  readonly isTyped: boolean;
  /** Under what alone it is one: a scenario, a value that is tried. Undefined where the model as it stands has it. */
  readonly under?: Under | undefined;
  /** The value, written elsewhere, that it comes of: where that is a problem of its own, this is none beside it. */
  readonly comesOf?: Span | undefined;
}

/** What a problem comes of that the model as it stands has not. */
export interface Under {
  /** The scenarios without which it is none. */
  readonly scenarios: readonly string[];
  /** What is tried: `what is set`, `"more" at 80%, the high end of its range`. */
  readonly tried: string | undefined;
  /** In how many places more the same shows for the same reason. */
  readonly more: number;
}

/** What is to blame where no place in a file is: the model as a whole, or what was typed. */
export type Blame = 'the model' | 'the command line';

/**
 * A problem at a place, with other places that it points at. What has no place is to blame on the command line, unless
 * it is said of the model.
 */
export function problem<C extends ProblemCode>(
  code: C,
  place: Span | Blame | undefined,
  data: ProblemData[C],
  also: readonly Also[] = [],
): Problem {
  const span = typeof place === 'string' ? undefined : place;
  const isTyped = span === undefined ? place !== 'the model' : isTypedFile(span.file);
  return { code, data, span, also, isTyped } as Problem;
}

/** What an option said is a file by the option's name: `--set`, `--school`. */
const isTypedFile = ({ name }: Span['file']): boolean => name.startsWith('--');

/** Carries every problem found, from where no result can be given to where they are shown. */
export class Problems extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ code }) => code).join(', '));
  }
}

/** The problems behind an error; undefined where it is a fault of the program. */
export function problemsIn(error: unknown): readonly Problem[] | undefined {
  if (error instanceof TooLarge) return [problem('too-large', 'the model', {})];
  return error instanceof Problems ? error.problems : undefined;
}
