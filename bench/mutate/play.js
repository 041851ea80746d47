// Plays mutants in processes that are ended when they loop for ever.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ALWAYS } from './tests.js';

/** A test has twenty times the processor that it takes without a mutant, and five seconds more. */
const limitOf = (ms) => 5_000 + 20 * ms;
/** A test that takes no processor, or hardly any, waits for what never comes: it has so many times as long by the clock. */
const MOST_WAITS = 40;
const TO_LOAD = 120_000;
/** A place that a test reaches so often is reached a hundred times as often by a loop without end alone, as Stryker has it. */
const MORE_HITS = 100;
const LEAST_HITS = 10_000;
/** A mutant meets so much of the tests that reach it: what a slow test alone would notice is not noticed. */
const MOST_MS = 10_000;
/** So much of the quickest; the rest is shared among the files of tests, for those of one file look at the same. */
const QUICKEST_MS = 6_000;
/** So much of them in a process that has played other mutants: most are noticed by these. */
const FIRST_MS = 2_000;

/** How the player names what a test file does while it is loaded. */
const OF_A_FILE = 'file ';

/** How much of a processor a process has taken, in milliseconds; undefined where the system does not tell. */
function processorOf(pid) {
  try {
    // After the name, which may have blanks in it: user and system time are the 14th and 15th, in hundredths of a second.
    const [, , , , , , , , , , , user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(') ')
      .at(-1)
      .split(' ');
    return 10 * (Number(user) + Number(system));
  } catch {
    return undefined;
  }
}

/** A process that has loaded the tests, with a mutant turned on from the start if there is one. */
class Player {
  constructor(program, active) {
    const heap = ['--max-semi-space-size=64', '--max-old-space-size=4096'];
    this.process = fork(
      fileURLToPath(new URL('player.js', import.meta.url)),
      [program, ...(active === undefined ? [] : [active])],
      {
        execArgv: heap,
        env: { ...process.env, LAWS: 'few' },
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    this.loaded = this.answer(() => TO_LOAD);
  }

  /** The next answer; `undefined` if the process ended instead, or was ended since a test took longer than `limit` of it. */
  answer(limit) {
    return new Promise((resolve) => {
      let timer;
      const end = (answer) => {
        clearTimeout(timer);
        this.process.removeAllListeners();
        if (answer === undefined) this.end();
        resolve(answer);
      };
      const watch = (test) => {
        clearTimeout(timer);
        const ms = limit(test);
        if (ms === undefined) return;
        const ends = performance.now() + MOST_WAITS * ms;
        const begun = processorOf(this.process.pid);
        const wait = (left) => {
          timer = setTimeout(() => {
            const more = begun === undefined ? 0 : ms - (processorOf(this.process.pid) - begun);
            if (more > 0 && performance.now() < ends) wait(more);
            else end();
          }, left);
        };
        wait(ms);
      };
      watch();
      this.process.on('message', ({ at, answer }) => (answer === undefined ? watch(at) : end(answer)));
      this.process.on('exit', () => end());
      this.process.on('error', () => end());
    });
  }

  async ask(message, limit) {
    if ((await this.loaded) === undefined || this.isEnded) return undefined;
    this.process.send(message);
    return this.answer(limit);
  }

  end() {
    this.isEnded = true;
    this.process.kill('SIGKILL');
  }
}

/**
 * Plays the tests of these files without a mutant, shared out among workers, and answers with those that hold: how much
 * processor each takes, and how often it reaches each mutant. `ofFiles` are the mutants that a test file reaches while it is loaded.
 */
export async function rehearsed(program, files, workers) {
  const parts = await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const player = new Player(program);
      const answer = await player.ask({ files: files.filter((_, i) => i % workers === worker) }, () => undefined);
      player.end();
      if (answer === undefined) throw new Error('The tests could not be loaded and played without a mutant.');
      return answer;
    }),
  );
  const tests = parts.flatMap(({ played, reached }) =>
    played.map((test) => ({ ...test, hits: new Map(Object.entries(reached.perTest[test.i] ?? {})) })),
  );
  const [{ reached }] = parts;
  return {
    tests: tests.filter(({ against }) => against === undefined),
    failed: tests.filter(({ against }) => against !== undefined).map(({ name, against }) => ({ name, against })),
    ofFiles: new Map(
      Object.entries(reached.perTest).flatMap(([id, own]) =>
        id.startsWith(OF_A_FILE) ? [[id.slice(OF_A_FILE.length), new Set(Object.keys(own))]] : [],
      ),
    ),
    atLoad: new Set(Object.keys(reached.static)),
  };
}

