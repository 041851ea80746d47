import { describe, expect, test } from 'vitest';
import {
  constant,
  Exact,
  type Figure,
  type Money,
  portion,
  times,
  Unknown,
  unknown,
  workings,
} from '../../src/figures/index.js';
import {
  BuyerGroup,
  Crowd,
  type Customer,
  disagreementIn,
  type Gate,
  GroupBuyer,
  groupFor,
  groupOf,
  type Member,
  ONE_SCHOOL,
  onePart,
  quoteIn,
  quotesOf,
  settledBy,
  type TierPrice,
} from '../../src/pricing/index.js';
import { customerOf, pounds, priceIn, pricesIn } from './priced.js';

/* What schools pay that are one buyer. */

const count = (of: number | string) => constant('count', Exact.of(of), 'schools');
const named = (asked: string, i: number): Customer => ({ ...customerOf(asked), name: 'ABCDEFG'[i] as string });
const taxed = (net: Figure, tax: Figure | undefined): string =>
  tax === undefined ? pounds(net) : `${pounds(net)} and VAT ${pounds(tax)}`;

/** What each pays, with whatever else its quote says. */
function paid(text: string, ...asked: string[]): string[] {
  const { prices, problems } = pricesIn(text.startsWith('[') ? text : `{ ${text} }`);
  expect(problems).toEqual([]);
  return quotesOf(prices, asked.map(named)).map((found) => {
    if (found === undefined) return 'none fits';
    const { fee, moving, parts, supplies, once, group } = found;
    return [
      `${pounds(fee)} (${pounds(moving())} moves) by ${settledBy(found)}`,
      ...(fee.value instanceof Unknown ? [fee.value.reasons.join()] : []),
      ...(group === undefined
        ? []
        : [
            `of ${pounds(group.whole)} for ${group.name}, ${pounds(group.ifAll)} if all, told of ${group.customer.name}`,
          ]),
      ...(parts === undefined ? [] : [`provider ${pounds(parts.provider)}, broker ${pounds(parts.commission)}`]),
      ...(supplies ?? []).map(({ vat, net, tax }) => `${vat ?? 'own class'} ${taxed(net, tax)}`),
      ...(once === undefined ? [] : [`once ${taxed(once.net, once.tax)}`]),
    ].join('; ');
  });
}
const SUM = 'group: { by: trust, charge: sum }';
const LARGER = 'group: { by: head, charge: larger }';
/** A price or prices, and what each of some who ask together pays. */
const CASES: readonly (readonly [terms: string, ...asked: (readonly [asked: string, paid: string])[]])[] = [
  [
    `per_pupil: 10, cap: 1_000, ${SUM}`,
    [
      'pupils=60,trust=Bay',
      '500.00 (0.00 moves) by cap + group; of 1000.00 for trust Bay, 500.00 if all, told of trust Bay',
    ],
    [
      'pupils=30,trust=Bay',
      '250.00 (0.00 moves) by cap + group; of 1000.00 for trust Bay, 250.00 if all, told of trust Bay',
    ],
    [
      'pupils=30,trust=Bay',
      '250.00 (0.00 moves) by cap + group; of 1000.00 for trust Bay, 250.00 if all, told of trust Bay',
    ],
    ['pupils=20,trust=Hill', '200.00 (200.00 moves) by rate'],
    ['pupils=20', '200.00 (200.00 moves) by rate'],
  ],
  [
    `flat: 100, ${SUM}`,
    [
      'pupils=1,trust=Bay',
      '33.33 (0.00 moves) by flat + group; of 100.00 for trust Bay, 33.33 if all, told of trust Bay',
    ],
    [
      'pupils=1,trust=Bay',
      '33.33 (0.00 moves) by flat + group; of 100.00 for trust Bay, 33.33 if all, told of trust Bay',
    ],
    [
      'pupils=1,trust=Bay',
      '33.34 (0.00 moves) by flat + group; of 100.00 for trust Bay, 33.34 if all, told of trust Bay',
    ],
  ],
  [
    `flat: 100, ${SUM}`,
    [
      'pupils=0,trust=Bay',
      '0.00 (0.00 moves) by flat + group; of 100.00 for trust Bay, 0.00 if all, told of trust Bay',
    ],
    ['pupils=3,trust=Bay', '100.00 (0.00 moves) by flat; of 100.00 for trust Bay, 100.00 if all, told of trust Bay'],
  ],
  [
    `flat: 100, ${SUM}`,
    [
      'pupils=0,trust=Bay',
      '50.00 (0.00 moves) by flat + group; of 100.00 for trust Bay, 50.00 if all, told of trust Bay',
    ],
    [
      'pupils=0,trust=Bay',
      '50.00 (0.00 moves) by flat + group; of 100.00 for trust Bay, 50.00 if all, told of trust Bay',
    ],
  ],
  [
    `flat: 100, per: { days: 10, lump_sum: 1% }, ${SUM}`,
    [
      'pupils=10,days=2,lump_sum=£1000,trust=Bay',
      '41.25 (0.00 moves) by flat + rate + group; of 165.00 for trust Bay, 41.25 if all, told of trust Bay',
    ],
    [
      'pupils=30,days=3,lump_sum=£500,trust=Bay',
      '123.75 (0.00 moves) by flat + rate + group; of 165.00 for trust Bay, 123.75 if all, told of trust Bay',
    ],
  ],
  [
    `per: { days: 10 }, ${SUM}`,
    [
      'pupils=10,days=2,trust=Bay',
      'unknown (unknown moves) by rate; nothing says how many days trust Bay has; of unknown for trust Bay, unknown if all, told of trust Bay',
    ],
    [
      'pupils=30,trust=Bay',
      'unknown (unknown moves) by rate; nothing says how many days trust Bay has; of unknown for trust Bay, unknown if all, told of trust Bay',
    ],
  ],
  [
    `flat: 100, per_pupil: 1, ${LARGER}`,
    [
      'pupils=10,head=one',
      '17.50 (5.00 moves) by flat + rate + group; of 140.00 for head one, 17.50 if all, told of B',
    ],
    [
      'pupils=40,head=one',
      '70.00 (20.00 moves) by flat + rate + group; of 140.00 for head one, 70.00 if all, told of B',
    ],
    [
      'pupils=30,head=one',
      '52.50 (15.00 moves) by flat + rate + group; of 140.00 for head one, 52.50 if all, told of B',
    ],
  ],
  [
    `per: { days: 10 }, ${LARGER}`,
    ['pupils=10,days=2,head=one', '12.50 (0.00 moves) by rate + group; of 50.00 for head one, 12.50 if all, told of B'],
    ['pupils=30,days=5,head=one', '37.50 (0.00 moves) by rate + group; of 50.00 for head one, 37.50 if all, told of B'],
  ],
  [
    `per: { days: 10 }, ${LARGER}`,
    [
      'pupils=10,days=2,head=one',
      'unknown (unknown moves) by rate; nothing says how many days B has; of unknown for head one, unknown if all, told of A',
    ],
    [
      'pupils=30,head=one',
      'unknown (unknown moves) by rate; nothing says how many days B has; of unknown for head one, unknown if all, told of A',
    ],
  ],
  [
    `per_pupil: 10, commission: { percent: 20%, on: top }, ${SUM}`,
    [
      'pupils=1,trust=Bay',
      '12.00 (12.00 moves) by rate + commission + group; of 48.00 for trust Bay, 12.00 if all, told of trust Bay; provider 10.00, broker 2.00',
    ],
    [
      'pupils=3,trust=Bay',
      '36.00 (36.00 moves) by rate + commission + group; of 48.00 for trust Bay, 36.00 if all, told of trust Bay; provider 30.00, broker 6.00',
    ],
  ],
  [
    `flat: 0, commission: { percent: 20%, on: top }, ${SUM}`,
    [
      'pupils=1,trust=Bay',
      '0.00 (0.00 moves) by flat; of 0.00 for trust Bay, 0.00 if all, told of trust Bay; provider 0.00, broker 0.00',
    ],
    [
      'pupils=3,trust=Bay',
      '0.00 (0.00 moves) by flat; of 0.00 for trust Bay, 0.00 if all, told of trust Bay; provider 0.00, broker 0.00',
    ],
  ],
  [
    `per_pupil: 10, commission: { percent: 20%, on: inside }, ${LARGER}`,
    [
      'pupils=1,head=one',
      '7.50 (7.50 moves) by rate + group; of 30.00 for head one, 7.50 if all, told of B; provider 6.00, broker 1.50',
    ],
    [
      'pupils=3,head=one',
      '22.50 (22.50 moves) by rate + group; of 30.00 for head one, 22.50 if all, told of B; provider 18.00, broker 4.50',
    ],
  ],
  [
    `parts: { a: { per_pupil: 6, vat: exempt }, b: { flat: 40 } }, ${SUM}`,
    [
      'pupils=10,trust=Bay',
      '70.00 (60.00 moves) by parts + group; of 280.00 for trust Bay, 70.00 if all, told of trust Bay; exempt 60.00; own class 10.00',
    ],
    [
      'pupils=30,trust=Bay',
      '210.00 (180.00 moves) by parts + group; of 280.00 for trust Bay, 210.00 if all, told of trust Bay; exempt 180.00; own class 30.00',
    ],
  ],
  [
    `parts: { a: { per_pupil: 6, vat: exempt }, b: { flat: 40 } }, ${LARGER}`,
    [
      'pupils=10,head=one',
      '55.00 (45.00 moves) by parts + group; of 220.00 for head one, 55.00 if all, told of B; exempt 45.00; own class 10.00',
    ],
    [
      'pupils=30,head=one',
      '165.00 (135.00 moves) by parts + group; of 220.00 for head one, 165.00 if all, told of B; exempt 135.00; own class 30.00',
    ],
  ],
  [
    `per_pupil: 12, includes_vat: yes, joining: 60, ${SUM}`,
    [
      'pupils=10,trust=Bay',
      '100.00 (100.00 moves) by rate + VAT taken out + group; of 400.00 for trust Bay, 100.00 if all, told of trust Bay; own class 100.00 and VAT 20.00; once 50.00 and VAT 10.00',
    ],
    [
      'pupils=30,trust=Bay',
      '300.00 (300.00 moves) by rate + VAT taken out + group; of 400.00 for trust Bay, 300.00 if all, told of trust Bay; own class 300.00 and VAT 60.00; once 50.00 and VAT 10.00',
    ],
  ],
  [
    `per_pupil: 12, joining: { fee: 60, years: 2 }, ${LARGER}`,
    [
      'pupils=10,head=one',
      '45.00 (45.00 moves) by rate + sign-up + group; of 180.00 for head one, 45.00 if all, told of B; once 60.00',
    ],
    [
      'pupils=30,head=one',
      '135.00 (135.00 moves) by rate + sign-up + group; of 180.00 for head one, 135.00 if all, told of B; once 60.00',
    ],
  ],
  [
    `per_pupil: 12, part_year: by_month, ${SUM}`,
    [
      'pupils=10,months=6,trust=Bay',
      '60.00 (60.00 moves) by rate + part year + group; of 240.00 for trust Bay, 60.00 if all, told of trust Bay',
    ],
    [
      'pupils=30,months=6,trust=Bay',
      '180.00 (180.00 moves) by rate + part year + group; of 240.00 for trust Bay, 180.00 if all, told of trust Bay',
    ],
  ],
  [
    `[{ when: { phase: primary }, per_pupil: 10, ${SUM} }, { when: { phase: special }, flat: 7 }]`,
    [
      'pupils=10,phase=primary,trust=Bay',
      '100.00 (100.00 moves) by rate + group; of 300.00 for trust Bay, 100.00 if all, told of trust Bay',
    ],
    ['pupils=30,phase=special,trust=Bay', '7.00 (0.00 moves) by flat'],
    [
      'pupils=20,phase=primary,trust=Bay',
      '200.00 (200.00 moves) by rate + group; of 300.00 for trust Bay, 200.00 if all, told of trust Bay',
    ],
    ['pupils=1,phase=none', 'none fits'],
  ],
  [
    `[{ when: { phase: primary }, per_pupil: 10, ${SUM} }, { flat: 7, ${SUM} }]`,
    [
      'pupils=10,phase=primary,trust=Bay',
      '100.00 (100.00 moves) by rate + group; of 300.00 for trust Bay, 100.00 if all, told of trust Bay',
    ],
    [
      'pupils=30,phase=special,trust=Bay',
      '6.77 (0.00 moves) by flat + group; of 7.00 for trust Bay, 6.77 if all, told of trust Bay',
    ],
    [
      'pupils=20,phase=primary,trust=Bay',
      '200.00 (200.00 moves) by rate + group; of 300.00 for trust Bay, 200.00 if all, told of trust Bay',
    ],
    [
      'pupils=1,phase=none,trust=Bay',
      '0.23 (0.00 moves) by flat + group; of 7.00 for trust Bay, 0.23 if all, told of trust Bay',
    ],
  ],
];

