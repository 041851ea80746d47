// Simulation and its peers, as ratios within one run: cd bench && npm ci && npm run draws
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { buildSync } from 'esbuild';
import { HyperFormula } from 'hyperformula';
import { writeRoll } from './roll.js';

const top = new URL('..', import.meta.url).pathname;
process.chdir(top);
mkdirSync('dist', { recursive: true });
// Beside the program's own bundle, from where it finds what is shipped.
buildSync({
  absWorkingDir: top,
  entryPoints: ['bench/engine.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: 'dist/engine-for-bench.cjs',
  logLevel: 'error',
});
const engine = createRequire(import.meta.url)('../dist/engine-for-bench.cjs');
const { Source, nodeDisk, uncertain, simulate, inThisThread, playedDraw, figureOf, periodsOf, compile, Interpreter } =
  engine;

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const timed = async (work, runs) => {
  await work();
  const found = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    found.push((performance.now() - start) / 1000);
  }
  return median(found);
};

const NOTHING = { scenarios: [], sets: [] };
const DRAWS = 10_000;
const rows = [];
const row = (what, result, aim) => rows.push([what, result, aim]);

/** 10,000 draws of Haringey: every school, sixty months, the books; and what comes of each played through exactly. */
async function haringey() {
  const source = Source.open(nodeDisk, 'examples/haringey');
  const { model } = source.load();
  const lines = ['surplus', 'reserves.closing', 'reserves.headroom', 'cash.lowest', 'members', 'income.membership'];
  const draws = () => {
    const chancy = uncertain(model);
    const { calendar } = chancy.projection.model;
    const roots = [
      ...periodsOf(calendar, 'year').flatMap((year) => lines.map((name) => figureOf(chancy.projection, name, year))),
      ...periodsOf(calendar, 'month').map((month) => figureOf(chancy.projection, 'cash.closing', month)),
    ];
    return simulate(chancy, roots, { draws: DRAWS, seed: 1 }, inThisThread);
  };
  const sampled = await timed(draws, 5);
  const exact = await timed(() => playedDraw(source, NOTHING, model, { seed: 1, draw: 1 }), 9);
  row(
    '10,000 draws of `examples/haringey`, in one thread, from the model on',
    `${sampled.toFixed(2)} s`,
    '1 s on two cores',
  );
  row(
    'the same by playing each draw through exactly, over it',
    `${Math.round((exact * DRAWS) / sampled)} times`,
    'at least 50',
  );
}

/**
 * What 80 schools pay over five years, in a sheet: £19 a pupil, capped, for those that join. One price is changed, and
 * the sheet recalculates.
 */
function sheet() {
  const fees = [];
  for (let school = 0; school < 80; school++) {
    const line = [100 + school * 9, school % 9 === 0 ? 0 : 1];
    for (let year = 0; year < 5; year++)
      line.push(`=ROUND(MIN($A$82*A${school + 1}*0.99^${year},12500),2)*B${school + 1}`);
    fees.push(line);
  }
  fees.push(['', '', ...['C', 'D', 'E', 'F', 'G'].map((column) => `=SUM(${column}1:${column}80)`)]);
  fees.push([19]);
  const built = HyperFormula.buildFromArray(fees, { licenseKey: 'gpl-v3' });
  let price = 19;
  return () => {
    price = price === 19 ? 19.5 : 19;
    built.setCellContents({ sheet: 0, row: 81, col: 0 }, price);
    return built.getCellValue({ sheet: 0, row: 80, col: 2 });
  };
}

const SMALL = `buyin: 1
name: Eighty schools
calendar: { starts: 2026-09, years: 5, year_starts: September }
assumptions:
  price: { value: 19, range: { low: 17, high: 21, shape: uniform } }
  joins: { value: 80%, range: { low: 60%, high: 100%, shape: uniform } }
  change: { value: -1%, range: { low: -2%, high: 0%, shape: uniform } }
schools: { roll_change: =change, named: { ${Array.from({ length: 80 }, (_, i) => `s${i}: { phase: primary, type: academy, pupils: ${100 + i * 9} }`).join(', ')} } }
tiers: { core: { price: [{ per_pupil: =price, cap: 12_500 }], joins: =joins, term: { invoice: membership_year, starts: September } } }
overheads: { all: { per_year: 600_000 } }
`;

