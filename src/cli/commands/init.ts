import { type Month, type ProblemCode, problemsIn, shellWord, wordsFor } from '../../language/index.js';
import { jsonSchemaFor } from '../../model/index.js';
import { type Disk, NotedDisk, readText, Source, type TextFile } from '../../reading/index.js';
import { fitted } from '../../render/text.js';
import { monthSaid } from '../asked.js';
import { type Common, type Run, Usage } from '../command.js';
import { firstModel, IGNORED, SCHEMA_FILE, TO_FIND_OUT, WORKFLOW } from '../first-model.js';
import { firstSchools, holdFirst, isFile, USUAL_SCHOOLS } from '../first-roll.js';
import type { Io } from '../io.js';

interface Options {
  readonly name?: string;
  readonly start?: string;
  readonly schools?: string;
  readonly where: readonly string[];
  readonly with: readonly string[];
  readonly contract?: string;
  readonly from?: string;
  readonly yes?: boolean;
}

/** Where no name is said. */
const USUAL_NAME = 'A schools-led company';
const WORKFLOW_FILE = '.github/workflows/model.yml';
const IGNORE_FILE = '.gitignore';
/** What a folder may have already: it is left as it is. */
const KEPT = [IGNORE_FILE, WORKFLOW_FILE];

export const run: Run<Options> = async ([folder = '.'], { scenario, set, ...options }: Options & Common, io) => {
  if (scenario.length + set.length > 0)
    throw new Usage('buyin init begins a model: it takes no --scenario and no --set');
  const { files, says } =
    options.from === undefined
      ? await begun(folder, options, io)
      : { files: copied(folder, options.from, options, io.disk), says: '' };
  const there = files.filter(({ path }) => io.disk.read(path) !== undefined || io.disk.isFolder(path));
  const lost = there.filter(({ path }) => !KEPT.some((name) => path.endsWith(name)));
  if (lost.length > 0)
    throw new Usage(
      `${lost.map(({ path }) => path).join(' and ')} ${lost.length === 1 ? 'is' : 'are'} there already: name another folder`,
    );
  return {
    text: [
      ...[says, ...left(options.from === undefined ? files[0] : undefined, there)].map((text) =>
        fitted(text, io.width),
      ),
      nextSteps(folder),
    ]
      .filter((text) => text !== '')
      .join('\n'),
    files: files.filter((each) => !there.includes(each)),
  };
};

/** The files of a model that is begun, and what there is to say of its schools. */
async function begun(folder: string, options: Options, io: Io): Promise<{ files: TextFile[]; says: string }> {
  const said = options.yes === true ? options : await asked(options, io);
  const starts = monthIn(said.start ?? usualStart(io.today));
  const contract = contractIn(said.contract);
  const name = nameIn(said.name ?? USUAL_NAME);
  const asking = { schools: said.schools ?? USUAL_SCHOOLS, where: said.where, with: said.with };
  try {
    const { schools, count, copies, says } = firstSchools(asking, folder, io.disk);
    const around = filesAround(folder, firstModel({ name, starts, schools, count, contract }), io.disk);
    holdFirst(around[0], copies, folder, io.disk);
    return { files: [...around, ...copies], says };
  } catch (error) {
    if (problemsIn(error)?.some(({ code }) => OWN_HEADINGS.includes(code)))
      io.err(
        `Nothing was written. ${asking.schools} has headings of its own, and a model that names them reads it: begin with --schools ${USUAL_SCHOOLS}, and write file and columns under schools.\n\n`,
      );
    throw error;
  }
}

/** What is wrong with a file that is read as it stands, and has headings of its own. */
const OWN_HEADINGS: readonly ProblemCode[] = ['missing-column', 'unknown-column', 'no-column'];

/** The model, and what lies beside every model. */
function filesAround(folder: string, model: string, disk: Disk): [TextFile, ...TextFile[]] {
  const file = (name: string, text: string): TextFile => ({ path: disk.join(folder, name), text, makesFolder: true });
  return [
    file('model.yaml', model),
    file(SCHEMA_FILE, `${JSON.stringify(jsonSchemaFor('model'), undefined, 2)}\n`),
    file(IGNORE_FILE, IGNORED),
    file(WORKFLOW_FILE, WORKFLOW),
  ];
}