describe('who is one buyer pays by its pupils', () => {
  test.each(CASES)('%s', (terms, ...rows) => {
    const said = rows as readonly (readonly [string, string])[];
    expect(paid(terms as string, ...said.map(([asked]) => asked))).toEqual(said.map(([, expected]) => expected));
  });
});

describe('those who are there bear it all', () => {
  const AS_IT_IS = <F>(_key: string, price: F): F => price;
  /** A gate that is open for so large a part. */
  const gateOf = (part: string): Gate => {
    const rate = constant('rate', Exact.of(part), 'those who are there');
    return ((kind, amount) =>
      kind === 'money' ? portion(amount as Money, rate) : times(amount as Figure<'count'>, rate)) as Gate;
  };
  /** The price of all, and the part of each: `10*3@0` are three schools of ten pupils behind a gate that is shut. */
  function shared(terms: string, members: readonly string[], canBeNobody = false): string {
    const price = priceIn(`{ ${terms} }`);
    const all = members.map((said, i) => {
      const [, pupils = '', schools = '1', part] = /^([\d.]+|\?)(?:\*(\d+))?(?:@([\d.]+))?$/.exec(said) as string[];
      const member: Member = {
        customer:
          pupils === '?'
            ? { ...named('trust=Bay', i), pupils: unknown('count', 'nobody has said') }
            : named(`pupils=${pupils},trust=Bay`, i),
        schools: schools === '1' ? ONE_SCHOOL : count(schools),
      };
      return { member, gate: part === undefined ? undefined : gateOf(part) };
    });
    const grouping = { by: 'trust', charge: terms.includes('head') ? 'larger' : 'sum' } as const;
    const group = new BuyerGroup(
      price,
      grouping,
      'trust Bay',
      all.map(({ member }) => member),
      AS_IT_IS,
    );
    const present = all.map(({ member, gate }) => ({ crowd: new Crowd([member]), gate }));
    const buyer = new GroupBuyer(group, present, 'price of trust Bay', 'part', canBeNobody);
    const parts = all.map(({ member }) => pounds(buyer.part(member.customer)));
    const each = all.map(({ member }) => pounds(onePart(buyer.part(member.customer), member)));
    // What asks at each turn whether anybody is there stands only where it may be nobody.
    const asks = workings([buyer.whole.fee, buyer.part((all[0] as (typeof all)[0]).member.customer)]);
    const asked = asks.filter(({ op }) => op === 'band').length;
    return `${pounds(buyer.whole.fee)}: ${parts.join(' ')}${each.join() === parts.join() ? '' : `, each ${each.join(' ')}`}${asked === 0 ? '' : ` (${asked} asked)`}`;
  }

  test.each<[string, string[], boolean, string]>([
    ['flat: 100', ['10', '30*3'], false, '100.00: 10.00 90.00, each 10.00 30.00'],
    ['flat: 100', ['10', '30*3@0'], false, '100.00: 100.00 0.00'],
    ['flat: 100', ['10@0', '30*3@0'], true, '0.00: 0.00 0.00 (2 asked)'],
    ['flat: 100', ['10@0', '30*3@1'], true, '100.00: 0.00 100.00, each 0.00 33.33 (2 asked)'],
    ['flat: 100', ['10@0.5', '30@1'], true, '100.00: 14.29 85.71 (2 asked)'],
    ['flat: 100', ['0', '30@0'], false, '100.00: 100.00 0.00 (3 asked)'],
    ['flat: 100', ['0', '30'], false, '100.00: 0.00 100.00 (3 asked)'],
    ['flat: 100', ['0@1', '0@1'], true, '100.00: 50.00 50.00 (2 asked)'],
    ['flat: 100', ['0@1', '0@0'], true, '100.00: 100.00 0.00 (2 asked)'],
    ['flat: 100', ['0@1', '30@0', '20@0'], true, '100.00: 100.00 0.00 0.00 (4 asked)'],
    ['flat: 100', ['0@0', '30@0', '0@0'], true, '0.00: 0.00 0.00 0.00 (4 asked)'],
    ['flat: 100', ['0@1', '0@1', '20@0'], true, '100.00: 50.00 50.00 0.00 (4 asked)'],
    ['per_pupil: 2', ['10', '30*3'], false, '200.00: 20.00 180.00, each 20.00 60.00'],
    ['per_pupil: 2', ['10', '30*3@0.5'], false, '110.00: 20.00 90.00, each 20.00 30.00'],
    ['per_pupil: 2, floor: 50', ['10@0', '5@0'], true, '0.00: 0.00 0.00 (2 asked)'],
    ['per_pupil: 2, floor: 50', ['10@1', '5@0'], true, '50.00: 50.00 0.00 (2 asked)'],
    ['flat: 100', ['30*3'], false, '100.00: 100.00, each 33.33 (2 asked)'],
    ['flat: 100', ['30*2@0'], false, '0.00: 0.00 (2 asked)'],
    ['flat: 100', ['30*2@0', '10@0'], false, '0.00: 0.00 0.00 (2 asked)'],
    ['flat: 100', ['?', '30'], false, '100.00: unknown unknown'],
    ['flat: 100', ['?', '0'], false, '100.00: 50.00 50.00'],
    ['flat: 100', ['30@0.5', '10', '20*2'], true, '100.00: 23.08 15.38 61.54, each 23.08 15.38 30.77'],
    [`per_pupil: 1, ${LARGER}`, ['10', '40*2', '30'], false, '40.00: 3.33 26.67 10.00, each 3.33 13.34 10.00'],
    [`per_pupil: 1, ${LARGER}`, ['10@1', '40@0', '30@1'], true, '30.00: 7.50 0.00 22.50 (4 asked)'],
    [`per_pupil: 1, ${LARGER}`, ['10@0', '40@0'], true, '0.00: 0.00 0.00 (3 asked)'],
    [`flat: 9, per_pupil: 1, ${LARGER}`, ['10*2@0', '40*3@0'], false, '0.00: 0.00 0.00 (3 asked)'],
  ])('%s for %s (%s): %s', (terms, members, canBeNobody, expected) => {
    expect(shared(terms, members, canBeNobody)).toBe(expected);
  });
});

