import { type PlainMap, put } from './plain.js';

/* Pages on which sentences stand that random models hardly ever have. */

/** A page of a model, with what its folder holds beside it. */
export interface PageCase {
  readonly argv: readonly string[];
  readonly data: PlainMap;
  readonly beside?: Readonly<Record<string, string>>;
}

const SCHOOL: PlainMap = { phase: 'primary', type: 'community', pupils: '200', pays_now: '1_500' };
/** Ten primaries and two secondaries, of which some join by an assumption with a range. */
const SMALL: PlainMap = {
  buyin: '1',
  name: 'Small',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  assumptions: {
    more: {
      value: '30%',
      range: { low: '10%', high: '60%' },
      owner: 'finance lead',
      source: 'a count',
      basis: 'measured',
    },
  },
  schools: {
    groups: {
      p: { ...SCHOOL, count: '10' },
      s: { count: '2', phase: 'secondary', type: 'academy', pupils: '900', pays_now: '4_000' },
    },
  },
  tiers: { a: { price: { per_pupil: '10' }, joins: '=more' } },
  overheads: { rent: { per_year: '10_000' } },
  scenarios: {
    nothing: { because: 'n' },
    low: { because: 'x', assumptions: { more: { value: '20%' } } },
    cheap: { because: 'y', tiers: { a: { price: { per_pupil: '5' } } } },
  },
  reserves: { opening: '5_000', policy: { months_of_cost: '2' } },
};
const with_ = (changes: Readonly<Record<string, PlainMap | string | readonly PlainMap[]>>, from = SMALL): PlainMap =>
  Object.entries(changes).reduce((data, [path, value]) => put(data, path.split('.'), value as PlainMap), from);

const NAMED = (pupils: readonly string[]): PlainMap => ({
  named: Object.fromEntries(pupils.map((each, i) => [`school_${i + 1}`, { ...SCHOOL, pupils: each }])),
});
const OF_TWO = with_({
  assumptions: { more: { value: '30%' }, less: { value: '30%' } },
  tiers: { a: { price: { per_pupil: '10' }, joins: '=less' }, b: { price: { per_pupil: '5' }, joins: '=more' } },
});
const RARE = (usual: string, rare: string): PlainMap =>
  with_({
    assumptions: {
      grant: {
        states: { usual: { value: usual, probability: '99.97%' }, rare: { value: rare, probability: '0.03%' } },
        value: usual,
      },
    },
    tiers: { a: { price: { per_pupil: '10' }, joins: '100%' } },
    contracts: { grant: { per_year: '=grant', kind: 'grant' } },
    overheads: { rent: { per_year: '60_000' } },
  });
const SEATS = (seats: PlainMap): PlainMap => ({
  constituencies: Object.fromEntries(
    Object.entries(seats).map(([phase, each]) => [
      phase,
      { when: { phase }, ...(each === '0' ? {} : { seats: each as string }) },
    ]),
  ),
});
const CRITERIA = (figure: string, range?: PlainMap): PlainMap => ({
  criteria: {
    money: { weight: '60', ...(range && { range }), figure, better: 'higher' },
    many: {
      weight: '40',
      ...(range && { range: { low: '10', high: '90' } }),
      figure: 'price_per_pupil',
      better: 'lower',
      year: 'first',
    },
  },
});
const VISIT: PlainMap = { kind: 'traded', unit: 'visit', price: '500', demand: { per_member: '1' } };
const SERVICES: PlainMap = {
  advice: { kind: 'traded', unit: 'day', price: '500', vat: 'standard', demand: { per_member: '1' } },
};
/** One tier for two: while the other is there, more schools would join than there are. */
const REPLACED = with_({
  tiers: { a: { price: { per_pupil: '10' }, joins: '40%' }, b: { price: { per_pupil: '5' }, joins: '=more' } },
  scenarios: { b_only: { because: 'z', remove: ['tiers.a'] as never, assumptions: { more: { value: '70%' } } } },
});
const ANSWERS = (rows: string): Readonly<Record<string, string>> => ({
  'intentions.csv': `school,option,intent,date,evidence\n${rows}`,
});
const ASKED = with_({
  schools: { ...NAMED(['200', '300']), consultation: { file: 'intentions.csv', latest: 'yes' } },
  tiers: {
    a: {
      price: { per_pupil: '10' },
      joins: { others: '50%', by_intent: { committed: '95%', likely: '80%', possible: '45%', unlikely: '10%' } },
    },
  },
});
const DESIGN = ['design', '--vary', 'cap=none,1_500', '--vary', 'rate=8..12/2'];
const GRID = ['sensitivity', '--grid', 'less=10%/50%/90%,more=10%/80%'];
const OPTIONS: PlainMap = { ...SMALL, options: ['base', 'cheap'] as never };

