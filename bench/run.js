// Measures as ratios within one run, because machines differ and are never idle: node bench/run.js
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { writeRoll } from './roll.js';

const RUNS = 11;
const DATA = 'bench/.data';
const BUYIN = ['bin/buyin.js'];

/** One run of Node as a whole process: seconds, and its greatest memory in megabytes where the system says (GNU time). */
function once(args) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`exit code ${status}: node ${args.join(' ')}`);
  return (performance.now() - start) / 1000;
}

function memory(args) {
  const { stderr, status } = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  return status === 0 ? `${Math.round(Number(String(stderr).trim().split('\n').pop()) / 1024)} MB` : 'not measured';
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The median of the ratios of pairs that ran one after the other, so that a drift of the machine falls out. */
function ratio(args, against, runs) {
  once(args);
  once(against);
  return median(Array.from({ length: runs }, () => once(args) / once(against)));
}

writeRoll(2400, `${DATA}/2400`);
writeRoll(24_000, `${DATA}/24000`);
const nothing = ['-e', '0'];
const forecast = (folder) => [...BUYIN, 'forecast', folder];

const rows = [
  ['`buyin --help` over `node -e 0`', ratio([...BUYIN, '--help'], nothing, RUNS).toFixed(2), '1.5 at most'],
  ['`buyin forecast examples/haringey` over `node -e 0`', ratio(forecast('examples/haringey'), nothing, RUNS).toFixed(2), '3 at most'],
  [
    'forecast of 24,000 schools over 2,400',
    ratio(forecast(`${DATA}/24000`), forecast(`${DATA}/2400`), 3).toFixed(1),
    '10 or less: it grows no faster than the roll',
  ],
  ['forecast of 24,000 schools, whole process', `${median([1, 2, 3].map(() => once(forecast(`${DATA}/24000`)))).toFixed(1)} s`, '3 s'],
  ['greatest memory of it', memory(forecast(`${DATA}/24000`)), '1 GiB'],
];
console.log(['| measured | result | aim |', '| --- | --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'));
