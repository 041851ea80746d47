// The mutants of some files, and a sample of them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';

const silent = new Proxy({}, { get: (_, name) => (String(name).startsWith('is') ? () => false : () => {}) });
const instrumenter = new Instrumenter(silent);

/** The TypeScript files of some files and folders. */
export function sourcesIn(paths) {
  const found = paths.flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : readdirSync(path, { recursive: true }).flatMap((name) =>
          name.endsWith('.ts') ? [`${path}/${name.replaceAll('\\', '/')}`] : [],
        ),
  );
  return [...new Set(found)].sort();
}

/**
 * Changes files so that each mutant can be turned on where they run. `ranges`, by file, are the places to change; all of
 * each file if it is left out. Text is left as it stands: words are held by whole pages, which take too long here.
 */
async function instrument(files, ranges) {
  const given = files.map((name) => ({
    name,
    content: readFileSync(name, 'utf8'),
    mutate: ranges?.get(name) ?? ranges === undefined,
  }));
  const options = { plugins: null, ignorers: [], excludedMutations: ['StringLiteral'] };
  const made = await instrumenter.instrument(
    given.filter(({ mutate }) => mutate),
    options,
  );
  const isText = ({ mutatorName }) => mutatorName === 'StringLiteral';
  return {
    code: new Map(made.files.map(({ name, content }) => [name, content])),
    mutants: made.mutants.filter(({ status }) => status !== 'Ignored'),
    inText: made.mutants.filter(isText).length,
  };
}

/** What a mutant is and where it stands: the same for the same code, whatever else is changed with it. */
export const nameOf = ({ fileName, location, mutatorName, replacement }) =>
  JSON.stringify([fileName, location, mutatorName, replacement]);

/** A mutant's place in the draw of a seed, whatever the order of files. */
const placeOf = (seed, mutant) =>
  createHash('sha256')
    .update(`${seed} ${nameOf(mutant)}`)
    .digest('hex');

/** Mutants in the order in which a seed draws them. */
function inDraw(mutants, seed) {
  const placed = mutants.map((mutant) => ({ mutant, place: placeOf(seed, mutant) }));
  placed.sort((a, b) => (a.place < b.place ? -1 : 1));
  return placed.map(({ mutant }) => mutant);
}

/**
 * The mutants of some files that `choose` takes of all of them in the order of the draw, and the code of these files
 * with the chosen places alone changed, so that it runs nearly as fast as it does without.
 */
export async function drawn(paths, seed, choose) {
  const files = sourcesIn(paths);
  const whole = await instrument(files);
  const chosen = choose(inDraw(whole.mutants, seed));
  const names = new Set(chosen.map(nameOf));
  const ranges = new Map();
  for (const { fileName, location } of chosen) ranges.set(fileName, [...(ranges.get(fileName) ?? []), location]);
  const { code, mutants } = await instrument(files, ranges);
  return {
    code,
    all: whole.mutants.length,
    inText: whole.inText,
    mutants: inDraw(
      mutants.filter((each) => names.has(nameOf(each))),
      seed,
    ),
  };
}