const UNKNOWN_COST = { overheads: { rent: { per_year: '"unknown: not said"' } } };
const NOT_KNOWN = with_({ 'schools.groups.p.pays_now': 'unknown', 'schools.groups.s.pays_now': 'unknown' });
const GUESSED: PlainMap = {
  value: '30%',
  range: { low: '10%', high: '60%' },
  owner: 'finance lead',
  source: 'a guess',
  basis: 'estimate',
};
const CERTAIN = with_({ assumptions: {}, scenarios: {}, 'tiers.a': { price: { per_pupil: '10' }, joins: '100%' } });
const OF_TRUSTS = (price: PlainMap, more: PlainMap = {}): PlainMap =>
  with_({
    schools: {
      named: Object.fromEntries(
        ['200', '300', '400'].map((pupils, i) => [
          `school_${i + 1}`,
          { ...SCHOOL, type: 'academy', pupils, trust: 'Oak' },
        ]),
      ),
    },
    tiers: { a: { price, joins: { others: '=more', by_intent: { likely: '80%' } } } },
    'schools.named.school_1.intent': 'likely',
    ...more,
  });
const TOGETHER = { per_pupil: '10', cap: '5_000', group: { by: 'trust', charge: 'sum' } };
const GIVING = with_({
  services: {
    advice: { ...(SERVICES.advice as PlainMap), alternative: { low: '400', typical: '500', high: '600' } },
    talk: { kind: 'traded', unit: 'talk', price: '90', demand: { per_member: '1' } },
  },
  'tiers.a': {
    name: 'Core',
    price: { per_pupil: '10' },
    joins: '50%',
    includes: { advice: { per_school: '2' }, talk: 'unlimited' },
    collective: { voice: { name: 'One voice', worth: '250' }, network: { name: 'Networks' } },
    worth: '120',
  },
});
/** Two tiers, of which the first includes something that nobody has priced. */
const UNPRICED = put(
  put(GIVING, ['tiers', 'a'], {
    name: 'Core',
    price: { per_pupil: '10' },
    joins: '50%',
    includes: { advice: { per_school: '2' }, talk: 'unlimited' },
  }),
  ['tiers', 'b'],
  { name: 'Plus', price: { per_pupil: '20' }, joins: '10%', discounts: { advice: '10%' } },
);
const CHOSEN = (choice: PlainMap): PlainMap => with_({ choice, scenarios: {} });
const PROMISING = with_({
  checks: { kept: { figure: 'reserves.closing', at_least: '4_000', scenarios: 'all' as string } },
});
const STEPPED = with_({
  overheads: { rent: { per_year: '4_000' }, adviser: { per_year: '12_000', step: { for_each: '5', of: 'members' } } },
});

