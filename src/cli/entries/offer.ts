import type { Command } from '../command.js';
import { DRAWS, GROUPINGS, MODEL, SCHOOL, SEED, TIER, WITH, YEAR } from './options.js';

/**
 * What schools are offered, and what they think of it. To add a command: a file in `../commands/`, and an entry here or
 * beside.
 */
export const offer: readonly Command[] = [
  {
    name: 'price',
    group: 'offer',
    args: [['<model>', 'a model, or a published price list of models/']],
    says: 'shows what each school pays, in all and for each pupil, and which rule set it',
    options: [
      { ...SCHOOL, says: `${SCHOOL.says} (repeatable: schools of one group are priced together)`, repeats: true },
      { ...TIER, says: 'one tier; all of them unless said' },
      YEAR,
      { flags: '--explain', says: 'also the terms that make the fee of each school that is named, one after another' },
      {
        flags: '--services',
        says: 'what a unit of each service costs members and others; with --school what each quantity costs that school',
      },
    ],
    examples: [
      "buyin price examples/haringey --school 'phase=primary,pupils=262'",
      "buyin price examples/haringey --school 'phase=primary,pupils=700' --explain",
    ],
    load: () => import('../commands/price.js'),
  },
  {
    name: 'tiers',
    group: 'offer',
    args: [MODEL],
    says: 'shows the membership options side by side, by phase and size of school, and those of price lists beside them',
    options: [WITH, YEAR],
    examples: [
      'buyin tiers examples/borough',
      'buyin tiers examples/borough --with models/kent-training-package.yaml --with models/hep-2018.yaml',
    ],
    load: () => import('../commands/tiers.js'),
  },
  {
    name: 'value',
    group: 'worth',
    args: [MODEL],
    says: 'shows whether membership is worth it: what each school pays, gets and saves; or who is better and worse off by phase, area or trust',
    options: [
      {
        flags: '--by <grouping>',
        says: 'the groups in which schools are counted as better and worse off',
        choices: GROUPINGS,
      },
      {
        flags: '--against <baseline>',
        says: 'what membership is held against: what schools pay today, or buying separately at low, typical or high prices; today, unless nobody has said what schools pay',
        choices: ['today', 'low', 'typical', 'high'],
      },
      {
        flags: '--for-money',
        says: "value for money, each part by itself: economy, efficiency, effectiveness (by the model's own indicators) and equity",
      },
      { ...WITH, says: 'with --for-money: a price list to hold fees against (repeatable)', repeats: true },
      { ...SCHOOL, says: 'a URN or id of the roll (repeatable); all unless said', repeats: true },
      TIER,
      YEAR,
    ],
    examples: [
      'buyin value examples/borough --by constituency',
      'buyin value examples/borough --for-money --with models/hep-2018.yaml',
    ],
    load: () => import('../commands/value.js'),
  },
  {
    name: 'consultation',
    group: 'worth',
    args: [MODEL],
    says: 'shows what schools have answered, by constituency, the buy-in that is expected and what it rests on, and who has not answered',
    options: [
      TIER,
      YEAR,
      {
        flags: '--as-of <month>',
        says: 'the month by which schools have answered: an answer of a later day is refused',
      },
    ],
    examples: [
      'buyin consultation examples/borough',
      'buyin consultation examples/borough --scenario low_for_all --format csv',
    ],
    load: () => import('../commands/consultation.js'),
  },
  {
    name: 'orders',
    group: 'money',
    args: [MODEL],
    says: 'shows what schools have ordered, against what was expected of them, by service and phase, with the days to deliver it and each order',
    options: [YEAR],
    examples: ['buyin orders examples/borough', 'buyin orders examples/borough --format csv'],
    load: () => import('../commands/orders.js'),
  },
  {
    name: 'sustainability',
    group: 'worth',
    args: [MODEL],
    says: 'gives the board one page: what each membership option means for money and for votes, as modelled and under every scenario',
    options: [
      {
        flags: '--option <scenario>',
        says: "a membership option beside the model's own: a scenario of it, or a file that buyin design wrote (repeatable)",
        repeats: true,
      },
    ],
    examples: [
      'buyin sustainability examples/borough',
      'buyin sustainability examples/haringey --scenario base --scenario contract_lost',
    ],
    load: () => import('../commands/sustainability.js'),
  },
  {
    name: 'appraise',
    group: 'worth',
    args: [
      [
        '<models...>',
        'model files, or folders that hold a model.yaml: with the options that each names, or as it stands',
      ],
    ],
    says: 'ranks options by the criteria and weights of the model: scores, rank, and whether the first stays first at every weighting; with present values for the company, for schools and for all together',
    options: [],
    examples: [
      'buyin appraise examples/borough',
      'buyin appraise examples/haringey --scenario base --scenario contract_lost --scenario contract_lost_and_smaller',
    ],
    load: () => import('../commands/appraise.js'),
  },
  {
    name: 'design',
    group: 'offer',
    args: [MODEL],
    says: 'searches for the tariffs (fixed part, rate, floor and cap, by phase) that no other beats on surplus, schools better off, the largest loss and simplicity together',
    options: [
      { ...TIER, says: 'the tier whose prices are searched, where there are several' },
      {
        flags: '--vary <number=values>',
        says: 'a number of the tariff and its values: primary.rate=12..18/0.5, floor=none,1_500,2_000, cap=-20%..0%/10% (repeatable); those about today unless said',
        repeats: true,
      },
      {
        flags: '--by <prices>',
        says: 'the prices to search: divided as today (price), one for each phase (phase), or one for all (none) (repeatable)',
        repeats: true,
      },
      {
        flags: '--limit <limit>',
        says: 'a limit that the board sets: largest_loss<=10%, better_off_share.worst>=50%, numbers<=6, surplus:2028>=0, reserves.closing@some_scenario>=0, reserves.headroom>=0 in 9 of 10 draws (repeatable)',
        repeats: true,
      },
      { ...DRAWS, says: 'how many draws a limit in draws is tried on', initial: '500' },
      SEED,
      {
        flags: '--against <baseline>',
        says: 'what membership is held against: what schools pay today, or buying separately at low, typical or high prices; today, unless nobody has said what schools pay',
        choices: ['today', 'low', 'typical', 'high'],
      },
      {
        flags: '--sort <order>',
        says: 'what the rows are sorted by',
        choices: ['surplus', 'better_off', 'largest_loss', 'numbers'],
        initial: 'surplus',
      },
      { flags: '--most <rows>', says: 'how many rows are shown, or all', initial: '12' },
      { flags: '--write <file>', says: 'write the first row as a scenario in a file, for --scenario' },
      { flags: '--pick <row>', says: 'the row that is written, in the place of the first' },
      YEAR,
    ],
    examples: [
      "buyin design examples/borough --vary primary.rate=12..18/0.5 --limit 'largest_loss<=10%'",
      'buyin design examples/haringey --by none --by price --write design.yaml',
    ],
    load: () => import('../commands/design.js'),
  },
];
