import type { Command } from '../command.js';
import { AS_OF, DRAWS, MODEL, SCHOOL, SEED, YEAR } from './options.js';

/** What becomes of the company. To add a command: a file in `../commands/`, and an entry here or beside. */
export const company: readonly Command[] = [
  {
    name: 'check',
    group: 'sources',
    args: [['<models...>', 'model files, or folders that hold a model.yaml']],
    says: "gives two verdicts on every model, in every scenario: whether it balances (schema, references, books, examples), and whether the board's promises are kept (its own checks)",
    options: [
      { flags: '--strict', says: 'fail on warnings too, unless the file accepts them with a reason' },
      AS_OF,
      {
        flags: '--only <verdict>',
        says: 'balance: fail only where the model does not balance; promises that are missed are shown, and allowed',
        choices: ['balance'],
      },
      {
        flags: '--reporter <reporter>',
        says: 'text: as --format says; junit: test cases as XML; github: annotations of a workflow; json: every case, for programs',
        choices: ['text', 'junit', 'github', 'json'],
        initial: 'text',
      },
    ],
    examples: [
      'buyin check examples/haringey examples/borough examples/alliance',
      'buyin check models/hep-2018.yaml --strict',
    ],
    load: () => import('../commands/check.js'),
  },
  {
    name: 'forecast',
    group: 'money',
    args: [MODEL],
    says: 'shows income, costs, surplus, reserves and cash, with members, pupils and cost per pupil; or the statements',
    options: [
      {
        flags: '--by <grain>',
        says: 'the periods that are shown',
        choices: ['year', 'term', 'quarter', 'month'],
        initial: 'year',
      },
      { flags: '--detail', says: 'a line for each tier, service, post and overhead' },
      {
        flags: '--statement <name>',
        says: 'one statement, or all of them, in place of the summary',
        choices: ['income', 'balance', 'cash', 'reserves', 'capacity', 'all'],
      },
    ],
    examples: [
      'buyin forecast examples/haringey',
      'buyin forecast examples/haringey --by month --format csv --output cash.csv',
    ],
    load: () => import('../commands/forecast.js'),
  },
  {
    name: 'compare',
    group: 'money',
    args: [MODEL],
    says: 'shows scenarios side by side: what each changes, the figures, and the bridge from base to each',
    options: [
      YEAR,
      {
        flags: '--grid',
        says: "every option under every stress, one table for each figure: the model's own options and stresses, or the stresses that --scenario names",
      },
      {
        flags: '--figure <figure>',
        says: 'with --grid: a figure to show, reserves.closing or reserves.closing[2028] (repeatable); reserves, lowest cash, members and price a pupil unless said',
        repeats: true,
      },
      { ...SCHOOL, says: `with --grid: what this school pays and gains in each cell; ${SCHOOL.says}` },
    ],
    examples: [
      'buyin compare examples/haringey --scenario low_buy_in --scenario low_buy_in+falling_rolls',
      'buyin compare examples/alliance --grid',
    ],
    load: () => import('../commands/compare.js'),
  },
  {
    name: 'diff',
    group: 'money',
    args: [MODEL, ['[other]', 'another model, to hold the first against']],
    says: 'shows what has changed between two models, two revisions, or a model and a scenario: inputs, figures, the bridge, who pays more, and promises',
    options: [
      {
        flags: '--since <revision>',
        says: 'the model as it was at a revision of git, v1.2 or HEAD~1, against the model as it is',
      },
      { flags: '--until <revision>', says: 'with --since: against the model as it was at this revision' },
      {
        flags: '--threshold <amount>',
        says: 'the difference from which a school counts as paying more or less, 250 or 5%; any difference unless said',
      },
      { ...YEAR, says: `${YEAR.says}; the last of both for reserves, the first for what schools pay, unless said` },
      { flags: '--exit-code', says: 'end with 1 where anything has changed' },
    ],
    examples: [
      'buyin diff examples/haringey --scenario contract_lost',
      'buyin diff examples/alliance --scenario council_cuts --threshold 5%',
    ],
    load: () => import('../commands/diff.js'),
  },
  {
    name: 'break-even',
    group: 'money',
    args: [MODEL],
    says: 'shows where the company breaks even: members, buy-in, pupils, roll, price, contract and traded days; by stream, by who joins, by month, or by chance',
    options: [
      YEAR,
      {
        flags: '--by <view>',
        says: 'stream: contribution at constant mix; coalition: the fewest schools with which it breaks even, and which are pivotal; month: when it breaks even, payback and peak funding need; chance: how likely it is; all: all of these',
        choices: ['stream', 'coalition', 'month', 'chance', 'all'],
      },
      {
        flags: '--order <order>',
        says: 'of a coalition: those that pay most first (unless said), or those most likely to join',
        choices: ['fee', 'probability'],
      },
      { ...DRAWS, says: `by chance: ${DRAWS.says}` },
      SEED,
    ],
    examples: [
      'buyin break-even examples/haringey --year 2020',
      'buyin break-even examples/borough --by coalition --order probability',
    ],
    load: () => import('../commands/break-even.js'),
  },
  {
    name: 'services',
    group: 'money',
    args: [MODEL],
    says: 'shows what each service earns and costs, on contribution and on full cost, which services pay for others, and what a day costs in full',
    options: [YEAR],
    examples: [
      'buyin services examples/haringey --year 2020',
      'buyin services examples/alliance --format csv --output services/',
    ],
    load: () => import('../commands/services.js'),
  },
  {
    name: 'obligations',
    group: 'money',
    args: [MODEL],
    says: 'shows each test that a board must watch, by year and scenario: reserves, cash, the 80% test, size and taxes; and what an adviser must confirm',
    options: [],
    examples: [
      'buyin obligations examples/haringey',
      'buyin obligations examples/haringey --scenario base --scenario contract_lost',
    ],
    load: () => import('../commands/obligations.js'),
  },
];
