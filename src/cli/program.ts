import { CommanderError, Help, InvalidArgumentError, Option, Command as Program } from 'commander';
import { JOINED, joinedName, scenariosIn, slipOfJoining } from '../model/grid.js';
import { type Command, type Common, GROUPS, type UnknownSaid, Usage } from './command.js';
import { commands } from './commands.js';
import { COMMON } from './entries/common.js';
import type { Io } from './io.js';
import type { Output } from './output.js';

/*
 * The command line as it is typed: commands, options, help, and what is wrong with what was typed. It knows nothing of
 * models, so that help is there at once.
 */

/** Where help and what is wrong with a command line are written. */
export type HelpIo = Pick<Io, 'out' | 'err' | 'width' | 'version'>;

/** What every command can be told beside its own options. */
export type Told = Common & Output & UnknownSaid & { readonly watch?: boolean };

/** What is done once a command line is understood. */
export type Act = (command: Command, args: readonly string[], options: Told) => Promise<void>;

const FINE = 0;
/** The exit code of a command line that is wrong. */
export const USAGE = 2;

/**
 * Reads a command line and does what it asks. Resolves to the exit code where help, the version or what is wrong with
 * the command line is the answer, and to undefined where `act` has had it. Throws what `act` throws, but for Usage.
 */
export async function understood(argv: readonly string[], io: HelpIo, act: Act): Promise<number | undefined> {
  try {
    await programOf(argv, io, act).parseAsync([...argv], { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : USAGE;
    if (!(error instanceof Usage)) throw error;
    io.err(`error: ${error.message}\n`);
    return USAGE;
  }
}

/** The program with the command that is typed, or with all of them where what is typed begins with none. */
function programOf([typed]: readonly string[], io: HelpIo, act: Act): Program {
  const program = new Program('buyin')
    .description('Prices what a schools-led company offers, and shows whether it stays solvent.')
    .version(io.version, '--version', 'the version of the program')
    .helpOption('--help', 'show this help; after a command, its own')
    .helpCommand(false)
    .configureHelp({ optionDescription: described })
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.width,
      getErrHelpWidth: () => io.width,
    })
    .showHelpAfterError('(see buyin --help)')
    .exitOverride();
  const named = commands.find(({ name }) => name === typed);
  if (named !== undefined) add(program, named, act);
  else
    for (const group of Object.keys(GROUPS))
      for (const command of commands) if (command.group === group) add(program, command, act);
  return program;
}

function add(program: Program, command: Command, act: Act): void {
  const sub = program
    .command(command.name)
    .description(command.says)
    .helpGroup(`${GROUPS[command.group]}:`)
    .helpOption('--help', 'show this help')
    .exitOverride();
  sub.showHelpAfterError(`(see buyin ${command.name} --help)`);
  for (const [name, says] of command.args) sub.argument(name, says);
  for (const { flags, says, choices, initial, repeats, needed } of [...command.options, ...COMMON]) {
    const option = new Option(flags, says);
    if (choices !== undefined) option.choices([...choices]);
    if (initial !== undefined) option.default(initial);
    if (needed === true) option.makeOptionMandatory();
    if (repeats === true) option.argParser(collected).default([]);
    if (option.name() === 'output') option.argParser(filled);
    if (option.name() === 'scenario') option.argParser(joinedScenarios);
    sub.addOption(option);
  }
  refuseTwice(sub);
  sub.addHelpText('after', `\nExamples:\n${command.examples.map((line) => `  ${line}`).join('\n')}`);
  sub.action(async (...given: unknown[]) => {
    const args = given
      .slice(0, command.args.length)
      .flat()
      .filter((arg): arg is string => typeof arg === 'string');
    await act(command, args, sub.opts<Told>());
  });
}

/** What an option is for. One that may be repeated begins with nothing, which says nothing to a reader. */
const described = (option: Option): string =>
  Array.isArray(option.defaultValue) ? option.description : new Help().optionDescription(option);

/** Of an option that takes one value the last would count, and the others would be passed over without a word. */
function refuseTwice(program: Program): void {
  for (const option of program.options.filter(
    ({ defaultValue, required, optional }) => (required || optional) && !Array.isArray(defaultValue),
  )) {
    let given: string | undefined;
    program.on(`option:${option.name()}`, (value: string) => {
      if (given !== undefined)
        throw new Usage(`--${option.name()} is given twice, ${given} and ${value}, and ${program.name()} takes one`);
      given = value;
    });
  }
}

function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function joinedScenarios(value: string, before: readonly string[] = []): string[] {
  const slip = slipOfJoining(value);
  if (slip !== undefined) throw new InvalidArgumentError(`${slip}: give ${JOINED}.`);
  const called = (each: string): string => joinedName(scenariosIn(each));
  const same = before.find((each) => called(each) === called(value));
  if (same !== undefined)
    throw new InvalidArgumentError(`--scenario ${same} asks for the same: leave one of them out.`);
  return collected(value, before);
}

function filled(value: string): string {
  if (value === '') throw new InvalidArgumentError('a file needs a name.');
  return value;
}
