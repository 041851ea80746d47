import type { Month } from '../../language/index.js';
import { jsonSchemaFor, PHASES, type Phase } from '../../model/index.js';
import { type Disk, NotedDisk, readText, Source, type TextFile } from '../../reading/index.js';
import { monthSaid } from '../asked.js';
import { type Common, type Run, Usage } from '../command.js';
import { type FirstModel, firstModel, IGNORED, SCHEMA_FILE, TO_FIND_OUT, WORKFLOW } from '../first-model.js';
import type { Io } from '../io.js';

interface Options {
  readonly name?: string;
  readonly start?: string;
  readonly schools?: string;
  readonly contract?: string;
  readonly from?: string;
  readonly yes?: boolean;
}

/** Where no name is said. */
const USUAL_NAME = 'A schools-led company';
/** Where no schools are said. */
const USUAL_SCHOOLS = 'primary=30,secondary=6';
const WORKFLOW_FILE = '.github/workflows/model.yml';
const IGNORE_FILE = '.gitignore';
/** What a folder may have already: it is left as it is. */
const KEPT = [IGNORE_FILE, WORKFLOW_FILE];

export const run: Run<Options> = async ([folder = '.'], { scenario, set, ...options }: Options & Common, io) => {
  if (scenario.length + set.length > 0)
    throw new Usage('buyin init begins a model: it takes no --scenario and no --set');
  const files =
    options.from === undefined ? await begun(folder, options, io) : copied(folder, options.from, options, io.disk);
  const there = files.filter(({ path }) => io.disk.read(path) !== undefined || io.disk.isFolder(path));
  const lost = there.filter(({ path }) => !KEPT.some((name) => path.endsWith(name)));
  if (lost.length > 0)
    throw new Usage(
      `${lost.map(({ path }) => path).join(' and ')} ${lost.length === 1 ? 'is' : 'are'} there already: name another folder`,
    );
  return {
    text: nextSteps(folder, options.from === undefined ? files[0] : undefined, there),
    files: files.filter((each) => !there.includes(each)),
  };
};

async function begun(folder: string, options: Options, io: Io): Promise<TextFile[]> {
  const said = options.yes === true ? options : await asked(options, io);
  const starts = monthIn(said.start ?? usualStart(io.today));
  const { schools, count, beside } = schoolsIn(said.schools ?? USUAL_SCHOOLS, folder, io.disk);
  const name = said.name ?? USUAL_NAME;
  const text = firstModel({ name, starts, schools, count, contract: contractIn(said.contract) });
  return [...around(folder, text, io.disk), ...beside];
}

function around(folder: string, model: string, disk: Disk): TextFile[] {
  const file = (name: string, text: string): TextFile => ({ path: disk.join(folder, name), text, makesFolder: true });
  return [
    file('model.yaml', model),
    file(SCHEMA_FILE, `${JSON.stringify(jsonSchemaFor('model'), undefined, 2)}\n`),
    file(IGNORE_FILE, IGNORED),
    file(WORKFLOW_FILE, WORKFLOW),
  ];
}

/** The files of a model that comes with the program, or of any other, under names of their own. */
function copied(folder: string, from: string, { name, start, schools, contract }: Options, disk: Disk): TextFile[] {
  const given = Object.entries({ name, start, schools, contract }).flatMap(([key, value]) =>
    value === undefined ? [] : `--${key}`,
  );
  if (given.length > 0)
    throw new Usage(`--from copies a model as it is: leave ${given.join(' and ')} out, and change the copy`);
  const noted = new NotedDisk(disk);
  const source = Source.open(noted, from);
  if (source.isPriceList) throw new Usage(`--from ${from}: it is a price list, which a model names under "use"`);
  source.load({ scenarios: [], sets: [] });
  const home = disk.isFolder(from) ? from : disk.folderOf(from);
  const texts = [...noted.files].map(([path, bytes]) => ({
    name: path === from ? 'model.yaml' : path.slice(home === '.' ? 0 : home.length + 1),
    text: decoded(path, bytes),
  }));
  const model = texts.find((each) => each.name === 'model.yaml');
  const text = (model?.text ?? '').replace(/^# yaml-language-server: .*\n/, '');
  const others = texts
    .filter((each) => each !== model)
    .map((each): TextFile => ({ path: disk.join(folder, each.name), text: each.text, makesFolder: true }));
  return [...around(folder, `# yaml-language-server: $schema=${SCHEMA_FILE}\n${text}`, disk), ...others];
}

const decoded = (path: string, bytes: Uint8Array): string =>
  readText(path, bytes, path.endsWith('.csv') ? 'csv' : 'yaml').text;

/** The questions that nobody has answered on the command line, asked in a terminal. */
async function asked(options: Options, { ask, today }: Io): Promise<Options> {
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
      throw error;
    }
  };

