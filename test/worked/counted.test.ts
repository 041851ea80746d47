import { describe, expect, test } from 'vitest';
import { Exact, input } from '../../src/figures/index.js';
import { answerOf, areAsked, type Model, National, type School, vatUseOf } from '../../src/model/index.js';
import { classesIn } from '../../src/pricing/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { plainOf } from '../support/plain-parts.js';

/* Answers and orders as a model counts them, the basis of its roll, what is charged without VAT, and national values. */

const HEAD = 'buyin: 1\nname: Counted\ncalendar: { starts: 2025-09, years: 2, year_starts: September }\n';

describe('answers', () => {
  const MODEL = `${HEAD}schools:
  consultation: { file: answers.csv, latest: yes, ignore: note }
  named:
    oak: { name: Oak, phase: primary, type: community, pupils: 200, intent: possible }
    elm: { name: Elm, phase: primary, type: community, pupils: 300 }
    ash: { name: Elm, phase: primary, type: community, pupils: 90 }
    fir: { phase: primary, type: community, pupils: 90 }
  groups:
    many: { phase: primary, type: community, pupils: 90, count: 3, intent: no }
tiers:
  gold: { price: { flat: 5 }, joins: { by_intent: { likely: 50%, possible: 20%, no: 0% }, others: 10% } }
  silver: { price: { flat: 5 }, joins: { by_intent: { likely: 5%, no: 0% }, others: 10% } }
options: [base, s, t]
reserves: { opening: 5 }
scenarios:
  s: { because: x, reserves: { opening: 1 } }
  t: { because: x, extends: s, schools: { change: { school: elm, intent: no } } }
  u: { because: x, remove: schools.named.fir }
`;
  const ROWS = `school,option,intent,date,evidence,note
Oak,base,possible,2026-01-01,,
oak,base,likely,2026-02-01,A call,
oak,gold,no,2026-01-05,,
elm,base,no,2026-01-01,,
elm,s,likely,2026-01-02,,
elm (ash),silver,likely,2026-01-02,,
fir,t,no,2026-01-02,,
`;
  const counted = (...scenarios: readonly string[]): unknown => {
    const model = Source.open(diskOf({ 'model.yaml': MODEL, 'answers.csv': ROWS }), 'model.yaml').load({
      scenarios,
      sets: [],
    }).model;
    return {
      schools: model.schools.map((each) => {
        const said = ['gold', 'silver']
          .map((tier) => answerOf(each, tier))
          .map((found) => (found === undefined ? '-' : `${found.option.text} ${found.intent}`));
        return `${each.id} ${each.intent ?? '-'} ${each.attributes.get('intent')}: ${said.join(', ')}${each.isIntentSet ? ', set' : ''}`;
      }),
      consultation: [
        model.consultation?.file,
        model.consultation?.options.join(' '),
        model.consultation?.replaced,
        model.consultation?.said.length,
      ],
      areAsked: areAsked(model),
    };
  };
  test('to the model as it stands', () => {
    expect(counted()).toEqual({
      schools: [
        'many no no: -, -',
        'oak likely likely: gold no, base likely',
        'elm no no: base no, base no',
        'ash - : -, silver likely',
        'fir - : -, -',
      ],
      consultation: ['answers.csv', 'base', 1, 7],
      areAsked: false,
    });
  });
  test('to a scenario', () => {
    expect(counted('s')).toEqual({
      schools: [
        'many no no: -, -',
        'oak likely likely: gold no, base likely',
        'elm likely likely: s likely, s likely',
        'ash - : -, silver likely',
        'fir - : -, -',
      ],
      consultation: ['answers.csv', 's base', 1, 7],
      areAsked: true,
    });
  });
  test('to a scenario that stands on another', () => {
    expect(counted('t')).toEqual({
      schools: [
        'many no no: -, -',
        'oak likely likely: gold no, base likely',
        'elm no no: -, -, set',
        'ash - : -, silver likely',
        'fir no no: t no, t no',
      ],
      consultation: ['answers.csv', 't s base', 1, 7],
      areAsked: true,
    });
  });
  test('to scenarios together, and to none of the options', () => {
    expect(counted('u', 's')).toEqual({
      schools: [
        'many no no: -, -',
        'oak likely likely: gold no, base likely',
        'elm likely likely: s likely, s likely',
        'ash - : -, silver likely',
      ],
      consultation: ['answers.csv', 's base', 1, 7],
      areAsked: true,
    });
    expect(counted('u')).toEqual({
      schools: [
        'many no no: -, -',
        'oak likely likely: gold no, base likely',
        'elm no no: base no, base no',
        'ash - : -, silver likely',
      ],
      consultation: ['answers.csv', 'base', 1, 7],
      areAsked: false,
    });
  });
  test('rest on their rows', () => {
    const { schools } = Source.open(diskOf({ 'model.yaml': MODEL, 'answers.csv': ROWS }), 'model.yaml').load().model;
    const heard = schools.flatMap((each) => answerOf(each, 'gold')?.heard ?? []);
    expect(
      heard.map(({ label, detail }) => [
        label,
        detail.origin?.line,
        detail.origin?.path,
        detail.origin?.text,
        detail.origin?.source,
      ]),
    ).toEqual([
      ['the answer of oak', 4, 'schools.consultation.oak.gold', 'no', 'said on 2026-01-05'],
      ['the answer of elm', 5, 'schools.consultation.elm.base', 'no', 'said on 2026-01-01'],
    ]);
  });
});

