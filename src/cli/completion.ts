import type { Disk } from '../reading/disk.js';
import { commands } from './commands.js';
import { COMMON } from './entries/common.js';
import type { Listing } from './io.js';
import { answered, RootCommand, SHELLS, type Shell, scriptOf } from './tab.js';

/** What may stand in a place of the command line, with a few words on it. */
export interface Candidate {
  readonly value: string;
  readonly says: string;
}

/** The values that a model has for a kind of place, such as its scenarios; loaded when a model is asked. */
export type ValuesOf = (kind: ModelKind, model: string) => Promise<readonly Candidate[]>;
export const MODEL_KINDS = ['scenario', 'school', 'tier', 'year', 'figure'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

const HELP = { flags: '--help', says: 'what this command can be told' };

/** The last of them: that nothing else, such as files, is to be completed. */
const NOTHING = ':4';

/**
 * What a shell is told where it asks what may stand at the end of a command line (`complete -- WORDS`, or `complete SHELL
 * complete -- WORDS`, or `complete --line TEXT` from bash). It is never an error: where nothing can be said it is nothing.
 */
export async function completed(argv: readonly string[], world: World): Promise<string> {
  try {
    const [first, second = ''] = argv;
    if (first === '--line') return await forBash(second, world);
    const words = argv.slice(argv.indexOf('--') + 1);
    const isZsh = first === 'zsh';
    const told = await candidates(rejoined(words), world);
    const lines = isZsh ? told.map((line) => line.replace(/^[^\t]*/, (value) => escaped(value))) : told;
    return `${lines.join('\n')}\n`;
  } catch {
    return `${NOTHING}\n`;
  }
}

/** What completion may touch of the world. */
export interface World {
  readonly disk: Disk;
  readonly listing: Listing;
  readonly valuesOf: ValuesOf;
}

/** The script that a shell sources. */
export function completionScript(shell: Shell): string {
  if (shell === 'bash') return BASH;
  return scriptOf(shell, shell === 'zsh' ? 'buyin complete zsh' : 'buyin');
}

export const isShell = (text: string): text is Shell => (SHELLS as readonly string[]).includes(text);

/**
 * The library's own script for bash completes nothing after an equals sign, and evaluates what was typed. This one hands the line over as it
 * stands, and needs nothing that bash 3.2 has not.
 */
const BASH = `# completion of buyin for bash: source <(buyin complete bash)
_buyin() {
  local line="\${COMP_LINE:0:COMP_POINT}" value
  COMPREPLY=()
  while IFS= read -r value; do
    [[ -n "$value" ]] && COMPREPLY+=("$value")
  done < <(buyin complete --line "$line" 2>/dev/null)
}
complete -F _buyin buyin
`;

async function forBash(line: string, world: World): Promise<string> {
  const { words, quote } = wordsOf(line);
  const last = words[words.length - 1] ?? '';
  const told = await candidates(words.slice(1), world);
  // Bash replaces what follows the last equals sign or colon, if it is in no quotes.
  const from =
    quote === '' && !/^--[a-z-]+=/.test(last) ? Math.max(last.lastIndexOf('='), last.lastIndexOf(':')) + 1 : 0;
  const values = told.filter((each) => each !== NOTHING).map((each) => (each.split('\t')[0] ?? '').slice(from));
  return values.map((value) => `${quote === '' ? escaped(value) : value}\n`).join('');
}

const escaped = (value: string): string => value.replace(/[^\w./+@%,:=~^-]/g, '\\$&');

/** The words of a line up to the cursor, as a shell takes them, and the quote in which the last one ends. */
function wordsOf(line: string): { words: string[]; quote: string } {
  const words = [''];
  let quote = '';
  // A backslash with what follows it, a quote, blanks, or one character of a word.
  for (const [piece] of line.matchAll(/\\[\s\S]?|\s+|[\s\S]/g)) {
    const last = words.length - 1;
    const isBlank = quote === '' && /^\s/.test(piece);
    if (isBlank && words[last] !== '') words.push('');
    else if (piece === quote) quote = '';
    else if (quote === '' && /^["']$/.test(piece)) quote = piece;
    else if (!isBlank) words[last] += quote === "'" ? piece : piece.replace(/^\\/, '');
  }
  return { words, quote };
}

/** Words that a shell has parted at blanks within quotes, or after a backslash or backtick, are one again. */
function rejoined(words: readonly string[]): string[] {
  const found: string[] = [];
  let open = '';
  for (const word of words) {
    const before = found[found.length - 1] ?? '';
    if (open !== '') found[found.length - 1] = `${before} ${word}`;
    else if (/[\\`]$/.test(before)) found[found.length - 1] = `${before.slice(0, -1)} ${word}`;
    else found.push(word);
    const quote = /^["']/.exec(word)?.[0] ?? '';
    if (open === '' && quote !== '' && (word.length === 1 || !word.endsWith(quote))) open = quote;
    else if (open !== '' && word.endsWith(open)) open = '';
  }
  return found.map((word) => word.replace(/^(["'])(.*?)\1?$/, '$2').replace(/\\(.)/g, '$1'));
}

/** What may stand at the end of some words, the last of which is being typed, by the library's protocol. */
async function candidates(words: readonly string[], world: World): Promise<string[]> {
  const known = new Map<string, readonly Candidate[]>();
  const root = new RootCommand();
  for (const { name, says } of commands) root.command(name, says);
  const command = commands.find(({ name }) => name === words[0]);
  if (command !== undefined && words.length > 1) {
    const place = placeOf(command, words);
    if (place !== undefined) known.set(place.name, await valuesAt(place, command, words, world));
    const sub = root.command(command.name, command.says);
    for (const { flags, says } of [...command.options, ...COMMON, HELP]) {
      const { name, kind } = flagOf(flags);
      if (kind === undefined) sub.option(name, says);
      else
        sub.option(name, says, (say) =>
          (known.get(`--${name}`) ?? []).forEach((each) => void say(each.value, each.says)),
        );
    }
    for (const [name] of command.args)
      sub.argument(
        name,
        (say) => (known.get(name) ?? []).forEach((each) => void say(each.value, each.says)),
        name.includes('...'),
      );
  }
  return answered(root, words);
}

/** `--year <year>` is called year, and takes a year; `--scenario <name>` takes the name of one. */
function flagOf(flags: string): { name: string; kind: string | undefined } {
  const [, name = '', kind] = /^--([a-z-]+)(?: <([^>]+)>)?/.exec(flags) ?? [];
  return { name, kind: kind === 'name' ? name : kind };
}

/** What is being typed: the value of an option, or an argument. */
interface Place {
  readonly name: string;
  readonly kind: string;
  readonly choices?: readonly string[] | undefined;
  readonly typed: string;
}

function placeOf(command: (typeof commands)[number], words: readonly string[]): Place | undefined {
  const options = [...command.options, ...COMMON].map((option) => ({ ...option, ...flagOf(option.flags) }));
  const typed = words[words.length - 1] ?? '';
  const [flag = '', ...rest] = typed.split('=');
  const taking = (text: string) => options.find(({ name, kind }) => `--${name}` === text && kind !== undefined);
  const given = typed.startsWith('--') && rest.length > 0 ? taking(flag) : taking(words[words.length - 2] ?? '');
  if (given !== undefined) {
    const value = typed.startsWith('--') ? rest.join('=') : typed;
    return { name: `--${given.name}`, kind: given.kind ?? '', choices: given.choices, typed: value };
  }
  if (typed.startsWith('-')) return undefined;
  const at = argumentsIn(words.slice(1, -1), (text) => taking(text) !== undefined).length;
  const [name] = command.args[at] ?? command.args.filter(([each]) => each.includes('...'))[0] ?? [];
  return name === undefined ? undefined : { name, kind: name.replace(/[[\]<>.]/g, ''), typed };
}

/** The words that are neither options nor their values. */
function argumentsIn(words: readonly string[], takes: (text: string) => boolean): string[] {
  return words.filter((word, i) => !word.startsWith('-') && !takes(words[i - 1] ?? ''));
}

const MODEL_FILE = /\.ya?ml$/;
/** Where the file of a table is named. */
const TABLES: Readonly<Record<string, RegExp>> = {
  'init --schools': /\.csv$/i,
  'init --with': /\.csv$/i,
  'import <source>': /\.(csv|ya?ml)$/i,
};
const MODELS: readonly string[] = ['model', 'models', 'other', 'list', 'folder', 'file'];

async function valuesAt(
  { name, kind, choices, typed }: Place,
  command: (typeof commands)[number],
  words: readonly string[],
  world: World,
): Promise<readonly Candidate[]> {
  if (choices !== undefined) return choices.map((value) => ({ value, says: '' }));
  if (command.name === 'models') return shipped(world.disk);
  if (command.name === 'complete') return SHELLS.map((value) => ({ value, says: '' }));
  if (command.name === 'schema') return ['model', 'price-list'].map((value) => ({ value, says: '' }));
  const table = TABLES[`${command.name} ${name}`];
  if (table !== undefined) return pathsFor(typed, world, table);
  if (MODELS.includes(kind)) return [...pathsFor(typed, world, MODEL_FILE), ...shippedModels(world.disk)];
  const asked = MODEL_KINDS.find((each) => each === kind);
  const model = words[1];
  if (asked === undefined || model === undefined || model.startsWith('-')) return [];
  const found = await world.valuesOf(asked, model);
  // Of several scenarios together the last is being typed.
  const before = asked === 'scenario' ? typed.slice(0, typed.lastIndexOf('+') + 1) : '';
  return found.map(({ value, says }) => ({ value: before + value, says }));
}

const shipped = (disk: Disk): Candidate[] =>
  disk.allShipped().map((path) => ({ value: path.replace(/^models\/|\.yaml$/g, ''), says: '' }));

const shippedModels = (disk: Disk): Candidate[] =>
  disk.allShipped().map((path) => ({ value: path, says: 'comes with buyin' }));

/** Folders and the files of a kind below what is typed, in whichever way its path is written. */
function pathsFor(typed: string, { listing }: World, ending: RegExp): Candidate[] {
  const head = /^.*[/\\]/.exec(typed)?.[0] ?? '';
  const sign = head.includes('\\') ? '\\' : '/';
  const found = listing(head === '' ? '.' : head).flatMap(({ name, isFolder }): Candidate[] => {
    if (name.startsWith('.') || name === 'node_modules') return [];
    if (!isFolder) return ending.test(name) ? [{ value: head + name, says: '' }] : [];
    const isModel = listing(`${head}${name}`).some((each) => each.name === 'model.yaml');
    return [{ value: `${head}${name}${isModel ? '' : sign}`, says: isModel ? 'a model' : '' }];
  });
  return [...(head === '' && ending === MODEL_FILE ? [{ value: '.', says: 'this folder' }] : []), ...found];
}