/** Pages of what a model states, and of what nobody knows. */
const TOLD: readonly PageCase[] = [
  { argv: ['simulate', '--draw', '3'], data: SMALL },
  { argv: ['simulate', '--draw', '1'], data: CERTAIN },
  { argv: ['simulate', '--draws', '20'], data: { ...CERTAIN, uncertainty: { rolls: '3%' } } },
  { argv: ['simulate', '--draws', '20'], data: with_({ schools: {} }, CERTAIN) },
  { argv: ['value'], data: NOT_KNOWN },
  { argv: ['appraise'], data: { ...NOT_KNOWN, options: ['base', 'cheap'] as never } },
  { argv: DESIGN, data: put(NOT_KNOWN, ['overheads'], UNKNOWN_COST.overheads) },
  { argv: ['sustainability'], data: with_({ 'tiers.a': { price: { per_pupil: '10' }, joins: '0%' } }, OPTIONS) },
  { argv: ['tiers'], data: with_({ 'tiers.a': { price: { per_pupil: '10', cap: '1_500' }, joins: '50%' } }) },
  { argv: ['sensitivity', '--switching'], data: with_({ reserves: { opening: '900_000' } }) },
  {
    argv: ['diff', '--scenario', 'idle'],
    data: with_({
      'assumptions.spare': { value: '1%' },
      'scenarios.idle': { because: 'i', assumptions: { spare: { value: '2%' } } },
    }),
  },
  { argv: ['assumptions'], data: with_({ 'assumptions.more': GUESSED, ...UNKNOWN_COST }) },
  { argv: ['assumptions'], data: with_({ 'assumptions.more': GUESSED }) },
  { argv: ['obligations'], data: with_({ 'schools.groups.p.type': 'academy' }) },
  { argv: ['obligations'], data: with_({ overheads: { rent: { per_year: '200_000' } } }) },
  {
    argv: ['break-even', '--by', 'stream'],
    data: with_({ contracts: { grant: { per_year: '900_000', kind: 'grant' } } }),
  },
  { argv: ['break-even', '--by', 'month'], data: with_({ overheads: { rent: { per_year: '900_000' } } }) },
  { argv: ['forecast'], data: CHOSEN({ rule: 'best_value', because: 'b' }) },
  { argv: ['forecast'], data: CHOSEN({ rule: 'logit', sensitivity: '2', because: 'b' }) },
  { argv: ['value'], data: UNPRICED },
  { argv: ['value', '--by', 'phase', '--against', 'typical'], data: UNPRICED },
  { argv: ['value', '--for-money'], data: UNPRICED },
  { argv: ['simulate', '--draws', '20'], data: with_(UNKNOWN_COST) },
  { argv: ['break-even', '--by', 'chance', '--draws', '20'], data: with_(UNKNOWN_COST) },
  { argv: ['break-even', '--by', 'coalition'], data: with_(UNKNOWN_COST) },
  {
    argv: ['break-even', '--by', 'coalition'],
    data: with_({ 'tiers.a': { price: { per_pupil: '10' }, joins: '0%' } }),
  },
  {
    argv: ['tiers'],
    data: with_({
      schools: { named: { one: { ...SCHOOL, tier: 'a' }, two: SCHOOL } },
      choice: { rule: 'assigned' },
      scenarios: {},
    }),
  },
  {
    argv: ['consultation'],
    data: ASKED,
    beside: ANSWERS('school_1,base,committed,2026-05-01,form\nschool_1,base,likely,2026-05-09,form\n'),
  },
  { argv: ['value'], data: GIVING },
  { argv: ['value', '--for-money'], data: GIVING },
  { argv: ['price', '--services'], data: GIVING },
  {
    argv: ['export', '--to', 'invoices'],
    data: with_({
      services: {
        review: {
          kind: 'brokered',
          unit: 'review',
          price: '500',
          commission: { percent: '10%', on: 'inside' },
          acts_as: 'agent',
          demand: { per_member: '1' },
        },
      },
    }),
  },
  { argv: ['sensitivity'], data: CERTAIN },
  { argv: ['sensitivity', '--switching'], data: SMALL },
  { argv: ['sensitivity', '--grid', 'less,more'], data: OF_TWO },
  { argv: ['sensitivity'], data: STEPPED },
  { argv: ['assumptions'], data: STEPPED },
  { argv: ['price'], data: OF_TRUSTS(TOGETHER) },
  { argv: ['forecast'], data: OF_TRUSTS(TOGETHER) },
  { argv: ['forecast'], data: OF_TRUSTS(TOGETHER, { uncertainty: { decide_together: 'trust', correlation: '20%' } }) },
  { argv: ['forecast'], data: OF_TRUSTS(TOGETHER, { uncertainty: { decide_together: 'none', correlation: '20%' } }) },
  {
    argv: ['simulate', '--draws', '20'],
    data: OF_TRUSTS({ per_pupil: '10' }, { uncertainty: { decide_together: 'trust' } }),
  },
  {
    argv: ['break-even', '--by', 'coalition'],
    data: OF_TRUSTS({ per_pupil: '10' }, { uncertainty: { decide_together: 'trust' } }),
  },
  { argv: ['diff', '--scenario', 'cheap'], data: PROMISING },
  {
    argv: ['diff', '--scenario', 'richer'],
    data: with_(
      { 'scenarios.richer': { because: 'r', tiers: { a: { price: { per_pupil: '20' } } } } },
      with_({ checks: { kept: { figure: 'reserves.closing', at_least: '9_000', scenarios: 'all' as string } } }),
    ),
  },
  { argv: ['assumptions'], data: with_(UNKNOWN_COST) },
  { argv: ['check'], data: SMALL },
  { argv: ['compare', '--grid'], data: OPTIONS },
  { argv: [...DESIGN, '--limit', 'surplus>=0'], data: with_(UNKNOWN_COST) },
  { argv: DESIGN, data: SMALL },
  { argv: [...DESIGN, '--limit', 'surplus>=900_000'], data: SMALL },
];