describe('who is priced together', () => {
  const { prices } = pricesIn(`[{ when: { phase: primary }, flat: 5, ${SUM} }, { when: { phase: special }, flat: 6 }]`);
  const found = (asked: string): unknown => {
    const group = groupFor(prices, customerOf(asked).attributes);
    return group && [group.key, group.name, prices.indexOf(group.price)];
  };
  test('has the value of an attribute in common, by one price', () => {
    expect(
      ['phase=primary,trust=Bay', 'phase=primary', 'phase=special,trust=Bay', 'phase=none,trust=Bay'].map(found),
    ).toEqual([['0 Bay', 'trust Bay', 0], undefined, undefined, undefined]);
  });

  test('is no single school, but may be an archetype', () => {
    const [price] = prices as [TierPrice, ...TierPrice[]];
    const customer = customerOf('pupils=5,trust=Bay');
    const of = (...members: Member[]): string | undefined =>
      groupOf(price, 'trust Bay', members, (_key, amount) => amount)?.name;
    expect(of({ customer, schools: ONE_SCHOOL })).toBeUndefined();
    expect(of({ customer, schools: count(2) })).toBe('trust Bay');
    expect(of({ customer, schools: ONE_SCHOOL }, { customer: { ...customer }, schools: ONE_SCHOOL })).toBe('trust Bay');
    expect(groupOf(prices[1] as TierPrice, 'trust Bay', [], (_key, amount) => amount)).toBeUndefined();
  });
});

