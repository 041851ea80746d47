import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureFor } from '../../src/analysis/index.js';
import { project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { cellAt, reported } from '../report/answers.js';
import { diskOf } from '../support/disk.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What moves with the pupils, and what would be paid if every school joined: the same however it is written, and whoever joins. */

const trusts = fc.constantFrom('Bay', 'Hill', undefined);
const schools = fc
  .array(
    fc.record({ pupils: fc.integer({ min: 1, max: 900 }), trust: trusts, joins: fc.integer({ min: 1, max: 99 }) }),
    {
      minLength: 2,
      maxLength: 6,
    },
  )
  .map((all) =>
    Object.fromEntries(
      all.map(({ pupils, trust, joins }, i): [string, PlainMap] => [
        `school_${i}`,
        {
          phase: 'primary',
          type: 'academy',
          pupils: String(pupils),
          joins: `${joins}%`,
          ...(trust !== undefined && { trust }),
        },
      ]),
    ),
  );

const model = (named: PlainMap, price: PlainMap): PlainMap => ({
  buyin: '1',
  name: 'Exposure',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: { named },
  tiers: { only: { price, joins: '50%' } },
});

/** Two ways to write one price, of which the second is plain. */
const ALIKE: readonly (readonly [PlainMap, PlainMap])[] = [
  [{ flat: '=100 + 4 * pupils' }, { flat: '100', per_pupil: '4' }],
  [{ flat: '=max(450, pupils * 2)' }, { per_pupil: '2', floor: '450' }],
  [{ flat: '=min(300 + 1 * pupils, 700)' }, { flat: '300', per_pupil: '1', cap: '700' }],
  [{ flat: '=2 * max(pupils - 50, 0)' }, { free: { pupils: '50' }, per_pupil: '2' }],
  [
    { quantities: { beyond: '=max(pupils - 50, 0)' }, per: { beyond: '2' } },
    { free: { pupils: '50' }, per_pupil: '2' },
  ],
  [
    { quantities: { tens: '=round(pupils, 10, up)' }, per: { tens: '0.50' } },
    { blocks: { pupils: '10' }, per_pupil: '0.50' },
  ],
  [
    { flat: '=500 + 1 * pupils', discounts: { percent: '10%', from: '100', of: 'pupils' } },
    { flat: '500', per_pupil: '1', discounts: { percent: '10%', from: '100', of: 'pupils' } },
  ],
  [
    { flat: '200', surcharges: { amount: '=pupils * 2' } },
    { flat: '200', per_pupil: '2' },
  ],
  [
    { flat: '100', floor: '=pupils * 3' },
    { bands: { mode: 'slab', each: [{ below: '33.34', amount: '100', price: '0' }, { price: '3' }] } },
  ],
  [{ parts: { own: { per_pupil: '5', cap: '400' } } }, { per_pupil: '5', cap: '400' }],
  [{ parts: { own: { flat: '=20 + 5 * pupils', floor: '300' } } }, { flat: '20', per_pupil: '5', floor: '300' }],
  [
    { bands: { mode: 'flat', each: [{ up_to: '100', amount: '90' }, { amount: '=60 + 1 * pupils' }] } },
    {
      bands: {
        mode: 'slab',
        each: [
          { up_to: '100', amount: '90', price: '0' },
          { amount: '60', price: '1' },
        ],
      },
    },
  ],
];

test('what is worked out of pupils moves with them as rates for pupils do', async () => {
  await fc.assert(
    fc.asyncProperty(schools, fc.constantFrom(...ALIKE), async (named, [worked, plain]) => {
      const [a, b] = [await reported('tiers', model(named, worked)), await reported('tiers', model(named, plain))];
      for (const figure of ['tier.income', 'tier.exposed'])
        expect(`${figure} ${cellAt(a, figure)}`).toBe(`${figure} ${cellAt(b, figure)}`);
    }),
    runs(120, 400),
  );
});

const IF_ALL = [
  'tier.income',
  'tier.lowest',
  'tier.highest',
  'tier.at_floor',
  'tier.at_cap',
  'tier.exposed',
  'tier.floor_adds',
  'tier.cap_takes',
];

test('what would be paid if every school joined does not hang on who joins', async () => {
  const price: PlainMap = {
    flat: '300',
    per_pupil: '3.10',
    floor: '900',
    cap: '4_500',
    discounts: { percent: '10%', from: '1_000', of: 'pupils' },
    group: { by: 'trust', charge: 'sum' },
  };
  await fc.assert(
    fc.asyncProperty(schools, async (named) => {
      const all = Object.fromEntries(Object.entries(named).map(([id, said]) => [id, { ...said, joins: '100%' }]));
      const [some, everybody] = [
        await reported('tiers', model(named, price)),
        await reported('tiers', model(all, price)),
      ];
      // What a consultation calls all to join is the same sum.
      const played = project(Source.open(diskOf({ [FILE]: yamlOf(model(named, price)) }), FILE).load().model);
      const fees = figureFor(played, { figure: 'consultation.fees', tier: 'only', year: 2026 });
      expect('what' in fees ? fees.what : fees.exact.toFixed(2)).toBe(cellAt(some, 'tier.income'));
      for (const figure of IF_ALL)
        expect(`${figure} ${cellAt(some, figure)}`).toBe(`${figure} ${cellAt(everybody, figure)}`);
    }),
    runs(80, 401),
  );
});
