// Changes the code at one place at a time and sees whether a test notices: npm run mutate [-- --all] [--sample 1500]
// [--from 0] [--seed 1] [--in src/pricing] [--concurrency 2]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

const ROOMS = ['src/figures', 'src/pricing', 'src/model', 'src/projection'];
/** Of the mutants that a test reaches, so many are to be noticed. */
const AIM = 0.9;

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    sample: { type: 'string', default: '1500' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    in: { type: 'string', multiple: true, default: ROOMS },
    concurrency: { type: 'string', default: '2' },
  },
});
const drawn = values.all ? {} : { from: Number(values.from), size: Number(values.sample) };

const started = performance.now();
const mutants = await new Stryker({
  mutate: values.in.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
  // Words are held by whole pages, which take too long here.
  mutator: { excludedMutations: ['StringLiteral'] },
  testRunner: 'vitest',
  vitest: { configFile: 'bench/mutate/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './bench/mutate/sample.js'],
  checkers: ['sample'],
  sample: { seed: Number(values.seed), ...drawn },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  disableTypeChecks: false,
  reporters: process.stderr.isTTY ? ['progress', 'json'] : ['json', 'dots'],
  jsonReporter: { fileName: 'reports/mutate.json' },
  concurrency: Number(values.concurrency),
  // A machine that is busy is no loop without end.
  timeoutMS: 20_000,
  timeoutFactor: 4,
  dryRunTimeoutMinutes: 30,
  ignorePatterns: ['dist', 'coverage', 'reports', 'bench/.data', 'bench/node_modules'],
  allowConsoleColors: false,
}).runMutationTest();

const percent = (share) => `${(100 * share).toFixed(1)}%`;

/** The interval in which a share lies with 95% confidence (Wilson 1927), of so many out of so many. */
function interval(are, of) {
  const z = 1.96;
  const middle = (are + (z * z) / 2) / (of + z * z);
  const half = (z / (of + z * z)) * Math.sqrt((are * (of - are)) / of + (z * z) / 4);
  return `${percent(middle - half)} to ${percent(middle + half)}`;
}

/** What became of some mutants: how many were noticed, were not, and are reached by no test. */
function countOf(some) {
  const are = (...statuses) => some.filter(({ status }) => statuses.includes(status)).length;
  const noticed = are('Killed', 'Timeout', 'RuntimeError');
  return { noticed, covered: noticed + are('Survived'), missed: are('NoCoverage') };
}

function row(name, some) {
  const { noticed, covered, missed } = countOf(some);
  const share = covered === 0 ? '–' : `${percent(noticed / covered)} (${interval(noticed, covered)})`;
  return `| ${[name, covered + missed, missed, covered, noticed, share].join(' | ')} |`;
}

/** The code of a mutant before and after, each in one line. */
function changeOf({ fileName, location: { start, end }, replacement }) {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  const short = (text) => text.replace(/\s+/g, ' ').slice(0, 100);
  return `${short(lines.join(' '))}  →  ${short(replacement)}`;
}

const own = mutants.map((each) => ({ ...each, fileName: each.fileName.replace(`${process.cwd()}/`, '') }));
const tried = own.filter(({ status }) => !['Ignored', 'CompileError'].includes(status));
const roomOf = ({ fileName }) => fileName.split('/').slice(0, 2).join('/');
for (const [status, what] of [
  ['Survived', 'No test noticed'],
  ['NoCoverage', 'No test reaches'],
]) {
  console.log(`\n${what}:`);
  for (const each of tried.filter((one) => one.status === status))
    console.log(`${each.fileName}:${each.location.start.line}:${each.location.start.column}  ${changeOf(each)}`);
}
const isText = ({ mutatorName }) => mutatorName === 'StringLiteral';
console.log(`
${tried.length} of ${own.filter((each) => !isText(each)).length} mutants, seed ${values.seed}; ${own.filter(isText).length} in text are left out, and ${own.filter((each) => each.status === 'Ignored' && !isText(each)).length} that are made once when a file is loaded. ${((performance.now() - started) / 60_000).toFixed(1)} minutes.

| room | mutants | reached by no test | reached | noticed | share of those reached, with 95% confidence |
| --- | --- | --- | --- | --- | --- |`);
for (const room of [...new Set(tried.map(roomOf))])
  console.log(
    row(
      room,
      tried.filter((each) => roomOf(each) === room),
    ),
  );
console.log(row('all', tried));
const { noticed, covered } = countOf(tried);
process.exitCode = noticed >= AIM * covered ? 0 : 1;