describe('what one buyer cannot be told', () => {
  const told = (terms: string, ...asked: string[]): string | undefined => {
    const found = disagreementIn(priceIn(`{ ${terms} }`), asked.map(customerOf));
    return found && `${found.term} at ${found.path.join('.')}: ${found.one} and ${found.other}`;
  };
  const OFF = 'flat: 9, discounts: [{ percent: 5%, when: { late: yes } }, { percent: 5%, when: { early: yes } }]';
  test.each<[string, string[], string | undefined]>([
    [`${OFF}, ${SUM}`, ['early=yes', 'early=yes', 'early=no'], 'discounts at discounts.1.when: 0 and 2'],
    [`${OFF}, ${SUM}`, ['early=no', 'early=yes'], 'discounts at discounts.1.when: 0 and 1'],
    [`${OFF}, ${SUM}`, ['early=yes,late=yes', 'early=yes,late=yes'], undefined],
    [`${OFF}, ${LARGER}`, ['early=yes', 'early=no'], undefined],
    [OFF, ['early=yes', 'early=no'], undefined],
    [
      `flat: 9, floor: [{ amount: 20, when: { late: yes } }, 30], ${SUM}`,
      ['late=yes', 'late=no'],
      'floor at floor.0.when: 0 and 1',
    ],
    // Of limits that fit the first holds: a later one that fits is nothing to anybody.
    [
      `flat: 9, floor: [{ amount: 20, when: { late: yes } }, { amount: 30, when: { early: yes } }], ${SUM}`,
      ['late=yes,early=yes', 'late=yes,early=no'],
      undefined,
    ],
    [
      `parts: { a: { flat: 9 }, b: { flat: 9, floor: { amount: 20, when: { late: yes } } } }, ${SUM}`,
      ['late=yes', 'late=no'],
      'parts at parts.2.when: 0 and 1',
    ],
    [
      `flat: 9, surcharges: [{ amount: 1 }, { amount: 2, when: { late: yes } }], ${SUM}`,
      ['late=no', 'late=yes'],
      'surcharges at surcharges.1.when: 0 and 1',
    ],
    [`flat: 9, part_year: by_month, ${SUM}`, ['months=6', 'months=6', 'months=7'], 'months at part_year: 0 and 2'],
    [`flat: 9, part_year: by_month, ${SUM}`, ['months=6', 'pupils=1'], 'months at part_year: 0 and 1'],
    [`flat: 9, part_year: by_month, ${SUM}`, ['months=6', 'months=6'], undefined],
    [`per: { days: 9 }, ${SUM}`, ['days=6', 'days=7'], undefined],
    [
      `flat: 9, cancellation: { notice: working_days, within: { 5: 50% } }, ${SUM}`,
      ['notice_working_days=6', 'notice_working_days=7'],
      'notice_working_days at cancellation.notice: 0 and 1',
    ],
  ])('%s of %s: %s', (terms, asked, expected) => {
    expect(told(terms, ...asked)).toBe(expected);
  });
});

