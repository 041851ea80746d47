// Measures as multiples of a bare Node within one run, because machines differ and are never idle: node bench/run.js
// [runs]
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { writeRegister } from './register.js';
import { writeRoll } from './roll.js';

const RUNS = Number(process.argv[2] ?? 11);
/** Of what takes seconds. */
const FEW_RUNS = Math.min(RUNS, 3);
const DATA = 'bench/.data';
const TOWN = 'bench/town';
const NOTHING = ['-e', '0'];
const buyin = (...args) => ['bin/buyin.js', ...args];

/**
 * One run of Node as a whole process, in seconds. A model whose promises fail ends with 1 and has been checked all the
 * same.
 */
function once(args) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0 && status !== 1) throw new Error(`exit code ${status}: node ${args.join(' ')}`);
  return (performance.now() - start) / 1000;
}

/** The greatest memory of one run in megabytes, and its seconds of processor, where the system says them (GNU time). */
function used(args) {
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%M %U %S', process.execPath, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const last = String(stderr ?? '')
    .trim()
    .split('\n')
    .pop();
  const [kilobytes, user, system] = last.split(' ').map(Number);
  return system >= 0 ? { memory: Math.round(kilobytes / 1024), processor: user + system } : undefined;
}

/** Above this a command takes too much memory, whatever its time. */
const MOST_MEMORY = 300;

/** A row of the table: what it took when the aims were set, in multiples of a bare Node of that day, where it was measured. */
function rowOf(what, args, against, { most, atFirst, digits, mostMemory }, runs) {
  const found = ratio(args, against, runs);
  const spent = used(args);
  const isMet = found <= most && !((spent?.memory ?? 0) > mostMemory);
  return [
    what,
    atFirst === undefined ? '' : String(atFirst),
    found.toFixed(digits),
    String(most),
    isMet ? 'yes' : 'no',
    spent === undefined ? 'not measured' : `${spent.processor.toFixed(2)} s`,
    spent === undefined ? 'not measured' : `${spent.memory} MB`,
  ];
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The median of the ratios of pairs that ran one after the other, so that a drift of the machine falls out. */
function ratio(args, against, runs) {
  once(args);
  once(against);
  return median(Array.from({ length: runs }, () => once(args) / once(against)));
}

/** What is asked, the most that it may take in multiples of a bare Node, and what it took when the aims were set. */
const town = (most, atFirst, command, ...rest) => ({ args: [command, TOWN, ...rest], most, atFirst });
const ASKED = [
  { args: ['--help'], most: 1.25, atFirst: 1.5 },
  { args: ['forecast', 'examples/haringey'], most: 2.5, atFirst: 4.2 },
  town(12, 6.8, 'forecast'),
  town(12, 10, 'price'),
  ...['tiers', 'services', 'value', 'appraise', 'assumptions', 'sensitivity'].map((each) => town(12, undefined, each)),
  town(12, 29, 'compare'),
  town(12, 24, 'check'),
  town(12, 31, 'break-even'),
  town(12, 38, 'design', '--tier', 'core'),
  town(12, 38, 'simulate', '--draws', '10000'),
  town(16, undefined, 'compare', '--grid'),
  town(16, 85, 'obligations'),
  town(16, 50, 'sustainability'),
];

for (const schools of [24_000, 96_000]) writeRoll(schools, `${DATA}/${schools}`);
const forecast = (schools) => buyin('forecast', `${DATA}/${schools}`);

/** The whole register, of which a model has the schools of one council; and a register of those of a large one alone. */
const REGISTERS = [
  { name: 'the register of 65,000 schools and 140 columns', folder: `${DATA}/register`, schools: 65_000, most: 60 },
  { name: 'a register of 1,280 schools, of which 768 are open', folder: `${DATA}/council`, schools: 1_280, most: 15 },
];
writeRegister(65_000, REGISTERS[0].folder, 'Council 7');
writeRegister(1_280, REGISTERS[1].folder);

const rows = [
  ...ASKED.map(({ args, ...aim }) =>
    rowOf(`\`buyin ${args.join(' ')}\``, buyin(...args), NOTHING, { ...aim, digits: 1, mostMemory: MOST_MEMORY }, RUNS),
  ),
  rowOf('forecast of 24,000 schools', forecast(24_000), NOTHING, { most: 20, atFirst: 35, digits: 1 }, FEW_RUNS),
  rowOf(
    'forecast of 96,000 schools, over that of 24,000',
    forecast(96_000),
    forecast(24_000),
    { most: 4, digits: 2 },
    FEW_RUNS,
  ),
  ...REGISTERS.map(({ name, folder, most }) =>
    rowOf(`forecast on ${name}`, buyin('forecast', folder), NOTHING, { most, digits: 1 }, FEW_RUNS),
  ),
];
console.log(
  [
    '| measured | when the aims were set | multiples | aim | met | processor | greatest memory |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n'),
);
