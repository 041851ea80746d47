import type { Problem } from '../language/problem.js';
import { NotedDisk, withShipped } from '../reading/disk.js';
import { type Command, type Common, type Run, type UnknownSaid, Usage } from './command.js';
import type { Io } from './io.js';
import { checkOverwriting, reported } from './output.js';
import { type Act, type Told, USAGE, understood } from './program.js';
import { answeredBy } from './unknowns.js';
import type { PlayedOnce } from './watch.js';

/**
 * Exit codes: fine; a model has problems, a check failed, or what was asked whether it differs does; the command line
 * is wrong, which a scenario, figure, file or path that it names and that is not there is too; a fault of the program.
 */
const FINE = 0;
const PROBLEMS = 1;
const FAULT = 70;

/**
 * Runs one command line and resolves to its exit code; throws nothing. Results go to `io.out`, everything else to
 * `io.err`, and nothing is written where there is a problem.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  if (argv[0] === 'complete' && (argv.includes('--') || argv[1] === '--line')) {
    io.out(await completedBy(argv.slice(1), io));
    return FINE;
  }
  let code = FINE;
  const act: Act = async (command, args, options) => {
    code = await run(command, args, options, io);
  };
  try {
    return (await understood(argv, { ...io, err: (text) => said(io, text) }, act)) ?? code;
  } catch (error) {
    return failed(error, io);
  }
}

/** What may stand at the end of a command line that a shell hands over. */
async function completedBy(argv: readonly string[], { disk, listing = () => [] }: Io): Promise<string> {
  const { completed } = await import('./completion.js');
  const ours = withShipped(disk);
  return completed(argv, {
    disk: ours,
    listing,
    valuesOf: async (kind, model) => (await import('./completion-values.js')).valuesIn(ours, model, kind),
  });
}

/** What ends a command takes away what was said of its progress. */
function said(io: Io, text: string): void {
  io.progress('');
  io.err(text);
}

async function run(command: Command, args: readonly string[], options: Told, io: Io): Promise<number> {
  const { run: answers } = await command.load();
  const ours = withShipped(io.disk);
  const fresh = (): NotedDisk => new NotedDisk(ours, options.unknown === 'part');
  const play = (disk: NotedDisk): Promise<PlayedOnce> => once(answers as Run<Told>, args, options, { ...io, disk });
  if (options.watch !== true) return (await play(fresh())).code;
  const { watched } = await import('./watch.js');
  const playHeard = (disk: NotedDisk): Promise<PlayedOnce> =>
    play(disk).catch(async (error: unknown) => ({ code: await failed(error, io) }));
  return watched(fresh, playHeard, io);
}

async function once(
  answers: Run<Told>,
  args: readonly string[],
  options: Told,
  io: Io & { readonly disk: NotedDisk },
): Promise<PlayedOnce> {
  const { disk } = io;
  const answer = await answeredBy(answers as Run<Common & UnknownSaid>, args, options, io);
  const problems = answer.problems ?? [];
  const report = 'report' in answer ? answer.report : undefined;
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
  if (problems.length === 0) return { code: 'differs' in answer && answer.differs === true ? PROBLEMS : FINE, report };
  const { renderProblems } = await import('../render/problems.js');
  io.err(renderProblems(problems, { width: io.width, colour: io.colour.err }));
  return { code: codeOf(problems), report };
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
