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

/** The greatest memory of one run in megabytes, where the system says it (GNU time). */
function memory(args) {
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kilobytes = Number(
    String(stderr ?? '')
      .trim()
      .split('\n')
      .pop(),
  );
  return Number.isFinite(kilobytes) && kilobytes > 0 ? `${Math.round(kilobytes / 1024)} MB` : 'not measured';
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The median of the ratios of pairs that ran one after the other, so that a drift of the machine falls out. */
function ratio(args, against, runs) {
  once(args);
  once(against);
  return median(Array.from({ length: runs }, () => once(args) / once(against)));
}

/** What is asked, and the most that it may take in multiples of a bare Node. */
const town = (most, command, ...rest) => ({ args: [command, TOWN, ...rest], most });
const ASKED = [
  { args: ['--help'], most: 1.25 },
  { args: ['forecast', 'examples/haringey'], most: 2.5 },
  ...[
    'forecast',
    'price',
    'tiers',
    'services',
    'value',
    'appraise',
    'assumptions',
    'sensitivity',
    'compare',
    'check',
    'break-even',
  ].map((each) => town(12, each)),
  town(12, 'design', '--tier', 'core'),
  town(12, 'simulate', '--draws', '10000'),
  town(16, 'compare', '--grid'),
  town(16, 'obligations'),
  town(16, 'sustainability'),
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
  ...ASKED.map(({ args, most }) => {
    const found = ratio(buyin(...args), NOTHING, RUNS);
    return [
      `\`buyin ${args.join(' ')}\``,
      found.toFixed(2),
      String(most),
      found <= most ? 'yes' : 'no',
      memory(buyin(...args)),
    ];
  }),
  [24_000].map((schools) => {
    const found = ratio(forecast(schools), NOTHING, FEW_RUNS);
    return [
      'forecast of 24,000 schools',
      found.toFixed(1),
      '20',
      found <= 20 ? 'yes' : 'no',
      memory(forecast(schools)),
    ];
  })[0],
  (() => {
    const found = ratio(forecast(96_000), forecast(24_000), FEW_RUNS);
    return [
      'forecast of 96,000 schools, over that of 24,000',
      found.toFixed(2),
      '4',
      found <= 4 ? 'yes' : 'no',
      memory(forecast(96_000)),
    ];
  })(),
  ...REGISTERS.map(({ name, folder, most }) => {
    const found = ratio(buyin('forecast', folder), NOTHING, FEW_RUNS);
    return [
      `forecast on ${name}`,
      found.toFixed(1),
      String(most),
      found <= most ? 'yes' : 'no',
      memory(buyin('forecast', folder)),
    ];
  }),
];
console.log(
  [
    '| measured | multiples | aim | met | greatest memory |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n'),
);