const PRICED_BY_MORE = with_({
  'assumptions.inflation': { value: '2%', range: { low: '1%', high: '4%' } },
  'tiers.a': { price: { per_pupil: '10' }, joins: '50%', uplift: '=inflation' },
});

/** A clerk with too few days for what members are promised, what is ordered, or what else is asked for. */
const SHORT = (demand: string, ordered: string): PageCase => ({
  argv: ['forecast', '--statement', 'all'],
  data: with_(
    {
      schools: { ...NAMED(['200', '300']), orders: { file: 'orders.csv' } },
      services: {
        clerking: {
          kind: 'traded',
          unit: 'day',
          price: '300',
          delivery: { by: 'clerk', days: '1' },
          demand: { per_member: demand },
        },
      },
      staff: {
        clerk: { fte: '0.1', salary: '30_000', on_costs: '30%', days: '200', chargeable: '80%', when_short: 'unmet' },
      },
    },
    CERTAIN,
  ),
  beside: { 'orders.csv': `school,service,quantity,date\nschool_1,clerking,${ordered},2026-10-01\n` },
});
const REGISTERED = (vat: PlainMap, rent: string): PlainMap =>
  with_({
    parameters: 'england',
    'schools.groups.i': { ...SCHOOL, count: '2', type: 'independent' },
    services: SERVICES,
    'tiers.a': { price: { per_pupil: '10' }, joins: '100%', vat: 'standard' },
    overheads: { rent: { per_year: rent, vat: 'standard' } },
    tax: { vat },
  });
/** Taxable turnover above the limit, of a company that says nothing of VAT. */
const LARGE = (changes: Readonly<Record<string, PlainMap>>): PlainMap =>
  with_(
    { parameters: 'england', 'schools.groups.p': { ...SCHOOL, count: '100' }, ...changes },
    with_({ 'tiers.a': { price: { per_pupil: '10' }, joins: '100%' } }),
  );

/** Schools that come and go while the model runs. */
const LIVES = with_(
  {
    schools: {
      named: {
        one: { ...SCHOOL, closes: '2027-03' },
        two: { ...SCHOOL, opens: '2027-01' },
        three: { ...SCHOOL, member_from: '2027-04' },
        four: SCHOOL,
      },
    },
  },
  CERTAIN,
);

