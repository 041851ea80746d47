import { acceptable } from './acceptable.js';
import { type Mutant, type Random, randomOf, type Slip, type What } from './mutant.js';
import type { Subject } from './subjects.js';
import { type Trial, trial } from './trial.js';

/**
 * How many mutants of a hundred hit what. Of each, every kind is as likely, of a kind every file, and of a file every
 * place.
 */
const WEIGHTS: Readonly<Record<What, number>> = {
  key: 30,
  reference: 30,
  name: 5,
  number: 18,
  form: 11,
  table: 4,
  download: 2,
};

/** The slips of a kind, by file. */
type Files = Map<Subject, Slip[]>;

/** So many mutants of some files, drawn with a seed: the same ones for the same seed. */
export function* mutantsOf(
  subjects: readonly Subject[],
  count: number,
  seed: number,
): Generator<{ subject: Subject; mutant: Mutant }> {
  const random = randomOf(seed);
  const kinds = kindsOf(subjects);
  const whats = (Object.keys(WEIGHTS) as What[]).filter((what) => kinds.has(what));
  for (let made = 0; made < count; ) {
    const files = picked([...(kinds.get(weighed(whats, random)) as ReadonlyMap<string, Files>).values()], random);
    const [subject, slips] = picked([...files], random);
    const slip = picked(slips, random);
    const mutant = slip.make(random);
    if (mutant === undefined || mutant.text === subject.files[subject.file]) continue;
    made++;
    yield { subject, mutant };
  }
}

function kindsOf(subjects: readonly Subject[]): Map<What, Map<string, Files>> {
  const kinds = new Map<What, Map<string, Files>>();
  for (const subject of subjects) {
    for (const slip of subject.slips) {
      const ofWhat = kinds.get(slip.what) ?? new Map<string, Files>();
      kinds.set(slip.what, ofWhat);
      const files: Files = ofWhat.get(slip.kind) ?? new Map();
      ofWhat.set(slip.kind, files);
      const slips = files.get(subject);
      if (slips === undefined) files.set(subject, [slip]);
      else slips.push(slip);
    }
  }
  return kinds;
}

const picked = <T>(all: readonly T[], random: Random): T => all[random(all.length)] as T;

function weighed(whats: readonly What[], random: Random): What {
  return picked(
    whats.flatMap((what) => Array<What>(WEIGHTS[what]).fill(what)),
    random,
  );
}

/** What came of some mutants, each as it is tried. */
export async function* trialsOf(subjects: readonly Subject[], count: number, seed: number): AsyncGenerator<Trial> {
  for (const { subject, mutant } of mutantsOf(subjects, count, seed)) yield await trial(subject, mutant);
}

/** How many trials of some had what is asked. */
export interface Share {
  readonly of: number;
  readonly are: number;
}

/** What came of mutants that hit one kind of thing. */
export interface Summary {
  readonly caught: Share;
  /** Of those caught. */
  readonly one: Share;
  readonly exact: Share;
  /** Of those of which something is suggested: it is what stood there. */
  readonly suggested: Share;
}

/** What came of some trials. */
export function summaryOf(trials: readonly Trial[]): Summary {
  const caught = trials.filter(({ isCaught }) => isCaught);
  const share = (all: readonly Trial[], holds: (each: Trial) => boolean): Share => ({
    of: all.length,
    are: all.filter(holds).length,
  });
  return {
    caught: share(trials, ({ isCaught }) => isCaught),
    one: share(caught, ({ isOne }) => isOne),
    exact: share(caught, ({ isExact }) => isExact),
    suggested: share(
      caught.filter(({ suggested }) => suggested !== undefined),
      ({ suggested, mutant }) => suggested === mutant.was.replace(/^=/, ''),
    ),
  };
}

/** Mutants that were accepted for no reason that is listed. */
export function unlisted(trials: readonly Trial[]): Trial[] {
  return trials.filter((each) => !each.isCaught && acceptable(each) === undefined);
}

/** One line about a trial, to find it again. */
export function told({ subject, mutant, code, told: problems }: Trial): string {
  const { what, kind, path, was, becomes, at } = mutant;
  const places = at.map(({ line, from, to }) => `${line}:${from}-${to}`).join(' ');
  return `${subject.file} [${what}: ${kind}] ${path}: ${was} → ${becomes} at ${places} | exit ${code} ${problems.join('; ')}`.slice(
    0,
    600,
  );
}
