import { nodeDisk } from '../../../src/reading/node-disk.js';
import { diskOf } from '../disk.js';
import { play } from '../play.js';
import { toldIn } from '../told.js';
import type { Mutant } from './mutant.js';
import type { Subject } from './subjects.js';

/** What came of a mutant. */
export interface Trial {
  readonly subject: Subject;
  readonly mutant: Mutant;
  /** The exit code of `buyin check`. */
  readonly code: number;
  /** Each problem: `code file:line:column`. */
  readonly told: readonly string[];
  readonly isCaught: boolean;
  /** One problem for the one cause. */
  readonly isOne: boolean;
  /** Told at the very place. */
  readonly isExact: boolean;
  /** What is suggested first; undefined where nothing is. */
  readonly suggested: string | undefined;
  readonly out: string;
  readonly err: string;
}

/** What is told of each model as it stands: some of the reference miss a promise on purpose. */
const standing = new Map<string, readonly string[]>();

async function toldAsItStands(subject: Subject): Promise<readonly string[]> {
  const known = standing.get(subject.checked);
  if (known !== undefined) return known;
  const disk = diskOf(subject.files);
  const { err } = await play(['check', subject.checked], { disk: { ...disk, shipped: nodeDisk.shipped }, width: 250 });
  const codes = toldIn(err).map(codeOf);
  standing.set(subject.checked, codes);
  return codes;
}

const codeOf = (told: string): string => told.replace(/ .*/, '');

/** What is told of a model and was not told of it before. */
function further(told: readonly string[], before: readonly string[]): readonly string[] {
  const left = [...before];
  return told.filter((each) => {
    const at = left.indexOf(codeOf(each));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Checks a model with one slip in one of its files. */
export async function trial(subject: Subject, mutant: Mutant): Promise<Trial> {
  const files = { ...subject.files, [subject.file]: mutant.text };
  const disk = diskOf(files);
  const shipped = (path: string): Uint8Array | undefined =>
    subject.shipped && path === subject.file ? disk.read(path) : nodeDisk.shipped(path);
  const { code, out, err } = await play(['check', subject.checked], { disk: { ...disk, shipped }, width: 250 });
  // What is told of a model that stands is no problem of reading it, so none of it is told of one that cannot be read.
  const isRead = !out.includes('the model cannot be read');
  const told = isRead ? further(toldIn(err), await toldAsItStands(subject)) : toldIn(err);
  const suggested = /did you mean "([^"]*)"/.exec(err)?.[1];
  return {
    subject,
    mutant,
    code,
    told,
    isCaught: told.length > 0 || code > 1,
    isOne: told.length === 1,
    isExact: told.some(isAt(subject, mutant)),
    suggested,
    out,
    err,
  };
}

function isAt({ file }: Subject, { at }: Mutant): (told: string) => boolean {
  return (told) => {
    const [, where = '', line, column] = /^\S+ (\S+?)(?::(\d+):(\d+))?$/.exec(told) ?? [];
    if (where !== file) return false;
    return at.some((place) =>
      line === undefined
        ? place.line === 0
        : place.line === Number(line) && place.from <= Number(column) && Number(column) < place.to,
    );
  };
}