/**
 * The tests that a mutant is played against, of those that it may change: those that reach it, and all of a file that
 * reaches it when it is loaded. The quickest of all, those that are played always, and then the quickest of each file in
 * turn.
 */
function testsOf(id, { tests, ofFiles }) {
  const reaching = tests.flatMap(({ i, file, ms, hits }) =>
    hits.has(id) || ofFiles.get(file)?.has(id) ? [{ i, file, ms, reaches: hits.get(id) ?? 0 }] : [],
  );
  reaching.sort((a, b) => a.ms - b.ms);
  const always = reaching.filter(({ file }) => ALWAYS.includes(file));
  const rest = reaching.filter((each) => !always.includes(each));
  const quickest = within(QUICKEST_MS, rest);
  const others = rest.filter((each) => !quickest.includes(each));
  return [...quickest, ...always, ...within(MOST_MS - QUICKEST_MS, inTurns(others))];
}

/** The first of each file, then the second of each, and so on. */
function inTurns(tests) {
  const before = new Map();
  const placed = tests.map((test) => {
    const turn = before.get(test.file) ?? 0;
    before.set(test.file, turn + 1);
    return { test, turn };
  });
  return placed.sort((a, b) => a.turn - b.turn).map(({ test }) => test);
}

/** As many of some tests, in their order, as take no longer than so much together, and the very first in any case. */
function within(most, tests) {
  let ms = 0;
  return tests.filter((each, i) => {
    if (i > 0 && ms + each.ms > most) return false;
    ms += each.ms;
    return true;
  });
}

/** Plays tests against a mutant, or against none, until one fails; `undefined` where one takes so long that it is ended. */
const played = (player, mutant, some) =>
  player.ask(
    { mutant, some: some.map(({ i, reaches }) => ({ i, hits: Math.max(LEAST_HITS, MORE_HITS * reaches) })) },
    (test) => limitOf(some.find(({ i }) => i === test)?.ms ?? 0),
  );

/**
 * Plays tests in a process that loads the code with the mutant, for what is kept from test to test may hide a mutant, or
 * be spoilt by the one before. What fails is played again in a process without the mutant, where it must hold.
 */
async function playedAnew(program, mutant, some) {
  const player = new Player(program, mutant);
  const answer = await played(player, mutant, some);
  player.end();
  if (answer === undefined) return 'timeout';
  if (answer.by === undefined) return 'survived';
  const upTo = some.slice(0, 1 + some.findIndex(({ i }) => i === answer.by));
  const without = new Player(program);
  const control = await played(without, undefined, upTo);
  without.end();
  // A test that goes by what others did before says nothing.
  return control?.by === undefined
    ? 'noticed'
    : playedAnew(
        program,
        mutant,
        some.filter(({ i }) => i !== control.by),
      );
}

/** What becomes of a mutant: `noticed`, `timeout` (noticed, too), `survived`, `unreached`, or `static` where it is made as a file is loaded. */
async function outcomeOf(id, rehearsal, program, player) {
  const all = testsOf(id, rehearsal);
  if (all.length === 0) return rehearsal.atLoad.has(id) ? 'static' : 'unreached';
  const first = within(
    FIRST_MS,
    all.filter(({ reaches }) => reaches > 0),
  );
  const answer = await played(player, id, first);
  if (answer === undefined) return 'timeout';
  if (answer.by !== undefined && answer.isSure) return 'noticed';
  if (answer.by !== undefined) player.end();
  return playedAnew(program, id, [...all.filter((each) => !first.includes(each)), ...first]);
}

/** Plays mutants, and tells `each` what becomes of one as soon as it is known. */
export async function playMutants(program, mutants, rehearsal, workers, each) {
  const left = [...mutants];
  async function work() {
    let player = new Player(program);
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      if (player.isEnded) player = new Player(program);
      each(mutant, await outcomeOf(mutant.id, rehearsal, program, player));
    }
    player.end();
  }
  await Promise.all(Array.from({ length: workers }, work));
}
