import { shellWord } from '../language/index.js';
import { PHASES, type Phase, type School } from '../model/index.js';
import { type Disk, NotedDisk, namedRoll, type RollSaid, Source, type TextFile } from '../reading/index.js';
import { Usage } from './command.js';
import type { FirstModel } from './first-model.js';
import { rollInShort } from './roll-in-short.js';

/** What the command line says of the schools of a first model. */
export interface SchoolsAsked {
  /** How many of each phase, `primary=30,secondary=6`; or a CSV file. */
  readonly schools: string;
  /** Which rows of the file count, and files that say more of the same schools. */
  readonly where: readonly string[];
  readonly with: readonly string[];
}

/** The schools of a first model, the files that are copied beside it, and what there is to say of them. */
export interface FirstSchools extends Pick<FirstModel, 'schools' | 'count'> {
  readonly copies: readonly Copy[];
  readonly says: string;
}

/** A copy of a file that lies elsewhere. */
export interface Copy extends TextFile {
  readonly from: string;
}

/** Where no schools are said. */
export const USUAL_SCHOOLS = 'primary=30,secondary=6';

/** Whether schools are said by a file that lists them. */
export const isFile = (said: string, disk: Disk): boolean => !said.includes('=') || disk.read(said) !== undefined;

/** Throws Usage, and Problems where a file cannot be read as a roll. */
export function firstSchools(asked: SchoolsAsked, folder: string, disk: Disk): FirstSchools {
  if (isFile(asked.schools, disk)) return rollIn(asked, folder, disk);
  if (asked.where.length + asked.with.length > 0)
    throw new Usage('--where and --with are for a file of schools: name it with --schools');
  const counts = new Map<Phase, number>();
  for (const part of asked.schools.split(',')) {
    const [phase = '', number = ''] = part.trim().split('=');
    if (!(PHASES as readonly string[]).includes(phase))
      throw new Usage(`${phase} is no phase of schools: write one of ${PHASES.join(', ')}`);
    if (!/^[1-9]\d{0,3}$/.test(number))
      throw new Usage(`${part.trim()}: the number of schools is a whole number from 1 to 9999`);
    if (counts.has(phase as Phase)) throw new Usage(`${phase} is named twice`);
    counts.set(phase as Phase, Number(number));
  }
  return { schools: counts, count: [...counts.values()].reduce((sum, each) => sum + each, 0), copies: [], says: '' };
}

/** A file that lies in the model's folder is read where it is; another is copied into it, byte for byte. */
function rollIn({ schools: path, where, with: beside }: SchoolsAsked, folder: string, disk: Disk): FirstSchools {
  const missing = [path, ...beside].find((each) => disk.read(each) === undefined);
  if (missing !== undefined)
    throw new Usage(
      missing === path
        ? `--schools ${path}: there is no such file; without one write how many schools of each phase, ${USUAL_SCHOOLS}`
        : `--with ${missing}: there is no such file`,
    );
  const { roll, said } = namedRoll(disk, { path, where, beside });
  const places = [path, ...beside].map((each) => ({ path: each, ...placeIn(folder, each, disk) }));
  const nameOf = (of: string): string => places.find((each) => each.path === of)?.name ?? of;
  const copies = places.flatMap(({ path: from, name, isThere }): Copy[] =>
    isThere ? [] : [{ path: disk.join(folder, name), text: disk.read(from) ?? '', makesFolder: true, from }],
  );
  const twice = copies.find((each, i) => copies.findIndex(({ path: other }) => other === each.path) < i);
  if (twice !== undefined) throw new Usage(`two of the files are called ${twice.path}: give one of them another name`);
  return {
    schools: {
      file: nameOf(path),
      reads: said.reads,
      basis: said.basis,
      where: said.where,
      beside: said.beside.map((each) => ({ file: nameOf(each.path), reads: each.reads })),
    },
    count: roll.schools.length,
    copies,
    says: `${rollInShort(roll.schools.length, roll.read)}${unknownIn(roll.schools)}${areasIn(roll.schools, said)}`,
  };
}

/** Where a file lies as seen from the model's folder, and whether it lies there; if not, the name of its copy. */
function placeIn(folder: string, path: string, disk: Disk): { readonly name: string; readonly isThere: boolean } {
  const parts = path.split(/[\\/]+/).filter((part) => part !== '');
  for (let from = parts.length - 1; from >= 0; from--) {
    const name = parts.slice(from).join('/');
    if (disk.identity(disk.join(folder, name)) === disk.identity(path)) return { name, isThere: true };
  }
  return { name: parts[parts.length - 1] ?? path, isThere: false };
}

function unknownIn(schools: readonly School[]): string {
  const unknown = schools.filter(({ pupils }) => pupils.steps.some(({ value }) => !value.isKnown)).length;
  return unknown === 0 ? '' : `The pupils of ${unknown} of them are not known: buyin schools says why.\n`;
}

/** Schools of several councils, where nobody has said whose: most companies have those of one. */
function areasIn(schools: readonly School[], { where, areaUnder }: RollSaid): string {
  const areas = new Map<string, number>();
  for (const { attributes } of schools) {
    const area = attributes.get('area') ?? '';
    if (area !== '') areas.set(area, (areas.get(area) ?? 0) + 1);
  }
  const [most] = [...areas].sort((a, b) => b[1] - a[1]);
  if (most === undefined || areaUnder === undefined || areas.size < 2 || where.size > 0) return '';
  return `They are of ${areas.size} councils. For those of one write, for example, --where ${shellWord(`${areaUnder}=${most[0]}`)}.\n`;
}

/** Holds a model against all that is asked of one before it is written. Throws Problems, at places in files that are there. */
export function holdFirst(model: TextFile, copies: readonly Copy[], folder: string, disk: Disk): void {
  Source.open(new Unwritten(disk, model, copies), folder).load();
}

/** A disk on which a model that is not written yet lies where it will, and names files where they still lie. */
class Unwritten extends NotedDisk {
  constructor(
    disk: Disk,
    private readonly model: TextFile,
    copies: readonly Copy[],
  ) {
    super(disk);
    const { join, isInside, isFolder } = this;
    const sources = new Map(copies.map(({ path, from }) => [path, from]));
    this.join = (folder, path) => sources.get(join(folder, path)) ?? join(folder, path);
    this.isInside = (folder, path) => copies.some(({ from }) => from === path) || isInside(folder, path);
    this.isFolder = (path) => join(path, 'model.yaml') === model.path || isFolder(path);
  }

  override read(path: string): Uint8Array | undefined {
    const { path: own, text } = this.model;
    return path === own && typeof text === 'string' ? new TextEncoder().encode(text) : super.read(path);
  }
}
