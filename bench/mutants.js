// Makes slips of the keyboard in every file that is shipped, one at a time, and sees what `buyin check` says: npm run
// mutants [-- count seed only]
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buildSync } from 'esbuild';

const [count = '20000', seed = '21', only = ''] = process.argv.slice(2);
const FOLDER = 'bench/.data';
mkdirSync(FOLDER, { recursive: true });
mkdirSync('dist', { recursive: true });
// Beside the program's own bundle, from where it finds what is shipped.
buildSync({
  entryPoints: ['bench/mutants.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: `dist/mutants-for-bench-${seed}.cjs`,
  logLevel: 'error',
});
const { subjects, trialsOf, summaryOf, told, unlisted } = createRequire(import.meta.url)(
  `../dist/mutants-for-bench-${seed}.cjs`,
);

const matching = new RegExp(only);
const all = subjects().map((subject) => ({
  ...subject,
  slips: subject.slips.filter(({ what, kind }) => matching.test(`${what}: ${kind}`)),
}));
const started = performance.now();
const trials = [];
// A run that is ended early says what it has come to: the first so many of its seed.
let isEnded = false;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    isEnded = true;
  });
for await (const each of trialsOf(all, Number(count), Number(seed))) {
  trials.push(each);
  // Lets a signal come through.
  await new Promise((done) => setImmediate(done));
  if (isEnded) break;
  if (trials.length % 1000 === 0) console.error(`${trials.length} of ${count}`);
}

const percent = ({ are, of }) => (of === 0 ? '–' : `${((100 * are) / of).toFixed(2)}% of ${of}`);
const row = (name, some) => {
  const { caught, one, exact, suggested } = summaryOf(some);
  return `| ${[name, percent(caught), percent(one), percent(exact), percent(suggested)].join(' | ')} |`;
};
const whats = ['key', 'reference', 'name', 'number', 'form', 'table', 'download'];
console.log(
  `${trials.length} mutants of seed ${seed} in ${all.length} files, ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
);
console.log(
  '| what is hit | told | by one problem | at its place | the right name first |\n| --- | --- | --- | --- | --- |',
);
for (const what of whats) {
  const some = trials.filter(({ mutant }) => mutant.what === what);
  if (some.length > 0) console.log(row(what, some));
}
console.log(row('all', trials));
const faults = trials.filter(({ code }) => code !== 0 && code !== 1);
console.log(
  `\n${faults.length} faults of the program, ${unlisted(trials).length} accepted for no reason that is listed`,
);

// What to look at.
const kept = {
  accepted: trials.filter(({ isCaught }) => !isCaught),
  unlisted: unlisted(trials),
  several: trials.filter(({ isCaught, isOne }) => isCaught && !isOne),
  elsewhere: trials.filter(({ isCaught, isExact }) => isCaught && !isExact),
  faults,
};
for (const [name, some] of Object.entries(kept))
  writeFileSync(`${FOLDER}/mutants-${seed}-${name}.txt`, `${some.map(told).sort().join('\n')}\n`);
process.exitCode = faults.length + kept.unlisted.length === 0 ? 0 : 1;
