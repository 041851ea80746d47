// Changes the code at one place at a time and sees whether a test notices: npm run mutate [-- --all] [--sample 1700]
// [--from 0] [--seed 1] [--in src/pricing] [--tests test/pricing.test.ts] [--survivors] [--concurrency 2]
import { parseArgs } from 'node:util';
import { bundle } from './mutate/bundle.js';
import { kept } from './mutate/kept.js';
import { drawn, nameOf } from './mutate/mutants.js';
import { playMutants, rehearsed } from './mutate/play.js';
import { reportOf, scoreOf } from './mutate/report.js';
import { testFiles } from './mutate/tests.js';

const ROOMS = ['src/figures', 'src/pricing', 'src/model', 'src/projection'];
/** Of the mutants that a test reaches, so many are to be noticed. */
const AIM = 0.9;

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    sample: { type: 'string', default: '1700' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    in: { type: 'string', multiple: true, default: ROOMS },
    tests: { type: 'string', multiple: true, default: testFiles() },
    survivors: { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '2' },
    folder: { type: 'string', default: 'reports/mutate' },
  },
});
const { folder, seed } = values;
const from = Number(values.from);
const workers = Number(values.concurrency);

const started = performance.now();
const minutes = () => ((performance.now() - started) / 60_000).toFixed(1);
const before = kept(`${folder}/outcomes.json`).last();
const isLeft = (mutant) => ['survived', 'unreached'].includes(before[nameOf(mutant)]);
const { code, mutants, all, inText } = await drawn(values.in, seed, (inOrder) => {
  if (values.survivors) return inOrder.filter((mutant) => before[nameOf(mutant)] !== undefined);
  return values.all ? inOrder : inOrder.slice(from, from + Number(values.sample));
});
const program = `${folder}/tests.mjs`;
await bundle(code, values.tests, program);

const rehearsal = await kept(`${folder}/rehearsal.json`, program).orElse(() =>
  rehearsed(program, values.tests, workers),
);
for (const { name, against } of rehearsal.failed)
  console.error(`Not played, fails without a mutant: ${name}: ${against}`);
console.error(`${rehearsal.tests.length} tests, ${mutants.length} mutants; ${minutes()} minutes`);

const outcomes = kept(`${folder}/outcomes.json`, program);
const known = values.survivors ? before : outcomes.same();
if (values.survivors) for (const mutant of mutants.filter(isLeft)) delete known[nameOf(mutant)];
const left = mutants.filter((mutant) => known[nameOf(mutant)] === undefined);
await playMutants(program, left, rehearsal, workers, (mutant, status) => {
  known[nameOf(mutant)] = status;
  outcomes.write(known);
  const told = mutants.flatMap((each) => (known[nameOf(each)] === undefined ? [] : [{ status: known[nameOf(each)] }]));
  if (told.length % 25 === 0) {
    const { noticed, reached } = scoreOf(told);
    console.error(`${told.length} of ${mutants.length}: ${noticed} of ${reached} noticed; ${minutes()} minutes`);
  }
});

const played = mutants.map((mutant) => ({ ...mutant, status: known[nameOf(mutant)] }));
const are = (status) => played.filter((each) => each.status === status).length;
console.log(reportOf(played));
console.log(
  `\n${played.length} of ${all} mutants, seed ${seed}: ${are('static')} of them are made once when a file is loaded and are not played, and ${are('timeout')} of those noticed ran out of time. ${inText} in text are left out. ${minutes()} minutes.`,
);
const { noticed, reached } = scoreOf(played);
process.exitCode = noticed >= AIM * reached ? 0 : 1;
