import type { Command, Option } from './command.js';
import { designCommand } from './design-command.js';

/** As `GROUPINGS` of the analysis has them: this file is loaded by every command and loads nothing. */
const GROUPINGS = ['phase', 'type', 'constituency', 'size', 'deprivation', 'area', 'trust'];

const MODEL = ['<model>', 'a model file, or a folder that holds a model.yaml'] as const;
const YEAR: Option = { flags: '--year <year>', says: 'a company year, by the calendar year it starts in' };
const SCHOOL: Option = { flags: '--school <school>', says: 'a URN or id of the roll, or a made-up school: phase=primary,pupils=262' };
const TIER: Option = { flags: '--tier <tier>', says: 'one tier; the first where a figure needs one' };

const WITH: Option = { flags: '--with <list>', says: "a price list, put on these schools beside the model's own tiers (repeatable)", repeats: true };

const AS_OF: Option = { flags: '--as-of <month>', says: "the month by which reviews are overdue; today's unless said" };

const DRAWS: Option = { flags: '--draws <number>', says: 'how many draws', initial: '10000' };
const SEED: Option = { flags: '--seed <number>', says: 'which draws: the same seed gives the same, on every machine', initial: '1' };
const DRAW: Option = { flags: '--draw <number>', says: 'one draw by its number, in full' };

