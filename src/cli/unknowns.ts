import { type Figure, leftOutIn, type Origin, placeOf, unknownLeaves } from '../figures/index.js';
import { type Problem, Problems, problem, problemsIn, type Span } from '../language/index.js';
import { type Disk, NotedDisk, readText, SET } from '../reading/index.js';
import { figuresIn, hasUnknown, namedPartial, withKnownParts } from '../report/index.js';
import { type CommandAnswer, type Common, type ReportAnswer, type Run, type UnknownSaid, Usage } from './command.js';
import type { Io } from './io.js';

/** The answer of a command by what is asked of unknowns. The disk notes what is read, and leaves out what `part` does. */
export async function answeredBy(
  run: Run<Common & UnknownSaid>,
  args: readonly string[],
  options: Common & UnknownSaid,
  io: Io & { readonly disk: NotedDisk },
): Promise<CommandAnswer> {
  const { disk } = io;
  const answer = await run(args, options, io);
  if (options.unknown === 'part') return partial(answer);
  if (!('report' in answer) || !mayBeMissing(answer, disk)) return answer;
  const part = await partOf(run, args, options, io);
  if (part === undefined) return answer;
  if (options.unknown !== 'fail') return { ...answer, report: withKnownParts(answer.report, part.report) };
  const missing = [...unknownLeaves(figuresIn(answer.report.blocks)), ...leftOutIn(figuresIn(part.report.blocks))];
  const problems = placesOf(missing, disk);
  if (problems.length > 0) throw new Problems(problems);
  return answer;
}

function partial(answer: CommandAnswer): CommandAnswer {
  if (!('report' in answer)) throw new Usage('what this command writes is whole or nothing: leave --unknown part out');
  return { ...answer, report: namedPartial(answer.report) };
}

/** Whether the model may be what does not know something, and not the question. */
function mayBeMissing({ report }: ReportAnswer, { files }: NotedDisk): boolean {
  if (!hasUnknown(report)) return false;
  const leaves = unknownLeaves(figuresIn(report.blocks));
  if (leaves.some(({ detail }) => detail.origin !== undefined)) return true;
  return [...files.values()].some((bytes) => /unknown/i.test(new TextDecoder().decode(bytes)));
}

/** The same with totals that leave out what is not known, without a word on the way; undefined where there is none. */
async function partOf(
  run: Run<Common & UnknownSaid>,
  args: readonly string[],
  options: Common & UnknownSaid,
  io: Io,
): Promise<ReportAnswer | undefined> {
  try {
    const answer = await run(args, options, { ...io, disk: new NotedDisk(io.disk, true), err: () => {} });
    return 'report' in answer ? answer : undefined;
  } catch (error) {
    if (error instanceof Usage || problemsIn(error) !== undefined) return undefined;
    throw error;
  }
}

/** A Problem for each place of a file that is not known. */
function placesOf(leaves: readonly Figure[], disk: NotedDisk): Problem[] {
  const origins = distinct(leaves.flatMap(({ detail: { origin } }) => origin ?? []));
  return origins.map((origin) => problem('not-known', spanOf(origin, disk), { path: origin.path }));
}

/** Each place once. */
export function distinct(origins: readonly Origin[]): Origin[] {
  return [...new Map(origins.map((origin) => [`${placeOf(origin)}:${origin.path}`, origin])).values()];
}

/** Where a value of a file stands, for a problem to point at. */
export function spanOf({ file, line, column, text }: Origin, disk: Disk): Span {
  const bytes = file === SET ? undefined : disk.read(file);
  const source =
    bytes === undefined ? { name: file, text } : readText(file, bytes, file.endsWith('.csv') ? 'csv' : 'yaml');
  return { file: source, line, column, length: Math.max(1, text.length) };
}
