import { type Month, monthInYearName, monthText } from '../language/index.js';
import type { Phase, SchoolType } from '../model/index.js';

/** What a first model is made of. */
export interface FirstModel {
  readonly name: string;
  readonly starts: Month;
  /** So many schools of a phase; or the CSV file that lists them, and how it is read. */
  readonly schools: ReadonlyMap<Phase, number> | FirstRoll;
  /** How many schools that is, for the first numbers of staff. */
  readonly count: number;
  /** Pounds a year as the language writes them; undefined where nobody knows yet. */
  readonly contract: string | undefined;
}

/** Files of a roll in the model's folder, and what the model says of them. */
export interface FirstRoll {
  readonly file: string;
  readonly reads: string | undefined;
  /** How pupils are counted, where a download says. */
  readonly basis: { readonly count: string; readonly census: string } | undefined;
  readonly where: ReadonlyMap<string, readonly string[]>;
  readonly beside: readonly { readonly file: string; readonly reads: string | undefined }[];
}

export const SCHEMA_FILE = 'model.schema.json';

/** Something that whoever starts a model has to find out: its place, and what it is. */
export const TO_FIND_OUT = { path: 'contracts.council.per_year', what: 'what the council will pay a year' } as const;

/** A model in the core of the language, with a comment for whoever has never seen one. */
export function firstModel({ name, starts, schools, count, contract }: FirstModel): string {
  const advisers = Math.max(1, Math.round(count / 15));
  return `# yaml-language-server: $schema=${SCHEMA_FILE}
# A first model. Figures that are marked illustrative are there so that it runs: put your own in their place, and say where they come from.
# Every key is explained in docs/language of buyin; begin with the core.
buyin: 1
name: ${quoted(name)}
basis: illustrative
source: The usual figures of a first model
# The first month, how many company years, and the month in which each starts.
calendar: { starts: ${monthText(starts)}, years: 3, year_starts: ${monthInYearName(starts)} }

# A judgement has a name, so that it is said once and can be changed in one place: =buy_in below.
assumptions:
  buy_in:
    value: 75% # the share of schools that is expected to join
    basis: estimate
    source: A first guess, to be asked of heads
    owner: finance lead

${schoolsOf(schools)}
# What schools can join, and what each pays a year.
tiers:
  membership:
    # Pounds for the school, and for each pupil.
    price: { flat: 500, per_pupil: 8 }
    joins: =buy_in
    # Days that the fee includes.
    includes: { adviser_day: { per_school: 1 } }

# What is sold beside membership.
services:
  adviser_day:
    kind: traded
    unit: day
    price: [{ when: { member: yes }, per: { units: 450 } }, { per: { units: 550 } }]
    delivery: { by: adviser, days: 1.25, direct_cost: 40 } # what a day that is sold takes
    demand: { per_member: 1, per_other: 0.2 } # days a year that each school buys

contracts:
  council:
    kind: commission
    # What is not known is written so, and is never taken for zero.
    per_year: ${contract ?? `"unknown: ${TO_FIND_OUT.what}"`}

staff:
  director: { fte: 1, salary: 80_000, on_costs: 35% }
  adviser: { fte: ${advisers}, salary: 60_000, on_costs: 35%, days: 195, chargeable: 70% }

${REST}# What the model promises. Run: buyin check .
checks:
  stays_solvent: { figure: reserves.closing, at_least: 0 }
  enough_members: { figure: members, at_least: ${Math.floor(count / 2)} }
`;
}

/** What is the same in every first model. */
const REST = `overheads:
  office: { per_year: 20_000, uplift: 2% }

reserves: { opening: 0 }

# What the board chooses between, and what each option is tried under. Run: buyin compare . --grid
options: [base, by_pupil]
stresses: [fewer_join]

scenarios:
  by_pupil: { because: a rate for each pupil alone is easier to explain, tiers: { membership: { price: { flat: 0, per_pupil: 10 } } } }
  fewer_join: { because: a fifth fewer join, assumptions: { buy_in: { value: 60% } } }

`;

const quoted = (text: string): string => JSON.stringify(text);

function schoolsOf(schools: FirstModel['schools']): string {
  if ('file' in schools) return rollOf(schools);
  const rows = [...schools].map(([phase, count]) => {
    const { type, pupils } = USUAL[phase];
    return `    ${phase}: { count: ${count}, phase: ${phase}, type: ${type}, pupils: ${pupils} }\n`;
  });
  return `# Who may join. Groups stand for the schools until there is a roll.\nschools:\n${BASIS}  groups:\n${rows.join('')}`;
}

/** What pupils are where nobody has said it. */
const BASIS = `  # What "pupils" means: fte or headcount, and of which census.
  roll: { count: fte, census: october }
`;

function rollOf({ file, reads, basis, where, beside }: FirstRoll): string {
  const read = (form: string | undefined): string => (form === undefined ? '' : `, reads: ${form}`);
  const conditions = [...where].map(([heading, values]) => {
    const [first = '', ...more] = values.map(inFlow);
    return `${inFlow(heading)}: ${more.length === 0 ? first : `[${[first, ...more].join(', ')}]`}`;
  });
  const files = beside.map((each) => `{ file: ${inFlow(each.file)}${read(each.reads)} }`);
  return [
    '# Who may join. How the file was read: buyin schools .\nschools:\n',
    basis === undefined
      ? BASIS
      : `  roll: { count: ${basis.count}, census: ${basis.census} } # the pupils of the file\n`,
    `  file: ${inFlow(file)}\n`,
    reads === undefined ? '' : `  reads: ${reads} # as it was downloaded\n`,
    conditions.length === 0 ? '' : `  where: { ${conditions.join(', ')} } # the rows that count\n`,
    files.length === 0 ? '' : `  with: ${files.length === 1 ? files[0] : `[${files.join(', ')}]`}\n`,
  ].join('');
}

/** A text as YAML has it, in quotes where it could be taken for more than a text. */
const inFlow = (text: string): string =>
  /^[A-Za-z]([\w.()/ -]*[\w.)-])?$/.test(text) && !/^(true|false|null|yes|no|on|off|unknown)$/i.test(text)
    ? text
    : quoted(text);

/** A usual school of each phase, until there is a roll. */
const USUAL: Readonly<Record<Phase, { readonly type: SchoolType; readonly pupils: number }>> = {
  nursery: { type: 'maintained_nursery', pupils: 80 },
  primary: { type: 'community', pupils: 210 },
  secondary: { type: 'academy', pupils: 900 },
  all_through: { type: 'academy', pupils: 1200 },
  special: { type: 'community_special', pupils: 100 },
  alternative: { type: 'pupil_referral_unit', pupils: 60 },
  sixteen_plus: { type: 'sixth_form_college', pupils: 1200 },
  fe: { type: 'further_education', pupils: 1500 },
};

/** What lies beside a model and is no part of it. */
export const IGNORED = `# What buyin writes for you to look at
results/
`;

/** A workflow that holds the model to its promises on each change. */
export const WORKFLOW = `name: model
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
      - run: npm install --global buyin
      - run: buyin check . --reporter github
`;