/** Every command. To add one: a file in `commands/`, and an entry here. */
export const commands: readonly Command[] = [
  {
    name: 'check',
    args: [['<models...>', 'model files, or folders that hold a model.yaml']],
    says: 'hold every promise of every model: schema, references, the books, its own checks, in every scenario',
    options: [
      { flags: '--strict', says: 'fail on warnings too, unless the file accepts them with a reason' },
      AS_OF,
      {
        flags: '--reporter <reporter>',
        says: 'text: as --format says; junit: test cases as XML; github: annotations of a workflow; json: every case, for programs',
        choices: ['text', 'junit', 'github', 'json'],
        initial: 'text',
      },
    ],
    examples: ['buyin check examples/*', 'buyin check models/*.yaml --strict', 'buyin check examples/* --reporter junit --output check.xml'],
    load: () => import('./commands/check.js'),
  },
  {
    name: 'forecast',
    args: [MODEL],
    says: 'income, costs, surplus, reserves and cash; members, pupils, cost per pupil; or statements',
    options: [
      { flags: '--by <grain>', says: 'how to cut time', choices: ['year', 'term', 'quarter', 'month'], initial: 'year' },
      { flags: '--detail', says: 'a line for each tier, service, post and overhead' },
      {
        flags: '--statement <name>',
        says: 'one statement, or all of them, in place of the summary',
        choices: ['income', 'balance', 'cash', 'reserves', 'capacity', 'all'],
      },
    ],
    examples: [
      'buyin forecast examples/haringey',
      'buyin forecast examples/haringey --statement cash --by quarter',
      'buyin forecast examples/haringey --by month --format csv --output cash.csv',
    ],
    load: () => import('./commands/forecast.js'),
  },
  {
    name: 'price',
    args: [['<model>', 'a model, or a published price list of models/']],
    says: 'what each school pays, per pupil, and which rule set it',
    options: [
      { ...SCHOOL, says: `${SCHOOL.says} (repeatable: schools of one group are priced together)`, repeats: true },
      TIER,
      YEAR,
      { flags: '--explain', says: 'for each school named, the sequence of terms that makes its fee' },
      { flags: '--services', says: 'what a unit of each service costs members and others, before VAT and with it' },
    ],
    examples: [
      'buyin price examples/haringey --school phase=primary,pupils=262',
      'buyin price examples/haringey --school phase=primary,pupils=700 --explain',
    ],
    load: () => import('./commands/price.js'),
  },
  {
    name: 'tiers',
    args: [MODEL],
    says: 'the membership options side by side, by phase and size of school; also those of price lists',
    options: [WITH, YEAR],
    examples: ['buyin tiers examples/borough', 'buyin tiers examples/borough --with models/kent-training-package.yaml --with models/hep-2018.yaml'],
    load: () => import('./commands/tiers.js'),
  },
  {
    name: 'value',
    args: [MODEL],
    says: 'is membership worth it: what each school pays, gets and saves; or who is better and worse off by phase, area, trust',
    options: [
      { flags: '--by <grouping>', says: 'better and worse off by this', choices: GROUPINGS },
      {
        flags: '--against <baseline>',
        says: 'what schools pay today, or buying separately at a level of prices; today unless nobody has said what that is',
        choices: ['today', 'low', 'typical', 'high'],
      },
      {
        flags: '--for-money',
        says: "the four E's, each by itself: economy, efficiency, effectiveness (by the model's own indicators), equity",
      },
      { ...WITH, says: 'with --for-money: a price list to hold fees against (repeatable)', repeats: true },
      { ...SCHOOL, says: 'a URN or id of the roll (repeatable); all unless said', repeats: true },
      TIER,
      YEAR,
    ],
    examples: [
      'buyin value examples/borough',
      'buyin value examples/borough --for-money --with models/hep-2018.yaml',
      'buyin value examples/borough --by constituency',
      'buyin value examples/borough --by area --against typical',
    ],
    load: () => import('./commands/value.js'),
  },
  {
    name: 'consultation',
    args: [MODEL],
    says: 'what schools have answered, by constituency; the buy-in expected and what it rests on; who has not answered',
    options: [TIER, YEAR],
    examples: ['buyin consultation examples/borough', 'buyin consultation examples/borough --scenario low_for_all --format csv'],
    load: () => import('./commands/consultation.js'),
  },
  {
    name: 'sustainability',
    args: [MODEL],
    says: 'one page for the board: each membership option, financially beside politically, and under every scenario',
    options: [
      {
        flags: '--option <scenario>',
        says: "a membership option beside the model's own: a scenario of it, or a file that buyin design wrote (repeatable)",
        repeats: true,
      },
    ],
    examples: ['buyin sustainability examples/borough', 'buyin sustainability examples/borough --scenario base --scenario council_cuts'],
    load: () => import('./commands/sustainability.js'),
  },
  {
    name: 'appraise',
    args: [['<models...>', 'model files, or folders that hold a model.yaml: with the options that each names, or as it stands']],
    says: 'options by the criteria and weights of the model: scores, rank, whether it survives every weighting; present values for company, schools, all',
    options: [],
    examples: [
      'buyin appraise examples/borough',
      'buyin appraise examples/borough --scenario base+council_cuts --scenario low_and_lean+council_cuts',
      'buyin appraise examples/haringey --scenario base --scenario contract_lost --scenario contract_lost_and_smaller',
    ],
    load: () => import('./commands/appraise.js'),
  },
  designCommand(MODEL, TIER, YEAR),
  {
    name: 'assumptions',
    args: [MODEL],
    says: 'the register: value, range, basis, source, owner, review, where used, and what each does to reserves and to who is better off',
    options: [AS_OF],
    examples: ['buyin assumptions examples/borough'],
    load: () => import('./commands/assumptions.js'),
  },
  {
    name: 'simulate',
    args: [MODEL],
    says: 'how bad it can get, and how likely that is: schools join or not, and what has a range or states varies, over many draws',
    options: [DRAWS, SEED, DRAW, { flags: '--percentiles <list>', says: 'which percentiles of the draws are shown', initial: '5,50,95' }],
    examples: [
      'buyin simulate examples/haringey',
      'buyin simulate examples/haringey --scenario low_buy_in --draws 20000 --seed 7',
      'buyin simulate examples/haringey --draw 4711',
    ],
    load: () => import('./commands/simulate.js'),
  },
  {
    name: 'sensitivity',
    args: [MODEL],
    says: 'what moves a figure: each assumption across its range (a tornado), two things at once (a grid), the values at which its sign or the order of the options changes',
    options: [
      { flags: '--on <figure>', says: 'a figure of explain, with or without its period: reserves.closing[2022]', initial: 'reserves.closing' },
      YEAR,
      { flags: '--switching', says: 'also where each assumption changes the sign of the figure, and the order of the options' },
      {
        flags: '--grid <one,other>',
        says: 'two things at once: assumptions, paths, or price; with values as in buy_in=70%..90% or buy_in=70%/80%/90%',
      },
      { flags: '--points <number>', says: 'how many values of each a grid has', initial: '5' },
    ],
    examples: [
      'buyin sensitivity examples/borough --on reserves.closing',
      'buyin sensitivity examples/borough --switching',
      'buyin sensitivity examples/haringey --on surplus --year 2020 --grid buy_in_primary,price',
    ],
    load: () => import('./commands/sensitivity.js'),
  },
  {
    name: 'solve',
    args: [MODEL],
    says: 'which value of one number gives a target: every one there is, verified by the model played through with it; or the nearest miss',
    options: [
      { flags: '--target <target>', says: "what is to come about: 'reserves.closing[2022]=150_000', with =, >= or <=", needed: true },
      { flags: '--step <step>', says: 'in which steps the number is turned; its last written digit unless said' },
      { flags: '--from <value>', says: 'from where it is looked for; 0 unless said' },
      { flags: '--to <value>', says: 'to where; ten times the value, or 100%, unless said' },
      YEAR,
    ],
    examples: [
      "buyin solve examples/haringey --set tiers.membership.price.0.per_pupil --target 'reserves.closing[2022]=150_000' --step 0.05",
      "buyin solve examples/borough --set assumptions.buy_in_primary.value --target 'surplus[2029]>=0'",
    ],
    load: () => import('./commands/solve.js'),
  },
  {
    name: 'compare',
    args: [MODEL],
    says: 'scenarios side by side: what each changes, the figures, and the bridge from base to each',
    options: [YEAR],
    examples: ['buyin compare examples/haringey', 'buyin compare examples/haringey --scenario low_buy_in --scenario low_buy_in+falling_rolls'],
    load: () => import('./commands/compare.js'),
  },
  {
    name: 'break-even',
    args: [MODEL],
    says: 'what breaks even: members, buy-in, pupils, roll, price, contract, traded days; by stream, by who joins, by the month, by chance',
    options: [
      YEAR,
      {
        flags: '--by <view>',
        says: 'stream: contribution at constant mix; coalition: the smallest that does, and who is pivotal; month: when, payback, peak need; chance: how likely it is; all: all of it',
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
      'buyin break-even examples/haringey --by month',
      'buyin break-even examples/haringey --by chance --year 2020',
    ],
    load: () => import('./commands/break-even.js'),
  },
  {
    name: 'services',
    args: [MODEL],
    says: 'what each service earns and costs, on contribution and on full cost; who pays for whom; what a day costs in full',
    options: [YEAR],
    examples: ['buyin services examples/haringey --year 2020'],
    load: () => import('./commands/services.js'),
  },
  {
    name: 'obligations',
    args: [MODEL],
    says: 'each test that a board must watch, by year and scenario: reserves, cash, the 80% test, size, taxes; what an adviser must confirm',
    options: [],
    examples: ['buyin obligations examples/haringey', 'buyin obligations examples/haringey --scenario base --scenario contract_lost'],
    load: () => import('./commands/obligations.js'),
  },
  {
    name: 'explain',
    args: [MODEL, ['[figure]', 'a figure by name; without one, the names that there are']],
    says: 'where a figure comes from, down to the lines of the files and their sources',
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
      SEED,
      { flags: '--all', says: 'every level and every part of the working' },
    ],
    examples: [
      'buyin explain examples/haringey income.membership --year 2019',
      'buyin explain examples/haringey fee --school phase=primary,pupils=262',
    ],
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'export',
    args: [MODEL],
    says: "the books for other people's accounting programs, or the invoice schedule",
    options: [
      {
        flags: '--to <target>',
        says: 'hledger or beancount: the journal, with balances to be checked; invoices: the schedule; xero or sage50: what those import',
        choices: ['hledger', 'beancount', 'invoices', 'xero', 'sage50'],
        needed: true,
      },
      { flags: '--part <number>', says: 'xero: which file of 500 invoices' },
      { flags: '--nominal <code>', says: 'xero, sage50: the account that income is booked to (200, 4000)' },
      { flags: '--deferred <code>', says: 'sage50: the account of membership that is invoiced and not yet earned', initial: '2109' },
    ],
    examples: [
      'buyin export examples/haringey --to hledger --output books.journal',
      'buyin export examples/borough --to invoices --format csv --output invoices.csv',
    ],
    load: () => import('./commands/export.js'),
  },
  {
    name: 'models',
    args: [['[name]', 'one of them: a price list such as hep-2018, or a model such as examples/haringey']],
    says: 'the price lists and models that come with the program',
    options: [],
    examples: ['buyin models', 'buyin models norfolk-clerking'],
    load: () => import('./commands/models.js'),
  },
  {
    name: 'schema',
    args: [['[kind]', 'model (unless said) or price-list']],
    says: 'the JSON Schema of the model language, for an editor that completes and checks as one types',
    options: [],
    examples: ['buyin schema price-list --output models/schema/price-list.json'],
    load: () => import('./commands/schema.js'),
  },
];