/** Pages of sentences that were once printed where they were not true. */
const ONCE_FALSE: readonly PageCase[] = [
  SHORT('20', '4'),
  SHORT('4', '40'),
  SHORT('20', '40'),
  ...[['price'], ['forecast'], ['value'], ['price', '--services'], ['obligations']].flatMap((argv) => [
    { argv, data: REGISTERED({ registered: 'no' }, '10_000') },
    { argv, data: REGISTERED({ registered: 'yes', from: '2027-04' }, '10_000') },
  ]),
  {
    argv: ['price', '--school', 'phase=primary,type=independent,pupils=200', '--explain'],
    data: REGISTERED({ registered: 'no' }, '1'),
  },
  { argv: ['obligations'], data: LARGE({}) },
  { argv: ['obligations', '--scenario', 'open'], data: LARGE({ 'scenarios.open': { because: 'o', ...UNKNOWN_COST } }) },
  {
    argv: ['obligations'],
    data: LARGE({ 'scenarios.open': { because: 'o', ...UNKNOWN_COST }, options: ['base', 'open'] as never }),
  },
  {
    argv: ['obligations'],
    data: LARGE({
      'scenarios.plain': { because: 'p', remove: ['reserves.policy.risks'] as never },
      'reserves.policy': { months_of_cost: '2', risks: { loss: { amount: '9_000', probability: '10%' } } },
      options: ['base', 'plain'] as never,
    }),
  },
  {
    argv: ['simulate', '--draws', '20'],
    data: with_({
      'assumptions.most': { value: '=more + 10%' },
      'assumptions.rent': { value: '9_000' },
      'overheads.rent.per_year': '=rent',
    }),
  },
  { argv: ['forecast', '--statement', 'all'], data: with_({ 'reserves.policy': { cash_floor: '100' } }) },
  ...[['forecast'], ['price'], ['price', '--year', '2027']].map((argv) => ({ argv, data: LIVES })),
  { argv: ['design', '--vary', 'cap=none,1_500', '--vary', 'floor=none,2_000', '--limit', 'surplus>=0'], data: SMALL },
];
/** A contract that may be lost, and what the company would then do. */
const BRINGING: PlainMap = {
  ...RARE('50_000', '0'),
  assumptions: {
    grant: {
      states: {
        kept: { value: '50_000', probability: '60%' },
        lost: { value: '0', probability: '40%', scenario: 'less' },
      },
      value: '50_000',
    },
  },
  scenarios: { less: { because: 'a smaller office', overheads: { rent: { per_year: '20_000' } } } },
};

/** A state brings a scenario with it that changes an assumption which has no range; another stays as it is. */
const BRINGING_VALUES: PlainMap = put(
  put(
    {
      ...BRINGING,
      assumptions: { ...(BRINGING.assumptions as PlainMap), rent: { value: '30_000' }, other: { value: '5' } },
    },
    ['overheads', 'rent', 'per_year'],
    '=rent',
  ),
  ['scenarios', 'less'],
  { because: 'a smaller office', assumptions: { rent: { value: '20_000' } } },
);

/** Two assumptions that go together. */
const TOGETHER_DRAWN = with_({
  'assumptions.rent': { value: '9_000', range: { low: '8_000', high: '12_000' } },
  'overheads.rent.per_year': '=rent',
  uncertainty: { rank_correlation: { more: { rent: '-60%' } } },
});

/** Options of which one has a school less. */
const FEWER = with_(
  {
    schools: NAMED(['400', '300', '200']),
    'schools.named.school_1.pays_now': '3_900',
    'scenarios.cheap': { because: 'one goes', schools: { change: [{ school: 'school_2', remove: 'yes' }] as never } },
  },
  OPTIONS,
);

