import type { Command } from '../command.js';
import { DRAW, DRAWS, MODEL, SCHOOL, SEED, TIER, WITH, YEAR } from './options.js';

/**
 * Where figures come from and where they go. To add a command: a file in `../commands/`, and an entry here or beside.
 */
export const tools: readonly Command[] = [
  {
    name: 'explain',
    group: 'sources',
    args: [MODEL, ['[figure]', 'a figure by name; without one, the names that there are']],
    says: 'shows where a figure comes from, down to the lines of the files and their sources',
    options: [
      YEAR,
      { flags: '--month <month>', says: 'a month, such as 2019-04' },
      { flags: '--term <term>', says: 'a term, such as 2019-autumn' },
      { flags: '--quarter <quarter>', says: 'a quarter of the company year, such as 2019-q3' },
      SCHOOL,
      TIER,
      { flags: '--invoice <number>', says: 'an invoice by its number, as export --to invoices gives it' },
      { ...WITH, says: 'the price list that the tier belongs to', repeats: true },
      { flags: '--among <schools>', says: 'some schools: phase=primary,size=211-420' },
      { ...DRAW, says: 'the figure as one draw of a simulation has it' },
      {
        flags: '--percentile <share>',
        says: 'the draw of which so many are no higher, such as 5: how it was found, and the figure in it',
      },
      {
        flags: '--below <value>',
        says: 'in how many draws the figure is below a value, such as 0, and the figure in the first of them',
      },
      DRAWS,
      SEED,
      {
        flags: '--depth <levels>',
        says: 'how many levels of the working are opened, or all; unless said, as many as fit a screen. JSON and CSV have them all',
      },
    ],
    examples: [
      'buyin explain examples/haringey income.membership --year 2019',
      "buyin explain examples/haringey fee --school 'phase=primary,pupils=262'",
    ],
    load: () => import('../commands/explain.js'),
  },
  {
    name: 'schools',
    group: 'sources',
    args: [MODEL],
    says: 'shows who is on the roll, by phase, with its control totals; and for each file what counts, what is left out, what is not known, and what has moved since the year before',
    options: [],
    examples: ['buyin schools examples/borough', 'buyin schools examples/haringey'],
    load: () => import('../commands/schools.js'),
  },
  {
    name: 'export',
    group: 'files',
    args: [MODEL],
    says: 'writes the books for accounting programs, or the invoice schedule',
    options: [
      {
        flags: '--to <target>',
        says: 'hledger or beancount: the journal, with balances to be checked; invoices: the schedule; xero or sage50: what those import',
        choices: ['hledger', 'beancount', 'invoices', 'xero', 'sage50'],
        needed: true,
      },
      { flags: '--part <number>', says: 'xero: which file of 500 invoices; an instalment counts as an invoice' },
      { flags: '--nominal <code>', says: 'xero, sage50: the account that income is booked to (200, 4000)' },
      {
        flags: '--deferred <code>',
        says: 'sage50: the account of what is invoiced and not yet earned',
        initial: '2109',
      },
      {
        flags: '--accrued <code>',
        says: 'sage50: the account of what is earned and not yet invoiced',
        initial: '1103',
      },
    ],
    examples: [
      'buyin export examples/haringey --to hledger --output books.journal',
      'buyin export examples/borough --to invoices --format csv --output invoices.csv',
    ],
    load: () => import('../commands/export.js'),
  },
  {
    name: 'import',
    group: 'files',
    args: [['<source>', 'a file as it was downloaded, a spreadsheet saved as CSV, or a model with a roll']],
    says: 'makes a clean roll of a download, a spreadsheet or a model: a CSV file with the columns of a roll, and for each row the lines that it comes from',
    options: [
      {
        flags: '--map <file>',
        says: 'a YAML file with what would stand under "schools": reads, columns, values, where, with, roll',
      },
    ],
    examples: ['buyin import examples/borough --output schools.csv', 'buyin import examples/alliance'],
    load: () => import('../commands/import.js'),
  },
  {
    name: 'init',
    group: 'files',
    args: [['[folder]', 'the folder for the model; this folder unless said']],
    says: 'begins a model: asks a few questions, or none with --yes, and writes a folder with a model that runs',
    options: [
      { flags: '--name <name>', says: 'what the company is called' },
      { flags: '--start <month>', says: 'the first month, such as 2026-09' },
      {
        flags: '--schools <schools>',
        says: 'how many schools of each phase, primary=30,secondary=6; or the CSV file that lists them, such as the national register as it was downloaded',
      },
      {
        flags: '--where <condition>',
        says: "which rows of the file count, by any heading: 'LA (name)=Northmarsh' (repeatable)",
        repeats: true,
      },
      {
        flags: '--with <file>',
        says: 'a file that says more of the same schools: the census, which has full-time equivalents (repeatable)',
        repeats: true,
      },
      { flags: '--contract <amount>', says: 'pounds a year that the council pays; unknown unless said' },
      { flags: '--from <model>', says: 'a copy of a model, such as examples/haringey' },
      { flags: '--yes', says: 'ask nothing, and take the usual for what is not said' },
    ],
    examples: [
      "buyin init northmarsh --yes --schools models/downloads/edubasealldata20261101.csv --where 'LA (name)=Northmarsh'",
      'buyin init copy --from examples/haringey',
    ],
    load: () => import('../commands/init.js'),
  },
  {
    name: 'complete',
    group: 'files',
    args: [['<shell>', 'bash, zsh, fish or powershell']],
    says: 'prints the script by which a shell completes commands, options, models, scenarios, figures and schools',
    options: [],
    examples: ['buyin complete bash', 'buyin complete powershell'],
    load: () => import('../commands/complete.js'),
  },
  {
    name: 'models',
    group: 'files',
    args: [['[name]', 'one of them: a price list such as hep-2018, or a model such as examples/haringey']],
    says: 'lists the price lists and models that come with the program, or tells more of one',
    options: [],
    examples: ['buyin models', 'buyin models norfolk-clerking'],
    load: () => import('../commands/models.js'),
  },
  {
    name: 'schema',
    group: 'files',
    args: [['[kind]', 'model (unless said) or price-list']],
    says: 'prints the JSON Schema of the model language, by which an editor completes and checks as you type',
    options: [],
    examples: ['buyin schema --output model.schema.json', 'buyin schema price-list --output price-list.schema.json'],
    load: () => import('../commands/schema.js'),
  },
];