/** The next September from three months ahead on. */
function usualStart(today: Month): string {
  const from = today + 3;
  return `${Math.floor(from / 12) + (from % 12 > SEPTEMBER ? 1 : 0)}-09`;
}
const SEPTEMBER = 8;

const monthIn = (text: string): Month => monthSaid(text, '2026-09');

function contractIn(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^£?\d[\d_,]*$/.test(text)) throw new Usage(`${text} is no amount: write it as 200_000`);
  return text.replace(/[£,_]/g, '').replace(/\B(?=(\d{3})+$)/g, '_');
}

function schoolsIn(
  said: string,
  folder: string,
  disk: Disk,
): Pick<FirstModel, 'schools' | 'count'> & { readonly beside: readonly TextFile[] } {
  if (!said.includes('=')) return rollIn(said, folder, disk);
  const counts = new Map<Phase, number>();
  for (const part of said.split(',')) {
    const [phase = '', number = ''] = part.trim().split('=');
    if (!(PHASES as readonly string[]).includes(phase))
      throw new Usage(`${phase} is no phase of schools: write one of ${PHASES.join(', ')}`);
    if (!/^[1-9]\d{0,3}$/.test(number))
      throw new Usage(`${part.trim()}: the number of schools is a whole number from 1 to 9999`);
    if (counts.has(phase as Phase)) throw new Usage(`${phase} is named twice`);
    counts.set(phase as Phase, Number(number));
  }
  return { schools: counts, count: [...counts.values()].reduce((sum, each) => sum + each, 0), beside: [] };
}

/** A roll that lies in the model's folder is read where it is; another is copied into it. */
function rollIn(path: string, folder: string, disk: Disk): ReturnType<typeof schoolsIn> {
  const bytes = disk.read(path);
  if (bytes === undefined)
    throw new Usage(
      `--schools ${path}: there is no such file; without one write how many schools of each phase, ${USUAL_SCHOOLS}`,
    );
  const text = decoded(path, bytes);
  const count = Math.max(1, text.split(/\r?\n/).filter((line) => line.trim() !== '').length - 1);
  if (disk.isInside(folder, path))
    return {
      schools: { file: folder === '.' ? path : path.slice(folder.length).replace(/^[\\/]+/, '') },
      count,
      beside: [],
    };
  return {
    schools: { file: 'schools.csv' },
    count,
    beside: [{ path: disk.join(folder, 'schools.csv'), text, makesFolder: true }],
  };
}

/** What to do next; of a model that was begun, and not copied, what is left to find out first. */
function nextSteps(folder: string, begun: TextFile | undefined, there: readonly TextFile[]): string {
  const line = (begun?.text.split('\n') ?? []).findIndex((each) => each.includes('per_year: "unknown: ')) + 1;
  const unknown =
    begun === undefined || line === 0
      ? ''
      : `To find out:\n  ${begun.path}:${line}  ${TO_FIND_OUT.path}: ${TO_FIND_OUT.what}\n\n`;
  const kept = there.map(({ path }) => `${path} was there, and is left as it is.\n`).join('');
  return `${kept}${kept === '' ? '' : '\n'}${unknown}Next:\n  buyin forecast ${folder}\n  buyin compare ${folder} --grid\n  buyin check ${folder}\n`;
}