describe('schools of one file', () => {
  const roll = (rows: string): readonly School[] =>
    Source.open(
      diskOf({
        'model.yaml': `${HEAD}schools: { file: roll.csv }\ntiers: { m: { price: { flat: 5 }, joins: 10% } }\n`,
        'roll.csv': `urn,name,phase,type,pupils,trust\n${rows}`,
      }),
      'model.yaml',
    ).load().model.schools;
  test('that are alike have one map of attributes, and others another', () => {
    const [oak, elm, ash] = roll(
      '1,Oak,primary,academy,5,Bay\n2,Elm,primary,academy,6,Bay\n3,Ash,primary,academy,5,Fell\n',
    );
    expect(elm?.attributes).toBe(oak?.attributes);
    expect([oak, ash].map((each) => each?.attributes.get('trust'))).toEqual(['Bay', 'Fell']);
    expect([oak?.isIntentSet, oak?.life]).toEqual([false, undefined]);
  });
});

describe('orders', () => {
  const MODEL = `${HEAD}schools:
  orders: { file: orders.csv }
  named:
    oak: { name: Oak, phase: primary, type: community, pupils: 200 }
    elm: { phase: primary, type: community, pupils: 300 }
tiers:
  gold: { price: { flat: 5 }, joins: 10% }
services:
  day: { kind: traded, unit: day, price: 5, options: { core: 3 } }
scenarios:
  gone: { because: x, remove: schools.named.elm }
`;
  const ROWS =
    'school,service,quantity,option,date\noak,day,2,,2025-10-01\nOak,day,,core,2026-08-31\nelm,day,4,core,2026-09-01\n';
  const placed = (...scenarios: readonly string[]): unknown => {
    const { orders } = Source.open(diskOf({ 'model.yaml': MODEL, 'orders.csv': ROWS }), 'model.yaml').load({
      scenarios,
      sets: [],
    }).model;
    return [
      orders?.file,
      ...(orders?.all ?? []).map(
        ({ school, service, option, units, date, month, year }) =>
          `${school.id} ${service} ${option ?? '-'} ${units.exact} ${date} ${month} ${year}`,
      ),
    ];
  };
  test('by school, with their units, month and company year', () => {
    expect(placed()).toEqual([
      'orders.csv',
      'oak day - 2 2025-10-01 24309 2025',
      'oak day core 3 2026-08-31 24319 2025',
      'elm day core 12 2026-09-01 24320 2026',
    ]);
  });
  test('of a school that a scenario takes away do not count', () => {
    expect(placed('gone')).toEqual([
      'orders.csv',
      'oak day - 2 2025-10-01 24309 2025',
      'oak day core 3 2026-08-31 24319 2025',
    ]);
  });
  test('of options rest on both numbers', () => {
    const { orders } = Source.open(diskOf({ 'model.yaml': MODEL, 'orders.csv': ROWS }), 'model.yaml').load().model;
    expect(orders?.all.map(({ units }) => units.label)).toEqual([undefined, undefined, 'units that elm orders of day']);
  });
});

