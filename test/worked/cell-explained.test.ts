import { expect, test } from 'vitest';
import type { Files } from '../support/disk.js';
import { play } from '../support/play.js';

/* Explain of a figure in a cell ends at the line of the base and at that of each scenario, with the source of either. */

const FILES: Files = {
  'model.yaml': `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
assumptions:
  buy_in: { value: 50%, basis: estimate, source: a survey of heads }
  rent: { value: 900, basis: published, source: the lease }
schools: { file: roll.csv, basis: measured, source: the census }
tiers:
  gold: { price: { per_pupil: 10 }, joins: 40%, basis: estimate, source: minutes of May }
  silver: { price: { flat: 100 }, joins: =buy_in, basis: illustrative, source: a guess }
overheads:
  office: { per_year: 5_000, basis: published, source: the accounts }
  hall: { per_year: "=rent * 2 + 10" }
scenarios:
  dear: { because: inflation, overheads: { office: { per_year: { times: 110% } } } }
  dated: { because: the lease ends, overheads: { office: { per_year: { times: { 2027: 50% } } } } }
  fewer: { because: a fifth fewer, tiers: { each: { joins: { times: 80% } } } }
  worked: { because: a new lease, overheads: { hall: { per_year: "=rent * 3" } } }
  shrinks: { because: no estate, schools: { change: [{ school: Beech, pupils: { plus: -20 } }] } }
  oak: { because: it buys elsewhere, schools: { change: [{ when: { trust: Oak }, joins: { times: 50% } }] } }
options: [dear]
stresses: [fewer, worked, shrinks, oak, dated]
`,
  'roll.csv': `urn,name,phase,type,pupils,trust
100001,Ash,primary,community,200,
100002,Beech,primary,community,180,Oak
`,
};

/** Where a value stands in a line of the model that begins so. */
function at(begins: string, value: string): string {
  const lines = String(FILES['model.yaml']).split('\n');
  const line = lines.findIndex((each) => each.trim().startsWith(`${begins}:`));
  return `model.yaml:${line + 1}:${(lines[line] ?? '').indexOf(value) + 1}`;
}

const explained = async (figure: string, cell: string, ...more: string[]): Promise<string> => {
  const { out, err } = await play(
    ['explain', 'model.yaml', figure, '--scenario', cell, '--year', '2027', '--depth', 'all', ...more],
    {
      files: FILES,
      width: 200,
    },
  );
  expect(err).toBe('');
  return out.replace(/[\s│├└─]+/g, ' ');
};

test.each<[string, string, string, string[], string[]]>([
  [
    'a relative change',
    'cost.overheads.office',
    'dear',
    [],
    [
      'model.yaml:12:23 published: the accounts (written 5_000)',
      `${at('dear', '110%')} scenario: scenario dear: inflation (written 110%)`,
    ],
  ],
  [
    'two of them, of an option and a stress, one from a date on',
    'cost.overheads.office',
    'dear+dated',
    [],
    [
      'model.yaml:12:23 published: the accounts (written 5_000)',
      'scenario dear: inflation (written 110%)',
      `${at('dated', '50%')} scenario: scenario dated: the lease ends (written 50%)`,
    ],
  ],
  [
    'each, over a share of its own and over an assumption',
    'members',
    'dear+fewer',
    [],
    [
      'model.yaml:9:44 estimate: minutes of May (written 40%)',
      'model.yaml:5:20 estimate: a survey of heads (written 50%)',
      `${at('fewer', '80%')} scenario: scenario fewer: a fifth fewer (written 80%)`,
    ],
  ],
  [
    'arithmetic of the base, and of a scenario in its place',
    'cost.overheads.hall',
    'dear+worked',
    [],
    ['model.yaml:6:18 published: the lease (written 900)', 'scenario worked: a new lease (written 3)'],
  ],
  [
    'arithmetic of the base',
    'cost.overheads.hall',
    'dear',
    [],
    ['model.yaml:6:18 published: the lease (written 900)', '(written 2)', '(written 10)'],
  ],
  [
    "a school's number",
    'fee',
    'dear+shrinks',
    ['--school', 'Beech', '--tier', 'gold'],
    [
      'roll.csv:3:32 measured: the census (written 180)',
      `${at('shrinks', '-20')} scenario: scenario shrinks: no estate (written -20)`,
    ],
  ],
  [
    "a school's share",
    'share',
    'dear+oak',
    ['--school', 'Beech', '--tier', 'gold'],
    ['model.yaml:9:44 estimate: minutes of May (written 40%)', 'scenario oak: it buys elsewhere (written 50%)'],
  ],
])('%s', async (_, figure, cell, more, expected) => {
  const out = await explained(figure, cell, ...more);
  for (const each of expected) expect(out).toContain(each);
});
