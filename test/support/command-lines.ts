import { readdirSync, readFileSync } from 'node:fs';
import { commands } from '../../src/cli/commands.js';
import { consoleBlocks, type Played, wordsOf } from './console.js';
import { inTurn } from './runs.js';

/* The one list of command lines whose pages are looked at. */

/** Commands that look at one model as it stands, without the model, in forms of which every model has a page. */
export const OF_ANY: readonly (readonly string[])[] = [
  ['forecast', '--detail'],
  ['forecast', '--statement', 'all', '--by', 'quarter'],
  ['price'],
  ['tiers'],
  ['services'],
  ['value'],
  ['obligations'],
  ['break-even'],
  ['simulate', '--draws', '40'],
  ['export', '--to', 'invoices'],
];

/** Every command about a model, without the model, in each of its forms; a document checks all examples at once. */
export const FORMS: readonly (readonly string[])[] = [
  ...OF_ANY,
  ['forecast'],
  ['forecast', '--statement', 'all', '--detail'],
  ['price', '--services'],
  ['price', '--school', 'phase=primary,pupils=262', '--explain'],
  ['tiers', '--with', 'models/hep-2018.yaml'],
  ['value', '--by', 'phase'],
  ['value', '--by', 'trust', '--against', 'typical'],
  ['value', '--for-money'],
  ['compare'],
  ['sustainability'],
  ['break-even', '--by', 'all', '--draws', '40'],
  ['consultation'],
  ['assumptions'],
  ['sensitivity', '--switching'],
  ['simulate', '--draws', '40', '--draw', '3'],
  ['appraise'],
  ['explain'],
  ['explain', 'reserves.closing'],
  ['explain', 'income.membership', '--depth', 'all'],
];

/** A form as a command line about a model. */
export const about = ([command = '', ...rest]: readonly string[], model: string): readonly string[] => [
  command,
  model,
  ...rest,
];

const HARINGEY = 'examples/haringey';
const BOROUGH = 'examples/borough';

/** Command lines with numbers of every kind, each of which is held against what `explain` says of it. */
const EXPLAINED: readonly (readonly string[])[] = [
  ['forecast', HARINGEY, '--by', 'term'],
  ['forecast', HARINGEY, '--scenario', 'bad_year', '--detail'],
  ['compare', HARINGEY, '--year', '2021'],
  ['compare', HARINGEY, '--scenario', 'low_buy_in+falling_rolls'],
  ['price', HARINGEY, '--year', '2020'],
  ['price', HARINGEY, '--school', 'phase=primary,pupils=262'],
  ['break-even', HARINGEY],
  ['break-even', HARINGEY, '--scenario', 'contract_lost'],
  ['break-even', HARINGEY, '--by', 'all', '--scenario', 'low_buy_in', '--year', '2019'],
  ['break-even', BOROUGH, '--by', 'coalition', '--order', 'probability'],
  ['forecast', BOROUGH, '--detail'],
  ['forecast', BOROUGH, '--by', 'month'],
  ['compare', BOROUGH],
  ['price', BOROUGH, '--scenario', 'rolls_fall_faster', '--year', '2029'],
  ['break-even', BOROUGH, '--year', '2027'],
  ['price', BOROUGH, '--services', '--year', '2029'],
  ['price', 'models/brokerage.yaml', '--school', 'fees=2_100,days=3', '--explain'],
  ['tiers', BOROUGH, '--with', 'models/kent-training-package.yaml', '--with', 'models/hep-2018.yaml'],
  ['tiers', HARINGEY, '--scenario', 'low_buy_in', '--year', '2020'],
  ['forecast', HARINGEY, '--statement', 'all', '--scenario', 'bad_year'],
  ['forecast', BOROUGH, '--statement', 'all', '--by', 'quarter'],
  ['export', HARINGEY, '--to', 'invoices'],
  ['services', HARINGEY, '--year', '2020'],
  ['services', BOROUGH, '--scenario', 'rolls_fall_faster', '--year', '2029'],
  ['obligations', HARINGEY, '--scenario', 'contract_lost'],
  ['obligations', BOROUGH],
  ['assumptions', HARINGEY],
  ['sensitivity', HARINGEY, '--scenario', 'low_buy_in', '--on', 'surplus', '--year', '2020', '--switching'],
  ['sensitivity', BOROUGH, '--on', 'cash.lowest[2027-03]', '--grid', 'buy_in_primary,price', '--points', '2'],
  ['solve', BOROUGH, '--set', 'tiers.membership.price.0.per_pupil', '--target', 'surplus[2027]>=0', '--step', '0.05'],
  ['sustainability', BOROUGH],
  ['consultation', BOROUGH],
  ['value', BOROUGH, '--for-money', '--with', 'models/hep-2018.yaml', '--with', 'models/kent-training-package.yaml'],
  ['value', BOROUGH, '--for-money', '--scenario', 'low_for_all+council_cuts', '--year', '2029'],
  ['consultation', BOROUGH, '--scenario', 'low_for_all', '--year', '2028'],
  ['appraise', BOROUGH],
  ['appraise', HARINGEY, '--scenario', 'contract_lost', '--set', 'reserves.opening=5_000'],
  ['value', BOROUGH],
  ['value', BOROUGH, '--by', 'constituency'],
  ['value', BOROUGH, '--by', 'trust', '--against', 'typical', '--year', '2028'],
];