describe('the roll', () => {
  const basis = (roll: string): string =>
    Source.open(
      diskOf({
        'model.yaml': `${HEAD}schools:\n${roll}  named:\n    oak: { phase: primary, type: community, pupils: 200 }\ntiers: { m: { price: { flat: 5 }, joins: 10% } }\n`,
      }),
      'model.yaml',
    ).load().model.roll.basis;
  test('says what its pupils are', () => {
    expect(
      [
        '',
        '  roll: { count: fte, census: october }\n',
        '  roll: { count: headcount, census: january }\n',
        '  roll: { count: fte, census: estimate }\n',
      ].map(basis),
    ).toEqual([
      'pupils as the roll gives them',
      'full-time equivalent pupils, October census',
      'pupils by headcount, January census',
      'full-time equivalent pupils, estimated',
    ]);
  });
});

describe('a company that charges no VAT', () => {
  const sold = (registered: string): Model =>
    Source.open(
      diskOf({
        'model.yaml': `${HEAD}schools: { named: { oak: { phase: primary, type: community, pupils: 200 } } }
parameters: england
tax: { vat: { registered: ${registered} } }
tiers:
  a: { price: { parts: { x: { flat: 5, vat: standard }, y: { flat: 6, vat: exempt } } }, joins: 10%, vat: standard }
  b: { price: { flat: 5 }, joins: 10%, vat: exempt }
services:
  a: { kind: traded, unit: day, price: { parts: { x: { per: { units: 5 }, vat: exempt }, y: { per: { units: 6 } } } }, vat: exempt }
  b: { kind: brokered, unit: day, price: 5, commission: { fixed: 1 }, acts_as: agent, vat: standard }
contracts:
  a: { kind: grant, per_year: 5, vat: outside_scope }
  b: { kind: commission, per_year: 5, vat: standard }
`,
      }),
      'model.yaml',
    ).load().model;
  const classes = ({ tiers, services, contracts }: Model): unknown =>
    [tiers, services, contracts].map((all) =>
      [...all].map(([id, each]) =>
        [id, each.vat ?? 'none', ...('price' in each && each.price !== undefined ? classesIn(each.price) : [])].join(
          ' ',
        ),
      ),
    );
  test('has none of the standard class, and what is exempt stays so', () => {
    expect(classes(sold('no'))).toEqual([
      ['a none exempt', 'b exempt'],
      ['a exempt exempt', 'b none'],
      ['a outside_scope', 'b none'],
    ]);
    expect(classes(sold('yes'))).toEqual([
      ['a standard standard exempt', 'b exempt'],
      ['a exempt exempt', 'b standard'],
      ['a outside_scope', 'b standard'],
    ]);
  });
  test('and what its costs are for goes by what they are for', () => {
    const model = sold('yes');
    expect(
      [
        'tiers.a',
        'tiers.b',
        'services.a',
        'services.b',
        'contracts.a',
        'contracts.b',
        'tiers',
        'services',
        'contracts',
      ].map((what) => vatUseOf(model, what)),
    ).toEqual(['residual', 'exempt', 'exempt', 'taxable', 'no supply', 'taxable', 'residual', 'residual', 'residual']);
  });
});

describe('a value that the law sets', () => {
  const rate = (text: string) =>
    input(
      'rate',
      Exact.of(text),
      { file: 'f', line: 1, column: 1, path: 'p', text, basis: 'estimate', source: undefined },
      `rate of ${text}`,
    );
  const at = (month: number) => ({ year: Math.floor(month / 12), month });
  const dated = {
    steps: [
      { since: at(24303), value: rate('0.2') },
      { since: at(24315), value: rate('0.3') },
    ],
  };
  test('is what it is up to the month to which it is known, and held from then on', () => {
    const national = new National('tax', dated, 24320);
    const found = [24302, 24303, 24314, 24315, 24320, 24321].map((month) => national.in(month));
    expect(found.map((each) => (each === undefined ? 'none' : `${each.exact} ${each.label}`))).toEqual([
      'none',
      '0.2 rate of 0.2',
      '0.2 rate of 0.2',
      '0.3 rate of 0.3',
      '0.3 rate of 0.3',
      '0.3 tax, held at what was known to Sep 2026',
    ]);
    expect([national.in(24330) === found[5], national.first]).toEqual([true, 24303]);
  });
  test('is known for ever where nobody says how far', () => {
    const national = new National('tax', dated, undefined);
    expect([national.in(24302), national.in(24400)].map(plainOf)).toEqual([undefined, 'rate 0.3']);
    expect(national.in(24400)).toBe(dated.steps[1]?.value);
  });
});
