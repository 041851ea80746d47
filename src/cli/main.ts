import { CommanderError, InvalidArgumentError, Option, Command as Program } from 'commander';
import type { Problem } from '../language/problem.js';
import { withShipped } from '../reading/disk.js';
import { formats } from '../render/formats.js';
import type { Command, Common, Run } from './command.js';
import { GROUPS, Usage } from './command.js';
import { commands } from './commands.js';
import type { Io } from './io.js';
import { checkOverwriting, type Output, reported } from './output.js';
import { answeredBy, UNKNOWN, type UnknownSaid } from './unknowns.js';

/**
 * Exit codes: fine; a model has problems, a check failed, or what was asked whether it differs does; the command line
 * is wrong, which a scenario, figure, file or path that it names and that is not there is too; a fault of the program.
 */
const FINE = 0;
const PROBLEMS = 1;
const USAGE = 2;
const FAULT = 70;

/**
 * Runs one command line and resolves to its exit code; throws nothing. Results go to `io.out`, everything else to
 * `io.err`, and nothing is written where there is a problem.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code = FINE;
  const program = build(io, (found) => {
    code = found;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : USAGE;
    return failed(error, io);
  }
}

function build(io: Io, end: (code: number) => void): Program {
  const program = new Program('buyin')
    .description('Prices what a schools-led company offers, and shows whether it stays solvent.')
    .version(io.version, '--version', 'the version of the program')
    .helpOption('--help', 'what a command does and what it can be told')
    .helpCommand(false)
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.width,
      getErrHelpWidth: () => io.width,
    })
    .showHelpAfterError('(see buyin --help)')
    .exitOverride();
  const groups = Object.keys(GROUPS) as Command['group'][];
  for (const group of groups)
    for (const command of commands) if (command.group === group) add(program, command, io, end);
  return program;
}

function add(program: Program, command: Command, io: Io, end: (code: number) => void): void {
  const sub = program
    .command(command.name)
    .description(command.says)
    .helpGroup(`${GROUPS[command.group]}:`)
    .helpOption('--help', 'what this command can be told')
    .exitOverride();
  sub.showHelpAfterError(`(see buyin ${command.name} --help)`);
  for (const [name, says] of command.args) sub.argument(name, says);
  for (const { flags, says, choices, initial, repeats, needed } of command.options) {
    const option = new Option(flags, says);
    if (choices !== undefined) option.choices([...choices]);
    if (initial !== undefined) option.default(initial);
    if (needed === true) option.makeOptionMandatory();
    if (repeats === true) option.argParser(collected).default([]);
    sub.addOption(option);
  }
  sub.option(
    '--scenario <name>',
    'a scenario of the model, or a file that holds one (design.yaml), or several together: a+b (repeatable where scenarios are compared)',
    collected,
    [],
  );
  sub.option('--set <path=value>', "a value to try in place of the model's own (repeatable)", collected, []);
  sub.addOption(
    new Option(
      '--unknown <how>',
      'of a total of which something is not known: part, the known part, named as partial; fail, a problem; unknown, with the known part beneath it, unless said',
    ).choices([...UNKNOWN]),
  );
  sub.addOption(
    new Option(
      '--format <format>',
      "how to write the result: a table unless said, or as the ending of --output's file says",
    ).choices(Object.keys(formats)),
  );
  sub.option(
    '--output <file>',
    'write the result to a file (result.csv, .json, .md), or into a folder (results/): a CSV file for each table',
    filled,
  );
  refuseTwice(sub);
  sub.addHelpText('after', `\nExamples:\n${command.examples.map((line) => `  ${line}`).join('\n')}`);
  sub.action(async (...given: unknown[]) => {
    const args = given
      .slice(0, command.args.length)
      .flat()
      .filter((arg): arg is string => typeof arg === 'string');
    end(await run(command, args, sub.opts<Common & Output & UnknownSaid>(), io));
  });
}

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

function filled(value: string): string {
  if (value === '') throw new InvalidArgumentError('a file needs a name.');
  return value;
}

async function run(
  command: Command,
  args: readonly string[],
  options: Common & Output & UnknownSaid,
  io: Io,
): Promise<number> {
  const loaded = await command.load();
  const { answer, disk } = await answeredBy(loaded.run as Run<Common & Output>, args, options, {
    ...io,
    disk: withShipped(io.disk),
  });
  const problems = answer.problems ?? [];
  const shown =
    'report' in answer
      ? await reported(answer.report, options, { width: io.width, colour: io.colour.out }, disk)
      : options.output === undefined
        ? { text: answer.text }
        : { files: [{ path: options.output, text: answer.text }] };
  io.progress('');
  const files = [...('files' in shown ? shown.files : []), ...('files' in answer ? (answer.files ?? []) : [])];
  checkOverwriting(files, disk);
  if (files.length > 0) io.write(files);
  if ('text' in shown) io.out(shown.text);
  for (const { path } of files) io.err(`wrote ${path}\n`);
  if (problems.length === 0) return 'differs' in answer && answer.differs === true ? PROBLEMS : FINE;
  const { renderProblems } = await import('../render/problems.js');
  io.err(renderProblems(problems, { width: io.width, colour: io.colour.err }));
  return codeOf(problems);
}

/** What is wrong with the command line alone is told from what is wrong with a model. */
function codeOf(problems: readonly Problem[]): number {
  return problems.every(({ isTyped }) => isTyped) ? USAGE : PROBLEMS;
}

async function failed(error: unknown, io: Io): Promise<number> {
  io.progress('');
  if (error instanceof Usage) {
    io.err(`error: ${error.message}\n`);
    return USAGE;
  }
  const { problemsIn } = await import('../language/problem.js');
  const problems = problemsIn(error);
  if (problems !== undefined) {
    const { renderProblems } = await import('../render/problems.js');
    io.err(renderProblems(problems, { width: io.width, colour: io.colour.err }));
    return codeOf(problems);
  }
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  io.err(
    `This is a fault of buyin ${io.version}, not of your model: ${said}\nPlease report it with the command line and the model.\n`,
  );
  return FAULT;
}
