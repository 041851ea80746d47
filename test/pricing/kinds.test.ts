import { expect, test } from 'vitest';
import { kindsOf, PHASES } from '../../src/model/index.js';
import { pricesIn } from './priced.js';

/* Which kinds of school some prices tell apart, and in which words. */

const kinds = (text: string): readonly string[] =>
  (kindsOf(pricesIn(text).prices) ?? []).map(({ says, position }) => `${position}: ${says}`);
const [first, ...others] = PHASES;

test.each<[string, string, string[]]>([
  ['one price for all', '[{ flat: 1 }]', ['0: ']],
  ['a phase and all others', '[{ when: { phase: primary }, flat: 1 }, { flat: 2 }]', ['0: primary', '1: not primary']],
  [
    'two phases and all others',
    '[{ when: { phase: [primary, special] }, flat: 1 }, { flat: 2 }]',
    ['0: primary or special', '1: not primary or special'],
  ],
  [
    'all phases but one: it alone is left',
    `[{ when: { phase: [${others.join(', ')}] }, flat: 1 }, { flat: 2 }]`,
    [`0: not ${first}`, `1: ${first}`].map((each) => each.replace('_', ' ')),
  ],
  [
    'a phase after the other, and none is left',
    `[${PHASES.map((phase) => `{ when: { phase: ${phase} }, flat: 1 }`).join(', ')}, { flat: 2 }]`,
    PHASES.map((phase, i) => `${i}: ${phase.replace(/_/g, ' ')}`),
  ],
  ['a flag', '[{ when: { new_joiner: yes }, flat: 1 }, { flat: 2 }]', ['0: new joiner', '1: no new joiner']],
  ['a trust', '[{ when: { trust: Bay }, flat: 1 }, { flat: 2 }]', ['0: trust Bay', '1: not trust Bay']],
  [
    'a floor for some of them',
    '[{ flat: 1, floor: [{ amount: 5, when: { phase: primary } }, 3] }]',
    ['0: primary', '0: not primary'],
  ],
  [
    'a trust within a phase',
    '[{ when: { phase: primary, trust: Bay }, flat: 1 }, { flat: 2 }]',
    ['0: primary, trust Bay', '1: not primary'],
  ],
  [
    'maintained schools, and academies',
    '[{ when: { maintained: yes }, flat: 1 }, { when: { type: academy }, flat: 2 }, { flat: 3 }]',
    ['0: maintained', '1: no maintained, academy', '2: no maintained, not academy'],
  ],
])('%s', (_, text, expected) => {
  expect(kinds(text)).toEqual(expected);
});