/** Whether the pages are written anew. */
const UPDATE = process.env.UPDATE_GOLDEN !== undefined;
/** Every command whole, on the example with several tiers and options. */
export const ALLIANCE_PAGES = 'test/pages/alliance.md';
/** The documents in which command lines stand with what they write. */
const DOCUMENTS = [
  'README.md',
  ALLIANCE_PAGES,
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : [])),
];

/** A document, its text, and its command lines in order. */
export interface Document {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Played[];
}

export const documents: readonly Document[] = DOCUMENTS.map((path) => {
  const text = readFileSync(path, 'utf8');
  return { path, text, blocks: consoleBlocks(text) };
});

/** A command line whose page is looked at, and everything that asks for it. */
export interface CommandLine {
  /** As it is typed, without `buyin` in front. */
  readonly line: string;
  readonly argv: readonly string[];
  /** The documents in which it stands, with what they show of it. */
  readonly shownIn: readonly { readonly path: string; readonly command: string; readonly expected: string }[];
  /** What is typed before it, in the same document, and begins the model that it is about. */
  readonly begunBy: readonly string[] | undefined;
  /** Whether it is an example of the help of its command. */
  readonly isHelp: boolean;
  /** Whether its numbers are held against what `explain` says of them. */
  readonly isExplained: boolean;
}

const keyOf = (argv: readonly string[]): string => argv.join('\n');
/** What is typed after the program's name. Throws where a document plays another program. */
function typed(command: string): readonly string[] {
  const [program, ...argv] = wordsOf(command);
  if (program !== 'buyin') throw new Error(`${command}: ${program} is another program`);
  return argv;
}

/**
 * Every command line once, whoever asks for it: documents, the help of commands, the kinds of numbers, and each form on
 * the examples. By default every fourth of the alliance's pages, of the kinds of numbers and of the forms is played;
 * with LAWS=full all of them.
 */
export function commandLines(): readonly CommandLine[] {
  const shown = documents.flatMap(({ path, blocks }) =>
    // What is written anew is written whole.
    (path === ALLIANCE_PAGES && !UPDATE ? inTurn(blocks) : blocks).map(({ command, expected }) => ({
      argv: typed(command),
      path,
      command,
      expected,
    })),
  );
  const help = commands.flatMap(({ examples }) => examples.map(typed));
  const explained = inTurn(EXPLAINED);
  // The pages of the alliance stand in a document, and those of one with a name for everything are in a test of names.
  const formed = inTurn(
    FORMS.flatMap((form, i) =>
      [BOROUGH, HARINGEY].map((_, k, both) => about(form, both[(Math.floor(i / 2) + k) % 2] as string)),
    ),
  );
  const more = ['tiers', 'value'].flatMap((name) =>
    FORMS.filter(([command]) => command === name).map((form) => about(form, 'examples/alliance')),
  );
  const all = new Map(
    [...shown.map(({ argv }) => argv), ...help, ...explained, ...formed, ...more].map((argv) => [keyOf(argv), argv]),
  );
  const [helpKeys, explainedKeys] = [help, explained].map((lines) => new Set(lines.map(keyOf))) as [
    Set<string>,
    Set<string>,
  ];
  return [...all].map(([key, argv]) => ({
    line: argv.join(' '),
    argv,
    shownIn: shown.filter((each) => keyOf(each.argv) === key),
    begunBy: shown.find(
      (each) =>
        each.argv[0] === 'init' &&
        argv[0] !== 'init' &&
        each.argv[1] === argv[1] &&
        shown.some((other) => other.path === each.path && keyOf(other.argv) === key),
    )?.argv,
    isHelp: helpKeys.has(key),
    isExplained: explainedKeys.has(key),
  }));
}
