// A process of its own that loads the tests and plays them as it is asked: it may loop for ever, and is ended then.
import { pathToFileURL } from 'node:url';

const [bundle, active] = process.argv.slice(2);
/** What Stryker's switches in the code look at. */
const switches = {
  mutantCoverage: { static: {}, perTest: {} },
  activeMutant: active,
  get currentTestId() {
    return player.test ?? (player.file === undefined ? undefined : `file ${player.file}`);
  },
};
const player = { file: undefined, test: undefined };
globalThis.__stryker__ = switches;
globalThis.player = player;
console.log = () => {};
const say = (message) => process.send(message);

/** What a test says against the code, if anything. */
async function complaint(test) {
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error).slice(0, 300);
  }
}

/** Plays the tests of some files with no mutant turned on, so that it is known what each takes and which mutants it reaches. */
async function rehearse(tests, files) {
  const played = [];
  for (const [i, test] of tests.entries()) {
    if (!files.includes(test.file)) continue;
    player.test = String(i);
    const before = process.cpuUsage();
    const against = await complaint(test);
    const { user, system } = process.cpuUsage(before);
    played.push({ i, name: test.name, file: test.file, against, ms: (user + system) / 1000 });
  }
  player.test = undefined;
  return { played, reached: switches.mutantCoverage };
}

/** Plays some tests against a mutant, or against none, until one fails: `isSure` says that it holds right after without the mutant. */
async function play(tests, mutant, some) {
  for (const { i, hits } of some) {
    say({ at: i });
    Object.assign(switches, { activeMutant: mutant, hitCount: 0, hitLimit: hits });
    const against = await complaint(tests[i]);
    Object.assign(switches, { activeMutant: active, hitCount: undefined });
    if (against !== undefined) return { by: i, isSure: (await complaint(tests[i])) === undefined };
  }
  return {};
}

const { tests } = await import(pathToFileURL(bundle).href);
process.on('message', async ({ files, mutant, some }) => {
  say({ answer: files === undefined ? await play(tests, mutant, some) : await rehearse(tests, files) });
});
say({ answer: 'loaded' });
