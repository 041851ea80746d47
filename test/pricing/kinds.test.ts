import { expect, test } from 'vitest';
import { kindsApart, kindsOf, PHASES } from '../../src/model/index.js';
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
    'half of the phases: those that are named',
    `[{ when: { phase: [${PHASES.slice(0, 4).join(', ')}] }, flat: 1 }, { flat: 2 }]`,
    ['0: nursery or primary or secondary or all through', '1: special or alternative or sixteen plus or fe'],
  ],
  [
    'a type, whatever its status',
    '[{ when: { type: academy }, flat: 1 }, { flat: 2 }]',
    ['0: academy', '1: not academy'],
  ],
  [
    'a phase after the other, and none is left',
    `[${PHASES.map((phase) => `{ when: { phase: ${phase} }, flat: 1 }`).join(', ')}, { flat: 2 }]`,
    PHASES.map((phase, i) => `${i}: ${phase.replace(/_/g, ' ')}`),
  ],
  ['a flag', '[{ when: { new_joiner: yes }, flat: 1 }, { flat: 2 }]', ['0: new joiner', '1: no new joiner']],
  ['a trust', '[{ when: { trust: Bay }, flat: 1 }, { flat: 2 }]', ['0: trust Bay', '1: not trust Bay']],
  [
    'two trusts and all others: those that are named, and not all others',
    '[{ when: { trust: [Bay, Hill] }, flat: 1 }, { flat: 2 }]',
    ['0: trust Bay or Hill', '1: not trust Bay or Hill'],
  ],
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

/** One school of each kind: what it is, by attribute. */
const ones = (found: readonly { readonly attributes: ReadonlyMap<string, string> }[] | undefined): readonly string[] =>
  (found ?? []).map(({ attributes }) => [...attributes].map((each) => each.join(' ')).join(', '));

test.each<[string, string, string[], string[]]>([
  [
    'a value that is named stands for its kind',
    '[{ when: { phase: special }, flat: 1 }, { flat: 2 }]',
    ['phase special', 'phase nursery'],
    ['phase special', 'phase nursery'],
  ],
  [
    'and one that nobody named for all others',
    '[{ when: { trust: Bay }, flat: 1 }, { flat: 2 }]',
    ['trust Bay', 'trust (another)'],
    ['trust Bay', 'trust (another)'],
  ],
  [
    'a type that is maintained, where that is asked for',
    '[{ when: { type: [academy, community], maintained: no }, flat: 1 }, { when: { maintained: yes, type: academy }, flat: 2 }, { flat: 3 }]',
    ['type academy, maintained no', 'type free_school, maintained no'],
    [
      'type academy, maintained no',
      'type free_school, maintained no',
      'type foundation, maintained yes',
      'type community, maintained yes',
    ],
  ],
  [
    'no school that is of a type and not of its status',
    '[{ when: { maintained: no, type: community }, flat: 1 }, { when: { type: community }, flat: 2 }, { flat: 3 }]',
    ['maintained yes, type community', 'maintained yes, type foundation'],
    ['maintained yes, type community', 'maintained yes, type foundation', 'maintained no, type academy'],
  ],
  [
    'maintained, where no type is asked for',
    '[{ when: { maintained: no }, flat: 1 }, { flat: 2 }]',
    ['maintained no', 'maintained yes'],
    ['maintained no', 'maintained yes'],
  ],
  [
    'a price that goes by a number leaves its schools to the next',
    '[{ when: { phase: primary, pupils: { up_to: 100 } }, flat: 1 }, { when: { phase: primary }, flat: 2 }, { flat: 3 }]',
    ['phase primary', 'phase primary', 'phase nursery'],
    ['phase primary', 'phase nursery'],
  ],
  [
    'what tells schools apart within a price tells no kinds of prices apart',
    '[{ flat: 1, floor: [{ amount: 5, when: { phase: primary } }, { amount: 6, when: { new_joiner: yes } }, 3] }]',
    [
      'phase primary, new_joiner yes',
      'phase primary, new_joiner no',
      'phase nursery, new_joiner yes',
      'phase nursery, new_joiner no',
    ],
    ['phase primary, new_joiner yes'],
  ],
  [
    'a condition within a price that none of its schools meets tells none apart',
    '[{ when: { phase: primary }, flat: 1, floor: [{ amount: 5, when: { phase: special } }, 3] }, { flat: 2 }]',
    ['phase primary', 'phase special'],
    ['phase primary', 'phase special'],
  ],
])('%s', (_, text, within, apart) => {
  const { prices } = pricesIn(text);
  expect(ones(kindsOf(prices))).toEqual(within);
  expect(ones(kindsApart(prices))).toEqual(apart);
});
