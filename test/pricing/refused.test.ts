import { expect, test } from 'vitest';
import { doubtsIn, faultsIn } from '../../src/pricing/index.js';
import { pricesIn } from './priced.js';

/* What is refused in a price and what is doubted, with the last that is accepted beside it. */

/** What a problem says but for its sentences: these are held where they are shown. */
const plain = (data: object): string =>
  Object.entries(data)
    .filter(([key, value]) => value !== undefined && !['why', 'expected', 'instead', 'meaning'].includes(key))
    .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('/') : value}`)
    .join(' ');

/** Each problem at what is written there, or where below the price; and what a reader would ask about. */
function told(terms: string): string[] {
  const text = `{ ${terms} }`;
  const { prices, problems } = pricesIn(text);
  return [
    ...problems.map(({ code, data, span }) => {
      const at = span === undefined ? '' : text.slice(span.column - 1, span.column - 1 + span.length);
      return `${code} at ${at}: ${plain(data)}`;
    }),
    ...prices.flatMap((price) => [
      ...faultsIn(price).map(({ code, data, path }) => `${code} at ${path.join('.')}: ${plain(data)}`),
      ...doubtsIn(price).map(({ lint, path, says }) => `${lint} at ${path.join('.')}: ${says}`),
    ]),
  ];
}

/** Terms of a price, and what is told of them: nothing of what is accepted. */
const CASES: readonly (readonly [terms: string, ...told: string[]])[] = [
  ['flat: 9, discounts: { percent: 5%, amount: 5 }', 'either-or at 5: one=percent other=amount'],
  [
    'flat: 9, discounts: { when: { early: yes } }',
    'missing-key at { when: { early: yes } }: key=percent within=the discount or=amount',
  ],
  [
    'flat: 9, discounts: { percent: 5%, from: 3 }',
    'missing-key at { percent: 5%, from: 3 }: key=of within=the discount, which counts units, or=',
  ],
  [
    'flat: 9, discounts: { percent: 5%, of: days }',
    'missing-key at { percent: 5%, of: days }: key=from within=the discount, which names a driver, or=nth/from_nth',
  ],
  ['flat: 9, discounts: { percent: 5%, of: days, from: 3, over: 2 }', 'either-or at 2: one=from other=over'],
  ['flat: 9, discounts: { percent: 5%, of: days, nth: 3, from_nth: 2 }', 'either-or at 2: one=nth other=from_nth'],
  ['flat: 9, discounts: { percent: 5%, of: days, nth: 3, from: 2 }', 'either-or at 3: one=from other=nth'],
  ['flat: 9, discounts: { percent: 5%, of: days, nth: 3, over: 2 }', 'either-or at 3: one=over other=nth'],
  ['flat: 9, discounts: { percent: 5%, of: days, from_nth: 3, from: 2 }', 'either-or at 3: one=from other=from_nth'],
  ['flat: 9, discounts: { percent: 5%, of: days, from_nth: 3, over: 2 }', 'either-or at 3: one=over other=from_nth'],
  ['flat: 9, discounts: { amount: 5, of: days, from_nth: 3 }'],
  [
    'flat: 9, discounts: { percent: 5%, nth: 3 }',
    'missing-key at { percent: 5%, nth: 3 }: key=of within=the discount, which counts units, or=',
  ],
  [
    'flat: 9, discounts: { percent: 5%, up_to: 3 }',
    'missing-key at { percent: 5%, up_to: 3 }: key=of within=the discount, which counts units, or=',
  ],
  ['per: { days: 9 }, discounts: { percent: 5%, of: days, up_to: 3 }'],
  ['per: { days: 9 }, discounts: { percent: 5%, of: days, from: 3, up_to: 3 }'],
  [
    'per: { days: 9 }, discounts: { percent: 5%, of: days, from: 3, up_to: 2.5 }',
    'bands-empty at discounts.0.up_to: from=3 to=2.5',
  ],
  [
    'per: { days: 9 }, discounts: [{ percent: 5%, of: days, over: 1, up_to: 1 }, { percent: 5%, of: days, over: 1, up_to: 0.5 }]',
    'bands-empty at discounts.1.up_to: from=1 to=0.5',
  ],
  ['per: { days: 9 }, discounts: { percent: 5%, of: days, nth: 2 }'],
  [
    'per: { days: 9 }, discounts: { percent: 5%, of: visits, nth: 2 }',
    'idle-discount at discounts.0: no term of the price charges for visits, so that a percentage off unit 2 of them takes nothing off',
  ],
  [
    'per: { days: 9 }, discounts: [{ amount: 5, of: visits, nth: 2 }, { percent: 5%, of: visits, nth: 2 }]',
    'idle-discount at discounts.1: no term of the price charges for visits, so that a percentage off unit 2 of them takes nothing off',
  ],
  ['flat: 9, discounts: { percent: 5%, of: days, nth: 0 }', 'bad-value at 0: text=0'],
  [
    'flat: 9, discounts: { percent: 5%, of: days, nth: 1000 }',
    'idle-discount at discounts.0: no term of the price charges for days, so that a percentage off unit 1000 of them takes nothing off',
  ],
  ['flat: 9, discounts: { percent: 5%, of: days, nth: 1001 }', 'bad-value at 1001: text=1001'],
  ['flat: 9, surcharges: { percent: 5%, amount: 5 }', 'either-or at 5: one=percent other=amount'],
  [
    'flat: 9, surcharges: { because: late }',
    'missing-key at { because: late }: key=percent within=the surcharge or=amount',
  ],
  [
    'flat: 9, surcharges: { percent: 5%, over: 3 }',
    'missing-key at { percent: 5%, over: 3 }: key=of within=the surcharge, which counts units,',
  ],
  [
    'flat: 9, surcharges: { percent: 5%, up_to: 3 }',
    'missing-key at { percent: 5%, up_to: 3 }: key=of within=the surcharge, which counts units,',
  ],
  [
    'flat: 9, surcharges: { percent: 5%, of: days }',
    'missing-key at { percent: 5%, of: days }: key=over within=the surcharge, which counts units,',
  ],
  ['flat: 9, surcharges: { percent: 250% }'],
  ['flat: 9, joining: { years: 0 }', 'bad-value at 0: text=0'],
  ['flat: 9, joining: { years: 10 }'],
  ['flat: 9, joining: { years: 11 }', 'bad-value at 11: text=11'],
  ['flat: 9, joining: {}', 'missing-key at joining: key=fee within=what joining costs or=years'],
  ['flat: 9, joining: { fee: 0 }'],
  ['per: { years: 9 }, joining: 5', 'either-or at joining: one=joining other=the driver years'],
  ['flat: 9, roll: {}', 'missing-key at roll: key=count within=what a price means by pupils or=census'],
  ['flat: 9, roll: { count: fte }'],
  ['flat: 9, roll: { census: october }'],
  ['flat: 9, roll: { census: may }', 'bad-choice at may: text=may what=a census known=october/january/summer/estimate'],
  ['when: { pupils: { from: 5, up_to: 5 } }, flat: 9'],
  ['when: { pupils: { from: 5, up_to: 4 } }, flat: 9', 'bands-empty at { from: 5, up_to: 4 }: from=5 to=4'],
  ['when: { pupils: { over: 5, below: 4.5 } }, flat: 9', 'bands-empty at { over: 5, below: 4.5 }: from=5 to=4.5'],
  ['when: { pupils: {} }, flat: 9'],
  [
    'flat: 9, floor: { amount: 5, when: { pupils: { over: 3 } } }',
    'wrong-shape at { over: 3 }: found=a range of numbers',
  ],
  ['per: { Days: 9 }'],
  ['per: { 2days: 9 }'],
  ['per: { days_2: 9 }'],
  ['bands: { of: days of, mode: flat, each: [{ amount: 5 }] }', 'bad-value at days of: text=days of'],
  ['bands: { mode: flat, each: [] }', 'missing-key at bands.each: key=price within=the list of bands, which is empty,'],
  [
    'bands: { mode: flat, each: [{ price: 5 }] }',
    'missing-key at bands.each.0: key=amount within=a band in the mode flat',
    'either-or at bands.each.0.price: one=mode: flat other=price',
  ],
  [
    'bands: { mode: flat, each: [{ amount: 5, price: 5 }] }',
    'either-or at bands.each.0.price: one=mode: flat other=price',
  ],
  [
    'bands: { mode: slab, each: [{ amount: 5 }] }',
    'missing-key at bands.each.0: key=price within=a band in the mode slab',
  ],
  [
    'bands: { mode: graduated, each: [{ amount: 5, price: 5 }] }',
    'either-or at bands.each.0.amount: one=mode: graduated other=amount',
  ],
  [
    'bands: { mode: flat, each: [{ from: 1, over: 2, up_to: 3, below: 4, amount: 5 }] }',
    'either-or at bands.each.0.over: one=from other=over',
    'either-or at bands.each.0.below: one=up_to other=below',
  ],
  [
    'bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { from: 5, amount: 2 }] }',
    'bands-overlap at bands.each.1: at=5',
  ],
  ['bands: { mode: flat, each: [{ below: 5, amount: 1 }, { from: 5, amount: 2 }] }'],
  [
    'bands: { mode: flat, each: [{ below: 5, amount: 1 }, { over: 5, amount: 2 }] }',
    'bands-gap at bands.each.1: from=5 to=5 write=from: 5',
  ],
  ['bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { over: 5, amount: 2 }] }'],
  [
    'bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { from: 4, amount: 2 }] }',
    'bands-overlap at bands.each.1: at=4',
  ],
  [
    'bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { from: 6, amount: 2 }] }',
    'bands-gap at bands.each.1: from=5 to=6 write=over: 5 whole=pupils',
  ],
  [
    'bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { from: 7, amount: 2 }] }',
    'bands-gap at bands.each.1: from=5 to=7 write=over: 5',
  ],
  ['blocks: { pupils: 1 }, bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { from: 6, amount: 2 }] }'],
  [
    'blocks: { pupils: 1 }, bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { over: 6, amount: 2 }] }',
    'bands-gap at bands.each.1: from=5 to=6 write=over: 5',
  ],
  [
    'blocks: { pupils: 1 }, bands: { mode: flat, each: [{ below: 5, amount: 1 }, { from: 6, amount: 2 }] }',
    'bands-gap at bands.each.1: from=5 to=6 write=from: 5',
  ],
  ['blocks: { pupils: 2 }, bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { from: 6, amount: 2 }] }'],
  [
    'bands: { mode: flat, each: [{ amount: 1 }, { from: 6, amount: 2 }] }',
    'bands-overlap at bands.each.1: at=without end',
  ],
  [
    'bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { up_to: 5, amount: 2 }] }',
    'bands-empty at bands.each.1: from=5 to=5',
  ],
  ['bands: { mode: flat, each: [{ up_to: 5, amount: 1 }, { up_to: 6, amount: 2 }] }'],
  [
    'bands: { mode: flat, each: [{ from: 5, up_to: 5, amount: 1 }, { over: 5, below: 5, amount: 2 }] }',
    'bands-empty at bands.each.1: from=5 to=5',
  ],
  [
    'bands: { mode: graduated, each: [{ up_to: 5, price: 1 }, { from: 6, price: 2 }] }',
    'bands-gap at bands.each.1: from=5 to=6 write=over: 5 whole=pupils',
    'unit-at-bound at bands.each.1.from: "from: 6" charges at this price what lies over 6 pupils, and unit 6 itself at the price before: write "over" for what is meant, or count whole pupils with "blocks"',
  ],
  [
    'bands: { mode: graduated, each: [{ from: 5, price: 1 }] }',
    'unit-at-bound at bands.each.0.from: "from: 5" charges at this price what lies over 5 pupils, and not unit 5 itself: write "over" for what is meant, or count whole pupils with "blocks"',
  ],
  ['bands: { mode: graduated, each: [{ from: 0, price: 1 }] }'],
  [
    'bands: { mode: graduated, each: [{ below: 5, price: 1 }, { from: 5, price: 2 }] }',
    'unit-at-bound at bands.each.1.from: "from: 5" charges at this price what lies over 5 pupils, and unit 5 itself at the price before: write "over" for what is meant, or count whole pupils with "blocks"',
  ],
  ['blocks: { pupils: 1 }, bands: { mode: graduated, each: [{ below: 5, price: 1 }, { from: 5, price: 2 }] }'],
  ['free: { days: 2 }, per: { visits: 9 }', 'bad-value at free.days: text=days'],
  ['free: { days: 2 }, per: { days: 9 }'],
  ['free: { days: 0 }, per: { days: 9 }', 'bad-value at 0: text=0'],
  ['packs: { of: days, sizes: {} }', 'missing-key at packs.sizes: key=a size, such as 6 within=the packs'],
  ['packs: { of: days, sizes: { 0: 5 } }', 'bad-value at packs.sizes.0: text=0'],
  [
    'packs: { of: days, sizes: { 3: 5, 6: 9 }, top_up: { 3: 2 } }',
    'missing-key at packs.top_up: key=6 within=the map of top-ups',
  ],
  [
    'packs: { of: days, sizes: { 3: 5, 6: 9 }, top_up: { 3: 2, 6: 2, 9: 1 } }',
    'unknown-name at packs.top_up.9: name=9 what=size of pack known=3/6',
  ],
  [
    'packs: { of: days, sizes: { 3: 5, 6: 9 }, top_up: { 3: 2, 6: 2 }, combine: yes }',
    'either-or at packs.top_up: one=combine other=top-ups by the size of the pack',
  ],
  [
    'packs: { of: days, sizes: { 3: 500, 6: 1_001 } }',
    'dominated-pack at packs.sizes.6: a pack of 6 days costs £1,001.00, and 2 times a pack of 3 £1,000.00',
  ],
  ['packs: { of: days, sizes: { 3: 500, 6: 1_000 } }'],
  [
    'packs: { of: days, sizes: { 3: 500, 6: 1_001 }, combine: yes }',
    'dominated-pack at packs.sizes.6: a pack of 6 days costs £1,001.00, and 2 times a pack of 3 £1,000.00',
  ],
  [
    'packs: { of: days, sizes: { 3: 500, 6: 700 }, top_up: 50 }',
    'dominated-pack at packs.sizes.6: a pack of 6 days costs £700.00, and a pack of 3 and 3 times a top-up £650.00',
  ],
  ['packs: { of: days, sizes: { 3: 500, 6: 650 }, top_up: 50 }'],
  [
    'packs: { of: days, sizes: { 3: 500, 5: 651 }, top_up: { price: 75, each: 2 } }',
    'dominated-pack at packs.sizes.5: a pack of 5 days costs £651.00, and a pack of 3 and a top-up £575.00',
  ],
  [
    'packs: { of: days, sizes: { 3: 500, 6: 651 }, top_up: { 3: 50, 6: 200 } }',
    'dominated-pack at packs.sizes.6: a pack of 6 days costs £651.00, and a pack of 3 and 3 times a top-up £650.00',
  ],
  ['packs: { of: days, sizes: { 3: 500, 6: 649 }, top_up: { 3: 50, 6: 200 } }'],
  [
    'packs: { of: days, sizes: { 2: 5, 3: 8, 7: 19 } }',
    'dominated-pack at packs.sizes.7: a pack of 7 days costs £19.00, and a pack of 3 and 2 times a pack of 2 £18.00',
  ],
  ['packs: { of: days, sizes: { 2: 5, 3: 8, 7: 18 } }'],
  ['packs: { of: days, sizes: { 4: 10, 5: 9 } }'],
  ['packs: { of: days, sizes: { 4: 9, 5: 9 } }'],
  ['packs: { of: half days, sizes: { 4: 9 } }', 'bad-value at half days: text=half days'],
  ['packs: { of: days, sizes: { 1.5: 9 } }', 'bad-value at 1.5: text=1.5'],
  [
    'flat: 9, floor: [5, { amount: 6, when: { early: yes } }]',
    'hidden-limit at floor.1: the floor before it holds for every school',
  ],
  ['flat: 9, floor: [{ amount: 6, when: { early: yes } }, 5]'],
  ['flat: 9, cap: [5, 6, 7]', 'hidden-limit at cap.1: the cap before it holds for every school'],
  [
    'flat: 9, floor: { amount: 6, after: rounding }',
    'bad-choice at rounding: text=rounding what=what comes before a floor or cap known=discounts',
  ],
  ['parts: { a: { cap: 5 } }', 'missing-key at parts.a: key=flat within=the part or=per'],
  [
    'parts: { a: { flat: 5, bands: { mode: flat, each: [] } } }',
    'missing-key at parts.a.bands.each: key=price within=the list of bands, which is empty,',
  ],
  ['parts: {}'],
  ['flat: 9, offered_if: { committed: 0 }', 'bad-value at 0: text=0'],
  ['flat: 9, round: 0', 'bad-value at 0: text=0'],
  [
    'flat: 9, round: { to: 5, direction: sideways }',
    'bad-choice at sideways: text=sideways what=a way to round known=up/down/nearest',
  ],
  ['flat: 9, commission: { on: top }', 'missing-key at commission: key=percent within=0.commission'],
  [
    'flat: 9, commission: { percent: 5%, fixed: 5 }',
    'unknown-key at percent: key=percent within=a fixed commission in a price known=fixed/of/on',
  ],
  [
    'flat: 9, cancellation: { notice: days, within: { 5: 50% } }',
    'bad-choice at days: text=days what=a way to count notice known=calendar_days/working_days',
  ],
  ['flat: 9, cancellation: { notice: working_days, within: { 5: 150% } }', 'bad-value at 150%: text=150%'],
  ['flat: 9, group: { by: trust }', 'missing-key at group: key=charge within=0.group'],
  ['flat: 9, blocks: { days: { size: 0 } }', 'bad-value at 0: text=0'],
  ['per: { days: { price: 5, each: 0 } }', 'bad-value at 0: text=0'],
  ['per: { days: -5 }', 'bad-value at -5: text=-5'],
  ['flat: -5', 'bad-value at -5: text=-5'],
];

test.each(CASES)('%s', (terms, ...expected) => {
  expect(told(terms)).toEqual(expected);
});