/** The files of a model that comes with the program, or of any other, under names of their own. */
function copied(
  folder: string,
  from: string,
  { name, start, schools, contract, ...more }: Options,
  disk: Disk,
): TextFile[] {
  const given = Object.entries({ name, start, schools, where: more.where, with: more.with, contract }).flatMap(
    ([key, value]) => (value === undefined || value.length === 0 ? [] : `--${key}`),
  );
  if (given.length > 0)
    throw new Usage(`--from copies a model as it is: leave ${given.join(' and ')} out, and change the copy`);
  const noted = new NotedDisk(disk);
  const source = Source.open(noted, from);
  if (source.isPriceList) throw new Usage(`--from ${from}: it is a price list, which a model names under "use"`);
  source.load({ scenarios: [], sets: [] });
  const home = disk.isFolder(from) ? from : disk.folderOf(from);
  const all = [...noted.files].map(([path, bytes]) => ({
    path,
    name: path === from ? 'model.yaml' : path.slice(home === '.' ? 0 : home.length + 1),
    bytes,
  }));
  const model = all.find((each) => each.name === 'model.yaml');
  const whole = model === undefined ? '' : readText(model.path, model.bytes, 'yaml').text;
  const text = whole.replace(/^# yaml-language-server: .*\n/, '');
  const others = all
    .filter((each) => each !== model)
    .map((each): TextFile => ({ path: disk.join(folder, each.name), text: each.bytes, makesFolder: true }));
  return [...filesAround(folder, `# yaml-language-server: $schema=${SCHEMA_FILE}\n${text}`, disk), ...others];
}

/** The questions that nobody has answered on the command line, asked in a terminal. */
async function asked(options: Options, { ask, today, disk }: Io): Promise<Options> {
  if (ask === undefined)
    throw new Usage(
      'there is no terminal to ask questions in: give --yes, and --name, --start, --schools or --contract where they are not the usual',
    );
  const told: { -readonly [K in keyof Options]: Options[K] } = { ...options };
  told.name ??= await ask({
    question: 'What is the company called?',
    initial: USUAL_NAME,
    whyNot: () => undefined,
  });
  told.start ??= await ask({
    question: 'In which month does it start?',
    initial: usualStart(today),
    whyNot: whyNo(monthIn),
  });
  told.schools ??= await ask({
    question: 'How many schools of each phase may join, or which CSV file lists them?',
    initial: USUAL_SCHOOLS,
    whyNot: () => undefined,
  });
  const { schools, with: beside } = told;
  if (isFile(schools, disk) && told.where.length === 0) {
    const answer = await ask({
      question:
        'Which of its rows are meant? A heading and a value, such as LA (name)=Northmarsh; all where it is empty',
      initial: '',
      whyNot: whyNo((where) => firstSchools({ schools, where: [where], with: beside }, '.', disk)),
    });
    told.where = answer === '' ? [] : [answer];
  }
  told.contract ??= await ask({
    question: 'What will the council pay a year? Leave it empty where nobody knows',
    initial: '',
    whyNot: whyNo(contractIn),
  });
  return told;
}

/** Why a text cannot be taken; undefined where it can. */
const whyNo =
  (read: (text: string) => unknown) =>
  (text: string): string | undefined => {
    try {
      if (text !== '') read(text);
      return undefined;
    } catch (error) {
      if (error instanceof Usage) return error.message;
      const [first] = problemsIn(error) ?? [];
      if (first === undefined) throw error;
      const { message, remedy } = wordsFor(first);
      return `${message}: ${remedy}`;
    }
  };

/** The next September from three months ahead on. */
function usualStart(today: Month): string {
  const from = today + 3;
  return `${Math.floor(from / 12) + (from % 12 > SEPTEMBER ? 1 : 0)}-09`;
}
const SEPTEMBER = 8;

function nameIn(text: string): string {
  if (text.trim() === '') throw new Usage('a company needs a name: give it with --name');
  return text;
}

const monthIn = (text: string): Month => monthSaid(text, '2026-09');

function contractIn(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^£?\d[\d_,]*$/.test(text)) throw new Usage(`${text} is no amount: write it as 200_000`);
  return text.replace(/[£,_]/g, '').replace(/\B(?=(\d{3})+$)/g, '_');
}

/** What was there before, and what is left to find out first of a model that was begun, and not copied. */
function left(begun: TextFile | undefined, there: readonly TextFile[]): string[] {
  const line =
    String(begun?.text ?? '')
      .split('\n')
      .findIndex((each) => each.includes('per_year: "unknown: ')) + 1;
  return [
    there.map(({ path }) => `${path} was there, and is left as it is.\n`).join(''),
    begun === undefined || line === 0
      ? ''
      : `To find out:\n  ${begun.path}:${line}  ${TO_FIND_OUT.path}: ${TO_FIND_OUT.what}\n`,
  ];
}

/** What to do next, as it is typed: a line is not broken. */
function nextSteps(folder: string): string {
  const model = shellWord(folder);
  return `Next:\n  buyin forecast ${model}\n  buyin compare ${model} --grid\n  buyin check ${model}\n`;
}