export const CASES: readonly PageCase[] = [
  { argv: ['simulate', '--draws', '200'], data: TOGETHER_DRAWN },
  { argv: ['simulate', '--draws', '2'], data: TOGETHER_DRAWN },
  { argv: ['break-even', '--by', 'chance', '--draws', '20'], data: TOGETHER_DRAWN },
  { argv: ['sensitivity'], data: TOGETHER_DRAWN },
  { argv: ['simulate', '--draws', '200'], data: BRINGING },
  { argv: ['simulate', '--draws', '200'], data: BRINGING_VALUES },
  { argv: ['sustainability'], data: FEWER },
  { argv: ['forecast', '--set', 'assumptions.grant.value=0'], data: BRINGING },
  ...TOLD,
  ...ONCE_FALSE,
  { argv: ['simulate', '--draws', '20'], data: PRICED_BY_MORE },
  { argv: ['break-even', '--by', 'chance', '--draws', '20'], data: PRICED_BY_MORE },
  { argv: ['assumptions'], data: PRICED_BY_MORE },
  { argv: GRID, data: OF_TWO },
  {
    argv: ['sensitivity', '--grid', 'less=10%/50%,more=10%/20%'],
    data: with_({ reserves: { opening: '900_000' } }, OF_TWO),
  },
  {
    argv: ['sensitivity', '--grid', 'less=10%/50%,more=10%/20%'],
    data: with_({ reserves: { opening: '-900_000' } }, OF_TWO),
  },
  { argv: ['simulate', '--draws', '10000'], data: RARE('50_000', '0') },
  { argv: ['simulate', '--draws', '10000'], data: RARE('0', '90_000') },
  { argv: ['simulate', '--draws', '40'], data: with_({ uncertainty: { correlation: '20%', rolls: '3%' } }) },
  {
    argv: ['forecast', '--statement', 'all'],
    data: with_({ overheads: { rent: { per_year: '"unknown: not said"' } } }),
  },
  { argv: ['break-even', '--by', 'coalition'], data: with_({ overheads: { rent: { per_year: '900_000' } } }) },
  {
    argv: ['break-even', '--by', 'coalition'],
    data: with_({ schools: NAMED(['900', '100', '100']), tiers: { a: { price: { per_pupil: '10' }, joins: '100%' } } }),
  },
  {
    argv: ['break-even', '--by', 'coalition'],
    data: with_({ schools: NAMED(['500', '500', '100']), tiers: { a: { price: { per_pupil: '10' }, joins: '100%' } } }),
  },
  {
    argv: ['break-even'],
    data: with_({
      overheads: {
        rent: { per_year: '4_000' },
        adviser: { per_year: '12_000', step: { for_each: '5', of: 'members' } },
      },
    }),
  },
  {
    argv: ['break-even', '--by', 'month'],
    data: with_({ overheads: {}, tiers: { a: { price: { per_pupil: '10' }, joins: '100%' } } }),
  },
  { argv: ['assumptions'], data: SMALL },
  {
    argv: ['assumptions'],
    data: with_({ assumptions: {}, tiers: { a: { price: { per_pupil: '10' }, joins: '50%' } }, scenarios: {} }),
  },
  {
    argv: ['assumptions'],
    data: with_({
      assumptions: { fee: { value: '500', range: { low: '400', high: '600' } } },
      services: { advice: { ...(SERVICES.advice as PlainMap), price: '=fee', demand: { per_member: '0' } } },
      tiers: { a: { price: { per_pupil: '10' }, joins: '50%' } },
      scenarios: {},
    }),
  },
  {
    argv: ['value', '--by', 'phase'],
    data: with_({ 'schools.groups.p.pays_now': 'unknown', 'schools.groups.s.pays_now': 'unknown' }),
  },
  { argv: ['value', '--by', 'phase'], data: with_({ schools: NAMED(Array(13).fill('400')) }) },
  {
    argv: ['price', '--services'],
    data: with_({
      services: SERVICES,
      'tiers.a': { price: { per_pupil: '10' }, joins: '50%', includes: { advice: { per_school: '2' } } },
    }),
  },
  {
    argv: ['price', '--services'],
    data: with_({ services: { advice: { kind: 'traded', unit: 'day', price: '500', demand: { per_member: '1' } } } }),
  },
  {
    argv: ['explain', 'fee', '--school', 'one', '--tier', 'a', '--year', '2027'],
    data: put(LIVES, ['calendar', 'years'], '3'),
  },
  {
    argv: ['explain', 'fee', '--school', 'one', '--tier', 'a', '--year', '2026'],
    data: put(put(LIVES, ['calendar', 'years'], '3'), ['schools', 'named', 'one'], { ...SCHOOL, opens: '2028-09' }),
  },
  { argv: ['price', '--school', 'phase=primary,pupils=200', '--explain'], data: SMALL },
  { argv: ['compare'], data: REPLACED },
  { argv: ['sustainability'], data: with_({ governance: SEATS({ primary: '3', secondary: '2' }) }, OPTIONS) },
  { argv: ['sustainability'], data: with_({ governance: SEATS({ primary: '3', secondary: '0' }) }, OPTIONS) },
  { argv: ['consultation'], data: ASKED, beside: ANSWERS('school_1,base,committed,2026-05-01,form\n') },
  {
    argv: ['consultation'],
    data: ASKED,
    beside: ANSWERS('school_1,base,committed,2026-05-01,form\nschool_2,base,likely,2026-05-01,form\n'),
  },
  { argv: ['consultation'], data: ASKED, beside: ANSWERS('') },
  { argv: ['appraise'], data: OPTIONS },
  { argv: ['appraise'], data: with_({ appraisal: CRITERIA('reserves.closing', { low: '10', high: '90' }) }, OPTIONS) },
  {
    argv: ['appraise'],
    data: with_(
      {
        appraisal: CRITERIA('reserves.closing', { low: '50', high: '90' }),
        'appraisal.criteria.many.range': { low: '10', high: '50' },
      },
      OPTIONS,
    ),
  },
  { argv: ['appraise'], data: with_({ appraisal: CRITERIA('reserves.closing') }, OPTIONS) },
  {
    argv: ['appraise'],
    data: with_(
      {
        appraisal: CRITERIA('reserves.closing'),
        'scenarios.cheap.overheads': { rent: { per_year: '"unknown: not said"' } },
      },
      OPTIONS,
    ),
  },
  { argv: [...DESIGN, '--limit', 'surplus>=0', '--limit', 'largest_loss<=10%'], data: SMALL },
  { argv: [...DESIGN, '--limit', 'surplus>=-900_000'], data: SMALL },
  { argv: [...DESIGN, '--limit', 'surplus>=0'], data: SMALL },
  { argv: ['diff', '--scenario', 'nothing'], data: SMALL },
  { argv: ['diff', '--scenario', 'cheap'], data: SMALL },
  { argv: ['diff', '--scenario', 'low'], data: SMALL },
  {
    argv: ['appraise'],
    data: with_({
      appraisal: CRITERIA('reserves.closing', { low: '10', high: '90' }),
      options: ['base', 'nothing'] as never,
    }),
  },
  { argv: ['solve', '--set', 'overheads.rent.per_year', '--target', 'surplus=1_000_000'], data: SMALL },
  { argv: ['solve', '--set', 'reserves.opening', '--target', 'surplus=1_000_000'], data: SMALL },
  {
    argv: [
      'solve',
      '--set',
      'assumptions.more.value',
      '--target',
      'surplus>=0',
      '--from',
      '0%',
      '--to',
      '100%',
      '--step',
      '1%',
    ],
    data: with_({
      overheads: {
        rent: { per_year: '4_000' },
        adviser: { per_year: '12_000', step: { for_each: '5', of: 'members' } },
      },
    }),
  },
  { argv: ['price'], data: with_({ 'tiers.a.price': { per_pupil: '10', joining: { fee: '25', years: '3' } } }) },
  {
    argv: ['value'],
    data: with_({
      'tiers.a.includes': { visit: { per_school: '4' }, helpline: 'unlimited' },
      services: {
        visit: { ...VISIT, alternative: { low: '2_000', typical: '3_000', high: '4_000' } },
        helpline: VISIT,
      },
    }),
  },
  {
    argv: ['tiers'],
    data: with_({
      schools: NAMED(['200', '300']),
      'tiers.a.price': [{ when: { phase: 'primary' }, per_pupil: '10' }] as never,
    }),
  },
];