test('a part of what is expected over several sets keeps its shares, and another amount is shared as the fee is', () => {
  const { prices } = pricesIn(`{ per_pupil: 10, commission: { percent: 20%, on: top }, ${SUM} }`);
  const [price] = prices as [TierPrice];
  const members = ['pupils=1,trust=Bay', 'pupils=3,trust=Bay'].map(
    (asked, i): Member => ({ customer: named(asked, i), schools: ONE_SCHOOL }),
  );
  const [first] = members as [Member];
  const group = groupOf(price, 'trust Bay', members, (_key, amount) => amount) as BuyerGroup;
  const half = quoteIn(prices, group, group.everybody, first, constant('money', Exact.of('6'), 'half of it'));
  expect([half.fee, half.moving(), half.parts?.provider, half.parts?.commission].map(pounds)).toEqual([
    '6.00',
    '6.00',
    '5.00',
    '1.00',
  ]);
  expect(pounds(half.group?.partOf(constant('money', Exact.of('1'), 'taken off')))).toBe('0.25');
  const nothing = quoteIn(prices, group, group.everybody, first, constant('money', Exact.zero, 'none of it'));
  expect([nothing.parts?.provider, nothing.parts?.commission, nothing.moving()].map(pounds)).toEqual([
    '0.00',
    '0.00',
    '0.00',
  ]);
  expect(group.everybody).toBe(group.everybody);
});