/**
 * The arithmetic of that model as a person would write it for this one purpose, on the very numbers that were drawn.
 */
function byHand({ price, joins, change, decisions }) {
  const reserves = Array.from({ length: 5 }, () => new Float64Array(DRAWS));
  for (let draw = 0; draw < DRAWS; draw++) {
    let closing = 0;
    let factor = 1;
    for (let year = 0; year < 5; year++) {
      if (year > 0) factor *= 1 + change[draw];
      let fees = 0;
      for (let school = 0; school < 80; school++) {
        if (decisions[school][draw] < joins[draw]) fees += Math.min(price[draw] * (100 + school * 9) * factor, 12_500);
      }
      closing += fees - 600_000;
      reserves[year][draw] = closing;
    }
  }
  return reserves;
}

async function eighty() {
  const source = Source.open(
    {
      ...nodeDisk,
      read: (path) => (path.endsWith('small.yaml') ? new TextEncoder().encode(SMALL) : nodeDisk.read(path)),
      isFolder: () => false,
    },
    'small.yaml',
  );
  const { model } = source.load();
  const chancy = uncertain(model);
  const roots = periodsOf(model.calendar, 'year').map((year) => figureOf(chancy.projection, 'reserves.closing', year));
  const varied = chancy.varied(roots);
  const drawn = await simulate(
    { ...chancy, varied: () => varied },
    [...roots, ...varied.map(({ leaf }) => leaf)],
    { draws: DRAWS, seed: 1 },
    inThisThread,
  );
  const of = (group) => drawn.get(varied.find((each) => each.group === group).leaf);
  const decisions = model.schools.map(({ id }) =>
    drawn.get(varied.find(({ leaf }) => leaf.label === `decision of school ${id}, 1`).leaf),
  );
  const numbers = { price: of('price'), joins: of('joins'), change: of('change'), decisions };
  const hand = byHand(numbers);
  roots.forEach((root, year) => {
    const ours = drawn.get(root);
    for (let draw = 0; draw < DRAWS; draw++)
      if (Math.abs(ours[draw] - hand[year][draw]) > 0.01) throw new Error(`draw ${draw} differs`);
  });
  const leaves = varied.map(({ leaf }) => leaf);
  const program = compile(roots, leaves);
  const columns = leaves.map((leaf) => drawn.get(leaf));
  const results = roots.map(() => new Float64Array(DRAWS));
  const interpreter = new Interpreter(program);
  const replay = await timed(
    () =>
      interpreter.run(
        DRAWS,
        (input, start, out) => out.set(columns[input].subarray(start, start + out.length)),
        results,
      ),
    19,
  );
  const loop = await timed(() => byHand(numbers), 19);
  row(
    '10,000 draws of 80 schools over five years, replayed, over a loop written for that alone',
    `${(replay / loop).toFixed(1)} times`,
    '5 at most',
  );
  const whole = await timed(() => simulate(chancy, roots, { draws: DRAWS, seed: 1 }, inThisThread), 9);
  return whole / DRAWS;
}

function whole(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, 'bin/buyin.js', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`exit code ${status}: ${args.join(' ')}`);
  return {
    seconds: (performance.now() - start) / 1000,
    megabytes: Math.round(Number(String(stderr).trim().split('\n').pop()) / 1024),
  };
}

await haringey();
const perDraw = await eighty();
const recalculate = sheet();
row(
  'HyperFormula, one price changed in a sheet of the same fees, over one of those draws',
  `${Math.round((await timed(recalculate, 50)) / perDraw)} times`,
  'at least 100',
);
writeRoll(24_000, 'bench/.data/24000');
const large = whole(['simulate', 'bench/.data/24000', '--draws', '1000']);
row(
  '`buyin simulate` of 24,000 schools, 1,000 draws, whole process',
  `${large.seconds.toFixed(1)} s, ${large.megabytes} MB`,
  '10 s, 2 GiB',
);
const quick = (args) => median([1, 2, 3, 4, 5].map(() => whole(args).seconds)).toFixed(2);
row('`buyin simulate examples/haringey`, whole process', `${quick(['simulate', 'examples/haringey'])} s`, '');
console.log(
  ['| measured | result | aim |', '| --- | --- | --- |', ...rows.map((each) => `| ${each.join(' | ')} |`)].join('\n'),
);
