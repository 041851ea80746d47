// Writes a model with an invented roll of any size: node bench/roll.js 24000 FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KINDS = [
  { phase: 'primary', types: ['community', 'voluntary_aided', 'academy', 'free_school'], least: 90, most: 690, of: 80 },
  { phase: 'secondary', types: ['community', 'academy', 'academy', 'foundation'], least: 400, most: 1800, of: 14 },
  { phase: 'special', types: ['community_special', 'academy_special'], least: 40, most: 200, of: 4 },
  { phase: 'nursery', types: ['maintained_nursery'], least: 40, most: 120, of: 2 },
];
const INTENTS = ['', 'committed', 'likely', 'no'];

const MODEL = `buyin: 1
name: An invented roll
calendar: { starts: 2026-09, years: 5, year_starts: September }
schools: { file: schools.csv, basis: illustrative, source: bench/roll.js, roll_change: -1% }
tiers:
  membership:
    price:
      - { when: { phase: [nursery, primary, special] }, per_pupil: 19, floor: 1_500, cap: 12_500 }
      - { when: { phase: secondary, sixth_form: yes }, flat: 15_000 }
      - { when: { phase: secondary }, flat: 12_500 }
    uplift: 2%
    joins: { others: 80%, by_intent: { committed: 95%, likely: 75%, no: 0% } }
services:
  adviser_day:
    { kind: traded, unit: day, price: { member: 450, other: 550 }, delivery: { by: adviser, days: 1.25, direct_cost: 40 }, demand: { per_member: 1.5, per_other: 0.2 } }
  course: { kind: traded, unit: place, price: 120, delivery: { direct_cost: 40 }, demand: { per_member: 3 } }
  review: { kind: brokered, unit: day, provider_fee: 600, commission: { percent: 15%, on: top }, acts_as: agent, demand: { per_member: 0.4 } }
contracts: { council: { kind: commission, per_year: 700_000, paid: quarterly_in_advance } }
staff: { adviser: { fte: 100, salary: 60_000, on_costs: 35%, days: 195, chargeable: 70% } }
overheads: { premises: { per_year: 24_000 } }
`;

/** The same numbers on every machine: a linear congruential generator (Numerical Recipes). */
function numbers() {
  let state = 1;
  return (below) => {
    state = (1_664_525 * state + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The kind of school at a place from 0 to 99, by how many of a hundred are of each kind. */
function kindFor(place) {
  let above = 0;
  for (const kind of KINDS) {
    above += kind.of;
    if (place < above) return kind;
  }
  return KINDS[0];
}

/** Writes `model.yaml` and `schools.csv` with so many schools into a folder. */
export function writeRoll(schools, folder) {
  const next = numbers();
  const lines = ['urn,name,phase,type,area,pupils,sixth_form,trust,intent,pays_now,budget'];
  for (let i = 0; i < schools; i++) {
    const kind = kindFor(next(100));
    const pupils = kind.least + next(kind.most - kind.least);
    const type = kind.types[next(kind.types.length)];
    const sixthForm = kind.phase === 'secondary' && next(2) === 1 ? 'yes' : 'no';
    lines.push(
      `${100_000 + i},School ${i},${kind.phase},${type},area ${i % 150},${pupils},${sixthForm},,${INTENTS[next(4)]},${pupils * 17},${pupils * 4800}`,
    );
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'schools.csv'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'model.yaml'), MODEL);
}

if (process.argv[1]?.endsWith('roll.js')) {
  const [, , schools, folder] = process.argv;
  if (!(Number(schools) > 0) || folder === undefined) {
    console.error('node bench/roll.js SCHOOLS FOLDER');
    process.exitCode = 2;
  } else writeRoll(Number(schools), folder);
}
